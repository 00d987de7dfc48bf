"""What an act carries without its private words, filled in with what is printed in their place.

A mask stands for any words, within its paragraph or its cell: what is round it is compared as anything else.
Where nothing printed fits, the mask stays, and shows as a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from actgen.outputs.pdf_public import CACHE, leads_there
from actgen.proof.courants import demasquees
from actgen.proof.donnees import Donnees, Unite
from actgen.proof.impression import Bloc, Impression, letters, plain

_MOST_AHEAD = 60  # texts further on


def demasquer(
    data: Donnees, printed: Impression, values: Mapping[str, str], addresses: Sequence[str]
) -> Donnees:
    """The same data, masks filled in from what is printed; of values and addresses, from the file."""
    if not any(CACHE in each for each in _all(data)):
        return data
    units = tuple(_filled(data.unites, printed.blocs))
    seen = [(old.textes[0], new.textes[0]) for old, new in zip(data.unites, units, strict=True)]
    shown = {key: remplir(told, values.get(key, "")) or told for key, told in data.valeurs.items()}
    known = {told: shown[key] for key, told in data.valeurs.items() if CACHE in told}
    return replace(
        data,
        unites=units,
        courants=demasquees(data.courants, printed.courants, known, len(data.pages)),
        liens=tuple(_led_to(data.liens, addresses)),
        titres=tuple(_as_seen(title, seen) for title in data.titres),
        valeurs=shown,
    )


def remplir(masked: str, printed: str) -> str | None:
    """A text with what is printed in place of its masks; None where the rest of it isn't what is printed.

    Spaces are those of the text, but within what was masked.
    """
    if CACHE not in masked:
        return masked
    pieces = masked.split(CACHE)
    shown = plain(printed)
    where = [rank for rank, letter in enumerate(shown) if not letter.isspace()]
    solid = letters(printed)
    last, first = letters(pieces[-1]), letters(pieces[0])
    if not (solid.startswith(first) and solid.endswith(last)):
        return None
    told, place = pieces[0], len(first)
    for piece in pieces[1:-1]:
        found = solid.find(letters(piece), place + 1)
        if found < 0:
            return None
        told += _between(shown, where, place, found) + piece
        place = found + len(letters(piece))
    end = len(solid) - len(last)
    return told + _between(shown, where, place, end) + pieces[-1] if place < end else None


def _between(shown: str, where: Sequence[int], start: int, end: int) -> str:
    return shown[where[start] : where[end - 1] + 1].replace("\n", " ")


def _filled(units: Iterable[Unite], blocs: Sequence[Bloc]) -> Iterator[Unite]:
    """Each unit, in order: a mask is looked for after the last text that was found."""
    keys = [tuple(map(letters, bloc.textes)) for bloc in blocs]
    place = 0
    for unit in units:
        if not any(CACHE in text for text in unit.textes):
            key = tuple(map(letters, unit.textes))
            ahead = keys[place : place + _MOST_AHEAD]
            place += ahead.index(key) + 1 if key in ahead else 0
            yield unit
            continue
        for rank, texts in _candidates(blocs, place):
            if (seen := _unit_as(unit, texts)) is not None:
                unit, place = seen, rank
                break
        yield unit


def _candidates(blocs: Sequence[Bloc], place: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The printed texts from a place on, each alone, then with what it goes on with on the next page.

    With each, the place after it.
    """
    for rank in range(place, min(len(blocs), place + _MOST_AHEAD)):
        bloc = blocs[rank]
        yield rank + 1, bloc.textes
        after = blocs[rank + 1] if rank + 1 < len(blocs) else None
        if after and after.page != bloc.page and len(after.textes) == len(bloc.textes):
            pairs = zip(bloc.textes, after.textes, strict=True)
            yield rank + 2, tuple(f"{first}\n{second}" for first, second in pairs)


def _unit_as(unit: Unite, texts: tuple[str, ...]) -> Unite | None:
    if len(texts) != len(unit.textes):
        return None
    alone = [_same(told, printed) for told, printed in zip(unit.textes, texts, strict=True)]
    if None not in alone:
        return replace(unit, textes=tuple(each or "" for each in alone))
    head = f"{unit.numero} "
    if unit.numero and (whole := remplir(head + unit.textes[0], texts[0])):
        return replace(unit, textes=(whole.removeprefix(head),))
    return None


def _same(told: str, printed: str) -> str | None:
    if CACHE in told:
        return remplir(told, printed)
    return told if letters(told) == letters(printed) else None


def _as_seen(title: str, seen: list[tuple[str, str]]) -> str:
    """A title as the first text of the same words was filled in, each once."""
    for rank, (old, new) in enumerate(seen):
        if old == title and CACHE in title:
            del seen[rank]
            return new
    return title


def _led_to(told: Sequence[str], addresses: Sequence[str]) -> Iterator[str]:
    """The addresses, each that is masked as the first of the file that it may be and that no other is."""
    left = [address for address in addresses if address not in told]
    for each in told:
        fitting = [address for address in left if CACHE in each and leads_there(each, address)]
        if fitting:
            left.remove(fitting[0])
        yield fitting[0] if fitting else each


def _all(data: Donnees) -> Iterator[str]:
    yield from (text for unit in data.unites for text in unit.textes)
    yield from (*data.titres, *data.valeurs.values(), *data.courants, *data.liens)
