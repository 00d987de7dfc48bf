"""What a PDF carries, read again: acte.yaml may be a stranger's by now, and is only compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct

from actgen.outputs.carried import FORMAT, NAME, Enonce, days_in_letters
from actgen.reading import nodes
from actgen.reading.yaml_tree import read_tree

LARGEST = 5_000_000  # bytes of facts: five times what a file of a clerk may have
_OF_THE_ACT = ("format", "date", "titre", "collectivite", "objet", "projet")
_KEYS = frozenset((*_OF_THE_ACT, "courants", "enonces", "liens", "pages", "dessin"))
_OF_A_STATEMENT = frozenset(("sorte", "numero", "texte", "nom", "tete", "lignes", "dates"))


class UnreadableFacts(Exception):
    """What is carried is not what actgen writes."""


class CarriedFacts(Struct, frozen=True):
    """All that is carried; `wrong_days`: texts whose days are not those that are told of them."""

    values: Mapping[str, str]
    statements: tuple[Enonce, ...]
    links: tuple[str, ...]
    pages: tuple[str, ...]
    means: frozenset[str]
    draft: bool
    wrong_days: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The texts that must be printed, in order."""
        return tuple(line for each in self.statements for line in _lines(each))

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(each.texte for each in self.statements if each.sorte == "titre")


def read_facts(content: bytes) -> CarriedFacts:
    """What a PDF carries, `LARGEST` bytes at most. Raises UnreadableFacts.

    It is read by the reader of sessions, which refuses aliases, tags, depth.
    """
    tree, findings = read_tree(content, NAME, limit=LARGEST)
    if tree is None or findings:
        raise UnreadableFacts
    held = _entries(tree, _KEYS)
    if _text(held.get("format")) != str(FORMAT):
        raise UnreadableFacts
    written = [_entries(each, _OF_A_STATEMENT) for each in _items(held.get("enonces"))]
    statements = tuple(map(_statement, written))
    days = [_texts(each.get("dates")) for each in written]
    return CarriedFacts(
        {key: _text(node) for key, node in held.items() if isinstance(node, nodes.Scalar)},
        statements,
        _texts(held.get("liens")),
        _texts(held.get("pages")),
        frozenset(_texts(held.get("dessin"))),
        any(each.sorte == "projet" for each in statements) or "PROJET" in _texts(held.get("courants")),
        tuple(
            each.texte
            for each, told in zip(statements, days, strict=True)
            if told != tuple(day.isoformat() for day in days_in_letters(each.texte))
        ),
    )


def _statement(held: Mapping[str, nodes.Node]) -> Enonce:
    sorte, texte, numero, nom = (_text(held.get(key)) for key in ("sorte", "texte", "numero", "nom"))
    tete, lignes = (tuple(map(_texts, _items(held.get(key)))) for key in ("tete", "lignes"))
    return Enonce(sorte, texte, tete, lignes, numero, nom)


def _lines(statement: Enonce) -> Iterator[str]:
    yield from (statement.numero, statement.texte, statement.nom)
    yield from chain(*statement.tete, *statement.lignes)


def _entries(node: nodes.Node, allowed: frozenset[str]) -> dict[str, nodes.Node]:
    if not isinstance(node, nodes.Mapping):
        raise UnreadableFacts
    found = {key.text: value for key, value in node.entries}
    if not found.keys() <= allowed:
        raise UnreadableFacts
    return found


def _items(node: nodes.Node | None) -> tuple[nodes.Node, ...]:
    if node is None:
        return ()
    if not isinstance(node, nodes.Sequence):
        raise UnreadableFacts
    return node.items


def _texts(node: nodes.Node | None) -> tuple[str, ...]:
    return tuple(_text(each) for each in _items(node))


def _text(node: nodes.Node | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, nodes.Scalar):
        raise UnreadableFacts
    return node.text
