"""Requests, votes that come before, representatives, who replaces the mayor."""

from __future__ import annotations

from datetime import date

import pytest

from actgen.base.records import replace
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.point import Organisme
from actgen.council.facts.seance import MotifRetrait, Point, Retrait
from actgen.council.facts.vote import Demande, Vote
from actgen.council.figures.interets import representants_du_point, representants_retires
from actgen.council.figures.presence import PresencePoint
from actgen.council.figures.seance import premier_adjoint_present
from actgen.council.figures.votes import demande_comptee, vote_prealable
from actgen.law.natures import Avantage
from tests.council.figures.maison import absence, droit, membre, part, points, seance, suivre_la_seance


def _suivi(point: Point, *absents: int) -> PresencePoint:
    return suivre_la_seance(seance(absents=tuple(map(absence, absents)), points=(point,)))[1][0]


def test_those_who_ask_are_counted_once_and_only_if_they_are_there() -> None:
    demandes = (
        Demande("secret", (membre(2), membre(15))),
        Demande("secret", (membre(2), membre(3)), nombre=9),
    )
    found = demande_comptee("secret", _suivi(Point(1, demandes=demandes), 15), droit())
    assert found is not None
    assert (found.nombre, found.requis, found.presents, found.suffit) == (2, 5, 14, False)
    assert [absent.nom for absent in found.absents] == ["15"]
    assert demande_comptee("public", _suivi(Point(1, demandes=demandes)), droit()) is None


def test_the_mayor_alone_may_ask_for_a_closed_session_and_for_nothing_else() -> None:
    point = Point(1, demandes=tuple(Demande(quoi, (membre(1),)) for quoi in ("huis_clos", "public")))
    clos, public = (demande_comptee(quoi, _suivi(point), droit()) for quoi in ("huis_clos", "public"))
    assert clos is not None and clos.suffit
    assert public is not None and not public.suffit


def test_nobody_withdraws_from_the_vote_of_a_closed_session() -> None:
    found = vote_prealable(
        Vote(pour=7, contre=6), _suivi(Point(1, retraits=(Retrait(membre(3)),)), 14, 15), 1, frozenset()
    )
    assert found is not None
    assert (found.membres, found.majorite_des_membres, found.defendables) == (13, 7, frozenset({12, 13}))
    assert found.decide_par_les_membres
    assert vote_prealable(None, _suivi(Point(1)), 1, frozenset()) is None


@pytest.mark.parametrize(
    ("jour", "recoit", "loi", "remuneres", "retires"),
    [
        (date(2022, 2, 22), Avantage.AIDE, True, None, 0),
        (date(2022, 2, 23), Avantage.AIDE, True, None, 1),
        (date(2025, 12, 23), Avantage.AIDE, True, None, 1),
        (date(2025, 12, 24), Avantage.AIDE, True, False, 0),
        (date(2025, 12, 24), Avantage.COMMANDE_PUBLIQUE, None, False, 1),
        (date(2025, 12, 24), Avantage.COMMANDE_PUBLIQUE, None, True, 0),
        (date(2024, 1, 1), Avantage.AIDE, False, None, 0),
        (date(2024, 1, 1), None, True, None, 1),
    ],
)
def test_representatives_leave_the_base_of_the_quorum_by_the_law_of_the_day(
    jour: date, recoit: Avantage | None, loi: bool | None, remuneres: bool | None, retires: int
) -> None:
    organisme = Organisme(
        "SPL",
        representants=(membre(3),),
        designes_par_la_loi=loi,
        remuneres=remuneres,
        recoit=recoit,
    )
    point = Point(1, organisme=organisme, retraits=(Retrait(membre(3), MotifRetrait.REPRESENTANT),))
    assert representants_retires(point, jour) == retires
    (found,) = representants_du_point(point, jour)
    assert found.retrait is point.retraits[0]
    assert representants_retires(replace(point, retraits=()), jour) == 0


def test_the_first_deputy_present_replaces_the_mayor() -> None:
    deux = Membre("Membre", "16", Fonction.ADJOINT, 16, 2)
    un = Membre("Membre", "17", Fonction.ADJOINT, 17, 1)
    depart = seance(points=points(1, 2), mouvements=(part(3, 2),))
    salle = suivre_la_seance(depart)[0]
    avec = replace(salle, presents=(*salle.presents, deux, un))
    assert premier_adjoint_present(avec) is un
    assert premier_adjoint_present(avec, (un,)) is deux
    assert premier_adjoint_present(salle) is None
