"""The phrases that are written say what their parsers read, in the words of the guide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.text.grammar import Genre
from actgen.council.facts.phrases.ecriture import (
    ecrire_absence,
    ecrire_demande,
    ecrire_ligne,
    ecrire_liste,
    ecrire_mouvement,
    ecrire_personne,
    ecrire_retrait,
    ecrire_secretaire,
    ecrire_suspension,
    ecrire_voix,
    ecrire_vote,
)
from actgen.council.facts.phrases.presence import (
    parse_absence,
    parse_ligne,
    parse_mouvement,
    parse_personne,
    parse_retrait,
    parse_secretaire,
)
from actgen.council.facts.phrases.suspensions import parse_suspension
from actgen.council.facts.phrases.votes import parse_demande, parse_liste, parse_voix, parse_vote
from actgen.reading.yaml_page import Page

Dit = dict[str, Any]

NAMES = st.builds(
    "{} {}".format,
    st.sampled_from(["Anne", "Jean-Luc", "Éléonore", "Membre", "Adjointe", "Marie du", "Maëlle d’"]),
    st.from_regex(r"[A-ZÉÈ]{2,9}(?:[- ][A-Z]{2,6})?|[0-9]{1,2}", fullmatch=True),
).filter(lambda name: not re.search(r"\b(?:PART|SORT|DU|ET|PAR|du [0-9]+)\b", name))
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
HOURS = st.times(time(0), time(23, 59)).map(lambda hour: hour.replace(second=0, microsecond=0))
POUVOIRS = st.fixed_dictionaries({}, optional={"mandataire": NAMES, "du": DAYS})
NUMBERS = st.integers(0, 999)


def group(needed: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Dit]:
    return st.fixed_dictionaries(needed, optional=optional)


def _figures(draw: st.DrawFn) -> Dit:
    names = ("pour", "contre", "abstentions", "blancs", "nuls", "ne_prennent_pas_part")
    said = draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    vote: Dit = {each: draw(NUMBERS) for each in names if each in said}
    named = {each: tuple(draw(st.lists(NAMES, min_size=1, max_size=4))) for each in said
             if each not in ("blancs", "nuls") and draw(st.booleans())}  # fmt: skip
    if named:
        vote["noms"] = {each: named[each] for each in vote if each in named}
    if draw(st.booleans()):
        vote["unanimite"] = True
    if draw(st.booleans()):
        vote["voix_du_president"] = draw(st.sampled_from(["pour", "contre", "abstention"]))
    return vote


SUITE = {"moment": st.sampled_from(["avant", "pendant"]), "point": st.integers(0, 99)}
MOUVEMENTS = st.tuples(
    group(
        {"nom": NAMES, "sens": st.sampled_from(["arrivee", "depart"])}, {"heure": HOURS, "pouvoir": POUVOIRS}
    ),
    st.just({}) | group(SUITE, {}),
).map(lambda both: both[0] | both[1])
SUSPENSIONS = st.tuples(
    group({"heure": HOURS}, {"reprise": HOURS, "demandee_par": NAMES}), st.just({}) | group(SUITE, {})
).map(lambda both: both[0] | both[1])
WORDS = st.from_regex(r"[A-ZÉa-zéà][a-zéà’ :,()0-9-]{0,40}[a-z]", fullmatch=True)
COMMUNES = st.sampled_from(
    ["Darois", "Étaules", "Le Mans", "Les Ulis", "La Rochelle", "L’Isle-Adam", "Hœrdt"]
)
GRAMMARS: list[tuple[Callable[..., Any], Callable[..., str], st.SearchStrategy[Dit]]] = [
    (
        parse_absence,
        ecrire_absence,
        group({"nom": NAMES}, {"excuse": st.booleans(), "pouvoir": POUVOIRS, "suppleant": NAMES}),
    ),
    (parse_mouvement, ecrire_mouvement, MOUVEMENTS),
    (parse_suspension, ecrire_suspension, SUSPENSIONS),
    (
        parse_retrait,
        ecrire_retrait,
        group({"nom": NAMES}, {"a_quitte_la_salle": st.booleans(), "motif": st.just("representant")}),
    ),
    (parse_vote, ecrire_vote, st.composite(_figures)() | st.just({"unanimite": True})),
    (
        parse_demande,
        ecrire_demande,
        st.sampled_from(["public", "secret", "huis_clos"]).flatmap(
            lambda what: (
                group({"scrutin": st.just(what), "nombre": NUMBERS}, {})
                | group(
                    {"scrutin": st.just(what), "auteurs": st.lists(NAMES, min_size=1, max_size=5).map(tuple)},
                    {},
                )
            )
        ),
    ),
    (parse_voix, ecrire_voix, group({"candidat": NAMES | WORDS, "voix": NUMBERS}, {})),
    (
        parse_liste,
        ecrire_liste,
        group({"liste": NAMES, "candidats": st.lists(NAMES, min_size=1, max_size=9).map(tuple)}, {}),
    ),
    (parse_ligne, ecrire_ligne, group({"objet": WORDS}, {"numero": NUMBERS})),
    (
        parse_personne,
        ecrire_personne,
        group(
            {"nom": NAMES},
            {
                "civilite": st.sampled_from(["M.", "Mme"]),
                "commune": COMMUNES,
                "suppleant": NAMES | NAMES.map("Mme {}".format),
                "depuis": DAYS,
                "jusqu_au": DAYS,
            },
        ),
    ),
    (parse_secretaire, ecrire_secretaire, group({"nom": NAMES}, {"qualite": WORDS})),
]


@pytest.mark.parametrize(("parse", "write", "said"), GRAMMARS, ids=lambda each: getattr(each, "__name__", ""))
@given(st.data())
def test_what_is_written_is_read_back(
    parse: Callable[..., Any], write: Callable[..., str], said: st.SearchStrategy[Dit], data: st.DataObject
) -> None:
    what = data.draw(said)
    assert parse(write(what)) == what


DATA = Path(__file__).resolve().parents[3] / "data"
UNDER: dict[str, tuple[Callable[..., Any], Callable[..., str]]] = {
    "absents": (parse_absence, ecrire_absence),
    "mouvements": (parse_mouvement, ecrire_mouvement),
    "suspensions": (parse_suspension, ecrire_suspension),
    "interesse": (parse_retrait, ecrire_retrait),
    "vote": (parse_vote, ecrire_vote),
    "demandes": (parse_demande, ecrire_demande),
    "voix": (parse_voix, ecrire_voix),
    "listes": (parse_liste, ecrire_liste),
    "ordre_du_jour": (parse_ligne, ecrire_ligne),
    "membres": (parse_personne, ecrire_personne),
    "secretaire": (parse_secretaire, ecrire_secretaire),
}
OTHERWISE = {
    "11 pour (Membre 1, Adjointe 2, Adjoint 3, Adjointe 4, Membre 6, Membre 8, Membre 10, Membre 11, "
    "Membre 12, Membre 13, Membre 14), 3 contre (Membre 5, Membre 7, Membre 9)": "« et » before the last",
    "Membre 13 sort avant le point 2": "« part »: the two verbs say the same",
    "Membre 13 revient avant le point 3": "« arrive »: the two verbs say the same",
}
"""Phrases of data/ and of the guide that are written otherwise, and why."""
TABLE = re.compile(r"^<!-- phrases: (?P<under>\w+) -->\n(?P<rows>\|.*?)(?=\n\n)", re.M | re.S)


@cache
def _shipped() -> list[tuple[str, str]]:
    """Each phrase of data/ and of the guide, with the key that it is under."""
    guide = (DATA.parent / "docs" / "guide-du-secretaire.md").read_text(encoding="utf-8")
    rows = ((table["under"], row) for table in TABLE.finditer(guide) for row in table["rows"].split("\n")[2:])
    told = [(under, phrase) for under, row in rows for phrase in re.findall(r"`([^`]+)`", row.split("|")[2])]
    files = [*DATA.glob("seances/**/*.yaml"), *DATA.glob("collectivites/*.yaml")]
    found = (phrase for place in sorted(files) for phrase in _phrases(Page(place.read_bytes()).values, ""))
    said = [(under, phrase) for under, phrase in told if under in UNDER and phrase not in UNDER]
    assert len(said) > 15
    return list(dict.fromkeys([*found, *said]))


def _phrases(value: Any, under: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _phrases(each, "membres" if under == "membres" else key)
    elif isinstance(value, list):
        for each in value:
            yield from _phrases(each, under)
    elif under in UNDER and value and value not in ("aucun", "personne"):
        yield under, value


@pytest.mark.parametrize("under", UNDER)
def test_the_phrases_of_data_and_of_the_guide_are_written_as_they_stand(under: str) -> None:
    parse, write = UNDER[under]
    phrases = [phrase for key, phrase in _shipped() if key == under]
    genres = [{"genre": genre} for genre in Genre] if write in (ecrire_absence, ecrire_retrait) else [{}]
    other = [phrase for phrase in phrases if all(write(parse(phrase), **genre) != phrase for genre in genres)]
    assert other == [phrase for phrase in phrases if phrase in OTHERWISE]
    assert phrases


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (ecrire_absence, {}),
        (ecrire_absence, {"nom": "A, excusé"}),
        (ecrire_absence, {"nom": "A", "pouvoir": {"mandataire": "B", "maladie": True}}),
        (ecrire_mouvement, {"nom": "A", "sens": "retour"}),
        (ecrire_mouvement, {"nom": "A", "sens": "arrivee", "moment": "avant"}),
        (ecrire_retrait, {"nom": "A", "motif": "personnel"}),
        (ecrire_suspension, {"heure": time(20, 30), "demandee_par": ""}),
        (ecrire_suspension, {"heure": time(20, 30), "moment": "pendant"}),
        (ecrire_vote, {}),
        (ecrire_vote, {"unanimite": False}),
        (ecrire_vote, {"pour": -1}),
        (ecrire_vote, {"pour": 9, "sieges": 3}),
        (ecrire_vote, {"pour": 1, "noms": {"pour": ("A, B",)}}),
        (ecrire_vote, {"blancs": 1, "noms": {"blancs": ("A",)}}),
        (ecrire_demande, {"scrutin": "secret"}),
        (ecrire_demande, {"scrutin": "main_levee", "nombre": 3}),
        (ecrire_voix, {"candidat": "A"}),
        (ecrire_liste, {"liste": "A (B)", "candidats": ("C",)}),
        (ecrire_liste, {"liste": "A", "candidats": ()}),
        (ecrire_ligne, {"objet": "9. Objet"}),
        (ecrire_personne, {"nom": "Mme A"}),
        (ecrire_personne, {"nom": "A", "commune": "du Mans"}),
        (ecrire_secretaire, {"nom": "A, maire"}),
    ],
)
def test_what_no_phrase_says_is_refused(write: Callable[..., str], said: Dit) -> None:
    with pytest.raises(ValueError, match="no phrase says"):
        write(said)


@pytest.mark.parametrize(
    ("written", "phrase"),
    [
        (ecrire_absence({"nom": "A", "excuse": True}), "A, excusé(e)"),
        (ecrire_absence({"nom": "A", "excuse": False}, Genre.FEMININ), "A, non excusée"),
        (ecrire_vote({"pour": 2, "ne_prennent_pas_part": 1, "noms": {"ne_prennent_pas_part": ("A",)}}),
         "2 pour, 1 ne prend pas part (A)"),
        (ecrire_vote({"unanimite": True, "abstentions": 2}), "unanimité, 2 abstentions"),
        (ecrire_retrait({"nom": "A", "motif": "representant", "a_quitte_la_salle": False}, Genre.MASCULIN),
         "A, représentant, est resté dans la salle"),
        (ecrire_personne({"nom": "A", "commune": "Le Mans", "depuis": date(2021, 5, 3)}),
         "A, commune du Mans, depuis le 03/05/2021"),
    ],
)  # fmt: skip
def test_in_the_words_of_the_guide(written: str, phrase: str) -> None:
    assert written == phrase
