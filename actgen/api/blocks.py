"""A block copied from a spreadsheet → the rows of a table of an item, from one of its cells on.

Cells are kept as they were copied: one that can't be read is told under the table, as if it had been typed.
What has no column, or would be counted twice, is refused as a whole, so that nothing lands where it was not
meant.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from actgen.api import cards
from actgen.api.editing import Change
from actgen.api.fields import Fields, Path
from actgen.base.errors import CannotEdit, UsageError
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.council.facts.champs import Champ
from actgen.council.facts.types_de_champ import TypeChamp
from actgen.reading.edits import Put

_MOST_ROWS = 500
_FIGURES = (TypeChamp.MONTANT, TypeChamp.NOMBRE, TypeChamp.TAUX)
_DIGIT = re.compile(r"\d")
_NOTHING = re.compile(r"[-–—]?\s*€?")  # how a spreadsheet shows a zero of its accounts
_HEADING = re.compile(
    r"(?:montant|tarif|prix|depense|recette|somme|cout|taux|nombre|quantite|valeur|credit|euro)s?"
    r"(?:ht|ttc|eneuros|unitaire|(?:\(|en)?€\)?)*"
)  # a cell over figures that is no figure: « gratuit » is one
_TOTAL = re.compile(r"(?:sous[ -]?)?tota(?:l|ux)\b.*", re.IGNORECASE)


def is_block(text: str) -> bool:
    """Whether a text holds several cells."""
    return "\t" in text or "\n" in text.strip("\n")


def write_block(
    fields: Fields, path: Path, colonnes: Sequence[Champ], rank: int, name: str, text: str
) -> list[Change]:
    """The change that puts a block in a table, from that cell on. Raises CannotEdit, UsageError."""
    names = [each.nom for each in colonnes]
    rows = cards.cells(fields, path, names)
    if rows is None:
        raise CannotEdit(say("Cette valeur se modifie dans le fichier lui-même."), fields.place_of(path).line)
    if name not in names or not 0 <= rank <= len(rows):
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    block, ranks = _placed(_block(text), colonnes, names.index(name))
    _check(block, colonnes, ranks, name)
    written = fields.several(path)
    for number, cells in enumerate(block, start=rank):
        before = rows[number] if number < len(rows) else [""] * len(names)
        told = {at: _cell(cell, colonnes[at]) for at, cell in zip(ranks, cells, strict=False)}
        row = cards.written_row([told.get(at, said) for at, said in enumerate(before)], names)
        if number < len(written):
            written = [*written[:number], row, *written[number + 1 :]]
        else:
            written = [*written, row]
    return [Put(path, written)]


def _block(text: str) -> list[list[str]]:
    """Its rows, the empty ones left out, each without the empty cells that end all of them."""
    lines = text.replace("\r\n", "\n").strip("\n")
    try:
        read = list(csv.reader(lines.splitlines(keepends=True), delimiter="\t", strict=True))
    except csv.Error:  # a quote that opens nothing
        read = list(csv.reader(lines.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [[" ".join(cell.split()) for cell in row] for row in read]
    rows = [row for row in rows if any(row)]
    width = max((rank for row in rows for rank, cell in enumerate(row, start=1) if cell), default=0)
    return [(row + [""] * width)[:width] for row in rows]


def _placed(block: list[list[str]], colonnes: Sequence[Champ], at: int) -> tuple[list[list[str]], list[int]]:
    """The rows without their headings, and the column of each cell: as the headings say, else in turn."""
    turn = list(range(at, at + len(block[0]))) if block else []
    if len(block) < 2:
        return block, turn
    titles = {cle(each.titre): rank for rank, each in enumerate(colonnes)}
    named = [titles.get(cle(cell)) for cell in block[0]]
    known = [each for each in named if each is not None]
    over_figures = [
        cell
        for cell, place in zip(block[0], turn, strict=True)
        if place < len(colonnes) and colonnes[place].type in _FIGURES
    ]
    titled = len(known) + sum(_HEADING.fullmatch(cle(cell)) is not None for cell in over_figures)
    if any(map(_DIGIT.search, over_figures)) or not titled or (titled == 1 and known and len(named) > 1):
        return block, turn  # the State gives money under a heading « État »
    if len(known) == len(named) == len(set(known)):
        return block[1:], known
    if any(said is not None and said != place for said, place in zip(named, turn, strict=True)):
        raise UsageError(
            say(
                "Rien n’est collé : les titres du bloc ({titres}) ne sont pas dans l’ordre des colonnes du "
                "tableau ({colonnes}). Remettez-les dans cet ordre, ou copiez les lignes sans leurs titres.",
                titres=", ".join(block[0]),
                colonnes=", ".join(each.titre for each in colonnes),
            )
        )
    return block[1:], turn


def _check(block: list[list[str]], colonnes: Sequence[Champ], ranks: list[int], name: str) -> None:
    """Raises UsageError for what has no place in the table."""
    if not block:
        raise UsageError(say("Ce qui est collé ne contient aucune cellule remplie."))
    if len(block) > _MOST_ROWS:
        raise UsageError(
            say("Ce bloc a {nombre} lignes : collez-en {most} au plus.", nombre=len(block), most=_MOST_ROWS)
        )
    if max(ranks) >= len(colonnes):
        titre = next(each.titre for each in colonnes if each.nom == name)
        raise UsageError(
            say(
                "Rien n’est collé : ce bloc a {largeur} colonnes, et le tableau n’en a que {reste} à "
                "partir de « {titre} » ({titres}). Copiez seulement celles-là, dans cet ordre.",
                largeur=len(ranks),
                reste=len(colonnes) - min(ranks),
                titre=titre,
                titres=", ".join(each.titre for each in colonnes[min(ranks) :]),
            )
        )
    for number, row in enumerate(block, start=1):
        total = next((cell for cell in row if cell), "")
        if _TOTAL.fullmatch(total):
            raise UsageError(
                say(
                    "Rien n’est collé : la ligne {nombre} (« {texte} ») est un total, que l’acte calcule "
                    "lui-même et compterait deux fois. Copiez le bloc sans elle.",
                    nombre=number,
                    texte=total,
                )
            )


def _cell(text: str, colonne: Champ) -> str:
    """A cell as it is typed: an option by its own words, nothing for the dash of an empty amount."""
    if colonne.type in _FIGURES and _NOTHING.fullmatch(text):
        return ""
    return next((said for said, _ in cards.options_of(colonne) if cle(said) == cle(text)), text)
