"""The shipped example of m2A with its 39 communes, in a workspace of its own, beside Dietwiller as it was.

What the example tells of every other commune is made up, and plainly marked: « Membre 1 », « Membre 2 »…
"""

from __future__ import annotations

import shutil
from pathlib import Path

from actgen.council.facts.groupement import Situation

ROOT = Path(__file__).parents[2]
GROUPE = "groupements/exemple_m2a.yaml"
SEANCES = "seances/exemple_m2a"
DIETWILLER = "dietwiller-2022-12-15.yaml"
SITUATIONS = {
    "Mulhouse Alsace Agglomération": (Situation.PARTIE, ""),
    "Dietwiller": (Situation.EXECUTOIRE, "signature"),
    "Baldersheim": (Situation.EXECUTOIRE, "signature"),
    "Bantzenheim": (Situation.ADOPTEE, "transmission"),
    "Battenheim": (Situation.REJETEE, "adhésion rejetée"),
    "Berrwiller": (Situation.EXECUTOIRE, "signature"),  # divided: the mayor's vote decided
    "Bollwiller": (Situation.EN_ATTENTE, "délibération (quorum non atteint le 14/12/2022)"),
    "Bruebach": (Situation.EXECUTOIRE, "signature"),  # at the second convocation
    "Brunstatt-Didenheim": (Situation.EN_ATTENTE, "vérification de la séance"),
    "Chalampé": (Situation.PARTIE, ""),
    "Eschentzwiller": (Situation.ADOPTEE, "transmission"),
    "Feldkirch": (Situation.REJETEE, "adhésion rejetée"),
    "Flaxlanden": (Situation.EN_ATTENTE, "vérification du retour"),
    "Galfingue": (Situation.EN_ATTENTE, "vérification de l’écart"),
    "Habsheim": (Situation.EXECUTOIRE, "signature"),
    "Illzach": (Situation.EN_ATTENTE, "délibération (ajournée le 14/12/2022)"),
}


def espace_m2a(folder: Path) -> Path:
    """The workspace; the file of its group.

    The example knows Dietwiller by what it sent back; here its real session, which joins the real group,
    joins that of the example.
    """
    for part in ("collectivites", "groupements", SEANCES):
        shutil.copytree(ROOT / "data" / part, folder / part)
    vraie = (ROOT / "data/seances" / DIETWILLER).read_text(encoding="utf-8")
    assert vraie.count("groupement: e_services") == 1
    ici = vraie.replace("groupement: e_services", "groupement: exemple_m2a")
    (folder / "seances" / DIETWILLER).write_text(ici, encoding="utf-8")
    return folder / GROUPE
