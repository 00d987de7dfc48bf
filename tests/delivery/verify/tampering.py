"""Changing an act behind its back, as a forger or a careless tool would: one fact at a time, by hand."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from actgen.acts.outputs.carried import NAME

_TEXT = re.compile(rb"\[<[0-9a-f<>\d. -]*\] TJ")
_CODE = re.compile(rb"<([0-9a-f]{4})>")
_STATED = re.compile(rb'^    (?:texte|nom|numero): (".*")$|^    (?:tete|lignes): (\[\[.*\]\])$', re.MULTILINE)
_LETTER = re.compile(r"[0-9A-Za-z]")


@contextmanager
def opened(content: bytes) -> Iterator[tuple[pikepdf.Pdf, io.BytesIO]]:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf, target
        pdf.save(target)


def source(content: bytes) -> bytes:
    """What a PDF carries."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return pdf.attachments[NAME].get_file().read_bytes()


def with_source(content: bytes, yaml: bytes) -> bytes:
    """The act with other data, sum and all: as carefully as a forger would."""
    with opened(content) as (pdf, target):
        stream = pdf.attachments[NAME].obj.EF.F
        stream.write(yaml)
        stream.Params.CheckSum = pikepdf.String(hashlib.md5(yaml, usedforsecurity=False).digest())
        stream.Params.Size = len(yaml)
    return target.getvalue()


def resealed(content: bytes) -> bytes:
    """The act with the hash of its bytes made anew."""
    from actgen.acts.outputs.pdf_seal import sealed

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.trailer["/ID"]
        pdf.save(target, deterministic_id=True)
    return sealed(target.getvalue())


# ---------------------------------------------------------------- at random


def printed_fact(content: bytes, chance: Random) -> tuple[bytes, str]:
    """One letter of one page drawn as another, chosen among those of its font; what was done."""
    with opened(content) as (pdf, target):
        page = pdf.pages[chance.randrange(len(pdf.pages))]
        drawing = page.Contents.read_bytes()
        places = [
            text.start() + code.start(1)
            for text in _TEXT.finditer(drawing)
            for code in _CODE.finditer(text[0])
        ]
        codes = readable(page)
        places = [place for place in places if drawing[place : place + 4] in codes]
        place = chance.choice(places)
        old = drawing[place : place + 4]
        new = chance.choice(sorted(code for code in codes if codes[code] != codes[old]))
        page.Contents.write(drawing[:place] + new + drawing[place + 4 :])
    return target.getvalue(), f"{codes[old]!r} is now {codes[new]!r}"


def readable(page: pikepdf.Page) -> dict[bytes, str]:
    """The codes that every font of a page knows, and their letter."""
    tables = [
        {
            code: letter
            for code, value in re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>", font.ToUnicode.read_bytes())
            if _LETTER.fullmatch(letter := chr(int(value, 16)))
        }
        for font in dict(page.Resources.Font).values()
    ]
    shared = set.intersection(*(set(table) for table in tables))
    return {code: tables[0][code] for code in shared}


def codes_of(page: pikepdf.Page) -> dict[str, bytes]:
    """The code of each letter that one font of a page has at least."""
    codes: dict[str, bytes] = {}
    for font in dict(page.Resources.Font).values():
        for code, value in re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>", font.ToUnicode.read_bytes()):
            codes.setdefault(chr(int(value, 16)), code)
    return codes


def stated_fact(content: bytes, chance: Random) -> tuple[bytes, str]:
    """One letter of one statement, in the data alone."""
    yaml = source(content)
    found = chance.choice(list(_STATED.finditer(yaml)))
    words = found[1] or found[2]
    told = json.loads(words)
    held = json.dumps(told, ensure_ascii=False)
    letters = [each.start() for each in _LETTER.finditer(held)]
    place = chance.choice(letters)
    new = chance.choice([sign for sign in "0123456789abcdefXYZ" if sign != held[place]])
    changed = held[:place] + new + held[place + 1 :]
    span = found.span(1 if found[1] else 2)
    return with_source(content, yaml[: span[0]] + changed.encode() + yaml[span[1] :]), held[:60]


