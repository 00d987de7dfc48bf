"""Names in columns, for the councils where a paragraph of them could not be read.

A council of 15 or 19 keeps its line of names; a council of 69 gets a table, office by office.
"""

from __future__ import annotations

from collections.abc import Sequence

from actgen.document.inline import Text
from actgen.document.nodes import Block, Cell, Paragraph, Row, Style, Table
from actgen.facts.collectivite import Collectivite
from actgen.facts.personne import Membre
from actgen.figures.presence import Representation
from actgen.text.dates import date_chiffres
from actgen.text.offices import EXCUSE, NON_EXCUSE

from .personnes import capitale, nom_insecable, par_fonction

BEAUCOUP = 20  # members present; beyond, their names are set in columns
_PRESENTS = 3  # columns
_REPRESENTES = 2  # fewer fit a line
_TITRES = ("Membre représenté", "Représenté par", "Pouvoir du")


def presents_en_colonnes(presents: tuple[Membre, ...], collectivite: Collectivite) -> tuple[Block, ...]:
    """The names of many, under their office, in the order of the table; nothing when they fit a line."""
    if len(presents) <= BEAUCOUP:
        return ()
    rangs: list[Row] = []
    for office, groupe in par_fonction(presents, collectivite):
        titre = Cell((_ligne(capitale(office)),), header=True, colspan=_PRESENTS)
        rangs += [Row((titre,)), *_rangs([nom_insecable(membre) for membre in groupe], _PRESENTS)]
    return (Table((), tuple(rangs), widths=(1,) * _PRESENTS, bare=True),)


def representes_en_colonnes(representes: tuple[Representation, ...], presents: int) -> tuple[Block, ...]:
    """Who is represented, by whom, since when if it is told, where those present are in columns too."""
    if presents <= BEAUCOUP or len(representes) <= _REPRESENTES:
        return ()
    dates = any(each.pouvoir.date for each in representes)
    titres = _TITRES if dates else _TITRES[:-1]
    tete = Row(tuple(Cell((_ligne(titre),), header=True) for titre in titres))
    rangs = []
    for each in representes:
        du = each.pouvoir.date
        textes = (
            mandant_excuse(each),
            nom_insecable(each.mandataire),
            date_chiffres(du) if du else "",
        )
        cellules = textes[: len(titres)]
        rangs.append(Row(tuple(Cell((_ligne(texte),) if texte else ()) for texte in cellules)))
    return (Table((tete,), tuple(rangs), widths=(5, 5, 3)[: len(titres)], bare=True),)


def mandant_excuse(representation: Representation) -> str:
    """« Membre 12, excusée »: an excuse is told when it was written (it has its effects in local law)."""
    mandant, excuse = representation.mandant, representation.excuse
    if excuse is None:
        return nom_insecable(mandant)
    return f"{nom_insecable(mandant)}, {(EXCUSE if excuse else NON_EXCUSE).accord(mandant.genre)}"


def _rangs(textes: Sequence[str], colonnes: int) -> list[Row]:
    """Filled line by line, so that a list cut by a page is read on from the top of the next."""
    rangs = []
    for debut in range(0, len(textes), colonnes):
        ligne = textes[debut : debut + colonnes]
        vides = [""] * (colonnes - len(ligne))
        rangs.append(Row(tuple(Cell((_ligne(texte),) if texte else ()) for texte in (*ligne, *vides))))
    return rangs


def _ligne(texte: str) -> Paragraph:
    return Paragraph((Text(texte),), Style.CELL)
