"""What is to be done now: the acts of a session, those that are treated alike said once.

The page « À faire » and the screen of `render` both tell these tasks, so that they can't disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from actgen.acts.tree.inline import Lacune
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Diagnostic
from actgen.base.text.characters import NO_BREAK_SPACE
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.council.figures.execution import Stade
from actgen.session.files import stem_of

_FEW = 3
_TOLD = 2  # errors told of a refused act: the screen has all of them, each with its line
_NUMBERED = re.compile(r"(.+) (\d+)")
_STEM = re.compile(r"(?P<family>.*?-)(?P<item>\d{2,})(?P<subject>(?:-[a-z0-9]+)*)(?P<marks>(?:-[A-Z]+)*)")
_TO = f"{NO_BREAK_SPACE}à{NO_BREAK_SPACE}"


class Tache(Struct, frozen=True):
    """Acts that are treated alike, « délibérations 1 à 20 »: what to do with each, or what it waits for."""

    plans: tuple[ActPlan, ...]
    quoi: str

    @property
    def due(self) -> Due:
        return self.plans[0].due

    @property
    def titre(self) -> str:
        """« délibération 9 », « délibérations 1 à 20 », « délibération 3 et procès-verbal »."""
        words: dict[str, list[ActPlan]] = {}
        for plan in self.plans:
            words.setdefault(plan.titre.rpartition(" ")[0] if _numbered(plan) else plan.titre, []).append(
                plan
            )
        return enumeration(_alike(word, plans) for word, plans in words.items())

    @property
    def fichiers(self) -> str:
        """Their files without suffix: « 1-deliberation-01… à 20… »."""
        return together([stem_of(plan) for plan in self.plans])


def taches(plans: Iterable[ActPlan], session_file: str) -> tuple[Tache, ...]:
    """The tasks of a session in the order of its acts; the page that tells them is none of them."""
    groups: dict[tuple[str, ...], list[ActPlan]] = {}
    for plan in plans:
        if plan.kind.famille.traits.est_acte:
            quoi = said(plan, session_file)
            groups.setdefault((*_treated_as(plan), plan.due, quoi), []).append(plan)
    return tuple(Tache(tuple(group), key[-1]) for key, group in groups.items())


def _treated_as(plan: ActPlan) -> tuple[str, ...]:
    """What acts of one row share, besides what is said of them; one slip may refuse acts of all kinds."""
    if plan.due is Due.REFUSED:
        return ()
    alike = plan.kind.famille.value if _numbered(plan) else plan.key
    return alike, plan.copie, str(plan.projet)


def _numbered(plan: ActPlan) -> bool:
    return plan.point is not None and _NUMBERED.fullmatch(plan.titre) is not None


def _alike(word: str, plans: list[ActPlan]) -> str:
    numbers = [plan.point for plan in plans if plan.point is not None]
    return plans[0].titre if len(plans) == 1 else f"{word}s {ranges(numbers)}"


def together(stems: list[str]) -> str:
    """Names of files that differ by their number: « 1-deliberation-01… à 20…-PUBLICATION ».

    With several gaps between them they are counted: « 1-deliberation-01… à 18… (16 fichiers) ».
    """
    found = [_STEM.fullmatch(stem) for stem in stems]
    known = [each for each in found if each is not None]
    if len(stems) == 1 or len(known) < len(stems):
        return enumeration(stems)
    first = known[0]
    form = "{:02d}…" if first["subject"] else "{:02d}"
    numbers = sorted(int(each["item"]) for each in known)
    gaps = sum(after - before > 1 for before, after in pairwise(numbers))
    if gaps > 1 and len(numbers) > _FEW:  # the title of the task tells each number
        span = f"{form.format(numbers[0])}{_TO}{form.format(numbers[-1])}"
        return f"{first['family']}{span}{first['marks']} ({len(numbers)} fichiers)"
    return first["family"] + ranges(numbers, form) + first["marks"]


def ranges(numbers: Iterable[int], form: str = "{}") -> str:
    """« 1, 3 à 7 et 9 »: numbers in their order, those that follow each other said together."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        part
        for run in runs
        for part in (
            [f"{form.format(run[0])}{_TO}{form.format(run[-1])}"] if len(run) > 2 else map(form.format, run)
        )
    ]
    return enumeration(parts)


def said(plan: ActPlan, session_file: str) -> str:
    """What to do with an act, or what it waits for, or the errors that refuse it."""
    if plan.due is Due.NOT_YET:
        return "\u202f; ".join(plan.raisons)
    if plan.due is Due.REFUSED:
        return _refused(plan.refus)
    lacking = missing(plan, session_file) if plan.projet else ""
    if plan.projet and not lacking and plan.stade is not Stade.MODELE:
        return "projet demandé par --draft\u00a0: à relire, ne se signe pas"
    return f"{plan.consigne}\u202f; à compléter\u00a0: {lacking}" if lacking else plan.consigne


def _refused(refus: tuple[Diagnostic, ...]) -> str:
    """The first errors in their own words, each with its code; the others are counted."""
    told = list(dict.fromkeys(f"{each.message.rstrip('.')} ({each.code})" for each in refus))
    more = len(told) - _TOLD
    rest = [compte(more, "autre erreur", "autres erreurs")] if more > 0 else []
    return ". ".join((*told[:_TOLD], *rest))  # whole sentences, each with its capital


def missing(plan: ActPlan, session_file: str) -> str:
    """The facts that make an act a PROJET."""
    return lacking(plan.manques, session_file)


def lacking(manques: Iterable[Lacune], session_file: str) -> str:
    """Facts to write: named when they are few, else counted with their places."""
    by_file: dict[str, list[Lacune]] = {}
    for lacune in manques:
        by_file.setdefault(lacune.location.file if lacune.location else "", []).append(lacune)
    return "\u202f; ".join(_in_file(file, lacunes, session_file) for file, lacunes in by_file.items())


def _in_file(file: str, lacunes: list[Lacune], session_file: str) -> str:
    if len(lacunes) <= _FEW:
        told = enumeration(_label(lacune) for lacune in lacunes)
        return told if file in ("", session_file) else f"{told} ({file})"
    where = f" ({file}, {_spots(lacunes)})" if file and _spots(lacunes) else ""
    return f"{compte(len(lacunes), 'blanc')}{where}"


def _spots(lacunes: list[Lacune]) -> str:
    """« lignes 3, 5 et 12 », « corps, paragraphes 3 et 8 »."""
    by_part: dict[str, set[int]] = {}
    for lacune in lacunes:
        if lacune.location is not None and lacune.location.line:
            by_part.setdefault(lacune.location.part, set()).add(lacune.location.line)
    return "\u202f; ".join(_of_part(part, sorted(lines)) for part, lines in by_part.items())


def _of_part(part: str, lines: list[int]) -> str:
    word, mark = "paragraphe" if part else "ligne", "s" if len(lines) > 1 else ""
    return f"{part}{', ' if part else ''}{word}{mark} {enumeration(map(str, lines))}"


def _label(lacune: Lacune) -> str:
    spot = lacune.location.spot if lacune.location else ""
    return f"{lacune.label} ({spot})" if spot else lacune.label
