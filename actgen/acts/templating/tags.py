"""The tags of a template: found and masked in Markdown, their inside as it was meant, advice on wrong ones.

In Markdown each tag becomes one private character: no Markdown rule sees its bars, stars or quotes, and its
index is read back from the character. Comments disappear with their lines, so a note never cuts a list. What
Word does to a tag while it is typed (quotes, dashes, no-break spaces) is undone inside the tag only, never
inside its texts in quotes, which are the author's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import Rule, rule
from actgen.base.text.patterns import pattern

if TYPE_CHECKING:
    from actgen.acts.templating.tree import Expression


_SPACES = "\u00a0\u202f\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000\t\n\r\v\f"
_NOTHING = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SIGNS = {"\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u2026": "..."}
_PLAIN = (
    {ord(sign): " " for sign in _SPACES}
    | {ord(sign): None for sign in _NOTHING}
    | {ord(sign): "-" for sign in _HYPHENS}
    | {ord(sign): plain for sign, plain in _SIGNS.items()}
)
_DOUBLE = '"\u201c\u201d\u201e\u201f\u2033'
_SINGLE = "'\u2018\u2019\u201a\u201b\u2032"
_CLOSING = {"\u00ab": "\u00bb", "\u2039": "\u203a"}
_QUOTES = _DOUBLE + _SINGLE + "".join(_CLOSING)
_AFTER_TEXT = pattern(r"[\s\u00a0\u202f]*(?:$|[,)|=!<>\u2260\u2264\u2265]|(?:and|or|not|in|is|if|else)\b)")
_INSIDE = "\u00a0\u202f\u2009 "


def pieces(body: str) -> Iterator[tuple[str, bool]]:
    """The inside of a tag, cut into what is language (False) and texts with their quotes (True)."""
    start = position = 0
    while position < len(body):
        end = _end_of_text(body, position) if body[position] in _QUOTES else -1
        if end < 0:
            position += 1
            continue
        if position > start:
            yield body[start:position], False
        yield body[position:end], True
        start = position = end
    if start < len(body):
        yield body[start:], False


def normalised(body: str) -> str:
    """The inside of a tag as its author meant to type it."""
    done = "".join(_text(piece) if is_text else piece.translate(_PLAIN) for piece, is_text in pieces(body))
    return done.strip()


def _end_of_text(body: str, start: int) -> int:
    """The position after the text whose first quote is at `start`; -1 if it is never closed.

    A quote that follows a letter and precedes one is an apostrophe.
    """
    opening = body[start]
    wanted = _CLOSING.get(opening) or (_DOUBLE if opening in _DOUBLE else _SINGLE)
    for position in range(start + 1, len(body)):
        sign = body[position]
        if sign not in wanted:
            continue
        if opening in "\"'" and sign != opening and opening in body[position:]:
            continue  # a text in straight quotes ends with its own
        if wanted == _SINGLE and sign != "'" and not _AFTER_TEXT.match(body, position + 1):
            continue
        return position + 1
    return -1


def _text(written: str) -> str:
    """A text in straight quotes, with what its author put between other ones."""
    opening, inside = written[0], written[1:-1]
    if opening == written[-1] and opening in "\"'":
        return written
    if opening in _CLOSING:
        inside = inside[1:] if inside[:1] in tuple(_INSIDE) else inside
        inside = inside[:-1] if inside[-1:] in tuple(_INSIDE) else inside
    quote = "'" if '"' in inside and "'" not in inside else '"'
    return quote + inside.replace("\\", "\\\\").replace(quote, f"\\{quote}") + quote


_QUOTED = pattern(r"'[^'\n]*'|\"[^\"\n]*\"")
_SINGLE_EQUAL = pattern(r"(?<![=!<>])=(?!=)")
_BARE_TEST = pattern(r"(?<!is )(?<!not )\b(connu|vide)\b")
_FRENCH = {
    "et": "and", "ou": "or", "non": "not", "pas": "not", "est": "is", "dans": "in", "sinon": "else",
}  # fmt: skip
_FRENCH_WORD = pattern(rf"(?<![\w.])({'|'.join(_FRENCH)})(?![\w.])", re.IGNORECASE)
_TAGS = {
    "si": "if", "sinon": "else", "sinonsi": "elif", "elsif": "elif", "elseif": "elif", "finsi": "endif",
    "fin": "endif", "end": "endif", "pour": "for", "foreach": "for", "finpour": "endfor", "soit": "set",
}  # fmt: skip
FOR_EXAMPLE = "Exemple\u00a0: {% for membre in membres %}."
SET_EXAMPLE = "Exemple\u00a0: {% set nombre = vote.pour %}."
EXAMPLES = "Exemples : {{ seance.date | date }}, {% if vote.unanime %}, {% for visa in visas %}."


_MUSTACHE = ("#", "/", "^", "&", ">")
_FOR_MUSTACHE = (
    "C’est l’écriture de Mustache. Ici, une condition va de {% if … %} à {% endif %}, une liste de "
    "{% for … %} à {% endfor %}."
)


def advice(text: str) -> str:
    """On a tag, written whole, whose content isn't understood."""
    inside = _QUOTED.sub("''", text.removesuffix("{% endfor %}")[2:-2].strip())
    if inside[:1] in _MUSTACHE:
        return _FOR_MUSTACHE
    if any(sign in text for sign in "«»“”‘’"):
        return 'Dans une balise, les textes sont entre guillemets droits : "…".'
    if "{" in inside or "}" in inside:
        return "Retirez l’accolade de trop : une balise en a deux de chaque côté."
    if _SINGLE_EQUAL.search(inside) and not inside.startswith("set "):
        return "Pour comparer, écrivez deux fois le signe égal : {% if collectivite.nom == 'Aulon' %}."
    if found := _FRENCH_WORD.search(inside):
        return f"Dans une balise, « {found[1]} » s’écrit « {_FRENCH[found[1].lower()]} »."
    if found := _BARE_TEST.search(inside):
        return f"Écrivez « is {found[1]} » ou « is not {found[1]} »."
    return EXAMPLES


