"""What is written in an operative part, or a text joined, against what was counted: an item a sentence."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.checks.textes.contradictions import (
    ADJOINT,
    CONTRE,
    DECISIONS,
    DISPOSITIFS,
    ELECTIONS,
    LIGNES,
    TABLEAUX,
    TEXTES,
    UNANIME,
)
from tests.regles.cases import merge, model, write
from tests.rows import every
from tests.session.acts import workspace

CODES = ("VOTE-TEXTE", "ELU-TEXTE", "SOMME-TEXTE")
MARKS = {Severity.ERROR: "E", Severity.WARNING: "w"}


def _found(folder: Path, points: list[dict[str, Any]], textes: dict[str, str]) -> tuple[Diagnostic, ...]:
    """Every finding of a contradiction in a session of these items."""
    space = folder / "espace"
    space = space if space.exists() else workspace(space)
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
    found = examine(place, Options(full=True)).report.findings
    return tuple(each for each in found if each.code in CODES)


@cache
def _whole(folder: Path) -> dict[int, str]:
    """Every case as an item of one session: the gravity of what it gave."""
    points: list[dict[str, Any]] = [
        {"decide": ecrit.split("|"), "vote": vote} for ecrit, vote, _ in DECISIONS
    ]
    textes = {f"texte-{n}.md": ecrit for n, (ecrit, _, _) in enumerate(TEXTES)}
    points += [
        {"texte": name, "decide": "achète la parcelle", "vote": vote}
        for name, (_, vote, _) in zip(textes, TEXTES, strict=True)
    ]
    points += [
        {"decide": ecrit.split("|"), "vote": vote, "nature": "nomination", "scrutin": "secret"}
        for ecrit, vote, _ in ELECTIONS
    ]
    for name, (lignes, _) in (TABLEAUX | LIGNES).items():
        tete, *suite = ([] if name in LIGNES else ["Poste: Montant"]) + lignes.split("|")
        rows = [tete, ": ".join("---" for _ in tete.split(": ")), *suite]
        table = "\n".join(f"| {row.replace(': ', ' | ')} |" for row in rows)
        textes[f"tableau-{name}.md"] = f"Le plan de financement est arrêté.\n\n{table}\n"
        points.append({"decide": f"tableau-{name}.md", "vote": UNANIME})
    for rang, (texte, vote, _) in enumerate(DISPOSITIFS):
        textes[f"dispositif-{rang}.md"] = texte
        points.append(
            {"decide": f"dispositif-{rang}.md", "vote": vote, "nature": "nomination", "scrutin": "secret"}
        )
    marks: dict[int, str] = {}
    for found in _found(folder, points, textes):
        assert found.point is not None, found
        marks[found.point] = marks.get(found.point, "") + MARKS[found.severity] * len(found.locations)
    return marks


def _cases() -> list[tuple[int, str, str]]:
    rows = [
        (f"{ecrit} ({vote})", mark) for table in (DECISIONS, TEXTES, ELECTIONS) for ecrit, vote, mark in table
    ]
    rows += [(name, mark) for name, (_, mark) in (TABLEAUX | LIGNES).items()]
    rows += [(texte, mark) for texte, _, mark in DISPOSITIFS]
    return [(n, name, mark) for n, (name, mark) in enumerate(rows, start=1)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("contradictions")


@every(("numero", "dit", "attendu"), _cases())
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
    table = "| Poste | Montant |\n|---|---|\n| A | 5 € |\n| B | 6 € |\n| Total | 14 € |\n"
    texte = f"Le conseil municipal :\n\n**APPROUVE** à l’unanimité le plan.\n\n{table}"
    found = _found(tmp_path, points, {"dispositif.md": texte})
    told = {each.code: (each.message.replace("\u00a0", " "), each.locations[0]) for each in found}
    assert told["ELU-TEXTE"][0] == "Point 1 : le texte dit « PROCLAME Membre 1 », le scrutin élit Membre 5."
    assert told["ELU-TEXTE"][1].excerpt.strip().endswith("proclame Membre 1 élu adjoint")
    assert (told["VOTE-TEXTE"][1].file, told["VOTE-TEXTE"][1].line) == ("seances/dispositif.md", 3)
    assert told["SOMME-TEXTE"][0] == "« Total » : 14 €, et les lignes font 11 €, soit 3 € d’écart."
    assert (told["SOMME-TEXTE"][1].file, told["SOMME-TEXTE"][1].line) == ("seances/dispositif.md", 9)


def test_the_minutes_are_refused_where_no_extract_is_made(tmp_path: Path) -> None:
    point = {"acte": "", "matiere": "", "sans_acte": "oui", "texte": "texte.md", "vote": CONTRE}
    (found,) = _found(tmp_path, [point], {"texte.md": "La proposition est adoptée à l’unanimité."})
    assert (found.code, found.severity, found.scope) == ("VOTE-TEXTE", Severity.ERROR, Scope.STATED)


def test_the_words_of_an_item_are_found_in_that_item(tmp_path: Path) -> None:
    """And not in the first that holds the same words."""
    points = [
        {"decide": "approuve à l’unanimité la vente de la parcelle AB 12", "vote": "13 pour"},
        {"decide": "approuve à l’unanimité la vente", "vote": "12 pour, 1 contre"},
    ]
    (found,) = _found(tmp_path, points, {})
    assert [each.excerpt.strip() for each in found.locations] == ["decide: approuve à l’unanimité la vente"]


def test_a_table_is_told_in_its_own_file(tmp_path: Path) -> None:
    juste = "| Poste | Montant |\n|---|---|\n| A | 5 € |\n| B | 9 € |\n| Total | 14 € |\n"
    textes = {"h0.md": juste, "h1.md": juste.replace("9", "6"), "h2.md": juste}
    points = [{"decide": name, "vote": UNANIME} for name in textes]
    (found,) = _found(tmp_path, points, textes)
    assert [(each.file, each.line) for each in found.locations] == [("seances/h1.md", 5)]


@pytest.mark.parametrize("titres", [True, False], ids=["titres", "sans titres"])
def test_a_word_table_is_added_up_whatever_its_first_row(tmp_path: Path, titres: bool) -> None:
    fichier = docx.Document()
    rows = [("Financeur", "Montant")] * titres + [("État", "40 000"), ("Commune", "60 000")]
    table = fichier.add_table(0, 2)
    for row in [*rows, ("Total", "110 000")]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    place = workspace(tmp_path / "espace") / "seances" / "plan.docx"
    fichier.save(str(place))
    (found,) = _found(tmp_path, [{"decide": "plan.docx", "vote": UNANIME}], {})
    assert found.code == "SOMME-TEXTE"
    assert [each.file for each in found.locations] == ["seances/plan.docx"]
