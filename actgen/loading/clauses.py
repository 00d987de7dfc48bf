"""The choices of a convention, from the words of a closed list or a short phrase."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.groupement import Clauses
from actgen.facts.shapes.groupement import ClausesShape
from actgen.reading.scalars import DureeCalendaire
from actgen.rules import rule
from actgen.text.keys import cle
from actgen.text.messages import say

from .membres_groupement import GC_FICHIER

GC_CLAUSE = rule("GC-CLAUSE")
_EXECUTION = {
    "chaque membre pour ses bons de commande": "membres",
    "coordonnateur pour tous les membres": "coordonnateur",
}
_ADHESION = {"à tout moment": "a_tout_moment", "avant le lancement": "avant_lancement", "fermée": "fermee"}
_RETRAIT = {
    "exclu avant l’échéance": "exclu",
    "à chaque date anniversaire, l’année en cours restant due": "annuel",
}
_SIGNATURE = {"une feuille par membre": "feuille_par_membre", "original unique": "original_unique"}


@dataclass(frozen=True, slots=True)
class ClausesLoader:
    """Reads the clauses; findings gather in `findings`."""

    shape: ClausesShape
    lieu: Callable[..., Location]
    findings: list[Diagnostic]

    def charger(self) -> Clauses:
        """The choices of the convention; one that is not written is empty, and stays a blank in its text."""
        shape = self.shape
        frais, _, remuneration = (shape.frais or "").partition(", ")
        return Clauses(
            execution=_EXECUTION.get(shape.execution or "", ""),
            frais={"coordonnateur": "coordonnateur", "partagés par parts égales": "partages"}.get(frais, ""),
            remuneration={"avec rémunération": True, "sans rémunération": False}.get(remuneration),
            comite_par_an=self._comite(shape.comite_de_pilotage),
            adhesion=_ADHESION.get(shape.adhesion or "", ""),
            retrait=_RETRAIT.get(shape.retrait or "", ""),
            preavis_mois=self._preavis(shape),
            effets_du_retrait=shape.effets_du_retrait or "",
            minimum_non_atteint=shape.minimum_non_atteint or "",
            modification=shape.modification or "",
            signature=_SIGNATURE.get(shape.signature or "", ""),
            entree_en_vigueur=shape.entree_en_vigueur or "",
        )

    def _preavis(self, shape: ClausesShape) -> int:
        if shape.preavis is None and _RETRAIT.get(shape.retrait or "") == "annuel":
            self.findings.append(
                GC_CLAUSE.finding(
                    say("Un membre peut se retirer chaque année, mais le préavis n'est pas écrit."),
                    self.lieu("clauses", "preavis"),
                    self.lieu("clauses", "retrait"),
                    hint=say("Ajoutez une ligne « preavis: », par exemple « 3 mois »."),
                )
            )
        return en_mois(shape.preavis, self.lieu("clauses", "preavis"), self.findings) or 0

    def _comite(self, texte: str | None) -> int | None:
        if texte is None:
            return None
        if cle(texte) in {"aucun", "non"}:
            return 0
        lu = re.fullmatch(
            r"([0-9]{1,2})\s+fois\s+par\s+an(?:\s+au\s+(?:moins|minimum))?", texte, re.IGNORECASE
        )
        if lu:
            return int(lu[1])
        self.findings.append(
            GC_FICHIER.finding(
                say("« {texte} » ne dit pas combien de fois le comité se réunit.", texte=texte),
                self.lieu("clauses", "comite_de_pilotage"),
                hint=say("Écrivez par exemple « 2 fois par an », ou « aucun »."),
            )
        )
        return None


def en_mois(duree: DureeCalendaire | None, lieu: Location, findings: list[Diagnostic]) -> int | None:
    """Whole months, as the convention writes them; a duration in days is told in `findings`."""
    if duree is None or not duree.jours:
        return None if duree is None else duree.ans * 12 + duree.mois
    findings.append(
        GC_FICHIER.finding(
            say("Cette durée est écrite en jours ou en semaines ; la convention compte en mois."),
            lieu,
            hint=say("Écrivez-la en mois ou en années : 3 mois, 4 ans."),
        )
    )
    return None
