"""What a council elects: how seats are shared, whether the ballot must be secret, who judges it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import rules
from actgen.law.files import label, shipped_bytes
from actgen.law.natures import GenreCollectivite, NatureElection, Repartition
from actgen.law.periods import Periode, at
from actgen.law.regimes import Regime
from actgen.law.suites import Suite
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass

_FILE = "elections.yaml"
_CGCT = "CGCT"
_SUITE = "suite"
_KEYS = ("repartition", "methode", "plus_de", "droit_local", "tours", "tours_a_la_majorite_absolue", "secret")
_ENDS = (
    "suppleants",
    "visas_majorite",
    "entree_en_fonction",
    "recours",
    "defere",
    "visas",
    "code",
    "article",
)


class _OuiNon(StrEnum):
    OUI = "oui"
    NON = "non"


class Secret(StrEnum):
    """Whether the council may waive the secret ballot, by a unanimous vote."""

    IMPOSE = "impose"
    LIBRE = "libre"


@dataclass(frozen=True, slots=True)
class RegleElection:
    """The rule of one kind of election for a time.

    `repartition` holds in communes of more than `plus_de` inhabitants, the majority elsewhere; not in those
    of Alsace-Moselle unless `droit_local`. `methode_libre`: the text wants the seats shared in proportion
    and does not say how. `tours` and `absolus` are 0 where art. L. 2121-21 counts the rounds.
    `suppleants_a_la_suite`: substitutes are elected with them, those who come next on each list.
    """

    election: NatureElection
    periode: Periode
    repartition: Repartition
    methode_libre: bool
    plus_de: int
    droit_local: bool
    tours: int
    absolus: int
    secret: Secret
    suppleants_a_la_suite: bool
    entree_en_fonction: bool
    recours: Suite
    defere: Suite
    visas: tuple[tuple[str, str], ...]
    visas_majorite: tuple[tuple[str, str], ...]
    code: str
    article: str
    origine: Origine

    def vise(self, regime: Regime, population: int | None) -> tuple[tuple[str, str], ...]:
        """What its act cites there: the majority may have an article of its own."""
        majorite = self.partage(regime, population) is Repartition.MAJORITE
        return self.visas_majorite if majorite and self.visas_majorite else self.visas

    def partage(self, regime: Regime, population: int | None) -> Repartition:
        """How the seats go to the lists, there: an EPCI is held to what binds the larger communes."""
        petite = regime.genre is GenreCollectivite.COMMUNE and (population or 0) <= self.plus_de
        ecartee = regime.alsace_moselle and not self.droit_local
        return Repartition.MAJORITE if (petite and self.plus_de) or ecartee else self.repartition


def regle_election(nature: NatureElection | None, jour: date) -> RegleElection | None:
    """The rule of that kind of election on a day; None where no text of its own is known."""
    return at(shipped_elections().get(nature, ()), jour) if nature is not None else None


def shipped_elections() -> dict[NatureElection, tuple[RegleElection, ...]]:
    """The rules that ship with actgen, read at the first call."""
    return load_shipped()[0]


def shipped_rules() -> Iterator[RegleElection]:
    """Every row, for whoever verifies where it comes from."""
    return (each for versions in shipped_elections().values() for each in versions)


@cache
def load_shipped() -> tuple[dict[NatureElection, tuple[RegleElection, ...]], tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_elections(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_elections(
    content: bytes, file: str
) -> tuple[dict[NatureElection, tuple[RegleElection, ...]], tuple[Diagnostic, ...]]:
    """The rules of a file by kind of election, and every fault in it: a faulty row is left out."""
    table = Table(content, file)
    table.top.only("verifie_le", "elections", origin=False)
    found = rules(table, "elections", "election", NatureElection, _rule, always=False)
    return found, table.result


def _rule(row: Fields) -> RegleElection | None:
    row.only("election", "du", "au", *_KEYS, *_ENDS)
    nature, shared = row.word("election", NatureElection), row.word("repartition", Repartition)
    local = row.word("droit_local", _OuiNon, _OuiNon.OUI)
    at_once = row.word("entree_en_fonction", _OuiNon, _OuiNon.NON)
    secret = row.word("secret", Secret)
    following = row.text("suppleants", "") == _SUITE
    remedy, referral = row.word("recours", Suite), row.word("defere", Suite)
    limit, rounds, absolute = (
        row.number(key) if row.has(key) else 0 for key in ("plus_de", "tours", "tours_a_la_majorite_absolue")
    )
    period, origin, article = row.periode(), row.origine(), row.text("article")
    if nature is None or shared is None or secret is None or remedy is None or referral is None:
        return None
    return RegleElection(
        election=nature,
        periode=period,
        repartition=shared,
        methode_libre=row.text("methode", "") == Secret.LIBRE,
        plus_de=limit,
        droit_local=local is _OuiNon.OUI,
        tours=rounds,
        absolus=absolute,
        secret=secret,
        suppleants_a_la_suite=following,
        entree_en_fonction=at_once is _OuiNon.OUI,
        recours=remedy,
        defere=referral,
        visas=tuple(_visa(each) for each in row.texts("visas")),
        visas_majorite=tuple(map(_visa, row.texts("visas_majorite") if row.has("visas_majorite") else ())),
        code=row.text("code", _CGCT),
        article=article,
        origine=origin,
    )


def _visa(text: str) -> tuple[str, str]:
    code, _, number = text.rpartition(" ")
    return code, number
