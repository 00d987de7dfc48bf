"""A file opened to be measured, apart from this process (`reading.apart`): it may be a bomb."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from actgen.reading.apart import Defaut, apart, pdf_fault
from actgen.reading.revisions import signatures

T = TypeVar("T")

LARGEST = 100_000_000  # bytes of a file that is opened: the register of a year is a tenth of it
_INFLATED = 500_000_000


@dataclass(frozen=True, slots=True)
class Mesure:
    """What was found inside: the hash of the content, what kept it from being looked at, a signature."""

    contenu_sha256: str = ""
    defaut: Defaut | None = None
    signe: bool = False


def mesurer(path: Path) -> Mesure:
    """Open a file, whatever it is, and measure its content within bounds of size, memory and time."""
    seen = fichier_a_part(_looked_at, path)
    return Mesure(defaut=seen) if isinstance(seen, Defaut) else seen


def fichier_a_part(look: Callable[[str, bytes], T], path: Path) -> T | Defaut:
    """What a function sees in a file, in a process of its own, or why nothing could be seen.

    The function is one of a module, and so is what it gives.
    """
    try:
        if not path.is_file():
            return Defaut.ABIME
        if path.stat().st_size > LARGEST:
            return Defaut.ENORME
    except OSError:
        return Defaut.ABIME
    return apart(_read_by, look, path)


def _read_by(look: Callable[[str, bytes], T], path: Path) -> T:
    return look(path.name, path.read_bytes())


def _looked_at(name: str, content: bytes) -> Mesure:
    from actgen.writing import content_sha256

    name = name.lower()
    defaut = pdf_fault(content) if name.endswith(".pdf") else _zip_fault(name, content)
    if defaut is not None:
        return Mesure(defaut=defaut)
    return Mesure(content_sha256(name, content), signe=name.endswith(".pdf") and _is_signed(content))


def _is_signed(content: bytes) -> bool:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return bool(signatures(pdf))


def _zip_fault(name: str, content: bytes) -> Defaut | None:
    if not name.endswith((".docx", ".xlsx", ".zip")):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return Defaut.ABIME
    if sum(part.file_size for part in parts) > _INFLATED:
        return Defaut.ENORME
    return Defaut.CHIFFRE if any(part.flag_bits & 1 for part in parts) else None
