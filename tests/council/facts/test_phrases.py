"""The short phrases: each form that the grammar has, and where it marks what it doesn't understand."""

from __future__ import annotations

import time as clock
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actgen.council.facts.phrases.presence import (
    parse_absence,
    parse_ligne,
    parse_mouvement,
    parse_personne,
    parse_retrait,
)
from actgen.council.facts.phrases.suspensions import parse_suspension
from actgen.council.facts.phrases.votes import parse_demande, parse_population, parse_voix, parse_vote
from actgen.council.facts.seance import Moment, MotifRetrait, SensMouvement
from actgen.reading.scalars import Problem

Parse = Callable[[str], dict[str, object] | Problem]
ARRIVEE, DEPART = SensMouvement.ARRIVEE, SensMouvement.DEPART
LE_14 = date(2022, 12, 14)

ABSENCES: list[tuple[str, dict[str, Any]]] = [
    ("Elodie DEMARE", {"nom": "Elodie DEMARE"}),
    ("Elodie DEMARE, absente", {"nom": "Elodie DEMARE"}),
    ("André BECK, excusé", {"nom": "André BECK", "excuse": True}),
    ("Eléonore JEAN DIT PANNEL, excusée", {"nom": "Eléonore JEAN DIT PANNEL", "excuse": True}),
    ("X, Excusé(e)", {"nom": "X", "excuse": True}),
    ("X, EXCUSE", {"nom": "X", "excuse": True}),
    ("X ,  non  excusée ", {"nom": "X", "excuse": False}),
    ("X, pouvoir à Y", {"nom": "X", "pouvoir": {"mandataire": "Y"}}),
    ("X, procuration a Y", {"nom": "X", "pouvoir": {"mandataire": "Y"}}),
    ("X, excusé, pouvoir à Y", {"nom": "X", "excuse": True, "pouvoir": {"mandataire": "Y"}}),
    ("X, pouvoir à Membre 7 du 14/12/2022", {"nom": "X", "pouvoir": {"mandataire": "Membre 7", "du": LE_14}}),
    (
        "X, pouvoir à Y du mercredi 14 décembre 2022",
        {"nom": "X", "pouvoir": {"mandataire": "Y", "du": LE_14}},
    ),
    ("X, pouvoir à Y en date du 14/12/2022", {"nom": "X", "pouvoir": {"mandataire": "Y", "du": LE_14}}),
    ("X, pouvoir à Anne du BELLAY", {"nom": "X", "pouvoir": {"mandataire": "Anne du BELLAY"}}),
    (
        "Anne du BELLAY, pouvoir à Jean du PLESSIS du 14/12/2022",
        {"nom": "Anne du BELLAY", "pouvoir": {"mandataire": "Jean du PLESSIS", "du": LE_14}},
    ),
    ("X, a donné pouvoir à Y", {"nom": "X", "pouvoir": {"mandataire": "Y"}}),
    ("X, donne procuration à Y du 14/12/2022", {"nom": "X", "pouvoir": {"mandataire": "Y", "du": LE_14}}),
    ("X ayant donné procuration à Y", {"nom": "X", "pouvoir": {"mandataire": "Y"}}),
    ("X, pouvoir donné à Y", {"nom": "X", "pouvoir": {"mandataire": "Y"}}),
    ("X, représentée par Y", {"nom": "X", "pouvoir": {"mandataire": "Y"}}),
    ("X représenté(e) par Y", {"nom": "X", "pouvoir": {"mandataire": "Y"}}),
    (
        "Anne du BELLAY pouvoir à Jean du PLESSIS",
        {"nom": "Anne du BELLAY", "pouvoir": {"mandataire": "Jean du PLESSIS"}},
    ),
    ("X suppléé par Y", {"nom": "X", "suppleant": "Y"}),
    ("X suppléée par Y", {"nom": "X", "suppleant": "Y"}),
    ("X excusé", {"nom": "X", "excuse": True}),
    ("X absente excusée", {"nom": "X", "excuse": True}),
    ("X non excusé", {"nom": "X", "excuse": False}),
    ("X excusée, pouvoir à Y", {"nom": "X", "excuse": True, "pouvoir": {"mandataire": "Y"}}),
    ("X, excusée pouvoir à Y", {"nom": "X", "excuse": True, "pouvoir": {"mandataire": "Y"}}),
    ("X, pouvoir", {"nom": "X", "pouvoir": {}}),
    ("X, procuration", {"nom": "X", "pouvoir": {}}),
    ("X, représentée", {"nom": "X", "pouvoir": {}}),
    ("X, pouvoir à ", {"nom": "X", "pouvoir": {}}),
    ("X, pouvoir du 14/12/2022", {"nom": "X", "pouvoir": {"du": LE_14}}),
]

