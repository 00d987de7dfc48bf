"""The schemas that editors use: never stale, never at odds with the files that actgen accepts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from actgen.authoring.schema import schemas

EXAMPLES = [
    ("seance.json", "seances/dietwiller-2022-12-15.yaml"),
    ("collectivite.json", "collectivites/dietwiller.yaml"),
    ("groupement.json", "groupements/e_services.yaml"),
]


def _read(text: str) -> Any:
    """As an editor reads YAML: it guesses types; dates are text for JSON."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def _faults(name: str, text: str) -> list[str]:
    validator = Draft202012Validator(json.loads(schemas()[name]))
    return [error.message for error in validator.iter_errors(_read(text))]


@pytest.mark.parametrize("name", schemas())
def test_the_committed_schema_is_fresh(checkout: Path, name: str) -> None:
    committed = (checkout / "data" / "schema" / name).read_bytes()
    assert committed == schemas()[name], "run: actgen schema data/schema"


@pytest.mark.parametrize("name", schemas())
def test_a_schema_is_sound_and_in_french(name: str) -> None:
    schema = json.loads(schemas()[name])
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
    ],
)
def test_every_form_of_a_value_is_accepted(line: str) -> None:
    assert (
        _faults("seance.json", f"collectivite: x\nseance: {{date: 2022-12-15, heure: 20h30}}\n{line}") == []
    )


@pytest.mark.parametrize("line", ["absent: aucun", "points: [{objet: x}]", "seance: {date: [1]}"])
def test_a_fault_is_seen(line: str) -> None:
    assert _faults("seance.json", f"collectivite: x\nseance: {{date: 2022-12-15}}\n{line}") != []
