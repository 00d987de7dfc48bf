"""A text at three levels: the commune's own comes before the group's, the group's before the workspace's."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.tree.nodes import Document
from actgen.acts.tree.words import plain_words
from tests.session.acts import DIETWILLER, examined, plan, session_file, workspace

CLAUSE = Path("socle/clauses/recours.md")
COMMUNE, GROUP = "68072", "e_services"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return workspace(tmp_path)


def write(place: Path, level: str, file: Path | str, words: str) -> None:
    target = place / "templates" / level / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{words}\n", encoding="utf-8")


def words(place: Path, key: str) -> str:
    document = plan(examined(session_file(DIETWILLER, place)), key).document
    assert isinstance(document, Document)
    return " ".join(plain_words(document))


def test_the_nearest_level_gives_a_clause(place: Path) -> None:
    for level, told in (("", "à tous"), (GROUP, "au groupement"), (COMMUNE, "à la commune")):
        write(place, level, CLAUSE, f"Recours propre {told}.")
        assert f"Recours propre {told}." in words(place, "deliberation-09")


def test_a_group_words_the_account_of_its_items_everywhere(place: Path) -> None:
    write(place, GROUP, "deliberations/adhesion_groupement/expose.md", "Exposé propre au groupement.")
    for key in ("deliberation-09", "proces-verbal"):
        assert "Exposé propre au groupement." in words(place, key)


def test_a_group_words_its_convention_and_a_commune_does_not(place: Path) -> None:
    regle = "conventions/groupement_commandes/regle.md"
    write(place, COMMUNE, regle, "Règle propre à la commune.")
    assert "Règle propre" not in words(place, "convention-e_services")
    write(place, GROUP, regle, "Règle propre au groupement.")
    told = words(place, "convention-e_services")
    assert "Règle propre au groupement." in told and "à la commune." not in told


def test_the_folder_of_another_group_changes_nothing(place: Path) -> None:
    write(place, "papeterie", CLAUSE, "Recours d’un autre groupement.")
    assert "Recours d’un autre" not in words(place, "deliberation-09")


def test_the_act_that_joins_no_group_is_not_the_groups(place: Path) -> None:
    write(place, GROUP, "socle/clauses/entete.md", "En-tête du groupement.")
    assert "En-tête du groupement." in words(place, "deliberation-09")
    assert "En-tête du groupement." not in words(place, "proces-verbal")
