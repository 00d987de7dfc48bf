"""A batch sent to a real Dask scheduler, one of whose workers is killed: what a run at home gives, once."""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from actgen.group.batch import prepare_batch
from actgen.session.jobs import Workers
from actgen.session.result import Options
from actgen.session.stamp import installation
from actgen.session.writing.plan import Outcome
from tests.session.jobs.dask import cluster

from .espaces import contenus, lance
from .m2a import espace_m2a

FORMATS = ("pdf", "docx", "html")
_DONE = 8  # folders that are written when the worker dies, of thirty-four


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows has no such signal")
def test_m2a_on_two_machines_one_of_which_dies(tmp_path: Path) -> None:
    """Neither shares a disk with us: each worker is in an empty folder, and leaves nothing there."""
    file = espace_m2a(tmp_path / "m2a")
    at_home, issues_at_home = lance(file, tmp_path / "ici", FORMATS)
    place = tmp_path / "machines"
    place.mkdir()
    batch = prepare_batch(file, Options(formats=FORMATS, out=tmp_path / "loin"))
    issues = []
    with (
        cluster(place) as dask,
        Workers(cluster=dask.address, versions=installation) as workers,
    ):
        for issue in batch.run(workers):
            issues.append(issue)
            if len(issues) == _DONE:
                dask.workers[0].send_signal(signal.SIGKILL)
        assert dask.workers[0].wait(timeout=20) == -signal.SIGKILL and dask.workers[1].poll() is None
    assert batch.faults == () and [issue for issue in issues if issue.lost is not None] == []
    assert len(issues) == len(issues_at_home) > 3 * _DONE
    written = Counter(issue.folder / each.name for issue in issues for each in issue.written)
    assert set(written.values()) == {1}
    assert {each.outcome for issue in issues for each in issue.written} == {Outcome.WRITTEN}
    assert contenus(tmp_path / "loin") == contenus(tmp_path / "ici")
    assert batch.wordings.proof == at_home.wordings.proof
    assert [each for each in place.rglob("*") if each.suffix.lstrip(".") in FORMATS] == []
