"""`actgen simulate`: the shares by each key on a screen, and what is said when there is nothing to share."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import SESSION, Actgen, edit
from tests.cli.test_screens import compare

GROUP = "groupements/e_services-exemple_de_couts.yaml"
pytestmark = pytest.mark.usefixtures("workspace")


def test_every_key_beside_that_of_annexe_2(actgen: Actgen) -> None:
    run = actgen("simulate", GROUP)
    assert (run.code, run.err) == (0, "")
    assert all(len(line) <= 100 for line in run.out.splitlines())
    compare("simulate", run.out)


@pytest.mark.parametrize("width", [50, 60, 80])
def test_a_narrow_screen_cuts_the_table_and_no_line(
    actgen: Actgen, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = actgen("simulate", GROUP).out
    assert all(len(line) <= width for line in out.splitlines())
    assert "46\u202f046,03" in out and "11\u202f765,67" in out


def test_only_the_keys_that_are_asked_for(actgen: Actgen) -> None:
    head = next(
        line for line in actgen("simulate", GROUP, "--cle", "population").out.splitlines() if "Membre" in line
    )
    assert head.split() == ["Membre", "habitants", "services", "annexe", "2", "population"]
    assert actgen("simulate", GROUP, "--cle", "surface").code == 2


def test_for_other_programs_every_key_shares_the_same_total(actgen: Actgen) -> None:
    told = json.loads(actgen("simulate", GROUP, "--report", "json").out)["simulation"]
    assert told["cles"] == ["annexe 2", "population", "services", "parts égales"]
    assert told["annee_population"] == 2023 and len(told["membres"]) == 40
    for key in told["cles"]:
        assert sum(Decimal(member["parts"][key]) for member in told["membres"]) == Decimal(told["total"])


def test_a_key_that_lacks_a_population_is_left_out_and_said(actgen: Actgen) -> None:
    edit(Path(GROUP), "        habitants: 0", "        habitants: 5")
    assert "n’est pas comparée" not in actgen("simulate", GROUP).out
    edit(Path(GROUP), "membre: m2A  ", "membre: Mulhouse  ")
    edit(Path(GROUP), "cle: population × services", "cle: parts égales")
    edit(Path(GROUP), "membres: [Mulhouse, Sausheim]", "membres: [m2A, Mulhouse, Sausheim]")
    run = actgen("simulate", GROUP, "--cle", "population,population-services")
    assert run.code == 0
    told = " ".join(run.out.split())
    nom = "la communauté d’agglomération Mulhouse Alsace Agglomération"
    assert told.count(f"faute de la population de {nom}") == 1  # once for both keys
    assert "Clés « " in told and "elles ne sont pas comparées" in told
    head = next(line for line in run.out.splitlines() if line.startswith("Membre "))
    assert "annexe 2" in head and "population" not in head


def test_costs_at_fault_are_told_and_not_shared(actgen: Actgen) -> None:
    edit(Path(GROUP), "service: Téléservice 1", "service: Téléservice 9")
    run = actgen("simulate", GROUP)
    assert run.code == 1
    assert "GC-COUTS" in run.out and "Total" not in run.out


def test_returns_at_fault_do_not_hide_the_shares(actgen: Actgen) -> None:
    right = actgen("simulate", GROUP).out
    edit(Path(GROUP), "membres:\n", "membres:\n  retours: rien.csv\n")
    run = actgen("simulate", GROUP)
    assert run.code == 1 and "FICHIER-ABSENT" in run.out
    assert right[right.index("Membre ") :].rstrip() in run.out
    assert "n’en dépendent pas" in " ".join(run.out.split())
    told = json.loads(actgen("simulate", GROUP, "--report", "json").out)["simulation"]
    assert told["total"] and len(told["membres"]) == 40


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("membres:\n", "membres:\n  sauf: Dietwiler\n", "COMMUNE-INCONNUE"),
        ("annexe_2:\n", "annex_2:\n", "CLE-INCONNUE"),
        ("annexe_2:\n", "annexe_2:\n  annee_population: hier\n", ""),
        ("annexe_2:\n", "approuvee_le: 31/02/2022\nannexe_2:\n", "DATE-IMPOSSIBLE"),
    ],
)
def test_an_error_of_its_file_hides_them(actgen: Actgen, old: str, new: str, code: str) -> None:
    """A part of the members, or of the costs, would be shared as if it were the whole."""
    edit(Path(GROUP), old, new)
    run = actgen("simulate", GROUP)
    assert run.code == 1 and code in run.out and "Total" not in run.out
    assert "Aucune part n’est calculée" in run.out and "ne prévoit aucun coût" not in run.out


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("groupements/e_services.yaml", "ne prévoit aucun coût"),
        (SESSION, "celui d’une séance"),
        ("groupements/rien.yaml", "introuvable"),
    ],
)
def test_nothing_to_share(actgen: Actgen, file: str, told: str) -> None:
    run = actgen("simulate", file)
    assert run.code == 1 and told in " ".join(run.out.split())
    report = json.loads(actgen("simulate", file, "--report", "json").out)["simulation"]
    assert (report["cles"], report["membres"], report["total"]) == ([], [], None)


def test_what_else_is_wrong_does_not_hide_that_no_cost_is_foreseen(actgen: Actgen) -> None:
    group = Path("groupements/papeterie.yaml")
    edit(group, "  preavis: 3 mois", "  # le préavis manque")
    run = actgen("simulate", group.as_posix())
    assert run.code == 1 and "GC-CLAUSE" in run.out
    assert "Ce dossier ne prévoit aucun coût" in run.out


def test_a_member_that_refused_is_named_and_has_no_share(actgen: Actgen) -> None:
    assert "refusé" not in actgen("simulate", GROUP).out
    text = Path(GROUP).read_text(encoding="utf-8")
    assert text.count("\nmembres:\n") == 1
    retours = "  retours:\n    - {commune: Sausheim, resultat: rejetée, deliberation_du: 14/12/2022}\n"
    Path(GROUP).write_text(text.replace("\nmembres:\n", f"\nmembres:\n{retours}"), encoding="utf-8")
    told = " ".join(actgen("simulate", GROUP).out.split())
    assert "Sans part, pour avoir refusé d’adhérer : Sausheim." in told.replace("\u00a0", " ")
    membres = json.loads(actgen("simulate", GROUP, "--report", "json").out)["simulation"]["membres"]
    assert len(membres) == 39 and "Sausheim" not in {membre["nom"] for membre in membres}
