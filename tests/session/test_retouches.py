"""A Word file that somebody has corrected: its words are held against the act, nothing else says the old."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import actgen
from actgen.acts.templating.word.reading import accepted_of
from actgen.acts.views.plan import Due
from actgen.api.retouches import offered, take_and_save
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.errors import UsageError
from actgen.base.text.differences import differences, normal
from actgen.delivery.exports.archive import archive_session
from actgen.delivery.exports.transmission import transmit_session
from actgen.delivery.register.register import make_register
from actgen.delivery.register.sessions import RegisterOptions
from actgen.delivery.verify.asked import verified
from actgen.session.result import Examination, Options
from tests.session.acts import ROOT

SESSION = "seances/aulon-2025-04-11.yaml"
CODE = "ACTE-RETOUCHE"
FORMATS = ("docx", "html")
Editing = Callable[[str], str]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Aulon, whose session of April is written, its dates of sending left out."""
    root = tmp_path_factory.mktemp("aulon")
    for pattern in ("collectivites/aulon*", f"{SESSION.removesuffix('.yaml')}*"):
        for place in (ROOT / "data").glob(pattern):
            target = root / place.relative_to(ROOT / "data")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(place, target)
    session = root / SESSION
    session.write_text(session.read_text("utf-8").partition("suites:")[0], "utf-8")
    render(root)
    return root


def render(root: Path) -> None:
    actgen.Workspace(root).session(SESSION).render(out=root / "output", formats=FORMATS)


@pytest.fixture
def root(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "mairie"))


def examined(root: Path) -> Examination:
    options = Options(out=root / "output", full=True)
    return actgen.Workspace(root).session(SESSION, options=options).examination


def found(root: Path) -> tuple[Diagnostic, ...]:
    return tuple(each for each in examined(root).report.findings if each.code == CODE)


def word(root: Path, name: str = "1-deliberation-02-libre.docx") -> Path:
    (place,) = (root / "output").rglob(name)
    return place


def correct(place: Path, *edits: Editing, part: str = "word/document.xml") -> None:
    """Change the markup of a Word file, as a person does its words."""
    target = io.BytesIO()
    with zipfile.ZipFile(place) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == part:
                text = content.decode("utf-8")
                for edit in edits:
                    assert edit(text) != text
                    text = edit(text)
                content = text.encode("utf-8")
            new.writestr(entry, content)
    place.write_bytes(target.getvalue())


def words(old: str, new: str) -> Editing:
    return lambda text: text.replace(old, new)


def paragraph(text: str, holding: str) -> str:
    """The markup of the paragraph that says that."""
    end = text.index("</w:p>", text.index(holding)) + len("</w:p>")
    return text[max(text.rfind("<w:p>", 0, end), text.rfind("<w:p ", 0, end)) : end]


def said(root: Path) -> list[tuple[str, str, str, str]]:
    """What became of which words, and what they come from, as the examination tells it."""
    told = examined(root)
    return [
        (each.difference.sorte.value, each.difference.avant, each.difference.apres, each.provenance.value)
        for each in told.retouches
    ]


def test_three_words_are_told_in_the_order_of_the_act(root: Path) -> None:
    correct(
        word(root),
        words("30\u00a0€", "35\u00a0€"),
        words("foyer", "foyer affouagiste"),
        words("5\u00a0votants,", "6\u00a0votants,"),
        words("Après en avoir délibéré", "Ayant délibéré"),
    )
    told = [(avant, apres, source) for _, avant, apres, source in said(root)]
    assert told == [
        ("Après en avoir", "Ayant", "modèle"),
        ("30\u00a0€", "35\u00a0€", "séance"),
        ("foyer", "foyer affouagiste", "séance"),
        ("5\u00a0votants,", "6\u00a0votants,", "calcul"),
    ]
    by_hand = found(root)[1]
    assert by_hand.message.startswith(
        "Délibération 2\u00a0: le Word dit «\u00a035\u00a0€\u00a0», la séance «\u00a030\u00a0€\u00a0»"
    )
    place = by_hand.location
    assert place is not None
    line = (root / SESSION).read_text("utf-8").splitlines()[place.line - 1]
    assert (place.file, "30 €" in line) == (SESSION, True)


