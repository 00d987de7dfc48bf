"""What the law counts of ballots, elections and interests; who judges, who must keep out."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from actgen.base.text.keys import cle
from actgen.law.natures import Avantage, GenreCollectivite, NatureElection, NatureOrganisme, SeatSharing
from actgen.law.periods import at, in_force
from actgen.law.regimes import Regime
from actgen.law.suites import SuiteLegale
from actgen.law.tables import (
    Content,
    FieldReading,
    Fields,
    Lasting,
    LastingOfAll,
    LawRow,
    OneRule,
    Positive,
    RuleOfEach,
    cles,
    law,
    says,
)

# ballots, closed sessions, nominations, proxies and accounts


class Demandable(StrEnum):
    """The ballots that members may ask for."""

    PUBLIC = "public"
    SECRET = "secret"


class DemandeursRequis(LawRow, frozen=True):
    """How many members present ask for a ballot: one in `un_present_sur`."""

    scrutin: Demandable
    un_present_sur: Positive
    article: str

    def requis(self, presents: int) -> int:
        """How many of the members present must ask: a quarter (public), a third (secret)."""
        return -(-presents // self.un_present_sur)


class HuisClos(LawRow, frozen=True):
    """How many members ask for a closed session, when the mayor or president does not."""

    genre: GenreCollectivite
    membres: Positive
    article: str


class Nominations(LawRow, frozen=True):
    """Rounds of a nomination: the first ones at the absolute majority, the last at the relative one."""

    tours_a_la_majorite_absolue: int
    tours: Positive
    article: str


class DureePouvoirs(LawRow, frozen=True):
    """For how many consecutive sessions one proxy holds, illness set aside."""

    seances: Positive
    article: str


class CompteFinancierUnique(LawRow, frozen=True):
    """From which session the accounts voted are the single ones, first those of the year `exercice`."""

    exercice: int
    article: str


class AdoptionDesComptes(LawRow, frozen=True):
    """Accounts are adopted unless a majority is against. `visas`: what the act that votes them cites.

    `ecartee_en_droit_local`: the article that sets the rule aside in communes of 57, 67 and 68.
    """

    article: str
    ecartee_en_droit_local: str
    visas: tuple[str, ...] = ()


class ReglesDeVote(Content, frozen=True):
    """The content of data/droit/votes.yaml: each rule, a succession of rows."""

    FILE = "votes.yaml"

    scrutins: LastingOfAll[Demandable, DemandeursRequis]
    huis_clos: LastingOfAll[GenreCollectivite, HuisClos]
    nominations: Lasting[Nominations]
    duree_des_pouvoirs: Lasting[DureePouvoirs]
    compte_financier_unique: OneRule[CompteFinancierUnique]
    adoption_des_comptes: Lasting[AdoptionDesComptes]


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


class RegleElection(LawRow, frozen=True, kw_only=True):
    """The rule of one kind of election for a time.

    `repartition` holds in communes of more than `plus_de` inhabitants, the majority elsewhere; not in those
    of Alsace-Moselle unless `droit_local`. `methode_libre`: the text wants the seats shared in proportion and
    does not say how. `tours` and `absolus` are 0 where art. L. 2121-21 counts the rounds.
    `articles_du_scrutin`: those that its act cites for the ballot, where it isn't art. L. 2121-21.
    `suppleants_a_la_suite`: substitutes are elected with them, those who come next on each list.
    `en_son_sein`: those elected are members of the assembly; `president_de_droit`: its head presides what is
    elected, and isn't among them. `alternance`: its lists alternate women and men. `meme_sexe_des`: from that
    many inhabitants on, who takes a vacant seat is of the sex of who left it; below, of any.
    `sein_a_confirmer`: those whom a commune elects are of its council, by a text that was not read.
    """

    election: NatureElection
    repartition: SeatSharing
    methode_libre: Annotated[bool, FieldReading(says("libre"), "methode")]
    plus_de: int = 0
    droit_local: bool = True
    tours: int = 0
    absolus: Annotated[int, FieldReading(key="tours_a_la_majorite_absolue")] = 0
    secret: Secret
    suppleants_a_la_suite: Annotated[bool, FieldReading(says("suite"), "suppleants")]
    entree_en_fonction: bool = False
    en_son_sein: bool = False
    sein_a_confirmer: bool = False
    president_de_droit: bool = False
    alternance: bool = False
    meme_sexe_des: int = 0
    recours: SuiteLegale
    defere: SuiteLegale
    visas: Annotated[tuple[tuple[str, str], ...], FieldReading(_visas)]
    visas_petites: Annotated[tuple[tuple[str, str], ...], FieldReading(_visas)] = ()
    articles_du_scrutin: Annotated[tuple[tuple[str, str], ...], FieldReading(_visas)] = ()
    code: str = "CGCT"
    article: str

    @property
    def cites(self) -> tuple[tuple[str, str], ...]:
        """Every article that an act may cite because of it."""
        return (*self.visas, *self.visas_petites, *self.articles_du_scrutin)

    def vise(self, regime: Regime, population: int | None) -> tuple[tuple[str, str], ...]:
        """What its act cites there: the smaller communes may have an article of their own."""
        petite = self.visas_petites and self.est_petite(regime, population)
        return self.visas_petites if petite else self.visas

    def partage(self, regime: Regime, population: int | None) -> SeatSharing:
        """How the seats go to the lists, there: an EPCI is held to what binds the larger communes."""
        ecartee = regime.alsace_moselle and not self.droit_local
        petite = self.est_petite(regime, population)
        return SeatSharing.MAJORITE if petite or ecartee else self.repartition

    def est_petite(self, regime: Regime, population: int | None) -> bool:
        """Whether it is one of the communes that the rule sets apart, where it does."""
        commune = regime.genre is GenreCollectivite.COMMUNE
        return bool(self.plus_de) and commune and (population or 0) <= self.plus_de


class Elections(Content, frozen=True):
    """The content of data/droit/elections.yaml."""

    FILE = "elections.yaml"

    elections: RuleOfEach[NatureElection, RegleElection]


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


class Representants(LawRow, frozen=True):
    """A period of art. L. 1111-6 II: on what condition, and from which decisions they withdraw."""

    condition: Condition
    retrait: Annotated[frozenset[Avantage], FieldReading(_avantages)]
    article: str


class Excepte(LawRow, frozen=True):
    """A kind of body that art. L. 1111-6 III sets aside from II; `mots`: keys of its names."""

    nature: NatureOrganisme
    mots: Annotated[tuple[str, ...], FieldReading(cles)]
    article: str


class Opposition(LawRow, frozen=True):
    """The days of the local opposition (art. L. 2541-18), counted from the decision."""

    jours: int
    article: str


class Interets(Content, frozen=True):
    """The content of data/droit/interets.yaml."""

    FILE = "interets.yaml"

    representants: OneRule[Representants]
    exceptes: tuple[Excepte, ...]
    opposition_locale: Lasting[Opposition]


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
