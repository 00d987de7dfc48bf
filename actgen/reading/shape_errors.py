"""What pydantic refused → located French findings, told by the type of the error, never by its words."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from pydantic_core import ErrorDetails

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.reading.facts import Context
from actgen.reading.fields import A_LIST, A_MAPPING, ONE_VALUE, to_fill, wrong_form
from actgen.reading.nodes import Mapping, Node, Scalar
from actgen.reading.places import Path, Places
from actgen.reading.scalars import Problem, parse_choice
from actgen.reading.shapes import REFUSED
from actgen.rules import rule
from actgen.text.keys import nearest
from actgen.text.messages import enumerate_words, say

CLE_INCONNUE = rule("CLE-INCONNUE")
CLE_ABSENTE = rule("CLE-ABSENTE")
VALEUR_REFUSEE = rule("VALEUR-REFUSEE")

MAX_FINDINGS = 50
_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'")


def explain_errors(
    errors: list[ErrorDetails], plain: Any, places: Places, context: Context, mender: Mender
) -> tuple[Diagnostic, ...]:
    """One finding for each slip; at most `MAX_FINDINGS`, the first ones of the file."""
    return _Explainer(plain, places, context, mender).findings(errors)


class _Explainer:
    def __init__(self, plain: Any, places: Places, context: Context, mender: Mender) -> None:
        self.plain = plain
        self.places = places
        self.context = context
        self.mender = mender
        self.meant: set[Path] = set()

    def findings(self, errors: list[ErrorDetails]) -> tuple[Diagnostic, ...]:
        errors = sorted(errors, key=lambda error: self._order(error["loc"]))[: 2 * MAX_FINDINGS]
        unknown = [self._unknown(error["loc"]) for error in errors if error["type"] in _UNKNOWN]
        others = [self._other(error) for error in errors if error["type"] not in _UNKNOWN]
        found = [finding for finding in (*unknown, *others) if finding is not None]
        return tuple(dict.fromkeys(found))[:MAX_FINDINGS]

    def _order(self, path: Path) -> tuple[int, int]:
        place = self.places.key_location(path)
        return place.line, place.column

    def _other(self, error: ErrorDetails) -> Diagnostic | None:
        path, kind = error["loc"], error["type"]
        if kind == "missing":
            return None if path in self.meant else self._missing(path)
        problem = self._with_keys(path, error["input"], _problem(error))
        return problem.code.finding(
            problem.message, self._place(path, error["input"], problem), hint=problem.hint, mender=self.mender
        )

    def _with_keys(self, path: Path, value: Any, problem: Problem) -> Problem:
        """One group where a list of groups is expected: how each is written."""
        *parent, name = path or ("",)
        keys = (
            self.context.keys_of_items(_at(self.plain, parent), str(name)) if isinstance(value, dict) else ()
        )
        if problem.hint or not keys:
            return problem
        first, *others = (f"{key}: …" for key in keys)
        hint = say("Chaque élément commence par un tiret : « - {first} »", first=first)
        suite = say(", puis dessous, avec deux espaces de plus : ") + enumerate_words(others, "et")
        return replace(problem, hint=f"{hint}{suite if others else ''}.")

    def _place(self, path: Path, value: Any, problem: Problem) -> Location:
        node, taken = self.places.nearest(path)
        if not isinstance(node, Scalar):
            return self.places.key_location(path) if isinstance(node, Mapping) else self.places.location(path)
        if taken == len(path):
            return node.within(problem.offset, problem.length)
        # inside a phrase: the part of it that was refused
        start = node.text.find(value) if isinstance(value, str) else -1
        if start < 0:
            return node.location
        return node.within(start + problem.offset, problem.length or len(value))

    def _unknown(self, path: Path) -> Diagnostic | None:
        *parent, name = path
        node, taken = self.places.nearest(path)
        if taken < len(path):
            return self._unknown_in_phrase(path, node)
        known = self.context.keys(_at(self.plain, parent))
        written = _at(self.plain, parent)
        free = [key for key in known if key not in written]
        advice = self.context.advice(written, str(name))
        near = None if advice else nearest(str(name), free) or nearest(str(name), known)
        message = say("La rubrique « {name} » n'existe pas", name=str(name)) + _inside(tuple(parent)) + "."
        home = self._homes.get(str(name)) if near is None else None
        if advice:
            valeur = written[name] if isinstance(written[name], str) else "Prénom NOM"
            hint = say(advice, valeur=valeur)
        elif home is not None:
            self.meant.add((*home, str(name)))
            hint = say("Elle s'écrit") + _inside(home) + say(" : vérifiez son retrait.")
        elif near is None:
            hint = _listed(known)
        else:
            self.meant.add((*parent, near))
            message += " " + say("La plus proche : « {near} ».", near=near)
            hint = say("Écrivez « {near} ».", near=near)
        return CLE_INCONNUE.finding(message, self.places.key_location(path), hint=hint, mender=self.mender)

    @cached_property
    def _homes(self) -> dict[str, Path]:
        """The first group of the file, below the top, that has a place for each key."""
        homes: dict[str, Path] = {}
        waiting: deque[tuple[Path, Any]] = deque([((), self.plain)])
        while waiting:
            path, group = waiting.popleft()
            if not isinstance(group, dict):
                continue
            for key in self.context.keys(group) if path else ():
                homes.setdefault(key, path)
            waiting.extend(((*path, key), value) for key, value in group.items())
        return homes

    def _unknown_in_phrase(self, path: Path, node: Node | None) -> Diagnostic:
        message = say("Cette phrase ne convient pas ici : « {name} » n'y a pas de place.", name=str(path[-1]))
        place = node.location if isinstance(node, Scalar) else self.places.location(path)
        return VALEUR_REFUSEE.finding(message, place, mender=self.mender)

    def _missing(self, path: Path) -> Diagnostic:
        *parent, name = path
        message = say("Il manque la rubrique « {name} »", name=str(name)) + _inside(tuple(parent)) + "."
        return CLE_ABSENTE.finding(
            message,
            self.places.key_location(tuple(parent)),
            hint=say("Ajoutez la ligne « {name}: … ».", name=str(name)),
            mender=self.mender,
        )


def _inside(parent: Path) -> str:
    names = [step for step in parent if isinstance(step, str)]
    if not names:
        return ""
    rank = parent[-1]
    if isinstance(rank, int):
        return say(" dans l'élément {rank} de « {name} »", rank=rank + 1, name=names[-1])
    return say(" dans « {name} »", name=names[-1])


def _listed(known: tuple[str, ...]) -> str:
    if not known:
        return ""
    return say("Rubriques admises ici : ") + ", ".join(known) + "."


def _at(plain: Any, path: list[str | int]) -> Any:
    for step in path:
        plain = plain[step]
    return plain


def _problem(error: ErrorDetails) -> Problem:
    """The French problem of an error other than an unknown or a missing key."""
    context = error.get("ctx", {})
    if isinstance(problem := context.get(REFUSED), Problem):
        return problem
    if isinstance(slip := context.get("error"), Exception):
        raise slip  # a validator of ours failed: not something that the user can mend
    if error["input"] is None:
        return to_fill()
    for pattern, explain in _BY_TYPE:
        if re.fullmatch(pattern, error["type"]):
            return explain(error["input"], context)
    return Problem(VALEUR_REFUSEE, say("Cette valeur ne convient pas à cette rubrique."))


Explain = Callable[[Any, dict[str, Any]], Problem]


def _form(expected: str) -> Explain:
    return lambda value, _context: wrong_form(value, expected)


def _refused(message: str) -> Explain:
    return lambda _value, context: Problem(VALEUR_REFUSEE, say(message, **context))


def _choices(value: Any, context: dict[str, Any]) -> Problem:
    choices = _QUOTED.findall(str(context.get("expected", "")))
    if not isinstance(value, str):
        return wrong_form(value, ONE_VALUE)
    problem = parse_choice(value, choices)
    if isinstance(problem, Problem):
        return problem
    message = say("Écrivez ce choix exactement ainsi : ") + enumerate_words([problem]) + "."
    return Problem(VALEUR_REFUSEE, message)


_BY_TYPE: tuple[tuple[str, Explain], ...] = (
    ("model_type|model_attributes_type|dict_type|dataclass_type|mapping_type", _form(A_MAPPING)),
    ("list_type|tuple_type|set_type|frozen_set_type|iterable_type", _form(A_LIST)),
    ("string_type", _form(ONE_VALUE)),
    ("literal_error|enum", _choices),
    ("too_short", _refused("Il faut au moins {min_length} éléments ; il y en a {actual_length}.")),
    ("too_long", _refused("Il faut au plus {max_length} éléments.")),
    ("string_too_short", _refused("Il faut au moins {min_length} caractères.")),
    ("string_too_long", _refused("Il faut au plus {max_length} caractères.")),
    ("greater_than", _refused("Il faut plus de {gt}.")),
    ("greater_than_equal", _refused("Il faut au moins {ge}.")),
    ("less_than", _refused("Il faut moins de {lt}.")),
    ("less_than_equal", _refused("Il faut au plus {le}.")),
    ("int_.*", _refused("Un nombre entier est attendu, en chiffres.")),
    ("decimal_.*|float_.*", _refused("Un nombre est attendu, en chiffres.")),
    ("bool_.*", _refused("« oui » ou « non » est attendu.")),
    ("date_.*", _refused("Une date est attendue : 15/12/2022.")),
    ("time_.*", _refused("Une heure est attendue : 20h30.")),
)
