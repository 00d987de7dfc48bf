"""Copies written where they will serve, in the format asked for, and never over what is there.

A text that goes to Word where it stands leaves its Markdown outside the templates, where nothing reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import count
from pathlib import Path, PurePosixPath

from actgen.authoring.starters.files import write_new
from actgen.authoring.templates.clauses import head_of
from actgen.records import dataclass
from actgen.sources import Source
from actgen.templating.reading import without_head
from actgen.templating.word.written import write_word_template
from actgen.text.messages import say
from actgen.text.typography import typeset
from actgen.writing.write import rewrite_files

from .texts import MANIFEST, Model, Models

_ASIDE = "-markdown"


class Format(StrEnum):
    """The format of a copy; the values are the ends of the names of files."""

    WORD = ".docx"
    MARKDOWN = ".md"

    @property
    def other(self) -> Format:
        return Format.MARKDOWN if self is Format.WORD else Format.WORD

    @property
    def words(self) -> str:
        return "Word" if self is Format.WORD else "Markdown"


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of each text: files written, those that were there and stay so, refusals in French.

    `opposed` are files that are there in the other format: a text is in one format only. `aside` are the
    Markdown texts that were there and now are in Word, in the folder where they are kept.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    opposed: tuple[Path, ...]
    refused: tuple[str, ...]
    aside: tuple[Path, ...] = ()


def copy(models: Models, wanted: Format, root: Path, commune: str = "") -> Copied:
    """Write the copy of each text under `root`, a folder of templates, or there in the folder of a commune.

    Every copy is made before the first is written. Raises EnvironmentFault where the folder can't be written.
    """
    made: dict[Path, bytes] = {}
    turned: dict[Path, bytes] = {}
    kept: list[Path] = []
    opposed: list[Path] = []
    refused: list[str] = []
    for model in models.texts:
        place = root / commune / model.folder / f"{model.name}{wanted}"
        other = place.with_suffix(wanted.other)
        if place.exists():
            kept.append(place)
        elif other.exists() and not _turns(other, model, wanted):
            opposed.append(other)
        elif isinstance(content := copied(model, wanted), bytes):
            (turned if other.exists() else made)[place] = content
        else:
            refused.append(content)
    manifest = root / commune / models.folder / MANIFEST
    if made and models.manifest is not None and not manifest.exists():
        made[manifest] = models.manifest.content
    aside = _turn(turned, root, PurePosixPath(commune, models.folder))
    written = list(turned)
    for place, content in made.items():
        (written if write_new(place, content) else kept).append(place)
    return Copied(tuple(written), tuple(kept), tuple(opposed), tuple(refused), aside)


def _turns(there: Path, model: Model, wanted: Format) -> bool:
    """Whether what is there in Markdown is the very text that is asked for in Word."""
    plain = there.is_file() and not there.is_symlink()
    return wanted is Format.WORD and plain and there.read_bytes() == model.source.content


def _turn(turned: Mapping[Path, bytes], root: Path, inside: PurePosixPath) -> tuple[Path, ...]:
    """Put Word texts in the place of the Markdown ones, which go, first, to a like folder beside `root`."""
    if not turned:
        return ()
    folder, texts = root / inside, [place.with_suffix(Format.MARKDOWN) for place in turned]
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


def copied(model: Model, wanted: Format) -> bytes | str:
    """The bytes of a copy, or a French sentence that says why there is none."""
    if model.source.path.endswith(wanted):
        return model.source.content
    if wanted is Format.MARKDOWN:
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
