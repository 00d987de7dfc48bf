"""What the reading back says first: which session, by which law, of how many people."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.api.report.reading_back import heading, rows
from actgen.council.figures.seance import compute
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.load import load_session
from tests.regles.cases import merge, model, write


@pytest.mark.parametrize(
    ("population", "said"),
    [("", "habitants (année non indiquée)"), ("41 000 en 2020", "41\u202f000 habitants (2020)")],
)
def test_a_population_is_never_told_without_its_year(
    population: str, said: str, tmp_path: Path, checkout: Path
) -> None:
    content = merge(model("epci"), {"collectivite": {"population": population}})
    place = write(tmp_path / "seance.yaml", content)
    catalogue = Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))
    loaded = load_session(place, Sources(tmp_path), catalogue)
    assert loaded.seance is not None
    assert said in heading(compute(loaded.seance, catalogue))[1]


def test_a_refusal_that_was_voted_is_read_back_as_one(tmp_path: Path, checkout: Path) -> None:
    item = {"numero": "1", "objet": "Aide", "decide": "rejette la demande", "vote": "13 pour"}
    place = write(tmp_path / "seance.yaml", merge(model("commune"), {"points": [item]}))
    catalogue = Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))
    loaded = load_session(place, Sources(tmp_path), catalogue)
    assert loaded.seance is not None
    said = dict(rows(compute(loaded.seance, catalogue), {}))
    assert said["Point 1"][-1].endswith("rejet décidé à l’unanimité")


def test_a_surface_is_read_back_in_square_metres_and_a_named_case_once(
    tmp_path: Path, checkout: Path
) -> None:
    kind = "occupation_domaine_public"
    item = {"numero": "1", "acte": kind, "surface": "62 m²", "cas_de_gratuite": "elle sert la commune"}
    place = write(tmp_path / "seance.yaml", merge(model("commune"), {"points": [item]}))
    catalogue = Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))
    loaded = load_session(place, Sources(tmp_path), catalogue)
    assert loaded.seance is not None
    said = dict(rows(compute(loaded.seance, catalogue), {}))["Point 1"]
    assert "Surface\u00a0: 62\u00a0m²" in said
    assert said.count("Autre cas de gratuité\u00a0: elle sert la commune") == 1


def test_earlier_minutes_and_a_nomination_without_ballot_are_read_back(
    tmp_path: Path, checkout: Path
) -> None:
    change = {
        "proces_verbal_precedent": {"seance": "11/05/2023", "vote": "12 pour, 1 contre"},
        "points": [
            {
                "numero": "1",
                "objet": "Désignation",
                "nature": "nomination",
                "candidatures": "une_par_siege",
                "vote": {"elus": "Membre 3"},
            }
        ],
    }
    place = write(tmp_path / "seance.yaml", merge(model("commune"), change))
    catalogue = Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))
    loaded = load_session(place, Sources(tmp_path), catalogue)
    assert loaded.seance is not None
    said = dict(rows(compute(loaded.seance, catalogue), {}))
    assert said["Procès-verbal"] == [
        "de la séance du 11/05/2023, arrêté\u00a0: 12 pour, 1 contre, 0\u00a0abstention"
    ]
    assert said["Point 1"][-1] == "sans scrutin · Membre 3"


def test_an_election_is_read_back_with_its_votes_its_majority_and_who_is_elected(
    tmp_path: Path, checkout: Path
) -> None:
    """« Membre 5 9, Membre 8 4 » said neither votes from numbers of names, nor what came of them."""
    first = {"voix": ["Membre 5, 6 voix", "Membre 8, 6 voix"], "blancs": "1"}
    second = {"voix": ["Membre 5, 7 voix", "Membre 8, 6 voix"]}
    point = {"numero": "1", "objet": "Élection", "scrutin": "secret", "vote": {"tours": [first, second]}}
    place = write(tmp_path / "seance.yaml", merge(model("commune"), {"points": [point]}))
    catalogue = Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))
    loaded = load_session(place, Sources(tmp_path), catalogue)
    assert loaded.seance is not None
    *_, one, two = dict(rows(compute(loaded.seance, catalogue), {}))["Point 1"]
    assert one == (
        "élection, tour 1\u00a0: Membre 5, 6 voix\u202f; Membre 8, 6 voix\u202f; 1\u00a0blanc · "
        "12\u00a0exprimés, majorité absolue 7 · personne n’est élu"
    )
    assert two.endswith("13\u00a0exprimés, majorité absolue 7 · élu\u00a0: Membre 5")


def test_lists_that_share_seats_are_read_back_with_them_and_what_age_must_still_part(
    tmp_path: Path, checkout: Path
) -> None:
    """« majorité relative » was said of a proportion, and nothing of the seats."""
    votes = {"sieges": "3", "tours": [{"voix": ["Liste A, 6 voix", "Liste B, 6 voix"], "blancs": "1"}]}
    council = "Élection de la commission d’appel d’offres"
    point = {"numero": "1", "objet": council, "nature": "nomination", "scrutin": "secret", "vote": votes}
    place = write(tmp_path / "seance.yaml", merge(model("commune"), {"points": [point]}))
    catalogue = Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))
    loaded = load_session(place, Sources(tmp_path), catalogue)
    assert loaded.seance is not None
    assert dict(rows(compute(loaded.seance, catalogue), {}))["Point 1"][-1].endswith(
        "12\u00a0exprimés, à la proportionnelle · Liste A, 1\u00a0siège\u202f; Liste B, 1\u00a0siège\u202f; "
        "à égalité\u00a0: Liste A et Liste B"
    )
