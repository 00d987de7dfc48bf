"""Bytes of a YAML file → the fact that it holds, which knows where each value was written.

Slips of a reading → located French findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import nearest
from actgen.base.text.messages import enumerate_words, say
from actgen.reading.facts import FileContext, Refine, homes, read_fact
from actgen.reading.nodes import Mapping, Node, Path, Places, Scalar
from actgen.reading.placed import placed_tree
from actgen.reading.readers import Slip
from actgen.reading.scalars import Problem
from actgen.reading.yaml_tree import read_tree

CLE_INCONNUE = rule("CLE-INCONNUE")
CLE_ABSENTE = rule("CLE-ABSENTE")
VALEUR_REFUSEE = rule("VALEUR-REFUSEE")

MAX_FINDINGS = 50


def explain_slips(
    slips: Iterable[Slip],
    plain: Any,
    places: Places,
    context: FileContext,
    mender: Mender,
    severity: Severity | None = None,
) -> tuple[Diagnostic, ...]:
    """One finding for each slip, as grave as its rule if not told; at most `MAX_FINDINGS`, the first ones."""
    return _Explainer(plain, places, context, mender, severity).findings(slips)


class _Explainer:
    def __init__(
        self, plain: Any, places: Places, context: FileContext, mender: Mender, severity: Severity | None
    ) -> None:
        self.plain = plain
        self.places = places
        self.context = context
        self.mender = mender
        self.severity = severity
        self.meant: set[Path] = set()

    def findings(self, slips: Iterable[Slip]) -> tuple[Diagnostic, ...]:
        first = sorted(slips, key=lambda slip: self._order(slip.path))[: 2 * MAX_FINDINGS]
        unknown = [self._unknown(slip.path, slip.value) for slip in first if slip.unknown]
        others = [self._other(slip) for slip in first if not slip.unknown]
        found = [finding for finding in (*unknown, *others) if finding is not None]
        return tuple(dict.fromkeys(found))[:MAX_FINDINGS]

    def _order(self, path: Path) -> tuple[int, int]:
        place = self.places.key_location(path)
        return place.line, place.column

    def _other(self, slip: Slip) -> Diagnostic | None:
        if slip.problem is None:
            return None if slip.path in self.meant else self._missing(slip.path)
        problem = self._with_keys(slip.path, slip.value, slip.problem)
        return problem.code.finding(
            problem.message,
            self._place(slip.path, slip.value, problem),
            hint=problem.hint,
            severity=self.severity,
            mender=self.mender,
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

    def _unknown(self, path: Path, written: dict[str, Any]) -> Diagnostic | None:
        *parent, name = path
        node, taken = self.places.nearest(path)
        if taken < len(path):
            return self._unknown_in_phrase(path, node)
        known = self.context.keys(written)
        free = [key for key in known if key not in written]
        advice = self.context.advice(written, str(name))
        near = None if advice else nearest(str(name), free) or nearest(str(name), known)
        message = say("La rubrique « {name} » n'existe pas", name=str(name)) + _inside(tuple(parent)) + "."
        home = self._home(str(name), tuple(parent)) if near is None else None
        if advice:
            valeur = written[str(name)] if isinstance(written[str(name)], str) else "Prénom NOM"
            hint = say(advice, valeur=valeur)
        elif home is not None:
            self.meant.add((*home, str(name)))
            hint = say("Elle s'écrit") + _inside(home) + say(", avec le retrait qu'il faut.")
        elif near is None:
            hint = _listed(known)
        else:
            self.meant.add((*parent, near))
            message += " " + say("La plus proche : « {near} ».", near=near)
            hint = say("Écrivez « {near} ».", near=near)
        return CLE_INCONNUE.finding(message, self.places.key_location(path), hint=hint, mender=self.mender)

    def _home(self, name: str, parent: Path) -> Path | None:
        """The group that has a place for that key: the first that the file writes, else the only one."""
        autres = [home for home in homes(self.context.fact).get(name, ()) if home and home != _names(parent)]
        written = (home for home in autres if isinstance(_at(self.plain, home), dict))
        return next(written, autres[0] if len(autres) == 1 else None)

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


def _names(path: Path) -> Path:
    return tuple(step for step in path if isinstance(step, str))


def _inside(parent: Path) -> str:
    names = _names(parent)
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


def _at(plain: Any, path: Iterable[str | int]) -> Any:
    """What is written at a path; a group that stands for a list of one is the first of it."""
    for step in path:
        if isinstance(plain, list) and isinstance(step, int):
            plain = plain[step]
        elif not (isinstance(plain, dict) and step == 0):
            plain = plain.get(step) if isinstance(plain, dict) else None
    return plain


M = TypeVar("M")
Rewrite = Callable[[Mapping], tuple[Mapping, Iterable[Diagnostic]]]
"""The tree of a file with what it takes from others, and why something of it can't be had."""


