"""Who is in the room at each item, who is represented and by whom.

Two moments count for an item: its start, when the quorum is checked, and its vote. A member who
leaves once the discussion has begun counts for the quorum and doesn't vote; one who arrives in the
middle of it votes and does not count (art. L. 2121-17 CGCT, as read in droit.md QUORUM-POINT).
"""

from __future__ import annotations

from dataclasses import dataclass

from actgen.model.personne import Membre
from actgen.model.seance import Absence, Moment, Mouvement, Point, Pouvoir, Seance, SensMouvement


@dataclass(frozen=True, slots=True)
class Representation:
    """A member represented by one who is present."""

    mandant: Membre
    mandataire: Membre
    pouvoir: Pouvoir


@dataclass(frozen=True, slots=True)
class Presence:
    """Every member in office, once, as at one moment, in the order of the table.

    `sans_effet` are proxies whose holder is not there to use them: their givers are counted among
    the absent, excused or not.
    """

    presents: tuple[Membre, ...]
    representes: tuple[Representation, ...]
    excuses: tuple[Membre, ...]
    absents: tuple[Membre, ...]
    sans_effet: tuple[Pouvoir, ...] = ()

    @property
    def effectif(self) -> int:
        return len(self.presents) + len(self.representes) + len(self.excuses) + len(self.absents)


@dataclass
class _Salle:
    """The room while the session goes on: the only mutable thing of this module."""

    membres: tuple[Membre, ...]
    dehors: dict[str, Absence]

    @classmethod
    def ouverture(cls, seance: Seance) -> _Salle:
        return cls(
            seance.en_exercice,
            {absence.membre.nom_complet: absence for absence in seance.absents or ()},
        )

    def suivre(self, mouvement: Mouvement) -> None:
        cle = mouvement.membre.nom_complet
        if mouvement.sens is SensMouvement.ARRIVEE:
            self.dehors.pop(cle, None)
            return
        self.dehors[cle] = Absence(membre=mouvement.membre, pouvoir=mouvement.pouvoir, lieu=mouvement.lieu)

    def presence(self) -> Presence:
        presents = tuple(m for m in self.membres if m.nom_complet not in self.dehors)
        ici = {membre.nom_complet for membre in presents}
        representes: list[Representation] = []
        excuses: list[Membre] = []
        absents: list[Membre] = []
        sans_effet: list[Pouvoir] = []
        for membre in self.membres:
            absence = self.dehors.get(membre.nom_complet)
            if absence is None:
                continue
            pouvoir = absence.pouvoir
            if pouvoir is not None and pouvoir.mandataire.nom_complet in ici:
                representes.append(Representation(membre, pouvoir.mandataire, pouvoir))
                continue
            if pouvoir is not None:
                sans_effet.append(pouvoir)
            (excuses if absence.excuse else absents).append(membre)
        return Presence(presents, tuple(representes), tuple(excuses), tuple(absents), tuple(sans_effet))


@dataclass(frozen=True, slots=True)
class PresencePoint:
    """The room at the start of an item and at its vote, and what moved just before or during it."""

    point: Point
    au_debut: Presence
    au_vote: Presence
    mouvements: tuple[Mouvement, ...]


def suivre_la_seance(seance: Seance) -> tuple[Presence, tuple[PresencePoint, ...]]:
    """The presence at the opening, then at each item in the order they were dealt with."""
    salle = _Salle.ouverture(seance)
    ouverture = salle.presence()
    restants = list(seance.mouvements)
    suivis = []
    for rang, point in enumerate(seance.points):
        avant = _prendre(restants, seance.points, rang, Moment.AVANT)
        for mouvement in avant:
            salle.suivre(mouvement)
        au_debut = salle.presence()
        pendant = _prendre(restants, seance.points, rang, Moment.PENDANT)
        for mouvement in pendant:
            salle.suivre(mouvement)
        suivis.append(PresencePoint(point, au_debut, salle.presence(), (*avant, *pendant)))
    return ouverture, tuple(suivis)


def _prendre(
    restants: list[Mouvement], points: tuple[Point, ...], rang: int, moment: Moment
) -> list[Mouvement]:
    """Take out of what remains the movements that fall at that moment of that item.

    Movements of items that the file doesn't hold (not typed in) fall before the next item that it holds.
    """
    pris = [m for m in restants if _tombe(m, points, rang, moment)]
    for mouvement in pris:
        restants.remove(mouvement)
    return pris


def _tombe(mouvement: Mouvement, points: tuple[Point, ...], rang: int, moment: Moment) -> bool:
    point = points[rang]
    if mouvement.point is None:
        return moment is Moment.AVANT and _avant_l_heure(mouvement, point)
    if mouvement.point == point.numero:
        return mouvement.moment is moment
    connu = any(autre.numero == mouvement.point for autre in points)
    return moment is Moment.AVANT and not connu and mouvement.point < point.numero


def _avant_l_heure(mouvement: Mouvement, point: Point) -> bool:
    return mouvement.heure is not None and point.heure is not None and mouvement.heure <= point.heure