SUSPENSIONS: list[tuple[str, dict[str, Any]]] = [
    ("à 20h30", {"heure": time(20, 30)}),
    ("de 20h30 à 20 h 45", {"heure": time(20, 30), "reprise": time(20, 45)}),
    (
        "suspendue à 20h30, reprise à 20h45, pendant le point 3",
        {"heure": time(20, 30), "reprise": time(20, 45), "point": 3, "moment": Moment.PENDANT},
    ),
    (
        "avant le point 2, 20h30, à la demande du maire, de Membre 5 et de Membre 6",
        {
            "point": 2,
            "moment": Moment.AVANT,
            "heure": time(20, 30),
            "demandee_par": "le maire, de Membre 5 et de Membre 6",
        },
    ),
    (
        "de 23h50 à 0h10, à la demande d’Anne X",
        {"heure": time(23, 50), "reprise": time(0, 10), "demandee_par": "Anne X"},
    ),
]

MOUVEMENTS: list[tuple[str, dict[str, Any]]] = [
    ("X arrive", {"nom": "X", "sens": ARRIVEE}),
    ("X part", {"nom": "X", "sens": DEPART}),
    ("X quitte la séance", {"nom": "X", "sens": DEPART}),
    ("X a quitté la séance", {"nom": "X", "sens": DEPART}),
    ("X est sortie", {"nom": "X", "sens": DEPART}),
    ("X est arrivée à 21h", {"nom": "X", "sens": ARRIVEE, "heure": time(21)}),
    ("X est revenu(e) à 21h", {"nom": "X", "sens": ARRIVEE, "heure": time(21)}),
    ("X rejoint la séance à 21h", {"nom": "X", "sens": ARRIVEE, "heure": time(21)}),
    (
        "Membre 10 arrive à 20h50, avant le point 3",
        {
            "nom": "Membre 10",
            "sens": ARRIVEE,
            "heure": time(20, 50),
            "point": 3,
            "moment": Moment.AVANT,
        },
    ),
    (
        "X arrive à 20 h 50 avant le point 3",
        {"nom": "X", "sens": ARRIVEE, "heure": time(20, 50), "point": 3, "moment": Moment.AVANT},
    ),
    (
        "X sort pendant le point 12",
        {"nom": "X", "sens": DEPART, "point": 12, "moment": Moment.PENDANT},
    ),
    (
        "X part, avant le point 7, pouvoir à Y du 14/12/2022",
        {
            "nom": "X",
            "sens": DEPART,
            "point": 7,
            "moment": Moment.AVANT,
            "pouvoir": {"mandataire": "Y", "du": LE_14},
        },
    ),
    ("Jean PART arrive à 20h50", {"nom": "Jean PART", "sens": ARRIVEE, "heure": time(20, 50)}),
    ("Jean PART part", {"nom": "Jean PART", "sens": DEPART}),
    (
        "Anne SORT revient, pouvoir à Jean PART",
        {"nom": "Anne SORT", "sens": ARRIVEE, "pouvoir": {"mandataire": "Jean PART"}},
    ),
]

