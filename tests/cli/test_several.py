"""Several files at once: what is shown of each, the summary, folders, JSON as it comes, rules that fail."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actgen.base.diagnostics import Diagnostic
from actgen.checks import runner
from actgen.council.figures.seance import FiguresSeance
from tests.cli.conftest import SESSION, Actgen, Run, edit
from tests.cli.test_screens import compare

VOTE = "vote: unanimité"


@pytest.fixture
def three(workspace: Path) -> tuple[str, ...]:
    """A sound session, one with a contradiction, one that can't be read."""
    return ("seances/a.yaml", *_copies(workspace, "abc")[1:])


def _copies(workspace: Path, names: str) -> tuple[str, ...]:
    """Copies of the example: every second one contradicts itself, every third can't be read."""
    for rank, name in enumerate(names):
        place = workspace / "seances" / f"{name}.yaml"
        shutil.copyfile(workspace / SESSION, place)
        if rank % 3 == 1:
            edit(place, VOTE, "vote: 15 pour")
        if rank % 3 == 2:
            edit(place, "collectivite: dietwiller", "collectivite: [")
    return tuple(f"seances/{name}.yaml" for name in names)


def _json(run: Run) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(run.out)
    assert run.out == json.dumps(report, ensure_ascii=False, indent=2) + "\n", "written as it comes"
    return report


def test_a_few_are_shown_whole_then_summed_up(three: tuple[str, ...], actgen: Actgen) -> None:
    run = actgen("check", "--full", *three)
    assert (run.code, run.err) == (1, "")
    alone = "\n".join(actgen("check", file).out.partition("Aucun acte de cette séance")[0] for file in three)
    assert run.out.startswith(f"{alone}\nBILAN"), "each as it is alone"
    assert "n’ont pas été relues" not in run.out
    assert " ".join(run.out.split()).count("Aucun acte de 2 séances n’est dans") == 1
    quick = actgen("check", *three)
    assert (quick.code, quick.err) == (1, "")
    assert quick.out.count("RELISEZ") == 2 and quick.out.count("n’ont pas été relues") == 1
    compare("check-bilan", quick.out[quick.out.index("\nBILAN") :])  # what holds for all, told once below


def test_many_are_told_in_brief(workspace: Path, actgen: Actgen) -> None:
    files = _copies(workspace, "abcdefg")
    run = actgen("check", *files)
    assert (run.code, run.err) == (1, "")
    assert run.out.count("VOTE-TOTAL") == 2 + 2, "each error, then how often, then what to look up"
    assert "RELISEZ" not in run.out
    compare("check-plusieurs", run.out)


