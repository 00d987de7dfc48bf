"""What composing a folder of a batch gives: the folder, what it showed, what is refused."""

from __future__ import annotations

from dataclasses import dataclass

from actgen.diagnostics import Diagnostic
from actgen.document.inline import Lacune

from .lots import Lot
from .meme_texte import Texte


@dataclass(frozen=True, slots=True)
class Releve:
    """What composing a folder showed besides its files.

    `projets`: by what users call them, its papers that are a PROJET, and the facts that they lack. `texte`:
    the wording of its deliberation. `empreinte`: that of the convention that councils approve.
    """

    findings: tuple[Diagnostic, ...] = ()
    projets: tuple[tuple[str, tuple[Lacune, ...]], ...] = ()
    texte: Texte | None = None
    empreinte: str = ""


@dataclass(frozen=True, slots=True)
class Refus:
    """Papers that are not written, and why: of a commune, or the convention of all."""

    nom: str
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Compose:
    """A folder as composed, None when nothing of it can be written; what it showed; what is refused."""

    lot: Lot | None
    releve: Releve = Releve()
    refus: tuple[Refus, ...] = ()
