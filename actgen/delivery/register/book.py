"""The trees of the book: its opening, a part for each session, its tables.

The deliberations are those that a session composed, whole; the register adds its own pages around.

The printed book: each part drawn on its own, its sheets numbered after those before it, then bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field

from actgen.acts.outputs.book import Bookmark, Printing, Sheets, bind, render_blank_back, render_sheets
from actgen.acts.outputs.house.look import DEFAULT, Look
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Block, Document, Heading, Part, Signatures, walk
from actgen.acts.views.plan import Due
from actgen.acts.views.registre import RegisterEntry, vue_cloture, vue_ouverture, vue_tables
from actgen.acts.views.seance import assemblee_de, designation_de
from actgen.base.records import replace
from actgen.base.text.dates import date_longue
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.seance import Organe
from actgen.council.kinds.manifest import Kind
from actgen.session.texts import Texts

from .sessions import HeldSession, RegisterOptions

KIND = "registre_annuel"
CLOTURE = "Clôture de la séance"


class SessionPart(Struct, frozen=True):
    """The pages of one session. `anchors`: the anchor of each number's first heading."""

    document: Document
    titre: str
    inscrites: tuple[RegisterEntry, ...]
    anchors: Mapping[str, str]


class Book(Struct, frozen=True):
    """Makes the trees; texts are those of the kind `registre_annuel`, nearest first as for any kind.

    `look` is that of the collectivity; a book has margins of its own, and its arms open it.
    """

    collectivite: Collectivite
    options: RegisterOptions
    kind: Kind
    texts: Texts
    look: Look = DEFAULT

    @property
    def titre(self) -> str:
        """« Registre des délibérations 2022 »."""
        return f"Registre des délibérations{self._du_bureau} {self.options.year}"

    @property
    def _du_bureau(self) -> str:
        return " du bureau" if self.options.organe is Organe.BUREAU else ""

    def opening(self, inscrites: Sequence[RegisterEntry], sheets: range | None) -> Document:
        """The first page."""
        view = vue_ouverture(self.collectivite, self.options.organe, inscrites, sheets)
        return self._document(self.texts.clause(self.kind, "ouverture", view), self._header())

    def session(self, session: HeldSession) -> SessionPart:
        """The deliberations of a session, each from the head of a page, then its closing sheet."""
        inscrites = inscriptions(session)
        anchors = {each.numero: f"{_ancre(session)}-{each.point.point.numero}" for each in inscrites}
        documents = {plan.point: plan.document for plan in session.plans}
        parts: list[Block] = []
        for each in inscrites:
            document = documents[each.point.point.numero]
            assert document is not None, "only deliberations that are written are entered"
            parts.append(
                Part(f"Délibération n°\u00a0{each.numero}", _anchored(document.blocks, anchors[each.numero]))
            )
        cloture = self.texts.clause(self.kind, "cloture", vue_cloture(inscrites))
        parts.append(Part(CLOTURE, _anchored(cloture, "")))
        jour = date_longue(session.seance.date, jour=False)
        header = f"{self.collectivite.nom} · {self._assemblee} du {jour}"
        return SessionPart(
            self._document(tuple(parts), header), f"Séance du {jour}", tuple(inscrites), anchors
        )

    def tables(self, inscrites: Sequence[RegisterEntry], sheets: Mapping[str, int]) -> Document:
        """The tables by date and by subject; `sheets` is empty when the book isn't printed."""
        view = vue_tables(inscrites, sheets)
        return self._document(self.texts.clause(self.kind, "tables", view), self._header())

    def back(self, like: Document) -> Document:
        """The page that says that nothing stands on the back of a part's last sheet."""
        return replace(like, blocks=self.texts.clause(self.kind, "verso", {}))

    def page(self, parts: Sequence[SessionPart]) -> Document:
        """The whole book as one tree with one title, for the page that is read on a screen."""
        inscrites = [each for part in parts for each in part.inscrites]
        blocks = list(self.opening(inscrites, None).blocks)
        for part in parts:
            heading = Heading(2, (Text(part.titre),), _ancre_de(part))
            blocks.append(Part(part.titre, (heading, *_lowered(_named(part), 2))))
        blocks.append(Part("Tables", self.tables(inscrites, {}).blocks))
        return self._document(tuple(blocks), self._header())

    @property
    def _assemblee(self) -> str:
        return assemblee_de(self.collectivite, self.options.organe)

    def _header(self) -> str:
        return f"{self.collectivite.nom} · {self._assemblee} · {self.options.year}"

    def _document(self, blocks: tuple[Block, ...], header: str) -> Document:
        return Document(
            title=self.titre,
            blocks=blocks,
            header=header,
            subject=f"Délibérations de la {designation_de(self.collectivite)}, {self.options.year}",
            author=self.collectivite.nom,
        )


