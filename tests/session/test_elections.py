"""What an election prints: each elected by name, no seat lost without a word, no place for a wrong visa."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from actgen.acts.tree.nodes import Document, lacunes
from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import ActPlan
from actgen.api.report.reading_back import executory
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Borne, Devoir
from actgen.session.examination import examine
from actgen.session.result import Examination, Options
from tests.session.acts import ROOT, examined, plan

COUNCIL = "\n".join(f"    - conseiller: M. Membre {n}" for n in range(2, 16))
SESSION = """\
collectivite:
  commune: "21271"
  population: 1200 en 2021
  publication: {{mode: électronique}}
  membres:
    - maire: Mme Membre 1
{council}
seance: {{date: 15/06/2023, heure: 20h, levee: 22h, lieu: mairie, {chair}, secretaire: Membre 3}}
convocation: {{envoyee_le: 08/06/2023, ordre_du_jour: ["1. {object}"]}}
absents: aucun
points:
  - numero: 1
    objet: {object}
    acte: deliberation_libre
    matiere: "5.3"
    nature: nomination
    scrutin: secret
    vote:
{vote}
suites: {{transmise_le: 16/06/2023, publiee_le: 16/06/2023}}
"""
CAO = "Élection de la commission d’appel d’offres"
SENATORS = "Élection des délégués sénatoriaux"
BOARD = "bureau_electoral: [Membre 1, Membre 2, Membre 3, Membre 4, Membre 5]\n"
DEPUTIES = "Élection des adjoints"
TIE = 'tours: [{voix: ["Liste A, 7 voix", "Liste B, 7 voix"], blancs: 1}]\n'
LISTS = 'listes: ["Liste A (Membre 2, Membre 3)", "Liste B (Membre 4, Membre 5)"]\n'
WON = 'tours: [{voix: ["Liste A, 10 voix", "Liste B, 5 voix"]}]\n'
ELDEST = "nom du plus âgé, pour un siège entre liste A et liste B"


def _acts(folder: Path, object: str, vote: str, chair: str) -> tuple[ActPlan, Document]:
    """The plan of the deliberation, and the minutes."""
    file = folder / "seance.yaml"
    text = SESSION.format(council=COUNCIL, object=object, vote=indent(vote, " " * 6), chair=chair)
    file.write_text(text, encoding="utf-8")
    examination = examined(file)
    minutes = plan(examination, "proces-verbal").document
    assert minutes is not None
    return plan(examination, "deliberation-01"), minutes


def _words(document: Document) -> str:
    return " ".join(plain_words(document)).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("object", "office"),
    [
        ("Élection des suppléants des délégués sénatoriaux", "suppléants des délégués du conseil municipal"),
        ("Élection des délégués et de leurs suppléants, sénatoriales", "délégués du conseil municipal"),
    ],
)
def test_substitutes_elected_apart_are_no_delegates(tmp_path: Path, object: str, office: str) -> None:
    both = 'sieges: 2\ntours: [{voix: ["Membre 2, 15 voix", "Membre 4, 15 voix"], exprimes: 15}]\n'
    acte, _ = _acts(tmp_path, object, f"{both}{BOARD}", "presidence: Membre 1")
    assert acte.document is not None
    assert f"élus {office} pour l’élection des sénateurs" in _words(acte.document)


@pytest.mark.parametrize(
    ("object", "vote", "printed", "missing"),
    [
        (CAO, f"sieges: 3\n{LISTS}{TIE}", "Membre 2 (liste A) Membre 4 (liste B)", ELDEST),
        (
            CAO,
            f"sieges: 3\nelus: Liste B\n{LISTS}{TIE}",
            "Membre 2 (liste A) Membre 4 (liste B) Membre 5",
            "",
        ),
        (CAO, f"sieges: 3\n{WON}", "Liste A : 2 sièges", "noms des élus de liste A et liste B"),
        (CAO, f"sieges: 3\nelus: [Membre 2, Membre 3, Membre 4]\n{WON}", "Membre 2 Membre 3 Membre 4", ""),
        (CAO, WON, "PROCLAME", "nombre de sièges à pourvoir"),
        (CAO, f"sieges: 5\n{LISTS}{WON}", "Membre 2 (liste A)", "nom d’un élu de liste A"),
        (
            CAO,
            f"sieges: 5\nelus: [Membre 2, Membre 3, Membre 4, Membre 5]\n{LISTS}{WON}",
            "Un siège n’est pas pourvu.",
            "",
        ),
        (DEPUTIES, f"sieges: 2\n{WON}", "PROCLAME élus adjoints au maire :", "noms des élus de liste A"),
        (DEPUTIES, f"sieges: 3\n{LISTS}{WON}", "Membre 3, deuxième adjoint", "nom d’un élu de liste A"),
        (
            DEPUTIES,
            f"sieges: 1\n{LISTS}{WON}",
            "PROCLAME élu adjoint au maire : Membre 2, premier adjoint",
            "",
        ),
        (
            DEPUTIES,
            "sieges: 2\n" + LISTS + TIE[:-2] + ", " + ", ".join([TIE[8:-2]] * 2) + "]\n",
            "PROCLAME élus adjoints au maire :",
            "nom de la liste dont la moyenne d’âge est la plus élevée",
        ),
        (
            "Élection de deux délégués au parc naturel",
            'sieges: 2\ntours: [{voix: ["Membre 2, 9 voix", "Membre 3, 5 voix"], blancs: 1, exprimes: 14}]\n',
            "Un siège n’est pas pourvu.",
            "",
        ),
        (
            SENATORS,
            f"sieges: 3\nsieges_suppleants: 3\n{BOARD}"
            "listes:\n"
            "  - {liste: Liste A, candidats: [Membre 2, Membre 3], suppleants: [Membre 6, Membre 7]}\n"
            "  - {liste: Liste B, candidats: [Membre 4, Membre 5]}\n" + WON,
            "PROCLAME élus membres suppléants : Membre 6 (liste A) Membre 7 (liste A) Membre 5 (liste B)",
            "",
        ),
        (SENATORS, f"sieges: 3\n{BOARD}{LISTS}{WON}", "suppléants :", "nombre de sièges de suppléants"),
    ],
    ids=[
        "age alone parts a seat",
        "the file says who has it",
        "lists share, nobody is named",
        "the file names them",
        "seats unknown",
        "a list too short",
        "a list too short, and it is said",
        "a list of deputies without names",
        "fewer deputies than seats",
        "one deputy alone of the list",
        "age alone parts two lists",
        "a seat that no round filled",
        "substitutes of senatorial delegates",
        "substitutes not told",
    ],
)
def test_no_seat_leaves_without_a_name_or_a_blank(
    tmp_path: Path, object: str, vote: str, printed: str, missing: str
) -> None:
    deliberation, minutes = _acts(tmp_path, object, vote, "presidence: Membre 1")
    assert printed in _words(minutes)
    assert [each.label for each in lacunes(minutes)] == [missing] * bool(missing)
    assert "personne n’est élu" not in _words(minutes).casefold()
    if missing:
        assert missing in " ".join(each.message for each in deliberation.refus)
    else:
        assert deliberation.document is not None
        assert printed in _words(deliberation.document)


def test_substitutes_of_a_list_of_the_ccas_are_proclaimed(tmp_path: Path) -> None:
    example = (ROOT / "templates/deliberations/election_ccas/exemple.yaml").read_text("utf-8")
    names = "candidats: [Membre 2, Membre 3, Membre 4]"
    assert names in example
    file = tmp_path / "seances" / "x.yaml"
    file.parent.mkdir()
    file.write_text(example.replace(names, f"{names}\n          suppleants: [Membre 1]"), encoding="utf-8")
    document = plan(examined(file), "deliberation-01").document
    assert document is not None
    assert "PROCLAME élus membres suppléants : Membre 1 (liste A)" in _words(document)


def test_the_eldest_who_should_preside_is_a_blank_when_nobody_tells_him(tmp_path: Path) -> None:
    vote = 'tours: [{voix: ["Membre 1, 13 voix"], blancs: 2}]\n'
    for doyen, blank in (
        ("presidence: Membre 1", ["doyen d’âge"]),
        ("presidence: Membre 9, doyen: Membre 9", []),
    ):
        deliberation, minutes = _acts(tmp_path, "Élection du maire", vote, doyen)
        assert [each.label for each in lacunes(minutes)] == blank
        assert bool(deliberation.refus) == bool(blank)


def test_a_round_tells_the_ballots_that_were_told_and_the_voters_of_its_act(tmp_path: Path) -> None:
    for told, line in (
        ('["Membre 1, 15 voix"]', "Votants : 15 · suffrages exprimés : 15 ·"),
        ('["Membre 1, 14 voix"], nuls: 1', "Votants : 15 · bulletins nuls : 1 · suffrages exprimés : 14 ·"),
        (
            '["Membre 1, 13 voix"], blancs: 0, ne_prennent_pas_part: 2',
            "Votants : 13 · ne prenant pas part au vote : 2 · bulletins blancs : 0 · suffrages",
        ),
    ):
        vote = f"tours: [{{voix: {told}}}]\n"
        act = _acts(tmp_path, "Élection du maire", vote, "presidence: Membre 9, doyen: Membre 9")[0]
        assert act.document is not None, act.refus
        words = _words(act.document)
        assert line in words
        assert set(re.findall(r"(\d+) votants", words)) == {line.split()[2]}


SECRET = "Vote au scrutin secret, comme {} du code"


@pytest.mark.parametrize(
    ("object", "exige"),
    [
        ("Élection du maire", "l’exige l’article L. 2122-7"),
        (DEPUTIES, "l’exige l’article L. 2122-4"),
        (CAO, "l’exige l’article L. 2121-21"),
        (SENATORS, "l’exige l’article R. 133"),
        ("Élection du président", "l’exigent les articles L. 5211-2 et L. 2122-7"),
    ],
)
def test_what_asks_for_the_secret_of_a_vote_is_the_text_of_its_election(
    tmp_path: Path, object: str, exige: str
) -> None:
    _, minutes = _acts(tmp_path, object, f"sieges: 1\n{LISTS}{WON}", "presidence: Membre 9, doyen: Membre 9")
    assert SECRET.format(exige) in _words(minutes)


def test_deputies_of_a_small_commune_were_elected_one_by_one_until_2026(tmp_path: Path) -> None:
    _acts(tmp_path, DEPUTIES, f"sieges: 2\n{LISTS}{WON}", "presidence: Membre 1")
    place = tmp_path / "seance.yaml"
    large = place.read_text(encoding="utf-8")
    later = large.replace("/06/2023", "/06/2026")
    for text, cited in (
        (large, "L. 2122-4 et L. 2122-7-2"),
        (large.replace("1200", "800"), "L. 2122-4 et L. 2122-7-1"),
        (later.replace("1200", "800"), "L. 2122-4 et L. 2122-7-2"),
    ):
        place.write_text(text, encoding="utf-8")
        deliberation = plan(examined(place), "deliberation-01").document
        assert deliberation is not None
        assert f"Vu les articles {cited} du code général" in _words(deliberation)


def test_no_election_cites_the_general_competence_of_the_council(tmp_path: Path) -> None:
    for object in (CAO, DEPUTIES):
        deliberation, _ = _acts(tmp_path, object, f"sieges: 2\n{LISTS}{WON}", "presidence: Membre 1")
        assert deliberation.document is not None
        assert "L. 2121-29" not in _words(deliberation.document)


def test_a_remedy_still_open_cites_the_text_of_the_election(tmp_path: Path) -> None:
    _acts(tmp_path, DEPUTIES, f"sieges: 2\n{LISTS}{WON}", "presidence: Membre 1")
    report = examine(tmp_path / "seance.yaml", Options(as_of=date(2023, 6, 20))).report
    (article,) = {each.article for each in report.findings if each.code == "REC-DELAI"}
    assert "2122-2" in article


def test_an_election_by_the_electoral_code_alone_lacks_no_visa(tmp_path: Path) -> None:
    _acts(tmp_path, SENATORS, f"sieges: 1\nsieges_suppleants: 1\n{BOARD}{LISTS}{WON}", "presidence: Membre 1")
    examination = examine(tmp_path / "seance.yaml", Options(full=True))
    deliberation, report = plan(examination, "deliberation-01").document, examination.report
    assert deliberation is not None
    assert "Vu les articles L. 283, L. 289 et R. 133 du code électoral ;" in _words(deliberation), (
        "L. 288 is for small communes"
    )
    assert not [each.message for each in report.findings if each.code == "DELIB-ENTETE"]


def _session(folder: Path, object: str, vote: str) -> Examination:
    _acts(folder, object, vote, "presidence: Membre 1")
    return examined(folder / "seance.yaml")


def test_a_tie_that_age_alone_settles_leaves_a_blank_in_the_list_and_cites_its_own_text(
    tmp_path: Path,
) -> None:
    rounds = "tours: [" + ", ".join([TIE[8:-2]] * 3) + "]\n"
    for object, article in ((DEPUTIES, "L. 2122-7-2"), ("Élection d’un collège", "L. 2121-21")):
        examination = _session(tmp_path, object, f"sieges: 2\n{LISTS}{rounds}")
        posted = plan(examination, "liste-des-deliberations").document
        assert posted is not None
        assert [each.label for each in lacunes(posted)] == ["résultat de l’élection"]
        (tie,) = {
            each.article for each in examination.report.findings if "même nombre de voix" in each.message
        }
        assert article in (tie or "").replace("\u00a0", " ")


def test_what_takes_effect_at_once_has_no_certificate(tmp_path: Path) -> None:
    """Elections of which a text is known, and nominations without a ballot; any other act keeps it."""
    one = 'tours: [{voix: ["Membre 2, 15 voix"]}]\n'
    for object, vote, reason in (
        ("Élection d’un délégué au syndicat des eaux", one, "une élection prend effet immédiatement"),
        (CAO, f"sieges: 2\n{LISTS}{WON}", "une élection prend effet immédiatement"),
        ("Représentant au collège", one, ""),
    ):
        certificate = plan(_session(tmp_path, object, vote), "certificat-01")
        assert " ".join(certificate.raisons).replace("\u00a0", " ") == (
            f"sans objet, car {reason}, sans certificat (à confirmer)" if reason else ""
        )
        assert (certificate.document is None) == bool(reason)
    text = (tmp_path / "seance.yaml").read_text(encoding="utf-8")
    at_once = text.replace(indent(one, " " * 6), "      elus: Membre 2\n").replace(
        "    scrutin: secret\n", "    candidatures: une par siège\n"
    )
    (tmp_path / "seance.yaml").write_text(at_once, encoding="utf-8")
    certificate = plan(examined(tmp_path / "seance.yaml"), "certificat-01")
    assert "les nominations prennent effet immédiatement" in " ".join(certificate.raisons)


def test_an_executive_elected_by_rounds_is_elected_under_any_kind_of_act(tmp_path: Path) -> None:
    """« Autre délibération » with rounds: it was certified executory three days after the mandate began."""
    one = 'tours: [{voix: ["Membre 2, 15 voix"]}]\n'
    _acts(tmp_path, "Élection du quatrième adjoint", one, "presidence: Membre 1")
    place = tmp_path / "seance.yaml"
    decided = "    decide: proclame Membre 2 quatrième adjoint\n"
    text = place.read_text(encoding="utf-8").replace("    nature: nomination\n", decided)
    place.write_text(text, encoding="utf-8")
    examination = examined(place)
    certificate = plan(examination, "certificat-01")
    assert certificate.document is None
    assert "une élection prend effet immédiatement" in " ".join(certificate.raisons)
    deliberation = plan(examination, "deliberation-01").document
    assert deliberation is not None and "L. 2122-7" in _words(deliberation)
    assert "L. 2121-29" not in _words(deliberation)
    place.write_text(text.replace(indent(one, " " * 6), "      pour: 15\n"), encoding="utf-8")
    assert plan(examined(place), "certificat-01").document is not None, "no rounds: no election"


def test_offices_are_those_of_the_moment_at_an_installation(tmp_path: Path) -> None:
    """The table tells who is mayor from that day on; the act that elects her says that she sits."""
    vote = 'tours: [{voix: ["Membre 1, 14 voix"], blancs: 1}]\n'
    chair = "presidence: Membre 9, doyen: Membre 9, nature: installation"
    deliberation, minutes = _acts(tmp_path, "Élection du maire", vote, chair)
    assert deliberation.document is not None
    for document in (deliberation.document, minutes):
        assert "Membre 1, maire" not in _words(document)
        assert "Membre 1, Membre 2" in _words(document), "all are councillors at the opening"


def test_an_online_date_is_no_poster_and_the_first_day_to_come_is_told_first(tmp_path: Path) -> None:
    figures = _session(tmp_path, DEPUTIES, f"sieges: 2\n{LISTS}{WON}").figures
    assert figures is not None
    dated = [each for each in echeances(figures) if each.sens is Borne.AU_PLUS_TARD and each.le is not None]
    assert [each.le for each in dated] == sorted(each.le for each in dated if each.le)
    (poster,) = (each for each in dated if each.devoir is Devoir.AFFICHAGE_ELECTION)
    assert poster.fait_le is None


def test_an_election_of_nobody_is_not_posted_and_takes_no_effect(tmp_path: Path) -> None:
    """Its sheet asked to post within 24 hours an election that its act says of nobody."""
    examination = _session(
        tmp_path, "Élection du maire", 'tours: [{voix: ["Membre 2, 8 voix", "Membre 4, 7 voix"]}]\n'
    )
    held = examination.figures
    assert held is not None and Devoir.AFFICHAGE_ELECTION in {each.devoir for each in echeances(held)}
    nobody = 'tours: [{voix: ["Membre 2, 7 voix", "Membre 4, 7 voix"], blancs: 1}]\n'
    examination = _session(tmp_path, "Élection du maire", nobody)
    figures = examination.figures
    assert figures is not None and Devoir.AFFICHAGE_ELECTION not in {
        each.devoir for each in echeances(figures)
    }
    assert plan(examination, "certificat-01").raisons == ("sans objet, car personne n’est élu",)
    (item,) = figures.points
    assert executory(figures.suites_de(item), item).startswith("sans objet\u00a0: personne n’est élu (")
