"""What the authors of a convention write in their own words is told in it, at its place."""

import re
from pathlib import Path

from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Severity
from tests.session.acts import LE_TREHOU, ROOT, edit, examined, plan, session_file, workspace


def _convention(tmp_path: Path, *edits: tuple[str, str]) -> str:
    space = workspace(tmp_path / "espace")
    for old, new in edits:
        edit(space / "groupements" / "papeterie.yaml", old, new)
    examination = examined(session_file(LE_TREHOU, space))
    assert not examination.report.of(Severity.ERROR), examination.report
    document = plan(examination, "convention-papeterie").document
    assert document is not None
    return " ".join(plain_words(document))


def test_why_it_lasts_longer_than_four_years(tmp_path: Path) -> None:
    reason = "l’amortissement des machines demande cinq ans."
    words = _convention(tmp_path, ("  duree: 3 ans\n", f"  duree: 5 ans\n  duree_justifiee: {reason}\n"))
    assert "tirée de l’objet de l’accord-cadre : l’amortissement des machines demande cinq ans. Les" in words


def test_what_leaving_costs_where_it_is_excluded(tmp_path: Path) -> None:
    yearly = "  retrait: à chaque date anniversaire, l’année en cours restant due\n  preavis: 3 mois\n"
    told = "  effets_du_retrait: sa part des dépenses communes, jusqu’à l’échéance\n"
    words = _convention(tmp_path, (yearly, f"  retrait: exclu avant l’échéance\n{told}"))
    assert "reste tenu de ce qui suit : sa part des dépenses communes, jusqu’à l’échéance." in words


def test_when_it_takes_force_in_their_words(tmp_path: Path) -> None:
    own = "  signature: original unique\n  entree_en_vigueur: le 1er janvier 2025\n"
    words = _convention(tmp_path, ("  signature: original unique\n", own))
    assert "La présente convention entre en vigueur le 1er janvier 2025." in words
    assert "dernière signature" not in words


def test_who_pays_for_a_minimum_that_is_not_reached_and_how_it_is_amended(tmp_path: Path) -> None:
    minimum = ("  minimum_ht: aucun\n", "  minimum_ht: 1 000 €\n")
    told = "  minimum_non_atteint: chacun en paie une part égale.\n  modification: signé par tous\n"
    words = _convention(
        tmp_path, minimum, ("  signature: original unique\n", f"  signature: original unique\n{told}")
    )
    assert "n’est pas atteint à l’échéance de l’accord-cadre : chacun en paie une part égale. " in words
    assert "peut être modifiée par un avenant, signé par tous, sans changer son objet." in words


def test_nobody_chose_who_pays_for_a_minimum_nor_who_signs_an_amendment(tmp_path: Path) -> None:
    words = _convention(tmp_path, ("  minimum_ht: aucun\n", "  minimum_ht: 1 000 €\n"))
    assert "n’est pas atteint" not in words
    assert "peut être modifiée par un avenant, sans changer son objet." in words


def test_nothing_of_it_shows_otherwise(tmp_path: Path) -> None:
    words = _convention(tmp_path)
    assert "dépasse quatre ans" not in words and "reste tenu de ce qui suit" not in words
    assert "à la date de la dernière signature des membres" in words


def test_expenses_that_no_heading_shares_out_are_left_to_be_written(tmp_path: Path) -> None:
    """The articles send to annexe 2: it may not be a title with nothing below."""
    text = (ROOT / "data" / "groupements" / "papeterie.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^annexe_2:.*?^(?=\w)", text, flags=re.DOTALL | re.MULTILINE)
    words = _convention(tmp_path, (*keys, ""))
    assert words.endswith(
        "Répartition des dépenses [à compléter : répartition des dépenses entre les membres]."
    )
