"""The convocation, its first agenda when it is a second one, who asked for paper; populations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.council.facts.load import collectivite
from tests.council.facts.test_collectivites import ROSTER
from tests.council.facts.test_seances import load, seance

SECOND = """\
seance:
  date: 09/06/2023
  a_distance: oui
convocation:
  papier_demande_par: Membre 2
  mode: courriel
  seconde:
    premiere_seance: 05/06/2023
    ordre_du_jour:
      - 4. Budget
      - Bail
"""


def test_a_second_convocation_keeps_the_first_agenda_with_its_places(tmp_path: Path) -> None:
    found = seance(tmp_path, SECOND)
    second = found.convocation.seconde
    assert second is not None and second.ordre_du_jour is not None
    assert second.premiere_seance == date(2023, 6, 5)
    assert [(line.numero, line.objet) for line in second.ordre_du_jour] == [(4, "Budget"), (5, "Bail")]
    assert [line.lieu.excerpt for line in second.ordre_du_jour if line.lieu] == [
        "      - 4. Budget",
        "      - Bail",
    ]


def test_who_asked_for_paper_is_a_member(tmp_path: Path) -> None:
    convocation = seance(tmp_path, SECOND).convocation
    assert [membre.nom_complet for membre in convocation.papier_demande_par] == ["Membre 2"]
    assert convocation.lieux["mode"].excerpt == "  mode: courriel"
    assert load(tmp_path, SECOND.replace("Membre 2", "Membre 22")).seance is None


def test_a_session_says_that_it_was_held_at_a_distance(tmp_path: Path) -> None:
    found = seance(tmp_path, SECOND)
    assert found.a_distance and found.lieux["a_distance"].excerpt == "  a_distance: oui"
    assert not seance(tmp_path, "seance:\n  date: 09/06/2023\n").a_distance


def test_the_population_of_the_renewal_and_a_new_commune() -> None:
    found, findings = collectivite(
        f"commune: Dietwiller\npopulation_renouvellement: 1439 en 2018\ncommune_nouvelle: oui\n{ROSTER}"
    )
    assert found is not None and findings == []
    renewal = found.population_renouvellement
    assert renewal is not None and (renewal.habitants, renewal.annee) == (1439, 2018)
    assert renewal.lieu is not None and renewal.lieu.line == 2
    assert found.commune_nouvelle
