"""`actgen batch`: what a coordinator is shown, at the second run too, and when one commune is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from actgen.group.batch import Batch
from actgen.group.folders import FolderResult
from tests.cli.conftest import SESSION, Actgen, edit
from tests.cli.test_screens import compare
from tests.group.espaces import seance

GROUP = "groupements/papeterie.yaml"
TREHOU = Path("seances/le-trehou-2024-11-14.yaml")
HTML = ("--formats", "html", "--jobs", "1")
OUT = Path("output/groupement-papier-et-enveloppes")
pytestmark = pytest.mark.usefixtures("workspace", "before_the_launch")


def test_the_screen_and_that_of_a_second_run(actgen: Actgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    first = actgen("batch", GROUP, *HTML)
    assert first.code == 0
    compare("batch", first.out)
    again = actgen("batch", GROUP, *HTML)
    assert again.code == 0
    compare("batch-inchange", again.out)


def test_one_commune_refused_is_told_at_the_end_and_the_others_are_written(
    actgen: Actgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    edit(TREHOU, "9 pour, 2 contre", "10 pour, 2 contre")
    edit(Path(GROUP), "version: version 2 du 21 octobre 2024", "version:")
    run = actgen("batch", GROUP, *HTML)
    assert run.code == 1
    assert all(len(line) <= 80 for line in run.out.splitlines())
    compare("batch-refus", run.out)
    assert len(list(OUT.glob("communes/*/avant-le-vote"))) == 3 and not list(OUT.glob("communes/*trehou/*"))


def test_for_other_programs(actgen: Actgen) -> None:
    edit(TREHOU, "9 pour, 2 contre", "10 pour, 2 contre")
    edit(Path(GROUP), "version: version 2 du 21 octobre 2024", "version:")
    run = actgen("batch", GROUP, *HTML, "--report", "json")
    told = json.loads(run.out)["groupement"]
    assert run.code == 1 and told["fichier"] == GROUP
    noms = [each["nom"] for each in told["dossiers"]]
    assert noms == ["Daoulas", "Irvillac", "Saint-Eloy", "coordonnateur"]
    assert [each["nom"] for each in told["refus"]] == ["Le Tréhou, 14/11/2024"]
    (convention, *_) = told["projets"]
    assert convention["nom"] == "convention à approuver"
    assert [(each["rubrique"], each["lieu"]["ligne"]) for each in convention["manques"]] == [("version", 7)]
    assert (told["meme_texte"]["actes"], told["meme_texte"]["ecarts"]) == (3, [])


def test_two_blanks_that_one_line_fills_are_both_told(actgen: Actgen) -> None:
    edit(Path(GROUP), "  frais: partagés par parts égales, sans rémunération", "  frais:")
    run = actgen("batch", GROUP, *HTML, "--report", "json")
    (convention, *_) = json.loads(run.out)["groupement"]["projets"]
    assert convention["nom"] == "convention à approuver"
    blanks = [(each["libelle"], each["rubrique"], each["lieu"]["ligne"]) for each in convention["manques"]]
    assert blanks == [
        ("qui paie les frais du groupement", "clauses.frais", 61),
        ("rémunération du coordonnateur", "clauses.frais", 61),
    ]
    shown = " ".join(actgen("batch", GROUP, *HTML).out.split())
    assert "qui paie les frais du groupement (ligne 61) et rémunération du coordonnateur (ligne 61)" in shown


def test_a_group_beside_no_collectivity_has_its_own_workspace(actgen: Actgen) -> None:
    """Its file is alone with its folder: sessions are looked for beside that folder, not in it."""
    shutil.rmtree("collectivites")
    TREHOU.unlink()  # its commune has a file in there
    decided = seance("Daoulas").replace("groupement: papier", "groupement: papeterie")
    Path("seances/daoulas.yaml").write_text(decided, encoding="utf-8")
    assert actgen("batch", GROUP, *HTML).code == 0
    journal = json.loads((OUT / "coordonnateur/journal.json").read_text(encoding="utf-8"))
    assert GROUP in journal["sources"] and journal["seance"]["fichier"] == GROUP
    assert (OUT / "communes/29043-daoulas/2024-11-14-conseil").is_dir()


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("groupements/rien.yaml", "introuvable"),
        (SESSION, "celui d’une séance"),
        ("collectivites/dietwiller.yaml", "celui d’une collectivité"),
    ],
)
def test_what_is_no_group_is_refused_and_nothing_is_written(actgen: Actgen, file: str, told: str) -> None:
    run = actgen("batch", file)
    assert run.code == 1 and told in " ".join(run.out.split()) and not Path("output").exists()
    assert json.loads(actgen("batch", file, "--report", "json").out)["groupement"]["dossiers"] == []


def test_without_the_day_asked_of_the_councils_nothing_is_made(actgen: Actgen) -> None:
    edit(Path(GROUP), "a_deliberer_avant: 31/12/2024", "a_deliberer_avant:")
    run = actgen("batch", GROUP, *HTML)
    assert run.code == 1 and "GC-CONSEILS" in run.out and not list(OUT.rglob("avant-le-vote"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("batch",), "Il manque GROUPEMENT"),
        (("batch", GROUP, "--jobs", "0"), "de 1 à 256"),
        (("batch", GROUP, "--jobs", "deux"), "de 1 à 256"),
        (("batch", GROUP, "--formats", "odt"), "Choix possibles"),
        (("batch", GROUP, "--templates", "rien"), "introuvable"),
        (("batch", GROUP, "--jobs", "2", "--cluster", "tcp://localhost:1"), "ne vont pas ensemble"),
        (("batch", "seances"), "est un dossier"),
        (("batch", "groupements/*.yaml"), "un seul groupement"),
        (("status", "groupements"), "est un dossier"),
        (("simulate", "seances"), "est un dossier"),
    ],
)
def test_a_wrong_line_is_a_fault_of_use(actgen: Actgen, words: tuple[str, ...], told: str) -> None:
    run = actgen(*words)
    assert run.code == 2 and told in " ".join(run.err.split()) and run.out == ""
    assert not Path("output").exists()


@pytest.mark.slow
def test_interrupted_it_says_what_is_done_and_the_next_run_ends_it(
    actgen: Actgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Batch.run

    def stopped(batch: Batch, workers: object) -> Iterator[FolderResult]:
        yield from (result for _, result in zip(range(2), whole(batch, workers), strict=False))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Batch, "run", stopped)
        run = actgen("batch", GROUP, *HTML)
    assert run.code == 130
    assert "2 dossiers sur 5 sont faits" in " ".join(run.err.split())
    assert "Tapez la même commande" in " ".join(run.err.split())
    made = {place: place.read_bytes() for place in OUT.rglob("*.html")}
    assert made
    again = actgen("batch", GROUP, *HTML)
    assert again.code == 0 and {place: place.read_bytes() for place in made} == made
    assert len(list(OUT.rglob("*.html"))) > len(made)


def test_when_nothing_is_written_the_last_line_says_so(actgen: Actgen) -> None:
    run = actgen("batch", "groupements/e_services-exemple_de_couts.yaml", *HTML)
    assert run.code == 1
    last = run.out.splitlines()[-1].replace("\u00a0", " ")
    assert last == "1 erreur : aucun fichier écrit, les fichiers déjà produits sont intacts."


def test_a_sheet_waits_for_the_convention_that_it_signs(actgen: Actgen) -> None:
    edit(Path(GROUP), "arretee_au: 20/11/2024", "arretee_au:")
    edit(Path(GROUP), "signature: original unique", "signature: une feuille par membre")
    out = " ".join(actgen("batch", GROUP, *HTML).out.split())
    assert "feuilles de signature attendent la convention à signer, qui est un projet" in out
    assert "--draft" not in out