def test_nothing_that_would_say_the_old_words_is_written(root: Path) -> None:
    correct(word(root), words("30\u00a0€", "35\u00a0€"))
    session = root / SESSION
    session.write_text(session.read_text("utf-8").replace("18h50", "18h55"), "utf-8")
    before = {place: place.read_bytes() for place in (root / "output").rglob("*.html")}
    render(root)
    (finding,) = found(root)
    changed = {place.name for place, content in before.items() if place.read_bytes() != content}
    assert changed <= {"0-a-faire.html"}, (
        "the minutes say the hour, and the list, the copy and the act the words"
    )
    assert finding.severity is Severity.ERROR
    refused = {each.key for each in examined(root).plans if each.due is Due.REFUSED}
    assert {"deliberation-02", "proces-verbal", "liste-des-deliberations"} <= refused
    assert "deliberation-01" not in refused
    options = RegisterOptions(year=2025, formats=("html",), out=root / "output")
    register = make_register(root / "collectivites/aulon.yaml", options)
    assert register.written == ()
    assert CODE in " ".join(each.message for each in register.report.errors)
    archive = archive_session(session, Options(out=root / "output"))
    assert [each.code for each in archive.report.errors if each.code == CODE]
    assert archive.written == ()
    for points, kept_back in (((1,), False), ((2,), True), ((), True)):
        sent = transmit_session(session, Options(out=root / "output"), frozenset(points))
        assert (CODE in {each.code for each in sent.report.errors}) is kept_back


def test_words_taken_into_the_session_are_at_rest(root: Path) -> None:
    correct(word(root), words("30\u00a0€", "35\u00a0€"))
    session = root / SESSION
    session.write_text(session.read_text("utf-8").replace("30 €", "35 €"), "utf-8")
    render(root)
    assert found(root) == ()
    (minutes,) = (root / "output").rglob("3-proces-verbal.html")
    assert "35\u00a0€" in minutes.read_text("utf-8")


def test_a_reason_is_for_the_words_that_it_names(root: Path) -> None:
    correct(word(root), words("30\u00a0€", "35\u00a0€"))
    (finding,) = found(root)
    reason = f"\nderogations:\n  - code: {CODE}\n    point: 2\n    motif: essai\n"
    session = root / SESSION
    text = session.read_text("utf-8")
    session.write_text(text + reason, "utf-8")
    assert len(found(root)) == 1, "a reason without the key of the words lifts nothing"
    session.write_text(text + reason + f"    controle: {finding.controle}\n", "utf-8")
    assert found(root) == ()
    correct(word(root), words("35\u00a0€", "40\u00a0€"))
    assert len(found(root)) == 1, "other words have no reason"


def test_what_word_changes_alone_is_no_difference(root: Path) -> None:
    correct(
        word(root),
        words("\u00a0", " "),
        words("\u202f;", " ;"),
        words("’", "'"),
        lambda text: text.replace("</w:rPr>", "<w:b/></w:rPr>", 3),
    )
    assert word(root).read_bytes()
    assert said(root) == []


@pytest.mark.parametrize(
    ("edit", "sorte"),
    [
        (lambda text, line: text.replace(line, ""), "retrait"),
        (lambda text, line: text.replace(line, line + line.replace("APPROUVE", "REFUSE")), "ajout"),
        (lambda text, line: text.replace(line, line + line), "ajout"),
        (
            lambda text, line: text.replace(line, "").replace(
                paragraph(text, "Fait et"), paragraph(text, "Fait et") + line
            ),
            "déplacement",
        ),
    ],
    ids=["removed", "added", "added again, word for word", "moved"],
)
def test_a_whole_paragraph(root: Path, edit: Callable[[str, str], str], sorte: str) -> None:
    correct(word(root), lambda text: edit(text, paragraph(text, "APPROUVE")))
    ((found_as, *_),) = said(root)
    assert found_as == sorte


def test_a_tracked_change_is_taken_as_accepted_and_told(root: Path) -> None:
    def track(text: str) -> str:
        run = text[
            text.rindex("<w:r>", 0, text.index("30\u00a0€")) : text.index("</w:r>", text.index("30\u00a0€"))
            + 6
        ]
        deleted = (
            run.replace("<w:t>", "<w:delText>")
            .replace("<w:t ", "<w:delText ")
            .replace("</w:t>", "</w:delText>")
        )
        by = 'w:id="9" w:author="Membre 1" w:date="2025-04-12T10:00:00Z"'
        inserted = run.replace("30\u00a0€", "35\u00a0€")
        return text.replace(run, f"<w:del {by}>{deleted}</w:del><w:ins {by}>{inserted}</w:ins>")

    correct(word(root), track)
    assert [each[1:3] for each in said(root)] == [("30\u00a0€", "35\u00a0€")]
    (finding,) = found(root)
    assert "modifications suivies acceptées" in finding.message


