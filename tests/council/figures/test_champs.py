"""Sums of declared tables, by group, and where they don't balance."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from actgen.council.facts.champs import Champ, ChampEcrit, Equilibre, Ligne
from actgen.council.facts.types_de_champ import TypeChamp
from actgen.council.figures.actes import desequilibres, groupes, total

SECTION = Champ("section", TypeChamp.CHOIX, "Section", choix=("fonctionnement", "investissement"))
DEPENSES = Champ("depenses", TypeChamp.MONTANT, "Dépenses")
RECETTES = Champ("recettes", TypeChamp.MONTANT, "Recettes")
LIGNES = Champ(
    "lignes",
    TypeChamp.LIGNES,
    "Lignes",
    colonnes=(SECTION, DEPENSES, RECETTES),
    par="section",
    equilibre=Equilibre("depenses", "recettes", "section"),
)


def ligne(section: str | None, depenses: str | None = None, recettes: str | None = None) -> Ligne:
    valeurs = {
        "section": section,
        "depenses": None if depenses is None else Decimal(depenses),
        "recettes": None if recettes is None else Decimal(recettes),
    }
    return Ligne(MappingProxyType(valeurs))


def test_an_empty_cell_counts_for_nothing_and_an_amount_stays_one() -> None:
    assert total([ligne("x", "1.10"), ligne("x"), ligne("x", "-3")], DEPENSES) == Decimal("-1.90")
    nothing = total([], DEPENSES)
    assert nothing == 0 and isinstance(nothing, Decimal)


def test_groups_come_in_the_order_of_the_choices_then_what_is_none_of_them() -> None:
    ecrit = ChampEcrit(LIGNES, (ligne("investissement"), ligne(None), ligne("fonctionnement")))
    assert [groupe.valeur for groupe in groupes(ecrit, "section")] == [
        "fonctionnement",
        "investissement",
        "",
    ]


def test_each_group_must_balance_and_not_the_whole_alone() -> None:
    ecrit = ChampEcrit(LIGNES, (ligne("fonctionnement", "5"), ligne("investissement", None, "5")))
    assert [(each.groupe, each.gauche, each.droite) for each in desequilibres(ecrit)] == [
        ("fonctionnement", Decimal(5), Decimal(0)),
        ("investissement", Decimal(0), Decimal(5)),
    ]


@given(st.lists(st.tuples(st.sampled_from(SECTION.choix), st.integers(-(10**9), 10**9)), max_size=20))
def test_what_is_written_twice_always_balances_and_one_cent_more_never(rows: list[tuple[str, int]]) -> None:
    lignes = [ligne(section, f"{cents / 100:.2f}", f"{cents / 100:.2f}") for section, cents in rows]
    assert desequilibres(ChampEcrit(LIGNES, tuple(lignes))) == ()
    (ecart,) = desequilibres(ChampEcrit(LIGNES, (*lignes, ligne("fonctionnement", "0.01"))))
    assert ecart.groupe == "fonctionnement" and ecart.gauche - ecart.droite == Decimal("0.01")
