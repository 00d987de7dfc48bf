"""The line of an EPCI in the returns of its group: found as it is written in the group's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic
from actgen.council.facts.groupement import Groupement
from actgen.reading.sources import Sources
from actgen.session.load import load_groupement

ROCHELLE, CAMARGUE = "241700434", "243000593"
GROUPE = """objet: l’achat de papier
coordonnateur:
  {coordonnateur}
membres:
  {membres}
  retours: retours.csv
"""


def lu(
    folder: Path, nom: str, coordonnateur: str, membres: str = "communes: [Aimargues]"
) -> tuple[Groupement, tuple[Diagnostic, ...]]:
    (folder / "collectivites").mkdir()
    (folder / "groupements").mkdir()
    retours = f"commune;vote;deliberation\n{nom};adoptée;14/11/2024\n"
    (folder / "groupements/retours.csv").write_text(retours, encoding="utf-8")
    file = folder / "groupements/g.yaml"
    file.write_text(GROUPE.format(coordonnateur=coordonnateur, membres=membres), encoding="utf-8")
    groupement, findings = load_groupement(file, Sources(folder))
    assert groupement is not None, findings
    return groupement, findings


@pytest.mark.parametrize(
    "nom", ["CC de Petite Camargue", "Communauté de communes de Petite Camargue", "Petite Camargue", CAMARGUE]
)
def test_its_line_is_found_as_the_official_list_finds_it(tmp_path: Path, nom: str) -> None:
    groupement, findings = lu(tmp_path, nom, "epci: CC de Petite Camargue")
    assert findings == ()
    assert {m.collectivite.code for m in groupement.membres if m.resultat == "adoptée"} == {CAMARGUE}


def test_a_commune_is_never_taken_for_the_epci_that_has_its_name(tmp_path: Path) -> None:
    groupement, findings = lu(tmp_path, "La Rochelle", f"epci: {ROCHELLE}", "communes: [Aytré]")
    assert [each.code for each in findings] == ["GC-RETOUR-LIGNE"]
    assert "La Rochelle n’est pas membre du groupement" in findings[0].message
    assert not any(membre.resultat for membre in groupement.membres)


@pytest.mark.parametrize(
    ("coordonnateur", "dit"), [(f"epci: {CAMARGUE}", True), ("commune: Aimargues", False)]
)
def test_an_unknown_name_tells_how_an_epci_is_named(tmp_path: Path, coordonnateur: str, dit: bool) -> None:
    _, (finding,) = lu(tmp_path, "Zzyzx", coordonnateur, "communes: [Vauvert]")
    assert finding.code == "GC-RETOUR-LIGNE" and ("numéro SIREN" in finding.hint) is dit
