"""The screens of `actgen templates`: kinds, variables, origins, what is wrong with a kind of one’s own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SESSION, Actgen
from tests.cli.test_screens import compare

KIND = Path("templates/deliberations/voirie")
WRONG = """\
{{ clause.debut_deliberation }}

## Exposé

Le {{ collectivite.assemblee }} de {{ collectivite.nom }} a été saisi le {{ seance.dat | date }}.

{% for retrait in point.retraits %}

{{ retrait.nom }} s’est retiré, sur avis de {{ retrait.motif }}.

{% endfor %}

{{ clause.visa }}

Textes visés : {{ point.vus }}

Le secrétaire {{ secretaire | majuscule }} signe.

{% if vote.unanime %} À l’unanimité.

{{ clause.fin_deliberation }}
"""


@pytest.fixture
def voirie(checkout: Path, workspace: Path) -> Path:
    """A kind of one's own."""
    folder = workspace / KIND
    shutil.copytree(checkout / "templates" / "deliberations" / "deliberation_libre", folder)
    for name in ("acte.yaml", "exemple.yaml"):
        text = (folder / name).read_text(encoding="utf-8")
        text = text.replace("acte: deliberation_libre", "acte: voirie").replace(
            "Délibération libre", "Voirie"
        )
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("workspace")
def test_list(actgen: Actgen) -> None:
    run = actgen("templates", "list")
    assert (run.code, run.err) == (0, "")
    compare("templates-list", run.out)


@pytest.mark.usefixtures("workspace")
def test_vars_of_one_word(actgen: Actgen) -> None:
    run = actgen("templates", "vars", "subvention", "montant")
    assert (run.code, run.err) == (0, "")
    compare("templates-vars", run.out)


@pytest.mark.usefixtures("workspace")
def test_vars_in_full_fit_a_narrow_screen(actgen: Actgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    run = actgen("templates", "vars", "proces_verbal")
    assert run.code == 0 and "VARIABLES DE corps" in run.out and "FILTRES" in run.out
    assert max(len(line) for line in run.out.splitlines() if "{" not in line) <= 70


@pytest.mark.usefixtures("workspace")
def test_vars_as_json(actgen: Actgen) -> None:
    told = json.loads(actgen("templates", "vars", "pouvoir", "--report", "json").out)
    (date,) = (each for each in told["variables"] if each["variable"] == "seance.date")
    assert date["ecrire"] == "{{ seance.date }}" and date["exemple"] == "27\u00a0septembre 2024"
    assert {each["nom"] for each in told["tests"]} == {"connu", "vide"}


@pytest.mark.usefixtures("workspace")
def test_a_page_of_variables_is_written_and_no_other_file_replaced(actgen: Actgen) -> None:
    page = Path("variables.html")
    first = actgen("templates", "vars", "tarifs", "--html", str(page))
    assert first.code == 0 and "à ouvrir avec un navigateur" in first.out
    assert "déjà à jour" in actgen("templates", "vars", "tarifs", "--html", str(page)).out
    assert actgen("templates", "vars", "subvention", "--html", str(page)).code == 0
    page.write_text("mes notes", encoding="utf-8")
    refused = actgen("templates", "vars", "tarifs", "--html", str(page))
    assert refused.code == 2 and "laissé tel quel" in refused.err
    assert page.read_text(encoding="utf-8") == "mes notes"


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("vars", "subvantion"), "subvention"),
        (("which", "tarif"), "tarifs"),
        (("vars", "tarifs", "zzz"), "zzz"),
        (("check", "tarif"), "tarifs"),
        (("check", "templates/deliberations/absent.docx"), "ni un fichier, ni un dossier"),
        (("check", "templates/deliberations/subvantion/corps.docx"), "plus proche\u00a0: subvention"),
        (("vars", "clauses/visas"), "« adhesion_groupement »"),
        (("which", "visas"), "est une clause"),
        (("which", "tarifs", "--commune", "Nulle-Part"), "Nulle-Part"),
        (("which", "tarifs", "--session", SESSION, "--commune", "68072"), "--session"),
        (("which", "tarifs", "--session", "seances/absente.yaml"), "absente"),
        (("list", "--templates", "absent"), "absent"),
    ],
)
def test_a_word_that_names_nothing(actgen: Actgen, words: tuple[str, ...], told: str) -> None:
    run = actgen("templates", *words)
    assert (run.code, run.out) == (2, "")
    assert (
        told in run.err.replace("\u00a0»", " »").replace("«\u00a0", "« ")
        and f"actgen templates {words[0]} --help" in run.err
    )


def test_which(actgen: Actgen, workspace: Path) -> None:
    own = workspace / "templates" / "68072" / "socle" / "clauses"
    own.mkdir(parents=True)
    (own / "recours.md").write_text("Recours dans les deux mois.\n", encoding="utf-8")
    group = workspace / "templates" / "e_services" / "deliberations" / "adhesion_groupement"
    group.mkdir(parents=True)
    (group / "expose.md").write_text("Exposé du groupement.\n", encoding="utf-8")
    run = actgen("templates", "which", "adhesion_groupement", "--session", SESSION)
    assert (run.code, run.err) == (0, "")
    compare("templates-which", run.out)
    assert (
        run.out
        == actgen(
            "templates", "which", "adhesion_groupement", "--commune", "Dietwiller", "--group", "e_services"
        ).out
    )
    told = json.loads(
        actgen("templates", "which", "groupement_commandes", "--session", SESSION, "--report", "json").out
    )
    (reading,) = told["lectures"]
    assert (reading["commune"], reading["groupement"]) == ("68072", "e_services")
    assert "propre à la commune" not in {each["niveau"] for each in reading["textes"]}


