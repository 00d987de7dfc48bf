"""Lists that LibreOffice cut in pieces are one again, with the numbers that Word shows."""

from __future__ import annotations

import pytest
from lxml import etree

from actgen.outputs.docx.markup import Element, make, name
from actgen.templating.word.front import join_lists


def num(key: int, definition: int, *starts: tuple[int, int]) -> Element:
    overrides = [make("lvlOverride", make("startOverride", val=start), ilvl=level) for level, start in starts]
    return make("num", make("abstractNumId", val=definition), *overrides, numId=key)


def item(key: int, level: int = 0) -> Element:
    return make("p", make("pPr", make("numPr", make("ilvl", val=level), make("numId", val=key))))


def joined(*items: Element) -> list[str]:
    empty = num(5, 2)
    empty.append(make("lvlOverride", ilvl=0))
    numbering = make("numbering", num(1, 1), num(2, 1, (0, 1)), num(3, 1, (1, 1)), num(4, 2), empty)
    body = make("body", *items)
    join_lists(body, numbering)
    return [node.get(name("val")) for node in body.iter(name("numId"))]


@pytest.mark.parametrize(
    ("items", "lists"),
    [
        ((item(2), item(1), item(1)), ["2", "2", "2"]),
        ((item(1), item(2), item(1)), ["1", "2", "2"]),
        ((item(2), item(3, 1), item(1, 1), item(1)), ["2", "3", "3", "3"]),
        ((item(2), item(4), item(1), item(5)), ["2", "4", "2", "4"]),
        ((item(2), item(99), item(1)), ["2", "99", "2"]),
    ],
    ids=("goes on", "begins anew", "a level begins anew", "two definitions", "a list that is not there"),
)
def test_an_item_that_goes_on_is_of_the_list_before_it(items: tuple[Element, ...], lists: list[str]) -> None:
    assert joined(*items) == lists


def test_a_file_without_lists_is_left_alone() -> None:
    body = make("body", item(1))
    before = etree.tostring(body)
    join_lists(body, None)
    assert etree.tostring(body) == before
