"""`actgen templates list`: the kinds of acts, their format, where their text comes from."""

from __future__ import annotations

from actgen.cli.catalogues import TEMPLATES, catalogue_of
from actgen.cli.line import Command, Line, Option
from actgen.cli.screen import Screen, Style
from actgen.diagnostics import Report

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
    from actgen.cli.layout import grid
    from actgen.cli.reports.as_json import finding_report
    from actgen.cli.reports.findings import show_findings
    from actgen.cli.reports.json_document import show_report

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
