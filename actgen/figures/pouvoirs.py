"""The proxies of a session: all that the file gives, and how many each holder uses at one moment.

Source: art. L. 2121-20 CGCT: one proxy a member, two in the windows of 2020 to 2022; three consecutive
sessions at most for one proxy, illness set aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actgen.facts.personne import Membre
from actgen.facts.seance import Pouvoir, Seance
from actgen.law.scrutins import duree_des_pouvoirs
from actgen.records import dataclass

from .presence import Representation


@dataclass(frozen=True, slots=True)
class Detention:
    """A holder and the proxies that he uses at one moment, in the order of the table of their givers."""

    mandataire: Membre
    pouvoirs: tuple[Pouvoir, ...]


def pouvoirs_ecrits(seance: Seance) -> tuple[Pouvoir, ...]:
    """Every proxy of the file: of those absent at the opening, then those given with a movement."""
    donnes = (*(absence.pouvoir for absence in seance.absents or ()), *(m.pouvoir for m in seance.mouvements))
    return tuple(pouvoir for pouvoir in donnes if pouvoir is not None)


def detentions(representations: Iterable[Representation]) -> tuple[Detention, ...]:
    """The proxies in use, by holder."""
    par_nom: dict[str, list[Representation]] = {}
    for representation in representations:
        par_nom.setdefault(representation.mandataire.nom_complet, []).append(representation)
    return tuple(
        Detention(groupe[0].mandataire, tuple(each.pouvoir for each in groupe)) for groupe in par_nom.values()
    )


def en_trop(representations: Iterable[Representation], permis: int) -> tuple[Detention, ...]:
    """The holders who use more proxies than `permis`."""
    return tuple(each for each in detentions(representations) if len(each.pouvoirs) > permis)


def autre_seance(pouvoir: Pouvoir, jour: date) -> bool:
    """Whether the proxy names sessions, and not the one of that day."""
    return bool(pouvoir.seances) and jour not in pouvoir.seances


def rang_de_seance(pouvoir: Pouvoir, jour: date) -> int:
    """Which of the sessions that the proxy names is that of the day: 4 for the fourth; 0 if it names none."""
    return len({seance for seance in pouvoir.seances if seance <= jour})


def trop_de_seances(pouvoir: Pouvoir, jour: date) -> bool:
    """Whether the proxy is used for one consecutive session too many, without a duly established illness."""
    trop = rang_de_seance(pouvoir, jour) > duree_des_pouvoirs(jour).seances
    return trop and not pouvoir.maladie and not autre_seance(pouvoir, jour)


def a_renouveler(pouvoir: Pouvoir, seance: Seance) -> bool:
    """Whether the proxy was given for a first session without quorum, and may not serve at the second one.

    It names no session, and nothing shows that it was given after the first one.
    """
    seconde = seance.convocation.seconde
    if seconde is None or pouvoir.seances:
        return False
    premiere = seconde.premiere_seance
    return premiere is None or pouvoir.date is None or pouvoir.date <= premiere


def pouvoirs_douteux(seance: Seance) -> frozenset[Pouvoir]:
    """The proxies that may have been refused: a count of voters without them is defended too."""
    jour = seance.date
    return frozenset(
        pouvoir
        for pouvoir in pouvoirs_ecrits(seance)
        if autre_seance(pouvoir, jour) or trop_de_seances(pouvoir, jour) or a_renouveler(pouvoir, seance)
    )