class Typed(Struct, Generic[M], frozen=True):
    """A file that was read: its value (None as soon as one finding is an error) and its places.

    `partial` is what is left of a value once what is wrong in it is set aside, when that was asked for,
    and `aside` where that was; `references`, what it refers to, with what was told on the way.
    """

    value: M | None
    findings: tuple[Diagnostic, ...]
    places: Places
    partial: M | None = None
    references: Any = None
    aside: tuple[Path, ...] = ()

    def location(self, *path: str | int, part: str = "") -> Location:
        """Where the value at `path` was written: `location("points", 0, "vote")`.

        `part` narrows the place to these words inside the value. What was not written has the place
        of what should hold it, up to the whole file.
        """
        return self.places.location(path, part)

    def key_location(self, *path: str | int) -> Location:
        """Where the key at `path` was written; for an item of a list, where the item was."""
        return self.places.key_location(path)

    def written(self, *path: str | int) -> bool:
        """Whether there is a key or an item at `path`, be it empty."""
        return self.places.node(path) is not None

    def empty(self, *path: str | int) -> bool:
        """Whether `path` is written without a value: *pas encore connu*."""
        node = self.places.node(path)
        return isinstance(node, Scalar) and node.empty


def read_typed(
    content: bytes,
    file: str,
    fact: type[M],
    mender: Mender = Mender.SECRETAIRE,
    refine: Refine | None = None,
    *,
    salvage: bool = False,
    refer: Callable[[Places], Any] | None = None,
    rewrite: Rewrite | None = None,
) -> Typed[M]:
    """Read a file as `fact`; everything that is wrong with it in one pass, in the order of its lines.

    No bytes raise anything. `mender` is who owns the file, for its findings; `refine` narrows the facts
    that depend on what is written (`Refined`). `salvage`: also give what can be read beside the faults.
    `refer` gives what finds the meaning of names (`Named`), from what the file is seen to be of. `rewrite`
    puts in the tree what the file takes from others.
    """
    tree, findings = read_tree(content, file, mender)
    if tree is not None and rewrite is not None:
        tree, told = rewrite(tree)
        findings = (*findings, *told)
    places = Places(file, tree)
    if tree is None:
        return Typed(None, findings, places)
    references = refer(places) if refer is not None else None
    plain, context = placed_tree(tree, places), FileContext(refine, references)
    value, slips, spared = read_fact(fact, plain, context)
    refused = explain_slips(slips, plain, places, context, mender)
    told = explain_slips(spared, plain, places, context, mender, Severity.WARNING)
    together = tuple(sorted((*findings, *refused, *told), key=_by_line))
    sound = all(finding.severity is not Severity.ERROR for finding in together)
    if sound:
        return Typed(value, together, places, references=references)
    aside: list[Path] = []
    if value is None and salvage:
        references = refer(places) if refer is not None else None  # the first had half of it to tell
        value = _left(placed_tree(tree, places), fact, FileContext(refine, references), aside)
    return Typed(None, together, places, value if salvage else None, references, tuple(aside))


_DEEPEST = 12  # groups within groups: a fault is set aside, then what can't do without it


def _left(plain: Any, fact: type[M], context: FileContext, aside: list[Path]) -> M | None:
    """What can be read of a file once the values that are wrong are set aside, each alone.

    What can't do without one goes with it, down to the whole file. `plain` is taken from.
    """
    value: M | None
    for _ in range(_DEEPEST):
        if context.references is not None:
            context.references.findings.clear()
        value, slips, _ = read_fact(fact, plain, FileContext(context.refine, context.references))
        if not slips:
            return value
        lacking = (slip for slip in slips if slip.problem is None and not slip.unknown)
        wrong = {slip.path for slip in slips} - {slip.path for slip in lacking}
        wrong |= {slip.path[:-1] for slip in slips if slip.problem is None and not slip.unknown}
        if () in wrong:
            return None
        for path in sorted(wrong, key=lambda path: [str(step).zfill(6) for step in path], reverse=True):
            _set_aside(plain, path)
        aside.extend(wrong)
    return None


def _set_aside(plain: Any, path: Path) -> None:
    """Take a value out of its list or of its group; a part of a phrase with the phrase."""
    found = None
    for step in path:
        if isinstance(plain, dict) and step == 0:  # a group that stands for a list of one
            continue
        there = (
            step in plain
            if isinstance(plain, dict)
            else isinstance(plain, list) and step in range(len(plain))
        )
        if not there:
            break
        found, plain = (plain, step), plain[step]
    if found is not None:
        del found[0][found[1]]


def _by_line(finding: Diagnostic) -> tuple[int, int]:
    place = finding.location
    return (place.line, place.column) if place else (0, 0)
