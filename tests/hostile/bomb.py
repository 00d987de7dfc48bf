"""A bomb, read in a process that has little memory: `python -m tests.hostile.bomb NAME` prints its codes."""

from __future__ import annotations

import io
import resource
import sys
import zipfile
from collections.abc import Callable

from actgen.acts.templating.reading import read_template
from actgen.base.diagnostics import Severity
from actgen.reading.sources import Source
from tests.hostile.word.builder import edited, p, word

MEMORY = 1_200_000_000  # bytes of address space: what the libraries map, and some acts
_BODY = "word/document.xml"


def _inflated(content: bytes, fill: bytes, times: int, *, lie: bool = False) -> bytes:
    """A Word file with one more part, of `times` blocks, made without ever holding it."""
    buffer = io.BytesIO(content)
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/x.xml", "w") as part,
    ):
        for _ in range(times):
            part.write(fill * 1_000_000)
    whole = buffer.getvalue()
    if lie:
        size = (times * 1_000_000 * len(fill)).to_bytes(4, "little")
        whole = whole.replace(size, (900_000).to_bytes(4, "little"))
    return whole


def _many_entries() -> bytes:
    return edited(word("x"), lambda parts: parts.update({f"word/x{n}.xml": b"<a/>" for n in range(5_000)}))


def _repeated(element: str, times: int) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts[_BODY] = parts[_BODY].replace(b"<w:sectPr", element.encode() * times + b"<w:sectPr", 1)

    return edited(word("x"), change)


BUILDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a zip of zeros": ("docx", lambda: _inflated(word("x"), b"\0", 1_000)),
    "a zip of spaces": ("docx", lambda: _inflated(word("x"), b" ", 50)),
    "a zip that lies": ("docx", lambda: _inflated(word("x"), b" ", 200, lie=True)),
    "entries by thousands": ("docx", _many_entries),
    "paragraphs by thousands": ("docx", lambda: _repeated("<w:p/>", 30_000)),
    "elements by millions": ("docx", lambda: _repeated("<w:p><w:r/><w:r/><w:r/></w:p>" * 10, 14_000)),
    "tags by thousands": ("md", lambda: b"{{ x }}\n\n" * 6_000),
    "tags by thousands in Word": ("docx", lambda: word(*[p("{{ x }}" * 30)] * 200)),
    "a million characters": ("md", lambda: b"a " * 600_000),
    "stars by thousands": ("md", lambda: b"*" * 20_000 + b"a" + b"*" * 20_000),
    "brackets by thousands": ("md", lambda: b"[" * 50_000),
    "cells by thousands": ("md", lambda: b"|" * 60_000 + b"\n" + b"|-" * 60_000 + b"|\n"),
}


def main() -> int:
    form, build = BUILDS[sys.argv[1]]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _, findings = read_template(Source(f"corps.{form}", build(), ""), lambda name: None)
    print(" ".join(finding.code for finding in findings if finding.severity is Severity.ERROR))
    return 0


if __name__ == "__main__":
    sys.exit(main())
