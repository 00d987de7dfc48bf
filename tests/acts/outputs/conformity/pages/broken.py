"""Pages broken on purpose, each with what must be found: a test that can't fail proves nothing."""

from __future__ import annotations

from actgen.acts.outputs.html import render_html
from actgen.acts.tree.inline import Link, Text
from actgen.acts.tree.nodes import Cell, Document, Heading, Paragraph, Row, Style, Table
from tests.acts.outputs.sample_act import heading, paragraph, sample

WORDS = "Le conseil municipal examine la convention et ses annexes, dont chaque membre a reçu le texte. "


def whole() -> str:
    """An act without fault, with a heading, an image's place, a table wider than a telephone."""
    return render_html(sample()).decode()


def styled(rule: str) -> tuple[str, str]:
    return "</head>", f"<style>{rule}</style></head>"


# What is replaced in the page, and the rule that must find it.
FOR_AXE = {
    "html-has-lang": ('<html lang="fr-FR">', "<html>"),
    "valid-lang": ('lang="de"', 'lang="allemand"'),
    "document-title": ("<title>", "<title></title><!--"),
    "color-contrast": styled("p { color: #999; }"),
    "page-has-heading-one": styled("h1 { display: none; }"),
    "heading-order": ("<h2", "<h5"),
    "skip-link": ('id="acte"', ""),
    "image-alt": ("<p>", '<img src="data:,"><p>'),
    "landmark-one-main": ("<main", "<div"),
    "link-in-text-block": (
        "<p>",
        '<style>a { color: #111; text-decoration: none }</style><p>Un <a href="#acte">lien</a> ',
    ),
    "list": ("<ul>", "<ul><p>seul</p>"),
    "td-headers-attr": ("<td", '<td headers="rien"'),
    "aria-allowed-attr": ('<p class="identite"', '<p class="identite" aria-checked="true"'),
    "meta-viewport": ("initial-scale=1", "maximum-scale=1"),
    "target-size": ("<h1", '<button style="width: 9px; height: 9px; padding: 0">a</button>' * 2 + "<h1"),
}
FOR_AXE_ON_A_PHONE = {"scrollable-region-focusable": (' tabindex="0"', "")}
FOR_LAYOUT = {
    "the page scrolls sideways": styled("main { width: 900px; }"),
    "out of the window": styled("p { white-space: nowrap; }"),
    "hidden in": styled("p { white-space: nowrap; overflow: hidden; }"),
    "scrolls, and is no table": styled("p { white-space: nowrap; overflow-x: auto; }"),
    "scrolls without a key or a name": (' tabindex="0"', ""),
    "scrolls downwards": styled(".cadre { height: 40px; }"),
    "runs out of": styled("h1 { white-space: nowrap; }"),
    "cut: ": styled("p { width: 1.5rem; }"),
    "too small": styled("p { font-size: 4px; }"),
    "one upon the other": styled("p { margin-top: -32px; }"),
}
FOR_PAPER = {
    "printed: ": styled("@media print { .evitement { display: block; } }"),
    "lost on paper": styled("@media print { main { height: 60mm; overflow: hidden; } }"),
    "of (420, 595) points": styled("@page { size: A5; }"),
    "at its edge": styled("@page { margin: 4mm; }"),
    "empty": styled("@media print { main { padding-bottom: 280mm; } }"),
    "ends on a title": styled("@media print { h2 { break-after: page; } }"),
    "without its mention PROJET": styled("@page projet { @top-right { content: none; } }"),
    "without its number": styled("@page { @bottom-right { content: none; } }"),
}


def broken(change: tuple[str, str]) -> str:
    page = whole()
    assert change[0] in page, change
    return page.replace(*change)


def _row(*texts: str, header: bool = False) -> Row:
    return Row(tuple(Cell((Paragraph((Text(text),), Style.CELL),), header=header) for text in texts))


def long_table() -> str:
    body = tuple(_row(str(rank), f"Membre {rank}", "adoptée") for rank in range(1, 121))
    table = Table((_row("N°", "Membre", "Délibération", header=True),), body)
    return render_html(Document("Tableau", (Heading(1, (Text("Tableau"),)), table))).decode()


def many_titles() -> str:
    """Headings that fall at every height of a sheet."""
    blocks = [heading(1, "Titres"), *(block for rank in range(1, 80) for block in _article(rank))]
    return render_html(Document("Titres", tuple(blocks))).decode()


def _article(rank: int) -> tuple[Heading, Paragraph]:
    return heading(2, f"Article {rank}"), paragraph(WORDS * (rank % 7 + 1))


def links() -> str:
    def link(words: str, target: str) -> Paragraph:
        return Paragraph((Text("Voir "), Link((Text(words),), target), Text(".")))

    blocks = (
        Heading(1, (Text("Liens"),)),
        link("le site de la commune", "https://www.example.org/actes"),
        link("www.example.org", "https://www.example.org/"),
        link("mairie@example.org", "mailto:mairie@example.org"),
    )
    return render_html(Document("Liens", blocks)).decode()
