"""The tags of a line: found whole whatever runs they are cut into, told apart, put right, read.

What Word does to a tag while it is typed is undone inside the tag only, and never inside its texts: Word
turns straight quotes into guillemets or curly quotes, hyphens into dashes, spaces into no-break spaces. The
texts in quotes are the author's: they lose the space that Word puts inside guillemets and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from enum import StrEnum

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.records import dataclass
from actgen.rules import Rule, rule
from actgen.templating.inlines import CLAUSE_NAME
from actgen.templating.sandbox import EXPRESSION, Refused, parse_expression, parse_for, parse_set
from actgen.templating.tags import BALISE, Kind, is_else_if, tag_advice
from actgen.templating.tree import Expression, Setting
from actgen.templating.word.lines import Line

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
_AFTER_TEXT = re.compile(r"[\s\u00a0\u202f]*(?:$|[,)|=!<>\u2260\u2264\u2265]|(?:and|or|not|in|is|if|else)\b)")
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


PARTIE = rule("GABARIT-PARTIE")

TEXTE_PERDU = rule("GABARIT-TEXTE-PERDU")
OPEN, CLOSE = "\ue0a0", "\ue0a1"
"""What stands round the key of a mark in a part: private characters that no template and no value holds."""
ALONE = "Mettez la balise seule dans son paragraphe."

OPENER = re.compile(r"\{[{%#]")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BRACE = re.compile(r"[{}]")
_SINGLE_BRACES = re.compile(r"\{\s*(?P<body>[%#]?\s*[^\W\d][^{}]{0,80}?)\s*[%#]?\}")
_FOREIGN = re.compile(  # as other programs write tags
    r"\+\+\+\s*([^\W\d][^+\n]{0,80}?)\s*\+\+\+|<<\s*([^\W\d][\w.]{0,60})\s*>>|«([^\W\d][\w.]{0,60})»|"
    r"<([^\W\d][\w.]{0,60})>|(?<![\w%])%([^\W\d][\w.]{0,60})%(?!\w)"
)
_WORDS = ("if", "elif", "else", "endif", "for", "endfor", "set", "partie", "finpartie")
_STATEMENT = re.compile(
    rf"(?P<level>(?:p|tr|tc|r)\s+|(?:p|tr)(?=(?:{'|'.join(_WORDS)})\b))?(?P<word>[^\W\d]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LEVEL_OF_OUTPUT = re.compile(r"(?P<level>p|tr|tc|r)\s+(?=\w)|(?P<glued>p)(?=clause\.)")
_PART = re.compile(r"([a-z][a-z0-9_]*)(\s+hors-empreinte)?(\s+dans-la-page)?")
_REFUSED = {
    "hm": "La fusion de cellules par une balise n’est pas admise.",
    "vm": "La fusion de cellules par une balise n’est pas admise.",
    "colspan": "La fusion de cellules par une balise n’est pas admise.",
    "cellbg": "La couleur d’une cellule ne vient pas d’une balise.",
    "macro": "Un modèle ne définit pas de macro.",
    "call": "Un modèle n’appelle pas de macro.",
    "raw": "Un modèle n’a pas de passage mis hors de la lecture des balises.",
    "include": "Un modèle n’insère pas de fichier ; une clause partagée s’écrit {{ clause.nom }}.",
    "import": "Un modèle ne va chercher aucun autre fichier.",
    "from": "Un modèle ne va chercher aucun autre fichier.",
    "extends": "Un modèle ne complète pas un autre fichier.",
    "block": "Un modèle ne complète pas un autre fichier.",
}
_ADMITTED = "Les balises admises sont if, elif, else, endif, for, endfor, set, partie et finpartie."


MAX_TAG = 2_000  # characters
MAX_TAGS_IN_LINE = 500


class Level(StrEnum):
    """What a tag stands round: words of a paragraph, whole paragraphs, whole rows. Values: as written."""

    WORDS = ""
    PARAGRAPHS = "p"
    ROWS = "tr"


class Sort(StrEnum):
    """What a tag is, besides a tag of every template: a clause, the two ends of a part, a note to oneself."""

    TAG = "tag"
    CLAUSE = "clause"
    PART = "partie"
    END_OF_PART = "finpartie"
    NOTE = "note"


@dataclass(slots=True, eq=False)
class Found:
    """A tag at its place: `text[start:end]` of its line. `group` holds those that belong together.

    `expression` is what it prints, tests or repeats; `target` and `test` are those of a `for`.
    """

    line: Line
    start: int
    end: int
    kind: Kind
    body: str
    level: Level = Level.WORDS
    sort: Sort = Sort.TAG
    expression: Expression | None = None
    target: str = ""
    test: Expression | None = None
    group: list[Found] = field(default_factory=list)

    @property
    def location(self) -> Location:
        return self.line.place(self.start, self.end)

    @property
    def written(self) -> str:
        """The tag as an author would write it."""
        if self.sort is Sort.NOTE:
            return "{# … #}"
        if self.kind is Kind.OUTPUT and self.sort in (Sort.TAG, Sort.CLAUSE):
            return f"{{{{ {self.body} }}}}"
        word = self.kind.value if self.sort is Sort.TAG else self.sort.value
        prefix = f"{self.level.value} " if self.level.value else " "
        return f"{{%{prefix}{word}{' ' + self.body if self.body else ''} %}}"

    @property
    def is_control(self) -> bool:
        return self.sort is Sort.TAG and self.kind not in (Kind.OUTPUT, Kind.SET)


@dataclass(slots=True)
class Findings:
    """What is wrong with a file, in the order in which it is met."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(
        self,
        code: Rule,
        message: str,
        *places: Location,
        hint: str = "",
        severity: Severity | None = None,
    ) -> None:
        self.found.append(code.finding(message, *places, hint=hint, severity=severity))

    @property
    def errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.found)