VOTES: list[tuple[str, dict[str, Any]]] = [
    ("unanimité", {"unanimite": True}),
    ("à l’unanimité", {"unanimite": True}),
    ("A l'unanimité des suffrages exprimés", {"unanimite": True}),
    ("adopté à l’unanimité des membres présents et représentés", {"unanimite": True}),
    ("à l’unanimité des présents", {"unanimite": True}),
    ("à l’unanimité des votants", {"unanimite": True}),
    ("unanimité, 2 abstentions", {"unanimite": True, "abstentions": 2}),
    ("9 pour, 1 contre, 2 abstentions", {"pour": 9, "contre": 1, "abstentions": 2}),
    ("9 voix pour, 0 voix contre", {"pour": 9, "contre": 0}),
    ("1 abstention", {"abstentions": 1}),
    (
        "9 pour, 1 contre (Membre 11), 2 abstentions (A, B et C)",
        {
            "pour": 9,
            "contre": 1,
            "abstentions": 2,
            "noms": {"contre": ("Membre 11",), "abstentions": ("A", "B", "C")},
        },
    ),
    ("8 pour, 2 bulletins blancs, 1 nul", {"pour": 8, "blancs": 2, "nuls": 1}),
    ("8 pour, 1 ne prend pas part au vote", {"pour": 8, "ne_prennent_pas_part": 1}),
    (
        "5 pour, 5 contre, voix du président pour",
        {"pour": 5, "contre": 5, "voix_du_president": "pour"},
    ),
    (
        "5 pour, 5 contre, la voix prépondérante de la présidente est contre",
        {"pour": 5, "contre": 5, "voix_du_president": "contre"},
    ),
]

RETRAITS: list[tuple[str, dict[str, Any]]] = [
    ("X", {"nom": "X"}),
    ("Membre 8, a quitté la salle", {"nom": "Membre 8", "a_quitte_la_salle": True}),
    ("X, est restée dans la salle", {"nom": "X", "a_quitte_la_salle": False}),
    (
        "X, sorti, représentant de la commune",
        {"nom": "X", "a_quitte_la_salle": True, "motif": MotifRetrait.REPRESENTANT},
    ),
    ("X est sorti", {"nom": "X", "a_quitte_la_salle": True}),
    ("X a quitté la salle", {"nom": "X", "a_quitte_la_salle": True}),
    (
        "X est restée dans la salle, représentante",
        {"nom": "X", "a_quitte_la_salle": False, "motif": MotifRetrait.REPRESENTANT},
    ),
    ("X, est sortie", {"nom": "X", "a_quitte_la_salle": True}),
]

DEMANDES: list[tuple[str, dict[str, Any]]] = [
    ("scrutin secret demandé par 4 membres", {"scrutin": "secret", "nombre": 4}),
    ("huis clos demandé par 1 membre", {"scrutin": "huis_clos", "nombre": 1}),
    (
        "Le scrutin public a été demandé par A, B et C d'E",
        {"scrutin": "public", "auteurs": ("A", "B", "C d'E")},
    ),
]

POPULATIONS: list[tuple[str, dict[str, Any]]] = [
    ("1417 en 2021", {"habitants": 1417, "annee": 2021}),
    ("1 417 habitants en 2021", {"habitants": 1417, "annee": 2021}),
    ("1.417 habitants (2021)", {"habitants": 1417, "annee": 2021}),
    ("2 145 906 en 2020", {"habitants": 2145906, "annee": 2020}),
]

PERSONNES: list[tuple[str, dict[str, Any]]] = [
    ("Mme Pierrette KEMPF", {"nom": "Pierrette KEMPF", "civilite": "Mme"}),
    ("Monsieur Jean LE MAIRE", {"nom": "Jean LE MAIRE", "civilite": "M."}),
    ("Membre 1", {"nom": "Membre 1"}),
    ("M", {"nom": "M"}),
    ("X, depuis le 14/12/2022", {"nom": "X", "depuis": LE_14}),
    *(
        (f"X, commune{de}", {"nom": "X", "commune": commune})
        for de, commune in [
            (" de Léry", "Léry"),
            (" de Messigny", "Messigny"),
            (" d’Étaules", "Étaules"),
            (" Le Mans", "Le Mans"),
            (" du Mans", "Le Mans"),
            (" des Ulis", "Les Ulis"),
            (" de L’Isle-Adam", "L’Isle-Adam"),
            (" de La Rochelle", "La Rochelle"),
            (" : Dugny", "Dugny"),
        ]
    ),
    (
        "X, depuis le 1er mars 2021, jusqu’au 14/12/2022",
        {"nom": "X", "depuis": date(2021, 3, 1), "jusqu_au": LE_14},
    ),
]

