"""What a PDF of an act carries, read back: its statements as units of print, its page hashes.

A stranger may have written it: it is read by the reader of sessions, which refuses aliases, tags, depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actgen.outputs.enonces import days_in_letters
from actgen.outputs.pdf_source import FORMAT, NAME
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.yaml_tree import read_tree

LARGEST = 5_000_000  # bytes: five times what a file of a clerk may have; the longest minutes stay below
_VALUES = ("format", "date", "titre", "collectivite", "objet", "projet")
_KEYS = frozenset((*_VALUES, "courants", "enonces", "liens", "pages", "dessin"))
_OF_A_STATEMENT = frozenset(("sorte", "numero", "texte", "nom", "tete", "lignes", "dates"))
_SORTS = {
    "corps": "paragraphe",
    "identite": "en-tête",
    "fait": "mention",
    "considerant": "considérant",
    "note": "note",
    "projet": "mention PROJET",
    "cellule": "paragraphe",
}


class Illisibles(Exception):
    """What is carried is not what actgen writes."""


@dataclass(frozen=True, slots=True)
class Unite:
    """A paragraph, or a row of cells, that must be printed; `quoi` is what it is, in French.

    `numero` is the number of its item, which is printed beside it or at its beginning.
    """

    textes: tuple[str, ...]
    quoi: str
    numero: str = ""


@dataclass(frozen=True, slots=True)
class Donnees:
    """All that is carried. `dates_fausses`: days that a statement is said to write and doesn't."""

    valeurs: dict[str, str]
    courants: tuple[str, ...]
    unites: tuple[Unite, ...]
    titres: tuple[str, ...]
    liens: tuple[str, ...]
    pages: tuple[str, ...]
    dessin: frozenset[str]
    dates_fausses: tuple[str, ...]

    @property
    def projet(self) -> bool:
        return self.valeurs.get("projet") == "true"


def lire_donnees(content: bytes) -> Donnees:
    """Read them, `LARGEST` bytes at most. Raises Illisibles."""
    tree, findings = read_tree(content, NAME, limit=LARGEST)
    if tree is None or findings:
        raise Illisibles
    held = _entries(tree, _KEYS)
    if _text(held.get("format")) != str(FORMAT):
        raise Illisibles
    statements = [_entries(each, _OF_A_STATEMENT) for each in _items(held.get("enonces"))]
    values = {key: _text(node) for key, node in held.items() if isinstance(node, Scalar)}
    return Donnees(
        values,
        _texts(held.get("courants")),
        tuple(unit for each in statements for unit in _units(each)),
        tuple(_text(each.get("texte")) for each in statements if _text(each.get("sorte")) == "titre"),
        _texts(held.get("liens")),
        _texts(held.get("pages")),
        frozenset(_texts(held.get("dessin"))),
        tuple(_text(each.get("texte")) for each in statements if _lies_on_days(each)),
    )


def _units(statement: dict[str, Node]) -> Iterator[Unite]:
    sort = _text(statement.get("sorte"))
    what = _SORTS.get(sort, sort)
    number, words = _text(statement.get("numero")), _text(statement.get("texte"))
    if number or words:
        yield Unite((words,), what, numero=number)
    if name := _text(statement.get("nom")):
        yield Unite((name,), what)
    for key in ("tete", "lignes"):
        for row in _items(statement.get(key)):
            yield Unite(_texts(row), "ligne de tableau")


def _lies_on_days(statement: dict[str, Node]) -> bool:
    told = _texts(statement.get("dates"))
    return told != tuple(day.isoformat() for day in days_in_letters(_text(statement.get("texte"))))


def _entries(node: Node, allowed: frozenset[str]) -> dict[str, Node]:
    if not isinstance(node, Mapping):
        raise Illisibles
    found = {key.text: value for key, value in node.entries}
    if not found.keys() <= allowed:
        raise Illisibles
    return found


def _items(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        raise Illisibles
    return node.items


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(_text(each) for each in _items(node))


def _text(node: Node | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, Scalar):
        raise Illisibles
    return node.text