def is_else_if(body: str) -> bool:
    """True for « else if », which other languages write and this one would read as a plain `else`."""
    return body.split()[:2] == ["else", "if"]


def tag_advice(body: str) -> str:
    """On a tag whose first word isn't admitted: how the word is written, or an empty text."""
    words = body.lower().split()[:2]
    if not words:
        return ""
    joined = "".join(words)
    known = _TAGS.get(joined) or ({"endif": "endif", "endfor": "endfor"}.get(joined)) or _TAGS.get(words[0])
    if known is None:
        return ""
    both = joined in _TAGS or joined in ("endif", "endfor")
    return f"« {' '.join(words) if both else words[0]} » s’écrit « {known} ». "


Line = tuple[int, str, bool]
"""Its number, its text, whether something was taken out of it."""

_OPEN = pattern(r"\{[{%](?:(?![}%]\}).)*\Z")
_CLOSES = {"{{": "}}", "{%": "%}"}
_BRACE = pattern(r"\{[{%]|[}%]\}")
_FARTHEST = 3  # lines; what ends later is another tag


def with_whole_tags(lines: Sequence[Line], tell: Callable[[int, int, str], None]) -> list[Line]:
    """The lines with each tag on the line where it begins; `tell` takes that line, the column, the tag."""
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        number, text, emptied = lines[place]
        place += 1
        while found := _OPEN.search(text):
            end = _end(lines[place : place + _FARTHEST], _CLOSES[found[0][:2]])
            if end is None:
                break
            taken, inside, after = end
            tag = " ".join(f"{found[0]} {inside}".split())
            tell(number, found.start() + 1, tag)
            text = text[: found.start()] + tag + after
            place += taken
        kept.append((number, text, emptied))
    return kept


def _end(following: Sequence[Line], closing: str) -> tuple[int, str, str] | None:
    """How many lines a tag goes on for, what they say of it, what follows it; None where it never ends."""
    inside = ""
    for count, (_, text, _) in enumerate(following, 1):
        if brace := _BRACE.search(text):
            cut = brace.end()
            return (count, f"{inside} {text[:cut]}", text[cut:]) if brace[0] == closing else None
        inside += f" {text}"
    return None


