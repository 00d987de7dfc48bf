"""A free deliberation whose text is a file beside the session, in Word or in Markdown: the same act."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document as WordDocument

from actgen.acts.tree.transcription import dump
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Severity
from tests.session.acts import ROOT, examined

EXAMPLE = ROOT / "templates" / "deliberations" / "deliberation_libre" / "exemple.yaml"
MARKDOWN = """\
La salle est vide **trois jours** sur cinq.

1. le lundi
2. le mardi

| Jour | Prix |
|---|---:|
| lundi | 90 € |

Il est proposé de la prêter sans frais & sans délai.
"""


def word() -> bytes:
    document = WordDocument()
    paragraph = document.add_paragraph("La salle est vide ")
    paragraph.add_run("trois jours").bold = True
    paragraph.add_run(" sur cinq.")
    for day in ("le lundi", "le mardi"):
        document.add_paragraph(day, style="List Number")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Jour", "Prix"), ("lundi", "90 €")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("Il est proposé de la prêter sans frais & sans délai.")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


PROSES = {"point-03.md": MARKDOWN.encode(), "point-03.docx": word()}


def act(folder: Path, point: str) -> ActPlan:
    """The free deliberation of an item written so, in a workspace that holds both texts."""
    for part in ("collectivites", "seances"):
        (folder / part).mkdir()
    for name, content in PROSES.items():
        (folder / "seances" / name).write_bytes(content)
    head, _, _ = EXAMPLE.read_text("utf-8").partition("  - numero: 2\n")
    file = folder / "seances" / "x.yaml"
    file.write_text(
        f"{head}  - numero: 2\n    objet: Prêt de la salle\n    acte: deliberation_libre\n{point}", "utf-8"
    )
    examination = examined(file)
    assert not examination.report.of(Severity.ERROR)
    (plan,) = (
        plan for plan in examination.plans if plan.kind.code == "deliberation_libre" and not plan.copie
    )
    return plan


@pytest.mark.parametrize("name", PROSES)
@pytest.mark.parametrize(
    ("vote", "said"),
    [
        ("unanimité", "{dispositif} **ADOPTE** la proposition qui précède."),
        ("1 pour, 5 contre", "{dispositif} **REJETTE** la proposition qui précède."),
    ],
)
def test_a_text_alone_is_the_whole_proposal(tmp_path: Path, name: str, vote: str, said: str) -> None:
    plan = act(tmp_path, f"    texte: {name}\n    vote: {vote}\n")
    assert plan.document is not None
    text = dump(plan.document)
    for part in (
        "La salle est vide **trois jours** sur cinq.",
        "1. le lundi",
        "2. le mardi",
        "| lundi | 90 €",
        "Il est proposé de la prêter sans frais & sans délai.",
        said,
    ):
        assert part in text, text


@pytest.mark.parametrize("name", PROSES)
def test_a_text_may_be_the_account_of_what_is_decided_or_the_decision_itself(
    tmp_path: Path, name: str
) -> None:
    decided = act(
        tmp_path, f"    texte: {name}\n    decide: prête la salle sans frais\n    vote: unanimité\n"
    )
    assert decided.document is not None
    text = dump(decided.document)
    assert "**PRÊTE** la salle sans frais." in text and "ADOPTE" not in text


@pytest.mark.parametrize("name", PROSES)
def test_a_file_may_be_the_operative_part(tmp_path: Path, name: str) -> None:
    plan = act(tmp_path, f"    decide: {name}\n    vote: unanimité\n")
    assert plan.document is not None
    text = dump(plan.document)
    assert text.index("Après en avoir délibéré") < text.index("trois jours") and "ADOPTE" not in text
