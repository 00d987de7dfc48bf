"""What a collectivity is called inside a sentence: an EPCI takes an article, a commune takes none."""

from __future__ import annotations

from actgen.model.collectivite import Collectivite


def nature_et_nom(collectivite: Collectivite) -> str:
    """« communauté d’agglomération Mulhouse Alsace Agglomération », « métropole du Grand Paris »."""
    nature, nom = collectivite.nature, collectivite.nom
    if nature and nom.casefold().startswith(nature.casefold()):
        return nom[0].lower() + nom[1:]  # « communauté de communes du Ternois »: its name tells its nature
    return f"{nature} {nom}".strip()


def en_phrase(collectivite: Collectivite) -> str:
    """« Mulhouse », « la communauté de communes de Petite Camargue », to follow « pour » or « de »."""
    return collectivite.nom if collectivite.est_commune else f"la {nature_et_nom(collectivite)}"
