"""`actgen templates check`: everything that is wrong with texts of acts, before any session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.catalogues import TEMPLATES, folders_of
from actgen.cli.line import Argument, Command, Line, Option, UsageError
from actgen.cli.screen import Screen, Style

if TYPE_CHECKING:
    from actgen.authoring.templates.checking import Checked
    from actgen.authoring.templates.selection import Selection

COMMAND = Command(
    name="templates check",
    summary="Contrôle des modèles avant toute séance\u00a0: leurs balises, chaque variable, chaque clause, "
    "chaque nom de fichier\u202f; puis les essaie sur leur exemple et sur trois communes (7 membres, "
    "69 membres, Alsace) et relit les actes obtenus.",
    arguments=(
        Argument(
            "QUOI",
            "un dossier de modèles, ou des natures d’acte\u202f; sans mot, tout",
            many=True,
            optional=True,
        ),
    ),
    options=(
        Option(
            "--annotate",
            "écrit aussi, à côté de chaque modèle Word, une copie NOM-annoté.docx où chaque "
            "constat est un commentaire",
        ),
        Option("--strict", "termine en échec (code 1) dès le premier avertissement"),
        TEMPLATES,
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
    ),
    about=(
        "Le modèle lui-même n’est jamais modifié. Termine avec le code 0 si rien n’empêche d’employer les "
        "modèles, 1 si une erreur a été trouvée.",
    ),
    examples=(
        "actgen templates check",
        "actgen templates check templates/deliberations/tarifs --annotate",
        "actgen templates check subvention tarifs",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Check the texts asked for, tell what was found; 1 when there is an error."""
    from actgen.authoring.templates.checking import check_templates
    from actgen.authoring.templates.selection import Unknown, select
    from actgen.group.etat import etat

    try:
        selection = select(line.all("QUOI"), folders_of(line, COMMAND.name))
    except Unknown as unknown:
        raise UsageError(str(unknown), COMMAND.name) from None
    checked = check_templates(selection, etat)
    written = _annotate(selection, checked) if line.has("--annotate") else []
    if line.one("--report") == "json":
        _show_json(selection, checked, written, screen)
    else:
        _show(selection, checked, written, screen)
    report = checked.report
    return int(bool(report.errors or (line.has("--strict") and report.warnings)))


def _annotate(selection: Selection, checked: Checked) -> list[Path]:
    from actgen.authoring.templates.annotated import write_annotated

    written = write_annotated(selection.catalogue, selection.folders, checked.report.findings)
    return [_from_here(place) for place in written]


def _from_here(place: Path) -> Path:
    """A file as somebody in the current folder would name it."""
    here = Path.cwd()
    return place.relative_to(here) if place.is_relative_to(here) else place


def _show(selection: Selection, checked: Checked, written: list[Path], screen: Screen) -> None:
    from actgen.cli.layout import paragraph
    from actgen.cli.reports.findings import count, most_pressing, show_findings
    from actgen.text.grammar import compte

    report = checked.report
    head = f"Modèles contrôlés\u00a0: {compte(len(selection.kinds), 'nature d’acte', 'natures d’acte')}"
    trials = f"{compte(checked.sessions, 'séance')} et {compte(checked.acts, 'acte')} d’essai"
    for text in paragraph(f"{head}, {trials}.", screen.width):
        screen.line(text, Style.STRONG)
    show_findings((*report.errors, *report.warnings), screen, {})
    screen.line()
    for place in written:
        screen.line(f"{place.as_posix()}\u00a0: écrit, à lire dans Word")
    screen.line(f"{count(report)}.")
    if report.errors:
        advice = (
            "Corrigez les erreurs, puis relancez\u00a0: un texte qui en porte une n’est pas essayé en entier."
        )
        for text in paragraph(advice, screen.width):
            screen.line(text)
    if first := most_pressing((*report.errors, *report.warnings)):
        screen.line(f"Détail d’une règle\u00a0: actgen explain {first.code}")


def _show_json(selection: Selection, checked: Checked, written: list[Path], screen: Screen) -> None:
    from actgen.cli.reports.as_json import finding_report
    from actgen.cli.reports.json_document import show_report

    report = checked.report
    show_report(
        {
            "natures": [kind.code for kind in selection.kinds],
            "essais": {"seances": checked.sessions, "actes": checked.acts},
            "constats": [finding_report(finding) for finding in report.findings],
            "bilan": {"erreurs": len(report.errors), "avertissements": len(report.warnings)},
            "annotes": [place.as_posix() for place in written],
        },
        screen,
    )
