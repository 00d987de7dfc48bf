"""What grows with the communes of a group is asked once, not once more for each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cssselect2 import ElementWrapper  # type: ignore[import-untyped]

from actgen.acts.outputs.engine import engine
from actgen.acts.outputs.html import print_markup
from actgen.acts.tree.nodes import Block, Document, Row, Table
from actgen.base.diagnostics import Diagnostic
from actgen.checks import runner
from actgen.checks.textes import termes
from actgen.council.facts.groupement import Groupement
from tests.acts.outputs.sample_act import cell
from tests.group.espaces import COMMUNES, espace, lance


def asked(folder: Path, communes: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a batch asks the rules on groups, and who may be named in an act."""
    times: Counter[str] = Counter()

    def check_compte(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
        times["rules"] += 1
        yield from ()

    def noms_publics(*_: Any) -> frozenset[str]:
        times["names"] += 1
        return frozenset()

    monkeypatch.setattr(runner, "GROUP_RULES", (check_compte,))
    monkeypatch.setattr(termes, "noms_publics", noms_publics)
    _, results = lance(espace(folder, communes=communes), folder / "out")
    assert len(results) == len(communes) + 1
    return times


def test_a_larger_group_is_not_read_more_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = asked(tmp_path / "two", COMMUNES[:2], monkeypatch)
    assert few["rules"] > 0
    assert asked(tmp_path / "five", COMMUNES, monkeypatch) == few


def wrapped(rows: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many elements the engine looks at to find the rules of a table of six columns."""
    times, begin = 0, ElementWrapper.__init__

    def counted(self: Any, *values: Any, **named: Any) -> None:
        nonlocal times
        times += 1
        begin(self, *values, **named)

    head = (Row(tuple(cell(f"Colonne {rank}", header=True) for rank in range(6))),)
    body = tuple(Row(tuple(cell(str(rank)) for rank in range(6))) for _ in range(rows))
    blocks: tuple[Block, ...] = (Table(head, body),)
    markup = print_markup(Document(title="Annexe 1", blocks=blocks))
    with monkeypatch.context() as patch:
        patch.setattr(ElementWrapper, "__init__", counted)
        engine().pdf(markup, [])
    return times


def test_rules_of_a_long_table_cost_each_row_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = wrapped(20, monkeypatch), wrapped(80, monkeypatch)
    assert few > 20
    assert many < 4.5 * few
