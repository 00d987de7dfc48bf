"""French typography on plain text: spaces that don't break, quotation marks, apostrophes, digit groups.

Rules of the Imprimerie nationale as acts use them: U+00A0 before a colon, inside guillemets and
between words that read as one (« n° 9 », « 20 h 30 », « art. L. 2121-17 »); U+202F before ; ! ? and
between thousands. Twice the same as once. Only text nodes are given here, never mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache

from actgen.text.characters import APOSTROPHE, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, SPACES
from actgen.text.dates import MOIS
from actgen.text.literals import literals
from actgen.text.quotes import quotes
from actgen.text.runs import Edit, Rule, Runs

_S = f"[{SPACES}]"
_CAPITAL = "[A-ZÀ-ÖØ-ÞŒŸ]"
_NOT_IN_WORD = r"(?<![\w.,/-])"
_MONTH = "|".join(MOIS)
_HOUR = rf"{_NOT_IN_WORD}(?:[01]?\d|2[0-4])"
_MINUTES = r"[0-5]\d(?!\w)"


def typeset(text: str) -> str:
    """`text` with French typography; addresses, file names and numbers of acts are left as they are."""
    return typeset_runs((text,))[0]


def typeset_runs(pieces: Sequence[str], literal: Collection[int] = ()) -> tuple[str, ...]:
    """The pieces of one paragraph, each with the typography that the whole text asks for.

    `literal` holds the indexes of pieces to print to the letter: they are read, never changed. Joined,
    the result is `typeset` of the joined pieces (without literal ones).
    """
    return _typeset_runs(tuple(pieces), frozenset(literal))


@lru_cache(maxsize=2048)
def _typeset_runs(pieces: tuple[str, ...], literal: frozenset[int]) -> tuple[str, ...]:
    """Kept, since the same paragraph stands in several acts of a session."""
    runs = Runs(pieces, literal, literals("".join(pieces)))
    for rule in _RULES:
        runs.apply(rule)
    return runs.pieces()


def article_de_code(text: str) -> str | None:
    """The number of an article of a code as acts write it: « L2121-17 », « l.2121-17 » → « L. 2121-17 ».

    « art. » or « article » in front is dropped, and so is the star of « R*123-1 ». None when the text
    isn't such a number: an article without a letter (« 432-12 »), or something else.
    """
    match = _ARTICLE.fullmatch(text.strip())
    if match is None:
        return None
    letter = match["letter"].replace(".", "").upper()
    return f"{letter}.{NO_BREAK_SPACE}{match['number']}"


_ARTICLE = re.compile(
    rf"(?:art(?:icle|\.){_S}*)?(?P<letter>L\.?O|[LRDA])\.?{_S}*\*?(?P<number>[0-9]+(?:-[0-9]+)*)",
    re.IGNORECASE,
)


def _each(pattern: str, replacement: str, flags: int = 0, leans_right: bool = False) -> Rule:
    """A rule that replaces the group `s` of each match."""
    compiled = re.compile(pattern, flags)

    def rule(text: str) -> list[Edit]:
        return [Edit(*match.span("s"), replacement, leans_right) for match in compiled.finditer(text)]

    return rule


def _after(pattern: str, flags: int = 0) -> Rule:
    """A no-break space that belongs to the word before it."""
    return _each(pattern, NO_BREAK_SPACE, flags)


def _before(pattern: str, space: str = NO_BREAK_SPACE) -> Rule:
    """A no-break space that belongs to the mark after it."""
    return _each(pattern, space, leans_right=True)


def _inside(pattern: str, places: Callable[[re.Match[str]], Iterator[tuple[int, int]]]) -> Rule:
    """A rule that puts narrow no-break spaces at several places of each match."""
    compiled = re.compile(pattern)

    def rule(text: str) -> list[Edit]:
        spans = [span for match in compiled.finditer(text) for span in places(match)]
        return [Edit(start, end, NARROW_NO_BREAK_SPACE) for start, end in spans]

    return rule


def _spaces_between(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    # a SIREN is read digit by digit: its spaces are those of its author
    if re.search(rf"\bsire[nt]{_S}*:?{_S}*$", match.string[max(0, match.start() - 12) : match.start()], re.I):
        return
    for at in range(match.start(), match.end()):
        if match.string[at] in SPACES:
            yield at, at + 1


def _every_three_digits(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    first = match.start() + (match.end() - match.start()) % 3
    for at in range(first, match.end(), 3):
        if at > match.start():
            yield at, at


_RULES: tuple[Rule, ...] = (
    # apostrophes and quotation marks
    _each(r"[^\W\d_](?P<s>')(?=[\w«“\"])", APOSTROPHE),
    quotes,
    _after(rf"«(?P<s>{_S}*)(?=\S)"),
    _before(rf"[^\s«](?P<s>{_S}*)(?=»)"),
    # before punctuation: a space that is there is made fast; none is added but at the end of a word
    _before(rf"[^\s«(\[](?P<s>{_S}+)(?=:)"),
    _before(r"[^\s:;!?«(\[](?P<s>)(?=:(?:\s|$|«))"),
    _before(rf"[^\s«(\[](?P<s>{_S}+)(?=[;!?])", NARROW_NO_BREAK_SPACE),
    _before(r"[^\s:;!?«(\[](?P<s>)(?=[;!?]+(?:\s|$|[»)\]”.,…]))", NARROW_NO_BREAK_SPACE),
    # numbers with their sign or unit
    _inside(
        rf"(?<![\w,.\-/])(?<!\d{_S})[1-9]\d{{0,2}}(?:{_S}\d{{3}})+(?![\w/-]|{_S}\d)",
        _spaces_between,
    ),
    _inside(rf"(?<![\w,.\-/])[1-9]\d{{3,}}(?=(?:,\d+)?{_S}*(?:€|euros?\b))", _every_three_digits),
    _before(rf"\d(?P<s>{_S}*)(?=[%‰€]|[kM]€)"),
    _before(rf"\d(?P<s>{_S}+)(?=(?:euros?|centimes?|m²|m³|km|ha|kg|h)(?!\w))"),
    # what a number or a name follows
    _each(r"\b[nN](?P<s>º)", "°"),
    _after(rf"\b[nN]°s?(?P<s>{_S}*)(?=\w)"),
    _after(rf"§(?P<s>{_S}*)(?=\w)"),
    _after(rf"(?<![\w.])MM?\.(?P<s>{_S}*)(?={_CAPITAL}[^\W\d_.]|{_CAPITAL}-)"),
    _after(rf"(?<![\w.])(?:MM?\.|M(?:me|lle)s?|Mgr|Me|Dr)(?P<s>{_S}+)(?={_CAPITAL}|l[ae]\s|l[’'])"),
    _after(rf"\b(?:art|al|pp?)\.(?P<s>{_S}*)(?=\d)", re.IGNORECASE),
    _after(rf"\bart\.(?P<s>{_S}*)(?=(?:LO|[LRDA])\.?{_S}*\d)"),
    _after(
        rf"\b(?:articles?|alinéas?|annexes?|pages?)(?P<s>{_S}+)(?=(?:(?:LO|[LRDA])\.?{_S}*)?\d)",
        re.IGNORECASE,
    ),
    _after(rf"(?<![\w.])(?:LO|[LRDA])\.(?P<s>{_S}+)(?=\d)"),
    _after(r"(?<![\w.])(?:LO|[LR])\.(?P<s>)(?=\d)"),
    # hours and dates
    _after(rf"{_HOUR}(?P<s>{_S}*)(?=h(?:{_S}*{_MINUTES}|(?!\w)))"),
    _after(rf"{_HOUR}{_S}*h(?P<s>{_S}*)(?={_MINUTES})"),
    _after(rf"{_NOT_IN_WORD}(?:\d{{1,2}}|1er)(?P<s>{_S}+)(?=(?:{_MONTH})(?!\w))", re.IGNORECASE),
)
