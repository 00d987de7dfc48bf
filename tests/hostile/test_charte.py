"""Images, fonts and letterheads that a stranger gives to a house style: refused in French, at their place."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.charte import Charte, Police
from actgen.facts.texte import Prose
from actgen.outputs.engine import engine
from actgen.outputs.house.reading import read_look
from actgen.outputs.pdf import render_pdf
from tests.outputs.house.samples import SHIELD, font, letterhead, shield_png
from tests.outputs.sample_act import sample

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">\n'
)


def findings(**charte: object) -> tuple[Diagnostic, ...]:
    return read_look(Charte(**charte))[1]  # type: ignore[arg-type]


def of_image(content: bytes) -> tuple[Diagnostic, ...]:
    return findings(
        blason=Prose("collectivites/b", content),
        texte_du_blason="x",
        blason_word=Prose("collectivites/b.png", shield_png()),
    )


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "un programme"),
        ("<g><script href='x.js'/></g>", "un programme"),
        ("<rect width='1' height='1' onload='alert(1)'/>", "un programme"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "une page web"),
        ("<image href='http://x.example/a.png'/>", "une image"),
        ("<image xlink:href='file:///etc/passwd'/>", "une image"),
        ("<use href='http://x.example/a.svg#a'/>", "hors de lui-même"),
        ("<use xlink:href='file:///etc/passwd#a'/>", "hors de lui-même"),
        ("<use href='data:image/svg+xml,x#a'/>", "hors de lui-même"),
        ("<a href='javascript:alert(1)'><rect/></a>", "un lien"),
        ("<animate attributeName='href' to='http://x'/>", "une animation"),
        ("<set attributeName='onload' to='x'/>", "une animation"),
        ("<rect style='fill:url(http://x.example/a)'/>", "hors de lui-même"),
        ("<rect fill='url( \"//x.example/a\")'/>", "hors de lui-même"),
        ("<style>@import 'http://x.example/a.css';</style>", "hors de lui-même"),
        ("<style>rect{fill:u\\72l(http://x)}</style>", "hors de lui-même"),
        ("<text>Devise</text>", "du texte"),
        ("<video src='x'/>", "n’est pas du dessin"),
    ],
)
def test_a_drawing_that_acts_is_refused_at_its_line(inside: str, words: str) -> None:
    (finding,) = of_image(f"{HEAD}{inside}</svg>".encode())
    assert (finding.code, finding.severity) == ("CHARTE-SVG", Severity.ERROR)
    assert words.replace("n’est", "n'est").replace("'", "’") in finding.message.replace("'", "’")
    assert finding.location is not None and finding.location.line == 2


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + HEAD.encode()
        + b"<title>&x;</title></svg>",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD.encode() + b"</svg>",
        b'<?xml-stylesheet href="http://x.example/a.css"?>' + HEAD.encode() + b"</svg>",
        HEAD.encode(),
        HEAD.encode() + b"<g>" * 5_000 + b"</g>" * 5_000 + b"</svg>",
        SHIELD.replace(b'viewBox="0 0 100 120"', b""),
        SHIELD.replace(b'viewBox="0 0 100 120"', b'viewBox="0 0 nan 1"'),
        SHIELD.replace(b'viewBox="0 0 100 120"', b'viewBox="0 0 1000 1"'),
        b"<svg>" + b" " * 1_100_000 + b"</svg>",
        b"<?xml version='1.0'?><html/>",
        SHIELD.decode().encode("utf-16"),
    ],
)
def test_a_drawing_that_is_no_drawing_is_refused(content: bytes) -> None:
    (finding,) = of_image(content)
    assert finding.code in ("CHARTE-SVG", "CHARTE-IMAGE") and finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "inside",
    [
        "<path d='M 1 1 L x y z'/>",
        "<path d='M 1e999 1 L 5 5'/>",
        "<rect width='-5' height='nan' transform='rotate(x) skew()'/>",
        "<g transform='matrix(0 0 0 0 0 0)'><rect width='5' height='5'/></g>",
        "<linearGradient id='g'><stop offset='x'/></linearGradient><rect fill='url(#g)' width='9'/>",
        "<polygon points='1,1 2'/><circle r='1e308' cx='1e308'/>",
        "<style>rect{fill:;;}{{</style><rect width='5' height='5' style='stroke-dasharray:0,0;x'/>",
        "<use href='#rien'/><rect clip-path='url(#rien)' mask='url(#rien)' width='5' height='5'/>",
        "<pattern id='p' width='0' height='0'><rect/></pattern><rect fill='url(#p)' width='5' height='5'/>",
    ],
)
def test_a_drawing_of_nonsense_is_drawn_or_refused(inside: str) -> None:
    """Whatever is accepted is drawn by the engine without a word, at the first act as at the check."""
    charte = Charte(
        blason=Prose("b.svg", f"{HEAD}{inside}</svg>".encode()),
        texte_du_blason="x",
        blason_word=Prose("b.png", shield_png()),
    )
    look, found = read_look(charte)
    assert {finding.code for finding in found} <= {"CHARTE-SVG"}
    if not found:
        assert render_pdf(sample(), look)


def test_symbols_of_symbols_are_counted() -> None:
    levels = "".join(f"<g id='n{n + 1}'>" + f"<use href='#n{n}'/>" * 10 + "</g>" for n in range(12))
    (finding,) = of_image(
        f"{HEAD}<defs><g id='n0'><rect/></g>{levels}</defs><use href='#n12'/></svg>".encode()
    )
    assert finding.code == "CHARTE-SVG" and "20\u202f000" in finding.message.replace(" ", "\u202f")
    (finding,) = of_image(f"{HEAD}<g id='a'><use href='#a'/></g></svg>".encode())
    assert "lui-même" in finding.message


def test_what_drawing_programs_leave_for_themselves_is_dropped() -> None:
    noisy = SHIELD.replace(
        b"<defs>",
        b'<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>'
        b'<i:view xmlns:i="http://www.inkscape.org/x" i:href="http://x.example"/><!-- <script/> -->'
        b'<defs xmlns:i="http://www.inkscape.org/x" i:label="x"><filter id="f"><feImage href="http://x"/></filter>',
    )
    look, found = read_look(
        Charte(blason=Prose("b.svg", noisy), texte_du_blason="x", blason_word=Prose("b.png", shield_png()))
    )
    assert found == () and look.arms is not None
    for trace in (b"http://x", b"inkscape", b"script", b"filter", b"rdf"):
        assert trace not in look.arms.content


def giant(width: int, height: int) -> bytes:
    """A PNG whose head promises so many points and that holds none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


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
        (_macro, "ENTETE-EXTERIEUR"),
        (_outside, "ENTETE-EXTERIEUR"),
        (_bomb, "ENTETE-ILLISIBLE"),
        (_entity, "ENTETE-EXTERIEUR"),
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
