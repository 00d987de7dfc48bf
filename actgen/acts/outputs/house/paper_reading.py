"""The heads and feet of a Word letterhead made HTML in one pass, and what they lose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.part import Part, XmlPart

from actgen.acts.outputs.docx.check import TAGS
from actgen.acts.outputs.docx.letterhead import BODY_MARK, fill
from actgen.acts.outputs.docx.markup import Element, drawn_words, local, name, plain_text
from actgen.acts.outputs.docx.styles import StyleChains
from actgen.acts.outputs.house.images import read_raster
from actgen.acts.outputs.house.look import Picture
from actgen.acts.outputs.house.paper import PAGE, PAGES, Heads, Paper, Strip
from actgen.acts.outputs.symbols import in_symbols, is_symbolic, symbol
from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.base.rules import Rule, rule
from actgen.base.text.characters import missing_characters
from actgen.base.text.messages import say

ENTETE_IMAGE = rule("ENTETE-IMAGE")
ENTETE_MARGES = rule("ENTETE-MARGES")
ENTETE_REPRISE = rule("ENTETE-REPRISE")

WITHOUT_TEXT = "Image du papier à en-tête"  # a picture must be told of in a tagged PDF
_SIZE, _SMALLEST, _LARGEST = 11.0, 5.0, 40.0  # points
_WIDEST, _TALLEST = 180.0, 120.0  # millimetres, of a picture
_EMU = 36_000  # a millimetre
_DEEPEST = 6  # tables in tables
_TEXT = {"br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_THROUGH = ("hyperlink", "ins", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml")
_OFF = ("0", "false", "off", "none", "nil")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_SIDES = {"center": "center", "right": "right", "end": "right", "decimal": "right"}
_COUNTED = {"PAGE": PAGE, "NUMPAGES": PAGES, "SECTIONPAGES": PAGES}
_DRAWINGML = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FLOATS = {"left": "float:left;margin-right:4mm;", "right": "float:right;margin-left:4mm;"}
_CLEAR = '<div class="fin-de-ligne"></div>'


@lru_cache(maxsize=4)
def read_paper(letterhead: bytes, values: tuple[tuple[str, str | bool], ...]) -> Paper:
    """A letterhead accepted by `check_letterhead`, filled with the running texts of an act."""
    return PaperReader(fill(letterhead, dict(values))).paper()


class PaperReader(StyleChains):
    """Reads one file. `lost` are pictures and signs left out, `unnamed` pictures without words, by part."""

    def __init__(self, document: WordDocument) -> None:
        super().__init__(document)
        self._document = document
        self._defaults = self.root.find(f"{name('docDefaults')}/{name('rPrDefault')}/{name('rPr')}")
        self._part: Part = document.part
        self._where = ""
        self.lost: list[tuple[str, str]] = []
        self.unnamed: list[tuple[str, str]] = []

    def paper(self) -> Paper:
        """What a letterhead shows, its body marked."""
        self._part, self._where = self._document.part, "corps"
        body = self._document.element.body
        mark = next((rank for rank, node in enumerate(body) if plain_text(node) == BODY_MARK), len(body))
        above, end = self._strip(body[:mark], 0), self._strip(body[mark + 1 :], 0)
        tags = (name("headerReference"), name("footerReference"))
        sections = self._document.sections
        # the first that has heads or feet: those that follow take them over
        bearing = next((s for s in sections if any(child.tag in tags for child in s._sectPr)), sections[0])
        section, others = sections[0], self._heads(bearing._sectPr, "default", "")
        own = bearing.different_first_page_header_footer
        return Paper(
            first=self._heads(bearing._sectPr, "first", " de première page") if own else others,
            others=others,
            above=above,
            end=end,
            top=_mm(section.top_margin, 25),
            right=_mm(section.right_margin, 25),
            bottom=_mm(section.bottom_margin, 23),
            left=_mm(section.left_margin, 25),
            head_at=_mm(section.header_distance, 12.5),
            foot_at=_mm(section.footer_distance, 12.5),
        )

    def _heads(self, section: Element, kind: str, page: str) -> Heads:
        return Heads(
            self._story(section, "headerReference", kind, f"en-tête{page}"),
            self._story(section, "footerReference", kind, f"pied de page{page}"),
        )

    def _story(self, section: Element, tag: str, kind: str, where: str) -> Strip:
        """A header or a footer; found by its relation, which filling has changed."""
        relations = self._document.part.rels
        for reference in section.findall(name(tag)):
            key = reference.get(f"{_RELATED}id", "")
            if reference.get(name("type")) == kind and key in relations:
                part = relations[key].target_part
                if isinstance(part, XmlPart):
                    self._part, self._where = part, where
                    return self._strip(part.element, 0)
        return Strip()

    def _strip(self, nodes: Iterable[Element], depth: int) -> Strip:
        """Blocks without the empty lines at the two ends: Word wants one after each table."""
        found = list(self._blocks(nodes, depth))
        while found and not _shows(found[-1]):
            found.pop()
        while found and not _shows(found[0]):
            found.pop(0)
        made = sum(found, Strip())
        return made + Strip(_CLEAR) if any(side in made.html for side in _FLOATS.values()) else made

    def _blocks(self, nodes: Iterable[Element], depth: int) -> Iterator[Strip]:
        for node in nodes:
            tag = local(node)
            if tag == "p":
                yield self._line(node)
                for box in node.iter(name("txbxContent")):
                    if depth < _DEEPEST and not any(
                        local(each) == "Fallback" for each in box.iterancestors()
                    ):
                        yield self._strip(box, depth + 1)
            elif tag == "tbl" and depth < _DEEPEST:
                yield self._grid(node, depth)
            elif tag in _THROUGH:
                yield from self._blocks(node, depth)

    def _grid(self, node: Element, depth: int) -> Strip:
        widths = [_whole(column.get(name("w")), 1) for column in node.iterfind(f"{name('tblGrid')}/*")]
        made = Strip('<div class="grille">')
        for row in node.findall(name("tr")):
            cells, place = [], 0
            for cell in row.findall(name("tc")):
                span = cell.find(f"{name('tcPr')}/{name('gridSpan')}")
                columns = 1 if span is None else min(_whole(span.get(name("val")), 1), 60)
                cells.append((sum(widths[place : place + columns]) or 1, self._strip(cell, depth + 1)))
                place += columns
            total = sum(width for width, _ in cells)
            made += Strip('<div class="rangee">')
            for width, inside in cells:
                share = f"{100 * width / total:.4g}"
                made += Strip(f'<div class="case" style="width:{share}%;flex:{share}">') + inside
                made += Strip("</div>")
            made += Strip("</div>")
        return made + Strip("</div>")

    def _line(self, line: Element) -> Strip:
        """A paragraph, a column for each of its tabs."""
        columns, apart, code, counts = [Strip()], Strip(), "", False
        in_field = in_result = False
        for run in _runs(line):
            if self._flag(run, line, "vanish"):
                continue
            if local(run) == "fldSimple":
                columns[-1] += self._number(_counted(run.get(name("instr"), "")), run, line)
                continue
            for child in run:
                tag = local(child)
                if tag == "fldChar":
                    kind = child.get(name("fldCharType"), "")
                    if kind == "begin":
                        in_field, in_result, code, counts = True, False, "", False
                    elif kind == "separate" or not in_result:
                        in_result, counts = True, bool(_counted(code))
                        columns[-1] += self._number(_counted(code), run, line)
                    if kind == "end":
                        in_field = in_result = counts = False
                elif tag == "instrText":
                    code += child.text or ""
                elif counts or (in_field and not in_result):
                    continue
                elif tag in ("tab", "ptab"):
                    columns.append(Strip())
                elif tag in ("drawing", "AlternateContent"):
                    for side, picture in self._pictures(child):
                        if side:
                            apart += picture
                        else:
                            columns[-1] += picture
                else:
                    columns[-1] += self._words(self._said(child, run), run, line)
        return self._laid(line, columns, apart)

    def _laid(self, line: Element, columns: list[Strip], apart: Strip) -> Strip:
        align = _SIDES.get(_val(self.setting(line, name("jc"))), "left")
        style = f"text-align:{align};"
        spacing, borders = self.setting(line, name("spacing")), self.setting(line, name("pBdr"))
        if spacing is not None:
            before, after = (
                min(_whole(spacing.get(name(side)), 0), 1440) / 20 for side in ("before", "after")
            )
            style += f"margin:{before:g}pt 0 {after:g}pt;"
        for side in ("top", "bottom"):
            drawn = None if borders is None else borders.find(name(side))
            if drawn is not None and _val(drawn) not in _OFF:
                style += f"border-{side}:0.5pt solid;padding-{side}:1pt;"
        lines = tuple(words for column in columns if (words := " ".join("".join(column.lines).split())))
        shown = tuple(picture for column in (apart, *columns) for picture in column.pictures)
        if len(columns) == 1:
            inside = columns[0].html or "<br>" * (not apart.html)
            return Strip(f'{apart.html}<p style="{style}">{inside}</p>', lines, shown)
        sides = self._stops(line) or (("left", "right") if len(columns) == 2 else ("left", "center", "right"))
        cells = "".join(
            f'<div class="colonne" style="text-align:{sides[min(rank, len(sides) - 1)]}"><p>{column.html}</p>'
            "</div>"
            for rank, column in enumerate(columns)
        )
        return Strip(f'{apart.html}<div class="ligne" style="{style}">{cells}</div>', lines, shown)

    def _stops(self, line: Element) -> tuple[str, ...]:
        """The alignment of what stands before its tabs and after each, where its style or itself says so."""
        stops: dict[int, str] = {}
        for owner in (*reversed(self.chain_of(line)), line):
            for stop in owner.findall(f"{name('pPr')}/{name('tabs')}/{name('tab')}"):
                place, kind = _whole(stop.get(name("pos")), 0), _val(stop)
                if kind == "clear":
                    stops.pop(place, None)
                elif kind != "bar":
                    stops[place] = _SIDES.get(kind, "left")
        return ("left", *(stops[place] for place in sorted(stops))) if stops else ()

    def _said(self, child: Element, run: Element) -> str:
        """The characters of a piece of a run; a sign that has none is told."""
        tag = local(child)
        if tag == "t":
            fonts = run.find(f"{name('rPr')}/{name('rFonts')}")
            font = "" if fonts is None else fonts.get(name("ascii"), "")
            text = child.text or ""
            read = in_symbols(font, text) if is_symbolic(font) else text
            if len(read) < len(text):
                self.lost.append((self._where, "symbole"))
            return read
        if tag == "sym":
            sign = symbol(child.get(name("font"), ""), child.get(name("char"), ""))
            self.lost += [] if sign else [(self._where, "symbole")]
            return sign
        if tag == "object" or (tag == "pict" and any(local(each) == "imagedata" for each in child.iter())):
            self.lost.append((self._where, "objet" if tag == "object" else "image"))
        return _TEXT.get(tag, "")

    def _words(self, text: str, run: Element, line: Element) -> Strip:
        if not text:
            return Strip()
        text = text.upper() if self._flag(run, line, "caps") else text
        style = f"font-size:{self._size(run, line):g}pt;"
        style += "font-weight:bold;" if self._flag(run, line, "b") else ""
        style += "font-style:italic;" if self._flag(run, line, "i") else ""
        style += "text-decoration:underline;" if self._flag(run, line, "u") else ""
        colour = _val(self._found(run, line, "color"))
        style += f"color:#{colour.lower()};" if _COLOUR.fullmatch(colour) and colour != "000000" else ""
        shown = escape(text, quote=False).replace("\n", "<br>")
        return Strip(f'<span style="{style}">{shown}</span>', (text,))

    def _number(self, counted: str, run: Element, line: Element) -> Strip:
        if not counted:
            return Strip()
        size = self._size(run, line)
        return Strip(f'<span class="{counted[1:-1]}" style="font-size:{size:g}pt"></span>', (counted,))

    def _pictures(self, drawing: Element) -> Iterator[tuple[str, Strip]]:
        """The pictures of a drawing, and whether each stands apart from its line."""
        for frame in drawing.iter(*(f"{_WP}{kind}" for kind in ("inline", "anchor"))):
            about = next((child for child in frame if local(child) == "docPr"), None)
            alt = "" if about is None else (about.get("descr") or about.get("title") or "").strip()
            for blip in frame.iter(f"{_DRAWINGML}blip"):
                picture = self._picture(blip.get(f"{_RELATED}embed", ""), alt)
                if picture is not None:
                    yield _shown(picture, frame)

    def _picture(self, key: str, alt: str) -> Picture | None:
        inside = key in self._part.rels and not self._part.rels[key].is_external
        target = self._part.related_parts.get(key) if inside else None
        said = "image" if target is None else str(target.partname).rpartition("/")[2]
        picture = read_raster(target.blob, alt or WITHOUT_TEXT) if target is not None else None
        if not isinstance(picture, Picture):
            self.lost.append((self._where, said))
            return None
        if not alt:
            self.unnamed.append((self._where, said))
        return picture

    # what a run looks like: by itself, its style, that of its paragraph, the defaults of the file

    def _flag(self, run: Element, line: Element, tag: str) -> bool:
        node = self._found(run, line, tag)
        return node is not None and node.get(name("val")) not in _OFF

    def _size(self, run: Element, line: Element) -> float:
        size = _whole(_val(self._found(run, line, "sz")), 0) / 2
        return min(max(size, _SMALLEST), _LARGEST) if size else _SIZE

    def _found(self, run: Element, line: Element, tag: str) -> Element | None:
        own = run.find(name("rPr"))
        style = own.find(name("rStyle")) if own is not None else None
        named = self.chain(_val(style)) if style is not None else []
        styles = (each.find(name("rPr")) for each in (*named, *self.chain_of(line)))
        for settings in (own, *styles, self._defaults):
            node = settings.find(name(tag)) if settings is not None else None
            if node is not None:
                return node
        return None


_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def _runs(line: Element) -> Iterator[Element]:
    """The runs of a paragraph in order, and the numbers of pages that are one element."""
    for child in line:
        tag = local(child)
        if tag == "r" or (tag == "fldSimple" and _counted(child.get(name("instr"), ""))):
            yield child
        elif tag in _THROUGH:
            yield from _runs(child)


def _counted(instruction: str) -> str:
    """What a field tells of the pages; nothing for another field."""
    words = instruction.split()
    return _COUNTED.get(words[0].upper(), "") if words else ""


def _shown(picture: Picture, frame: Element) -> tuple[str, Strip]:
    """A picture in its size, at the side where its anchor puts it, as near as the page tells."""
    extent = next((child for child in frame if local(child) == "extent"), None)
    width, height = (0 if extent is None else _whole(extent.get(side), 0) / _EMU for side in ("cx", "cy"))
    if width <= 0 or height <= 0:
        width, height = picture.within(40, 25)
    scale = min(1.0, _WIDEST / width, _TALLEST / height)
    side = ""
    if local(frame) == "anchor":
        place = next((child for child in frame if local(child) == "positionH"), ())
        told = {local(child): child.text or "" for child in place}
        far = _whole(told.get("posOffset"), 0) / _EMU >= 60
        side = "right" if far else "left"
        side = told["align"] if told.get("align") in (*_FLOATS, "center") else side
    style = f"width:{width * scale:.4g}mm;height:{height * scale:.4g}mm;"
    style += _FLOATS.get(side, "display:block;margin:0 auto;" if side else "")
    image = f'<img src="{picture.name}" alt="{escape(picture.alt)}" style="{style}">'
    return side, Strip(image, (), (picture,))


def _shows(block: Strip) -> bool:
    return bool(block.lines or block.pictures) or "border" in block.html


def _val(node: Element | None) -> str:
    return "" if node is None else str(node.get(name("val"), ""))


def _whole(value: str | None, otherwise: int) -> int:
    try:
        return max(0, int(value or otherwise))
    except ValueError:
        return otherwise


def _mm(length: int | None, otherwise: float) -> float:
    return otherwise if length is None else round(abs(length) / _EMU, 1)


NARROWEST_LINE = 100.0  # millimetres
_PAPER = 210.0


def check_paper(content: bytes, file: str, *, filled: bool = True) -> tuple[Diagnostic, ...]:
    """Findings on a letterhead that `check_letterhead` accepts; none of them keeps it from being used.

    One whose tags are wrong can't be filled: it is read as it is written.
    """
    document = fill(content, dict.fromkeys(TAGS, "")) if filled else docx.Document(BytesIO(content))
    reader = PaperReader(document)
    found = _faults(reader, reader.paper(), document)
    mender = Mender.SECRETAIRE
    return tuple(
        dict.fromkeys(
            code.finding(message, Location(file, part=where), hint=hint, mender=mender)
            for code, where, message, hint in found
        )
    )


def _faults(
    reader: PaperReader, paper: Paper, document: WordDocument
) -> Iterator[tuple[Rule, str, str, str]]:
    """What the PDF and the page lose."""
    for where, what in reader.lost:
        message = say("Le PDF et la page n'auront pas « {nom} », du papier à en-tête.", nom=what)
        yield ENTETE_REPRISE, where, message, say(_AS_A_PICTURE)
    for where, what in reader.unnamed:
        message = "L'image « {nom} » du papier à en-tête n'a pas de texte de remplacement."
        yield ENTETE_IMAGE, where, say(message, nom=what), say(_WITH_WORDS)
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart) and (drawn := drawn_words(part.element)):
            message = "Le PDF et la page n'auront pas le filigrane « {mots} » du papier à en-tête."
            yield ENTETE_REPRISE, "", say(message, mots=drawn), say(_NO_WATERMARK)
    for where, strip in (("en-tête", paper.head), ("pied de page", paper.foot), ("corps", paper.end)):
        if missing := sorted(missing_characters("".join(strip.lines))):
            message = "Le PDF n'aura pas les signes « {signes} » du papier à en-tête."
            hint = "Écrivez un mot à leur place, par exemple « Tél. » ou « Courriel »."
            yield ENTETE_REPRISE, where, say(message, signes=" ".join(missing)), say(hint)
    if (width := _PAPER - paper.left - paper.right) < NARROWEST_LINE:
        message = "Les marges du papier à en-tête ne laissent que {largeur} cm au texte."
        hint = "Réduisez-les dans Word (Mise en page, Marges) : il faut au moins 10 cm."
        yield (
            ENTETE_MARGES,
            "",
            say(message, largeur=f"{max(width, 0) / 10:.1f}".replace(".", ",")),
            say(hint),
        )


_AS_A_PICTURE = (
    "Remplacez-le dans Word par une image PNG ou JPEG (clic droit, Enregistrer en tant qu'image, puis "
    "Insertion, Images)."
)
_WITH_WORDS = "Dans Word : clic droit sur l'image, Texte de remplacement ; écrivez ce qu'elle montre."
_NO_WATERMARK = (
    "actgen imprime lui-même PROJET sur un projet d'acte ; un autre mot s'écrit dans l'en-tête. Ôtez ce "
    "filigrane dans Word (onglet Création, Filigrane, Supprimer le filigrane)."
)
