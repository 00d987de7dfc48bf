"""What the fields of an item must not say together, by its kind; and those of two items of one session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from actgen.base.diagnostics import Diagnostic, Location, Severity, Status
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.amounts import euros
from actgen.base.text.keys import cle, slug
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, shorten
from actgen.council.facts.champs import Champ, Ligne
from actgen.council.facts.types_de_champ import TypeChamp
from actgen.council.figures.formules import Verdict
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.articles import code
from actgen.law.citations import Citation, citation_courte

CHAMP_COHERENCE = rule("CHAMP-COHERENCE")
CHAMP_DROIT = rule("CHAMP-DROIT")
_PLACE = re.compile(r"\{(\w+)\}")


def check_controles(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Each control of each item's kind that is not met; what isn't known yet is not judged."""
    for point in figures.points:
        if point.valeurs is not None and point.point.abandon is None:
            for verdict in point.valeurs.verdicts:
                yield _finding(point, verdict)


def check_lignes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Two rows that say one thing: in the columns that its kind wants unique, else in all but amounts."""
    for point in figures.points:
        for ecrit in point.point.champs.values() if point.point.abandon is None else ():
            uniques = tuple(colonne for colonne in ecrit.champ.colonnes if colonne.unique)
            ferme = any(colonne.unique == "erreur" for colonne in uniques)
            vues: dict[tuple[object, ...], int] = {}
            for rang, ligne in enumerate(ecrit.lignes, 1):
                dite = tuple(_mots(ligne, colonne) for colonne in uniques or ecrit.champ.colonnes)
                premier = vues.setdefault(dite, rang)
                if premier != rang and any(isinstance(mots, str) for mots in dite):
                    yield CHAMP_COHERENCE.tell(
                        "Point {n}, lignes {a} et {b} de « {titre} » : la même chose ({mots}).",
                        ligne.lieu,
                        hint="Gardez-en une, réunissez leurs montants, ou dites ce qui les distingue.",
                        severity=Severity.ERROR if ferme else Severity.WARNING,
                        point=point.point.numero,
                        a=premier,
                        b=rang,
                        titre=ecrit.champ.titre,
                        mots=enumeration(
                            dict.fromkeys(map(_nom, (ecrit.lignes[premier - 1], ligne))),
                            points_virgules=False,
                        ),
                    )


_LOT = re.compile(r"lot-(?:n-)?(\d+)\b")  # « lot n° 1, maçonnerie »: told by its number


def _mots(ligne: Ligne, colonne: Champ) -> object:
    """What a cell says, as two of them are compared; of an amount, that there is one: spent, or received."""
    valeur = ligne.valeurs.get(colonne.nom)
    if valeur is None or colonne.type is TypeChamp.MONTANT:
        return valeur is not None
    if not isinstance(valeur, str):
        return valeur
    numero = _LOT.match(slug(valeur)) if colonne.unique else None
    return numero[1] if numero else cle(valeur)


def _nom(ligne: Ligne) -> str:
    return f"«\u00a0{shorten(next(mots for mots in ligne.valeurs.values() if isinstance(mots, str)))}\u00a0»"


_RESTES = {"restes_depenses": "restes_depenses", "restes_recettes": "restes_recettes"}
_DU_COMPTE = {
    "affectation_resultat": {
        "resultat_exercice": "resultat_de_fonctionnement",
        "resultat_anterieur": "report_de_fonctionnement",
        "solde_d_investissement": "cloture_d_investissement",
        "restes_depenses": "restes_depenses",
        "restes_recettes": "restes_recettes",
    },
    "budget_primitif": _RESTES,
    "budget_supplementaire": _RESTES,
}
"""What an act repeats of the accounts of a year: its field, then what the accounts call it."""
_APRES_LE_COMPTE = {"affectation_resultat": 0, "budget_primitif": 1, "budget_supplementaire": 1}
"""How many years after those of the accounts its own are."""


def check_comptes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The accounts of the session, and what another item of it says of them; in the order of the law."""
    for compte in figures.points:
        for point in figures.points if compte.point.acte == "compte_financier_unique" else ():
            if not _du_meme_compte(point, compte):
                continue
            autres = {
                nom: (valeur, voulue)
                for nom, source in _DU_COMPTE[point.point.acte or ""].items()
                if (valeur := _valeur(point, nom)) is not None
                and (voulue := _valeur(compte, source)) is not None
                and valeur != voulue
            }
            ecarts = (
                phrase(
                    "« {titre} », {valeur} ici et {voulue} au compte",
                    titre=point.point.champs[nom].champ.titre,
                    valeur=euros(valeur),
                    voulue=euros(voulue),
                )
                for nom, (valeur, voulue) in autres.items()
            )
            if autres:
                yield CHAMP_COHERENCE.tell(
                    "Point {n}, et le compte voté au point {compte} : {ecarts}.",
                    *(point.point.champs[nom].lieu for nom in autres),
                    hint="Corrigez l'un des deux actes ; si un résultat vient d'ailleurs (budget clos, "
                    "syndicat dissous), dites-le dans l'exposé.",
                    severity=Severity.WARNING,
                    point=point.point.numero,
                    ecarts=enumeration(ecarts),
                    compte=compte.point.numero,
                )
            if figures.points.index(point) < figures.points.index(compte) and _repris(point):
                yield CHAMP_COHERENCE.tell(
                    "Point {n} : les résultats sont repris avant que le conseil vote le compte, au point "
                    "{compte}.",
                    point.point.lieu,
                    compte.point.lieu,
                    hint="Le compte est voté d'abord : changez l'ordre des points, si c'est ainsi que le "
                    "conseil les a votés.",
                    severity=Severity.WARNING,
                    point=point.point.numero,
                    compte=compte.point.numero,
                )