@pytest.mark.parametrize("width", [50, 60, 70])
def test_many_on_a_narrow_screen(
    width: int, workspace: Path, actgen: Actgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    long = "seances/une-commune-au-nom-tres-long-2022-12-15.yaml"
    shutil.copyfile(workspace / SESSION, workspace / long)
    run = actgen("check", *_copies(workspace, "abcdef"), long)
    assert [line for line in run.out.splitlines() if len(line) > width] == []
    assert re.search(r"^  une-co.*12-15", run.out, re.MULTILINE), "both ends of a long name"


def test_sound_files_end_well(workspace: Path, actgen: Actgen) -> None:
    for name in "abcdefg":
        shutil.copyfile(workspace / SESSION, workspace / "seances" / f"{name}.yaml")
    assert actgen("check", *(f"seances/{name}.yaml" for name in "abcdefg")).code == 0
    assert actgen("check", "--strict", *(f"seances/{name}.yaml" for name in "abcdefg")).code == 1


def test_a_folder_stands_for_its_sessions(workspace: Path, actgen: Actgen) -> None:
    for place in sorted((workspace / "seances").glob("*.yaml"))[3:]:
        place.unlink()
    named = sorted(file.relative_to(workspace).as_posix() for file in (workspace / "seances").rglob("*.yaml"))
    assert len(named) > 1
    assert actgen("check", "seances").out == actgen("check", *named).out


def test_a_folder_without_sessions(workspace: Path, actgen: Actgen) -> None:
    (workspace / "vide").mkdir()
    run = actgen("check", "vide")
    assert (run.code, run.out) == (2, "")
    assert "ne contient aucune séance" in run.err


def test_json_is_one_document_with_totals(three: tuple[str, ...], actgen: Actgen) -> None:
    run = actgen("check", *three, "--full", "--report", "json")
    report = _json(run)
    assert list(report) == ["actgen", "forme", "seances", "bilan"]
    assert [each["fichier"] for each in report["seances"]] == list(three)
    alone = [_json(actgen("check", file, "--report", "json"))["seances"][0] for file in three]
    assert report["seances"] == alone
    totals = report["bilan"]
    assert (totals["fichiers"], totals["a_corriger"], totals["erreurs"]) == (3, 2, 2)
    assert totals["actes"] == {"prets": 3, "projets": 4, "a_venir": 3, "refuses": 4}
    assert {"code": "PUB-MODE", "gravite": "attention", "fichiers": 2} in totals["codes"]


def test_render_writes_json_as_it_comes(three: tuple[str, ...], actgen: Actgen) -> None:
    report = _json(actgen("render", *three, "--formats", "html", "--report", "json"))
    assert list(report) == ["actgen", "forme", "seances"]
    assert [bool(each["fichiers"]) for each in report["seances"]] == [True, True, False]


def _ruin(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A rule with a bug, which one session meets."""
    if figures.seance.fichier == "seances/b.yaml":
        raise ZeroDivisionError("of the rule alone")
    yield from ()


@pytest.fixture
def ruined(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    monkeypatch.setattr(runner, "SESSION_RULES", (_ruin, *runner.SESSION_RULES))
    for name in "abc":
        shutil.copyfile(workspace / SESSION, workspace / "seances" / f"{name}.yaml")
    return ("seances/a.yaml", "seances/b.yaml", "seances/c.yaml")


def _log(run: Run) -> str:
    place = Path(run.err.rstrip().rpartition(" ")[2])
    content = place.read_text(encoding="utf-8")
    place.unlink()
    return content


def test_a_rule_that_fails_hides_nothing_else(ruined: tuple[str, ...], actgen: Actgen) -> None:
    run = actgen("check", *ruined)
    assert run.code == 3
    assert run.out.count("RELISEZ") == 3
    assert run.out.count("attention  Affichage") == 3, "what the other rules found"
    assert run.out.count("VOS ACTES") == 2, "no act is promised where a rule failed"
    assert "erreur interne d’actgen" in run.out
    assert len(run.err.splitlines()) == 1
    assert run.err.startswith("seances/b.yaml\u00a0: Erreur interne d’actgen, du contrôle test_several._ruin")
    assert "ZeroDivisionError: of the rule alone" in _log(run)


def _ruin_all(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A rule with a bug, which every session meets, and another that one meets."""
    if figures.seance.fichier == "seances/b.yaml":
        raise KeyError("elsewhere")
    yield from ()
    raise ZeroDivisionError(figures.seance.fichier)


def test_one_bug_met_in_many_files_is_told_once_with_their_count(
    workspace: Path, actgen: Actgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "SESSION_RULES", (_ruin_all, *runner.SESSION_RULES))
    for name in "abcdefg":
        shutil.copyfile(workspace / SESSION, workspace / "seances" / f"{name}.yaml")
    run = actgen("check", *(f"seances/{name}.yaml" for name in "abcdefg"))
    first, other, again = run.err.replace("\u00a0", " ").splitlines()
    assert run.code == 3
    assert first.startswith("seances/a.yaml : Erreur interne") and other.startswith("seances/b.yaml : Erreur")
    assert again == (
        "La même erreur interne s’est produite pour 5 autres fichiers : seances/c.yaml, seances/d.yaml, "
        "seances/e.yaml et 2 autres."
    )
    for line in (first, other):
        Path(line.rpartition(" ")[2]).unlink()


def test_nothing_is_written_where_a_rule_failed(
    ruined: tuple[str, ...], workspace: Path, actgen: Actgen
) -> None:
    edit(workspace / "seances" / "c.yaml", "15/12/2022", "16/12/2022")
    edit(workspace / "seances" / "c.yaml", "jeudi", "vendredi")
    run = actgen("render", *ruined[1:], "--formats", "html")
    assert run.code == 3
    assert "test_several._ruin" in run.err
    (folder,) = (workspace / "output" / "68072-dietwiller").iterdir()
    assert "2022-12-16" in folder.name, "the next session is written all the same"
    _log(run)


def _broken(figures: FiguresSeance, catalogue: object, as_of: object) -> tuple[Diagnostic, ...]:
    if figures.seance.fichier == "seances/b.yaml":
        raise LookupError("not a rule")
    return ()


def test_any_other_fault_of_ours_stops_one_file_alone(
    ruined: tuple[str, ...], actgen: Actgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actgen.session.examination.check_session", _broken)
    run = actgen("check", *ruined, "--report", "json")
    report = _json(run)
    assert run.code == 3
    assert [each["panne"] for each in report["seances"]] == [[], ["actgen"], []]
    assert (report["bilan"]["fichiers"], report["bilan"]["a_corriger"]) == (3, 1)
    assert "LookupError: not a rule" in _log(run)


def test_what_was_sent_is_held_against_its_session_where_phrases_are_read(
    workspace: Path, actgen: Actgen
) -> None:
    sent = "seances/le-trehou-2024-11-14.yaml"
    assert actgen("render", sent, "--formats", "html").code == 0
    edit(workspace / sent, "90 €", "95 €")
    other = _copies(workspace, "a")
    alone, several = actgen("check", sent), actgen("check", sent, *other)
    assert (alone.code, "ACTE-CHANGE" in alone.out) == (1, True)
    assert "ACTE-CHANGE" not in several.out
    assert "ni comparées à celles des actes transmis" in " ".join(several.out.split())
    assert "ACTE-CHANGE" in actgen("check", "--full", sent, *other).out
