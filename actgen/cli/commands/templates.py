"""`actgen templates list`, `vars`, `which`: kinds of acts, what their texts may name, their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from actgen.authoring.templates.origins import (
    ForWhom,
    TextFile,
    code_of_commune,
    kinds_by_family,
    pieces,
    readers_of_session,
)
from actgen.authoring.templates.page import MARK, vocabulary_page
from actgen.authoring.templates.strays import CLAUSES, SOCLE
from actgen.authoring.templates.texts import Library
from actgen.authoring.templates.vocabulary import Variable, Vocabulary, VocabularySheet, sheet_of
from actgen.cli.arguments import folders_of
from actgen.cli.line import Line, not_a_choice, quoted
from actgen.cli.pages import tell_page, write_page
from actgen.diagnostics import Report
from actgen.errors import UsageError
from actgen.kinds.catalogue import Catalogue, search_path
from actgen.kinds.manifest import Kind
from actgen.report.as_json import finding_report, show_report
from actgen.report.findings import show_findings
from actgen.report.screen import Screen, Style, grid, paragraph, table
from actgen.sources import Sources, workspace_of
from actgen.text.lists import enumeration

_TEXTS = (".md", ".docx")
_FILES = (*_TEXTS, ".yaml")
_MOST_USERS = 3


def catalogue_of(line: Line) -> tuple[Catalogue, tuple[Path, ...]]:
    """The kinds that the current folder's workspace sees, and the folders named by `--templates`."""
    folders = folders_of(line)
    roots = {f"modeles-{rang}": folder for rang, folder in enumerate(folders, start=1)}
    sources = Sources(workspace_of(Path()), roots=roots)
    return Catalogue(sources, search_path(sources.workspace, folders)), folders


def show_faults(catalogue: Catalogue, word: str, screen: Screen, *, as_json: bool = False) -> bool:
    """Whether the manifest of that kind is wrong, after telling in what: its kind can't be told of."""
    place = PurePosixPath(word.replace("\\", "/"))
    faults = catalogue.faults((place.parent if place.suffix in _FILES else place).name)
    if not faults:
        return False
    if as_json:
        show_report({"constats": [finding_report(each) for each in faults]}, screen)
    else:
        show_findings(faults, screen, {})
    return True


def kind_named(catalogue: Catalogue, word: str, command: str) -> Kind:
    """The kind of that code, or in whose folder that file is. Raises UsageError with the nearest one."""
    place = PurePosixPath(word.replace("\\", "/"))
    kind = catalogue.get((place.parent if place.suffix in _FILES else place).name)
    if kind is not None:
        return kind
    if users := _users_of_clause(catalogue, place.stem):
        told = enumeration([quoted(code) for code in users[:_MOST_USERS]], "ou")
        raise UsageError(
            f"{quoted(place.stem)} est une clause\u00a0: elle a les variables de l’acte où elle se trouve. "
            f"Nommez une nature d’acte qui l’emploie, par exemple {told}\u00a0: actgen {command} {users[0]}"
        )
    raise UsageError(not_a_choice("NATURE", word, sorted(catalogue.kinds)))


def _users_of_clause(catalogue: Catalogue, name: str) -> list[str]:
    """The kinds whose texts name a shared clause; none when there is no such clause."""
    folders = (folder / SOCLE / CLAUSES for folder in catalogue.path.folders)
    if not any((folder / f"{name}{suffix}").is_file() for folder in folders for suffix in _TEXTS):
        return []
    library = Library(catalogue)
    return sorted(code for code, kind in catalogue.kinds.items() if name in library.named(kind))


_INDENT = 2


def run_templates_list(line: Line, screen: Screen) -> int:
    """Every kind, family by family."""
    catalogue, _ = catalogue_of(line)
    families = kinds_by_family(catalogue)
    faults = Report(tuple(catalogue.findings))
    code = int(bool(faults.errors))
    if line.one("--report") == "json":
        told = [each.as_dict() for _, lines in families for each in lines]
        wrong = [finding_report(each) for each in faults.findings]
        show_report({"natures": told} | ({"constats": wrong} if wrong else {}), screen)
        return code
    for rank, (family, lines) in enumerate(families):
        if rank:
            screen.line()
        screen.line(family, Style.STRONG)
        rows = [(each.code, each.format, each.title, each.origin) for each in lines]
        for text in grid(rows, screen.width, _INDENT):
            screen.line(text)
    show_findings(faults.findings, screen, {})
    screen.line()
    screen.line("Les variables d’une nature d’acte\u00a0: actgen templates vars CODE")
    return code


