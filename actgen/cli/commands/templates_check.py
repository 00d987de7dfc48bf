"""`actgen templates check`: everything that is wrong with texts of acts, before any session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.catalogues import TEMPLATES, as_named, folders_of, from_here
from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen, Style
from actgen.text.lists import enumeration

if TYPE_CHECKING:
    from actgen.authoring.templates.checking import Checked
    from actgen.authoring.templates.expected import Expected
    from actgen.authoring.templates.selection import Selection

COMMAND = Command(
    name="templates check",
    summary="Contrôle des modèles avant toute séance\u00a0: leurs balises, chaque variable, chaque clause, "
    "chaque nom de fichier\u202f; puis les essaie sur leur exemple et sur trois communes (7 membres, "
    "69 membres, Alsace) et relit les actes obtenus.",
    arguments=(
        Argument(
            "QUOI",
            "un dossier ou un fichier de modèles, ou des natures d’acte\u202f; sans mot, tout",
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
        Option(
            "--write-expected",
            "écrit d’abord le texte que donne l’exemple de vos natures d’acte dans leur attendu.md, auquel "
            "il sera comparé ensuite",
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
        "actgen templates check templates/deliberations/tarifs/corps.docx",
        "actgen templates check subvention tarifs",
        "actgen templates check vente_de_parcelle --write-expected",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Check the texts asked for, tell what was found; 1 when there is an error."""
    from actgen.authoring.templates.checking import check_templates
    from actgen.authoring.templates.expected import write_expected
    from actgen.authoring.templates.selection import Unknown, select

    try:
        selection = select(line.all("QUOI"), folders_of(line, COMMAND.name))
    except Unknown as unknown:
        raise UsageError(str(unknown), COMMAND.name) from None
    expected = list(write_expected(selection)) if line.has("--write-expected") else []
    checked = check_templates(selection)
    if not selection.kinds and not checked.report.findings:
        raise UsageError(_nothing(line.all("QUOI")), COMMAND.name)
    written = _annotate(selection, checked) if line.has("--annotate") else []
    checked = replace(checked, report=as_named(checked.report, selection.folders))
    if line.one("--report") == "json":
        _show_json(selection, checked, written, expected, screen)
    else:
        _show(selection, checked, written, expected, screen)
    report = checked.report
    return int(bool(report.errors or (line.has("--strict") and report.warnings)))


def _nothing(words: tuple[str, ...]) -> str:
    """Why there was nothing to check: an empty folder must not look like one that is right."""
    asked = enumeration([quoted(word) for word in words])
    return (
        f"Aucun modèle à contrôler dans {asked}. Un modèle est dans le dossier de sa nature d’acte "
        "(deliberations/subvention/corps.docx), une clause dans «\u00a0socle/clauses\u00a0»."
    )


def _annotate(selection: Selection, checked: Checked) -> list[Path]:
    from actgen.authoring.templates.annotated import write_annotated

    written = write_annotated(selection.catalogue, selection.folders, checked.report.findings)
    return [from_here(place) for place in written]


def _show(
    selection: Selection, checked: Checked, written: list[Path], expected: list[Expected], screen: Screen
) -> None:
    from actgen.report.findings import count, most_pressing, show_findings
    from actgen.report.screen import paragraph

    report = checked.report
    for text in paragraph(_head(selection, checked), screen.width):
        screen.line(text, Style.STRONG)
    show_findings((*report.errors, *report.warnings), screen, {})
    screen.line()
    for place in written:
        screen.line(f"{place.as_posix()}\u00a0: écrit, à lire dans Word")
    for each in expected:
        screen.line(f"{from_here(each.place).as_posix()}\u00a0: {_became(each)}")
    screen.line(f"{count(report)}.")
    if report.errors:
        advice = (
            "Corrigez les erreurs, puis relancez\u00a0: un texte qui en porte une n’est pas essayé en entier."
        )
        for text in paragraph(advice, screen.width):
            screen.line(text)
    if first := most_pressing((*report.errors, *report.warnings)):
        screen.line(f"Détail d’une règle\u00a0: actgen explain {first.code}")


def _became(expected: Expected) -> str:
    if not expected.made:
        return "non écrit, car l’exemple ne donne pas son acte"
    return "écrit, c’est le texte que donne l’exemple" if expected.written else "déjà à jour"


def _head(selection: Selection, checked: Checked) -> str:
    """What was checked, and on how many trials."""
    from actgen.text.grammar import compte

    if not selection.kinds:
        return "Aucune nature d’acte n’emploie ce qui est là\u00a0: rien n’a pu être essayé."
    clauses = [compte(len(selection.clauses), "clause")] if selection.clauses else []
    kinds = compte(len(selection.kinds), "nature d’acte", "natures d’acte")
    trials = f"{compte(checked.sessions, 'séance')} et {compte(checked.acts, 'acte')} d’essai"
    return f"Modèles contrôlés\u00a0: {', '.join((*clauses, kinds, trials))}."


def _show_json(
    selection: Selection, checked: Checked, written: list[Path], expected: list[Expected], screen: Screen
) -> None:
    from actgen.report.as_json import finding_report, show_report

    report = checked.report
    show_report(
        {
            "natures": [kind.code for kind in selection.kinds],
            "clauses": list(selection.clauses),
            "essais": {"seances": checked.sessions, "actes": checked.acts},
            "constats": [finding_report(finding) for finding in report.findings],
            "bilan": {"erreurs": len(report.errors), "avertissements": len(report.warnings)},
            "annotes": [place.as_posix() for place in written],
            "attendus": [
                {"fichier": from_here(each.place).as_posix(), "ecrit": each.written} for each in expected
            ],
        },
        screen,
    )
