"""A kind whose text is a Word file, checked as one in Markdown is, and its copy with comments."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from actgen.authoring.templates.annotated import write_annotated
from actgen.authoring.templates.checking import check_templates, check_texts
from actgen.authoring.templates.selection import select
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.errors import EnvironmentFault
from tests.hostile.word import corpus

ROOT = Path(__file__).parents[2]
KIND = Path("templates/deliberations/voirie")
BODY = KIND / "corps.docx"
Write = Callable[..., bytes]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """A kind whose body is a Word file; writes that body around some paragraphs."""
    for part in ("collectivites", "groupements", "seances"):
        shutil.copytree(ROOT / "data" / part, tmp_path / part)
    shutil.copytree(ROOT / "templates" / "deliberations" / "deliberation_libre", tmp_path / KIND)
    example = tmp_path / KIND / "exemple.yaml"
    text = example.read_text(encoding="utf-8").replace("acte: deliberation_libre", "acte: voirie")
    example.write_text(text, encoding="utf-8")
    for name in ("corps.md", "attendu.md"):  # the text expected of another kind
        (tmp_path / KIND / name).unlink()
    monkeypatch.chdir(tmp_path)

    def written(*paragraphs: str, header: str = "") -> bytes:
        document = docx.Document()
        document.add_paragraph("{{ clause.debut_deliberation }}")
        document.add_heading("Motifs", level=2)
        for paragraph in paragraphs or ("Le conseil délibère.",):
            document.add_paragraph(paragraph)
        document.add_paragraph("{{ clause.dispositif }}")
        document.add_paragraph("{{ clause.fin_deliberation }}")
        if header:
            document.sections[0].header.paragraphs[0].text = header
        buffer = io.BytesIO()
        document.save(buffer)
        BODY.write_bytes(buffer.getvalue())
        return buffer.getvalue()

    return written


def check() -> tuple[Diagnostic, ...]:
    return check_templates(select(("voirie",))).report.findings


def places(findings: tuple[Diagnostic, ...]) -> set[tuple[str, str, int]]:
    found = {(each.code, place.part, place.line) for each in findings for place in each.locations[:1]}
    assert {place.file for each in findings for place in each.locations} <= {BODY.as_posix()}
    return found


def test_a_word_text_that_is_right_has_no_finding(write: Write) -> None:
    write()
    assert check() == ()


def test_names_are_looked_for_in_loops(write: Write) -> None:
    write(
        "{%p for retrait in point.retraits %}",
        "{{ retrait.nomm }} s’est retiré.",
        "{%p endfor %}",
    )
    found = check()
    unknown = [each for each in found if each.code == "GABARIT-INCONNU"]
    assert {place[1:] for place in places(tuple(unknown))} == {("corps", 4)}
    assert all(".nom »" in each.hint.replace("\u00a0", " ") for each in unknown)
    body = next(each.location for each in found if each.location and each.location.part == "corps")
    assert body.heading == "Motifs"


def test_only_names_that_exist_are_proposed_for_the_tags_of_other_programs(write: Write) -> None:
    write("La «Decision» est prise <<avec>> <<Lieu>>, à {collectivite.nom}, le %seance.dat%.")
    hints = {
        each.message.partition("«")[2].rpartition("»")[0].strip(): each.hint.replace("\u00a0", " ")
        for each in check()
        if each.code == "GABARIT-BALISE"
    }
    assert {"Decision", "avec"} & set(hints["«Decision»"].replace("{{", "").split()) == set()
    assert "Noms connus : " in hints["<<avec>>"] and "{{ avec" not in hints["<<avec>>"]
    assert "« seance.lieu »" in hints["<<Lieu>>"] and "« seance.date »" in hints["%seance.dat%"]
    assert "Écrivez {{ collectivite.nom }}." in hints["{collectivite.nom}"]


def test_names_are_told_even_when_tags_do_not_go_together(write: Write) -> None:
    write(
        "{%p if vote.unanime %}", "À l’unanimité.", "{{ seance.dat | date }}", "{{ seance.lieu | majuscule }}"
    )
    assert places(check()) == {
        ("GABARIT-EMBOITEMENT", "corps", 3),
        ("GABARIT-INCONNU", "corps", 5),
        ("GABARIT-INCONNU", "corps", 6),
    }


def test_what_shows_on_the_act_is_told_at_its_paragraph(write: Write) -> None:
    write(
        "Sur le rapport de {{ point.presidence }}, l’affaire est examinée.",
        "Le conseil de {{ collectivite.nom }} délibère sur la voirie.",
        "Fait et affiché le XX/XX/2024 en mairie.",
    )
    assert places(check()) == {
        ("GABARIT-VIDE", "corps", 3),
        ("GABARIT-ELISION", "corps", 4),
        ("GC-PLACEHOLDER", "corps", 5),
    }


def test_the_annotated_copy_stands_beside_the_text_that_it_leaves_alone(write: Write) -> None:
    content = write("{{ seance.dat | date }}")
    selection = select(("voirie",))
    findings = check_templates(selection).report.findings
    for _ in range(2):  # the same copy isn't made twice
        (copy,) = write_annotated(selection.catalogue, selection.folders, findings)
    assert copy.name == "corps-annoté.docx" and copy.parent.resolve() == KIND.resolve()
    assert BODY.read_bytes() == content
    comments = [comment.text for comment in docx.Document(str(copy)).comments]
    assert len(comments) == 1 and "n’a pas de champ" in comments[0] and "GABARIT-INCONNU" in comments[0]
    assert check() == findings  # the copy is no text of the kind


def test_a_copy_that_someone_corrected_and_a_link_are_left_alone(write: Write, tmp_path: Path) -> None:
    write("{{ seance.dat | date }}")
    corrected, link = BODY.with_name("corps-annoté.docx"), BODY.with_name("corps-annoté-2.docx")
    outside = tmp_path / "ailleurs.docx"
    corrected.write_bytes(b"hers")
    outside.write_bytes(b"mine")
    link.symlink_to(outside)
    selection = select(("voirie",))
    findings = check_templates(selection).report.findings
    (copy,) = write_annotated(selection.catalogue, selection.folders, findings)
    assert copy.name == "corps-annoté-3.docx"
    assert (corrected.read_bytes(), outside.read_bytes()) == (b"hers", b"mine")
    assert check() == findings  # none of them is a text of the kind


def test_a_copy_that_cannot_be_written_is_said(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("{{ seance.dat | date }}")
    selection = select(("voirie",))
    findings = check_templates(selection).report.findings
    monkeypatch.setattr("actgen.authoring.templates.annotated._MOST", 1)
    BODY.with_name("corps-annoté.docx").mkdir()
    with pytest.raises(EnvironmentFault, match="copies annotées"):
        write_annotated(selection.catalogue, selection.folders, findings)


@pytest.mark.slow
def test_whatever_word_file_is_given_is_told_of(write: Write) -> None:
    """The corpus of broken Word files, as texts of a kind: what its reader finds is found here."""
    write()
    known = [case for group in vars(corpus).values() if isinstance(group, dict) for case in group.values()]
    cases = [case for case in known if isinstance(case, corpus.Case)]
    assert len(cases) > 50
    for case in cases:
        BODY.write_bytes(case.content)
        selection = select(("voirie",))
        found = check_texts(selection.catalogue, selection.kinds)
        assert {code for code, _, _ in case.found} <= {each.code for each in found}
        for copy in write_annotated(selection.catalogue, selection.folders, found):
            copy.unlink()  # at most 99 stand beside one text
        assert BODY.read_bytes() == case.content


def test_every_slip_of_a_paragraph_is_told_at_once(write: Write) -> None:
    tags = "{{ vue }} {{ point.presidenc }} {{ toto }} {{ seance.lieu | majuscule }} {{ a.b.c }}"
    write(f"{tags} {{{{ vote.pour + 1 }}}} et le reste du paragraphe, {'assez long ' * 12}{{{{ zut }}}}")
    told = [each.message.replace("\u00a0", " ") for each in check()]
    for name in ("vue", "presidenc", "toto", "majuscule", "« a »", "zut"):
        assert len([message for message in told if name in message]) == 1, (name, told)
    assert len(told) == 7, told


def test_a_warning_hides_no_error_of_the_same_code_in_its_paragraph(write: Write) -> None:
    write("Le conseil délibère.")
    document = docx.Document(BODY.as_posix())
    paragraph = next(each for each in document.paragraphs if each.text == "Le conseil délibère.")
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Wingdings")
    symbol.set(qn("w:char"), "F04A")
    paragraph.add_run()._r.append(symbol)
    paragraph.add_run("rayé").font.strike = True
    document.save(BODY.as_posix())
    severities = {each.severity for each in check()}
    assert severities == {Severity.WARNING, Severity.ERROR}
