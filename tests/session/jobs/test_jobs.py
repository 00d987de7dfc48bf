"""The same tasks in this process and in others: the same outcomes, whatever befalls a process."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.errors import EnvironmentFault
from actgen.session.jobs import Done, Task, TaskCrash, Work, Workers, elsewhere
from tests.session.jobs.works import deadly, faulty, noisy, reversed_bytes, slow, temporary_file, who


@pytest.fixture(params=[1, 2])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    with Workers(request.param) as found:
        yield found


def _tasks(*contents: bytes) -> list[Task]:
    return [Task(content.decode(), rank, content) for rank, content in enumerate(contents)]


def _by_name(workers: Workers, work: Work, tasks: list[Task], *, lazy: bool = False) -> dict[str, Done]:
    every = list(workers.each(work, iter(tasks) if lazy else tasks, 50))
    found = {done.task.name: done for done in every}
    assert len(found) == len(every), "each task has one outcome"
    return found


def test_each_task_has_its_result(workers: Workers) -> None:
    names = [str(number) for number in range(10, 60)]
    found = _by_name(workers, reversed_bytes, _tasks(*(name.encode() for name in names)))
    assert {name: done.result for name, done in found.items()} == {n: n[::-1].encode() for n in names}


def test_a_task_that_raises_is_the_only_one_to_fail_and_says_its_name(workers: Workers) -> None:
    found = _by_name(workers, faulty, _tasks(b"fine", b"machine", b"memory", b"ours", b"fine too"))
    assert found["fine"].result == b"fine" and found["fine too"].result == b"fine too"
    assert isinstance(found["machine"].fault, EnvironmentFault)
    assert str(found["machine"].fault) == "Pango est introuvable."
    memory = found["memory"].fault
    assert isinstance(memory, EnvironmentFault) and "«\u00a0memory\u00a0»" in str(memory)
    crash = found["ours"].fault
    assert isinstance(crash, TaskCrash) and crash.raised == "ZeroDivisionError: ours to mend"
    assert "works.py" in crash.trace and "works.py" in crash.place and "\nours\n" in str(crash)


def test_what_a_task_prints_is_no_answer_and_other_processes_are_silent(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with Workers(2) as workers:
        assert _by_name(workers, noisy, _tasks(b"one", b"two"))["two"].result == b"two"
    assert capfd.readouterr() == ("", "")


def test_results_larger_than_any_pipe(workers: Workers) -> None:
    tasks = [Task(str(rank), 1, bytes([rank]) * 3_000_000) for rank in range(4)]
    assert all(len(done.result) == 3_000_000 for done in workers.each(reversed_bytes, tasks, 4))


def test_workers_are_used_again(workers: Workers) -> None:
    for _ in range(3):
        assert _by_name(workers, reversed_bytes, _tasks(b"ab"))["ab"].result == b"ba"
    assert list(workers.each(reversed_bytes, [], 0)) == []


@pytest.fixture(scope="module")
def two() -> Iterator[Workers]:
    with Workers(2) as workers:
        yield workers


@given(
    tasks=st.lists(st.tuples(st.floats(allow_nan=False), st.binary(max_size=200)), max_size=40),
    lazy=st.booleans(),
)
def test_any_tasks_have_the_same_outcomes_here_and_elsewhere(
    two: Workers, tasks: list[tuple[float, bytes]], lazy: bool
) -> None:
    named = [Task(str(rank), weight, content) for rank, (weight, content) in enumerate(tasks)]
    assert _by_name(two, reversed_bytes, named, lazy=lazy) == _by_name(Workers(1), reversed_bytes, named)


def test_two_processes_share_the_work() -> None:
    with Workers(2) as workers:  # its own: one that has done much is renewed, and has four of them
        found = {done.result for done in workers.each(who, _tasks(*(b"%d" % rank for rank in range(12))), 12)}
    assert len(found) == 2


@pytest.mark.parametrize("tasks", [6, 13])
def test_processes_are_replaced_before_their_memory_grows(
    monkeypatch: pytest.MonkeyPatch, tasks: int
) -> None:
    monkeypatch.setattr(elsewhere, "_LIFETIME", 3)
    with Workers(2) as workers:
        asked = _tasks(*(b"%d" % rank for rank in range(tasks)))
        found = Counter(done.result for done in workers.each(who, asked, 50))
    assert found.total() == tasks and max(found.values()) <= 6, "one may do all that both were given"


def test_a_process_that_dies_is_told_in_one_sentence_with_the_names_of_what_was_being_done() -> None:
    before = set(active_children())
    with Workers(2) as workers, pytest.raises(EnvironmentFault) as told:
        list(workers.each(deadly, [Task("délibération", 9, b"always"), *_tasks(b"0", b"1", b"2")], 4))
    assert "s’est arrêté pendant qu’il faisait" in str(told.value)
    assert "«\u00a0délibération\u00a0»" in str(told.value) and "\n" not in str(told.value)
    assert set(active_children()) <= before


def test_after_a_process_died_the_workers_serve_again(tmp_path: Path) -> None:
    fatal = f"once:{tmp_path / 'mark'}".encode()
    with Workers(2) as workers:
        with pytest.raises(EnvironmentFault):
            list(workers.each(deadly, _tasks(fatal, b"1"), 2))
        assert {done.result for done in workers.each(deadly, _tasks(fatal, b"1"), 2)} == {fatal, b"1"}


def test_leaving_early_ends_the_processes() -> None:
    before = set(active_children())
    with Workers(2) as workers:
        outcomes = workers.each(slow, _tasks(b"60", b"61", b"0.0", b"0")[2:] + _tasks(b"60", b"61"), 4)
        assert next(outcomes).result in (b"0", b"0.0")
        begun = time.monotonic()
        outcomes.close()  # type: ignore[attr-defined]  # a generator
        assert time.monotonic() - begun < 10 and set(active_children()) <= before


def test_no_temporary_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Workers(2) as workers:
        made = {done.result for done in workers.each(temporary_file, _tasks(b"1", b"2", b"3"), 3)}
        assert all(Path(name.decode()).is_relative_to(tmp_path) for name in made)
    assert list(tmp_path.iterdir()) == []


def test_known_tasks_are_begun_with_the_heaviest() -> None:
    tasks = [Task("light", 1, b""), Task("heavy", 9, b""), Task("middling", 5, b"")]
    found = [done.task.name for done in Workers(1).each(reversed_bytes, tasks, 3)]
    assert found == ["heavy", "middling", "light"]


def test_tasks_are_asked_for_while_others_are_done_and_never_far_ahead(two: Workers) -> None:
    asked = 0

    def endless() -> Iterator[Task]:
        nonlocal asked
        for rank in range(10_000):
            asked += 1
            yield Task(str(rank), 1, b"x")

    outcomes = two.each(reversed_bytes, endless(), 10_000)
    for _ in range(3):
        next(outcomes)
    assert 3 <= asked < 100
    outcomes.close()  # type: ignore[attr-defined]


def test_few_tasks_start_no_process_and_nothing_is_copied() -> None:
    content = bytearray(b"same")
    for workers in (Workers(), Workers(jobs=1)):
        (done,) = workers.each(unchanged, [Task("1", 1, content)], 3)
        assert done.result is content


def unchanged(content: object) -> object:
    return content


def test_no_more_processes_than_tasks() -> None:
    with Workers(jobs=8) as workers:
        found = {done.result for done in workers.each(who, _tasks(*(b"%d" % rank for rank in range(20))), 2)}
    assert len(found) == 2
