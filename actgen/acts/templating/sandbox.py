"""The closed grammar of expressions, and the Jinja environment in which it is read.

Jinja reads the tags; it never runs them, be they in Markdown or in Word: `interpret` walks the few kinds of
nodes admitted here. The environment is closed all the same: immutable sandbox, undefined names are errors,
no globals, our filters and tests only, attributes limited to the fields of frozen records.

Why a white list on the tree before anything runs: Jinja folds constants while compiling, so that
`"x" * 10**9` exhausts memory before a sandbox sees it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from actgen.acts.templating.filters import FILTERS, TESTS
from actgen.acts.templating.tags import FOR_EXAMPLE, SET_EXAMPLE, advice
from actgen.base.records import field_names, is_frozen, is_record
from actgen.base.rules import Rule, rule
from actgen.base.text.grammar import compte
from actgen.base.text.typography import typeset

INTERDIT = rule("GABARIT-INTERDIT")
EXPRESSION = rule("GABARIT-EXPRESSION")
INCONNU = rule("GABARIT-INCONNU")

MAX_EXPRESSION = 500  # characters
MAX_DEPTH = 30
_MOST_NEAR = 3  # names in an advice
_SHORTEST_BEGINNING = 3  # letters
ADMITTED: tuple[type[nodes.Node], ...] = (
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.Test,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
)
_WORDS = {
    "Call": "un appel (parenthèses)",
    "Getitem": "un accès par crochets ou par numéro",
    "Concat": "un assemblage « ~ »",
    "Add": "un calcul",
    "Sub": "un calcul",
    "Mul": "un calcul",
    "Div": "un calcul",
    "FloorDiv": "un calcul",
    "Mod": "un calcul",
    "Pow": "un calcul",
    "Neg": "un calcul",
    "Pos": "un calcul",
    "List": "une liste écrite entre crochets",
    "Tuple": "plusieurs valeurs séparées par des virgules",
    "Dict": "un dictionnaire",
}

_COUNTED = (
    "Ce qui se compte est compté par actgen\u00a0: sa variable est dans «\u00a0actgen templates vars\u00a0»."
)
_ONLY = "Une balise n’emploie que des variables (seance.date), des comparaisons et des filtres."


class RefusedTag(Exception):
    """An expression outside the grammar: code, French message, advice. Caught where findings are made."""

    def __init__(self, code: Rule, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class Environment(ImmutableSandboxedEnvironment):
    """The environment of every template, Markdown or Word."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return is_public_field(obj, attr)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one environment: no globals, our filters and tests, undefined names are errors."""
    made = Environment(undefined=StrictUndefined, autoescape=True, cache_size=0)
    made.globals.clear()
    made.filters.clear()
    made.filters.update({name: entry.function for name, entry in FILTERS.items()})
    made.tests.clear()
    made.tests.update(TESTS)
    return made


def is_public_field(obj: object, name: str) -> bool:
    """True for a field of a frozen record: never a method, a property or a private name."""
    kind: type = type(obj)
    return name in _public_fields(kind)


@lru_cache(maxsize=512)
def _public_fields(kind: type) -> frozenset[str]:
    if not is_record(kind) or not is_frozen(kind):
        return frozenset()
    return frozenset(name for name in field_names(kind) if not name.startswith("_"))


@lru_cache(maxsize=4096)
def parse_expression(source: str) -> nodes.Expr:
    """Parse an expression and hold it to the white list. Raises Refused."""
    if not source.strip():
        raise RefusedTag(EXPRESSION, "La balise est vide.", "Écrivez-y une variable, ou supprimez-la.")
    body = _parse("{{ " + source + " }}").body
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        raise RefusedTag(EXPRESSION, f"« {source} » n’est pas une expression.")
    expression = body[0].nodes[0]
    if isinstance(expression, nodes.TemplateData):
        raise RefusedTag(EXPRESSION, "La balise est vide.")
    check_nodes(expression)
    return expression


@lru_cache(maxsize=1024)
def parse_for(source: str) -> tuple[str, nodes.Expr, nodes.Expr | None]:
    """Parse what follows `for`: target, what is repeated, condition. Raises Refused."""
    body = _parse("{% for " + source + " %}{% endfor %}").body
    loop = body[0] if len(body) == 1 else None
    if not isinstance(loop, nodes.For) or not isinstance(loop.target, nodes.Name) or loop.recursive:
        raise RefusedTag(EXPRESSION, f"« for {source} » n’est pas admis.", FOR_EXAMPLE)
    assert isinstance(loop.iter, nodes.Expr)
    check_nodes(loop.iter)
    test = loop.test if isinstance(loop.test, nodes.Expr) else None
    if test is not None:
        check_nodes(test)
    return _plain_name(loop.target.name), loop.iter, test


@lru_cache(maxsize=1024)
def parse_set(source: str) -> tuple[str, nodes.Expr]:
    """Parse what follows `set`: name and expression. Raises Refused."""
    body = _parse("{% set " + source + " %}").body if "=" in source else []
    found = body[0] if len(body) == 1 else None
    if not isinstance(found, nodes.Assign) or not isinstance(found.target, nodes.Name):
        raise RefusedTag(EXPRESSION, f"« set {source} » n’est pas admis.", SET_EXAMPLE)
    assert isinstance(found.node, nodes.Expr)
    check_nodes(found.node)
    return _plain_name(found.target.name), found.node