def levels_in_book(document: Document) -> list[int]:
    """Where the headings of a part stand in the bound book: acts, and what closes a session, come second.

    The opening alone has the title of the whole; an act keeps the size that its own title is printed in.
    """
    levels: list[int] = []
    for _, blocks in groupby(document.blocks, lambda block: id(block) if isinstance(block, Part) else 0):
        printed = [block.level for block in walk(tuple(blocks)) if isinstance(block, Heading)]
        levels += [level + 2 - min(printed) for level in printed]
    return levels


def inscriptions(session: HeldSession) -> list[RegisterEntry]:
    """The deliberations of a session that can be entered, by their order in the session."""
    return [
        RegisterEntry(session.figures, session.figures.point(plan.point), plan.kind)
        for plan in session.plans
        if plan.due is Due.WRITTEN and not plan.projet and plan.point is not None and session.held
    ]


def _ancre(session: HeldSession) -> str:
    seance = session.seance
    hour = f"-{seance.heure:%Hh%M}" if seance.heure else ""
    return f"seance-{seance.date.isoformat()}{hour}"


def _ancre_de(part: SessionPart) -> str:
    return next(iter(part.anchors.values())).rpartition("-")[0]


def _anchored(blocks: tuple[Block, ...], anchor: str) -> tuple[Block, ...]:
    """The blocks of an act in a book: its own names would stand twice, the first heading bears the book's."""
    return tuple(_without_names(blocks, iter((anchor,))))