CONTROL_BASE = 0xF0000
OUTPUT_BASE = 0x100000
MAX_TAGS = 5_000
MAX_TEMPLATE = 1_000_000  # characters

CONTROL = f"[{chr(CONTROL_BASE)}-{chr(CONTROL_BASE + 0xFFFD)}]"
OUTPUT = f"[{chr(OUTPUT_BASE)}-{chr(OUTPUT_BASE + 0xFFFD)}]"
MASK = pattern(f"{CONTROL}|{OUTPUT}")
ONLY_CONTROL = pattern(rf"\s*({CONTROL})\s*")
_PRIVATE = pattern("[\U000f0000-\U0010ffff]")
# Quoted strings are jumped over without looking back; "}}" inside one closes only where no other does.
_TO_END = {
    opening: (pattern(rf"(?:'[^'\n]*'|\"[^\"\n]*\"|(?!{closing}).)*+{closing}", re.DOTALL), pattern(closing))
    for opening, closing in (("{{", r"\}\}"), ("{%", r"%\}"))
}
_KEYWORD = pattern(r"[A-Za-z_]*")
_OPENER = pattern(r"\{[{%]")
_STRAY = pattern(r"\}\}|%\}|#\}|\{#")  # notes are gone: what is left of one cut another

BALISE = rule("GABARIT-BALISE")
SET = rule("GABARIT-SET")


class TagKind(StrEnum):
    OUTPUT = "output"
    IF = "if"
    ELIF = "elif"
    ELSE = "else"
    ENDIF = "endif"
    FOR = "for"
    ENDFOR = "endfor"
    SET = "set"


CLAUSE_NAME = pattern(r"clause\.([\w-]+)")  # be it with an accent: it is told as a clause that isn’t there
_WORDS = frozenset(kind.value for kind in TagKind if kind is not TagKind.OUTPUT)
OPENING = (TagKind.IF, TagKind.FOR)
MIDDLE = (TagKind.ELIF, TagKind.ELSE)
CLOSING = (TagKind.ENDIF, TagKind.ENDFOR)


class Sort(StrEnum):
    """What a tag is, besides a tag of every template: a clause, the two ends of a part, a note to oneself."""

    TAG = "tag"
    CLAUSE = "clause"
    PART = "partie"
    END_OF_PART = "finpartie"
    NOTE = "note"


class Tag(Struct, eq=False):
    """A tag at its place. `group` holds those that belong together (if … elif … else … endif), in order.

    `prefix` is what an author of Word writes before its word. `expression` is what it prints, tests or
    repeats; `target` and `test` are those of a `for`. In Markdown, `row` is its line in the masked text,
    counted from 0, and `alone` says that it has its line to itself.
    """

    kind: TagKind
    body: str
    location: Location
    sort: Sort = Sort.TAG
    prefix: str = ""
    row: int = 0
    alone: bool = False
    expression: Expression | None = None
    target: str = ""
    test: Expression | None = None
    group: list[Any] = field(default_factory=list)

    @property
    def written(self) -> str:
        """The tag as an author would write it."""
        if self.sort is Sort.NOTE:
            return "{# … #}"
        if self.kind is TagKind.OUTPUT and self.sort in (Sort.TAG, Sort.CLAUSE):
            return f"{{{{ {self.body} }}}}"
        word = self.kind.value if self.sort is Sort.TAG else self.sort.value
        prefix = f"{self.prefix} " if self.prefix else " "
        return f"{{%{prefix}{word}{' ' + self.body if self.body else ''} %}}"

    @property
    def is_control(self) -> bool:
        return self.sort is Sort.TAG and self.kind not in (TagKind.OUTPUT, TagKind.SET)

    @property
    def opens(self) -> bool:
        return self.sort is Sort.PART or (self.is_control and self.kind in OPENING)

    @property
    def closes(self) -> bool:
        return self.sort is Sort.END_OF_PART or (self.is_control and self.kind in CLOSING)


