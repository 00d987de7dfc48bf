"""Tables with merged cells, written in HTML: a closed list of elements, one `<tr>` a line (rule 7)."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from actgen.document.nodes import Align
from actgen.rendering.templates.inlines import text_nodes
from actgen.rendering.templates.parsing import Parsing
from actgen.rendering.templates.tables import RowPiece, folded_rows
from actgen.rendering.templates.tags import MASK, Tag
from actgen.rendering.templates.tree import CellNode, InlineNode, RowNode, TableNode
from actgen.rules import rule

TABLEAU_HTML = rule("GABARIT-TABLEAU-HTML")

_INSIDE = {
    "table": ("",),
    "caption": ("table",),
    "thead": ("table",),
    "tbody": ("table",),
    "tr": ("table", "thead", "tbody"),
    "th": ("tr",),
    "td": ("tr",),
}
_OF_CELL = ("colspan", "rowspan", "align")
_ATTRIBUTES = {"table": ("largeurs",), "th": _OF_CELL, "td": _OF_CELL}
_ALIGN = {"left": Align.START, "center": Align.CENTER, "right": Align.END}
_MAX_SPAN = 1000


def html_table(parsing: Parsing, content: str, row: int) -> TableNode | None:
    """The table written in HTML that begins at `row`, or None after saying why it is refused."""
    if not re.match(r"\s*<table\b", content, re.IGNORECASE):
        parsing.report(
            TABLEAU_HTML,
            "Ce passage en HTML n’est pas admis.",
            row,
            hint="Seul <table>…</table> est admis, sans ligne vide ; une note s’écrit {# … #}.",
        )
        return None
    reader = _Reader(parsing, row)
    reader.feed(content)
    reader.close()
    return reader.table()


class _Reader(HTMLParser):
    """Reads one table; what is outside the closed list is reported once, at its line."""

    def __init__(self, parsing: Parsing, row: int) -> None:
        super().__init__(convert_charrefs=True)
        self._parsing, self._row = parsing, row
        self._open: list[str] = []
        self._head: list[RowPiece | Tag] = []
        self._body: list[RowPiece | Tag] = []
        self._cells: list[CellNode] = []
        self._text = ""
        self._attributes: dict[str, str] = {}
        self._caption: tuple[InlineNode, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._last_row = -1
        self._closed = self._refused = False

    def table(self) -> TableNode | None:
        if not self._closed:
            self._refuse("Le tableau n’est pas fermé par </table>, ou une ligne vide le coupe.")
        if self._refused:
            return None
        head = tuple(row for row in folded_rows(self._parsing, self._head) if isinstance(row, RowNode))
        body = folded_rows(self._parsing, self._body)
        place = self._parsing.masked.place(self._row)
        return TableNode(head, body, place, self._caption, self._widths)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self._open and self._open[-1] in ("td", "th", "caption"):
            self._text += "<br>"
            return
        parent = self._open[-1] if self._open else ""
        if parent not in _INSIDE.get(tag, ()) or self._closed:
            self._refuse(f"<{tag}> n’est pas admis ici.")
            return
        self._keep_attributes(tag, attrs)
        if tag == "tr":
            self._check_line()
        self._open.append(tag)
        if tag in ("td", "th", "caption"):
            self._text = ""

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self._refuse(f"</{tag}> ne ferme rien.")
            return
        self._open.pop()
        if tag in ("td", "th"):
            self._cells.append(self._cell(tag == "th"))
        elif tag == "caption":
            self._caption = self._nodes()
        elif tag == "tr":
            (self._head if "thead" in self._open else self._body).append(RowNode(tuple(self._cells)))
            self._cells = []
        elif tag == "table":
            self._closed = True

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("td", "th", "caption"):
            # the character of a reference such as &lt; is text, and must not become Markdown's
            self._text += data.replace("&", "\\&").replace("<", "\\<").replace("\n", " ")
            return
        for mask in MASK.findall(data):
            (self._head if "thead" in self._open else self._body).append(self._parsing.masked.tags[mask])
            if "thead" in self._open:
                self._refuse("Une balise n’est pas admise dans l’en-tête d’un tableau.")
        if MASK.sub("", data).strip():
            self._refuse("Ce texte est en dehors des cellules.")

    def handle_comment(self, data: str) -> None:
        self._refuse("Une note s’écrit {# … #}.")

    def handle_decl(self, decl: str) -> None:
        self._refuse("Cette déclaration n’est pas admise.")

    def handle_pi(self, data: str) -> None:
        self._refuse("Cette instruction n’est pas admise.")

    def _refuse(self, message: str) -> None:
        if not self._refused:
            self._parsing.report(TABLEAU_HTML, message, self._here())
        self._refused = True

    def _here(self) -> int:
        return self._row + self.getpos()[0] - 1

    def _check_line(self) -> None:
        if self._here() == self._last_row:
            self._refuse("Deux <tr> sont sur la même ligne.")
        self._last_row = self._here()

    def _keep_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        unknown = [name for name, _ in attrs if name not in _ATTRIBUTES.get(tag, ())]
        if unknown or any(value is None or MASK.search(value) for _, value in attrs):
            name = unknown[0] if unknown else attrs[0][0]
            self._refuse(f"L’attribut « {name} » n’est pas admis sur <{tag}>.")
            return
        values = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._widths = tuple(self._number(width) for width in values.get("largeurs", "").split())
        if tag in ("td", "th"):
            self._attributes = values

    def _number(self, text: str) -> int:
        if text.isascii() and text.isdigit() and 0 < int(text) <= _MAX_SPAN:
            return int(text)
        self._refuse(f"« {text} » n’est pas un nombre de cellules.")
        return 1

    def _cell(self, header: bool) -> CellNode:
        align = self._attributes.get("align", "left")
        if align not in _ALIGN:
            self._refuse("« align » est left, center ou right.")
        return CellNode(
            self._nodes(),
            header,
            self._number(self._attributes.get("colspan", "1")),
            self._number(self._attributes.get("rowspan", "1")),
            _ALIGN.get(align, Align.START),
        )

    def _nodes(self) -> tuple[InlineNode, ...]:
        return text_nodes(self._parsing, self._text.strip(), self._here())
