"""`make bench`: what actgen costs beside the bare engines, in CPU seconds of the whole process tree.

Ratios within one run are shown, since seconds say more about a machine than about a program; only what each
of many files costs is in milliseconds, and the check of templates in seconds, as their targets are. The
commands take turns, so that a slow minute is shared; the best of five turns counts, of two for what takes
seconds. Where the machine is busy nothing is said rather than something wrong. The papers of a group are
measured by `group.py`, which `make bench` calls next.

This process stays small: Linux counts the memory of a parent in the peak of its children.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import workspaces
from machine import HERE, lay, too_busy, workplace
from measures import (
    FINISHED,
    OUT,
    ROOT,
    Command,
    EachFile,
    Measure,
    Memory,
    OnceMore,
    Peak,
    Ratio,
    Time,
    french,
    take_turns,
)

EXAMPLE = ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml"
ROUNDS, LONG_ROUNDS = 5, 2
COMPLETE = Path("complete", "seances", "soiree.yaml")
LONG = "long"  # the pages of its acts


def main() -> int:
    load = os.getloadavg()[0]
    if too_busy():
        return 0
    with workplace() as folder:
        lay("prepare.py", EXAMPLE, folder)
        lay("workspaces.py", EXAMPLE, folder)
        lay("prepare.py", folder / COMPLETE, folder / LONG)
        return report(folder, load)


def report(folder: Path, load: float) -> int:
    """Take the turns, print the ratios; 1 when a target is missed."""
    python, actgen = sys.executable, [sys.executable, "-m", "actgen"]
    engine = Command([python, "-c", "import weasyprint"])
    bare, long_bare = (
        Command(
            [python, str(HERE / "bare_pdf.py"), str(pages)], {"FONTCONFIG_FILE": str(pages / "fonts.conf")}
        )
        for pages in (folder, folder / LONG)
    )
    long_render = Command([*actgen, "render", str(folder / COMPLETE), "--out", OUT])
    office = Command([python, str(HERE / "bare_word.py"), str(folder), str(folder / "profile")])
    usage = Command([*actgen, "--help"])
    check = Command([*actgen, "check", str(EXAMPLE)])
    render = Command([*actgen, "render", str(EXAMPLE), "--out", OUT])
    files = sorted(map(str, (folder / "files" / "seances").iterdir()))
    many = Command([*actgen, "check", *files])
    some = Command([*actgen, "check", *files[: workspaces.SOME_FILES]])
    large = Command([*actgen, "check", str(folder / "large" / "seances" / "soiree.yaml")])
    templates = Command([*actgen, "templates", "check"])
    signable, signable_once, finished, finished_once, plain, plain_once = (
        Command([python, str(HERE / "finishing.py"), str(EXAMPLE), way, str(times)])
        for way in ("signable", "finished", "plain")
        for times in (FINISHED, 1)
    )
    council = str(folder / "year" / "collectivites" / "conseil.yaml")
    opened = Command([*actgen, "export", "opendata", council, "--year", "2024", "--out", OUT])
    measures: list[Measure] = [
        Ratio("render (tout, 3 formats) / WeasyPrint seul, mêmes PDF", (render, bare), 1.5),
        Ratio("check / import de WeasyPrint", (check, engine), 0.9),
        Ratio("--help / import de WeasyPrint", (usage, engine), 0.3),
        EachFile(f"check de {len(files)} fichiers, chacun, démarrage à part", (many, check), 15),
        OnceMore(
            "PDF/UA-1 et faits portés / PDF/A-3a seul", (finished, finished_once, plain, plain_once), 1.08
        ),
        OnceMore(
            "avec les places de signature / sans elles", (signable, signable_once, finished, finished_once)
        ),
        Memory(f"check, mémoire de {len(files)} fichiers / de {workspaces.SOME_FILES}", (many, some), 1.1),
        Ratio("check, 60 points et 69 membres / l’exemple", (large, check), 3),
        Ratio("render, 60 points, 69 membres, tous actes / WeasyPrint", (long_render, long_bare), 1.6),
        Peak("render, 60 points, 69 membres, mémoire au plus haut", (long_render,), 400),
        Time("export opendata, une année de 300 délibérations", (opened,), 2),
        Time("templates check, tous les modèles livrés et leurs essais", (templates,), 15),
    ]
    commands = [engine, bare, usage, check, render, many, some, large, opened]
    commands += [signable, signable_once, finished, finished_once, plain, plain_once]
    if shutil.which("soffice"):
        commands.append(office)
        measures.append(Ratio("docxtpl + LibreOffice / WeasyPrint seul, mêmes actes", (office, bare)))
    take_turns(commands, folder, ROUNDS)
    take_turns((long_bare, long_render, templates), folder / "long", LONG_ROUNDS)
    print(f"Temps de calcul, meilleur de {ROUNDS}, charge {french(load)} puis {french(os.getloadavg()[0])}")
    print(*measures, sep="\n")
    peaks = f"render {render.peak // 1024} Mo, WeasyPrint seul {bare.peak // 1024} Mo"
    print(f"Mémoire au plus haut\u00a0: {peaks}")
    return int(any(measure.missed for measure in measures))


if __name__ == "__main__":
    sys.exit(main())
