"""What to do with a file of templates that nobody reads, from what its name looks like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from actgen.text.messages import say

_CLOSE = 0.6
_TO_WORD = frozenset(
    {".odt", ".ott", ".fodt", ".doc", ".dot", ".dotx", ".dotm", ".docm", ".rtf", ".pages", ".pdf"}
)
_TO_MARKDOWN = frozenset({".txt", ".text", ".markdown", ""})
_NAME = re.compile(r"[A-Za-z0-9_]+")  # that a tag may write


def advice_on(place: Path, known: Iterable[str]) -> str:
    """What to do with a file that none of the texts known by these names is read from."""
    names = sorted(known)
    suffix = place.suffix.casefold()
    if suffix in _TO_WORD:
        name = _nearest(place.stem, names) or place.stem
        return say(
            "actgen ne lit que le Word (.docx) et le Markdown (.md) : enregistrez-le au format "
            "« Document Word (.docx) », sous le nom « {nom} ».",
            nom=f"{name}.docx",
        )
    if suffix in _TO_MARKDOWN and (name := _nearest(place.stem, names)):
        return say("Si c'est du Markdown, nommez-le « {nom} ».", nom=f"{name}.md")
    original = _copied(place.stem, names)
    if original and not _has(place, original):
        return say("Si c'est ce texte, nommez-le « {nom} ».", nom=f"{original}{suffix}")
    if original:
        return say(
            "C'est sans doute une copie : seul « {nom} » est lu. Mettez-y ce qui doit servir, et rangez la "
            "copie hors des modèles.",
            nom=f"{original}{suffix}",
        )
    if near := _nearest(place.stem, names):
        return say("Vouliez-vous dire « {nom} » ?", nom=f"{near}{suffix}")
    if suffix not in (".md", ".docx"):
        return say("Rangez-le hors des modèles.")
    if not _NAME.fullmatch(place.stem):
        return say(
            "S'il doit servir, donnez-lui le nom du texte dont il tient lieu (corps, expose, dispositif…) ; "
            "sinon, rangez-le hors des modèles."
        )
    return say("Nommez-le dans un texte par {{{{ clause.{nom} }}}}, ou retirez-le.", nom=place.stem)


def _has(place: Path, name: str) -> bool:
    """Whether the text of that name stands beside, in either format."""
    return any(place.with_name(f"{name}{suffix}").is_file() for suffix in (".md", ".docx"))


def _nearest(stem: str, names: list[str]) -> str:
    if stem in names:
        return stem
    low = _plain(stem).replace(" ", "_").replace("-", "_")
    return next(iter(get_close_matches(low, names, n=1, cutoff=_CLOSE)), "")


def _copied(stem: str, names: list[str]) -> str:
    """The longest name that stands in another with something around it: « corps - Copie », « corps (1) »."""
    low = _plain(stem)
    around = (
        name
        for name in names
        if len(name) < len(low) and re.search(rf"(?<![a-z0-9_]){re.escape(name)}(?![a-z])", low)
    )
    return max(around, key=len, default="")


def _plain(text: str) -> str:
    """Without capitals nor accents: « Exposé » is near « expose »."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign)
    )
