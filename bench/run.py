"""`make bench`: what actgen costs beside the bare engines, in CPU seconds of the whole process tree.

Only ratios within one run are shown, since seconds say more about a machine than about a program. The
commands take turns, so that a slow minute is shared; the best of five turns counts. Where the machine is busy
nothing is said rather than something wrong.

This process stays small: Linux counts the memory of a parent in the peak of its children.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
EXAMPLE = ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml"
ROUNDS = 5
OUT = "{out}"
BUSY = 0.5  # load average a core, before the first turn
UNSTEADY = 1.15  # median of a command's turns, over the best of them


@dataclass
class Command:
    """A command line and what each of its turns took."""

    line: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    peak: int = 0  # kB

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def steady(self) -> bool:
        return median(self.seconds) <= UNSTEADY * self.best

    def run(self, out: Path) -> None:
        """One turn, its output thrown away; `OUT` in the line is a folder that isn't there yet."""
        line = [part.replace(OUT, str(out)) for part in self.line]
        surroundings = os.environ | self.environment
        with subprocess.Popen(
            line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT, env=surroundings
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"bench: {' '.join(line)} → {process.returncode}")
        self.seconds.append(usage.ru_utime + usage.ru_stime)
        self.peak = max(self.peak, usage.ru_maxrss)


@dataclass(frozen=True)
class Ratio:
    """One line of the report; without a target it is told for comparison."""

    title: str
    measured: Command
    yardstick: Command
    target: float | None = None

    @property
    def value(self) -> float:
        return self.measured.best / self.yardstick.best

    @property
    def steady(self) -> bool:
        return self.measured.steady and self.yardstick.steady

    @property
    def missed(self) -> bool:
        return self.steady and self.target is not None and self.value > self.target

    def __str__(self) -> str:
        if not self.steady:
            return f"  {self.title:<58} non mesuré (temps trop dispersés)"
        told = f"  {self.title:<58} {french(self.value):>5}"
        if self.target is None:
            return told
        return f"{told}   cible {french(self.target)}, {'dépassée' if self.missed else 'tenue'}"


def french(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def main() -> int:
    load = os.getloadavg()[0]
    ceiling = BUSY * (os.cpu_count() or 1)
    if load > ceiling:
        print(f"non mesuré\u00a0: la machine est occupée (charge {french(load)}, au plus {french(ceiling)})")
        return 0
    with TemporaryDirectory(prefix="actgen-bench-") as temporary:
        folder = Path(temporary)
        # every module compiled beforehand, as where a program is installed; the checkout stays as it is
        os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        subprocess.run(
            [sys.executable, HERE / "prepare.py", EXAMPLE, folder],
            stdin=subprocess.DEVNULL,
            cwd=ROOT,
            check=True,
        )
        return report(folder, load)


def report(folder: Path, load: float) -> int:
    """Take the turns, print the ratios; 1 when a target is missed."""
    python, actgen = sys.executable, [sys.executable, "-m", "actgen"]
    engine = Command([python, "-c", "import weasyprint"])
    bare = Command(
        [python, str(HERE / "bare_pdf.py"), str(folder)], {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    )
    office = Command([python, str(HERE / "bare_word.py"), str(folder), str(folder / "profile")])
    usage = Command([*actgen, "--help"])
    check = Command([*actgen, "check", str(EXAMPLE)])
    render = Command([*actgen, "render", str(EXAMPLE), "--out", OUT])
    ratios = [
        Ratio("render (tout, 3 formats) / WeasyPrint seul, mêmes PDF", render, bare, 1.5),
        Ratio("check / import de WeasyPrint", check, engine, 0.9),
        Ratio("--help / import de WeasyPrint", usage, engine, 0.3),
    ]
    commands = [engine, bare, usage, check, render]
    if shutil.which("soffice"):
        commands.append(office)
        ratios.append(Ratio("docxtpl + LibreOffice / WeasyPrint seul, mêmes actes", office, bare))
    take_turns(commands, folder)
    print(f"Temps de calcul, meilleur de {ROUNDS}, charge {french(load)} puis {french(os.getloadavg()[0])}")
    print(*ratios, sep="\n")
    peaks = f"render {render.peak // 1024} Mo, WeasyPrint seul {bare.peak // 1024} Mo"
    print(f"Mémoire au plus haut\u00a0: {peaks}")
    return int(any(ratio.missed for ratio in ratios))


def take_turns(commands: Iterable[Command], folder: Path) -> None:
    """Each command once unheeded (compiled modules, LibreOffice's profile), then all in turn."""
    for turn in range(ROUNDS + 1):
        for command in commands:
            command.run(folder / f"out-{turn}")
            if turn == 0:
                command.seconds.clear()


if __name__ == "__main__":
    sys.exit(main())
