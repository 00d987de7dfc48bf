"""The notes `{# … #}` of a Markdown template, which the reading of tags leaves out, kept at their place.

A note becomes one private character of the text nearest to it, and a comment of Word there. Where that would
change what Markdown reads, the notes are kept together at the head of the file.
"""

from __future__ import annotations

import re

from actgen.records import dataclass
from actgen.templating.tags import Source

_BASE = 0xE100  # private characters that neither the masks of tags nor the marks of values use
_MOST = 200
NOTE = re.compile(f"[{chr(_BASE)}-{chr(_BASE + _MOST - 1)}]")

_WRITTEN = re.compile(r"\{#(.*?)#\}", re.DOTALL)
_TAGS = re.compile(r"\s*(?:\{%.*%\}|\{\{[^{}]*\}\})\s*")
_NOT_WORDS = re.compile(r"\s*(?:\{:|:::|---\s*$|\|?[\s:|-]+$|</?(?:table|thead|tbody)\b)")
_END = re.compile(r"(?:</t[dh]>.*|\s*\|\s*|\s*\\|\s+)$")


@dataclass(frozen=True, slots=True)
class Noted:
    """A template whose notes are characters, and what each says, in order."""

    source: Source
    notes: tuple[str, ...]


def with_notes(source: Source) -> Noted | None:
    """The same template with a character for each note; None when a note finds no words near it."""
    notes: list[str] = []

    def mark(found: re.Match[str]) -> str:
        notes.append(" ".join(found[1].split()))
        return chr(_BASE + len(notes) - 1)

    if len(_WRITTEN.findall(source.text)) > _MOST or NOTE.search(source.text):
        return None
    lines = _WRITTEN.sub(mark, source.text).split("\n")
    due = ""
    emptied: list[int] = []
    for number, line in enumerate(lines):
        here = "".join(NOTE.findall(line))
        bare = NOTE.sub("", line)
        if here and not bare.strip():
            due += here
            emptied.append(number)
        elif here and _takes_none(bare):
            due += here
            lines[number] = bare
        elif due and bare.strip() and not _takes_none(bare):
            lines[number] = _ended(line, due)
            due = ""
    if due:
        return None
    # a line that held nothing but a note cuts no list: it goes, as when tags are read
    kept = [line for number, line in enumerate(lines) if number not in emptied]
    return Noted(Source("\n".join(kept), source.file, source.line), tuple(notes))


def notes_of(source: Source) -> tuple[str, ...]:
    """What the notes of a template say."""
    return tuple(" ".join(found.split()) for found in _WRITTEN.findall(source.text))


def rank(character: str) -> int:
    """The rank of the note that a character stands for."""
    return ord(character) - _BASE


def _takes_none(line: str) -> bool:
    return _TAGS.fullmatch(line) is not None or _NOT_WORDS.match(line) is not None


def _ended(line: str, notes: str) -> str:
    """A line with notes after its last word: before the bar of a row, the end of a cell, a line break."""
    end = _END.search(line)
    place = end.start() if end else len(line)
    return line[:place] + notes + line[place:]
