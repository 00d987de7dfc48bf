"""What followed, gathered: later dates and the decided items whose acts they regard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from actgen.diagnostics import Location
from actgen.facts.annee import Soumis
from actgen.facts.collectivite import ModePublicite
from actgen.facts.seance import Abandon
from actgen.facts.suites import Accuse, Suites
from actgen.records import dataclass

from .seance import FiguresPoint, FiguresSeance
from .votes import Resultat

APPROBATION = "approbation_proces_verbal"
INVRAISEMBLABLE = timedelta(days=5 * 366)
"""What follows a session later than that is of another year than is written."""


@dataclass(frozen=True, slots=True)
class SuitesDecidees:
    """Later dates and the decided items whose acts they regard; `point` None: those of the session.

    `entier`: these are all the items that have these dates.
    """

    suites: Suites
    points: tuple[FiguresPoint, ...]
    point: int | None
    entier: bool = True

    def lieu(self, *champs: str) -> Location | None:
        """The place of the first of these fields that was written, else of the whole."""
        lieux = self.suites.lieux
        return next((lieux[c] for c in champs if c in lieux), self.suites.lieu)

    @property
    def adoptes(self) -> tuple[FiguresPoint, ...]:
        """The items whose acts have something to become: what was rejected never is executory."""
        return tuple(point for point in self.points if point.resultat is not Resultat.REJETE)

    @property
    def a_transmettre(self) -> tuple[FiguresPoint, ...]:
        """The adopted items whose acts go to the State."""
        return tuple(point for point in self.adoptes if point.transmissible)


def suites_decidees(figures: FiguresSeance) -> Iterator[SuitesDecidees]:
    """The session's later dates with the items that have none of their own, then each item's own.

    The day of a receipt is among them where all these items have the same: see `par_reception`.
    """
    decides = tuple(point for point in figures.points if point.delibere)
    communes = tuple(point for point in decides if point.point.suites is None)
    if communes:
        groupe = SuitesDecidees(figures.seance.suites, communes, None)
        recus = tuple(par_reception(groupe))
        yield recus[0] if len(recus) == 1 else groupe
    for point in decides:
        if point.point.suites is not None:
            yield from par_reception(SuitesDecidees(point.point.suites, (point,), point.point.numero))


def suites_recues(figures: FiguresSeance) -> Iterator[SuitesDecidees]:
    """The same, items that were received on other days apart."""
    return (recu for groupe in suites_decidees(figures) for recu in par_reception(groupe))


def par_reception(groupe: SuitesDecidees) -> Iterator[SuitesDecidees]:
    """A set of items by the day that their receipts bear; those without one keep what was typed."""
    accuses = {_recue_le(point): point.point.accuse for point in groupe.points}
    for recue_le, accuse in accuses.items():
        yield replace(
            groupe,
            suites=_recues(groupe.suites, accuse),
            points=tuple(point for point in groupe.points if _recue_le(point) == recue_le),
            entier=groupe.entier and len(accuses) == 1,
        )


def _recue_le(point: FiguresPoint) -> date | None:
    return point.point.accuse.recue_le if point.point.accuse is not None else None


def _recues(suites: Suites, accuse: Accuse | None) -> Suites:
    """Dates that several acts share: the identifier, which is that of one act, stays what was typed."""
    return suites if accuse is None else replace(suites.avec(accuse), identifiant=suites.identifiant)


def mode_publication(figures: FiguresSeance, suites: Suites) -> ModePublicite | None:
    """How these acts are published: as written, else as the collectivity does, else as the law says.

    Since 01/07/2022 publication is electronic unless the council has chosen otherwise (art. L. 2131-1 IV).
    """
    choix = figures.seance.collectivite.publicite
    if suites.mode_publication or choix.mode:
        return suites.mode_publication or choix.mode
    return ModePublicite.ELECTRONIQUE if figures.regime.regime_2022 else None


def examinees(figures: FiguresSeance) -> tuple[FiguresPoint, ...]:
    """The items that the list of deliberations names: adopted, rejected, or put off after examination.

    Those whose vote is not written yet are among them: a list that left them out would say that it is whole.
    """
    return tuple(
        each
        for each in figures.points
        if each.delibere or each.attend_vote or each.point.abandon is Abandon.REPORTE
    )


def proces_verbaux_soumis(figures: FiguresSeance) -> Iterator[Soumis]:
    """The minutes of earlier sessions that were put to this one, under either key."""
    for each in figures.precedents:
        ecrit = each.proces_verbal
        yield Soumis(ecrit.seance, each.arrete, ecrit.remarques, ecrit.lieux.get("seance", ecrit.lieu))
    for point in figures.points:
        champs = point.point.champs if point.point.acte == APPROBATION else {}
        jour, remarques = champs.get("seance_du"), champs.get("remarques")
        if jour is None or not isinstance(jour.valeur, date):
            continue
        refuse = bool(point.point.abandon) or point.resultat is Resultat.REJETE
        dites = remarques.valeur if remarques is not None else None
        adopte = False if refuse else point.adopte or None
        yield Soumis(jour.valeur, adopte, dites if isinstance(dites, str) else "", jour.lieu)
