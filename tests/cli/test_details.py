"""`check --details` and what was set aside, word for word; each figure adds up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from actgen.api.report.figures import chiffres_du_point
from tests.cli.conftest import SESSION, Actgen, edit
from tests.cli.test_screens import compare
from tests.regles.cases import merge, model, write
from tests.session.acts import SESSIONS, shipped_examination
from tests.session.papers import PLANNED

LE_TREHOU = "seances/le-trehou-2024-11-14.yaml"
REASONS = """
derogations:
  - code: PUB-MODE
    motif: délibération du 25/05/2020, conservée au dossier
  - code: POUV-UNIQUE
    motif: second pouvoir admis par le conseil.
  - code: QUORUM-POINT
    motif: effectif relevé deux fois
"""


@pytest.mark.parametrize(
    ("name", "width"), [("check-details", "100"), ("check-details-80", "80"), ("check-details-60", "60")]
)
@pytest.mark.usefixtures("workspace")
def test_details(name: str, width: str, actgen: Actgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    run = actgen("check", "--details", LE_TREHOU if width == "100" else SESSION)
    assert (run.code, run.err) == (0, "")
    assert all(len(line) <= int(width) for line in run.out.splitlines())
    compare(name, run.out)


@pytest.mark.usefixtures("workspace")
def test_informations_are_counted_or_told(actgen: Actgen) -> None:
    plain, full = actgen("check", SESSION).out, actgen("check", SESSION, "--details").out
    assert "3 informations\u00a0: actgen check --details" in plain.replace("3\u00a0", "3 ")
    assert "TRANS-MARCHE" not in plain
    assert "TRANS-MARCHE" in full
    assert "actgen check --details" not in full
    told = {each["code"] for each in _found(actgen, SESSION) if each["gravite"] == "info"}
    assert len(told) == 3 and all(code in full for code in told), "as many as are counted"
    assert actgen("check", SESSION, "--full").out == plain, "one file is read whole without being asked"


def _found(actgen: Actgen, session: str) -> list[dict[str, str]]:
    (report,) = json.loads(actgen("check", session, "--report", "json").out)["seances"]
    found: list[dict[str, str]] = report["constats"]
    return found


def test_what_was_set_aside_is_shown_with_its_reason(workspace: Path, actgen: Actgen) -> None:
    edit(workspace / SESSION, "à Richard LIEBY", "à Christian FRANTZ")
    place = workspace / SESSION
    place.write_text(place.read_text(encoding="utf-8") + REASONS, encoding="utf-8")
    assert actgen("check", SESSION).code == 1
    run = actgen("check", SESSION, "--override", "pouv-unique", "--full")
    assert (run.code, run.err) == (0, "")
    compare("check-ecarte", run.out)


@pytest.mark.parametrize("session", SESSIONS)
def test_the_computation_of_the_voters_adds_up(session: str) -> None:
    figures = shipped_examination(session).figures
    assert figures is not None
    for point in figures.points:
        told = {each.cle: each for each in chiffres_du_point(figures, point)}
        words = told["votants"].calcul.replace("\u00a0", " ").split()
        terms = [int(word) * (-1 if before == "−" else 1) for before, word in _numbers(words)]
        assert sum(terms) == int(told["votants"].valeur)


def _numbers(words: list[str]) -> list[tuple[str, str]]:
    return [(before, word) for before, word in zip(["", *words], words, strict=False) if word.isdigit()]


SECONDE = "seances/locronan-2025-01-30-seconde-convocation.yaml"


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        (
            "26/01/2025",
            "3 jours francs\u202f; il en faut 3",
        ),  # what spares the quorum takes the place of five
        ("28/01/2025", "1 jour franc\u202f; il en faut 3"),  # what the finding says
    ],
)
def test_the_days_asked_of_a_second_convocation_are_its_own(
    workspace: Path, actgen: Actgen, sent: str, asked: str
) -> None:
    edit(workspace / "collectivites" / "locronan.yaml", "829 en 2022", "4200 en 2022")
    edit(workspace / SECONDE, "envoyee_le: 24/01/2025", f"envoyee_le: {sent}")
    shown = actgen("check", SECONDE, "--details").out
    assert f"{sent}\u00a0: {asked}" in shown
    assert "il en faut 5" not in shown and "il en faut 3    art. L. 2121-17 CGCT" in shown.replace(
        "\u00a0", " "
    )


def test_the_days_asked_of_a_second_convocation_not_sent_yet(workspace: Path, actgen: Actgen) -> None:
    edit(workspace / "collectivites" / "locronan.yaml", "829 en 2022", "4200 en 2022")
    edit(workspace / SECONDE, "envoyee_le: 24/01/2025", "envoyee_le:")
    assert "à envoyer au plus tard le 26/01/2025" in " ".join(actgen("check", SECONDE).out.split())


@pytest.mark.usefixtures("workspace")
def test_unanimity_with_abstentions_is_that_of_the_votes_cast(actgen: Actgen) -> None:
    run = actgen("check", "seances/locronan-2025-03-20-comptes.yaml", "--details")
    told = " ".join(run.out.split())
    assert "11 pour, 0 contre, 3 abstentions · adopté à l’unanimité des suffrages exprimés" in told
    assert "12 pour, 0 contre, 0 abstention · adopté à l’unanimité Point 2" in told
    assert told.count("Résultat adopté à l’unanimité des suffrages exprimés") == 1


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("12/12/2022", "3 jours avant la séance, dont 2 en jours francs ; il en faut 3 au moins"),
        ("15/12/2022", "le jour même de la séance ; il en faut 3 au moins"),
        ("17/12/2022", "après la séance ; il en faut 3 au moins"),
    ],
)
def test_local_law_counts_days_before_the_session(
    workspace: Path, actgen: Actgen, sent: str, told: str
) -> None:
    edit(workspace / SESSION, "envoyee_le: 06/12/2022", f"envoyee_le: {sent}")
    shown = " ".join(actgen("check", SESSION, "--details").out.split())
    assert f"envoyée le {sent} : {told}" in shown
    assert "-1 jour" not in shown and "Jours francs -" not in shown


def test_before_the_session_nobody_is_counted_for_the_quorum(workspace: Path, actgen: Actgen) -> None:
    place = write(workspace / "seances" / "a-tenir.yaml", merge(model("commune"), PLANNED))
    shown = " ".join(actgen("check", str(place), "--details").out.split())
    assert "Quorum 8 plus de la moitié de 15 art." in shown
    assert "comptés" not in shown and "atteint" not in shown


# The declared fields of an item are read back, and what takes no vote is said to take none


FIELDS = {
    "subvention": ("Montant de la subvention : 24 000 €", "Convention approuvée avec la subvention : oui"),
    "tarifs": ("Premier jour d’application : 01/01/2025", "Tarifs : 5 lignes"),
    "decisions_par_delegation": ("Décisions prises : 3 lignes", "le conseil prend acte, sans vote"),
}


@pytest.mark.parametrize("code", FIELDS)
def test_the_fields_of_an_item_are_read_back(
    code: str, checkout: Path, tmp_path: Path, actgen: Actgen
) -> None:
    for folder in ("collectivites", "seances"):
        (tmp_path / folder).mkdir()
    example = checkout / "templates" / "deliberations" / code / "exemple.yaml"
    run = actgen("check", str(shutil.copy(example, tmp_path / "seances")))
    out = " ".join(run.out.replace("\u202f", " ").replace("\u00a0", " ").split())
    assert run.code == 0
    for said in FIELDS[code]:
        assert said in out


def test_a_day_that_has_not_come_gives_no_certificate(workspace: Path, actgen: Actgen) -> None:
    """By the clock of this machine, of a year that no clock tells yet."""
    edit(workspace / SESSION, "publiee_le: 19/12/2022", "publiee_le: 19/12/2122")
    run = actgen("check", SESSION)
    assert run.code == 1
    assert "La publication est datée du 19/12/2122, après aujourd’hui" in " ".join(run.out.split())
    run = actgen("render", SESSION, "--formats", "html")
    assert not list((workspace / "output").rglob("*certificat*")), run.out
