"""A session file → the model: each fact in its place, the long form equal to the short one."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from actgen.base.diagnostics import Location
from actgen.base.records import as_dict, is_record
from actgen.council.facts.seance import Moment, MotifRetrait, Seance, SensMouvement
from actgen.council.facts.vote import Scrutin, SensDuVote
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.load import Loaded, load_session

ROSTER = "collectivite:\n  commune: Dietwiller\n  membres:\n" + "".join(
    f"    - {office}: Membre {rank}\n"
    for rank, office in enumerate(("maire", "adjoint", "adjointe", "membre", "membre"), start=1)
)


def load(folder: Path, text: str) -> Loaded:
    (folder / "collectivites").mkdir(exist_ok=True)
    path = folder / "seance.yaml"
    path.write_text(ROSTER + text, encoding="utf-8")
    sources = Sources(folder)
    return load_session(path, sources, Catalogue(sources, search_path(folder)))


def seance(folder: Path, text: str) -> Seance:
    loaded = load(folder, text)
    assert loaded.seance is not None, loaded.findings
    assert loaded.findings == ()
    return loaded.seance


def facts(value: Any) -> Any:
    """A model without its places in the file, which the long form has elsewhere."""
    if isinstance(value, Location):
        return None
    if is_record(type(value)):
        return {name: facts(each) for name, each in as_dict(value).items() if not name.startswith("lieu")}
    return tuple(map(facts, value)) if isinstance(value, tuple) else value


SHORT = """\
seance:
  date: jeudi 15/12/2022
  secretaire: Membre 2
absents: Membre 5, excusé, pouvoir à Membre 1 du 14/12/2022
mouvements: Membre 4 arrive à 20h50, avant le point 3
convocation:
  ordre_du_jour:
    - 3. Budget
    - Questions diverses
points:
  - numero: 3
    objet: Budget
    interesse: Membre 3, a quitté la salle, représentant
    demandes: scrutin public demandé par Membre 1 et Membre 2
    vote: 3 pour, 1 contre (Membre 4)
"""
LONG = """\
seance:
  date: 2022-12-15
  secretaire: [membre 2]
absents:
  - nom: Membre 5
    excuse: oui
    pouvoir: {mandataire: Membre 1, du: 14 décembre 2022}
mouvements:
  - {nom: Membre 4, sens: arrivée, heure: 20:50, point: 3, moment: avant}
convocation:
  ordre_du_jour:
    - {numero: 3, objet: Budget}
    - {objet: Questions diverses}
points:
  - numero: 3
    objet: Budget
    interesse:
      - {nom: Membre 3, a_quitte_la_salle: oui, motif: représentant}
    demandes:
      - {scrutin: public, auteurs: [Membre 1, Membre 2]}
    vote:
      pour: 3
      contre: 1
      noms: {contre: Membre 4}
