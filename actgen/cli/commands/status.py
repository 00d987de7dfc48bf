"""`actgen status`: where each member of a group stands, on the screen and in files to hand on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.days import as_of
from actgen.cli.files import named_group
from actgen.cli.line import Argument, Command, Line, Option
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.figures.suivi import Suivi
    from actgen.group.dossier import Dossier
    from actgen.writing import Written

COMMAND = Command(
    name="status",
    summary="Dit où en est chaque membre d’un groupement\u00a0: délibération adoptée, transmise, publiée, "
    "exécutoire, notifiée, convention signée, et l’étape qui manque.",
    arguments=(Argument("GROUPEMENT", "le fichier du groupement"),),
    options=(
        Option("--as-of", "état à cette date\u00a0: ce qui a eu lieu après n’est pas compté", "DATE"),
        Option("--out", "écrit aussi dans ce dossier une page à imprimer, un classeur et un CSV", "DOSSIER"),
        Option("--strict", "termine en échec (code 1) si un membre est à vérifier"),
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
    ),
    about=(
        "Ce qui est revenu des communes est lu dans le dossier (membres, retours) et dans leurs propres "
        "fichiers de séance, s’il y en a dans «\u00a0seances\u00a0».",
        "Une commune en erreur, ou dont le retour contredit la séance, reste en attente\u202f; les autres "
        "suivent leur cours. Un fichier corrigé à la main n’est jamais remplacé.",
        "Un vote ou un acte daté d’après aujourd’hui n’est pas cru : ce membre reste en attente.",
    ),
    examples=(
        "actgen status groupements/e_services.yaml",
        "actgen status groupements/e_services.yaml --as-of 31/01/2023 --out suivi",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Show the follow-up and write its files; 1 when the group's file can't be read."""
    # Imported here, so that `actgen status --help` doesn't wait for what only a real run needs.
    from actgen.figures.etat import etat, etat_connu
    from actgen.figures.suivi import suivi
    from actgen.group.dossier import dossier
    from actgen.group.suivi import with_annexe_1
    from actgen.report.as_json import show_report
    from actgen.report.group import show_status, status_report
    from actgen.session.result import Options

    jour = as_of(line, COMMAND.name)
    file = named_group(line.one("GROUPEMENT"), COMMAND.name)
    lu = with_annexe_1(dossier(file, options=Options(aujourd_hui=date.today())))
    vu = (
        None
        if lu.groupement is None
        else suivi(etat(lu.groupement, jour) if jour else etat_connu(lu.groupement))
    )
    written = _write(line.one("--out"), lu, vu) if vu is not None and line.one("--out") else ()
    if line.one("--report") == "json":
        show_report({"suivi": status_report(file, lu, vu, written)}, screen)
    else:
        show_status(file, lu, vu, screen)
        _tell(line.one("--out"), written, screen)
    refused = vu is None or any(f.severity.value == "erreur" for f in lu.findings)
    return int(refused or (line.has("--strict") and bool(lu.findings)))


def _write(folder: str, lu: Dossier, vu: Suivi) -> tuple[Written, ...]:
    from actgen.group.suivi import files_of_suivi
    from actgen.writing import JournalDraft, library_versions, write_outputs

    journal = JournalDraft(
        session=vu.etat.groupement.fichier,
        state="",
        versions=library_versions(),
        sources=lu.sources.log,
        findings=lu.findings,
    )
    return write_outputs(Path(folder), files_of_suivi(vu, lu.findings), journal)


def _tell(folder: str, written: tuple[Written, ...], screen: Screen) -> None:
    if written:
        screen.line()
    for each in written:
        place = (Path(folder) / each.name).as_posix()
        screen.line(f"{place}\u00a0: {each.phrase}")
