"""Who is in the room at each item: every member once, in one state."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from actgen.council.facts.personne import Membre
from actgen.council.facts.seance import Absence, Moment, Mouvement, Point, Seance, SensMouvement
from actgen.council.figures.presence import Presence, follow_to_the_end
from tests.council.figures.maison import absence, arrive, membre, part, points, seance, suivre_la_seance


def _noms(membres: tuple[Membre, ...]) -> list[str]:
    return [membre.nom for membre in membres]


def test_a_proxy_represents_when_its_holder_is_there_and_lapses_with_him() -> None:
    soir = seance(5, absents=(absence(4, a=2),), mouvements=(part(2, 2),), points=points(1, 2))
    ouverture, (premier, second) = suivre_la_seance(soir)
    assert [r.mandataire.nom for r in ouverture.representes] == ["2"]
    assert [r.mandant.nom for r in premier.au_vote.representes] == ["4"]
    assert second.au_vote.representes == ()
    assert [pouvoir.mandant.nom for pouvoir in second.au_vote.sans_effet] == ["4"]
    assert _noms(second.au_vote.absents) == ["2", "4"]


def test_an_excuse_stays_when_the_proxy_has_no_effect() -> None:
    ouverture, _ = suivre_la_seance(seance(5, absents=(absence(4, a=5, excuse=True), absence(5))))
    assert _noms(ouverture.excuses) == ["4"]
    assert _noms(ouverture.absents) == ["5"]


def test_before_an_item_counts_from_its_start_and_during_it_from_its_vote() -> None:
    soir = seance(
        5, absents=(absence(5),), mouvements=(part(3, 1, Moment.PENDANT), arrive(5, 1)), points=points(1)
    )
    _, (point,) = suivre_la_seance(soir)
    assert _noms(point.au_debut.presents) == ["1", "2", "3", "4", "5"]
    assert _noms(point.au_vote.presents) == ["1", "2", "4", "5"]
    assert [mouvement.sens for mouvement in point.mouvements] == ["arrivee", "depart"]


def test_an_hour_places_a_movement_before_the_first_item_that_begins_then_or_later() -> None:
    depart = Mouvement(membre(3), SensMouvement.DEPART, heure=time(20, 50))
    dits = (Point(1, heure=time(20, 10)), Point(2, heure=time(20, 50)), Point(3, heure=time(21, 10)))
    _, suivis = suivre_la_seance(seance(5, absents=(), mouvements=(depart,), points=dits))
    assert [len(point.au_debut.presents) for point in suivis] == [5, 4, 4]


def test_a_movement_at_an_item_that_the_file_leaves_out_falls_before_the_next() -> None:
    soir = seance(5, absents=(), mouvements=(part(3, 2),), points=points(1, 4), points_non_saisis=(2, 3))
    _, suivis = suivre_la_seance(soir)
    assert [len(point.au_debut.presents) for point in suivis] == [5, 4]


@st.composite
def soirees(draw: st.DrawFn) -> Seance:
    """Any session of up to 9 members, proxies to anyone and movements anywhere, possible or not."""
    nombre = draw(st.integers(1, 9))
    rangs = st.integers(1, nombre)
    absents = draw(st.lists(rangs, unique=True))
    ecrites = tuple(
        absence(rang, a=draw(st.none() | rangs), excuse=draw(st.sampled_from([None, True, False])))
        for rang in absents
    )
    mouvements = draw(
        st.lists(
            st.builds(part, rangs, st.integers(1, 4), st.sampled_from(Moment), st.none() | rangs)
            | st.builds(arrive, rangs, st.integers(1, 4), st.sampled_from(Moment)),
            max_size=6,
        )
    )
    return seance(nombre, absents=ecrites, mouvements=tuple(mouvements), points=points(1, 2, 3))


def _etats(presence: Presence) -> list[str]:
    representes = tuple(representation.mandant for representation in presence.representes)
    return _noms((*presence.presents, *representes, *presence.excuses, *presence.absents))


@given(soirees())
def test_each_member_is_in_one_state_at_every_moment(soir: Seance) -> None:
    tous = sorted(_noms(soir.collectivite.membres))
    ouverture, suivis = suivre_la_seance(soir)
    for presence in (ouverture, *(p.au_debut for p in suivis), *(p.au_vote for p in suivis)):
        assert sorted(_etats(presence)) == tous
        assert presence.effectif == len(tous)
        ici = set(_noms(presence.presents))
        assert all(r.mandataire.nom in ici for r in presence.representes)
        assert all(pouvoir.mandataire.nom not in ici for pouvoir in presence.sans_effet)


@given(soirees())
def test_no_movement_is_followed_twice(soir: Seance) -> None:
    _, suivis = suivre_la_seance(soir)
    suivies = [id(mouvement) for point in suivis for mouvement in point.mouvements]
    assert len(suivies) == len(set(suivies))
    assert len(suivies) == sum((m.point or 0) <= 3 for m in soir.mouvements)


def test_a_session_to_be_held_has_everyone() -> None:
    soir = seance(4, absents=None)
    ouverture, _ = suivre_la_seance(soir)
    assert len(ouverture.presents) == 4
    assert suivre_la_seance(seance(4, absents=(Absence(membre(2)),)))[0].presents != ouverture.presents


def test_who_leaves_after_the_last_item_leaves_a_room_of_the_end() -> None:
    depart = Mouvement(membre(3), SensMouvement.DEPART, heure=time(21, 30))
    dits = (Point(1, heure=time(20, 10)), Point(2, heure=time(21, 0)))
    _, suivis, fin = follow_to_the_end(seance(5, absents=(), mouvements=(depart,), points=dits))
    assert fin is not None and fin.mouvements == (depart,)
    assert [len(suivis[-1].au_vote.presents), len(fin.presence.presents)] == [5, 4]


def test_without_a_movement_after_the_last_item_there_is_no_room_of_the_end() -> None:
    soir = seance(5, absents=(), mouvements=(part(3, 9),), points=points(1, 2))
    assert follow_to_the_end(soir)[2] is None


@given(soirees())
def test_each_item_begins_with_the_room_that_the_one_before_left(soir: Seance) -> None:
    ouverture, suivis = suivre_la_seance(soir)
    for avant, point in zip((ouverture, *(p.au_vote for p in suivis)), suivis, strict=False):
        assert point.auparavant == avant
