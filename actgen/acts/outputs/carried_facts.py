"""What a PDF carries, read again: acte.yaml may be a stranger's by now, and is only compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct

from actgen.acts.outputs.carried import FORMAT, NAME, Enonce
from actgen.reading import nodes
from actgen.reading.yaml_tree import read_tree

LARGEST = 5_000_000  # bytes of facts: five times what a file of a clerk may have
_OF_THE_ACT = ("format", "date", "titre", "collectivite", "objet", "projet")
_KEYS = frozenset((*_OF_THE_ACT, "courants", "enonces", "liens", "pages", "dessin"))
_OF_A_STATEMENT = frozenset(("sorte", "numero", "texte", "nom", "tete", "lignes", "dates"))


class UnreadableFacts(Exception):
    """What is carried is not what actgen writes."""


class CarriedFacts(Struct, frozen=True):
    """What is carried, as far as it is compared."""

    statements: tuple[Enonce, ...]
    pages: tuple[str, ...]
    means: frozenset[str]

    @property
    def lines(self) -> tuple[str, ...]:
        """The texts that must be printed, in order."""
        return tuple(line for each in self.statements for line in _lines(each))


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
    return CarriedFacts(
        tuple(_statement(_entries(each, _OF_A_STATEMENT)) for each in _items(held.get("enonces"))),
        _texts(held.get("pages")),
        frozenset(_texts(held.get("dessin"))),
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
