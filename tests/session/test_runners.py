"""The acts of a session are the same files whoever makes them, and so is what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from actgen.acts.outputs.house.look import Order
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Heading
from actgen.base.errors import EnvironmentFault
from actgen.session import outputs
from actgen.session.jobs import Done, Task, TaskCrash, Work, Workers
from actgen.session.making import Made, make, task
from actgen.session.render import Rendering
from actgen.session.result import Options
from tests.acts.outputs.house.samples import shield_png
from tests.hostile.word.builder import word
from tests.session.acts import DIETWILLER, edit, render, session_file, workspace
from tests.session.test_charte import ARMS, OF_GROUP
from tests.session.test_word_templates import BODY, HEADER, KIND, put


def _files(rendering: Rendering) -> dict[str, bytes]:
    assert rendering.folder is not None and rendering.fault is None and rendering.written
    return {file.name: file.read_bytes() for file in rendering.folder.iterdir() if file.suffix != ".lock"}


def _dressed(place: Path) -> Path:
    """A workspace with house styles and a Word template: all that a task has to carry with it."""
    space = workspace(place)
    (space / "collectivites" / "blason.png").write_bytes(shield_png())
    (space / "groupements" / "blason.png").write_bytes(shield_png(240))
    with (space / "collectivites" / "dietwiller.yaml").open("a", encoding="utf-8") as file:
        file.write(ARMS)
    edit(space / "groupements" / "e_services.yaml", "coordonnateur:\n", OF_GROUP)
    put(space, KIND / "corps.docx", word(*BODY, header=HEADER))
    return space


def _written(space: Path, jobs: int, *formats: str) -> Rendering:
    options = Options(out=space / f"sorties-{jobs}", formats=formats)
    with Workers(jobs) as workers:
        return render(session_file(DIETWILLER, space), options, workers=workers)


@pytest.mark.slow
def test_this_process_and_others_write_the_same_bytes(tmp_path: Path) -> None:
    space = _dressed(tmp_path)
    one, two = (_written(space, jobs, "pdf", "docx", "html") for jobs in (1, 2))
    assert [told.name for told in one.written] == [told.name for told in two.written]
    assert _files(one) == _files(two)


def test_other_processes_make_the_same_pages() -> None:
    tasks = [task(f"{rank}", Order(_plain(f"Acte {rank}"), ("html",))) for rank in range(4)]
    with Workers(1) as one, Workers(2) as two:
        here, there = (
            {done.task.name: done.result for done in who.each(make, tasks, 4)} for who in (one, two)
        )
    assert here == there and all(made.files for made in here.values())


def _plain(title: str = "Acte") -> Document:
    return Document(title, (Heading(1, (Text(title),)),))


def test_a_format_that_cannot_be_made_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_pango(*_: object, **__: object) -> bytes:
        raise EnvironmentFault("Pango est introuvable.")

    monkeypatch.setattr("actgen.acts.outputs.pdf.render_pdf", without_pango)
    made = make(Order(_plain(), ("pdf", "html")))
    assert (sorted(made.files), dict(made.faults)) == (["html"], {"pdf": "Pango est introuvable."})


def test_a_format_that_one_act_lacks_is_had_for_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which acts were made before it was known depends on who made them: no PDF depends on that."""
    asked: list[tuple[str, ...]] = []

    def made(order: Order) -> Made:
        asked.append(order.forms)
        if len(asked) == 2:
            return Made({"html": b"page"}, {"pdf": "Pango est introuvable."})
        return Made(dict.fromkeys(order.forms, b"content"))

    monkeypatch.setattr(outputs, "make", made)
    space = workspace(tmp_path)
    options = Options(out=space / "sorties", formats=("pdf", "html"))
    rendering = render(session_file(DIETWILLER, space), options)
    assert str(rendering.fault) == "Pango est introuvable."
    names = {told.name for told in rendering.written}
    assert any(name.endswith(".html") for name in names)
    assert not any(name.endswith(".pdf") for name in names)


def test_a_fault_of_ours_is_raised_from_wherever_it_rose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(order: Order) -> Made:
        raise ZeroDivisionError

    monkeypatch.setattr(outputs, "make", broken)
    space = workspace(tmp_path)
    with pytest.raises(TaskCrash, match="ZeroDivisionError"):
        render(session_file(DIETWILLER, space), Options(out=space / "sorties"))
    assert not (space / "sorties").exists()


class _LosesTheHeaviest(Workers):
    """A runner whose first task is beyond it."""

    def each(self, work: Work, tasks: Iterable[Task], number: int) -> Iterator[Done]:
        for rank, each in enumerate(tasks):
            fault = EnvironmentFault("La mémoire ne suffit pas.") if rank == 0 else None
            yield Done(each, fault=fault) if fault else Done(each, work(each.content))


def test_an_act_that_nobody_could_make_leaves_the_others(tmp_path: Path) -> None:
    space = workspace(tmp_path)
    options = Options(out=space / "sorties", formats=("html",))
    whole = render(session_file(DIETWILLER, space), options)
    options = Options(out=space / "ailleurs", formats=("html",))
    rendering = render(session_file(DIETWILLER, space), options, workers=_LosesTheHeaviest())
    assert str(rendering.fault) == "La mémoire ne suffit pas."
    missing = {told.name for told in whole.written} - {told.name for told in rendering.written}
    assert len(missing) == 1 and "convention" in missing.pop()


class _Listener:
    def __init__(self) -> None:
        self.expected: list[tuple[int, float]] = []
        self.weights: list[float] = []

    def expect(self, total: int, weight: float) -> None:
        self.expected.append((total, weight))

    def done(self, told: str = "", weight: float = 1.0) -> None:
        assert told
        self.weights.append(weight)


def test_progress_is_told_act_after_act(tmp_path: Path) -> None:
    listener = _Listener()
    space = workspace(tmp_path)
    workers = Workers(jobs=1, progress=listener)
    options = Options(out=space / "sorties", formats=("html",))
    rendering = render(session_file(DIETWILLER, space), options, workers=workers)
    html = [told for told in rendering.written if told.name.endswith(".html")]
    ((total, weight),) = listener.expected
    assert total == len(html) == len(listener.weights)
    assert sum(listener.weights) == pytest.approx(weight)
    assert listener.weights == sorted(listener.weights, reverse=True), "the heaviest first"
