"""What the file says of an item is told in the acts: who asked for what, closed doors, who voted what."""

from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.api.report.reading_back import rows
from tests.session.acts import LE_TREHOU, edit, examined, plan, session_file, workspace

ASKED = """    demandes: scrutin public demandé par Membre 5, Membre 6 et Membre 8
    huis_clos: oui
    presidence: Adjointe 2
"""
NO_WORD = "    debats: aucun\n    vote: unanimité\n"  # of items 1 and 3


def _words(space: Path, key: str) -> str:
    document = plan(examined(session_file(LE_TREHOU, space)), key).document
    assert document is not None
    return " ".join(plain_words(document))


def _space(tmp_path: Path) -> Path:
    space = workspace(tmp_path / "espace")
    place = session_file(LE_TREHOU, space)
    edit(place, "    rapporteur: Adjoint 3\n", f"    rapporteur: Adjoint 3\n{ASKED}")
    edit(
        place, "2 contre, 2 abstentions", "2 contre (Membre 5, Membre 6), 2 abstentions (Membre 8, Membre 10)"
    )
    return space


def test_requests_and_closed_doors_are_told_in_the_minutes(tmp_path: Path) -> None:
    minutes = _words(_space(tmp_path), "proces-verbal")
    assert "Le scrutin public est demandé par Membre 5, Membre 6 et Membre 8." in minutes
    assert "Ce point est examiné à huis clos." in minutes


def test_who_presides_the_item_and_who_voted_against_are_told_in_both(tmp_path: Path) -> None:
    space = _space(tmp_path)
    for key in ("proces-verbal", "deliberation-02"):
        told = _words(space, key)
        assert "Pour ce point, la séance est présidée par Adjointe 2, première adjointe." in told, key
        assert "Contre : Membre 5 et Membre 6. Abstentions : Membre 8 et Membre 10." in told, key


@pytest.mark.parametrize(
    ("sens", "sort"), [("pour", "Délibération adoptée"), ("contre", "Proposition rejetée")]
)
def test_a_casting_vote_is_told_whichever_way_it_falls(tmp_path: Path, sens: str, sort: str) -> None:
    space = workspace(tmp_path / "espace")
    tie = f"6 pour, 6 contre, 1 abstention, voix du président {sens}"
    edit(session_file(LE_TREHOU, space), "vote: 9 pour, 2 contre, 2 abstentions", f"vote: {tie}")
    for key in ("proces-verbal", "deliberation-02"):
        assert (
            f"{sort}, la voix de la présidente de séance, qui a voté {sens}, étant prépondérante "
            "en cas de partage égal des voix."
        ) in _words(space, key), key
    told = (
        "6 pour, 6 contre, 1 abstention, 1 ne prend pas part au vote, voix prépondérante de la présidente : "
    )
    assert f"{told}{sens}" in _words(space, "liste-des-deliberations")
    figures = examined(session_file(LE_TREHOU, space)).figures
    assert figures is not None
    assert "par la voix prépondérante de la présidente" in dict(rows(figures, {}))["Point 2"][-1]


def test_a_president_who_abstained_cast_no_vote_that_counts_more(tmp_path: Path) -> None:
    space = workspace(tmp_path / "espace")
    tie = "6 pour, 6 contre, 1 abstention, voix du président : abstention"
    edit(session_file(LE_TREHOU, space), "vote: 9 pour, 2 contre, 2 abstentions", f'vote: "{tie}"')
    assert "Proposition rejetée : les voix sont également partagées." in _words(space, "deliberation-02")
    assert "prépondérante" not in _words(space, "liste-des-deliberations")


@pytest.mark.parametrize(
    ("decision", "said"),
    [("rejette la demande de gratuité", "REJETTE"), ("n'approuve pas les tarifs proposés", "N’APPROUVE PAS")],
)
def test_a_refusal_that_was_voted_is_never_told_adopted(tmp_path: Path, decision: str, said: str) -> None:
    space = workspace(tmp_path / "espace")
    first = (
        "fixe à 90 € la journée le tarif de location de la salle polyvalente pour les habitants de la commune"
    )
    edit(session_file(LE_TREHOU, space), f"- {first}", f"- {decision}")
    act = _words(space, "deliberation-03")
    assert said in act
    assert "Rejet décidé à l’unanimité." in act
    assert "adoptée" not in act
    assert "rejet décidé" in _words(space, "liste-des-deliberations")


def test_the_act_tells_who_asked_for_its_ballot(tmp_path: Path) -> None:
    """Five of the thirteen present are a third; four are not, and the act then gives no such figure."""
    space = workspace(tmp_path / "espace")
    asked = "scrutin secret demandé par Membre 5, Membre 6, Membre 8 et Membre 13"
    secret = f"    rapporteur: Adjoint 3\n    scrutin: secret\n    demandes: {asked}\n"
    edit(session_file(LE_TREHOU, space), "    rapporteur: Adjoint 3\n", secret)
    assert "Vote au scrutin secret." in _words(space, "deliberation-02").replace("\u00a0", " ")
    edit(session_file(LE_TREHOU, space), "par Membre 5,", "par Membre 5, Membre 10,")
    told = _words(space, "deliberation-02").replace("\u00a0", " ")
    assert "Vote au scrutin secret, à la demande de 5 des 13 membres présents." in told


def test_only_what_the_file_says_tells_that_nobody_spoke(tmp_path: Path) -> None:
    """Le Tréhou: the discussion of item 2 stands in a file; of item 3 nothing is known until it is said."""
    space = workspace(tmp_path / "espace")
    nobody = "Ce point n’a pas donné lieu à discussion."
    minutes = _words(space, "proces-verbal")
    assert minutes.count(nobody) == 2
    assert "Teneur des discussions" in minutes
    assert nobody not in _words(space, "deliberation-03")
    file = session_file(LE_TREHOU, space)
    text = file.read_text(encoding="utf-8")
    assert text.count(NO_WORD) == 2
    file.write_text(text.replace(NO_WORD, "    vote: unanimité\n"), encoding="utf-8")
    assert nobody not in _words(space, "proces-verbal")


def test_a_suspension_is_told_where_it_was_among_who_came_and_left(tmp_path: Path) -> None:
    space = workspace(tmp_path / "espace")
    place = session_file(LE_TREHOU, space)
    edit(
        place,
        "mouvements:\n",
        "suspensions:\n  - de 20h10 à 20h20, avant le point 2, demandée par le groupe minoritaire\n"
        "  - à 20h50, pendant le point 2, demandée par Adjoint 3\nmouvements:\n",
    )
    minutes = _words(space, "proces-verbal")
    assert "À 20 h 10, la séance est suspendue à la demande du groupe minoritaire." in minutes
    first = minutes.index("à la demande du groupe minoritaire. Elle reprend à 20 h 20.")
    assert first < minutes.index("À 20 h 15, Membre 12 rejoint la séance.")
    assert "À 20 h 50, la séance est suspendue à la demande d’Adjoint 3." in minutes
    assert "heure de la reprise" in minutes, "a blank until it is known"
