"""The notice that opens a PROJET: what is missing in the act."""

from __future__ import annotations

from dataclasses import replace

from actgen.document.nodes import Document, lacunes
from actgen.kinds.manifest import Kind
from actgen.views.commun import VueProjet

from .texts import Texts


def with_notice(texts: Texts, kind: Kind, document: Document, *, force: bool) -> Document:
    """The whole act; with a blank in it, or when asked for, it opens on the notice of a PROJET."""
    manques = lacunes(document)
    if not (manques or force):
        return document
    labels = tuple(dict.fromkeys(lacune.label for lacune in manques))
    notice = texts.clause(kind, "projet", VueProjet(labels))
    return replace(document, blocks=(*notice, *document.blocks), projet=True)
