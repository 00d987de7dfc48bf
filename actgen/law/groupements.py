"""Public money: purchasing groups, thresholds of procurement in euros before tax, subsidies."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from actgen.base.text.keys import cle
from actgen.law.periods import at
from actgen.law.tables import (
    Content,
    FieldReading,
    Fields,
    LawRow,
    OneRule,
    Positive,
    RuleOfAll,
    RuleOfEach,
    law,
)

_CCP = "CCP"
_WHOLE = 100

# purchasing groups: what their convention must settle, and the limits of a framework agreement


class Sujet(StrEnum):
    """A subject that the convention of a group settles by a choice of its authors."""

    MEMBRES = "membres"
    EXECUTION = "execution"
    CAO = "cao"
    DUREE = "duree"
    FRAIS = "frais"
    DEPENSES = "depenses"
    ADHESION = "adhesion"
    RETRAIT = "retrait"


class Procedure(StrEnum):
    """The kinds of procedure that thresholds tell apart."""

    FORMALISEE = "formalisee"
    ADAPTEE = "adaptee"
    SANS_CONCURRENCE = "sans_concurrence"


class DureeMaximale(LawRow, frozen=True):
    """How many months a framework agreement may last, save a justified exception; for a network, longer."""

    mois: Positive
    mois_entite: Positive
    article: str
    code: ClassVar[str] = _CCP


class MaximumExige(LawRow, frozen=True):
    """Consultations launched in that period need a maximum."""

    article: str
    code: ClassVar[str] = _CCP


class SujetExige(LawRow, frozen=True):
    """A subject, in words, with the key of the group's file that settles it."""

    sujet: Sujet
    libelle: str
    cle: str
    essentiel: bool = False


def _procedures(top: Fields, name: str) -> dict[Procedure, tuple[str, ...]]:
    """The words of each kind, as keys; a word of two kinds would tell nothing."""
    section = top.section(name)
    section.only(*Procedure, origin=False)
    mots = {kind: tuple(cle(mot) for mot in section.texts(kind)) for kind in Procedure}
    for kind in Procedure:
        communs = [mot for autre in Procedure if autre > kind for mot in mots[autre] if mot in mots[kind]]
        if communs:
            section.fault("Les mêmes mots désignent deux procédures.", kind)
        if section.sound and not mots[kind]:
            section.fault(f"Aucun mot ne désigne «\u00a0{kind}\u00a0».", kind)
    return mots


class DroitDesGroupements(Content, frozen=True):
    """The content of data/droit/groupements.yaml."""

    FILE = "groupements.yaml"

    durees: OneRule[DureeMaximale]
    maximums: OneRule[MaximumExige]
    procedures: Annotated[dict[Procedure, tuple[str, ...]], FieldReading(_procedures)]
    contenu: RuleOfAll[Sujet, SujetExige]


def duree_maximale(jour: date) -> DureeMaximale | None:
    """The longest framework agreement of a consultation launched that day; None when unknown."""
    return at(law(DroitDesGroupements).durees, jour)


def maximum_exige(jour: date) -> MaximumExige | None:
    """The rule that asks for a maximum in a consultation launched that day; None when there is none."""
    return at(law(DroitDesGroupements).maximums, jour)


def sujets_exiges(jour: date) -> tuple[SujetExige, ...]:
    """What a convention of that day settles, in the order of the file."""
    par_sujet = law(DroitDesGroupements).contenu.values()
    return tuple(each for lignes in par_sujet if (each := at(lignes, jour)) is not None)


def procedures(texte: str) -> frozenset[Procedure]:
    """The kinds of procedure that these words name; none when they name none that is known."""
    dit = cle(texte)
    connues = law(DroitDesGroupements).procedures.items()
    return frozenset(kind for kind, mots in connues if any(mot in dit for mot in mots))


# thresholds of public procurement, by period


class Marche(StrEnum):
    """Supplies and services of local authorities, or bought for a network (ENTITES); works (TRAVAUX)."""

    COLLECTIVITES = "collectivites"
    ENTITES = "entites_adjudicatrices"
    TRAVAUX = "travaux"


