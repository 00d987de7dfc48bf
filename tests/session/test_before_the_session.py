"""When each paper of before a session is due; what a convocation says by the law of its day and place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from actgen.acts.views.plan import Due
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.regles.cases import merge, model, write
from tests.session.acts import DIETWILLER, LE_TREHOU, shipped_examination, workspace
from tests.session.papers import ALL, missing, papers, rows, text

# when each is due


def test_a_session_to_come_has_its_papers_and_one_that_was_held_has_none(tmp_path: Path) -> None:
    assert tuple(papers(tmp_path / "avant", "commune")) == ("convocation", "pouvoir", "feuille-de-presence")
    assert papers(tmp_path / "apres", "commune", planned=False) == {}
    for session in (DIETWILLER, LE_TREHOU):
        assert not {plan.key for plan in shipped_examination(session).plans} & set(ALL)


@pytest.mark.parametrize("asked", ["convocation", "note_de_synthese", "feuille-de-presence"])
def test_a_paper_of_a_session_that_was_held_is_made_when_it_is_named(tmp_path: Path, asked: str) -> None:
    (plan,) = papers(tmp_path, "commune", asked, planned=False).values()
    assert plan.key == asked.replace("_", "-") and plan.due is Due.WRITTEN


@pytest.mark.parametrize(
    ("base", "change", "due"),
    [
        ("commune", {}, False),
        ("commune", {"note_de_synthese": "oui"}, True),
        ("commune_4200", {"note_de_synthese": ""}, True),
        ("epci", {"note_de_synthese": ""}, True),
        ("epci", {"note_de_synthese": "non"}, False),
    ],
)
def test_the_note_is_due_from_3500_inhabitants_and_where_it_is_said_to_be_enclosed(
    tmp_path: Path, base: str, change: dict[str, str], due: bool
) -> None:
    plans = papers(tmp_path, base, convocation=change)
    assert ("note-de-synthese" in plans) == due
    assert ("Une note explicative de synthèse" in text(plans["convocation"])) == due


def test_the_last_day_to_send_it_is_told_until_it_is_sent(tmp_path: Path) -> None:
    unsent = {"envoyee_le": "", "papier_demande_par": ["Membre 5", "Membre 6"]}
    before = papers(tmp_path / "avant", "commune", convocation=unsent)
    assert before["convocation"].consigne == (
        "à signer et à envoyer au plus tard le 11/06/2023 (sur papier à Membre 5 et Membre 6), "
        "puis à afficher ou à publier"
    )
    sent = papers(tmp_path / "apres", "commune")
    assert sent["convocation"].consigne == "envoyée le 08/06/2023, puis à afficher ou à publier"
    posted = papers(tmp_path / "affichee", "commune", convocation={"affichee_le": "08/06/2023"})
    assert posted["convocation"].consigne == "envoyée le 08/06/2023"


# the convocation


def test_the_convocation_says_when_where_and_on_what(tmp_path: Path) -> None:
    plan = papers(tmp_path, "commune")["convocation"]
    assert not plan.projet
    told = text(plan)
    assert (
        "J’ai l’honneur de vous inviter à la séance du conseil municipal qui se tiendra le jeudi "
        "15 juin 2023 à 20 h, à la mairie, sur l’ordre du jour suivant : 1. Acquisition d’une parcelle"
        in told
    )
    assert "le 8 juin 2023 Aux membres du conseil municipal" in told
    # the facts of sending are a note below who signs, with the article
    assert "La maire Membre 1 Convocation envoyée le 8 juin 2023, moyen d’envoi : courriel" in told
    assert "article L. 2121-10 du code général" in told.rpartition("Membre 1")[2]


@pytest.mark.parametrize(
    ("lieu", "said"),
    [
        ("Salle du conseil", ", à la salle du conseil, sur"),
        ("hôtel de ville", ", à l’hôtel de ville, sur"),
        ("foyer rural", ", au foyer rural, sur"),
        ("au siège", ", au siège, sur"),
        ("12, rue de l’École", " (lieu : 12, rue de l’École), sur"),
    ],
)
def test_the_place_is_told_in_the_sentence_as_far_as_its_article_is_known(
    tmp_path: Path, lieu: str, said: str
) -> None:
    assert said in text(papers(tmp_path, "commune", seance={"lieu": lieu})["convocation"])


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"convocation": {"ordre_du_jour": ""}}, "convocation.ordre_du_jour"),
        ({"seance": {"heure": ""}}, "seance.heure"),
        ({"seance": {"lieu": ""}}, "seance.lieu"),
        ({"seance": {"a_distance": "oui"}}, "seance.moyens_a_distance"),
        ({"convocation": {"urgence": "oui"}}, "convocation.urgence_motif"),
        ({"convocation": {"seconde": {"rappel_sans_quorum": "oui"}}}, "convocation.seconde.premiere_seance"),
    ],
)
def test_what_a_convocation_must_say_and_nobody_wrote_makes_it_a_projet(
    tmp_path: Path, change: dict[str, Any], key: str
) -> None:
    plan = papers(tmp_path, "epci", **change)["convocation"]
    assert plan.projet
    assert missing(plan) == [key]


def test_a_sheet_that_nobody_can_sign_is_a_projet_and_states_no_quorum(tmp_path: Path) -> None:
    sheet = papers(tmp_path, "commune", collectivite={"membres": ""})["feuille-de-presence"]
    assert sheet.projet and missing(sheet) == ["membres"]
    assert "quorum" not in text(sheet)


def test_until_it_is_sent_the_agenda_is_what_the_items_say(tmp_path: Path) -> None:
    points = [{"numero": "1", "objet": "Acquisition d’une parcelle"}]
    points.append({"numero": "2", "acte": "subvention", "beneficiaire": "Amicale des anciens"})
    unsent = {"ordre_du_jour": "", "envoyee_le": ""}
    plan = papers(tmp_path / "a", "commune", points=points, convocation=unsent)["convocation"]
    assert "1. Acquisition d’une parcelle 2. Attribution d’une subvention : Amicale des anciens" in text(plan)
    assert missing(plan) == []
    none = papers(tmp_path / "b", "commune", points="", convocation=unsent)["convocation"]
    assert missing(none) == ["convocation.ordre_du_jour"]
    plans = papers(tmp_path / "c", "seconde", points=points, convocation=unsent)
    assert "Le quorum reste exigé pour le point 2, qui ne figurait pas" in text(plans["convocation"])


@pytest.mark.parametrize(
    ("base", "articles"),
    [
        ("commune", ("L. 2121-10", "L. 2121-11", "L. 2121-20")),
        ("commune_4200", ("L. 2121-10", "L. 2121-12", "L. 2121-20")),
        ("alsace", ("L. 2541-2", "L. 2541-9", "L. 2121-20")),
        ("alsace_4200", ("L. 2541-2", "L. 2121-12", "L. 2541-10")),
        ("epci", ("L. 5211-1 et L. 2121-10", "L. 5211-1 et L. 2121-12", "L. 5211-1 et L. 2121-20")),
    ],
)
def test_it_cites_the_law_of_its_territory(tmp_path: Path, base: str, articles: tuple[str, ...]) -> None:
    told = text(papers(tmp_path, base, convocation={"urgence_motif": "un incendie"})["convocation"])
    for article in articles:
        assert article in told
    assert ("L. 2541" in told) == base.startswith("alsace")
    assert ("affichée ou publiée le" in told) != base.startswith("alsace")


def test_the_reason_of_urgency_is_told_and_is_enough_to_tell_urgency(tmp_path: Path) -> None:
    urgent = {"urgence_motif": "rupture de la conduite d’eau"}
    told = text(papers(tmp_path / "ailleurs", "commune", convocation=urgent)["convocation"])
    assert "Convocation du conseil municipal en urgence" in told
    assert "Motif de l’urgence : rupture de la conduite d’eau" in told
    assert "à une séance ultérieure" in told
    local = text(papers(tmp_path / "alsace", "alsace", convocation=urgent)["convocation"])
    assert "se prononce alors sur l’urgence" in local and "séance ultérieure" not in local


def test_a_meeting_at_a_distance_says_its_means(tmp_path: Path) -> None:
    means = {"moyens_a_distance": "visioconférence, lien envoyé la veille"}
    told = text(papers(tmp_path, "epci", seance=means)["convocation"])
    assert "À distance : visioconférence, lien envoyé la veille" in told


def test_the_bureau_is_convened_as_a_bureau(tmp_path: Path) -> None:
    plans = papers(tmp_path, "bureau")
    told = text(plans["convocation"])
    assert "Convocation du bureau" in told and "La présidente Membre 1" in told
    assert "conseil communautaire" not in told and "article" not in told
    assert len(rows(plans["feuille-de-presence"])) == 11


@pytest.mark.parametrize(
    ("auteur", "signs"),
    [
        ("", "La maire Membre 1"),
        ("le maire", "La maire Membre 1"),
        ("Membre 2", "Le premier adjoint Membre 2"),
        ("Membre 2, en remplacement du maire", "Le premier adjoint, en remplacement du maire Membre 2"),
    ],
)
def test_who_convenes_signs(tmp_path: Path, auteur: str, signs: str) -> None:
    told = text(papers(tmp_path, "commune", convocation={"auteur": auteur})["convocation"])
    assert f"considération distinguée. {signs} Convocation envoyée" in told


def test_the_mayor_that_the_first_meeting_will_elect_does_not_convene_it(tmp_path: Path) -> None:
    plans = papers(tmp_path, "commune", seance={"nature": "installation"})
    told = text(plans["convocation"])
    assert "Séance d’installation" in told and "Membre 1" not in told
    assert {quality for _, quality in rows(plans["feuille-de-presence"])} == {
        "conseiller municipal",
        "conseillère municipale",
    }


# the second convocation


RECALL = "délibérera quel que soit le nombre de membres présents"
REQUIRED = "Le quorum reste exigé à cette séance"


@pytest.mark.parametrize(("base", "article"), [("seconde", "L. 2121-17"), ("seconde_alsace", "L. 2541-4")])
def test_a_second_convocation_recalls_that_no_quorum_is_needed(
    tmp_path: Path, base: str, article: str
) -> None:
    told = text(papers(tmp_path, base)["convocation"])
    assert "Seconde convocation du conseil municipal" in told
    assert "à la séance du 5 juin 2023" in told
    assert f"{RECALL} (article {article} du code général des collectivités territoriales)" in told
    assert REQUIRED not in told


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"urgence_motif": "un incendie"}, "convoquée en urgence"),
        ({"envoyee_le": "06/06/2023"}, "trois jours francs ne séparent pas"),
    ],
)
def test_a_second_convocation_that_spares_no_quorum_does_not_say_that_it_does(
    tmp_path: Path, change: dict[str, str], why: str
) -> None:
    plans = papers(tmp_path, "seconde", convocation=change)
    told = text(plans["convocation"])
    assert REQUIRED in told and why in told and RECALL not in told
    assert "quorum : 8" in text(plans["feuille-de-presence"])


def test_the_quorum_is_still_asked_for_what_the_first_convocation_did_not_have(tmp_path: Path) -> None:
    more = ["1. Acquisition d’une parcelle", "2. Vente d’une remorque", "3. Tarifs"]
    two = text(papers(tmp_path / "deux", "seconde", convocation={"ordre_du_jour": more})["convocation"])
    assert "Le quorum reste exigé pour les points 2 et 3, qui ne figuraient pas" in two
    plans = papers(tmp_path / "un", "seconde", convocation={"ordre_du_jour": more[:2]})
    assert "Le quorum reste exigé pour le point 2, qui ne figurait pas" in text(plans["convocation"])
    assert "quorum : 8 (points nouveaux seulement)" in text(plans["feuille-de-presence"])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"a_distance": "oui"}, "s’est réuni par visioconférence (article L. 5211-11-1 du code général"),
        ({"moyens_a_distance": "salle de Montbard et salle d’Is"}, "À distance : salle de Montbard et"),
    ],
)
def test_the_acts_of_a_meeting_at_a_distance_say_so(
    tmp_path: Path, change: dict[str, str], told: str
) -> None:
    points = [{"numero": "1", "objet": "Achat", "acte": "deliberation_libre", "decide": "approuve l’achat"}]
    points[0]["vote"] = "13 pour"
    file = workspace(tmp_path / "espace") / "seances" / "essai.yaml"
    place = write(file, merge(model("epci"), {"seance": change, "points": points}))
    plans = {plan.key: plan for plan in examine(place, Options()).plans}
    for key in ("deliberation-01", "publication-01", "proces-verbal"):
        words = re.sub("[\u00a0\u202f]", " ", text(plans[key]))
        assert told in words and " Lieu : " in words
    assert ", par visioconférence" in text(plans["liste-des-deliberations"])
