"""A law of 2027 is one new row: the sessions of 2027 are judged by it, those of 2022 as they were.

Each rule gets a made-up row, added at the end of its list in a copy of data/droit and nothing else; the same
session is judged on two days, before and after.
"""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actgen import law
from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Diagnostic
from actgen.law import files, groupements, nomenclature, regimes, scrutins, suites
from actgen.law.verification import verify
from actgen.reading.sources import shipped
from tests.regles.cases import Case, findings, merge, model, write
from tests.session.acts import examined, plan

AVANT, APRES = date(2022, 12, 15), date(2027, 6, 15)
LUE = "statut: verifie, sources: [S18]"
DE_MEMOIRE = "statut: memoire"


@pytest.fixture
def ajouter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Adds one row to a list of a copy of data/droit, which is the law of the test."""
    copy = tmp_path / "droit"
    shutil.copytree(shipped("data", "droit"), copy)

    def add(name: str, key: str, row: str, origine: str = DE_MEMOIRE) -> None:
        place = copy / name
        lines = place.read_text(encoding="utf-8").splitlines()
        start = lines.index(f"{key}:")
        end = next((n for n in range(start + 1, len(lines)) if lines[n][:1] not in ("", " ")), len(lines))
        lines.insert(end, f"  - {{du: 2027-01-01, {origine}, note: loi inventée, {row}}}")
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")
        _forget()
        assert [(each.message, each.location) for each in verify()] == []

    monkeypatch.setattr(
        files, "shipped", lambda *parts: copy / parts[-1] if "droit" in parts else shipped(*parts)
    )
    _forget()
    yield add
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    """Every table of law is read again."""
    for each in pkgutil.iter_modules(law.__path__):
        for found in vars(importlib.import_module(f"actgen.law.{each.name}")).values():
            if hasattr(found, "cache_clear"):
                found.cache_clear()


@dataclass(frozen=True)
class Loi:
    """A row that is added, and what a session of 2027 is then told (or no more told, with `-`)."""

    fichier: str
    liste: str
    ligne: str
    change: dict[str, Any]
    constat: str
    modele: str = "commune"
    dit: str = ""


def _point(**faits: Any) -> dict[str, Any]:
    return {"points": [{"numero": "1", "objet": "Achat", "vote": "13 pour", **faits}]}


def _absents(*rangs: int) -> dict[str, Any]:
    return {"absents": [f"Membre {rang}" for rang in rangs]}


NEUF = {**_absents(*range(10, 16)), **_point(vote="9 pour")}
TOURS = {"tours": [{"voix": ["Membre 2, 6 voix", "Membre 3, 6 voix"], "nuls": "1"}] * 2}
SECONDE = {
    "convocation": {
        "ordre_du_jour": ["Achat"],
        "seconde": {"premiere_seance": "x", "ordre_du_jour": ["Achat"]},
    },
    **_absents(*range(5, 16)),
    **_point(vote="4 pour"),
}
LOIS = (
    Loi("regimes.yaml", "quorum_ordinaire", "part: 2/3, compte: presents, pouvoirs: 1, article: L2121-17",
        NEUF, "erreur QUORUM-OUVERTURE", dit="9 présents pour un quorum de 10"),
    Loi("regimes.yaml", "quorum_ordinaire", "part: 1/2, compte: presents, pouvoirs: 2, article: L2121-17",
        {"absents": [f"Membre {n}, pouvoir à Membre 2" for n in (14, 15)], **_point(vote="15 pour")},
        "- erreur POUV-UNIQUE"),
    Loi("regimes.yaml", "convocations",
        "cas: moins_de_3500, jours_francs: 10, ecart: 11, ecart_urgence: 2, article: L2121-11", {},
        "erreur CONV-DELAI", dit="10 exigés"),
    Loi("regimes.yaml", "secondes_convocations",
        "droit: commun, condition: delai, jours_francs: 8, article: L2121-17", SECONDE,
        "erreur QUORUM-2E-CONV", dit="quand il en faut 8"),
    Loi("regimes.yaml", "premiere_reunion", "premier_jour: 4, dernier_jour: 5, article: L2121-7",
        {"seance": {"nature": "installation"}}, "info CONV-INSTALLATION", dit="du jeudi au vendredi"),
    Loi("regimes.yaml", "seuil_population", "habitants: 1000, article: L2121-12",
        {"convocation": {"envoyee_le": 4}}, "erreur CONV-DELAI", dit="5 exigés"),
    Loi("regimes.yaml", "droit_local", "departements: [21, 57, 67, 68], article: L2541-1",
        {"absents": ["Membre 14", "Membre 15"]}, "attention ABSENCE-QUALIFIEE"),
    Loi("regimes.yaml", "seances_a_distance", "pour: commune, texte: loi inventée",
        {"seance": {"a_distance": "oui"}}, "- erreur EPCI-TELECONF"),
    Loi("votes.yaml", "scrutins", "scrutin: public, un_present_sur: 2, article: L2121-21",
        _point(demandes="scrutin public demandé par 4 membres", vote="12 pour, 1 contre"),
        "- erreur VOTE-PUBLIC"),
    Loi("votes.yaml", "huis_clos", "genre: commune, membres: 6, article: L2121-18",
        _point(huis_clos="oui", demandes="huis clos demandé par 4 membres", vote_huis_clos="13 pour"),
        "attention VOTE-HUIS-CLOS", dit="quand il en faut 6"),
    Loi("votes.yaml", "nominations", "tours_a_la_majorite_absolue: 1, tours: 1, article: L2121-21",
        _point(objet="Élection", nature="nomination", scrutin="secret", vote=TOURS), "erreur VOTE-TOURS",
        dit="le 1e et dernier"),
    Loi("votes.yaml", "duree_des_pouvoirs", "seances: 1, article: L2121-20",
        {"absents": [{"nom": "Membre 15", "pouvoir": {"mandataire": "Membre 2", "seances": [40, 0]}}],
         **_point(vote="15 pour")}, "erreur POUV-TROIS-SEANCES", dit="1 au plus"),
    Loi("delegations.yaml", "exclusions", 'objet: l’achat, mots: [achat d’un terrain]',
        _point(objet="Achat d’un terrain", vote="11 pour"), "attention EPCI-BUREAU", "bureau"),
    Loi("tribunaux.yaml", "tribunaux", "ville: Alésia, nom: TA d’Alésia, departements: [21]",
        {"collectivite": {"tribunal": "tribunal administratif de Dijon"}}, "erreur REC-TA", dit="d’Alésia"),
    Loi("effectifs.yaml", "effectifs", "article: L2121-2, tranches: [{membres: 13}]",
        {"collectivite": {"population_renouvellement": "1200 en 2017"}}, "attention EFFECTIF-LEGAL",
        dit="un effectif légal de 13"),
    Loi("suites.yaml", "dispenses_de_transmission", "objet: achats, mots: [achats], article: L2131-2",
        _point(dispense_de_transmission="achats"), "- erreur TRANS-SOUMIS, point 1"),
    Loi("suites.yaml", "numero_actes", "longueur: 10", {}, "attention ACTES-NUMERO", dit="10 au plus"),
    Loi("interets.yaml", "opposition_locale", "jours: 30, article: L2541-18",
        _point(interesse="Membre 8", vote="12 pour"), "info INT-OPPOSITION-LOCALE, point 1", "alsace",
        "30 jours, date"),
)  # fmt: skip


@pytest.mark.parametrize("loi", LOIS, ids=lambda loi: f"{loi.liste}: {loi.constat}")
def test_a_law_of_2027_judges_2027_and_leaves_2022(
    loi: Loi, tmp_path: Path, checkout: Path, ajouter: Callable[..., None]
) -> None:
    avant = {jour: _constats(loi, jour, tmp_path / f"a{jour.year}", checkout) for jour in (AVANT, APRES)}
    ajouter(loi.fichier, loi.liste, loi.ligne, LUE)
    apres = {jour: _constats(loi, jour, tmp_path / f"b{jour.year}", checkout) for jour in (AVANT, APRES)}

    assert apres[AVANT] == avant[AVANT]
    neufs = apres[APRES] - avant[APRES]
    vises = avant[APRES] - apres[APRES] if loi.constat.startswith("- ") else neufs
    assert [dit for code, dit in vises if code == loi.constat.removeprefix("- ") and loi.dit in dit], (
        avant[APRES] ^ apres[APRES]
    )


@pytest.mark.parametrize(
    "loi", [loi for loi in LOIS if loi.constat.startswith("erreur")], ids=lambda loi: loi.liste
)
@pytest.mark.parametrize("statut", ["memoire", "deduction"])
def test_a_law_that_nobody_read_warns_where_it_would_block(
    loi: Loi, statut: str, tmp_path: Path, checkout: Path, ajouter: Callable[..., None]
) -> None:
    avant = _constats(loi, APRES, tmp_path / "avant", checkout)
    ajouter(loi.fichier, loi.liste, loi.ligne, f"statut: {statut}")
    neufs = _constats(loi, APRES, tmp_path / "apres", checkout) - avant

    assert not {code for code, _ in neufs if code.startswith("erreur")}, neufs
    assert loi.constat.replace("erreur", "attention") in {code for code, _ in neufs}, neufs


def _constats(loi: Loi, jour: date, folder: Path, checkout: Path) -> set[tuple[str, str]]:
    """What a session of that day is told: the model session, moved to it."""
    folder.mkdir()
    dates = {
        "seance": {"date": _ecrit(jour)},
        "convocation": {"envoyee_le": _ecrit(jour, 7)},
        "suites": {"transmise_le": _ecrit(jour, -1), "publiee_le": _ecrit(jour, -1)},
    }
    change = _dates(merge(dates, loi.change, keep_empty=True), jour)
    if loi.modele == "bureau":
        change = merge(change, {"seance": {"delegation_du_conseil": _ecrit(jour, 90)}}, keep_empty=True)
    case = Case("loi", loi.liste, loi.modele, change, (), "", "", jour)
    return {(_code(each), each.message.replace("\u00a0", " ")) for each in findings(case, folder, checkout)}


def _code(found: Diagnostic) -> str:
    point = f", point {found.point}" if found.point is not None and found.code in _SUR_UN_POINT else ""
    return f"{found.severity} {found.code}{point}"


_SUR_UN_POINT = ("TRANS-SOUMIS", "INT-OPPOSITION-LOCALE")


def _dates(value: Any, jour: date) -> Any:
    """A number stands for the day that many days before the session."""
    if isinstance(value, dict):
        return {key: _dates(each, jour) for key, each in value.items()}
    if isinstance(value, list):
        return [_dates(each, jour) for each in value]
    if value == "x":
        return _ecrit(jour, 7)
    return _ecrit(jour, value) if isinstance(value, int) else value


def _ecrit(jour: date, avant: int = 0) -> str:
    return date.fromordinal(jour.toordinal() - avant).strftime("%d/%m/%Y")


def test_a_changed_remedy_is_printed_by_the_acts_of_2027_alone(
    tmp_path: Path, ajouter: Callable[[str, str, str], None]
) -> None:
    def imprimes(jour: date) -> str:
        change = {
            "seance": {"date": _ecrit(jour)},
            "convocation": {"envoyee_le": _ecrit(jour, 7)},
            "suites": {"transmise_le": _ecrit(jour, -1), "publiee_le": _ecrit(jour, -1)},
            **_absents(15),
            **_point(acte="deliberation_libre", decide="achète un pré", vote="14 pour"),
        }
        file = write(tmp_path / "seance.yaml", merge(model("commune"), change))
        asked = plan(examined(file), "deliberation-01")
        document = asked.document
        assert document is not None, asked.refus
        return " ".join(plain_words(document)).replace("\u00a0", " ")

    usuel = imprimes(AVANT)
    assert usuel.count("deux mois") == 3
    ajouter(
        "suites.yaml", "delais", "nom: recours, depuis: la publication, mois: 3, code: CJA, article: R421-1"
    )
    ajouter("suites.yaml", "delais", "nom: silence_sur_un_recours_gracieux, depuis: le recours, mois: 4, "
            "code: CRPA, article: L231-4")  # fmt: skip
    assert imprimes(AVANT) == usuel
    assert "deux mois" not in imprimes(APRES)
    assert imprimes(APRES).count("délai de trois mois") == 2
    assert "le silence gardé pendant quatre mois" in imprimes(APRES)


TABLES: tuple[tuple[str, str, str, Callable[[date], object], object], ...] = (
    ("regimes.yaml", "premiere_reunion", "premier_jour: 1, dernier_jour: 3, article: L2121-7",
     lambda jour: regimes.premiere_reunion(jour).premier_jour, 1),
    ("effectifs.yaml", "reputes_complets", "article: L2121-2-1, tranches: [{moins_de: 100, membres: 3}]",
     lambda jour: regimes.effectif_repute_complet(99, jour), 3),
    ("votes.yaml", "adoption_des_comptes", "article: L1612-12, ecartee_en_droit_local: L2543-1, visas: []",
     lambda jour: bool(scrutins.adoption_des_comptes(jour).visas), False),
    ("interets.yaml", "representants", "condition: sans_remuneration, retrait: [aide], article: L1111-6",
     lambda jour: [each.value for each in getattr(scrutins.representants(jour), "retrait", ())][1:], []),
    ("suites.yaml", "delais", "nom: recours, depuis: la publication, mois: 1, code: CJA, article: R421-1",
     lambda jour: suites.delai(suites.SuiteLegale.RECOURS, jour).mois, 1),  # type: ignore[union-attr]
    ("suites.yaml", "teletransmission", "plus_de: 0, article: L2131-2",
     lambda jour: suites.teletransmission_obligatoire(1200, jour), True),
    ("seuils.yaml", "dispenses", "achat: travaux, montant: 1",
     lambda jour: getattr(groupements.dispense(jour, "travaux"), "montant", None), 1),
    ("seuils.yaml", "transmissions", "article: D2131-5-1",
     lambda jour: groupements.seuil_transmission(jour), 216_000),
    ("seuils.yaml", "petits_lots", "fournitures_et_services: 1, travaux: 2, pourcentage: 20",
     lambda jour: getattr(groupements.petits_lots(jour), "montants", {}).get("travaux"), 2),
    ("groupements.yaml", "durees", "mois: 96, mois_entite: 96, article: L2125-1",
     lambda jour: groupements.duree_maximale(jour).mois, 96),  # type: ignore[union-attr]
    ("groupements.yaml", "maximums", "article: R2162-4",
     lambda jour: groupements.maximum_exige(jour).origine.note, "loi inventée"),  # type: ignore[union-attr]
    ("groupements.yaml", "contenu", "sujet: frais, libelle: les frais, cle: clauses.frais, essentiel: oui",
     lambda jour: sum(each.essentiel for each in groupements.sujets_exiges(jour)), 2),
    ("delegations.yaml", "exclusions", "objet: rien, natures: [x]",
     lambda jour: len(nomenclature.exclusions(jour)), 10),
    ("tribunaux.yaml", "tribunaux", "ville: Alésia, nom: TA d’Alésia, departements: [21]",
     lambda jour: getattr(suites.tribunal_nomme("Alésia", jour), "ville", None), "Alésia"),
    ("regimes.yaml", "quorum_derogatoire", "part: 1/4, compte: presents, pouvoirs: 3, texte: loi inventée",
     lambda jour: (regimes.quorum_du(jour).part.dite, regimes.quorum_du(jour).derogatoire),
     ("un quart", True)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("fichier", "liste", "ligne", "lire", "attendu"), TABLES, ids=[f"{row[0]}, {row[1]}" for row in TABLES]
)
def test_a_row_of_2027_is_read_from_its_day_on(
    fichier: str,
    liste: str,
    ligne: str,
    lire: Callable[[date], object],
    attendu: object,
    ajouter: Callable[[str, str, str], None],
) -> None:
    veille, jour = date(2026, 12, 31), date(2027, 1, 1)
    avant = [lire(AVANT), lire(veille)]
    ajouter(fichier, liste, ligne)
    assert [lire(AVANT), lire(veille)] == avant
    assert lire(jour) == lire(APRES) == attendu
