"""The second phase of checks: the words of each act once composed, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from actgen.checks import RuleCrash
from actgen.checks.textes import ActeCompose, check_acte, merged
from actgen.checks.textes.origines import etendues
from actgen.diagnostics import Diagnostic, Location
from actgen.document.nodes import Block, Document
from actgen.document.words import paragraphs
from actgen.facts.groupement import Groupement
from actgen.figures.seance import FiguresSeance
from actgen.reading.characters import unprintable
from actgen.sources import Sources

from .blocking import blocking
from .derogations import Reasons
from .options import ActPlan, Options
from .origines import origines_of
from .texts import Texts


@dataclass
class Wording:
    """Checks the acts of one session, one after the other; what it finds gathers, act by act, in `found`."""

    figures: FiguresSeance
    sources: Sources
    texts: Texts
    options: Options
    reasons: Reasons
    found: list[Diagnostic] = field(default_factory=list)
    crashes: list[RuleCrash] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._origines = origines_of(self.sources)
        self._etendues = etendues({p.point.numero: p.point.lieu for p in self.figures.points})

    def refusals(
        self, plan: ActPlan, document: Document, groupement: Groupement | None
    ) -> tuple[Diagnostic, ...]:
        """Check an act; the errors that keep it from being written, reasons of the session file applied."""
        self.texts.workshop.composes(plan, document)
        acte = ActeCompose(
            key=plan.key,
            nom=plan.titre,
            kind=plan.kind,
            document=document,
            point=plan.point,
            groupement=groupement,
            proses=self._proses(groupement, plan.point),
            origines=self._origines,
            etendues=self._etendues,
            full=self.options.full,
        )
        found = self.reasons.remain(self._check(acte))
        self.found.extend(found)
        return blocking(plan.kind.famille, plan.point, found)

    def _check(self, acte: ActeCompose) -> tuple[Diagnostic, ...]:
        try:
            return check_acte(acte, self.figures)
        except RuleCrash as crash:
            self.crashes.append(crash)
            return crash.findings

    def unprintable(self, plans: Iterable[ActPlan]) -> Iterator[Diagnostic]:
        """Characters of acts that no face has, be they of a file that nobody writes by hand: a workbook."""
        composed = [(plan, plan.document) for plan in plans if plan.document is not None]
        told = {
            (finding.message, finding.locations): finding
            for plan, document in composed
            for words in paragraphs(document.blocks)
            for finding in unprintable(words, partial(self._place, plan, words))
        }
        yield from told.values()

    def _place(self, plan: ActPlan, words: str, start: int, end: int) -> Location:
        return self._origines.lieu(words, start, end, kind=plan.kind) or Location(plan.titre)

    @property
    def of_items(self) -> tuple[Diagnostic, ...]:
        """What was found in deliberations: their certificates must not be written either."""
        return tuple(finding for finding in self.found if finding.point is not None)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that was found, each slip once."""
        return merged(self.found)

    def _proses(self, groupement: Groupement | None, numero: int | None) -> dict[str, tuple[Block, ...]]:
        """The user's texts that may stand in an act, of one item or of all, by the name of their file."""
        points = [each.point for each in self.figures.points if numero in (None, each.point.numero)]
        proses: dict[str, tuple[Block, ...]] = {}
        for point in points:
            for prose in (*point.proses, point.debats):
                proses |= self.texts.named(prose)
        groups = [groupement] if groupement is not None else [p.groupement for p in points]
        for group in groups:
            if group is not None:
                proses |= self.texts.proses(group)
        return proses
