"""What a collectivity is called inside a sentence: an EPCI takes an article, a commune takes none."""

from __future__ import annotations

from actgen.facts.collectivite import Collectivite
from actgen.text.grammar import Genre, le
from actgen.text.keys import cle

_NATURES = ("communaute", "metropole", "agglomeration")
"""What tells in a name that it is that of an EPCI."""


def nature_et_nom(collectivite: Collectivite) -> str:
    """« communauté d’agglomération Mulhouse Alsace Agglomération », « métropole du Grand Paris »."""
    nature, nom = collectivite.nature, collectivite.nom
    if nature and nom.casefold().startswith(nature.casefold()):
        return nom[0].lower() + nom[1:]  # « communauté de communes du Ternois »: its name tells its nature
    premier = nom.split()[0].casefold()
    if nature and nature in premier:
        return nom  # « Eurométropole de Strasbourg »
    if nature.casefold().endswith(premier):  # « communauté d’agglomération de Mulhouse »
        return f"{nature[: -len(premier)]}{nom[0].lower()}{nom[1:]}"
    return f"{nature} {nom}".strip()


def en_phrase(collectivite: Collectivite) -> str:
    """« Mulhouse », « la communauté de communes de Petite Camargue », to follow « pour » or « de »."""
    if collectivite.est_commune:
        return collectivite.nom
    return le(nature_et_nom(collectivite), genre_de(collectivite))


def genre_de(collectivite: Collectivite) -> Genre:
    """« la commune », « la communauté », « la métropole », but « le syndicat »."""
    return Genre.MASCULIN if collectivite.est_syndicat else Genre.FEMININ


def en_liste(collectivite: Collectivite) -> str:
    """As it stands alone in a list: « Metz Métropole », « Communauté de communes Grand-Figeac »."""
    nom = collectivite.nom
    if collectivite.est_commune or any(mot in cle(nom) for mot in _NATURES):
        return nom
    entier = nature_et_nom(collectivite)
    return entier[:1].upper() + entier[1:]
