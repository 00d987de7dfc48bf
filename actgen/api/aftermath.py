"""What follows a session through the door: the dates of its acts, told one by one or for all that lack one.

A date that all the acts share is written once, under `suites`; one that is of an act alone, under its item.
An item that has `suites` of its own takes none of the session's: the first date that sets it apart carries
there what they had in common.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.acts.views.plan import ActPlan, Due, without_line
from actgen.api.fields import Fields, Path
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres, date_longue
from actgen.base.text.messages import phrase, say
from actgen.council.facts.collectivite import ModePublicite
from actgen.council.facts.phrases.ecriture import ecrire_ligne
from actgen.council.facts.seance import EtatSeance
from actgen.council.facts.suites import Suites
from actgen.council.figures.actes import numero, objet
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Devoir, Echeance
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import mode_publication
from actgen.council.figures.votes import Resultat
from actgen.reading.edits import Change, Drop, Put
from actgen.reading.scalars.dates import parse_date, typed_dates

if TYPE_CHECKING:
    from actgen.api.session import Session

__all__ = ["Aftermath", "Case", "Fait", "Followed", "ModePublicite", "Suite"]


class Fait(StrEnum):
    """What follows an act, each on a day; the values are the keys of the file, in the order of things."""

    SIGNEE = "deliberation_signee_le"
    TRANSMISE = "transmise_le"
    RECUE = "recue_le"
    ELECTION = "affichee_le"
    PUBLIEE = "publiee_le"
    NOTIFIEE = "notifiee_le"
    CONVENTION = "signee_le"


class Suite(StrEnum):
    """What follows the session itself, each on a day; the values are paths of the file."""

    CONVOCATION = "convocation/envoyee_le"
    CONVOCATION_AFFICHEE = "convocation/affichee_le"
    LISTE = "liste_des_deliberations/affichee_le"
    LISTE_EN_LIGNE = "liste_des_deliberations/mise_en_ligne_le"
    LISTE_ENVOYEE = "liste_des_deliberations/envoyee_aux_conseillers_le"
    PROCES_VERBAL_ARRETE = "proces_verbal/arrete_le"
    PROCES_VERBAL = "proces_verbal/publie_le"
    PROCES_VERBAL_ENVOYE = "proces_verbal/envoye_aux_conseillers_le"

    @property
    def path(self) -> Path:
        """Its place in the file."""
        return tuple(self.value.split("/"))


class Case(Struct, frozen=True):
    """One date of one act, as it is written: `recue` when a receipt tells it, which nothing typed replaces.

    `a_venir`: that day has not come, so that the act lacks a true one.
    """

    fait: Fait
    le: date | None
    recue: bool = False
    a_venir: bool = False
    findings: tuple[Diagnostic, ...] = ()


class Followed(Struct, frozen=True):
    """An act and what followed it. `cases`: only what is to follow it; `attestation`: its certificate.

    `raison` says why there is no certificate yet, or never; `effet_immediat`: it is executory without one.
    """

    point: int
    numero: str
    objet: str
    cases: dict[Fait, Case]
    executoire_le: date | None
    mode: ModePublicite | None
    rejetee: bool
    effet_immediat: bool
    attestation: ActPlan | None
    certifie_le: date | None
    raison: str


class Aftermath:
    """What follows one session, as its file tells it, and the changes of the file that tell more.

    Raises UsageError when the session can't be counted.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        found = session.figures
        if found is None:
            raise UsageError(
                say("Le fichier de cette séance ne peut pas être lu : corrigez-le d’abord (« Le fichier »).")
            )
        self.figures: FiguresSeance = found
        self.fields: Fields = replace(session.workspace.fields(session.name), look=lambda: session.told)

    # what is shown

    @cached_property
    def acts(self) -> tuple[Followed, ...]:
        """The deliberations in the order of the session."""
        return tuple(self._followed(point, plan) for point, plan in self._decided())

    @cached_property
    def duties(self) -> tuple[Echeance, ...]:
        """The calendar of the session."""
        return tuple(each.vue_du(self._today) for each in echeances(self.figures))

    @cached_property
    def suites(self) -> tuple[Suite, ...]:
        """What is to follow the session itself, in the order of things."""
        seance, regime = self.figures.seance, self.figures.regime
        commune, told = seance.collectivite.est_commune, [Suite.CONVOCATION, Suite.CONVOCATION_AFFICHEE]
        if self.figures.etat is EtatSeance.TENUE:
            told.append(Suite.LISTE)
            if regime.regime_2022 and seance.collectivite.site_internet is not False:
                told.append(Suite.LISTE_EN_LIGNE)
            if not commune:
                told.append(Suite.LISTE_ENVOYEE)
        if any(each.devoir is Devoir.PROCES_VERBAL for each in self.duties):
            told += [] if self.adopted_elsewhere else [Suite.PROCES_VERBAL_ARRETE]
            told += [Suite.PROCES_VERBAL, *([] if commune else [Suite.PROCES_VERBAL_ENVOYE])]
        return tuple(told)

    @property
    def adopted_elsewhere(self) -> bool:
        """Whether the session that adopted these minutes tells it, and this file does not."""
        return self.day(Suite.PROCES_VERBAL_ARRETE) is not None and not self.fields.text(
            Suite.PROCES_VERBAL_ARRETE.path
        )

    def empty(self, fait: Fait) -> tuple[int, ...]:
        """The items whose act lacks that date."""
        cases = ((act.point, act.cases[fait]) for act in self.acts if fait in act.cases)
        return tuple(point for point, case in cases if case.le is None or case.a_venir)

    def day(self, suite: Suite) -> date | None:
        """The day on which that was done for the whole session, as the file says it."""
        group, key = suite.value.split("/")
        found: date | None = getattr(getattr(self.figures.seance, _FIELDS.get(group, group)), key)
        return found or self._to_come(group, key)

    @cached_property
    def others(self) -> tuple[Diagnostic, ...]:
        """What is wrong in what followed, and is shown under none of these dates: in a receipt, say."""
        shown = [each for act in self.acts for case in act.cases.values() for each in case.findings]
        shown += [each for suite in Suite for each in self.fields.of(suite.path)]
        after = [found for path, found in self.fields.findings if _GROUPS.intersection(map(str, path))]
        receipts = [each for each in self.session.told if each.code.startswith("ACCUSE-")]
        return tuple(each for each in dict.fromkeys((*receipts, *after)) if each not in shown)

    # telling

    def tell(self, suite: Suite, written: str) -> list[Change]:
        """The day on which that was done for the whole session; empty: not yet. Raises UsageError."""
        sent = suite.path[0] == "convocation"
        day, there = self._day(written, before=sent), self.day(suite)
        if (day or "") == (date_chiffres(there) if there else ""):
            return []
        agenda = agenda_sent(self.figures) if suite is Suite.CONVOCATION and day else []
        return [Put(suite.path, day), *agenda]

    def refuse_undone(self, written: str, *, before: bool = False) -> None:
        """Raises UsageError for a day on which nothing was done yet: before the session, or yet to come.

        `before`: of what comes before the session, that has not come alone.
        """
        told, held, today = self._day(written, before=before), self.figures.seance.date, self._today
        day = parse_date(told) if told else None
        if not isinstance(day, date):
            return
        if today is not None and day > today:
            faute, autre = "Le {jour} n'est pas encore venu : nous sommes le {autre}. Écrivez", today
        elif day < held and not before:
            faute, autre = "Le {jour} précède la séance, tenue le {autre} : écrivez", held
        else:
            return
        jours = {"jour": date_longue(day, jour=False), "autre": date_longue(autre, jour=False)}
        raise UsageError(phrase(faute + " le jour où cela a été fait.", **jours))

    def tell_act(self, fait: Fait, point: int, written: str, before: str | None = None) -> list[Change]:
        """The date of one act; empty: not yet.

        `before`: what a page showed, where it must still be so. Raises UsageError for what is no date.
        """
        case = next((each.cases.get(fait) for each in self.acts if each.point == point), None)
        if case is None or case.recue:
            raise UsageError(say("Le point {n} n’attend pas cette date : rechargez la page.", n=point))
        there = date_chiffres(case.le) if case.le else ""
        if before is not None and before != there:
            raise UsageError(
                say(
                    "Cette date a changé dans le fichier depuis que la page est ouverte : elle y est "
                    "« {ici} ». Rien n’a été écrit : rechargez la page.",
                    ici=there or "vide",
                )
            )
        day = self._day(written)
        return [] if (day or "") == there else list(self._dated(fait, {point}, day))

    def tell_all(self, fait: Fait, written: str, points: Collection[int] | None = None) -> list[Change]:
        """A date for every act that lacks it, or for these among them.

        A date that is there stays, whatever it is, but of a day to come. Raises UsageError when there is none
        to write.
        """
        day = self._day(written)
        if day is None:
            raise UsageError("Écrivez d’abord la date.")
        lacking = {each for each in self.empty(fait) if points is None or each in points}
        return list(self._dated(fait, lacking, day)) if lacking else []

    # inside

    def _decided(self) -> Iterator[tuple[FiguresPoint, ActPlan]]:
        plans = {
            plan.point: plan
            for plan in self.session.acts
            if plan.kind.famille.traits.est_votee and not plan.copie
        }
        for point in self.figures.points:
            if point.delibere and point.point.numero in plans:
                yield point, plans[point.point.numero]

    def _followed(self, point: FiguresPoint, plan: ActPlan) -> Followed:
        figures, n = self.figures, point.point.numero
        suites, attestation = figures.suites_de(point), self._certificate(n)
        written = attestation is not None and attestation.due is Due.WRITTEN
        return Followed(
            n,
            numero(figures.seance, point.point),
            objet(point.point, plan.kind),
            {fait: self._case(fait, point, suites) for fait in self._expected(point)},
            point.executoire_le,
            mode_publication(figures, suites),
            point.resultat is Resultat.REJETE,
            point.effet_immediat,
            attestation if written else None,
            suites.certificat_du,
            "" if written or attestation is None else ", ".join(map(without_line, attestation.raisons)),
        )

    def _certificate(self, numero: int) -> ActPlan | None:
        key = f"certificat-{numero:02}"
        return next((plan for plan in self.session.acts if plan.key == key), None)

    def _expected(self, point: FiguresPoint) -> Iterator[Fait]:
        """What is to follow that act; of one that was rejected, nothing but signatures."""
        yield Fait.SIGNEE
        if point.resultat is Resultat.REJETE:
            return
        if point.transmissible:
            yield from (Fait.TRANSMISE, Fait.RECUE)
        if point.entre_en_fonction:
            yield Fait.ELECTION
        yield Fait.PUBLIEE
        told = (each for each in self.duties if each.devoir is Devoir.NOTIFICATION)
        if any(point.point.numero in each.points for each in told):
            yield Fait.NOTIFIEE
        if point.point.groupement is not None:
            yield Fait.CONVENTION

    def _case(self, fait: Fait, point: FiguresPoint, suites: Suites) -> Case:
        numero = point.point.numero
        own = self._item(numero) if point.point.suites is not None else ()
        recue = fait is Fait.RECUE and point.point.accuse is not None
        told = own or numero == self._first  # what is wrong with a date that acts share is said once
        found = self.fields.of((*own, "suites", fait.value)) if told else ()
        le, a_venir = getattr(suites, fait), self._to_come("suites", fait.value, numero if own else None)
        return Case(fait, le or a_venir, recue, le is None and a_venir is not None, found)

    def _to_come(self, group: str, key: str, point: int | None = None) -> date | None:
        """The day that is written there and has not come."""
        found = (each for each in self.figures.seance.a_venir if (each.rubrique, each.champ) == (group, key))
        return next((each.le for each in found if each.point == point), None)

    @property
    def _today(self) -> date | None:
        return self.session.options.aujourd_hui

    @cached_property
    def _first(self) -> int:
        """The first item that has no dates of its own."""
        shared = (each.point.numero for each, _ in self._decided() if each.point.suites is None)
        return next(shared, 0)

    def _dated(self, fait: Fait, points: Collection[int], day: str | None) -> Iterator[Change]:
        """A date of these acts: at its one place where all those that share it take it, else apart.

        An act whose own dates come to be those of the session has none of its own any more.
        """
        apart = [act.point for act in self.acts if self.figures.point(act.point).point.suites is not None]
        shared = [
            act.point
            for act in self.acts
            if act.point not in apart and fait in act.cases and not act.cases[fait].recue
        ]
        alone = [each for each in shared if each in points]
        together, dated = bool(alone) and alone == shared, {fait.value: day}
        common = _told(self._in_common() | (dated if together else {}))
        for each in apart:
            path = (*self._item(each), "suites")
            if _told(self._raw(path) | (dated if each in points else {})) == common:
                yield Drop(path)
            elif each in points:
                yield Put((*path, fait.value), day)
        if together:
            yield Put(("suites", fait.value), day)
            return
        for each in alone:
            if told := _told(self._in_common() | dated):
                yield Put((*self._item(each), "suites"), told)

    def _day(self, written: str, *, before: bool = False) -> str | None:
        """A date in figures as it goes into the file, None when nothing is written.

        Without its year it is the first such day from that of the session, of the half-year that follows:
        the day before the session is a slip, and is told as one. `before`: the last such day until it. Raises
        UsageError.
        """
        if not written.strip():
            return None
        held = self.figures.seance.date
        days = typed_dates(written, held.year, held.year - 1 if before else held.year + 1)
        near = (
            each for each in days if isinstance(each, date) and (each <= held if before else each >= held)
        )
        read = next(near, days[0])
        if len(days) > 1 and isinstance(read, date) and abs(read - held) > _SOON:
            read = days[0]
        if isinstance(read, date):
            return date_chiffres(read)
        raise UsageError(f"{read.message} {read.hint}".rstrip())

    def _item(self, numero: int) -> Path:
        return self.fields.item(numero)

    def _in_common(self) -> dict[str, object]:
        """What the session's `suites` say of an act that is about to have its own; receipts find theirs."""
        return {key: each for key, each in self._raw(("suites",)).items() if key != "accuse"}

    def _raw(self, path: Path) -> dict[str, object]:
        found = self.fields.raw(path)
        return found if isinstance(found, dict) else {}


