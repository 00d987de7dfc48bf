"""Whom the names of a session may designate: who sits that evening, told before the file is read whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actgen.diagnostics import Diagnostic
from actgen.facts.collectivite import Collectivite
from actgen.facts.seance import NatureSeance, Organe, siegeant
from actgen.facts.tableau import Tableau, par_fonction
from actgen.reading.nodes import Scalar
from actgen.reading.places import Places
from actgen.reading.scalars import parse_choice
from actgen.reading.scalars.dates import parse_date

from .bureau import bureau_inconnu


@dataclass(frozen=True, slots=True)
class Evening:
    """Which body met, when, and what for."""

    jour: date
    organe: Organe
    nature: NatureSeance


def evening_of(places: Places) -> Evening | None:
    """What the session says of it; None where that can't be read, which the reading of the file tells."""
    jour = parse_date(_text(places, "date"))
    organe = parse_choice(_text(places, "organe") or Organe.CONSEIL, tuple(Organe))
    nature = parse_choice(_text(places, "nature") or NatureSeance.ORDINAIRE, tuple(NatureSeance))
    if not isinstance(jour, date) or not isinstance(organe, str) or not isinstance(nature, str):
        return None
    return Evening(jour, Organe(organe), NatureSeance(nature))


def _text(places: Places, name: str) -> str:
    node = places.node(("seance", name))
    return node.text if isinstance(node, Scalar) else ""


def roster_of(
    collectivite: Collectivite, evening: Evening, places: Places
) -> tuple[Tableau, list[Diagnostic]]:
    """The table that names are looked up in, and where its findings gather."""
    findings: list[Diagnostic] = []
    jour, organe = evening.jour, evening.organe
    if organe is Organe.BUREAU and not collectivite.est_commune and not collectivite.bureau:
        findings.append(bureau_inconnu(places.location(("seance", "organe")), collectivite.lieu))
    en_exercice = siegeant(collectivite, organe, jour)
    rangs = frozenset(membre.rang for membre in en_exercice)
    hors_bureau = frozenset(m.rang for m in collectivite.en_exercice(jour)) - rangs
    suppleants = collectivite.suppleants(jour)
    rangs |= {membre.rang for membre in suppleants}
    installation = evening.nature is NatureSeance.INSTALLATION  # an office names nobody: another is elected
    fonctions = {} if installation else par_fonction(en_exercice)
    return Tableau((*collectivite.membres, *suppleants), rangs, findings, hors_bureau, fonctions), findings
