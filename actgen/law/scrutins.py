"""What the law counts of ballots, elections and interests; who judges, who must keep out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actgen.law.natures import Avantage, GenreCollectivite, NatureElection, NatureOrganisme, SeatSharing
from actgen.law.periods import at, in_force
from actgen.law.regimes import Regime
from actgen.law.suites import SuiteLegale
from actgen.law.tables import (
    Content,
    Fields,
    LawRow,
    OuiNon,
    cell,
    each_row,
    law,
    number,
    one_rule,
    perhaps,
    rule_of_each,
    text,
    texts,
    word,
    yes,
)
from actgen.text.keys import cle

# ballots, closed sessions, nominations, proxies and accounts


class Demandable(StrEnum):
    """The ballots that members may ask for."""

    PUBLIC = "public"
    SECRET = "secret"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandeursRequis(LawRow):
    """How many members present ask for a ballot: one in `un_present_sur`."""

    scrutin: Demandable = word(Demandable)
    un_present_sur: int = number(least=1)
    article: str = text()

    def requis(self, presents: int) -> int:
        """How many of the members present must ask: a quarter (public), a third (secret)."""
        return -(-presents // self.un_present_sur)


@dataclass(frozen=True, slots=True, kw_only=True)
class HuisClos(LawRow):
    """How many members ask for a closed session, when the mayor or president does not."""

    genre: GenreCollectivite = word(GenreCollectivite)
    membres: int = number(least=1)
    article: str = text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominations(LawRow):
    """Rounds of a nomination: the first ones at the absolute majority, the last at the relative one."""

    tours_a_la_majorite_absolue: int = number()
    tours: int = number(least=1)
    article: str = text()


@dataclass(frozen=True, slots=True, kw_only=True)
class DureePouvoirs(LawRow):
    """For how many consecutive sessions one proxy holds, illness set aside."""

    seances: int = number(least=1)
    article: str = text()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompteFinancierUnique(LawRow):
    """From which session the accounts voted are the single ones, first those of the year `exercice`."""

    exercice: int = number()
    article: str = text()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionDesComptes(LawRow):
    """Accounts are adopted unless a majority is against. `visas`: what the act that votes them cites.

    `ecartee_en_droit_local`: the article that sets the rule aside in communes of 57, 67 and 68.
    """

    article: str = text()
    ecartee_en_droit_local: str = text()
    visas: tuple[str, ...] = texts()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReglesDeVote(Content):
    """The content of data/droit/votes.yaml: each rule, a succession of rows."""

    FILE = "votes.yaml"

    scrutins: dict[Demandable, tuple[DemandeursRequis, ...]] = rule_of_each(
        Demandable, "scrutin", DemandeursRequis
    )
    huis_clos: dict[GenreCollectivite, tuple[HuisClos, ...]] = rule_of_each(
        GenreCollectivite, "genre", HuisClos
    )
    nominations: tuple[Nominations, ...] = one_rule(Nominations)
    duree_des_pouvoirs: tuple[DureePouvoirs, ...] = one_rule(DureePouvoirs)
    compte_financier_unique: tuple[CompteFinancierUnique, ...] = one_rule(CompteFinancierUnique, always=False)
    adoption_des_comptes: tuple[AdoptionDesComptes, ...] = one_rule(AdoptionDesComptes)


def demandeurs_requis(scrutin: Demandable | str, jour: date) -> DemandeursRequis:
    """How many of the members present must ask for a ballot."""
    return in_force(law(ReglesDeVote).scrutins[Demandable(scrutin)], jour)


def huis_clos(genre: GenreCollectivite | str, jour: date) -> HuisClos:
    """How many members ask for a closed session, when the mayor or president does not; the article."""
    return in_force(law(ReglesDeVote).huis_clos[GenreCollectivite(genre)], jour)


def nominations(jour: date) -> Nominations:
    """The rounds of a nomination."""
    return in_force(law(ReglesDeVote).nominations, jour)


def duree_des_pouvoirs(jour: date) -> DureePouvoirs:
    """How long one proxy holds."""
    return in_force(law(ReglesDeVote).duree_des_pouvoirs, jour)


def compte_financier_unique(jour: date) -> CompteFinancierUnique | None:
    """The rule of the single accounts for a session of that day; None before it was general."""
    return at(law(ReglesDeVote).compte_financier_unique, jour)


def adoption_des_comptes(jour: date) -> AdoptionDesComptes:
    """What adopts the accounts."""
    return in_force(law(ReglesDeVote).adoption_des_comptes, jour)


# what a council elects: how seats are shared, whether the ballot must be secret, who judges it


class Secret(StrEnum):
    """Whether the council may waive the secret ballot, by a unanimous vote."""

    IMPOSE = "impose"
    LIBRE = "libre"


def _visas(row: Fields, name: str) -> tuple[tuple[str, str], ...]:
    """Code and number of each article."""
    parts = (each.rpartition(" ") for each in row.texts(name))
    return tuple((code, number) for code, _, number in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegleElection(LawRow):
    """The rule of one kind of election for a time.

    `repartition` holds in communes of more than `plus_de` inhabitants, the majority elsewhere; not in those
    of Alsace-Moselle unless `droit_local`. `methode_libre`: the text wants the seats shared in proportion
    and does not say how. `tours` and `absolus` are 0 where art. L. 2121-21 counts the rounds.
    `suppleants_a_la_suite`: substitutes are elected with them, those who come next on each list.
    """

    election: NatureElection = word(NatureElection)
    repartition: SeatSharing = word(SeatSharing)
    methode_libre: bool = cell(lambda row, name: row.text(name, "") == Secret.LIBRE, key="methode")
    plus_de: int = perhaps(0)
    droit_local: bool = yes(OuiNon.OUI)
    tours: int = perhaps(0)
    absolus: int = perhaps(0, key="tours_a_la_majorite_absolue")
    secret: Secret = word(Secret)
    suppleants_a_la_suite: bool = cell(lambda row, name: row.text(name, "") == "suite", key="suppleants")
    entree_en_fonction: bool = yes()
    recours: SuiteLegale = word(SuiteLegale)
    defere: SuiteLegale = word(SuiteLegale)
    visas: tuple[tuple[str, str], ...] = cell(_visas)
    visas_majorite: tuple[tuple[str, str], ...] = perhaps((), _visas)
    code: str = text("CGCT")
    article: str = text()

    def vise(self, regime: Regime, population: int | None) -> tuple[tuple[str, str], ...]:
        """What its act cites there: the majority may have an article of its own."""
        majorite = self.partage(regime, population) is SeatSharing.MAJORITE
        return self.visas_majorite if majorite and self.visas_majorite else self.visas

    def partage(self, regime: Regime, population: int | None) -> SeatSharing:
        """How the seats go to the lists, there: an EPCI is held to what binds the larger communes."""
        petite = regime.genre is GenreCollectivite.COMMUNE and (population or 0) <= self.plus_de
        ecartee = regime.alsace_moselle and not self.droit_local
        return SeatSharing.MAJORITE if (petite and self.plus_de) or ecartee else self.repartition


@dataclass(frozen=True, slots=True, kw_only=True)
class Elections(Content):
    """The content of data/droit/elections.yaml."""

    FILE = "elections.yaml"

    elections: dict[NatureElection, tuple[RegleElection, ...]] = rule_of_each(
        NatureElection, "election", RegleElection, always=False, complete=False
    )


def regle_election(nature: NatureElection | None, jour: date) -> RegleElection | None:
    """The rule of that kind of election on a day; None where no text of its own is known."""
    return at(law(Elections).elections.get(nature, ()), jour) if nature is not None else None


# who must keep out of a decision: representatives in other bodies by period; local opposition


class Condition(StrEnum):
    """What makes a representative not interested by that fact alone."""

    DESIGNES_PAR_LA_LOI = "designes_par_la_loi"
    SANS_REMUNERATION = "sans_remuneration"


def _avantages(row: Fields, name: str) -> frozenset[Avantage]:
    known = {each.value: each for each in Avantage}
    for mot, place in zip(row.texts(name), row.places(name), strict=True):
        if mot not in known:
            row.table.fault(
                f"«\u00a0{mot}\u00a0» n’est pas une valeur de «\u00a0{name}\u00a0».",
                place,
                hint=f"Valeurs possibles\u00a0: {', '.join(known)}.",
            )
    return frozenset(known[mot] for mot in row.texts(name) if mot in known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Representants(LawRow):
    """A period of art. L. 1111-6 II: on what condition, and from which decisions they withdraw."""

    condition: Condition = word(Condition)
    retrait: frozenset[Avantage] = cell(_avantages)
    article: str = text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Excepte(LawRow):
    """A kind of body that art. L. 1111-6 III sets aside from II; `mots`: keys of its names."""

    nature: NatureOrganisme = word(NatureOrganisme)
    mots: tuple[str, ...] = texts(lambda mots: tuple(map(cle, mots)))
    article: str = text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition(LawRow):
    """The days of the local opposition (art. L. 2541-18), counted from the decision."""

    jours: int = number()
    article: str = text()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interets(Content):
    """The content of data/droit/interets.yaml."""

    FILE = "interets.yaml"

    representants: tuple[Representants, ...] = one_rule(Representants, always=False)
    exceptes: tuple[Excepte, ...] = each_row(Excepte)
    opposition_locale: tuple[Opposition, ...] = one_rule(Opposition)


def representants(jour: date) -> Representants | None:
    """The rule for representatives on a day; None before there was one."""
    return at(law(Interets).representants, jour)


def excepte(nature: NatureOrganisme | None, nom: str, jour: date) -> bool | None:
    """Whether III sets such a body aside that day; None where only its name lets one suppose so."""
    exceptes = [each for each in law(Interets).exceptes if jour in each.periode]
    if nature is not None:
        return any(each.nature is nature for each in exceptes)
    dit = cle(nom)
    return None if any(mot in dit for each in exceptes for mot in each.mots) else False


def opposition_locale(jour: date) -> Opposition:
    """The local opposition to what an interested member voted that day."""
    return in_force(law(Interets).opposition_locale, jour)
