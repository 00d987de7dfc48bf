"""Names as people write them find the member that they mean, or a finding that says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.diagnostics import Location, Severity
from actgen.loading.noms import couper_nom
from actgen.loading.tableau import Tableau
from actgen.model.personne import Fonction, Membre

HERE = Location("seances/x.yaml", 3, 5, 4, "    Nom")
NAMES = (
    "Christian FRANTZ",
    "Claude FRANTZ",
    "Eléonore JEAN DIT PANNEL",
    "Jean LE MAIRE",
    "Anne de LA TOUR",
    "Valéry d'ORNANO",
    "André BECK",
    "André BECK",  # the same man, once deputy, now councillor
)
GONE = 7  # the rank of the first André BECK


def tableau() -> Tableau:
    membres = tuple(
        Membre(*couper_nom(name), Fonction.CONSEILLER, rank) for rank, name in enumerate(NAMES, start=1)
    )
    return Tableau(membres, frozenset(m.rang for m in membres) - {GONE})


@pytest.mark.parametrize(
    ("written", "rank"),
    [
        ("Christian FRANTZ", 1),
        ("M. Christian FRANTZ", 1),
        ("Monsieur christian frantz", 1),
        ("Claude Frantz", 2),
        ("Mme Éléonore Jean-Dit-Pannel", 3),
        ("JEAN DIT PANNEL", 3),
        ("Jean Le Maire", 4),
        ("de la Tour", 5),
        ("d’Ornano", 6),
        ("BECK", 8),
        ("André Beck", 8),
    ],
)
def test_who_is_meant(written: str, rank: int) -> None:
    found = tableau()
    membre = found.membre(written, HERE)
    assert membre is not None
    assert (membre.rang, found.findings) == (rank, [])
    assert found.connait(written)


def test_a_dash_that_is_no_hyphen_is_told_as_the_cause() -> None:
    """A list whose every hyphen a word processor lengthened is one text, with all the names in it."""
    found = tableau()
    assert found.membre("– Christian FRANTZ – Zoé QUIDAM", HERE) is None
    assert "trait d’union du clavier" in found.findings[0].hint


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        ("Christian FRANZ", "MEMBRE-INCONNU", "Christian FRANTZ."),
        ("Zoé QUIDAM", "MEMBRE-INCONNU", "Zoé QUIDAM"),
        ("Christian", "MEMBRE-INCONNU", "Christian"),
        ("", "MEMBRE-INCONNU", ""),
        ("FRANTZ", "MEMBRE-AMBIGU", "Claude FRANTZ"),
        ("M. le Maire", "MEMBRE-AMBIGU", "Jean LE MAIRE"),
        ("LE MAIRE", "MEMBRE-AMBIGU", "Jean LE MAIRE"),
    ],
)
def test_why_nobody_is_meant(written: str, code: str, says: str) -> None:
    found = tableau()
    assert found.membre(written, HERE) is None
    (finding,) = found.findings
    assert (finding.code, finding.location) == (code, HERE)
    assert says in finding.message


def test_someone_whose_term_is_over() -> None:
    gone = Membre("Zoé", "PARTIE", Fonction.CONSEILLER, 1, lieu=Location("collectivites/x.yaml", 9))
    found = Tableau((gone,), frozenset())
    assert found.membre("Zoé PARTIE", HERE) is None
    (finding,) = found.findings
    assert (finding.code, finding.locations) == ("MEMBRE-HORS-MANDAT", (HERE, gone.lieu))


@pytest.mark.parametrize(("name", "said"), [("Christian FRANZ", True), ("Zoé QUIDAM", False)])
def test_an_outsider_nearly_named_like_a_member_is_said(name: str, said: bool) -> None:
    found = tableau()
    found.exterieur(name, HERE)
    assert [(f.code, f.severity) for f in found.findings] == [("MEMBRE-INCONNU", Severity.WARNING)] * said


@given(st.text())
def test_any_name_is_found_or_refused(name: str) -> None:
    found = tableau()
    assert (found.membre(name, HERE) is None) == (len(found.findings) == 1)
