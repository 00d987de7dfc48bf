"""Every Word file that is given, at each stage, judged by LibreOffice's own accessibility check.

The check is that of the menu « Tools, Accessibility Check », run by `office.py`. A town's letterhead is its
own and is not judged; its coat of arms is.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from actgen.document.nodes import Document
from actgen.outputs.docx import render_docx
from actgen.outputs.docx.package import zip_parts
from actgen.outputs.house.look import DEFAULT, Look
from tests.outputs.conformity.corpus import each_once, of_kinds, of_sessions
from tests.outputs.conformity.test_validators import _looks as looks
from tests.outputs.conformity.word import faults
from tests.outputs.docx.word_file import WordFile
from tests.outputs.sample_act import sample
from tests.session.acts import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

OFFICE = ROOT / "tests" / "outputs" / "conformity" / "office.py"
DEBIAN_PYTHON = "/usr/bin/python3"  # the one that python3-uno belongs to

# What breaks a file, the part where it is, and what the check says of it.
BREAKS = (
    ("docProps/core.xml", "<dc:title>.*?</dc:title>", "", "Document title is not set"),
    ("word/document.xml", 'w:val="Titre2"', 'w:val="Titre4"', "Heading level 4 must not go after 1"),
    ("word/document.xml", ' descr="[^"]+" title="[^"]+"', "", "No alt text for graphic"),
    ("word/document.xml", '<w:rStyle w:val="ActeGras"/>', "<w:b/>", "formatting conveys additional meaning"),
    ("word/document.xml", "\u2002{6,}", "…………", "An input form is not interactive"),
)


def office(files: Sequence[Path], folder: Path) -> dict[str, list[str]]:
    """What LibreOffice finds in each file."""
    listing, answer = folder / "fichiers.txt", folder / "verdicts.json"
    listing.write_text("\n".join(map(str, files)), encoding="utf-8")
    done = subprocess.run(
        [DEBIAN_PYTHON, str(OFFICE), str(listing), str(answer)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        timeout=1400,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    said: dict[str, list[str]] = json.loads(answer.read_text(encoding="utf-8"))
    assert set(said) == set(map(str, files))
    return said


def acts() -> Iterator[tuple[str, Document, Look]]:
    for each in (of_kinds(), of_sessions()):
        yield from ((name, document, DEFAULT) for name, document in each_once(each))
    for name, look in looks():
        if look.arms:
            yield from ((f"sample {name} {projet}", sample(projet=projet), look) for projet in (True, False))


def test_every_word_file_is_clean_at_each_stage(tmp_path: Path) -> None:
    files, names = [], {}
    for rank, (name, document, look) in enumerate(acts()):
        files.append(tmp_path / f"{rank:03}.docx")
        files[-1].write_bytes(render_docx(document, look=look))
        names[str(files[-1])] = name
    assert {names[str(file)]: found for file in files if (found := faults(file.read_bytes()))} == {}
    assert {names[file]: found for file, found in office(files, tmp_path).items() if found} == {}


def test_the_check_finds_what_we_break(tmp_path: Path) -> None:
    """A verdict is worth what it takes to fail: the same check, on files broken on purpose."""
    whole = WordFile(render_docx(sample(), look=dict(looks())["blason png"])).parts
    files = []
    for rank, (part, old, new, _) in enumerate(BREAKS):
        broken, times = re.subn(old, new, whole[part].decode(), count=1, flags=re.DOTALL)
        assert times == 1, f"nothing to break: {old}"
        files.append(tmp_path / f"{rank}.docx")
        files[-1].write_bytes(zip_parts({**whole, part: broken.encode()}))
    said = office(files, tmp_path)
    for file, (*_, expected) in zip(files, BREAKS, strict=True):
        assert any(expected in sentence for sentence in said[str(file)]), (expected, said[str(file)])
