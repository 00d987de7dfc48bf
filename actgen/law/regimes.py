"""Which rules a session follows, computed once from its date, its collectivité and its département.

How many members a council has, how it is convened, how many of them must be there, and how many proxies one
may carry: data/droit/regimes.yaml and effectifs.yaml.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Struct

from actgen.base.rules import rule
from actgen.base.text.numbers import cardinal, ordinal_lettres
from actgen.law.calendar import jours_francs
from actgen.law.natures import GenreCollectivite
from actgen.law.periods import at, in_force
from actgen.law.reference import departement
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
    Sourced,
    law,
    rows,
)

LOI_DEPARTEMENT = rule("LOI-DEPARTEMENT")

# when a council is convened


class Cas(StrEnum):
    """The cases of the time limit for convening."""

    MOINS_DE_3500 = "moins_de_3500"
    PLUS_DE_3500 = "3500_et_plus"
    LOCAL = "alsace_moselle_moins_de_3500"
    INSTALLATION = "installation"


class Appreciation(StrEnum):
    """What can be said of a notice. PRUDENCE: long enough by the letter, not in clear days (local law)."""

    CONFORME = "conforme"
    PRUDENCE = "prudence"
    INSUFFISANT = "insuffisant"


class Delai(LawRow, frozen=True):
    """A time limit for convening.

    `jours_francs`: clear days asked for. `ecart`: days between the two dates below which the notice is too
    short for certain. `ecart_urgence`: the same when urgency is invoked. `article`: the CGCT article to cite.
    """

    cas: Cas
    jours_francs: int
    ecart: int
    ecart_urgence: int
    article: str

    @property
    def en_francs(self) -> bool:
        """Whether the text counts clear days; local law says so many days « at least before »."""
        return self.ecart == self.jours_francs + 1

    def appreciation(self, envoi: date, seance: date, *, urgence: bool = False) -> Appreciation:
        """What this notice is worth; whether the council accepted the urgency is another question."""
        gap = (seance - envoi).days
        if gap < (self.ecart_urgence if urgence else self.ecart):
            return Appreciation.INSUFFISANT
        if not urgence and jours_francs(envoi, seance) < self.jours_francs:
            return Appreciation.PRUDENCE
        return Appreciation.CONFORME


# how many members must be there, who counts as being there, how many proxies one may carry

_PART = re.compile(r"(plus de )?([1-9])/([2-9])")
_NAMED = {2: "moitié", 3: "tiers", 4: "quart"}


class PartDesMembres(Struct, frozen=True):
    """A part of the members in exercise; `plus`: that part is not enough, more than it is asked for."""

    numerateur: int
    denominateur: int
    plus: bool

    def requis(self, en_exercice: int) -> int:
        """The number of members: the next whole one."""
        asked = en_exercice * self.numerateur
        return asked // self.denominateur + 1 if self.plus else -(-asked // self.denominateur)

    @property
    def dite(self) -> str:
        """In words: « plus de la moitié », « un tiers », « deux cinquièmes »."""
        noun = _NAMED.get(self.denominateur) or ordinal_lettres(self.denominateur)
        if self.numerateur > 1:
            noun = noun if noun.endswith("s") else f"{noun}s"
        article = "la" if self.denominateur == 2 else cardinal(self.numerateur)
        return f"{'plus ' if self.plus else ''}{_of(article) if self.plus else article} {noun}"


def _of(article: str) -> str:
    return f"d’{article}" if article == "un" else f"de {article}"


class QuiCompte(StrEnum):
    """Who counts towards the quorum."""

    PRESENTS = "presents"
    PRESENTS_OU_REPRESENTES = "presents_ou_representes"


def _part(row: Fields, name: str) -> PartDesMembres | None:
    written = row.text(name)
    found = _PART.fullmatch(written)
    if found is not None and int(found[2]) < int(found[3]):
        return PartDesMembres(int(found[2]), int(found[3]), bool(found[1]))
    if written:
        row.fault(
            f"«\u00a0{written}\u00a0» n’est pas une part des membres.",
            name,
            hint="Écrivez par exemple «\u00a0plus de 1/2\u00a0» ou «\u00a01/3\u00a0».",
        )
    return None


def _text(row: Fields, name: str) -> str:
    """The words of an exception, or the article of the ordinary rule."""
    return row.text(name, "") or row.text("article")


def _count(row: Fields, name: str) -> QuiCompte | None:
    """Who counts then: as at any other vote, where nothing is told of it."""
    return row.word(name if row.has(name) else "compte", QuiCompte)


class RegleQuorum(LawRow, frozen=True):
    """A rule of quorum and proxies; `texte`: what to cite.

    `compte_election` stands for `compte` at the election of the mayor. `derogatoire`: an exception to the
    ordinary rule, which the minutes of that time must tell; `seconde_jours_francs`: after that many clear
    days it spares the quorum at a second convocation, 0 when it says nothing of it.
    """

    part: Annotated[PartDesMembres, FieldReading(_part)]
    compte: QuiCompte
    compte_election: Annotated[QuiCompte, FieldReading(_count)]
    pouvoirs: int
    texte: Annotated[str, FieldReading(_text)]
    article: str = ""
    derogatoire: ClassVar[bool] = False
    seconde_jours_francs: int = 0

    def requis(self, en_exercice: int) -> int:
        """The number needed among that many members in exercise (seats filled, vacancies set aside)."""
        return self.part.requis(en_exercice)


class RegleQuorumDerogatoire(RegleQuorum, frozen=True):
    """An exception: its texts are told."""

    derogatoire: ClassVar[bool] = True


# sessions out of the ordinary: the first one, a second convocation, one held at a distance


class Droit(StrEnum):
    """General law, or that of the communes of Alsace-Moselle."""

    COMMUN = "commun"
    LOCAL = "local"


class ConditionSeconde(StrEnum):
    """On what a second convocation spares the quorum: its own interval, or words it must contain."""

    DELAI = "delai"
    RAPPEL = "rappel"


class RegleSeconde(LawRow, frozen=True, kw_only=True):
    """When a second convocation lets the council deliberate without quorum.

    `jours_francs`: clear days from its dispatch to the second session; 0 when the condition is the
    reminder. `article`: the CGCT article to cite.
    """

    droit: Droit
    condition: ConditionSeconde
    jours_francs: int = 0
    article: str


class PremiereReunion(LawRow, frozen=True):
    """The days of the week (1 is Monday) on which the first meeting after a general renewal may be held."""

    premier_jour: Positive
    dernier_jour: Positive
    article: str

    def permet(self, jour: date) -> bool:
        """Whether a day is one of those; that it follows the decisive round is not told here."""
        return self.premier_jour <= jour.isoweekday() <= self.dernier_jour


class SeancesADistance(LawRow, frozen=True, kw_only=True):
    """Who may meet at a distance, and on what authority (`texte`, words for a message).

    `fiscalite_propre_seule`: among EPCI, not a syndicat.
    """

    pour: GenreCollectivite
    fiscalite_propre_seule: bool = False
    texte: str


# which population counts since which renewal, and how sure one is of the side of a threshold


class DoutePopulation(Sourced, frozen=True):
    """How near is near, in hundredths of the threshold; how old the population in force is, in years.

    `ecart_pour_cent`, and `ecart_par_an` for each year between them, part two counts of one commune.
    """

    marge_pour_cent: int
    recul_annees: int
    ecart_pour_cent: int
    ecart_par_an: int

    def proche(self, habitants: int, seuil: int) -> bool:
        """Whether a population is within the margin of a threshold, on either side."""
        return abs(habitants - seuil) * 100 <= self.marge_pour_cent * seuil

    def loin(self, habitants: int, comptes: int, ans: int) -> bool:
        """Whether a population is farther from a count, so many years apart, than a commune moves."""
        return abs(habitants - comptes) * 100 > (self.ecart_pour_cent + self.ecart_par_an * ans) * comptes

    def millesime(self, jour: date) -> int:
        """The year of the population in force on a day: 2021 for any day of 2024."""
        return jour.year - self.recul_annees


class Renouvellement(Sourced, frozen=True):
    """The first round of a general renewal of municipal councils.

    `communes`, `epci`: the last day on which the new councils can have been installed. `campagne`: the day on
    which the campaign opened, where the law draws something from it.
    """

    ONCE = "le"

    le: date
    communes: date
    epci: date
    campagne: date | None = None

    def installes(self, genre: GenreCollectivite) -> date:
        """By when every council of that kind had followed the former one."""
        return self.communes if genre is GenreCollectivite.COMMUNE else self.epci


# the dates at which rules change, and where


class Bascule(StrEnum):
    """The dates at which rules change."""

    CONVOCATION_DEMATERIALISEE = "convocation_dematerialisee"
    TROIS_DS = "trois_ds"
    REGIME_2022 = "regime_2022"
    LNT_2025 = "lnt_2025"


class Changement(Sourced, frozen=True):
    """A date at which a rule changes: the new rule applies from that day on."""

    ONCE = "nom"

    nom: Bascule
    le: date
    objet: str


class SeuilPopulation(LawRow, frozen=True):
    """From that many inhabitants on a commune follows the rules of the larger ones."""

    habitants: int
    article: str


def departements_connus(row: Fields, name: str) -> tuple[str, ...]:
    """The codes of a list of départements, once each unknown one is said."""
    codes = row.texts(name)
    for code, place in zip(codes, row.places(name), strict=False):
        if departement(code) is None:
            row.table.findings.append(
                LOI_DEPARTEMENT.finding(
                    f"Département inconnu\u00a0: «\u00a0{code}\u00a0».",
                    place,
                    hint='Écrivez son code entre guillemets\u00a0: "68", "2A".',
                )
            )
    return codes


class DroitLocal(LawRow, frozen=True):
    """The départements whose communes follow local law."""

    departements: Annotated[tuple[str, ...], FieldReading(departements_connus)]
    article: str


class HorsDepartement(Sourced, frozen=True):
    """Territories that are no départements, and what of the code doesn't hold there as elsewhere."""

    ONCE = "departements"

    departements: Annotated[tuple[str, ...], FieldReading(departements_connus)]
    regle: str


