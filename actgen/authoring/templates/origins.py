"""Which file serves each text of a kind, and at which level: commune, group, workspace, shipped."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePosixPath

from actgen.acts.families import views_of
from actgen.facts.charte import Charte
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.records import dataclass
from actgen.sources import SHIPPED_LABEL

from .texts import Library, Read, included

_OPTION = "modeles-"
_LETTERHEAD = "papier à en-tête"
_FORMATS = {".md": "Markdown", ".docx": "Word"}


class Level(StrEnum):
    """Where a file comes from, in words."""

    OPTION = "dossier de --templates"
    COMMUNE = "propre à la commune"
    GROUP = "propre au groupement"
    WORKSPACE = "espace de travail"
    SHIPPED = "livré"
    DOUBLE = "en double, non lu"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of an act: what it is for, the file that serves it ("" when none does), its level.

    `of` is the text or the clause that asks for it; empty for a text that is filled on its own.
    """

    name: str
    file: str
    level: Level | None
    of: str = ""

    @property
    def format(self) -> str:
        return _FORMATS.get(PurePosixPath(self.file).suffix, "")


def format_of(catalogue: Catalogue, kind: Kind) -> str:
    """« Markdown » or « Word »: that of the kind's first text; "" when it has none."""
    for name in views_of(kind):
        if source := catalogue.clause(kind, name):
            return _FORMATS.get(PurePosixPath(source.path).suffix, "")
    return ""


def level_of(path: str, *, commune: str = "", group: str = "") -> Level:
    """The level of a file by its name in the journal."""
    first, _, rest = path.partition("/")
    if first == SHIPPED_LABEL:
        return Level.SHIPPED
    if first.startswith(_OPTION):
        return Level.OPTION
    own = rest.partition("/")[0]
    if commune and own == commune:
        return Level.COMMUNE
    return Level.GROUP if group and own == group else Level.WORKSPACE


def pieces(
    catalogue: Catalogue, kind: Kind, *, commune: str = "", group: str = "", charte: Charte | None = None
) -> tuple[Piece, ...]:
    """The manifest, each text that is filled for the kind and each clause in it, in reading order, once.

    The letterhead and the files of the house style `charte` come last.
    """
    seen = catalogue.for_commune(commune) if commune else catalogue
    manifest = seen.text(kind, "acte.yaml")
    library = Library(seen.for_group(group) if group else seen)
    found = [_piece("acte.yaml", manifest.path if manifest else "", "", commune, group)]
    for name in views_of(kind):
        read = library.read(kind, name)
        found.append(_piece(name, read.source.path if read else "", "", commune, group))
        if read is not None:
            found += (_piece(*each, commune, group) for each in _clauses(read))
    texts = tuple({(each.name, each.file): each for each in reversed(found)}.values())[::-1]
    with_doubles = (each for piece in texts for each in _with_double(library.catalogue, kind, piece))
    return (*with_doubles, *_look(kind, charte))


def _with_double(catalogue: Catalogue, kind: Kind, piece: Piece) -> Iterator[Piece]:
    """A text, then the file of the other format that stands beside it and isn't read."""
    yield piece
    if piece.format and (other := catalogue.beside(kind, piece.name)):
        yield Piece(piece.name, other, Level.DOUBLE, piece.of)


def _look(kind: Kind, charte: Charte | None) -> Iterator[Piece]:
    """The letterhead of the Word file, and what the house style adds to it."""
    level = Level.GROUP if kind.famille.du_groupe else Level.COMMUNE
    entete = charte.entete if charte is not None else None
    if entete is None:
        yield Piece(_LETTERHEAD, f"{SHIPPED_LABEL}/templates/socle/entete.docx", Level.SHIPPED)
    for file in charte.fichiers if charte is not None else ():
        yield Piece(_LETTERHEAD if file is entete else "charte", file.fichier, level)


def _piece(name: str, file: str, of: str, commune: str, group: str) -> Piece:
    return Piece(name, file, level_of(file, commune=commune, group=group) if file else None, of)


def _clauses(read: Read) -> Iterator[tuple[str, str, str]]:
    """Each clause, in reading order; those of a text that is written wrong, in the order they are found."""
    if read.template is None or read.broken:
        holder = PurePosixPath(read.source.path).stem
        yield from ((name, file, holder) for name, file in read.clauses.items())
        return
    for holder, name, inner in included(read.template):
        yield name, inner.file, PurePosixPath(holder or read.source.path).stem
