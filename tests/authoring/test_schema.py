"""The schemas that editors use: never stale, never at odds with the files that actgen accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from actgen.authoring.schema import schemas, shipped_kinds
from actgen.council.facts.champs import Champ
from actgen.council.facts.types_de_champ import TypeChamp
from actgen.reading.facts import json_schema
from actgen.session.points import point_of

EXAMPLES = [
    ("seance.json", "seances/dietwiller-2022-12-15.yaml"),
    ("collectivite.json", "collectivites/dietwiller.yaml"),
    ("groupement.json", "groupements/e_services.yaml"),
]


SCHEMAS = schemas(shipped_kinds())


def _read(text: str) -> Any:
    """As an editor reads YAML: it guesses types; dates are text for JSON."""
    return json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), default=str))


def _faults(name: str, text: str) -> list[str]:
    validator = Draft202012Validator(json.loads(SCHEMAS[name]))
    return [error.message for error in validator.iter_errors(_read(text))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound_and_in_french(name: str) -> None:
    schema = json.loads(SCHEMAS[name])
    Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    assert "Shape" not in text
    references = set(re.findall(r'"#/\$defs/(\w+)"', text))
    assert references == set(schema["$defs"])
    for shape in (schema, *schema["$defs"].values()):
        for key, described in shape.get("properties", {}).items():
            named = re.findall(r"#/\$defs/(\w+)", json.dumps(described))
            shapes = [schema["$defs"][each] for each in named]
            assert any(each.get("description") for each in (described, *shapes)), key


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_the_worked_example_conforms(checkout: Path, name: str, example: str) -> None:
    assert _faults(name, (checkout / "data" / example).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "absents: aucun",
        "absents:",
        "absents: [{nom: Membre 1, excuse: oui}]",
        "absents: {nom: Membre 1}",
        "points: [{numero: 3, vote: {pour: 9, contre: '1'}, interesse: Membre 8}]",
        "points_non_saisis: 3",
        "points: [{numero: 3, organisme: {nom: X, recoit: subvention}}]",
        "points: [{numero: 3, scrutin: à main levée, interesse: {nom: Membre 8, motif: représentant}}]",
    ],
)
def test_every_form_of_a_value_is_accepted(line: str) -> None:
    assert (
        _faults("seance.json", f"collectivite: x\nseance: {{date: 2022-12-15, heure: 20h30}}\n{line}") == []
    )


def test_the_manifests_of_kinds_conform(checkout: Path) -> None:
    for manifest in sorted((checkout / "templates").glob("*/*/acte.yaml")):
        assert _faults("acte.json", manifest.read_text(encoding="utf-8")) == [], manifest


def test_the_examples_of_kinds_conform(checkout: Path) -> None:
    examples = sorted((checkout / "templates" / "deliberations").glob("*/exemple.yaml"))
    assert len(examples) >= 8
    for example in examples:
        assert _faults("seance.json", example.read_text(encoding="utf-8")) == [], example


@pytest.mark.parametrize(
    "point",
    [
        "{numero: 1, acte: deliberation_libre, beneficiaire: Amicale}",
        "{numero: 1, objet: X, beneficiaire: Amicale}",
        "{numero: 1, acte: subvention, beneficiaire: [a]}",
        "{numero: 1, acte: subvention, forme: club}",
        "{numero: 1, acte: subvention, beneficaire: Amicale}",
        "{numero: 1, acte: tarifs, tarifs: [{prestation: a, prix: 3}]}",
    ],
)
def test_a_field_belongs_to_its_kind_and_has_its_type(point: str) -> None:
    session = f"collectivite: x\nseance: {{date: 2022-12-15}}\npoints: [{point}]\n"
    assert _faults("seance.json", session) != []


def test_each_kind_offers_its_words_in_its_own_order() -> None:
    """The types of Python that hold the same words in another order pass for each other."""
    for choix in (("30/360", "exact/360"), ("exact/360", "30/360")):
        base = Champ("base", TypeChamp.CHOIX, "Base", choix=choix)
        column = Champ("lignes", TypeChamp.LIGNES, "Lignes", colonnes=(base,))
        schema = json_schema(point_of((base, column)))
        for told in (schema, schema["$defs"]["Ligne_lignes"]):
            assert told["properties"]["base"]["anyOf"][0]["enum"] == list(choix)


@pytest.mark.parametrize("line", ["absent: aucun", "points: [{objet: x}]", "seance: {date: [1]}"])
def test_a_fault_is_seen(line: str) -> None:
    assert _faults("seance.json", f"collectivite: x\nseance: {{date: 2022-12-15}}\n{line}") != []
