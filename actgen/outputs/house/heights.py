"""How high the heads and feet of a paper are: only the engine that prints them knows where words break."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from actgen.outputs.engine import engine
from actgen.outputs.house.look import Look
from actgen.outputs.house.markup import MEASURED, measuring_markup, resources
from actgen.outputs.house.paper import Heights, Paper
from actgen.outputs.house.styles import measuring_style

_KEPT = 16
_TALLEST = 120.0  # millimetres: what is higher leaves no page


@lru_cache(maxsize=_KEPT)
def measured(paper: Paper, look: Look) -> Paper:
    """The same paper, its heads and feet measured. Raises as the engine does."""
    style = f"<style>{measuring_style(look, paper)}</style>"
    markup = f"<html><head>{style}</head><body>{measuring_markup(paper)}</body></html>"
    found = engine().heights(markup, resources(look, paper))
    return replace(paper, heights=Heights(*(min(found.get(part, 0), _TALLEST) for part in MEASURED)))
