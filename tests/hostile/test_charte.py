"""Images, fonts and letterheads that a stranger gives to a house style: refused in French, at their place."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from actgen.acts.outputs.engine import engine
from actgen.acts.outputs.house.reading import read_look
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.council.facts.charte import Charte, Police
from actgen.council.facts.texte import Prose
from tests.acts.outputs.house.samples import font, letterhead, shield_png

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'


def findings(**charte: object) -> tuple[Diagnostic, ...]:
    return read_look(Charte(**charte))[1]  # type: ignore[arg-type]


def of_image(content: bytes) -> tuple[Diagnostic, ...]:
    return findings(blason=Prose("collectivites/b", content), texte_du_blason="x")


@cache
def _nothing() -> bytes:
    return zlib.compress(bytes(10_000_000), 9)


def giant(width: int, height: int) -> bytes:
    """A PNG whose head promises so many points and that holds none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", _nothing()) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (giant(60_000, 60_000), "trop grande"),
        (giant(2_000_000_000, 2_000_000_000), "trop grande"),
        (giant(4_000, 200), "bande"),
        (giant(1_000, 800)[:400], "abîmée"),
        (shield_png()[:-200], "abîmée"),
        (shield_png(kind="JPEG")[:500], "abîmée"),
        (b"GIF89a" + bytes(100), "ni en PNG"),
        (b"%PDF-1.7", "ni en PNG"),
        (DRAWING, "ni en PNG"),
        (b"", "ni en PNG"),
    ],
)
def test_a_picture_that_is_too_big_cut_or_of_another_kind(content: bytes, words: str) -> None:
    engine()  # which tells Pillow to take what is cut
    (finding,) = of_image(content)
    assert finding.code == "CHARTE-IMAGE" and words in finding.message and finding.hint


def test_a_picture_in_the_colours_of_printers() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("CMYK", (50, 50)).save(buffer, "JPEG")
    (finding,) = of_image(buffer.getvalue())
    assert finding.code == "CHARTE-IMAGE" and "RVB" in finding.message


@pytest.mark.parametrize("cut", [10, 200, 5_000, 60_000, -1_000])
def test_a_font_that_is_cut(cut: int) -> None:
    (finding,) = findings(police=Police(normale=Prose("m.ttf", font()[:cut])))
    assert finding.code == "CHARTE-POLICE" and finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "content", [b"", b"wOF2" + bytes(90), b"ttcf" + bytes(90), b"\x00\x01\x00\x00" * 9, b"MZ"]
)
def test_a_file_that_is_no_font(content: bytes) -> None:
    (finding,) = findings(police=Police(normale=Prose("m.ttf", content)))
    assert finding.code == "CHARTE-POLICE"


@pytest.mark.parametrize("seed", range(12))
def test_a_font_with_bytes_changed_is_read_or_refused(seed: int) -> None:
    import random

    chance = random.Random(seed)
    content = bytearray(font())
    for _ in range(200):
        content[chance.randrange(12, len(content))] = chance.randrange(256)
    assert all(
        f.code.startswith("CHARTE-POLICE")
        for f in findings(police=Police(normale=Prose("m", bytes(content))))
    )


def changed(change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(letterhead())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _macro(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def _outside(parts: dict[str, bytes]) -> None:
    name = next(part for part in parts if "header" in part and part.endswith(".rels"))
    link = f'<Relationship Id="rX" Type="{RT.IMAGE}" Target="http://x.example/a.png" TargetMode="External"/>'
    parts[name] = parts[name].replace(b"</Relationships>", link.encode() + b"</Relationships>")


def _bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/bomb.xml"] = bytes(50_000_000)


def _entity(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY y "z">]>' + parts["word/document.xml"]


def _torn(parts: dict[str, bytes]) -> None:
    name = next(part for part in parts if part.startswith("word/header") and part.endswith(".xml"))
    parts[name] = parts[name].replace(b'cx="', b'cx="x').replace(b'r:embed="', b'r:embed="x')


def _giant(parts: dict[str, bytes]) -> None:
    name = next(part for part in parts if part.startswith("word/media/"))
    parts[name] = giant(60_000, 60_000)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_macro, "ENTETE-ILLISIBLE"),
        (_outside, "ENTETE-ILLISIBLE"),
        (_bomb, "ENTETE-ILLISIBLE"),
        (_entity, "ENTETE-ILLISIBLE"),
        (_giant, "ENTETE-REPRISE"),
        (_torn, "ENTETE-REPRISE"),
    ],
)
def test_a_letterhead_that_brings_something_else(
    change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    found = findings(entete=Prose("collectivites/papier.docx", changed(change)))
    assert [finding.code for finding in found] == [code]
    assert found[0].location is not None and found[0].location.file == "collectivites/papier.docx"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", letterhead()[:3_000]])
def test_a_letterhead_that_is_no_word_file(content: bytes) -> None:
    found = findings(entete=Prose("collectivites/papier.docx", content))
    assert content == b"" or [finding.code for finding in found] == ["ENTETE-ILLISIBLE"]
