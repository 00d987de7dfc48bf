"""Who takes the chair when the mayor is not there, who has it and which office once they are elected.

Source: art. L. 2122-17 CGCT, from memory: the deputies in the order of their nomination.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actgen.facts.personne import Fonction, Membre
from actgen.facts.seance import NatureSeance
from actgen.law.natures import NatureElection
from actgen.text.keys import cle

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


def au_moment(
    membres: Iterable[Membre], figures: FiguresSeance, avant: FiguresPoint | None = None
) -> tuple[Membre, ...]:
    """Members with the office that each had before that item, at the opening without one.

    The table tells the offices of after: at an installation nobody has any before the mayor is elected, nor
    is a deputy before deputies are.
    """
    if figures.seance.nature is not NatureSeance.INSTALLATION:
        return tuple(membres)
    rang = figures.points.index(avant) if avant is not None else 0
    a_elire = {each.nature_election for each in figures.points[rang:]}
    sans_chef = not a_elire.isdisjoint((NatureElection.MAIRE, NatureElection.EXECUTIF_EPCI))
    sans_adjoints = NatureElection.ADJOINTS in a_elire
    elus = {
        cle(nom)
        for each in figures.points[:rang]
        if each.entre_en_fonction and each.election is not None
        for nom in each.election.personnes
    }
    return tuple(
        replace(membre, fonction=Fonction.CONSEILLER)
        if cle(membre.nom_complet) not in elus
        and membre.fonction is not Fonction.SUPPLEANT
        and (sans_chef or (sans_adjoints and membre.fonction is Fonction.ADJOINT))
        else membre
        for membre in membres
    )
