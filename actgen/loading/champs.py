"""The fields that the kind of an item's act declares → the model: names become members, files their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from actgen.diagnostics import Location
from actgen.facts.champs import Champ, ChampEcrit, Contenu, Ligne, TypeChamp, Valeur
from actgen.facts.texte import Prose
from actgen.kinds.manifest import Kind

from .lecture import Lecture
from .shapes.point import PointShape

TEXTES = (".md", ".docx")


@dataclass(frozen=True, slots=True)
class ChampsLoader:
    """Reads the declared fields of one item; `prose` fetches the files that they name."""

    lecture: Lecture
    prose: Callable[[str, Location], Prose | None]

    def charger(self, ecrit: PointShape, kind: Kind, *ici: str | int) -> MappingProxyType[str, ChampEcrit]:
        """Every field of the kind by its name, written or not."""
        lus = {
            champ.nom: self._champ(champ, getattr(ecrit, champ.nom, None), *ici, champ.nom)
            for champ in kind.champs
            if champ.nom not in PointShape.model_fields
        }
        return MappingProxyType(lus)

    def _champ(self, champ: Champ, ecrit: Any, *ici: str | int) -> ChampEcrit:
        lieu = self.lecture.lieu(*ici)
        if not isinstance(ecrit, tuple):
            return ChampEcrit(champ, self._valeur(champ.type, ecrit, *ici), lieu)
        contenu: Contenu
        if champ.type is TypeChamp.LIGNES:
            contenu = tuple(self._ligne(champ, ligne, *ici, rang) for rang, ligne in enumerate(ecrit))
        else:
            lus = (self._valeur(champ.de, valeur, *ici, rang) for rang, valeur in enumerate(ecrit))
            contenu = tuple(valeur for valeur in lus if valeur is not None)
        lieux = tuple(self.lecture.lieu(*ici, rang) for rang in range(len(ecrit)))
        return ChampEcrit(champ, contenu, lieu, lieux)

    def _valeur(self, kind: TypeChamp, ecrit: Any, *ici: str | int) -> Valeur | None:
        if ecrit is None:
            return None
        if kind is TypeChamp.PERSONNE:
            return self.lecture.membre(ecrit, *ici)
        if kind is TypeChamp.TEXTE_LONG and nomme_un_fichier(ecrit):
            return self.prose(ecrit, self.lecture.lieu(*ici))
        valeur: Valeur = ecrit
        return valeur

    def _ligne(self, champ: Champ, ecrit: Any, *ici: str | int) -> Ligne:
        valeurs = {
            colonne.nom: self._valeur(colonne.type, getattr(ecrit, colonne.nom), *ici, colonne.nom)
            for colonne in champ.colonnes
        }
        lieux = {nom: self.lecture.lieu(*ici, nom) for nom in valeurs}
        return Ligne(MappingProxyType(valeurs), MappingProxyType(lieux), self.lecture.lieu(*ici))


def nomme_un_fichier(texte: str) -> bool:
    """Whether a text is the name of a Word or Markdown file."""
    return texte.casefold().endswith(TEXTES) and " " not in texte and "\n" not in texte
