"""Two runs in other processes, folders, time zones and hash seeds write the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from actgen.acts.outputs.formats import formats as formats_of
from actgen.acts.views.plan import Due
from tests.session.acts import ROOT, SESSIONS, session_file, shipped_examination, workspace

RUN = """
import sys
from pathlib import Path
from actgen.council.figures.groupements import etat
from actgen.session.result import Options
from tests.session.acts import render
out, formats, *sessions = sys.argv[1:]
for session in sessions:
    told = render(Path(session), Options(out=Path(out), formats=tuple(formats.split(","))))
    assert told.fault is None and told.written
"""
MACHINES = [
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8"},
]


def run(place: Path, machine: dict[str, str], formats: str) -> dict[str, bytes]:
    """What a process writes that works in that folder, by name."""
    space = workspace(place / "espace de travail")
    sessions = [str(session_file(name, space)) for name in SESSIONS]
    subprocess.run(
        [sys.executable, "-c", RUN, "sorties", formats, *sessions],
        stdin=subprocess.DEVNULL,
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), **machine},
        check=True,
    )
    out = place / "sorties"
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    "formats", ["docx,html", pytest.param("pdf,docx,html", marks=pytest.mark.slow, id="all")]
)
def test_two_machines_write_the_same_bytes(formats: str, tmp_path: Path) -> None:
    places = [tmp_path / "ici", tmp_path / "ailleurs" / "plus loin"]
    first, second = (run(place, machine, formats) for place, machine in zip(places, MACHINES, strict=True))
    asked = set(formats.split(","))
    plans = [plan for session in SESSIONS for plan in shipped_examination(session).plans]
    acts = sum(len(asked & set(formats_of(fixed=plan.fixed))) for plan in plans if plan.due is Due.WRITTEN)
    assert len([name for name in first if name.endswith(tuple(formats.split(",")))]) == acts
    assert sum(name.endswith("journal.json") for name in first) == len(SESSIONS)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
