"""What followed, gathered: later dates and the decided items whose acts they regard.

Which remedy is open against which act: two months, but for an election that electoral law judges.

Source: art. R. 421-1 CJA; for the mayor and deputies, art. L. 2122-13 and D. 2122-2 CGCT; other elections as
data/droit/elections.yaml tells. The figures stand in data/droit/suites.yaml.

What a session has to hide in what it publishes, and the copies that its law asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.base.text.messages import phrase
from actgen.base.text.numbers import cardinal
from actgen.council.facts.annee import Soumis
from actgen.council.facts.collectivite import ModePublicite
from actgen.council.facts.seance import Abandon, Seance
from actgen.council.facts.suites import Accuse, Suites
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.votes import Resultat
from actgen.law.regimes import publication_electronique_seule, seuil_population, shipped_regimes
from actgen.law.suites import DelaiDeSuite, SuiteLegale, delai

APPROBATION = "approbation_proces_verbal"
INVRAISEMBLABLE = timedelta(days=5 * 366)
"""What follows a session later than that is of another year than is written."""


class SuitesDecidees(Struct, frozen=True):
    """Later dates and the decided items whose acts they regard; `point` None: those of the session.

    `entier`: these are all the items that were decided.
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
        groupe = SuitesDecidees(figures.seance.suites, communes, None, len(communes) == len(decides))
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
    dit = mode_dit(figures, suites)
    return ModePublicite.ELECTRONIQUE if dit is None and figures.regime.regime_2022 else dit


def mode_dit(figures: FiguresSeance, suites: Suites) -> ModePublicite | None:
    """As the file says. That a town puts its acts online today tells nothing of before 01/07/2022."""
    usuel = figures.seance.collectivite.publicite.mode
    anachronique = usuel is ModePublicite.ELECTRONIQUE and not figures.regime.regime_2022
    return suites.mode_publication or (None if anachronique else usuel)


def sans_certificat(figures: FiguresSeance, point: FiguresPoint, suites: Suites) -> str:
    """Why an act that was sent and published can't be certified as executory; empty when it can.

    The town and the coordinator of its group ask the same: who is not certified by one is no party to the
    other. The mode that the law supposes where none is told is not enough for a certificate, which states it.
    """
    if point.quorum.affaire_douteuse:
        return phrase("voté sans quorum, et rien ne dit que la première convocation portait cette affaire")
    publiee = suites.publiee_le is not None and point.resultat is not Resultat.REJETE
    if publiee and mode_dit(figures, suites) is None:
        return phrase("le mode de publication n’est pas dit, et son certificat le porte")
    return ""


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


def recours_contre(point: FiguresPoint, jour: date) -> DelaiDeSuite | None:
    """The time in which the act of an item may be brought to court, in a session of that day."""
    return delai(point.regle_election.recours if point.regle_election else SuiteLegale.RECOURS, jour)


def defere_contre(point: FiguresPoint, jour: date) -> DelaiDeSuite | None:
    """The time in which the State may bring it there."""
    return delai(point.regle_election.defere if point.regle_election else SuiteLegale.DEFERE, jour)


def depart_du_recours(regle: DelaiDeSuite, jour: date, publiee: date | None) -> date | None:
    """The day from which it runs: of the election, of publication; one that others publish is unknown."""
    if regle.nom in (SuiteLegale.RECOURS_ELECTION, SuiteLegale.RECOURS_DESIGNATION):
        return jour
    return publiee if regle.nom is SuiteLegale.RECOURS else None


def duree(regle: DelaiDeSuite) -> str:
    """« deux mois », « cinq jours »: as acts write it."""
    return f"{cardinal(regle.mois)} mois" if regle.mois else f"{cardinal(regle.jours)} jours"


def differe(regle: DelaiDeSuite) -> str:
    """« vingt-quatre heures »: how long after the event it begins to run; empty when it does at once."""
    return f"{cardinal(24 * regle.differe)} heures" if regle.differe else ""


def actes_par_juge(figures: FiguresSeance) -> Iterator[tuple[SuiteLegale, SuitesDecidees]]:
    """The adopted items that share their later dates, by the remedy that is open against their acts."""
    for groupe in suites_decidees(figures):
        voies: dict[SuiteLegale, list[FiguresPoint]] = {}
        for each in groupe.adoptes:
            voie = each.regle_election.recours if each.regle_election else SuiteLegale.RECOURS
            voies.setdefault(voie, []).append(each)
        for voie in sorted(voies, key=lambda each: each is SuiteLegale.RECOURS):
            yield voie, replace(groupe, points=tuple(voies[voie]), entier=groupe.entier and len(voies) == 1)


def en_ligne_seulement(seance: Seance) -> bool | None:
    """Whether acts may only be published online; None: by the total population alone (R. 2151-2, deduced).

    A total that ships tells nothing beside a municipal population that was written, unless both are near.
    """
    ici, jour = seance.collectivite, seance.date
    if ici.est_syndicat:
        return False
    municipale, totale = (p.habitants if p else 0 for p in (ici.population, ici.population_totale))
    if publication_electronique_seule(jour, ici.genre.value, municipale):
        return True
    ecrite = ici.population is not None and not ici.population.de_reference
    if ecrite and ici.population_totale is not None and ici.population_totale.de_reference:
        doute, seuil = shipped_regimes().doute_population, seuil_population(jour)
        totale = totale if doute.proche(municipale, seuil) and doute.proche(totale, seuil) else 0
    return None if publication_electronique_seule(jour, ici.genre.value, totale) else False


def publie_le_proces_verbal(figures: FiguresSeance) -> bool:
    """Whether minutes are published: since 01/07/2022 (art. L. 2121-15; advised in 57, 67 and 68)."""
    return delai(SuiteLegale.PROCES_VERBAL, figures.seance.date) is not None
