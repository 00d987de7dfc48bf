"""Markdown with the rules of templates; what each tag alone on its line wraps; what its parser shares.

What a tag wraps, paragraphs, items or rows, is told by the lines around it (rules 2, 4 and 6). Whether both
ends stand in the same container is seen later, when the containers are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from msgspec import Struct, field

from actgen.acts.templating.pairing import EMBOITEMENT
from actgen.acts.templating.tags import (
    CLOSING,
    CONTROL,
    MASK,
    MIDDLE,
    ONLY_CONTROL,
    OPENING,
    Masked,
    Tag,
    TagKind,
)
from actgen.acts.templating.tree import Include
from actgen.base.diagnostics import Location
from actgen.base.rules import Rule, rule
from actgen.base.text.patterns import pattern

OPENED, CLOSED = "language_open", "language_close"
HOW = (
    "Écrivez [mots]{lang=de}\u00a0: deux ou trois lettres nomment la langue (de, en, gsw), suivies au besoin "
    "du pays (pt-BR). Devant une accolade qui doit rester, écrivez \\{."
)

# without brackets inside and bounded: a text of brackets costs no more than another of its length
_SPAN = pattern(r"\[((?:[^\[\]\\]|\\.){1,1000})\]\{([^{}\n]{0,80})\}")
_ASKED = pattern(r"\s*lang\b", re.IGNORECASE)
_LANGUAGE = pattern(
    r"""\s*lang=(["']?)
    (?P<tag>[a-z]{2,3}
    (?:-[a-z]{4})?                             # how it is written
    (?:-(?:[a-z]{2}|[0-9]{3}))?                # where it is spoken
    (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))?)  # which of its kinds
    \1\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTRY, _SCRIPT = 2, 4  # letters


def language_rule(state: StateInline, silent: bool) -> bool:
    """Markdown's rule: words in brackets and what is said of them in braces.

    In prose, which is printed as it is written and has no HTML, braces that speak of no language stay.
    """
    found = _SPAN.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if found is None or not (state.md.options["html"] or _ASKED.match(found[2])):
        return False
    if not silent:
        limit = state.posMax
        token = state.push(OPENED, "span", 1)
        token.content, token.meta = found[2], {"line": state.src.count("\n", 0, state.pos)}
        state.pos, state.posMax = found.span(1)
        state.md.inline.tokenize(state)
        state.push(CLOSED, "span", -1)
        state.posMax = limit
    state.pos = found.end()
    return True


def language_of(braces: str) -> str:
    """The tag of a language (BCP 47) in the letters that are usual for it; "" for anything else."""
    found = _LANGUAGE.fullmatch(braces)
    if found is None:
        return ""
    first, *rest = found["tag"].lower().split("-")
    return "-".join((first, *map(_cased, rest)))


def _cased(part: str) -> str:
    if len(part) == _COUNTRY:
        return part.upper()
    return part.title() if len(part) == _SCRIPT and part.isalpha() else part


_UNUSED_BLOCKS = ("code", "fence", "blockquote", "reference", "lheading")
_UNUSED_INLINES = ("backticks", "link", "image", "autolink")
_FENCE = pattern(r":::+(.*)")
_ATTRIBUTES = pattern(r"\{:.*\}")
MAX_NESTING = 20  # Markdown drops what is deeper, without a word: `blocks.block_tokens` looks


@lru_cache(maxsize=2)
def markdown(*, template: bool) -> MarkdownIt:
    """The reader; with `template`, the block rules of templates and raw tables."""
    reader = MarkdownIt("commonmark", {"html": template, "maxNesting": MAX_NESTING})
    reader.enable("table").disable([*_UNUSED_BLOCKS, *_UNUSED_INLINES])
    reader.inline.ruler.before("link", "language", language_rule)
    if not template:
        # a row of dashes is a mark of separation in prose, never a page break
        return reader.disable("hr")
    ends: RuleOptionsType = {"alt": ["paragraph", "list", "blockquote"]}
    reader.block.ruler.before("table", "tag", _tag, ends)
    reader.block.ruler.before("table", "attributes", _attributes, ends)
    reader.block.ruler.before("table", "fence_container", _fence, ends)
    return reader


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _push(state: StateBlock, kind: str, line: int, content: str) -> None:
    token = state.push(kind, "", 0)
    token.map = [line, line + 1]
    token.content = content
    state.line = line + 1


# These rules also end a paragraph that is deeper in a list than they are: no lazy continuation for a tag.


def _tag(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    text = _line(state, start)
    if not ONLY_CONTROL.fullmatch(text):
        return False
    if not silent:
        _push(state, "tag", start, text)
    return True


def _attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    text = _line(state, start)
    if not _ATTRIBUTES.fullmatch(text):
        return False
    if not silent:
        _push(state, "attributes", start, text[2:-1].strip())
    return True


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A container from `::: words` to the `:::` that closes it; containers nest."""
    match = _FENCE.fullmatch(_line(state, start))
    if match is None:
        return False
    if silent:
        return True
    words = match.group(1).strip()
    closing = _closing_fence(state, start, end)
    if not words or closing is None:
        _push(state, "stray_fence", start, words)
        return True
    token = state.push("container_open", "", 1)
    token.map = [start, closing + 1]
    token.content = words
    line_max, parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = closing, "container"
    state.md.block.tokenize(state, start + 1, closing)
    state.lineMax, state.parentType = line_max, parent
    state.push("container_close", "", -1)
    state.line = closing + 1
    return True


def _closing_fence(state: StateBlock, start: int, end: int) -> int | None:
    depth = 1
    for line in range(start + 1, end):
        match = _FENCE.fullmatch(_line(state, line))
        if match is None:
            continue
        depth += 1 if match.group(1).strip() else -1
        if depth == 0:
            return line
    return None


SEULE = rule("GABARIT-SEULE")


def check_alone(masked: Masked) -> None:
    """Rule 1: all tags of a group are alone on their lines, or none of them is."""
    seen: set[int] = set()
    for tag in masked.tags.values():
        if not tag.group or id(tag.group) in seen:
            continue
        seen.add(id(tag.group))
        crowded = [other for other in tag.group if not other.alone]
        if not crowded:
            continue
        # the other ones of the group tell whether it was meant to be a block
        only_tags = [other for other in crowded if _only_control(masked, other)]
        wrong = only_tags or (crowded if len(crowded) < len(tag.group) else [])
        if wrong:
            masked.report(
                SEULE,
                f"La balise {wrong[0].written} n’est pas seule sur sa ligne.",
                wrong[0].location,
                hint="Mettez-la seule sur sa ligne, ou ouvrez-la et fermez-la dans le même paragraphe.",
            )


def _only_control(masked: Masked, tag: Tag) -> bool:
    """True when the line of a tag holds control tags and nothing else."""
    row = masked.rows[tag.row].strip()
    tags = [masked.tags[character] for character in MASK.findall(row)]
    return not MASK.sub("", row).strip() and all(other.kind is not TagKind.OUTPUT for other in tags)


RETRAIT = rule("GABARIT-RETRAIT")
LIGNE_VIDE = rule("GABARIT-LIGNE-VIDE")
SYNTAXE = rule("GABARIT-SYNTAXE")


class Wraps(StrEnum):
    BLOCK = "block"
    ITEM = "item"
    ROW = "row"


LIST_MARK = pattern(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_PIPE_ROW = pattern(r"\s*\|")
_HTML_ROW = pattern(r"\s*</?(?:tr|thead|tbody)\b", re.IGNORECASE)
_TABLE_EDGE = pattern(r"\s*</?table\b", re.IGNORECASE)
_FENCE_ROW = pattern(r"\s*:::")
_DECIDES = pattern(
    rf"\s*#+{CONTROL}|\s*#+[\U00100000-\U0010fffd]|"
    rf"\s*(?:{CONTROL})+\s*(?:[-*+]\s|\d{{1,9}}[.)]\s|#|\||:::|\{{:)"
)
_STYLE_ROW = pattern(r"\s*(?:\{:|:::)")


def levels(masked: Masked) -> dict[int, Wraps]:
    """The level of each group of tags alone on their lines, by `id` of the group."""
    _check_syntax(masked)
    found: dict[int, Wraps] = {}
    for tag in masked.tags.values():
        if tag.alone and tag.group and tag is tag.group[0] and all(other.alone for other in tag.group):
            level = _level(masked, tag.group)
            if level is not None:
                found[id(tag.group)] = level
    return found


def indent(row: str) -> int:
    """The column where a row begins; a tab goes to the next multiple of four, as in Markdown."""
    expanded = row.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _check_syntax(masked: Masked) -> None:
    """Rule 6: no tag before or inside a mark of Markdown."""
    for number, row in enumerate(masked.rows):
        if _DECIDES.match(row) or (_STYLE_ROW.match(row) and MASK.search(row)):
            masked.report(
                SYNTAXE,
                "Une balise décide ici de la mise en forme (tiret, titre, barre ou style).",
                masked.place(number),
                hint="Placez la balise seule sur la ligne au-dessus, autour de l’élément entier.",
            )


def _level(masked: Masked, group: list[Tag]) -> Wraps | None:
    seen: set[Wraps | None] = set()
    for tag in group:
        if tag.kind in OPENING + MIDDLE:
            seen.add(_look(masked, tag, 1))
        if tag.kind in CLOSING + MIDDLE:
            seen.add(_look(masked, tag, -1))
    if len(seen) != 1 or None in seen:
        _misplaced(masked, group[0])
        return None
    level = seen.pop()
    if level is None or level is Wraps.ROW:
        return level
    _check_indent(masked, group, level is Wraps.ITEM)
    _check_outside(masked, group, level)
    return level


def _misplaced(masked: Masked, tag: Tag) -> None:
    masked.report(
        LIGNE_VIDE,
        f"Les lignes vides autour de la balise {tag.written} ne disent pas ce qu’elle entoure.",
        tag.location,
        hint="Autour de paragraphes : une ligne vide avant et après chaque balise. "
        "Autour d’éléments de liste ou de lignes de tableau : aucune ligne vide.",
    )


def _next_row(masked: Masked, row: int, step: int) -> int:
    """The nearest row in that direction that is not a lone tag; may be outside the text."""
    row += step
    while 0 <= row < len(masked.rows) and ONLY_CONTROL.fullmatch(masked.rows[row]):
        row += step
    return row


def _look(masked: Masked, tag: Tag, step: int) -> Wraps | None:
    """What a tag sees on its inner side; None for something that it may not touch."""
    row = _next_row(masked, tag.row, step)
    if not 0 <= row < len(masked.rows) or not masked.rows[row].strip():
        return Wraps.BLOCK
    text = masked.rows[row]
    if _PIPE_ROW.match(text) or _HTML_ROW.match(text):
        return Wraps.ROW if _in_table(masked, tag.row) else None
    if LIST_MARK.match(text):
        return Wraps.ITEM
    if step < 0 and _ends_item(masked, row, indent(masked.rows[tag.row])):
        return Wraps.ITEM
    return None


def _in_table(masked: Masked, row: int) -> bool:
    """True when the row is inside a table: below a head or a `<table>`, without a blank line between."""
    above = row - 1
    while above >= 0 and masked.rows[above].strip():
        text = masked.rows[above]
        if _PIPE_ROW.match(text) or _TABLE_EDGE.match(text):
            return True
        above -= 1
    return False


def _ends_item(masked: Masked, row: int, column: int) -> bool:
    """True when the text of a row belongs to a list item that begins above it, at that column or deeper."""
    if indent(masked.rows[row]) > column:
        return True
    while row >= 0 and masked.rows[row].strip():
        if LIST_MARK.match(masked.rows[row]):
            return True
        row -= 1
    return False


def _check_indent(masked: Masked, group: list[Tag], items: bool) -> None:
    """Rule 2: every tag of the group stands at the column of what it wraps."""
    column = indent(masked.rows[group[0].row])
    wrong = next((tag for tag in group if indent(masked.rows[tag.row]) != column), None)
    if wrong is not None:
        masked.report(
            RETRAIT,
            f"La balise {wrong.written} n’a pas le retrait de {group[0].written}, "
            f"ligne {group[0].location.line}.",
            wrong.location,
        )
        return
    for tag in group[:-1]:
        row = _next_row(masked, tag.row, 1)
        while row < len(masked.rows) and not masked.rows[row].strip():
            row = _next_row(masked, row, 1)
        if row >= len(masked.rows) or row > group[-1].row:
            continue
        if indent(masked.rows[row]) != column:
            what = "l’élément" if items else "le paragraphe"
            masked.report(
                RETRAIT,
                f"La balise {tag.written} a un retrait de {column} et {what} qu’elle entoure, ligne "
                f"{masked.lines[row]}, un retrait de {indent(masked.rows[row])}.",
                tag.location,
                hint="Donnez à la balise le retrait de ce qu’elle entoure.",
            )


def _check_outside(masked: Masked, group: list[Tag], level: Wraps) -> None:
    """Rule 4 on the outer side: the tag must not touch a paragraph."""
    column = indent(masked.rows[group[0].row])
    before = _next_row(masked, group[0].row, -1)
    after = _next_row(masked, group[-1].row, 1)
    if _touches(masked, before) and (
        level is Wraps.BLOCK
        or not (LIST_MARK.match(masked.rows[before]) or _ends_item(masked, before, column))
    ):
        _misplaced(masked, group[0])
        return
    glued = _touches(masked, after) and indent(masked.rows[after]) >= column
    if glued and (level is Wraps.BLOCK or not LIST_MARK.match(masked.rows[after])):
        _misplaced(masked, group[-1])


def _touches(masked: Masked, row: int) -> bool:
    """True for a row of text; a fence does not count, it is no paragraph."""
    return (
        0 <= row < len(masked.rows)
        and bool(masked.rows[row].strip())
        and not _FENCE_ROW.match(masked.rows[row])
    )


MISE_EN_FORME = rule("GABARIT-MISE-EN-FORME")
TABLEAU = rule("GABARIT-TABLEAU")

Item = TypeVar("Item")
ClauseReader = Callable[[str, Location], Include | None]


class Parsing(Struct):
    """One text being parsed. `read_clause` gives a parsed clause, or None after reporting why not."""

    masked: Masked
    markdown: MarkdownIt
    read_clause: ClauseReader
    levels: dict[int, Wraps] = field(default_factory=dict)
    template: bool = True

    def report(self, code: Rule, message: str, place: Location | int, hint: str = "") -> None:
        where = self.masked.place(place) if isinstance(place, int) else place
        self.masked.report(code, message, where, hint=hint)


def crossing(parsing: Parsing, code: Rule | None = None) -> Callable[[Tag], None]:
    """The report of a group whose tags stand in different containers."""

    def report(tag: Tag) -> None:
        last = tag.group[-1] if tag.group else tag
        parsing.report(
            code or EMBOITEMENT,
            f"La balise {tag.written} et sa fermeture, ligne {last.location.line}, ne sont pas dans le même "
            "paragraphe, la même liste, la même cellule ou le même bloc.",
            tag.location,
            hint="Ouvrez et fermez la balise au même niveau, autour d’éléments entiers.",
        )

    return report
