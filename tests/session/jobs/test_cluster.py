"""A real scheduler, real workers in empty folders: the same bytes, nothing lost, no wait without an end."""

from __future__ import annotations

import hashlib
import importlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from actgen.acts.outputs.house.look import Order
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Heading, Paragraph
from actgen.base.errors import EnvironmentFault
from actgen.session.jobs import Done, Patience, Task, TaskCrash, Versions, Workers
from actgen.session.making import Made, make, task
from actgen.session.result import Options
from actgen.session.stamp import installation
from tests.session.acts import DIETWILLER, render, session_file, workspace
from tests.session.jobs.dask import Dask, cluster
from tests.session.jobs.works import deadly, faulty, reversed_bytes, slow_and_who, versions

pytestmark = pytest.mark.slow
SHORT = Patience(scheduler=5, worker=4, outcome=10)


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """One cluster for the tests that leave it whole."""
    with cluster(tmp_path_factory.mktemp("dask")) as found:
        yield found


def on(address: str, versions: Versions, patience: Patience | None = None) -> Workers:
    return Workers(cluster=address, versions=versions, patience=patience or Patience())


def _by_name(outcomes: Iterator[Done]) -> dict[str, Done]:
    every = list(outcomes)
    found = {done.task.name: done for done in every}
    assert len(found) == len(every), "each task has one outcome"
    return found


def _acts(count: int) -> list[Task]:
    words = "Le conseil municipal approuve la convention constitutive du groupement. " * 12
    return [
        task(
            f"acte {rank}",
            Order(
                Document(
                    f"Acte {rank}",
                    (Heading(1, (Text(f"Acte {rank}"),)), *[Paragraph((Text(words),))] * 12),
                ),
                ("docx", "html", "pdf"),
            ),
        )
        for rank in range(count)
    ]


def test_a_worker_killed_in_the_middle_loses_nothing_and_changes_no_byte(tmp_path: Path) -> None:
    acts = _acts(24)
    here = {done.task.name: done.result for done in Workers(1).each(make, acts, 24)}
    with cluster(tmp_path) as dask, on(dask.address, installation) as there:
        found: dict[str, Made] = {}
        for done in there.each(make, acts, 1):
            assert done.task.name not in found and done.fault is None
            found[done.task.name] = done.result
            if len(found) == 8:
                dask.workers[0].kill()
        assert dask.workers[0].wait() != 0 and dask.workers[1].poll() is None
    assert len(found) == 24
    assert {name: made.files for name, made in found.items()} == {
        name: made.files for name, made in here.items()
    }


def test_a_session_is_the_same_folder(dask: Dask, tmp_path: Path) -> None:
    space = workspace(tmp_path)

    def written(name: str, workers: Workers) -> dict[str, str]:
        with workers:
            told = render(session_file(DIETWILLER, space), Options(out=space / name), workers=workers)
        assert told.folder is not None and told.fault is None
        files = (file for file in told.folder.iterdir() if file.suffix != ".lock")
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}

    there = written("loin", on(dask.address, installation))
    assert there == written("ici", Workers(jobs=1)) and len(there) > 10


def test_both_workers_have_their_share_and_work_while_tasks_are_composed(dask: Dask) -> None:
    begun: list[float] = []

    def composed() -> Iterator[Task]:
        for rank in range(12):
            begun.append(time.monotonic())
            yield Task(str(rank), 1, b"0.2")

    with on(dask.address, versions) as there:
        first = there.each(slow_and_who, composed(), 1)
        found = {next(first).result}
        assert len(begun) < 12, "asked for as there is room"
        found |= {done.result for done in first}
    assert len(found) == 2


def test_a_task_that_raises_is_the_only_one_to_fail(dask: Dask) -> None:
    tasks = [Task(name, 1, name.encode()) for name in ("fine", "machine", "ours")]
    with on(dask.address, versions) as there:
        found = _by_name(there.each(faulty, tasks, 1))
    assert found["fine"].result == b"fine"
    assert str(found["machine"].fault) == "Pango est introuvable."
    assert isinstance(found["ours"].fault, TaskCrash) and "works.py" in found["ours"].fault.trace


