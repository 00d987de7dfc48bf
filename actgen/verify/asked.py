"""What somebody may ask to be verified: a folder of acts, one act, by the journal beside it or another."""

from __future__ import annotations

from pathlib import Path

from actgen.errors import UsageError, quoted
from actgen.verify.alone import verify_alone
from actgen.verify.folders import verify_file, verify_folder, verify_folders
from actgen.verify.result import Verification
from actgen.writing.journal import ARCHIVE, JOURNAL

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
    _is_no_paper_of_the_folder(place)
    if journal:
        _has_journal(journal)
    folder = journal or place.parent
    if place.suffix.lower() == ".pdf" and not journal and not (folder / JOURNAL).is_file():
        return [verify_alone(place)]
    if not (folder / JOURNAL).is_file():
        raise UsageError(
            f"Il n’y a pas de journal ({JOURNAL}) dans {quoted(folder.as_posix())}\u00a0: un acte Word "
            "ou HTML se vérifie contre le journal du dossier où il a été écrit. Donnez ce dossier avec "
            "--journal DOSSIER. Seul un PDF se vérifie aussi sans journal."
        )
    return [verify_file(place, folder, workspace)]


def _is_no_paper_of_the_folder(place: Path) -> None:
    """Raises UsageError for what stands for a whole folder: by itself it would be compared with nothing."""
    papers = {
        JOURNAL: "est le journal d’un dossier d’actes, auquel tout le reste du dossier est comparé",
        ARCHIVE: "garde les modèles dont les actes d’un dossier ont été faits",
    }
    if place.name not in papers:
        return
    if (place.parent / JOURNAL).is_file():
        advice = f"Vérifiez le dossier entier\u00a0: actgen verify {place.parent.as_posix()}"
    else:
        advice = "Remettez-le dans le dossier de ces actes, à côté du journal, puis vérifiez ce dossier"
    raise UsageError(f"{quoted(place.as_posix())} {papers[place.name]}. {advice}.")


def _has_journal(folder: Path) -> None:
    """Raises UsageError for a folder given by `--journal` that has none."""
    if not (folder / JOURNAL).is_file():
        raise UsageError(
            f"Il n’y a pas de journal ({JOURNAL}) dans {quoted(folder.as_posix())}, donné par "
            f"--journal\u00a0: donnez le dossier {_ECRITS}."
        )
