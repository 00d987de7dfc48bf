"""The styles of a Word template: those that say what a paragraph of an act is, and those that don’t exist."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from io import BytesIO

import docx

from actgen.diagnostics import Location, Severity
from actgen.rendering.docx.letterhead import house_letterhead
from actgen.rendering.docx.markup import Element, name
from actgen.rendering.templates.attributes import STYLE
from actgen.rendering.word.places import Places
from actgen.rendering.word.tags import Findings

_OF_ACTS = "acte"
_MOST = 20


def check_styles(places: Places, defined: Element, findings: Findings) -> None:
    """Tell the paragraphs whose style says nothing: it is no style of acts, or is not in the file.

    `defined` is the part of styles of the file.
    """
    if not (places.story.is_body or places.story.is_notes):
        return  # headers and footers are not read back
    styles = {style.get(name("styleId"), ""): style for style in defined.findall(name("style"))}
    found: dict[str, list[Location]] = {}
    for paragraph in places.numbers:
        used = paragraph.find(f"{name('pPr')}/{name('pStyle')}")
        if used is None:
            continue
        key = used.get(name("val"), "")
        if key not in styles or _pretends(key, styles):
            found.setdefault(key, []).append(places.of(paragraph))
    for key, where in found.items():
        said = style_name(styles[key]) if key in styles else key
        reason = "n’est pas un style d’acte" if key in styles else "n’est pas défini dans le fichier"
        findings.add(
            STYLE,
            f"Le style « {said} » {reason} : ce texte serait mis en forme comme un texte courant.",
            *where[:_MOST],
            hint=_hint(said),
            severity=Severity.WARNING,
        )


def _hint(said: str) -> str:
    near = get_close_matches(said, house_styles(), n=2)
    if not near:
        return "Choisissez-lui un style de la liste de Word : « Acte – Corps » pour un texte courant."
    return f"Vouliez-vous dire {' ou '.join(f'« {one} »' for one in near)} ?"


@cache
def house_styles() -> tuple[str, ...]:
    """The names of the styles of acts, as Word lists them."""
    styles = docx.Document(BytesIO(house_letterhead())).styles.element
    return tuple(
        style_name(style) for style in styles.findall(name("style")) if _is_of_acts(style_name(style))
    )


def style_name(style: Element) -> str:
    """The name of a style in Word’s list."""
    node = style.find(name("name"))
    return "" if node is None else node.get(name("val"), "")


def _is_of_acts(said: str) -> bool:
    return said.lower().startswith(_OF_ACTS)


def _pretends(key: str, styles: dict[str, Element]) -> bool:
    """Whether a style is named like one of acts, and is neither one nor made from one."""
    if not _is_of_acts(style_name(styles[key])):
        return False
    known = {said.lower() for said in house_styles()}
    seen: set[str] = set()
    while key in styles and key not in seen:
        if style_name(styles[key]).lower() in known:
            return False
        seen.add(key)
        based = styles[key].find(name("basedOn"))
        key = "" if based is None else based.get(name("val"), "")
    return True
