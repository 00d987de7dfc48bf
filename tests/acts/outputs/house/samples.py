"""House styles made up for the tests: a shield that is nobody's, a typeface renamed, a letterhead."""

from __future__ import annotations

import io
from functools import cache

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from actgen.acts.outputs.fonts import font_folder


@cache
def shield_png(width: int = 250, height: int = 300, kind: str = "PNG") -> bytes:
    """A shield."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.polygon([(10, 10), (width - 10, 10), (width - 10, height // 2), (width // 2, height - 10)], "#1f3a5f")
    pen.polygon([(10, 10), (10, height // 2), (width // 2, height - 10)], "#f0c419")
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


@cache
def font(face: str = "Spectral-Regular", name: str = "Mairie d’essai", licence: int = 0) -> bytes:
    """A face under another name, with these licence bits."""
    with TTFont(font_folder() / f"{face}.ttf", recalcTimestamp=False) as made:
        made["OS/2"].fsType = licence
        for record in made["name"].names:
            if record.nameID in (1, 16):
                record.string = name
        buffer = io.BytesIO()
        made.save(buffer)
    return buffer.getvalue()


def letterhead(
    *, alt: str = "Logo de la commune d’essai", foot: str = "1 rue de l’École · Tél. 03 00 00 00 00"
) -> bytes:
    """What a secretary draws in Word: logo and name side by side above, address and page below."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Cm(4.5), Cm(2.5)
    section.left_margin = section.right_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    table = section.header.add_table(1, 2, Cm(17))
    table.columns[0].width, table.columns[1].width = Cm(4), Cm(13)
    for cell, width in zip(table.rows[0].cells, (Cm(4), Cm(13)), strict=True):
        cell.width = width
    picture = table.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(shield_png()), height=Cm(2.6))
    picture._inline.docPr.set("descr", alt)
    words = table.cell(0, 1).paragraphs[0]
    words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = words.add_run("MAIRIE D’ESSAI")
    run.bold, run.font.size = True, Pt(18)
    table.cell(0, 1).add_paragraph("Le bourg au bord de l’eau").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(f"{foot} · page ").font.size = Pt(8.5)
    _page_number(line)
    return saved(made)


def _page_number(line: Paragraph) -> None:
    run = line.add_run()
    run.font.size = Pt(8.5)
    for kind in ("begin", "separate", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        if kind == "separate":
            code = OxmlElement("w:instrText")
            code.text = " PAGE "
            run._r.append(code)
        run._r.append(mark)


def saved(made: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
