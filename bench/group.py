"""`make bench-group`: what all the papers of a group cost: 39 communes, then 500.

Ratios of CPU seconds as `make bench` tells them; the commands take turns, the best of five counts.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import groups
from machine import HERE, lay, too_busy, workplace
from measures import OUT, ROOT, Command, Faster, Measure, Peak, Ratio, french, take_turns

EXAMPLE = ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml"
ROUNDS = 5
ALL = "pdf,docx,html"
BARE = "bare-group"  # the pages of its acts


@dataclass
class Again(Command):
    """A batch in a folder where an earlier one has written; it must write anew so many folders, no other."""

    kept: Path = Path()
    folders: int = 0

    def run(self, out: Path) -> None:
        """One turn; a batch that did more or less than what is measured stops everything."""
        before = self._journals()
        super().run(out)
        if before:
            anew = [place.parent for place, time in self._journals().items() if before.get(place) != time]
            if len(anew) != self.folders:
                raise SystemExit(f"bench: {len(anew)} dossiers écrits au lieu de {self.folders}")

    def _journals(self) -> dict[Path, int]:
        return {place: place.stat().st_mtime_ns for place in self.kept.rglob("journal.json")}


class EachCommune(Measure):
    """What a commune costs in a large group over what it costs in a small one, start-up apart."""

    @property
    def value(self) -> float:
        large, small, least = self.commands
        return _each(large, least, groups.MANY) / _each(small, least, groups.SOME)


def _each(command: Command, least: Command, size: int) -> float:
    return (command.best - least.best) / (size - groups.FEW)


@dataclass
class Batch:
    """The commands of a batch and what is told of them."""

    folder: Path
    commands: list[Command] = field(init=False)
    measures: list[Measure] = field(init=False)

    def __post_init__(self) -> None:
        pages = self.folder / BARE
        bare = Command(
            [sys.executable, str(HERE / "bare_pdf.py"), str(pages)],
            {"FONTCONFIG_FILE": str(pages / "fonts.conf")},
        )
        printed, alone = (Command(self._batch("group", OUT, "1", forms)) for forms in ("pdf,html", ALL))
        unchanged = self._again("group", "kept", 0)
        back, changed = self._again("group", "kept-changed", 1), self._again("changed", "kept-changed", 1)
        self.commands = [bare, printed, alone, unchanged, back, changed]
        self.measures = [
            Ratio("batch, 39 communes, PDF et HTML / WeasyPrint seul", (printed, bare)),
            Ratio("batch, 39 communes, 3 formats / WeasyPrint seul", (alone, bare), 0.85),
            Ratio("batch, rien n’a changé / les 39", (unchanged, alone), 0.15),
            Ratio("batch, une commune a changé / les 39", (changed, alone)),
        ]
        self._several(alone)
        self._sizes()
        self._office(pages, alone)

    def _several(self, alone: Command) -> None:
        if (os.cpu_count() or 1) > 1:
            together = Command(self._batch("group", OUT, "2", ALL))
            self.commands.append(together)
            self.measures.append(Faster("batch, 2 processus, fois plus vite que 1", (alone, together), 1.7))

    def _sizes(self) -> None:
        """The large one once: it takes minutes. In two processes, each of which makes 500 acts."""
        few, some = (Command(self._batch(f"communes-{size}", OUT, "2", ALL)) for size in groups.SIZES[:2])
        many = Command(self._batch(f"communes-{groups.MANY}", OUT, "2", ALL), turns=1)
        self.commands += [few, some, many]
        self.measures += [
            EachCommune("batch, une commune de 500 / une de 39", (many, some, few), 1.0),
            Peak("batch, mémoire du plus gros processus, 39 communes", (some,), 120),
            Peak("batch, mémoire du plus gros processus, 500 communes", (many,)),
        ]

    def _office(self, pages: Path, alone: Command) -> None:
        if shutil.which("soffice"):
            office = Command(
                [sys.executable, str(HERE / "bare_word.py"), str(pages), str(self.folder / "profile")]
            )
            self.commands.append(office)
            self.measures.append(
                Ratio("batch, 3 formats / docxtpl + LibreOffice, Word et PDF", (alone, office), 1.3)
            )

    def _again(self, group: str, kept: str, folders: int) -> Again:
        place = self.folder / kept
        return Again(self._batch(group, str(place), "1", ALL), kept=place, folders=folders)

    def _batch(self, group: str, out: str, jobs: str, formats: str) -> list[str]:
        line = [sys.executable, "-m", "actgen", "batch", str(self.folder / group / groups.FILE)]
        return [*line, "--out", out, "--jobs", jobs, "--formats", formats]


def main() -> int:
    if too_busy():
        return 0
    with workplace() as folder:
        lay("groups.py", EXAMPLE, folder)
        lay("prepare_batch.py", folder / "group" / groups.FILE, folder / BARE)
        batch = Batch(folder)
        take_turns(batch.commands, folder, ROUNDS)
    print(f"Groupement, temps de calcul, meilleur de {ROUNDS}, charge à la fin {french(os.getloadavg()[0])}")
    print(*batch.measures, sep="\n")
    return int(any(measure.missed for measure in batch.measures))


if __name__ == "__main__":
    sys.exit(main())