def read_as_another(content: bytes, chance: Random) -> tuple[bytes, str]:
    """A font that says of one of its letters that it is another: a search finds what isn't seen."""
    with opened(content) as (pdf, target):
        page = pdf.pages[chance.randrange(len(pdf.pages))]
        font, found = chance.choice(list(_shown_letters(page)))
        other = chance.choice([b"0031", b"0039", b"0061", b"007a"])
        other = b"0078" if other == found[2] else other
        table = font.ToUnicode.read_bytes()
        font.ToUnicode.write(table[: found.start(2)] + other + table[found.end(2) :])
    return target.getvalue(), f"{found[0]!r} {other!r}"


def _shown_letters(page: pikepdf.Page) -> Iterator[tuple[Any, re.Match[bytes]]]:
    """Each letter that a page shows, in its font: its line in the table of letters."""
    shown = page.Contents.read_bytes()
    for _, font in sorted(dict(page.Resources.Font).items()):
        for line in re.finditer(rb"<([0-9a-f]{4})> <(00[3-7][0-9a-f])>\n", font.ToUnicode.read_bytes()):
            if _LETTER.fullmatch(chr(int(line[2], 16))) and _shown_in(font, page, line[1], shown):
                yield font, line


def _shown_in(font: Any, page: pikepdf.Page, code: bytes, shown: bytes) -> bool:
    """Whether a page shows a code in that font."""
    name = next(name for name, each in dict(page.Resources.Font).items() if each.objgen == font.objgen)
    parts = re.split(rb"(/\w+) [\d.]+ Tf", shown)
    return any(
        b"<" + code + b">" in text
        for face, text in zip(parts[1::2], parts[2::2], strict=True)
        if face == name.encode()
    )


def over_the_page(content: bytes, chance: Random) -> tuple[bytes, str]:
    """Something laid over a page, in one of the ways that tools have."""
    with opened(content) as (pdf, target):
        page = pdf.pages[chance.randrange(len(pdf.pages))]
        ways = [veiled, written_over, noted, cut, one_page_more, layered, with_a_file, asked]
        way = chance.choice(ways)
        way(pdf, page)
    return target.getvalue(), way.__name__


_VEIL = b"q 1 1 1 rg 90 300 300 40 re f Q"


def veiled(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.Contents.write(page.Contents.read_bytes() + b"\n/Artifact BMC " + _VEIL + b" EMC")


def written_over(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page.Resources.Font.Added = font
    page.contents_add(b"BT /Added 20 Tf 100 400 Td (99 voix) Tj ET")


def noted(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[90, 300, 300, 340], Contents="99 voix")
    page.obj.Annots = Array([*page.obj.get("/Annots", Array()), pdf.make_indirect(note)])


def cut(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.CropBox = Array([0, 200, 595, 842])


def one_page_more(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.add_blank_page(page_size=(595, 842))


def layered(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary())


def with_a_file(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.attachments["autre.txt"] = pikepdf.AttachedFileSpec(pdf, b"99 voix", filename="autre.txt")


def asked(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def said_otherwise(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    title = next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == "/H1")
    title.ActualText = pikepdf.String("99 voix")


def said_otherwise_on_the_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    drawing = page.Contents.read_bytes()
    page.Contents.write(drawing.replace(b"<</MCID 1>>", b"<</MCID 1/ActualText (99 voix)>>"))


def undrawn(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.Contents.write(page.Contents.read_bytes().replace(b"\nBT\n", b"\nBT\n3 Tr\n", 1))


def _a_font(page: pikepdf.Page) -> Any:
    return next(iter(dict(page.Resources.Font).values()))


def led_elsewhere(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    _a_font(page).DescendantFonts[0].CIDToGIDMap = pdf.make_stream(bytes(4000))


def shortened(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.MediaBox = page.obj.TrimBox = Array([0, 300, 595, 842])


def acting(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def added_behind(content: bytes, chance: Random) -> tuple[bytes, str]:
    """A version more behind the file, as editors of PDF save."""
    from pyhanko.pdf_utils.generic import NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer, target = IncrementalPdfFileWriter(io.BytesIO(content)), io.BytesIO()
    writer.root["/Version"] = NumberObject(chance.randrange(9))  # type: ignore[no-untyped-call]
    writer.update_root()  # type: ignore[no-untyped-call]
    writer.write(target)  # type: ignore[no-untyped-call]
    return target.getvalue(), "a version more"


RANDOM = (
    printed_fact,
    printed_fact,
    printed_fact,
    stated_fact,
    stated_fact,
    stated_fact,
    read_as_another,
    over_the_page,
    over_the_page,
    added_behind,
)
