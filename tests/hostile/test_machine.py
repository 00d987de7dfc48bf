"""What the machine may do to a run: the folder of acts stays whole, and the fault is said in French."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile.workspace import Workspace

TOP = Path(__file__).parents[2]


def command(what: str, workspace: Workspace, *formats: str) -> list[str]:
    return [sys.executable, "-m", "tests.hostile.child", what, str(workspace.folder), *formats]


def run(what: str, workspace: Workspace, *formats: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command(what, workspace, *formats),
        stdin=subprocess.DEVNULL,
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    # Fontconfig, a library in C, complains by itself when it can't keep its list of fonts.
    assert set(done.stderr.splitlines()) <= {"write cache: No such file or directory"}, "never a traceback"
    return done


@pytest.fixture(scope="module")
def once_rendered(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace whose acts are written, none sent, and whose session has changed since."""
    workspace = Workspace.copy(tmp_path_factory.mktemp("ecrits"))
    workspace.change("transmise_le: 19/12/2022", "transmise_le:")
    workspace.change("publiee_le: 19/12/2022", "publiee_le:")
    workspace.render("html", "docx")
    workspace.change("salle du conseil municipal de la mairie", "salle des fêtes")
    return workspace


@pytest.fixture
def rendered(once_rendered: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it for one test."""
    return Workspace(Path(shutil.copytree(once_rendered.folder, tmp_path / "ecrits")))


def says(workspace: Workspace) -> set[str]:
    """Which of the two versions the written pages tell."""
    pages = (content.decode() for name, content in workspace.outputs().items() if name.endswith(".html"))
    return {place for page in pages for place in ("salle du conseil", "salle des fêtes") if place in page}


def test_an_output_folder_that_an_ordinary_user_may_only_read(
    once_rendered: Workspace, open_folder: Path
) -> None:
    rendered = Workspace(Path(shutil.copytree(once_rendered.folder, open_folder / "ecrits")))
    rendered.folder.chmod(0o755)
    before = rendered.outputs()
    for folder in (rendered.out, *(path for path in rendered.out.rglob("*") if path.is_dir())):
        folder.chmod(0o555)
    done = run("nobody", rendered, "html", "docx")
    assert done.returncode == 4
    assert "est protégé en écriture" in done.stdout
    assert rendered.outputs() == before


def test_a_workspace_that_an_ordinary_user_may_only_read(open_folder: Path) -> None:
    workspace = Workspace.copy(open_folder)
    workspace.folder.chmod(0o555)
    done = run("nobody", workspace, "html")
    assert done.returncode == 4
    assert "est protégé en écriture" in done.stdout
    assert not workspace.out.exists()


@pytest.mark.parametrize(
    ("size", "formats"), [(0, ("html", "docx")), (1_000, ("html", "docx", "pdf")), (5_000, ("html", "docx"))]
)
def test_a_full_disk(size: int, formats: tuple[str, ...], rendered: Workspace) -> None:
    before = rendered.outputs()
    done = run(f"limit:{size}", rendered, *formats)
    assert done.returncode == 4
    assert "disque" in done.stdout
    assert rendered.outputs() == before


def test_two_runs_at_once_both_end_well(rendered: Workspace) -> None:
    runs = [
        subprocess.Popen(command("plain", rendered, "html", "docx"), stdin=subprocess.DEVNULL, cwd=TOP)
        for _ in range(2)
    ]
    assert [one.wait() for one in runs] == [0, 0]
    assert says(rendered) == {"salle des fêtes"}
    after = rendered.outputs()
    rendered.render("html", "docx")
    assert rendered.outputs() == after


@pytest.mark.slow
def test_ctrl_c_at_any_moment_leaves_all_old_or_all_new(rendered: Workspace) -> None:
    before = rendered.outputs()
    ends = set()
    for delay in (0.0, 0.05, 0.2, 0.35, 0.5, 0.8):
        child = subprocess.Popen(
            command("plain", rendered, "html", "docx"),
            stdin=subprocess.DEVNULL,
            cwd=TOP,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "started\n"
        time.sleep(delay)
        child.send_signal(signal.SIGINT)
        _, spoken = child.communicate()
        assert spoken == ""
        ends.add(child.returncode)
        assert len(says(rendered)) == 1, "pages of two versions side by side"
        if child.returncode == 130 and says(rendered) == {"salle du conseil"}:
            assert rendered.outputs() == before
    assert 130 in ends
    rendered.render("html", "docx")
    assert says(rendered) == {"salle des fêtes"}


def test_a_transmitted_act_is_not_rewritten(workspace: Workspace) -> None:
    workspace.render("html")
    sent = {name: content for name, content in workspace.outputs().items() if "/1-deliberation" in name}
    assert {"PUBLICATION" in name for name in sent} == {True, False}
    workspace.change("signataire: le maire ou son adjoint délégué", "signataire: le maire seul")
    workspace.render("html")
    after = workspace.outputs()
    assert {name: after[name] for name in sent} == sent, "nor a copy that would tell otherwise"
