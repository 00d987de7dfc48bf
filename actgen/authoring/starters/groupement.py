"""The session file that a group begins for a commune: its one item is the group that it is asked to join."""

from __future__ import annotations

from actgen.model.collectivite import Collectivite
from actgen.model.groupement import Groupement

from .seance import PointStarter, SeanceStarter, seance_text

_ACTE = "adhesion_groupement"


def seance_du_groupe(commune: Collectivite, groupement: Groupement) -> str:
    """The commented file, to be completed by the commune or by the coordinator with what it has sent back."""
    point = PointStarter(
        f"Adhésion au groupement de commandes pour {groupement.objet}",
        _ACTE,
        (("groupement", groupement.nom, "fichier de groupements/"),),
    )
    return seance_text(
        SeanceStarter("", None, points=(point,), commune=(commune.code, commune.nom)),
    )
