"""Word templates of a workspace, from the session file to the folder: found, filled, kept, refused."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from actgen.acts.tree.nodes import Document
from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import Due
from actgen.session.render import Rendering
from actgen.session.result import Examination, Options
from tests.acts.outputs.docx.word_file import WordFile, faults
from tests.hostile.word.builder import p, table, word
from tests.session.acts import DIETWILLER, examined, plan, render, session_file, workspace
from tests.session.outputs import docx_words, html_words, pdf_words, plain, without_repeats

KIND = Path("templates", "deliberations", "adhesion_groupement")
CLAUSES = Path("templates", "socle", "clauses")
KEY = "deliberation-09"
HEADER = ["MAIRIE · {{ entete }}{% if projet %} · PROJET{% endif %}"]
BODY = (
    "{{ clause.entete }}",
    p("Extrait du registre {{ collectivite.de_l_assemblee }}", style="Titre1"),
    "{{ clause.presence }}",
    p("Délibération n° {{ numero }}", style="Titre2"),
    p("{{ objet }}", style="ActeObjet"),
    "{%p for visa in visas %}",
    p("Vu le {{ visa.code }}, notamment {{ visa.articles_en_ligne }} ;", style="ActeVisa"),
    "{%p endfor %}",
    "{{ clause.expose }}",
    "{{ clause.dispositif }}",
    "{{ clause.vote }}",
    table(
        ("{%tr for visa in visas %}", ""),
        ("{{ visa.code }}", "{{ visa.articles_en_ligne }}"),
        ("{%tr endfor %}", ""),
    ),
    "{{ acte.signatures }}",
    "{{ acte.cadre_transmission }}",
    "{{ clause.recours }}",
)


@pytest.fixture
def space(tmp_path: Path) -> Path:
    return workspace(tmp_path)


def put(space: Path, name: Path | str, content: bytes) -> Path:
    place = space / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def rendered(space: Path, *formats: str, draft: bool = False) -> Rendering:
    options = Options(out=space / "actes", formats=formats or ("docx", "html"), only=(KEY,), draft=draft)
    return render(session_file(DIETWILLER, space), options)


def codes(examination: Examination) -> set[str]:
    return {finding.code for finding in examination.report.findings if finding.code.startswith("GABARIT")}


def tree(examination: Examination, key: str = KEY) -> Document:
    found = plan(examination, key).document
    assert found is not None, [finding.message for finding in plan(examination, key).refus]
    return found


def files(rendering: Rendering) -> dict[str, bytes]:
    assert rendering.folder is not None
    return {told.name: (rendering.folder / told.name).read_bytes() for told in rendering.written}


def texts(content: bytes) -> Iterable[str]:
    return [line.text for line in docx.Document(BytesIO(content)).paragraphs]


def test_the_three_outputs_say_the_words_of_a_word_template(space: Path) -> None:
    put(space, KIND / "corps.docx", word(*BODY, header=HEADER))
    rendering = rendered(space, "docx", "html", "pdf")
    assert codes(rendering.examination) == {"GABARIT-PERTE"}  # its head: acts bear the letterhead's
    found = tree(rendering.examination)
    made = files(rendering)
    content = next(data for name, data in made.items() if name.endswith(".docx"))
    assert faults(content) == []
    assert "MAIRIE" not in WordFile(content).running("header")
    page = next(data for name, data in made.items() if name.endswith("groupement.html"))
    expected = [plain(word_) for word_ in plain_words(found)]
    assert [plain(word_) for word_ in docx_words(content)] == expected
    assert [plain(word_) for word_ in html_words(page)] == expected
    printed = next(data for name, data in made.items() if name.endswith("groupement.pdf"))
    assert without_repeats([plain(word_) for word_ in pdf_words(printed)], found) == expected


def test_the_journal_keeps_the_word_template(space: Path) -> None:
    content = word(*BODY)
    put(space, KIND / "corps.docx", content)
    rendering = rendered(space)
    assert rendering.folder is not None
    with zipfile.ZipFile(rendering.folder / "modeles.zip") as archive:
        kept = [name for name in archive.namelist() if name.endswith("adhesion_groupement/corps.docx")]
        assert len(kept) == 1 and archive.read(kept[0]) == content
    journal = (rendering.folder / "journal.json").read_text(encoding="utf-8")
    assert "templates/deliberations/adhesion_groupement/corps.docx" in journal


def test_a_projet_says_so_at_the_top_and_in_the_running_head(space: Path) -> None:
    put(space, KIND / "corps.docx", word(*BODY, header=HEADER))
    rendering = rendered(space, draft=True)
    name, content = next((n, c) for n, c in files(rendering).items() if n.endswith(".docx"))
    assert name.endswith("-PROJET.docx")
    assert next(iter(texts(content))).startswith("PROJET.")
    assert WordFile(content).running("header").endswith("PROJET")


def test_both_formats_in_one_folder_refuse_the_act_and_no_other(space: Path) -> None:
    put(space, KIND / "corps.docx", word("x"))
    put(space, KIND / "corps.md", b"y\n")
    examination = examined(session_file(DIETWILLER, space))
    assert codes(examination) == {"GABARIT-DOUBLE"}
    assert plan(examination, KEY).due is Due.REFUSED
    assert plan(examination, "proces-verbal").document is not None
    told = next(f for f in examination.report.findings if f.code == "GABARIT-DOUBLE")
    assert "«\u00a0corps\u00a0»" in told.message and "corps.docx" in told.hint


def test_a_nearer_folder_wins_whatever_the_format(space: Path) -> None:
    put(space, KIND / "corps.md", b"Du dossier commun.\n")
    put(space, "templates/68072/deliberations/adhesion_groupement/corps.docx", word("De la commune."))
    assert plain_words(tree(examined(session_file(DIETWILLER, space)))) == ["De", "la", "commune."]


def test_clauses_of_both_formats_call_one_another(space: Path) -> None:
    put(space, KIND / "corps.docx", word("Un {{ numero }}", "{{ clause.milieu }}"))
    put(space, CLAUSES / "milieu.md", b"Deux\n\n{{ clause.fond }}\n")
    put(space, CLAUSES / "fond.docx", word("Trois {{ objet }}"))
    words = plain_words(tree(examined(session_file(DIETWILLER, space))))
    assert words[0] == "Un" and words[2:4] == ["Deux", "Trois"]


def test_what_refuses_an_act_is_placed_in_its_word_template(space: Path) -> None:
    put(space, KIND / "corps.docx", word(*BODY, "Fait à {{ seance.lieu }}, le XX/XX/2024."))
    refused = plan(rendered(space).examination, KEY)
    (finding,) = (each for each in refused.refus if each.code == "GC-PLACEHOLDER")
    place = finding.location
    assert place is not None and (place.file, place.part) == ((KIND / "corps.docx").as_posix(), "corps")
    assert place.excerpt == "Fait à {{ seance.lieu }}, le XX/XX/2024."
    assert place.excerpt[place.column - 1 :][: place.length] == "XX/XX/2024"
