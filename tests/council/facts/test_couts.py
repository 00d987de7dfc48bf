"""The forecast costs of annexe 2 as they are read; what is wrong with them is in tests/regles/couts.yaml."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from actgen.base.diagnostics import Mender, Scope
from actgen.council.facts.couts import Couts
from tests.council.facts.load import groupement

GROUP = """\
objet: la fourniture de papier
coordonnateur:
  epci: Mulhouse Alsace Agglomération
  sigle: m2A
membres:
  communes: [Dietwiller, Schlierbach, Steinbrunn-le-Bas]
annexe_2:
  rubriques:
    - {titre: Socle de base, cle: services}
    - {titre: Socle de secours, cle: services}
    - titre: Modules
      cas:
        - {titre: Partagé, cle: population des membres demandeurs}
        - {titre: Propre, cle: membre demandeur}
  couts:
    services:
      - {nom: Service 1, membres: tous, sauf: [m2A, 68301]}
      - {nom: Service 2, membres: dietwiller}
    depenses:
      - DEPENSE
"""


def read(folder: Path, depense: str) -> tuple[Couts, list[str]]:
    found, findings = groupement(folder, GROUP.replace("DEPENSE", depense))
    assert found is not None
    assert all(each.mender is Mender.COORDONNATEUR for each in findings)
    return found.couts, [each.message for each in findings]


def test_members_by_name_initials_or_code_and_all_but_some(tmp_path: Path) -> None:
    couts, findings = read(tmp_path, "{rubrique: Socle de base, montant: 10 €}")
    assert findings == []
    first, second = couts.services
    assert first.membres == ("68072", "68323")
    assert second.membres == ("68072",)


@pytest.mark.parametrize("nom", ["CA Mulhouse Alsace Agglomération", "200 066 009"])
def test_an_epci_by_its_type_and_name_or_its_siren(tmp_path: Path, nom: str) -> None:
    text = GROUP.replace("sauf: [m2A,", f"sauf: [{nom},").replace(
        "DEPENSE", "{rubrique: Socle de base, montant: 1}"
    )
    found, _ = groupement(tmp_path, text)
    assert found is not None and found.couts.services[0].membres == ("68072", "68323")


def test_an_unknown_name_tells_how_an_epci_is_named(tmp_path: Path) -> None:
    text = GROUP.replace("sauf: [m2A,", "sauf: [SIVOM de Nulle Part,")
    _, findings = groupement(tmp_path, text.replace("DEPENSE", "{rubrique: Socle de base, montant: 1}"))
    assert any("numéro SIREN" in each.hint for each in findings)


def test_a_heading_and_a_case_by_their_first_words(tmp_path: Path) -> None:
    couts, findings = read(tmp_path, "{rubrique: modul, cas: PART, service: service 1, montant: 12.5}")
    assert findings == []
    (depense,) = couts.depenses
    assert (depense.rubrique, depense.cas, depense.montant) == (2, 0, Decimal("12.5"))
    assert depense.service is not None and depense.service.nom == "Service 1"


def test_the_only_user_of_a_service_pays_what_is_its_own(tmp_path: Path) -> None:
    couts, findings = read(tmp_path, "{rubrique: Modules, cas: Propre, service: Service 2, montant: 1}")
    assert (couts.depenses[0].demandeur, findings) == ("68072", [])


def test_a_name_that_begins_two_headings_tells_which(tmp_path: Path) -> None:
    couts, (finding,) = read(tmp_path, "{rubrique: Socle, montant: 1}")
    assert couts.depenses == ()
    assert finding.startswith("Plusieurs rubriques commencent par")


def test_an_epci_has_no_population_of_the_year_and_zero_may_be_written(tmp_path: Path) -> None:
    text = GROUP.replace("Socle de base, cle: services", "Socle de base, cle: population").replace(
        "DEPENSE", "{rubrique: Socle de base, montant: 1}"
    )
    _, (finding,) = groupement(tmp_path, text)
    assert "Mulhouse Alsace Agglomération" in finding.message and "68072" not in finding.message
    assert finding.scope is Scope.NOTHING  # the table of shares alone is refused, by the batch
    (tmp_path / "autre").mkdir()
    told = text.replace("  couts:\n", "  couts:\n    populations: [{membre: m2A, habitants: 0}]\n")
    found, findings = groupement(tmp_path / "autre", told)
    assert findings == () and found is not None and found.couts.populations == {"200066009": 0}


@pytest.mark.parametrize("services", ["1: a", "[[[", "{nom: Service 1, membres: {a: b}}"])
def test_any_form_gives_a_finding(tmp_path: Path, services: str) -> None:
    text = GROUP.replace("{nom: Service 2, membres: dietwiller}", services).replace("DEPENSE", "{}")
    found, findings = groupement(tmp_path, text)
    assert found is None and findings


def test_a_heading_at_fault_is_told_once(tmp_path: Path) -> None:
    text = GROUP.replace("{titre: Socle de secours, cle: services}", "{titre: Socle de secours}")
    _, findings = groupement(tmp_path, text.replace("DEPENSE", "{rubrique: Socle de secours, montant: 1}"))
    assert [each.code for each in findings] == ["GC-FICHIER"]


def test_more_lines_than_any_group_has_are_refused_at_once(tmp_path: Path) -> None:
    couts, (finding,) = read(tmp_path, "\n      - ".join(["{rubrique: Modules, montant: 1}"] * 1_001))
    assert couts == Couts(en_defaut=True) and "«\u00a0depenses\u00a0» a 1001 lignes" in finding


def test_a_member_written_twice_for_a_service_is_told_once(tmp_path: Path) -> None:
    text = GROUP.replace("membres: dietwiller", "membres: [Dietwiller, 68072, dietwiller]")
    _, findings = groupement(tmp_path, text.replace("DEPENSE", "{rubrique: Socle de base, montant: 1}"))
    (finding,) = findings
    assert "«\u00a0dietwiller\u00a0» est écrit deux fois" in finding.message
