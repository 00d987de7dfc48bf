"""The declared fields of an item are read back, and what takes no vote is said to take none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Actgen

FIELDS = {
    "subvention": ("Montant de la subvention : 24 000 €", "Convention approuvée avec la subvention : oui"),
    "tarifs": ("Premier jour d’application : 01/01/2025", "Tarifs : 4 lignes"),
    "decisions_par_delegation": ("Décisions prises : 3 lignes", "le conseil prend acte, sans vote"),
}


@pytest.mark.parametrize("code", FIELDS)
def test_the_fields_of_an_item_are_read_back(
    code: str, checkout: Path, tmp_path: Path, actgen: Actgen
) -> None:
    for folder in ("collectivites", "seances"):
        (tmp_path / folder).mkdir()
    example = checkout / "templates" / "deliberations" / code / "exemple.yaml"
    run = actgen("check", str(shutil.copy(example, tmp_path / "seances")))
    out = " ".join(run.out.replace("\u202f", " ").replace("\u00a0", " ").split())
    assert run.code == 0
    for said in FIELDS[code]:
        assert said in out
