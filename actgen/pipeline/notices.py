"""The notice that opens a PROJET: what is missing in the act."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from actgen.document.nodes import Document, lacunes
from actgen.kinds.manifest import Kind
from actgen.rendering.gabarits import Filled
from actgen.text.lists import etendue
from actgen.views.commun import VueProjet

from .texts import Texts

_OF_ONE_ITEM = re.compile(r"(.+) du point (\d+)")


def finished(texts: Texts, kind: Kind, body: Filled, document: Document, *, force: bool) -> Document:
    """The whole act around its body: with the notice of a PROJET where it is due, in its author's layout.

    What is missing in a running head makes a PROJET too; once it is one, running heads say so.
    """
    document = with_notice(texts, kind, texts.laid_out(body, document), force=force)
    return texts.laid_out(body, document) if document.projet else document


def with_notice(texts: Texts, kind: Kind, document: Document, *, force: bool) -> Document:
    """The whole act; with a blank in it, or when asked for, it opens on the notice of a PROJET."""
    manques = lacunes(document)
    if not (manques or force):
        return document
    notice = texts.clause(kind, "projet", VueProjet(in_brief(lacune.label for lacune in manques)))
    return replace(document, blocks=(*notice, *document.blocks), projet=True)


def in_brief(labels: Iterable[str]) -> tuple[str, ...]:
    """Each label once, where it first stands; what several items lack is told once.

    « exposé du point 1 », « exposé du point 2 » give « exposé des points 1 et 2 ».
    """
    told: dict[tuple[str, bool], list[int]] = {}  # what is missing, of items or not → the items that lack it
    for label in labels:
        found = _OF_ONE_ITEM.fullmatch(label)
        items = told.setdefault((found[1], True) if found else (label, False), [])
        if found and int(found[2]) not in items:
            items.append(int(found[2]))
    return tuple(_told(label, tuple(items)) for (label, _), items in told.items())


def _told(label: str, items: tuple[int, ...]) -> str:
    match items:
        case ():
            return label
        case (item,):
            return f"{label} du point {item}"
    return f"{label} des points {etendue(items)}"
