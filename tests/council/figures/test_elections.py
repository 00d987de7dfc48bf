"""Who is elected, at which round."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from actgen.council.facts.seance import Point
from actgen.council.facts.vote import Candidatures, Liste, Tour, Vote
from actgen.council.figures.elections import Election, Mode, election, nomination_immediate, repartir
from actgen.council.figures.votes import Votants
from actgen.law.natures import SeatSharing

TREIZE = Votants(13, frozenset({13}), ())
USUEL = Mode(tours=3, absolus=2)
NOMS = ("A", "B", "C", "D")


def _election(*tours: Tour, sieges: int | None = None, elus: tuple[str, ...] = ()) -> Election:
    found = election(Vote(tours=tours, sieges=sieges, elus=elus), TREIZE, USUEL)
    assert found is not None
    return found


def test_age_parts_a_tie_as_the_file_tells_it() -> None:
    partage = Tour((("A", 5), ("B", 5), ("C", 3)))
    tours = (partage, partage, partage)
    assert (_election(*tours).elus, _election(*tours).tours[2].ex_aequo) == ((), ("A", "B"))
    assert _election(*tours, elus=("b",)).elus == ("B",)
    assert _election(*tours, elus=("C",)).elus == ()


def test_nobody_is_elected_of_seats_that_nobody_counted() -> None:
    two = Tour((("A", 8), ("B", 8)))
    assert (_election(two).sieges, _election(two).elus) == (None, ()), "sixteen votes of thirteen voters"
    assert _election(two, elus=("A",)).elus == ("A",)
    assert _election(two, sieges=2).elus == ("A", "B")


def test_one_candidate_a_seat_takes_effect_at_once_but_where_the_secret_is_imposed() -> None:
    seul = Point(1, candidatures=Candidatures.UNE_PAR_SIEGE)
    assert nomination_immediate(seul)
    assert not nomination_immediate(Point(1, candidatures=Candidatures.PLUSIEURS))
    assert not nomination_immediate(Point(1, candidatures=Candidatures.LISTE_UNIQUE, secret_impose=True))


RESTE = Mode(SeatSharing.PLUS_FORT_RESTE, tours=3, absolus=2)


def _sieges(
    voix: dict[str, int], sieges: int, mode: SeatSharing, *elus: str
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    partage, egales = repartir(tuple(voix.items()), sieges, mode, (), elus)
    return tuple(each.sieges for each in partage), egales


def test_the_highest_remainder_and_the_highest_average_share_seats() -> None:
    assert _sieges({"A": 50, "B": 19}, 5, SeatSharing.PLUS_FORT_RESTE) == ((4, 1), ())
    assert _sieges({"A": 10, "B": 2}, 5, SeatSharing.PLUS_FORT_RESTE) == ((4, 1), ())
    assert _sieges({"A": 10, "B": 2}, 5, SeatSharing.PLUS_FORTE_MOYENNE) == ((5, 0), ())
    assert _sieges({"A": 9, "B": 4}, 3, SeatSharing.PLUS_FORTE_MOYENNE) == ((2, 1), ())
    # equal remainders: the list with most votes
    assert _sieges({"A": 5, "B": 3, "C": 2}, 4, SeatSharing.PLUS_FORT_RESTE) == ((2, 1, 1), ())
    assert _sieges({"A": 6, "B": 2, "C": 4}, 3, SeatSharing.PLUS_FORT_RESTE) == ((2, 0, 1), ())


def test_age_alone_parts_equal_remainders_and_equal_votes() -> None:
    assert _sieges({"A": 6, "B": 6}, 3, SeatSharing.PLUS_FORT_RESTE) == ((1, 1), ("A", "B"))
    assert _sieges({"A": 6, "B": 6}, 3, SeatSharing.PLUS_FORT_RESTE, "b") == ((1, 2), ("A", "B"))
    assert _sieges({"A": 6, "B": 6}, 3, SeatSharing.PLUS_FORTE_MOYENNE, "A") == ((2, 1), ("A", "B"))
    assert _sieges({"A": 0, "B": 0}, 3, SeatSharing.PLUS_FORT_RESTE) == ((0, 0), ())


def test_the_seats_of_a_list_go_down_its_order_and_to_as_many_substitutes() -> None:
    listes = (
        Liste("Liste A", ("M2", "M3", "M4"), ("M5", "M6", "M7")),
        Liste("Liste B", ("M8", "M9"), ("M10", "M11")),
    )
    vote = Vote(tours=(Tour((("Liste A", 8), ("Liste B", 5))),), sieges=3, listes=listes)
    found = election(vote, TREIZE, RESTE)
    assert found is not None
    assert found.elus == found.personnes == ("M2", "M3", "M8")
    assert found.complete
    assert [each.suppleants for each in found.partage] == [("M5", "M6"), ("M10",)]
    gagnante = election(vote, TREIZE, USUEL)
    assert gagnante is not None
    assert (gagnante.elus, gagnante.personnes) == (("Liste A",), ("M2", "M3", "M4"))


@given(
    st.lists(st.integers(0, 60), min_size=1, max_size=5),
    st.integers(1, 12),
    st.sampled_from([SeatSharing.PLUS_FORT_RESTE, SeatSharing.PLUS_FORTE_MOYENNE]),
)
def test_every_seat_is_shared_but_those_that_age_parts(
    voix: list[int], sieges: int, mode: SeatSharing
) -> None:
    nommees = {f"L{rang}": nombre for rang, nombre in enumerate(voix)}
    donnes, egales = _sieges(nommees, sieges, mode)
    assert sum(donnes) == (sieges if sum(voix) else 0) or egales
    assert sum(donnes) <= sieges
    for (un, pour_un), (autre, pour_autre) in itertools.pairwise(zip(voix, donnes, strict=True)):
        assert un <= autre or pour_un >= pour_autre
        assert un >= autre or pour_un <= pour_autre


VOIX = st.tuples(*(st.integers(0, 13) for _ in NOMS)).map(lambda voix: tuple(zip(NOMS, voix, strict=True)))
TOURS = st.lists(st.builds(Tour, VOIX, st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=4)


@given(TOURS, st.integers(1, 4), st.lists(st.sampled_from(NOMS), unique=True))
def test_seats_go_to_those_who_have_most_votes_and_never_twice(
    tours: list[Tour], sieges: int, dits: list[str]
) -> None:
    found = _election(*tours, sieges=sieges, elus=tuple(dits))
    assert len(set(found.elus)) == len(found.elus) <= sieges
    deja: set[str] = set()
    for tour in found.tours:
        voix = dict(tour.tour.voix)
        autres = set(NOMS) - deja - set(tour.elus)
        for elu in tour.elus:
            assert voix[elu] >= (tour.majorite or 1)
            assert all(voix[autre] <= voix[elu] for autre in autres)
        deja |= set(tour.elus)
