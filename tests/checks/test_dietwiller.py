"""The real session: no error, and exactly the four warnings that a clerk and the coordinator can act on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.checks import check_group, check_session
from actgen.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.facts.convocation import LigneOrdreDuJour
from actgen.facts.groupement import Groupement
from actgen.facts.seance import Absence, Pouvoir, Seance
from actgen.figures.seance import compute
from actgen.kinds.catalogue import Catalogue, search_path
from actgen.records import replace
from actgen.session.examination import examine
from actgen.session.load import load_session
from actgen.session.result import Options
from actgen.sources import Sources


@pytest.fixture(scope="module")
def catalogue(checkout: Path) -> Catalogue:
    return Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))


@pytest.fixture(scope="module")
def seance(checkout: Path, catalogue: Catalogue) -> Seance:
    place = checkout / "data" / "seances" / "dietwiller-2022-12-15.yaml"
    loaded = load_session(place, Sources(checkout / "data"), catalogue)
    assert loaded.seance is not None and loaded.findings == ()
    return loaded.seance


@pytest.fixture(scope="module")
def groupement(seance: Seance) -> Groupement:
    (point,) = seance.points
    assert point.groupement is not None
    return point.groupement


@pytest.fixture(scope="module")
def blanks(checkout: Path) -> dict[str, set[str]]:
    """The keys that each draft of the session waits for, by kind of act; none but a PROJET has any."""
    plans = examine(checkout / "data" / "seances" / "dietwiller-2022-12-15.yaml", Options()).plans
    assert all(plan.projet for plan in plans if plan.manques)
    return {plan.kind.code: {lacune.key for lacune in plan.manques} for plan in plans if not plan.copie}


def _written(place: Location, checkout: Path) -> str:
    return (checkout / "data" / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1].strip()


def test_the_secretary_is_told_two_things(seance: Seance, catalogue: Catalogue, checkout: Path) -> None:
    written, mode = check_session(compute(seance, catalogue), catalogue)
    assert (written.code, written.severity) == ("POUV-ECRIT", Severity.INFO)
    assert written.message == "Les deux pouvoirs ne sont pas datés\u00a0: la loi ne l’exige pas."
    assert [_written(place, checkout) for place in written.locations] == [
        "- Elodie DEMARE, excusée, pouvoir à Christian FRANTZ",
        "- Dominique RISTORCELLI, excusé, pouvoir à Richard LIEBY",
    ]
    assert (mode.code, mode.severity) == ("PUB-MODE", Severity.WARNING)
    assert [_written(place, checkout).split(":")[0] for place in mode.locations] == ["choisi_le", "mode"]
    assert {written.mender, mode.mender} == {Mender.SECRETAIRE}


def test_the_coordinator_has_two_warnings(groupement: Groupement, seance: Seance, checkout: Path) -> None:
    joining, leaving, reminder = check_group(groupement, seance.date)
    assert (joining.code, leaving.code) == ("GC-ADHESION-TARDIVE", "GC-RETRAIT")
    assert (reminder.code, reminder.severity) == ("TRANS-MARCHE", Severity.INFO)
    assert {each.severity for each in (joining, leaving)} == {Severity.WARNING}
    assert {each.mender for each in (joining, leaving)} == {Mender.COORDONNATEUR}
    places = [_written(each.locations[0], checkout).split(":")[0] for each in (joining, leaving)]
    assert places == ["lancement", "retrait"]


def _session_codes(seance: Seance, catalogue: Catalogue) -> set[str]:
    return {finding.code for finding in check_session(compute(seance, catalogue), catalogue)}


def test_the_agenda_is_a_lacune_of_the_draft_minutes_and_no_finding(
    seance: Seance, catalogue: Catalogue, blanks: dict[str, set[str]]
) -> None:
    """Written without item 9, the same agenda would be an error."""
    assert seance.convocation.ordre_du_jour is None
    assert "convocation.ordre_du_jour" in blanks["proces_verbal"]
    assert "CONV-ODJ" not in _session_codes(seance, catalogue)
    written = replace(seance.convocation, ordre_du_jour=(LigneOrdreDuJour(1, "Budget"),))
    assert "CONV-ODJ" in _session_codes(replace(seance, convocation=written), catalogue)


def test_the_coordinator_s_deliberation_is_a_lacune_of_the_draft_convention_and_no_finding(
    seance: Seance, groupement: Groupement, blanks: dict[str, set[str]]
) -> None:
    """Dated, the Bureau's decision would ask for the delegation of its council; a draft waits for both."""
    own = groupement.coordonnateur.deliberation
    assert (own.organe, own.date, own.delegation_du_conseil) == ("bureau", None, None)
    assert blanks["groupement_commandes"] >= {
        "coordonnateur.deliberation.date",
        "coordonnateur.deliberation.delegation_du_conseil",
    }
    silent = {"EPCI-BUREAU", "GC-COORDONNATEUR"}
    assert not silent & {finding.code for finding in check_group(groupement, seance.date)}
    dated = replace(groupement.coordonnateur, deliberation=replace(own, date=date(2022, 11, 21)))
    found = check_group(replace(groupement, coordonnateur=dated), seance.date)
    assert "EPCI-BUREAU" in {finding.code for finding in found}


def _errors(seance: Seance, catalogue: Catalogue) -> list[Diagnostic]:
    found = check_session(compute(seance, catalogue), catalogue)
    return [finding for finding in found if finding.severity is Severity.ERROR]


def test_a_proxy_of_someone_out_of_office_is_an_error(seance: Seance, catalogue: Catalogue) -> None:
    assert seance.absents is not None and seance.presidence is not None
    gone = replace(seance.presidence, prenom="Membre", nom="16", jusqu_au=date(2021, 5, 3))
    proxy = Pouvoir(gone, seance.presidence, date(2022, 12, 14))
    absents = (*seance.absents, Absence(gone, None, proxy))
    (error,) = _errors(replace(seance, absents=absents), catalogue)
    assert error.code == "POUV-MEMBRE"
    assert "Membre 16" in error.message
