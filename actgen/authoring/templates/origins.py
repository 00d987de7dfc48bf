"""The kinds; for whom, from which file and at which level (commune, group, workspace) each text comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path, PurePosixPath

from msgspec import Struct

from actgen.acts.views.families import views_of
from actgen.authoring.templates.texts import Library, Read, included, plain_file
from actgen.base.text.messages import say
from actgen.base.text.typography import typeset
from actgen.council.facts.charte import Charte
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.seance import Seance
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import FAMILLES, Kind
from actgen.law.reference import Commune, commune
from actgen.reading.sources import SHIPPED_LABEL, Source, Sources
from actgen.session.load import load_session
from actgen.session.looks import charter_of_group

_OPTION = "modeles-"
_LETTERHEAD = "papier à en-tête"
_FORMATS = {".md": "Markdown", ".docx": "Word"}


class TextOrigin(StrEnum):
    """Where a file comes from, in words."""

    OPTION = "dossier de --templates"
    COMMUNE = "propre à la commune"
    GROUP = "propre au groupement"
    WORKSPACE = "espace de travail"
    SHIPPED = "livré"
    DOUBLE = "en double, non lu"


class TextFile(Struct, frozen=True):
    """A text of an act: what it is for, the file that serves it ("" when none does), its level.

    `of` is the text or the clause that asks for it; empty for a text that is filled on its own.
    """

    name: str
    file: str
    level: TextOrigin | None
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


def level_of(path: str, *, commune: str = "", group: str = "") -> TextOrigin:
    """The level of a file by its name in the journal."""
    first, _, rest = path.partition("/")
    if first == SHIPPED_LABEL:
        return TextOrigin.SHIPPED
    if first.startswith(_OPTION):
        return TextOrigin.OPTION
    own = rest.partition("/")[0]
    if commune and own == commune:
        return TextOrigin.COMMUNE
    return TextOrigin.GROUP if group and own == group else TextOrigin.WORKSPACE


def pieces(
    catalogue: Catalogue, kind: Kind, *, commune: str = "", group: str = "", charte: Charte | None = None
) -> tuple[TextFile, ...]:
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


def _with_double(catalogue: Catalogue, kind: Kind, piece: TextFile) -> Iterator[TextFile]:
    """A text, then the file of the other format that stands beside it and isn't read."""
    yield piece
    if piece.format and (other := catalogue.beside(kind, piece.name)):
        yield TextFile(piece.name, other, TextOrigin.DOUBLE, piece.of)


def _look(kind: Kind, charte: Charte | None) -> Iterator[TextFile]:
    """The letterhead of the Word file, and what the house style adds to it."""
    level = TextOrigin.GROUP if kind.famille.traits.du_groupe else TextOrigin.COMMUNE
    entete = charte.entete if charte is not None else None
    if entete is None:
        yield TextFile(_LETTERHEAD, f"{SHIPPED_LABEL}/templates/socle/entete.docx", TextOrigin.SHIPPED)
    for file in charte.fichiers if charte is not None else ():
        yield TextFile(_LETTERHEAD if file is entete else "charte", file.fichier, level)


def _piece(name: str, file: str, of: str, commune: str, group: str) -> TextFile:
    return TextFile(name, file, level_of(file, commune=commune, group=group) if file else None, of)


def _clauses(read: Read) -> Iterator[tuple[str, str, str]]:
    """Each clause, in reading order; those of a text that is written wrong, in the order they are found."""
    if read.template is None or read.broken:
        holder = PurePosixPath(read.source.path).stem
        yield from ((name, file, holder) for name, file in read.clauses.items())
        return
    for holder, name, inner in included(read.template):
        yield name, inner.file, PurePosixPath(holder or read.source.path).stem


_SIREN = 9  # digits


