"""`actgen explain`, `schema`, `guide`: what actgen tells of itself, of its rules, files and guides."""

from __future__ import annotations

from pathlib import Path

from actgen.api import Workspace
from actgen.authoring.fiches import fiche
from actgen.authoring.guide import FILE_NAME, MARK, guide_page
from actgen.authoring.schema import schemas
from actgen.cli.arguments import unknown_code
from actgen.cli.line import Line, quoted
from actgen.cli.pages import tell_page, write_page
from actgen.errors import EnvironmentFault, UsageError
from actgen.report.as_json import show_report
from actgen.report.explain import code_report, show_code, show_codes
from actgen.report.screen import Screen
from actgen.rules import Code, every_code
from actgen.text.keys import cle

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
        show_report({"codes": [code_report(fiche(code)) for code in codes.values()]}, screen)
    elif asked in codes:
        show_code(codes[asked], screen)
    else:
        show_codes(codes, screen)
    return 0


def _about(word: str, codes: dict[str, Code]) -> dict[str, Code]:
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
        for name, content in schemas(Workspace(folder).catalogue().kinds.values()).items():
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
    place = Path(line.one("--out", FILE_NAME))
    if place.is_dir():
        place /= FILE_NAME
    written = write_page(place, guide_page(), MARK, what="un guide d’actgen", option="--out", command="guide")
    tell_page(place, written, screen)
    return 0
