"""What is written in an operative part, or a text joined, against what was counted: an item a sentence."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actgen.diagnostics import Diagnostic, Scope, Severity
from actgen.group.etat import etat
from actgen.pipeline.examine import examine
from actgen.pipeline.options import Options
from tests.pipeline.acts import workspace
from tests.regles.cases import merge, model, write

CODES = ("VOTE-TEXTE", "ELU-TEXTE", "SOMME-TEXTE")
MARKS = {Severity.ERROR: "E", Severity.WARNING: "w"}

CONTRE, UNANIME, ABSTENTION = "10 pour, 3 contre", "13 pour", "11 pour, 2 abstentions"
REJETE, PARTAGE = "5 pour, 8 contre", "6 pour, 6 contre, 1 abstention, voix du président contre"

DECISIONS = [
    ("approuve à l'unanimité la convention", CONTRE, "E"),
    ("approuve à l’unanimité la convention", UNANIME, ""),
    ("approuve à l'unanimité la convention", ABSTENTION, "w"),
    ("à l'unanimité, approuve la convention", CONTRE, "E"),
    ("n'approuve pas à l'unanimité la convention", CONTRE, "E"),
    ("approuve la convention à l'unanimité des membres présents", CONTRE, "E"),
    ("approuve à l'unanimité des suffrages exprimés la convention", ABSTENTION, ""),
    ("approuve, à l'unanimité, la convention avec l'association Les Lilas", CONTRE, "E"),
    ("attribue à l'association Les Lilas, à l'unanimité, une aide", CONTRE, "E"),
    ("renonce à l'unanimité au scrutin secret", CONTRE, ""),
    ("décide à l'unanimité de ne pas procéder au scrutin secret", CONTRE, ""),
    ("décide à l'unanimité de voter à main levée", CONTRE, ""),
    ("approuve la délibération du 3 mars 2020 adoptée à l'unanimité", CONTRE, ""),
    ("suit l'avis de la commission, donné à l'unanimité", CONTRE, ""),
    ("suit l'avis donné à l'unanimité par la commission des finances", CONTRE, ""),
    ("rejette à l'unanimité la demande", UNANIME, ""),
    ("approuve à la majorité la convention", UNANIME, "E"),
    ("approuve à la majorité la convention", CONTRE, ""),
    ("approuve à la majorité absolue la convention", ABSTENTION, "w"),
    ("approuve à la majorité la convention", REJETE, "E"),
    ("approuve à la majorité la convention", PARTAGE, "w"),
    ("rejette à la majorité la demande", REJETE, ""),
    ("approuve les statuts, dont les décisions sont prises à la majorité", UNANIME, ""),
    ("adopte le règlement intérieur à l'unanimité", CONTRE, "E"),
    ("adopte le règlement : « Le bureau statue à l'unanimité »", CONTRE, ""),
    ("dit que les décisions du bureau sont prises à l'unanimité", CONTRE, ""),
    ("dit que la convention devra être adoptée à l'unanimité de ses membres", CONTRE, ""),
    ("DECIDE A L'UNANIMITE d'acheter", CONTRE, "E"),
    ("DECIDE A L'UNANIMITE d'acheter", UNANIME, ""),
    ("approuve à l'unanimité moins une voix la convention", CONTRE, "E"),
    ("approuve à l'unanimité moins une voix la convention", UNANIME, "E"),
    ("approuve à l'unanimité moins une voix la convention", "12 pour, 1 contre", ""),
    ("approuve à l'unanimité moins une voix la convention", "12 pour, 1 abstention", ""),
    ("approuve à l'unanimité moins une abstention la convention", ABSTENTION, "E"),
    ("approuve à l'unanimité moins deux abstentions la convention", ABSTENTION, ""),
    ("approuve à l'unanimité, avec 2 abstentions, la convention", ABSTENTION, ""),
    ("décide à la majorité des deux tiers d'acheter", "7 pour, 6 contre", "E"),
    ("décide à la majorité des deux tiers d'acheter", CONTRE, ""),
    ("décide à la majorité des trois cinquièmes d'acheter", "7 pour, 6 contre", "E"),
    ("approuve à la majorité moins 2 abstentions la convention", "13 pour", "EE"),
    ("approuve à la majorité moins 2 abstentions la convention", CONTRE, "E"),
    ("approuve à la majorité moins 2 abstentions la convention", "8 pour, 3 contre, 2 abstentions", ""),
    ("approuve avec deux voix contre la convention", UNANIME, "E"),
    ("approuve avec deux voix contre la convention", "11 pour, 2 contre", ""),
    ("approuve, Membre 5 votant contre, la convention", "12 pour, 1 contre (Membre 6)", "E"),
    ("approuve, Membre 5 votant contre, la convention", "12 pour, 1 contre (Membre 5)", ""),
    ("approuve, Membre 5 votant contre, la convention", "12 pour, 1 contre", ""),
    ("approuve, Membre 5 votant contre, la convention", UNANIME, "E"),
    ("approuve la convention, Membre 5 s'abstenant", "12 pour, 1 abstention (Membre 6)", "E"),
    ("approuve la convention (abstention : Membre 6)", "12 pour, 1 abstention (Membre 6)", ""),
    ("approuve la convention (contre : Mme Membre 5 et M. Membre 6)", "12 pour, 1 contre (Membre 6)", "E"),
    ("constate le résultat du vote (pour 10, contre 5)", ABSTENTION, "EE"),
    ("constate le résultat du vote (pour 10, contre 3)", CONTRE, ""),
    ("approuve par quinze voix pour la convention", UNANIME, "E"),
    ("approuve par treize voix pour la convention", UNANIME, ""),
    ("approuve par 9 voix contre 4 la convention", CONTRE, "EE"),
    ("approuve par 10 voix contre 3 la convention", CONTRE, ""),
    ("rejette par 8 voix contre 5 la demande", REJETE, ""),
    ("approuve la convention, sans abstention", ABSTENTION, "E"),
    ("approuve la convention, sans abstention", CONTRE, ""),
    ("achète pour 10 000 € la parcelle, contre 5 000 € l'an passé", UNANIME, ""),
    ("lutte contre 3 nuisibles et pour 2 oiseaux", UNANIME, ""),
    ("fixe la règle : le comité décide à la majorité des deux tiers", UNANIME, ""),
    ("approuve par 13 voix pour la convention", CONTRE, "E"),
    ("approuve, par 13 voix pour, la convention", CONTRE, "E"),
    ("approuve, par 10 voix pour et 3 contre, la convention", CONTRE, ""),
    ("approuve (10 pour, 2 contre, 1 abstention) la convention", CONTRE, "EE"),
    ("approuve, par dix voix pour, deux voix contre, la convention", CONTRE, "E"),
    ("fixe à 2 pour cent le taux", CONTRE, ""),
    ("fixe 3 places pour les enfants", CONTRE, ""),
    ("attribue 1 500 € (mille cinq cents euros) à l'association", UNANIME, ""),
    ("attribue 1 500 € (mille quatre cents euros) à l'association", UNANIME, "E"),
    ("attribue mille cinq cents euros (1 600 €)", UNANIME, "E"),
    ("attribue mille cinq cents euros et cinquante centimes (1 500,50 €)", UNANIME, ""),
    ("attribue la somme de 1 500,50 € (mille cinq cents euros)", UNANIME, "E"),
    ("attribue 90 € (quatre vingts dix euros)", UNANIME, ""),
    ("attribue 2 000 € (deux-mille euros)", UNANIME, ""),
    ("attribue 1 000 000 € (un million d'euros)", UNANIME, ""),
    ("attribue 100 € (dix euros par enfant)", UNANIME, ""),
    ("dit que 12 000 € HT (quatorze mille quatre cents euros TTC) sont inscrits", UNANIME, ""),
    ("attribue MILLE SIX CENTS EUROS (1 700 €)", UNANIME, "E"),
    ("attribue un total de 30 000 € dont 10 000, 15 000 et 10 000", UNANIME, "E"),
    ("attribue un total de 30 000 € dont 10 000, 15 000 et 5 000", UNANIME, ""),
    ("attribue 30 000 € dont 10 000 € au club et 15 000 € à l'école", UNANIME, ""),
    ("attribue 31 000 € dont 20 000 € au club et 15 000 € à l'école", UNANIME, "E"),
    ("inscrit 30 000 €, dont 20 000 € de travaux et 15 000 € déjà payés", UNANIME, ""),
    ("attribue 32 000 €, répartis en 10 000 € pour le club et 15 000 € pour l'école", UNANIME, "E"),
    ("attribue 25 000 €, répartis en 10 000 € pour le club et 15 000 € pour l'école", UNANIME, ""),
    ("attribue 10 000 € au club et 15 000 € à l'école, soit un total de 33 000 €", UNANIME, "E"),
    ("attribue 10 000 € au club et 15 000 € à l'école, soit un total de 25 000 €", UNANIME, ""),
    ("achète 2 terrains de 10 000 € et 3 de 5 000 €, soit un total de 35 000 €", UNANIME, ""),
    ("achète le terrain pour 10 000 € HT, 2 000 € de TVA, soit 13 000 € TTC", UNANIME, "E"),
    ("achète le terrain pour 10 000 € HT, 2 000 € de TVA, soit 12 000 € TTC", UNANIME, ""),
    ("signe le marché (HT : 10 000 € ; TVA : 2 000 € ; TTC : 12 500 €)", UNANIME, "E"),
    ("signe le marché de 10 000 € HT, TVA 20 %, soit 12 600 € TTC", UNANIME, "E"),
    ("signe le marché de 10 000 € HT, TVA 20 %, soit 12 000 € TTC", UNANIME, ""),
    ("fixe le loyer à 500 € par mois, soit 6 500 € par an", UNANIME, "E"),
    ("fixe le loyer à 500 € par mois, soit 6 000 € par an", UNANIME, ""),
    ("fixe le loyer à 1 000 € par an, soit 83,33 € par mois", UNANIME, ""),
    ("fixe le loyer à 500 € par mois, soit 1 500 € pour l'année 2023", UNANIME, ""),
]

TEXTES = [
    ("La proposition est adoptée à l’unanimité.", CONTRE, "E"),
    ("La proposition est adoptée à l’unanimité.", UNANIME, ""),
    ("Adopté à l'unanimité.", CONTRE, "E"),
    ("VOTE À L'UNANIMITÉ", CONTRE, "E"),
    ("Vote : à l'unanimité.", CONTRE, "E"),
    ("Le conseil municipal, à l'unanimité, décide d'acheter.", CONTRE, "E"),
    ("Après en avoir délibéré et à l'unanimité, il est décidé d'acheter.", CONTRE, "E"),
    ("ADOPTE A L'UNANIMITE.", CONTRE, "E"),
    ("Par délibération du 3 mars 2020, adoptée à l'unanimité, la commune a acheté.", CONTRE, ""),
    ("Le conseil a approuvé à l'unanimité le 3 mars le principe.", CONTRE, ""),
    ("Article 4 : Le bureau statue à l'unanimité.", CONTRE, ""),
    ("Les délibérations sont prises à la majorité absolue des suffrages exprimés.", UNANIME, ""),
    ("Le conseil municipal, par quinze voix pour, décide d'acheter.", UNANIME, "E"),
    ("Résultat du vote : pour 10, contre 3.", CONTRE, ""),
    ("La commission des finances a donné un avis favorable à l’unanimité.", CONTRE, ""),
    ("Les parents d'élèves ont voté à l'unanimité.", CONTRE, ""),
    ("Le conseil avait renoncé à l'unanimité au scrutin secret.", CONTRE, ""),
    ("La délibération est rejetée.", CONTRE, "E"),
    ("La proposition est adoptée.", REJETE, "E"),
    ("La motion n'est pas adoptée.", CONTRE, "E"),
    ("Si la proposition est adoptée, le bail suivra.", REJETE, ""),
    ("La proposition est adoptée par le bureau.", REJETE, ""),
    ("Pour : 10 ; contre : 3 ; abstention : 0", CONTRE, ""),
    ("Pour : 11\n\nContre : 2", CONTRE, "EE"),
]


def _tours(*tours: dict[str, int], **faits: Any) -> dict[str, Any]:
    return {"tours": [{"voix": [f"{nom}, {n} voix" for nom, n in tour.items()]} for tour in tours], **faits}


ADJOINT = _tours({"Membre 1": 5, "Membre 5": 8})
EGAUX = _tours(*[{"Membre 1": 6, "Membre 5": 6}] * 3)
LISTES = _tours({"Liste de Membre 2": 8, "Liste de Membre 5": 5})
DEUX = _tours({"Membre 3": 9, "Membre 4": 8, "Membre 5": 4}, sieges=2)
PERSONNE = _tours({"Membre 1": 5, "Membre 5": 4, "Membre 6": 4})
RELATIVE = _tours(*[{"Membre 1": 5, "Membre 5": 4, "Membre 6": 4}] * 3)

ELECTIONS = [
    ("proclame Membre 1 élu adjoint", ADJOINT, "E"),
    ("proclame Membre 5 élu adjoint", ADJOINT, ""),
    ("proclame Membre 12 élu adjoint", ADJOINT, "E"),
    ("Membre 1 est élu adjoint", ADJOINT, "E"),
    ("Membre 5 est proclamé élu adjoint", ADJOINT, ""),
    ("proclame Membre 5 élu adjoint en remplacement de Membre 1, démissionnaire", ADJOINT, ""),
    ("élit Membre 5 par 8 voix contre 5 à Membre 1", ADJOINT, ""),
    ("désigne Membre 1 et Membre 2 scrutateurs|proclame Membre 5 élu adjoint", ADJOINT, ""),
    ("charge Membre 1, maire, de l'exécution|proclame Membre 5 élu adjoint", ADJOINT, ""),
    ("désigne Membre 1 pour siéger au syndicat", ADJOINT, "E"),
    ("désigne Membre 5 pour siéger au syndicat, Membre 1 ne se représentant pas", ADJOINT, ""),
    ("proclame Membre 5 élu à l'unanimité", ADJOINT, "E"),
    ("sont élus Membre 7 et Membre 8", DEUX, "EE"),
    ("sont élus Membre 3 et Membre 4", DEUX, ""),
    ("ont été élus : Membre 3 et Membre 4", DEUX, ""),
    ("PROCLAME ELU Membre 1", ADJOINT, "E"),
    ("déclare Membre 1 élu adjoint", ADJOINT, "E"),
    ("constate que Membre 7 a obtenu la majorité absolue", ADJOINT, "E"),
    ("constate que Membre 5 a obtenu la majorité absolue", ADJOINT, ""),
    ("constate que Membre 1 a recueilli 8 voix", ADJOINT, "E"),
    ("constate que Membre 1 a recueilli 5 voix", ADJOINT, ""),
    ("prend acte de l'élection de Membre 7", ADJOINT, "E"),
    ("prend acte de l'élection de Membre 5", ADJOINT, ""),
    ("proclame Membre 5 élue troisième adjointe, M. Membre 1 ayant obtenu 5 voix", ADJOINT, ""),
    ("proclame Membre 5 élue troisième adjointe, M. Membre 1 ayant obtenu 6 voix", ADJOINT, "E"),
    ("proclame Membre 1 élu", EGAUX, ""),
    ("proclame élue la liste de Membre 2", LISTES, ""),
    ("proclame élue la liste de Membre 5", LISTES, "E"),
    ("proclame élue la liste conduite par Membre 5", LISTES, "E"),
    ("proclame élus les membres de la liste de Membre 2 : Membre 2, Membre 7 et Membre 9", LISTES, ""),
    ("proclame Membre 3 et Membre 4 élus", DEUX, ""),
    ("proclame Membre 3 élu|proclame Membre 4 élu", DEUX, ""),
    ("proclame Membre 3 et Membre 5 élus", DEUX, "E"),
    ("proclame Membre 3 élu", DEUX, "w"),
    ("proclame Membre 1 élu", PERSONNE, "E"),
    ("proclame Membre 1 élu à la majorité absolue", RELATIVE, "E"),
    ("proclame Membre 1 élu à la majorité relative", RELATIVE, ""),
]

TABLEAUX = {
    "juste": ("A: 500 €|B: 300 €|**Total**: 800 €", ""),
    "faux": ("A: 500 €|B: 300 €|**Total**: 900 €", "E"),
    "diminutions": ("A: -500 €|B: 300 €|Total: −200 €", ""),
    "taxes": ("A: 500,50 €|B: 299,50 €|Total HT: 800 €|TVA: 160 €|Total TTC: 960 €", ""),
    "taxes-fausses": ("A: 500|B: 300|Total HT: 800|TVA: 160|Total TTC: 970", "E"),
    "cantons": ("A: 5|B: 7|Total cantonal: 40|C: 8|Total général: 20", ""),
    "partiel": ("A: 5|B: 7|C: 8|Sous-total B et C: 15|Total général: 20", ""),
    "en-tete": ("Sous-total 1: 12|A: 5|B: 7|Sous-total 2: 8|C: 8|Total général: 20", ""),
    "sous-total-faux": ("A: 5|B: 7|Sous-total: 13|C: 8|Total général: 20", "w"),
    "general-faux": ("A: 5|Sous-total 1: 5|B: 7|Sous-total 2: 7|Total général: 13", "E"),
    "parts": ("A: 5|Sous-total 1: 5|B: 7|Sous-total 2: 7|Total général: 12", ""),
    "dont": ("A: 500|dont B: 300|Total: 500", ""),
    "inconnu": ("A: 500|B: sur devis|Total: 600", ""),
}


def _found(folder: Path, points: list[dict[str, Any]], textes: dict[str, str]) -> tuple[Diagnostic, ...]:
    """Every finding of a contradiction in a session of these items."""
    space = workspace(folder / "espace")
    for name, texte in textes.items():
        (space / "seances" / name).write_text(texte, encoding="utf-8")
    rows = [
        {"numero": str(n), "objet": f"Affaire {n}", "acte": "deliberation_libre", "matiere": "7.1"} | each
        for n, each in enumerate(points, start=1)
    ]
    agenda = [f"{row['numero']}. {row['objet']}" for row in rows]
    content = merge(
        model("commune"), {"points": json.loads(json.dumps(rows)), "convocation": {"ordre_du_jour": agenda}}
    )
    place = write(space / "seances" / "essai.yaml", content)
    found = examine(place, Options(full=True), etat).report.findings
    return tuple(each for each in found if each.code in CODES)


@cache
def _whole(folder: Path) -> dict[int, str]:
    """Every case as an item of one session: the gravity of what it gave."""
    points: list[dict[str, Any]] = [{"decide": ecrit, "vote": vote} for ecrit, vote, _ in DECISIONS]
    textes = {f"texte-{n}.md": ecrit for n, (ecrit, _, _) in enumerate(TEXTES)}
    points += [
        {"texte": name, "decide": "achète la parcelle", "vote": vote}
        for name, (_, vote, _) in zip(textes, TEXTES, strict=True)
    ]
    points += [
        {"decide": ecrit.split("|"), "vote": vote, "nature": "nomination", "scrutin": "secret"}
        for ecrit, vote, _ in ELECTIONS
    ]
    for name, (lignes, _) in TABLEAUX.items():
        rows = "\n".join(f"| {ligne.replace(': ', ' | ')} |" for ligne in lignes.split("|"))
        textes[f"tableau-{name}.md"] = (
            f"Le plan de financement est arrêté.\n\n| Poste | Montant |\n|---|---:|\n{rows}\n"
        )
        points.append({"decide": f"tableau-{name}.md", "vote": UNANIME})
    marks: dict[int, str] = {}
    for found in _found(folder, points, textes):
        assert found.point is not None, found
        marks[found.point] = marks.get(found.point, "") + MARKS[found.severity] * len(found.locations)
    return marks


def _cases() -> list[tuple[int, str, str]]:
    rows = [
        (f"{ecrit} ({vote})", mark) for table in (DECISIONS, TEXTES, ELECTIONS) for ecrit, vote, mark in table
    ]
    rows += [(name, mark) for name, (_, mark) in TABLEAUX.items()]
    return [(n, name, mark) for n, (name, mark) in enumerate(rows, start=1)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contradictions")


@pytest.mark.parametrize(("numero", "dit", "attendu"), _cases())
def test_words_are_held_against_what_was_counted(folder: Path, numero: int, dit: str, attendu: str) -> None:
    marks = _whole(folder)
    assert "".join(sorted(marks.get(numero, ""))) == attendu, dit


def test_a_contradiction_is_told_on_the_line_that_was_written(tmp_path: Path) -> None:
    points: list[dict[str, Any]] = [
        {
            "decide": ["autorise la vente", "proclame Membre 1 élu adjoint"],
            "vote": ADJOINT,
            "nature": "nomination",
        }
        | {"scrutin": "secret"},
        {"decide": "dispositif.md", "vote": CONTRE},
    ]
    table = "| Poste | Montant |\n|---|---|\n| A | 5 € |\n| B | 6 € |\n| Total | 12 € |\n"
    texte = f"Le conseil municipal :\n\n**APPROUVE** à l’unanimité le plan.\n\n{table}"
    found = _found(tmp_path, points, {"dispositif.md": texte})
    told = {each.code: (each.message.replace("\u00a0", " "), each.locations[0]) for each in found}
    assert told["ELU-TEXTE"][0] == "Point 1 : le texte dit « PROCLAME Membre 1 », le scrutin élit Membre 5."
    assert told["ELU-TEXTE"][1].excerpt.strip().endswith("proclame Membre 1 élu adjoint")
    assert (told["VOTE-TEXTE"][1].file, told["VOTE-TEXTE"][1].line) == ("seances/dispositif.md", 3)
    assert told["SOMME-TEXTE"][0] == "« Total » : 12 €, et les lignes font 11 €, soit 1 € d’écart."
    assert (told["SOMME-TEXTE"][1].file, told["SOMME-TEXTE"][1].line) == ("seances/dispositif.md", 9)


def test_the_minutes_are_refused_where_no_extract_is_made(tmp_path: Path) -> None:
    point = {"acte": "", "matiere": "", "sans_acte": "oui", "texte": "texte.md", "vote": CONTRE}
    (found,) = _found(tmp_path, [point], {"texte.md": "La proposition est adoptée à l’unanimité."})
    assert (found.code, found.severity, found.scope) == ("VOTE-TEXTE", Severity.ERROR, Scope.STATED)