class TemplateText(Struct, frozen=True):
    """A text, its file as the author sees it, and the line of the file where the text begins."""

    text: str
    file: str
    line: int = 1


class Masked(Struct):
    """A template whose tags are private characters; `lines[i]` is the line in the file of row i."""

    source: TemplateText
    rows: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    tags: dict[str, Tag] = field(default_factory=dict)
    settings: list[Tag] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    joined: set[int] = field(default_factory=set)  # lines that tags of theirs go beyond

    @property
    def errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def at(self, number: int, column: int, length: int, line: str) -> Location:
        """The place of some characters of a line of the file, which is shown as its author wrote it."""
        shown = self.original(number) if number in self.joined else line
        if column > len(shown):
            return Location(self.source.file, number, excerpt=shown)
        return Location(self.source.file, number, column, length, shown)

    def place(self, row: int) -> Location:
        """The place of a whole row."""
        if not self.lines:
            return Location(self.source.file)
        row = max(0, min(row, len(self.lines) - 1))
        line = self.lines[row]
        return Location(self.source.file, line, excerpt=self.original(line))

    def original(self, line: int) -> str:
        """A line of the file as its author wrote it."""
        return self.source.text.split("\n")[line - self.source.line]

    def unmask(self, text: str) -> str:
        """The text with its tags as their author wrote them, for messages."""
        return MASK.sub(lambda match: self.tags[match.group()].written, text)

    def report(self, code: Rule, message: str, *places: Location, hint: str = "") -> None:
        self.findings.append(code.finding(message, *places, hint=hint))


def mask(source: TemplateText) -> Masked:
    """Find the tags of a template and mask them; what is wrong with them is in `findings`."""
    text = source.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    masked = Masked(TemplateText(text, source.file, source.line))
    if len(text) > MAX_TEMPLATE:
        size = f"{len(text):,}".replace(",", "\u202f")
        masked.report(BALISE, f"Le gabarit est trop long ({size} caractères).", Location(source.file))
        return masked
    content_seen = False

    def tell_cut(number: int, column: int, tag: str) -> None:
        place = Location(masked.source.file, number, column, 2, masked.original(number))
        message = f"La balise {tag} est coupée par un retour à la ligne."
        masked.report(BALISE, message, place, hint="Écrivez la balise entière sur une seule ligne.")
        masked.joined.add(number)

    for number, raw, emptied in with_whole_tags(_without_comments(masked), tell_cut):
        row = _mask_line(masked, raw, number)
        tag = masked.tags.get(row.strip())
        if emptied and not row.strip():
            continue
        if tag is not None and tag.kind is TagKind.SET:
            _keep_setting(masked, tag, content_seen)
            continue
        content_seen = content_seen or bool(row.strip())
        for character in MASK.findall(row):
            masked.tags[character].row = len(masked.rows)
            if masked.tags[character].kind is TagKind.SET:
                _refuse_setting(masked, masked.tags[character])
        if tag is not None:
            tag.alone = tag.kind is not TagKind.OUTPUT
        masked.rows.append(row)
        masked.lines.append(number)
    return masked


def _keep_setting(masked: Masked, tag: Tag, content_seen: bool) -> None:
    if content_seen:
        _refuse_setting(masked, tag)
    else:
        masked.settings.append(tag)


def _refuse_setting(masked: Masked, tag: Tag) -> None:
    masked.report(
        SET,
        f"La balise {tag.written} n’est pas au début du gabarit, seule sur sa ligne.",
        tag.location,
        hint="Placez les {% set %} avant le premier texte, un par ligne.",
    )


