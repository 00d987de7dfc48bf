"""A vote left empty is a blank in what tells the whole session, never a silence that reads as « no vote »."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import ActPlan, Due
from actgen.session.result import Examination
from tests.session.acts import LE_TREHOU, edit, examined, plan, session_file, workspace

OBJET = "    objet: Arrêt du procès-verbal de la séance du 10 octobre 2024\n"
FIRST = f"{OBJET}    debats: aucun\n    vote: unanimité\n"
VOTE = "    vote: 9 pour, 2 contre, 2 abstentions"
WHOLE = ("proces-verbal", "liste-des-deliberations")


def _examined(tmp_path: Path, *edits: tuple[str, str]) -> Examination:
    space = workspace(tmp_path / "espace")
    for old, new in edits:
        edit(session_file(LE_TREHOU, space), old, new)
    return examined(session_file(LE_TREHOU, space))


def _blanks(acte: ActPlan) -> list[str]:
    return [lacune.label for lacune in acte.manques]


@pytest.mark.parametrize(
    "written",
    ["    vote:\n", "", "    vote: {scrutin: secret, tours: }\n"],
    ids=["empty", "no key", "no round"],
)
@pytest.mark.parametrize("key", WHOLE)
def test_the_vote_of_a_deliberation_is_awaited(tmp_path: Path, key: str, written: str) -> None:
    examination = _examined(tmp_path, (f"{VOTE}\n", written))
    whole = plan(examination, key)
    assert (whole.due, whole.projet, _blanks(whole)) == (Due.WRITTEN, True, ["vote du point 2"])
    assert whole.document is not None
    assert "à compléter : vote du point 2" in " ".join(plain_words(whole.document))
    assert plan(examination, "deliberation-02").due is Due.NOT_YET


@pytest.mark.parametrize("key", WHOLE)
def test_an_empty_vote_is_awaited_without_an_act_too(tmp_path: Path, key: str) -> None:
    whole = plan(_examined(tmp_path, (FIRST, f"{OBJET}    vote:\n")), key)
    assert _blanks(whole) == ["vote du point 1"] and whole.document is not None
    assert "n’appelait pas de vote" not in " ".join(plain_words(whole.document))
    assert (place := whole.manques[0].location) is not None and place.line == 41


def test_an_item_without_that_key_was_not_put_to_the_vote(tmp_path: Path) -> None:
    minutes = plan(_examined(tmp_path, (FIRST, OBJET)), "proces-verbal")
    assert _blanks(minutes) == [] and minutes.document is not None
    assert "Ce point n’appelait pas de vote." in " ".join(plain_words(minutes.document))


def test_an_item_that_was_put_off_awaits_no_vote(tmp_path: Path) -> None:
    put_off = (FIRST, f"{OBJET}    vote:\n    reporte: faute de temps\n")
    assert _blanks(plan(_examined(tmp_path, put_off), "proces-verbal")) == []


def test_a_movement_that_falls_at_no_item_is_a_blank_of_the_minutes_and_of_the_list(tmp_path: Path) -> None:
    """« Membre 12 arrive », without an hour nor an item, stopped all the acts."""
    examination = _examined(tmp_path, ("Membre 12 arrive à 20h15, avant le point 2", "Membre 12 arrive"))
    for key in WHOLE:
        whole = plan(examination, key)
        assert (whole.refus, whole.due, whole.projet) == ((), Due.WRITTEN, True), key
        assert _blanks(whole) == ["avant quel point a eu lieu l’arrivée de Membre\u00a012"]
    assert plan(examination, "deliberation-02").due is Due.REFUSED
