"""The tags of a line of a Word file: found whole whatever runs they are cut into, told apart, put right."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct, field

from actgen.acts.templating.pairing import PARTIE
from actgen.acts.templating.tags import (
    BALISE,
    CLAUSE_NAME,
    Sort,
    Tag,
    TagKind,
    is_else_if,
    normalised,
    tag_advice,
)
from actgen.acts.templating.word.lines import WordLine
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import Rule, rule

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
_PLAIN_BRACES = re.compile(r"\{\s*([^\W\d][\w.]{0,60})\s*\}")
_WORDS = ("if", "elif", "else", "endif", "for", "endfor", "set", "partie", "finpartie")
_STATEMENT = re.compile(
    rf"(?P<level>(?:p|tr)\s+|(?:p|tr)(?=(?:{'|'.join(_WORDS)})\b))?(?P<word>[^\W\d]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LEVEL_OF_OUTPUT = re.compile(r"(?P<level>p)\s+(?=\w)|(?P<glued>p)(?=clause\.)")
_PART = re.compile(r"([a-z][a-z0-9_]*)(\s+hors-empreinte)?(\s+dans-la-page)?")
_ADMITTED = "Les balises admises sont if, elif, else, endif, for, endfor, set, partie et finpartie."


MAX_TAG = 2_000  # characters
MAX_TAGS_IN_LINE = 500


class Around(StrEnum):
    """What a tag stands round: words of a paragraph, whole paragraphs, whole rows. Values: as written."""

    WORDS = ""
    PARAGRAPHS = "p"
    ROWS = "tr"


class WordTag(Tag, eq=False, kw_only=True):
    """A tag of a Word file: `text[start:end]` of its line, and what it stands round."""

    line: WordLine
    start: int
    end: int

    @property
    def level(self) -> Around:
        return Around(self.prefix)


class Findings(Struct):
    """What is wrong with a file, in the order in which it is met."""

    found: list[Diagnostic] = field(default_factory=list)

    def add(
        self, code: Rule, message: str, *places: Location, hint: str = "", severity: Severity | None = None
    ) -> None:
        self.found.append(code.finding(message, *places, hint=hint, severity=severity))

    @property
    def errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.found)


def find_tags(line: WordLine, findings: Findings, *, after_open: bool = False) -> tuple[list[WordTag], bool]:
    """The tags of a line, and whether its last one is not closed in it.

    `after_open` says so of the line before: the end mark that this one holds is then no second fault.
    """
    found: list[WordTag] = []
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


def _too_much(line: WordLine, start: int, end: int, count: int, findings: Findings) -> bool:
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


def _never_closed(line: WordLine, start: int, findings: Findings) -> None:
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


def _outside(line: WordLine, start: int, end: int, findings: Findings, after_open: bool) -> None:
    """Between tags no brace has any business: a tag that was meant would be printed as it is."""
    text = line.text[start:end]
    for foreign in _FOREIGN.finditer(text):
        findings.add(
            BALISE,
            f"« {foreign.group()} » n’est pas une balise d’actgen : ce texte serait imprimé tel quel.",
            line.place(start + foreign.start(), start + foreign.end()),
            hint="Si c’est une valeur, mettez à sa place une balise {{ … }} ; entre guillemets, mettez une "
            "espace de chaque côté du mot.",
            severity=Severity.WARNING,
        )
    brace = _BRACE.search(text)
    if brace is None or after_open:
        return
    at = start + brace.start()
    if single := _SINGLE_BRACES.search(text):
        at, stop = start + single.start(), start + single.end()
        findings.add(
            BALISE,
            f"« {single.group()} » n’a que des accolades simples : ce n’est pas une balise.",
            line.place(at, stop),
            hint="Mettez deux accolades, {{ … }}, autour d’une valeur, {% … %} autour d’une condition ou "
            "d’une boucle.",
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


def meant_name(finding: Diagnostic) -> str:
    """The name that a finding quotes as a tag of another program, or in single braces; "" of all others."""
    if finding.code != BALISE.name:
        return ""
    quoted = finding.message.partition("«")[2].rpartition("»")[0].strip()
    found = _FOREIGN.fullmatch(quoted) or _PLAIN_BRACES.fullmatch(quoted)
    return next(filter(None, found.groups())) if found else ""


def _tag(line: WordLine, start: int, end: int, findings: Findings) -> WordTag | None:
    written = line.text[start:end]
    if written.startswith("{#"):
        return _found(line, start, end, TagKind.OUTPUT, "", sort=Sort.NOTE)
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


def _found(
    line: WordLine, start: int, end: int, kind: TagKind, body: str, prefix: str = "", sort: Sort = Sort.TAG
) -> WordTag:
    place = line.place(start, end)
    return WordTag(kind, body, place, sort, str(prefix), line=line, start=start, end=end)


def _output(line: WordLine, start: int, end: int, body: str, findings: Findings) -> WordTag | None:
    level = ""
    if match := _LEVEL_OF_OUTPUT.match(body):
        level = (match.group("level") or "p").lower()
        body = body[match.end() :]
    sort = Sort.CLAUSE if CLAUSE_NAME.fullmatch(body) else Sort.TAG
    return _found(line, start, end, TagKind.OUTPUT, body, level, sort)


def _statement(line: WordLine, start: int, end: int, body: str, findings: Findings) -> WordTag | None:
    match = _STATEMENT.fullmatch(body)
    assert match is not None
    level, word = (match.group("level") or "").strip().lower(), match.group("word").lower()
    rest = match.group("rest").strip()
    written, place = line.text[start:end], line.place(start, end)
    if word not in _WORDS or is_else_if(f"{word} {rest}"):
        message = f"La balise {written} n’est pas admise."
        findings.add(BALISE, message, place, hint=tag_advice(f"{word} {rest}") + _ADMITTED)
        return None
    if word in ("partie", "finpartie"):
        return _part(line, start, end, Sort(word), rest, findings)
    return _found(line, start, end, TagKind(word), rest, level)


def _part(line: WordLine, start: int, end: int, sort: Sort, rest: str, findings: Findings) -> WordTag | None:
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
    return _found(line, start, end, TagKind.OUTPUT, rest, Around.PARAGRAPHS, sort)
