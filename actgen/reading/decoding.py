"""Bytes → text: size, encoding, line ends, characters and tabs, before any parser sees the file."""

from __future__ import annotations

import codecs
import re

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.reading.characters import find_forbidden, plain_spaces, showable
from actgen.reading.source_text import SourceText
from actgen.rules import rule
from actgen.text.messages import say
from actgen.text.numbers import nombre

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
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x90-\xbf]|\xe2\x82\xac|\xc2[\xa0-\xbf]")
# Signs that, in a French file read as cp1252, betray another code page (Mac, MS-DOS).
_DOUBTFUL_1252 = re.compile(
    "[\u0160\u0161\u017d\u017e\u0192\u02c6\u02dc\u201a\u201e\u2020\u2021\u2030\u2039\u203aÐÞðþ\u00a4-\u00a6\u00ac]"
)
# UTF-8 read as cp1252 and saved again: « Ã© » for « é ».
_TWICE_ENCODED = re.compile("Ã[\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]|â€|Â[\u00a0«»°]")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*(?=[^\s#])")

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
    return YAML_BINAIRE.finding(
        say("Ce fichier n'est pas un texte : c'est {kind}.", kind=kind)
        if kind
        else say("Ce fichier n'est pas un texte : il contient des octets qu'aucun éditeur de texte n'écrit."),
        Location(file),
        hint=say("Indiquez le fichier YAML, dont le nom se termine par « .yaml »."),
        mender=mender,
    )


def _unsure_bytes(content: bytes, offset: int, file: str, mender: Mender) -> Diagnostic:
    before = content[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n")
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8").removeprefix("\ufeff"))
    raw = _lines(content.decode("utf-8", errors="replace").removeprefix("\ufeff"))
    source = SourceText(file, raw, tuple(map(showable, raw)))
    return YAML_ENCODAGE.finding(
        say(
            "À partir d'ici, les accents ne peuvent pas être lus avec certitude (octet {byte}).",
            byte=f"{content[offset]:02X}",
        ),
        source.place(line, column),
        hint=say(_SAVE_AS_UTF8),
        mender=mender,
    )


def _twice_encoded(source: SourceText, mender: Mender) -> tuple[Diagnostic, ...]:
    for number, line in enumerate(source.shown):
        if match := _TWICE_ENCODED.search(line):
            finding = YAML_ENCODAGE.finding(
                say("« {sign} » : un accent a été abîmé par une conversion.", sign=match.group()),
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
