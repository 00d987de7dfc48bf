"""The starter of a group file: what was answered, and a place for each choice of the convention."""

from __future__ import annotations

from msgspec import Struct

from actgen.base.text.yaml_lines import commented, entry, value
from actgen.council.facts.groupement import CleDeRepartition
from actgen.council.figures.parts import ENTRE_TOUS


class DossierStarter(Struct, frozen=True):
    """Answers for one file. `genre` is the key of its coordinator: "commune" or "epci".

    `communes_de`: the EPCI whose communes are all members, else each of `communes` (code, name).
    `departements` are told where the seat may be in several, `annee` is that of the populations that ship.
    """

    nom: str
    objet: str
    genre: str
    coordonnateur: str
    trouve: str = ""
    departements: str = ""
    communes_de: str = ""
    communes: tuple[tuple[str, str], ...] = ()
    annee: str = ""


def dossier_text(starter: DossierStarter) -> str:
    """The commented file: `status` accepts it; `batch` too, once it says when councils are to decide."""
    lines = [*_objet(starter), *_coordonnateur(starter), *_members(starter), *_CONSEILS]
    lines += [*_ACCORD_CADRE, *_CLAUSES, *_annexe_2(starter)]
    return "\n".join(lines) + "\n"


def _objet(starter: DossierStarter) -> list[str]:
    return [
        "# yaml-language-server: $schema=../schema/groupement.json",
        "# Tenu par le coordonnateur. Rien n’est décidé à votre place\u00a0: une valeur laissée vide après",
        "# «\u00a0:\u00a0» est un blanc dans la convention, que «\u00a0actgen batch\u00a0» nomme.",
        "",
        entry("objet", starter.objet, "avec son article\u00a0: il s’écrit dans des phrases"),
        entry("nom", _name(starter.nom), "en tête de chaque page\u202f; il nomme aussi le dossier des actes"),
        entry("contexte", "", f"pourquoi ce groupement\u00a0: {starter.nom}-contexte.docx, ou .md, à côté"),
        entry("version", "", "par exemple\u00a0: version 1 du 2 septembre 2024"),
        "",
    ]


def _name(fichier: str) -> str:
    """Told, so that a file renamed after the votes keeps its folder, and the text that was approved."""
    dit = fichier.replace("-", " ")
    return dit[0].upper() + dit[1:]


def _coordonnateur(starter: DossierStarter) -> list[str]:
    lines = ["coordonnateur:", entry(starter.genre, starter.coordonnateur, starter.trouve, indent=2)]
    if starter.genre == "epci":
        lines.append(entry("siege", "", "la commune du siège", indent=2))
        if starter.departements:
            lines.append(entry("departement", "", f"celui du siège\u00a0: {starter.departements}", indent=2))
    chef = "Mme Prénom NOM, maire" if starter.genre == "commune" else "M. Prénom NOM, président"
    lines.append(entry("represente_par", "", chef, indent=2))
    if starter.genre == "epci":
        lines.append(
            entry("a_besoin_propre", "", "oui, s’il achète aussi pour lui-même\u202f; ou non", indent=2)
        )
    return [
        *lines,
        "  deliberation:",
        entry("date", "", "celle de votre propre décision, que la convention cite", indent=4),
        "",
    ]


def _members(starter: DossierStarter) -> list[str]:
    lines = ["membres:"]
    if starter.communes_de:
        lines += [
            entry("communes_de", starter.communes_de, "toutes ses communes", indent=2),
            commented("#  sauf:", "celles qui n’en seront pas, une par ligne"),
            "#    - Nom de la commune",
        ]
    else:
        lines.append(commented("  communes:", "une par ligne\u00a0: son nom, ou son code INSEE"))
        lines += [_commune(code, nom) for code, nom in starter.communes] or ["#    - Nom de la commune"]
    retours = f"#  retours: {value(f'{starter.nom}-retours.csv')}"
    return [*lines, commented(retours, "ce qui revient des communes\u00a0: un tableau, à côté"), ""]


def _commune(code: str, nom: str) -> str:
    return commented(f"    - {value(code)}", nom)


_CONSEILS = [
    commented("conseils:", "ce qui est demandé aux communes"),
    entry(
        "a_deliberer_avant",
        "",
        "nécessaire\u00a0: le droit que citent les modèles est celui de ce jour",
        indent=2,
    ),
    entry("contact", "", "par exemple\u00a0: service de la commande publique", indent=2),
    "",
]
_ACCORD_CADRE = [
    "accord_cadre:",
    entry("forme", "", "bons de commande, ou marchés subséquents", indent=2),
    entry("objet", "", "avec son article\u00a0: la fourniture de papier", indent=2),
    entry("achat", "", "fournitures et services, travaux, ou services sociaux et spécifiques", indent=2),
    entry("duree", "", "par exemple\u00a0: 4 ans", indent=2),
    entry("minimum_ht", "", "un montant, ou aucun", indent=2),
    entry("maximum_ht", "", "par exemple\u00a0: 90 000 €", indent=2),
    entry("procedure", "", "par exemple\u00a0: procédure adaptée, ou appel d’offres ouvert", indent=2),
    entry("titulaires", "", "un, ou plusieurs", indent=2),
    entry("lancement", "", "date\u00a0: un membre venu ensuite ne profite plus du marché", indent=2),
    "",
    entry("cao", "", "commission d’appel d’offres\u00a0: celle du coordonnateur, ou mixte"),
    "",
]
_CLAUSES = [
    "clauses:",
    "  # chaque membre pour ses bons de commande, ou coordonnateur pour tous les membres",
    entry("execution", indent=2),
    "  # coordonnateur, ou partagés par parts égales\u202f; puis une virgule, et sans (ou avec) rémunération",
    entry("frais", indent=2),
    entry("comite_de_pilotage", "", "2 fois par an, ou aucun", indent=2),
    entry("adhesion", "", "à tout moment, avant le lancement, ou fermée", indent=2),
    "  # exclu avant l’échéance, ou à chaque date anniversaire, l’année en cours restant due",
    entry("retrait", indent=2),
    commented("#  preavis: 3 mois", "si l’on peut se retirer chaque année"),
    entry("signature", "", "une feuille par membre, ou original unique", indent=2),
    "",
]


def _annexe_2(starter: DossierStarter) -> list[str]:
    entre_tous, autres = (", ".join(cle.value for cle in cles) for cles in (ENTRE_TOUS, _autres()))
    return [
        commented("annexe_2:", "qui paie quoi"),
        entry("annee_population", starter.annee, "l’année des populations livrées avec actgen", indent=2),
        commented("  rubriques:", "retirez les «\u00a0#\u00a0» des lignes qui servent"),
        commented("#    - titre: Papier", "ce que l’on paie"),
        "#      cle: membre demandeur",
        f"#  Clés entre tous les membres\u00a0: {entre_tous}\u202f;",
        f"#  entre quelques-uns, ou pour un seul\u00a0: {autres}.",
    ]


def _autres() -> list[CleDeRepartition]:
    return [cle for cle in CleDeRepartition if cle not in ENTRE_TOUS]
