"""The administrative court of a département; and the check that a département exists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from actgen.diagnostics import Diagnostic, Mender, Scope, Severity, declare
from actgen.law.files import label, shipped_bytes
from actgen.law.keys import key
from actgen.law.places import departement
from actgen.law.tables import Fields, Origine, Table

LOI_DEPARTEMENT = declare(
    "LOI-DEPARTEMENT",
    Severity.ERROR,
    "Un fichier de droit ne nomme que des départements qui existent, et un seul tribunal pour chacun.",
    scope=Scope.RUN,
    mender=Mender.SERVICE_JURIDIQUE,
)

_FILE = "tribunaux.yaml"


@dataclass(frozen=True, slots=True)
class Tribunal:
    """An administrative court: "tribunal administratif de Strasbourg", its town, its départements."""

    nom: str
    ville: str
    departements: tuple[str, ...]
    origine: Origine


def tribunal(departement: str) -> Tribunal | None:
    """The court whose district a département belongs to. None overseas: it is asked for, never guessed."""
    return load_shipped()[0].get(departement)


def tribunal_nomme(texte: str) -> Tribunal | None:
    """The court that these words name, by its town at their end: "TA de Strasbourg", "Strasbourg"."""
    mots = f"-{key(texte)}"
    courts = dict.fromkeys(load_shipped()[0].values())
    return next((court for court in courts if mots.endswith(f"-{key(court.ville)}")), None)


@cache
def load_shipped() -> tuple[dict[str, Tribunal], tuple[Diagnostic, ...]]:
    """The courts that ship with actgen, by département, with what is wrong in the file."""
    return read_tribunaux(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_tribunaux(content: bytes, file: str) -> tuple[dict[str, Tribunal], tuple[Diagnostic, ...]]:
    """The courts of a file by département, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "statut", "sources", "tribunaux")
    courts: dict[str, Tribunal] = {}
    for row in table.rows("tribunaux"):
        row.only("ville", "nom", "departements")
        codes = check_departements(table, row, "departements")
        court = Tribunal(row.text("nom"), row.text("ville"), codes, row.origine(table.top))
        for code, place in zip(codes, row.places("departements"), strict=True):
            if (other := courts.setdefault(code, court)) is not court:
                table.findings.append(
                    LOI_DEPARTEMENT.finding(
                        f"Le département {code} a déjà un tribunal\u00a0: {other.ville}.",
                        place,
                        other.origine.location,
                        hint="Retirez ce département de l’un des deux tribunaux.",
                    )
                )
    return courts, table.result


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
