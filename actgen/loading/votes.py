"""The vote of an item, from its phrase or its long form."""

from __future__ import annotations

from dataclasses import dataclass

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.vote import Liste, Scrutin, Sens, Tour, VoixNommee, Vote
from actgen.rules import rule
from actgen.text.messages import say

from .lecture import Lecture
from .shapes.vote import VoteShape

SCRUTIN_CONTRADICTOIRE = rule("SCRUTIN-CONTRADICTOIRE")

_SENS = {
    "pour": Sens.POUR,
    "contre": Sens.CONTRE,
    "abstentions": Sens.ABSTENTION,
    "ne_prennent_pas_part": Sens.NE_PREND_PAS_PART,
}


@dataclass(frozen=True, slots=True)
class VoteLoader:
    """Reads votes; names that were not found are left out, their findings stop the run."""

    lecture: Lecture

    def charger(self, vote: VoteShape, scrutin: Scrutin | None, *ici: str | int) -> Vote:
        """The vote written at this place; its ballot is its own, else the item's, else raised hands."""
        if vote.scrutin and scrutin and vote.scrutin is not scrutin:
            self.lecture.findings.append(_deux_scrutins(self.lecture.lieu(*ici, "scrutin")))
        return Vote(
            scrutin=vote.scrutin or scrutin or Scrutin.MAIN_LEVEE,
            unanimite=vote.unanimite,
            pour=vote.pour,
            contre=vote.contre,
            abstentions=vote.abstentions,
            blancs=vote.blancs,
            nuls=vote.nuls,
            ne_prennent_pas_part=vote.ne_prennent_pas_part,
            noms=self._noms(vote, *ici),
            tours=tuple(
                Tour(
                    tuple((c.candidat, c.voix) for c in tour.voix),
                    tour.blancs,
                    tour.nuls,
                    tour.exprimes,
                    tour.ne_prennent_pas_part,
                    self.lecture.lieu(*ici, "tours", rang),
                )
                for rang, tour in enumerate(vote.tours)
            ),
            sieges=vote.sieges,
            sieges_suppleants=vote.sieges_suppleants,
            repartition=vote.repartition,
            listes=tuple(
                Liste(
                    liste.liste,
                    liste.candidats,
                    liste.suppleants,
                    self.lecture.lieu(*ici, "listes", rang),
                )
                for rang, liste in enumerate(vote.listes)
            ),
            bureau_electoral=vote.bureau_electoral,
            elus=vote.elus,
            voix_du_president=vote.voix_du_president,
            resultat=vote.resultat or "",
            lieu=self.lecture.lieu(*ici),
        )

    def _noms(self, vote: VoteShape, *ici: str | int) -> tuple[VoixNommee, ...]:
        if vote.noms is None:
            return ()
        voix = []
        for champ, sens in _SENS.items():
            for rang, nom in enumerate(getattr(vote.noms, champ)):
                membre = self.lecture.membre(nom, *ici, "noms", champ, rang)
                if membre is not None:
                    lieu = self.lecture.lieu(*ici, "noms", champ, rang, part=nom)
                    voix.append(VoixNommee(membre, sens, lieu))
        return tuple(voix)


def _deux_scrutins(lieu: Location) -> Diagnostic:
    return SCRUTIN_CONTRADICTOIRE.finding(
        say("Le vote et son point ne disent pas le même scrutin."),
        lieu,
        hint=say("Gardez une seule rubrique « scrutin »."),
    )
