"""One deliberation as a row of the schema: what it can't say is left empty, never bent.

The object is masked as in the published act; of a secret ballot there are figures and no name.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actgen.document.occultation import Masque, occulter_texte
from actgen.facts.collectivite import Collectivite
from actgen.figures.actes import matiere, numero, objet
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.manifest import Kind
from actgen.law.nomenclature import matiere as matiere_connue
from actgen.session.files import published_name

COLONNES = (
    "COLL_NOM",
    "COLL_SIRET",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_MATIERE_CODE",
    "DELIB_MATIERE_NOM",
    "DELIB_OBJET",
    "BUDGET_ANNEE",
    "BUDGET_NOM",
    "PREF_ID",
    "PREF_DATE",
    "VOTE_EFFECTIF",
    "VOTE_REEL",
    "VOTE_POUR",
    "VOTE_CONTRE",
    "VOTE_ABSTENTION",
    "DELIB_URL",
)
VOTES = COLONNES[11:16]
_BLANCS = re.compile(r"\s+")
_FORMULE = "=+-@\t"  # what would make a spreadsheet compute the cell instead of showing it

Ligne = dict[str, str]


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row with what it tells of; `vote_tu`: why the figures of a vote that was held are left out.

    `otes`: the signs left out at the head of a text, by what the text is.
    """

    valeurs: Ligne
    point: FiguresPoint
    jour: date
    code: str
    fichier: str
    vote_tu: str = ""
    otes: tuple[tuple[str, str], ...] = ()


def rangee(figures: FiguresSeance, point: FiguresPoint, kind: Kind, masques: Sequence[Masque]) -> Rangee:
    """The row of an item's act."""
    seance = figures.seance
    collectivite, suites = seance.collectivite, figures.suites_de(point)
    code = ".".join(matiere(point.point, kind).split(".")[:2])
    textes = {
        "du nom de la collectivité": collectivite.nom,
        "du numéro": numero(seance, point.point),
        "de l’objet": occulter_texte(objet(point.point, kind), masques),
    }
    nom, sien, son_objet = map(_texte, textes.values())
    valeurs = dict.fromkeys(COLONNES, "") | {
        "COLL_NOM": nom,
        "COLL_SIRET": collectivite.siret,
        "DELIB_ID": sien,
        "DELIB_DATE": seance.date.isoformat(),
        "DELIB_MATIERE_CODE": code,
        "DELIB_MATIERE_NOM": matiere_nommee(code),
        "DELIB_OBJET": son_objet,
        "PREF_ID": collectivite.prefecture if suites.recue_le else "",
        "PREF_DATE": suites.recue_le.isoformat() if suites.recue_le else "",
    }
    if suites.publiee_le is not None:
        valeurs["DELIB_URL"] = adresse(collectivite, valeurs, published_name(kind, point.point.numero), point)
    tu = _tu(point)
    valeurs |= _budget(point) | ({} if tu or not point.decide else _vote(point))
    if valeurs["BUDGET_NOM"]:
        textes["du nom du budget"] = str(point.point.champs["budget"].valeur)
    otes = tuple((quoi, signes) for quoi, texte in textes.items() if (signes := _otes(texte)))
    return Rangee(valeurs, point, seance.date, collectivite.code, seance.fichier, tu, otes)


def matiere_nommee(code: str) -> str:
    """« commande publique/actes spéciaux et divers »: lower case, no comma, no parenthesis."""
    connue = matiere_connue(code)
    if connue is None:
        return ""
    noms = (connue.domaine, connue.nom)
    return "/".join(re.sub(r"[,()/]", "", nom).replace("’", "'").lower() for nom in noms)


def adresse(collectivite: Collectivite, valeurs: Ligne, fichier: str, point: FiguresPoint) -> str:
    """Where the deliberation is read on line; empty as long as the collectivity doesn't say."""
    mots = {
        "date": valeurs["DELIB_DATE"],
        "annee": valeurs["DELIB_DATE"][:4],
        "point": f"{point.point.numero:02}",
        "numero": valeurs["DELIB_ID"],
        "fichier": fichier,
    }
    texte = collectivite.publicite.adresse
    for mot, valeur in mots.items():
        texte = texte.replace(f"{{{mot}}}", urllib.parse.quote(valeur, safe=""))
    return texte


def _texte(texte: str) -> str:
    """One line with ordinary spaces, that no spreadsheet takes for a formula."""
    return _une_ligne(texte).lstrip(_FORMULE).strip()


def _otes(texte: str) -> str:
    """The signs at the head of a text that no row keeps."""
    ligne = _une_ligne(texte)
    return ligne[: len(ligne) - len(ligne.lstrip(_FORMULE))]


def _une_ligne(texte: str) -> str:
    return _BLANCS.sub(" ", texte).strip()


def _budget(point: FiguresPoint) -> Ligne:
    """The year and the name of the budget: both, or none."""
    champs = point.point.champs
    annee, nom = champs.get("exercice"), champs.get("budget")
    if annee is None or nom is None or not annee.valeur or not nom.valeur:
        return {}
    return {"BUDGET_ANNEE": str(annee.valeur), "BUDGET_NOM": _texte(str(nom.valeur))}


def _tu(point: FiguresPoint) -> str:
    """Why the five figures of a vote can't tell it; empty when they can, or when there was no vote."""
    chiffres = point.decompte
    if point.election is not None:
        return "une élection ne se dit pas en voix pour et contre"
    if chiffres is not None and chiffres.blancs + chiffres.nuls:
        return "le schéma n’a pas de colonne pour les bulletins blancs et nuls"
    return ""


def _vote(point: FiguresPoint) -> Ligne:
    chiffres = point.decompte
    assert chiffres is not None, "only the figures of a vote that was held"
    # of the members in office who could vote, those who did: neither the absent nor who took no part
    reel = chiffres.exprimes + chiffres.abstentions
    nombres = (point.effectif, reel, chiffres.pour, chiffres.contre, chiffres.abstentions)
    return dict(zip(VOTES, map(str, nombres), strict=True))