def test_which_names_the_letterhead_of_a_house_style(actgen: Actgen, checkout: Path, workspace: Path) -> None:
    shutil.copy(checkout / "templates" / "socle" / "entete.docx", workspace / "collectivites" / "papier.docx")
    place = workspace / "collectivites" / "dietwiller.yaml"
    place.write_text(
        place.read_text(encoding="utf-8") + "\ncharte:\n  entete: papier.docx\n", encoding="utf-8"
    )
    run = actgen("templates", "which", "adhesion_groupement", "--session", SESSION)
    (line,) = (each for each in run.out.splitlines() if "papier à en-tête" in each)
    assert "propre à la commune" in line and line.endswith("collectivites/papier.docx")


def test_check_of_a_kind_that_is_written_wrong(actgen: Actgen, voirie: Path) -> None:
    (voirie / "corps.md").write_text(WRONG, encoding="utf-8")
    (voirie / "expose.md").rename(voirie / "expos.md")
    run = actgen("templates", "check", "voirie")
    assert (run.code, run.err) == (1, "")
    compare("templates-check-ecriture", run.out)


def test_check_of_a_kind_that_is_right(actgen: Actgen, voirie: Path) -> None:
    run = actgen("templates", "check", KIND.as_posix(), "--strict")
    assert (run.code, run.err) == (0, "")
    compare("templates-check", run.out)


def test_check_as_json(actgen: Actgen, voirie: Path) -> None:
    (voirie / "corps.md").write_text(WRONG, encoding="utf-8")
    run = actgen("templates", "check", "voirie", "--report", "json")
    told = json.loads(run.out)
    assert run.code == 1 and told["natures"] == ["voirie"] and told["essais"]["seances"] == 13
    assert told["bilan"]["erreurs"] == len([each for each in told["constats"] if each["gravite"] == "erreur"])
    assert all(each["lieux"][0]["fichier"].startswith(KIND.as_posix()) for each in told["constats"])


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("word", ["pouvoir", "templates/seances/pouvoir", "seances/pouvoir/corps.docx"])
def test_vars_of_a_file_are_those_of_its_kind(actgen: Actgen, word: str) -> None:
    assert "VARIABLES DE corps" in actgen("templates", "vars", word, "remplir").out


@pytest.mark.parametrize("folder", ["vide", "templates/68072/deliberations/subvention", "collectivites"])
def test_a_check_of_nothing_is_no_success(actgen: Actgen, workspace: Path, folder: str) -> None:
    (workspace / folder).mkdir(parents=True, exist_ok=True)
    run = actgen("templates", "check", folder)
    assert (run.code, run.out) == (2, "")
    assert "Aucun modèle à contrôler" in run.err and folder in run.err


def test_a_check_says_how_many_clauses_it_read(actgen: Actgen, workspace: Path) -> None:
    clauses = workspace / "templates" / "socle" / "clauses"
    clauses.mkdir(parents=True)
    (clauses / "tableau_des_deliberations.md").write_text("Texte.\n", encoding="utf-8")
    run = actgen("templates", "check", "templates/socle/clauses")
    assert run.out.startswith("Modèles contrôlés\u00a0: 1\u00a0clause, ")
    (clauses / "tableau_des_deliberations.md").rename(clauses / "vigueur.md")
    run = actgen("templates", "check", "templates/socle/clauses")
    assert "Aucune nature d’acte n’emploie ce qui est là" in run.out and "GABARIT-FICHIER" in run.out


def test_findings_in_a_loose_folder_name_it_as_it_was_named(actgen: Actgen, workspace: Path) -> None:
    place = workspace / "essais" / "deliberations" / "subvention" / "dispositif.md"
    place.parent.mkdir(parents=True)
    place.write_text("{{ vot }}\n", encoding="utf-8")
    for words in (("essais",), ("subvention", "--templates", "essais")):
        run = actgen("templates", "check", *words)
        assert run.code == 1 and " essais/deliberations/subvention/dispositif.md, ligne" in run.out
        assert "modeles-1" not in run.out and "GABARIT-EXEMPLE" not in run.out


def test_a_manifest_that_is_wrong_is_told_of_whatever_is_asked(actgen: Actgen, voirie: Path) -> None:
    manifest = voirie / "acte.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("famille: deliberation", "famille: zut"), "utf-8")
    for words in (("check", "voirie"), ("vars", "voirie"), ("which", "voirie"), ("list",)):
        run = actgen("templates", *words)
        assert (run.code, run.err) == (1, ""), words
        assert "templates/deliberations/voirie/acte.yaml" in run.out and "famille: zut" in run.out, words
        told = json.loads(actgen("templates", *words, "--report", "json").out)
        (constat,) = told["constats"]
        assert "templates/deliberations/voirie/acte.yaml" in str(constat)
    assert actgen("templates", "vars", "subvention", "montant").code == 0
    assert actgen("templates", "check", "voiri").code == 2
