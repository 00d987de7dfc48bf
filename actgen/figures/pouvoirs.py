"""The proxies of a session: all that the file gives, and how many each holder uses at one moment.

Source: art. L. 2121-20 CGCT, one proxy a member; two in the windows of 2020 to 2022.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from actgen.model.personne import Membre
from actgen.model.seance import Pouvoir, Seance

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
