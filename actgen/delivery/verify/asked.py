"""What somebody may ask to be verified: a folder of acts, one act, by the journal beside it or another."""

from __future__ import annotations

from pathlib import Path

from actgen.base.errors import UsageError, quoted
from actgen.delivery.verify.alone import verify_alone
from actgen.delivery.verify.folders import verify_file, verify_folder, verify_folders
from actgen.delivery.verify.result import Verification
from actgen.delivery.verify.whose import answering
from actgen.session.result import DEFAULT_OUT
from actgen.session.writing.journal import ARCHIVE, JOURNAL

_ECRITS = "d’une séance, tel que render l’a écrit, ou celui d’un groupement, tel que batch l’a écrit"


def verified(place: Path, workspace: Path | None, journal: Path | None) -> list[Verification]:
    """What became of it. Raises UsageError where there is nothing to compare it with."""
    if place.is_dir():
        if journal:
            _has_journal(journal)
            return [verify_folder(place, workspace, journal)]
        found = verify_folders(place, workspace)
        if not found:
            raise UsageError(
                f"Le dossier {quoted(str(place))} n’a pas de journal ({JOURNAL})\u00a0: rien n’y dit ce "
                "qu’actgen a écrit. "
                f"Donnez le dossier {_ECRITS}."
            )
        return found
    if not place.is_file():
        raise UsageError(f"{quoted(str(place))} n’existe pas, ou n’est pas un fichier.")
    if place.name in (JOURNAL, ARCHIVE):  # alone it would be compared with nothing
        raise UsageError(
            f"{quoted(place.as_posix())} est d’un dossier d’actes, et se vérifie avec lui\u00a0: "
            f"actgen verify {place.parent.as_posix()}"
        )
    if journal:
        _has_journal(journal)
    folder = journal or place.parent
    if place.suffix.lower() == ".pdf" and not journal and not (folder / JOURNAL).is_file():
        return [verify_alone(place)]
    if not (folder / JOURNAL).is_file():
        known = answering(place, (workspace or Path()) / DEFAULT_OUT)
        if known is not None:  # it was mailed, moved, renamed: its acts are known all the same
            return [verify_file(place, known.folder, workspace, known.nom)]
        raise UsageError(
            f"Il n’y a pas de journal ({JOURNAL}) dans {quoted(folder.as_posix())}, et ce fichier n’est "
            f"aucun de ceux qui ont été écrits dans «\u00a0{DEFAULT_OUT}\u00a0»\u00a0: un acte Word "
            "ou HTML se vérifie contre le journal du dossier où il a été écrit. Donnez ce dossier avec "
            "--journal DOSSIER. Seul un PDF se vérifie aussi sans journal."
        )
    return [verify_file(place, folder, workspace)]


def _has_journal(folder: Path) -> None:
    """Raises UsageError for a folder given by `--journal` that has none."""
    if not (folder / JOURNAL).is_file():
        raise UsageError(
            f"Il n’y a pas de journal ({JOURNAL}) dans {quoted(folder.as_posix())}, donné par "
            f"--journal\u00a0: donnez le dossier {_ECRITS}."
        )
