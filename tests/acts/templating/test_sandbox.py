from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import nodes
from jinja2.exceptions import SecurityError, UndefinedError
from msgspec import Struct

from actgen.acts.templating.interpret import Loop, NoValue, value_of
from actgen.acts.templating.sandbox import (
    ADMITTED,
    environment,
    is_public_field,
    parse_expression,
)
from tests.acts.templating.fill import faults, try_fill


class Vue(Struct, frozen=True):
    nom: str = "a"
    _prive: str = "secret"

    def methode(self) -> str:
        return "secret"

    @property
    def propriete(self) -> str:
        return "secret"


@dataclass
class Modifiable:
    nom: str = "secret"


ESCAPES = [
    "x.__class__",
    "x.__class__.__mro__",
    "x[0]",
    "x.0",
    "x()",
    "1 + 1",
    "-1",
    "[x, x]",
    "(x, x)",
    "{'a': x}",
    "x | liste(conjonction='ou')",
    "x | liste(*x)",
    "x is defined",
    "x is callable",
    "x is mapping",
    "self",
    "_x",
    "1.5",
    "none",
    "x if y",
    "x" * 600,
    "",
    "a b",
    "l’eau",
    "«\u00a0a\u00a0»",
    "'",
    "((((",
    "x | date | ",
]


@pytest.mark.parametrize("expression", ESCAPES)
def test_what_is_outside_the_grammar_is_refused_before_anything_runs(expression: str) -> None:
    if expression == "self":  # a plain name for Jinja, which no view has
        assert [finding.code for finding in try_fill("{{ self }}\n")[1]] == ["GABARIT-INCONNU"]
        return
    assert faults(f"Texte {{{{ {expression} }}}}\n")[0][0] in {
        "GABARIT-INTERDIT",
        "GABARIT-EXPRESSION",
        "GABARIT-INCONNU",
    }
    assert faults(f"{{% if {expression} %}}\n\na\n\n{{% endif %}}\n") != []


@pytest.mark.parametrize("name", ["methode", "propriete", "_prive", "__class__", "autre"])
def test_only_the_public_fields_of_a_frozen_dataclass_are_read(name: str) -> None:
    assert not is_public_field(Vue(), name)
    with pytest.raises(NoValue):
        value_of(nodes.Getattr(nodes.Name("x", "load"), name, "load"), {"x": Vue()})


@pytest.mark.parametrize("value", [Modifiable(), Vue, "texte", 3, {"nom": 1}, [1], object()])
def test_fields_of_anything_else_are_not_read(value: object) -> None:
    assert not is_public_field(value, "nom")
    _, findings = try_fill("{{ x.nom }}\n", x=value)
    assert [finding.code for finding in findings] == ["GABARIT-INCONNU"]


def test_the_environment_of_word_templates_has_the_same_walls() -> None:
    made = environment()
    assert made.globals == {}
    for source in ("{{ x.methode() }}", "{{ x.__class__ }}", "{{ x.propriete }}", "{{ x._prive }}"):
        with pytest.raises((SecurityError, UndefinedError)):
            made.from_string(source).render(x=Vue())
    with pytest.raises(UndefinedError):
        made.from_string("{{ y }}").render(x=Vue())
    assert made.from_string("{{ x.nom }} & {{ v }}").render(x=Vue(), v="<") == "a & &lt;"


def test_a_node_that_is_not_admitted_is_never_evaluated() -> None:
    assert nodes.Call not in ADMITTED
    with pytest.raises(NoValue):
        value_of(nodes.Call(nodes.Name("x", "load"), [], [], None, None), {"x": Vue.methode})


NAMES = st.sampled_from(["a", "n", "t", "l", "v.nom", "loop.index", "loop.last", "'a'", "3", "true"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return (
        pair.map(" and ".join)
        | pair.map(" or ".join)
        | pair.map(lambda two: f"({two[0]}) == ({two[1]})")
        | pair.map(lambda two: f"({two[0]}) != ({two[1]})")
        | inner.map(lambda one: f"not ({one})")
        | inner.map(lambda one: f"({one}) is connu")
        | inner.map(lambda one: f"({one}) is not vide")
        | st.tuples(inner, inner, inner).map(lambda three: f"({three[0]}) if ({three[1]}) else ({three[2]})")
        | st.sampled_from(["n | en_lettres", "l | liste", "'b' in l", "n < 5 < 9", "n | pluriel('x', 'y')"])
    )


@given(st.recursive(NAMES, _grown, max_leaves=6))
def test_an_expression_has_the_value_that_jinja_gives_it(source: str) -> None:
    scope: dict[str, Any] = {
        "a": "b", "n": 2, "t": "", "l": ("b", "c"), "v": Vue(), "loop": Loop(1, True, False, 2),
    }  # fmt: skip
    if len(source) > 400:
        return
    compiled = environment().compile_expression(source, undefined_to_none=False)
    assert value_of(parse_expression(source), scope) == compiled(**scope)
