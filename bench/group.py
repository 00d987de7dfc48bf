"""What all the papers of a group cost: 39 communes, each its model, its letter, the convention of all."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from measures import OUT, Beyond, Command, Faster, Measure, Ratio

HERE = Path(__file__).resolve().parent
FILE = Path("group", "groupements", "e_services.yaml")
BARE = "bare-group"  # the pages of its acts
KEPT = "kept"  # where a batch was written and nothing has changed since


@dataclass
class Batch:
    """The commands of a batch and what is told of them; `usage` is start-up alone."""

    folder: Path
    usage: Command
    commands: list[Command] = field(init=False)
    measures: list[Measure] = field(init=False)

    def __post_init__(self) -> None:
        pages = self.folder / BARE
        bare = Command(
            [sys.executable, str(HERE / "bare_pdf.py"), str(pages)],
            {"FONTCONFIG_FILE": str(pages / "fonts.conf")},
        )
        printed, alone = self._batch(OUT, "1", "pdf,html"), self._batch(OUT, "1")
        unchanged = self._batch(str(self.folder / KEPT), "1")
        self.commands = [bare, printed, alone, unchanged]
        self.measures = [
            Ratio("batch, 39 communes, PDF et HTML / WeasyPrint seul", (printed, bare), 1.25),
            Ratio("batch, 39 communes, 3 formats / WeasyPrint seul", (alone, bare), 1.6),
            Beyond("batch, rien n’a changé, démarrage à part", (unchanged, self.usage), 1),
        ]
        if (os.cpu_count() or 1) > 1:
            together = self._batch(OUT, "2")
            self.commands.append(together)
            self.measures.append(Faster("batch, 2 processus, fois plus vite que 1", (alone, together), 1.7))

    def _batch(self, out: str, jobs: str, formats: str = "pdf,docx,html") -> Command:
        line = [sys.executable, "-m", "actgen", "batch", str(self.folder / FILE), "--out", out]
        return Command([*line, "--jobs", jobs, "--formats", formats])
