"""The litigation bench: no false alarm, every slip found, and a bench that can turn red."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench.litigation import banc
from bench.litigation.fautes import Faute, fautes, poser, transposable
from bench.litigation.seances import seance_tiree
from bench.litigation.seances.ecriture import ecrire
from bench.litigation.seances.loi import Droit, effectif_legal, jours_francs, plus_deux_mois


@pytest.mark.slow
@pytest.mark.timeout(1_500)
def test_the_whole_bench_is_green(tmp_path: Path) -> None:
    bilan = banc.banc(banc.SESSIONS, graine=0, processus=2, gardes=tmp_path)
    print(*banc.score(bilan), sep="\n")  # README's figures
    assert bilan.valides == banc.SESSIONS
    assert list(bilan.rouge()) == [], "\n".join(bilan.echecs[:20])


def test_a_small_sample_is_green(tmp_path: Path) -> None:
    bilan = banc.lot(graine=1, combien=10, gardes=tmp_path)
    bilan.ajouter(banc.casses(fautes()[::40], graine=1, gardes=tmp_path))
    assert bilan.valides == 10 and bilan.cassees > 30
    assert bilan.echecs == []  # too few to tell a share


def test_slips_come_from_cases_and_rows() -> None:
    """And most are slips in a drawn session too: a day moved, a room and its votes taken over."""
    noms = [faute.nom for faute in fautes()]
    assert len(set(noms)) == len(noms) > 700
    assert "QUORUM-SEUIL : faux" in noms
    assert sum(map(transposable, fautes())) > 550


def test_a_day_of_a_slip_moves_with_its_session() -> None:
    faute = Faute("x", "commune", {"suites": {"transmise_le": "14/06/2023"}}, (("erreur", "X"),))
    dossier = seance_tiree("1")
    assert poser(faute, dossier) == [("seance", "suites", "transmise_le")]
    veille = date.fromordinal(dossier.faits.jour.toordinal() - 1)
    assert dossier.fichiers["seance"]["suites"]["transmise_le"] == veille.strftime("%d/%m/%Y")


def test_equal_seeds_give_equal_sessions() -> None:
    premiers, seconds, autres = (
        [dossier.fichiers for dossier in banc.tirer(graine, 5)] for graine in (3, 3, 4)
    )
    assert premiers == seconds != autres


def test_a_slip_that_is_not_found_makes_the_bench_red(tmp_path: Path) -> None:
    muette = Faute("rien ne change", "commune", {}, (("erreur", "VOTE-TOTAL"),))
    bilan = banc.casses((muette,), graine=1, gardes=tmp_path)
    assert list(bilan.rouge()) == [f"{1 + banc.TIREES} faute(s) non trouvée(s)"]
    assert (tmp_path / "faute-1-0-modele" / "seances" / "seance.yaml").is_file()


def test_false_alarms_and_slips_found_elsewhere_make_the_bench_red() -> None:
    bilan = banc.Bilan(valides=2, fausses_alertes=1, cassees=100, trouvees=100, en_place=94)
    assert list(bilan.rouge()) == ["1 fausse(s) alerte(s)", "94 en place sur 100"]


def test_the_lines_of_a_key_are_those_of_the_text() -> None:
    texte, lignes = ecrire({"a": 1, "b": {"c": ["x", {"d": "« y »", "e": 2}]}, "f": None})
    assert texte.splitlines() == ["a: 1", "b:", "  c:", "    - x", '    - d: "« y »"', "      e: 2", "f:"]
    assert lignes[("b",)] == (2, 6)
    assert lignes[("b", "c", 1)] == (5, 6)
    assert lignes[("b", "c", 1, "e")] == (6, 6)
    assert lignes[("f",)] == (7, 7)


# the second opinion, on the worked examples of the reference


@pytest.mark.parametrize(
    ("membres", "jour", "quorum"),
    [
        (15, date(2022, 12, 15), 8), (11, date(2022, 12, 15), 6), (8, date(2022, 12, 15), 5),
        (14, date(2022, 12, 15), 8), (10, date(2022, 12, 15), 6), (15, date(2021, 12, 15), 5),
        (11, date(2020, 6, 15), 4), (15, date(2021, 10, 15), 8),
    ],
)  # fmt: skip
def test_the_quorum_of_this_bench(membres: int, jour: date, quorum: int) -> None:
    assert Droit(jour, epci=False, departement="68", habitants=1_400).quorum(membres) == quorum


def test_the_days_and_seats_of_this_bench() -> None:
    assert jours_francs(date(2026, 6, 1), date(2026, 6, 5)) == 3
    assert jours_francs(date(1989, 12, 21), date(1989, 12, 26)) == 4
    sieges = [effectif_legal(n) for n in (99, 100, 1_417, 3_499, 3_500, 299_999, 300_000)]
    assert sieges == [7, 11, 15, 23, 27, 65, 69]
    assert plus_deux_mois(date(2022, 12, 19)) == date(2023, 2, 19)
    assert plus_deux_mois(date(2022, 12, 31)) == date(2023, 2, 28)
