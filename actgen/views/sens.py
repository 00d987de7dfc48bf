"""What a field of a view means, in French, for those who write templates.

A meaning stands in the annotation of its field, `nom: Annotated[str, Sens("Nom seul.")]`: one home, beside
what it explains. Annotations stay texts until `actgen templates` resolves them, so that no run pays for it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sens:
    """The meaning of a field. Its spaces are plain: whoever shows it sets them as French wants."""

    texte: str
