"""The Word file of an act: its tree, laid on the letterhead of the commune or of the house."""

from actgen.outputs.docx.check import check_letterhead
from actgen.outputs.docx.render import render_docx

__all__ = ["check_letterhead", "render_docx"]
