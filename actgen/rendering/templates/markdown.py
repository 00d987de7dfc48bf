"""The Markdown of templates and prose: CommonMark with tables, cut down to what an act can hold.

markdown-it-py gives each block its lines, so that a finding has a place; what has no node in an act
(links, pictures, code, quotations) is not read as such and stays text. Templates add four block rules: a
tag alone on its line, a line of attributes, a fence `:::`, and a table written in HTML. Both tell the words
of another language.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from actgen.rendering.templates.languages import language_rule
from actgen.rendering.templates.tags import ONLY_CONTROL

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