def find_tags(line: Line, findings: Findings, *, after_open: bool = False) -> tuple[list[Found], bool]:
    """The tags of a line, and whether its last one is not closed in it.

    `after_open` says so of the line before: the end mark that this one holds is then no second fault.
    """
    found: list[Found] = []
    text, position = line.text, 0
    for sign in (OPEN, CLOSE):
        if sign in text:
            at = text.index(sign)
            hint = "Supprimez-le, et retapez le mot qui l’entoure."
            findings.add(
                BALISE, "Ce signe n’est pas admis dans un modèle.", line.place(at, at + 1), hint=hint
            )
    while match := OPENER.search(text, position):
        _outside(line, position, match.start(), findings, after_open and not found and not position)
        end = text.find(_ENDS[match.group()], match.end())
        again = OPENER.search(text, match.end())
        if end < 0 or (again and again.start() < end and match.group() != "{#"):
            _never_closed(line, match.start(), findings)
            return found, True
        if _too_much(line, match.start(), end + 2, len(found), findings):
            return found, False
        tag = _tag(line, match.start(), end + 2, findings)
        if tag is not None:
            found.append(tag)
        position = end + 2
    _outside(line, position, len(text), findings, after_open and not position)
    return found, False


def _too_much(line: Line, start: int, end: int, count: int, findings: Findings) -> bool:
    """True, after saying so, for a tag or a paragraph that no act has: bounds on time."""
    if end - start > MAX_TAG:
        message = f"Cette balise compte {end - start} caractères : c’est trop."
        findings.add(BALISE, message, line.place(start, start + 2), hint="Vérifiez où elle doit se fermer.")
    elif count == MAX_TAGS_IN_LINE:
        message = f"Ce paragraphe porte plus de {MAX_TAGS_IN_LINE} balises."
        findings.add(BALISE, message, line.place(start, end), hint="Coupez-le en plusieurs paragraphes.")
    else:
        return False
    return True


def _never_closed(line: Line, start: int, findings: Findings) -> None:
    opening = line.text[start : start + 2]
    findings.add(
        BALISE,
        f"La balise {opening} n’est pas fermée par {_ENDS[opening]} dans son paragraphe.",
        line.place(start, len(line.text)),
        hint=_closing_hint(line.text[start:], opening),
    )


