"""The proxy form, the explanatory note, the attendance sheet; the words of all in the three outputs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.nodes import Document
from actgen.acts.tree.words import plain_words
from tests.acts.outputs.pdf_text import page_texts
from tests.regles.cases import model
from tests.session.outputs import docx_words, html_words, pdf_words, plain, without_repeats
from tests.session.papers import papers, rows, text, tree

ROW = re.compile(r"^(\d+)\nMembre (\d+)\n(?:présidente|conseiller communautaire)$", re.M)

# the proxy form


@pytest.mark.parametrize(
    ("jour", "proxies", "law", "counted"),
    [
        ("15/06/2023", "ne peut porter qu’un seul pouvoir", "article L. 2121-20", False),
        ("15/06/2021", "peut porter deux pouvoirs au plus", "loi 2020-1379", False),
        ("15/06/2020", "peut porter deux pouvoirs au plus", "loi 2020-290", True),
    ],
)
def test_how_many_proxies_one_may_carry_is_that_of_the_day(
    tmp_path: Path, jour: str, proxies: str, law: str, counted: bool
) -> None:
    change: dict[str, Any] = {"seance": {"date": jour}, "convocation": {"envoyee_le": ""}}
    plans = papers(tmp_path, "commune", **change)
    told = text(plans["pouvoir"])
    assert proxies in told and law in told
    assert ("ne compte pas pour le quorum" in told) != counted
    assert law in text(plans["convocation"])


def test_the_proxy_is_for_this_session_and_names_nobody(tmp_path: Path) -> None:
    plan = papers(tmp_path, "commune")["pouvoir"]
    told = text(plan)
    assert (
        "empêché(e) d’assister à la séance du conseil municipal du jeudi 15 juin 2023 à 20 h, donne" in told
    )
    assert "pouvoir de voter en mon nom" in told
    assert "Membre 1" not in told and "Motif de l’absence" not in told
    assert not plan.projet


def test_local_law_asks_for_the_reason_of_an_absence(tmp_path: Path) -> None:
    assert "Motif de l’absence" in text(papers(tmp_path, "alsace")["pouvoir"])


# the note


def test_an_account_that_nobody_gave_is_a_blank_of_the_note(tmp_path: Path) -> None:
    agenda = ["1. Arrêt du procès-verbal de la séance précédente", "2. Tarifs", "3. Questions diverses"]
    plan = papers(tmp_path, "epci", points="", convocation={"ordre_du_jour": agenda})["note-de-synthese"]
    assert plan.projet
    assert [lacune.label for lacune in plan.manques] == ["exposé du point 2"]


ADHESION = {
    "numero": "1",
    "objet": "Adhésion",
    "acte": "adhesion_groupement",
    "groupement": "papeterie",
    "rapporteur": "Membre 2",
}


def test_the_note_explains_and_proposes_in_the_words_of_the_item_s_kind(tmp_path: Path) -> None:
    agenda = {"ordre_du_jour": ["1. Adhésion"]}
    told = text(papers(tmp_path, "epci", points=[ADHESION], convocation=agenda)["note-de-synthese"])
    assert "Rapporteur : Membre 2, premier vice-président" in told
    assert told.count("Membre 2") == 1
    assert "Il est proposé à la communauté" in told
    assert "de délibérer ainsi" in told and "DÉCIDE l’adhésion" in told


def test_a_note_made_after_the_vote_still_tells_what_was_proposed(tmp_path: Path) -> None:
    rejected = {**ADHESION, "vote": "0 pour, 13 contre"}
    plans = papers(tmp_path, "epci", "note_de_synthese", planned=False, points=[rejected])
    told = text(plans["note-de-synthese"])
    assert "DÉCIDE l’adhésion" in told and "REJETTE" not in told


def test_without_an_agenda_the_note_follows_the_items(tmp_path: Path) -> None:
    points = [{"numero": "1", "objet": "Tarifs"}]
    plan = papers(tmp_path, "epci", points=points, convocation={"ordre_du_jour": ""})["note-de-synthese"]
    assert "1. Tarifs" in text(plan)


# the attendance sheet


def test_everybody_in_office_that_day_has_a_row_in_the_order_of_the_table(tmp_path: Path) -> None:
    members = [*model("commune")["collectivite"]["membres"]]
    members[2] = {"adjointe": "Mme Membre 3, jusqu’au 01/03/2023"}
    members.append({"conseiller": "M. Membre 16, depuis le 02/03/2023"})
    found = rows(papers(tmp_path, "commune", collectivite={"membres": members})["feuille-de-presence"])
    assert [name for name, _ in found] == [f"Membre {rank}" for rank in range(1, 17) if rank != 3]
    assert found[0] == ("Membre 1", "maire") and found[1] == ("Membre 2", "premier adjoint")


def test_who_may_sit_instead_is_named_on_the_sheet(tmp_path: Path) -> None:
    told = text(papers(tmp_path, "epci_suppleants")["feuille-de-presence"])
    assert "Membre 6 conseiller communautaire suppléante : Membre 30" in told
    assert told.count("suppléante :") == told.count("suppléant :") == 1


def _of_69(folder: Path) -> Document:
    members = [{"presidente": "Mme Membre 1"}, *({"conseiller": f"M. Membre {n}"} for n in range(2, 70))]
    return tree(papers(folder, "epci", collectivite={"membres": members})["feuille-de-presence"])


def test_a_sheet_of_69_repeats_its_head_on_each_page_and_breaks_no_row(tmp_path: Path) -> None:
    pages = page_texts(render_pdf(_of_69(tmp_path)))
    found = [ROW.findall(page) for page in pages]
    assert [int(rank) for page in found for rank, name in page if rank == name] == list(range(1, 70))
    assert len(pages) == 3
    for page in pages:
        assert "Nom et qualité" in page and "Pouvoir donné à" in page


@pytest.mark.parametrize("members", [7, 15])
def test_the_sheet_of_a_small_council_is_one_page(tmp_path: Path, members: int) -> None:
    council = model("commune")["collectivite"]["membres"][:members]
    plans = papers(tmp_path, "commune", collectivite={"membres": council})
    assert len(page_texts(render_pdf(tree(plans["feuille-de-presence"])))) == 1


@pytest.mark.parametrize("base", ["commune", "seconde_alsace", "epci"])
def test_each_paper_has_the_same_words_in_its_three_outputs(tmp_path: Path, base: str) -> None:
    for key, plan in papers(tmp_path, base, convocation={"envoyee_le": ""}).items():
        document = tree(plan)
        words = [plain(word) for word in plain_words(document)]
        assert without_repeats(pdf_words(render_pdf(document)), document) == words, key
        assert docx_words(render_docx(document, dated=date(2023, 6, 15))) == words, key
        assert html_words(render_html(document)) == words, key


def test_the_note_proposes_nothing_of_an_election(tmp_path: Path) -> None:
    election = {
        "numero": "1",
        "objet": "Élection du maire",
        "acte": "deliberation_libre",
        "nature": "nomination",
        "decide": "proclame Membre 1 élu maire",
    }
    choix = {**election, "objet": "Achat", "nature": "", "decide": "approuve cet achat"}
    told = []
    for rang, point in enumerate((election, choix)):
        folder = tmp_path / str(rang)
        folder.mkdir()
        agenda = {"ordre_du_jour": [f"1. {point['objet']}"]}
        told.append(text(papers(folder, "epci", points=[point], convocation=agenda)["note-de-synthese"]))
    assert "PROCLAME" not in told[0] and "de délibérer ainsi" not in told[0]
    assert "APPROUVE" in told[1] and "de délibérer ainsi" in told[1]
