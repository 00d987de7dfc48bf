"""The chart of progress, as one drawing: two bars a step, the figures written beside them.

The drawing says nothing that its description doesn't; colours differ by lightness too, for who sees no hue
and for a printer without colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from actgen.figures.suivi import Avancement, Suivi, taux
from actgen.text.grammar import compte
from actgen.text.numbers import nombre

_LARGEUR, _NOM, _BARRE, _CHIFFRES = 760, 110, 400, 240
_PAS, _HAUT, _EPAIS = 46, 30, 15
_FONCE, _CLAIR, _FOND = "#0b3d91", "#7fb2e5", "#e9e9e9"


def graphique(suivi: Suivi) -> str:
    """The drawing, with its title and its description for who can't see it."""
    etapes = suivi.avancement
    hauteur = _HAUT + _PAS * len(etapes)
    return (
        f'<svg viewBox="0 0 {_LARGEUR} {hauteur}" role="img" aria-labelledby="trace-titre trace-texte">'
        f'<title id="trace-titre">Avancement par étape</title>'
        f'<desc id="trace-texte">{escape(" ".join(description(suivi)))}</desc>'
        f"{_legende()}{''.join(_etape(suivi, each, rang) for rang, each in enumerate(etapes))}</svg>"
    )


def description(suivi: Suivi) -> Iterator[str]:
    """A sentence a step: « adoptée : 27 membres sur 40 (67 %), 196 485 habitants (71 %). »."""
    for each in suivi.avancement:
        membres, habitants = _parts(suivi, each)
        yield f"{each.etape.value}\u00a0: {membres}, {habitants}."


def _parts(suivi: Suivi, each: Avancement) -> tuple[str, str]:
    membres = taux(each.membres, len(suivi.lignes))
    habitants = taux(each.habitants, suivi.habitants.nombre)
    return (
        f"{compte(each.membres, 'membre')} ({membres})",
        f"{nombre(each.habitants)}\u00a0{'habitants' if each.habitants > 1 else 'habitant'} ({habitants})",
    )


def _legende() -> str:
    return (
        f'<rect x="{_NOM}" y="4" width="14" height="14" fill="{_FONCE}"/>'
        f'<text x="{_NOM + 20}" y="16">membres</text>'
        f'<rect x="{_NOM + 110}" y="4" width="14" height="14" fill="{_CLAIR}"/>'
        f'<text x="{_NOM + 130}" y="16">habitants des communes</text>'
    )


def _etape(suivi: Suivi, each: Avancement, rang: int) -> str:
    haut = _HAUT + rang * _PAS + 4
    membres, habitants = _parts(suivi, each)
    return (
        f'<text x="{_NOM - 8}" y="{haut + 20}" text-anchor="end">{escape(each.etape.value)}</text>'
        + _barre(haut, each.membres, len(suivi.lignes), _FONCE, membres)
        + _barre(haut + _EPAIS + 3, each.habitants, suivi.habitants.nombre, _CLAIR, habitants)
    )


def _barre(haut: int, part: int, tout: int, couleur: str, dit: str) -> str:
    largeur = round(_BARRE * part / tout) if tout else 0
    return (
        f'<rect x="{_NOM}" y="{haut}" width="{_BARRE}" height="{_EPAIS}" fill="{_FOND}"/>'
        f'<rect x="{_NOM}" y="{haut}" width="{largeur}" height="{_EPAIS}" fill="{couleur}"/>'
        f'<text x="{_NOM + _BARRE + 8}" y="{haut + 12}">{escape(dit)}</text>'
    )