class ForWhom(Struct, frozen=True):
    """A commune by its code and a group by the name of its file; "" for what isn't looked at.

    `charte` is the house style that its acts of the kind wear, None for the ordinary one.
    """

    commune: str = ""
    group: str = ""
    charte: Charte | None = None

    @property
    def words(self) -> str:
        """« , commune 68072, groupement e_services »."""
        commune = f", commune {self.commune}" if self.commune else ""
        return commune + (f", groupement {self.group}" if self.group else "")


Reading = tuple[ForWhom, tuple[TextFile, ...]]
"""For whom the texts of a kind were looked for, and what they read."""


def readings(catalogue: Catalogue, kind: Kind, readers: Iterable[ForWhom]) -> list[Reading]:
    """What each of these readers has for the pieces of a kind."""
    return [
        (each, pieces(catalogue, kind, commune=each.commune, group=each.group, charte=each.charte))
        for each in readers
    ]


def readers_of_session(catalogue: Catalogue, file: Path, kind: Kind) -> list[ForWhom] | str:
    """The commune of a session, with each group that an item of that kind joins; or why it can't be read."""
    loaded = load_session(file.absolute(), catalogue.sources, catalogue)
    if loaded.seance is None:
        message = "La séance « {file} » ne peut pas être lue : actgen check dit pourquoi."
        return say(message, file=file.as_posix())
    seance = loaded.seance
    groups = _groups(seance, kind, catalogue)
    if not groups:
        return [ForWhom(seance.collectivite.code, charte=seance.collectivite.charte)]
    return [ForWhom(seance.collectivite.code, g.nom, _charte(seance, g, kind)) for g in groups.values()]


def _charte(seance: Seance, groupement: Groupement, kind: Kind) -> Charte | None:
    if kind.famille.traits.du_groupe:
        return charter_of_group(groupement, seance)
    return seance.collectivite.charte


def _groups(seance: Seance, kind: Kind, catalogue: Catalogue) -> dict[str, Groupement]:
    """The groups that items of the kind join, or items whose act it certifies or annexes; each once."""
    found = {}
    for point in seance.points:
        of_kind = catalogue.get(point.acte) if point.acte else None
        named = of_kind is not None and (of_kind.code == kind.code or of_kind.annexe == kind.chemin)
        whole = kind.famille.traits.atteste and of_kind is not None
        if point.groupement is not None and (named or whole):
            found[point.groupement.nom] = point.groupement
    return found


def code_of_commune(sources: Sources, word: str) -> str | None:
    """The code of a commune by its code, its name or its file in `collectivites/`; a SIREN as it is."""
    if word.isascii() and word.isdigit() and len(word) == _SIREN:
        return word
    if code := _code(word):
        return code
    source = sources.read(f"collectivites/{word.removesuffix('.yaml')}.yaml")
    if not isinstance(source, Source):
        return None
    told = plain_file(source.content, source.path).get("commune")
    return _code(told) if isinstance(told, str) else None


def _code(designation: str) -> str | None:
    found = commune(designation)
    return found.code if isinstance(found, Commune) else None


class KindLine(Struct, frozen=True):
    """A kind: its code, its title, the format of its main text, where it comes from, its folder."""

    code: str
    title: str
    family: str
    format: str
    origin: str
    folder: str


def kinds_by_family(catalogue: Catalogue) -> list[tuple[str, list[KindLine]]]:
    """Each family that has kinds, with them by code."""
    kinds = sorted(catalogue.kinds.values(), key=lambda kind: kind.code)
    return [
        (typeset(family.traits.titre), lines)
        for family in FAMILLES
        if (lines := [_line(catalogue, kind) for kind in kinds if kind.famille is family])
    ]


def _line(catalogue: Catalogue, kind: Kind) -> KindLine:
    return KindLine(
        code=kind.code,
        title=typeset(kind.titre),
        family=kind.famille.value,
        format=format_of(catalogue, kind) or "sans texte",
        origin=_origin(catalogue, kind),
        folder=kind.chemin,
    )


def _origin(catalogue: Catalogue, kind: Kind) -> str:
    for name in views_of(kind):
        if source := catalogue.clause(kind, name):
            return level_of(source.path).value
    return ""
