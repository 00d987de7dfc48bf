"""What to write instead: advice on a tag that isn't understood, to somebody who never programmed."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_SINGLE_EQUAL = re.compile(r"(?<![=!<>])=(?!=)")
_BARE_TEST = re.compile(r"(?<!is )(?<!not )\b(connu|vide)\b")
_FRENCH = {
    "et": "and", "ou": "or", "non": "not", "pas": "not", "est": "is", "dans": "in", "sinon": "else",
}  # fmt: skip
_FRENCH_WORD = re.compile(rf"(?<![\w.])({'|'.join(_FRENCH)})(?![\w.])", re.IGNORECASE)
_TAGS = {
    "si": "if", "sinon": "else", "sinonsi": "elif", "elsif": "elif", "elseif": "elif", "finsi": "endif",
    "fin": "endif", "end": "endif", "pour": "for", "foreach": "for", "finpour": "endfor", "soit": "set",
}  # fmt: skip
FOR_EXAMPLE = "Exemple\u00a0: {% for membre in membres %}."
SET_EXAMPLE = "Exemple\u00a0: {% set nombre = vote.pour %}."
EXAMPLES = "Exemples : {{ seance.date | date }}, {% if vote.unanime %}, {% for visa in visas %}."


def advice(text: str) -> str:
    """On a tag, written whole, whose content isn't understood."""
    inside = _QUOTED.sub("''", text.removesuffix("{% endfor %}")[2:-2].strip())
    if any(sign in text for sign in "«»“”‘’"):
        return 'Dans une balise, les textes sont entre guillemets droits : "…".'
    if "{" in inside or "}" in inside:
        return "Retirez l’accolade de trop : une balise en a deux de chaque côté."
    if _SINGLE_EQUAL.search(inside) and not inside.startswith("set "):
        return "Pour comparer, écrivez deux fois le signe égal : {% if collectivite.nom == 'Aulon' %}."
    if found := _FRENCH_WORD.search(inside):
        return f"Dans une balise, « {found[1]} » s’écrit « {_FRENCH[found[1].lower()]} »."
    if found := _BARE_TEST.search(inside):
        return f"Écrivez « is {found[1]} » ou « is not {found[1]} »."
    return EXAMPLES


def is_else_if(body: str) -> bool:
    """True for « else if », which other languages write and this one would read as a plain `else`."""
    return body.split()[:2] == ["else", "if"]


def tag_advice(body: str) -> str:
    """On a tag whose first word isn't admitted: how the word is written, or an empty text."""
    words = body.lower().split()[:2]
    if not words:
        return ""
    joined = "".join(words)
    known = _TAGS.get(joined) or ({"endif": "endif", "endfor": "endfor"}.get(joined)) or _TAGS.get(words[0])
    if known is None:
        return ""
    both = joined in _TAGS or joined in ("endif", "endfor")
    return f"« {' '.join(words) if both else words[0]} » s’écrit « {known} ». "
