"""Which rules a session follows, computed once from its date, its collectivité and its département."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.convocations import Cas, Delai, read_delai
from actgen.law.dated import Sourced, lacking, rule, rules
from actgen.law.files import label, shipped_bytes
from actgen.law.natures import GenreCollectivite
from actgen.law.periods import Periode, at, in_force
from actgen.law.populations import DoutePopulation, Renouvellement, read_doute, read_renouvellements
from actgen.law.quorums import Quorum, read_quorum
from actgen.law.reunions import (
    Droit,
    PremiereReunion,
    RegleSeconde,
    SeancesADistance,
    read_distance,
    read_premiere_reunion,
    read_seconde,
)
from actgen.law.tables import Fields, Origine, Table
from actgen.law.territories import check_departements
from actgen.records import dataclass

_FILE = "regimes.yaml"


class Bascule(StrEnum):
    """The dates at which rules change."""

    CONVOCATION_DEMATERIALISEE = "convocation_dematerialisee"
    TROIS_DS = "trois_ds"
    REGIME_2022 = "regime_2022"
    LNT_2025 = "lnt_2025"


@dataclass(frozen=True, slots=True)
class Changement:
    """A date at which a rule changes: the new rule applies from that day on."""

    nom: Bascule
    le: date
    objet: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class SeuilPopulation:
    """From that many inhabitants on a commune follows the rules of the larger ones."""

    periode: Periode
    habitants: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class DroitLocal:
    """The départements whose communes follow local law."""

    periode: Periode
    departements: tuple[str, ...]
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Regimes:
    """The content of data/droit/regimes.yaml: each rule, a succession of rows."""

    bascules: dict[Bascule, Changement]
    renouvellements: tuple[Renouvellement, ...]
    droit_local: tuple[DroitLocal, ...]
    seuil_population: tuple[SeuilPopulation, ...]
    doute_population: DoutePopulation
    convocations: dict[Cas, tuple[Delai, ...]]
    premiere_reunion: tuple[PremiereReunion, ...]
    secondes: dict[Droit, tuple[RegleSeconde, ...]]
    distances: dict[GenreCollectivite, tuple[SeancesADistance, ...]]
    quorums: tuple[Quorum, ...]
    derogations: tuple[Quorum, ...]

    @property
    def lignes(self) -> Iterator[Sourced]:
        """Every row, for whoever verifies where it comes from."""
        yield from self.droit_local
        yield from self.seuil_population
        yield from self.premiere_reunion
        yield from (*self.quorums, *self.derogations)
        yield from (row for rows in self.convocations.values() for row in rows)
        yield from (row for rows in self.secondes.values() for row in rows)
        yield from (row for rows in self.distances.values() for row in rows)


@dataclass(frozen=True, slots=True)
class Regime:
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
    quorum: Quorum
    delai: Delai
    delai_installation: Delai
    seconde: RegleSeconde

    @property
    def pouvoirs_par_membre(self) -> int:
        """How many proxies one member may carry that day."""
        return self.quorum.pouvoirs

    @property
    def note_de_synthese(self) -> bool:
        """Whether an explanatory note goes with the convocation (CGCT L. 2121-12)."""
        return self.seuil_3500


def regime(jour: date, genre: GenreCollectivite | str, departement: str, population: int) -> Regime:
    """The rules of a session on that day. `population`: the municipal one; it doesn't matter for an EPCI."""
    table = shipped_regimes()
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
        seconde=in_force(table.secondes[Droit.LOCAL if local else Droit.COMMUN], jour),
    )


def departements_de_droit_local(jour: date) -> tuple[str, ...]:
    """The départements where local law is kept: its holidays for all, its other rules for their communes."""
    return in_force(shipped_regimes().droit_local, jour).departements


def de_droit_local(departement: str, jour: date) -> bool:
    """Whether a département is one of those."""
    return departement in departements_de_droit_local(jour)


def seuil_population(jour: date) -> int:
    """From how many inhabitants on a commune follows the rules of the larger ones."""
    return in_force(shipped_regimes().seuil_population, jour).habitants


def premiere_reunion(jour: date) -> PremiereReunion:
    """The days of a first meeting after a general renewal, in the law of that day."""
    return in_force(shipped_regimes().premiere_reunion, jour)


