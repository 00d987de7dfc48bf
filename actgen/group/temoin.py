"""The wording of each commune's deliberation is kept, to be compared.

A name, a date, a number, a vote in figures, who reports the matter are values, and set aside. Another wording
of what is decided only warns: the law wants one convention signed by all (its text is held by
GC-TEXTE-CHANGE, an error), not one deliberation, which each council words as it likes. So it refuses nothing,
and leaves the exit code as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.rules import rule
from actgen.session.reasons import Reasons
from actgen.text.dates import date_chiffres
from actgen.text.messages import say

from .attendus import approbateurs
from .meme_texte import Preuve, Texte, comparer
from .seances import SeanceDuGroupe

GC_MEME_TEXTE = rule("GC-MEME-TEXTE")


@dataclass
class Temoin:
    """Keeps the wording of each commune's deliberation, as `Ecoute` has heard it or as it was remembered."""

    modeles: dict[str, Texte] = field(default_factory=dict)
    adoptees: dict[str, Texte] = field(default_factory=dict)
    inconnues: int = 0
    _lieux: dict[str, Location | None] = field(default_factory=dict)
    _motifs: dict[str, Reasons] = field(default_factory=dict)
    _codes: set[str] = field(default_factory=set)

    def modele(self, membre: MembreGroupement, texte: Texte | None) -> None:
        """Keep the wording of the model of this commune."""
        if texte is not None:
            nom = membre.collectivite.nom
            self.modeles[nom], self._lieux[nom] = texte, membre.lieu

    def adoptee(self, seance: SeanceDuGroupe, texte: Texte | None, groupement: Groupement) -> None:
        """Keep the wording of what a session has adopted; the coordinator decides on another text."""
        point, code = seance.point.point, seance.code
        adopte = seance.point.adopte and not seance.erreurs
        if texte is None or not adopte or code == groupement.coordonnateur.collectivite.code:
            return
        tenue = seance.figures.seance
        nom = f"{tenue.collectivite.nom} ({date_chiffres(tenue.date)})"
        self.adoptees[nom], self._lieux[nom] = texte, point.lieu
        self._motifs[nom] = Reasons(tenue, frozenset())
        self._codes.add(code)

    @property
    def preuve(self) -> Preuve:
        """All that was kept, compared."""
        return comparer(self.modeles, self.adoptees, self.inconnues)

    def clore(
        self, groupement: Groupement, seances: Mapping[str, Sequence[SeanceDuGroupe]]
    ) -> Iterator[Diagnostic]:
        """Once every act is composed: a warning for each whose decision is worded otherwise.

        The session of a commune may give its reason, as for any warning. Where its deliberation is refused,
        that is told as a refusal: more than its return is known.
        """
        sures = (membre for membre in approbateurs(groupement) if not membre.a_corriger)
        codes = {membre.collectivite.code for membre in sures}
        connues = {code for code, siennes in seances.items() if any(each.point.adopte for each in siennes)}
        self.inconnues = len(codes - self._codes - connues)
        for ecart in self.preuve.ecarts:
            constat = GC_MEME_TEXTE.finding(
                ecart.dit,
                self._lieux.get(ecart.nom),
                hint=say(
                    "Si ces mots sont voulus (modèle propre à ce membre, exposé joint), vérifiez qu'ils ne "
                    "changent pas ce qui est approuvé ; sinon, ôtez-les."
                ),
            )
            motifs = self._motifs.get(ecart.nom)
            yield from motifs.remain((constat,)) if motifs is not None else (constat,)
