"""A vote as the file writes it: in one phrase where one says it, else by its keys, round by round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import UnsetType

from actgen.council.facts.phrases.ecriture import ecrire_liste, ecrire_voix, ecrire_vote

from .gestures import JSON

_PHRASE = frozenset(
    {"unanimite", "pour", "contre", "abstentions", "blancs", "nuls", "ne_prennent_pas_part", "noms"}
    | {"voix_du_president"}
)
_TOLD = frozenset({"tours", "sieges", "listes", "elus", "ne_prennent_pas_part"})
_TOLD_OF_A_ROUND = frozenset({"voix", "blancs", "nuls", "ne_prennent_pas_part"})


def written_vote(told: dict[str, Any], before: JSON | UnsetType) -> JSON:
    """What is told of a vote, for its file. What `before` says of its rounds that no form asks is kept."""
    if isinstance(named := told.get("noms"), dict):
        told["noms"] = {sense: tuple(names) for sense, names in named.items()}
    if told.keys() <= _PHRASE:
        return ecrire_vote(told)
    held = before if isinstance(before, dict) and "tours" in before else {}
    told = {key: value for key, value in held.items() if key not in _TOLD} | told
    rounds = told.get("tours")
    if isinstance(rounds, list):
        told["tours"] = list(_rounds(rounds, _several(held.get("tours"))))
    if isinstance(lists := told.get("listes"), list):
        longer = dict(_longer(_several(held.get("listes"))))
        told["listes"] = [longer.get(each, each) for each in lists]
    return _texts(told)


def _rounds(rounds: Iterable[dict[str, Any]], held: list[JSON]) -> Iterator[dict[str, Any]]:
    for rank, each in enumerate(rounds):
        was = held[rank] if rank < len(held) else None
        kept = {k: v for k, v in was.items() if k not in _TOLD_OF_A_ROUND} if isinstance(was, dict) else {}
        yield kept | each | {"voix": [ecrire_voix(one) for one in each["voix"]]}


def _longer(held: Iterable[JSON]) -> Iterator[tuple[str, JSON]]:
    """The lists that are written by keys, with their substitutes, by the line that a form has of each."""
    for each in held:
        if isinstance(each, dict):
            candidates = [str(name) for name in _several(each.get("candidats"))]
            yield line_of_list(str(each.get("liste", "")), candidates), each


def line_of_list(name: str, candidates: list[str]) -> str:
    """« Liste A (Membre 5, Membre 8) »."""
    return ecrire_liste({"liste": name, "candidats": tuple(candidates)}) if candidates else name


def _several(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: JSON) -> JSON:
    """The same, its numbers written."""
    if isinstance(value, dict):
        return {key: _texts(each) for key, each in value.items() if each not in (None, "", [])}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    return value if isinstance(value, str) or value is None else str(value)
