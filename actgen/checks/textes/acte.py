"""A composed act as the rules on texts read it: its passages, and where the words of each come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property

from actgen.diagnostics import Code, Diagnostic, Location, Mender, Severity
from actgen.document.nodes import (
    Block,
    Document,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    Part,
    SignaturePlace,
    Signatures,
    Stamp,
    Strong,
    Style,
    Table,
    Text,
    walk,
)
from actgen.kinds.manifest import Famille, Kind
from actgen.model.groupement import Groupement

from .origines import Origines

TROU = "\ufffc"
"""Stands for a blank or a place to fill: something is there, and it is no word."""

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "’": "'"})
_AUTOUR = 28  # letters shown on each side of a fragment that is quoted


class Sorte(Enum):
    """What kind of block a passage is."""

    TITRE = auto()
    PARAGRAPHE = auto()
    CELLULE = auto()
    LEGENDE = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one heading, paragraph, caption or cell.

    `text` is as printed; `plain`, of the same length, has ordinary spaces, hyphens and apostrophes, for
    patterns. `proses` names the user's files that hold these very words, none for a template or a value.
    """

    text: str
    plain: str
    sorte: Sorte
    style: Style | None = None
    proses: tuple[str, ...] = ()

    @property
    def prose(self) -> str:
        """The user's file that the words come from; "" for a template or a value."""
        return self.proses[0] if self.proses else ""

    def autour(self, start: int, end: int) -> str:
        """The fragment with some words on each side, on one line, for a message."""
        debut = max(0, start - _AUTOUR)
        if debut:
            debut = self.plain.find(" ", debut, start) + 1 or debut
        fin = min(len(self.text), end + _AUTOUR)
        if fin < len(self.text):
            coupe = self.plain.rfind(" ", end, fin)
            fin = coupe if coupe > end else fin
        quoted = " ".join(self.text[debut:fin].replace(TROU, "…").split(" ")).replace("\n", " ").strip()
        return ("… " if debut else "") + quoted + (" …" if fin < len(self.text) else "")


@dataclass
class ActeCompose:
    """One act of a session, composed and not written yet.

    `key` is that of its plan, `nom` how a reader calls it (« délibération 9 »). `proses` are the texts of
    the user that it holds, as blocks, by file. `full`: advice is wanted too, not only what is wrong.
    """

    key: str
    nom: str
    kind: Kind
    document: Document
    point: int | None = None
    groupement: Groupement | None = None
    proses: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    origines: Origines = field(default_factory=Origines)
    full: bool = False

    @property
    def famille(self) -> Famille:
        return self.kind.famille

    @property
    def projet(self) -> bool:
        return self.document.projet

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage in reading order; the notice of a PROJET is left out."""
        known: dict[str, list[str]] = {}
        for file, blocks in self.proses.items():
            for text in {passage.text for passage in _passages(blocks)}:
                known.setdefault(text, []).append(file)
        return tuple(
            replace(passage, proses=tuple(known[passage.text])) if passage.text in known else passage
            for passage in _passages(self.document.blocks)
            if passage.style is not Style.BANNER
        )

    @cached_property
    def ensembles(self) -> tuple[str, ...]:
        """What is read as one: a paragraph, a heading, a whole table, a whole list. Plain text."""
        return tuple(_ensembles(self.document.blocks))

    @cached_property
    def texte(self) -> str:
        """The whole act as plain text, one line a passage, signatures and stamps included."""
        rows = [passage.plain for passage in self.passages]
        rows += [f"{place.quality} {place.name}".translate(_PLAIN) for place in self.signatures]
        rows += [b.label.translate(_PLAIN) for b in walk(self.document.blocks) if isinstance(b, Stamp)]
        return "\n".join(rows)

    @cached_property
    def signatures(self) -> tuple[SignaturePlace, ...]:
        """Every place for a signature, in order."""
        return tuple(
            place
            for block in walk(self.document.blocks)
            if isinstance(block, Signatures)
            for place in block.places
        )

    @property
    def lieu_du_modele(self) -> Location:
        """The kind's main text: where what is missing from the act is to be put back."""
        return self.origines.modele(self.kind.chemin) or Location(self.nom)

    def lieux(self, passage: Passage, start: int, end: int) -> tuple[Location, ...]:
        """Where a fragment was written; the act itself, by its name, when no file holds the words."""
        found = self.origines.lieu(passage.text, start, end, passage.prose)
        return (found,) if found is not None else (Location(self.nom, excerpt=passage.autour(start, end)),)

    def constat(
        self,
        code: Code,
        message: str,
        *places: Location,
        hint: str = "",
        severity: Severity | None = None,
        article: str | None = None,
    ) -> Diagnostic:
        """A finding of this act, for whoever owns the file that its words come from."""
        return code.finding(
            message,
            *places,
            hint=hint,
            point=self.point,
            severity=severity,
            article=article,
            mender=_owner(places[0]) if places else None,
        )


def _owner(place: Location) -> Mender:
    """Who mends a file: texts of kinds belong to legal staff, a group's to its coordinator."""
    if place.file.startswith("groupements/"):
        return Mender.COORDONNATEUR
    if "templates/" in place.file or place.file.startswith("modeles-"):
        return Mender.SERVICE_JURIDIQUE
    return Mender.SECRETAIRE


def _passages(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    for block in walk(blocks):
        match block:
            case Heading(children=children):
                yield _passage(children, Sorte.TITRE, None)
            case Paragraph(children=children, style=style):
                sorte = Sorte.CELLULE if style is Style.CELL else Sorte.PARAGRAPHE
                yield _passage(children, sorte, style)
            case Table(caption=caption) if caption:
                yield _passage(caption, Sorte.LEGENDE, None)


def _passage(children: tuple[Inline, ...], sorte: Sorte, style: Style | None) -> Passage:
    text = "".join(_pieces(children))
    return Passage(text, text.translate(_PLAIN), sorte, style)


def _pieces(nodes: tuple[Inline, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text=text):
                yield text
            case Strong(children=children) | Emphasis(children=children):
                yield from _pieces(children)
            case LineBreak():
                yield "\n"
            case _:
                yield TROU


def _ensembles(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Part(blocks=inner):
                yield from _ensembles(inner)
            case Table() | ListBlock():
                yield " | ".join(passage.plain for passage in _passages((block,)))
            case _:
                yield from (passage.plain for passage in _passages((block,)))