def test_the_cell_of_a_table(root: Path) -> None:
    correct(
        word(root, "3-liste-des-deliberations.docx"), words("Coupe affouagère 2025", "Coupe affouagère 2026")
    )
    assert [each[1:3] for each in said(root)] == [("2025", "2026")]
    assert [each.point for each in found(root)] == [None]


def test_the_frame_of_the_stamp_is_there_to_be_filled(root: Path) -> None:
    def stamp(text: str) -> str:
        label = paragraph(text, "Cadre réservé")
        return text.replace(label, label + "<w:p><w:r><w:t>Reçu le 14 avril 2025</w:t></w:r></w:p>")

    correct(word(root), stamp)
    assert said(root) == []


def test_of_two_equal_paragraphs_the_one_that_differs_is_told(root: Path) -> None:
    place = word(root, "3-proces-verbal.docx")

    def second(text: str) -> str:
        head, _, tail = text.rpartition("Délibération adoptée")
        return f"{head}Délibération non adoptée{tail}"

    correct(place, second)
    told = examined(root)
    (each,) = told.retouches
    assert each.paragraphe is not None
    assert "affouag" in each.paragraphe.heading.casefold()


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7"], ids=["empty", "cut", "another"])
def test_words_that_cant_be_read_keep_everything_back_too(root: Path, content: bytes) -> None:
    word(root).write_bytes(content)
    (finding,) = found(root)
    assert "n’ont pas pu être comparés" in finding.message


def test_a_file_as_it_was_written_is_not_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actgen.acts.templating.word.reading.accepted_of", None)
    assert found(root) == ()


@pytest.mark.parametrize(
    "look", ["<w:strike/>", "<w:dstrike/>", '<w:color w:val="FFFFFF"/>', '<w:strike w:val="0"/>']
)
def test_words_crossed_out_or_in_white_are_taken_away(root: Path, look: str) -> None:
    def cross(xml: str) -> str:
        run = next(each for each in re.findall(r"<w:r>.*?</w:r>", xml, re.DOTALL) if "30\u00a0€" in each)
        bare = re.sub(r"<w:rPr>.*?</w:rPr>|<w:rPr/>", "", run)
        return xml.replace(run, bare.replace("<w:r>", f"<w:r><w:rPr>{look}</w:rPr>", 1))

    correct(word(root), cross)
    told = [each for each in said(root) if "30\u00a0€" in each[1] and "30\u00a0€" not in each[2]]
    assert len(told) == ('"0"' not in look)


def test_words_of_a_field_are_taken_when_the_act_then_says_them(root: Path) -> None:
    correct(
        word(root),
        words("30\u00a0€", "35\u00a0€"),
        words("foyer", "foyer affouagiste"),
        words("APPROUVE", "ADOPTE"),
        words("Après en avoir délibéré", "Ayant délibéré"),
    )
    workspace = actgen.Workspace(root)
    keys = [each.cle for each in offered(workspace.session(SESSION))]
    assert len(keys) == 3, "not the words of the model"
    for key in keys:
        take_and_save(actgen.Workspace(root).session(SESSION), key)
    text = (root / SESSION).read_text("utf-8")
    assert "- fixe à 35 € la taxe due par chaque foyer affouagiste qui y prend part\n" in text
    assert "- adopte la coupe affouagère de 2025\n" in text
    assert [each[3] for each in said(root)] == ["modèle"]


def test_words_that_the_act_would_not_say_again_are_left_to_who_writes(root: Path) -> None:
    correct(word(root), words("4 pour", "5 pour"), words("30\u00a0€", "30\u00a0€\u00a0**net**"))
    before = (root / SESSION).read_bytes()
    for each in examined(root).retouches:
        with pytest.raises(UsageError, match="exactement ce que dit le Word"):
            take_and_save(actgen.Workspace(root).session(SESSION), each.cle)
    with pytest.raises(UsageError, match="n’est plus là"):
        take_and_save(actgen.Workspace(root).session(SESSION), "00000000")
    assert (root / SESSION).read_bytes() == before


