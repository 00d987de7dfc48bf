"""`render --watch` as its author lives it: a process that runs, files that are saved, acts that follow."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actgen.cli.watching import Watched
from tests.cli.conftest import SESSION, Actgen, edit
from tests.council.facts.recus import NOM, accuse

pytestmark = pytest.mark.slow

WAITING = "Actes refaits à chaque enregistrement\u00a0; Ctrl-C pour arrêter.\n"
PATIENCE = 60  # seconds for a run on a busy machine


class Author:
    """A process of `render --watch`, read as it writes."""

    def __init__(self, checkout: Path, *words: str) -> None:
        # what was started with `&` ignores Ctrl-C, and so would its children
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "actgen", "render", *words, "--watch"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8"},
        )
        signal.signal(signal.SIGINT, before)
        self._lines: queue.Queue[str] = queue.Queue()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put("")

    def turn(self) -> str:
        """What is shown until it waits again."""
        shown = ""
        while not shown.endswith(WAITING):
            line = self._lines.get(timeout=PATIENCE)
            assert line, f"it ended: {shown}"
            shown += line
        return shown

    def leave(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        shown = ""
        while line := self._lines.get(timeout=PATIENCE):
            shown += line
        return code, shown


Watch = Callable[..., Author]


@pytest.fixture
def watch(workspace: Path, checkout: Path) -> Iterator[Watch]:
    """Start it on acts that nothing protects, as one page each: all the rest is the same."""
    running: list[Author] = []

    def start(*words: str) -> Author:
        running.append(
            Author(
                checkout, *(words or (_session(workspace), "--only", "deliberation-09", "--formats", "html"))
            )
        )
        return running[-1]

    yield start
    for author in running:
        author.process.kill()
        author.process.wait()
        author.thread.join()
        assert author.process.stdout is not None
        author.process.stdout.close()


def _session(workspace: Path) -> str:
    """The worked example before anything was transmitted."""
    place = workspace / SESSION
    lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [
        line
        for line in lines
        if not line.strip().startswith(("transmise_le", "publiee_le", "affichee_le", "mise_en_ligne_le"))
    ]
    place.write_text("".join(kept), encoding="utf-8")
    return SESSION


def _own(workspace: Path, checkout: Path, clause: str) -> Path:
    """A copy of a shipped clause, where the workspace may change it."""
    place = workspace / "templates" / "socle" / "clauses" / f"{clause}.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    shipped = checkout / "templates" / "socle" / "clauses" / place.name
    place.write_bytes(shipped.read_bytes())
    return place


def _deliberation(workspace: Path) -> str:
    (page,) = workspace.glob("output/*/*/1-deliberation-09-*.html")
    return page.read_text(encoding="utf-8")


def test_a_saved_template_is_seen_in_the_act_and_ctrl_c_leaves(
    workspace: Path, checkout: Path, watch: Watch
) -> None:
    clause = _own(workspace, checkout, "fin_deliberation")
    author = watch()
    assert "Écrits dans" in author.turn()
    assert "Phrase ajoutée." not in _deliberation(workspace)
    edit(clause, clause.read_text(encoding="utf-8"), "Phrase ajoutée.\n")
    assert "fin_deliberation.md a changé" in author.turn()
    assert "Phrase ajoutée." in _deliberation(workspace)
    code, shown = author.leave()
    assert code == 130
    assert shown.strip() == "Interrompu\u00a0: les fichiers déjà produits sont intacts."


def test_a_broken_save_is_told_and_does_not_end_it(workspace: Path, checkout: Path, watch: Watch) -> None:
    clause = _own(workspace, checkout, "fin_deliberation")
    author = watch()
    author.turn()
    before = _deliberation(workspace)
    clause.write_text("{% if x\n", encoding="utf-8")
    shown = author.turn()
    assert "GABARIT-BALISE" in shown and "templates/socle/clauses/fin_deliberation.md, ligne" in shown
    assert _deliberation(workspace) == before
    session = (workspace / SESSION).read_text(encoding="utf-8")
    (workspace / SESSION).write_bytes(b"\xff\x00: [")
    assert "aucun fichier écrit" in author.turn()
    (workspace / SESSION).unlink()
    assert "FICHIER-ABSENT" in author.turn()
    (workspace / SESSION).write_text(session, encoding="utf-8")
    assert "GABARIT-BALISE" in author.turn()
    clause.write_text("Phrase corrigée.\n", encoding="utf-8")
    assert "erreur" not in author.turn()
    assert "Phrase corrigée." in _deliberation(workspace)
    assert author.leave()[0] == 130


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["seances", "seances/accuses"])
def test_a_receipt_that_comes_is_taken_up(workspace: Path, checkout: Path, watch: Watch, folder: str) -> None:
    """Dropped beside the session or in the folder for receipts, which wasn't there."""
    author = watch(_session(workspace), "--only", "certificat-09", "--formats", "html")
    assert "il manque la transmission" in author.turn()
    (workspace / folder).mkdir(exist_ok=True)
    (workspace / folder / NOM).write_bytes(accuse())
    shown = author.turn()
    assert f"{NOM} a changé" in shown.replace("\n", " ") and "il manque la transmission" not in shown


@pytest.mark.slow
def test_what_was_sent_stays_as_it_was(workspace: Path, checkout: Path, watch: Watch) -> None:
    clause = _own(workspace, checkout, "fin_deliberation")
    author = watch(SESSION, "--only", "deliberation-09", "--formats", "html")
    author.turn()
    before = _deliberation(workspace)
    clause.write_text("Phrase de trop.\n", encoding="utf-8")
    assert "acte déjà transmis" in author.turn()
    assert _deliberation(workspace) == before


def test_a_slip_of_the_command_line_is_told_before_the_wait(workspace: Path, actgen: Actgen) -> None:
    run = actgen("render", SESSION, "--watch", "--only", "certifcat")
    assert (run.code, "certificat" in run.err) == (2, True)
    run = actgen("render", SESSION, "--watch", "--report", "json")
    assert (run.code, "--report json" in run.err) == (2, True)


@pytest.mark.parametrize(
    "name", ["~$corps.docx", ".~lock.corps.docx#", "corps.md~", "4913.tmp", ".corps.md.swp"]
)
def test_working_files_of_editors_are_no_change(tmp_path: Path, name: str) -> None:
    file = tmp_path / "seances" / "a.yaml"
    file.parent.mkdir()
    file.write_text("a", encoding="utf-8")
    templates = tmp_path / "templates"
    templates.mkdir()
    session = Watched(file, (templates,), tmp_path / "output")
    session.again(lambda read: [read])
    for folder in (templates, file.parent):
        (folder / name).write_text("x", encoding="utf-8")
    assert session.changed() == []
    (templates / "corps.md").write_text("x", encoding="utf-8")
    assert session.changed() == [templates / "corps.md"]


def test_a_file_saved_while_its_act_is_made_is_a_change(tmp_path: Path) -> None:
    file, other = tmp_path / "a.yaml", tmp_path / "b.md"
    for place in (file, other):
        place.write_text("a", encoding="utf-8")
    session = Watched(file, (), tmp_path / "output")

    def make(read: Path) -> list[Path]:
        for place in (file, other):
            place.write_text("plus long", encoding="utf-8")
        return [read, other]

    session.again(make)
    assert session.changed() == [file, other]
    session.again(lambda read: [read, other])
    assert session.changed() == []


def test_what_is_written_is_no_change(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a", encoding="utf-8")
    session = Watched(file, (tmp_path,), tmp_path / "output")
    session.again(lambda read: [read])
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "acte.html").write_text("x", encoding="utf-8")
    assert session.changed() == []
