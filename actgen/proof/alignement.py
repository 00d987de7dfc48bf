"""What is printed held against what is carried, one paragraph or row of a table after the other.

A paragraph that goes on over a page is two in the tags, a table has its head again on each page: these are
put together first, wherever that gives what is carried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from actgen.proof.donnees import Unite
from actgen.proof.impression import Bloc, letters, plain

_ALIKE = 0.5  # of their letters or words: two texts are the same one, changed
_LONG = 300  # letters: beyond, words are compared, a hundred times faster
_MOST_WORDS = 700
_MOST_TRIED = 40  # texts further on


@dataclass(frozen=True, slots=True)
class Ecart:
    """A text that is carried and printed otherwise; either is empty where it is only in the other.

    `page` is 0 where the tags lead to no page.
    """

    quoi: str
    page: int
    enregistre: str
    imprime: str


def ecarts(units: Sequence[Unite], blocs: Sequence[Bloc]) -> list[Ecart]:
    """Each difference, in reading order."""
    printed = _joined(_without_heads_again(blocs), units)
    wanted = _with_numbers(units, printed)
    found: list[Ecart] = []
    page = 1
    for same, mine, theirs in _regions(wanted, printed):
        page = theirs[0].page if theirs else page
        if same:
            found += (
                _told(unit, bloc)
                for unit, bloc in zip(mine, theirs, strict=True)
                if not _spaced_alike(unit, bloc)
            )
        elif "".join(map(_flat, mine)) != "".join(map(_flat_bloc, theirs)):
            found += _paired(list(mine), list(theirs), page)
    return found


def _regions(
    units: Sequence[Unite], blocs: Sequence[Bloc]
) -> Iterator[tuple[bool, Sequence[Unite], Sequence[Bloc]]]:
    """Where both agree, and where they don't. What agrees at both ends is found at once."""
    ours, theirs = [_key(each.textes) for each in units], [_key(each.textes) for each in blocs]
    start, least = 0, min(len(ours), len(theirs))
    while start < least and ours[start] == theirs[start]:
        start += 1
    end = 0
    while end < least - start and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    yield True, units[:start], blocs[:start]
    left, right = len(ours) - end, len(theirs) - end
    matcher = SequenceMatcher(None, ours[start:left], theirs[start:right], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        yield tag == "equal", units[start + i : start + j], blocs[start + k : start + m]
    yield True, units[left:], blocs[right:]


def _key(texts: tuple[str, ...]) -> str:
    return "\x1f".join(map(letters, texts))


def _flat(unit: Unite) -> str:
    return "".join(map(letters, unit.textes))


def _flat_bloc(bloc: Bloc) -> str:
    return "".join(map(letters, bloc.textes))


def _with_numbers(units: Sequence[Unite], blocs: Sequence[Bloc]) -> list[Unite]:
    """The number of an item as a text of its own, or at the head of the item where it is printed so."""
    printed = {_key(bloc.textes) for bloc in blocs}
    found = []
    for unit in units:
        if not unit.numero:
            found.append(unit)
            continue
        together = replace(unit, textes=(f"{unit.numero} {unit.textes[0]}".strip(),), numero="")
        if _key(together.textes) in printed or not unit.textes[0]:
            found.append(together)
        else:
            found += [
                replace(unit, textes=(unit.numero,), quoi="numéro", numero=""),
                replace(unit, numero=""),
            ]
    return found


# ---------------------------------------------------------------- pages


def _without_heads_again(blocs: Sequence[Bloc]) -> list[Bloc]:
    """The blocks less the head of a table that is printed again at the top of a page, word for word."""
    kept: list[Bloc] = []
    last_head: list[Bloc] = []
    rank = 0
    while rank < len(blocs):
        bloc = blocs[rank]
        if not bloc.tete:
            kept.append(bloc)
            rank += 1
            continue
        end = rank
        while end < len(blocs) and blocs[end].tete:
            end += 1
        head = list(blocs[rank:end])
        goes_on = bool(kept) and kept[-1].rangee and not kept[-1].tete and bloc.page > kept[-1].page
        if not (goes_on and [each.textes for each in head] == [each.textes for each in last_head]):
            kept += head
        last_head, rank = head, end
    return kept


def _joined(blocs: Sequence[Bloc], units: Sequence[Unite]) -> list[Bloc]:
    """The blocks, those that go on over a page put together."""
    wanted = {_key(unit.textes) for unit in units}
    kept: list[Bloc] = []
    for bloc in blocs:
        before = kept[-1] if kept else None
        if before is not None and _goes_on(before, bloc, wanted):
            kept[-1] = _together(before, bloc)
        else:
            kept.append(bloc)
    return kept


def _goes_on(before: Bloc, bloc: Bloc, wanted: set[str]) -> bool:
    if before.page == bloc.page or before.rangee != bloc.rangee or len(before.textes) != len(bloc.textes):
        return False
    first, second = _key(before.textes), _key(bloc.textes)
    if first in wanted and second in wanted:
        return False
    whole = _key(_together(before, bloc).textes)
    if any(key.startswith(whole) for key in wanted) or (bloc.rangee and whole in wanted):
        return True
    # one that was changed: neither half is a text of its own, and one of them is in a longer one
    halves = [key for key in wanted if key.startswith(first) or key.endswith(second)]
    return first not in wanted and second not in wanted and not bloc.rangee and bool(halves)


def _together(before: Bloc, bloc: Bloc) -> Bloc:
    # the page of its end, so that a third page can follow
    pairs = zip(before.textes, bloc.textes, strict=True)
    return replace(bloc, textes=tuple(f"{first}\n{second}" for first, second in pairs))


# ---------------------------------------------------------------- differences


def _spaced_alike(unit: Unite, bloc: Bloc) -> bool:
    """Whether words are cut at the same places; where a line ends both are right."""
    for expected, printed in zip(unit.textes, bloc.textes, strict=True):
        expected, printed = plain(expected), plain(printed)
        if printed.replace("\n", " ") == expected:
            continue
        pattern = " ?".join(re.escape(line) for line in printed.split("\n"))
        if not re.fullmatch(pattern, expected):
            return False
    return True


def _paired(units: list[Unite], blocs: list[Bloc], page: int) -> Iterator[Ecart]:
    """Texts that don't agree: the one is the other changed, or is in one place alone."""
    for unit in units:
        rank = next((r for r, bloc in enumerate(blocs[:_MOST_TRIED]) if _alike(unit, bloc)), None)
        if rank is None and len(units) == len(blocs) == 1:
            rank = 0
        if rank is None:
            yield Ecart(unit.quoi, page, _line(unit.textes), "")
            continue
        for bloc in blocs[:rank]:
            yield Ecart("", bloc.page, "", _line(bloc.textes))
        page = blocs[rank].page
        yield _told(unit, blocs[rank])
        del blocs[: rank + 1]
    for bloc in blocs:
        yield Ecart("", bloc.page, "", _line(bloc.textes))


def _alike(unit: Unite, bloc: Bloc) -> bool:
    both = unit.textes, bloc.textes
    by_word = any(sum(map(len, texts)) > _LONG for texts in both)
    ours, theirs = map(_words if by_word else _letters, both)
    pair = SequenceMatcher(None, ours, theirs, autojunk=False)
    return all(ratio() > _ALIKE for ratio in (pair.real_quick_ratio, pair.quick_ratio, pair.ratio))


@lru_cache(maxsize=1_000)  # each is held against many
def _words(texts: tuple[str, ...]) -> Sequence[str]:
    return " ".join(map(plain, texts)).split()[:_MOST_WORDS]


@lru_cache(maxsize=1_000)
def _letters(texts: tuple[str, ...]) -> Sequence[str]:
    return "".join(map(letters, texts))


def _told(unit: Unite, bloc: Bloc) -> Ecart:
    return Ecart(unit.quoi, bloc.page, _line(unit.textes), _line(bloc.textes))


def _line(texts: tuple[str, ...]) -> str:
    return " | ".join(" ".join(plain(text).split()) for text in texts)
