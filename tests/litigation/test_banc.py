"""The litigation bench: all slips found in their place, no false alarm, and a bench that can turn red."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bench.litigation import banc
from bench.litigation.juge import EXCEPTIONS, codes_sans_mutateur
from bench.litigation.mutateurs import Mutateur, tous
from bench.litigation.seances import Dossier
from bench.litigation.seances.ecriture import ecrire
from bench.litigation.seances.loi import Droit, effectif_legal, jours_francs, plus_deux_mois

REGLES = Path(__file__).resolve().parents[1] / "regles"
CODES = {mutateur.code for mutateur in tous()}


@pytest.mark.slow
@pytest.mark.timeout(3_000)
def test_the_whole_bench_is_green(tmp_path: Path) -> None:
    bilan = banc.banc(banc.SESSIONS, graine=0, processus=2, gardes=tmp_path)
    print(*banc.tableau(bilan), sep="\n")  # README's figures
    assert bilan.valides == banc.SESSIONS
    assert bilan.fautes() == [], "\n".join(bilan.echecs[:20])


@pytest.mark.slow
def test_a_small_sample_is_green(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(banc, "tous", lambda: tous()[::4])
    bilan = banc.lot(graine=1, combien=20, par_lot=1, gardes=tmp_path)
    assert bilan.valides == 20
    assert bilan.fautes(minimum=0) == [], "\n".join(bilan.echecs)


def test_every_rule_that_warns_or_blocks_is_put_to_the_test() -> None:
    assert codes_sans_mutateur(CODES) == []
    assert codes_sans_mutateur(CODES - {"VOTE-TOTAL"}) == ["VOTE-TOTAL"]


def test_every_code_that_a_case_of_tests_regles_raises_is_put_to_the_test() -> None:
    """A code of mere information may warn in some situation: only the cases tell."""
    cas = [fichier.read_text(encoding="utf-8") for fichier in sorted(REGLES.rglob("*.yaml"))]
    souleves = set(re.findall(r"\b(?:erreur|attention) ([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)", "\n".join(cas)))
    assert "POUV-SECONDE-SEANCE" in souleves
    assert sorted(code for code in souleves - CODES if not code.startswith(tuple(EXCEPTIONS))) == []


def test_equal_seeds_give_equal_sessions() -> None:
    premiers, seconds, autres = (
        [dossier.fichiers for dossier in banc.tirer(graine, 5)] for graine in (3, 3, 4)
    )
    assert premiers == seconds != autres


def test_a_slip_that_is_not_found_makes_the_bench_red(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    muet = Mutateur("VOTE-TOTAL", "rien ne change", "erreur", lambda dossier, alea: [("seance", "points")])
    monkeypatch.setattr(banc, "tous", lambda: (muet,))
    bilan = banc.lot(graine=1, combien=1, par_lot=1, gardes=tmp_path)
    assert bilan.fautes(minimum=1) == ["VOTE-TOTAL : rien ne change : 0/1 trouvés, 0 à leur place"]
    assert (tmp_path / "VOTE-TOTAL-1-0-1" / "seances" / "seance.yaml").is_file()


def test_a_slip_found_elsewhere_makes_the_bench_red(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ailleurs(dossier: Dossier, alea: object) -> list[tuple[str | int, ...]]:
        dossier.poser(("seance", "convocation", "envoyee_le"), "01/01/2030")
        return [("seance", "seance", "date")]

    monkeypatch.setattr(banc, "tous", lambda: (Mutateur("CONV-DATE-COHERENCE", "ailleurs", "", ailleurs),))
    bilan = banc.lot(graine=1, combien=1, par_lot=1, gardes=tmp_path)
    assert bilan.fautes(minimum=1) == ["CONV-DATE-COHERENCE : ailleurs : 1/1 trouvés, 0 à leur place"]


def test_a_false_alarm_or_too_few_sessions_make_the_bench_red() -> None:
    bilan = banc.Bilan(valides=2, fausses_alertes=1, comptes={"VOTE-TOTAL : x": banc.Compte(19, 19, 19)})
    assert bilan.fautes() == ["1 fausse(s) alerte(s)", "VOTE-TOTAL : x : 19 séance(s) seulement"]


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
    assert [effectif_legal(n) for n in (99, 100, 1_417, 3_499, 3_500, 299_999, 300_000)] == [
        7,
        11,
        15,
        23,
        27,
        65,
        69,
    ]
    assert plus_deux_mois(date(2022, 12, 19)) == date(2023, 2, 19)
    assert plus_deux_mois(date(2022, 12, 31)) == date(2023, 2, 28)
