"""What a vote gives, and how many may vote."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.facts.seance import Absence, Point, Retrait, Seance
from actgen.facts.vote import Scrutin, SensDuVote, Tour, VoixNommee, Vote
from actgen.figures.presence import Presence, detentions, en_trop, pouvoirs_ecrits
from actgen.figures.votes import Resultat, Votants, decompte, effectif, resultat, voix_du_president, votants
from tests.figures.maison import absence, membre, part, seance, suivre_la_seance
from tests.figures.test_presence import soirees


def _salle(*absents: Absence) -> Presence:
    return suivre_la_seance(seance(absents=absents))[0]


def _votants(salle: Presence, *retires: int, permis: int = 1, **faits: Any) -> Votants:
    return votants(Point(1, retraits=tuple(Retrait(membre(r)) for r in retires), **faits), salle, permis)


def test_present_and_represented_vote() -> None:
    found = _votants(_salle(absence(12, a=2), absence(13, a=4), absence(14), absence(15)))
    assert found == Votants(13, frozenset({13}), (), prudents=frozenset({13}))


def test_a_withdrawn_member_takes_his_own_vote_and_prudently_the_proxy_he_holds() -> None:
    found = _votants(_salle(absence(14, a=2), absence(15)), 2)
    assert (found.nombre, found.defendables) == (12, frozenset({12, 13}))
    assert [retire.nom for retire in found.retires] == ["2"]
    assert (found.prudents, found.avec_retires) == (frozenset({12}), frozenset({14}))
    assert [(r.mandant.nom, r.mandataire.nom) for r in found.suspendus] == [("14", "2")]


def test_absent_members_could_have_voted_and_withdrawn_ones_could_not_wherever_they_are() -> None:
    salle = _salle(absence(12, a=2), absence(14), absence(15))

    def peuvent(*retires: int) -> int:
        return effectif(Point(1, retraits=tuple(Retrait(membre(r)) for r in retires)), salle)

    assert [peuvent(), peuvent(3), peuvent(12), peuvent(15), peuvent(3, 12, 15)] == [15, 14, 14, 14, 12]


def test_a_withdrawn_giver_has_no_vote_at_all() -> None:
    found = _votants(_salle(absence(15, a=2)), 15)
    seul = frozenset({14})
    assert found == Votants(14, seul, (membre(15),), prudents=seul, avec_retires=frozenset({15}))


def test_a_proxy_too_many_may_have_been_refused() -> None:
    salle = _salle(absence(14, a=2), absence(15, a=2))
    assert _votants(salle).defendables == {14, 15}
    assert _votants(salle, permis=2).defendables == {15}


def test_a_proxy_whose_holder_is_not_there_gives_contested_counts_only() -> None:
    found = _votants(_salle(absence(13, a=15), absence(14, a=15), absence(15)))
    assert found == Votants(12, frozenset({12}), (), frozenset({13, 14}), frozenset({12}))
    assert _votants(_salle(absence(14, a=15), absence(15)), 14).contestes == frozenset()


@pytest.mark.parametrize(
    ("absents", "nombre"),
    [((), 14), ((absence(15, a=1),), 13), ((absence(15, a=2),), 14), ((absence(1, a=2),), 14)],
)
def test_the_mayor_neither_votes_nor_uses_a_proxy_at_the_accounts(
    absents: tuple[Absence, ...], nombre: int
) -> None:
    found = votants(Point(1), _salle(*absents), 1, ecartes=frozenset({membre(1).nom_complet}))
    assert (found.nombre, found.defendables, found.retires) == (nombre, frozenset({nombre}), (membre(1),))
    assert max(found.avec_retires) == nombre + 1 + (absents == (absence(15, a=1),))


@given(soirees(), st.lists(st.integers(1, 9), max_size=4), st.sampled_from([(), (membre(1).nom_complet,)]))
def test_the_prudent_count_is_always_defended_and_never_contested(
    soir: Seance, retires: list[int], ecartes: tuple[str, ...]
) -> None:
    ouverture, _ = suivre_la_seance(soir)
    dehors = tuple(Retrait(membre(each)) for each in retires)
    found = votants(Point(1, retraits=dehors), ouverture, 1, ecartes=frozenset(ecartes))
    assert found.nombre in found.defendables
    assert not found.defendables & found.contestes
    assert max(found.defendables) <= len(ouverture.presents) + len(ouverture.representes)
    assert min(found.defendables) >= 0


def test_proxies_are_gathered_by_holder() -> None:
    soir = seance(absents=(absence(14, a=2), absence(15, a=2)), mouvements=(part(13, 1, a=3),))
    assert [pouvoir.mandant.nom for pouvoir in pouvoirs_ecrits(soir)] == ["14", "15", "13"]
    (detention,) = detentions(suivre_la_seance(soir)[0].representes)
    assert detention.mandataire == membre(2)
    assert len(detention.pouvoirs) == 2
    representes = suivre_la_seance(soir)[0].representes
    assert en_trop(representes, 1) == (detention,)
    assert en_trop(representes, 2) == ()


@pytest.mark.parametrize(
    ("vote", "pour", "total"),
    [
        (Vote(unanimite=True), 13, 13),
        (Vote(unanimite=True, abstentions=6), 7, 13),
        (Vote(unanimite=True, contre=1), 12, 13),
        (Vote(unanimite=True, blancs=1, nuls=2, ne_prennent_pas_part=3), 7, 13),
        (Vote(unanimite=True, pour=12), 12, 12),
        (Vote(pour=9, contre=1, abstentions=2), 9, 12),
        (Vote(pour=8, contre=1, blancs=2, nuls=1, ne_prennent_pas_part=1), 8, 13),
        (Vote(contre=1), 0, 1),
    ],
)
def test_the_figures_of_a_vote_are_made_whole(vote: Vote, pour: int, total: int) -> None:
    found = decompte(vote, 13)
    assert (found.pour, found.total) == (pour, total)


@given(st.integers(0, 69), st.integers(0, 69), st.integers(0, 69))
def test_abstentions_are_no_expressed_votes(pour: int, contre: int, abstentions: int) -> None:
    found = decompte(Vote(pour=pour, contre=contre, abstentions=abstentions), 0)
    assert found.exprimes == pour + contre
    assert (pour >= found.majorite_absolue) is (pour > contre)
    assert found.unanime is (contre == 0 and pour > 0)


def _resultat(**faits: Any) -> Resultat | None:
    vote = Vote(**faits)
    return resultat(decompte(vote, 13), vote, membre(1))


@pytest.mark.parametrize(
    ("pour", "contre", "attendu"),
    [(4, 0, Resultat.ADOPTE), (7, 6, Resultat.ADOPTE), (6, 7, Resultat.REJETE), (0, 0, Resultat.REJETE)],
)
def test_the_majority_of_expressed_votes_decides(pour: int, contre: int, attendu: Resultat) -> None:
    assert _resultat(pour=pour, contre=contre, abstentions=13 - pour - contre) is attendu


def test_the_vote_of_the_president_of_the_item_settles_a_tie() -> None:
    assert _resultat(pour=6, contre=6) is None
    assert _resultat(pour=6, contre=6, voix_du_president=SensDuVote.POUR) is Resultat.ADOPTE
    assert _resultat(pour=6, contre=6, voix_du_president=SensDuVote.ABSTENTION) is Resultat.REJETE
    assert _resultat(pour=6, contre=6, noms=(VoixNommee(membre(1), SensDuVote.POUR),)) is Resultat.ADOPTE
    assert _resultat(pour=6, contre=6, noms=(VoixNommee(membre(2), SensDuVote.POUR),)) is None


def test_no_vote_is_casting_in_a_secret_ballot() -> None:
    secret = {"pour": 6, "contre": 6, "scrutin": Scrutin.SECRET}
    assert _resultat(**secret) is Resultat.REJETE
    assert _resultat(**secret, voix_du_president=SensDuVote.POUR) is Resultat.REJETE


def test_an_election_by_rounds_adopts_or_rejects_nothing() -> None:
    assert _resultat(tours=(Tour((("Membre 2", 9),)),)) is None


def test_the_president_unknown_has_no_vote() -> None:
    assert voix_du_president(Vote(noms=(VoixNommee(membre(1), SensDuVote.POUR),)), None) is None
    assert voix_du_president(Vote(voix_du_president=SensDuVote.CONTRE), None) is SensDuVote.CONTRE


@pytest.mark.parametrize(
    ("pour", "contre", "attendu"),
    [(6, 6, Resultat.ADOPTE), (0, 0, Resultat.ADOPTE), (7, 6, Resultat.ADOPTE), (5, 6, Resultat.REJETE)],
)
def test_only_a_majority_against_rejects_accounts(pour: int, contre: int, attendu: Resultat) -> None:
    vote = Vote(pour=pour, contre=contre, abstentions=13 - pour - contre)
    assert resultat(decompte(vote, 13), vote, membre(1), sauf_majorite_contre=True) is attendu
