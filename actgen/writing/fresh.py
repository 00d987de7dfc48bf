"""What need not be made again: a file that an earlier run made from the same, and that is still there."""

from __future__ import annotations

from pathlib import Path

from actgen.records import dataclass
from actgen.writing.fingerprint import Fingerprint
from actgen.writing.journal import Journal, read_journal
from actgen.writing.names import is_safe


@dataclass(frozen=True, slots=True)
class Fresh:
    """The files of a folder, as the journal of an earlier run tells of them."""

    folder: Path
    journal: Journal

    def known(self, name: str, made_from: str) -> Fingerprint | None:
        """The hashes of that file, when it was made from the same and a file of its name is there.

        A file changed since by hand counts: it is kept as it is whatever would be made. One that is gone is
        made again.
        """
        entry = self.journal.files.get(name)
        if entry is None or not made_from or entry.made_from != made_from or not is_safe(name):
            return None
        return entry.fingerprint if (self.folder / name).is_file() else None


def fresh(folder: Path) -> Fresh:
    """What a folder holds already. Raises EnvironmentFault for a journal that can't be read."""
    return Fresh(folder, read_journal(folder))