def _told(suites: dict[str, object]) -> dict[str, object]:
    """What is written of them, in the order of things."""
    return {name: suites[name] for name in Suites.__struct_fields__ if suites.get(name)}


def agenda_lacks(figures: FiguresSeance) -> bool:
    """Whether nothing is written of what the convocation announces, and items may be."""
    return figures.seance.convocation.ordre_du_jour is None and bool(figures.points)


def agenda_sent(figures: FiguresSeance) -> list[Change]:
    """What a convocation that left announced, written for good: it follows the items no more.

    Nothing where it is written already, or there are no items. Raises UsageError for an object that lacks a
    word: it would be announced so.
    """
    if not agenda_lacks(figures):
        return []
    if (inacheve := next((each for each in figures.points if each.intitule_inacheve), None)) is not None:
        raise UsageError(
            phrase(
                "L'intitulé du point {n}, « {objet} », reste à compléter, et la convocation partie ne change "
                "plus : remplissez d'abord les rubriques de ce point.",
                n=inacheve.point.numero,
                objet=inacheve.objet,
            )
        )
    lines = [ecrire_ligne({"numero": each.point.numero, "objet": each.objet}) for each in figures.points]
    return [Put(AGENDA, lines)]


AGENDA: Path = ("convocation", "ordre_du_jour")
_SOON = timedelta(days=183)
_GROUPS = frozenset(("suites", "liste_des_deliberations", "proces_verbal"))
_FIELDS = {"liste_des_deliberations": "liste"}
"""The fields of a session that its file calls otherwise."""