def test_an_act_that_was_sent_takes_nothing(root: Path) -> None:
    correct(word(root), words("30\u00a0€", "35\u00a0€"))
    session = root / SESSION
    session.write_text(session.read_text("utf-8") + "\nsuites:\n  transmise_le: 14/04/2025\n", "utf-8")
    told = actgen.Workspace(root).session(SESSION)
    (each,) = told.examination.retouches
    assert offered(told) == ()
    assert each.difference.apres == "35\u00a0€"
    (finding,) = found(root)
    assert "Un acte transmis ne change plus" in finding.hint


def test_each_word_of_each_act_that_is_changed_is_told(written: Path) -> None:
    for act in ("1-deliberation-02-libre", "3-liste-des-deliberations"):
        read = accepted_of(word(written, f"{act}.docx").read_bytes(), act)
        assert read is not None
        lines = [line.text for line in read[0] if normal(line.text)]
        for rank, line in enumerate(lines):
            for each in re.finditer(r"\w+", line):
                other = [*lines]
                other[rank] = f"{line[: each.end()]}x{line[each.end() :]}"
                (told,) = differences(lines, other)
                assert (each[0] in told.avant, f"{each[0]}x" in told.apres, told.rang) == (True, True, rank)


def test_the_head_of_pages_and_a_table_of_contents_that_word_has_filled(root: Path) -> None:
    place = word(root)
    correct(place, words("11\u00a0avril", "12\u00a0avril"), part="word/header1.xml")
    assert [each[1:3] for each in said(root)] == [("11\u00a0avril", "12\u00a0avril")]
    title = paragraph(zipfile.ZipFile(place).read("word/document.xml").decode(), "Coupe affouag")
    correct(place, words("12\u00a0avril", "11\u00a0avril"), part="word/header1.xml")
    correct(place, words(title, title.replace("</w:p>", "<w:r><w:tab/><w:t>3</w:t></w:r></w:p>")))
    assert said(root) == []


def test_words_to_hide_are_not_changed_behind_what_hides_them(root: Path) -> None:
    session = root / SESSION
    told = session.read_text("utf-8").replace(
        "    decide:\n      - approuve",
        "    donnees_privees: 3 rue Haute\n    decide:\n      - loue le 3 rue Haute\n      - approuve",
    )
    session.write_text(told, "utf-8")
    render(root)
    correct(word(root), words("3\u00a0rue Haute", "5\u00a0rue Haute"))
    ((_, avant, apres, source),) = said(root)
    assert (avant, apres, source) == ("3\u00a0rue", "5\u00a0rue", "séance")
    (copy,) = (root / "output").rglob("1-deliberation-02-libre-PUBLICATION.html")
    copy.unlink()
    render(root)
    assert not copy.exists()
    (finding,) = found(root)
    with pytest.raises(UsageError, match="exactement"):
        take_and_save(actgen.Workspace(root).session(SESSION), finding.controle)
    reason = f"derogations:\n  - {{code: {CODE}, controle: {finding.controle}, motif: essai}}\n"
    session.write_text(f"{told}\n{reason}", "utf-8")
    render(root)
    assert "rue Haute" not in copy.read_text("utf-8")


@pytest.mark.slow
def test_what_libreoffice_saves_is_no_difference(root: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    acts = sorted((root / "output").rglob("*.docx"))
    asked = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved)]
    subprocess.run(
        ["soffice", home, *asked, *map(str, acts)],
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=180,
    )
    for act in acts:
        content = (saved / act.name).read_bytes()
        assert content != act.read_bytes()
        act.write_bytes(content)
    assert len(acts) > 3
    assert said(root) == []
    correct(word(root), words("30\u00a0€", "35\u00a0€"))
    assert [each[1:3] for each in said(root)] == [("30\u00a0€", "35\u00a0€")]


def test_words_corrected_in_a_draft_are_told_and_keep_nothing_back(root: Path) -> None:
    options = Options(draft=True, out=root / "output", full=True)
    told = actgen.Workspace(root).session(SESSION, options=options)
    told.render(out=root / "output", formats=FORMATS)
    place = word(root, "1-deliberation-02-libre-PROJET.docx")
    correct(place, words("30\u00a0€", "35\u00a0€"))
    kept = place.read_bytes()
    again = actgen.Workspace(root).session(SESSION, options=options)
    again.render(out=root / "output", formats=FORMATS)
    (finding,) = (each for each in again.findings if each.code == CODE)
    assert finding.severity is Severity.WARNING
    assert "l’acte définitif dit les mots de la séance" in finding.hint
    assert {each.due for each in again.acts if each.key == "deliberation-02"} == {Due.WRITTEN}
    assert place.read_bytes() == kept
    take_and_save(again, finding.controle)
    assert "- fixe à 35 € la taxe" in (root / SESSION).read_text("utf-8")