def _closing_hint(rest: str, opening: str) -> str:
    """One brace where two are wanted is another slip than a tag that goes on in the next paragraph."""
    written = rest[2:].partition("}")[0].rstrip(" %#")
    if "}" in rest[2:] and not OPENER.search(written):
        return f"Il manque un signe\u00a0: écrivez {opening}{written} {_ENDS[opening]}."
    return "Écrivez la balise entière dans un seul paragraphe."


def _outside(line: Line, start: int, end: int, findings: Findings, after_open: bool) -> None:
    """Between tags no brace has any business: docxtpl may take it for the beginning of a tag."""
    text = line.text[start:end]
    for foreign in _FOREIGN.finditer(text):
        body = next(filter(None, foreign.groups()))
        findings.add(
            BALISE,
            f"« {foreign.group()} » n’est pas une balise d’actgen : ce texte serait imprimé tel quel.",
            line.place(start + foreign.start(), start + foreign.end()),
            hint=f"Si c’est une valeur, écrivez {{{{ {body} }}}} ; entre guillemets, mettez une espace de "
            "chaque côté du mot.",
            severity=Severity.WARNING,
        )
    brace = _BRACE.search(text)
    if brace is None or after_open:
        return
    at = start + brace.start()
    if single := _SINGLE_BRACES.search(text):
        body = single.group("body").strip("%# ")
        at, stop = start + single.start(), start + single.end()
        findings.add(
            BALISE,
            f"« {single.group()} » n’a que des accolades simples : ce n’est pas une balise.",
            line.place(at, stop),
            hint=f"Écrivez {{{{ {body} }}}} pour une valeur, {{% … %}} pour une condition ou une boucle.",
        )
        return
    mark = re.match(r"[%#}]?\}", line.text[at - 1 : at + 2].lstrip() if at else line.text[at : at + 2])
    said = mark.group() if mark and len(mark.group()) == 2 else line.text[at]
    findings.add(
        BALISE,
        f"« {said} » est hors de toute balise.",
        line.place(at, at + 1),
        hint="Complétez la balise, ou remplacez l’accolade par une parenthèse.",
    )


def _tag(line: Line, start: int, end: int, findings: Findings) -> Found | None:
    written = line.text[start:end]
    if written.startswith("{#"):
        return Found(line, start, end, Kind.OUTPUT, "", sort=Sort.NOTE)
    inside = written[2:-2]
    sign = inside[:1] if inside[:1] in "-+" else inside[-1:]
    body = normalised(inside)
    place = line.place(start, end)
    if body[:1] in ("-", "+") or body[-1:] in ("-", "+"):
        findings.add(
            BALISE,
            f"La balise {written} porte un « {sign.strip() or '-'} » qui supprimerait un texte voisin.",
            place,
            hint="Retirez ce signe : le paragraphe d’une balise disparaît de lui-même.",
        )
        body = body.strip("-+ ")
    if written.startswith("{{"):
        return _output(line, start, end, body, findings)
    return _statement(line, start, end, body, findings)


def _output(line: Line, start: int, end: int, body: str, findings: Findings) -> Found | None:
    level = ""
    if match := _LEVEL_OF_OUTPUT.match(body):
        level = (match.group("level") or "p").lower()
        body = body[match.end() :]
    if level in ("r", "tc", "tr"):
        _refuse_level(line, start, end, level, "{{ " + body + " }}", findings)
        return None
    sort = Sort.CLAUSE if CLAUSE_NAME.fullmatch(body) else Sort.TAG
    return Found(line, start, end, Kind.OUTPUT, body, Level(level), sort)


def _statement(line: Line, start: int, end: int, body: str, findings: Findings) -> Found | None:
    match = _STATEMENT.fullmatch(body)
    assert match is not None
    level, word = (match.group("level") or "").strip().lower(), match.group("word").lower()
    rest = match.group("rest").strip()
    written, place = line.text[start:end], line.place(start, end)
    if word not in _WORDS or is_else_if(f"{word} {rest}"):
        reason = _REFUSED.get(word, "")
        message = f"La balise {written} n’est pas admise. {reason}".strip()
        findings.add(BALISE, message, place, hint=tag_advice(f"{word} {rest}") + _ADMITTED)
        return None
    if level in ("r", "tc"):
        _refuse_level(line, start, end, level, f"{{% {word}{' ' + rest if rest else ''} %}}", findings)
        return None
    if word in ("partie", "finpartie"):
        return _part(line, start, end, Sort(word), rest, findings)
    return Found(line, start, end, Kind(word), rest, Level(level))


