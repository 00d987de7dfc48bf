"""What became of a batch, for a page: how many folders, what is refused and why, what is still a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.acts.tree.inline import Lacune
from actgen.api.report.group import in_order
from actgen.api.wording import said
from actgen.base.diagnostics import Diagnostic
from actgen.base.text.grammar import compte, pluriel
from actgen.base.text.lists import enumeration
from actgen.group.attendus import attendus
from actgen.group.batch import Batch
from actgen.group.dossier import folder_of_member
from actgen.group.folders import RefusedPapers
from actgen.session.texts import in_brief
from actgen.session.writing.names import BEFORE, COMMUNES
from actgen.session.writing.plan import Outcome

if TYPE_CHECKING:
    from actgen.api.group import Group

__all__ = ["Batch", "Mailed", "letters", "mailed"]

_PRINTED = (".pdf", ".docx", ".html")
_NAMED = 5  # blanks told by their names


class Mailed(Struct, frozen=True):
    """A batch that is over: `dossiers` are the folders by their names, each with its files.

    `refus` and `projets`: what isn't written, and what isn't to be sent yet, each with why.
    """

    phrase: str
    bon: bool
    dossier: Path | None
    dossiers: tuple[tuple[str, tuple[Path, ...]], ...] = ()
    refus: tuple[tuple[str, str], ...] = ()
    projets: tuple[tuple[str, str], ...] = ()
    preuve: tuple[str, ...] = ()
    constats: tuple[Diagnostic, ...] = ()


def letters(group: Group) -> dict[str, Path]:
    """The letter that was last written to each member that is awaited, by its code; a PDF if there is one."""
    known = group.dossier.groupement
    if known is None:
        return {}
    communes = Batch(group.dossier, group.options, group.workspace._cache).folder / COMMUNES
    found = {}
    for membre in attendus(known, group.options.aujourd_hui):
        written = sorted((folder_of_member(communes, membre) / BEFORE).glob("1-*"))
        if printed := [each for each in written if each.suffix in _PRINTED]:
            found[membre.collectivite.code] = max(printed, key=_last_of_letters)
    return found


def _last_of_letters(place: Path) -> tuple[bool, bool]:
    """The reminder before the letter, a PDF before a Word file."""
    return place.name.startswith("1-rappel"), place.suffix == ".pdf"


def mailed(batch: Batch) -> Mailed:
    """All that is told of it."""
    groupement, report = batch.dossier.groupement, batch.report
    found = (*report.errors, *report.warnings)
    if groupement is None:
        return Mailed(
            "Rien n’est écrit\u00a0: corrigez d’abord le dossier du groupement.", False, None, constats=found
        )
    results = [each for each in in_order(batch) if each.fault is None]
    new = sum(any(file.outcome is Outcome.WRITTEN for file in each.written) for each in results)
    refused = [(each.nom, _why(each)) for each in batch.refus]
    refused += [(each.nom, str(each.fault)) for each in in_order(batch) if each.fault is not None]
    told = f"{compte(len(results), 'dossier')}, {compte(len(refused), 'refus', 'refus')}"
    if results and not new:
        told += "\u202f; tous étaient déjà écrits à l’identique"
    elif new < len(results):
        told += f"\u202f; {compte(new, 'dossier')} {pluriel(new, 'écrit', 'écrits')}, les autres inchangés"
    return Mailed(
        f"{told}.",
        not refused and not report.errors,
        batch.folder,
        tuple((each.nom, tuple(_files(each.folder))) for each in results),
        tuple(refused),
        tuple((nom, _lacking(lacks)) for nom, lacks in batch.projets.items()),
        tuple(batch.wordings.proof.lignes),
        found,
    )


def _why(refus: RefusedPapers) -> str:
    return " ".join(dict.fromkeys(said(finding).message for finding in refus.findings))


def _lacking(lacks: Sequence[Lacune]) -> str:
    """What is to be written first, by name; of a sheet, that the convention is to be whole."""
    told = list(in_brief(each.label for each in lacks))
    if not told:
        return "La convention à signer est elle-même un projet."
    others = [compte(len(told) - _NAMED, "autre")] if len(told) > _NAMED else []
    return f"Il manque\u00a0: {enumeration([*told[:_NAMED], *others])}."


def _files(folder: Path) -> list[Path]:
    """The papers of a folder, those to be printed first of those that are alike."""
    found = [each for each in folder.iterdir() if each.suffix in (".pdf", ".docx", ".yaml")]
    return sorted(found, key=lambda each: (each.stem, each.suffix != ".pdf"))
