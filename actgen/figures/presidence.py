"""Who takes the chair when the mayor is not there.

Source: art. L. 2122-17 CGCT, from memory: the deputies in the order of their nomination.
"""

from __future__ import annotations

from actgen.model.personne import Fonction, Membre

from .presence import Presence


def premier_adjoint_present(presence: Presence, ecartes: tuple[Membre, ...] = ()) -> Membre | None:
    """The first deputy in the room, those who must keep out set aside; None without any."""
    dehors = {membre.nom_complet for membre in ecartes}
    adjoints = [
        m for m in presence.presents if m.fonction is Fonction.ADJOINT and m.nom_complet not in dehors
    ]
    return min(adjoints, key=lambda adjoint: adjoint.rang_fonction, default=None)
