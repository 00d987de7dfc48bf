"""`actgen check`: reads a session back, then says what is wrong with it and who can mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actgen.cli.days import as_of
from actgen.cli.files import named_files
from actgen.cli.line import Argument, Command, Line, Option
from actgen.cli.screen import Screen

if TYPE_CHECKING:
    from actgen.pipeline.options import Examination

COMMAND = Command(
    name="check",
    summary="Relit une ou plusieurs séances\u00a0: ce qui sera écrit dans les actes, ce qui ne va "
    "pas, et qui "
    "peut le corriger. N’écrit aucun fichier.",
    arguments=(Argument("FICHIER", "un ou plusieurs fichiers de séance", many=True),),
    options=(
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
        Option("--full", "compose les actes et contrôle aussi leur texte, comme le fait render"),
        Option("--strict", "termine en échec (code 1) dès le premier avertissement"),
        Option("--as-of", "dit aussi ce qui serait en retard à cette date", "DATE"),
    ),
    about=("Termine avec le code 0 si rien n’empêche d’écrire les actes, 1 si une erreur a été trouvée.",),
    examples=("actgen check seances/dietwiller-2022-12-15.yaml",),
)


def run(line: Line, screen: Screen) -> int:
    """Examine each file, show what was found; 1 when something is refused."""
    # Imported here, so that `actgen check --help` doesn't wait for what only a real check needs.
    from actgen.cli.reports.as_json import session_report, show_json
    from actgen.cli.reports.examination import show_examination
    from actgen.group.etat import etat
    from actgen.pipeline.examine import examine
    from actgen.pipeline.options import Options
    from actgen.pipeline.workshop import Workshop

    strict, as_json = line.has("--strict"), line.one("--report") == "json"
    workshop = Workshop()
    reports, code = [], 0
    for number, file in enumerate(named_files(line.all("FICHIER"), COMMAND.name)):
        examination = examine(
            file,
            Options(strict=strict, full=line.has("--full"), as_of=as_of(line, COMMAND.name)),
            etat,
            workshop,
        )
        code = max(code, verdict(examination, strict=strict))
        if as_json:
            reports.append(session_report(file.as_posix(), examination))
            continue
        if number:
            screen.line()
        show_examination(file, examination, screen)
    if as_json:
        show_json(reports, screen)
    return code


def verdict(examination: Examination, *, strict: bool) -> int:
    """1 when an error was found, or with `strict` a warning."""
    report = examination.report
    return int(bool(report.errors or (strict and report.warnings)))
