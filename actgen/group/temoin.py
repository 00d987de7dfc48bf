"""What a batch composes is followed, and the wording of each commune's deliberation kept, to be compared.

A name, a date, a number, a vote in figures, who reports the matter are values, and set aside. Another wording
of what is decided only warns: the law wants one convention signed by all (its text is held by
GC-TEXTE-CHANGE, an error), not one deliberation, which each council words as it likes. So it refuses nothing,
and leaves the exit code as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from actgen.diagnostics import Diagnostic, Location, Mender, Severity, declare
from actgen.kinds.manifest import Famille, Kind
from actgen.model.groupement import Groupement, MembreGroupement
from actgen.pipeline.derogations import Reasons
from actgen.pipeline.texts import Texts
from actgen.pipeline.workshop import Workshop
from actgen.text.dates import date_chiffres
from actgen.text.messages import say
from actgen.views.actes import VueDeliberation

from .meme_texte import Preuve, Texte, comparer
from .modeles import ACTE
from .seances import SeanceDuGroupe
from .texte_approuve import approbateurs

GC_MEME_TEXTE = declare(
    "GC-MEME-TEXTE",
    Severity.WARNING,
    "Les communes d’un groupement délibèrent sur le même texte, valeurs mises à part.",
    mender=Mender.COORDONNATEUR,
)
DU_GROUPE = ("groupement", "version_convention", "empreinte_convention")
"""Variables that say the same thing to all the communes: their values are part of the text."""


@dataclass
class Temoin:
    """Follows what a call composes, and keeps the wording of each commune's deliberation.

    `suivre` it before acts are composed; `modele` or `adoptee` the act of a commune once it has been.
    """

    modeles: dict[str, Texte] = field(default_factory=dict)
    adoptees: dict[str, Texte] = field(default_factory=dict)
    inconnues: int = 0
    _lieux: dict[str, Location | None] = field(default_factory=dict)
    _motifs: dict[str, Reasons] = field(default_factory=dict)
    _codes: set[str] = field(default_factory=set)
    _vues: list[tuple[Kind, VueDeliberation]] = field(default_factory=list)

    def suivre(self, workshop: Workshop) -> None:
        """Be told of each text that is filled, besides who is told already."""
        dire = workshop.fills

        def fills(kind: Kind, name: str, view: object) -> None:
            dire(kind, name, view)
            if kind.famille is Famille.DELIBERATION and name == "corps" and isinstance(view, VueDeliberation):
                self._vues.append((kind, view))

        workshop.fills = fills

    def modele(self, membre: MembreGroupement, texts: Texts, groupement: Groupement) -> None:
        """Keep the wording of the model composed last, as that of this commune."""
        texte = self._texte(texts, groupement, None)
        if texte is not None:
            nom = membre.collectivite.nom
            self.modeles[nom], self._lieux[nom] = texte, membre.lieu

    def adoptee(self, seance: SeanceDuGroupe, texts: Texts, groupement: Groupement) -> None:
        """Keep the wording of what a session has adopted; the coordinator decides on another text."""
        point, code = seance.point.point, seance.code
        texte = self._texte(texts, groupement, point.numero)
        adopte = seance.point.adopte and not seance.erreurs
        if texte is None or not adopte or code == groupement.coordonnateur.collectivite.code:
            return
        tenue = seance.figures.seance
        nom = f"{tenue.collectivite.nom} ({date_chiffres(tenue.date)})"
        self.adoptees[nom], self._lieux[nom] = texte, point.lieu
        self._motifs[nom] = Reasons(tenue, frozenset())
        self._codes.add(code)

    def _texte(self, texts: Texts, groupement: Groupement, numero: int | None) -> Texte | None:
        vues, self._vues = self._vues, []
        for kind, vue in vues:
            if kind.code == ACTE and numero in (None, vue.point.numero):
                # Who reports the matter is a fact, as who presides: no wording.
                muette = replace(vue, point=replace(vue.point, rapporteur=""))
                return Texte.of(texts.of_group(groupement).wording(kind, muette, DU_GROUPE))
        return None

    @property
    def preuve(self) -> Preuve:
        """All that was kept, compared."""
        return comparer(self.modeles, self.adoptees, self.inconnues)

    def clore(self, groupement: Groupement) -> Iterator[Diagnostic]:
        """Once every act is composed: a warning for each whose decision is worded otherwise.

        The session of a commune may give its reason, as for any warning.
        """
        sures = (membre for membre in approbateurs(groupement) if not membre.a_corriger)
        codes = {membre.collectivite.code for membre in sures}
        self.inconnues = len(codes - self._codes)
        for ecart in self.preuve.ecarts:
            constat = GC_MEME_TEXTE.finding(
                ecart.dit,
                self._lieux.get(ecart.nom),
                hint=say(
                    "Si ces mots sont voulus (un modèle à elle, un exposé joint), vérifiez qu'ils ne "
                    "changent pas ce qui est approuvé ; sinon, ôtez-les."
                ),
            )
            motifs = self._motifs.get(ecart.nom)
            yield from motifs.remain((constat,)) if motifs is not None else (constat,)
