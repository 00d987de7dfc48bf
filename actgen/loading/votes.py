"""The vote of an item, from its phrase or its long form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actgen.diagnostics import Location
from actgen.model.personne import Membre
from actgen.model.vote import Scrutin, Sens, Tour, VoixNommee, Vote

from .shapes.seance import PointShape, VoteShape

_SENS = {
    "pour": Sens.POUR,
    "contre": Sens.CONTRE,
    "abstentions": Sens.ABSTENTION,
    "ne_prennent_pas_part": Sens.NE_PREND_PAS_PART,
}


@dataclass(frozen=True, slots=True)
class VoteLoader:
    """Needs only how to find a member by name and where a value was written."""

    nom: Callable[..., Membre | None]
    lieu: Callable[..., Location]

    def charger(self, point: PointShape, *ici: str | int) -> Vote:
        """The vote of a point that has one; the ballot is the item's, or the vote's own."""
        vote = point.vote
        assert vote is not None, "the caller checks that there is a vote"
        ou = (*ici, "vote")
        return Vote(
            scrutin=vote.scrutin or point.scrutin or Scrutin.MAIN_LEVEE,
            unanimite=vote.unanimite,
            pour=vote.pour,
            contre=vote.contre,
            abstentions=vote.abstentions,
            blancs=vote.blancs,
            nuls=vote.nuls,
            ne_prennent_pas_part=vote.ne_prennent_pas_part,
            noms=self._noms(vote, *ou),
            tours=tuple(
                Tour(
                    tuple((c.candidat, c.voix) for c in tour.voix),
                    tour.blancs,
                    tour.nuls,
                    self.lieu(*ou, "tours", rang),
                )
                for rang, tour in enumerate(vote.tours)
            ),
            voix_du_president=vote.voix_du_president,
            resultat=vote.resultat or "",
            lieu=self.lieu(*ou),
        )

    def _noms(self, vote: VoteShape, *ou: str | int) -> tuple[VoixNommee, ...]:
        if vote.noms is None:
            return ()
        voix = []
        for champ, sens in _SENS.items():
            for rang, nom in enumerate(getattr(vote.noms, champ)):
                membre = self.nom(nom, *ou, "noms", champ, rang)
                if membre is not None:
                    voix.append(VoixNommee(membre, sens, self.lieu(*ou, part=nom)))
        return tuple(voix)
