"""What a kind computes and watches: declared in its manifest, judged on an item."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from actgen.base.diagnostics import Diagnostic, Status
from actgen.base.records import replace
from actgen.base.text.dates import Millesime
from actgen.base.text.quantites import Taux
from actgen.council.kinds import formules
from actgen.law.seuils import Seuil, seuil
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.council.facts.test_champs import MANIFEST, loaded, plain
from tests.session.acts import examined

PLAIN = MANIFEST.replace("Vente à {acheteur}, {prix}", "Vente")
CHAMPS = """\
  - {nom: cout, type: montant, titre: Coût}
  - {nom: aide, type: montant, titre: Aide}
  - {nom: debut, type: date, titre: Début}
  - {nom: fin, type: date, titre: Fin}
  - {nom: motif, type: texte_long, titre: Motif}
  - {nom: mode, type: choix, titre: Mode, choix: [gré à gré, enchères]}
  - {nom: delegue, type: personne, titre: Délégué}
  - nom: plan
    type: lignes
    titre: Plan
    obligatoire: oui
    colonnes:
      - {nom: qui, type: texte, titre: Financeur, obligatoire: oui}
      - {nom: assiette, type: montant, titre: Assiette}
      - {nom: taux, type: taux, titre: Taux}
      - {nom: montant, type: montant, titre: Montant}
"""


def declared(tmp_path: Path, suite: str) -> list[Diagnostic]:
    """What is told of a manifest that goes on so."""
    return [
        each for each in loaded(tmp_path, CHAMPS + suite, "", PLAIN).findings if each.code == "CHAMP-DECLARE"
    ]


CALCULE = "calculs: [{nom: a, titre: A, type:"
SI = "controles: [{si: "


@pytest.mark.parametrize(
    ("suite", "said"),
    [
        (CALCULE + " montant, formule: total(plan.prix)}]", "n’a pas de colonne « prix »"),
        (CALCULE + " montant, formule: total(montant)}]", "total(plan.montant)"),
        (CALCULE + " date, formule: cout + aide}]", "pas une valeur de type « date »"),
        (CALCULE + " montant, formule: debut + cout}]", "entre une date et un montant"),
        (CALCULE + " montant, formule: cots}]", "Le nom le plus proche : cout"),
        ("calculs: [{nom: cout, titre: A, type: montant, formule: aide}]", "« cout » est pris deux fois"),
        ("calculs: [{nom: seance, titre: A, type: montant, formule: aide}]", "« seance » est pris deux fois"),
        ("calculs: [{nom: A b, titre: A, type: date, formule: fin}]", "ne peut pas être le nom d’un champ"),
        (CALCULE + " lignes, formule: aide}]", "n’est pas de type « lignes »"),
        (CALCULE + " personne, formule: delegue}]", "n’est pas de type « personne »"),
        (
            CALCULE + " montant, formule: b + 1}, "
            "{nom: b, titre: B, type: montant, formule: a + 1}]",
            "l’une par l’autre : a → b → a",
        ),
        (CALCULE + " montant, formule: 10 ** 9}]", "n’y est pas admis"),
        ("controles: [{si: cout, dit: non}]", "n’est pas un oui ou non"),
        (SI + "cout > aide, dit: 'trop de {cots}'}]", "Le message nomme « cots »"),
        (SI + "cout > aide, dit: 'trop de {cout.__class__}'}]", "Le message nomme « cout.__class__ »"),
        (SI + "cout > aide, dit: 'trop de {0}'}]", "Le message nomme « 0 »"),
        (SI + "cout > aide, dit: 'trop }'}]", "une accolade de trop"),
        (SI + "cout > aide, dit: 'pour {motif}'}]", "qu’une phrase ne peut pas porter"),
        (SI + "cout > aide, dit: x, pour_chaque: cout}]", "n’est pas un champ de type « lignes »"),
        ("controles: [{si: montant > 3, dit: x}]", "« pour_chaque: plan »"),
        (SI + "cout > aide, dit: x, champ: non_plus}]", "pas de champ « non_plus »"),
        (SI + "cout > aide, dit: x, article: CGCT L9999-1}]", "articles.yaml ne l’a pas"),
        (SI + "cout > aide, dit: x, du: 02/01/2024, au: 01/01/2024}]", "finit avant de commencer"),
        ("controles: [{si: 'mode == \"gre\"', dit: x}]", "choix admis : « gré à gré » ou « enchères »"),
        ("controles: [{si: delegue == delegue, dit: x}]", "entre cette valeur et cette valeur"),
        ("controles: [{si: connu(cout) and debut + 1 > 2, dit: x}]", "entre une date et un montant"),
        ("visas: [{article: CGCT L2121-29, si: cout}]", "n’est pas un oui ou non"),
        ("visas: [CGCT L9999-1]", "ne sera pas imprimé"),
    ],
)  # fmt: skip
def test_a_fault_is_told_where_the_manifest_says_it(tmp_path: Path, suite: str, said: str) -> None:
    found = declared(tmp_path, suite + "\n")
    assert found, "told"
    assert said in plain(found[0])
    place = found[0].location
    assert place is not None and place.file.endswith("vente/acte.yaml")
    assert place.line == 5 + CHAMPS.count("\n") + 2


GOOD = """\
calculs:
  - {nom: sommes, titre: Sommes, type: montant, formule: total(plan.montant)}
  - {nom: part, titre: Part, type: taux, formule: aide / cout}
  - {nom: tiers, titre: Tiers, type: montant, formule: cout / 3}
  - {nom: fois, titre: Fois, type: nombre, formule: nombre(plan) + 1}
  - {nom: demi, titre: Demi, type: nombre, formule: nombre(plan) / 2}
  - {nom: an, titre: An, type: annee, formule: annee(debut)}
  - {nom: terme, titre: Terme, type: date, formule: 'debut + duree("9 ans")'}
  - {nom: tard, titre: Tard, type: oui_non, formule: debut > seance}
  - {nom: lieu, titre: Lieu, type: texte, formule: '"ici" if epci else "là"'}