def test_a_word_file_that_was_renamed_or_mailed_is_found_by_what_it_is(root: Path, tmp_path: Path) -> None:
    place = word(root)
    mailed = tmp_path / "délib corrigée par la maire.docx"
    beside = place.with_name("delib-corrigee.docx")
    for copy in (mailed, beside):
        shutil.copy(place, copy)
        correct(copy, words("30\u00a0€", "35\u00a0€"))
    for told in (
        verified(mailed, root, None),
        verified(beside, root, None),
        verified(place.parent, root, None),
    ):
        phrases = [each.phrase for found in told for each in found.differences]
        assert any("35" in each for each in phrases), phrases
    mailed.write_bytes(b"PK")
    with pytest.raises(UsageError, match="n’est aucun de ceux qui ont été écrits"):
        verified(mailed, root, None)


def test_words_of_a_joined_text_are_taken_into_it(root: Path) -> None:
    debates = root / f"{SESSION[:-5]}-point-2-debats.md"
    place = word(root, "3-proces-verbal.docx")
    text = debates.read_text("utf-8")
    debates.write_bytes(text.replace("’", "'").encode("cp1252"))  # as the Notepad of Windows writes it
    said_then = text.split()
    old = next(each for each in said_then if each.isalpha() and len(each) > 6 and said_then.count(each) == 1)
    correct(place, words(old, f"{old}x"))
    (each,) = examined(root).retouches
    assert (each.provenance.value, each.offered) == ("texte joint", False), "not from a page of the session"
    take_and_save(actgen.Workspace(root).session(SESSION), each.cle)
    assert f"{old}x" in debates.read_text("utf-8")
    assert examined(root).retouches == ()


def test_words_corrected_in_a_draft_are_still_told_once_the_act_is_final(root: Path) -> None:
    session = root / SESSION
    final = session.read_text("utf-8")
    evening = r"(?m)^(absents:\n(  - .*\n)+|  (levee|secretaire).*\n|    (debats|interesse|vote).*\n)"
    session.write_text(re.sub(evening, "", final), "utf-8")
    shutil.rmtree(root / "output")
    render(root)
    place = word(root, "1-deliberation-02-libre-PROJET.docx")
    correct(place, words("30\u00a0€", "35\u00a0€"), words("Coupe affouag", "Belle coupe affouag"))
    session.write_text(final, "utf-8")
    for _ in range(2):  # before the final act is written, and after
        told = [each for each in said(root) if each[1] not in ("La", "Le")]
        assert ("mots", "30\u00a0€", "35\u00a0€", "séance") in told
        assert {each[0] for each in told} == {"mots"}, "what the act has gained since is no correction"
        assert {each.severity for each in found(root)} == {Severity.WARNING}
        render(root)
        assert word(root).exists()
    sent = transmit_session(session, Options(out=root / "output"), frozenset((2,)))
    assert CODE not in {each.code for each in sent.report.errors}


def test_a_blank_that_is_left_to_be_filled_may_be(root: Path) -> None:
    blank = "\u2002" * 10
    assert differences([f"Affichage\u00a0:\t{blank}", "Fin"], ["Affichage : 14/04/2025", "Fin"]) == ()
    place = word(root, "3-liste-des-deliberations.docx")
    correct(place, lambda text: re.sub("\u2002{4,}", "14 avril 2025", text))
    assert said(root) == []


