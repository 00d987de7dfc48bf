"""Findings on the screen: grouped by who can mend them, each with its line and a caret."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from actgen.api.report.screen import Screen, Tone, cells, crop, paragraph
from actgen.base.diagnostics import Diagnostic, Location, Mender, Report, Scope, Severity
from actgen.base.records import replace
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.checks.mouvements import MOUVEMENT_PLACE
from actgen.checks.points import REG_NUMERO
from actgen.session.reasons import SetAside
from actgen.session.tasks import ranges

_STYLES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.INFO: Tone.FAINT}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_CAUSES = {REG_NUMERO.name: 0, MOUVEMENT_PLACE.name: 1}
_MENDERS = list(Mender)
_INDENT = 2
_TEXT = 13
_MOST_EXCERPTS = 4
_LEAST_FIRST_LINE = 30
_WHO = {
    Mender.SECRETAIRE: "le secrétariat",
    Mender.COORDONNATEUR: "le coordonnateur",
    Mender.SERVICE_JURIDIQUE: "le service juridique",
}
_NUMBER = re.compile(r"\d+(?:-\d+)*")
_AT_AN_ITEM = re.compile(r"Point (\d+)(\u00a0: .+)", re.DOTALL)
_CELL = re.compile(r"(?P<column>.+, cellule [A-Z]+)(?P<row>\d+)")
_COMMENT = re.compile(r"\s{2,}#.*")


def show_findings(
    findings: Iterable[Diagnostic], screen: Screen, menders: dict[Mender, str], *, others_too: bool = False
) -> None:
    """Every finding under the title of the one who can mend it.

    `menders` completes a title (« m2A »). `others_too`: say of the others' warnings that the reader has
    nothing to do.
    """
    ordered = sorted(findings, key=_rank)
    for mender in Mender:
        group = [finding for finding in ordered if finding.mender is mender]
        if not group:
            continue
        screen.line()
        title = _title(mender, menders.get(mender, ""), group, others_too)
        screen.say(title, Tone.STRONG)
        for finding in _together(group):
            _show(finding, screen)


def _rank(finding: Diagnostic) -> tuple[int, int]:
    """The gravest first; among equals, what others follow from."""
    return _ORDER[finding.severity], _CAUSES.get(finding.code, len(_CAUSES))


def _together(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings, those that one place of the file gives at several items told once.

    « Points 1 à 4\u00a0: … »: a name written once would otherwise be told as often as there are items. So is
    what all the cells of a column have.
    """
    groups: dict[object, list[tuple[int, Diagnostic]]] = {}
    for rank, finding in enumerate(findings):
        found = _AT_AN_ITEM.fullmatch(finding.message)
        cell = _CELL.fullmatch(finding.location.file) if finding.location else None
        item, alike = (int(found[1]), found[2]) if found else (0, finding.message if cell else str(rank))
        cause = cell["column"] if cell else finding.locations[:1]
        key = (finding.code, finding.severity, finding.article, finding.hint, cause, alike)
        groups.setdefault(key, []).append((item, finding))
    return [_one(group) for group in groups.values()]


def _one(group: list[tuple[int, Diagnostic]]) -> Diagnostic:
    first = group[0][1]
    if len(group) == 1:
        return first
    numbers = ranges(item for item, _ in group)
    places = dict.fromkeys(place for _, finding in group for place in finding.locations)
    message = _AT_AN_ITEM.sub(lambda found: f"Points {numbers}{found[2]}", first.message)
    return replace(first, message=message, locations=tuple(places))


def most_pressing(findings: Iterable[Diagnostic]) -> Diagnostic | None:
    """The finding to look up first: what blocks before what doesn't, then as the screen shows them."""
    return min(
        findings,
        key=lambda finding: (finding.scope is Scope.NOTHING, *_rank(finding), _MENDERS.index(finding.mender)),
        default=None,
    )


def _title(mender: Mender, name: str, group: list[Diagnostic], others_too: bool) -> str:
    who = {
        Mender.SECRETAIRE: "À VOIR PAR VOUS",
        Mender.COORDONNATEUR: "À VOIR PAR LE COORDONNATEUR",
        Mender.SERVICE_JURIDIQUE: "À VOIR PAR LE SERVICE JURIDIQUE",
    }[mender]
    harmless = all(finding.severity is not Severity.ERROR for finding in group)
    nothing = mender is not Mender.SECRETAIRE and harmless and others_too
    return (
        who
        + (f", {name}" if name else "")
        + f" ({len(group)})"
        + ("\u00a0: rien à faire pour vous" if nothing else "")
    )


def show_set_aside(set_aside: Sequence[SetAside], screen: Screen) -> None:
    """What a reason of the session file has lifted: as it was found, why, and whose affair it is."""
    if not set_aside:
        return
    screen.line()
    screen.line(f"ÉCARTÉ ({len(set_aside)})\u00a0: motif écrit dans la séance, gardé au journal", Tone.STRONG)
    for each in set_aside:
        _show(replace(each.finding, hint=""), screen)
        derogation, who = each.derogation, _WHO[each.finding.mender]
        line = f" (ligne {derogation.lieu.line})" if derogation.lieu else ""
        told = f"Motif\u00a0: {derogation.motif.rstrip('.')}{line}. À voir par\u00a0: {who}."
        for text in paragraph(told, screen.width, indent=_TEXT + 2, first=" " * _TEXT + "→ "):
            screen.line(text)


