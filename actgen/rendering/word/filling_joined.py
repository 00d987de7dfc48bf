"""Lists that a word processor cut in pieces, each item under a list of its own, put together again.

LibreOffice keeps a restart on the item that begins a list only, and gives those that follow other lists of
the same definition, which go on counting. Under one list they count the same; and a loop repeats all of it.
"""

from __future__ import annotations

from actgen.rendering.docx.markup import Element, name


def join_lists(body: Element, numbering: Element | None) -> None:
    """Give each item that only goes on the list of the item before it of the same definition.

    Word counts by definition: no number changes. Only a list that an item names itself is looked at.
    """
    if numbering is None:
        return
    definitions = {num.get(name("numId")): _definition(num) for num in numbering.findall(name("num"))}
    begun = {
        (num.get(name("numId")), override.get(name("ilvl")))
        for num in numbering.findall(name("num"))
        for override in num.findall(name("lvlOverride"))
        if len(override)
    }
    current: dict[str, str] = {}
    for own in body.iter(name("numPr")):
        number, level = own.find(name("numId")), own.find(name("ilvl"))
        key = "" if number is None else number.get(name("val"), "")
        definition = definitions.get(key)
        if number is None or not definition:
            continue
        depth = "0" if level is None else level.get(name("val"), "0")
        if definition in current and (key, depth) not in begun:
            number.set(name("val"), current[definition])
        else:
            current[definition] = key


def _definition(num: Element) -> str:
    found = num.find(name("abstractNumId"))
    return "" if found is None else found.get(name("val"), "")
