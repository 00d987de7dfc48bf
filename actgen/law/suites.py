"""What follows a session: time limits, acts that need no transmission, electronic transmission, the court."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from actgen.base.text.keys import cle
from actgen.law.calendar import fin_du_recours, mois_plus_tard
from actgen.law.periods import at, in_force, overlapping, succession
from actgen.law.reference import key
from actgen.law.regimes import LOI_DEPARTEMENT, de_droit_local, departements_connus
from actgen.law.tables import Content, FieldReading, Fields, Lasting, LawRow, Positive, RuleOfAll, law, rows


class SuiteLegale(StrEnum):
    """What has a time limit."""

    LISTE = "liste_des_deliberations"
    PROCES_VERBAL = "publication_du_proces_verbal"
    EN_LIGNE = "maintien_en_ligne"
    RECOURS = "recours"
    SILENCE = "silence_sur_un_recours_gracieux"
    DEFERE = "defere"
    RECOURS_ELECTION = "recours_election"
    DEFERE_ELECTION = "defere_election"
    AFFICHAGE_ELECTION = "affichage_election"
    RECOURS_DESIGNATION = "recours_designation"
    RECOURS_SENATORIAUX = "recours_senatoriaux"
    TRANSMISSION_DU_BUDGET = "transmission_du_budget"
    TRANSMISSION_DU_COMPTE = "transmission_du_compte"
    INFORMATION_LISTE = "information_liste"
    INFORMATION_PROCES_VERBAL = "information_proces_verbal"


class DelaiDeSuite(LawRow, frozen=True, kw_only=True):
    """A time limit in days or in months, counted from the event that `depuis` names, or `differe` days later.

    `certain`: days after which it is exceeded for certain, where the text reads in two ways. `indicatif`:
    the end is never printed in an act, and one in months is carried over to a working day.
    """

    nom: SuiteLegale
    depuis: str
    jours: int = 0
    mois: int = 0
    differe: int = 0
    certain: int = 0
    indicatif: bool = False
    code: str = "CGCT"
    article: str

    def verify(self, row: Fields) -> None:
        """Days or months, not both."""
        if bool(self.jours) == bool(self.mois):
            row.fault("Un délai se donne soit en jours, soit en mois.")

    def fin(self, depart: date, departement: str = "") -> date:
        """The last day, the day of the event being day zero."""
        if self.indicatif and self.mois:
            return fin_du_recours(depart, de_droit_local(departement, depart), self.mois)
        if self.mois:
            return mois_plus_tard(depart, self.mois)
        return depart + timedelta(days=self.differe + self.jours)

    def depasse(self, depart: date, fait_le: date) -> bool:
        """Whether what was done that day came too late for certain."""
        if self.certain:
            return (fait_le - depart).days > self.certain
        return fait_le > self.fin(depart)


def _words(row: Fields, name: str) -> frozenset[str]:
    return frozenset(map(cle, (*row.texts(name), row.text("objet", ""))))


class DispenseDeTransmission(LawRow, frozen=True):
    """A subject on which deliberations are not sent to the State; `mots` are keys of its short names."""

    objet: str
    mots: Annotated[frozenset[str], FieldReading(_words)]
    article: str


class Teletransmission(LawRow, frozen=True):
    """Communes of more than `plus_de` inhabitants transmit their acts, or their budgets, electronically."""

    plus_de: int
    article: str


class NumeroActes(LawRow, frozen=True):
    """How many signs the number of an act has at most for @ctes."""

    longueur: Positive


class SuitesLegales(Content, frozen=True):
    """The content of data/droit/suites.yaml."""

    FILE = "suites.yaml"

    delais: RuleOfAll[SuiteLegale, DelaiDeSuite]
    dispenses_de_transmission: tuple[DispenseDeTransmission, ...]
    teletransmission: Lasting[Teletransmission]
    documents_budgetaires: Lasting[Teletransmission]
    numero_actes: Lasting[NumeroActes]


def delai(suite: SuiteLegale, jour: date) -> DelaiDeSuite | None:
    """The time limit for a session of that day; None when the law set none then."""
    return at(law(SuitesLegales).delais[suite], jour)


def dispenses(jour: date) -> tuple[DispenseDeTransmission, ...]:
    """The subjects on which a deliberation of that day is not sent to the State."""
    return tuple(each for each in law(SuitesLegales).dispenses_de_transmission if jour in each.periode)


def dispense_de_transmission(texte: str, jour: date) -> DispenseDeTransmission | None:
    """The one of them that these words designate ("tarifs de stationnement"), or None."""
    voulu = cle(texte)
    return next((each for each in dispenses(jour) if voulu in each.mots), None)


def teletransmission_obligatoire(population: int | None, jour: date) -> bool:
    """Whether a commune of that population must transmit its acts electronically."""
    return population is not None and population > in_force(law(SuitesLegales).teletransmission, jour).plus_de


def budget_electronique(population: int | None, jour: date) -> bool:
    """Whether a commune of that population must transmit its budgets and accounts electronically."""
    regle = in_force(law(SuitesLegales).documents_budgetaires, jour)
    return not regle.plus_de or (population is not None and population > regle.plus_de)


def regle_du_numero(jour: date) -> NumeroActes:
    """How many signs the number of an act of that day has at most for @ctes."""
    return in_force(law(SuitesLegales).numero_actes, jour)


# the administrative court of a département


class Tribunal(LawRow, frozen=True):
    """An administrative court: "tribunal administratif de Strasbourg", its town, its départements."""

    nom: str
    ville: str
    departements: Annotated[tuple[str, ...], FieldReading(departements_connus)]


def _ressorts(top: Fields, name: str) -> dict[str, tuple[Tribunal, ...]]:
    courts: dict[str, list[Tribunal]] = {}
    for court in rows(top, name, Tribunal):
        for code in court.departements:
            courts.setdefault(code, []).append(court)
    return {code: _one_a_day(code, found, top) for code, found in courts.items()}


def _one_a_day(code: str, found: Iterable[Tribunal], top: Fields) -> tuple[Tribunal, ...]:
    courts = succession(found)
    for one, other in overlapping(courts):
        top.table.findings.append(
            LOI_DEPARTEMENT.finding(
                f"Le département {code} a déjà un tribunal\u00a0: {one.ville}.",
                other.origine.location,
                one.origine.location,
                hint="Retirez-le de l’un des deux, ou datez le second (rubrique «\u00a0du\u00a0»).",
            )
        )
    return courts


class Tribunaux(Content, frozen=True):
    """The content of data/droit/tribunaux.yaml: the courts of each département, one after the other."""

    FILE = "tribunaux.yaml"
    ALSO = ("statut", "sources")

    tribunaux: Annotated[dict[str, tuple[Tribunal, ...]], FieldReading(_ressorts)]


def tribunal(departement: str, jour: date) -> Tribunal | None:
    """The court whose district a département belongs to. None overseas: it is asked for, never guessed."""
    return at(law(Tribunaux).tribunaux.get(departement, ()), jour)


def tribunal_nomme(texte: str, jour: date) -> Tribunal | None:
    """The court that these words name, by its town at their end: "TA de Strasbourg", "Strasbourg"."""
    mots = f"-{key(texte)}"
    courts = (at(ressort, jour) for ressort in law(Tribunaux).tribunaux.values())
    return next((court for court in courts if court and mots.endswith(f"-{key(court.ville)}")), None)
