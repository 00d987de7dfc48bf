"""`actgen templates list`: the kinds of acts, their format, where their text comes from."""

from __future__ import annotations

from actgen.cli.catalogues import TEMPLATES, catalogue_of
from actgen.cli.line import Command, Line, Option
from actgen.diagnostics import Report
from actgen.report.screen import Screen, Style

COMMAND = Command(
    name="templates list",
    summary="Donne les natures d’acte que connaît l’espace de travail du dossier courant\u00a0: leur "
    "code, leur titre, le format de leur texte (Markdown ou Word) et d’où il vient.",
    options=(TEMPLATES, Option("--report", "forme de la réponse", "FORME", choices=("text", "json"))),
    examples=("actgen templates list",),
)
_INDENT = 2


def run(line: Line, screen: Screen) -> int:
    """Every kind, family by family."""
    from actgen.authoring.templates.listing import kinds_by_family
    from actgen.report.as_json import finding_report, show_report
    from actgen.report.findings import show_findings
    from actgen.report.screen import grid

    catalogue, _ = catalogue_of(line, COMMAND.name)
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
