"""French typography on plain text: spaces that don't break, quotation marks, apostrophes, digit groups.

Rules of the Imprimerie nationale as acts use them: U+00A0 before a colon, inside guillemets and
between words that read as one (« n° 9 », « 20 h 30 », « art. L. 2121-17 »); U+202F before ; ! ? and
between thousands. Twice the same as once. Only text nodes are given here, never mark-up.

Quotation marks: straight and English ones become « », those inside others “ ”.

A mark that has no partner is left as it was typed: « écran de 24" » is a measure, not a quotation.

One sentence in several pieces: edits that see across pieces and leave some of them as they are.

The text of a paragraph is cut by bold type and by values, while typography looks at neighbours: in
« n° » followed by a value, the no-break space depends on both. So edits are found on the whole text
and each is then put back into the piece that it touches.

What typography must not touch: addresses of the web and of the post, file names, numbers of acts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from actgen.base.text.characters import APOSTROPHE, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, SPACES
from actgen.base.text.dates import MOIS
from actgen.base.text.patterns import pattern

_IN_ADDRESS = r"[^\s<>\"«»“”]"
# labels are as short as in a real domain, so that no text takes more than linear time
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_LITERAL = pattern(
    rf"""
      \b(?:https?|ftps?|file|mailto|data|urn):{_IN_ADDRESS}+
    | \bwww\.{_IN_ADDRESS}+
    | (?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+           # e-mail
    | (?<![\w@.-])(?:{_LABEL}\.)+[a-z]{{2,}}(?!\w)              # domain or file name
      (?:/{_IN_ADDRESS}*)?
    | (?<!\w)\w+(?:[-/]\w+)+                                    # 2022-12-15-09, DEL/2022/3
    """,
    re.VERBOSE,
)
_TRAILING = ".,;:!?…)]»”\"'’"


def literals(text: str) -> Iterator[tuple[int, int]]:
    """The spans to leave alone; the punctuation that ends a sentence after an address is not part of it."""
    for match in _LITERAL.finditer(text):
        # a hyphenated word without digit (« Haut-Rhin ») needs no protection
        found = match.group().rstrip(_TRAILING)
        if any(character.isdigit() or character in ".:@" for character in found):
            yield match.start(), match.start() + len(found)


class Edit(Struct, frozen=True):
    """Replace `text[start:end]`; an insertion where both are equal.

    Between two pieces, an insertion goes to the left one, or to the right one if it `leans_right`.
    """

    start: int
    end: int
    replacement: str
    leans_right: bool = False


class EditRule(Struct, frozen=True):
    """Edits of a text, in order and apart from one another; none where it has none of the `signs`."""

    signs: frozenset[str]
    edits: Callable[[str], Iterable[Edit]]


_DIGITS = "0"


def _signs(text: str) -> set[str]:
    """The characters of a text; 0 stands for the digits of any alphabet."""
    found = set(text)
    return found | {"0"} if any(map(str.isdecimal, found)) else found


class Runs:
    """A text with, for each character, the piece it belongs to and the protected span it is in (0: none)."""

    __slots__ = ("_count", "_literal", "_owners", "_signs", "_spans", "text")

    def __init__(
        self, pieces: Sequence[str], literal: frozenset[int], protected: Iterable[tuple[int, int]]
    ) -> None:
        self.text = "".join(pieces)
        self._signs = _signs(self.text)
        self._count = len(pieces)
        self._literal = literal
        self._owners = [piece for piece, text in enumerate(pieces) for _ in text]
        self._spans = [0] * len(self.text)
        for number, (start, end) in enumerate(protected, start=1):
            self._spans[start:end] = [number] * (end - start)

    def apply(self, rule: EditRule) -> None:
        """Make the rule's edits, but those that touch a literal piece or a protected span."""
        if self._signs.isdisjoint(rule.signs):
            return
        edits = [
            (edit, owner) for edit in rule.edits(self.text) if (owner := self._owner_of(edit)) is not None
        ]
        if not edits:
            return
        text: list[str] = []
        owners: list[int] = []
        spans: list[int] = []
        done = 0
        for edit, owner in edits:
            text += (self.text[done : edit.start], edit.replacement)
            owners += self._owners[done : edit.start] + [owner] * len(edit.replacement)
            spans += self._spans[done : edit.start] + [0] * len(edit.replacement)
            done = edit.end
        self.text = "".join(text) + self.text[done:]
        self._signs = _signs(self.text)
        self._owners = owners + self._owners[done:]
        self._spans = spans + self._spans[done:]

    def pieces(self) -> tuple[str, ...]:
        """The text in as many pieces as at the start."""
        parts: list[list[str]] = [[] for _ in range(self._count)]
        for character, owner in zip(self.text, self._owners, strict=True):
            parts[owner].append(character)
        return tuple("".join(part) for part in parts)

    def _owner_of(self, edit: Edit) -> int | None:
        """The piece that receives the edit; None if it must not be made or would change nothing."""
        if self.text[edit.start : edit.end] == edit.replacement:
            return None
        if edit.start == edit.end:
            return self._owner_of_insertion(edit.start, edit.leans_right)
        touched = range(edit.start, edit.end)
        if any(self._spans[i] or self._owners[i] in self._literal for i in touched):
            return None
        return self._owners[edit.start]

    def _owner_of_insertion(self, at: int, leans_right: bool) -> int | None:
        around = [i for i in (at - 1, at) if 0 <= i < len(self.text)]
        if len(around) == 2:
            left, right = around
            if self._spans[left] and self._spans[left] == self._spans[right]:
                return None
        for i in reversed(around) if leans_right else around:
            if self._owners[i] not in self._literal:
                return self._owners[i]
        return None


_PARTNERS = {"»": "«", "”": "“", '"': '"'}
_OPENS_AFTER = "([«“—–’'"
_CLOSES_BEFORE = ")]»”,.;:!?…"


def quotes(text: str) -> Iterator[Edit]:
    """The edits that turn paired quotation marks into French ones, in the order of the text."""
    marks: dict[int, str] = {}
    enclosing: list[int] = []  # where the pairs that are open at this point end
    for start, end in sorted(_pairs(text)):
        while enclosing and enclosing[-1] < start:
            enclosing.pop()
        if text[start] != "«":
            marks[start], marks[end] = "“”" if enclosing else "«»"
        enclosing.append(end)
    for at in sorted(marks):
        yield Edit(at, at + 1, marks[at])


def _pairs(text: str) -> list[tuple[int, int]]:
    """Opening and closing marks that belong together, never crossing.

    What was opened inside a pair and not closed in it has no partner.
    """
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    waiting: Counter[str] = Counter()
    for at, mark in enumerate(text):
        if mark in "«“" or (mark == '"' and _opens(text, at, waiting[mark] > 0)):
            opened.append(at)
            waiting[mark] += 1
        elif mark in _PARTNERS and waiting[_PARTNERS[mark]]:
            start = opened.pop()
            while text[start] != _PARTNERS[mark]:
                waiting[text[start]] -= 1
                start = opened.pop()
            waiting[text[start]] -= 1
            pairs.append((start, at))
    return pairs


def _opens(text: str, at: int, one_is_open: bool) -> bool:
    """Whether the straight mark at that place opens; its neighbours tell, or else what is open."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free_before = not before or before.isspace() or before in _OPENS_AFTER
    free_after = not after or after.isspace() or after in _CLOSES_BEFORE
    if free_before == free_after:
        return not one_is_open
    return free_before


_S = f"[{SPACES}]"
_CAPITAL = "[A-ZÀ-ÖØ-ÞŒŸ]"
_LOWER = "[a-zß-öø-ÿœ]"
# « DESCHAMPS-MORIN », « Anne-Marie LE GOFF »: bounded, for a column that is narrow must hold it whole
NAME_WITH_HYPHEN = (
    rf"\b{_CAPITAL}{{2,9}}-{_CAPITAL}{{2,9}}(?![\w-])"
    rf"|\b{_CAPITAL}{_LOWER}{{1,9}}-{_CAPITAL}{_LOWER}{{1,9}}(?={_S}(?:\w{{2}}{_S}|[Dd]’)?{_CAPITAL}{{2}})"
)
_SHORT = rf"{_CAPITAL}{{2,3}}"  # « LE » of « M. LE GOFF »
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


def hold_short_words(nom: str) -> str:
    """A surname whose short words hold to what follows: « LE GOFF », « DE LA TOUR »."""
    return _SHORT_WORD.sub(NO_BREAK_SPACE, nom)


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


_SHORT_WORD = pattern(rf"(?:(?<=\b\w{{2}})|(?<=\b\w{{3}})){_S}+")
_ARTICLE = pattern(
    rf"(?:art(?:icle|\.){_S}*)?(?P<letter>L\.?O|[LRDA])\.?{_S}*\*?(?P<number>[0-9]+(?:-[0-9]+)*)",
    re.IGNORECASE,
)


def _each(
    signs: Iterable[str],
    motif: str,
    replacement: str = NO_BREAK_SPACE,
    flags: int = 0,
    leans_right: bool = False,
) -> EditRule:
    """A rule that replaces the group `s` of each match; a text without any of the `signs` has none.

    The no-break space that it puts by default belongs to the word before it.
    """
    found = pattern(motif, flags)

    def edits(text: str) -> list[Edit]:
        return [Edit(*match.span("s"), replacement, leans_right) for match in found.finditer(text)]

    return EditRule(frozenset(signs), edits)


def _before(signs: str, motif: str, space: str = NO_BREAK_SPACE) -> EditRule:
    """A no-break space that belongs to the mark after it."""
    return _each(signs, motif, space, leans_right=True)


def _inside(motif: str, places: Callable[[re.Match[str]], Iterator[tuple[int, int]]]) -> EditRule:
    """A rule that puts narrow no-break spaces at several places of each match, a number."""
    found = pattern(motif)

    def edits(text: str) -> list[Edit]:
        spans = [span for match in found.finditer(text) for span in places(match)]
        return [Edit(start, end, NARROW_NO_BREAK_SPACE) for start, end in spans]

    return EditRule(frozenset(_DIGITS), edits)


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


_RULES: tuple[EditRule, ...] = (
    # apostrophes and quotation marks
    _each("'", r"[^\W\d_](?P<s>')(?=[\w«“\"])", APOSTROPHE),
    EditRule(frozenset('«“"'), quotes),
    _each("«", rf"«(?P<s>{_S}*)(?=\S)"),
    _before("»", rf"[^\s«](?P<s>{_S}*)(?=»)"),
    # before punctuation: a space that is there is made fast; none is added but at the end of a word
    _before(":", rf"[^\s«(\[](?P<s>{_S}+)(?=:)"),
    _before(":", r"[^\s:;!?«(\[](?P<s>)(?=:(?:\s|$|«))"),
    _before(";!?", rf"[^\s«(\[](?P<s>{_S}+)(?=[;!?])", NARROW_NO_BREAK_SPACE),
    _before(";!?", r"[^\s:;!?«(\[](?P<s>)(?=[;!?]+(?:\s|$|[»)\]”.,…]))", NARROW_NO_BREAK_SPACE),
    # numbers with their sign or unit
    _inside(rf"(?<![\w,.\-/])(?<!\d{_S})[1-9]\d{{0,2}}(?:{_S}\d{{3}})+(?![\w/-]|{_S}\d)", _spaces_between),
    _inside(rf"(?<![\w,.\-/])[1-9]\d{{3,}}(?=(?:,\d+)?{_S}*(?:€|euros?\b))", _every_three_digits),
    _before("%‰€", rf"\d(?P<s>{_S}*)(?=[%‰€]|[kM]€)"),
    _before("€", rf"€(?P<s>{_S}+)(?=(?:HT|TTC)(?!\w))"),
    _before(_DIGITS, rf"\d(?P<s>{_S}+)(?=(?:euros?|centimes?|m²|m³|km|ha|kg|h)(?!\w))"),
    # what a number or a name follows
    _each("º", r"\b[nN](?P<s>º)", "°"),
    _each("°", rf"\b[nN]°s?(?P<s>{_S}*)(?=\w)"),
    _each("§", rf"§(?P<s>{_S}*)(?=\w)"),
    _each("M", rf"(?<![\w.])MM?\.(?P<s>{_S}*)(?={_CAPITAL}[^\W\d_.]|{_CAPITAL}-)"),
    _each("MD", rf"(?<![\w.])(?:MM?\.|M(?:me|lle)s?|Mgr|Me|Dr)(?P<s>{_S}+)(?={_CAPITAL}|l[ae]\s|l[’'])"),
    _each("MD", rf"(?<![\w.])(?:M\.|Mme|Mlle|Me|Dr){_S}{_SHORT}(?P<s>{_S}+)(?={_CAPITAL}{{2}})"),
    _each(_DIGITS, rf"\b(?:art|al|pp?)\.(?P<s>{_S}*)(?=\d)", flags=re.IGNORECASE),
    _each(_DIGITS, rf"\bart\.(?P<s>{_S}*)(?=(?:LO|[LRDA])\.?{_S}*\d)"),
    _each(
        _DIGITS,
        rf"\b(?:articles?|alinéas?|annexes?|pages?)(?P<s>{_S}+)(?=(?:(?:LO|[LRDA])\.?{_S}*)?\d)",
        flags=re.IGNORECASE,
    ),
    _each(_DIGITS, rf"(?<![\w.])(?:LO|[LRDA])\.(?P<s>{_S}+)(?=\d)"),
    _each(_DIGITS, r"(?<![\w.])(?:LO|[LR])\.(?P<s>)(?=\d)"),
    # hours and dates
    _each(_DIGITS, rf"{_HOUR}(?P<s>{_S}*)(?=h(?:{_S}*{_MINUTES}|(?!\w)))"),
    _each(_DIGITS, rf"{_HOUR}{_S}*h(?P<s>{_S}*)(?={_MINUTES})"),
    _each(
        _DIGITS, rf"{_NOT_IN_WORD}(?:\d{{1,2}}|1er)(?P<s>{_S}+)(?=(?:{_MONTH})(?!\w))", flags=re.IGNORECASE
    ),
)
