"""Which journal answers for a file from anywhere: by its bytes, by what it was before, by its name.

A name alone is a weak sign: acts of two sessions have the same. Of several, the one is taken that the data
of the PDF speak of; a Word file is that whose properties it has, a page that whose head it has. A stranger
may have written them: it is compared with that act, and found to differ.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pikepdf
from msgspec import Struct

from actgen.acts.outputs.carried import NAME
from actgen.acts.outputs.carried_facts import LARGEST
from actgen.delivery.verify.alone import opened_apart
from actgen.delivery.verify.files import file_beginnings
from actgen.delivery.verify.word import WORD, same_properties
from actgen.reading.apart import Defect, pdf_fault
from actgen.reading.nodes import Mapping, Scalar
from actgen.reading.yaml_tree import read_tree
from actgen.session.writing.journal import JOURNAL, Entry, Journal, UnreadableJournal, read_journal
from actgen.session.writing.names import slug
from actgen.session.writing.replace import file_state

_DEEPEST = 12
_PAGE = (".html", ".htm")
_LONGEST_HEAD = 20_000
_MOST_FOLDERS = 5_000


class Answering(Struct, frozen=True):
    """The journal of a folder that names a file, and under which name."""

    folder: Path
    journal: Journal
    nom: str

    @property
    def entry(self) -> Entry:
        """What it says of that file."""
        return self.journal.files[self.nom]


def folders_of_acts(root: Path) -> Iterator[tuple[Path, Journal]]:
    """Each folder with a journal that can be read, those nearest to `root` first; links aren't followed."""
    found = []
    for name, below, files in islice(os.walk(root), _MOST_FOLDERS):
        place = Path(name)
        below[:] = sorted(each for each in below if not each.startswith("."))
        if len(place.relative_to(root).parts) >= _DEEPEST:
            below.clear()
        if JOURNAL in files:
            found.append(place)
    for place in sorted(found, key=lambda each: (len(each.parts), each)):
        try:
            yield place, read_journal(place)
        except UnreadableJournal:
            continue


def answering(path: Path, root: Path) -> Answering | None:
    """The journal below a folder that answers for that file; None where none knows it."""
    journals = list(folders_of_acts(root))
    for sha256 in (file_state(path), *file_beginnings(path)):
        for folder, journal in journals:
            for nom, entry in sorted(journal.files.items()):
                if entry.fingerprint.sha256 == sha256:
                    return Answering(folder, journal, nom)
    named = [
        Answering(folder, journal, path.name) for folder, journal in journals if path.name in journal.files
    ]
    if path.suffix.lower() == WORD and len(named) != 1:
        return _by_properties(path, journals)
    if path.suffix.lower() in _PAGE and len(named) != 1:
        return _by_head(path, journals)
    if len(named) < 2 or path.suffix.lower() != ".pdf":
        return named[0] if len(named) == 1 else None
    told = opened_apart(_told, path)
    wanted = "" if isinstance(told, Defect) else told
    return next((each for each in named if wanted and f"-{wanted}" in each.folder.as_posix()), None)


def _by_properties(path: Path, journals: Iterable[tuple[Path, Journal]]) -> Answering | None:
    """The Word file, kept under any name, that has the properties of that one; of several, by its name."""
    kept = [
        Answering(folder, journal, nom)
        for folder, journal in journals
        for nom in sorted(journal.files)
        if nom.lower().endswith(WORD)
    ]
    same = [kept[rank] for rank in same_properties(path, [each.folder / each.nom for each in kept])]
    named = [each for each in same if each.nom == path.name]
    return next((found[0] for found in (same, named) if len(found) == 1), None)


def _by_head(path: Path, journals: Iterable[tuple[Path, Journal]]) -> Answering | None:
    """The page, kept under any name, whose head is that one's: its title, whose act it is, its subject.

    An act and its copy to publish have the same: then by its name, else by what most of it says.
    """
    head = _head(path)
    kept = [
        Answering(folder, journal, nom)
        for folder, journal in journals
        for nom in sorted(journal.files)
        if nom.lower().endswith(_PAGE) and head and _head(folder / nom) == head
    ]
    named = [each for each in kept if each.nom == path.name]
    if len(kept) < 2 or len(named) == 1:
        return next(iter(named or kept), None)
    words = set(path.read_bytes().split(b"<"))
    return max(kept, key=lambda each: len(words & set((each.folder / each.nom).read_bytes().split(b"<"))))


def _head(page: Path) -> bytes:
    """What a page says of itself before its style; empty for what is none of ours, or can't be read."""
    try:
        with page.open("rb") as opened:
            beginning, style, _ = opened.read(_LONGEST_HEAD).partition(b"<style>")
    except OSError:
        return b""
    return beginning if style and b"<title>" in beginning else b""


def _told(_name: str, content: bytes) -> str:
    """How the folder of an act ends by what a PDF says of itself: « le-trehou/2024-11-14 »; else empty."""
    if pdf_fault(content):
        return ""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if NAME not in pdf.attachments:
            return ""
        source = pdf.attachments[NAME].get_file().read_bytes()
    tree, _ = read_tree(source, NAME, limit=LARGEST) if len(source) <= LARGEST else (None, ())
    if not isinstance(tree, Mapping):
        return ""
    held = {key.text: value.text for key, value in tree if isinstance(value, Scalar)}
    return f"{slug(held['collectivite'])}/{held['date']}" if {"collectivite", "date"} <= held.keys() else ""
