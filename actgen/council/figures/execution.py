"""When an act became executory, and how far it has come.

Source: art. L. 2131-1 I CGCT. The receipt, where known, is the prudent date of transmission.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.seance import Point
from actgen.council.facts.suites import Suites
from actgen.council.kinds.manifest import Kind
from actgen.law.suites import dispense_de_transmission, tribunal, tribunal_nomme


class Stade(StrEnum):
    """The stage of an act follows from the facts, never from a flag."""

    MODELE = "modèle"
    ADOPTE = "adopté"
    TRANSMIS = "transmis"
    PUBLIE = "publié"
    EXECUTOIRE = "exécutoire"


ENVOYES = frozenset({Stade.TRANSMIS, Stade.EXECUTOIRE})
"""The stages of an act that went to the State: it stays as it was sent. Publication is not sending."""


def transmissible(point: Point, kind: Kind | None, jour: date) -> bool:
    """Whether an item's act of that day goes to the State: all do, save those of a subject set apart.

    The exception is told by the kind of the act or by the item itself (art. L. 2131-2 I CGCT).
    """
    if kind is not None and not kind.transmissible:
        return False
    dispense = point.dispense_de_transmission
    return not dispense or dispense_de_transmission(dispense, jour) is None


def executoire_le(
    *, transmise: date | None, recue: date | None, publiee: date | None, transmissible: bool = True
) -> date | None:
    """The day an act is executory: published and, where the law asks for it, transmitted."""
    if publiee is None:
        return None
    if not transmissible:
        return publiee
    remise = recue or transmise
    return None if remise is None else max(publiee, remise)


def executoire(suites: Suites, *, transmissible: bool) -> date | None:
    """The executory date that these later dates give."""
    return executoire_le(
        transmise=suites.transmise_le,
        recue=suites.recue_le,
        publiee=suites.publiee_le,
        transmissible=transmissible,
    )


def stade(suites: Suites, *, adopte: bool, transmissible: bool, reserve: bool = False) -> Stade:
    """The stage that the facts give. `reserve`: the vote itself is in doubt, whatever followed it."""
    if not adopte:
        return Stade.MODELE
    if executoire(suites, transmissible=transmissible) is not None:
        return Stade.EXECUTOIRE if not reserve else Stade.TRANSMIS if transmissible else Stade.PUBLIE
    if suites.publiee_le is not None:
        return Stade.PUBLIE
    if suites.transmise_le is not None or suites.recue_le is not None:
        return Stade.TRANSMIS
    return Stade.ADOPTE


def tribunal_competent(collectivite: Collectivite, jour: date) -> str | None:
    """The court of the collectivity's seat (art. R. 312-1 CJA): what its file says, or the table."""
    if ecrit := collectivite.tribunal:
        nomme = tribunal_nomme(ecrit, jour)  # « Strasbourg » is printed with its whole name
        return nomme.nom if nomme is not None else ecrit
    trouve = tribunal(collectivite.departement.code, jour)
    return trouve.nom if trouve else None
