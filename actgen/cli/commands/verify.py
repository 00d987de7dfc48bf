"""`actgen verify`: whether what lies in a folder, or one act, is still what actgen wrote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.proof.pieces import Verification

_ECRITS = "d’une séance, tel que render l’a écrit, ou celui d’un groupement, tel que batch l’a écrit"

COMMAND = Command(
    name="verify",
    summary="Vérifie des actes\u00a0: dit si les fichiers, les modèles et les sources sont encore ceux "
    "d’où actgen les a "
    "écrits, et nomme ce qui diffère.",
    arguments=(Argument("CHEMIN", "un dossier d’actes, ou un acte (PDF, Word, HTML)", many=True),),
    options=(
        Option("--journal", "dossier dont le journal sert à vérifier des actes déplacés", "DOSSIER"),
        Option("--workspace", "dossier des fichiers de la commune, pour comparer les sources", "DOSSIER"),
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
    ),
    about=(
        "Tout est comparé au journal du dossier (journal.json), qui garde l’empreinte de chaque fichier "
        "écrit, de "
        "chaque modèle et de chaque source. Un acte seul est comparé au journal de son dossier. Un PDF "
        "posé à côté des actes, que le journal ne nomme pas, est comparé aux données qu’il porte\u00a0; d’un "
        "scan, rien n’est conclu.",
        "Un PDF sans journal est comparé aux données qu’il porte (acte.yaml)\u00a0: chaque phrase, chaque "
        "nombre imprimé qui n’est plus celui de ses données est nommé, comme ce qui a été ajouté, masqué, ou "
        "dessiné avec une autre lettre, hors de la page ou en blanc. La place des mots n’est comparée que "
        "dans une ligne, un paragraphe ou une rangée de tableau\u00a0: pour le reste, seule l’empreinte du "
        "fichier la tient. Les lettres d’une police propre à la commune ne sont comparées qu’à "
        "sa table. Un PDF qui n’est plus, octet pour octet, celui qu’actgen a écrit n’est pas conforme, même "
        "si rien ne peut en être nommé. Un PDF dont le texte, les données et leurs empreintes ont été "
        "refaits ensemble ne se reconnaît pas. Un fichier Word ne se vérifie que contre un journal.",
        "Un acte signé par l’outil de la commune reste conforme\u00a0: il est dit qu’il porte une signature, "
        "qu’un lecteur de PDF vérifie.",
        "«\u00a0Conforme\u00a0» veut dire\u00a0: inchangé depuis qu’actgen l’a écrit. Cela ne prouve pas "
        "qui l’a écrit\u00a0: "
        "seule une signature le prouve. Un journal refait avec de nouvelles empreintes ne se reconnaît "
        "pas\u00a0: gardez-en "
        "une copie ailleurs.",
        "Rien n’est jamais modifié. Termine avec le code 1 si quelque chose diffère.",
    ),
    examples=(
        "actgen verify output/68072-dietwiller/2022-12-15-conseil",
        "actgen verify recu/deliberation.pdf",
        "actgen verify recu/4-certificat-09.pdf --journal output/68072-dietwiller/2022-12-15-conseil",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Compare and show; 1 when something differs."""
    # Imported here, so that `actgen verify --help` doesn't wait for what only a real run needs.
    from actgen.report.as_json import show_report
    from actgen.report.verify import show_verification, verification_report

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
    from actgen.proof.dossiers import verifier_dossiers
    from actgen.proof.seul import verifier_seul
    from actgen.proof.verification import verifier_dossier, verifier_fichier
    from actgen.writing import JOURNAL

    place = _place(word)
    if place.is_dir():
        if named := _folder(line, "--journal"):
            _has_journal(named)
            return [verifier_dossier(place, workspace, named)]
        found = verifier_dossiers(place, workspace)
        if not found:
            raise UsageError(
                f"Le dossier {quoted(word)} n’a pas de journal ({JOURNAL})\u00a0: rien n’y dit ce "
                "qu’actgen a écrit. "
                f"Donnez le dossier {_ECRITS}.",
                COMMAND.name,
            )
        return found
    if not place.is_file():
        raise UsageError(f"{quoted(word)} n’existe pas, ou n’est pas un fichier.", COMMAND.name)
    _is_no_paper_of_the_folder(place)
    named = _folder(line, "--journal")
    if named:
        _has_journal(named)
    folder = named or place.parent
    if place.suffix.lower() == ".pdf" and not named and not (folder / JOURNAL).is_file():
        return [verifier_seul(place)]
    if not (folder / JOURNAL).is_file():
        raise UsageError(
            f"Il n’y a pas de journal ({JOURNAL}) dans {quoted(folder.as_posix())}\u00a0: un acte Word "
            "ou HTML se vérifie contre le journal du dossier où il a été écrit. Donnez ce dossier avec "
            "--journal DOSSIER. Seul un PDF se vérifie aussi sans journal.",
            COMMAND.name,
        )
    return [verifier_fichier(place, folder, workspace)]


def _is_no_paper_of_the_folder(place: Path) -> None:
    """Raises UsageError for what stands for a whole folder: by itself it would be compared with nothing."""
    from actgen.writing import JOURNAL
    from actgen.writing.archive import ARCHIVE

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
    raise UsageError(f"{quoted(place.as_posix())} {papers[place.name]}. {advice}.", COMMAND.name)


def _has_journal(folder: Path) -> None:
    """Raises UsageError for a folder given by `--journal` that has none."""
    from actgen.writing import JOURNAL

    if not (folder / JOURNAL).is_file():
        raise UsageError(
            f"Il n’y a pas de journal ({JOURNAL}) dans {quoted(folder.as_posix())}, donné par "
            f"--journal\u00a0: donnez le dossier {_ECRITS}.",
            COMMAND.name,
        )


def _folder(line: Line, option: str) -> Path | None:
    word = line.one(option)
    if not word:
        return None
    place = _place(word)
    if not place.is_dir():
        raise UsageError(f"{option} attend un dossier\u00a0: {quoted(word)} n’en est pas un.", COMMAND.name)
    return place


def _place(word: str) -> Path:
    if "\0" in word:
        raise UsageError(f"{quoted(word)} n’est pas un nom de fichier.", COMMAND.name)
    return Path(word)