LIGNES: list[tuple[str, dict[str, Any]]] = [
    ("9. Objet", {"numero": 9, "objet": "Objet"}),
    ("Point 9 : Objet", {"numero": 9, "objet": "Objet"}),
    ("9) Objet : suite", {"numero": 9, "objet": "Objet : suite"}),
    ("9 - Objet", {"numero": 9, "objet": "Objet"}),
    ("9- Objet", {"numero": 9, "objet": "Objet"}),
    ("9.Objet", {"numero": 9, "objet": "Objet"}),
    ("Objet", {"objet": "Objet"}),
    ("2022. Année", {"objet": "2022. Année"}),
    ("10-12 rue de la Mairie : travaux", {"objet": "10-12 rue de la Mairie : travaux"}),
    ("1/3 du terrain communal", {"objet": "1/3 du terrain communal"}),
    ("2-roues électriques", {"objet": "2-roues électriques"}),
    ("1.5 M€ d’emprunt", {"objet": "1.5 M€ d’emprunt"}),
    ("- 3 % de remise", {"objet": "- 3 % de remise"}),
]

VOIX: list[tuple[str, dict[str, Any]]] = [
    ("Prénom NOM, 10 voix", {"candidat": "Prénom NOM", "voix": 10}),
    ("Liste « Ensemble, demain » , 10 voix", {"candidat": "Liste « Ensemble, demain »", "voix": 10}),
]

GRAMMARS: list[tuple[Parse, list[tuple[str, dict[str, Any]]]]] = [
    (parse_absence, ABSENCES),
    (parse_mouvement, MOUVEMENTS),
    (parse_suspension, SUSPENSIONS),
    (parse_vote, VOTES),
    (parse_retrait, RETRAITS),
    (parse_demande, DEMANDES),
    (parse_population, POPULATIONS),
    (parse_personne, PERSONNES),
    (parse_ligne, LIGNES),
    (parse_voix, VOIX),
]
PARSERS = [parse for parse, _ in GRAMMARS]


@pytest.mark.parametrize(
    ("parse", "phrase", "expected"),
    [
        pytest.param(parse, phrase, expected, id=phrase)
        for parse, cases in GRAMMARS
        for phrase, expected in cases
    ],
)
def test_what_a_phrase_says(parse: Parse, phrase: str, expected: dict[str, Any]) -> None:
    assert parse(phrase) == expected


@pytest.mark.parametrize(
    ("parse", "phrase", "marked"),
    [
        (parse_absence, "X, malade", "malade"),
        (parse_absence, "X, excusé, pouvoir à Y du 31/02/2022", "31/02/2022"),
        (parse_absence, "X, pouvoir à Y, pouvoir à Z", "pouvoir à Z"),
        (parse_absence, "X, excusé, non excusé", "non excusé"),
        (parse_mouvement, "X mange une pomme", "X mange une pomme"),
        (parse_mouvement, "X arrive à 20h75", "20h75"),
        (parse_mouvement, "X arrive après le point 3", "après le point 3"),
        (parse_mouvement, "X arrive à 20h50, avant le point 3, avant le point 4", "avant le point 4"),
        (parse_mouvement, "X part à 20h50, à 21h", "à 21h"),
        (parse_mouvement, "X part avant le point 7, pouvoir à Y, pouvoir à Z", "pouvoir à Z"),
        (parse_mouvement, "X part avant le point 1234567", "avant le point 1234567"),
        (parse_vote, "9 pour, un contre", "un contre"),
        (parse_vote, "9 pour, 2 pour", "2 pour"),
        (parse_vote, "9 pour, 1 blanc (X)", "1 blanc (X)"),
        (parse_vote, "9 pour, 1 contre ()", "1 contre ()"),
        (parse_vote, "9 pour (A, 1 contre", "9 pour (A, 1 contre"),
        (parse_vote, "", ""),
        (parse_retrait, "X, a dormi", "a dormi"),
        (parse_suspension, "de 20h30 à 20h75", "20h75"),
        (parse_suspension, "à 20h30, pour boire", "pour boire"),
        (parse_suspension, "à 20h30, avant le point 1, avant le point 2", "avant le point 2"),
        (parse_retrait, "X, a quitté la salle, est resté dans la salle", "est resté dans la salle"),
        (parse_demande, "scrutin secret", "scrutin secret"),
        (parse_demande, "scrutin secret demandé par ", "scrutin secret demandé par"),
        (parse_population, "beaucoup", "beaucoup"),
        (parse_population, "1417", "1417"),
        (parse_population, "14.17 en 2021", "14.17 en 2021"),
        (parse_personne, "X, maire", "maire"),
        (parse_personne, "X, depuis le 31/02/2022", "31/02/2022"),
        (parse_personne, "X, depuis le 01/01/2021, depuis le 01/01/2022", "depuis le 01/01/2022"),
        (parse_voix, "X, dix voix", "X, dix voix"),
        (parse_absence, "X, représenté par Y du 31/02/2022", "31/02/2022"),
    ],
)
def test_what_is_marked(parse: Parse, phrase: str, marked: str) -> None:
    problem = parse(phrase)
    assert isinstance(problem, Problem)
    assert phrase[problem.offset : problem.offset + problem.length] == marked
    assert problem.message and problem.hint


