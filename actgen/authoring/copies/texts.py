"""The texts that a copy is made of: those in the folder of a kind, or one shared clause."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePosixPath

from actgen.authoring.templates.texts import Library
from actgen.errors import ActgenError, UsageError
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.records import dataclass
from actgen.sources import Source, SourceFault
from actgen.text.keys import nearest
from actgen.text.messages import say

CLAUSES = "socle/clauses"
MANIFEST = "acte.yaml"
_CLAUSE = re.compile(r"(?:socle/)?clauses/(?P<name>[A-Za-z0-9_]+)(?:\.md|\.docx)?")
_MAIN = "corps"
_LIKENESS = 0.5


class Impossible(ActgenError):
    """What was asked can't be copied: `args[0]` says why in French."""


class Unknown(UsageError):
    """What was asked for is not there."""


@dataclass(frozen=True, slots=True)
class Model:
    """A text to copy: its name, its folder under `templates`, its title, whether it is an act by itself."""

    name: str
    folder: str
    title: str
    source: Source
    main: bool = False


@dataclass(frozen=True, slots=True)
class Models:
    """What was asked for: its title, its texts; of a kind, the file that tells what it is."""

    title: str
    folder: str
    texts: tuple[Model, ...]
    manifest: Source | None = None
    kind: Kind | None = None


def model_of(name: str, folder: str, title: str, text: str) -> Model:
    """A text of a kind that no file holds yet, as it would be copied; `title` is that of the kind."""
    content = text.encode("utf-8")
    source = Source(f"templates/{folder}/{name}.md", content, sha256(content).hexdigest())
    return Model(name, folder, _titled(title, name), source, main=name == _MAIN)


def clause_asked(word: str) -> str:
    """The name of the clause that a word asks for (« clauses/visas »), or nothing."""
    found = _CLAUSE.fullmatch(word)
    return found["name"] if found else ""


def models_of_kind(catalogue: Catalogue, kind: Kind, *, commune: str = "") -> Models:
    """The texts in the folder of a kind, as a commune sees them, or everybody. Raises Impossible."""
    if commune and kind.famille.du_groupe:
        raise Impossible(
            say(
                "« {nom} » est une convention : c'est un seul texte pour tous ses signataires, et une "
                "commune n'en a pas de version à elle. Copiez-la sans --commune : elle vaudra pour tous.",
                nom=kind.code,
            )
        )
    seen = catalogue.for_commune(commune)
    found = ((name, seen.clause(kind, name)) for name in sorted(Library(seen).named(kind), key=_order))
    texts = tuple(
        Model(name, kind.chemin, _titled(kind.titre, name), source, main=name == _MAIN)
        for name, source in found
        if source is not None and PurePosixPath(source.path).parent.match(kind.chemin)
    )
    return Models(kind.titre, kind.chemin, texts, seen.text(kind, MANIFEST), kind)


def models_of_clause(catalogue: Catalogue, name: str, *, commune: str = "") -> Models:
    """A shared clause, as a commune sees it, or everybody. Raises Impossible."""
    for folder in catalogue.for_commune(commune).path.folders:
        for end in (".md", ".docx"):
            place = folder / CLAUSES / f"{name}{end}"
            if not place.is_file():
                continue
            read = catalogue.sources.read(place)
            if isinstance(read, SourceFault):
                raise Impossible(read.finding().message)
            title = say("Clause « {nom} »", nom=name)
            return Models(title, CLAUSES, (Model(name, CLAUSES, title, read),))
    places = (place for folder in catalogue.path.folders for place in (folder / CLAUSES).glob("*.*"))
    names = {place.stem for place in places if place.suffix in (".md", ".docx")}
    near = nearest(name, names, _LIKENESS)
    known = f" Clauses connues\u00a0: {', '.join(sorted(names))}."
    advice = say(" La plus proche : « {nom} ».", nom=near) if near else known
    raise Unknown(say("La clause « {nom} » n'existe pas.", nom=name) + advice)


def _order(name: str) -> tuple[bool, str]:
    return name != _MAIN, name


def _titled(title: str, name: str) -> str:
    return title if name == _MAIN else f"{title} ({name})"
