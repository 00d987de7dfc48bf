"""The convocation of a session file → the model, its agenda numbered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actgen.diagnostics import Location
from actgen.model.seance import Convocation, LigneOrdreDuJour, SecondeConvocation

from .shapes.seance import ConvocationShape


@dataclass(frozen=True, slots=True)
class ConvocationLoader:
    """Needs only where each value was written."""

    shape: ConvocationShape
    lieu: Callable[..., Location]

    def charger(self) -> Convocation:
        """The convocation; every date that is not written is None."""
        ecrite = self.shape
        seconde = ecrite.seconde
        return Convocation(
            envoyee_le=ecrite.envoyee_le,
            mode=ecrite.mode or "",
            auteur=ecrite.auteur or "",
            affichee_le=ecrite.affichee_le,
            note_de_synthese=ecrite.note_de_synthese,
            ordre_du_jour=self._ordre_du_jour(),
            urgence=ecrite.urgence,
            urgence_approuvee=ecrite.urgence_approuvee,
            seconde=(
                SecondeConvocation(
                    seconde.premiere_seance,
                    seconde.rappel_sans_quorum,
                    self.lieu("convocation", "seconde"),
                )
                if seconde
                else None
            ),
            lieu=self.lieu("convocation"),
            lieu_envoi=self.lieu("convocation", "envoyee_le"),
        )

    def _ordre_du_jour(self) -> tuple[LigneOrdreDuJour, ...] | None:
        """A line without a number takes the one after the line before it."""
        lignes = self.shape.ordre_du_jour
        if lignes is None:
            return None
        numerotees: list[LigneOrdreDuJour] = []
        for rang, ligne in enumerate(lignes):
            suivant = numerotees[-1].numero + 1 if numerotees else 1
            lieu = self.lieu("convocation", "ordre_du_jour", rang)
            numero = suivant if ligne.numero is None else ligne.numero
            numerotees.append(LigneOrdreDuJour(numero, ligne.objet, lieu))
        return tuple(numerotees)
