"""Tables without a head, told at the file that they are in."""

from __future__ import annotations

from typing import Any, cast

import pytest

from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Block, Cell, Document, Heading, Paragraph, Row, Table
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.forme import check_accessibilite
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Source, Sources, shipped
from actgen.session.wording import origines_in

_KINDS = Catalogue(Sources(shipped()), search_path(shipped())).kinds


def acte(*blocks: Block, **proses: tuple[Block, ...]) -> ActeCompose:
    title = Heading(1, (Text("Délibération"),))
    sources = (Source("seances/point.md", b"| Nom | Voix |\n|---|---|\n| a | b |\n", ""),)
    return ActeCompose(
        "deliberation-01",
        "délibération 1",
        _KINDS["deliberation_libre"],
        Document(title="Délibération 1", blocks=(title, *blocks)),
        proses=proses,
        origines=origines_in(lambda: sources),
    )


def table(*cells: str) -> Table:
    """As a Word file gives one whose first row is no head."""
    row = Row(tuple(Cell((Paragraph((Text(cell),)),)) for cell in cells))
    return Table((), (row,))


@pytest.mark.parametrize(
    ("cells", "told", "line"),
    [(("Nom", "Voix"), "« Nom »", 1), (("", ""), "aucune cellule d’en-tête.", 0)],
)
def test_a_table_without_head_is_told_at_its_file(cells: tuple[str, ...], told: str, line: int) -> None:
    blocks = (table(*cells),)
    checked = acte(*blocks, **{"seances/point.md": blocks})
    (found,) = check_accessibilite(checked, cast(Any, None))
    assert told in found.message.replace("\u00a0", " ")
    assert found.location is not None
    assert (found.location.file, found.location.line) == ("seances/point.md", line)


def test_a_table_of_a_template_without_words_is_told_at_the_template() -> None:
    (found,) = check_accessibilite(acte(table("")), cast(Any, None))
    assert [place.file for place in found.locations] == ["délibération 1"]
