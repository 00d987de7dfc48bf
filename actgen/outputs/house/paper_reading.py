"""The heads and feet of a Word letterhead as the tree that the PDF and the page draw, and what they lose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.part import Part, XmlPart
from docx.section import Section

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.outputs.docx.check import TAGS
from actgen.outputs.docx.letterhead import BODY_MARK, fill
from actgen.outputs.docx.markup import Element, drawn_words, local, name, plain_text
from actgen.outputs.house.paper import (
    Box,
    Grid,
    Heads,
    PageNumber,
    Paper,
    PaperBlock,
    PaperLine,
    PaperPicture,
    Piece,
    Words,
    lines,
)
from actgen.outputs.house.paper_format import Formats, Trouble, counted, pictures, runs_of
from actgen.outputs.symbols import in_symbols, is_symbolic, symbol
from actgen.records import replace
from actgen.rules import rule
from actgen.text.characters import missing_characters
from actgen.text.messages import say

ENTETE_IMAGE = rule("ENTETE-IMAGE")
ENTETE_MARGES = rule("ENTETE-MARGES")
ENTETE_REPRISE = rule("ENTETE-REPRISE")

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MM = 36_000
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_DEEPEST = 6  # tables in tables
BLANK_STYLE = "ActeLacune"  # the style of the house for what is not known yet

Values = tuple[tuple[str, str | bool], ...]


@lru_cache(maxsize=4)
def read_paper(letterhead: bytes, values: Values) -> Paper:
    """A letterhead accepted by `check_letterhead`, filled with the running texts of an act."""
    return PaperReader(fill(letterhead, dict(values))).paper()


def bearing_section(document: WordDocument) -> Section:
    """The first section that has heads or feet; those that follow take them over."""
    tags = (name("headerReference"), name("footerReference"))
    found = (each for each in document.sections if any(child.tag in tags for child in each._sectPr))
    return next(found, document.sections[0])


class PaperReader:
    """Reads one file; what can't be taken over gathers in `troubles`, with the part it stands in."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._formats = Formats(document)
        self._part: Part = document.part
        self._where = ""
        self.troubles: list[tuple[str, Trouble]] = []
        self._bearing = bearing_section(document)

    def paper(self) -> Paper:
        """What a letterhead shows, its body marked."""
        above, end = self._body()
        return self._sheet(above, end)

    def running(self) -> Paper:
        """What runs at the head and foot of a file whose body is the act."""
        return self._sheet((), ())

    def _sheet(self, above: tuple[PaperBlock, ...], end: tuple[PaperBlock, ...]) -> Paper:
        section, others = self._document.sections[0], self._heads("default", "")
        own = self._bearing.different_first_page_header_footer
        return Paper(
            first=self._heads("first", " de première page") if own else others,
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

    def _heads(self, kind: str, page: str) -> Heads:
        return Heads(
            self._story("headerReference", kind, f"en-tête{page}"),
            self._story("footerReference", kind, f"pied de page{page}"),
        )

    def _story(self, tag: str, kind: str, where: str) -> tuple[PaperBlock, ...]:
        """A header or a footer; found by its relation, which filling has changed."""
        for reference in self._bearing._sectPr.findall(name(tag)):
            key = reference.get(RELATION, "")
            relations = self._document.part.rels
            if reference.get(name("type")) == kind and key in relations:
                part = relations[key].target_part
                if isinstance(part, XmlPart):
                    self._part, self._where = part, where
                    return _trimmed(self._blocks(part.element, 0))
        return ()

    def _body(self) -> tuple[tuple[PaperBlock, ...], tuple[PaperBlock, ...]]:
        """What stands before the act, and after it."""
        self._part, self._where = self._document.part, "corps"
        body = self._document.element.body
        mark = next((rank for rank, node in enumerate(body) if plain_text(node) == BODY_MARK), len(body))
        before, after = list(body[:mark]), list(body[mark + 1 :])
        return _trimmed(self._blocks(before, 0)), _trimmed(self._blocks(after, 0))

    def _blocks(self, nodes: Iterable[Element], depth: int) -> list[PaperBlock]:
        found: list[PaperBlock] = []
        for node in nodes:
            tag = local(node)
            if tag == "p":
                found += self._lines(node, depth)
            elif tag == "tbl" and depth < _DEEPEST:
                found.append(self._grid(node, depth))
            elif tag in ("sdt", "sdtContent", "ins", "smartTag", "customXml"):
                found += self._blocks(node, depth)
        return found

    def _lines(self, node: Element, depth: int) -> Iterator[PaperBlock]:
        """A paragraph, then what the text boxes that hang on it hold."""
        columns: list[list[Piece]] = [[]]
        for run in runs_of(node):
            self._run(run, node, columns)
        before, after = self._formats.spacing(node)
        above, below = self._formats.rules(node)
        yield PaperLine(
            tuple(tuple(column) for column in columns),
            self._formats.alignment(node),
            before,
            after,
            above,
            below,
            self._formats.tabs(node) if len(columns) > 1 else (),
        )
        for box in node.iter(name("txbxContent")):
            if not any(local(each) == "Fallback" for each in box.iterancestors()) and depth < _DEEPEST:
                yield from _trimmed(self._blocks(box, depth + 1))

    def _run(self, run: Element, line: Element, columns: list[list[Piece]]) -> None:
        formats = self._formats
        if formats.flag(run, line, "vanish"):
            return
        size = formats.size(run, line)
        if local(run) == "fldSimple":
            total = counted(run.get(name("instr"), ""))
            if total is not None:
                columns[-1].append(PageNumber(total, size))
            return
        written = ""

        def put() -> None:
            nonlocal written
            if written:
                text = written.upper() if formats.flag(run, line, "caps") else written
                bold, italic, underline = (formats.flag(run, line, tag) for tag in ("b", "i", "u"))
                colour, raised = formats.colour(run, line), formats.raised(run, line)
                blank = formats.character_style(run) == BLANK_STYLE
                _append(columns[-1], Words(text, size, bold, italic, colour, raised, underline, blank))
            written = ""

        for child in run:
            tag = local(child)
            if tag == "t":
                written += self._text(child.text or "", formats.own_font(run))
            elif tag in ("tab", "ptab"):
                put()
                columns.append([])
            elif tag in _TEXT:
                written += _TEXT[tag]
            elif tag in ("drawing", "pict", "AlternateContent"):
                put()
                columns[-1] += self._pictures(child)
            elif tag == "sym":
                sign = symbol(child.get(name("font"), ""), child.get(name("char"), ""))
                written += sign
                if not sign:
                    self._tell(Trouble("symbole", lost=True))
            elif tag == "object":
                self._tell(Trouble("objet", lost=True))
        put()

    def _text(self, text: str, font: str) -> str:
        if not is_symbolic(font):
            return text
        read = in_symbols(font, text)
        if len(read) < len(text):
            self._tell(Trouble("symbole", lost=True))
        return read

    def _pictures(self, node: Element) -> Iterator[PaperPicture]:
        if local(node) != "AlternateContent":
            yield from pictures(node, self._part, self._tell)
            return
        choice = next((child for child in node if local(child) == "Choice"), None)
        for each in choice if choice is not None else ():
            if local(each) in ("drawing", "pict"):
                yield from pictures(each, self._part, self._tell)

    def _grid(self, node: Element, depth: int) -> Grid:
        widths = [
            _twips(column.get(name("w"))) for column in node.findall(f"{name('tblGrid')}/{name('gridCol')}")
        ]
        rows = []
        for row in node.findall(name("tr")):
            cells, place = [], 0
            for cell in row.findall(name("tc")):
                span = _span(cell)
                width = sum(widths[place : place + span]) or 1
                place += span
                cells.append((width, _hangs(cell), _trimmed(self._blocks(cell, depth + 1))))
            total = sum(width for width, _, _ in cells) or 1
            rows.append(tuple(Box(100 * width / total, blocks, hangs) for width, hangs, blocks in cells))
        return Grid(tuple(rows))

    def _tell(self, trouble: Trouble) -> None:
        self.troubles.append((self._where, trouble))


def _append(column: list[Piece], words: Words) -> None:
    """Put words after those of a column, in one with the last ones if they look the same."""
    last = column[-1] if column else None
    if isinstance(last, Words) and replace(last, text="") == replace(words, text=""):
        column[-1] = replace(last, text=last.text + words.text)
    else:
        column.append(words)


def _trimmed(blocks: Iterable[PaperBlock]) -> tuple[PaperBlock, ...]:
    """Without the empty lines at the two ends: Word wants one after each table."""
    kept = list(blocks)
    while kept and _empty(kept[-1]):
        kept.pop()
    while kept and _empty(kept[0]):
        kept.pop(0)
    return tuple(kept)


def _empty(block: PaperBlock) -> bool:
    return (
        isinstance(block, PaperLine)
        and not block.rule_above
        and not block.rule_below
        and not any(not isinstance(piece, Words) or piece.text.strip() for piece in block.pieces)
    )


def _span(cell: Element) -> int:
    node = cell.find(f"{name('tcPr')}/{name('gridSpan')}")
    try:
        return max(1, min(int(node.get(name("val"), 1)), 60)) if node is not None else 1
    except ValueError:
        return 1


def _hangs(cell: Element) -> str:
    node = cell.find(f"{name('tcPr')}/{name('vAlign')}")
    value = "" if node is None else node.get(name("val"), "")
    return {"center": "middle", "bottom": "bottom"}.get(value, "top")


def _twips(value: str | None) -> int:
    try:
        return max(1, int(value or 1))
    except ValueError:
        return 1


def _mm(length: int | None, otherwise: float) -> float:
    return otherwise if length is None else round(abs(length) / _MM, 1)


NARROWEST_LINE = 100.0  # millimetres
_PAPER = 210.0


def check_paper(content: bytes, file: str, *, filled: bool = True) -> tuple[Diagnostic, ...]:
    """Findings on a letterhead that `check_letterhead` accepts; none of them keeps it from being used.

    One whose tags are wrong can't be filled: it is read as it is written.
    """
    document = fill(content, dict.fromkeys(TAGS, "")) if filled else docx.Document(BytesIO(content))
    reader = PaperReader(document)
    paper = reader.paper()
    found = [_of_trouble(trouble, Location(file, part=where)) for where, trouble in reader.troubles]
    found += _of_watermarks(document, Location(file))
    for where, blocks in (("en-tête", paper.head), ("pied de page", paper.foot), ("corps", paper.end)):
        found += _of_characters(blocks, Location(file, part=where))
    found += _of_width(paper, Location(file))
    return tuple(dict.fromkeys(found))


def _of_trouble(trouble: Trouble, place: Location) -> Diagnostic:
    if trouble.lost:
        return ENTETE_REPRISE.finding(
            say("Le PDF et la page n'auront pas « {nom} », du papier à en-tête.", nom=trouble.what),
            place,
            hint=say(
                "Remplacez-le dans Word par une image PNG ou JPEG (clic droit, Enregistrer en tant qu'image, "
                "puis Insertion, Images)."
            ),
            mender=Mender.SECRETAIRE,
        )
    return ENTETE_IMAGE.finding(
        say("L'image « {nom} » du papier à en-tête n'a pas de texte de remplacement.", nom=trouble.what),
        place,
        hint=say("Dans Word : clic droit sur l'image, Texte de remplacement ; écrivez ce qu'elle montre."),
        mender=Mender.SECRETAIRE,
    )


def _of_watermarks(document: WordDocument, place: Location) -> list[Diagnostic]:
    parts = (part for part in document.part.package.iter_parts() if isinstance(part, XmlPart))
    return [
        ENTETE_REPRISE.finding(
            say("Le PDF et la page n'auront pas le filigrane « {mots} » du papier à en-tête.", mots=drawn),
            place,
            hint=say(
                "actgen imprime lui-même PROJET sur un projet d'acte ; un autre mot s'écrit dans l'en-tête. "
                "Ôtez ce filigrane dans Word (onglet Création, Filigrane, Supprimer le filigrane)."
            ),
            mender=Mender.SECRETAIRE,
        )
        for part in parts
        if (drawn := drawn_words(part.element))
    ]


def _of_characters(blocks: tuple[object, ...], place: Location) -> list[Diagnostic]:
    written = "".join(
        piece.text
        for line in lines(blocks)  # type: ignore[arg-type]
        for piece in line.pieces
        if isinstance(piece, Words)
    )
    missing = sorted(missing_characters(written))
    if not missing:
        return []
    return [
        ENTETE_REPRISE.finding(
            say("Le PDF n'aura pas les signes « {signes} » du papier à en-tête.", signes=" ".join(missing)),
            place,
            hint=say("Écrivez un mot à leur place, par exemple « Tél. » ou « Courriel »."),
            mender=Mender.SECRETAIRE,
        )
    ]


def _of_width(paper: Paper, place: Location) -> list[Diagnostic]:
    width = _PAPER - paper.left - paper.right
    if width >= NARROWEST_LINE:
        return []
    return [
        ENTETE_MARGES.finding(
            say(
                "Les marges du papier à en-tête ne laissent que {largeur} cm au texte.",
                largeur=f"{max(width, 0) / 10:.1f}".replace(".", ","),
            ),
            place,
            hint=say("Réduisez-les dans Word (Mise en page, Marges) : il faut au moins 10 cm."),
            mender=Mender.SECRETAIRE,
        )
    ]
