"""The lines of a file with one value put, added or taken away: neighbours keep their lines and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Sequence as Some
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from typing import Any

from actgen.reading.nodes import Mapping, Node, Path, Scalar, ScalarStyle, Sequence
from actgen.reading.yaml_page import Page, Part, plain
from actgen.reading.yaml_written import STEP, Written, dashed, entry, in_quotes, same, scalar, written

Order = Callable[[Path], Some[str]]
"""The keys that the group at a path may hold, in the order in which they are declared."""

_MOST = 500  # items of a list that is compared with another
_ALIGNED = 3  # spaces from which a comment is taken to stand in a column


def put(page: Page, path: Path, value: Any, order: Order) -> Page:
    """The page with this value at the path of a node; what it shares with the old one keeps its lines."""
    node = page.node(path)
    if same(value, plain(node)):
        return page
    if isinstance(node, Mapping) and isinstance(value, dict) and value and node.entries:
        return _group(page, path, value, order)
    if isinstance(node, Sequence) and isinstance(value, list) and value and node.items:
        return _list(page, path, value, order)
    if not path:
        raise page.refusal(path, "ce fichier doit garder ses rubriques.")
    if any(
        not isinstance(above := page.node(path[:rank]), Scalar) and above.flow for rank in range(len(path))
    ):
        return _within_flow(page, path, node, value)
    return _rewritten(page, path, node, value)


def _group(page: Page, path: Path, value: dict[str, Any], order: Order) -> Page:
    page = _renamed(page, path, list(value))
    for key, each in value.items():
        node = page.node(path)
        there = isinstance(node, Mapping) and node.get(key) is not None
        page = put(page, (*path, key), each, order) if there else added(page, path, key, each, order)
    for key in [key for key in plain(page.node(path)) if key not in value]:
        page = dropped(page, (*path, key))
    return page


def _renamed(page: Page, path: Path, keys: list[str]) -> Page:
    """The one key of a group under another name, on the line where it is: « - adjoint: » → « - maire: »."""
    node = page.node(path)
    assert isinstance(node, Mapping), "it holds keys"
    (key, _), *others = node
    span = page.span(key)
    if others or len(keys) != 1 or keys == [key.text] or node.flow or span.line != span.end_line:
        return page
    text = page.lines[span.line]
    renamed = text[: span.column] + scalar(keys[0]) + text[span.end_column :]
    return page.replaced(span.line, span.line + 1, [renamed])


def _list(page: Page, path: Path, value: list[Any], order: Order) -> Page:
    """A list made into another by what differs: what is equal keeps its lines and its comments."""
    old = plain(page.node(path))
    if len(old) + len(value) > _MOST:
        raise page.refusal(path, "cette liste est trop longue.")
    script, at, come = _aligned(old, value), len(old), [0] * len(old)
    for rank, new in reversed(script):
        if rank is not None:
            at = rank
        if rank is not None and new is not None:
            page = put(page, (*path, rank), value[new], order)
        elif new is not None:
            page = inserted(page, path, at, value[new])
            come[at:] = [each + 1 for each in come[at:]]
    for rank, new in reversed(script):
        if rank is not None and new is None:
            page = dropped(page, (*path, rank + come[rank]))
    return page


def _aligned(old: Some[Any], new: Some[Any]) -> list[tuple[int | None, int | None]]:
    """Each item of both lists, beside what it was or has become: equal, or else of the same subject."""
    script: list[tuple[int | None, int | None]] = []
    for equal, a, b, c, d in _runs([repr(each) for each in old], [repr(each) for each in new]):
        if equal:
            script += zip(range(a, b), range(c, d), strict=True)
            continue
        for alike, e, f, g, h in _runs([*map(_subject, old[a:b])], [*map(_subject, new[c:d])]):
            gone: list[tuple[int | None, int | None]] = [(a + rank, None) for rank in range(e, f)]
            come: list[tuple[int | None, int | None]] = [(None, c + rank) for rank in range(g, h)]
            script += zip(range(a + e, a + f), range(c + g, c + h), strict=True) if alike else gone + come
    return script


def _runs(old: list[str], new: list[str]) -> Iterable[tuple[bool, int, int, int, int]]:
    for tag, *ranks in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        a, b, c, d = ranks
        yield tag == "equal", a, b, c, d


def _subject(item: Any) -> str:
    """Whom or what an item is about: the first two words of a phrase, what a group says first."""
    if isinstance(item, dict):
        return repr(next(iter(item.items()), None))
    return " ".join(str(item).partition(",")[0].split()[:2])


def added(page: Page, path: Path, name: str, value: Any, order: Order) -> Page:
    """The page with one more key in the group at a path."""
    node = page.node(path)
    if not isinstance(node, Mapping) or node.flow:
        raise page.refusal(path, "ces rubriques sont écrites entre accolades.")
    parts = page.parts(node)
    rank = _rank([key.text for key, _ in node], name, list(order(path)))
    return _between(page, parts, rank, partial(entry, name, value, parts[0].column))


def _rank(there: list[str], name: str, declared: list[str]) -> int:
    """Where a new key goes: after the nearest of those declared before it, else before one after it."""
    if name not in declared:
        return len(there)
    rank = declared.index(name)
    before = (there.index(key) + 1 for key in reversed(declared[:rank]) if key in there)
    after = (there.index(key) for key in declared[rank + 1 :] if key in there)
    return next(before, next(after, len(there)))


def inserted(page: Page, path: Path, index: int, value: Any) -> Page:
    """The page with one more item in the list at a path."""
    node = page.node(path)
    if not isinstance(node, Sequence) or node.flow:
        raise page.refusal(path, "cette liste est écrite entre crochets.")
    parts = page.parts(node)
    width = _width(page, parts[0], node.items[0])
    return _between(page, parts, index, partial(dashed, value, parts[0].column, width))


def _width(page: Page, dash: Part, item: Node) -> int:
    """The columns between a dash and what it announces."""
    span = page.span(item)
    return max(span.column - dash.column, STEP) if span.line == dash.line else STEP


def _between(page: Page, parts: list[Part], rank: int, write: Callable[..., list[str]]) -> Page:
    """The page with what `write` gives as entry or item of that rank, spaced as its neighbours are."""
    gaps = [
        any(not text.strip() for text in page.lines[one.last + 1 : other.line])
        for one, other in pairwise(parts)
    ]
    blank = [""] if 2 * sum(gaps) > len(gaps) else []
    first = parts[0]
    if rank:
        at = page.belongs(parts[rank - 1].last + 1, first.column)
        return page.replaced(at, at, [*blank, *write(literal=not _swallows(page, at))])
    lines, text = write(), page.lines[first.line]
    if not text[: first.column].strip():
        return page.replaced(first.line, first.line, [*lines, *blank])
    begun = text[: first.column] + lines[0].lstrip()
    return page.replaced(
        first.line, first.line + 1, [begun, *lines[1:], " " * first.column + text[first.column :]]
    )


def dropped(page: Page, path: Path) -> Page:
    """The page without the key or the item at a path; its comments stay, each on a line of its own."""
    parent, step = page.node(path[:-1]), path[-1]
    if isinstance(parent, Scalar) or parent.flow:
        raise page.refusal(path, "elle est écrite entre crochets ou entre accolades.")
    parts = page.parts(parent)
    if len(parts) == 1:
        return put(page, path[:-1], None, lambda path: ())
    keys = [key.text for key, _ in parent] if isinstance(parent, Mapping) else []
    rank = step if isinstance(step, int) else keys.index(step)
    part = parts[rank]
    start, end = part.line, part.last + 1
    head = page.lines[start][: part.column]
    margin = head[: len(head) - len(head.lstrip())]  # deeper, it could be read as the text of a block above
    left = [margin + comment.lstrip() for comment in page.left(start, part.last)]
    if head.strip():  # the first after a dash, where the next one then goes
        after = parts[1].line
        joined = head + page.lines[after][part.column :]
        return page.replaced(start, after + 1, [*left, *page.lines[end:after], joined])
    if (
        not left
        and start
        and not page.lines[start - 1].strip()
        and not "".join(page.lines[end : end + 1]).strip()
    ):
        start -= 1
    return page.replaced(start, end, left)


def swapped(page: Page, path: Path) -> Page:
    """The page with the item at a path after the one that follows it; what stands between them stays there.

    Comments that stand deeper than its dash, below an item, go with it; so do those right above it.
    """
    parent, rank = page.node(path[:-1]), path[-1]
    if not isinstance(parent, Sequence) or parent.flow or not isinstance(rank, int):
        raise page.refusal(path, "cette liste est écrite entre crochets.")
    parts = page.parts(parent)
    one, other = parts[rank : rank + 2]
    if any(page.lines[each.line][: each.column].strip() for each in (one, other)):
        raise page.refusal(path, "cette liste commence sur la ligne d’une autre.")
    before = page.belongs(parts[rank - 1].last + 1, one.column) if rank else 0
    middle, end = (page.belongs(each.last + 1, each.column) for each in (one, other))
    start, second = page.above(one.line, before), page.above(other.line, middle)
    lines = page.lines
    moved = [*lines[second:end], *lines[middle:second], *lines[start:middle]]
    return page.replaced(start, end, moved)


def listed(page: Page, path: Path) -> Page:
    """The group at a path as the one item of a list."""
    node = page.node(path)
    first = page.span(node)
    if (
        not path
        or not isinstance(node, Mapping)
        or node.flow
        or page.lines[first.line][: first.column].strip()
    ):
        raise page.refusal(path, "ces rubriques ne sont pas sous leur titre.")
    lines = page.lines[first.line : page.last(node) + 1]
    dash = f"{' ' * first.column}- {lines[0][first.column :]}"
    return page.replaced(
        first.line,
        first.line + len(lines),
        [dash, *(" " * STEP + line if line.strip() else line for line in lines[1:])],
    )


def _within_flow(page: Page, path: Path, node: Node, value: Any) -> Page:
    span = page.span(node)
    if not isinstance(node, Scalar) or node.empty or not isinstance(value, str) or span.line != span.end_line:
        raise page.refusal(path, "elle est écrite entre crochets ou entre accolades.")
    text = page.lines[span.line]
    new = text[: span.column] + scalar(value, flow=True) + text[span.end_column :]
    return page.replaced(span.line, span.line + 1, [new])


def _rewritten(page: Page, path: Path, node: Node, value: Any) -> Page:
    """Another value on the line of its key or of its dash, where the comment stays."""
    line, column = page.owner(path)
    span, last, text = page.span(node), page.last(node), page.lines[line]
    here = span.line == line and span.column > column
    inline, below = _lines(page, path, node, value, literal=not _swallows(page, last + 1))
    note = (line, page.comments[line]) if line in page.comments else None
    left = page.left(line + 1, last)
    if note is None and isinstance(node, Scalar) and last in page.comments:
        note, left = (last, page.comments[last]), left[:-1]
    if left and inline.startswith("|"):
        inline, below = _lines(page, path, node, value, literal=False)
    if note is not None and inline == value and page.lines[note[0]][note[1] + 1 :][:1].strip():
        inline = in_quotes(value)  # « Avenant #2 » without quotes would be asked about
    new = text[:column] + (text[column : span.column] if here else " ") * bool(inline) + inline
    if note is not None:
        new += _gap(page.lines[note[0]], note[1], len(new)) + page.lines[note[0]][note[1] :]
    return page.replaced(line, last + 1, [new, *left, *below])


def _lines(page: Page, path: Path, node: Node, value: Any, *, literal: bool) -> Written:
    """How a value is written in place of a node: a text that stands in a block stays in a block."""
    parent, step = page.node(path[:-1]), path[-1]
    assert not isinstance(parent, Scalar), "it holds a node"
    item = isinstance(step, int)
    part = page.parts(parent)[step if isinstance(step, int) else 0]
    indent = part.column + (_width(page, part, node) if item and not isinstance(node, Sequence) else STEP)
    block = isinstance(node, Scalar) and node.style is ScalarStyle.BLOCK
    if not block or not literal or not isinstance(value, str):
        return written(value, indent, item=item, literal=literal)
    span = page.span(node)
    header = page.lines[span.line][span.column :].split()[0]
    first = page.lines[node.location.line - 1]
    indent = len(first) - len(first.lstrip()) if node.location.line - 1 > span.line else indent
    below = written(f"{value}\n.", indent).below  # of two lines at least
    return Written(header if header == "|-" else "|", below[:-1]) if below else written(value, indent)


def _swallows(page: Page, line: int) -> bool:
    """Whether spaces or a comment from this line on could be read as the text of a block above it."""
    while line < len(page.lines) and not page.lines[line]:
        line += 1
    return line < len(page.lines) and (not page.lines[line].strip() or page.belongs(line, 0) > line)


def _gap(text: str, note: int, length: int) -> str:
    """The spaces before a comment: it keeps its column where it stands in one, else its distance."""
    before = note - len(text[:note].rstrip())
    return " " * (max(note - length, 1) if before >= _ALIGNED else before)
