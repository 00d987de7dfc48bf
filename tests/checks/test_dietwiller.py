"""The real session: no error, and exactly the four warnings that a clerk and the coordinator can act on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from actgen.checks import check_group, check_session
from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity
from actgen.facts.convocation import LigneOrdreDuJour
from actgen.facts.groupement import Groupement
from actgen.facts.seance import Absence, Point, Pouvoir, Seance
from actgen.facts.vote import Vote
from actgen.figures.seance import compute
from actgen.kinds.catalogue import Catalogue, search_path
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


def test_items_1_to_8_are_declared_so_that_none_is_missing(seance: Seance, catalogue: Catalogue) -> None:
    assert seance.points_non_saisis == tuple(range(1, 9))
    assert "REG-NUMERO" not in _session_codes(seance, catalogue)
    assert "REG-NUMERO" in _session_codes(replace(seance, points_non_saisis=()), catalogue)


def test_sending_the_contract_to_the_state_is_a_reminder_until_it_is_notified(
    seance: Seance, groupement: Groupement
) -> None:
    def severity(group: Groupement) -> tuple[Severity, Mender]:
        (found,) = [each for each in check_group(group, seance.date) if each.code == "TRANS-MARCHE"]
        return found.severity, found.mender

    assert severity(groupement) == (Severity.INFO, Mender.COORDONNATEUR)
    notified = replace(groupement.accord_cadre, notifie_le=date(2023, 5, 2))
    late = replace(groupement, accord_cadre=notified)
    assert severity(late) == (Severity.WARNING, Mender.COORDONNATEUR)


def test_a_represented_member_needs_no_excuse(seance: Seance, catalogue: Catalogue) -> None:
    """Local law asks of each absence whether it is excused; a proxy alone is not asked about."""
    assert seance.absents is not None
    assert [(absence.excuse, absence.pouvoir is not None) for absence in seance.absents] == [
        (True, True),
        (True, True),
        (True, False),
        (True, False),
    ]
    unsaid = replace(seance.absents[0], excuse=None)
    rest = seance.absents[1:]
    assert "ABSENCE-QUALIFIEE" not in _session_codes(replace(seance, absents=(unsaid, *rest)), catalogue)
    without = (replace(unsaid, pouvoir=None), *rest)
    assert "ABSENCE-QUALIFIEE" in _session_codes(replace(seance, absents=without), catalogue)


def _errors(seance: Seance, catalogue: Catalogue) -> list[Diagnostic]:
    found = check_session(compute(seance, catalogue), catalogue)
    return [finding for finding in found if finding.severity is Severity.ERROR]


def _voted(seance: Seance, vote: Vote) -> Seance:
    (point,) = seance.points
    return replace(seance, points=(replace(point, vote=vote),))


def test_fourteen_votes_for_thirteen_voters_refuse_what_states_them(
    seance: Seance, catalogue: Catalogue
) -> None:
    (error,) = _errors(_voted(seance, Vote(pour=12, contre=1, abstentions=1)), catalogue)
    assert (error.code, error.scope, error.point) == ("VOTE-TOTAL", Scope.STATED, 9)
    assert error.message == (
        "Point 9\u00a0: 14 voix pour 13\u00a0votants possibles (11\u00a0présents + 2\u00a0pouvoirs)."
    )


def test_a_proxy_to_an_absentee_that_was_counted_refuses_the_deliberation_and_not_the_minutes(
    seance: Seance, catalogue: Catalogue
) -> None:
    assert seance.absents is not None
    holder = seance.absents[2].membre
    absents = tuple(
        replace(absence, pouvoir=replace(absence.pouvoir, mandataire=holder)) if absence.pouvoir else absence
        for absence in seance.absents[:1]
    )
    chained = replace(seance, absents=(*absents, *seance.absents[1:]))
    (error,) = _errors(_voted(chained, Vote(pour=13)), catalogue)
    assert (error.code, error.scope, error.point) == ("POUV-CHAINE", Scope.LEGAL, 9)
    assert _errors(_voted(chained, Vote(pour=12)), catalogue) == []


def test_two_proxies_for_one_holder_refuse_the_deliberation_and_not_the_minutes(
    seance: Seance, catalogue: Catalogue
) -> None:
    assert seance.absents is not None
    mayor = seance.presidence
    assert mayor is not None
    doubled = tuple(
        replace(absence, pouvoir=replace(absence.pouvoir, mandataire=mayor)) if absence.pouvoir else absence
        for absence in seance.absents
    )
    (error,) = _errors(replace(seance, absents=doubled), catalogue)
    assert (error.code, error.scope) == ("POUV-UNIQUE", Scope.LEGAL)


def test_a_proxy_of_someone_out_of_office_is_an_error(seance: Seance, catalogue: Catalogue) -> None:
    assert seance.absents is not None and seance.presidence is not None
    gone = replace(seance.presidence, prenom="Membre", nom="16", jusqu_au=date(2021, 5, 3))
    proxy = Pouvoir(gone, seance.presidence, date(2022, 12, 14))
    absents = (*seance.absents, Absence(gone, None, proxy))
    (error,) = _errors(replace(seance, absents=absents), catalogue)
    assert error.code == "POUV-MEMBRE"
    assert "Membre 16" in error.message


@pytest.mark.parametrize(
    ("signed", "published", "warned"),
    [
        (date(2022, 12, 19), date(2022, 12, 19), False),
        (date(2022, 12, 18), date(2022, 12, 19), True),
        (date(2022, 12, 20), None, True),
    ],
)
def test_a_convention_signed_before_its_deliberation_is_executory_is_warned_of(
    seance: Seance, catalogue: Catalogue, signed: date, published: date | None, warned: bool
) -> None:
    suites = replace(seance.suites, signee_le=signed, publiee_le=published, lieux=MappingProxyType({}))
    found = check_session(compute(replace(seance, suites=suites), catalogue), catalogue)
    assert ("GC-SIGN-APRES-EXEC" in {finding.code for finding in found}) is warned


def test_an_item_without_group_has_no_convention_to_sign(seance: Seance, catalogue: Catalogue) -> None:
    (point,) = seance.points
    plain = Point(9, objet="Achat", vote=point.vote)
    suites = replace(seance.suites, signee_le=date(2022, 12, 1))
    found = check_session(compute(replace(seance, points=(plain,), suites=suites), catalogue), catalogue)
    assert "GC-SIGN-APRES-EXEC" not in {finding.code for finding in found}


def test_a_party_is_in_annexe_1_once(groupement: Groupement) -> None:
    twice = (*groupement.membres, groupement.membres[-1])
    (error,) = [
        finding
        for finding in check_group(replace(groupement, membres=twice), date(2022, 12, 15))
        if finding.severity is Severity.ERROR
    ]
    assert (error.code, error.scope) == ("ANNEXE-1", Scope.CONVENTION)
    assert groupement.membres[-1].collectivite.nom in error.message


def test_the_coordinator_is_one_of_the_members(groupement: Groupement) -> None:
    without = tuple(
        membre
        for membre in groupement.membres
        if membre.collectivite.code != groupement.coordonnateur.collectivite.code
    )
    found = check_group(replace(groupement, membres=without), date(2022, 12, 15))
    (error,) = [finding for finding in found if finding.severity is Severity.ERROR]
    assert (error.code, error.scope) == ("GC-COORDONNATEUR", Scope.CONVENTION)
