"""Who signs: by the date of the session, and by who was there when the item was decided."""

from pathlib import Path

import pytest

from actgen.acts.tree.nodes import Signatures, walk
from actgen.acts.tree.words import plain_words
from tests.session.acts import ROOT, edit, examined, plan

EXAMPLE = ROOT / "templates" / "deliberations" / "deliberation_libre" / "exemple.yaml"
THIRD = """
  - numero: 3
    objet: Coupe de bois
    acte: deliberation_libre
    decide: approuve la coupe de bois
    vote: unanimité
"""
BEFORE, SINCE = ("30/06/2022", "23/06/2022"), ("01/07/2022", "24/06/2022")


def _evening(folder: Path, days: tuple[str, str]) -> Path:
    """Membre 4 comes before item 2, Membre 5 leaves before item 3, Membre 7 never comes."""
    place = folder / "seance.yaml"
    place.write_text(EXAMPLE.read_text(encoding="utf-8").rstrip() + THIRD, encoding="utf-8")
    edit(place, "  date: 27/09/2024", f"  date: {days[0]}")
    edit(place, "  envoyee_le: 20/09/2024", f"  envoyee_le: {days[1]}")
    arrives = "  - Membre 4 arrive à 18h45, avant le point 2\n"
    edit(place, arrives, arrives + "  - Membre 5 part à 19h00, avant le point 3\n")
    return place


def _signers(place: Path, key: str) -> list[str]:
    document = plan(examined(place), key).document
    assert document is not None, key
    (block,) = (block for block in walk(document.blocks) if isinstance(block, Signatures))
    return [signature.name for signature in block.places]


def test_all_those_present_at_the_item_sign_its_deliberation_before_july_2022(tmp_path: Path) -> None:
    place = _evening(tmp_path, BEFORE)
    assert _signers(place, "deliberation-02") == [f"Membre {n}" for n in (1, 2, 3, 4, 5, 6)]
    assert _signers(place, "deliberation-03") == [f"Membre {n}" for n in (1, 2, 3, 4, 6)]


def test_all_those_who_were_there_sign_the_minutes_before_july_2022(tmp_path: Path) -> None:
    place = _evening(tmp_path, BEFORE)
    assert _signers(place, "proces-verbal") == [f"Membre {n}" for n in (1, 2, 3, 4, 5, 6)]


@pytest.mark.parametrize("key", ["deliberation-02", "deliberation-03", "proces-verbal"])
def test_the_mayor_and_the_secretary_sign_since_july_2022(tmp_path: Path, key: str) -> None:
    assert _signers(_evening(tmp_path, SINCE), key) == ["Membre 1", "Membre 3"]


@pytest.mark.parametrize(("days", "written"), [(BEFORE, True), (SINCE, False)])
def test_an_act_goes_without_a_secretary_where_the_law_of_the_day_asks_for_none(
    tmp_path: Path, days: tuple[str, str], written: bool
) -> None:
    place = _evening(tmp_path, days)
    edit(place, "  secretaire: Membre 3\n", "")
    examination = examined(place)
    told = [each.code for each in examination.report.findings if "secrétaire" in each.message]
    assert told == ["SEC-DESIGNE"]
    document = plan(examination, "deliberation-02").document
    assert (document is not None) is written
    for key in ("deliberation-02", "proces-verbal") if written else ():
        paper = plan(examination, key)
        assert paper.document is not None
        assert "seance.secretaire" not in [each.key for each in paper.manques]
        assert "secrétaire" not in " ".join(plain_words(paper.document)).casefold()


def test_the_deputy_who_stands_in_for_a_mayor_who_left_certifies(tmp_path: Path) -> None:
    suites = (
        "\nsuites:\n  transmise_le: 02/10/2024\n  publiee_le: 02/10/2024\n  mode_publication: électronique\n"
    )
    place = tmp_path / "seance.yaml"
    place.write_text(EXAMPLE.read_text(encoding="utf-8").partition("\nsuites:")[0] + suites, encoding="utf-8")
    edit(place, "    - maire: Mme Membre 1\n", "    - maire: Mme Membre 1, jusqu’au 01/09/2024\n")
    edit(place, "presidence: Membre 1", "presidence: Membre 2")
    edit(place, "    interesse: Membre 6, a quitté la salle\n", "")
    document = plan(examined(place), "certificat-02").document
    assert document is not None
    assert "qui remplace la maire, certifie, sous sa responsabilité" in " ".join(plain_words(document))
    assert _signers(place, "certificat-02") == ["Membre 2"]
