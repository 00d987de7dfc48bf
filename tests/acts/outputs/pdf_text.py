"""The text of a PDF as a screen reader gets it: along its structure, through its fonts' own maps."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.acts.outputs.conformity.tags import Tagged

_MAPPED = re.compile(rb"<([0-9a-f]{4})> <((?:[0-9a-f]{4})+)>\n")
_INLINE = ("/Span", "/NonStruct")
Piece = tuple[int, str]  # page, text; a text of one new line where a line or a block ends


def page_texts(content: bytes, *, margins: bool = False) -> list[str]:
    """The text of each page, list marks left out; with `margins`, what runs at the head and foot too."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = [_drawn(page) for page in pdf.pages]
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        texts = [""] * len(drawn)
        for number, text in _read(pdf.Root.StructTreeRoot.K, drawn, numbers):
            texts[number] += text
        if margins:
            texts = [text + "\n" + "\n".join(rest.values()) for text, rest in zip(texts, drawn, strict=True)]
    return texts


def words(content: bytes) -> list[str]:
    """The words of the body in reading order, those cut at a line's end made whole.

    The hyphen at the cut is the line's or the word's own (« accord-cadre »).
    """
    text = re.sub("\u00ad\\s*", "", "\n".join(page_texts(content)))
    return re.sub(r"(?<=[\w…]-)\n+(?=\w)", "", text).split()


def languages(content: bytes) -> list[tuple[str, str]]:
    """The words of each element that says a language, and which, in reading order."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = [_drawn(page) for page in pdf.pages]
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        told = [element for element in Tagged(pdf).elements if "/Lang" in element]
        return [
            ("".join(text for _, text in _read(each, [{**page} for page in drawn], numbers)), str(each.Lang))
            for each in told
        ]


def _read(node: Any, drawn: list[dict[int, str]], numbers: dict[Any, int], page: int = 0) -> Iterator[Piece]:
    if isinstance(node, pikepdf.Array):
        for kid in list(node):
            yield from _read(kid, drawn, numbers, page)
    elif isinstance(node, pikepdf.Dictionary) and "/K" in node and node.S != "/Lbl":
        page = numbers[node.Pg.objgen] if "/Pg" in node else page
        yield from _read(node.K, drawn, numbers, page)
        if str(node.S) not in _INLINE:
            yield page, "\n"
    elif isinstance(node, int):
        yield page, drawn[page].pop(node, " ")  # a space alone is marked, and nothing is drawn for it


def _drawn(page: pikepdf.Page) -> dict[int, str]:
    """Text by mark on this page, below 0 for its furniture; a new line where one line follows another."""
    maps = {name: _letters(font) for name, font in page.Resources.Font.items()}
    texts: dict[int, str] = {}
    letters: dict[int, str] = {}
    mark, furniture, line, previous = 0, 0, 0.0, 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC":
                furniture -= operands[0] == "/Artifact"
                mark = furniture if operands[0] == "/Artifact" else int(operands[1].MCID)
            case "Tm":
                line = float(operands[5])
            case "Tf":
                letters = maps[str(operands[0])]
            case "TJ" | "Tj":
                shown = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
                text = "".join(letters[int.from_bytes(codes[n : n + 2])] for n in range(0, len(codes), 2))
                texts[mark] = texts.get(mark, "" if line == previous else "\n") + text
                previous = line
    return texts


def _letters(font: Any) -> dict[int, str]:
    pairs = _MAPPED.findall(bytes(font.ToUnicode.read_bytes()))
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
