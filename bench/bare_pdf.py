"""The least that makes the same PDFs: WeasyPrint, one sheet parsed once, one font configuration.

python bench/bare_pdf.py FOLDER

It knows no law, checks nothing, writes no Word file: what actgen spends beyond it is actgen's own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

folder = Path(sys.argv[1])
fonts = FontConfiguration()
sheet = CSS(filename=folder / "sheet.css", font_config=fonts)
for page in sorted(folder.glob("*.html")):
    HTML(filename=page).write_pdf(
        page.with_suffix(".pdf"), stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/a-3a"
    )
