"""The group of m2A with its 39 communes: Dietwiller as it was, fourteen samples in as many states.

The samples are plainly marked: their members are « Membre 1 », « Membre 2 »… What happened to them is made
up.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from actgen.model.groupement import Situation
from tests.group.espaces import seance

ROOT = Path(__file__).parents[2]
TITRES = (
    "commune;vote;deliberation;numero;transmise;recue_prefecture;publiee;notifiee_coordonnateur;signee;"
    "signataire"
)
RETOURS = {
    "m2A": "adoptée;05/12/2022;;06/12/2022;06/12/2022;06/12/2022;;20/01/2023;",
    "Dietwiller": "adoptée;15/12/2022;9;19/12/2022;;19/12/2022;;;Christian FRANTZ, maire",
    "Chalampé": "adoptée;08/12/2022;7;09/12/2022;12/12/2022;09/12/2022;13/12/2022;10/01/2023;Membre 1, maire",
    "Eschentzwiller": "adoptée;09/12/2022;4;;;;;;Membre 1, maire",
    "Feldkirch": "rejetée;09/12/2022;4;12/12/2022;;12/12/2022;;;",
    "Flaxlanden": "adoptée;31/11/2022;5;01/12/2022;;01/12/2022;;;Membre 1, maire",
    "Galfingue": "adoptée;14/12/2022;1;18/12/2022;;19/12/2022;;;Membre 1, maire",
    "Habsheim": ";;;;20/12/2022;;22/12/2022;;Membre 1, maire",
    "Illzach": "ajournée;14/12/2022;;;;;;;",
}
QUORUM_PERDU = "[" + ", ".join(f"{{nom: Membre {rang}, excuse: oui}}" for rang in range(5, 12)) + "]"
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
    """The workspace; the file of its group."""
    for part in ("collectivites", "groupements", "seances"):
        shutil.copytree(ROOT / "data" / part, folder / part)
    for autre in (folder / "seances").glob("*.yaml"):
        if "dietwiller" not in autre.name:
            autre.unlink()
    file = folder / "groupements/e_services.yaml"
    texte = file.read_text(encoding="utf-8")
    texte = re.sub(
        r"  retours: .*?\n\naccord_cadre", "  retours: retours.csv\n\naccord_cadre", texte, flags=re.S
    )
    file.write_text(texte, encoding="utf-8")
    lignes = (TITRES, *(f"{nom};{reste}" for nom, reste in RETOURS.items()))
    (folder / "groupements/retours.csv").write_bytes("\r\n".join(lignes).encode("cp1252"))
    for nom, contenu in _seances().items():
        (folder / "seances" / f"{nom}.yaml").write_text(contenu, encoding="utf-8")
    return file


def _seances() -> dict[str, str]:
    perdue = _seance("Bruebach", vote="", absents=QUORUM_PERDU, presents=4, transmise="", publiee="")
    seconde = _seance("Bruebach", absents=QUORUM_PERDU, presents=4, date="20/12/2022", le="21/12/2022")
    rappel = (
        "envoyee_le: 15/12/2022\n  seconde:\n    premiere_seance: 14/12/2022\n    rappel_sans_quorum: oui"
    )
    return {
        "baldersheim": _seance("Baldersheim"),
        "bantzenheim": _seance("Bantzenheim", transmise="", publiee=""),
        "battenheim": _seance("Battenheim", vote="3 pour, 8 contre"),
        "berrwiller": _seance("Berrwiller", vote="5 pour, 5 contre, 1 abstention, voix du président pour"),
        "bollwiller": _seance(
            "Bollwiller", vote="", absents=QUORUM_PERDU, presents=4, transmise="", publiee=""
        ),
        "bruebach-1": perdue,
        "bruebach-2": seconde.replace("envoyee_le: 04/12/2022", rappel),
        "brunstatt": _seance("Brunstatt-Didenheim", vote="12 pour"),
        "galfingue": _seance("Galfingue"),
        "habsheim": _seance("Habsheim"),
    }


def _seance(
    commune: str,
    vote: str = "unanimité",
    transmise: str = "16/12/2022",
    publiee: str = "19/12/2022",
    absents: str = "aucun",
    presents: int = 11,
    date: str = "14/12/2022",
    le: str = "",
) -> str:
    texte = seance(commune, vote, le or transmise, le or publiee, absents, presents, date)
    texte = texte.replace("groupement: papier", "groupement: e_services").replace("04/11/2024", "04/12/2022")
    return texte.replace("    vote: \n", "    non_traite: faute de quorum\n")
