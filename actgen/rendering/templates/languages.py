"""Words of another language in a text: `[Bürgerservice]{lang=de}`, as Pandoc and its kin write them.

A voice then reads them as they are said there. Only this one form of an old habit is known, so that no
library of attributes is needed, whose other words an act has no use for.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

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