def publication_electronique_seule(jour: date, genre: GenreCollectivite | str, population: int) -> bool:
    """Whether putting acts online is the only lawful mode (CGCT L. 2131-1 III and IV, L. 5211-3).

    Of an EPCI with own taxation it always is, since 01/07/2022; a syndicat chooses as a small commune does.
    """
    large = GenreCollectivite(genre) is GenreCollectivite.EPCI or population >= seuil_population(jour)
    return large and jour >= shipped_regimes().bascules[Bascule.REGIME_2022].le


def quorum_du(jour: date) -> Quorum:
    """The rule of quorum and proxies on a day: the ordinary one, or the exception then in force."""
    table = shipped_regimes()
    return at(table.derogations, jour) or in_force(table.quorums, jour)


def dernier_renouvellement(jour: date) -> date | None:
    """The first round of the last general renewal of municipal councils, on a day; None before all known."""
    passes = (each.le for each in shipped_regimes().renouvellements if each.le <= jour)
    return max(passes, default=None)


def renouvele_entre(jour: date, autre: date) -> bool:
    """Whether municipal councils were renewed after the first day, and not after the other."""
    dernier = dernier_renouvellement(autre)
    return dernier is not None and dernier > jour


def seance_a_distance(
    jour: date, genre: GenreCollectivite | str, *, fiscalite_propre: bool = True
) -> SeancesADistance | None:
    """What allows a council of that kind to meet at a distance on that day; None when nothing does."""
    found = at(shipped_regimes().distances[GenreCollectivite(genre)], jour)
    reserved = found is not None and found.fiscalite_propre_seule and not fiscalite_propre
    return None if reserved else found


def _case(local: bool, large: bool) -> Cas:
    if large:
        return Cas.PLUS_DE_3500
    return Cas.LOCAL if local else Cas.MOINS_DE_3500


def _switched(table: Regimes, name: Bascule, jour: date) -> bool:
    return jour >= table.bascules[name].le


def shipped_regimes() -> Regimes:
    """The regimes that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Regimes, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_regimes(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_regimes(content: bytes, file: str) -> tuple[Regimes, tuple[Diagnostic, ...]]:
    """The regimes of a file, and every fault in it."""
    table = Table(content, file)
    top = table.top
    top.only(
        "verifie_le",
        "bascules",
        "renouvellements",
        "droit_local",
        "seuil_population",
        "doute_population",
        "convocations",
        "premiere_reunion",
        "secondes_convocations",
        "seances_a_distance",
        "quorum_ordinaire",
        "quorum_derogatoire",
        origin=False,
    )
    lacking(table, "bascules", "nom", Bascule)
    regimes = Regimes(
        bascules={each.nom: each for row in table.rows("bascules") if (each := _change(row)) is not None},
        renouvellements=tuple(read_renouvellements(table)),
        droit_local=rule(table, "droit_local", lambda row: _local(row, table)),
        seuil_population=rule(table, "seuil_population", _seuil),
        doute_population=read_doute(top.section("doute_population")),
        convocations=rules(table, "convocations", "cas", Cas, read_delai),
        premiere_reunion=rule(table, "premiere_reunion", read_premiere_reunion),
        secondes=rules(table, "secondes_convocations", "droit", Droit, read_seconde),
        distances=rules(table, "seances_a_distance", "pour", GenreCollectivite, read_distance, always=False),
        quorums=rule(table, "quorum_ordinaire", lambda row: read_quorum(row, table, False)),
        derogations=rule(
            table, "quorum_derogatoire", lambda row: read_quorum(row, table, True), always=False
        ),
    )
    return regimes, table.result


def _local(row: Fields, table: Table) -> DroitLocal:
    row.only("du", "au", "departements", "article")
    departements = check_departements(table, row, "departements")
    return DroitLocal(row.periode(), departements, row.text("article"), row.origine())


def _seuil(row: Fields) -> SeuilPopulation:
    row.only("du", "au", "habitants", "article")
    return SeuilPopulation(row.periode(), row.number("habitants"), row.text("article"), row.origine())


def _change(row: Fields) -> Changement | None:
    row.only("nom", "le", "objet")
    name, origin = row.word("nom", Bascule), row.origine()
    first = row.day("le") if row.text("le") else None
    subject = row.text("objet")
    return Changement(name, first, subject, origin) if name and first and row.sound else None
