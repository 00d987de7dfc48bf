"""Several sessions in one call: the errors of each as they come, then a line a file and the totals."""

from __future__ import annotations

import os
from pathlib import Path

from actgen.cli.layout import paragraph, table
from actgen.cli.reports import relecture
from actgen.cli.reports.examination import menders
from actgen.cli.reports.findings import show_findings, show_set_aside
from actgen.cli.reports.tally import Line, Tally
from actgen.cli.screen import Screen, Style, show_lines
from actgen.diagnostics import Severity
from actgen.pipeline.options import Examination
from actgen.text.grammar import compte

_INDENT = 2
_WIDE, _NARROW = 80, 60  # screens
_LEAST_NAME = 16
_LEAST_ACTS = 24
_MOST_CODES = 10
_SEP = " · "


def show_errors(file: Path, examination: Examination, screen: Screen) -> None:
    """The errors of one session among many, and those that somebody lifted; nothing when there are none."""
    report = examination.report
    lifted = tuple(each for each in examination.set_aside if each.finding.severity is Severity.ERROR)
    if not report.errors and not lifted:
        return
    title = file.as_posix()
    if examination.figures is not None:
        title += _SEP + relecture.heading(examination.figures)[0]
    show_lines(paragraph(title, screen.width), screen, Style.STRONG)
    show_findings(report.errors, screen, menders(examination))
    show_set_aside(lifted, screen)
    screen.line()


def show_summary(tally: Tally, screen: Screen, *, brief: bool) -> None:
    """One line a file, the totals; after a brief report, what came back most often and what to do next."""
    lines = tally.lines
    folder = _folder([line.file for line in lines])
    where = f" de {folder}/" if folder else ""
    show_lines(paragraph(f"BILAN\u00a0: {len(lines)} fichiers{where}", screen.width), screen, Style.STRONG)
    for text in _rows(lines, folder, screen.width):
        screen.line(text)
    screen.line()
    show_lines(paragraph(_totals(tally), screen.width), screen)
    if brief:
        _show_codes(tally, screen)


def _folder(files: list[Path]) -> str:
    """The folder that all the files are in; empty for the current one."""
    try:
        common = os.path.commonpath([file.parent.as_posix() for file in files])
    except ValueError:  # on two drives, or some by a whole path and others not
        return ""
    return Path(common).as_posix() if common not in ("", ".") else ""


def _rows(lines: list[Line], folder: str, width: int) -> list[str]:
    """The table; a narrow screen has short heads, a very narrow one no column of acts."""
    names = [_name(line.file, folder) for line in lines]
    told = [_acts(line) if width >= _NARROW else "" for line in lines]
    errors, warnings, column = ("erreurs", "avert.", 9) if width >= _WIDE else ("err.", "avert.", 7)
    acts = max(_LEAST_ACTS, *map(len, told)) if width >= _WIDE else _LEAST_ACTS
    room = max(width - _INDENT - 2 * column - 2 - acts, _LEAST_NAME)
    longest = min(max(map(len, names)), room)
    head = f"{'':{_INDENT + longest}}{errors:>{column}}{warnings:>{column}}"
    rows = [f"{head}  actes" if width >= _NARROW else head]
    for line, name, state in zip(lines, names, told, strict=True):
        numbers = f"{line.errors:>{column}}{line.warnings:>{column}}"
        first = f"{'':{_INDENT}}{_cut(name, longest):<{longest}}{numbers}  "
        rows += paragraph(state, width, indent=len(first), first=first)
    return rows


def _cut(name: str, length: int) -> str:
    """A name too long for its column keeps its two ends: the commune and the day."""
    if len(name) <= length:
        return name
    name = name.removesuffix(".yaml")
    tail = (length - 1) // 2
    return f"{name[: length - 1 - tail]}…{name[-tail:]}"


def _name(file: Path, folder: str) -> str:
    return file.relative_to(folder).as_posix() if folder else file.as_posix()


def _acts(line: Line) -> str:
    """« 2 prêts, 1 refusé », or why there are none."""
    if line.crashed:
        return "erreur interne d’actgen"
    if not line.read:
        return "illisible"
    parts = [
        compte(line.ready, "prêt"),
        compte(line.drafts, "projet"),
        compte(line.not_yet, "à venir", "à venir"),
        compte(line.refused, "refusé"),
    ]
    return ", ".join(part for part in parts if not part.startswith("0")) or "aucun"


def _totals(tally: Tally) -> str:
    wrong = sum(line.errors > 0 or line.crashed for line in tally.lines)
    sound = len(tally.lines) - wrong
    findings = [
        compte(tally.total("errors"), "erreur"),
        compte(tally.total("warnings"), "avertissement"),
        compte(tally.total("informations"), "information"),
    ]
    if lifted := tally.total("set_aside"):
        findings.append(compte(lifted, "constat écarté", "constats écartés"))
    parts = [
        f"{compte(sound, 'fichier')} sans erreur, {wrong} à corriger",
        ", ".join(findings),
        f"actes\u00a0: {_acts(_sum(tally))}",
    ]
    return _SEP.join(parts) + "."


def _sum(tally: Tally) -> Line:
    return Line(
        Path(),
        read=True,
        ready=tally.total("ready"),
        drafts=tally.total("drafts"),
        not_yet=tally.total("not_yet"),
        refused=tally.total("refused"),
    )


def _show_codes(tally: Tally, screen: Screen) -> None:
    grave = {Severity.ERROR: 0, Severity.WARNING: 1}
    found = sorted(tally.codes.items(), key=lambda item: (grave[item[0][0]], -item[1], item[0][1]))
    if found:
        screen.line()
        screen.line("LES PLUS FRÉQUENTS", Style.STRONG)
        rows = [
            (f"{severity.value:<9}  {code}", compte(files, "fichier"))
            for (severity, code), files in found[:_MOST_CODES]
        ]
        show_lines(table(rows, screen.width, _INDENT), screen)
    screen.line()
    advice = "Pour tout lire d’une séance\u00a0: actgen check FICHIER"
    if found:
        advice += f"   Détail d’une règle\u00a0: actgen explain {found[0][0][1]}"
    show_lines(paragraph(advice, screen.width), screen)
