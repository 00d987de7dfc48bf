"""Bytes → shape whose values know their places, or every slip at its place in one pass."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actgen.base.diagnostics import Location, Mender, Scope, Severity
from actgen.base.text.quantites import DureeCalendaire
from actgen.reading.facts import Fact, json_schema, key
from actgen.reading.fields import (
    Choix,
    Compte,
    DateFr,
    Duree,
    Heure,
    Montant,
    OuiNon,
    Phrase,
    Plage,
    Reads,
    Siret,
    Texte,
)
from actgen.reading.readers import VALEUR_FORME
from actgen.reading.scalars import Problem
from actgen.reading.typed import Typed, read_typed


class Publication(StrEnum):
    AFFICHAGE = "affichage"
    MISE_EN_LIGNE = "mise_en_ligne"


class Absence(Fact, frozen=True):
    """Une absence."""

    membre: Annotated[Texte, key("Le membre.")]
    pouvoir_du: Annotated[DateFr | None, key("Le jour du pouvoir.")] = None


def parse_absence(text: str) -> dict[str, Any] | Problem:
    name, comma, rest = text.partition(",")
    if not comma:
        return Problem(VALEUR_FORME, "Il manque une virgule.", offset=len(name) - 1, length=1)
    return {"membre": name, "pouvoir_du": rest.strip() or None}


class Seance(Fact, frozen=True):
    """Une séance."""

    date: Annotated[DateFr, key("Jour de la séance")]
    presidence: Annotated[Texte, key("Qui préside.")]
    heure: Annotated[Heure | None, key("L’heure.")] = None
    publication: Annotated[Annotated[Publication, Choix()] | None, key("Le mode.")] = None
    scrutin: Annotated[Annotated[Literal["ordinaire", "secret"], Choix()] | None, key("Le scrutin.")] = None
    huis_clos: Annotated[OuiNon, key("À huis clos ?")] = False
    presents: Annotated[Compte | None, key("Combien.")] = None


class Fichier(Fact, frozen=True):
    """Un fichier."""

    seance: Annotated[Seance, key("La séance.")]
    absents: Annotated[
        tuple[Annotated[Absence, Phrase(parse_absence, ("Membre 1, 14/12/2022",))], ...], key("Les absents.")
    ] = ()
    points: Annotated[Plage | None, key("Les points.")] = None
    minimum: Annotated[Montant | None, key("Le minimum.")] = None
    duree: Annotated[Duree | None, key("La durée.")] = None
    siret: Annotated[Siret | None, key("Le SIRET.")] = None
    code: Annotated[Texte | None, key("Le code.")] = None
    noms: Annotated[tuple[Texte, ...], key("Des noms.")] = ()


class Faulty(Fact, frozen=True):
    """What a slip of ours reads."""

    a: Annotated[int, Reads(int), key("Un nombre.")]


GOOD = """\
seance:
  date: jeudi 15/12/2022
  heure: 20h30
  presidence: Christian FRANTZ
  publication: Mise en ligne
  scrutin: SECRET
  huis_clos: oui
  presents: 11
absents:
  - Membre 1, 14/12/2022
  - membre: Membre 2
    pouvoir_du:
