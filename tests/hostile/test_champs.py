"""Declared fields from strangers: values of any signs survive to the letter, kinds of any size end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Severity
from actgen.council.kinds.catalogue import Catalogue, SearchPath
from actgen.reading.sources import Sources
from tests.session.acts import ROOT, examined

HOSTILE = [
    "Café & <Thé>",
    "*étoile* _souligné_ [lien](x) `code`",
    "{{ champs.montant }} {% if x %} {# note #}",
    "a | b | c",
    "1. pas une liste",
    "# pas un titre",
    "{: .visa }",
    "::: partie x",
    "</td><script>alert(1)</script>",
    "mot " * 2_500,
]


def session(folder: Path, code: str, fields: str) -> ActPlan:
    for part in ("collectivites", "seances"):
        (folder / part).mkdir()
    head, _, _ = (
        (ROOT / "templates/deliberations" / code / "exemple.yaml")
        .read_text("utf-8")
        .partition("  - numero: 1\n")
    )
    file = folder / "seances" / "x.yaml"
    file.write_text(f"{head}  - numero: 1\n    acte: {code}\n{fields}    vote: unanimité\n", "utf-8")
    examination = examined(file)
    assert not examination.report.of(Severity.ERROR), examination.report.of(Severity.ERROR)
    (plan,) = (plan for plan in examination.plans if plan.kind.code == code and not plan.copie)
    return plan


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def flat(text: str) -> str:
    """Without spaces, no-break ones included, and with straight apostrophes: what typography may change."""
    return "".join(text.split()).replace("\u2019", "'").replace("\u2011", "-")


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:20])
def test_a_value_survives_in_a_sentence_a_cell_and_a_text(value: str, tmp_path: Path) -> None:
    row = f"{{prestation: {quoted(value)}, montant: 1 €}}"
    plan = session(
        tmp_path,
        "tarifs",
        f"    service: {quoted(value)}\n    applicables_le: 01/01/2025\n    tarifs:\n      - {row}\n"
        f"    exonerations: {quoted(value)}\n",
    )
    assert plan.document is not None
    said = flat(" ".join(plain_words(plan.document)))
    assert said.count(flat(value)) >= 3


@pytest.mark.parametrize(
    "manifest",
    [
        "champs: [" + ", ".join(f"{{nom: c{n}, type: texte, titre: C}}" for n in range(61)) + "]",
        "champs: [{nom: " + "a" * 5_000 + ", type: texte, titre: C}]",
        "champs: [{nom: a, type: choix, titre: C, choix: [" + ", ".join("x" for _ in range(2_000)) + "]}]",
        "champs: [{nom: __class__, type: texte, titre: C}]",
        "champs: [{nom: a, type: nombre, titre: C, maximum: " + "9" * 3_000 + "}]",
        "champs: {a: b}",
        "champs: [[[[a]]]]",
        "champs: [{nom: a, type: lignes, titre: C, colonnes: [{nom: a, type: lignes, titre: C}]}]",
        'objet: "{a.__class__}"',
    ],
    ids=lambda text: text[:40],
)
def test_a_manifest_of_any_shape_gives_findings_and_nothing_else(manifest: str, tmp_path: Path) -> None:
    kind = tmp_path / "deliberations" / "vente"
    kind.mkdir(parents=True)
    (kind / "acte.yaml").write_text(
        f"titre: V\nfamille: deliberation\nfichier: v\nversion: 1\n{manifest}\n", "utf-8"
    )
    catalogue = Catalogue(Sources(tmp_path), SearchPath((tmp_path,)))
    kinds = catalogue.kinds
    assert catalogue.findings and all(not kind.champs for kind in kinds.values())
