"""Crashes, locks, full disks: the folder is all old or all new, and no fault is silent."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.session.writing.replace import STAGING, recover
from actgen.session.writing.write import LOCK, write_outputs
from tests.session.writing.acts import DRAFT, NOBODY, PDF, acts, held, journal

TOP = Path(__file__).parents[3]


def command(what: str, folder: Path, version: str) -> list[str]:
    return [sys.executable, "-m", "tests.session.writing.child", what, str(folder), version]


def run(what: str, folder: Path, version: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command(what, folder, version),
        stdin=subprocess.DEVNULL,
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "", "never a traceback"
    return done


def nothing(step: str) -> None:
    """No wish to stop the replacement anywhere."""


def expected(folder: Path, *versions: str) -> dict[str, bytes]:
    """What the folder must hold after runs of these versions, one after the other."""
    for version in versions:
        write_outputs(folder, acts(version, draft=version != "final"), journal(version))
    return held(folder)


@pytest.fixture
def old(tmp_path: Path) -> dict[str, bytes]:
    return expected(tmp_path / "vieux", "a")


@pytest.fixture
def new(tmp_path: Path) -> dict[str, bytes]:
    return expected(tmp_path / "neuf", "a", "final")


@pytest.fixture
def folder(open_folder: Path) -> Path:
    place = open_folder / "dossier"
    write_outputs(place, acts("a"), journal("a"))
    return place


class Stop:
    """Raises something after the steps of these numbers, once each."""

    def __init__(self, happening: BaseException, *numbers: int) -> None:
        self.happening, self.numbers, self.seen = happening, numbers, 0

    def __call__(self, step: str) -> None:
        self.seen += 1
        if self.seen - 1 in self.numbers:
            raise self.happening


def steps_of_a_run(folder: Path) -> int:
    steps: list[str] = []
    write_outputs(folder, acts("final", draft=False), journal("final"), on_step=steps.append)
    return len(steps)


def test_a_kill_after_any_step_leaves_all_old_or_all_new(
    tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    assert run("die-after-each-step", tmp_path / "morts", "final").returncode == 0
    ends = []
    for number in range(len(list((tmp_path / "morts").iterdir()))):
        folder = tmp_path / "morts" / str(number)
        recover(folder, nothing)
        assert held(folder) in (old, new)
        ends.append(held(folder) == new)
    assert ends == sorted(ends), "old until the decision, new from there on"
    assert ends.count(False) >= 5
    assert ends.count(True) >= 5


def test_a_kill_during_the_recovery_is_recovered_from(
    tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    assert run("die-twice", tmp_path / "morts", "final").returncode == 0
    folders = list((tmp_path / "morts").iterdir())
    assert len(folders) > 20
    for folder in folders:
        recover(folder, nothing)
        assert held(folder) in (old, new)


def test_the_next_run_recovers_by_itself(folder: Path, new: dict[str, bytes]) -> None:
    assert run("die:8", folder, "final").returncode == 9
    assert (folder / STAGING).exists()
    write_outputs(folder, acts("final", draft=False), journal("final"))
    assert held(folder) == new


def test_a_file_signed_after_a_crash_stays_as_it_is(folder: Path) -> None:
    assert run("die:7", folder, "final").returncode == 9
    assert (folder / STAGING / "avancer.json").exists()
    (folder / PDF).write_bytes(b"signed scan")
    recover(folder, nothing)
    assert (folder / PDF).read_bytes() == b"signed scan"
    assert not (folder / DRAFT).exists()


def test_a_prepared_file_spoilt_by_a_power_cut_is_not_put_in_place(
    folder: Path, old: dict[str, bytes]
) -> None:
    assert run("die:7", folder, "final").returncode == 9
    (folder / STAGING / "nouveau" / "1").write_bytes(b"")
    recover(folder, nothing)
    assert held(folder) == old


@pytest.mark.parametrize("content", [b"{", b'{"changes": [{"name": "../x", "old": null, "new": null}]}'])
def test_a_list_of_changes_that_can_not_be_read_is_left_for_a_person(folder: Path, content: bytes) -> None:
    assert run("die:7", folder, "final").returncode == 9
    (folder / STAGING / "avancer.json").write_bytes(content)
    before = held(folder)
    with pytest.raises(EnvironmentFault, match="ne sait plus relire"):
        write_outputs(folder, acts("final", draft=False), journal("final"))
    assert held(folder) == before


@pytest.mark.parametrize(
    "happening", [PermissionError(13, "held open"), OSError(28, "full"), KeyboardInterrupt()]
)
def test_a_fault_after_any_step_puts_everything_back(
    folder: Path, tmp_path: Path, old: dict[str, bytes], happening: BaseException
) -> None:
    spare = tmp_path / "compte"
    write_outputs(spare, acts("a"), journal("a"))
    number_of_steps = steps_of_a_run(spare)
    assert number_of_steps > 10
    for number in range(number_of_steps):
        with pytest.raises((EnvironmentFault, KeyboardInterrupt)):
            write_outputs(
                folder, acts("final", draft=False), journal("final"), on_step=Stop(happening, number)
            )
        assert held(folder) == old


def test_a_fault_while_putting_back_is_said_and_mended_at_the_next_start(
    folder: Path, new: dict[str, bytes]
) -> None:
    stop = Stop(PermissionError(13, "held open"), 8, 10)
    with pytest.raises(EnvironmentFault, match="actgen l’annulera à son prochain lancement"):
        write_outputs(folder, acts("final", draft=False), journal("final"), on_step=stop)
    assert (folder / STAGING / "reculer.json").exists()
    write_outputs(folder, acts("final", draft=False), journal("final"))
    assert held(folder) == new


def test_a_file_signed_before_all_is_put_back_stays_as_it_is(folder: Path, old: dict[str, bytes]) -> None:
    stop = Stop(PermissionError(13, "held open"), 9, 10)
    with pytest.raises(EnvironmentFault):
        write_outputs(folder, acts("final", draft=False), journal("final"), on_step=stop)
    (folder / PDF).write_bytes(b"signed scan")
    recover(folder, nothing)
    assert held(folder) == old | {PDF: b"signed scan"}


def test_ctrl_c_in_the_middle_puts_everything_back(folder: Path, old: dict[str, bytes]) -> None:
    for step in (2, 7):
        assert run(f"interrupt:{step}", folder, "final").returncode == 130
        assert held(folder) == old


def test_a_second_run_at_the_same_time_waits_then_says_so(folder: Path, old: dict[str, bytes]) -> None:
    first = subprocess.Popen(
        command("hold", folder, "final"), stdin=subprocess.DEVNULL, cwd=TOP, stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(EnvironmentFault, match="Une autre exécution d’actgen écrit en ce moment"):
            write_outputs(folder, acts("b"), journal("b"), patience=0.2)
        # The process that holds the folder dies, and its lock with it.
        first.kill()
        first.wait()
        write_outputs(folder, acts("a"), journal("a"), patience=0.2)
        assert held(folder) == old
    finally:
        first.kill()
        first.communicate()


def test_two_runs_at_once_both_end_well(folder: Path, tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(command("plain", folder, version), stdin=subprocess.DEVNULL, cwd=TOP)
        for version in "bc"
    ]
    assert [one.wait() for one in runs] == [0, 0]
    assert held(folder) in (expected(tmp_path / "b", "a", "b"), expected(tmp_path / "c", "a", "c"))


def test_a_read_only_folder_is_said_in_french(folder: Path, old: dict[str, bytes]) -> None:
    folder.chmod(0o555)
    done = run("nobody", folder, "b")
    assert done.returncode == 4
    assert "est protégé en écriture" in done.stdout
    assert held(folder) == old


@pytest.mark.parametrize(("what", "end"), [("nobody", 0), ("nobody+interrupt:8", 130)])
def test_files_of_another_user_are_replaced_and_put_back(
    folder: Path, old: dict[str, bytes], new: dict[str, bytes], what: str, end: int
) -> None:
    """Linux lets nobody link to a file that he may only read, as its group may: it is copied instead."""
    share(folder, among_the_group=True)
    assert run(what, folder, "final").returncode == end
    assert held(folder) == (new if end == 0 else old)
    rights = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir() if path.name != LOCK}
    assert set(rights.values()) == {0o640}, "replaced or put back, never read by others"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can stand for two users")
def test_files_that_another_user_keeps_from_this_one_are_said_so(folder: Path, old: dict[str, bytes]) -> None:
    share(folder, among_the_group=False)
    done = run("nobody", folder, "final")
    assert done.returncode == 4
    told = done.stdout.replace("\u00a0", " ")
    assert "« journal.json » ne peut pas être lu dans" in told and "groupe d’utilisateurs" in told
    assert "protégé en écriture" not in told
    assert held(folder) == old


def share(folder: Path, *, among_the_group: bool) -> None:
    """A folder where another user may write, its files read by him only where they are of his group."""
    folder.chmod(0o777)
    (folder / LOCK).chmod(0o666)
    if among_the_group and os.geteuid() == 0:
        for file in folder.iterdir():
            os.chown(file, -1, NOBODY)


def test_a_folder_that_can_not_be_made_is_said_in_french(folder: Path) -> None:
    folder.chmod(0o555)
    done = run("nobody", folder / "68072-dietwiller", "b")
    assert (done.returncode, "est protégé en écriture" in done.stdout) == (4, True)


def test_a_file_in_place_of_the_folder_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_bytes(b"x")
    for place in (tmp_path / "fichier", tmp_path / "fichier" / "dessous"):
        with pytest.raises(EnvironmentFault, match="un fichier porte déjà ce nom"):
            write_outputs(place, acts("a"), journal("a"))
    assert (tmp_path / "fichier").read_bytes() == b"x"


@pytest.mark.parametrize("size", [0, 100, 1_000, 2_900])
def test_a_full_disk_is_said_in_french_and_leaves_the_old_files(
    folder: Path, old: dict[str, bytes], size: int
) -> None:
    done = run(f"limit:{size}", folder, "b")
    assert done.returncode == 4
    assert "Le disque est plein" in done.stdout
    assert held(folder) == old


@pytest.mark.slow
def test_a_hundred_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    write_outputs(folder, acts("a"), journal("a"))
    sound = (expected(tmp_path / "a", "a"), expected(tmp_path / "b", "b"))
    chance = random.Random(68072)
    half_done = 0
    for _ in range(100):
        child = subprocess.Popen(
            command("for-ever", folder, "a"),
            stdin=subprocess.DEVNULL,
            cwd=TOP,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "started\n"
        time.sleep(chance.uniform(0, 0.05))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        half_done += (folder / STAGING).exists()
        recover(folder, nothing)
        assert held(folder) in sound
    assert half_done > 10, "the kills must fall in the middle of a replacement"
