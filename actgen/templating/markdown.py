"""The Markdown of templates and of prose, words of another language among it: `[Bürgerservice]{lang=de}`."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from actgen.templating.tags import ONLY_CONTROL

OPENED, CLOSED = "language_open", "language_close"
HOW = (
    "Écrivez [mots]{lang=de}\u00a0: deux ou trois lettres nomment la langue (de, en, gsw), suivies au besoin "
    "du pays (pt-BR). Devant une accolade qui doit rester, écrivez \\{."
)

# without brackets inside and bounded: a text of brackets costs no more than another of its length
_SPAN = re.compile(r"\[((?:[^\[\]\\]|\\.){1,1000})\]\{([^{}\n]{0,80})\}")
_ASKED = re.compile(r"\s*lang\b", re.IGNORECASE)
_LANGUAGE = re.compile(
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
_FENCE = re.compile(r":::+(.*)")
_ATTRIBUTES = re.compile(r"\{:.*\}")
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
