"""The declared fields of an item, as the templates of its kind see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from actgen.diagnostics import Location
from actgen.document.inline import Lacune, Text
from actgen.document.nodes import Block, Paragraph
from actgen.facts.champs import Champ, ChampEcrit, Ligne, TypeChamp
from actgen.facts.collectivite import Collectivite
from actgen.facts.personne import Membre
from actgen.facts.seance import Point
from actgen.facts.texte import Prose
from actgen.figures.champs import groupes, total
from actgen.text.typography import typeset
from actgen.views.champs import (
    VueChamps,
    VueLigne,
    VueTotaux,
    type_de_groupe,
    type_de_ligne,
    type_des_champs,
    type_des_totaux,
    vide,
)

from .groupement import Textes
from .personnes import vue_personne

_PARAGRAPHES = "\n\n"


def vue_des_champs(point: Point, collectivite: Collectivite, textes: Textes) -> VueChamps:
    """Every field that the item's kind declares; one that is needed and not written is a visible blank."""
    lecteur = _Vue(collectivite, textes)
    valeurs: dict[str, object] = {}
    for ecrit in point.champs.values():
        valeurs |= lecteur.champ(ecrit)
    return type_des_champs(tuple(ecrit.champ for ecrit in point.champs.values()))(**valeurs)


class _Vue:
    def __init__(self, collectivite: Collectivite, textes: Textes) -> None:
        self.collectivite = collectivite
        self.textes = textes

    def champ(self, ecrit: ChampEcrit) -> dict[str, object]:
        champ = ecrit.champ
        valeurs: dict[str, object] = {champ.nom: self._contenu(ecrit)}
        if champ.admet_aucun:
            valeurs[champ.nom_du_neant] = ecrit.neant
        if champ.type is TypeChamp.LIGNES:
            if champ.sommes:
                valeurs[champ.nom_des_totaux] = _totaux(champ, ecrit.lignes)
            if champ.par:
                valeurs[champ.nom_des_groupes] = self._groupes(ecrit)
        return valeurs

    def _contenu(self, ecrit: ChampEcrit) -> object:
        champ = ecrit.champ
        if ecrit.neant:
            return vide(champ)
        if ecrit.manque:
            return _absent(ecrit) if champ.obligatoire else vide(champ)
        if champ.type is TypeChamp.LIGNES:
            return tuple(self._ligne(champ, ligne) for ligne in ecrit.lignes)
        if isinstance(ecrit.valeur, tuple):
            return tuple(self._valeur(valeur) for valeur in ecrit.valeur)
        if champ.type is TypeChamp.TEXTE_LONG:
            return self._prose(ecrit.valeur)
        return self._valeur(ecrit.valeur)

    def _groupes(self, ecrit: ChampEcrit) -> tuple[object, ...]:
        champ = ecrit.champ
        kind = type_de_groupe(champ)
        if ecrit.manque and champ.obligatoire:
            blanc = _lacune(ecrit)
            totaux = {"totaux": blanc} if champ.sommes else {}
            return (kind(**{champ.par: blanc, "lignes": (blanc,), **totaux}),)
        parts = []
        for groupe in groupes(ecrit, champ.par):
            valeurs: dict[str, object] = {
                champ.par: typeset(groupe.valeur),
                "lignes": tuple(self._ligne(champ, ligne) for ligne in groupe.lignes),
            }
            if champ.sommes:
                valeurs["totaux"] = _totaux(champ, groupe.lignes)
            parts.append(kind(**valeurs))
        return tuple(parts)

    def _ligne(self, champ: Champ, ligne: Ligne) -> VueLigne:
        cellules = {
            colonne.nom: self._cellule(champ, colonne, ligne.valeurs.get(colonne.nom), ligne.lieux)
            for colonne in champ.colonnes
        }
        return type_de_ligne(champ)(**cellules)

    def _cellule(self, champ: Champ, colonne: Champ, valeur: object, lieux: Mapping[str, Location]) -> object:
        if valeur is not None:
            return self._valeur(valeur)
        if colonne.obligatoire:
            return Lacune(f"{champ.nom}.{colonne.nom}", _libelle(colonne), lieux.get(colonne.nom))
        return vide(colonne)

    def _valeur(self, valeur: object) -> object:
        if isinstance(valeur, Membre):
            return vue_personne(valeur, self.collectivite)
        if isinstance(valeur, str):
            return typeset(valeur)
        assert isinstance(valeur, int | Decimal | date)
        return valeur

    def _prose(self, valeur: object) -> tuple[Block, ...]:
        if isinstance(valeur, Prose):
            return self.textes.get(valeur.fichier, ())
        paragraphes = (part.strip() for part in str(valeur).split(_PARAGRAPHES))
        return tuple(Paragraph((Text(typeset(part)),)) for part in paragraphes if part)


def _absent(ecrit: ChampEcrit) -> object:
    """A visible blank: of a list or of a table, the one element, so that a loop shows it."""
    blanc = _lacune(ecrit)
    return (blanc,) if ecrit.champ.type in (TypeChamp.LISTE, TypeChamp.LIGNES) else blanc


def _lacune(ecrit: ChampEcrit) -> Lacune:
    return Lacune(ecrit.champ.nom, _libelle(ecrit.champ), ecrit.lieu)


def _totaux(champ: Champ, lignes: tuple[Ligne, ...]) -> VueTotaux:
    return type_des_totaux(champ)(**{colonne.nom: total(lignes, colonne) for colonne in champ.sommes})


def _libelle(champ: Champ) -> str:
    """« montant de la subvention », as a list of what is missing names it."""
    titre = champ.titre
    sigle = titre[:2].isupper()
    return titre if sigle else titre[:1].lower() + titre[1:]
