"""`actgen templates …`: kinds of acts, what their texts may name, their files; tried, or copied."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from actgen.api.report.as_json import finding_report, show_report
from actgen.api.report.findings import show_findings
from actgen.api.report.screen import Screen, Tone
from actgen.api.report.templates import (
    checked_report,
    kinds_report,
    readings_report,
    sheet_report,
    show_checked,
    show_copied,
    show_kinds,
    show_readings,
    show_sheet,
)
from actgen.api.templates import Kind, Owner, Templates
from actgen.api.workspace import Workspace
from actgen.base.diagnostics import Severity
from actgen.base.errors import UsageError, quoted
from actgen.base.records import replace
from actgen.base.text.lists import enumeration
from actgen.cli.arguments import as_named, folders_of, from_here
from actgen.cli.line import Line, not_a_choice
from actgen.cli.pages import write_page

_FILES = (".md", ".docx", ".yaml")
_MOST_USERS = 3


def _templates(line: Line) -> Templates:
    return Workspace().templates(folders_of(line))


def run_templates_list(line: Line, screen: Screen) -> int:
    """Every kind, family by family; 1 when one is declared wrong."""
    templates = _templates(line)
    if line.one("--report") == "json":
        show_report(kinds_report(templates.families, templates.findings), screen)
    else:
        show_kinds(templates.families, templates.findings, screen)
    return int(any(each.severity is Severity.ERROR for each in templates.findings))


def run_templates_vars(line: Line, screen: Screen) -> int:
    """Show the sheet of a kind, or write its page."""
    templates = _templates(line)
    if _show_faults(templates, line, screen):
        return 1
    sheet = templates.sheet(_kind(templates, line, "templates vars"))
    if line.has("--html"):
        place, page = Path(line.one("--html")), templates.page(sheet)
        write_page(place, page, screen, option="--html", command="templates vars")
    elif line.one("--report") == "json":
        show_report(sheet_report(sheet), screen)
    elif not show_sheet(sheet, [word.casefold() for word in line.all("MOT")], screen):
        raise UsageError(f"Rien ne porte {quoted(' '.join(line.all('MOT')))} ici.")
    return 0


def run_templates_which(line: Line, screen: Screen) -> int:
    """Show the pieces of a kind for each reader asked for."""
    templates = _templates(line)
    if _show_faults(templates, line, screen):
        return 1
    kind = _kind(templates, line, "templates which")
    if line.has("--session") and (line.has("--commune") or line.has("--group")):
        raise UsageError("--session dit déjà la commune et les groupements.")
    if line.has("--session"):
        readings = templates.readings_of_session(kind, Path(line.one("--session")))
    else:
        readings = templates.readings(kind, _commune(templates, line), _group(templates, line))
    if line.one("--report") == "json":
        show_report(readings_report(kind, readings), screen)
    else:
        show_readings(kind, readings, screen)
    return 0


def run_templates_check(line: Line, screen: Screen) -> int:
    """Check the texts asked for, tell what was found; 1 when there is an error."""
    words, folders = line.all("QUOI"), folders_of(line)
    trial = (
        Workspace()
        .templates(folders)
        .check(words, expected=line.has("--write-expected"), annotated=line.has("--annotate"))
    )
    if not trial.selection.kinds and not trial.checked.report.findings:
        raise UsageError(_nothing(words))
    report = as_named(trial.checked.report, trial.selection.folders)
    written = [from_here(place) for place in trial.annotated]
    expected = [replace(each, place=from_here(each.place)) for each in trial.expected]
    checked = replace(trial.checked, report=report)
    if line.one("--report") == "json":
        show_report(checked_report(trial.selection, checked, written, expected), screen)
    else:
        show_checked(trial.selection, checked, written, expected, screen)
    return int(bool(report.errors or (line.has("--strict") and report.warnings)))


def run_templates_copy(line: Line, screen: Screen) -> int:
    """Copy what was asked for, tell what was written and what to do next."""
    if line.has("--word") == line.has("--markdown"):
        raise UsageError("Dites en quel format copier\u00a0: --word ou --markdown.")
    templates = _templates(line)
    whose, word = _owner(templates, line), line.one("QUOI")
    models = templates.models(word, whose)
    if models is None:
        raise UsageError(not_a_choice("QUOI", word, templates.codes))
    if isinstance(models, str):
        screen.say(models, Tone.ERROR, indent=2)
        return 1
    root = Path(line.one("--out")) if line.has("--out") else from_here(templates.own_folder)
    wanted, copied = templates.copy(models, root, whose, word=line.has("--word"))
    show_copied(models, wanted, copied, whose, line.one("--out"), screen)
    return int(bool(copied.refused or copied.opposed) or not copied.written)


def _show_faults(templates: Templates, line: Line, screen: Screen) -> bool:
    """Whether the manifest of the kind is wrong, after telling in what: its kind can't be told of."""
    faults = templates.faults(_code(line.one("NATURE")))
    if faults and line.one("--report") == "json":
        show_report({"constats": [finding_report(each) for each in faults]}, screen)
    else:
        show_findings(faults, screen, {})
    return bool(faults)


def _code(word: str) -> str:
    """The code of a kind, named so or by a file in its folder."""
    place = PurePosixPath(word.replace("\\", "/"))
    return (place.parent if place.suffix in _FILES else place).name


def _kind(templates: Templates, line: Line, command: str) -> Kind:
    """The kind of that code, or in whose folder that file is. Raises UsageError with the nearest one."""
    word = line.one("NATURE")
    if (kind := templates.kind(_code(word))) is not None:
        return kind
    clause = PurePosixPath(word.replace("\\", "/")).stem
    if users := templates.users_of(clause):
        told = enumeration([quoted(code) for code in users[:_MOST_USERS]], "ou")
        raise UsageError(
            f"{quoted(clause)} est une clause\u00a0: elle a les variables de l’acte où elle se trouve. "
            f"Nommez une nature d’acte qui l’emploie, par exemple {told}\u00a0: actgen {command} {users[0]}"
        )
    raise UsageError(not_a_choice("NATURE", word, templates.codes))


def _commune(templates: Templates, line: Line) -> str:
    word = line.one("--commune")
    code = templates.commune(word) if word else ""
    if code is None:
        raise UsageError(
            f"{quoted(word)} n’est ni une commune, ni un fichier de «\u00a0collectivites\u00a0»."
        )
    return code


def _group(templates: Templates, line: Line) -> str:
    word = line.one("--group")
    name = templates.group(word) if word else ""
    if name is None:
        raise UsageError(f"{quoted(word)} n’est pas un groupement de «\u00a0groupements\u00a0».")
    return name


def _owner(templates: Templates, line: Line) -> Owner:
    if line.has("--commune") and line.has("--group"):
        raise UsageError("Un texte est celui d’une commune ou d’un groupement\u00a0: gardez l’un des deux.")
    return Owner(_commune(templates, line), _group(templates, line))


def _nothing(words: tuple[str, ...]) -> str:
    """Why there was nothing to check: an empty folder must not look like one that is right."""
    asked = enumeration([quoted(word) for word in words])
    return (
        f"Aucun modèle à contrôler dans {asked}. Un modèle est dans le dossier de sa nature d’acte "
        "(deliberations/subvention/corps.docx), une clause dans «\u00a0socle/clauses\u00a0»."
    )
