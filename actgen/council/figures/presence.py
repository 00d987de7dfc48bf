"""Who is in the room at each item, who is represented and by whom.

Two moments count for an item: its start, when the quorum is checked, and its vote. A member who
leaves once the discussion has begun counts for the quorum and doesn't vote; one who arrives in the
middle of it votes and does not count (art. L. 2121-17 CGCT, as read in droit.md QUORUM-POINT).

The proxies of a session: all that the file gives, and how many each holder uses at one moment.

Source: art. L. 2121-20 CGCT: one proxy a member, two in the windows of 2020 to 2022; three consecutive
sessions at most for one proxy, illness set aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Protocol, TypeVar

from msgspec import Struct

from actgen.council.facts.personne import Membre
from actgen.council.facts.seance import (
    Absence,
    Moment,
    Mouvement,
    Point,
    Pouvoir,
    Seance,
    SensMouvement,
    Suspension,
)
from actgen.law.scrutins import duree_des_pouvoirs


class Representation(Struct, frozen=True):
    """A member represented by one who is present; `excuse` as the absence was written, None: not said."""

    mandant: Membre
    mandataire: Membre
    pouvoir: Pouvoir
    excuse: bool | None = None


class Suppleance(Struct, frozen=True):
    """A member of an EPCI whose substitute sits, counts and votes instead."""

    titulaire: Membre
    suppleant: Membre


class Presence(Struct, frozen=True):
    """Every member in office, once, as at one moment, in the order of the table.

    A substitute who sits is among those present, in the seat of the member named in `suppleances`.

    `sans_effet` are proxies whose holder is not there to use them: their givers are counted among
    the absent, excused or not.
    """

    presents: tuple[Membre, ...]
    representes: tuple[Representation, ...]
    excuses: tuple[Membre, ...]
    absents: tuple[Membre, ...]
    sans_effet: tuple[Pouvoir, ...] = ()
    suppleances: tuple[Suppleance, ...] = ()

    @property
    def effectif(self) -> int:
        return len(self.presents) + len(self.representes) + len(self.excuses) + len(self.absents)


class Situe(Protocol):
    """What falls at a moment of the session: a movement, a suspension."""

    @property
    def heure(self) -> time | None: ...
    @property
    def point(self) -> int | None: ...
    @property
    def moment(self) -> Moment: ...


_Fait = TypeVar("_Fait", bound=Situe)


class _Salle(Struct):
    """The room while the session goes on: the only mutable thing of this module."""

    membres: tuple[Membre, ...]
    dehors: dict[str, Absence]  # by seat
    suppleants: dict[str, Membre]  # who sits in the seat of another

    @classmethod
    def ouverture(cls, seance: Seance) -> _Salle:
        absences = seance.absents or ()
        return cls(
            seance.en_exercice,
            {each.membre.nom_complet: each for each in absences if each.suppleant is None},
            {each.membre.nom_complet: each.suppleant for each in absences if each.suppleant is not None},
        )

    def follow(self, mouvement: Mouvement) -> None:
        siege = mouvement.membre.siege
        self.suppleants.pop(siege, None)
        if mouvement.sens is SensMouvement.DEPART:
            self.dehors[siege] = Absence(mouvement.membre, pouvoir=mouvement.pouvoir, lieu=mouvement.lieu)
            return
        self.dehors.pop(siege, None)
        if mouvement.membre.titulaire:
            self.suppleants[siege] = mouvement.membre

    def apres(self, mouvements: tuple[Mouvement, ...], sinon: Presence) -> Presence:
        """The room once these have moved: the same as before (`sinon`) when nobody did."""
        for mouvement in mouvements:
            self.follow(mouvement)
        return self.presence() if mouvements else sinon

    def presence(self) -> Presence:
        assis = [m for m in self.membres if m.nom_complet not in self.dehors]
        presents = tuple(self.suppleants.get(m.nom_complet, m) for m in assis)
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
                representes.append(Representation(membre, pouvoir.mandataire, pouvoir, absence.excuse))
                continue
            if pouvoir is not None:
                sans_effet.append(pouvoir)
            (excuses if absence.excuse else absents).append(membre)
        return Presence(
            presents,
            tuple(representes),
            tuple(excuses),
            tuple(absents),
            tuple(sans_effet),
            tuple(
                Suppleance(m, suppleant) for m in assis if (suppleant := self.suppleants.get(m.nom_complet))
            ),
        )


class PresencePoint(Struct, frozen=True):
    """The room at the start of an item and at its vote, and what moved just before or during it.

    `auparavant` is the room as the item before left it; `interrompu`: the session was suspended before it was
    put to discussion, `suspendu`: while it was discussed.
    """

    point: Point
    auparavant: Presence
    au_debut: Presence
    au_vote: Presence
    avant: tuple[Mouvement, ...] = ()
    pendant: tuple[Mouvement, ...] = ()
    interrompu: tuple[Suspension, ...] = ()
    suspendu: tuple[Suspension, ...] = ()

    @property
    def mouvements(self) -> tuple[Mouvement, ...]:
        return (*self.avant, *self.pendant)


class PresenceFin(Struct, frozen=True):
    """Who moved once the last item was over, told by the hour, when it was suspended, and the room left."""

    auparavant: Presence
    presence: Presence
    mouvements: tuple[Mouvement, ...]
    suspensions: tuple[Suspension, ...] = ()


def follow_to_the_end(seance: Seance) -> tuple[Presence, tuple[PresencePoint, ...], PresenceFin | None]:
    """The presence at the opening and at each item as it was dealt with; what moved after the last one."""
    salle = _Salle.ouverture(seance)
    ouverture = auparavant = salle.presence()
    restants, arrets = list(seance.mouvements), list(seance.suspensions)
    numeros = frozenset(point.numero for point in seance.points)
    suivis = []
    for point in seance.points:
        avant = take_in(restants, point, Moment.AVANT, numeros)
        au_debut = salle.apres(avant, auparavant)
        pendant = take_in(restants, point, Moment.PENDANT, numeros)
        au_vote = salle.apres(pendant, au_debut)
        interrompu, suspendu = (take_in(arrets, point, moment, numeros) for moment in Moment)
        suivis.append(
            PresencePoint(point, auparavant, au_debut, au_vote, avant, pendant, interrompu, suspendu)
        )
        auparavant = au_vote
    derniers = tuple(m for m in restants if m.point is None and placed_by_hour(m, seance))
    fins = tuple(each for each in arrets if each.point is None and placed_by_hour(each, seance))
    if not (derniers or fins):
        return ouverture, tuple(suivis), None
    fin = PresenceFin(auparavant, salle.apres(derniers, auparavant), derniers, fins)
    return ouverture, tuple(suivis), fin


def take_in(
    restants: list[_Fait], point: Point, moment: Moment, numeros: frozenset[int]
) -> tuple[_Fait, ...]:
    """Take out of what remains what falls at that moment of that item.

    What falls at items that the file doesn't hold (not typed in) falls before the next item that it holds.
    """
    pris = tuple(m for m in restants if _falls(m, point, moment, numeros))
    if pris:
        partis = {id(mouvement) for mouvement in pris}
        restants[:] = [m for m in restants if id(m) not in partis]
    return pris


def _falls(mouvement: Situe, point: Point, moment: Moment, numeros: frozenset[int]) -> bool:
    if mouvement.point is None:
        return moment is Moment.AVANT and _before_hour(mouvement, point)
    if mouvement.point == point.numero:
        return mouvement.moment is moment
    return moment is Moment.AVANT and mouvement.point not in numeros and mouvement.point < point.numero


def _before_hour(mouvement: Situe, point: Point) -> bool:
    return mouvement.heure is not None and point.heure is not None and mouvement.heure <= point.heure


def placed_by_hour(mouvement: Situe, seance: Seance) -> bool:
    """Whether the hours of the items leave one place only.

    The item before which it falls is the first that begins at that hour or later; the one before it
    must have an hour too, or the movement might fall earlier still.
    """
    if mouvement.heure is None:
        return False
    avant = None
    for point in seance.points:
        if point.heure is not None and point.heure >= mouvement.heure:
            break
        avant = point
    return avant is None or avant.heure is not None


def mouvements_a_placer(seance: Seance) -> tuple[Mouvement, ...]:
    """Those of which the file tells neither the item nor an hour that gives it: nobody was seen to move."""
    return tuple(m for m in seance.mouvements if m.point is None and not placed_by_hour(m, seance))


class Detention(Struct, frozen=True):
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
