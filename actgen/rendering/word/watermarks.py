"""Watermarks and decorative texts of a Word template, which acts would lose."""

from __future__ import annotations

from actgen.diagnostics import Location, Severity
from actgen.rendering.docx.drawn import drawn_words
from actgen.rendering.docx.markup import local
from actgen.rendering.word.losses import PERTE
from actgen.rendering.word.places import Places
from actgen.rendering.word.tags import Findings

_LONGEST = 60  # signs of such words that a message quotes
_BY_ACTGEN = "projet"


def find_watermarks(places: Places, findings: Findings) -> None:
    """Refuse the words that only the Word file would show, each told once with its places."""
    found: dict[str, list[Location]] = {}
    for element in places.story.root.iter():
        if local(element) in ("drawing", "pict") and (said := drawn_words(element)):
            found.setdefault(said, []).append(places.of(element))
    in_text = places.story.is_body or places.story.is_notes
    what = "texte décoratif (WordArt)" if in_text else "filigrane"
    for said, where in found.items():
        quoted = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        findings.add(
            PERTE,
            f"Le {what} « {quoted} » ne serait que dans le modèle Word : il manquerait dans l’acte.",
            *dict.fromkeys(where),
            hint=_hint(quoted, in_text=in_text),
            severity=Severity.ERROR,
        )


def _hint(said: str, *, in_text: bool) -> str:
    if in_text:
        return "Écrivez ces mots dans un paragraphe, puis supprimez ce dessin."
    without = "ôtez le filigrane (Word, onglet Création : Filigrane, Supprimer le filigrane)"
    if said.casefold() == _BY_ACTGEN:
        return f"actgen imprime lui-même PROJET sur chaque projet d’acte : {without}."
    return f"Écrivez « {said} » dans le texte, puis {without}."
