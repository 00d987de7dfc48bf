"""Shares to the cent: what any sharing must hold to, and a table computed by hand."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.records import replace
from actgen.council.facts.groupement import CleDeRepartition, Groupement
from actgen.council.figures.groupements import etat, habitants
from actgen.council.figures.parts import Repartition, apres_de, en_liste, repartir, repartition
from actgen.reading.sources import Sources
from actgen.session.load import load_groupement
from tests.council.facts.load import groupement

AMOUNTS = st.integers(0, 10**12).map(lambda cents: Decimal(cents).scaleb(-2))
WEIGHTS = st.dictionaries(
    st.text("0123456789AB", min_size=5, max_size=5), st.integers(0, 10**7), min_size=1, max_size=45
).filter(lambda weights: any(weights.values()))


@given(AMOUNTS, WEIGHTS)
def test_shares_sum_to_the_amount_and_each_is_within_a_cent_of_its_exact_share(
    amount: Decimal, weights: dict[str, int]
) -> None:
    shares = repartir(amount, weights)
    assert sum(shares.values()) == amount
    total = sum(weights.values())
    for code, share in shares.items():
        assert abs(Fraction(share) - Fraction(amount) * weights[code] / total) < Fraction(1, 100)


@given(AMOUNTS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_members_has_no_say(
    amount: Decimal, weights: dict[str, int], mixer: random.Random
) -> None:
    other = list(weights.items())
    mixer.shuffle(other)
    assert repartir(amount, dict(other)) == repartir(amount, weights)


@given(AMOUNTS, WEIGHTS, st.integers(1, 1000))
def test_the_scale_of_weights_has_no_say(amount: Decimal, weights: dict[str, int], scale: int) -> None:
    larger = {code: weight * scale for code, weight in weights.items()}
    assert repartir(amount, larger) == repartir(amount, weights)


@given(AMOUNTS, WEIGHTS)
def test_no_weight_pays_nothing_and_a_larger_one_never_pays_less(
    amount: Decimal, weights: dict[str, int]
) -> None:
    shares = repartir(amount, weights)
    assert all(shares[code] == 0 for code, weight in weights.items() if weight == 0)
    by_weight = sorted(shares, key=lambda code: (weights[code], shares[code]))
    assert [shares[code] for code in by_weight] == sorted(shares.values())


@given(AMOUNTS, WEIGHTS)
def test_a_member_without_weight_changes_nothing_for_the_others(
    amount: Decimal, weights: dict[str, int]
) -> None:
    assert repartir(amount, weights | {"nul": 0}) == repartir(amount, weights) | {"nul": Decimal(0)}


def test_the_cents_that_are_left_go_to_the_largest_remainders_then_to_the_first_code() -> None:
    assert repartir(Decimal("1"), {"c": 1, "b": 1, "a": 1}) == {
        "a": Decimal("0.34"),
        "b": Decimal("0.33"),
        "c": Decimal("0.33"),
    }
    # 0,05 €: exactly 1, 1 and 3 cents; 0,04 €: 0,8, 0,8 and 2,4 cents, of which two are left
    assert repartir(Decimal("0.05"), {"a": 1, "b": 1, "c": 3})["c"] == Decimal("0.03")
    assert repartir(Decimal("0.04"), {"a": 1, "b": 1, "c": 3})["c"] == Decimal("0.02")
    # a remainder of one half for both: the larger weight has it
    assert repartir(Decimal("0.02"), {"a": 1, "b": 3})["b"] == Decimal("0.02")


@pytest.mark.parametrize(
    ("amount", "weights"),
    [("1", {"a": 0}), ("1", {}), ("1", {"a": 2, "b": -1}), ("0.001", {"a": 1}), ("-1", {"a": 1})],
)
def test_what_can_not_be_shared_is_refused(amount: str, weights: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"weights|cents"):
        repartir(Decimal(amount), weights)


GROUP = """\
objet: la fourniture de papier
coordonnateur:
  commune: "21271"
membres:
  communes: ["21205", "21394"]
annexe_2:
  annee_population: 2019
  rubriques:
    - {titre: Socle, cle: population × services}
    - titre: Modules
      cas:
        - {titre: Partagé, cle: population des membres demandeurs}
        - {titre: Propre, cle: membre demandeur}
    - {titre: Formation, cle: parts égales}
    - {titre: Cartes, cle: coordonnateur}
    - {titre: Divers, cle: services, hors_compte: oui}
  couts:
    populations:
      - {membre: "21271", habitants: 700}
      - {membre: "21205", habitants: 1 000}
      - {membre: "21394", habitants: 300}
    services:
      - {nom: Service 1, membres: ["21205", "21394"]}
      - {nom: Service 2, membres: "21205"}
      - {nom: Cartes, membres: tous}
      - {nom: Hors compte, membres: tous}
    depenses:
      - {rubrique: Socle, montant: "1 000 €"}
      - {rubrique: Modules, cas: Partagé, service: Service 1, montant: "99,99 €"}
      - {rubrique: Modules, cas: Propre, service: Service 2, montant: "50 €"}
      - {rubrique: Formation, montant: "10 €"}
      - {rubrique: Cartes, service: Cartes, montant: "7 €"}
      - {rubrique: Divers, service: Hors compte, montant: "3 €"}