def _without_comments(masked: Masked) -> list[tuple[int, str, bool]]:
    """Lines with their number, without comments; the last value says that a comment was there."""
    kept: list[tuple[int, str, bool]] = []
    inside: Location | None = None
    for number, line in enumerate(masked.source.text.split("\n"), masked.source.line):
        text, emptied, position = "", inside is not None, 0
        while position < len(line):
            if inside is not None:
                end = line.find("#}", position)
                if end < 0:
                    break
                inside, position = None, end + 2
                continue
            start = line.find("{#", position)
            if start < 0:
                text += line[position:]
                break
            text += line[position:start]
            inside = Location(masked.source.file, number, start + 1, 2, line)
            emptied, position = True, start + 2
        kept.append((number, text, emptied))
    if inside is not None:
        masked.report(BALISE, "La note {# n’est jamais fermée par #}.", inside)
    return kept


def _mask_line(masked: Masked, line: str, number: int) -> str:
    for found in _PRIVATE.finditer(line):
        place = masked.at(number, found.start() + 1, 1, line)
        masked.report(BALISE, "Ce caractère privé n’est pas admis dans un gabarit.", place)
    line = _PRIVATE.sub("", line)
    done, position = "", 0
    while match := _OPENER.search(line, position):
        done += _outside(masked, line, position, match.start(), number)
        end = _end_of_tag(line, match.start())
        place = masked.at(number, match.start() + 1, max(end - match.start(), 2), line)
        if end < 0:
            masked.report(
                BALISE,
                f"La balise {match.group()} n’est pas fermée sur sa ligne.",
                place,
                hint="Écrivez la balise entière sur une seule ligne.",
            )
            return done
        done += _new_tag(masked, line[match.start() : end], place)
        position = end
    return done + _outside(masked, line, position, len(line), number)


def _outside(masked: Masked, line: str, start: int, end: int, number: int) -> str:
    """The text between tags, where no end of tag has any business."""
    text = line[start:end]
    if match := _STRAY.search(text):
        if match.group() == "{#":
            where = Location(masked.source.file, number, excerpt=masked.original(number))
            masked.report(BALISE, "La note {# n’est jamais fermée par #}.", where)
            return text
        place = masked.at(number, start + match.start() + 1, 2, line)
        masked.report(BALISE, f"« {match.group()} » ferme une balise qui n’est pas ouverte.", place)
    return text


def _end_of_tag(line: str, start: int) -> int:
    """The position after the tag that begins at `start`, quoted strings jumped over; -1 if none."""
    to_end, closing = _TO_END[line[start : start + 2]]
    found = to_end.match(line, start + 2) or closing.search(line, start + 2)
    return found.end() if found else -1


def _new_tag(masked: Masked, written: str, place: Location) -> str:
    """Register a tag and give its mask; a tag that is refused leaves nothing."""
    body = written[2:-2]
    if body[:1] in ("-", "+") or body[-1:] in ("-", "+"):
        masked.report(
            BALISE,
            f"La balise {written} porte un « {body[:1] if body[:1] in '-+' else body[-1:]} » "
            "qui supprimerait des espaces.",
            place,
            hint="Retirez ce signe : les lignes qui ne portent qu’une balise disparaissent d’elles-mêmes.",
        )
        body = body.strip("-+")
    body = body.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if written.startswith("{{"):
        return _register(masked, TagKind.OUTPUT, body, place)
    match = _KEYWORD.match(body)
    word = match.group() if match else ""
    if word not in _WORDS or is_else_if(body):
        masked.report(
            BALISE,
            f"La balise {written} n’est pas admise.",
            place,
            hint=tag_advice(body) + "Les balises admises sont if, elif, else, endif, for, endfor et set.",
        )
        return ""
    return _register(masked, TagKind(word), body[len(word) :].strip(), place)


def _register(masked: Masked, kind: TagKind, body: str, place: Location) -> str:
    if len(masked.tags) >= MAX_TAGS:
        if len(masked.tags) == MAX_TAGS:
            masked.report(BALISE, "Le gabarit porte plus de 5\u202f000 balises.", place)
        return ""
    character = chr((OUTPUT_BASE if kind is TagKind.OUTPUT else CONTROL_BASE) + len(masked.tags))
    sort = Sort.CLAUSE if kind is TagKind.OUTPUT and CLAUSE_NAME.fullmatch(body) else Sort.TAG
    masked.tags[character] = Tag(kind, body, place, sort)
    return character
