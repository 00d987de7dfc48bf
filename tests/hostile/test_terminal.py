"""What a stranger's file says is shown on a terminal, and never an order to it."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import Any

import pytest

from actgen.api.report.screen import Screen, Tone
from actgen.cli import main
from tests.hostile.workspace import SEANCE, Workspace

HOSTILE = "a\x1b]0;titre\x07b\x1b[31mc\u202ed\x9be\rf\x1b[2J"


@pytest.mark.parametrize("colour", [False, True])
def test_no_order_of_a_text_reaches_the_terminal(colour: bool) -> None:
    out, err = io.StringIO(), io.StringIO()
    screen = Screen(out, err, colour=colour)
    screen.line(HOSTILE, Tone.ERROR)
    screen.raw(f"{HOSTILE}\n")
    screen.error(HOSTILE)
    shown = "a\ufffd]0;titre\ufffdb\ufffd[31mc\ufffdd\ufffde\ufffdf\ufffd[2J\n"
    styled = f"\x1b[1;31m{shown[:-1]}\x1b[0m\n" if colour else shown
    assert (out.getvalue(), err.getvalue()) == (styled + shown, shown)


def test_lines_and_words_of_french_are_shown_as_they_are() -> None:
    out = io.StringIO()
    text = "Élodie\u00a0: 1\u202f600\u00a0€ → «\u00a0œuvre\u00a0», e\u2011services\n\n☒ ✔\n"
    Screen(out, io.StringIO()).raw(text)
    assert out.getvalue() == text


def test_a_key_and_a_name_of_a_file_are_shown_without_their_orders(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.folder)
    workspace.write(SEANCE, workspace.read() + '"\\e[31mrouge": 1\n')
    name = "seances/\x1b[31mrouge\u202e.yaml"
    Path(name).write_text("x: \x1b]0;y\x07\n", encoding="utf-8")
    main(["check", SEANCE, name])
    main(["verify", name, f"{name}absent"])
    shown = capsys.readouterr()
    assert "rouge" in shown.out + shown.err
    assert not {"\x1b", "\x07", "\u202e"} & set(shown.out + shown.err)


@pytest.mark.parametrize("length", [300, 5_000])
@pytest.mark.parametrize("command", ["check", "verify", "render", "status", "calendar", "register"])
def test_a_name_that_no_file_can_have_is_no_internal_error(
    command: str, length: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "x" * length]) in (1, 2)
    assert "interne" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["check", "verify", "render", "status", "calendar", "register --year 2022"]
)
def test_a_folder_that_one_may_not_enter_is_no_internal_error(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the system says it to an ordinary user, who root, for whom tests may run, is not."""
    real = os.stat

    def stat(path: Any, *args: Any, **how: Any) -> os.stat_result:
        if not isinstance(path, int) and "fermé" in os.fsdecode(path):
            raise PermissionError(errno.EACCES, "Permission denied", os.fsdecode(path))
        return real(path, *args, **how)

    monkeypatch.setattr(os, "stat", stat)
    assert main([*command.split(), "fermé/seance.yaml"]) == 4
    assert "fermé/seance.yaml\u00a0» vous est fermé\u00a0: " in capsys.readouterr().err