controles:
  - si: sommes != cout
    dit: "le plan fait {sommes}, le coût est de {cout} (séance du {seance})"
    champ: plan
    gravite: erreur
  - pour_chaque: plan
    si: montant != arrondi(assiette * taux, 2)
    dit: "{qui} donne {montant}, et non {taux} de {assiette}, sur {cout}."
    conseil: Corrigez {le taux}.
  - {si: fin < debut, dit: "fin le {fin}", gravite: erreur, article: CGCT L2121-29, source: lu, nom: dates}
  - {si: aide > cout, dit: "aide de {aide}", gravite: erreur, article: CGCT L2121-29}
  - {si: aide > cout, dit: seulement en droit local, article: CGCT L2541-12}
  - {si: aide > cout, dit: seulement jadis, au: 01/01/2000}
  - {si: nombre(annexes) == 2 and not connu(motif), dit: deux annexes sans motif}
  - {si: aide > cout * seuil("participation_du_maitre_d_ouvrage"), dit: plus que le seuil, gravite: erreur}
"""


def values(tmp_path: Path, point: str) -> dict[str, Any]:
    figures = examined(session(tmp_path, point)).figures
    assert figures is not None and figures.points[0].valeurs is not None
    return {each.champ.nom: each.valeur for each in figures.points[0].valeurs.calcules}


def session(tmp_path: Path, point: str) -> Path:
    (tmp_path / "collectivites").mkdir()
    found = loaded(tmp_path, CHAMPS + GOOD, point, PLAIN)
    assert found.findings == ()
    return tmp_path / "seances" / "x.yaml"


def told(tmp_path: Path, point: str) -> Iterator[str]:
    for each in examined(session(tmp_path, point)).report.findings:
        if each.code in ("CHAMP-COHERENCE", "CHAMP-DROIT"):
            line = each.location.line if each.location is not None else 0
            yield f"{each.severity.value} {each.code} {line}: {plain(each).strip()}"


PLAN = "    plan:\n      - État ; 100 € ; 40 % ; 40 €\n      - Commune ; ; ; 60 €\n"


def test_each_type_is_computed(tmp_path: Path) -> None:
    found = values(tmp_path, "    cout: 100 €\n    aide: 33 €\n    debut: 31/01/2024\n" + PLAN)
    assert found == {
        "sommes": Decimal(100),
        "part": Taux(Decimal(33)),
        "tiers": Decimal("33.33"),
        "fois": 3,
        "demi": 1,
        "an": Millesime(2024),
        "terme": found["terme"],
        "tard": False,
        "lieu": "là",
    }
    assert str(found["terme"]) == "2033-01-31" and isinstance(found["an"], Millesime)


def test_what_is_not_known_is_blank_and_a_half_is_no_number(tmp_path: Path) -> None:
    found = values(tmp_path, "    cout: 100 €\n    plan: [État ; 1 €]\n")
    assert (found["part"], found["an"], found["terme"], found["demi"]) == (None, None, None, None)


def test_what_holds_is_not_told(tmp_path: Path) -> None:
    assert list(told(tmp_path, "    cout: 100 €\n    aide: 20 €\n    debut: 01/01/2024\n" + PLAN)) == []


def test_what_does_not_hold_is_told_with_its_figures_where_it_is(tmp_path: Path) -> None:
    point = "    cout: 99,50 €\n    aide: 1 €\n    debut: 02/01/2024\n    fin: 01/01/2024\n" + PLAN
    assert list(told(tmp_path, point.replace("40 % ; 40 €", "40,5 % ; 40 €"))) == [
        "erreur CHAMP-COHERENCE 20: Point 1 : le plan fait 100 €, le coût est de 99,50 € (séance du "
        "27 septembre 2024).",
        "attention CHAMP-COHERENCE 20: Point 1, ligne 1 de « plan » : État donne 40 €, et non 40,5 % de "
        "100 €, sur 99,50 €. Corrigez {le taux}.",
        "erreur CHAMP-DROIT 18: Point 1 : fin le 1er janvier 2024.",
    ]


def test_many_values_that_read_each_other_end(tmp_path: Path) -> None:
    """Each reads twenty before it: the ways from one to another can't be counted."""
    noms = [f"c{n}" for n in range(60)]
    sommes = (" + ".join(["cout", *noms[max(0, rang - 20) : rang]]) for rang in range(60))
    lignes = (
        f"  - {{nom: {nom}, titre: C, type: montant, formule: {somme}}}\n"
        for nom, somme in zip(noms, sommes, strict=True)
    )
    suite = "calculs:\n" + "".join(lignes) + "controles:\n  - {si: c59 > aide, dit: 'trop {c59}'}\n"
    (tmp_path / "collectivites").mkdir()
    assert loaded(tmp_path, CHAMPS + suite, "    cout: 1 €\n    aide: 1 €\n", PLAIN).findings == ()
    report = examined(tmp_path / "seances" / "x.yaml").report
    (found,) = (each for each in report.findings if each.code == "CHAMP-COHERENCE")
    assert "trop 5" in plain(found)


