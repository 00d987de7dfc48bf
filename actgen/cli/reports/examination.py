"""The whole screen of `check`."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.layout import paragraph, table
from actgen.cli.reports import acts, relecture
from actgen.cli.reports.details import show_details
from actgen.cli.reports.findings import most_pressing, show_findings, show_set_aside
from actgen.cli.screen import Screen, Style, show_lines
from actgen.diagnostics import Mender, Severity
from actgen.kinds.manifest import Famille, Kind
from actgen.pipeline.options import Examination
from actgen.text.grammar import compte

_INDENT = 2


def show_examination(
    file: Path,
    examination: Examination,
    screen: Screen,
    *,
    details: bool = False,
    informations: bool = False,
) -> None:
    """What will be written, what is wrong, what was set aside, the acts, the count.

    With `details` every figure with the text that gives it. Informations are told in full with `details`
    or `informations`, else they are counted.
    """
    seance, figures, report = examination.seance, examination.figures, examination.report
    if figures is None or seance is None:
        screen.line(f"Séance\u00a0: {file.as_posix()}", Style.STRONG)
    else:
        title, law = relecture.heading(figures)
        show_lines(paragraph(title, screen.width), screen, Style.STRONG)
        show_lines(paragraph(law, screen.width), screen)
        screen.line()
        screen.line("RELISEZ, c’est ce qui sera écrit", Style.STRONG)
        show_lines(table(relecture.rows(figures, kinds(examination)), screen.width, _INDENT), screen)
        if details:
            show_details(figures, kinds(examination), screen)
    informations = informations or details
    shown = report.findings if informations else (*report.errors, *report.warnings)
    show_findings(shown, screen, menders(examination), others_too=True)
    show_set_aside(examination.set_aside, screen)
    if examination.plans and seance is not None:
        screen.line()
        screen.line("VOS ACTES", Style.STRONG)
        show_lines(table(acts.rows(examination.plans, seance.fichier), screen.width, _INDENT), screen)
    screen.line()
    _close(examination, screen, informations=informations)


def _close(examination: Examination, screen: Screen, *, informations: bool) -> None:
    report = examination.report
    show_lines(paragraph(acts.closing(report, examination.plans), screen.width), screen)
    if first := most_pressing((*report.errors, *report.warnings)):
        show_lines(paragraph(f"Détail d’une règle\u00a0: actgen explain {first.code}", screen.width), screen)
    untold = 0 if informations else len(report.of(Severity.INFO))
    if untold:
        told = f"{compte(untold, 'information')}\u00a0: actgen check --details"
        show_lines(paragraph(told, screen.width), screen)


def kinds(examination: Examination) -> dict[int, Kind]:
    """The kind of deliberation of each item that has one."""
    return {
        plan.point: plan.kind
        for plan in examination.plans
        if plan.point is not None and plan.kind.famille is Famille.DELIBERATION
    }


def menders(examination: Examination) -> dict[Mender, str]:
    """Names that complete the titles: the coordinators of the groups that the session names."""
    points = examination.seance.points if examination.seance else ()
    names = {
        point.groupement.coordonnateur.designation: None for point in points if point.groupement is not None
    }
    return {Mender.COORDONNATEUR: ", ".join(names)} if names else {}
