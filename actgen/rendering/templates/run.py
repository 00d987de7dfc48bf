"""One evaluation of a template: values and faults, choices and repetitions, bounds on work and output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from actgen.diagnostics import Diagnostic, Location
from actgen.rendering.templates.formats import UNKNOWN_TYPES
from actgen.rendering.templates.interpret import (
    FAILED,
    VALEUR,
    Fault,
    Loop,
    Scope,
    Told,
    test_first,
    truth_of,
    value_of,
)
from actgen.rendering.templates.tree import Expression, For, If, Setting
from actgen.rules import Rule, rule

LIMITE = rule("GABARIT-LIMITE")
MAX_STEPS = 500_000
MAX_CHARACTERS = 5_000_000
STEPS_OF_A_CLAUSE = 1_000  # one in Word costs milliseconds: a loop may not call it without end

T = TypeVar("T")


class Exhausted(Exception):
    """A bound was reached; `args[0]` is a French sentence."""


class Run:
    """One evaluation: its findings and what it has used of its bounds."""

    __slots__ = ("_characters", "_known", "_steps", "findings", "place")

    def __init__(self) -> None:
        self.findings: list[Diagnostic] = []
        self.place: Location | None = None
        self._known: set[Diagnostic] = set()
        self._steps = 0
        self._characters = 0

    # values

    def define(self, setting: Setting, scope: dict[str, object]) -> None:
        try:
            scope[setting.name] = value_of(setting.expression.node, scope)
        except Fault as fault:
            self._fault(fault, setting.expression)
            scope[setting.name] = FAILED

    def value(self, expression: Expression, scope: Scope) -> object:
        """The value of an expression, or an empty text after reporting its fault."""
        self._at(expression)
        try:
            return value_of(expression.node, scope)
        except Fault as fault:
            self._fault(fault, expression)
            return ""

    def holds(self, condition: Expression | None, scope: Scope) -> bool | None:
        """Whether a condition holds; None after reporting that it can't be told."""
        if condition is None:
            return True
        self._at(condition)
        try:
            return truth_of(condition.node, scope)
        except Fault as fault:
            self._fault(fault, condition)
            return None

    def _fault(self, fault: Fault, expression: Expression) -> None:
        if not isinstance(fault, Told):
            self.report(fault.code, fault.message, expression.location, fault.hint)

    def take(self, findings: Iterable[Diagnostic]) -> None:
        """What was found while something was made apart, each fault once."""
        for finding in findings:
            if finding not in self._known:
                self._known.add(finding)
                self.findings.append(finding)

    def report(self, code: Rule, message: str, place: Location, hint: str = "") -> None:
        self.take((code.finding(message, place, hint=hint),))

    def _at(self, expression: Expression) -> None:
        """Remember the place, for a bound that is reached after it."""
        self.place = expression.location
        self._step()

    def charge(self, steps: int) -> None:
        """Count steps of work; raises Exhausted when the bound is reached."""
        self._steps += steps - 1
        self._step()

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise Exhausted("L’acte demande plus de 500\u202f000 étapes de calcul.")

    def count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise Exhausted("L’acte compterait plus de 5\u00a0millions de caractères.")

    # choices and repetitions

    def expand(self, body: tuple[T | If[T] | For[T], ...], scope: Scope) -> Iterator[tuple[T, Scope]]:
        """The nodes that choices and repetitions leave, each with its scope."""
        for node in body:
            self._step()
            if isinstance(node, If):
                yield from self._choose(node, scope)
            elif isinstance(node, For):
                yield from self._repeat(node, scope)
            else:
                yield node, scope

    def _choose(self, node: If[T], scope: Scope) -> Iterator[tuple[T, Scope]]:
        for branch in node.branches:
            holds = self.holds(branch.condition, scope)
            if holds is None:
                return
            if holds:
                yield from self.expand(branch.body, scope)
                return

    def _repeat(self, node: For[T], scope: Scope) -> Iterator[tuple[T, Scope]]:
        items = self.items(node.iterable, node.target, node.test, scope)
        if items is None:
            return
        if not items:
            yield from self.expand(node.empty, scope)
        for inner in self.turns(node.iterable, node.target, items, scope):
            yield from self.expand(node.body, inner)

    def items(
        self, iterable: Expression, target: str, test: Expression | None, scope: Scope
    ) -> tuple[object, ...] | None:
        """What a `for` repeats, its condition applied; None after reporting that it is no list."""
        self._at(iterable)
        try:
            value = value_of(iterable.node, scope)
            if isinstance(value, UNKNOWN_TYPES):
                message = f"La liste à parcourir n’est pas encore connue\u00a0: {value.label}."
                raise Fault(VALEUR, message, test_first(iterable.node))
            if not isinstance(value, tuple):
                raise Fault(VALEUR, "Ce que la boucle parcourt n’est pas une liste.")
        except Fault as fault:
            self._fault(fault, iterable)
            return None
        if test is None:
            return value
        return tuple(item for item in value if self.holds(test, {**scope, target: item}))

    def turns(
        self, iterable: Expression, target: str, items: tuple[object, ...], scope: Scope
    ) -> Iterator[Scope]:
        """The scope of each turn of a repetition; each turn counts as a step."""
        for index, item in enumerate(items, 1):
            self._at(iterable)
            loop = Loop(index, index == 1, index == len(items), len(items))
            yield {**scope, target: item, "loop": loop}