_PAGE = "une page de variables d’actgen"


def run_templates_vars(line: Line, screen: Screen) -> int:
    """Show the sheet of a kind, or write its page."""
    catalogue, _ = catalogue_of(line)
    if show_faults(catalogue, line.one("NATURE"), screen, as_json=line.one("--report") == "json"):
        return 1
    kind = kind_named(catalogue, line.one("NATURE"), "templates vars")
    sheet = sheet_of(catalogue, kind)
    if line.has("--html"):
        _write_page(sheet, Path(line.one("--html")), screen)
    elif line.one("--report") == "json":
        _sheet_json(sheet, screen)
    else:
        words = [word.casefold() for word in line.all("MOT")]
        if not _show_sheet(sheet, words, screen):
            raise UsageError(f"Rien ne porte {quoted(' '.join(line.all('MOT')))} ici.")
    return 0


def _write_page(sheet: VocabularySheet, place: Path, screen: Screen) -> None:
    if place.is_dir():
        place /= f"variables-{sheet.kind.code}.html"
    content = vocabulary_page(sheet)
    told = write_page(place, content, MARK, what=_PAGE, option="--html", command="templates vars")
    tell_page(place, told, screen)


def _show_sheet(sheet: VocabularySheet, words: list[str], screen: Screen) -> bool:
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


def _sheet_json(sheet: VocabularySheet, screen: Screen) -> None:
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


def run_templates_which(line: Line, screen: Screen) -> int:
    """Show the pieces of a kind for each reader asked for."""
    catalogue, _ = catalogue_of(line)
    if show_faults(catalogue, line.one("NATURE"), screen, as_json=line.one("--report") == "json"):
        return 1
    kind = kind_named(catalogue, line.one("NATURE"), "templates which")
    readers = _readers(line, catalogue, kind)
    told = [
        (each, pieces(catalogue, kind, commune=each.commune, group=each.group, charte=each.charte))
        for each in readers
    ]
    if line.one("--report") == "json":
        _show_json(kind, told, screen)
        return 0
    for rank, (reader, found) in enumerate(told):
        if rank:
            screen.line()
        screen.line(f"{kind.titre} ({kind.chemin}){reader.words}", Style.STRONG)
        _show(found, screen)
    return 0


def _readers(line: Line, catalogue: Catalogue, kind: Kind) -> list[ForWhom]:
    if line.has("--session"):
        if line.has("--commune") or line.has("--group"):
            raise UsageError("--session dit déjà la commune et les groupements.")
        found = readers_of_session(catalogue, Path(line.one("--session")), kind)
        if isinstance(found, str):
            raise UsageError(found)
        return found
    commune = line.one("--commune")
    code = code_of_commune(catalogue.sources, commune) if commune else ""
    if code is None:
        raise UsageError(
            f"{quoted(commune)} n’est ni une commune, ni un fichier de «\u00a0collectivites\u00a0»."
        )
    return [ForWhom(code, line.one("--group").removesuffix(".yaml"))]


def _show(found: tuple[TextFile, ...], screen: Screen) -> None:
    rows = [(_name(each), each.level or "", each.file or "aucun fichier", "") for each in found]
    for text in grid(rows, screen.width, _INDENT):
        screen.line(text)


def _name(piece: TextFile) -> str:
    return f"  clause {piece.name}" if piece.of else piece.name


def _show_json(kind: Kind, told: list[tuple[ForWhom, tuple[TextFile, ...]]], screen: Screen) -> None:
    readers = [
        {
            "commune": reader.commune or None,
            "groupement": reader.group or None,
            "textes": [
                {
                    "nom": each.name,
                    "demande_par": each.of or None,
                    "fichier": each.file or None,
                    "niveau": each.level,
                    "format": each.format or None,
                }
                for each in found
            ],
        }
        for reader, found in told
    ]
    show_report({"nature": kind.code, "lectures": readers}, screen)
