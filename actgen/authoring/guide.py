"""The pages of docs/ as one HTML page, for whoever has installed actgen and has no docs/ folder.

The page stands alone: its sheet is inside, its links lead inside, nothing is fetched, and its policy
forbids that anything be. The same pages and version give the same bytes.
"""

from __future__ import annotations

import re
from html import escape

from markdown import Markdown
from markdown.extensions.toc import TocExtension

from actgen.authoring import Page
from actgen.authoring.pages import BUILT
from actgen.base.errors import EnvironmentFault
from actgen.base.text.keys import anchor
from actgen.base.version import __version__
from actgen.reading.sources import shipped

PAGES = (
    "guide-du-secretaire.md",
    "guide-du-coordonnateur.md",
    "guide-du-redacteur.md",
    "installation.md",
    "fichiers.md",
    "regles.md",
)
FILE_NAME = "guide-actgen.html"
TITLE = "Guide d’actgen"
MARK = '<meta name="generator" content="actgen'
_LARGEST = 1_000_000
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_SHEET = """
body { max-width: 52rem; }
h1, h2 { text-align: left; }
code { font: 0.95em ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
pre { overflow-x: auto; padding: 0.8rem 1rem; border: 1px solid #767676; line-height: 1.45; }
pre { background: #f6f6f6; }
nav ul ul { padding-left: 1.5rem; }
@media print {
  html { font-size: 10pt; }
  pre { white-space: pre-wrap; break-inside: avoid; }
  main > h2:not(:first-child) { break-before: page; }
  a[href^="https:"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
}
"""
_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r'href="([\w-]+\.md)(#[^"]*)?"')
_FRENCH_SPACE = re.compile(r" (?=[:;?!»])|(?<=«) ")
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_INLINE_CODE = re.compile(r"<code>(.*?)</code>")
_OPTION = re.compile(r"(?<![\w-])--?\w[\w-]*")


def guide() -> Page:
    """The guides as one page for the browser."""
    return Page(FILE_NAME, guide_page(), MARK, "un guide d’actgen")


def guide_page() -> bytes:
    """The whole guide, in UTF-8. Raises EnvironmentFault when the installation has lost its pages."""
    texts = {name: page_text(name) for name in PAGES}
    reader = Markdown(
        extensions=[
            "fenced_code",
            "sane_lists",
            "tables",
            TocExtension(slugify=_anchor, baselevel=2, toc_depth="2-3"),
        ]
    )
    body = _with_links_inside(_framed(reader.convert("\n\n".join(texts.values()))), texts)
    contents: str = getattr(reader, "toc")  # noqa: B009  # set by the extension, unknown to the library's types
    return (
        f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>{TITLE}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{MARK} {__version__}">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<style>{_sheet()}{_SHEET}</style></head><body>"
        '<a class="evitement" href="#texte">Aller au texte</a>'
        f"<header><h1>{TITLE}</h1><p>Version {escape(__version__)}</p></header>"
        f'<nav aria-label="Sommaire">{contents}</nav>'
        f'<main id="texte" tabindex="-1">\n{body}\n</main></body></html>\n'
    ).encode()


def _anchor(heading: str, separator: str) -> str:
    """The library makes one plain space of a no-break one, which forges drop from an anchor."""
    return anchor(_FRENCH_SPACE.sub("", heading), separator)


def page_text(name: str) -> str:
    """A page of docs/ without the comments that its tests go by; one that is made is made now."""
    if name in BUILT:
        return BUILT[name]()
    try:
        with shipped("docs", name).open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise _incomplete(name) from error
    if len(content) > _LARGEST:
        raise _incomplete(name)
    return _COMMENT.sub("", content.decode("utf-8"))


def _incomplete(name: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"L’installation d’actgen est incomplète\u00a0: la page «\u00a0{name}\u00a0» de son guide est "
        "introuvable ou abîmée. Réinstallez-le (python -m pip install --force-reinstall actgen)."
    )


def _sheet() -> str:
    return shipped("templates", "socle", "page.css").read_text(encoding="utf-8")


def _framed(html: str) -> str:
    """Wide tables and blocks of code scroll alone, with the keyboard too; heads name columns."""
    html = html.replace("<th>", '<th scope="col">')
    html = html.replace("<pre>", '<pre tabindex="0" role="group" aria-label="Exemple">')
    html = _INLINE_CODE.sub(lambda code: _OPTION.sub(r'<span class="tenu">\g<0></span>', code[0]), html)
    return _TABLE.sub(
        r'<div class="cadre" role="group" aria-label="Tableau" tabindex="0"><table>\1</table></div>', html
    )


def _with_links_inside(html: str, texts: dict[str, str]) -> str:
    """A link to another page, or to a place of it, leads to the same place of this one."""

    def inside(link: re.Match[str]) -> str:
        name, place = link[1], link[2]
        return f'href="{place or "#" + anchor(_title(texts[name]))}"' if name in texts else link[0]

    return _LINK.sub(inside, html)


def _title(text: str) -> str:
    """The words of the first line, which is the heading of the page."""
    return text.splitlines()[0].removeprefix("# ")
