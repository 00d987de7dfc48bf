"""Bytes → text: size, encoding, line ends, characters and tabs, before any parser sees the file.

Which characters a file may hold: spaces of every width are spaces, invisible marks are refused.

A mark that turns the direction of a line, or that nobody sees, can make an act read otherwise than
what was checked: it is refused at its place, never dropped. So is one that no face of the acts has.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator

from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.base.rules import rule
from actgen.base.text.characters import missing_characters
from actgen.base.text.messages import say
from actgen.base.text.numbers import nombre
from actgen.base.text.patterns import pattern
from actgen.reading.nodes import SourceText

CARACTERE_INTERDIT = rule("CARACTERE-INTERDIT")

CARACTERE_SANS_POLICE = rule("CARACTERE-SANS-POLICE")

_MAX_FOUND = 20

# Every width of space is a space; the three that YAML 1.1 takes for line breaks are not spaces.
_SPACES = pattern("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BREAKS = "\u0085\u2028\u2029"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_FORBIDDEN = pattern(f"[{_CONTROL}{_BREAKS}{_BIDI}{_UNSEEN}{_NO_CHARACTER}{_PRIVATE}\ufffc\ufffd]")

_PASTED_ENDS = pattern(f"[\x0b\x0c{_BREAKS}]")
_DROPPED = pattern(f"(?!\ufffd){_FORBIDDEN.pattern}")

_KINDS = (
    (pattern(f"[{_BIDI}]"), "marque invisible qui change le sens d'écriture"),
    (pattern(f"[{_UNSEEN}]"), "caractère invisible"),
    (pattern(f"[{_BREAKS}]"), "saut de ligne que les éditeurs ne montrent pas"),
    (pattern(f"[{_CONTROL}]"), "caractère de commande"),
    (pattern("\ufffd"), "trace d'un caractère perdu par une conversion"),
)


def plain_spaces(text: str) -> str:
    """`text` with every width of space and every tab as one plain space; same length."""
    return _SPACES.sub(" ", text).replace("\t", " ")


def clean_value(text: str) -> str:
    """A value as it is kept: plain spaces, accents composed (a Mac may write them apart)."""
    if text.isascii():
        return text.replace("\t", " ")
    return unicodedata.normalize("NFC", plain_spaces(text))


def typed_text(text: str, end: str = "\n") -> str:
    """What is typed or pasted in a page, as a file may hold it: without the marks that nobody sees.

    `end`: what stands for an end of line that no keyboard types. The trace of a lost character stays, to be
    refused: what it was is not known.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DROPPED.sub("", _PASTED_ENDS.sub(end, text))


def showable(text: str) -> str:
    """`text` for a message: same length, each forbidden character shown as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text).replace("\t", " ")


def is_forbidden(text: str) -> str | None:
    """The first forbidden character of a value, or None."""
    found = _FORBIDDEN.search(text)
    return found.group() if found else None


def forbidden_character(character: str, *places: Location, mender: Mender) -> Diagnostic:
    """The finding for one kind of character, at each of its places."""
    kind = next(
        (name for pattern, name in _KINDS if pattern.match(character)), "caractère sans signification"
    )
    return CARACTERE_INTERDIT.finding(
        say("Caractère interdit, U+{point} : {kind}.", point=f"{ord(character):04X}", kind=say(kind)),
        *places,
        hint=say(
            "Effacez les caractères autour de cet endroit et tapez-les de nouveau au clavier ; "
            "ce caractère vient en général d'un copier-coller."
        ),
        mender=mender,
    )


def refusal(text: str) -> str:
    """Why a value or a text can't be put in a file, which then could not be read; empty when it can."""
    if sign := is_forbidden(text):
        finding = forbidden_character(sign, mender=Mender.SECRETAIRE)
        return f"{finding.message} {finding.hint}"
    if spoilt := _TWICE_ENCODED.search(text):
        told = say(_SPOILT, sign=spoilt.group())
        return f"{told} {say('Tapez de nouveau ces mots au clavier.')}"
    return ""


def find_forbidden(raw_lines: tuple[str, ...], source: SourceText, mender: Mender) -> tuple[Diagnostic, ...]:
    """One finding for each forbidden character, with its first places."""
    places: dict[str, list[Location]] = {}
    for number, line in enumerate(raw_lines):
        for match in _FORBIDDEN.finditer(line):
            known = places.setdefault(match.group(), [])
            if len(known) < _MAX_FOUND:
                known.append(source.place(number, match.start()))
        if len(places) >= _MAX_FOUND:
            break
    return tuple(forbidden_character(char, *found, mender=mender) for char, found in places.items())