def _part(line: Line, start: int, end: int, sort: Sort, rest: str, findings: Findings) -> Found | None:
    rest = " ".join(rest.split())
    if sort is Sort.PART and not _PART.fullmatch(rest):
        findings.add(
            PARTIE,
            f"La balise {line.text[start:end]} ne nomme pas une partie dans les formes.",
            line.place(start, end),
            hint="Exemple : {%p partie annexe_1 hors-empreinte %}. Le nom est en minuscules, sans accent.",
        )
    if sort is Sort.END_OF_PART and rest:
        message = "La balise {%p finpartie %} ne prend aucun mot de plus."
        findings.add(PARTIE, message, line.place(start, end))
    return Found(line, start, end, Kind.OUTPUT, rest, Level.PARAGRAPHS, sort)


def _refuse_level(line: Line, start: int, end: int, level: str, right: str, findings: Findings) -> None:
    what, hint = {
        "tc": (
            "répéterait des cellules, ce qui changerait le nombre de colonnes",
            "Entourez des lignes entières avec {%tr … %}, ou des mots de la cellule avec {% … %}.",
        ),
        "tr": ("remplacerait une ligne de tableau", f"Écrivez {right}."),
        "r": ("remplacerait un texte", f"Écrivez {right}."),
    }[level]
    message = f"La balise {line.text[start:end]} {what} : elle n’est pas admise."
    findings.add(BALISE, message, line.place(start, end), hint=hint)


_HYPHENATED = re.compile(r"[^\W\d]\w*(?:-\w+)+")


def read_expressions(tags: Sequence[Found], findings: Findings) -> None:
    """Read what each tag prints, tests or repeats."""
    for tag in tags:
        try:
            _read(tag)
        except Refused as refused:
            message, hint = _hyphen(tag) or (refused.message, refused.hint)
            findings.add(refused.code, message, tag.location, hint=hint)


def _read(tag: Found) -> None:
    """Give a tag its expression. Raises Refused."""
    if tag.sort is not Sort.TAG or tag.kind is Kind.SET:
        return
    place = tag.location
    if tag.kind is Kind.FOR:
        tag.target, iterable, test = parse_for(tag.body)
        tag.expression = Expression(tag.body, iterable, place)
        tag.test = Expression(tag.body, test, place) if test is not None else None
    elif tag.kind in (Kind.OUTPUT, Kind.IF, Kind.ELIF):
        tag.expression = Expression(tag.body, parse_expression(tag.body), place)
    elif tag.body:
        hint = "Écrivez {% elif … %} pour une autre condition." if tag.kind is Kind.ELSE else ""
        raise Refused(EXPRESSION, f"La balise {tag.written} ne prend aucun mot de plus.", hint)


def _hyphen(tag: Found) -> tuple[str, str] | None:
    """What to say of a name written with a hyphen, which would be a subtraction."""
    language = " ".join(piece for piece, is_text in pieces(tag.body) if not is_text)
    match = _HYPHENATED.search(language)
    if match is None:
        return None
    right = match.group().replace("-", "_")
    return (
        f"La balise {tag.written} contient un nom avec un trait d’union.",
        f"Dans une balise, les mots d’un nom sont liés par un tiret bas : {right}.",
    )


def read_settings(tags: Sequence[Found], findings: Findings) -> tuple[Setting, ...]:
    """The names that a file defines at its top."""
    found: list[Setting] = []
    for tag in tags:
        try:
            target, node = parse_set(tag.body)
        except Refused as refused:
            findings.add(refused.code, refused.message, tag.location, hint=refused.hint)
            continue
        found.append(Setting(target, Expression(tag.body, node, tag.location)))
    return tuple(found)