def _bascules(top: Fields, name: str) -> dict[Bascule, Changement]:
    top.table.lacking(name, "nom", Bascule)
    return {each.nom: each for each in rows(top, name, Changement)}


class Regimes(Content, frozen=True):
    """The content of data/droit/regimes.yaml: each rule, a succession of rows."""

    FILE = "regimes.yaml"

    bascules: Annotated[dict[Bascule, Changement], FieldReading(_bascules)]
    renouvellements: tuple[Renouvellement, ...]
    droit_local: Lasting[DroitLocal]
    hors_departement: tuple[HorsDepartement, ...]
    seuil_population: Lasting[SeuilPopulation]
    doute_population: DoutePopulation
    convocations: LastingOfAll[Cas, Delai]
    premiere_reunion: Lasting[PremiereReunion]
    secondes_convocations: LastingOfAll[Droit, RegleSeconde]
    seances_a_distance: RuleOfEach[GenreCollectivite, SeancesADistance]
    quorum_ordinaire: Lasting[RegleQuorum]
    quorum_derogatoire: OneRule[RegleQuorumDerogatoire]


class Regime(Struct, frozen=True):
    """The rules of one session. Always chosen by its date, never by the day of the run.

    `alsace_moselle`: local law applies (communes of 57, 67 and 68; never an EPCI). `trois_ds`, `regime_2022`,
    `lnt_2025`: whether the reforms of 23/02/2022, 01/07/2022, 24/12/2025 are in force. `seuil_3500`: EPCI, or
    3 500 inhabitants and more. `delai`: notice of an ordinary session; `delai_installation`: of the first one
    after a general renewal. `seconde`: what lets a second convocation spare the quorum.
    `convocation_dematerialisee`: whether a convocation goes by electronic means unless paper is asked for.
    """

    jour: date
    genre: GenreCollectivite
    departement: str
    alsace_moselle: bool
    convocation_dematerialisee: bool
    trois_ds: bool
    regime_2022: bool
    lnt_2025: bool
    seuil_3500: bool
    quorum: RegleQuorum
    delai: Delai
    delai_installation: Delai
    seconde: RegleSeconde

    @property
    def pouvoirs_par_membre(self) -> int:
        """How many proxies one member may carry that day."""
        return self.quorum.pouvoirs

    @property
    def arrete_les_proces_verbaux(self) -> bool:
        """Whether minutes « sont arrêtés » (CGCT L. 2121-15 since 2022, which Alsace-Moselle leaves out)."""
        return self.regime_2022 and not self.alsace_moselle

    @property
    def note_de_synthese(self) -> bool:
        """Whether an explanatory note goes with the convocation (CGCT L. 2121-12)."""
        return self.seuil_3500


