"""Help, slips of the command line and exit codes: in French, whatever happens."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from actgen.cli.commands import check
from actgen.cli.declarations import COMMANDS, SUMMARIES
from tests.cli.conftest import SESSION, Actgen, edit

Process = Callable[..., subprocess.CompletedProcess[bytes]]
ENGLISH = re.compile(
    r"\b(usage|the|following|are|required|invalid|choice|expected|unrecognized|error|warning|show|this|exit|must"
    r"|cannot|not|found|missing|unknown|with|for|and|file|folder|list|default|command|traceback|optional)\b",
    re.IGNORECASE,
)
SLIPS = [
    (["chek", SESSION], "check"),
    (["check"], "FICHIER"),
    (["check", SESSION, "--strct"], "--strict"),
    (["check", SESSION, "--strict=oui"], "--strict"),
    (["check", SESSION, "--report"], "--report"),
    (["check", SESSION, "--report", "jsn"], "text, json"),
    (["render", SESSION, "--formats", "pdf,odt"], "pdf, docx, html"),
    (["render", SESSION, "--only", "certifcat"], "Vouliez-vous dire « certificat »"),
    (["render", SESSION, "--only", "deliberation-10"], "deliberation (ou deliberation-09), "),
    (["render", SESSION, "--templates", "nulle-part"], "nulle-part"),
    (["check", "seances/*.yml"], "seances/*.yml"),
    (["new"], "QUOI"),
    (["new", "sesion"], "session"),
    (["schema", "a", "b"], "« b »"),
    (["explain", "PUBMODE"], "PUB-MODE"),
    (["render", "x.yaml", "--override", "POUV-UNIQ"], "POUV-UNIQUE"),
    (["schema", SESSION], SESSION),
]


def _without_names(text: str) -> str:
    """The text without what is English on purpose: commands, options, what they may be given."""
    names = [*SUMMARIES, *(name.rpartition(" ")[2] for name in COMMANDS), "text"]
    return re.sub(r"--[a-z-]+|\b(" + "|".join(names) + r")\b", "", text)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_french(actgen: Actgen, command: str) -> None:
    words = command.split()
    run = actgen(*words, "--help")
    assert (run.code, run.err) == (0, "")
    assert f"actgen {command}" in run.out.replace("\u00a0", " ")
    assert ENGLISH.findall(_without_names(run.out)) == []
    assert actgen("help", *words).out == run.out
    assert actgen(*words, "-h").out == run.out


def test_a_family_of_commands_without_a_word_shows_its_help(actgen: Actgen) -> None:
    run = actgen("templates")
    assert (run.code, run.err) == (2, "")
    assert run.out == actgen("templates", "--help").out
    wrong = actgen("templates", "lits")
    assert (wrong.code, wrong.out) == (2, "")
    assert "« templates list »" in wrong.err.replace("\u00a0", " ")


def test_general_help_names_every_command(actgen: Actgen) -> None:
    run = actgen("--help")
    assert run.code == 0
    assert ENGLISH.findall(_without_names(run.out)) == []
    assert all(f"\n  {command} " in run.out for command in SUMMARIES)
    assert actgen().out == run.out
    assert actgen().code == 2
    assert re.fullmatch(r"actgen \d+\.\d+\.\d+\n", actgen("--version").out)


def test_the_net_for_english_words_bites() -> None:
    assert ENGLISH.findall("usage: actgen [-h]; the following arguments are required") != []


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("words", "told"), SLIPS)
def test_a_slip_is_told_in_french(actgen: Actgen, words: list[str], told: str) -> None:
    run = actgen(*words)
    assert (run.code, run.out) == (2, "")
    assert told in run.err.replace("\u00a0", " ").replace("\n", " ")
    assert "--help" in run.err
    assert ENGLISH.findall(_without_names(run.err)) == []


@pytest.mark.usefixtures("workspace")
def test_an_act_may_be_named_with_its_accents(actgen: Actgen) -> None:
    run = actgen("render", SESSION, "--only", "procès-verbal", "--formats", "html", "--report", "json")
    assert run.code == 0
    (session,) = json.loads(run.out)["seances"]
    assert [file["nom"] for file in session["fichiers"]] == ["3-proces-verbal-PROJET.html"]


def test_strict_fails_on_a_warning(workspace: Path, actgen: Actgen) -> None:
    assert actgen("check", SESSION).code == 0
    assert actgen("check", SESSION, "--strict").code == 1
    assert actgen("render", SESSION, "--strict", "--formats", "html").code == 1
    assert list(workspace.glob("output/**/*.html")) != []


def test_what_is_asked_for_by_name_and_not_due_fails(workspace: Path, actgen: Actgen) -> None:
    edit(workspace / SESSION, "transmise_le: 19/12/2022", "transmise_le:")
    run = actgen("render", SESSION, "--only", "certificat", "--formats", "html")
    assert run.code == 1
    assert "il manque la transmission" in run.out
    assert not (workspace / "output").exists()


@pytest.mark.usefixtures("workspace")
def test_several_files_and_a_star(actgen: Actgen) -> None:
    assert actgen("check", "seances/diet*.yaml").out == actgen("check", SESSION).out
    run = actgen("check", SESSION, "seances/absente.yaml", "--report", "json")
    assert run.code == 1
    assert [session["fichier"] for session in json.loads(run.out)["seances"]] == [
        SESSION,
        "seances/absente.yaml",
    ]


def test_a_fault_of_the_machine(workspace: Path, actgen: Actgen) -> None:
    (workspace / "plein").write_text("un fichier, pas un dossier", encoding="utf-8")
    run = actgen("render", SESSION, "--out", "plein", "--formats", "html")
    assert run.code == 4
    assert "--out" in run.err
    assert ENGLISH.findall(_without_names(run.err)) == []


def test_a_fault_of_ours_leaves_a_log(
    workspace: Path, actgen: Actgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(workspace))
    monkeypatch.setattr(check, "run_check", lambda line, screen: 1 // 0)
    run = actgen("check", SESSION)
    (log,) = workspace.glob("actgen-erreur-*.log")
    assert (run.code, run.out) == (3, "")
    assert run.err.count("\n") == 1
    assert str(log) in run.err
    assert "Traceback" not in run.err
    details = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in details
    assert "jinja2" in details
    assert SESSION in details


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
def test_a_console_of_another_age(process: Process) -> None:
    for encoding, arrow in (("cp1252", "->"), ("cp850", "->"), ("ascii", "->"), ("utf-8", "→")):
        run = process("check", SESSION, PYTHONIOENCODING=encoding)
        assert (run.returncode, run.stderr) == (0, b""), encoding
        assert f"             {arrow} " in run.stdout.decode(encoding)
        assert b"\x1b" not in run.stdout


@pytest.mark.usefixtures("workspace")
def test_json_is_whole_in_any_encoding(process: Process) -> None:
    plain, poor = (
        process("check", SESSION, "--report", "json", PYTHONIOENCODING=encoding).stdout.decode(encoding)
        for encoding in ("utf-8", "cp1252")
    )
    assert json.loads(plain) == json.loads(poor)
    assert "Dietwiller (Haut-Rhin)" in plain


@pytest.mark.usefixtures("workspace")
def test_a_reader_that_leaves(process: Process) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = process("check", SESSION, stdout=writer)
    os.close(writer)
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.usefixtures("workspace")
def test_an_output_without_room(process: Process) -> None:
    with Path("/dev/full").open("wb") as full:
        run = process("check", SESSION, stdout=full.fileno())
    assert run.returncode == 4
    assert "Libérez de la place" in run.stderr.decode("utf-8")
    assert b"Traceback" not in run.stderr


def test_ctrl_c(workspace: Path, checkout: Path) -> None:
    # A shell that runs the tests in the background has its children ignore the signal: take it back.
    start = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    start += "from actgen.cli import main; sys.exit(main(['new', 'session']))"
    for other in (workspace / "collectivites").iterdir():
        if other.stem != "dietwiller":
            other.unlink()  # one collectivity: the first question is the date
    command = [sys.executable, "-c", start]
    environment = os.environ | {"PYTHONPATH": str(checkout), "PYTHONUNBUFFERED": "1"}
    pipe = subprocess.PIPE
    before = sorted(workspace.rglob("*"))
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as run:
        assert run.stdout is not None
        seen = b""
        while b"Date de la s" not in seen:
            read = run.stdout.read(1)
            assert read, "ended before its first question"
            seen += read
        run.send_signal(signal.SIGINT)
        try:
            _, told = run.communicate(timeout=30)
        finally:
            run.kill()
    assert run.returncode == 130
    assert "Interrompu" in told.decode("utf-8")
    assert b"Traceback" not in told
    assert sorted(workspace.rglob("*")) == before


def test_help_needs_none_of_the_libraries(checkout: Path) -> None:
    probe = (
        "import sys\nfrom actgen.cli import main\n"
        "for words in (['--help'], ['check', '--help'], ['render', '--help']): main(words)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", probe],
        stdin=subprocess.DEVNULL,
        cwd=checkout,
        capture_output=True,
        check=False,
    )
    loaded = {name.partition(".")[0] for name in run.stderr.decode("utf-8").split()}
    assert run.returncode == 0
    assert loaded & {"yaml", "jinja2", "docx", "lxml", "weasyprint", "rich", "argparse"} == set()


def test_an_installation_that_can_not_be_imported_is_told_in_one_line(
    workspace: Path, actgen: Actgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What reports the fault imports nothing that may be the fault."""

    def broken(_line: object, _screen: object) -> int:
        raise ImportError("actgen.checks")

    monkeypatch.setattr(check, "run_check", broken)
    lost = ("actgen.checks", "actgen.session.writing")
    for name in [each for each in sys.modules if each.startswith(lost)]:
        monkeypatch.setitem(sys.modules, name, None)  # as when one of its files can't be read
    monkeypatch.setattr(tempfile, "tempdir", str(workspace))
    run = actgen("check", SESSION)
    assert run.code == 3
    assert run.err.startswith("Erreur interne d’actgen\u00a0: ") and len(run.err.splitlines()) == 1
    (log,) = workspace.glob("actgen-erreur-*.log")
    assert "ImportError" in log.read_text(encoding="utf-8")


def test_a_name_with_spaces_is_to_be_quoted(workspace: Path, actgen: Actgen) -> None:
    named = workspace / "conseil du 6 novembre.yaml"
    named.write_bytes((workspace / SESSION).read_bytes())
    run = actgen("check", *named.name.split())
    assert run.code == 2
    assert "entre guillemets" in run.err and named.name in run.err
