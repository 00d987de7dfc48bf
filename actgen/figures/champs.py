"""What the rows of a declared table add up to, once: for the checks and for the acts alike."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from actgen.facts.champs import Champ, ChampEcrit, Ligne, TypeChamp
from actgen.records import dataclass

Somme = Decimal | int


@dataclass(frozen=True, slots=True)
class Groupe:
    """The rows that share one value of a column, in the order of the file; `valeur` as it is printed."""

    valeur: str
    lignes: tuple[Ligne, ...]


def somme(lignes: Iterable[Ligne], colonne: str) -> Somme:
    """What a column of amounts or numbers adds up to; an empty cell counts for nothing."""
    total: Somme = 0
    for ligne in lignes:
        valeur = ligne.valeurs.get(colonne)
        if isinstance(valeur, Decimal | int) and not isinstance(valeur, bool):
            total = total + valeur
    return total


def total(lignes: Iterable[Ligne], colonne: Champ) -> Somme:
    """The same in the type of the column: an amount prints as euros, be it nought."""
    compte = somme(lignes, colonne.nom)
    return Decimal(compte) if colonne.type is TypeChamp.MONTANT else compte


def groupes(ecrit: ChampEcrit, par: str) -> tuple[Groupe, ...]:
    """The rows by the value of a column, in the order of its choices, else of the file."""
    colonne = next(each for each in ecrit.champ.colonnes if each.nom == par)
    valeurs = dict.fromkeys(_texte(ligne, par) for ligne in ecrit.lignes)
    rangs = {choix: rang for rang, choix in enumerate(colonne.choix)}
    ordre = sorted(valeurs, key=lambda valeur: rangs.get(valeur, len(rangs)))
    return tuple(
        Groupe(valeur, tuple(ligne for ligne in ecrit.lignes if _texte(ligne, par) == valeur))
        for valeur in ordre
    )


def _texte(ligne: Ligne, colonne: str) -> str:
    valeur = ligne.valeurs.get(colonne)
    return valeur if isinstance(valeur, str) else ""


@dataclass(frozen=True, slots=True)
class Desequilibre:
    """Two sums that should be the same and are not, for one group of rows (`groupe` empty: all of them)."""

    groupe: str
    gauche: Somme
    droite: Somme
    lignes: tuple[Ligne, ...]


def desequilibres(ecrit: ChampEcrit) -> tuple[Desequilibre, ...]:
    """Where a table that must balance does not."""
    regle = ecrit.champ.equilibre
    if regle is None:
        return ()
    parts = groupes(ecrit, regle.par) if regle.par else (Groupe("", ecrit.lignes),)
    comptes = (
        Desequilibre(
            part.valeur, somme(part.lignes, regle.gauche), somme(part.lignes, regle.droite), part.lignes
        )
        for part in parts
    )
    return tuple(each for each in comptes if each.gauche != each.droite)
