"""Where measures are taken: a machine that is quiet, a folder that goes, every module compiled beforehand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from measures import ROOT, french

HERE = Path(__file__).resolve().parent
BUSY = 0.5  # load average a core, before the first turn


def too_busy() -> bool:
    """Whether nothing can be measured now; it is said."""
    load, ceiling = os.getloadavg()[0], BUSY * (os.cpu_count() or 1)
    if load > ceiling:
        print(f"non mesuré\u00a0: la machine est occupée (charge {french(load)}, au plus {french(ceiling)})")
    return load > ceiling


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder to measure in. Modules are compiled there, as where a program is installed."""
    with TemporaryDirectory(prefix="actgen-bench-") as temporary:
        folder = Path(temporary)
        os.environ |= {
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            "PYTHONPATH": str(ROOT),  # this checkout's actgen, whichever is installed
        }
        yield folder


def lay(script: str, *arguments: object) -> None:
    """Have a script of this folder lay down what is measured on."""
    line = [sys.executable, str(HERE / script), *map(str, arguments)]
    subprocess.run(line, stdin=subprocess.DEVNULL, cwd=ROOT, check=True)
