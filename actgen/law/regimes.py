"""Which rules a session follows, computed once from its date, its collectivité and its département."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.convocations import Delai, read_delais
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import at
from actgen.law.populations import DoutePopulation, read_doute
from actgen.law.quorums import Quorum, QuorumDerogatoire, read_derogations, read_quorum
from actgen.law.reunions import (
    Droit,
    PremiereReunion,
    RegleSeconde,
    SeancesADistance,
    read_distances,
    read_premiere_reunion,
    read_secondes,
)
from actgen.law.tables import Fields, Origine, Table
from actgen.law.territories import check_departements

_FILE = "regimes.yaml"


class Genre(StrEnum):
    """The kinds of collectivité whose sessions actgen knows."""

    COMMUNE = "commune"
    EPCI = "epci"


class Bascule(StrEnum):
    """The dates at which rules change."""

    CONVOCATION_DEMATERIALISEE = "convocation_dematerialisee"
    TROIS_DS = "trois_ds"
    REGIME_2022 = "regime_2022"
    LNT_2025 = "lnt_2025"


class Cas(StrEnum):
    """The cases of the time limit for convening."""

    MOINS_DE_3500 = "moins_de_3500"
    PLUS_DE_3500 = "3500_et_plus"
    LOCAL = "alsace_moselle_moins_de_3500"
    INSTALLATION = "installation"


@dataclass(frozen=True, slots=True)
class Changement:
    """A date at which a rule changes: the new rule applies from that day on."""

    nom: Bascule
    le: date
    objet: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class Renouvellement:
    """The first round of a general renewal of municipal councils."""

    le: date
    origine: Origine


@dataclass(frozen=True, slots=True)
class Regimes:
    """The content of data/droit/regimes.yaml."""

    bascules: dict[Bascule, Changement]
    renouvellements: tuple[Renouvellement, ...]
    alsace_moselle: tuple[str, ...]
    seuil_population: int
    doute_population: DoutePopulation
    delais: dict[Cas, Delai]
    premiere_reunion: PremiereReunion
    secondes: dict[Droit, RegleSeconde]
    distances: tuple[SeancesADistance, ...]
    quorum_ordinaire: Quorum | None
    derogations: tuple[QuorumDerogatoire, ...]


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
    genre: Genre
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

    @property
    def publication_electronique_seule(self) -> bool:
        """Whether putting acts online is the only lawful mode of publication (CGCT L. 2131-1 III, IV)."""
        return self.regime_2022 and self.seuil_3500


def regime(jour: date, genre: Genre | str, departement: str, population: int) -> Regime:
    """The rules of a session on that day. `population`: the municipal one; it doesn't matter for an EPCI."""
    table = shipped_regimes()
    kind = Genre(genre)
    local = kind is Genre.COMMUNE and de_droit_local(departement)
    large = kind is Genre.EPCI or population >= table.seuil_population
    ordinary = table.delais[_case(local, large)]
    first = kind is Genre.COMMUNE and not (local and not large)
    return Regime(
        jour=jour,
        genre=kind,
        departement=departement,
        alsace_moselle=local,
        convocation_dematerialisee=_in_force(table, Bascule.CONVOCATION_DEMATERIALISEE, jour) and not local,
        trois_ds=_in_force(table, Bascule.TROIS_DS, jour),
        regime_2022=_in_force(table, Bascule.REGIME_2022, jour),
        lnt_2025=_in_force(table, Bascule.LNT_2025, jour),
        seuil_3500=large,
        quorum=quorum_du(jour),
        delai=ordinary,
        # In small communes of Alsace-Moselle the local text governs every session: the more cautious reading.
        delai_installation=table.delais[Cas.INSTALLATION] if first else ordinary,
        seconde=table.secondes[Droit.LOCAL if local else Droit.COMMUN],
    )


def de_droit_local(departement: str) -> bool:
    """Whether local law is kept in a département: its holidays for all, its other rules for its communes."""
    return departement in shipped_regimes().alsace_moselle


def quorum_du(jour: date) -> Quorum:
    """The rule of quorum and proxies on a day: the ordinary one, or the exception then in force."""
    table = shipped_regimes()
    exception = at(table.derogations, jour)
    ordinary = table.quorum_ordinaire
    assert ordinary is not None, "regimes.yaml has no ordinary quorum: see load_shipped()[1]"
    return ordinary if exception is None else exception.quorum


def dernier_renouvellement(jour: date) -> date | None:
    """The first round of the last general renewal of municipal councils, on a day; None before all known."""
    passes = (each.le for each in shipped_regimes().renouvellements if each.le <= jour)
    return max(passes, default=None)


def renouvele_entre(jour: date, autre: date) -> bool:
    """Whether municipal councils were renewed after the first day, and not after the other."""
    dernier = dernier_renouvellement(autre)
    return dernier is not None and dernier > jour


def seance_a_distance(jour: date, genre: Genre | str) -> SeancesADistance | None:
    """What allows a council of that kind to meet at a distance on that day; None when nothing does."""
    lines = (each for each in shipped_regimes().distances if each.pour is Genre(genre))
    return at(lines, jour)


def _case(local: bool, large: bool) -> Cas:
    if large:
        return Cas.PLUS_DE_3500
    return Cas.LOCAL if local else Cas.MOINS_DE_3500


def _in_force(table: Regimes, name: Bascule, jour: date) -> bool:
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
        "alsace_moselle",
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
    check_departements(table, top, "alsace_moselle")
    changes = {each.nom: each for row in table.rows("bascules") if (each := _change(row)) is not None}
    delays, seconds = read_delais(table, Cas), read_secondes(table)
    for name, key, words in (
        ("bascules", "nom", Bascule),
        ("convocations", "cas", Cas),
        ("secondes_convocations", "droit", Droit),
    ):
        table.lacking(name, key, words)
    regimes = Regimes(
        bascules=changes,
        renouvellements=tuple(_renewals(table)),
        alsace_moselle=top.texts("alsace_moselle"),
        seuil_population=top.number("seuil_population"),
        doute_population=read_doute(top.section("doute_population")),
        delais=delays,
        premiere_reunion=read_premiere_reunion(top.section("premiere_reunion")),
        secondes=seconds,
        distances=read_distances(table, Genre),
        quorum_ordinaire=read_quorum(top.section("quorum_ordinaire")),
        derogations=read_derogations(table),
    )
    return regimes, table.result


def _renewals(table: Table) -> Iterator[Renouvellement]:
    for row in table.rows("renouvellements"):
        row.only("le")
        jour = row.day("le") if row.text("le") else None
        origine = row.origine()
        if jour is not None and row.sound:
            yield Renouvellement(jour, origine)


def _change(row: Fields) -> Changement | None:
    row.only("nom", "le", "objet")
    name, origin = row.word("nom", Bascule), row.origine()
    first = row.day("le") if row.text("le") else None
    subject = row.text("objet")
    return Changement(name, first, subject, origin) if name and first and row.sound else None