def unprintable(
    text: str, place: Callable[[int, int], Location | None], mender: Mender = Mender.SECRETAIRE
) -> Iterator[Diagnostic]:
    """A finding for each run of characters of a text that can't be printed; `place`: from where to where."""
    if missing := missing_characters(text):
        run = pattern(f"[{''.join(map(re.escape, sorted(missing)))}]+")
        for match in run.finditer(text):
            yield _finding(match[0], place(match.start(), match.end()), mender)


def _finding(signs: str, place: Location | None, mender: Mender) -> Diagnostic:
    message = (
        say(
            "« {signs} » (U+{code}) ne peut pas être imprimé.",
            signs=showable(signs),
            code=f"{ord(signs):04X}",
        )
        if len(signs) == 1
        else say("« {signs} » ne peut pas être imprimé.", signs=showable(signs))
    )
    return CARACTERE_SANS_POLICE.finding(message, place, hint=_remedy(signs), mender=mender)


def _remedy(signs: str) -> str:
    if is_forbidden(signs):
        return say("Effacez les caractères autour de cet endroit et tapez-les de nouveau au clavier.")
    plain = unicodedata.normalize("NFKC", signs)
    if not missing_characters(plain):
        return say("Écrivez « {plain} » à la place.", plain=plain)
    return say(
        "Remplacez-le par un mot : les actes emploient l'alphabet latin, l'alphabet grec et les signes "
        "courants (☒ ☐ ✔ ✗ ⇒ ► ★)."
    )


YAML_TROP_GROS = rule("YAML-TROP-GROS")
YAML_BINAIRE = rule("YAML-BINAIRE")
YAML_ENCODAGE = rule("YAML-ENCODAGE")
YAML_TABULATION = rule("YAML-TABULATION")

MAX_BYTES = 1_000_000
_MAX_PLACES = 20

