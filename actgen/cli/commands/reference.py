"""`actgen explain`, `schema`, `guide`: what actgen tells of itself, of its rules, files and guides."""

from __future__ import annotations

from pathlib import Path

from actgen import guide
from actgen.api.report.as_json import show_report
from actgen.api.report.explain import code_report, show_code, show_codes
from actgen.api.report.screen import Screen
from actgen.api.workspace import Workspace
from actgen.base.errors import EnvironmentFault, UsageError, quoted
from actgen.base.rules import RuleRow, every_code
from actgen.base.text.keys import cle
from actgen.cli.arguments import unknown_code
from actgen.cli.line import Line
from actgen.cli.pages import write_page

_SHORTEST_WORD = 4


def run_explain(line: Line, screen: Screen) -> int:
    """Show one code whole, or the list of several by topic."""
    codes = dict(every_code())
    asked = line.one("CODE").upper()
    if asked and asked not in codes:
        named = {name: code for name, code in codes.items() if name.startswith(f"{asked}-")}
        codes = named or _about(asked, codes)
        if not codes:
            raise UsageError(unknown_code(asked))
    elif asked:
        codes = {asked: codes[asked]}
    if line.one("--report") == "json":
        show_report({"codes": [code_report(code) for code in codes.values()]}, screen)
    elif asked in codes:
        show_code(codes[asked], screen)
    else:
        show_codes(codes, screen)
    return 0


def _about(word: str, codes: dict[str, RuleRow]) -> dict[str, RuleRow]:
    """The codes whose sentence holds a word that no code bears: « pouvoir » is looked for as it is said."""
    sought = cle(word)
    if len(sought) < _SHORTEST_WORD:
        return {}
    return {name: code for name, code in codes.items() if sought in cle(code.watches)}


def run_schema(line: Line, screen: Screen) -> int:
    """Write the three files; files that are there and equal are left alone."""
    folder = Path(line.one("DOSSIER", "schema"))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{quoted(str(folder))} n’est pas un dossier.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in Workspace(folder).schemas().items():
            place = folder / name
            same = place.is_file() and place.read_bytes() == content
            if not same:
                place.write_bytes(content)
            screen.line(f"{place.as_posix()}\u00a0: {'déjà à jour' if same else 'écrit'}")
    except OSError as error:
        raise EnvironmentFault(
            f"Le dossier {quoted(str(folder))} ne peut pas être écrit. Choisissez un autre dossier."
        ) from error
    return 0


def run_guide(line: Line, screen: Screen) -> int:
    """Write the page; an older guide is replaced, any other file is left alone."""
    page = guide()
    write_page(Path(line.one("--out", page.name)), page, screen, option="--out", command="guide")
    return 0
