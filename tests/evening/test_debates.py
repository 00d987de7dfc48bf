"""What was said of an item stays its own: items that take other numbers never share a text."""

from __future__ import annotations

import pytest

from actgen.api.agenda import Order
from actgen.api.evening import Evening
from actgen.api.workspace import Workspace
from actgen.base.errors import UsageError
from actgen.evening.gestures import Debats

from .gestures import AT, CALLED, NAME, Tell

BESIDE = "le-trehou-2024-11-14-point-2-debats"


def _move(workspace: Workspace, rank: int, by: int) -> None:
    _, revision = workspace.read(NAME)
    changes = Order(workspace.fields(NAME), workspace.session(NAME).figures).move(rank, by)[1]
    workspace.edit(NAME, changes, revision)


def _texts(workspace: Workspace) -> dict[str, str]:
    found = (workspace.root / "seances").glob("*.md")
    return {each.stem: each.read_text("utf-8").strip() for each in found}


def test_items_that_change_places_keep_what_was_said_of_each(workspace: Workspace, tell: Tell) -> None:
    tell(Debats(2, "ALPHA"))
    _move(workspace, 1, 1)
    evening = Evening(workspace, NAME)
    assert [evening.debates(each) for each in (2, 3)] == ["", "ALPHA"]
    tell(Debats(2, "BRAVO"), Debats(3, "ALPHA, puis la suite"))
    assert _texts(workspace) == {BESIDE: "ALPHA, puis la suite", f"{BESIDE}-2": "BRAVO"}
    _move(workspace, 1, 1)
    evening = Evening(workspace, NAME)
    assert [evening.debates(each) for each in (2, 3)] == ["ALPHA, puis la suite", "BRAVO"]
    assert not evening.debates_elsewhere(3), "it is still of this sheet"


def test_what_was_told_of_an_item_is_not_taken_back_from_another(workspace: Workspace, tell: Tell) -> None:
    tell(Debats(3, "CHARLIE"), Debats(2, "ALPHA"))
    _move(workspace, 1, 1)
    before = (workspace.root / NAME).read_bytes()
    with pytest.raises(UsageError, match="a changé de place"):
        Evening(workspace, NAME).undo(AT)
    assert (workspace.root / NAME).read_bytes() == before
    tell(Debats(2, "CHARLIE, puis la suite"))
    assert Evening(workspace, NAME).debates(2) == "CHARLIE, puis la suite"
    Evening(workspace, NAME).undo(AT)
    assert (workspace.root / NAME).read_bytes() == before, "its text is still named"


def test_a_text_put_aside_is_there_again_when_that_is_taken_back(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, Debats(2, "ALPHA"), Debats(2, None), Debats(2, "BRAVO"))
    for expected in ("", "ALPHA"):
        Evening(workspace, NAME).undo(AT)
        assert Evening(workspace, NAME).debates(2) == expected


def test_a_text_that_two_items_name_is_never_written(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, Debats(2, "ALPHA"))
    place = workspace.root / NAME
    objet = "    objet: Tarifs"
    place.write_text(place.read_text("utf-8").replace(objet, f"    debats: {BESIDE}.md\n{objet}"), "utf-8")
    tell(Debats(2, "BRAVO"))
    assert _texts(workspace) == {BESIDE: "ALPHA", f"{BESIDE}-2": "BRAVO"}
