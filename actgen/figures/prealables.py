"""The votes that come before those of the items: closed session, waiver of the secret, earlier minutes."""

from __future__ import annotations

from actgen.facts.seance import Point, Pouvoir
from actgen.facts.suites import ProcesVerbalPrecedent
from actgen.facts.vote import Vote
from actgen.records import dataclass

from .presence import Presence, PresencePoint
from .votes import Decompte, decompte, votants


@dataclass(frozen=True, slots=True)
class VotePrealable:
    """A vote of the whole council, without debate; nobody must withdraw from it.

    `defendables`: every count of voters that a serious reading allows, at the start of the item or at
    its vote, with those who withdraw from the item or without them. `membres`: how many are present or
    represented, at least.
    """

    vote: Vote
    decompte: Decompte
    defendables: frozenset[int]
    membres: int

    @property
    def majorite_des_membres(self) -> int:
        """The absolute majority of the members present or represented (art. L. 2121-18 CGCT)."""
        return self.membres // 2 + 1

    @property
    def decide_par_les_membres(self) -> bool:
        """Whether an absolute majority of the members present or represented is for it."""
        return self.decompte.pour >= self.majorite_des_membres


@dataclass(frozen=True, slots=True)
class PrecedentSoumis:
    """Earlier minutes put to the council; `vote` None: adopted without a vote."""

    proces_verbal: ProcesVerbalPrecedent
    vote: VotePrealable | None

    @property
    def arrete(self) -> bool:
        return self.vote is None or self.vote.decompte.pour > self.vote.decompte.contre


def precedents(
    soumis: tuple[ProcesVerbalPrecedent, ...],
    ouverture: Presence,
    pouvoirs_permis: int,
    douteux: frozenset[Pouvoir],
) -> tuple[PrecedentSoumis, ...]:
    """The earlier minutes with their votes, by those who are there at the opening."""
    salle = PresencePoint(Point(0), ouverture, ouverture, ouverture)
    return tuple(
        PrecedentSoumis(each, vote_prealable(each.vote, salle, pouvoirs_permis, douteux)) for each in soumis
    )


def vote_prealable(
    vote: Vote | None, suivi: PresencePoint, pouvoirs_permis: int, douteux: frozenset[Pouvoir]
) -> VotePrealable | None:
    """The figures of such a vote; None when the file tells of none."""
    if vote is None:
        return None
    tous, restants = (
        [votants(point, salle, pouvoirs_permis, douteux) for salle in (suivi.au_debut, suivi.au_vote)]
        for point in (Point(suivi.point.numero), Point(suivi.point.numero, retraits=suivi.point.retraits))
    )
    return VotePrealable(
        vote,
        decompte(vote, tous[0].nombre),
        frozenset().union(*(each.defendables for each in (*tous, *restants))),
        membres=min(min(each.defendables) for each in tous),
    )
