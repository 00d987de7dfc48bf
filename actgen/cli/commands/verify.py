"""`actgen verify`: whether what lies in a folder, or one act, is still what actgen wrote."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.line import Line, quoted
from actgen.errors import UsageError
from actgen.report.as_json import show_report
from actgen.report.screen import Screen
from actgen.report.verify import show_verification, verification_report
from actgen.verify.alone import verify_alone
from actgen.verify.folders import verify_file, verify_folder, verify_folders
from actgen.verify.result import Verification
from actgen.writing.journal import ARCHIVE, JOURNAL

_ECRITS = "d’une séance, tel que render l’a écrit, ou celui d’un groupement, tel que batch l’a écrit"


def run_verify(line: Line, screen: Screen) -> int:
    """Compare and show; 1 when something differs."""
    workspace = _folder(line, "--workspace")
    found = [each for word in line.all("CHEMIN") for each in _verified(word, line, workspace)]
    if line.one("--report") == "json":
        show_report({"verifications": [verification_report(each) for each in found]}, screen)
    else:
        for number, each in enumerate(found):
            if number:
                screen.line()
            show_verification(each, screen)
    return int(not all(each.conforme for each in found))


def _verified(word: str, line: Line, workspace: Path | None) -> list[Verification]:
    place = _place(word)
    if place.is_dir():
        if named := _folder(line, "--journal"):
            _has_journal(named)
            return [verify_folder(place, workspace, named)]
        found = verify_folders(place, workspace)
        if not found:
            raise UsageError(
                f"Le dossier {quoted(word)} n’a pas de journal ({JOURNAL})\u00a0: rien n’y dit ce "
                "qu’actgen a écrit. "
                f"Donnez le dossier {_ECRITS}."
            )
        return found
    if not place.is_file():
        raise UsageError(f"{quoted(word)} n’existe pas, ou n’est pas un fichier.")
    _is_no_paper_of_the_folder(place)
    named = _folder(line, "--journal")
    if named:
        _has_journal(named)
    folder = named or place.parent
    if place.suffix.lower() == ".pdf" and not named and not (folder / JOURNAL).is_file():
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


def _folder(line: Line, option: str) -> Path | None:
    word = line.one(option)
    if not word:
        return None
    place = _place(word)
    if not place.is_dir():
        raise UsageError(f"{option} attend un dossier\u00a0: {quoted(word)} n’en est pas un.")
    return place


def _place(word: str) -> Path:
    if "\0" in word:
        raise UsageError(f"{quoted(word)} n’est pas un nom de fichier.")
    return Path(word)