_SIGNATURES = (
    (b"PK\x03\x04", "un document Word, LibreOffice ou Excel, ou une archive"),
    (b"\xd0\xcf\x11\xe0", "un ancien document Word ou Excel"),
    (b"%PDF-", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
)

# Letters of a French text in UTF-8, as they never occur in one written in cp1252 (Ã, Å, â€, Â»).
_UTF8_LETTER = pattern(rb"\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x90-\xbf]|\xe2\x82\xac|\xc2[\xa0-\xbf]")
# Signs that, in a French file read as cp1252, betray another code page (Mac, MS-DOS).
_DOUBTFUL_1252 = pattern(
    "[\u0160\u0161\u017d\u017e\u0192\u02c6\u02dc\u201a\u201e\u2020\u2021\u2030\u2039\u203aÐÞðþ\u00a4-\u00a6\u00ac]"
)
# UTF-8 read as cp1252 and saved again: « Ã© » for « é ».
_TWICE_ENCODED = pattern("Ã[\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]|â€|Â[\u00a0«»°]")
_SPOILT = "« {sign} » : un accent a été abîmé par une conversion."
_TAB_INDENT = pattern(r"^ *\t[ \t]*(?=[^\s#])")

_SAVE_AS_UTF8 = "Ouvrez le fichier dans votre éditeur de texte et enregistrez-le avec l'encodage UTF-8."


def decode(
    content: bytes, file: str, mender: Mender = Mender.SECRETAIRE, limit: int = MAX_BYTES
) -> tuple[SourceText | None, tuple[Diagnostic, ...]]:
    """The text of a file, or why it can't be read; with text, the findings are empty.

    UTF-8 with or without BOM, UTF-16 with BOM (Windows Notepad's "Unicode"), and cp1252 where no
    sign contradicts it. Line ends CRLF, CR and LF are one; lines and columns stay those of the file.
    """
    if len(content) > limit:
        return None, (_too_big(len(content), limit, file, mender),)
    text = _utf16(content) if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None
    if text is None and (b"\x00" in content or content.startswith(tuple(sign for sign, _ in _SIGNATURES))):
        return None, (_binary(content, file, mender),)
    if text is None:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            text = _cp1252(content)
            if text is None:
                return None, (_unsure_bytes(content, error.start, file, mender),)
    return _checked(_lines(text.removeprefix("\ufeff")), file, mender)


_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def encoding_of(content: bytes) -> tuple[str, bytes]:
    """The codec of a file that `decode` can read, and the mark before its text."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return codec, mark
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", b""
    return "utf-8", b""


def text_of(content: bytes) -> str:
    """The text of a file for a person, its ends of lines as they are; U+FFFD for what can't be read."""
    codec, mark = encoding_of(content)
    return content[len(mark) :].decode(codec, errors="replace")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _checked(
    raw: tuple[str, ...], file: str, mender: Mender
) -> tuple[SourceText | None, tuple[Diagnostic, ...]]:
    source = SourceText(file, tuple(map(plain_spaces, raw)), tuple(map(showable, raw)))
    findings = (
        find_forbidden(raw, source, mender) + _twice_encoded(source, mender) + _tabs(raw, source, mender)
    )
    return (None if findings else source), findings


def _utf16(content: bytes) -> str | None:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _cp1252(content: bytes) -> str | None:
    if _UTF8_LETTER.search(content):
        return None
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _DOUBTFUL_1252.search(text) else text


def _too_big(size: int, limit: int, file: str, mender: Mender) -> Diagnostic:
    return YAML_TROP_GROS.finding(
        say(
            "Le fichier pèse {size} octets ; la limite est de {limit}.",
            size=nombre(size),
            limit=nombre(limit),
        ),
        Location(file),
        hint=say("Les longs textes s'écrivent dans un document Word ou Markdown placé à côté du fichier."),
        mender=mender,
    )


def _binary(content: bytes, file: str, mender: Mender) -> Diagnostic:
    kind = next((name for sign, name in _SIGNATURES if content.startswith(sign)), "")
    nul = content.find(b"\x00")
    whole = kind or nul < 0 or content.count(b"\x00") * 3 > len(content)  # or but a place of a text
    return YAML_BINAIRE.finding(
        say("Ce fichier n'est pas un texte : c'est {kind}.", kind=kind)
        if kind
        else say("Ce fichier n'est pas un texte : il contient des octets qu'aucun éditeur de texte n'écrit."),
        Location(file) if whole else _place(content, nul, file),
        hint=say("Indiquez le fichier YAML, dont le nom se termine par « .yaml »."),
        mender=mender,
    )


def _place(content: bytes, offset: int, file: str) -> Location:
    """Where a byte is, in a text that can't be read whole."""
    before = content[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n")
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace").removeprefix("\ufeff"))
    raw = _lines(content.decode("utf-8", errors="replace").removeprefix("\ufeff"))
    source = SourceText(file, raw, tuple(map(showable, raw)))
    return source.place(line, column)


def _unsure_bytes(content: bytes, offset: int, file: str, mender: Mender) -> Diagnostic:
    return YAML_ENCODAGE.finding(
        say(
            "À partir d'ici, les accents ne peuvent pas être lus avec certitude (octet {byte}).",
            byte=f"{content[offset]:02X}",
        ),
        _place(content, offset, file),
        hint=say(_SAVE_AS_UTF8),
        mender=mender,
    )


def _twice_encoded(source: SourceText, mender: Mender) -> tuple[Diagnostic, ...]:
    for number, line in enumerate(source.shown):
        if match := _TWICE_ENCODED.search(line):
            finding = YAML_ENCODAGE.finding(
                say(_SPOILT, sign=match.group()),
                source.place(number, match.start(), len(match.group())),
                hint=say("Corrigez les accents dans le fichier, puis enregistrez-le avec l'encodage UTF-8."),
                mender=mender,
            )
            return (finding,)
    return ()


def _tabs(raw: tuple[str, ...], source: SourceText, mender: Mender) -> tuple[Diagnostic, ...]:
    places = []
    count = 0
    for number, line in enumerate(raw):
        if "\t" in line and (match := _TAB_INDENT.match(plain_tabs_only(line))):
            count += 1
            if count <= _MAX_PLACES:
                places.append(source.place(number, line.index("\t"), len(match.group()) - line.index("\t")))
    if not count:
        return ()
    lines = "Une ligne commence" if count == 1 else f"{count} lignes commencent"
    finding = YAML_TABULATION.finding(
        say("{lines} par une tabulation ; le retrait se fait avec des espaces.", lines=lines),
        *places,
        hint=say("Remplacez chaque tabulation par deux espaces."),
        mender=mender,
    )
    return (finding,)


def plain_tabs_only(line: str) -> str:
    """`line` with its spaces made plain, its tabs kept."""
    return "\t".join(map(plain_spaces, line.split("\t")))
