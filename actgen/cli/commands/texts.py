"""`actgen templates check` and `copy`: the texts of acts, tried before any session, or copied."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from actgen.authoring.copies import (
    Copied,
    CopyFormat,
    Impossible,
    Models,
    clause_asked,
    copy,
    models_of_clause,
    models_of_kind,
)
from actgen.authoring.templates.annotated import write_annotated
from actgen.authoring.templates.checking import Checked, check_templates
from actgen.authoring.templates.expected import Expected, write_expected
from actgen.authoring.templates.origins import code_of_commune
from actgen.authoring.templates.selection import Selection, select
from actgen.cli.arguments import as_named, folders_of, from_here
from actgen.cli.commands.templates import catalogue_of
from actgen.cli.line import Line, not_a_choice, quoted
from actgen.errors import UsageError
from actgen.kinds.catalogue import Catalogue
from actgen.report.as_json import finding_report, show_report
from actgen.report.findings import count, most_pressing, show_findings
from actgen.report.screen import Screen, Style, paragraph
from actgen.text.grammar import compte
from actgen.text.lists import enumeration


def run_templates_check(line: Line, screen: Screen) -> int:
    """Check the texts asked for, tell what was found; 1 when there is an error."""
    selection = select(line.all("QUOI"), folders_of(line))
    expected = list(write_expected(selection)) if line.has("--write-expected") else []
    checked = check_templates(selection)
    if not selection.kinds and not checked.report.findings:
        raise UsageError(_nothing(line.all("QUOI")))
    written = _annotate(selection, checked) if line.has("--annotate") else []
    checked = replace(checked, report=as_named(checked.report, selection.folders))
    if line.one("--report") == "json":
        _show_json(selection, checked, written, expected, screen)
    else:
        _show_checked(selection, checked, written, expected, screen)
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
    written = write_annotated(selection.catalogue, selection.folders, checked.report.findings)
    return [from_here(place) for place in written]


def _show_checked(
    selection: Selection, checked: Checked, written: list[Path], expected: list[Expected], screen: Screen
) -> None:
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
    if not selection.kinds:
        return "Aucune nature d’acte n’emploie ce qui est là\u00a0: rien n’a pu être essayé."
    clauses = [compte(len(selection.clauses), "clause")] if selection.clauses else []
    kinds = compte(len(selection.kinds), "nature d’acte", "natures d’acte")
    trials = f"{compte(checked.sessions, 'séance')} et {compte(checked.acts, 'acte')} d’essai"
    return f"Modèles contrôlés\u00a0: {', '.join((*clauses, kinds, trials))}."


def _show_json(
    selection: Selection, checked: Checked, written: list[Path], expected: list[Expected], screen: Screen
) -> None:
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


_INDENT = 2


def run_templates_copy(line: Line, screen: Screen) -> int:
    """Copy what was asked for, tell what was written and what to do next."""
    wanted = _format(line)
    catalogue, _ = catalogue_of(line)
    commune = _commune(line, catalogue)
    try:
        models = _models(line, catalogue, commune)
    except Impossible as impossible:
        _tell(screen, str(impossible), Style.ERROR)
        return 1
    root = Path(line.one("--out")) if line.has("--out") else _templates_of(catalogue)
    copied = copy(models, wanted, root, commune)
    _show(models, wanted, copied, commune, screen)
    if copied.written:
        _show_next(line, models, wanted, copied, screen)
    return int(bool(copied.refused or copied.opposed) or not copied.written)


def _format(line: Line) -> CopyFormat:
    if line.has("--word") == line.has("--markdown"):
        raise UsageError("Dites en quel format copier\u00a0: --word ou --markdown.")
    return CopyFormat.WORD if line.has("--word") else CopyFormat.MARKDOWN


def _commune(line: Line, catalogue: Catalogue) -> str:
    word = line.one("--commune")
    code = code_of_commune(catalogue.sources, word) if word else ""
    if code is None:
        raise UsageError(
            f"{quoted(word)} n’est ni une commune, ni un fichier de «\u00a0collectivites\u00a0»."
        )
    return code


def _models(line: Line, catalogue: Catalogue, commune: str) -> Models:
    word = line.one("QUOI")
    if clause := clause_asked(word):
        return models_of_clause(catalogue, clause, commune=commune)
    kind = catalogue.get(word)
    if kind is None:
        raise UsageError(not_a_choice("QUOI", word, sorted(catalogue.kinds)))
    return models_of_kind(catalogue, kind, commune=commune)


def _templates_of(catalogue: Catalogue) -> Path:
    """The workspace's own folder of templates, as seen from the current folder when it is in it."""
    place = catalogue.sources.workspace / "templates"
    here = Path().absolute()
    return place.absolute().relative_to(here) if place.absolute().is_relative_to(here) else place