"""


@pytest.fixture
def group(tmp_path: Path) -> Groupement:
    found, findings = groupement(tmp_path, GROUP)
    assert findings == () and found is not None
    return found


def lines(parts: Repartition) -> dict[str, tuple[int, list[str], str]]:
    return {
        ligne.membre.collectivite.code: (ligne.services, [str(p) for p in ligne.parts], str(ligne.total))
        for ligne in parts.lignes
    }


def test_a_table_computed_by_hand(group: Groupement) -> None:
    """21205 has 1 000 inhabitants and 2 services that count, 21394 has 300 and 1, the coordinator 700 and 0.

    Socle: 2 000, 300 and 0 of 2 300, that is 869,565…, 130,434… and 0: the last cent to the first.
    Modules: 99,99 € by 1 000 and 300 of 1 300, that is 76,915… and 23,074…; 50 € for 21205 alone.
    Formation: 10 € in three, the last cent to the first code. Cartes: the coordinator. Divers: by 2 and 1.
    """
    parts = repartition(group)
    assert parts.annee == 2019 and parts.complete
    assert lines(parts) == {
        "21271": (0, ["0.00", "0.00", "3.33", "7.00", "0.00"], "10.33"),
        "21205": (2, ["869.57", "126.92", "3.34", "0.00", "2.00"], "1001.83"),
        "21394": (1, ["130.43", "23.07", "3.33", "0.00", "1.00"], "157.83"),
    }
    assert [str(total) for total in parts.totaux] == ["1000.00", "149.99", "10.00", "7.00", "3.00"]
    assert str(parts.total) == "1169.99" == str(sum(ligne.total for ligne in parts.lignes))


def test_services_set_aside_or_wholly_the_coordinators_do_not_count(group: Groupement) -> None:
    assert [service.nom for service in repartition(group).services_comptes] == ["Service 1", "Service 2"]


def test_another_key_takes_the_place_of_those_that_share_between_all(group: Groupement) -> None:
    parts = repartition(group, CleDeRepartition.POPULATION)
    # 1 000 €, 10 € and 3 € by 700, 1 000 and 300 of 2 000; modules and cards as before
    assert lines(parts)["21271"][1] == ["350.00", "0.00", "3.50", "7.00", "1.05"]
    assert lines(parts)["21205"][1] == ["500.00", "126.92", "5.00", "0.00", "1.50"]
    assert parts.total == repartition(group).total


@pytest.mark.parametrize("cle", list(CleDeRepartition))
def test_whatever_the_key_members_pay_the_whole(group: Groupement, cle: CleDeRepartition) -> None:
    parts = repartition(group, cle)
    for depense in parts.depenses:
        assert not depense.parts or sum(depense.parts.values()) == depense.depense.montant


# The inhabitants of a list of members: communes alone, each counted once, with the year of the counts


ROOT = Path(__file__).parents[3]


def test_an_epci_is_not_counted_besides_its_communes() -> None:
    groupement, _ = load_groupement(ROOT / "data/groupements/e_services.yaml", Sources(ROOT / "data"))
    assert groupement is not None
    lignes = etat(groupement).lignes
    communes = [c.population for c in (ligne.membre.collectivite for ligne in lignes) if c.est_commune]
    assert len(communes) == 39 and len(lignes) == 40
    total = habitants(lignes)
    assert total.nombre == sum(each.habitants for each in communes if each is not None)
    assert total.annee == 2023 and total.sans == ()
    assert habitants(lignes[:1]).nombre == 0  # m2A itself


def test_counts_of_several_years_have_no_year_and_unknown_ones_are_named() -> None:
    groupement, _ = load_groupement(ROOT / "data/groupements/papeterie.yaml", Sources(ROOT / "data"))
    assert groupement is not None
    premiere, seconde, *_ = etat(groupement).lignes
    ici = premiere.membre.collectivite
    assert ici.population is not None
    vieille = replace(ici, population=replace(ici.population, annee=1999))
    inconnue = replace(seconde.membre.collectivite, population=None)
    avec = [
        replace(premiere, membre=replace(premiere.membre, collectivite=collectivite))
        for collectivite in (ici, vieille, inconnue)
    ]
    total = habitants(avec)
    assert (total.nombre, total.annee, total.sans) == (2 * ici.population.habitants, None, (inconnue.nom,))


@pytest.mark.parametrize(
    ("nom", "nature", "apres", "seul"),
    [
        ("communauté de communes du Ternois", "communauté de communes", "de la {nom}", "C{reste}"),
        ("Communauté de communes du Ternois", "communauté de communes", "de la c{reste}", "{nom}"),
        ("syndicat d’eau du Ternois", "syndicat", "du {nom}", "S{reste}"),
        ("Metz Métropole", "métropole", "de la métropole {nom}", "{nom}"),
    ],
)
def test_an_epci_has_its_article_within_a_sentence_and_a_capital_alone(
    nom: str, nature: str, apres: str, seul: str
) -> None:
    """« sans la signature de communauté de communes… »."""
    found, _ = load_groupement(ROOT / "data/groupements/e_services.yaml", Sources(ROOT / "data"))
    assert found is not None
    epci = next(m.collectivite for m in found.membres if not m.collectivite.est_commune)
    epci = replace(epci, nom=nom, nature=nature)
    told = {"nom": nom, "reste": nom[1:]}
    assert (apres_de(epci), en_liste(epci)) == (apres.format(**told), seul.format(**told))
