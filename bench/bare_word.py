"""The other way to the same acts: docxtpl fills each Word file, one LibreOffice turns them all into PDF.

python bench/bare_word.py FOLDER PROFILE
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from docxtpl import DocxTemplate

OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "3"},  # PDF/A-3
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}

folder, profile = Path(sys.argv[1]), Path(sys.argv[2])
filled = folder / "filled"
filled.mkdir(exist_ok=True)
for template in sorted((folder / "words").glob("*.docx")):
    word = DocxTemplate(template)
    word.render({}, autoescape=True)
    word.save(filled / template.name)
office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
wanted = ["--convert-to", f"pdf:writer_pdf_Export:{json.dumps(OPTIONS)}", "--outdir", str(filled)]
files = map(str, sorted(filled.glob("*.docx")))
subprocess.run([*office, *wanted, *files], stdin=subprocess.DEVNULL, check=True, capture_output=True)
