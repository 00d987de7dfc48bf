"""What stands in one container, with the rows that it takes: what joining and attaching look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from actgen.rendering.templates.levels import LIGNE_VIDE, Level
from actgen.rendering.templates.parsing import Parsing, crossing, fold
from actgen.rendering.templates.tags import Tag, written
from actgen.rendering.templates.tree import BlockNode, For, If, ItemNode, ListNode
from actgen.rules import rule

LISTE = rule("GABARIT-LISTE")

ItemPiece = ItemNode | If[ItemNode] | For[ItemNode]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, or a group of tags with the blocks inside, and its rows (`end` is the row after)."""

    node: BlockNode | None
    start: int
    end: int
    tags: tuple[Tag, ...] = ()
    bodies: tuple[tuple[Placed, ...], ...] = ()
    caption: bool = False  # a paragraph that is the caption of the table below it


def assemble(parsing: Parsing, items: Sequence[Placed | Tag]) -> tuple[BlockNode, ...]:
    """The blocks of a container: tags folded, items of one list joined."""
    folded = fold(items, _placed_control, crossing(parsing))
    return _join(parsing, folded)


def _placed_control(tags: Sequence[Tag], bodies: list[list[Placed]]) -> Placed:
    return Placed(None, tags[0].row, tags[-1].row + 1, tuple(tags), tuple(tuple(body) for body in bodies))


def _join(parsing: Parsing, pieces: Sequence[Placed]) -> tuple[BlockNode, ...]:
    blocks: list[BlockNode] = []
    index = 0
    while index < len(pieces):
        run = _run(parsing, pieces, index)
        if len(run) > 1 or _is_item_control(parsing, run[0]):
            blocks.append(_one_list(parsing, run))
        else:
            block = _single(parsing, run[0])
            if block is not None:
                blocks.append(block)
        _check_gap(parsing, pieces, index + len(run))
        index += len(run)
    return tuple(blocks)


def _is_item_control(parsing: Parsing, piece: Placed) -> bool:
    return bool(piece.tags) and parsing.levels.get(id(piece.tags[0].group)) is Level.ITEM


def _listish(parsing: Parsing, piece: Placed) -> bool:
    return isinstance(piece.node, ListNode) or _is_item_control(parsing, piece)


def _run(parsing: Parsing, pieces: Sequence[Placed], start: int) -> Sequence[Placed]:
    """The pieces that make one list: each touches the next, and is items or tags round items."""
    end = start + 1
    while (
        end < len(pieces)
        and _listish(parsing, pieces[end - 1])
        and _listish(parsing, pieces[end])
        and pieces[end - 1].end == pieces[end].start
        and (pieces[end].tags or pieces[end - 1].tags)
    ):
        end += 1
    return pieces[start:end]


def _check_gap(parsing: Parsing, pieces: Sequence[Placed], index: int) -> None:
    """Rule 4: no blank line between a list and the tag that goes on with it."""
    if not 0 < index < len(pieces):
        return
    one, other = pieces[index - 1], pieces[index]
    if not (_listish(parsing, one) and _listish(parsing, other)):
        return
    if one.end < other.start and (one.tags or other.tags):
        tag = (other.tags or one.tags)[0]
        parsing.report(
            LIGNE_VIDE,
            f"Une ligne vide coupe la liste avant ou après la balise {written(tag)}.",
            tag.location,
            hint="Supprimez-la si c’est une seule liste ; sinon, séparez les deux listes par un texte.",
        )


def _single(parsing: Parsing, piece: Placed) -> BlockNode | None:
    if not piece.tags:
        return piece.node
    _check_lists_inside(parsing, piece)
    return parsing.control(piece.tags, [_join(parsing, body) for body in piece.bodies])


def _check_lists_inside(parsing: Parsing, piece: Placed) -> None:
    """A loop round a whole list, with blank lines, would make a list for each item."""
    inside = piece.bodies[0] if piece.bodies else ()
    if piece.tags[0].kind.value == "for" and len(inside) == 1 and isinstance(inside[0].node, ListNode):
        parsing.report(
            LIGNE_VIDE,
            f"La balise {written(piece.tags[0])} répète une liste entière, faute d’être contre ses éléments.",
            piece.tags[0].location,
            hint="Supprimez les lignes vides entre la balise et les éléments de la liste.",
        )


def _one_list(parsing: Parsing, run: Sequence[Placed]) -> ListNode:
    lists = list(_lists(run))
    if not lists:
        return ListNode(())
    first = lists[0]
    if any(other.ordered != first.ordered for other in lists):
        parsing.report(
            LISTE,
            "Une même liste mêle des tirets et des numéros.",
            run[0].start,
            hint="Employez la même marque pour tous les éléments, ou séparez les listes par un texte.",
        )
    return replace(first, items=tuple(item for piece in run for item in _items(parsing, piece)))


def _lists(run: Sequence[Placed]) -> list[ListNode]:
    found: list[ListNode] = []
    for piece in run:
        if isinstance(piece.node, ListNode):
            found.append(piece.node)
        for body in piece.bodies:
            found.extend(_lists(body))
    return found


def _items(parsing: Parsing, piece: Placed) -> tuple[ItemPiece, ...]:
    if isinstance(piece.node, ListNode):
        return piece.node.items
    if not piece.tags:
        parsing.report(LISTE, "Ce texte n’est pas un élément de la liste qui l’entoure.", piece.start)
        return ()
    bodies = [tuple(item for inner in body for item in _items(parsing, inner)) for body in piece.bodies]
    control = parsing.control(piece.tags, bodies)
    return () if control is None else (control,)