def regime(jour: date, genre: GenreCollectivite | str, departement: str, population: int) -> Regime:
    """The rules of a session on that day. `population`: the municipal one; it doesn't matter for an EPCI."""
    table = law(Regimes)
    kind = GenreCollectivite(genre)
    local = kind is GenreCollectivite.COMMUNE and de_droit_local(departement, jour)
    large = kind is GenreCollectivite.EPCI or population >= seuil_population(jour)
    ordinary = _case(local, large)
    first = kind is GenreCollectivite.COMMUNE and not (local and not large)
    return Regime(
        jour=jour,
        genre=kind,
        departement=departement,
        alsace_moselle=local,
        convocation_dematerialisee=_switched(table, Bascule.CONVOCATION_DEMATERIALISEE, jour) and not local,
        trois_ds=_switched(table, Bascule.TROIS_DS, jour),
        regime_2022=_switched(table, Bascule.REGIME_2022, jour),
        lnt_2025=_switched(table, Bascule.LNT_2025, jour),
        seuil_3500=large,
        quorum=quorum_du(jour),
        delai=in_force(table.convocations[ordinary], jour),
        # In small communes of Alsace-Moselle the local text governs every session: the more cautious reading.
        delai_installation=in_force(table.convocations[Cas.INSTALLATION if first else ordinary], jour),
        seconde=in_force(table.secondes_convocations[Droit.LOCAL if local else Droit.COMMUN], jour),
    )


