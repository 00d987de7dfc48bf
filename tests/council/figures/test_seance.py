"""All the figures of a session: its state, its items' presidents, stages, court; the names of its acts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.records import replace
from actgen.council.facts.seance import EtatSeance, Point, Seance
from actgen.council.facts.suites import Suites
from actgen.council.facts.vote import Vote
from actgen.council.figures.actes import numero, objet
from actgen.council.figures.execution import Stade, executoire_le, stade, tribunal_competent
from actgen.council.figures.seance import compute
from actgen.council.figures.visas import visas
from actgen.council.figures.votes import Resultat
from actgen.council.kinds.calculs import ReferenceArticle
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.law.regimes import regime
from actgen.reading.sources import Sources
from tests.council.figures.maison import JOUR, absence, droit, membre, seance


@pytest.fixture(scope="module")
def catalogue(checkout: Path) -> Catalogue:
    return Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))


def _absents(presents: int) -> tuple[object, ...]:
    return tuple(absence(rang) for rang in range(presents + 1, 16))


VOTE = Point(1, objet="Achat", vote=Vote(unanimite=True))
INFORMATION = Point(1, objet="Informations")


@pytest.mark.parametrize(
    ("soir", "etat"),
    [
        (seance(absents=None, points=(INFORMATION,)), EtatSeance.A_TENIR),
        (seance(absents=(), points=(VOTE,)), EtatSeance.TENUE),
        (seance(absents=_absents(8), points=(INFORMATION,)), EtatSeance.TENUE),
        (seance(absents=_absents(7), points=(INFORMATION,)), EtatSeance.SANS_QUORUM),
        (seance(absents=_absents(7), points=(VOTE,)), EtatSeance.TENUE),
        (seance(absents=_absents(7)), EtatSeance.SANS_QUORUM),
    ],
)
def test_the_state_of_a_session_follows_from_what_is_written(
    soir: Seance, etat: EtatSeance, catalogue: Catalogue
) -> None:
    assert compute(soir, catalogue).etat is etat


def test_the_figures_of_an_item(catalogue: Catalogue) -> None:
    suites = Suites(transmise_le=date(2023, 6, 19), publiee_le=date(2023, 6, 20))
    points = (
        VOTE,
        Point(2, objet="Bail", presidence=membre(2), vote=Vote(contre=15), suites=Suites()),
        Point(3, objet="Vente", non_traite="reporté"),
    )
    found = compute(seance(absents=(), presidence=membre(1), points=points, suites=suites), catalogue)
    adopte, rejete, reporte = found.points
    assert (adopte.resultat, adopte.president, adopte.stade) == (
        Resultat.ADOPTE,
        membre(1),
        Stade.EXECUTOIRE,
    )
    assert adopte.executoire_le == date(2023, 6, 20)
    assert (rejete.resultat, rejete.president, rejete.stade) == (Resultat.REJETE, membre(2), Stade.ADOPTE)
    assert (reporte.decide, reporte.resultat, reporte.stade) == (False, None, Stade.MODELE)
    assert reporte.executoire_le is None
    assert found.point(2) is rejete


def test_the_court_is_that_of_the_seat_unless_the_file_says_otherwise() -> None:
    collectivite = seance().collectivite
    assert tribunal_competent(collectivite, JOUR) == "tribunal administratif de Dijon"
    assert tribunal_competent(replace(collectivite, tribunal="autre"), JOUR) == "autre"
    court = replace(collectivite, tribunal="Dijon")
    assert tribunal_competent(court, JOUR) == "tribunal administratif de Dijon"


def test_an_act_is_numbered_by_the_scheme_of_its_commune() -> None:
    soir = seance()
    assert numero(soir, Point(9)) == "2023-06-15-09"
    autre = replace(
        soir, collectivite=replace(soir.collectivite, numerotation="{annee}/{mois}/{jour}-D{point}")
    )
    assert numero(autre, Point(12)) == "2023/06/15-D12"


def test_an_object_is_the_one_typed_else_that_of_its_kind(catalogue: Catalogue) -> None:
    kind = catalogue.get("adhesion_groupement")
    assert kind is not None
    assert objet(Point(9, objet="Achat"), kind) == "Achat"
    assert objet(Point(9), kind).startswith("Adhésion au groupement de commandes")
    assert objet(Point(9), None) == ""


def test_visas_drop_what_is_not_applicable_there() -> None:
    references = [ReferenceArticle("CGCT", n) for n in ("L2121-29", "L2541-12")]
    references.append(ReferenceArticle("CCP", "L2113-6"))
    jour = date(2022, 12, 15)
    assert visas(references, jour, droit(jour, "68")) == (
        ("code général des collectivités territoriales", ("L2541-12",)),
        ("code de la commande publique", ("L2113-6",)),
    )
    assert visas(references, jour, droit(jour))[0][1] == ("L2121-29",)
    assert visas(references, date(2018, 1, 1), droit(jour))[-1][1] == ("L2121-29",)


def test_visas_hold_the_articles_of_epci_for_an_epci_alone() -> None:
    references = [ReferenceArticle("CGCT", n) for n in ("L5211-1", "L2121-29")]
    jour = date(2025, 9, 25)
    cgct = "code général des collectivités territoriales"
    assert visas(references, jour, droit(jour)) == ((cgct, ("L2121-29",)),)
    assert visas(references, jour, regime(jour, "epci", "21", 0)) == ((cgct, ("L5211-1", "L2121-29")),)


def test_visas_hold_the_delegations_to_a_mayor_for_a_commune_alone() -> None:
    references = [ReferenceArticle("CGCT", n) for n in ("L2122-22", "L2122-23", "L5211-10")]
    jour = date(2025, 9, 25)
    assert visas(references, jour, droit(jour))[0][1] == ("L2122-22", "L2122-23")
    assert visas(references, jour, regime(jour, "epci", "21", 0))[0][1] == ("L5211-10",)


def test_the_article_on_subsidies_is_that_of_the_day() -> None:
    references = [ReferenceArticle("CGCT", n) for n in ("L1612-25", "L2311-7")]
    for jour, numero_cite in ((date(2025, 12, 31), "L2311-7"), (date(2026, 1, 1), "L1612-25")):
        assert visas(references, jour, droit(jour))[0][1] == (numero_cite,)


# From when an act is executory, and how far it has come


LUNDI, MERCREDI, VENDREDI = date(2022, 12, 19), date(2022, 12, 21), date(2022, 12, 23)


@pytest.mark.parametrize(
    ("transmise", "recue", "publiee", "attendu"),
    [
        (LUNDI, None, LUNDI, LUNDI),
        (LUNDI, None, MERCREDI, MERCREDI),
        (MERCREDI, None, LUNDI, MERCREDI),
        (LUNDI, VENDREDI, MERCREDI, VENDREDI),
        (None, VENDREDI, MERCREDI, VENDREDI),
        (LUNDI, None, None, None),
        (None, None, LUNDI, None),
    ],
)
def test_published_and_transmitted(
    transmise: date | None, recue: date | None, publiee: date | None, attendu: date | None
) -> None:
    assert executoire_le(transmise=transmise, recue=recue, publiee=publiee) == attendu


@given(st.dates(), st.dates(), st.dates())
def test_never_before_any_of_its_proofs(transmise: date, recue: date, publiee: date) -> None:
    found = executoire_le(transmise=transmise, recue=recue, publiee=publiee)
    assert found == max(recue, publiee)


def test_an_act_that_is_not_transmitted_needs_its_publication_only() -> None:
    assert executoire_le(transmise=None, recue=None, publiee=LUNDI, transmissible=False) == LUNDI


@pytest.mark.parametrize(
    ("suites", "attendu"),
    [
        (Suites(), Stade.ADOPTE),
        (Suites(transmise_le=LUNDI), Stade.TRANSMIS),
        (Suites(recue_le=LUNDI), Stade.TRANSMIS),
        (Suites(publiee_le=LUNDI), Stade.PUBLIE),
        (Suites(publiee_le=LUNDI, transmise_le=LUNDI), Stade.EXECUTOIRE),
    ],
)
def test_the_stage_follows_from_the_facts(suites: Suites, attendu: Stade) -> None:
    assert stade(suites, adopte=True, transmissible=True) is attendu
    assert stade(suites, adopte=False, transmissible=True) is Stade.MODELE
