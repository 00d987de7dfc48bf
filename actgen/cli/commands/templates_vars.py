"""`actgen templates vars`: every variable that the texts of a kind may name, on the screen or as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.catalogues import TEMPLATES, catalogue_of, kind_named, show_faults
from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen, Style, paragraph, table

if TYPE_CHECKING:
    from actgen.authoring.templates.sheet import Sheet
    from actgen.authoring.templates.vocabulary import Variable, Vocabulary

COMMAND = Command(
    name="templates vars",
    summary="Donne tout ce qu’un modèle de cette nature d’acte peut écrire\u00a0: ses variables, avec leur "
    "type, leur sens et leur valeur dans l’exemple\u202f; les clauses, les filtres et les tests.",
    arguments=(
        Argument("NATURE", "code de la nature d’acte, par exemple subvention"),
        Argument(
            "MOT", "ne montre que ce qui porte ces mots, par exemple\u00a0: vote", many=True, optional=True
        ),
    ),
    options=(
        Option("--html", "écrit tout dans une page, à garder ouverte à côté de Word", "FICHIER"),
        TEMPLATES,
        Option("--report", "forme de la réponse", "FORME", choices=("text", "json")),
    ),
    examples=(
        "actgen templates vars subvention",
        "actgen templates vars subvention vote",
        "actgen templates vars adhesion_groupement --html variables.html",
    ),
)
_INDENT = 2
_PAGE = "une page de variables d’actgen"


def run(line: Line, screen: Screen) -> int:
    """Show the sheet of a kind, or write its page."""
    from actgen.authoring.templates.sheet import sheet_of

    catalogue, _ = catalogue_of(line, COMMAND.name)
    if show_faults(catalogue, line.one("NATURE"), screen, as_json=line.one("--report") == "json"):
        return 1
    kind = kind_named(catalogue, line.one("NATURE"), COMMAND.name)
    sheet = sheet_of(catalogue, kind)
    if line.has("--html"):
        _write(sheet, Path(line.one("--html")), screen)
    elif line.one("--report") == "json":
        _show_json(sheet, screen)
    else:
        words = [word.casefold() for word in line.all("MOT")]
        if not _show(sheet, words, screen):
            raise UsageError(f"Rien ne porte {quoted(' '.join(line.all('MOT')))} ici.", COMMAND.name)
    return 0


def _write(sheet: Sheet, place: Path, screen: Screen) -> None:
    from actgen.authoring.templates.page import MARK, vocabulary_page
    from actgen.cli.pages import tell_page, write_page

    if place.is_dir():
        place /= f"variables-{sheet.kind.code}.html"
    content = vocabulary_page(sheet)
    told = write_page(place, content, MARK, what=_PAGE, option="--html", command=COMMAND.name)
    tell_page(place, told, screen)


def _show(sheet: Sheet, words: list[str], screen: Screen) -> bool:
    """Every part that has something to show; False when none has."""
    shown = [_show_variables(each, words, screen) for each in sheet.vocabularies]
    clauses = [(f"{{{{ clause.{each.name} }}}}", each.title) for each in sheet.clauses]
    filters = [(f"| {each.name}", each.meaning) for each in sheet.filters]
    tests = [(f"is {each.name}", each.meaning) for each in sheet.tests]
    for title, rows in (("CLAUSES", clauses), ("FILTRES", filters), ("TESTS", tests)):
        kept = [row for row in rows if _matches(row, words)]
        shown.append(bool(kept))
        if kept:
            _title(title, screen)
            for text in table(kept, screen.width, _INDENT):
                screen.line(text)
    if not words:
        screen.line()
        code = sheet.kind.code
        advice = f"Dans une page\u00a0: actgen templates vars {code} --html variables.html"
        for text in paragraph(advice, screen.width):
            screen.line(text)
    return any(shown)


def _show_variables(vocabulary: Vocabulary, words: list[str], screen: Screen) -> bool:
    kept = [each for each in vocabulary.variables if _matches((each.tag, each.type, each.meaning), words)]
    if not kept:
        return False
    _title(f"VARIABLES DE {', '.join(vocabulary.texts)}", screen)
    for text in paragraph(vocabulary.meaning, screen.width):
        screen.line(text)
    for text in table([(each.tag, list(_told(each))) for each in kept], screen.width, _INDENT):
        screen.line(text)
    return True


def _told(variable: Variable) -> Iterator[str]:
    yield f"{variable.type[0].upper()}{variable.type[1:]}. {variable.meaning}"
    if variable.sample:
        yield f"→ {variable.sample}"


def _matches(texts: Iterable[str], words: list[str]) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)


def _title(text: str, screen: Screen) -> None:
    screen.line()
    screen.line(text, Style.STRONG)


def _show_json(sheet: Sheet, screen: Screen) -> None:
    from actgen.report.as_json import show_report

    variables = [
        {
            "textes": list(vocabulary.texts),
            "variable": each.path,
            "ecrire": each.tag,
            "type": each.type,
            "facultatif": each.optional,
            "sens": each.meaning,
            "exemple": each.sample or None,
        }
        for vocabulary in sheet.vocabularies
        for each in vocabulary.variables
    ]
    clauses = [
        {"clause": each.name, "titre": each.title, "fondement": each.basis or None, "fichier": each.file}
        for each in sheet.clauses
    ]
    tools = {
        name: [{"nom": each.name, "sens": each.meaning} for each in told]
        for name, told in (("filtres", sheet.filters), ("tests", sheet.tests))
    }
    show_report({"nature": sheet.kind.code, "variables": variables, "clauses": clauses, **tools}, screen)
