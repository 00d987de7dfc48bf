"""The administrative court of a département; and the check that a département exists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import rows
from actgen.law.files import label, shipped_bytes
from actgen.law.keys import key
from actgen.law.periods import Periode, at, overlapping, succession
from actgen.law.places import departement
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass
from actgen.rules import rule

LOI_DEPARTEMENT = rule("LOI-DEPARTEMENT")

_FILE = "tribunaux.yaml"


@dataclass(frozen=True, slots=True)
class Tribunal:
    """An administrative court: "tribunal administratif de Strasbourg", its town, its départements."""

    nom: str
    ville: str
    departements: tuple[str, ...]
    periode: Periode
    origine: Origine


Ressorts = dict[str, tuple[Tribunal, ...]]
"""The courts of each département, one after the other."""


def tribunal(departement: str, jour: date) -> Tribunal | None:
    """The court whose district a département belongs to. None overseas: it is asked for, never guessed."""
    return at(load_shipped()[0].get(departement, ()), jour)


def tribunal_nomme(texte: str, jour: date) -> Tribunal | None:
    """The court that these words name, by its town at their end: "TA de Strasbourg", "Strasbourg"."""
    mots = f"-{key(texte)}"
    courts = (at(ressort, jour) for ressort in load_shipped()[0].values())
    return next((court for court in courts if court and mots.endswith(f"-{key(court.ville)}")), None)


@cache
def load_shipped() -> tuple[Ressorts, tuple[Diagnostic, ...]]:
    """The courts that ship with actgen, by département, with what is wrong in the file."""
    return read_tribunaux(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_tribunaux(content: bytes, file: str) -> tuple[Ressorts, tuple[Diagnostic, ...]]:
    """The courts of a file by département, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "statut", "sources", "tribunaux")
    courts: dict[str, list[Tribunal]] = {}
    for court in rows(table, "tribunaux", lambda row: _court(row, table)):
        for code in court.departements:
            courts.setdefault(code, []).append(court)
    return {code: _one_a_day(code, found, table) for code, found in courts.items()}, table.result


def _court(row: Fields, table: Table) -> Tribunal:
    row.only("du", "au", "ville", "nom", "departements")
    codes = check_departements(table, row, "departements")
    return Tribunal(row.text("nom"), row.text("ville"), codes, row.periode(), row.origine(table.top))


def _one_a_day(code: str, found: Iterable[Tribunal], table: Table) -> tuple[Tribunal, ...]:
    courts = succession(found)
    for one, other in overlapping(courts):
        table.findings.append(
            LOI_DEPARTEMENT.finding(
                f"Le département {code} a déjà un tribunal\u00a0: {one.ville}.",
                other.origine.location,
                one.origine.location,
                hint="Retirez-le de l’un des deux, ou datez le second (rubrique «\u00a0du\u00a0»).",
            )
        )
    return courts


def check_departements(table: Table, row: Fields, name: str) -> tuple[str, ...]:
    """The codes of a list of départements, once each unknown one is said."""
    codes = row.texts(name)
    for code, place in zip(codes, row.places(name), strict=False):
        if departement(code) is None:
            table.findings.append(
                LOI_DEPARTEMENT.finding(
                    f"Département inconnu\u00a0: «\u00a0{code}\u00a0».",
                    place,
                    hint='Écrivez son code entre guillemets\u00a0: "68", "2A".',
                )
            )
    return codes
