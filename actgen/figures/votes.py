"""What a vote gives: voters, expressed votes, majority, result.

Sources: art. L. 2121-20 and L. 2121-21 CGCT. Abstentions, blank and null ballots are no expressed
votes; the casting vote of the item's president settles a tie, except in a secret ballot.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from actgen.model.personne import Membre
from actgen.model.seance import Point
from actgen.model.vote import Scrutin, Sens, Vote

from .presence import Presence
from .quorum import COMPTES, chef


class Resultat(StrEnum):
    ADOPTE = "adopté"
    REJETE = "rejeté"


@dataclass(frozen=True, slots=True)
class Votants:
    """How many may vote. `defendables` holds every count that a serious reading allows.

    The prudent count (`nombre`) also leaves out proxies that a withdrawn member gave or holds: the
    text does not say so, hence the other count beside it.
    """

    nombre: int
    defendables: frozenset[int]
    retires: tuple[Membre, ...]


@dataclass(frozen=True, slots=True)
class Decompte:
    """The figures of a vote, whole, as the acts state them."""

    scrutin: Scrutin
    pour: int
    contre: int
    abstentions: int
    blancs: int
    nuls: int
    ne_prennent_pas_part: int

    @property
    def total(self) -> int:
        return (
            self.pour + self.contre + self.abstentions + self.blancs + self.nuls + self.ne_prennent_pas_part
        )

    @property
    def exprimes(self) -> int:
        return self.pour + self.contre

    @property
    def majorite_absolue(self) -> int:
        return self.exprimes // 2 + 1

    @property
    def unanime(self) -> bool:
        """Nobody against and someone for: abstentions do not prevent unanimity."""
        return self.contre == 0 and self.pour > 0

    @property
    def partage(self) -> bool:
        return self.pour == self.contre and self.pour > 0


def votants(point: Point, presence: Presence) -> Votants:
    """Who may vote on an item: present or represented, less those who must not take part."""
    ecartes = {retrait.membre.nom_complet: retrait.membre for retrait in point.retraits}
    if point.nature in COMPTES and (maire := chef(presence)) is not None:
        ecartes[maire.nom_complet] = maire
    presents = [m for m in presence.presents if m.nom_complet not in ecartes]
    prudents = larges = len(presents)
    for representation in presence.representes:
        mandant_ecarte = representation.mandant.nom_complet in ecartes
        mandataire_ecarte = representation.mandataire.nom_complet in ecartes
        prudents += not (mandant_ecarte or mandataire_ecarte)
        larges += not mandant_ecarte and not (mandataire_ecarte and point.nature in COMPTES)
    retires = tuple(m for m in (*presence.presents, *_mandants(presence)) if m.nom_complet in ecartes)
    return Votants(prudents, frozenset({prudents, larges}), retires)


def _mandants(presence: Presence) -> tuple[Membre, ...]:
    return tuple(representation.mandant for representation in presence.representes)


def decompte(vote: Vote, nombre_de_votants: int) -> Decompte:
    """The whole figures of a vote; with the one word "unanimité" they follow from the voters."""
    abstentions = vote.abstentions or 0
    autres = abstentions + vote.blancs + vote.nuls + vote.ne_prennent_pas_part
    pour = vote.pour
    if pour is None:
        pour = nombre_de_votants - autres if vote.unanimite else 0
    return Decompte(
        vote.scrutin,
        pour,
        vote.contre or 0,
        abstentions,
        vote.blancs,
        vote.nuls,
        vote.ne_prennent_pas_part,
    )


def resultat(compte: Decompte, vote: Vote, president: Membre | None) -> Resultat | None:
    """Adopted or rejected; None for a tie that the file does not settle."""
    if compte.pour > compte.contre:
        return Resultat.ADOPTE
    if compte.pour < compte.contre or compte.pour == 0 or compte.scrutin is Scrutin.SECRET:
        return Resultat.REJETE
    voix = voix_du_president(vote, president)
    if voix is None:
        return None
    return Resultat.ADOPTE if voix is Sens.POUR else Resultat.REJETE


def voix_du_president(vote: Vote, president: Membre | None) -> Sens | None:
    """How the item's president voted, when the file tells it."""
    if vote.voix_du_president is not None or president is None:
        return vote.voix_du_president
    return next((v.sens for v in vote.noms if v.membre.nom_complet == president.nom_complet), None)
