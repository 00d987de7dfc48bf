"""The headings of annexe 2: what each covers and how it is paid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.groupement import GC_FICHIER, CasFinancier, Rubrique
from actgen.facts.shapes.groupement import RubriqueShape
from actgen.facts.texte import Prose
from actgen.text.messages import say


@dataclass(frozen=True, slots=True)
class RubriquesLoader:
    """Reads the headings; `prose` fetches the text that one names; findings gather in `findings`."""

    shapes: tuple[RubriqueShape, ...]
    lieu: Callable[..., Location]
    prose: Callable[[str, Location], Prose | None]
    findings: list[Diagnostic]

    def charger(self) -> tuple[Rubrique, ...]:
        """The headings in the order of the file; one without a rule of payment is left out, and said."""
        lues = (self._rubrique(shape, rang) for rang, shape in enumerate(self.shapes))
        return tuple(rubrique for rubrique in lues if rubrique is not None)

    def _rubrique(self, shape: RubriqueShape, rang: int) -> Rubrique | None:
        ici = ("annexe_2", "rubriques", rang)
        if bool(shape.cle) == bool(shape.cas):
            self.findings.append(
                GC_FICHIER.finding(
                    say("La rubrique « {titre} » ne dit pas comment elle est payée.", titre=shape.titre)
                    if shape.cle is None
                    else say("La rubrique « {titre} » a une clé et des cas.", titre=shape.titre),
                    self.lieu(*ici),
                    hint=say("Donnez-lui soit une « cle », soit une liste de « cas »."),
                )
            )
            return None
        if shape.cas and shape.motif:
            self.findings.append(
                GC_FICHIER.finding(
                    say("Le motif de la rubrique « {titre} » ne serait écrit nulle part.", titre=shape.titre),
                    self.lieu(*ici, "motif"),
                    hint=say("Donnez-le à celui des cas qu'il explique."),
                )
            )
        lieu = self.lieu(*ici)
        cas = tuple(
            CasFinancier(c.cle, c.titre, c.motif or "", self.lieu(*ici, "cas", n))
            for n, c in enumerate(shape.cas)
        )
        if shape.cle is not None:
            cas = (CasFinancier(shape.cle, "", shape.motif or "", lieu),)
        couvre = self.prose(shape.couvre, self.lieu(*ici, "couvre")) if shape.couvre else None
        return Rubrique(shape.titre, couvre, cas, shape.hors_compte, lieu)