def _without_names(blocks: tuple[Block, ...], first: Iterator[str]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading():
                yield replace(block, anchor=next(first, ""))
            case Signatures(places=places):
                yield Signatures(tuple(replace(place, field="") for place in places))
            case Part(blocks=inner):
                yield replace(block, blocks=tuple(_without_names(inner, first)))
            case _:
                yield block


def _named(part: SessionPart) -> tuple[Block, ...]:
    """The parts of a session, each deliberation under a heading that names it, as a summary lists them."""
    named: list[Block] = []
    for block, each in zip(part.document.blocks, part.inscrites, strict=False):
        assert isinstance(block, Part)
        anchor = part.anchors[each.numero]
        heading = Heading(1, (Text(f"{each.numero}\u00a0: {each.objet}"),), anchor)
        named.append(replace(block, blocks=(heading, *_lowered(_anchored(block.blocks, ""), 1))))
    closing = (_told_apart(block, part) for block in part.document.blocks[len(part.inscrites) :])
    return (*named, *_lowered(tuple(closing), -1))  # it closes the session, not its last act


def _told_apart(block: Block, part: SessionPart) -> Block:
    """« Clôture de la séance du 15 décembre 2022 »: a page of a year has as many closings as sessions."""
    if not isinstance(block, Part):
        return block
    return replace(block, name=f"Clôture de la {part.titre[:1].lower()}{part.titre[1:]}")


def _lowered(blocks: tuple[Block, ...], by: int) -> tuple[Block, ...]:
    return tuple(_lower(block, by) for block in blocks)


def _lower(block: Block, by: int) -> Block:
    match block:
        case Heading(level=level):
            return replace(block, level=level + by)
        case Part(blocks=inner):
            return replace(block, blocks=_lowered(inner, by))
    return block


class Range(Struct, frozen=True):
    """Which sheets a part of the book takes: what a clerk prints after a session."""

    titre: str
    sheets: range


class Printed(Struct, frozen=True):
    """The book, and the sheets of each of its parts; the trees of its first and last pages."""

    content: bytes
    ranges: tuple[Range, ...]
    opening: Document
    tables: Document

    @property
    def sheets(self) -> range:
        """All the sheets of the book."""
        return range(self.ranges[0].sheets.start, self.ranges[-1].sheets.stop)


class _Press(Struct):
    """Draws parts one after the other; `pages` are all those drawn so far, from the opening on."""

    book: Book
    printing: Printing
    sheet: int
    page: int
    look: Look
    contents: list[bytes] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    outline: list[Bookmark] = field(default_factory=list)
    begins: dict[str, int] = field(default_factory=dict)

    def session(self, part: SessionPart) -> None:
        drawn = self._draw(part.document)
        inner = []
        for each in part.inscrites:
            page = drawn.starts[part.anchors[each.numero]]
            self.begins[each.numero] = self.sheet + page // self.printing.pages_a_sheet
            inner.append(Bookmark(f"{each.numero}\u00a0: {each.objet}", self.page + page))
        self._turn(part.titre, drawn, part.document, tuple(inner))

    def add(self, document: Document, titre: str) -> None:
        self._turn(titre, self._draw(document), document, ())

    def open(self, document: Document, titre: str) -> None:
        """The first page, whose heading is the title of the book."""
        self._turn(titre, render_sheets(document, self.sheet, self.printing, self.look), document, ())

    def _draw(self, document: Document) -> Sheets:
        levels = levels_in_book(document)
        return render_sheets(document, self.sheet, self.printing, self.look, levels)

    def _turn(self, titre: str, drawn: Sheets, like: Document, inner: tuple[Bookmark, ...]) -> None:
        """Put a part in the book and go on to the next sheet."""
        self.outline.append(Bookmark(titre, self.page, inner))
        self.contents.append(drawn.content)
        after = self.sheet + self.printing.sheets(drawn.pages)
        pages = drawn.pages
        if pages % self.printing.pages_a_sheet:
            self.contents.append(self._back(like, after - 1))
            pages += 1
        self.ranges.append(Range(titre, range(self.sheet, after)))
        self.sheet, self.page = after, self.page + pages

    def _back(self, like: Document, number: int) -> bytes:
        look = self.look.without_head
        return render_blank_back(self.book.back(like), number, self.printing, look).content


def print_book(book: Book, parts: Sequence[SessionPart]) -> Printed:
    """The book as one PDF. Raises EnvironmentFault when this machine can't make PDF.

    The opening tells how many sheets there are, and the tables where each act begins: the opening takes
    one sheet, and is drawn last.
    """
    options = book.options
    printing = Printing(options.both_sides)
    first = options.first_sheet
    inscrites = [each for part in parts for each in part.inscrites]
    inside = book.look.without_head
    press = _Press(book, printing, first + 1, printing.pages_a_sheet, inside)
    for part in parts:
        press.session(part)
    tables = book.tables(inscrites, press.begins)
    press.add(tables, "Tables")
    opening = book.opening(inscrites, range(first, press.sheet))
    head = _Press(book, printing, first, 0, replace(inside, arms=book.look.arms))
    head.open(opening, "Ouverture")
    if head.sheet != press.ranges[0].sheets.start:
        raise RuntimeError("the opening of a register takes more than one sheet")
    content = bind((*head.contents, *press.contents), (*head.outline, *press.outline))
    return Printed(content, (*head.ranges, *press.ranges), opening, tables)
