"""What a Word template shows that is a matter of looks alone, told once; and a template without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Location, Severity
from actgen.rendering.docx.blocks import GAP
from actgen.rendering.docx.markup import Element, local, name, plain_text
from actgen.rendering.word.indents import set_back
from actgen.rendering.word.lines import OBJECT, line_of
from actgen.rendering.word.losses import PERTE
from actgen.rendering.word.places import Places
from actgen.rendering.word.readback_styles import Styles
from actgen.rendering.word.tags import OPENER, Findings
from actgen.text.lists import enumeration

_KINDS = (
    "couleurs",
    "tailles de lettres",
    "retraits",
    "bordures",
    "trames",
    "tabulations",
    "points de conduite",
    "lignes vides",
)
_COLOURS, _SIZES, _INDENTS, _BORDERS, _SHADES, _TABS, _LEADERS, _EMPTY = _KINDS
_NO_LINE = ("none", "nil")
_MOST_PLACES = 5
_NO_COLOUR = ("auto", "000000", "none", "FFFFFF", "ffffff")
_PLAIN = ("", "normal", "standard", "default", "body text", "text body", "no spacing", "list paragraph")
_TAGS = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_SILENT = ("rPr", "t", "lastRenderedPageBreak")  # of a run; other things show, words are read apart
_LEAST = 5  # paragraphs of a text that should have a title
_BODY_OF_A_KIND = "corps.docx"
_BRINGS_BLOCKS = ("clause.", "prose")


def find_lost_looks(places: Places, styles: Styles, findings: Findings) -> None:
    """Tell, in one finding, what a text has that is no word: acts have a look of their own."""
    if not places.story.is_body:
        return
    found: dict[str, list[Location]] = {}
    for element, kind in _looks(places, styles):
        found.setdefault(kind, []).append(places.of(element))
    if found:
        kinds = enumeration([kind for kind in _KINDS if kind in found])
        where = dict.fromkeys(place for kind in _KINDS for place in found.get(kind, ()))
        findings.add(
            PERTE,
            f"L’acte n’aura pas les {kinds} du modèle Word : son allure est celle des actes.",
            *list(where)[:_MOST_PLACES],
            hint="Rien à faire si le texte se comprend sans cela ; pour faire ressortir un mot partout, "
            "mettez-le en gras, en italique ou souligné ; pour un retrait, faites-en une liste ; "
            "pour des tabulations, un tableau.",
            severity=Severity.WARNING,
        )


def find_no_title(places: Places, styles: Styles, findings: Findings) -> None:
    """Tell a text of a kind where nothing is a title, whatever it looks like in Word."""
    if not places.story.is_body or not places.file.endswith(_BODY_OF_A_KIND):
        return
    texts = [
        line_of(element, places.story, places.file, number).text
        for element, number in places.numbers.items()
        if local(element.getparent()) == "body"
    ]
    brings = any(OPENER.search(text) and any(mark in text for mark in _BRINGS_BLOCKS) for text in texts)
    said = sum(1 for text in texts if _TAGS.sub("", text).replace(OBJECT, "").strip())
    styled = any(styles.heading_level(each) or not _is_plain(each, styles) for each in places.numbers)
    if brings or styled or said < _LEAST:
        return
    findings.add(
        PERTE,
        "Tout le texte est en style « Normal », titres compris : l’acte n’aura ni titre "
        "ni plan, et qui les écoute ne pourra pas aller d’une partie à l’autre.",
        Location(places.file, part=places.story.label),
        hint="Dans Word, donnez le style « Titre 1 » au titre de l’acte, « Titre 2 » à ceux de ses "
        "parties ; puis « Acte – Visa », « Acte – Considérant », « Acte – Dispositif » à ce qui en est.",
        severity=Severity.WARNING,
    )


def _looks(places: Places, styles: Styles) -> Iterator[tuple[Element, str]]:
    for paragraph in set_back(places.numbers, styles):
        yield paragraph, _INDENTS
    for paragraph in places.numbers:
        if _is_a_blank_line(paragraph, styles):
            yield paragraph, _EMPTY
        yield from ((paragraph, kind) for kind in _of_paragraph(paragraph))
        for settings in paragraph.iterfind(f".//{name('r')}/{name('rPr')}"):
            text = "".join(node.text or "" for node in settings.getparent().iterfind(name("t")))
            if text.strip() and not OPENER.search(text):
                yield from ((paragraph, kind) for kind in _of_letters(settings))


def _of_paragraph(paragraph: Element) -> Iterator[str]:
    """Borders, shades and what tabs do, of a paragraph that says something."""
    if not plain_text(paragraph).strip():
        return
    if any(local(run) == "r" for tab in paragraph.iter(name("tab")) if (run := tab.getparent()) is not None):
        yield _TABS
    settings = paragraph.find(name("pPr"))
    for child in settings if settings is not None else ():
        match local(child):
            case "pBdr" if any(line.get(name("val"), "none") not in _NO_LINE for line in child):
                yield _BORDERS
            case "shd" if child.get(name("fill"), "auto") not in _NO_COLOUR:
                yield _SHADES
            case "tabs" if any(tab.get(name("leader"), "none") != "none" for tab in child):
                yield _LEADERS


def _of_letters(settings: Element) -> Iterator[str]:
    for child in settings:
        tag, value = local(child), child.get(name("val"), "")
        if tag == "sz":
            yield _SIZES
        elif tag == "color" or tag == "shd":
            if (value if tag == "color" else child.get(name("fill"), "auto")) not in _NO_COLOUR:
                yield _COLOURS
        elif tag == "highlight" and value != "none":
            yield _COLOURS


def _is_plain(paragraph: Element, styles: Styles) -> bool:
    """Whether a paragraph has no other style than that of all."""
    return styles.name_of(paragraph).lower() in _PLAIN


def _is_blank(paragraph: Element) -> bool:
    """Whether nothing is written in a paragraph; a word processor leaves runs without words there."""
    runs = (run for run in paragraph.iter(name("r")) if any(local(child) not in _SILENT for child in run))
    return next(runs, None) is None and not plain_text(paragraph).strip()


def _is_a_blank_line(paragraph: Element, styles: Styles) -> bool:
    """An empty paragraph between two others, which Word needs for nothing."""
    before, after = paragraph.getprevious(), paragraph.getnext()
    if before is None or after is None or local(before) != "p" or local(after) != "p":
        return False
    settings = paragraph.find(name("pPr"))
    needed = settings is not None and any(
        local(child) in ("sectPr", "pageBreakBefore", "numPr") for child in settings
    )
    return not needed and _is_blank(paragraph) and styles.style_of(paragraph) != GAP
