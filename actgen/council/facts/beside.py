"""Files that stand beside the one that is read, and what it is found to say wrong."""

from __future__ import annotations

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.base.records import replace
from actgen.council.facts.texte import Prose
from actgen.reading.sources import Source, SourceFault, Sources

LIMIT = 5_000_000
"""Bytes of a text, an image, a font or a letterhead."""


class Beside(Struct):
    """What the reading of a collectivity or a group refers to; `mender` owns its file.

    `tenue`: a session that was held needs a roster; before, a starter file may wait for it.
    """

    sources: Sources
    file: str
    mender: Mender = Mender.SECRETAIRE
    tenue: bool = True
    findings: list[Diagnostic] = field(default_factory=list)

    def tell(self, finding: Diagnostic) -> None:
        """Note a fault that whoever owns the file mends."""
        self.findings.append(replace(finding, mender=self.mender))

    def read(self, nom: str, limit: int = LIMIT) -> Source | SourceFault:
        """A file that this one names."""
        return self.sources.read(nom, base=self.sources.folder_of(self.file), limit=limit)

    def prose(self, nom: str, lieu: Location) -> Prose | None:
        """The bytes of a file, named at that place; None after a finding."""
        source = self.read(nom)
        if isinstance(source, SourceFault):
            self.tell(source.finding(lieu))
            return None
        return Prose(source.path, source.content, lieu)
