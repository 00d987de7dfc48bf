"""How many must be there, who counts, when nobody need be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.council.facts.convocation import Convocation
from actgen.council.facts.seance import MotifRetrait, Point, Retrait
from actgen.council.figures.comptes import ordonnateur
from actgen.council.figures.quorum import Quorum, quorum_point
from actgen.law.regimes import Regime
from tests.council.figures.maison import absence, droit, membre, seance, suivre_la_seance


def _au_point(
    presents: int,
    nombre: int = 15,
    regime: Regime | None = None,
    pouvoirs: int = 0,
    convocation: Convocation | None = None,
    **faits: Any,
) -> Quorum:
    """The quorum of an item where the first `presents` members are there, some of the others represented."""
    absents = tuple(
        absence(rang, a=rang - presents if rang - presents <= pouvoirs else None)
        for rang in range(presents + 1, nombre + 1)
    )
    point = Point(1, objet="Achat", **faits)
    loi = regime or droit()
    convocation = convocation or Convocation()
    soir = seance(nombre, date=loi.jour, absents=absents, points=(point,), convocation=convocation)
    _, (suivi,) = suivre_la_seance(soir)
    juge = ordonnateur(point, soir)
    return quorum_point(point, suivi.au_debut, soir, loi, ordonnateur=juge.ecartes if juge else frozenset())


@given(st.integers(1, 15), st.integers(0, 7))
def test_a_proxy_never_counts(presents: int, pouvoirs: int) -> None:
    quorum = _au_point(presents, pouvoirs=min(pouvoirs, presents))
    assert quorum.comptes == presents
    assert quorum.atteint is (presents >= 8)


def test_in_one_window_of_2020_those_represented_count_too() -> None:
    quorum = _au_point(3, regime=droit(date(2020, 6, 15)), pouvoirs=2)
    assert (quorum.requis, quorum.comptes, quorum.atteint) == (5, 5, True)


def _retires(*rangs: int, motif: MotifRetrait = MotifRetrait.PERSONNEL) -> tuple[Retrait, ...]:
    return tuple(Retrait(membre(rang), motif) for rang in rangs)


def test_an_interested_member_stays_in_the_base_and_counts_no_more() -> None:
    quorum = _au_point(10, 19, retraits=_retires(1, 2))
    assert (quorum.base, quorum.requis, quorum.comptes, quorum.interesses) == (19, 10, 8, 2)
    assert not quorum.atteint and quorum.perdu_par_interet


def test_a_representative_leaves_the_base_too_since_february_2022() -> None:
    seuls = _retires(1, 2, motif=MotifRetrait.REPRESENTANT)
    assert not _au_point(10, 19, retraits=seuls).atteint
    assert _au_point(11, 19, retraits=seuls) == Quorum(9, 17, 9, interesses=2)
    assert _au_point(11, 19, droit(date(2022, 2, 22)), retraits=seuls).base == 19


def test_the_mayor_is_left_out_of_the_accounts_by_prudence_only() -> None:
    neuf, huit, sept = (_au_point(n, nature="compte_financier_unique") for n in (9, 8, 7))
    assert neuf.atteint and neuf.comptes == 8
    assert huit.douteux and not huit.perdu_par_interet
    assert not sept.atteint and not sept.douteux


@pytest.mark.parametrize(
    ("nombre", "interesses", "dispense"), [(15, 8, True), (15, 7, False), (14, 7, True), (14, 6, False)]
)
def test_half_of_the_council_interested_needs_no_quorum_in_alsace_moselle(
    nombre: int, interesses: int, dispense: bool
) -> None:
    retraits = _retires(*range(1, interesses + 1))
    local = _au_point(nombre, nombre, droit(departement="68"), retraits=retraits)
    assert bool(local.dispense) is dispense
    assert not _au_point(nombre, nombre, retraits=retraits).dispense