def departements_de_droit_local(jour: date) -> tuple[str, ...]:
    """The départements where local law is kept: its holidays for all, its other rules for their communes."""
    return in_force(law(Regimes).droit_local, jour).departements


def de_droit_local(departement: str, jour: date) -> bool:
    """Whether a département is one of those."""
    return departement in departements_de_droit_local(jour)


def hors_departement(code: str) -> HorsDepartement | None:
    """What is known of a territory that is no département; None for a département."""
    return next((each for each in law(Regimes).hors_departement if code in each.departements), None)


def regle_du_seuil(jour: date) -> SeuilPopulation:
    """What tells the larger communes from the others."""
    return in_force(law(Regimes).seuil_population, jour)


def seuil_population(jour: date) -> int:
    """From how many inhabitants on a commune follows the rules of the larger ones."""
    return regle_du_seuil(jour).habitants


def premiere_reunion(jour: date) -> PremiereReunion:
    """The days of a first meeting after a general renewal, in the law of that day."""
    return in_force(law(Regimes).premiere_reunion, jour)


def publication_electronique_seule(jour: date, genre: GenreCollectivite | str, population: int) -> bool:
    """Whether putting acts online is the only lawful mode (CGCT L. 2131-1 III and IV, L. 5211-3).

    Of an EPCI with own taxation it always is, since 01/07/2022; a syndicat chooses as a small commune does.
    """
    large = GenreCollectivite(genre) is GenreCollectivite.EPCI or population >= seuil_population(jour)
    return large and jour >= law(Regimes).bascules[Bascule.REGIME_2022].le


def quorum_du(jour: date) -> RegleQuorum:
    """The rule of quorum and proxies on a day: the ordinary one, or the exception then in force."""
    table = law(Regimes)
    return at(table.quorum_derogatoire, jour) or in_force(table.quorum_ordinaire, jour)


def dernier_renouvellement(jour: date) -> date | None:
    """The first round of the last general renewal of municipal councils, on a day; None before all known."""
    dernier = _renouvellement(jour)
    return dernier.le if dernier is not None else None


def renouvele_entre(jour: date, autre: date) -> Renouvellement | None:
    """The last general renewal of municipal councils after the first day, and not after the other."""
    dernier = _renouvellement(autre)
    return dernier if dernier is not None and dernier.le > jour else None


def campagne_ouverte(jour: date) -> Renouvellement | None:
    """The general renewal whose campaign had opened on that day, and whose councils may not sit yet."""
    return next(
        (
            each
            for each in law(Regimes).renouvellements
            if each.campagne is not None and each.campagne <= jour <= each.epci
        ),
        None,
    )