def test_the_files_joined_to_an_item_are_counted(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "    annexes: [a.pdf, b.pdf]\n")
    assert found.endswith(": Point 1 : deux annexes sans motif.")


def test_the_law_that_nobody_read_warns_and_never_blocks(tmp_path: Path) -> None:
    found = list(told(tmp_path, "    cout: 100 €\n    aide: 200 €\n"))
    assert [each.partition(" 1")[0] for each in found] == ["attention CHAMP-DROIT", "erreur CHAMP-COHERENCE"]
    assert "aide de 200 €. Règle tenue de mémoire : à vérifier." in found[0]


def _remembered(nom: str, jour: date) -> Seuil | None:
    row = seuil(nom, jour)
    return row and replace(row, origine=replace(row.origine, statut=Status.MEMORY))


@pytest.mark.parametrize(
    "suite",
    [
        'controles:\n  - {si: \'cout > 0 and heures("36 h") > seuil("temps_complet")\', dit: x, '
        "gravite: erreur}",
        "calculs:\n  - {nom: plein, titre: Plein, type: heures, formule: 'seuil(\"temps_complet\")'}\n"
        "  - {nom: trop, titre: Trop, type: oui_non, formule: 'heures(\"36 h\") > plein'}\n"
        "controles: [{si: cout > 0 and trop, dit: x, gravite: erreur}]",
    ],
)
def test_a_threshold_of_memory_does_not_block(
    tmp_path: Path, suite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formules, "seuil", _remembered)  # every row shipped today was read somewhere
    (tmp_path / "collectivites").mkdir()
    loaded(tmp_path, CHAMPS + suite + "\n", "    cout: 1 €\n", PLAIN)
    (found,) = (
        each
        for each in examined(tmp_path / "seances" / "x.yaml").report.findings
        if each.code == "CHAMP-COHERENCE"
    )
    assert found.severity.value == "attention" and "tenue de mémoire" in found.hint


def test_one_control_is_set_aside_by_its_name(tmp_path: Path) -> None:
    point = "    cout: 100 €\n    aide: 200 €\n    debut: 02/01/2024\n    fin: 01/01/2024\n"
    reasons = "derogations:\n  - {code: CHAMP-DROIT, controle: dates, motif: Vu avec le préfet.}\n"
    file = session(tmp_path, point + reasons)
    report = examine(file, Options(overrides=frozenset({"CHAMP-DROIT"}))).report
    assert [each.message for each in report.findings if each.code == "CHAMP-DROIT"] == [
        "Point 1\u00a0: aide de 200\u00a0€."
    ]
