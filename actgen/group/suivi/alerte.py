"""What is said at the top of a follow-up, before any count: that the counts can't be told."""

from __future__ import annotations

from actgen.facts.groupement import Groupement
from actgen.facts.membres_groupement import RETOURS_A_VERIFIER

_ILLISIBLE = (
    "Le tableau des retours ne peut pas être lu\u00a0: tous les membres restent à vérifier, et aucun n’est "
    "compté."
)


def alerte(groupement: Groupement) -> str:
    """The sentence; empty when what came back could be read."""
    retenus = (membre.a_corriger == RETOURS_A_VERIFIER for membre in groupement.membres)
    return _ILLISIBLE if any(retenus) else ""
