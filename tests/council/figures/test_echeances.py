"""The calendar of a session: the worked examples, each state, and what is late."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actgen
from actgen.base.records import replace
from actgen.base.text.grammar import Genre
from actgen.council.facts.collectivite import ModePublicite, Territoire
from actgen.council.facts.convocation import Convocation, SecondeConvocation
from actgen.council.facts.personne import Fonction
from actgen.council.facts.seance import Organe, Point
from actgen.council.facts.suites import ListeDeliberations, ProcesVerbal, Suites
from actgen.council.facts.vote import Vote
from actgen.council.figures.echeances import echeances, en_retard, prochaine
from actgen.council.figures.echeances_des_actes import Borne, Devoir, Echeance, Statut
from actgen.council.figures.seance import FiguresSeance, compute
from actgen.council.kinds.catalogue import Catalogue, SearchPath
from actgen.law.natures import GenreCollectivite
from actgen.reading.sources import Sources
from tests.council.figures.maison import JOUR, absence, seance
from tests.session.acts import ROOT, examined

VOTE = (Point(1, objet="Achat", vote=Vote(unanimite=True)),)
D15 = date(2022, 12, 15)
D19 = date(2022, 12, 19)


def _figures(
    departement: str = "21", genre: GenreCollectivite = GenreCollectivite.COMMUNE, **faits: Any
) -> FiguresSeance:
    tenue: dict[str, Any] = {"absents": (), "points": VOTE}
    base = seance(**{**tenue, **faits})
    collectivite = replace(base.collectivite, departement=Territoire(departement, ""), genre=genre)
    return compute(replace(base, collectivite=collectivite), Catalogue(Sources(Path()), SearchPath(())))


def _ligne(figures: FiguresSeance, devoir: Devoir) -> Echeance:
    (found,) = [each for each in echeances(figures) if each.devoir is devoir]
    return found


def _devoirs(figures: FiguresSeance) -> list[Devoir]:
    return [each.devoir for each in echeances(figures)]


# the worked examples of the reference


def test_the_list_of_15_december_is_due_on_the_22nd() -> None:
    ligne = _ligne(_figures(date=D15), Devoir.LISTE)
    assert (ligne.le, ligne.statut) == (date(2022, 12, 22), Statut.A_FAIRE)
    assert ligne.article == "art.\u00a0L.\u00a02121-25 CGCT"


@pytest.mark.parametrize(
    ("kind", "annees", "le", "conseille"),
    [
        ("budget_primitif", 0, date(2025, 4, 30), False),
        ("budget_primitif", 1, date(2026, 5, 15), True),  # a renewal: 30 April; the text of 2026 was not read
        ("compte_financier_unique", 0, None, False),
    ],
)
def test_a_budget_is_sent_fifteen_days_after_its_last_day(
    kind: str, annees: int, le: date | None, conseille: bool, tmp_path: Path
) -> None:
    text = (ROOT / f"templates/deliberations/{kind}/exemple.yaml").read_text(encoding="utf-8")
    for annee in (2025,) if annees else ():
        text = text.replace(str(annee), str(annee + annees))
    (tmp_path / "seance.yaml").write_text(text, encoding="utf-8")
    figures = examined(tmp_path / "seance.yaml").figures
    assert figures is not None
    ligne = _ligne(figures, Devoir.TRANSMISSION)
    exercice = figures.points[0].point.champs["exercice"].valeur
    assert isinstance(exercice, int)
    assert (ligne.le, ligne.conseille) == (le or date(exercice + 1, 7, 15), conseille)
    assert "15 jours après" in ligne.precision.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("site", "en_ligne"), [(True, Statut.A_FAIRE), (None, Statut.A_FAIRE), (False, None)]
)
def test_a_list_that_is_posted_is_not_yet_online(site: bool | None, en_ligne: Statut | None) -> None:
    base = _figures(date=D15, liste=ListeDeliberations(affichee_le=D19)).seance
    affichee = replace(base, collectivite=replace(base.collectivite, site_internet=site))
    figures = compute(affichee, Catalogue(Sources(Path()), SearchPath(())))
    assert _ligne(figures, Devoir.LISTE).fait_le == D19
    lignes = [each for each in echeances(figures) if each.devoir is Devoir.LISTE_EN_LIGNE]
    assert [each.statut for each in lignes] == ([en_ligne] if en_ligne else [])
    late = [each.devoir for each in en_retard(figures, date(2023, 1, 1))]
    assert (Devoir.LISTE_EN_LIGNE in late) is (site is True)


def test_a_woman_who_presides_answers_as_such() -> None:
    base = _figures(genre=GenreCollectivite.EPCI, date=D15).seance
    tete, *autres = base.collectivite.membres
    membres = (replace(tete, fonction=Fonction.PRESIDENT, genre=Genre.FEMININ), *autres)
    held = replace(base, collectivite=replace(base.collectivite, membres=membres))
    assert _ligne(compute(held, Catalogue(Sources(Path()), SearchPath(()))), Devoir.LISTE).qui == "présidente"


def test_a_list_that_is_online_alone_is_still_to_be_posted() -> None:
    figures = _figures(date=D15, liste=ListeDeliberations(mise_en_ligne_le=D19))
    assert _ligne(figures, Devoir.LISTE).statut is Statut.A_FAIRE
    assert _ligne(figures, Devoir.LISTE_EN_LIGNE).fait_le == D19


def test_minutes_adopted_on_26_january_are_published_by_2_february() -> None:
    suivi = ProcesVerbal(arrete_le=date(2023, 1, 26))
    ligne = _ligne(_figures(date=D15, proces_verbal=suivi), Devoir.PROCES_VERBAL)
    assert ligne.le == date(2023, 2, 2)


@pytest.mark.parametrize(
    ("publiee", "fin"),
    [
        (D19, date(2023, 2, 20)),
        (date(2022, 11, 3), date(2023, 1, 4)),
        (date(2026, 3, 6), date(2026, 5, 7)),
    ],
)
def test_remedies_end_after_two_clear_months_as_an_indication(publiee: date, fin: date) -> None:
    suites = Suites(transmise_le=publiee, publiee_le=publiee)
    ligne = _ligne(_figures("68", date=publiee - timedelta(days=4), suites=suites), Devoir.RECOURS)
    assert (ligne.le, ligne.sens, ligne.statut) == (fin, Borne.INDICATION, Statut.INDICATIF)
    assert "tribunal administratif de Strasbourg" in ligne.libelle
    assert not ligne.imperatif


def test_two_months_online_of_19_december_end_on_19_february() -> None:
    suites = Suites(publiee_le=D19, mode_publication=ModePublicite.ELECTRONIQUE)
    ligne = _ligne(_figures(date=D15, suites=suites), Devoir.EN_LIGNE)
    assert (ligne.le, ligne.sens) == (date(2023, 2, 19), Borne.JUSQU_AU)
    assert "trop tôt" in _retiree(date(2023, 2, 10)).precision
    assert _retiree(date(2023, 2, 19)).statut is Statut.FAIT


def _retiree(le: date) -> Echeance:
    suites = Suites(publiee_le=D19, retiree_le=le, mode_publication=ModePublicite.ELECTRONIQUE)
    return _ligne(_figures(date=D15, suites=suites), Devoir.EN_LIGNE)


def test_an_epci_informs_the_councillors_of_its_communes_within_a_month() -> None:
    suivi = ProcesVerbal(arrete_le=date(2023, 1, 26))
    figures = _figures(genre=GenreCollectivite.EPCI, date=D15, proces_verbal=suivi)
    assert _ligne(figures, Devoir.INFORMATION_LISTE).le == date(2023, 1, 15)
    assert _ligne(figures, Devoir.INFORMATION_PROCES_VERBAL).le == date(2023, 2, 26)
    assert _ligne(figures, Devoir.LISTE).article == "art.\u00a0L.\u00a05211-1 et L.\u00a02121-25 CGCT"
    bureau = _figures(genre=GenreCollectivite.EPCI, date=D15, organe=Organe.BUREAU)
    assert Devoir.INFORMATION_LISTE not in _devoirs(bureau)


def test_lost_on_monday_and_sent_again_the_council_may_meet_on_friday() -> None:
    personne = tuple(absence(rang) for rang in range(1, 16))
    figures = _figures(date=date(2023, 6, 12), absents=personne, points=(Point(1, objet="Achat"),))
    ligne = _ligne(figures, Devoir.SECONDE_SEANCE)
    assert (ligne.le, ligne.sens) == (date(2023, 6, 16), Borne.AU_PLUS_TOT)
    assert Devoir.LISTE not in _devoirs(figures) and Devoir.RECOURS not in _devoirs(figures)


def test_in_alsace_moselle_the_second_convocation_has_the_ordinary_notice_and_a_reminder() -> None:
    personne = tuple(absence(rang) for rang in range(1, 16))
    figures = _figures("68", absents=personne, points=(Point(1, objet="Achat"),))
    ligne = _ligne(figures, Devoir.SECONDE_SEANCE)
    assert ligne.code == "QUORUM-2E-CONV-LOCAL"
    assert "quel que soit le nombre de présents" in ligne.precision


def test_an_item_kept_for_want_of_quorum_may_come_back_too() -> None:
    points = (*VOTE, Point(2, objet="Vente", non_traite="faute de quorum"))
    assert Devoir.SECONDE_SEANCE in _devoirs(_figures(points=points))
    assert Devoir.SECONDE_SEANCE not in _devoirs(_figures())


# before the session


@pytest.mark.parametrize(
    ("faits", "le", "code"),
    [
        ({}, date(2023, 6, 11), "CONV-DELAI"),
        ({"departement": "68"}, date(2023, 6, 12), "CONV-DELAI-LOCAL"),
        ({"genre": GenreCollectivite.EPCI}, date(2023, 6, 9), "CONV-DELAI"),
        ({"convocation": Convocation(urgence=True)}, date(2023, 6, 13), "CONV-URGENCE"),
        ({"departement": "68", "convocation": Convocation(urgence=True)}, date(2023, 6, 14), "CONV-URGENCE"),
        (
            {"genre": GenreCollectivite.EPCI, "convocation": Convocation(seconde=SecondeConvocation())},
            date(2023, 6, 11),
            "CONV-DELAI",
        ),
    ],
)
def test_the_last_day_to_convene(faits: dict[str, Any], le: date, code: str) -> None:
    figures = _figures(absents=None, points=(), **faits)
    ligne = _ligne(figures, Devoir.CONVOCATION)
    assert (ligne.le, ligne.code, ligne.statut) == (le, code, Statut.A_FAIRE)
    assert prochaine(figures) == ligne


def test_a_note_goes_with_the_convocation_from_3_500_inhabitants() -> None:
    assert Devoir.NOTE not in _devoirs(_figures(absents=None))
    sans = _ligne(_figures(genre=GenreCollectivite.EPCI, absents=None), Devoir.NOTE)
    assert sans.statut is Statut.A_FAIRE
    envoyee = Convocation(envoyee_le=date(2023, 6, 8), note_de_synthese=True)
    avec = _figures(genre=GenreCollectivite.EPCI, absents=None, convocation=envoyee)
    assert _ligne(avec, Devoir.NOTE).fait_le == date(2023, 6, 8)


def test_a_session_to_be_held_has_nothing_of_what_follows() -> None:
    assert _devoirs(_figures(absents=None)) == [Devoir.CONVOCATION]


# regimes and territories


def test_before_july_2022_there_was_a_report_to_post_and_no_rule_for_the_minutes() -> None:
    figures = _figures(date=date(2021, 10, 15))
    assert "compte rendu" in _ligne(figures, Devoir.LISTE).libelle
    assert not {Devoir.ARRET, Devoir.PROCES_VERBAL, Devoir.EN_LIGNE} & set(_devoirs(figures))


def test_in_alsace_moselle_the_minutes_are_advice_and_never_late() -> None:
    suivi = ProcesVerbal(arrete_le=date(2023, 7, 6))
    figures = _figures("67", proces_verbal=suivi)
    assert _ligne(figures, Devoir.PROCES_VERBAL).conseille
    assert Devoir.PROCES_VERBAL not in [each.devoir for each in en_retard(figures, date(2030, 1, 1))]


def test_transmission_has_no_time_limit_and_says_so() -> None:
    ligne = _ligne(_figures(), Devoir.TRANSMISSION)
    assert (ligne.le, ligne.statut) == (None, Statut.SANS_DATE)
    assert "aucun délai général" in ligne.precision


def test_what_the_law_exempts_is_not_transmitted() -> None:
    point = replace(VOTE[0], dispense_de_transmission="tarifs de stationnement")
    assert Devoir.TRANSMISSION not in _devoirs(_figures(points=(point,)))


def test_items_with_their_own_dates_have_their_own_lines() -> None:
    vente = Point(2, objet="Vente", vote=Vote(unanimite=True), suites=Suites(publiee_le=date(2023, 6, 21)))
    figures = _figures(points=(*VOTE, vente))
    publications = [each for each in echeances(figures) if each.devoir is Devoir.PUBLICATION]
    assert [(each.points, each.fait_le) for each in publications] == [
        ((1,), None),
        ((2,), date(2023, 6, 21)),
    ]
    assert publications[1].libelle.endswith(", point 2")


def test_what_was_rejected_is_neither_published_nor_challenged() -> None:
    rejete = (Point(1, objet="Achat", vote=Vote(pour=4, contre=11)),)
    devoirs = _devoirs(_figures(points=rejete))
    assert Devoir.LISTE in devoirs
    assert not {Devoir.TRANSMISSION, Devoir.PUBLICATION, Devoir.RECOURS} & set(devoirs)


@pytest.mark.parametrize(
    ("publiee", "departement", "mots"),
    [
        (date(2022, 12, 19), "21", "sauf recours gracieux"),
        (date(2022, 12, 17), "21", "reporté du 18/02/2023"),
    ],
)
def test_an_indication_tells_what_makes_it_less_sure(publiee: date, departement: str, mots: str) -> None:
    suites = Suites(transmise_le=publiee, publiee_le=publiee)
    ligne = _ligne(_figures(departement, date=publiee, suites=suites), Devoir.RECOURS)
    assert mots in ligne.precision


# late


def test_late_is_the_day_after_and_never_what_is_done() -> None:
    figures = _figures(convocation=Convocation(envoyee_le=JOUR - timedelta(days=10)))
    assert en_retard(figures, JOUR + timedelta(days=7)) == ()
    (ligne,) = [e for e in en_retard(figures, JOUR + timedelta(days=8)) if e.devoir is Devoir.LISTE]
    assert ligne.le == JOUR + timedelta(days=7)
    faite = _figures(liste=ListeDeliberations(affichee_le=JOUR))
    assert Devoir.LISTE not in [e.devoir for e in en_retard(faite, date(2030, 1, 1))]


def test_a_convocation_without_a_date_stays_to_be_dated_once_the_roll_is_called() -> None:
    for figures, words in (
        (_figures(absents=None, points=()), "convocation à envoyer"),
        (_figures(), "date d’envoi de la convocation à écrire"),
    ):
        ligne = _ligne(figures, Devoir.CONVOCATION)
        assert (ligne.a_faire, ligne.statut, ligne.imperatif) == (words, Statut.A_FAIRE, True)
        assert ligne in en_retard(figures, JOUR)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(0, 400))
def test_what_is_late_stays_late(jour: date, jours: int, encore: int) -> None:
    figures = _figures(date=jour)
    au = jour + timedelta(days=jours)
    tot = {each.devoir for each in en_retard(figures, au)}
    assert tot <= {each.devoir for each in en_retard(figures, au + timedelta(days=encore))}


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["21", "68", "75"]),
    st.sampled_from(list(GenreCollectivite)),
    st.booleans(),
)
def test_every_line_is_whole(jour: date, departement: str, genre: GenreCollectivite, publie: bool) -> None:
    suites = Suites(transmise_le=jour, publiee_le=jour) if publie else Suites()
    for ligne in echeances(_figures(departement, genre, date=jour, suites=suites)):
        assert ligne.libelle and ligne.qui and ligne.code and ligne.article.startswith("art.\u00a0")
        assert ligne.le is None or not ligne.imperatif or ligne.a_faire
        assert ligne.devoir in (Devoir.CONVOCATION, Devoir.NOTE) or ligne.le is None or ligne.le >= jour


def test_the_next_thing_to_do() -> None:
    convoquee = Convocation(envoyee_le=date(2023, 6, 8))
    assert (suivante := prochaine(_figures(convocation=convoquee))) is not None
    assert suivante.devoir is Devoir.LISTE
    publies = _figures(convocation=convoquee, suites=Suites(publiee_le=date(2023, 6, 20)))
    assert (suivante := prochaine(publies)) is not None
    assert suivante.devoir is Devoir.LISTE  # of which nothing is told: as the list of what is left says
    listee = replace(publies.seance, liste=ListeDeliberations(affichee_le=date(2023, 6, 20)))
    assert prochaine(replace(publies, seance=listee)) is None
    arrete = ProcesVerbal(arrete_le=date(2023, 7, 6))
    figures = replace(publies, seance=replace(listee, proces_verbal=arrete))
    assert (suivante := prochaine(figures)) is not None and suivante.devoir is Devoir.PROCES_VERBAL


# elections, that electoral law judges

_ELECTION = Point(
    1, objet="Élection du maire", nature="nomination", secret_impose=True, vote=Vote(unanimite=True)
)
_ACHAT = replace(VOTE[0], numero=2)


def _indications(figures: FiguresSeance) -> list[tuple[Devoir, tuple[int, ...], date | None, str]]:
    return [
        (each.devoir, each.points, each.le, each.article)
        for each in echeances(figures)
        if each.devoir in (Devoir.RECOURS, Devoir.DEFERE)
    ]


def test_an_election_is_contested_within_days_and_the_other_acts_of_that_night_within_months() -> None:
    suites = Suites(transmise_le=D19, publiee_le=D19)
    points = (_ELECTION, replace(_ACHAT, vote=Vote(unanimite=True)))
    assert _indications(_figures(date=D15, points=points, suites=suites)) == [
        (Devoir.RECOURS, (1,), date(2022, 12, 21), "art.\u00a0D.\u00a02122-2 CGCT"),
        (Devoir.DEFERE, (1,), date(2023, 1, 3), "art.\u00a0L.\u00a02122-13 CGCT"),
        (Devoir.RECOURS, (2,), date(2023, 2, 20), "art.\u00a0R.\u00a0421-1 CJA"),
        (Devoir.DEFERE, (2,), date(2023, 2, 20), "art.\u00a0L.\u00a02131-6 CGCT"),
    ]


def test_the_remedy_against_an_election_says_its_items_how_it_runs_and_how_sure_it_is() -> None:
    ligne = _ligne(_figures(points=(_ELECTION, _ACHAT)[:1], date=date(2022, 12, 18)), Devoir.RECOURS)
    assert ligne.le == date(2022, 12, 24)  # a Saturday
    assert ligne.precision == (
        "5 jours à compter de 24 heures après l’élection\u202f; report au premier jour ouvrable non vérifié"
    )
    mixte = [
        each for each in echeances(_figures(points=(_ELECTION, _ACHAT))) if each.devoir is Devoir.RECOURS
    ]
    assert [each.libelle[-9:] for each in mixte] == [", point 1", ", point 2"]


def test_the_president_of_an_epci_is_elected_as_a_mayor_is() -> None:
    point = replace(_ELECTION, objet="Élection du président")
    ligne = _ligne(_figures(genre=GenreCollectivite.EPCI, points=(point,)), Devoir.RECOURS)
    assert ligne.article == "art.\u00a0L.\u00a05211-2 et D.\u00a02122-2 CGCT"


def test_what_makes_the_acts_of_an_epci_executory_is_cited_with_the_article_that_binds_it() -> None:
    suites = Suites(transmise_le=D19, publiee_le=D19)
    figures = _figures(genre=GenreCollectivite.EPCI, date=D15, suites=suites)
    assert _ligne(figures, Devoir.PUBLICATION).article == "art.\u00a0L.\u00a05211-3 et L.\u00a02131-1 CGCT"
    assert _ligne(figures, Devoir.DEFERE).article == "art.\u00a0L.\u00a05211-3 et L.\u00a02131-6 CGCT"


def test_minutes_are_due_at_the_next_session_that_is_told_of() -> None:
    root = Path(actgen.__file__).resolve().parent.parent / "data"
    sessions = (
        ("2025-01-30-seconde-convocation", date(2025, 3, 20)),
        ("2025-06-19-scrutins-demandes", None),
    )
    for session, suivante in sessions:
        figures = actgen.Workspace(root).session(f"seances/locronan-{session}.yaml").figures
        assert figures is not None
        (ligne,) = (each for each in echeances(figures) if each.devoir is Devoir.ARRET)
        assert (ligne.le, ligne.fait_le) == (suivante, None)
        assert ligne.en_retard(date(2025, 12, 1)) is (suivante is not None)
