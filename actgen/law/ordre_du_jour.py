"""The words of agendas: how one affair is told from another, and what announces none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.files import label, shipped_bytes
from actgen.law.tables import Fields, Table
from actgen.records import dataclass
from actgen.text.keys import radicaux

_FILE = "ordre_du_jour.yaml"


@dataclass(frozen=True, slots=True)
class Vocabulaire:
    """The content of data/droit/ordre_du_jour.yaml, as stems.

    A line made of `mots` and at least one of `qualificatifs` announces no affair; with one of `promet`, it
    announces decisions all the same; so does one of `paroles` and those without `promet`. `operations`: what
    some stems tell is done, never one for another; `sens`: whether it ends, changes, begins or asks for it.
    `de_repere`: what only says that a mark follows. `memes`: the stems that stand for others, the longest
    first.
    """

    mots: frozenset[str]
    qualificatifs: frozenset[str]
    promet: frozenset[str]
    paroles: frozenset[str]
    vides: frozenset[str]
    de_sorte: frozenset[str]
    de_repere: frozenset[str]
    operations: Mapping[str, str]
    sens: Mapping[str, str]
    memes: tuple[tuple[str, str], ...]

    @property
    def agissants(self) -> frozenset[str]:
        """The stems that tell that something is done."""
        return frozenset(self.operations) | frozenset(self.sens)


def vocabulaire() -> Vocabulaire:
    """The words that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Vocabulaire, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_vocabulaire(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_vocabulaire(content: bytes, file: str) -> tuple[Vocabulaire, tuple[Diagnostic, ...]]:
    """The words of a file, and every fault in it."""
    table = Table(content, file)
    top = table.top
    lists = (
        "fourre_tout",
        "mots_vides",
        "mots_de_sorte",
        "mots_de_repere",
        "operations",
        "sens",
        "memes_mots",
    )
    top.only("verifie_le", "statut", *lists, origin=False)
    top.origine()
    ligne = top.section("fourre_tout")
    ligne.only("mots", "qualificatifs", "promet", "paroles", origin=False)
    groupes = top.section("memes_mots")
    memes = [
        ("-".join(radicaux(autre)), "-".join(radicaux(mot)))
        for mot in groupes.names
        for autre in groupes.texts(mot)
    ]
    read = Vocabulaire(
        mots=_radicaux(ligne.texts("mots")),
        qualificatifs=_radicaux(ligne.texts("qualificatifs")),
        promet=_radicaux(ligne.texts("promet")),
        paroles=_radicaux(ligne.texts("paroles")),
        vides=_radicaux(top.texts("mots_vides")),
        de_sorte=_radicaux(top.texts("mots_de_sorte")),
        de_repere=_radicaux(top.texts("mots_de_repere")),
        operations=_par_radical(top.section("operations")),
        sens=_par_radical(top.section("sens")),
        memes=tuple(sorted(memes, key=lambda each: -len(each[0]))),
    )
    return read, table.result


def _par_radical(groupes: Fields) -> dict[str, str]:
    return {radical: nom for nom in groupes.names for radical in _radicaux(groupes.texts(nom))}


def _radicaux(mots: tuple[str, ...]) -> frozenset[str]:
    return frozenset(radical for mot in mots for radical in radicaux(mot))
