"""Formulas of acte.yaml: exact, kept to their kinds of values, and harmless whatever they say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actgen.base.text.quantites import Contenance, DureeCalendaire, Heures, Taux
from actgen.council.facts.types_de_champ import TypeChamp
from actgen.council.kinds.formules import MAX_SIGNS, lire
from actgen.council.kinds.operations import FormulaFault, Table

JOUR = date(2026, 6, 15)
PLAN = Table(
    (
        {"qui": "État", "etat": "acquise", "montant": Decimal("40000.10"), "le": date(2025, 1, 1)},
        {"qui": "Région", "etat": "demandée", "montant": Decimal("0.20"), "le": None},
        {"qui": "Commune", "etat": None, "montant": None, "le": date(2024, 5, 1)},
    ),
    {"qui": TypeChamp.TEXTE, "etat": TypeChamp.CHOIX, "montant": TypeChamp.MONTANT, "le": TypeChamp.DATE},
)
LOTS = Table(({"surface": Contenance(825)}, {"surface": Contenance(75)}), {"surface": TypeChamp.CONTENANCE})
NOMS: Mapping[str, Any] = {
    "cout": Decimal("100000"),
    "adjoints": 4,
    "taux": Taux(Decimal("12.5")),
    "debut": date(2024, 1, 31),
    "bail": DureeCalendaire(ans=9),
    "poste": Heures(1050),
    "mode": "aux enchères",
    "publique": True,
    "motif": None,
    "plan": PLAN,
    "lots": LOTS,
    "noms": Table(({"": "A"}, {"": "B"}), {"": TypeChamp.TEXTE}),
    "prix": Table(({"": Decimal(2)}, {"": Decimal(3)}), {"": TypeChamp.MONTANT}),
    "postes": Table(
        ({"rang": 3, "apres": 2}, {"rang": 4, "apres": 5}), dict.fromkeys(("rang", "apres"), TypeChamp.NOMBRE)
    ),
    "vide": Table((), {"montant": TypeChamp.MONTANT}),
    "absent": Table((), {"montant": TypeChamp.MONTANT}, ecrite=False),
    "sans_chiffre": Table(
        ({"etat": "acquise", "montant": None, "taux": None},),
        {"etat": TypeChamp.CHOIX, "montant": TypeChamp.MONTANT, "taux": TypeChamp.TAUX},
    ),
    "pleine": Table(
        ({"montant": Decimal(1)}, {"montant": None}), {"montant": TypeChamp.MONTANT}, frozenset({"montant"})
    ),
}


def valeur(texte: str) -> Any:
    return lire(texte).valeur(NOMS.__getitem__, JOUR)


@pytest.mark.parametrize(
    ("formule", "attendue"),
    [
        ("1 + 2 * 3 - 4 / 2", Decimal(5)),
        ("0.1 + 0.2 == 0.3", True),
        ("cout * taux", Decimal(12500)),
        ("taux * cout == cout * taux", True),
        ("taux + taux", Taux(Decimal(25))),
        ("taux / taux", Decimal(1)),
        ('taux >= taux("12,5 %")', True),
        ("-cout < 0", True),
        ("adjoints + 1", Decimal(5)),
        ("total(plan.montant)", Decimal("40000.30")),
        ('total(plan.montant, etat="acquise")', Decimal("40000.10")),
        ("total(lots.surface)", Contenance(900)),
        ('metres_carres(total(lots.surface)) * 2 == 1800 and total(lots.surface) < contenance("1 ha")', True),
        ("total(prix)", Decimal(5)),
        ("total(vide.montant)", Decimal(0)),
        ("nombre(plan)", Decimal(3)),
        ('nombre(plan, etat="demandée")', Decimal(1)),
        ("nombre(noms)", Decimal(2)),
        ("nombre(postes, rang=adjoints) + nombre(postes, rang=7)", Decimal(1)),
        ("minimum(postes.apres) + 1", Decimal(3)),
        ("nombre(vide) == 0", True),
        ("minimum(plan.le)", date(2024, 5, 1)),
        ("maximum(prix)", Decimal(3)),
        ("maximum(cout, 3, 200000)", Decimal(200000)),
        ("arrondi(2.345, 2)", Decimal("2.35")),
        ("arrondi(-2.345, 2)", Decimal("-2.35")),
        ("arrondi(1250, -2)", Decimal("1.3E+3")),
        ('debut + duree("1 mois")', date(2024, 2, 29)),
        ('duree("10 jours") + debut', date(2024, 2, 10)),
        ('debut - duree("1 an")', date(2023, 1, 31)),
        ('debut - date("01/01/2024")', DureeCalendaire(jours=30)),
        ('debut - date("01/01/2024") < duree("31 jours")', True),
        ('bail == duree("108 mois")', True),
        ('bail < duree("10 ans") and poste <= heures("17 h 30")', True),
        ("annee(debut) == 2024", True),
        ("1 if publique else 2", Decimal(1)),
        ('mode in ("de gré à gré", "aux enchères")', True),
        ('mode not in ("de gré à gré",)', True),
        ('not publique or mode == "aux enchères"', True),
        ("0 < cout <= 100000", True),
        ("connu(motif)", False),
        ("connu(cout) and connu(plan) and not connu(vide)", True),
        ("not connu(motif) or motif == 3", True),
        ("mois(bail)", Decimal(108)),
        ("arrondi(echeance(cout, taux, 4, 40), 2)", Decimal("4414.09")),
        ('echeance(cout, taux("0 %"), 1, 8)', Decimal(12500)),
        ('annees_dites("pour neuf ans, ou vingt-cinq ans au plus")', Decimal(25)),
        ('annees_dites("pour 3 années, sans plan d’ensemble")', Decimal(3)),
        ('annees_dites("chaque année")', Decimal(0)),
        ('meme_texte("Dans les cas définis.", "autres", "dans les cas definis")', True),
        ('meme_texte("dans les cas définis ce jour", "dans les cas définis")', False),
        ('contient("Deux Attachées principales", "attaché", "ingénieur")', True),
        ('contient("un attachement", "attaché")', False),
        ('hors_attribution(6, "licencier les agents titulaires")', True),
        ('hors_attribution(6, "passer les contrats d’assurance")', False),
        ('hors_attribution(99, "licencier")', False),
        ('seuil("domaine_acquisition")', Decimal(180000)),
        ('seuil("indemnite_du_maire", 499)', Taux(Decimal("28.1"))),
        ('seuil("indemnite_du_maire", 500)', Taux(Decimal("44.3"))),
        ('seuil("indemnite_du_maire", 100000)', Taux(Decimal(145))),
        ('seuil("domaine_acquisition", date("31/12/2016"))', Decimal(75000)),
        ('seuil("procedure_formalisee_travaux", date("31/12/2025"))', Decimal(5_538_000)),
        ('seuil("procedure_formalisee", date("01/01/2026"))', Decimal(216_000)),
        ('seuil("dispense_de_publicite", date("31/03/2026"))', Decimal(40_000)),
        ('seuil("dispense_de_publicite_travaux", date("01/06/2025"))', Decimal(100_000)),
    ],
)
def test_its_value(formule: str, attendue: Any) -> None:
    trouvee = valeur(formule)
    assert trouvee == attendue and type(trouvee) is type(attendue)


@pytest.mark.parametrize(
    "formule",
    [
        "motif == 3",
        'mois(duree("30 jours"))',
        "echeance(cout, taux, 13, 40)",
        "cout > 0 and motif == 3",
        "cout / (adjoints - 4)",
        "total(absent.montant)",
        "nombre(absent)",
        "total(pleine.montant)",
        "total(sans_chiffre.montant)",
        'total(sans_chiffre.montant, etat="acquise")',
        "nombre(pleine, montant=1)",
        "minimum(vide.montant)",
        'bail > duree("90 jours")',
        'seuil("participation_du_maitre_d_ouvrage", date("01/01/2000"))',
        'debut + duree("99999 ans")',
        'debut - duree("3000 ans")',
        "arrondi(1000000000000 * 1000000000000 * 1000000000000, 6)",
    ],
)
def test_what_lacks_a_value_says_nothing(formule: str) -> None:
    assert valeur(formule) is None


@pytest.mark.parametrize(
    ("formule", "dit"),
    [
        ("debut + cout", "« + » entre une date et un montant ou un nombre"),
        ("taux > 20", "« > » entre un taux et un montant ou un nombre"),
        ("poste == bail", "« == » entre un nombre d’heures et une durée"),
        ("mode > 1", "« > » entre un texte et"),
        ("not cout", "n’est pas un oui ou non"),
        ("cout and publique", "n’est pas un oui ou non"),
        ("1 if cout else 2", "n’est pas un oui ou non"),
        ("total(cout)", "« total » attend une colonne (plan.montant), et reçoit un montant ou un nombre"),
        ("total(plan.qui)", "des valeurs de type « texte » ne s’additionnent pas"),
        ("total(plan.prix)", "« plan » n’a pas de colonne « prix »"),
        ('total(plan.montant, stade="x")', "le tableau n’a pas de colonne « stade »"),
        ("cout.montant", "« cout » n’a pas de colonne « montant »"),
        ("plan.montant", "une colonne entière n’est pas une valeur"),
        ("plan.montant > 3", "« > » entre une colonne entière"),
        ("nombre(cout)", "attend un tableau"),
        ("nombre()", "ne reçoit pas ce qu’il lui faut"),
        ("arrondi(cout, 40)", "combien de décimales"),
        ("annee(cout)", "attend une date"),
        ("mois(cout)", "« mois » attend une durée, et reçoit un montant ou un nombre"),
        ("annees_dites(cout)", "« annees_dites » attend un texte, et reçoit un montant ou un nombre"),
        ('meme_texte("a", cout)', "« meme_texte » attend un texte, et reçoit un montant ou un nombre"),
        ('contient(cout, "a")', "« contient » attend un texte, et reçoit un montant ou un nombre"),
        (
            "hors_attribution(6, cout)",
            "« hors_attribution » attend un texte, et reçoit un montant ou un nombre",
        ),
        ("echeance(cout, cout, 4, 40)", "« echeance » attend un montant, un taux"),
        ("connu(plan.montant)", "attend le nom d’un champ"),
        ('taux("20")', "le signe % manque"),
        ("duree(3)", "attend un texte entre guillemets"),
        ('seuil("indemnite_du_maire")', "« indemnite_du_maire » va par tranches"),
        ('seuil("domaine")', "n’est pas dans data/droit/seuils_des_actes.yaml"),
        ("somme(plan.montant)", "la fonction « somme » n’existe pas"),
        ("0,5", "avec un point"),
        ("(cout", "ne se lit pas"),
        ("", "ne se lit pas"),
        ("cout = 3", "ne se lit pas"),
        ("cout == True", "« True » n’y est pas admis"),
        (f"cout > {'9' * 20}", "trop grand"),
        ("1+" * 100 + "1", "trop longue"),
        ("c" * (MAX_SIGNS + 1), "401 signes"),
    ],
)
def test_a_fault_is_told(formule: str, dit: str) -> None:
    with pytest.raises(FormulaFault) as faute:
        lue = lire(formule)
        lue.essai(NOMS.__getitem__, JOUR)
    assert dit in str(faute.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "formule",
    [
        "cout.__class__",
        "__import__('os')",
        "().__class__.__bases__[0].__subclasses__()",
        "(lambda: 1)()",
        "10 ** 10 ** 10",
        "1 << 1000000",
        "9 % 2",
        "cout // 2",
        "[x for x in plan]",
        "{'a': 1}",
        "plan[0]",
        "f'{cout}'",
        "mode.upper()",
        "total.__globals__",
        "(x := 3)",
        "eval('1')",
        "mode * 1000000000",
        "'a' * 1000000000",
        "1e999",
        "1j",
        "b'a'",
        "...",
        "None",
        "total(*plan)",
        "total(**plan)",
        "await cout",
        "(" * 300 + "1" + ")" * 90,
        "-" * 399 + "1",
        "connu(" * 60 + "cout" + ")" * 60,
        "1 if 1 else " * 30 + "1",
    ],
)
def test_what_strangers_write_runs_nothing(formule: str) -> None:
    with pytest.raises(FormulaFault):
        lire(formule).essai(NOMS.get, JOUR)


@given(
    st.text(st.sampled_from("()+-*/<>=.,'\"[]{}_ \n\\:;%&|^~@#abcdetotalcoutplan0129é\u00a0"), max_size=60)
)
@example("\x00")
@example("1if 2else 3")
@example("cout\n+ 1")
def test_any_text_is_a_formula_or_a_fault(texte: str) -> None:
    try:
        lue = lire(texte)
        assert set(lue.noms) <= set(NOMS) or lue.noms
        if set(lue.noms) <= set(NOMS):
            lue.essai(NOMS.__getitem__, JOUR)
    except FormulaFault as faute:
        assert str(faute)


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(-(10**9), 10**9, places=2))
def test_amounts_stay_exact(a: Decimal, b: Decimal) -> None:
    def noms(nom: str) -> Decimal:
        return {"a": a, "b": b}[nom]

    assert lire("a + b - b == a").valeur(noms, JOUR) is True
    assert lire("arrondi(a, 2) == a").valeur(noms, JOUR) is True
    assert lire("maximum(a, b) >= minimum(a, b)").valeur(noms, JOUR) is True


def test_its_names_come_in_the_order_of_the_text() -> None:
    assert lire("total(plan.montant, etat=mode) > cout + cout * taux").noms == (
        "plan",
        "mode",
        "cout",
        "taux",
    )


def test_every_branch_is_tried() -> None:
    """What is behind a test that the specimens don't meet is tried all the same."""
    for formule in ("publique or debut + 1 == 2", "not publique and debut == 2", "3 if publique else debut"):
        valeur(formule)
        with pytest.raises(FormulaFault):
            lire(formule).essai(NOMS.__getitem__, JOUR)