"""


def test_the_long_form_says_the_same_as_the_phrases(tmp_path: Path) -> None:
    assert facts(seance(tmp_path, LONG)) == facts(seance(tmp_path, SHORT))


def test_each_fact_is_in_its_place(tmp_path: Path) -> None:
    found = seance(tmp_path, SHORT)
    assert found.date == date(2022, 12, 15)
    assert [s.nom for s in found.secretaires] == ["Membre 2"]
    assert found.absents is not None
    (absence,) = found.absents
    assert absence.membre.nom_complet == "Membre 5"
    assert absence.pouvoir is not None
    assert (absence.pouvoir.mandataire.nom_complet, absence.pouvoir.date) == ("Membre 1", date(2022, 12, 14))
    (movement,) = found.mouvements
    assert (movement.sens, movement.heure) == (SensMouvement.ARRIVEE, time(20, 50))
    assert (movement.point, movement.moment) == (3, Moment.AVANT)
    assert found.convocation.ordre_du_jour is not None
    assert [(line.numero, line.objet) for line in found.convocation.ordre_du_jour] == [
        (3, "Budget"),
        (4, "Questions diverses"),
    ]
    (item,) = found.points
    assert [(r.membre.nom_complet, r.motif) for r in item.retraits] == [
        ("Membre 3", MotifRetrait.REPRESENTANT)
    ]
    assert [m.nom_complet for m in item.demandes[0].auteurs] == ["Membre 1", "Membre 2"]
    assert item.vote is not None
    assert (item.vote.scrutin, item.vote.pour, item.vote.contre) == (Scrutin.MAIN_LEVEE, 3, 1)
    assert [(v.membre.nom_complet, v.sens) for v in item.vote.noms] == [("Membre 4", SensDuVote.CONTRE)]


@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
def test_a_name_of_a_vote_is_shown_where_it_is_written(text: str, tmp_path: Path) -> None:
    vote = seance(tmp_path, text).points[0].vote
    assert vote is not None and vote.noms[0].lieu is not None
    place = vote.noms[0].lieu
    assert place.excerpt[place.column - 1 :].startswith("Membre 4")


@pytest.mark.parametrize("written", ["aucun", "Aucune", "néant", "NEANT", "[]", "personne"])
def test_nobody_was_away(written: str, tmp_path: Path) -> None:
    assert seance(tmp_path, f"seance:\n  date: 15/12/2022\nabsents: {written}\n").absents == ()


def test_a_session_still_to_be_held_needs_no_absents(tmp_path: Path) -> None:
    found = seance(
        tmp_path, "seance:\n  date: 15/12/2022\nabsents:\npoints:\n  - {numero: 1, objet: Budget}\n"
    )
    assert found.absents is None


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("  levee: 22h\n", 11),
        ("presents: [Membre 1]\n", 11),
        ("compte:\n  presents: 3\n", 12),
        ("mouvements: Membre 1 part\n", 11),
        ("points:\n  - numero: 1\n    objet: Budget\n    vote: unanimité\n", 14),
    ],
    ids=["closing", "those present", "count", "movement", "vote"],
)
def test_a_session_that_was_held_needs_them(lines: str, line: int, tmp_path: Path) -> None:
    (finding,) = load(tmp_path, "seance:\n  date: 15/12/2022\n" + lines).findings
    assert finding.code == "ABSENTS-REQUIS"
    assert finding.location is not None
    assert finding.location.line == line


def test_the_list_of_those_present_may_be_given_besides(tmp_path: Path) -> None:
    text = "seance:\n  date: 15/12/2022\nabsents: Membre 5\npresents: [{}]\n"
    assert seance(tmp_path, text.format("Membre 1, Membre 2, Membre 3, Membre 4"))
    (finding,) = load(tmp_path, text.format("Membre 1, Membre 2, Membre 4")).findings
    assert (finding.code, "Membre 3" in finding.message) == ("PRESENCE-CONTRADICTOIRE", True)


def test_a_secretary_from_outside_the_council(tmp_path: Path) -> None:
    text = "seance:\n  date: 15/12/2022\n  secretaire: {}\n"
    (outside,) = seance(tmp_path, text.format("Anne QUIDAM, directrice générale des services")).secretaires
    assert (outside.membre, outside.nom) == (None, "Anne QUIDAM")
    assert outside.qualite == "directrice générale des services"
    (inside,) = seance(tmp_path, text.format("Membre 2, adjoint")).secretaires
    assert inside.membre is not None


def test_all_slips_are_told_in_one_pass(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "seance:\n  date: 15/12/2022\n  presidence: Zoé\n  secretaire: Léa\nabsents: [Max, Luc]\n"
        "points:\n  - numero: 1\n    acte: adhesion_groupment\n    groupement: nulle_part\n",
    )
    assert loaded.seance is None
    assert [finding.code for finding in loaded.findings] == [
        *["MEMBRE-INCONNU"] * 4,
        "ACTE-INCONNU",
        "FICHIER-ABSENT",
    ]


@pytest.mark.parametrize(
    ("texte", "fichier"), [("néant", False), ("Travaux.", False), ("point-3", True), ("a.md", True)]
)
def test_a_word_alone_is_told_as_it_is(tmp_path: Path, texte: str, fichier: bool) -> None:
    text = f"seance:\n  date: 15/12/2022\npoints:\n  - numero: 1\n    objet: Achat\n    texte: {texte}\n"
    found = load(tmp_path, text).findings
    assert [each.code for each in found] == ["FICHIER-ABSENT"] * fichier


@pytest.mark.parametrize(
    ("said", "begun"),
    [
        ("Membre 5 demande si la salle sera prête avant l’été.", "Membre 5 demande si la salle"),
        ("Mme X demande si…", "Mme X demande si"),
    ],
)
def test_sentences_where_a_file_is_named_are_told_as_such(tmp_path: Path, said: str, begun: str) -> None:
    text = f"seance:\n  date: 15/12/2022\npoints:\n  - numero: 1\n    objet: Achat\n    debats: {said}\n"
    (finding,) = load(tmp_path, text).findings
    assert (finding.code, finding.message.replace("\u00a0", " ")) == (
        "FICHIER-ABSENT",
        f"« {begun}… » n’est pas le nom d’un fichier.",
    )
    assert "dans un fichier Word ou Markdown" in finding.hint


@pytest.mark.parametrize(
    "ecrit",
    [
        "deliberation_libre",
        "délibération libre",
        "Délibération-Libre",
        "DÉLIBÉRATION LIBRE",
        "deliberation  libre",
    ],
)
def test_the_kind_of_an_act_is_read_as_any_choice(tmp_path: Path, ecrit: str) -> None:
    text = "seance:\n  date: 15/12/2022\npoints:\n  - numero: 1\n    objet: Achat\n    decide: approuve\n"
    assert seance(tmp_path, f"{text}    acte: {ecrit}\n").points[0].acte == "deliberation_libre"


def test_a_grant_is_an_aid_and_a_choice_is_shown_with_its_accents(tmp_path: Path) -> None:
    text = (
        "seance:\n  date: 15/12/2022\npoints:\n  - numero: 1\n    objet: Achat\n"
        "    organisme: {{nom: Amicale, recoit: {}}}\n"
    )
    organisme = seance(tmp_path, text.format("subvention")).points[0].organisme
    assert organisme is not None and organisme.recoit == "aide"
    (finding,) = load(tmp_path, text.format("cadeau")).findings
    assert "dépense obligatoire" in finding.hint.replace("\u00a0", " ")
