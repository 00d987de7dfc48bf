"""What the templates of a kind see of the fields that it declares: one frozen view made for each kind.

`type_des_champs` gives the type of `{{ champs }}`: names, types and meanings, for the check of templates
and for their authors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from types import GenericAlias
from typing import Annotated, Any

from msgspec import Struct, defstruct

from actgen.acts.tree.inline import Lacune, Text
from actgen.acts.tree.nodes import Block, ListBlock, ListItem, Paragraph
from actgen.acts.views.groupement import Textes
from actgen.acts.views.presence import vue_personne
from actgen.acts.views.views import Sens, VuePersonne
from actgen.base.diagnostics import Location
from actgen.base.text.keys import capitale
from actgen.base.text.typography import typeset
from actgen.council.facts.champs import Champ, ChampEcrit, Ligne
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.personne import Membre
from actgen.council.facts.texte import Prose, alineas
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.council.figures.actes import compte, groupes, total
from actgen.council.figures.seance import FiguresPoint


class VueChamps(Struct, frozen=True):
    """Ce que cette nature d’acte demande en propre au point."""


class VueLigne(Struct, frozen=True):
    """Une ligne d’un tableau que le point écrit."""


class VueTotaux(Struct, frozen=True):
    """Les totaux des colonnes d’un tableau."""


class VueGroupe(Struct, frozen=True):
    """Les lignes d’un tableau qui ont la même valeur dans une colonne, et leurs totaux."""


def _vue(kind: TypeChamp) -> Any:
    """What a template sees of a value of that type."""
    if kind is TypeChamp.TEXTE_LONG:
        return GenericAlias(tuple, (Block, ...))
    return VuePersonne if kind is TypeChamp.PERSONNE else TYPES[kind].valeur


_VIDES = frozenset({TypeChamp.TEXTE, TypeChamp.TEXTE_LONG, TypeChamp.CHOIX, TypeChamp.OUI_NON})

"""What is not written and not obligatory is empty, or « non »; any other value is None."""


@lru_cache(maxsize=256)
def type_des_champs(champs: tuple[Champ, ...]) -> type[VueChamps]:
    """The type of the view of these fields: a frozen record whose fields bear their meaning (`Sens`)."""
    fields = [field for champ in champs for field in _fields(champ)]
    return _made("VueChamps", VueChamps, fields)


@lru_cache(maxsize=256)
def type_de_ligne(champ: Champ) -> type[VueLigne]:
    """The type of a row of this table."""
    fields = [
        (colonne.nom, Annotated[_annotation(colonne), Sens(_sens(colonne))]) for colonne in champ.colonnes
    ]
    return _made("VueLigne", VueLigne, fields)


@lru_cache(maxsize=256)
def type_des_totaux(champ: Champ) -> type[VueTotaux]:
    """The type of the totals of this table: one for each column of amounts or numbers."""
    fields = [
        (
            colonne.nom,
            Annotated[_vue(colonne.type) | Lacune, Sens(f"Total de la colonne « {colonne.titre} ».")],
        )
        for colonne in champ.sommes
    ]
    return _made("VueTotaux", VueTotaux, fields)


@lru_cache(maxsize=256)
def type_de_groupe(champ: Champ) -> type[VueGroupe]:
    """The type of the rows of this table that share one value of the column `par`."""
    titre = next(colonne.titre for colonne in champ.colonnes if colonne.nom == champ.par)
    fields: list[tuple[str, Any]] = [
        (champ.par, Annotated[str, Sens(f"{titre}, commun à ces lignes.")]),
        ("lignes", Annotated[_several(type_de_ligne(champ)), Sens("Les lignes.")]),
    ]
    if champ.sommes:
        fields.append(("totaux", Annotated[type_des_totaux(champ), Sens("Leurs totaux.")]))
    return _made("VueGroupe", VueGroupe, fields)


def vide(champ: Champ) -> object:
    """What a field that is not written and not obligatory is."""
    if champ.type in (TypeChamp.LISTE, TypeChamp.LIGNES, TypeChamp.TEXTE_LONG):
        return ()
    if champ.type is TypeChamp.OUI_NON:
        return False
    return "" if champ.type in _VIDES else None


def _fields(champ: Champ) -> Iterator[tuple[str, Any]]:
    """The field, and what is made of it: totals of a table, its rows by group, « aucune » for a long text."""
    yield champ.nom, Annotated[_annotation(champ), Sens(_sens(champ))]
    if champ.admet_aucun:
        yield (
            champ.nom_du_neant,
            Annotated[bool, Sens(f"Oui si « aucun » ou « aucune » est écrit : {champ.titre}.")],
        )
    if champ.type is not TypeChamp.LIGNES:
        return
    if champ.sommes:
        totaux = f"Totaux des colonnes de « {champ.titre} »."
        yield champ.nom_des_totaux, Annotated[type_des_totaux(champ), Sens(totaux)]
    if champ.par:
        groupes = f"Les lignes de « {champ.titre} », groupées par {champ.par}."
        yield champ.nom_des_groupes, Annotated[_several(type_de_groupe(champ)), Sens(groupes)]


def _annotation(champ: Champ) -> Any:
    if champ.type is TypeChamp.LIGNES:
        plain: Any = _several(type_de_ligne(champ))
    elif champ.type is TypeChamp.LISTE:
        plain = _several(_vue(champ.de))  # its one element is a blank when it is needed and not written
    else:
        plain = _vue(champ.type)
    if champ.obligatoire and champ.type not in (TypeChamp.LISTE, TypeChamp.LIGNES):
        return plain | Lacune
    return plain if vide(champ) is not None else plain | None


def _several(element: Any) -> Any:
    return GenericAlias(tuple, (element, ...))


def _sens(champ: Champ) -> str:
    """« Montant de la subvention : 1 500 €. »."""
    exemple = f" : « {champ.exemple[0]} »" if champ.exemple and champ.type is not TypeChamp.LIGNES else ""
    told_by_its_type = champ.obligatoire or vide(champ) is None
    suite = "" if told_by_its_type else " ; facultatif"
    return f"{champ.titre}{exemple}{suite}."


def _made(name: str, base: type[Any], fields: list[tuple[str, Any]]) -> type[Any]:
    told = {"__doc__": base.__doc__}
    return defstruct(name, fields, bases=(base,), frozen=True, module=__name__, namespace=told)


def vue_des_champs(point: FiguresPoint, collectivite: Collectivite, textes: Textes) -> VueChamps:
    """Every field that the item's kind declares; one that is needed and not written is a visible blank.

    So is a computed value that is not known.
    """
    lecteur = _Vue(collectivite, textes)
    vus = point.valeurs
    ecrits = tuple(point.point.champs.values() if vus is None else (*vus.champs.values(), *vus.calcules))
    valeurs: dict[str, object] = {}
    for ecrit in ecrits:
        valeurs |= lecteur.champ(ecrit)
    return type_des_champs(tuple(ecrit.champ for ecrit in ecrits))(**valeurs)


class _Vue:
    def __init__(self, collectivite: Collectivite, textes: Textes) -> None:
        self.collectivite = collectivite
        self.textes = textes

    def champ(self, ecrit: ChampEcrit) -> dict[str, object]:
        champ = ecrit.champ
        valeurs: dict[str, object] = {champ.nom: self._contents(ecrit)}
        if champ.admet_aucun:
            valeurs[champ.nom_du_neant] = ecrit.neant
        if champ.type is TypeChamp.LIGNES:
            if champ.sommes:
                valeurs[champ.nom_des_totaux] = _totaux(ecrit, ecrit.lignes)
            if champ.par:
                valeurs[champ.nom_des_groupes] = self._groups(ecrit)
        return valeurs

    def _contents(self, ecrit: ChampEcrit) -> object:
        champ = ecrit.champ
        if ecrit.neant:
            return vide(champ)
        if ecrit.manque:
            return _absent(ecrit) if champ.obligatoire else vide(champ)
        if champ.type is TypeChamp.LIGNES:
            return tuple(self._row(champ, ligne) for ligne in ecrit.lignes)
        if isinstance(ecrit.valeur, tuple):
            return tuple(self._value(valeur) for valeur in ecrit.valeur)
        if champ.type is TypeChamp.TEXTE_LONG:
            return self._prose(ecrit.valeur)
        return self._value(ecrit.valeur)

    def _groups(self, ecrit: ChampEcrit) -> tuple[object, ...]:
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
                "lignes": tuple(self._row(champ, ligne) for ligne in groupe.lignes),
            }
            if champ.sommes:
                valeurs["totaux"] = _totaux(ecrit, groupe.lignes)
            parts.append(kind(**valeurs))
        return tuple(parts)

    def _row(self, champ: Champ, ligne: Ligne) -> VueLigne:
        cellules = {
            colonne.nom: self._cell(champ, colonne, ligne.valeurs.get(colonne.nom), ligne.lieux)
            for colonne in champ.colonnes
        }
        return type_de_ligne(champ)(**cellules)

    def _cell(self, champ: Champ, colonne: Champ, valeur: object, lieux: Mapping[str, Location]) -> object:
        if valeur is not None:
            return self._value(valeur)
        if colonne.obligatoire:
            return Lacune(f"{champ.nom}.{colonne.nom}", _label(colonne), lieux.get(colonne.nom))
        return vide(colonne)

    def _value(self, valeur: object) -> object:
        if isinstance(valeur, Membre):
            return vue_personne(valeur, self.collectivite)
        if isinstance(valeur, str):
            return typeset(valeur)
        return valeur

    def _prose(self, valeur: object) -> tuple[Block, ...]:
        if isinstance(valeur, Prose):
            return self.textes.get(valeur.fichier, ())
        return phrases(str(valeur))


def phrases(texte: str) -> tuple[Block, ...]:
    """What a session writes in its own lines, as paragraphs and lists, capital to full stop.

    Who answers « Pourquoi ? » in a box writes « la réparation de la chaudière », and the act prints it alone.
    """
    texte = texte.rstrip()
    dits = alineas(f"{texte}." if texte[-1:].isalnum() else texte)
    dits = tuple((tiret, mots if rang else capitale(mots)) for rang, (tiret, mots) in enumerate(dits))
    blocks: list[Block] = []
    for tiret, ensemble in groupby(dits, itemgetter(0)):
        mots = [Paragraph((Text(typeset(each)),)) for _, each in ensemble]
        blocks += [ListBlock(tuple(ListItem((each,)) for each in mots))] if tiret else mots
    return tuple(blocks)


def _absent(ecrit: ChampEcrit) -> object:
    """A visible blank: of a list or of a table, the one element, so that a loop shows it."""
    blanc = _lacune(ecrit)
    return (blanc,) if ecrit.champ.type in (TypeChamp.LISTE, TypeChamp.LIGNES) else blanc


def _lacune(ecrit: ChampEcrit) -> Lacune:
    return Lacune(ecrit.champ.nom, _label(ecrit.champ), ecrit.lieu)


def _totaux(ecrit: ChampEcrit, lignes: tuple[Ligne, ...]) -> VueTotaux:
    """The sums of the columns; a blank for one that waits for a cell, and never what the others make."""
    champ = ecrit.champ
    made = {
        colonne.nom: total(lignes, colonne)
        if compte(lignes, colonne, champ)
        else Lacune(f"{champ.nom_des_totaux}.{colonne.nom}", _label(colonne), ecrit.lieu)
        for colonne in champ.sommes
    }
    return type_des_totaux(champ)(**made)


def _label(champ: Champ) -> str:
    """« montant de la subvention », as a list of what is missing names it."""
    titre = champ.titre
    sigle = titre[:2].isupper()
    return titre if sigle else titre[:1].lower() + titre[1:]
