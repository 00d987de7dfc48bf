"""A character that Word offers is printed; one that no face has is named at its paragraph, never a crash."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pikepdf
import pytest

from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.delivery.verify.alone import verify_alone
from actgen.session.examination import examine
from actgen.session.result import Examination, Options
from tests.acts.outputs.conformity.clauses import faults
from tests.acts.outputs.pdf_text import page_texts
from tests.hostile.workspace import Workspace, errors
from tests.session.acts import render

SESSION = "seances/le-trehou-2024-11-14.yaml"
TEXT = "seances/le-trehou-2024-11-14-point-3"
SIGNS = "☒ oui ☐ non ✔ ✗ ⇒ ► ▪ ★ ⚠ ☎ ✉ β Ω"


def _written(workspace: Workspace, *paragraphs: str, font: str = "") -> None:
    """The text of the item as a Word file of these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        run = document.add_paragraph().add_run(paragraph)
        if font:
            run.font.name = font
    content = io.BytesIO()
    document.save(content)
    workspace.write(f"{TEXT}.docx", content.getvalue())
    workspace.change(f"{Path(TEXT).name}.md", f"{Path(TEXT).name}.docx", SESSION)


def _examined(workspace: Workspace, *, full: bool = True) -> Examination:
    return examine(workspace.folder / SESSION, Options(full=full))


def _where(finding: Diagnostic) -> tuple[str, Location | None]:
    return finding.code, finding.location


def test_signs_of_a_word_file_are_printed_with_a_face_of_their_own(workspace: Workspace) -> None:
    _written(workspace, "Le programme est joint.", f"Case cochée : {SIGNS}")
    options = Options(formats=("pdf",), out=workspace.out)
    assert errors(render(workspace.folder / SESSION, options).examination) == []
    (act,) = workspace.out.rglob("1-deliberation-03-libre.pdf")
    with pikepdf.open(act) as pdf:
        names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert {name.partition("+")[2] for name in names} >= {"Spectral", "DejaVu-Sans-Mono"}
    assert f"Case cochée : {SIGNS}" in "".join(page_texts(act.read_bytes())).replace("\n", " ")
    assert faults(act.read_bytes()) == []
    assert verify_alone(act).conforme


@pytest.mark.parametrize("full", [True, False])
def test_what_no_face_has_is_named_at_its_paragraph(workspace: Workspace, full: bool) -> None:
    signs = ["🎉", "ع", "漢", "ש", "①", "\u202e", "\u200d", "\ufffd"]
    _written(workspace, "Le programme est joint.", *(f"La fête {sign} du village" for sign in signs))
    found = errors(_examined(workspace, full=full))
    assert len(found) == len(signs)
    for paragraph, (sign, finding) in enumerate(zip(signs, found, strict=True), start=2):
        code, place = _where(finding)
        assert place is not None
        assert (code, place.file, place.spot) == (
            "CARACTERE-SANS-POLICE",
            f"{TEXT}.docx",
            f"corps, paragraphe {paragraph}",
        )
        assert (place.column, place.length) == (9, 1)
        assert f"U+{ord(sign):04X}" in finding.message


def test_a_sign_that_another_writing_says_is_told_how(workspace: Workspace) -> None:
    _written(workspace, "Étape ① du projet")
    (finding,) = errors(_examined(workspace))
    assert finding.hint == "Écrivez «\u00a01\u00a0» à la place."


def test_letters_of_a_font_of_signs_are_no_characters(workspace: Workspace) -> None:
    _written(workspace, "\uf0fe", font="Wingdings")
    assert errors(_examined(workspace)) == []


def test_a_text_of_a_kind_in_word_is_looked_at_too(workspace: Workspace) -> None:
    text = docx.Document()
    text.add_paragraph("FIXE les tarifs 🎉 de l’année.")
    place = workspace.folder / "templates" / "deliberations" / "adhesion_groupement" / "dispositif.docx"
    place.parent.mkdir(parents=True)
    text.save(str(place))
    (finding,) = errors(_examined(workspace))
    code, where = _where(finding)
    assert where is not None
    assert (code, where.file, where.spot) == (
        "CARACTERE-SANS-POLICE",
        "templates/deliberations/adhesion_groupement/dispositif.docx",
        "corps, paragraphe 1",
    )
    assert finding.mender is Mender.SERVICE_JURIDIQUE
