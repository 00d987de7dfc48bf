"""The same tasks in this process and in others: the same outcomes, whatever befalls a process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.errors import EnvironmentFault
from actgen.jobs import Crew, Done, Here, Runner, Task, TaskCrash, run, seat
from actgen.jobs.processes import Processes
from tests.jobs.works import deadly, faulty, noisy, reversed_bytes, slow, temporary_file, who


@pytest.fixture(params=["here", "processes"])
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    if request.param == "here":
        yield Here()
        return
    with Processes(2) as processes:
        yield processes


def _tasks(*contents: bytes) -> list[Task]:
    return [Task(content.decode(), rank, content) for rank, content in enumerate(contents)]


def _by_name(outcomes: Iterator[Done]) -> dict[str, Done]:
    every = list(outcomes)
    found = {done.task_name: done for done in every}
    assert len(found) == len(every), "each task has one outcome"
    return found


def test_each_task_has_its_result(runner: Runner) -> None:
    names = [str(number) for number in range(10, 60)]
    found = _by_name(run(reversed_bytes, _tasks(*(name.encode() for name in names)), runner))
    assert {name: done.result for name, done in found.items()} == {n: n[::-1].encode() for n in names}


def test_a_task_that_raises_is_the_only_one_to_fail(runner: Runner) -> None:
    found = _by_name(run(faulty, _tasks(b"fine", b"machine", b"memory", b"ours", b"fine too"), runner))
    assert found["fine"].result == b"fine" and found["fine too"].result == b"fine too"
    assert isinstance(found["machine"].fault, EnvironmentFault)
    assert str(found["machine"].fault) == "Pango est introuvable."
    assert isinstance(found["memory"].fault, EnvironmentFault) and "«\u00a0memory\u00a0»" in str(
        found["memory"].fault
    )
    crash = found["ours"].fault
    assert isinstance(crash, TaskCrash) and crash.raised == "ZeroDivisionError: ours to mend"
    assert "works.py" in crash.trace


def test_what_a_task_prints_is_no_answer(runner: Runner, capfd: pytest.CaptureFixture[str]) -> None:
    assert _by_name(run(noisy, _tasks(b"one", b"two"), runner))["two"].result == b"two"


def test_results_larger_than_any_pipe(runner: Runner) -> None:
    tasks = [Task(str(rank), 1, bytes([rank]) * 3_000_000) for rank in range(4)]
    assert all(done.result and len(done.result) == 3_000_000 for done in run(reversed_bytes, tasks, runner))


def test_a_runner_is_used_again(runner: Runner) -> None:
    for _ in range(3):
        assert _by_name(run(reversed_bytes, _tasks(b"ab"), runner))["ab"].result == b"ba"
    assert list(run(reversed_bytes, [], runner)) == []


@pytest.fixture(scope="module")
def two() -> Iterator[Processes]:
    with Processes(2) as processes:
        yield processes


@given(
    tasks=st.lists(st.tuples(st.floats(allow_nan=False), st.binary(max_size=200)), max_size=40),
    lazy=st.booleans(),
)
def test_any_tasks_have_the_same_outcomes_here_and_elsewhere(
    two: Processes, tasks: list[tuple[float, bytes]], lazy: bool
) -> None:
    named = [Task(str(rank), weight, content) for rank, (weight, content) in enumerate(tasks)]
    there = _by_name(run(reversed_bytes, iter(named) if lazy else named, two))
    assert there == _by_name(run(reversed_bytes, named, Here()))


def test_two_processes_share_the_work() -> None:
    with Processes(2) as processes:
        found = {done.result for done in run(who, _tasks(*(b"%d" % rank for rank in range(12))), processes)}
    assert len(found) == 2


def test_a_process_is_replaced_before_its_memory_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seat, "_LIFETIME", 3)
    with Processes(1) as processes:
        found = [done.result for done in run(who, _tasks(*(b"%d" % rank for rank in range(7))), processes)]
    assert [len(list(same)) for _, same in groupby(found)] == [3, 3, 1]


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    fatal = f"once:{tmp_path / 'mark'}".encode()
    contents = [b"%d" % rank for rank in range(6)]
    with Processes(2) as processes:
        found = _by_name(run(deadly, _tasks(*contents, fatal), processes))
    assert {done.result for done in found.values()} == {*contents, fatal}
    assert (tmp_path / "mark").exists()


def test_a_task_that_kills_is_told_and_the_others_are_done() -> None:
    contents = [b"%d" % rank for rank in range(6)]
    with Processes(2) as processes:
        found = _by_name(run(deadly, _tasks(b"always", *contents), processes))
    assert {name for name, done in found.items() if done.result} == {str(rank) for rank in range(6)}
    assert "s’est arrêté deux fois" in str(found["always"].fault)


def test_a_task_without_end_is_ended() -> None:
    with Processes(1, limit=0.6) as processes:
        found = _by_name(run(slow, _tasks(b"60", b"0"), processes))
    assert "rien n’était prêt" in str(found["60"].fault)
    assert found["0"].result == b"0"


def test_leaving_early_ends_the_processes() -> None:
    with Processes(2) as processes:
        outcomes = run(slow, _tasks(b"60", b"61", b"62", b"0", b"0.0"), processes)
        assert {next(outcomes).task_name, next(outcomes).task_name} == {"0", "0.0"}
        sitting = [seat._sitting for seat in processes._workers]
        begun = time.monotonic()
        outcomes.close()  # type: ignore[attr-defined]  # a generator
        assert time.monotonic() - begun < 10
    assert all(each is not None and each.process.returncode is not None for each in sitting)


def test_no_temporary_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Processes(2) as processes:
        made = {done.result for done in run(temporary_file, _tasks(b"1", b"2", b"3"), processes)}
        assert all(name and Path(name.decode()).is_relative_to(tmp_path) for name in made)
    assert list(tmp_path.iterdir()) == []


def test_known_tasks_are_begun_with_the_heaviest() -> None:
    tasks = [Task("light", 1, b""), Task("heavy", 9, b""), Task("middling", 5, b"")]
    assert [done.task_name for done in run(reversed_bytes, tasks, Here())] == ["heavy", "middling", "light"]


def test_tasks_are_asked_for_while_others_are_done_and_never_far_ahead() -> None:
    asked = 0

    def endless() -> Iterator[Task]:
        nonlocal asked
        for rank in range(10_000):
            asked += 1
            yield Task(str(rank), 1, b"x")

    with Processes(2) as processes:
        outcomes = run(reversed_bytes, endless(), processes)
        for _ in range(3):
            next(outcomes)
        assert 3 < asked < 100
        outcomes.close()  # type: ignore[attr-defined]


def test_a_function_without_a_name_is_told_at_once() -> None:
    with Processes(1) as processes, pytest.raises((AttributeError, TypeError)):
        list(run(lambda content: content, _tasks(b"1"), processes))


def test_few_tasks_start_no_process() -> None:
    with Crew() as crew:
        assert isinstance(crew.runner(3), Here)
    with Crew(jobs=1) as crew:
        assert isinstance(crew.runner(500), Here)


def test_no_more_processes_than_tasks() -> None:
    with Crew(jobs=8) as crew:
        runner = crew.runner(2)
        assert isinstance(runner, Processes) and runner.number == 2
        assert crew.runner(2) is runner
