"""Copies written where they will serve, in the format asked for, and never over what is there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from actgen.authoring.starters.files import write_new
from actgen.authoring.templates.clauses import head_of
from actgen.rendering.gabarits import without_head
from actgen.rendering.word.written import write_word_template
from actgen.sources import Source
from actgen.text.messages import say
from actgen.text.typography import typeset

from .texts import MANIFEST, Model, Models


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

    `opposed` are files that are there in the other format: a text is in one format only.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    opposed: tuple[Path, ...]
    refused: tuple[str, ...]


def copy(models: Models, wanted: Format, root: Path) -> Copied:
    """Write the copy of each text under `root`, a folder of templates.

    Every copy is made before the first is written. Raises EnvironmentFault where the folder can't be written.
    """
    made: dict[Path, bytes] = {}
    kept: list[Path] = []
    opposed: list[Path] = []
    refused: list[str] = []
    for model in models.texts:
        place = root / model.folder / f"{model.name}{wanted}"
        other = place.with_suffix(wanted.other)
        if place.exists():
            kept.append(place)
        elif other.exists():
            opposed.append(other)
        elif isinstance(content := copied(model, wanted), bytes):
            made[place] = content
        else:
            refused.append(content)
    manifest = root / models.folder / MANIFEST
    if made and models.manifest is not None and not manifest.exists():
        made[manifest] = models.manifest.content
    written: list[Path] = []
    for place, content in made.items():
        (written if write_new(place, content) else kept).append(place)
    return Copied(tuple(written), tuple(kept), tuple(opposed), tuple(refused))


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