def _show(models: Models, wanted: CopyFormat, copied: Copied, commune: str, screen: Screen) -> None:
    whom = f", pour la commune {commune}" if commune else ""
    head = f"{models.title} ({models.folder}), en {wanted.words}{whom}"
    screen.line(head, Style.STRONG)
    for place in copied.written:
        screen.line(f"{' ' * _INDENT}{place.as_posix()}\u00a0: écrit")
    for place in copied.kept:
        screen.line(f"{' ' * _INDENT}{place.as_posix()}\u00a0: existe déjà, laissé tel quel")
    for place in copied.aside:
        screen.line(f"{' ' * _INDENT}{place.as_posix()}\u00a0: votre texte d’avant, gardé")
    if copied.opposed:
        _tell(screen, _opposed(copied.opposed, wanted), Style.ERROR)
    for reason in copied.refused:
        _tell(screen, reason, Style.ERROR)


def _opposed(files: tuple[Path, ...], wanted: CopyFormat) -> str:
    names = ", ".join(file.name for file in files)
    those = "ce fichier" if len(files) == 1 else "ces fichiers"
    return (
        f"Non copié en {wanted.words}, car déjà écrit en {wanted.other.words}\u00a0: {names}. Dans un même "
        f"dossier, un texte n’a qu’un format. Pour en changer, retirez {those} de "
        f"{quoted(files[0].parent.as_posix())}."
    )


def _show_next(line: Line, models: Models, wanted: CopyFormat, copied: Copied, screen: Screen) -> None:
    folder = copied.written[0].parent.as_posix()
    screen.line()
    screen.line("Et maintenant", Style.STRONG)
    if wanted.words == "Word":
        _tell(
            screen,
            "Ouvrez ces fichiers dans Word et changez-en les phrases. En bleu, les balises\u00a0: {{ … }} "
            "donne une valeur, {%p … %} entoure des paragraphes, {%tr … %} des lignes de tableau. "
            "Gardez-les entières.",
        )
        if copied.aside:
            kept = copied.aside[0].parent.as_posix()
            _tell(
                screen,
                "Pour revenir au Markdown, retirez ces fichiers Word et remettez à leur place ceux de "
                f"{quoted(kept)}.",
            )
    else:
        _tell(screen, "Ouvrez ces fichiers dans un éditeur de texte et changez-en les phrases.")
    _tell(screen, f"Contrôlez-les ensuite\u00a0: actgen templates check {folder}")
    if models.kind is not None:
        code = models.kind.code
        _tell(screen, f"Les variables à employer\u00a0: actgen templates vars {code} --html variables.html")
    if line.has("--out"):
        _tell(screen, f"Pour vous en servir\u00a0: actgen render SEANCE --templates {line.one('--out')}")


def _tell(screen: Screen, text: str, style: Style = Style.PLAIN) -> None:
    for each in paragraph(text, screen.width - _INDENT):
        screen.line(f"{' ' * _INDENT}{each}", style)