def test_leaving_early_gives_up_what_is_not_done(dask: Dask) -> None:
    with on(dask.address, versions) as there:
        left = there.each(slow_and_who, [Task(str(rank), 1, b"0.1") for rank in range(400)], 1)
        next(left)
        left.close()  # type: ignore[attr-defined]  # a generator
        begun = time.monotonic()
        assert _by_name(there.each(reversed_bytes, [Task("after", 1, b"ab")], 1))["after"].result == b"ba"
        assert time.monotonic() - begun < 5


def test_other_versions_are_refused(tmp_path: Path) -> None:
    with cluster(tmp_path, workers=1) as dask:
        dask.start_worker(VERSION_OF_A_TEST="2")
        _wait_for(dask, 2)
        with on(dask.address, versions) as there, pytest.raises(EnvironmentFault) as refused:
            list(there.each(reversed_bytes, [Task(str(rank), 1, b"") for rank in range(20)], 1))
    assert "actgen 2 au lieu de 1" in str(refused.value)


def test_a_worker_that_comes_later_with_other_versions_is_refused_too(tmp_path: Path) -> None:
    with cluster(tmp_path, workers=1) as dask, on(dask.address, versions) as there:
        outcomes = there.each(slow_and_who, [Task(str(rank), 1, b"0.3") for rank in range(200)], 1)
        next(outcomes)
        dask.start_worker(VERSION_OF_A_TEST="2")
        with pytest.raises(EnvironmentFault, match="actgen 2 au lieu de 1"):
            list(outcomes)


def test_workers_that_lack_our_functions_are_told(
    dask: Dask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("def versions():\n    return {}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    only_here = importlib.import_module("only_here")
    with on(dask.address, only_here.versions) as there, pytest.raises(EnvironmentFault) as refused:
        list(there.each(reversed_bytes, [Task("1", 1, b"")], 1))
    assert "actgen n’est pas installé" in str(refused.value)


def test_a_task_that_kills_every_worker_is_told(tmp_path: Path) -> None:
    tasks = [Task("killer", 9, b"always"), *(Task(str(rank), 1, b"fine") for rank in range(4))]
    limits = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "3"}
    with cluster(tmp_path, 2, "--nanny", **limits) as dask, on(dask.address, versions) as there:
        found = _by_name(there.each(deadly, tasks, 1))
    assert "«\u00a0killer\u00a0» n’a pas été fait" in str(found.pop("killer").fault)
    assert b"fine" in {done.result for done in found.values()}  # those beside it may be lost with it


def test_workers_that_are_all_dead_are_not_waited_for(tmp_path: Path) -> None:
    with (
        cluster(tmp_path) as dask,
        on(dask.address, versions, SHORT) as there,
        pytest.raises(EnvironmentFault, match="rien rendu"),
    ):
        list(there.each(deadly, [Task("killer", 1, b"always")], 1))


def test_a_scheduler_that_goes_away_is_told(tmp_path: Path) -> None:
    with cluster(tmp_path) as dask, on(dask.address, versions, SHORT) as there:
        outcomes = there.each(slow_and_who, [Task(str(rank), 1, b"0.2") for rank in range(50)], 1)
        next(outcomes)
        assert dask.scheduler is not None
        dask.scheduler.kill()
        with pytest.raises(EnvironmentFault, match="ne répond plus"):
            list(outcomes)


def test_a_task_without_end_is_not_waited_for(dask: Dask) -> None:
    patience = Patience(outcome=2)
    with (
        on(dask.address, versions, patience) as there,
        pytest.raises(EnvironmentFault, match="rien rendu"),
    ):
        list(there.each(slow_and_who, [Task("long", 1, b"6")], 1))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "n’importe quoi", "ftp://127.0.0.1:1", ""])
def test_an_address_where_nobody_answers(address: str) -> None:
    with on(address, versions, Patience(scheduler=1)) as there, pytest.raises(EnvironmentFault) as told:
        list(there.each(reversed_bytes, [Task("1", 1, b"")], 1))
    assert "Aucun ordonnanceur" in str(told.value)


def test_a_scheduler_without_workers(tmp_path: Path) -> None:
    with (
        cluster(tmp_path, workers=0) as dask,
        on(dask.address, versions, SHORT) as there,
        pytest.raises(EnvironmentFault, match="aucun exécutant"),
    ):
        list(there.each(reversed_bytes, [Task("1", 1, b"")], 1))


def _wait_for(dask: Dask, workers: int) -> None:
    from distributed import Client

    with Client(dask.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(workers, timeout=40)
