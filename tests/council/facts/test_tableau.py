"""Names as people write them find the member that they mean, or a finding that says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.diagnostics import Location, Severity
from actgen.base.text.names import cut_name, printed_name
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.tableau import Tableau

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
        Membre(*cut_name(name), Fonction.CONSEILLER, rank) for rank, name in enumerate(NAMES, start=1)
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
    membre = found.find(written, HERE)
    assert membre is not None
    assert (membre.rang, found.findings) == (rank, [])
    assert found.knows(written)


@pytest.mark.parametrize(
    ("written", "rank"), [("FRANTZ Claude", 2), ("M. d’Ornano Valéry", 6), ("Beck André", 8)]
)
def test_a_surname_before_its_first_name_is_understood_and_told(written: str, rank: int) -> None:
    found = tableau()
    membre = found.find(written, HERE)
    assert membre is not None and membre.rang == rank
    assert [finding.severity for finding in found.findings] == [Severity.INFO]
    assert membre.nom_complet in found.findings[0].message


@pytest.mark.parametrize(
    ("written", "others", "rank"),
    [
        ("Mme FRANTZ", "M.", 1),
        ("Madame Frantz", "M.", 1),
        ("Mme FRANTZ", "", None),  # nobody says what the other one is called
        ("M. FRANTZ", "M.", 2),
        ("FRANTZ", "M.", None),
    ],
)
def test_a_civility_tells_two_members_of_one_surname_apart(
    written: str, others: str, rank: int | None
) -> None:
    membres = (
        Membre("Claude", "FRANTZ", Fonction.CONSEILLER, 1, civilite="Mme"),
        Membre("Christian", "FRANTZ", Fonction.CONSEILLER, 2, civilite=others),
    )
    found = Tableau(membres, frozenset({1, 2}))
    membre = found.find(written, HERE)
    assert (membre.rang if membre else None) == rank
    assert [f.code for f in found.findings] == ([] if rank else ["MEMBRE-AMBIGU"])


OFFICES = {"maire": 0, "1 adjoint": 1, "1 adjointe": 1}


@pytest.mark.parametrize(
    ("written", "rank"),
    [
        ("le maire", 1),
        ("M. le Maire", 1),
        ("maire", 1),
        ("le premier adjoint", 2),
        ("La Première Adjointe", 2),
        ("première adjointe", 2),
        ("Madame la première adjointe", 2),
    ],
)
def test_a_member_is_named_by_the_office_where_one_holds_it(written: str, rank: int) -> None:
    membres = (Membre("Claude", "FRANTZ", Fonction.MAIRE, 1), Membre("Luc", "BECK", Fonction.ADJOINT, 2))
    offices = {office: membres[at] for office, at in OFFICES.items()}
    assert Tableau(membres, frozenset({1, 2}), fonctions=offices).find(written, HERE) is membres[rank - 1]
    alone = Tableau(membres, frozenset({1, 2}))
    assert alone.find(written, HERE) is None
    (finding,) = alone.findings
    assert (finding.code, "n’est pas un nom" in finding.message) == ("MEMBRE-INCONNU", True)


@pytest.mark.parametrize(
    "written", ["~~Claude FRANTZ~~", "Claude FRANTZ (rayé)", "C\u0336laude FRANTZ", "<s>Claude FRANTZ</s>"]
)
def test_a_name_that_is_struck_out_designates_nobody(written: str) -> None:
    found = tableau()
    assert found.find(written, HERE) is None
    assert "est rayé" in found.findings[0].message


def test_a_dash_that_is_no_hyphen_is_told_as_the_cause() -> None:
    """A list whose every hyphen a word processor lengthened is one text, with all the names in it."""
    found = tableau()
    assert found.find("– Christian FRANTZ – Zoé QUIDAM", HERE) is None
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
    assert found.find(written, HERE) is None
    (finding,) = found.findings
    assert (finding.code, finding.location) == (code, HERE)
    assert says in finding.message


def test_someone_whose_term_is_over() -> None:
    gone = Membre("Zoé", "PARTIE", Fonction.CONSEILLER, 1, lieu=Location("collectivites/x.yaml", 9))
    found = Tableau((gone,), frozenset())
    assert found.find("Zoé PARTIE", HERE) is None
    (finding,) = found.findings
    assert (finding.code, finding.locations) == ("MEMBRE-HORS-MANDAT", (HERE, gone.lieu))


@pytest.mark.parametrize(("name", "said"), [("Christian FRANZ", True), ("Zoé QUIDAM", False)])
def test_an_outsider_nearly_named_like_a_member_is_said(name: str, said: bool) -> None:
    found = tableau()
    found.tell_outsider(name, HERE)
    assert [(f.code, f.severity) for f in found.findings] == [("MEMBRE-INCONNU", Severity.WARNING)] * said


@given(st.text())
def test_any_name_is_found_or_refused(name: str) -> None:
    found = tableau()
    assert (found.find(name, HERE) is None) == (len(found.findings) == 1)


# Where a name is cut: first name, surname, particles


@pytest.mark.parametrize(
    ("name", "first", "surname"),
    [
        ("Christian FRANTZ", "Christian", "FRANTZ"),
        ("Eléonore JEAN DIT PANNEL", "Eléonore", "JEAN DIT PANNEL"),
        ("Jean LE MAIRE", "Jean", "LE MAIRE"),
        ("Jean Le MAIRE", "Jean", "Le MAIRE"),
        ("Anne de LA TOUR", "Anne", "de LA TOUR"),
        ("Anne de la TOUR", "Anne", "de la TOUR"),
        ("Valéry d'ORNANO", "Valéry", "d’ORNANO"),
        ("Valéry d’ORNANO DUPONT", "Valéry", "d’ORNANO DUPONT"),
        ("Marie-Louise de L’ESTANG", "Marie-Louise", "de L’ESTANG"),
        ("Valéry GISCARD d'ESTAING", "Valéry", "GISCARD d’ESTAING"),
        ("Jan van der BERG", "Jan", "van der BERG"),
        ("J. DUPONT", "J.", "DUPONT"),
        ("J.-P. DUPONT", "J.-P.", "DUPONT"),
        ("Jean-Pierre SY", "Jean-Pierre", "SY"),
        ("Jean Dupont", "Jean", "Dupont"),
        ("Membre 12", "Membre", "12"),
        ("FRANTZ", "", "FRANTZ"),
        ("DE LA TOUR", "", "DE LA TOUR"),
        ("Élise ÉTÉ", "Élise", "ÉTÉ"),
    ],
)
def test_first_name_and_surname(name: str, first: str, surname: str) -> None:
    assert cut_name(name) == (first, surname)


@given(st.text(min_size=1).filter(str.strip))
def test_no_word_is_lost(name: str) -> None:
    assert " ".join(filter(None, cut_name(name))) == " ".join(printed_name(name).split())
