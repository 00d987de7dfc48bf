"""One value from text: each written form gives its value, each slip its code and its wrong part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actgen.base.text.amounts import euros
from actgen.base.text.dates import JOURS, MOIS, Millesime, date_chiffres, date_longue, heure
from actgen.base.text.quantites import Contenance, DureeCalendaire, Heures, Taux
from actgen.reading import scalars
from actgen.reading.scalars import Problem
from actgen.reading.scalars.words import luhn
from tests.rows import every

PARSERS: list[Callable[[str], Any]] = [
    scalars.parse_amount,
    scalars.parse_price,
    scalars.parse_count,
    scalars.parse_date,
    scalars.parse_duration,
    scalars.parse_hour,
    scalars.parse_prose,
    scalars.parse_range,
    scalars.parse_reason,
    scalars.parse_prefecture,
    scalars.parse_siren,
    scalars.parse_siret,
    scalars.parse_text,
    scalars.parse_year,
    scalars.parse_rate,
    scalars.parse_area,
    scalars.parse_hours_of_work,
    scalars.parse_yes_no,
]
DIETWILLER = date(2022, 12, 15)

READ: list[tuple[Callable[[str], Any], str, Any]] = [
    *((scalars.parse_date, written, DIETWILLER) for written in (
        "15/12/2022", "15.12.2022", "15-12-2022", "2022-12-15", "2022/12/15", "15 / 12 / 2022",
        "15 décembre 2022", "jeudi 15 décembre 2022", "jeudi 15/12/2022",
        "Jeudi 15.12.2022", "jeudi, 15 décembre 2022",
        "le jeudi 15 décembre 2022", "le 15/12/2022", "jeudi le 15/12/2022",
        "15 DÉCEMBRE 2022", "15 decembre 2022",
        "15 déc. 2022", " 15/12/2022 ", "15\u00a0décembre\u202f2022",
    )),
    *((scalars.parse_date, written, date(2023, 1, 1)) for written in (
        "1er janvier 2023", "1 janvier 2023", "01/01/2023", "1/1/2023", "premier janvier 2023",
        "dimanche 1er janvier 2023",
    )),
    (scalars.parse_date, "29/02/2024", date(2024, 2, 29)),
    *((scalars.parse_hour, written, time(20, 30)) for written in (
        "20h30", "20 h 30", "20:30", "20.30", "20 heures 30", "20H30", "20:30:00", "à 20h30", "20h30min",
        "20\u00a0h\u00a030",
    )),
    *((scalars.parse_hour, written, time(20)) for written in ("20h", "20 h", "20 heures", "20h00")),
    (scalars.parse_hour, "1 heure", time(1)),
    (scalars.parse_hour, "midi", time(12)),
    (scalars.parse_hour, "minuit", time(0)),
    *((scalars.parse_amount, written, Decimal(1_600_000)) for written in (
        "1 600 000 €", "1600000", "1 600 000,00 euros", "1\u202f600\u202f000\u00a0€", "1600000€",
        "1 600 000 EUR",
    )),
    (scalars.parse_amount, "12,5", Decimal("12.5")),
    (scalars.parse_amount, "12.50 €", Decimal("12.5")),
    (scalars.parse_amount, "0", Decimal(0)),
    *((scalars.parse_price, written, Decimal(0)) for written in ("gratuit", "Gratuite", "sans frais", "0 €")),
    (scalars.parse_price, "-1 500 €", Decimal(-1500)),
    (scalars.parse_count, "11", 11),
    (scalars.parse_count, "1 417", 1417),
    (scalars.parse_count, "0", 0),
    (scalars.parse_year, " 2024 ", Millesime(2024)),
    (scalars.parse_range, "1 à 8", (1, 2, 3, 4, 5, 6, 7, 8)),
    (scalars.parse_range, "1-3", (1, 2, 3)),
    (scalars.parse_range, "9", (9,)),
    (scalars.parse_range, "1, 3 et 5 à 7", (1, 3, 5, 6, 7)),
    (scalars.parse_range, "points 7 et 3", (3, 7)),
    *((scalars.parse_yes_no, word, True) for word in ("oui", "Oui", "OUI", "vrai", "yes", "true", " oui ")),
    *((scalars.parse_yes_no, word, False) for word in ("non", "Faux", "no", "false")),
    (scalars.parse_duration, "4 ans", DureeCalendaire(ans=4)),
    (scalars.parse_duration, "18 mois", DureeCalendaire(mois=18)),
    (scalars.parse_duration, "1 an et 6 mois", DureeCalendaire(ans=1, mois=6)),
    (scalars.parse_duration, "1 an 6 mois", DureeCalendaire(ans=1, mois=6)),
    (scalars.parse_duration, "2 semaines", DureeCalendaire(jours=14)),
    (scalars.parse_duration, "30 jours", DureeCalendaire(jours=30)),
    *((scalars.parse_rate, written, Taux(Decimal("3.25"))) for written in (
        "3,25 %", "3.25%", " 3,2500\u00a0% ",
    )),
    (scalars.parse_rate, "-0,5 %", Taux(Decimal("-0.5"))),
    (scalars.parse_rate, "40 %", Taux(Decimal(40))),
    (scalars.parse_area, "1 ha 25 a 30 ca", Contenance(12_530)),
    (scalars.parse_area, "1ha 05a 30ca", Contenance(10_530)),
    (scalars.parse_area, "8 a 25 ca", Contenance(825)),
    *((scalars.parse_area, written, Contenance(825)) for written in (
        "825 m²", "825 m2", "825 mètres carrés",
    )),
    (scalars.parse_area, "2 hectares 3 centiares", Contenance(20_003)),
    (scalars.parse_area, "12 530 m²", Contenance(12_530)),
    *((scalars.parse_hours_of_work, written, Heures(1050)) for written in (
        "17 h 30", "17h30", "17 heures 30",
    )),
    *((scalars.parse_hours_of_work, written, Heures(35 * 60)) for written in ("35 h", "35 heures", "35h00")),
    (scalars.parse_siren, "732 829 320", "732829320"),
    (scalars.parse_siret, "732 829 320 00074", "73282932000074"),
    (scalars.parse_siret, "35600000000048", "35600000000048"),
    (scalars.parse_siret, "35600000049837", "35600000049837"),
    (scalars.parse_prefecture, "PREF068", "PREF068"),
    (scalars.parse_prefecture, "spref 0684", "SPREF0684"),
    (scalars.parse_prefecture, "SPREF02A1", "SPREF02A1"),
    (scalars.parse_prefecture, "SGAR974", "SGAR974"),
    (scalars.parse_web, " https://www.essai.fr/{date}/{fichier} ", "https://www.essai.fr/{date}/{fichier}"),
    (scalars.parse_text, "  LE\u00a0 MAIRE\n", "LE MAIRE"),
    (scalars.parse_reason, " à la prochaine  séance ", "à la prochaine séance"),
    (scalars.parse_reason, "non conforme", "non conforme"),
    (scalars.parse_text, "{{ x }} & <b> | *", "{{ x }} & <b> | *"),
    (scalars.parse_prose, "un  deux\n\ntrois \n", "un deux\n\ntrois"),
]  # fmt: skip

# the function, the text, the code, the part that is marked ("" for the whole), words of the message or hint
REFUSED: list[tuple[Callable[[str], Any], str, str, str, str]] = [
    (scalars.parse_date, "31/02/2022", "DATE-IMPOSSIBLE", "31/02/2022", "février 2022 a 28 jours"),
    (scalars.parse_date, "29/02/2023", "DATE-IMPOSSIBLE", "29/02/2023", "n’existe pas"),
    (scalars.parse_date, "31 novembre 2022", "DATE-IMPOSSIBLE", "31 novembre 2022", "2022 a 30 jours"),
    (scalars.parse_date, "0/1/2022", "DATE-IMPOSSIBLE", "0/1/2022", "n’existe pas"),
    (scalars.parse_date, "12/15/2022", "DATE-IMPOSSIBLE", "15", "Le jour vient avant le mois"),
    (scalars.parse_date, "2022-13-01", "DATE-IMPOSSIBLE", "13", "mois 13"),
    (scalars.parse_date, "15/12/0222", "DATE-IMPOSSIBLE", "0222", "quatre chiffres"),
    (scalars.parse_date, "15/12/85", "DATE-ILLISIBLE", "85", "par exemple 1985"),
    (scalars.parse_date, "15 desembre 2022", "DATE-ILLISIBLE", "desembre", "décembre"),
    (scalars.parse_date, "15/12-2022", "DATE-ILLISIBLE", "", "15/12/2022"),
    (scalars.parse_date, "demain", "DATE-ILLISIBLE", "", "Écrivez-la ainsi"),
    (scalars.parse_date, "٣/12/2022", "DATE-ILLISIBLE", "", "Écrivez-la ainsi"),
    (scalars.parse_date, "vendredi 15/12/2022", "JOUR-SEMAINE", "vendredi", "un jeudi, pas un vendredi"),
    (scalars.parse_date, "jeudit 15/12/2022", "JOUR-SEMAINE", "jeudit", "« jeudi »"),
    (scalars.parse_date, "XX/XX/XXXX", "VALEUR-A-COMPLETER", "", "Laissez la rubrique vide"),
    (scalars.parse_date, "XX/12/2022", "VALEUR-A-COMPLETER", "", "Laissez la rubrique vide"),
    (scalars.parse_date, "XX décembre 2022", "VALEUR-A-COMPLETER", "", "Laissez la rubrique vide"),
    (scalars.parse_date, "à compléter", "VALEUR-A-COMPLETER", "", "Laissez la rubrique vide"),
    (scalars.parse_date, "…", "VALEUR-A-COMPLETER", "", "Laissez la rubrique vide"),
    (scalars.parse_prefecture, "PREF68", "PREFECTURE-FAUSSE", "", "PREF068"),
    (scalars.parse_prefecture, "SPREF068", "PREFECTURE-FAUSSE", "", "lui et un chiffre"),
    (scalars.parse_hour, "20h75", "HEURE-IMPOSSIBLE", "75", "minute 75"),
    (scalars.parse_hour, "20:75", "HEURE-IMPOSSIBLE", "75", "minute 75"),
    (scalars.parse_hour, "25h", "HEURE-IMPOSSIBLE", "25", "heure 25"),
    (scalars.parse_hour, "24h00", "HEURE-IMPOSSIBLE", "24", "0h00"),
    (scalars.parse_hour, "20h5", "HEURE-ILLISIBLE", "5", "20h05 ou 20h50"),
    (scalars.parse_hour, "XXhXX", "VALEUR-A-COMPLETER", "", "Laissez la rubrique vide"),
    (scalars.parse_price, "gratuit le dimanche", "MONTANT-ILLISIBLE", "", "pas un montant"),
    (scalars.parse_amount, "gratuit", "MONTANT-ILLISIBLE", "", "pas un montant"),
    (scalars.parse_amount, "-12", "MONTANT-NEGATIF", "", "négatif"),
    (scalars.parse_amount, "− 12 €", "MONTANT-NEGATIF", "", "négatif"),
    (scalars.parse_amount, "1.600.000", "MONTANT-ILLISIBLE", "1.600.000", "de deux façons"),
    (scalars.parse_amount, "1.600 €", "MONTANT-ILLISIBLE", "1.600", "de deux façons"),
    (scalars.parse_amount, "1,600", "MONTANT-ILLISIBLE", "1,600", "de deux façons"),
    (scalars.parse_amount, "1,600,000.00", "MONTANT-ILLISIBLE", "1,600,000.00", "de deux façons"),
    (scalars.parse_amount, "16 00 000", "MONTANT-ILLISIBLE", "", "groupés par trois"),
    (scalars.parse_amount, "100 k€", "MONTANT-ILLISIBLE", "", "tous ses chiffres"),
    (scalars.parse_amount, "1,6 million d'euros", "MONTANT-ILLISIBLE", "", "tous ses chiffres"),
    (scalars.parse_amount, "cent euros", "MONTANT-ILLISIBLE", "", "en chiffres"),
    (scalars.parse_amount, "9" * 30, "MONTANT-ILLISIBLE", "", "30 chiffres"),
    (scalars.parse_count, "onze", "NOMBRE-ILLISIBLE", "", "en chiffres"),
    (scalars.parse_count, "-1", "NOMBRE-ILLISIBLE", "", "négatif"),
    (scalars.parse_count, "11,5", "NOMBRE-ILLISIBLE", "", "entier"),
    *((scalars.parse_year, written, "NOMBRE-ILLISIBLE", "", "en quatre chiffres, sans autre mot : 2024")
      for written in ("24", "20024", "2 024", "0024", "deux mille", "²024")),
    (scalars.parse_range, "8 à 1", "PLAGE-ILLISIBLE", "8 à 1", "du plus petit"),
    (scalars.parse_range, "1 à 999999999", "PLAGE-ILLISIBLE", "1 à 999999999", "de 1 à 999"),
    (scalars.parse_range, "1, trois et 5", "PLAGE-ILLISIBLE", "trois", "trois"),
    (scalars.parse_yes_no, "peut-être", "OUI-NON", "", "ni oui ni non"),
    (scalars.parse_duration, "4", "DUREE-ILLISIBLE", "", "l’unité"),
    (scalars.parse_duration, "longtemps", "DUREE-ILLISIBLE", "", "4 ans"),
    (scalars.parse_duration, "1 an et 1 an", "DUREE-ILLISIBLE", "", "4 ans"),
    (scalars.parse_duration, "0 mois", "DUREE-ILLISIBLE", "", "nulle"),
    (scalars.parse_rate, "3,25", "QUANTITE-ILLISIBLE", "", "le signe % manque"),
    (scalars.parse_rate, "0,0325", "QUANTITE-ILLISIBLE", "", "le signe % manque"),
    (scalars.parse_rate, "3,25 pour cent", "QUANTITE-ILLISIBLE", "", "que l’on puisse lire"),
    (scalars.parse_rate, "3,12345 %", "QUANTITE-ILLISIBLE", "", "Quatre décimales"),
    (scalars.parse_area, "825", "QUANTITE-ILLISIBLE", "", "12 530 m²"),
    (scalars.parse_area, "1 ha 125 a", "QUANTITE-ILLISIBLE", "", "pas plus de 99 a"),
    (scalars.parse_area, "30 ca 8 a", "QUANTITE-ILLISIBLE", "", "que l’on puisse lire"),
    (scalars.parse_area, "1,25 ha", "QUANTITE-ILLISIBLE", "", "1 ha 25 a 30 ca"),
    (scalars.parse_hours_of_work, "17,5/35", "QUANTITE-ILLISIBLE", "", "écrivez 17 h 30"),
    (scalars.parse_hours_of_work, "17,25 h", "QUANTITE-ILLISIBLE", "", "écrivez 17 h 15"),
    (scalars.parse_hours_of_work, "17,33", "QUANTITE-ILLISIBLE", "", "ou 17 h 30"),
    (scalars.parse_hours_of_work, "17 h 75", "QUANTITE-ILLISIBLE", "", "ou 17 h 30"),
    (scalars.parse_hours_of_work, "35", "QUANTITE-ILLISIBLE", "", "35 h"),
    (scalars.parse_siren, "732829321", "SIREN-FAUX", "", "sont échangés"),
    (scalars.parse_siret, "73282932000075", "SIREN-FAUX", "", "sont échangés"),
    (scalars.parse_siret, "7328293200007", "SIREN-FAUX", "", "en a 13"),
    (scalars.parse_siret, "35600000000049", "SIREN-FAUX", "", "sont échangés"),
    (scalars.parse_siren, "73282932O", "SIREN-FAUX", "", "que des chiffres"),
    (scalars.parse_web, "javascript:alert(1)", "ADRESSE-WEB", "", "https://"),
    (scalars.parse_web, "file:///etc/passwd", "ADRESSE-WEB", "", "https://"),
    (scalars.parse_web, "https:///x", "ADRESSE-WEB", "", "https://"),
    (scalars.parse_text, "", "VALEUR-A-COMPLETER", "", "vide"),
    (scalars.parse_reason, "Oui", "VALEUR-A-COMPLETER", "", "ni pourquoi, ni à quand"),
    (scalars.parse_reason, "non", "VALEUR-A-COMPLETER", "", "ni pourquoi, ni à quand"),
    (scalars.parse_text, "XX", "VALEUR-A-COMPLETER", "", "place à remplir"),
    (scalars.parse_date, "1" * 300, "VALEUR-TROP-LONGUE", "", "300 caractères"),
]  # fmt: skip


@every(("parse", "text", "value"), READ)
def test_read(parse: Callable[[str], Any], text: str, value: Any) -> None:
    assert parse(text) == value
    assert type(parse(text)) is type(value)


@every(("parse", "text", "code", "part", "words"), REFUSED)
def test_refused(parse: Callable[[str], Any], text: str, code: str, part: str, words: str) -> None:
    problem = parse(text)
    assert isinstance(problem, Problem)
    assert problem.code.name == code
    assert text[problem.offset : problem.offset + problem.length] == part
    said = f"{problem.message} {problem.hint}".replace("\u00a0", " ").replace("\u202f", " ")
    assert words in said


def test_negative_amounts_where_they_are_allowed() -> None:
    assert scalars.parse_amount("-12,50 €", negative=True) == Decimal("-12.50")
    assert scalars.parse_amount("0,0125", decimals=4) == Decimal("0.0125")


def test_choices_forgive_accents_capitals_and_joints() -> None:
    choices = ["mise_en_ligne", "affichage", "procédure adaptée"]
    for written in ("mise en ligne", "Mise-en-ligne", "MISE_EN_LIGNE"):
        assert scalars.parse_choice(written, choices) == "mise_en_ligne"
    assert scalars.parse_choice("procedure adaptee", choices) == "procédure adaptée"
    problem = scalars.parse_choice("afichage", choices)
    assert isinstance(problem, Problem)
    assert "affichage" in problem.message
    assert "mise en ligne" in problem.hint
    elided = scalars.parse_choice("caution", ["garantie_d_emprunt", "aide"])
    assert isinstance(elided, Problem)
    assert "garantie d’emprunt" in elided.hint
    assert scalars.parse_choice("garantie d’emprunt", ["garantie_d_emprunt"]) == "garantie_d_emprunt"


def test_a_choice_has_other_words_and_is_shown_with_its_accents() -> None:
    choices = ["aide", "depense_obligatoire"]
    words = [("subvention", "aide"), ("dépense obligatoire", "depense_obligatoire")]
    assert scalars.parse_choice("Subvention", choices, words) == "aide"
    assert scalars.parse_choice("dépense-obligatoire", choices, words) == "depense_obligatoire"
    problem = scalars.parse_choice("cadeau", choices, words)
    assert isinstance(problem, scalars.Problem)
    assert problem.hint == "Choix admis\u00a0: «\u00a0aide\u00a0» ou «\u00a0dépense obligatoire\u00a0»."


DATES = st.dates(date(1789, 1, 1), date(2199, 12, 31))


@given(DATES)
@example(date(2023, 1, 1))
def test_every_form_of_a_date_comes_back(day: date) -> None:
    weekday, month = JOURS[day.weekday()], MOIS[day.month - 1]
    forms = [
        date_chiffres(day),
        date_longue(day),
        date_longue(day, jour=False),
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{weekday} {date_chiffres(day)}",
        f"{weekday.upper()} {day.day} {month.upper()} {day.year}",
    ]
    assert {scalars.parse_date(form) for form in forms} == {day}


@given(DATES, st.sampled_from(JOURS))
def test_a_weekday_is_accepted_when_it_is_true_and_only_then(day: date, weekday: str) -> None:
    read = scalars.parse_date(f"{weekday} {date_chiffres(day)}")
    if weekday == JOURS[day.weekday()]:
        assert read == day
    else:
        assert isinstance(read, Problem)
        assert JOURS[day.weekday()] in read.message


@given(st.times())
def test_every_hour_comes_back(moment: time) -> None:
    moment = moment.replace(second=0, microsecond=0)
    assert scalars.parse_hour(heure(moment)) == moment
    assert scalars.parse_hour(f"{moment:%H:%M}") == moment


@given(st.decimals(0, 999_999_999, places=2))
def test_every_amount_comes_back(amount: Decimal) -> None:
    assert scalars.parse_amount(euros(amount)) == amount


@given(st.sets(st.integers(1, 999), min_size=1, max_size=30))
def test_every_list_of_numbers_comes_back(numbers: set[int]) -> None:
    assert scalars.parse_range(", ".join(map(str, sorted(numbers)))) == tuple(sorted(numbers))


@given(st.integers(0, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_of_a_siren_is_always_seen(head: int, place: int, change: int) -> None:
    body = f"{head:08}"
    siren = next(body + str(key) for key in range(10) if luhn(body + str(key)))
    assert scalars.parse_siren(siren) == siren
    wrong = siren[:place] + str((int(siren[place]) + change) % 10) + siren[place + 1 :]
    assert isinstance(scalars.parse_siren(wrong), Problem)


@given(st.text(max_size=40) | st.text("0123456789XhHàet/.-:, €", max_size=20), st.sampled_from(PARSERS))
@example("²²² ²²² ²²²²", scalars.parse_date)
@example("15 ²²² 2022", scalars.parse_date)
@example(" " * 150 + "x", scalars.parse_duration)
@example(" " * 150 + "x", scalars.parse_amount)
@example("1 " * 90 + "x", scalars.parse_amount)
def test_any_text_gives_a_value_or_a_problem(text: str, parse: Callable[[str], Any]) -> None:
    result = parse(text)
    if isinstance(result, Problem):
        assert result.message
        assert 0 <= result.offset <= result.offset + result.length <= len(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("26/11/26", date(2026, 11, 26)),
        ("26-11-26", date(2026, 11, 26)),
        ("le 26 novembre 26", date(2026, 11, 26)),
        ("25/11", date(2026, 11, 25)),
        ("3.1.", date(2027, 1, 3)),
        ("27 novembre", date(2026, 11, 27)),
        ("1er décembre", date(2026, 12, 1)),
        ("1er déc. 2025", date(2025, 12, 1)),
        ("2026-11-26", date(2026, 11, 26)),
    ],
)
def test_a_day_typed_in_a_page_may_leave_its_year_out(typed: str, read: date) -> None:
    assert scalars.typed_date(typed, date(2026, 12, 1)) == read


@pytest.mark.parametrize(("typed", "read"), [("18/11", date(2025, 11, 18)), ("10/1", date(2026, 1, 10))])
def test_what_has_happened_is_of_the_last_such_day(typed: str, read: date) -> None:
    assert scalars.typed_date(typed, date(2026, 1, 10), past=True) == read


def test_a_day_of_no_known_year_says_so() -> None:
    read = scalars.parse_date("18/11")
    assert isinstance(read, Problem) and "ne dit pas de quelle année" in read.message


def test_a_short_year_is_read_alike_in_a_file_and_in_a_page() -> None:
    for typed in ("30/06/22", "30.6.22", "jeudi 30 juin 22"):
        assert scalars.parse_date(typed) == scalars.typed_date(typed, None) == date(2022, 6, 30)


def test_what_is_no_day_stays_none() -> None:
    for typed in ("hier", "31/11", "27 novembre", "26/11/126", "lundi 26/11/26"):
        assert isinstance(scalars.typed_date(typed, None), Problem), typed
