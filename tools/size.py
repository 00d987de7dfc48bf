"""`make size`: how big the house is, and what a start costs; each figure beside its goal.

Lines are a sign, not the end: the figures tell whether a change made the house lighter. Times are CPU
seconds: a start as a ratio within this run (best of five turns, alternated), what a warm process answers in
milliseconds of this machine (best of five edits of one text); `make bench` has the others.
"""

from __future__ import annotations

import ast
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from actgen import Options, Workspace

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "data" / "seances" / "dietwiller-2022-12-15.yaml"
EVENING = ROOT / "data" / "seances" / "le-trehou-2024-11-14.yaml"  # a whole evening, its debates told
ACT = "deliberation-03"
EDITED = "salle polyvalente"  # words of the example, one sign longer at each turn
TURNS = 5
CHECK = [sys.executable, "-m", "actgen", "check", str(EXAMPLE)]
ENGINE = [sys.executable, "-c", "import weasyprint"]
# `-X importtime` writes a line a module on stderr, in the process that a user would start
LOADED = [sys.executable, "-X", "importtime", *CHECK[1:]]


def python_files(folder: str) -> list[Path]:
    """Every Python file of a folder of the checkout."""
    return sorted((ROOT / folder).rglob("*.py"))


def lines(files: Sequence[Path]) -> int:
    return sum(file.read_text(encoding="utf-8").count("\n") for file in files)


def lazy_imports(files: Sequence[Path]) -> int:
    """How many import statements stand inside functions."""
    return sum(1 for file in files for _ in _inside(ast.parse(file.read_text(encoding="utf-8"))))


def _inside(tree: ast.Module) -> Iterator[ast.AST]:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    seen = {
        id(node): node
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    yield from seen.values()


def own_modules() -> int:
    """How many modules of actgen a `check` of the example loads."""
    told = subprocess.run(
        LOADED, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=ROOT
    ).stderr
    return sum(1 for line in told.splitlines() if line.rpartition("|")[2].strip().split(".")[0] == "actgen")


def check_over_engine() -> float:
    """CPU time of a `check` over that of importing WeasyPrint; modules are compiled beforehand."""
    with tempfile.TemporaryDirectory() as compiled:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
        turns = [(_cpu(CHECK, environment), _cpu(ENGINE, environment)) for _ in range(TURNS + 1)][1:]
    return min(check for check, _ in turns) / min(engine for _, engine in turns)


def _cpu(command: list[str], environment: dict[str, str]) -> float:
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=ROOT,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def warm() -> tuple[float, float, float]:
    """CPU milliseconds in a process that has all loaded: an edited text checked, its page, then its PDF."""
    text = EVENING.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as out:
        workspace = Workspace(EVENING.parent.parent)
        turns = [
            _edited(workspace, text.replace(EDITED, f"{EDITED}{'s' * turn}", 1), out)
            for turn in range(TURNS + 1)
        ]
    checks, pages, papers = zip(*turns[1:], strict=True)
    return min(checks), min(pages), min(papers)


def _edited(workspace: Workspace, text: str, out: str) -> tuple[float, float, float]:
    marks = [time.process_time()]
    session = workspace.session(EVENING, text)
    session.findings  # noqa: B018 — what is measured is that it is asked
    marks.append(time.process_time())
    session.html(ACT)
    marks.append(time.process_time())
    workspace.session(EVENING, text, Options(only=(ACT,))).render(out, formats=("pdf",))
    marks.append(time.process_time())
    check, page, paper = (1000 * (after - before) for before, after in itertools.pairwise(marks))
    return check, page, paper


def main() -> None:
    package, tests, bench = map(python_files, ("actgen", "tests", "bench"))
    rows = [
        ("package, lines", f"{lines(package)}", "66000"),
        ("package, files", f"{len(package)}", "450"),
        ("tests, lines of Python", f"{lines(tests)}", "45000"),
        ("bench, lines", f"{lines(bench)}", "3500"),
        ("imports inside functions", f"{lazy_imports(package)}", "60"),
        ("modules of actgen that `check` loads", f"{own_modules()}", "220"),
        ("check / import weasyprint (CPU)", f"{check_over_engine():.2f}", "0.9"),
    ]
    check, page, paper = warm()
    rows += [
        ("warm: check of an edited text (ms)", f"{check:.0f}", "30"),
        ("warm: page of one act after it (ms)", f"{page:.0f}", "20"),
        ("warm: check and PDF of one act (ms)", f"{paper:.0f}", "70"),
    ]
    for title, value, goal in rows:
        print(f"  {title:<40} {value:>8}   goal {goal}")


if __name__ == "__main__":
    main()
