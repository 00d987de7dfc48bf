"""Transmitted acts that are kept while the data change: `verify` says that they tell an earlier state."""

from __future__ import annotations

import json
import re
from pathlib import Path

from actgen.session.writing.journal import JOURNAL
from tests.cli.conftest import SESSION, Actgen, Run

FOLDER = "output/68072-dietwiller/2022-12-15-conseil"
DELIBERATION = "1-deliberation-09-adhesion-groupement.html"


def change(place: Path, old: str, new: str) -> None:
    content = place.read_text(encoding="utf-8")
    assert old in content
    place.write_text(content.replace(old, new), encoding="utf-8")


def earlier(workspace: Path) -> set[str]:
    journal = json.loads((workspace / FOLDER / JOURNAL).read_text(encoding="utf-8"))
    return {name for name, entry in journal["fichiers"].items() if "sources_alors" in entry}


def last_of(run: Run) -> str:
    """The sentence that ends a screen, from the number that it begins with."""
    told = " ".join(run.out.replace("\u00a0", " ").split())
    found: list[str] = re.findall(r"\d+ fichiers? d’un état antérieur des.*", told)
    return found[-1] if found else told


def test_a_transmitted_act_that_its_data_contradict_is_told(workspace: Path, actgen: Actgen) -> None:
    """The vote was changed after the transmission: what is kept prints another one."""
    assert actgen("render", SESSION, "--formats", "html").code == 0
    assert earlier(workspace) == set()
    before = (workspace / FOLDER / DELIBERATION).read_bytes()
    change(workspace / SESSION, "vote: unanimité", "vote: 12 pour, 1 contre")
    run = actgen("render", SESSION, "--formats", "html")
    assert "2 fichiers d’actes déjà signés, transmis ou publiés sont gardés sans être réécrits" in " ".join(
        run.out.split()
    )
    assert (workspace / FOLDER / DELIBERATION).read_bytes() == before
    run = actgen("verify", FOLDER)
    assert (run.code, run.err) == (1, "")
    told = " ".join(run.out.split())
    assert f"{DELIBERATION} conservé tel que transmis ou publié ; les données ont changé depuis" in told
    assert SESSION in told and "Conforme" not in told
    ended = "d’un état antérieur des données : {}, mais les données ne sont plus les mêmes."
    # the deliberation and its copy; the minutes, the list and the certificate, which would tell of it
    assert last_of(run) == f"5 fichiers {ended.format('inchangés')}"
    run = actgen("verify", f"{FOLDER}/{DELIBERATION}")
    assert (run.code, last_of(run)) == (1, f"1 fichier {ended.format('inchangé')}")
    assert actgen("verify", f"{FOLDER}/2-convention-e-services-PROJET.html").code == 0
    # the data are what they were again: so is what was made from them
    change(workspace / SESSION, "vote: 12 pour, 1 contre", "vote: unanimité")
    assert actgen("render", SESSION, "--formats", "html").code == 0
    assert earlier(workspace) == set()
    assert actgen("verify", FOLDER).code == 0


def test_acts_that_a_run_was_not_asked_for_keep_what_they_were_made_from(
    workspace: Path, actgen: Actgen
) -> None:
    assert actgen("render", SESSION, "--formats", "html").code == 0
    change(workspace / SESSION, "lieu: salle du conseil", "lieu: grande salle du conseil")
    assert actgen("render", SESSION, "--formats", "html", "--only", "proces-verbal").code == 0
    assert DELIBERATION in earlier(workspace)
    run = actgen("verify", FOLDER)
    assert run.code == 1 and DELIBERATION in run.out
    assert "recommencez actgen render sur la séance entière" in " ".join(run.out.split())
