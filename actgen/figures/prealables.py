"""The votes that come before the vote of an item: closed session, waiver of the secret ballot."""

from __future__ import annotations

from dataclasses import dataclass

from actgen.model.seance import Point, Pouvoir
from actgen.model.vote import Vote

from .presence import PresencePoint
from .votes import Decompte, decompte, votants


@dataclass(frozen=True, slots=True)
class VotePrealable:
    """A vote of the whole council, without debate; nobody withdraws from it.

    `defendables`: every count of voters that a serious reading allows, at the start of the item or at
    its vote. `membres`: the smallest of them, present or represented.
    """

    vote: Vote
    decompte: Decompte
    defendables: frozenset[int]

    @property
    def membres(self) -> int:
        return min(self.defendables)

    @property
    def majorite_des_membres(self) -> int:
        """The absolute majority of the members present or represented (art. L. 2121-18 CGCT)."""
        return self.membres // 2 + 1

    @property
    def decide_par_les_membres(self) -> bool:
        """Whether an absolute majority of the members present or represented is for it."""
        return self.decompte.pour >= self.majorite_des_membres


def vote_prealable(
    vote: Vote | None, suivi: PresencePoint, pouvoirs_permis: int, douteux: frozenset[Pouvoir]
) -> VotePrealable | None:
    """The figures of such a vote; None when the file tells of none."""
    if vote is None:
        return None
    point = suivi.point
    sans_retrait = Point(point.numero)
    salles = [
        votants(each, salle, pouvoirs_permis, douteux)
        for each in (sans_retrait, Point(point.numero, retraits=point.retraits))
        for salle in (suivi.au_debut, suivi.au_vote)
    ]
    defendables = frozenset().union(*(each.defendables for each in salles))
    return VotePrealable(vote, decompte(vote, salles[0].nombre), defendables)
