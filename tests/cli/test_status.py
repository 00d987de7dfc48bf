"""`actgen status`: the follow-up of a group on wide and narrow screens, and its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actgen.council.facts.retours import Colonne, find_table
from actgen.reading.sources import Source
from actgen.reading.tables import read_sheets
from tests.cli.conftest import Actgen, edit
from tests.cli.test_screens import compare

GROUP = "groupements/papeterie.yaml"
LIST = "  retours:                           # ce qui est revenu des communes ; les autres sont en attente\n"
CSV = """commune;vote;deliberation;numero;transmise;recue_prefecture;publiee;notifiee_coordonnateur;signee
Le Faou;adoptée;07/11/2024;;08/11/2024;;12/11/2024;;25/11/2024
Hanvec;adoptée;12/11/2024;;14/11/2024;;14/11/2024;20/11/2024;
Irvillac;rejetée;13/11/2024;;;;;;
Daoulas;adoptée;31/11/2024;;;;;;
Le Tréhou;adoptée;14/11/2024;;18/11/2024;;20/11/2024;;
"""
ACTS = (
    "suivi-papier-et-enveloppes.csv",
    "suivi-papier-et-enveloppes.html",
    "suivi-papier-et-enveloppes.xlsx",
)


def source_of(place: Path) -> Source:
    return Source(place.name, place.read_bytes(), "")


@pytest.fixture
def retours(workspace: Path) -> Path:
    """The group with a spreadsheet of returns: one in error, one that its own session denies."""
    place = workspace / GROUP
    text = place.read_text(encoding="utf-8")
    assert LIST in text
    head, _, rest = text.partition(LIST)
    tail = rest[rest.index("\naccord_cadre:") :]
    place.write_text(f"{head}  retours: retours.csv\n{tail}", encoding="utf-8")
    table = workspace / "groupements/retours.csv"
    table.write_bytes(CSV.encode("cp1252"))
    return table


@pytest.mark.usefixtures("retours")
@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_the_screen(actgen: Actgen, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    run = actgen("status", GROUP)
    assert (run.code, run.err) == (0, "")
    assert all(len(line) <= int(width) for line in run.out.splitlines())
    compare(f"status-{width}", run.out)


@pytest.mark.usefixtures("retours")
def test_what_came_later_is_not_counted(actgen: Actgen) -> None:
    told = json.loads(actgen("status", GROUP, "--as-of", "13/11/2024", "--report", "json").out)["suivi"]
    assert told["au"] == "2024-11-13"
    membres = {each["nom"]: each for each in told["membres"]}
    assert membres["Le Faou"]["situation"] == "convention à signer"
    assert membres["Le Faou"]["signée"] is None
    assert membres["Hanvec"]["etape_manquante"] == "transmission"
    assert actgen("status", GROUP, "--strict", "--report", "json").code == 1
    assert {each["code"] for each in told["constats"]} == {"GC-RETOUR-LIGNE", "GC-RETOUR-SEANCE"}


@pytest.mark.usefixtures("retours")
def test_the_files_are_written_once_and_one_corrected_by_hand_is_kept(
    actgen: Actgen, workspace: Path
) -> None:
    first = actgen("status", GROUP, "--out", "suivi")
    folder = workspace / "suivi"
    assert first.code == 0
    assert sorted(file.name for file in folder.iterdir() if not file.name.startswith(".")) == [
        "journal.json",
        *ACTS,
    ]
    contents = {name: (folder / name).read_bytes() for name in ACTS}
    (folder / ACTS[0]).write_text("à la main", encoding="utf-8")
    edit(
        workspace / "groupements/retours.csv".replace("retours.csv", "papeterie.yaml"),
        "version 2",
        "version 3",
    )
    again = actgen("status", GROUP, "--out", "suivi")
    assert (folder / ACTS[0]).read_text(encoding="utf-8") == "à la main"
    assert "modifié" in again.out
    assert all((folder / name).read_bytes() == contents[name] for name in ACTS[1:])


@pytest.mark.parametrize("name", ["retours.csv", "retours.xlsx"])
def test_the_table_that_is_not_there_is_prepared_with_the_names_of_members(
    actgen: Actgen, workspace: Path, retours: Path, name: str
) -> None:
    retours.unlink()
    edit(workspace / GROUP, "retours: retours.csv", f"retours: {name}")
    told = " ".join(actgen("status", GROUP).out.split())
    assert f"« actgen status {GROUP} --returns » le prépare" in told
    first = actgen("status", GROUP, "--returns")
    assert f"groupements/{name} : écrit" in first.out.replace("\u00a0", " ")
    suivi = json.loads(actgen("status", GROUP, "--report", "json").out)["suivi"]
    assert "FICHIER-ABSENT" not in {each["code"] for each in suivi["constats"]}
    assert {each["situation"] for each in suivi["membres"]} & {"réponse à vérifier"} == set()
    sheets = read_sheets(source_of(workspace / "groupements" / name))
    table, _ = find_table(sheets)
    assert table is not None
    noms = [row[table.colonnes[Colonne.MEMBRE]].text for _, row in table.rows]
    assert noms == [each["nom"] for each in suivi["membres"]] and len(noms) == 6
    content = (workspace / "groupements" / name).read_bytes()
    again = actgen("status", GROUP, "--returns")
    assert again.code == 2 and "existe déjà" in again.err
    assert (workspace / "groupements" / name).read_bytes() == content


@pytest.mark.usefixtures("workspace")
def test_a_group_that_cant_be_read_is_refused(actgen: Actgen, workspace: Path) -> None:
    edit(workspace / GROUP, "objet:", "objte:")
    run = actgen("status", GROUP, "--out", "suivi")
    assert run.code == 1 and "objte" in run.out and not (workspace / "suivi").exists()


def test_a_late_party_to_a_closed_group_is_told(actgen: Actgen, retours: Path, workspace: Path) -> None:
    """On the screen, in JSON and on the page, by its name and its day."""
    told = "Hanvec (12/02/2025) adhère après le lancement du 06/01/2025, alors que le groupement est fermé"
    edit(workspace / GROUP, "adhesion: avant le lancement", "adhesion: fermée")
    assert "GC-ADHESION-TARDIVE" not in actgen("status", GROUP).out
    content = retours.read_text(encoding="cp1252")
    late = content.replace(
        "12/11/2024;;14/11/2024;;14/11/2024;20/11/2024;", "12/02/2025;;14/02/2025;;14/02/2025;;"
    )
    assert late != content
    retours.write_text(late, encoding="cp1252")
    constats = json.loads(actgen("status", GROUP, "--report", "json").out)["suivi"]["constats"]
    (tardive,) = (each for each in constats if each["code"] == "GC-ADHESION-TARDIVE")
    assert told in tardive["message"].replace("\u00a0", " ")
    screen = actgen("status", GROUP, "--out", "suivi").out
    assert told in " ".join(screen.replace("GC-ADHESION-TARDIVE", "").split())
    assert told in (workspace / "suivi" / ACTS[1]).read_text(encoding="utf-8").replace("\u00a0", " ")


@pytest.mark.usefixtures("retours")
def test_a_clerk_is_not_told_of_the_lines_of_other_communes(actgen: Actgen) -> None:
    out = actgen("check", "seances/le-trehou-2024-11-14.yaml").out
    assert "GC-RETOUR-LIGNE" not in out and "Daoulas" not in out
    assert "GC-RETOUR-SEANCE" in out  # but of its own, that its session denies
