"""What a coordinator tells of a member, written where the group's file has it: its list, or its table.

A table is changed cell by cell, byte for byte the same elsewhere; what isn't a plain CSV is left to whoever
keeps it. What was written is read again before it is saved: only that member may have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from actgen.base.errors import UsageError
from actgen.base.text.messages import say
from actgen.council.facts.retours import Colonne, ReturnsTable, find_table
from actgen.reading.decoding import encoding_of
from actgen.reading.sources import Source
from actgen.reading.tables import read_sheets

TOLD = (
    Colonne.VOTE,
    Colonne.DELIBERATION,
    Colonne.NUMERO,
    Colonne.TRANSMISE,
    Colonne.RECUE,
    Colonne.PUBLIEE,
    Colonne.NOTIFIEE,
    Colonne.SIGNEE,
    Colonne.SIGNATAIRE,
)
"""What a page asks about a member, in the order in which it happens."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEPARATORS = (";", ",", "\t")
_FORMULA = ("=", "+", "-", "@")


def table_of(source: Source) -> ReturnsTable:
    """The table of returns of a file. Raises UsageError when it has none, in the words of its findings."""
    table, findings = find_table(read_sheets(source))
    if table is None:
        raise UsageError(" ".join(f"{each.message} {each.hint}".strip() for each in findings))
    return table


def written_in_table(
    source: Source, line: int, whose: Mapping[Colonne, str], values: Mapping[Colonne, str]
) -> bytes:
    """The table with these values for a member: on its line, counted from 1, else on a new one (0).

    `whose`: what a new line calls the member. Raises UsageError for what can't be written there.
    """
    table = table_of(source)
    if table.feuille.typed:
        raise UsageError(say("Ce classeur se complète dans votre tableur : rien n'y est changé."))
    codec, mark = encoding_of(source.content)
    lines = _LINE.findall(source.content[len(mark) :].decode(codec))
    headings = table.feuille.rows[table.tete]
    at = headings[0].place.line - 1
    separator = _separator(lines[at], [cell.text for cell in headings])
    if not line:
        last = max((row[0].place.line for _, row in table.rows), default=at + 1)
        end = _end(lines[at]) or "\n"
        lines[last - 1] = lines[last - 1].rstrip("\r\n") + end
        lines.insert(last, separator * (len(_cells(lines[at], separator)) - 1) + end)
        line = last + 1
        values = {**{each: told for each, told in whose.items() if each in table.colonnes}, **values}
    placed = {_column(table, each): told for each, told in values.items()}
    lines[line - 1] = _with(lines[line - 1], separator, placed)
    try:
        return mark + "".join(lines).encode(codec)
    except UnicodeEncodeError as error:
        raise UsageError(
            say("Ce tableau ne sait pas écrire « {signe} ».", signe=error.object[error.start])
        ) from error


def with_columns(source: Source, columns: Iterable[Colonne]) -> bytes:
    """The table with a heading for each of these facts that it has none for, after the others."""
    table = table_of(source)
    lacking = [each for each in columns if each not in table.colonnes]
    if not lacking:
        return source.content
    codec, mark = encoding_of(source.content)
    lines = _LINE.findall(source.content[len(mark) :].decode(codec))
    headings = table.feuille.rows[table.tete]
    at = headings[0].place.line - 1
    separator = _separator(lines[at], [cell.text for cell in headings])
    first = len(_cells(lines[at], separator))
    lines[at] = _with(lines[at], separator, {first + rank: each.value for rank, each in enumerate(lacking)})
    return mark + "".join(lines).encode(codec)


def _column(table: ReturnsTable, column: Colonne) -> int:
    if column not in table.colonnes:
        raise UsageError(
            say("Ce tableau n'a pas de colonne « {nom} » : ajoutez-la dans votre tableur.", nom=column.value)
        )
    return table.colonnes[column]


def _separator(line: str, headings: list[str]) -> str:
    told = [heading for heading in headings if heading]
    for each in _SEPARATORS:
        cells = [" ".join(cell.strip().strip('"').split()) for cell in _cells(line, each)]
        if [cell for cell in cells if cell] == told:
            return each
    raise _not_plain()


def _cells(line: str, separator: str) -> list[str]:
    """The cells of a line as they are written, quotes included."""
    cells, within = [""], False
    for sign in line.rstrip("\r\n"):
        within ^= sign == '"'
        if sign == separator and not within:
            cells.append("")
        else:
            cells[-1] += sign
    if within:
        raise _not_plain()
    return cells


def _with(line: str, separator: str, values: Mapping[int, str]) -> str:
    cells = _cells(line, separator)
    for column, told in values.items():
        cells += [""] * (column + 1 - len(cells))
        cells[column] = _quoted(told, separator)
    return separator.join(cells) + _end(line)


def may_be_written(told: str) -> bool:
    """Whether a cell may hold these words."""
    return bool(told) and not told.startswith(_FORMULA) and '"' not in told and told.isprintable()


def _quoted(told: str, separator: str) -> str:
    if told.startswith(_FORMULA):
        raise UsageError(say("Une case ne commence pas par « {signe} ».", signe=told[0]))
    if '"' in told or not told.isprintable():
        raise UsageError(say("Une case tient sur une ligne, sans guillemets droits."))
    return f'"{told}"' if separator in told else told


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _not_plain() -> UsageError:
    return UsageError(
        say("Cette page ne sait pas compléter un tableau ainsi écrit : ouvrez-le dans votre tableur.")
    )