def _du_meme_compte(point: FiguresPoint, compte: FiguresPoint) -> bool:
    """Whether an item repeats those accounts: of the same budget, the year that they end or begin."""
    ecart = _APRES_LE_COMPTE.get(point.point.acte or "")
    if ecart is None or point.point.abandon is not None or compte.point.abandon is not None:
        return False
    budgets = [cle(str(_valeur(each, "budget") or "")) for each in (point, compte)]
    exercices = [_valeur(each, "exercice") for each in (point, compte)]
    return budgets[0] == budgets[1] and None not in exercices and exercices[0] == exercices[1] + ecart


def _repris(point: FiguresPoint) -> bool:
    """Whether it takes up results of adopted accounts; a budget may do so in advance, or not at all."""
    return point.point.acte != "budget_primitif" or _valeur(point, "reprise") == "après le vote du compte"


def _valeur(point: FiguresPoint, nom: str) -> Any:
    valeurs = point.valeurs
    connus = valeurs is not None and nom in (*valeurs.champs, *(each.champ.nom for each in valeurs.calcules))
    return valeurs.valeur(nom) if valeurs is not None and connus else None


def _finding(point: FiguresPoint, verdict: Verdict) -> Diagnostic:
    controle = verdict.controle
    droit = controle.statut is not Status.COHERENCE
    ferme = controle.gravite is Severity.ERROR and not _a_venir(point, verdict)
    de_memoire = phrase("Règle tenue de mémoire : à vérifier.") if controle.statut is Status.MEMORY else ""
    finding = (CHAMP_DROIT if droit else CHAMP_COHERENCE).finding(
        phrase("Point {n}{ou} : ", n=point.point.numero, ou=_ou(verdict)) + _dit(point, verdict) + ".",
        _lieu(point, verdict),
        hint=" ".join(filter(None, (phrase(_sans_accolades(controle.conseil)), de_memoire))),
        point=point.point.numero,
        severity=Severity.ERROR if ferme else Severity.WARNING,
        article=_article(verdict),
        selon=verdict.selon,
    )
    return replace(finding, controle=controle.nom)


def _a_venir(point: FiguresPoint, verdict: Verdict) -> bool:
    """Whether what is wrong is a field that nobody wrote yet, before the vote: a project may have a blank."""
    ecrit = point.point.champs.get(verdict.controle.champ) if verdict.ligne is None else None
    return ecrit is not None and ecrit.manque and not point.delibere


def _dit(point: FiguresPoint, verdict: Verdict) -> str:
    valeurs = point.valeurs
    assert valeurs is not None, "a verdict comes from them"
    dites = {nom: valeurs.dite(nom, verdict) for nom in _PLACE.findall(verdict.controle.dit)}
    return phrase(verdict.controle.dit, **dites)


def _sans_accolades(texte: str) -> str:
    """An advice as `phrase` takes it: it names no value."""
    return texte.replace("{", "{{").replace("}", "}}")


def _ou(verdict: Verdict) -> str:
    if verdict.ligne is None:
        return ""
    return phrase(", ligne {rang} de « {nom} »", rang=verdict.rang, nom=verdict.controle.pour_chaque)


def _lieu(point: FiguresPoint, verdict: Verdict) -> Location | None:
    """The cell, the row, the field; else the item."""
    nom, ligne = verdict.controle.champ, verdict.ligne
    if ligne is not None:
        return ligne.lieux.get(nom) or ligne.lieu
    ecrit = point.point.champs.get(nom)
    return ecrit.lieu if ecrit is not None else point.point.lieu


def _article(verdict: Verdict) -> str:
    article = verdict.controle.article
    found = code(article.code) if article is not None else None
    if article is None or found is None:
        return ""
    return citation_courte(Citation(found, article.numero, article.precision))