@pytest.mark.parametrize(
    ("act", "old", "new", "others"),
    [
        ("3-proces-verbal", "30\u00a0€", "35\u00a0€", {"deliberation-02"}),
        (
            "3-proces-verbal",
            "Délibération adoptée",
            "Délibération rejetée",
            {"deliberation-02", "liste-des-deliberations"},
        ),
        ("3-proces-verbal", "Excusés", "Absents", {"deliberation-01", "deliberation-02"}),
        ("3-liste-des-deliberations", "Coupe affouagère", "Coupes", {"deliberation-02", "proces-verbal"}),
        ("3-proces-verbal", "trouve la taxe", "juge la taxe", set()),
    ],
    ids=["amount", "sentence", "label of all", "list", "debates are told by the minutes alone"],
)
def test_words_of_minutes_or_of_the_list_keep_back_all_that_states_them(
    root: Path, act: str, old: str, new: str, others: set[str]
) -> None:
    correct(word(root, f"{act}.docx"), lambda text: new.join(text.rsplit(old, 1)))
    finals = {"deliberation-01", "deliberation-02", "proces-verbal", "liste-des-deliberations"}
    plans = {each.key: each for each in examined(root).plans}
    refused = {key for key, plan in plans.items() if plan.due is Due.REFUSED}
    assert refused & finals - {act[2:]} == others & finals
    assert not [plan for plan in plans.values() if plan.copie_de in refused and plan.document is not None]
    options = RegisterOptions(year=2025, formats=("html",), out=root / "output")
    register = make_register(root / "collectivites/aulon.yaml", options)
    of_deliberations = any(each.startswith("deliberation") for each in others)
    assert (register.written == ()) is of_deliberations
    if finding := next((each for each in found(root) if each.severity is Severity.ERROR), None):
        reason = f"\nderogations:\n  - {{code: {CODE}, controle: {finding.controle}, motif: essai}}\n"
        session = root / SESSION
        session.write_text(session.read_text("utf-8") + reason, "utf-8")
        assert not [each for each in examined(root).plans if each.due is Due.REFUSED]


def beside(root: Path) -> list[Diagnostic]:
    return [each for each in examined(root).report.findings if each.code == "WORD-A-COTE"]


@pytest.mark.parametrize(
    "name", ["{} (corrigé).docx", "{} - Copie.docx", "Copie de {}.docx", "{}.odt", "note.docx"]
)
def test_a_word_file_under_another_name_beside_an_act_is_told(root: Path, name: str) -> None:
    place = word(root)
    other = place.with_name(name.format(place.stem))
    for lock in (f"~${place.name[2:]}", f".~lock.{place.name}#", f".{place.name}"):
        place.with_name(lock).write_bytes(b"Membre 1")
    shutil.copy(place, other)
    assert beside(root) == [], "a copy of what was written"
    correct(other, words("30\u00a0€", "35\u00a0€"))
    (told,) = beside(root)
    assert (told.severity, other.name in told.message) == (Severity.WARNING, True)
    named = "note" not in name
    assert told.point == (2 if named else None)
    assert ("Il dit «\u00a035\u00a0€\u00a0»" in told.message) is (named and name.endswith("docx"))
    correct(word(root, "3-proces-verbal.docx"), words("30\u00a0€", "35\u00a0€"))
    assert beside(root) == [told], "be its act refused for the minutes"
    session = root / SESSION
    session.write_text(session.read_text("utf-8").replace("30 €", "35 €"), "utf-8")
    assert len(beside(root)) == (0 if named and name.endswith("docx") else 1)


def test_a_final_word_file_of_an_act_that_is_a_projet_again_is_told(root: Path) -> None:
    place = word(root, "3-proces-verbal.docx")
    correct(place, words("30\u00a0€", "35\u00a0€"))
    session = root / SESSION
    final = session.read_text("utf-8")
    session.write_text(final.replace("  levee: 18h50\n", ""), "utf-8")
    (told,) = found(root)
    assert (told.severity, place.name in told.message) == (Severity.WARNING, True)
    session.write_text(final, "utf-8")
    (told,) = found(root)
    assert told.severity is Severity.ERROR


def test_words_beside_a_hyphen_that_word_keeps_whole_are_traced_and_taken(root: Path) -> None:
    session = root / SESSION
    text = session.read_text("utf-8").replace("30 € la taxe", "30 € (article L. 2331-1) la taxe")
    session.write_text(text, "utf-8")
    render(root)
    place = word(root)
    markup = zipfile.ZipFile(place).read("word/document.xml").decode()
    assert "2331</w:t><w:noBreakHyphen/>" in markup, "Word would end a line there"
    correct(place, words("30\u00a0€", "35\u00a0€"), lambda text: text.replace("2331</w:t>", "2332</w:t>"))
    for each in examined(root).retouches:
        take_and_save(actgen.Workspace(root).session(SESSION), each.cle)
    assert "35 € (article L. 2332-1) la taxe" in session.read_text("utf-8")
