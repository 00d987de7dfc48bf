"""The texts beside a session: what is explained, what was said, why a group is made."""

from __future__ import annotations

import re
from typing import Any

from .dossier import Faits, FaitsPoint
from .tirage import Tirage

EXPOSES = (
    "Le devis le plus avantageux est de 12 400 € hors taxes ; la dépense est inscrite au budget de l’année.",
    "Les travaux du 12 rue des Lilas sont terminés ; la mairie reste au 1 place de l’Église.",
    "La commission des travaux a donné un avis favorable le mois dernier.",
    "Il est proposé d’accorder un secours d’urgence de 300 € par foyer sinistré.",
    "La plateforme sert la petite enfance, l’état civil, les élections…",
)
DEBATS = (
    "Membre 5 demande si le prix peut baisser. Il lui est répondu que trois devis ont été demandés.",
    "Plusieurs membres saluent le travail des services ; aucune objection n’est soulevée.",
    "Une question porte sur le calendrier : les travaux commenceront à l’automne.",
)
CONTEXTE = (
    "Chaque mairie du secteur achète aujourd’hui son papier de son côté, pour des quantités trop faibles "
    "pour que les prix se négocient.\n\nLes maires ont souhaité réunir ces achats.\n"
)


_PARTAGE = re.compile(r"contre|abstention")


def ecrire_proses(t: Tirage, faits: Faits, points: list[dict[str, Any]]) -> dict[str, str]:
    """The texts of the items that were decided, by path; their names go into the items."""
    proses = {}
    for fait, point in zip(faits.points, points, strict=True):
        if not fait.vote:
            continue
        if t.chance(30):
            nom = f"point-{fait.numero}.md"
            point["texte"] = nom
            proses[f"seances/{nom}"] = _expose(t, faits, fait)
        if t.chance(30):
            nom = f"debats-{fait.numero}.md"
            point["debats"] = nom
            proses[f"seances/{nom}"] = "\n\n".join(t.sans_remise(DEBATS, t.entier(1, 2))) + "\n"
        elif _PARTAGE.search(str(point.get("vote"))):  # said to be without debate, it would be questioned
            nom = f"debats-{fait.numero}.md"
            point["debats"] = nom
            proses[f"seances/{nom}"] = f"{DEBATS[0]}\n"
        else:
            point["debats"] = "aucun"
    return proses


def _expose(t: Tirage, faits: Faits, fait: FaitsPoint) -> str:
    paragraphes = t.sans_remise(EXPOSES, t.entier(1, 3))
    if t.chance(40):
        paragraphes.insert(
            0, f"Vu l’{_attributions(faits)} du code général des collectivités territoriales ;"
        )
    if fait.genre == "unanimite" and t.chance(20):
        paragraphes.append("La proposition est adoptée à l’unanimité.")
    if fait.genre == "groupement":
        paragraphes.append("Le coordonnateur réunit les besoins et signe l’accord-cadre.")
    return "\n\n".join(paragraphes) + "\n"


def _attributions(faits: Faits) -> str:
    """The article on the powers of the council: another one in Alsace and Moselle."""
    if faits.droit.epci:
        return "article L. 5211-1"
    return "article L. 2541-12" if faits.droit.local else "article L. 2121-29"
