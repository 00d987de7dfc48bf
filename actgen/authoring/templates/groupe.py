"""The papers of a group that no session's acts show, tried with the real views: letter, sheets, shares.

The command for a whole group writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actgen.acts.papiers_du_groupe import vue_feuille, vue_lettre, vue_repartition
from actgen.facts.groupement import Groupement
from actgen.facts.seance import Seance
from actgen.figures.etat import etat
from actgen.figures.parts import repartition
from actgen.kinds.manifest import Kind
from actgen.session.texts import Texts

_EMPREINTE = "0123 4567 89ab cdef"


def fill_group_papers(seance: Seance, kinds: Sequence[Kind], texts: Texts) -> None:
    """Fill the texts of these conventions for the groups that the session names; faults gather in `texts`."""
    conventions = [kind for kind in kinds if kind.famille.du_groupe]
    groupements = {point.groupement.nom: point.groupement for point in seance.points if point.groupement}
    for groupement in groupements.values() if conventions else ():
        own = texts.of_group(groupement)
        for name, view in _views(groupement, own):
            for kind in conventions:
                own.clause(kind, name, view)


def _views(groupement: Groupement, texts: Texts) -> Iterator[tuple[str, object]]:
    textes = texts.proses(groupement)
    communes = [m.collectivite for m in groupement.membres if m.collectivite.est_commune]
    if communes:
        yield "lettre", vue_lettre(groupement, communes[-1], textes, _EMPREINTE)
    for ligne in etat(groupement).adherents:
        yield "feuille_de_signature", vue_feuille(groupement, ligne, textes, _EMPREINTE)
    parts = repartition(groupement)
    if parts.depenses and not groupement.couts.en_defaut:
        yield "repartition", vue_repartition(parts, textes)
