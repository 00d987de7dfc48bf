"""Who signs and who is named in an act: by the civility written, by the name in use, by the right article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from actgen.acts.views.presence import nom_insecable
from actgen.acts.views.seance import signatures_de_seance
from actgen.base.records import replace
from actgen.council.figures.parts import nature_et_nom
from actgen.council.figures.seance import FiguresSeance
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.regles.cases import merge, model, write
from tests.session.acts import ROOT, workspace
from tests.session.papers import text

_NATURE = "communauté d’agglomération"


def _figures(file: Path) -> FiguresSeance:
    figures = examine(file, Options()).figures
    assert figures is not None
    return figures


def _file(folder: Path, base: str, **change: Any) -> Path:
    return write(workspace(folder) / "seances" / "essai.yaml", merge(model(base), change))


@pytest.mark.parametrize(
    ("secretary", "quality"),
    [
        ("Mme Agent 1, secrétaire de mairie", "La secrétaire de séance"),
        ("Agent 1, secrétaire de mairie", "Le secrétaire de séance"),
    ],
)
def test_a_secretary_from_outside_signs_by_the_civility(tmp_path: Path, secretary: str, quality: str) -> None:
    figures = _figures(_file(tmp_path, "alsace", seance={"secretaire": secretary}))
    *_, last = signatures_de_seance(figures).places
    assert last.quality == quality


@pytest.mark.parametrize(
    ("nom", "dite"),
    [
        ("Agglomération de Mulhouse", "communauté d’agglomération de Mulhouse"),
        ("Mulhouse Alsace Agglomération", "communauté d’agglomération Mulhouse Alsace Agglomération"),
    ],
)
def test_a_name_in_use_does_not_double_its_nature(tmp_path: Path, nom: str, dite: str) -> None:
    figures = _figures(_file(tmp_path, "epci"))
    assert nature_et_nom(replace(figures.seance.collectivite, nature=_NATURE, nom=nom)) == dite


@pytest.mark.parametrize(
    ("election", "article"), [("delegues_syndicat", "L. 5211-7"), ("autre", "L. 2121-21")]
)
def test_a_designation_cites_the_article_of_its_ballot(tmp_path: Path, election: str, article: str) -> None:
    point = {
        "numero": "1",
        "acte": "designation_representants",
        "election": election,
        "instance": "syndicat des eaux",
        "titulaires": ["Membre 2"],
        "renonciation_au_secret": "unanimité",
        "vote": "unanimité",
    }
    plans = examine(_file(tmp_path, "commune", points=[point]), Options(only=("deliberation",))).plans
    (plan,) = (each for each in plans if each.key == "deliberation-01")
    sauf = ", sauf si un texte prévoit expressément ce mode de scrutin" if election == "autre" else ""
    told = text(plan).replace("\u00a0", " ")
    assert f"de ne pas y procéder{sauf} (article {article} du code" in told


def test_a_woman_who_stands_in_for_another_is_told_as_one(tmp_path: Path) -> None:
    point = {
        "numero": "1",
        "acte": "designation_representants",
        "instance": "syndicat des eaux",
        "titulaires": ["Membre 2"],
        "suppleants": ["Membre 3"],
        "vote": "unanimité",
    }
    plans = examine(_file(tmp_path, "commune", points=[point]), Options(only=("deliberation",))).plans
    (plan,) = (each for each in plans if each.key == "deliberation-01")
    assert "Suppléante : Membre 3, deuxième adjointe" in text(plan).replace("\u00a0", " ")


def test_a_name_has_one_apostrophe_and_its_short_words_hold(tmp_path: Path) -> None:
    council = model("commune")["collectivite"]["membres"]
    council[1:4] = [
        {"adjoint": "M. Gaël FLOC'H"},
        {"adjointe": "Mme Anne LE GOFF"},
        {"adjoint": "M. Membre 4"},
    ]
    change = {
        "collectivite": {"membres": council},
        "seance": {"secretaire": "Anne LE GOFF"},
        "absents": ["Membre 12, pouvoir à Gaël FLOC’H du 14/06/2023", "Membre 13, excusée"],
        "points": [
            {
                "numero": "1",
                "objet": "Vœu",
                "acte": "deliberation_libre",
                "decide": "remercie M. FLOC'H et Mme LE GOFF",
                "rapporteur": "Gael FLOC'H",
                "vote": {"pour": "12", "contre": "2", "noms": {"contre": ["Gaël FLOC'H", "Anne LE GOFF"]}},
            }
        ],
    }
    examination = examine(_file(tmp_path, "commune", **change), Options(draft=True))
    told = " ".join(text(plan) for plan in examination.plans if plan.document is not None)
    assert "FLOC’H" in told
    assert "FLOC'H" not in told
    assert "Contre : Gaël FLOC’H et Anne LE GOFF." in told.replace("\u00a0", " ")
    assert examination.figures is not None
    anne = examination.figures.seance.collectivite.membres[2]
    assert nom_insecable(anne) == "Anne\u00a0LE\u00a0GOFF"


def test_who_is_present_has_the_word_that_the_act_gives_them_elsewhere() -> None:
    """« Membre 2, adjoint au maire » was present, and « Membre 2, premier adjoint » reported."""
    told = (ROOT / "templates/deliberations/bail/attendu.md").read_text("utf-8")
    assert told.count("Membre 2, premier adjoint") == 2 and "adjoint au maire" not in told
