"""Where each member stands, as at a date: in one list, and in one only."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.base.records import replace
from actgen.council.facts.groupement import Groupement, MembreGroupement, Situation
from actgen.council.figures.groupements import etat, etat_connu
from actgen.reading.sources import Sources
from actgen.session.load import load_groupement

ROOT = Path(__file__).parents[3]


def groupe() -> Groupement:
    groupement, _ = load_groupement(ROOT / "data/groupements/papeterie.yaml", Sources(ROOT / "data"))
    assert groupement is not None
    return groupement


JOUR = date(2024, 11, 14)
GROUPE = groupe()


def avec(**faits: object) -> Groupement:
    """The group whose second member, and it alone, has these facts."""
    premier, second, *autres = (MembreGroupement(membre.collectivite) for membre in GROUPE.membres)
    return replace(GROUPE, membres=(premier, replace(second, **faits), *autres))


@pytest.mark.parametrize(
    ("faits", "situation", "etape"),
    [
        ({}, Situation.EN_ATTENTE, "délibération"),
        ({"resultat": "adoptée"}, Situation.EN_ATTENTE, "délibération"),
        ({"deliberation_le": JOUR}, Situation.ADOPTEE, "transmission"),
        ({"deliberation_le": JOUR, "publiee_le": JOUR}, Situation.ADOPTEE, "transmission"),
        ({"deliberation_le": JOUR, "transmise_le": JOUR}, Situation.ADOPTEE, "publication"),
        (
            {"deliberation_le": JOUR, "recue_le": JOUR, "publiee_le": JOUR},
            Situation.EXECUTOIRE,
            "signature",
        ),
        ({"deliberation_le": JOUR, "signee_le": JOUR}, Situation.ADOPTEE, "transmission"),
        (
            {"deliberation_le": JOUR, "recue_le": JOUR, "publiee_le": JOUR, "signee_le": JOUR},
            Situation.PARTIE,
            "",
        ),
        ({"deliberation_le": JOUR, "resultat": "rejetée"}, Situation.REJETEE, "adhésion rejetée"),
        (
            {"deliberation_le": JOUR, "recue_le": JOUR, "publiee_le": JOUR, "a_corriger": "vérification"},
            Situation.EN_ATTENTE,
            "vérification",
        ),
    ],
)
def test_facts_tell_where_a_member_stands(faits: dict[str, object], situation: Situation, etape: str) -> None:
    ligne = etat(avec(**faits)).lignes[1]
    assert (ligne.situation, ligne.etape_manquante) == (situation, etape)


jours = st.none() | st.dates(date(2024, 11, 1), date(2024, 11, 30))
MEMBRES: st.SearchStrategy[dict[str, object]] = st.builds(
    dict,
    resultat=st.sampled_from(["", "adoptée", "rejetée"]),
    deliberation_le=jours,
    transmise_le=jours,
    recue_le=jours,
    publiee_le=jours,
    signee_le=jours,
    a_corriger=st.sampled_from(["", "vérification du retour"]),
)


@settings(max_examples=40)
@given(st.lists(MEMBRES, min_size=6, max_size=6), jours)
def test_every_member_is_in_one_list_and_ranks_have_no_hole(
    faits: list[dict[str, object]], au: date | None
) -> None:
    tous = zip(GROUPE.membres, faits, strict=True)
    groupement = replace(GROUPE, membres=tuple(replace(m, **fait) for m, fait in tous))
    vu = etat(groupement, au)
    assert len(vu.lignes) == len(groupement.membres)
    listes = (vu.adherents, vu.en_attente, vu.rejetees)
    assert sum(len(liste) for liste in listes) == len(groupement.membres)
    for liste in listes:
        assert [ligne.rang for ligne in liste] == list(range(1, len(liste) + 1))
    for ligne in vu.lignes:
        assert (not ligne.etape_manquante) == (ligne.situation is Situation.PARTIE)
        if au is not None:
            assert (ligne.membre.signee_le or au) <= au and (ligne.executoire_le or au) <= au


def test_the_day_of_annexe_1_is_that_of_the_group() -> None:
    apres = GROUPE.annexe_1_arretee_au
    assert apres is not None
    groupement = avec(deliberation_le=apres + timedelta(1))
    assert etat(groupement).lignes[1].situation is Situation.EN_ATTENTE
    assert etat(groupement).au == apres
    assert etat_connu(groupement).lignes[1].situation is Situation.ADOPTEE
    assert etat(replace(groupement, annexe_1_arretee_au=None)).lignes[1].situation is Situation.ADOPTEE


def test_what_comes_later_is_not_known_yet() -> None:
    groupement = avec(
        deliberation_le=JOUR, recue_le=JOUR, publiee_le=JOUR + timedelta(1), signee_le=JOUR + timedelta(2)
    )
    suite = [etat(groupement, JOUR + timedelta(jours)).lignes[1].situation for jours in (-1, 0, 1, 2)]
    assert suite == [Situation.EN_ATTENTE, Situation.ADOPTEE, Situation.EXECUTOIRE, Situation.PARTIE]


def test_a_receipt_to_come_makes_nothing_executory_earlier() -> None:
    """The day is that of the whole file: the receipt of 2 April is not known on 31 March, nor its effect."""
    groupement = avec(
        deliberation_le=date(2025, 3, 27),
        transmise_le=date(2025, 3, 28),
        publiee_le=date(2025, 3, 28),
        recue_le=date(2025, 4, 2),
        signee_le=date(2025, 3, 30),
    )
    avant, fermee = date(2025, 3, 31), replace(groupement, annexe_1_arretee_au=date(2025, 3, 31))
    for ligne in (etat(groupement, avant).lignes[1], etat(fermee).lignes[1]):
        assert (ligne.situation, ligne.executoire_le) == (Situation.ADOPTEE, None)
        assert ligne.etape_manquante == "réception par le représentant de l’État"
    ensuite = etat(groupement, date(2025, 4, 2)).lignes[1]
    assert (ensuite.situation, ensuite.executoire_le) == (Situation.EXECUTOIRE, date(2025, 4, 2))
    assert ensuite.etape_manquante == "signature, à refaire"  # by prudence: it was given before the receipt
    assert etat(groupement, date(2025, 3, 27)).lignes[1].etape_manquante == "transmission"


un_jour = st.dates(date(2024, 11, 1), date(2024, 11, 30))


@settings(max_examples=60)
@given(*[un_jour] * 4)
def test_the_executory_day_never_moves(transmise: date, recue: date, publiee: date, au: date) -> None:
    """As at a day, it is the one of the whole file, or none yet."""
    faits = {"deliberation_le": date(2024, 11, 1), "transmise_le": transmise, "recue_le": recue}
    groupement = replace(avec(**faits, publiee_le=publiee), annexe_1_arretee_au=None)
    assert etat(groupement, au).lignes[1].executoire_le in (None, etat(groupement).lignes[1].executoire_le)
