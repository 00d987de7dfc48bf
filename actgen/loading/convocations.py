"""The convocation of a session file → the model, its agenda numbered."""

from __future__ import annotations

from dataclasses import dataclass

from actgen.facts.convocation import Convocation, LigneOrdreDuJour, SecondeConvocation

from .lecture import Lecture
from .shapes.seance import ConvocationShape, Lignes


@dataclass(frozen=True, slots=True)
class ConvocationLoader:
    """Reads the convocation of one session."""

    shape: ConvocationShape
    lecture: Lecture

    def charger(self) -> Convocation:
        """The convocation; every date that is not written is None."""
        ecrite, ici = self.shape, "convocation"
        return Convocation(
            envoyee_le=ecrite.envoyee_le,
            mode=ecrite.mode or "",
            auteur=ecrite.auteur or "",
            affichee_le=ecrite.affichee_le,
            note_de_synthese=ecrite.note_de_synthese,
            ordre_du_jour=self._lignes(ecrite.ordre_du_jour, ici, "ordre_du_jour"),
            urgence=ecrite.urgence or ecrite.urgence_motif is not None,
            urgence_motif=ecrite.urgence_motif or "",
            urgence_approuvee=ecrite.urgence_approuvee,
            seconde=self._seconde(ici, "seconde"),
            papier_demande_par=self.lecture.membres(ecrite.papier_demande_par, ici, "papier_demande_par"),
            lieu=self.lecture.lieu(ici),
            lieu_envoi=self.lecture.lieu(ici, "envoyee_le"),
            lieux=self.lecture.lieux(ecrite, ici),
        )

    def _seconde(self, *ici: str) -> SecondeConvocation | None:
        ecrite = self.shape.seconde
        if ecrite is None:
            return None
        return SecondeConvocation(
            ecrite.premiere_seance,
            ecrite.rappel_sans_quorum,
            self._lignes(ecrite.ordre_du_jour, *ici, "ordre_du_jour"),
            self.lecture.lieu(*ici),
        )

    def _lignes(self, lignes: Lignes | None, *ici: str) -> tuple[LigneOrdreDuJour, ...] | None:
        """A line without a number takes the one after the line before it."""
        if lignes is None:
            return None
        numerotees: list[LigneOrdreDuJour] = []
        for rang, ligne in enumerate(lignes):
            suivant = numerotees[-1].numero + 1 if numerotees else 1
            lieu = self.lecture.lieu(*ici, rang)
            numero = suivant if ligne.numero is None else ligne.numero
            numerotees.append(LigneOrdreDuJour(numero, ligne.objet, lieu))
        return tuple(numerotees)
