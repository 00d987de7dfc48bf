"""Copies of the texts of acts, in Word or in Markdown, for those who will word them their own way.

They are written where they will serve, in the format asked for, and never over what is there. A text that
goes to Word where it stands leaves its Markdown outside the templates, where nothing reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePosixPath

from msgspec import Struct

from actgen.acts.templating.reading import without_head
from actgen.acts.templating.word.written import write_word_template
from actgen.authoring.starters.files import write_new
from actgen.authoring.templates.strays import Owner
from actgen.authoring.templates.texts import Library, head_of
from actgen.base.errors import ActgenError, UsageError
from actgen.base.text.keys import nearest
from actgen.base.text.messages import say
from actgen.base.text.typography import typeset
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Source, SourceFault
from actgen.session.writing.write import rewrite_files

CLAUSES = "socle/clauses"
MANIFEST = "acte.yaml"
_CLAUSE = re.compile(r"(?:socle/)?clauses/(?P<name>[A-Za-z0-9_]+)(?:\.md|\.docx)?")
_MAIN = "corps"
_LIKENESS = 0.5


class Impossible(ActgenError):
    """What was asked can't be copied: `args[0]` says why in French."""


class UnknownClause(UsageError):
    """What was asked for is not there."""


class Model(Struct, frozen=True):
    """A text to copy: its name, its folder under `templates`, its title, whether it is an act by itself."""

    name: str
    folder: str
    title: str
    source: Source
    main: bool = False


class Models(Struct, frozen=True):
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


EVERYBODY = Owner()


def models_of_kind(catalogue: Catalogue, kind: Kind, whose: Owner = EVERYBODY) -> Models:
    """The texts in the folder of a kind, as a commune or a group sees them, or everybody. Raises Impossible.

    What a kind is does not depend on the group: it has no manifest of its own.
    """
    if whose.commune and kind.famille.traits.du_groupe:
        raise Impossible(
            say(
                "« {nom} » est une convention : c'est un seul texte pour tous ses signataires, et une "
                "commune n'en a pas de version à elle. Copiez-la sans --commune : elle vaudra pour tous.",
                nom=kind.code,
            )
        )
    seen = whose.seen_by(catalogue)
    found = ((name, seen.clause(kind, name)) for name in sorted(Library(seen).named(kind), key=_order))
    texts = tuple(
        Model(name, kind.chemin, _titled(kind.titre, name), source, main=name == _MAIN)
        for name, source in found
        if source is not None and PurePosixPath(source.path).parent.match(kind.chemin)
    )
    manifest = None if whose.group else seen.text(kind, MANIFEST)
    return Models(kind.titre, kind.chemin, texts, manifest, kind)


def models_of_clause(catalogue: Catalogue, name: str, whose: Owner = EVERYBODY) -> Models:
    """A shared clause, as a commune or a group sees it, or everybody. Raises Impossible."""
    for folder in whose.seen_by(catalogue).path.folders:
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
    raise UnknownClause(say("La clause « {nom} » n'existe pas.", nom=name) + advice)


def _order(name: str) -> tuple[bool, str]:
    return name != _MAIN, name


def _titled(title: str, name: str) -> str:
    return title if name == _MAIN else f"{title} ({name})"


_ASIDE = "-markdown"


class CopyFormat(StrEnum):
    """The format of a copy; the values are the ends of the names of files."""

    WORD = ".docx"
    MARKDOWN = ".md"

    @property
    def other(self) -> CopyFormat:
        return CopyFormat.MARKDOWN if self is CopyFormat.WORD else CopyFormat.WORD

    @property
    def words(self) -> str:
        return "Word" if self is CopyFormat.WORD else "Markdown"