def test_a_candidate_in_a_vote_is_told_how_an_election_is_written() -> None:
    problem = parse_vote("Membre 5 9 voix, Membre 8 4 voix")
    assert isinstance(problem, Problem)
    assert "par tours" in problem.hint
    other = parse_vote("9 voix bleues")
    assert isinstance(other, Problem) and "9 pour" in other.hint


LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
WORDS = st.lists(
    st.sampled_from(
        [
            "X", "pouvoir à", "du", "14/12/2022", "arrive", "part", "à 20h50", "avant le point", "3",
            "9" * 5000, "pour", "contre", "(", ")", ",", "excusé", "non", "demandé par", "scrutin secret",
            "membres", "et", "en 2021", "voix", "depuis le", "jusqu’au", "²", "٣", "\uff50\uff41\uff52", "\n",
        ]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@given(phrase=LETTERS | WORDS)
@example(phrase="")
@example(phrase="scrutin secret demandé \uff50\uff41\uff52 X")
@example(phrase="9" * 5000 + " pour")
@example(phrase="X arrive avant le point " + "9" * 5000)
@example(phrase="9" * 5000 + ". Objet")
@example(phrase="9" * 5000 + " en 2021")
def test_any_text_is_read_or_refused(parse: Parse, phrase: str) -> None:
    found = parse(phrase)
    if isinstance(found, Problem):
        assert found.message
        assert 0 <= found.offset <= len(phrase)
    else:
        assert found


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__name__)
@pytest.mark.parametrize("repeated", [" ", ",", "9 ", "a ", " part", "à ", "du ", "(", "X,"])
def test_the_work_is_bounded(parse: Parse, repeated: str) -> None:
    started = clock.process_time()
    for head in ("", "X, ", "X, pouvoir à ", "9 pour", "X arrive"):
        parse(head + repeated * 100_000 + "!")
        parse(head + repeated * (9_900 // len(repeated)) + "!")
    assert clock.process_time() - started < 3  # where it grew as a square, it would be minutes


NAMES = st.from_regex(r"[A-Z][a-zé]{1,8}(?:-[A-Z][a-z]{1,6})? (?:de |d')?[A-Z&<\"{|*]{2,10}", fullmatch=True)


@given(name=NAMES, other=NAMES)
@example(name="Aa AA", other="Aa DU")
def test_names_come_back_to_the_letter(name: str, other: str) -> None:
    assert parse_absence(f"{name}, pouvoir à {other} du 14/12/2022") == {
        "nom": name,
        "pouvoir": {"mandataire": other, "du": LE_14},
    }
    assert parse_retrait(f"{name}, a quitté la salle") == {"nom": name, "a_quitte_la_salle": True}
    assert parse_personne(f"Mme {name}") == {"nom": name, "civilite": "Mme"}
    assert parse_vote(f"9 pour, 2 contre ({name} et {other})") == {
        "pour": 9,
        "contre": 2,
        "noms": {"contre": (name, other)},
    }
    arrival = parse_mouvement(f"{name} arrive à 20h50, avant le point 3")
    assert isinstance(arrival, dict)
    assert arrival["nom"] == name
