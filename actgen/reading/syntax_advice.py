"""What is wrong with a text that isn't YAML, told from its lines, never from a library's words.

The parser says only where it stopped. The line there, the line where the construct began and the
line before are looked at in that order; the first that shows a known slip names it.

Marks that a word processor changes: how a value is quoted, where unclosed quotes began, long dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actgen.base.diagnostics import Diagnostic, Mender
from actgen.base.rules import Rule, rule
from actgen.base.text.messages import say
from actgen.reading.events import BrokenYaml
from actgen.reading.nodes import SourceText

QUOTE_IT = "Mettez la valeur entre guillemets : {example}"
_STRAIGHTEN = "Remplacez ces guillemets par des guillemets droits : {example}"
LONG_DASHES = frozenset("–—•·")
"""What a word processor makes of the hyphen of a list."""
_FULLEST = 50
# What a word processor, or a French keyboard, puts where YAML asks for straight quotes.
_CURLY = {"“": "”", "”": "”", "„": "”", "«": "»", "‘": "’", "’": "’"}

CLOSED = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'")
# `cle: valeur`, `- valeur`, `- cle: valeur`: indentation and marks, then the value.
VALUE = re.compile(
    r"^\s*(?:- +)*(?:(?:\"[^\"]*\"|'[^']*'|[^\s\"'#&*!|>{}\[\],][^#]*?):(?: +|$))?(?P<value>.*?)\s*$"
)
_END = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}


def quote_advice(value: str) -> str:
    """« Mettez la valeur entre guillemets », with the value quoted in the way that suits it.

    Curly quotes around the whole value were meant for the straight ones: they are replaced, not kept.
    """
    inner = value[1:-1].strip()
    if inner and value[-1:] == _CURLY.get(value[:1], "\n"):
        return say(_STRAIGHTEN, example=_quoted(inner))
    return say(QUOTE_IT, example=_quoted(value))


def apostrophes_advice(value: str) -> str | None:
    """What to write for « 'l'avis' », closed too soon by an apostrophe of the text."""
    inner = value[1:-1]
    whole = value[:1] == "'" == value[-1:] and inner and '"' not in inner
    return say(QUOTE_IT, example=_quoted(inner.replace("''", "'"))) if whole else None


def _quoted(value: str) -> str:
    short = value if len(value) <= _FULLEST else value[: _FULLEST - 1] + "…"
    return f'"{short}"' if '"' not in value and "\\" not in value else "'" + short.replace("'", "''") + "'"


def opened_above(lines: Sequence[str], stop: int) -> tuple[int, int] | None:
    """Line and column (0-based) of a quote whose value ran on, down to the line where the parser stopped.

    Its author forgot to close it: the quote that closed it opens another value.
    """
    line = 0
    while line < stop:
        found = VALUE.match(lines[line])
        value = found.group("value") if found else ""
        if found is None or value[:1] not in _END or CLOSED.match(value):
            line += 1
            continue
        end = next((n for n in range(line + 1, stop + 1) if _END[value[0]].match(lines[n])), None)
        if end is None:
            return None
        if end == stop:
            return line, found.start("value")
        line = end + 1
    return None


YAML_ILLISIBLE = rule("YAML-ILLISIBLE")
YAML_DEUX_POINTS = rule("YAML-DEUX-POINTS")
YAML_GUILLEMETS = rule("YAML-GUILLEMETS")
YAML_RETRAIT = rule("YAML-RETRAIT")
YAML_DOCUMENTS = rule("YAML-DOCUMENTS")