def fin_de_mandat(jour: date) -> bool:
    """Whether a known general renewal comes by the end of the next year."""
    return any(jour < each.le and each.le.year <= jour.year + 1 for each in law(Regimes).renouvellements)


def vient_d_etre_renouvele(jour: date) -> bool:
    """Whether the municipal councils of the last general renewal may be at their first meeting."""
    dernier = _renouvellement(jour)
    return dernier is not None and jour <= dernier.communes


def _renouvellement(jour: date) -> Renouvellement | None:
    passes = (each for each in law(Regimes).renouvellements if each.le <= jour)
    return max(passes, key=lambda each: each.le, default=None)


def seance_a_distance(
    jour: date, genre: GenreCollectivite | str, *, fiscalite_propre: bool = True
) -> SeancesADistance | None:
    """What allows a council of that kind to meet at a distance on that day; None when nothing does."""
    found = at(law(Regimes).seances_a_distance[GenreCollectivite(genre)], jour)
    reserved = found is not None and found.fiscalite_propre_seule and not fiscalite_propre
    return None if reserved else found


def _case(local: bool, large: bool) -> Cas:
    if large:
        return Cas.PLUS_DE_3500
    return Cas.LOCAL if local else Cas.MOINS_DE_3500


def _switched(table: Regimes, name: Bascule, jour: date) -> bool:
    return jour >= table.bascules[name].le


def shipped_regimes() -> Regimes:
    """The regimes that ship with actgen."""
    return law(Regimes)


# how many members a municipal council has, from its population


class Tranche(Struct, frozen=True, kw_only=True):
    """Communes of fewer than `moins_de` inhabitants (None: all larger ones) and their number of members.

    `delegues`: how many of them elect senators; 0 where all do.
    """

    moins_de: int | None = None
    membres: int
    delegues: int = 0


class Bareme(LawRow, frozen=True):
    """A scale and the days on which it applies; `hors_tableau`: the communes that follow another one."""

    article: str
    tranches: tuple[Tranche, ...]
    hors_tableau: tuple[str, ...] = ()

    def verify(self, row: Fields) -> None:
        """The brackets go up; the last one alone is open."""
        limits = [each.moins_de for each in self.tranches]
        closed = [each for each in limits if each is not None]
        if None in limits[:-1] or closed != sorted(set(closed)):
            row.fault("Les tranches de population ne vont pas en croissant.", "tranches")

    def membres(self, population: int) -> int | None:
        """The number for a population; None above the last bracket."""
        fitting = (each for each in self.tranches if each.moins_de is None or population < each.moins_de)
        return next((each.membres for each in fitting), None)


class Effectifs(Content, frozen=True):
    """The content of data/droit/effectifs.yaml."""

    FILE = "effectifs.yaml"

    effectifs: OneRule[Bareme]
    reputes_complets: OneRule[Bareme]


def bareme(jour: date) -> Bareme | None:
    """The scale of the seats of municipal councils; None before the first that is known."""
    return at(law(Effectifs).effectifs, jour)


def effectif_legal(population: int, jour: date, code_insee: str = "") -> int | None:
    """Seats of a municipal council. None when actgen can't tell: before the scale, or Paris, Lyon, Marseille.

    `population`: the municipal one authenticated before the last general renewal. New communes follow other
    rules for a time, which nothing here tells.
    """
    scale = bareme(jour)
    return None if scale is None or code_insee in scale.hors_tableau else scale.membres(population)


def delegues_senatoriaux(membres: int, jour: date) -> int:
    """How many delegates a council of that size elects for the senators; 0 where no line tells."""
    scale = bareme(jour)
    lignes = scale.tranches if scale is not None else ()
    return next((each.delegues for each in lignes if each.membres == membres), 0)


def effectif_suivant(membres: int, jour: date) -> int:
    """The seats of the line of the scale after that many; the same from the last line on."""
    scale = bareme(jour)
    plus = (each.membres for each in scale.tranches if each.membres > membres) if scale is not None else ()
    return min(plus, default=membres)


def effectif_repute_complet(population: int, jour: date) -> int | None:
    """From how many members a small commune's council is deemed complete; None when there is no such rule."""
    scale = at(law(Effectifs).reputes_complets, jour)
    return None if scale is None else scale.membres(population)