class Copied(Struct, frozen=True):
    """What became of each text: files written, those that were there and stay so, refusals in French.

    `opposed` are files that are there in the other format: a text is in one format only. `aside` are the
    Markdown texts that were there and now are in Word, in the folder where they are kept.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    opposed: tuple[Path, ...]
    refused: tuple[str, ...]
    aside: tuple[Path, ...] = ()


def copy(models: Models, wanted: CopyFormat, root: Path, whose: Owner = EVERYBODY) -> Copied:
    """Write the copy of each text under `root`, a folder of templates, or there in the folder of its owner.

    Every copy is made before the first is written. Raises EnvironmentFault where the folder can't be written.
    """
    made: dict[Path, bytes] = {}
    turned: dict[Path, bytes] = {}
    kept: list[Path] = []
    opposed: list[Path] = []
    refused: list[str] = []
    for model in models.texts:
        place = root / whose.folder / model.folder / f"{model.name}{wanted}"
        other = place.with_suffix(wanted.other)
        if place.exists():
            kept.append(place)
        elif other.exists() and not _turns(other, model, wanted):
            opposed.append(other)
        elif isinstance(content := copied(model, wanted), bytes):
            (turned if other.exists() else made)[place] = content
        else:
            refused.append(content)
    manifest = root / whose.folder / models.folder / MANIFEST
    if made and models.manifest is not None and not manifest.exists():
        made[manifest] = models.manifest.content
    aside = _turn(turned, root, PurePosixPath(whose.folder, models.folder))
    written = list(turned)
    for place, content in made.items():
        (written if write_new(place, content) else kept).append(place)
    return Copied(tuple(written), tuple(kept), tuple(opposed), tuple(refused), aside)


def _turns(there: Path, model: Model, wanted: CopyFormat) -> bool:
    """Whether what is there in Markdown is the very text that is asked for in Word."""
    plain = there.is_file() and not there.is_symlink()
    return wanted is CopyFormat.WORD and plain and there.read_bytes() == model.source.content


def _turn(turned: Mapping[Path, bytes], root: Path, inside: PurePosixPath) -> tuple[Path, ...]:
    """Put Word texts in the place of the Markdown ones, which go, first, to a like folder beside `root`."""
    if not turned:
        return ()
    folder, texts = root / inside, [place.with_suffix(CopyFormat.MARKDOWN) for place in turned]
    kept_in = _free(root if root.name else root.resolve()) / inside
    aside = tuple(kept_in / text.name for text in texts)
    for text, place in zip(texts, aside, strict=True):
        write_new(place, text.read_bytes())
    changes = {place.name: content for place, content in turned.items()}
    rewrite_files(folder, {**changes, **dict.fromkeys(text.name for text in texts)})
    return aside


def _free(root: Path) -> Path:
    """« templates-markdown », or the same with a number: a folder that isn't there yet."""
    names = (f"{root.name}{_ASIDE}{'' if rank == 1 else f'-{rank}'}" for rank in count(1))
    return next(place for name in names if not (place := root.with_name(name)).exists())


def copied(model: Model, wanted: CopyFormat) -> bytes | str:
    """The bytes of a copy, or a French sentence that says why there is none."""
    if model.source.path.endswith(wanted):
        return model.source.content
    if wanted is CopyFormat.MARKDOWN:
        return say(
            "« {nom} » est en Word ({fichier}) : il ne peut pas être copié en Markdown.",
            nom=model.name,
            fichier=model.source.path,
        )
    made = write_word_template(
        without_head(model.source), model.title, head=_head(model.source), running=model.main
    )
    if isinstance(made, bytes):
        return made
    fault = made[0]
    line = fault.locations[0].line if fault.locations else 0
    return say(
        "« {fichier} » a une erreur, ligne {ligne} : {message} Corrigez-la d'abord (actgen templates check).",
        fichier=model.source.path,
        ligne=str(line),
        message=fault.message,
    )


def _head(source: Source) -> tuple[str, ...]:
    """What the head of a text says (its title, the texts of law it rests on), to be noted at its top."""
    told = head_of(source)
    parts = [typeset(str(told["titre"]))] if told.get("titre") else []
    if told.get("fondement"):
        parts.append(say("fondement : {texte}", texte=typeset(str(told["fondement"]))))
    return (" – ".join(parts).replace("#}", ""),) if parts else ()
