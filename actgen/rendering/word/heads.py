"""What a Word template has of its own that no act takes over: heads and feet, settings of the file."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import docx
from lxml import etree

from actgen.diagnostics import Location, Severity
from actgen.rendering.docx.letterhead import house_letterhead
from actgen.rendering.docx.markup import Element, local, name, plain_text
from actgen.rendering.word.losses import PERTE
from actgen.rendering.word.parts import Package
from actgen.rendering.word.places import Places
from actgen.rendering.word.tags import Findings

_RUNNING = ("header+xml", "footer+xml")
_DRAWN = ("drawing", "pict", "object", "sym", "oMath")
_SETTINGS = "word/settings.xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def check_head(places: Places, findings: Findings) -> None:
    """Tell a head or a foot that says something else than those of the house: acts bear the letterhead.

    It comes last: one where a slip was found is to be mended, or taken out, anyway.
    """
    root, label = places.story.root, places.story.label
    if any(place.part == label for finding in findings.found for place in finding.locations):
        return
    drawn = next((node for node in root.iter() if local(node) in _DRAWN), None)
    said = _said(root)
    if (not said and drawn is None) or (said in _of_the_house() and drawn is None):
        return
    first = next((line for line in places.numbers if plain_text(line).strip()), drawn)
    assert first is not None, "something is said, or drawn"
    findings.add(
        PERTE,
        f"Le texte ou l’image de « {label} » ne passe pas dans les actes : ils portent "
        "l’en-tête et le pied de page de la collectivité.",
        places.of(first),
        hint="Mettez-le dans le papier à en-tête de la collectivité ; si l’acte doit le dire, écrivez-le "
        "dans le corps du modèle.",
        severity=Severity.WARNING,
    )


def check_settings_part(package: Package, findings: Findings) -> None:
    """Tell a mail merge: its source of data is left out, and so is what it would have filled."""
    content = package.parts.get(_SETTINGS)
    if content is None or b"mailMerge" not in content:
        return
    if etree.fromstring(content, _PARSER).find(f".//{name('mailMerge')}") is not None:
        findings.add(
            PERTE,
            "Un publipostage est réglé dans le modèle : il ne passe pas dans les actes.",
            Location(package.file),
            hint="Dans Word\u00a0: onglet Publipostage, Démarrer la fusion et le publipostage, "
            "« Document Word normal ».",
            severity=Severity.WARNING,
        )


@cache
def _of_the_house() -> frozenset[str]:
    """What heads and feet of the house say, their tags as they are written."""
    parts = docx.Document(BytesIO(house_letterhead())).part.package.iter_parts()
    return frozenset(_said(part.element) for part in parts if part.content_type.endswith(_RUNNING))


def _said(root: Element) -> str:
    return "".join(plain_text(root).split())