def check_nodes(node: nodes.Node, depth: int = 0) -> None:
    """Hold a tree of expressions to the white list, filters and tests to the closed lists. Raises Refused."""
    if depth > MAX_DEPTH:
        raise RefusedTag(INTERDIT, "L’expression est trop imbriquée.")
    if not isinstance(node, ADMITTED):
        kind = type(node).__name__
        raise RefusedTag(
            INTERDIT,
            f"La balise contient {_WORDS.get(kind, 'une construction')}, ce qui n’est pas admis.",
            _COUNTED if _WORDS.get(kind) == "un calcul" else _ONLY,
        )
    _check_one(node)
    for child in node.iter_child_nodes():
        check_nodes(child, depth + 1)


def _check_one(node: nodes.Node) -> None:
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        raise RefusedTag(INTERDIT, f"« {node.attr} » est un nom privé.")
    if isinstance(node, nodes.Name):
        _plain_name(node.name, reserved=())
    if isinstance(node, nodes.Const) and not isinstance(node.value, str | int | bool):
        raise RefusedTag(
            INTERDIT, "La balise contient un nombre à virgule ou « none », ce qui n’est pas admis."
        )
    if isinstance(node, nodes.CondExpr) and node.expr2 is None:
        raise RefusedTag(EXPRESSION, "Il manque le « else » après « if ».")
    if isinstance(node, nodes.Filter | nodes.Test):
        _check_call(node)


def _check_call(node: nodes.Filter | nodes.Test) -> None:
    known = list(FILTERS) if isinstance(node, nodes.Filter) else list(TESTS)
    what = "filtre" if isinstance(node, nodes.Filter) else "test"
    if node.name not in known:
        raise RefusedTag(INCONNU, f"Le {what} « {node.name} » n’existe pas.", nearest_hint(node.name, known))
    if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
        raise RefusedTag(INTERDIT, f"Le {what} « {node.name} » ne prend pas d’argument nommé.")
    low, high = FILTERS[node.name].arguments if isinstance(node, nodes.Filter) else (0, 0)
    if not low <= len(node.args) <= high:
        raise RefusedTag(EXPRESSION, _miscounted(what, node.name, low, high, len(node.args)), _shown(node))


def _miscounted(what: str, name: str, low: int, high: int, count: int) -> str:
    """« Le filtre « compte » demande 1 ou 2 mots entre parenthèses, et n’en a aucun. »."""
    if high == 0:
        return f"Le {what} « {name} » ne prend rien entre parenthèses."
    wanted = compte(low, "mot") if low == high else f"{low} ou {compte(high, 'mot')}"
    has = f"en a {count}" if count else "n’en a aucun"
    return f"Le {what} « {name} » demande {wanted} entre parenthèses, et {has}."


def _shown(node: nodes.Filter | nodes.Test) -> str:
    """What the filter or the test gives, by its own example."""
    function = FILTERS[node.name].function if isinstance(node, nodes.Filter) else TESTS[node.name]
    told = function.__doc__ or ""
    return typeset(f"Ce qu’il donne : {told[:1].lower()}{told[1:]}")


def nearest_hint(name: str, known: Iterable[str], of: str = "") -> str:
    """Advice naming the nearest known names, or all of them when they are few, as fields of `of`."""
    names = sorted({candidate for candidate in known if not candidate.startswith("_")})
    near = _begun(name, names) or difflib.get_close_matches(name, names, n=_MOST_NEAR, cutoff=0.6)
    if near:
        return f"Vouliez-vous dire {' ou '.join(f'« {_whole(candidate, of)} »' for candidate in near)}\u202f?"
    return f"Noms connus : {', '.join(_whole(each, of) for each in names)}." if 0 < len(names) <= 30 else ""


def _whole(name: str, of: str) -> str:
    return f"{of}.{name}" if of else name


def _begun(name: str, names: list[str]) -> list[str]:
    """The names that begin as this one: « beneficiaire » for « benef », « prix » for « prix_de_vente »."""
    if len(name) < _SHORTEST_BEGINNING:
        return []
    return [each for each in names if each.startswith(name) or name.startswith(f"{each}_")][:_MOST_NEAR]


def _plain_name(name: str, reserved: tuple[str, ...] = ("loop", "clause")) -> str:
    if name.startswith("_") or name in reserved:
        raise RefusedTag(INTERDIT, f"Le nom « {name} » est réservé.")
    return name


def _parse(text: str) -> nodes.Template:
    if len(text) > MAX_EXPRESSION:
        raise RefusedTag(INTERDIT, f"La balise compte {len(text)} caractères, au plus {MAX_EXPRESSION}.")
    try:
        return environment().parse(text)
    except (TemplateError, RecursionError):
        raise RefusedTag(EXPRESSION, "Le contenu de la balise n’est pas compris.", advice(text)) from None
