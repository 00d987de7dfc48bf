"""How the acts of the shipped examples fall on their pages, and that no name of France leaves its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.nodes import Block, Document, Heading, Paragraph, Signatures, Style, walk
from actgen.acts.tree.words import inline_text
from actgen.acts.views.plan import ActPlan
from actgen.council.kinds.manifest import Famille
from tests.acts.outputs.conformity.pages.paper import read
from tests.acts.outputs.docx.test_tables import longest_word
from tests.acts.outputs.docx.word_file import W, WordFile, text_of
from tests.acts.outputs.pdf_text import page_texts
from tests.regles.cases import merge, model, write
from tests.session.acts import ROOT, examined, workspace

TEMPLATES = ROOT / "templates"
SESSIONS = sorted((ROOT / "data" / "seances").glob("*.yaml"))
OF_KINDS = sorted(
    file for file in TEMPLATES.glob("*/*/exemple.yaml") if file.parts[-3] not in ("conventions", "registres")
)
EXAMPLES = [*SESSIONS, *OF_KINDS]
SIGNERS = 4  # more of them take pages of their own


def _space(folder: Path) -> Path:
    """The shipped workspace with the groups that the examples of the kinds name."""
    space = workspace(folder)
    for file in TEMPLATES.glob("conventions/*/exemple*"):
        shutil.copy(file, space / "groupements")
    return space


def _plans(file: Path, space: Path) -> Iterator[tuple[ActPlan, Document]]:
    """The acts of one example that are written."""
    copy = space / "seances" / f"{file.parent.name}-{file.name}"
    shutil.copy(file, copy)
    for plan in examined(copy).plans:
        if plan.document is not None:
            yield plan, plan.document


def _name(file: Path) -> str:
    return file.stem if file in SESSIONS else file.parent.name


@pytest.mark.slow
def test_three_quarters_of_the_deliberations_of_the_examples_stand_on_one_page(tmp_path: Path) -> None:
    space = _space(tmp_path)
    counts = [
        len(page_texts(render_pdf(document)))
        for file in (*SESSIONS, *TEMPLATES.glob("deliberations/*/exemple.yaml"))
        for plan, document in _plans(file, space)
        if plan.kind.famille is Famille.DELIBERATION and not plan.copie
    ]
    assert len(counts) >= 40, "the examples are found"
    assert 4 * counts.count(1) >= 3 * len(counts), counts


@pytest.mark.slow
@pytest.mark.parametrize("file", EXAMPLES, ids=_name)
def test_no_page_of_an_example_begins_with_signatures_or_holds_remedies_alone(
    file: Path, tmp_path: Path
) -> None:
    for plan, document in _plans(file, _space(tmp_path)):
        blocks = list(walk(document.blocks))
        signed = [block.places for block in blocks if isinstance(block, Signatures)]
        signers = {place.quality for places in signed if len(places) <= SIGNERS for place in places}
        beside = signers | {place.name for places in signed for place in places if place.name}
        notes = [
            _text(block) for block in blocks if isinstance(block, Paragraph) and block.style is Style.NOTE
        ]
        closing = _titles_of_what_is_signed(document.blocks) if len(signers) <= SIGNERS else []
        for page in page_texts(render_pdf(document))[1:]:
            first = " ".join(page.split())
            for each in filter(first.startswith, filter(None, signers)):  # no sentence of the debates
                assert not first.removeprefix(each).lstrip().startswith(tuple(beside)), (plan.key, first[:80])
            assert not any(first.startswith(note[:40]) for note in notes), (plan.key, first[:80])
            assert not any(first.startswith(title) for title in closing), (plan.key, first[:80])


def _titles_of_what_is_signed(blocks: tuple[Block, ...]) -> list[str]:
    """The title over a few lines that signatures follow, such as the end of minutes."""
    return [
        inline_text(block.children)
        for rank, block in enumerate(blocks)
        if isinstance(block, Heading)
        and any(isinstance(each, Signatures) for each in blocks[rank : rank + 4])
    ]


def _text(paragraph: Paragraph) -> str:
    return " ".join(inline_text(paragraph.children).replace("\u2011", "-").split())


# The longest names


COMMUNE = "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"
LEFT, RIGHT = 24 / 25.4 * 72, 595.28 - 24 / 25.4 * 72  # points: where the line of a page begins and ends
COUNCIL = [{"maire": "Mme Membre 1"}, *({"conseiller": f"M. Membre {rank}"} for rank in range(2, 30))]
COUNCILS = {"commune": {}, "commune_4200": {"membres": COUNCIL}}  # names in lines, names in columns


def _long_name(found: re.Match[str]) -> str:
    """« Membre 3 » with a first name and a surname of thirty letters, hyphens among them."""
    tens, unit = divmod(int(found[1]), 10)
    return f"Anne-Charlotte Adjointe-Déléguée-Aux-Marchés-{'KLM'[tens]}{'abcdefghij'[unit]}"


def _with_long_names(base: str, space: Path) -> list[Document]:
    """The acts of a model session of that commune, all its members so named."""
    item = {"numero": "1", "objet": "Achat", "acte": "deliberation_libre", "vote": "unanimité"}
    item |= {"decide": "approuve l’achat"}
    change = {"collectivite": {"commune": "51513", **COUNCILS[base]}, "points": [item]}
    content = json.dumps(merge(model(base), change), ensure_ascii=False)
    content = json.loads(re.sub(r"Membre (\d+)", _long_name, content))
    plans = examined(write(space / "seances" / "essai.yaml", content)).plans
    return [plan.document for plan in plans if plan.document is not None]


@pytest.mark.slow
@pytest.mark.parametrize("base", COUNCILS)
def test_the_longest_names_leave_no_column_and_no_page(base: str, tmp_path: Path) -> None:
    documents = _with_long_names(base, workspace(tmp_path))
    assert {document.title.split()[0] for document in documents} >= {"Délibération", "Procès-verbal"}
    for document in documents:
        words = [word for sheet in read(render_pdf(document)) for word in sheet.words]
        assert all(word.left >= LEFT - 1 and word.right <= RIGHT + 1 for word in words), document.title
        said = " ".join(word.text for word in words).replace("- ", "-")
        assert COMMUNE in said or not document.title.startswith("Délibération")
        for node in WordFile(render_docx(document)).body.iter(f"{W}tc"):
            width = int(node.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
            text = text_of(node).strip()
            assert not text or longest_word(text) <= width, text
