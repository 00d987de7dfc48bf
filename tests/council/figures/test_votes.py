"""What a vote gives, and how many may vote."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actgen.council.facts.seance import Absence, Point, Retrait, Seance
from actgen.council.facts.vote import SensDuVote, Tour, VoixNommee, Vote
from actgen.council.figures.presence import Presence, detentions, en_trop, pouvoirs_ecrits
from actgen.council.figures.votes import Resultat, Votants, decompte, effectif, resultat, votants
from tests.council.figures.maison import absence, membre, part, seance, suivre_la_seance
from tests.council.figures.test_presence import soirees


def _salle(*absents: Absence) -> Presence:
    return suivre_la_seance(seance(absents=absents))[0]


def _votants(salle: Presence, *retires: int, permis: int = 1, **faits: Any) -> Votants:
    return votants(Point(1, retraits=tuple(Retrait(membre(r)) for r in retires), **faits), salle, permis)


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


def test_a_proxy_whose_holder_is_not_there_gives_contested_counts_only() -> None:
    found = _votants(_salle(absence(13, a=15), absence(14, a=15), absence(15)))
    assert found == Votants(12, frozenset({12}), (), frozenset({13, 14}), frozenset({12}))
    assert _votants(_salle(absence(14, a=15), absence(15)), 14).contestes == frozenset()


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


@given(st.integers(0, 69), st.integers(0, 69), st.integers(0, 69))
def test_abstentions_are_no_expressed_votes(pour: int, contre: int, abstentions: int) -> None:
    found = decompte(Vote(pour=pour, contre=contre, abstentions=abstentions), 0)
    assert found.exprimes == pour + contre
    assert (pour >= found.majorite_absolue) is (pour > contre)
    assert found.unanime is (contre == 0 and pour > 0)


def _resultat(**faits: Any) -> Resultat | None:
    vote = Vote(**faits)
    return resultat(decompte(vote, 13), vote, membre(1))


def test_the_vote_of_the_president_of_the_item_settles_a_tie() -> None:
    assert _resultat(pour=6, contre=6) is None
    assert _resultat(pour=6, contre=6, voix_du_president=SensDuVote.POUR) is Resultat.ADOPTE
    assert _resultat(pour=6, contre=6, voix_du_president=SensDuVote.ABSTENTION) is Resultat.REJETE
    assert _resultat(pour=6, contre=6, noms=(VoixNommee(membre(1), SensDuVote.POUR),)) is Resultat.ADOPTE
    assert _resultat(pour=6, contre=6, noms=(VoixNommee(membre(2), SensDuVote.POUR),)) is None


def test_an_election_by_rounds_adopts_or_rejects_nothing() -> None:
    assert _resultat(tours=(Tour((("Membre 2", 9),)),)) is None