class NatureAchat(StrEnum):
    """What is bought, for the thresholds that don't depend on who buys."""

    FOURNITURES_ET_SERVICES = "fournitures_et_services"
    TRAVAUX = "travaux"


def _amount(row: Fields, name: str) -> int:
    """A threshold of zero would catch everything."""
    amount = row.number(name)
    if row.has(name) and not amount and row.sound:
        row.fault("Un seuil est un montant supérieur à zéro.", name)
    return amount


class SeuilsEuropeens(LawRow, frozen=True):
    """The thresholds of a period of two years."""

    collectivites: Annotated[int, FieldReading(_amount)]
    entites_adjudicatrices: Annotated[int, FieldReading(_amount)]
    travaux: Annotated[int, FieldReading(_amount)]

    def verify(self, row: Fields) -> None:
        """The threshold of works is the higher one: the other order is a slip."""
        if not self.collectivites <= self.entites_adjudicatrices <= self.travaux:
            row.fault(
                "Ces seuils ne sont pas dans l’ordre\u00a0: collectivités, entités adjudicatrices, puis "
                "travaux.",
                hint="Vérifiez chaque montant, et sous quel nom il est écrit.",
            )


class Dispense(LawRow, frozen=True):
    """Below `montant`: neither advertising nor competition."""

    achat: NatureAchat
    montant: Annotated[int, FieldReading(_amount)]


class PetitsLots(LawRow, frozen=True):
    """Lots below an amount, together at most `pourcentage` of all, may follow the adapted procedure."""

    fournitures_et_services: Annotated[int, FieldReading(_amount)]
    travaux: Annotated[int, FieldReading(_amount)]
    pourcentage: int

    @property
    def montants(self) -> dict[NatureAchat, int]:
        """The amount by what is bought."""
        return {each: getattr(self, each) for each in NatureAchat}

    def verify(self, row: Fields) -> None:
        """A part is one."""
        if not 0 < self.pourcentage < _WHOLE:
            row.fault("Une part du total va de 1 à 99.", "pourcentage")


class SeuilDeTransmission(LawRow, frozen=True):
    """The days on which the threshold of local authorities is also that of transmission."""

    article: str


class Seuils(Content, frozen=True):
    """The content of data/droit/seuils.yaml."""

    FILE = "seuils.yaml"

    europeens: OneRule[SeuilsEuropeens]
    transmissions: OneRule[SeuilDeTransmission]
    dispenses: RuleOfEach[NatureAchat, Dispense]
    petits_lots: OneRule[PetitsLots]


def seuils_europeens(jour: date) -> SeuilsEuropeens | None:
    """The thresholds of a day; None for a period that actgen doesn't know."""
    return at(law(Seuils).europeens, jour)


def seuil_europeen(jour: date, marche: Marche | str) -> int | None:
    """From this value on the procedure is a formalised one; None for a period that actgen doesn't know."""
    found = seuils_europeens(jour)
    return None if found is None else getattr(found, Marche(marche))


def seuil_transmission(jour: date) -> int | None:
    """From this value on any contract of a local authority goes to the State (CGCT D. 2131-5-1)."""
    applies = at(law(Seuils).transmissions, jour)
    return None if applies is None else seuil_europeen(jour, Marche.COLLECTIVITES)


def dispense(jour: date, achat: NatureAchat | str) -> Dispense | None:
    """Below which value a contract needs neither advertising nor competition; None when unknown that day."""
    return at(law(Seuils).dispenses[NatureAchat(achat)], jour)


def petits_lots(jour: date) -> PetitsLots | None:
    """The rule of small lots (CCP R. 2123-1, 2°); None when unknown that day."""
    return at(law(Seuils).petits_lots, jour)


# subsidies: since when associations and foundations are committed


class Engagement(LawRow, frozen=True):
    """The days on which an association must have undersigned the contract of republican commitment."""


class Subventions(Content, frozen=True):
    """The content of data/droit/subventions.yaml."""

    FILE = "subventions.yaml"

    engagements: OneRule[Engagement]


def engagement_republicain(jour: date) -> bool:
    """Whether an association that asks for a subsidy that day must be committed (loi 2000-321, art. 10-1)."""
    return at(law(Subventions).engagements, jour) is not None