points: 1 à 3
minimum: 100 000 €
duree: 4 ans
code: 01004
"""


def read(text: str) -> Typed[Fichier]:
    return read_typed(text.encode(), "f.yaml", Fichier)


def slips(text: str) -> list[tuple[str, int, int, str]]:
    """Code, line, column and marked part of each finding."""
    typed = read(text)
    assert typed.value is None
    found = []
    for finding in typed.findings:
        place = finding.location
        assert place is not None
        assert (finding.severity, finding.scope) == (Severity.ERROR, Scope.RUN)
        found.append(
            (finding.code, place.line, place.column, place.excerpt[place.column - 1 :][: place.length])
        )
    return found


def test_a_good_file() -> None:
    typed = read(GOOD)
    assert typed.findings == ()
    value = typed.value
    assert value is not None
    assert value.seance == Seance(
        date=date(2022, 12, 15),
        heure=time(20, 30),
        presidence="Christian FRANTZ",
        publication=Publication.MISE_EN_LIGNE,
        scrutin="secret",
        huis_clos=True,
        presents=11,
    )
    assert value.absents[0].membre == "Membre 1"
    assert value.absents[0].pouvoir_du == date(2022, 12, 14)
    assert value.absents[1].pouvoir_du is None
    assert (value.points, value.minimum, value.code) == ((1, 2, 3), Decimal(100_000), "01004")
    assert value.duree == DureeCalendaire(ans=4)


def spot(place: Location) -> tuple[int, int, int]:
    return place.line, place.column, place.length


def test_every_value_knows_its_place() -> None:
    typed = read(GOOD)
    assert spot(typed.location("seance", "heure")) == (3, 10, 5)
    assert spot(typed.key_location("seance", "heure")) == (3, 3, 5)
    assert spot(typed.location("absents", 0)) == (10, 5, 20)
    assert spot(typed.key_location("absents", 0)) == (10, 5, 20)
    assert spot(typed.location("absents", 0, part="14/12/2022")) == (10, 15, 10)
    assert spot(typed.location("absents", 1, "membre")) == (11, 13, 8)
    assert spot(typed.location("absents", 0, "membre")) == (10, 5, 20)
    assert spot(typed.key_location("seance")) == (1, 1, 6)


def test_what_was_not_written_has_the_place_of_what_should_hold_it() -> None:
    typed = read("seance:\n  date: 15/12/2022\n  presidence: X\n  heure:   # plus tard\npoints:\n")
    assert typed.value is not None
    assert (typed.value.seance.heure, typed.value.points) == (None, None)
    assert (typed.written("seance", "heure"), typed.empty("seance", "heure")) == (True, True)
    assert spot(typed.location("seance", "heure")) == (4, 9, 1)
    assert (typed.written("seance", "presents"), typed.empty("seance", "presents")) == (False, False)
    assert typed.location("seance", "presents") == typed.key_location("seance")
    assert typed.location("absents", 3, "membre") == Location("f.yaml")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("presidence:", "présidence:", ("CLE-INCONNUE", 4, 3, "présidence")),
        ("presidence:", "Presidance:", ("CLE-INCONNUE", 4, 3, "Presidance")),
        ("points:", "poinst:", ("CLE-INCONNUE", 13, 1, "poinst")),
        ("points:", "zzz:", ("CLE-INCONNUE", 13, 1, "zzz")),
        ("  presidence: Christian FRANTZ\n", "", ("CLE-ABSENTE", 1, 1, "seance")),
        ("presidence: Christian FRANTZ", "presidence:", ("VALEUR-A-COMPLETER", 4, 14, "")),
        ("  - membre: Membre 2\n", "  - membre:\n", ("VALEUR-A-COMPLETER", 11, 12, "")),
        ("jeudi 15/12/2022", "lundi 15/12/2022", ("JOUR-SEMAINE", 2, 9, "lundi")),
        ("jeudi 15/12/2022", "31/02/2022", ("DATE-IMPOSSIBLE", 2, 9, "31/02/2022")),
        ("jeudi 15/12/2022", '"jeudi 31/02/2022"', ("DATE-IMPOSSIBLE", 2, 16, "31/02/2022")),
        ("20h30", "20h75", ("HEURE-IMPOSSIBLE", 3, 13, "75")),
        ("Mise en ligne", "internet", ("CHOIX-INCONNU", 5, 16, "internet")),
        ("huis_clos: oui", "huis_clos: bof", ("OUI-NON", 7, 14, "bof")),
        ("presents: 11", "presents: onze", ("NOMBRE-ILLISIBLE", 8, 13, "onze")),
        ("presents: 11", "presents: [11]", ("VALEUR-FORME", 8, 13, "[11]")),
        ("Membre 1, 14/12/2022", "Membre 1, 31/02/2022", ("DATE-IMPOSSIBLE", 10, 15, "31/02/2022")),
        ("Membre 1, 14/12/2022", "Membre 1", ("VALEUR-FORME", 10, 12, "1")),
        ("Membre 1, 14/12/2022", "Membre 1 : excusé", ("VALEUR-FORME", 10, 5, "Membre 1 : excusé")),
        ("Membre 1, 14/12/2022", "– Membre 1, 14/12/2022", ("VALEUR-FORME", 10, 5, "–")),
        ("Membre 1, 14/12/2022", "[Membre 1]", ("VALEUR-FORME", 10, 5, "[Membre 1]")),
        ("100 000 €", "-3 €", ("MONTANT-NEGATIF", 14, 10, "-3 €")),
        ("4 ans", "XX", ("VALEUR-A-COMPLETER", 15, 8, "XX")),
        ("code: 01004", "noms: a", ("VALEUR-FORME", 16, 7, "a")),
        ("points: 1 à 3", "seance: 2", ("CLE-DOUBLE", 13, 1, "seance")),
        ("points: 1 à 3", "presidence: X", ("CLE-INCONNUE", 13, 1, "presidence")),
    ],
)
def test_one_slip_gives_one_finding(old: str, new: str, expected: tuple[str, int, int, str]) -> None:
    assert GOOD.count(old) == 1
    assert slips(GOOD.replace(old, new)) == [expected]


def test_what_is_spared_is_told_and_the_rest_is_read_without_it() -> None:
    found = read(GOOD.replace("code: 01004", "siret: 123"))
    assert [(each.code, each.severity) for each in found.findings] == [("SIREN-FAUX", Severity.WARNING)]
    assert found.value is not None and found.value.siret == ""
    assert found.value.minimum is not None


def test_a_key_at_the_wrong_level_is_one_slip() -> None:
    text = GOOD.replace("  presidence: Christian FRANTZ\n", "") + "presidence: Christian FRANTZ\n"
    (finding,) = read(text).findings
    assert finding.code == "CLE-INCONNUE"
    assert "seance" in finding.hint


def test_the_nearest_key_is_named_and_else_the_keys_are_listed() -> None:
    (finding,) = read(GOOD.replace("presidence:", "présidence:")).findings
    assert "« presidence »" in finding.message.replace("\u00a0", " ")
    (finding,) = read(GOOD.replace("points:", "zzz:")).findings
    assert "seance, absents, points" in finding.hint


def test_all_slips_in_one_pass_in_the_order_of_the_lines() -> None:
    text = (
        GOOD.replace("jeudi", "lundi")
        .replace("20h30", "25h")
        .replace("100 000", "1.000")
        .replace("code", "cod")
    )
    text = text.replace("points: 1 à 3", "points: 1 à 3\npoints: 4")
    assert [(code, line) for code, line, *_ in slips(text)] == [
        ("JOUR-SEMAINE", 2),
        ("HEURE-IMPOSSIBLE", 3),
        ("CLE-DOUBLE", 14),
        ("MONTANT-ILLISIBLE", 15),
        ("CLE-INCONNUE", 17),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("seance: x\n", "VALEUR-FORME"), ("seance:\n", "VALEUR-A-COMPLETER"), ("points: 1\n", "CLE-ABSENTE")],
)
def test_a_group_that_is_not_one(text: str, code: str) -> None:
    assert [finding[0] for finding in slips(text)] == [code]


def test_a_warning_leaves_the_value() -> None:
    typed = read(GOOD.replace("1 à 3", "1 à 3 #4"))
    assert [finding.code for finding in typed.findings] == ["YAML-DIESE"]
    assert typed.value is not None


def test_a_file_that_is_no_tree() -> None:
    typed = read_typed(b"\x00", "f.yaml", Fichier, Mender.COORDONNATEUR)
    assert typed.value is None
    assert [(finding.code, finding.mender) for finding in typed.findings] == [
        ("YAML-BINAIRE", Mender.COORDONNATEUR)
    ]
    assert typed.location("seance", "date") == Location("f.yaml")


def test_the_schema_accepts_what_an_editor_may_guess() -> None:
    schema = json_schema(Fichier)
    seance = schema["$defs"]["Seance"]["properties"]
    assert seance["date"]["type"] == ["string", "number", "boolean"]
    assert seance["date"]["description"] == "Jour de la séance"
    assert {"type": "null"} in seance["heure"]["anyOf"]
    assert {"type": "null"} in seance["huis_clos"]["anyOf"]
    assert {"enum": ["affichage", "mise_en_ligne"]} in seance["publication"]["anyOf"]
    item = schema["properties"]["absents"]["anyOf"][0]["items"]
    assert item["anyOf"][0]["type"] == ["string", "number", "boolean"]
    assert item["anyOf"][1] == {"$ref": "#/$defs/Absence"}
    assert schema["additionalProperties"] is False


def test_a_slip_of_ours_is_not_blamed_on_the_user() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        read_typed(b"a: x\n", "f.yaml", Faulty)


def test_many_unknown_keys_stay_quick_and_bounded() -> None:
    text = "".join(f"k{number}:\n" for number in range(20_000))
    typed = read(text)
    assert typed.value is None
    assert 1 <= len(typed.findings) <= 50


PIECES = st.lists(
    st.sampled_from(
        [
            *GOOD.splitlines(keepends=True),
            "absents: x\n",
            "  - \n",
            "points:\n  - 1\n",
            "seance: [1]\n",
            "x: {\n",
        ]
    )
).map("".join)


@given(PIECES | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
@example("seance: {date: {a: 1}, presidence: [1]}\nabsents: {a: 1}\nnoms: {a: 1}\n")
@example("absents:\n  - {membre: {a: 1}}\n  - membre: [1]\n    pouvoir_du: [1]\n")
def test_any_text_gives_a_value_or_findings(text: str) -> None:
    typed = read_typed(text.encode(), "f.yaml", Fichier)
    assert (typed.value is None) == any(finding.severity is Severity.ERROR for finding in typed.findings)
    for finding in typed.findings:
        assert finding.location is not None
