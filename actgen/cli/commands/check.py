"""`actgen check`: reads a session back, then says what is wrong with it and who can mend it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.days import as_of
from actgen.cli.files import named_files
from actgen.cli.line import Argument, Command, Line, Option
from actgen.cli.overrides import OVERRIDE, overrides
from actgen.cli.sessions import Crashes, each_session
from actgen.report.screen import Screen, Style

if TYPE_CHECKING:
    from actgen.session.result import Examination

COMMAND = Command(
    name="check",
    summary="Relit une ou plusieurs séances\u00a0: ce qui sera écrit dans les actes, ce qui ne va "
    "pas, et qui "
    "peut le corriger. N’écrit aucun fichier.",
    arguments=(
        Argument("FICHIER", "un ou plusieurs fichiers de séance, ou le dossier qui les contient", many=True),
    ),
    options=(
        Option("--details", "montre chaque chiffre avec son calcul et son texte, et les informations"),
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
        Option("--full", "de plusieurs séances, contrôle aussi le texte des actes"),
        Option("--strict", "termine en échec (code 1) dès le premier avertissement"),
        Option("--as-of", "dit aussi ce qui serait en retard à cette date", "DATE"),
        OVERRIDE,
    ),
    about=(
        "Au-delà de cinq fichiers, seules les erreurs sont montrées, puis une ligne par fichier.",
        "D’une séance seule, les phrases des actes sont relues aussi, comme par render. De plusieurs, il "
        "faut --full pour voir un blanc oublié, un article abrogé, un tableau sans en-tête.",
        "Termine avec le code 0 si rien n’empêche d’écrire les actes, 1 si une erreur a été trouvée.",
    ),
    examples=("actgen check seances/dietwiller-2022-12-15.yaml", "actgen check seances"),
)

_UNREAD = "Les phrases des actes n’ont pas été relues\u00a0: actgen check --full les relit, comme render."


def run(line: Line, screen: Screen) -> int:
    """Examine each file, tell what was found; 1 when something is refused."""
    # Imported here, so that `actgen check --help` doesn't wait for what only a real check needs.
    from actgen.report.check import teller
    from actgen.report.screen import paragraph
    from actgen.session.cache import Cache
    from actgen.session.examination import examine
    from actgen.session.result import Options

    files = named_files(line.all("FICHIER"), COMMAND.name)
    options = Options(
        strict=line.has("--strict"),
        full=line.has("--full") or len(files) == 1,  # what one file is told is what render will say
        as_of=as_of(line, COMMAND.name),
        overrides=overrides(line, COMMAND.name),
    )
    telling = teller(
        screen,
        len(files),
        as_json=line.one("--report") == "json",
        details=line.has("--details"),
        informations=options.as_of is not None,  # what is late, and what may be
    )
    cache, crashes = Cache(), Crashes(COMMAND.name, screen)
    unread: list[Path] = []

    def check(file: Path) -> int:
        examination = examine(file, options, cache)
        telling.tell(file, examination)
        if examination.plans and not options.full:
            unread.append(file)
        crashed = crashes.tell_of(examination, file)
        return max(verdict(examination, strict=options.strict), crashed)

    try:
        return each_session(files, check, telling.fail, crashes)
    finally:
        telling.close()
        if unread and line.one("--report") != "json":
            for text in paragraph(_UNREAD, screen.width):
                screen.line(text, Style.FAINT)


def verdict(examination: Examination, *, strict: bool) -> int:
    """1 when an error was found, or with `strict` a warning."""
    report = examination.report
    return int(bool(report.errors or (strict and report.warnings)))
