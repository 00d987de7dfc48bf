"""Who takes the chair when the mayor is not there, and who has it once a mayor is elected.

Source: art. L. 2122-17 CGCT, from memory: the deputies in the order of their nomination.
"""

from __future__ import annotations

from actgen.model.personne import Fonction, Membre
from actgen.model.seance import NatureSeance

from .presence import Presence
from .seance import FiguresPoint, FiguresSeance


def premier_adjoint_present(presence: Presence, ecartes: tuple[Membre, ...] = ()) -> Membre | None:
    """The first deputy in the room, those who must keep out set aside; None without any."""
    dehors = {membre.nom_complet for membre in ecartes}
    adjoints = [
        m for m in presence.presents if m.fonction is Fonction.ADJOINT and m.nom_complet not in dehors
    ]
    return min(adjoints, key=lambda adjoint: adjoint.rang_fonction, default=None)


def chef_elu(figures: FiguresSeance, avant: FiguresPoint | None = None) -> Membre | None:
    """At an installation, who was elected to the one seat of an item and took the chair at a later one.

    `avant`: as things stood at that item; None for the end of the session. Nobody at any other session.
    """
    if figures.seance.nature is not NatureSeance.INSTALLATION:
        return None
    fin = len(figures.points) if avant is None else figures.points.index(avant) + 1
    elus: set[str] = set()
    trouve = None
    for point in figures.points[:fin]:
        preside = point.president
        if preside is not None and preside.nom_complet in elus:
            trouve = preside
        if point.election is not None and point.election.sieges == 1:
            elus.update(point.election.elus)
    return trouve


def preside_en_elu(figures: FiguresSeance, point: FiguresPoint) -> bool:
    """Whether that item is presided by who was elected to it earlier in the session."""
    return point.president is not None and point.president == chef_elu(figures, point)