_RESERVED = frozenset("*&@%{}[]|>`!,?-")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,2} *(?:#.*)?$")
NO_KEY = "Il manque le nom de la rubrique avant le deux-points."
WRITE_KEY = "Écrivez « rubrique: valeur »."
_LONGEST_KEY = 1024  # YAML's own limit
_COLON = re.compile(r":(?= |$)")


def explain(source: SourceText, stop: BrokenYaml, mender: Mender) -> Diagnostic:
    """The one finding for a text that the parser could not read through."""
    stop = _inside(source, stop)
    if any(line.rstrip() == "..." for line in source.lines[: stop.line]):
        return _said(YAML_DOCUMENTS, source, stop.line, 0, _len(source, stop.line), mender, *_DOCUMENTS)
    if (opened := _opened_bracket(source, stop, mender)) is not None:
        return opened
    if (above := opened_above(source.lines, stop.line)) is not None:
        line, column = above
        told = _NOT_CLOSED[source.lines[line][column]]
        return _said(YAML_GUILLEMETS, source, line, column, _len(source, line) - column, mender, *told)
    for line in _candidates(source, stop):
        finding = _look_at(source, line, stop, mender)
        if finding is not None:
            return finding
    return _otherwise(source, stop, mender)


_DOCUMENTS = (
    "Le fichier contient un second document après « --- » ou « ... ».",
    "Un fichier décrit une seule chose : enregistrez la suite dans un autre fichier.",
)


_DIRECTIVE = ("Une ligne qui commence par « % » n'est pas admise.", "Effacez cette ligne.")


def several_documents(source: SourceText, line: int, mender: Mender) -> Diagnostic:
    """The finding for a second document that begins at a 0-based line."""
    return _said(YAML_DOCUMENTS, source, line, 0, _len(source, line), mender, *_DOCUMENTS)


def reserved_start(source: SourceText, line: int, column: int, mender: Mender) -> Diagnostic:
    """The finding for a value that begins, unquoted, with a sign that YAML keeps for itself."""
    value = source.lines[line][column:].strip()
    dash = value[:1] == "-"
    if dash and value[1:2].strip():
        return glued_dash(source, line, column, mender)
    return YAML_GUILLEMETS.finding(
        say("La valeur commence par « {sign} », un signe réservé.", sign=value[:1]),
        source.place(line, column, len(value)),
        hint=say(_LIST_BELOW) if dash else quote_advice(value),
        mender=mender,
    )


_LIST_BELOW = (
    "Pour une liste, passez à la ligne après le deux-points et mettez un tiret par ligne ; "
    "sinon, ôtez le tiret."
)


def glued_dash(source: SourceText, line: int, column: int, mender: Mender) -> Diagnostic:
    """The finding for « -Membre 4 »: to YAML, a text; to its author, an element of a list."""
    value = source.lines[line][column:].strip()
    return YAML_RETRAIT.finding(
        say("Le tiret est collé à ce qui le suit : « {value} ».", value=value),
        source.place(line, column, len(value)),
        hint=say("Mettez une espace après le tiret : « - {value} ».", value=value[1:].lstrip()),
        mender=mender,
    )


def _inside(source: SourceText, stop: BrokenYaml) -> BrokenYaml:
    """The same stop within the lines of the file: a parser may stop on the line after the last."""
    last = len(source.lines) - 1
    start = stop.start if stop.start and stop.start[0] <= last else None
    if stop.line <= last:
        return BrokenYaml(stop.line, stop.column, start)
    return BrokenYaml(last, len(source.lines[last]), start)


def _opened_bracket(source: SourceText, stop: BrokenYaml, mender: Mender) -> Diagnostic | None:
    if stop.start is None:
        return None
    line, column = stop.start
    if column and source.lines[line][column : column + 1] in {"{", "["}:
        return reserved_start(source, line, column, mender)
    return None


def _candidates(source: SourceText, stop: BrokenYaml) -> list[int]:
    last = len(source.lines) - 1
    here = min(stop.line, last)
    before = next((n for n in range(here - 1, -1, -1) if source.lines[n].strip()), here)
    order = [here, *([stop.start[0]] if stop.start else []), before]
    return list(dict.fromkeys(line for line in order if source.lines[line].strip()))


def _look_at(source: SourceText, line: int, stop: BrokenYaml, mender: Mender) -> Diagnostic | None:
    text = source.lines[line]
    match = VALUE.match(text)
    value = match.group("value") if match else ""
    column = match.start("value") if match else 0
    if value[:1] in {'"', "'"}:
        return _quotes(source, line, column, value, stop, mender)
    if column > 0 and value[:1] in _RESERVED and not _BLOCK_HEADER.match(value):
        return reserved_start(source, line, column, mender)
    if line == stop.line and text[stop.column : stop.column + 1] == ":":
        return _stray_colon(source, line, stop.column, mender)
    if stop.start and stop.start[0] == line and not _COLON.search(text) and not text.lstrip().startswith("-"):
        return _no_colon(source, line, mender)
    return None


_BACKSLASH = (
    "Entre guillemets doubles, la barre oblique inverse « \\ » a un sens particulier.",
    "Mettez la valeur entre apostrophes droites : '…'",
)
_NOT_CLOSED = {
    '"': ("Les guillemets ouverts ici ne sont pas fermés.", "Fermez-les à la fin de la valeur."),
    "'": (
        "L'apostrophe droite qui ouvre cette valeur n'est pas fermée.",
        "Fermez-la à la fin de la valeur ; une apostrophe du texte s'y écrit deux fois.",
    ),
}
_CLOSED_TOO_SOON = "Une apostrophe du texte ferme la valeur trop tôt."
_AFTER_QUOTES = (
    "Il reste du texte après les guillemets qui ferment la valeur.",
    "Mettez toute la valeur entre guillemets ; s'il y a des guillemets dedans, entourez-la "
    "d'apostrophes droites : '…'",
)


def _quotes(
    source: SourceText, line: int, column: int, value: str, stop: BrokenYaml, mender: Mender
) -> Diagnostic | None:
    closed = CLOSED.match(value)
    end = column + (closed.end() if closed else len(value))
    if stop.line == line and stop.column < end:
        backslash = source.lines[line].rfind("\\", column, stop.column + 1)
        if backslash >= 0 and value[0] == '"':
            return _said(YAML_GUILLEMETS, source, line, backslash, 2, mender, *_BACKSLASH)
    if closed is None:
        return _said(YAML_GUILLEMETS, source, line, column, len(value), mender, *_NOT_CLOSED[value[0]])
    rest = value[closed.end() :].strip()
    if rest and not rest.startswith(("#", ":")):
        advice = apostrophes_advice(value)
        # `say` gives the line to copy the apostrophe of print; its braces are the user's own
        told = (_CLOSED_TOO_SOON, re.sub(r"([{}])", r"\1\1", advice)) if advice else _AFTER_QUOTES
        return _said(YAML_GUILLEMETS, source, line, column, len(value), mender, *told)
    return None


def _stray_colon(source: SourceText, line: int, column: int, mender: Mender) -> Diagnostic | None:
    text = source.lines[line]
    first = _COLON.search(text)
    if text.lstrip().startswith(":"):
        return _said(YAML_DEUX_POINTS, source, line, column, 1, mender, NO_KEY, WRITE_KEY)
    if column > _LONGEST_KEY:
        return None
    if first is None or first.start() >= column:
        return _indent(source, line, mender)
    start = first.end() + len(text[first.end() :]) - len(text[first.end() :].lstrip())
    value = text[start:].strip()
    return YAML_DEUX_POINTS.finding(
        say("La valeur contient « : » sans être entre guillemets."),
        source.place(line, start, len(value)),
        hint=quote_advice(value),
        mender=mender,
    )


def _no_colon(source: SourceText, line: int, mender: Mender) -> Diagnostic:
    text = source.lines[line].strip()
    column = source.lines[line].index(text)
    glued = re.match(r"[^\W\d]\w*:(?=\S)", text)
    if glued:
        return _said(
            YAML_DEUX_POINTS, source, line, column, len(text), mender,
            "Il manque une espace après le deux-points.",
            "Écrivez « rubrique: valeur », avec une espace après le deux-points.",
        )  # fmt: skip
    if text[0] in LONG_DASHES:
        return YAML_DEUX_POINTS.finding(
            say("Cette ligne commence par « {sign} », qui n'est pas le tiret d'une liste.", sign=text[0]),
            source.place(line, column, 1),
            hint=say("Écrivez le trait d'union du clavier : « - {value} ».", value=text[1:].strip()),
            mender=mender,
        )
    return _said(
        YAML_DEUX_POINTS, source, line, column, len(text), mender,
        "Cette ligne n'a pas de deux-points : ce n'est ni une rubrique ni la suite d'une valeur.",
        "Écrivez « rubrique: valeur », ou « - valeur » dans une liste.",
    )  # fmt: skip


def _indent(source: SourceText, line: int, mender: Mender) -> Diagnostic:
    place = source.content(line)
    return YAML_RETRAIT.finding(
        say(
            "Cette ligne commence à la colonne {column}, qui n'est le retrait d'aucune rubrique ouverte.",
            column=place.column,
        ),
        place,
        hint=say("Alignez-la sur les lignes du même niveau ; un niveau de plus, c'est deux espaces de plus."),
        mender=mender,
    )


def _otherwise(source: SourceText, stop: BrokenYaml, mender: Mender) -> Diagnostic:
    line = min(stop.line, len(source.lines) - 1)
    text = source.lines[line]
    if text.startswith("%"):
        return _said(YAML_ILLISIBLE, source, line, 0, len(text), mender, *_DIRECTIVE)
    if text.strip() and stop.column <= len(text) - len(text.lstrip()):
        return _indent(source, line, mender)
    place = source.place(line, stop.column)
    return YAML_ILLISIBLE.finding(
        say("La lecture s'arrête ligne {line}, colonne {column} : ce qui s'y trouve n'est pas attendu là.",
            line=place.line, column=place.column),
        place,
        hint=say("Vérifiez retrait, deux-points et guillemets sur cette ligne et sur la précédente."),
        mender=mender,
    )  # fmt: skip


def _len(source: SourceText, line: int) -> int:
    return len(source.lines[min(line, len(source.lines) - 1)])


def _said(
    code: Rule,
    source: SourceText,
    line: int,
    column: int,
    length: int,
    mender: Mender,
    message: str,
    hint: str,
) -> Diagnostic:
    return code.finding(say(message), source.place(line, column, length), hint=say(hint), mender=mender)
