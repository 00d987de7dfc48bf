"""From an empty folder to the file of a commune, which the command line would have written the same."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.api.starting import bodies_named
from actgen.studio.desk import address_of
from tests.studio.house import WRITES, Studio


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path / "neuf", bare=True)


@pytest.fixture
def browser(studio: Studio) -> TestClient:
    return studio.browser()


def _send(browser: TestClient, **form: str) -> tuple[int, str]:
    answer = browser.post("/premiers-pas", data=form, headers=WRITES)
    return answer.status_code, html.unescape(answer.text).replace("\u00a0", " ")


def test_a_commune_is_found_and_its_file_written(studio: Studio, browser: TestClient) -> None:
    assert "Ce dossier est vide" in browser.get("/").text
    assert list(studio.root.iterdir()) == []
    status, page = _send(browser, nom="dietwiller")
    assert status == 200
    assert "Trouvé : <strong>Dietwiller (68072), Haut-Rhin, arrondissement de Mulhouse</strong>" in page
    assert (
        _send(browser, nom="Dietwiller", code="68072", etape="2", mode="papier", chef=" Mme Membre UN ")[0]
        == 303
    )
    name = "collectivites/dietwiller.yaml"
    text = (studio.root / name).read_text(encoding="utf-8")
    assert re.search(r"^  mode: papier\b", text, re.M)
    assert "- maire: Mme Membre UN" in text
    assert (studio.root / "schema" / "seance.json").is_file()
    home = browser.get("/").text
    assert "Votre commune est prête" in home
    assert f'href="{address_of(name, "conseil")}"' in home
    session = actgen.Workspace(studio.root).session(
        "seances/a.yaml", text="collectivite: dietwiller\nseance:\n  date: 15/12/2025\n"
    )
    assert session.figures is not None


def test_what_comes_next_follows_from_the_council(studio: Studio, browser: TestClient) -> None:
    """The members are asked for until they are written; then the session is."""
    steps = {"nom": "Dietwiller", "code": "68072", "etape": "2", "mode": "papier", "chef": "Mme Membre UN"}
    _send(browser, **steps)
    home = browser.get("/").text
    assert re.search(r'class="bouton plein" href="[^"]*/conseil" autofocus>Écrire les membres', home)
    assert "écrivez les membres du conseil" in html.unescape(home)
    assert "mode de publication" not in home
    place = studio.root / "collectivites" / "dietwiller.yaml"
    text = place.read_text(encoding="utf-8")
    head = "- maire: Mme Membre UN"
    place.write_text(text.replace(head, f"{head}\n  - Mme Membre DEUX"), encoding="utf-8")
    home = browser.get("/").text
    assert "Dietwiller : 2 membres au tableau." in html.unescape(home).replace("\u00a0", " ")
    assert re.search(r'class="bouton plein" id="preparer" href="/preparer" autofocus', home)
    assert "Écrire les membres" not in home


def test_a_mode_must_be_chosen(studio: Studio, browser: TestClient) -> None:
    for mode in ("", "pigeon"):
        status, page = _send(browser, nom="Dietwiller", code="68072", etape="2", mode=mode, chef="Membre 1")
        assert status == 422
        assert "Choisissez une réponse." in page
        assert 'value="Membre 1"' in page  # what was typed stays
    assert list(studio.root.iterdir()) == []


@pytest.mark.parametrize("typed", ["Le monetier", "monetier les"])
def test_the_beginning_of_a_name_is_enough_to_be_told_it(browser: TestClient, typed: str) -> None:
    status, page = _send(browser, nom=typed)
    assert status == 422 and "Le Monêtier-les-Bains" in page


def test_homonyms_are_chosen_from(studio: Studio, browser: TestClient) -> None:
    status, page = _send(browser, nom="Sainte-Colombe")
    assert status == 200
    bodies = bodies_named("Sainte-Colombe")
    assert len(bodies) > 2
    assert all(each.described in page for each in bodies)
    status, page = _send(browser, nom="Sainte-Colombe", etape="2", mode="papier")
    assert status == 422
    assert re.search(r'aria-describedby="faute"><legend>Laquelle', page), "told where an answer lacks"
    assert 'value="papier" checked' in page
    assert _send(browser, nom="Sainte-Colombe", code=bodies[1].code, etape="2", mode="papier")[0] == 303
    (place,) = (studio.root / "collectivites").iterdir()
    assert bodies[1].code in place.name


def test_who_has_no_choice_is_asked_for_none(studio: Studio, browser: TestClient) -> None:
    _, page = _send(browser, nom="Nantes")
    assert "mise en ligne, seule admise ici" in page
    assert 'name="mode"' not in page
    assert _send(browser, nom="Nantes", code="44109", etape="2", mode="papier")[0] == 303
    assert "mode: électronique" in (studio.root / "collectivites" / "nantes.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("nom", "told"),
    [
        ("Dietwiler", "Aucune commune ni aucun EPCI ne s’appelle « Dietwiler ». Noms proches : Dietwiller"),
        ("", "Écrivez le nom de la commune."),
        ("<script>", "« <script> »"),
    ],
)
def test_a_name_that_nobody_bears(studio: Studio, browser: TestClient, nom: str, told: str) -> None:
    status, page = _send(browser, nom=nom)
    assert status == 422
    assert told in page
    assert 'aria-invalid="true"' in page
    assert "<script>" not in browser.post("/premiers-pas", data={"nom": nom}, headers=WRITES).text


def test_a_file_that_is_there_is_left_alone(studio: Studio, browser: TestClient) -> None:
    form = {"nom": "Dietwiller", "code": "68072", "etape": "2", "mode": "papier"}
    assert _send(browser, **form)[0] == 303
    place = studio.root / "collectivites" / "dietwiller.yaml"
    place.write_text("# à moi\n", encoding="utf-8")
    status, page = _send(browser, **form)
    assert status == 400
    assert "« collectivites/dietwiller.yaml » existe déjà : il est laissé tel quel." in page
    assert place.read_text(encoding="utf-8") == "# à moi\n"