def _show(finding: Diagnostic, screen: Screen) -> None:
    label = f"{' ' * _INDENT}{finding.severity}".ljust(_TEXT)
    width = screen.width
    code = finding.code
    room = len(code) + 2
    beside = width - _TEXT - room >= _LEAST_FIRST_LINE
    lines = paragraph(finding.message, width, indent=_TEXT, first=label, reserved=room if beside else 0)
    first, *rest = lines
    painted = screen.styled(finding.severity, _STYLES[finding.severity])
    shown = first.replace(str(finding.severity), painted, 1)
    mark = screen.styled(code, Tone.FAINT)
    screen.line(shown + " " * max(2, width - cells(first) - len(code)) + mark if beside else shown)
    for line in rest:
        screen.line(line)
    if not beside:
        screen.line(" " * _TEXT + mark)
    if finding.article and not _cited(finding.article, finding.message):
        screen.line(" " * _TEXT + finding.article)
    for line in _places(finding.locations, width):
        screen.line(line)
    if finding.hint:
        for line in paragraph(finding.hint, width, indent=_TEXT + 2, first=" " * _TEXT + "→ "):
            screen.line(line)


def _cited(article: str, message: str) -> bool:
    """Whether a message already names the article, alone or with its paragraph."""
    return set(_NUMBER.findall(article)) <= set(_NUMBER.findall(message))


def place(location: Location) -> str:
    """« seances/x.yaml, ligne 20, colonne 5 », « corps.docx, en-tête, paragraphe 3 »."""
    return f"{location.file}, {location.within}" if location.within else location.file


def _places(locations: tuple[Location, ...], width: int) -> Iterator[str]:
    shown = 0
    locations = _cells_together(locations)
    for (file, part), group in groupby(locations, key=lambda location: (location.file, location.part)):
        if part:
            yield from _word_places(tuple(group), width)
            continue
        here = sorted(group, key=lambda location: (location.line, location.column))
        lines = list(dict.fromkeys(str(location.line) for location in here if location.line))
        if len(here) > 1 and lines:
            head = f"{file}, ligne{'s' if len(lines) > 1 else ''} {enumeration(lines)}"
        else:
            head = place(here[0])
        yield from paragraph(head, width, indent=_TEXT)
        for location in here:
            if location.excerpt and location.line and shown < _MOST_EXCERPTS:
                shown += 1
                yield from excerpt(location, width)


def _cells_together(locations: tuple[Location, ...]) -> tuple[Location, ...]:
    """Cells one under the other as one place: « cellules F5 à F15 »."""
    runs: list[tuple[str, int, int]] = []
    for location in locations:
        cell = _CELL.fullmatch(location.file)
        if cell is None:
            return locations
        column, row = cell["column"], int(cell["row"])
        above = runs.pop() if runs and runs[-1][::2] == (column, row - 1) else (column, row, row)
        runs.append((column, above[1], row))
    return tuple(Location(_cells(*run)) for run in runs)


def _cells(column: str, first: int, last: int) -> str:
    where, _, letters = column.rpartition("cellule ")
    return f"{column}{first}" if first == last else f"{where}cellules {letters}{first} à {letters}{last}"


def _word_places(locations: tuple[Location, ...], width: int) -> Iterator[str]:
    """Places of a part of a Word file: a paragraph there has a title above it, and no number on the page."""
    for location in locations[:_MOST_EXCERPTS]:
        yield from paragraph(place(location), width, indent=_TEXT)
        if location.excerpt and location.line:
            yield from excerpt(location, width)[: 2 if location.column else 1]
    if len(locations) > _MOST_EXCERPTS:
        others = compte(len(locations) - _MOST_EXCERPTS, "autre endroit", "autres endroits")
        yield from paragraph(f"et {others}", width, indent=_TEXT)


def excerpt(location: Location, width: int) -> tuple[str, str]:
    """The line itself, and the caret under its marked part."""
    head = f"{' ' * _TEXT}{location.line} | "
    written = "".join(sign if sign.isprintable() else " " for sign in location.excerpt)
    start = max(0, location.column - 1)
    written = _without_comment(written, start + max(location.length, 1))
    line, offset, length = crop(written, start, max(location.length, 1), width - len(head))
    blank = " " * (len(head) - 2) + "| " + " " * cells(line[:offset])
    return head + line.rstrip(), blank + "^" * max(1, cells(line[offset : offset + length]))


def _without_comment(line: str, end_of_mark: int) -> str:
    """The line without the comment that ends it, unless the mark reaches into it."""
    found = _COMMENT.search(line, max(0, end_of_mark - 1))
    return line[: found.start()] if found else line


def count(report: Report) -> str:
    """« 0 erreur, 4 avertissements », « 1 erreur »."""
    told = [compte(len(report.errors), "erreur")]
    if report.warnings or not report.errors:
        told.append(compte(len(report.warnings), "avertissement"))
    return ", ".join(told)
