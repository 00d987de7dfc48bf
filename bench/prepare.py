"""Lay down what the bare engines are given: the acts of a session, as actgen hands them to its own.

    python bench/prepare.py SESSION FOLDER

In FOLDER: one `.html` an act, `sheet.css`, `fonts.conf` (only the face of the acts), and in `words/` the
finished Word files, which stand for Word templates with their text in.
"""

from __future__ import annotations

import sys
from pathlib import Path

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.fonts import font_folder
from actgen.acts.outputs.formats import formats
from actgen.acts.outputs.html import print_markup
from actgen.reading.sources import shipped
from actgen.session.examination import examine
from actgen.session.result import Options

FONTS = '<?xml version="1.0"?><fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>'


def main(session: Path, folder: Path) -> None:
    words = folder / "words"
    words.mkdir(parents=True)
    for rank, plan in enumerate(examine(session, Options(full=True)).plans, start=1):
        if plan.document is None:
            continue
        if "pdf" in formats(fixed=plan.fixed):
            (folder / f"{rank:03}.html").write_text(print_markup(plan.document), encoding="utf-8")
        if "docx" in formats(fixed=plan.fixed):
            (words / f"{rank:03}.docx").write_bytes(render_docx(plan.document))
    lay_settings(folder)


def lay_settings(folder: Path) -> None:
    """The sheet of every act, and fonts that are those of the acts alone."""
    sheet = shipped("templates", "socle", "impression.css").read_text(encoding="utf-8")
    (folder / "sheet.css").write_text(sheet, encoding="utf-8")
    settings = FONTS.format(fonts=font_folder(), cache=folder)
    (folder / "fonts.conf").write_text(settings, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
