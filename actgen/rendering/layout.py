"""Which system library lays out the text of PDFs here: its version moves letters, and no package pins it."""

from __future__ import annotations

from actgen.errors import EnvironmentFault
from actgen.rendering.engine import engine


def layout_library() -> dict[str, str]:
    """The version of Pango, by its name; nothing on a machine that makes no PDF."""
    try:
        engine()  # loads it with our fonts alone
    except EnvironmentFault:
        return {}
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    return {"Pango": f"{number // 10_000}.{number // 100 % 100}.{number % 100}"}
