"""The examples of an advice, made of the names that the author of a text has at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from typing import Any

from actgen.diagnostics import Diagnostic
from actgen.templating.tags import EXAMPLES, FOR_EXAMPLE, SET_EXAMPLE
from actgen.templating.vocabulary import elements_of, fields_of, kinds_in, origin_of

_DEEPEST = 3


def with_own_examples(
    findings: Iterable[Diagnostic], types: Callable[[], Mapping[str, Any]]
) -> tuple[Diagnostic, ...]:
    """The findings, their stock examples made of the variables of the text, asked for if need be."""
    found = tuple(findings)
    if not any(stock in finding.hint for finding in found for stock in _STOCK):
        return found
    own = _examples(types())
    return tuple(replace(finding, hint=_renamed(finding.hint, own)) for finding in found)


def _renamed(hint: str, own: Mapping[str, str]) -> str:
    for stock, sorts in _STOCK.items():
        if stock in hint:
            shown = [tag for sort in sorts if (tag := own.get(sort))]
            told = (
                f"{'Exemple' if len(shown) == 1 else 'Exemples'}\u00a0: {', '.join(shown)}." if shown else ""
            )
            hint = hint.replace(stock, told).strip()
    return hint


_STOCK = {EXAMPLES: ("value", "condition", "list"), FOR_EXAMPLE: ("list",), SET_EXAMPLE: ("setting",)}


def _examples(types: Mapping[str, Any]) -> dict[str, str]:
    """A tag of each sort that these variables allow: « {{ seance.date | date }} »."""
    found: dict[str, str] = {}
    for path, kind in _paths(types, 1):
        if kind is date:
            found.setdefault("value", f"{{{{ {path} | date }}}}")
        elif kind is str:
            found.setdefault("text", f"{{{{ {path} }}}}")
            found.setdefault("setting", f"{{% set {path.rpartition('.')[2]} = {path} %}}")
        elif kind is bool:
            found.setdefault("condition", f"{{% if {path} %}}")
        elif origin_of(kind) is tuple and any(map(is_dataclass, elements_of(kind))):
            found.setdefault("list", f"{{% for {_one_of(path)} in {path} %}}")
    return {"value": found.get("text", ""), **found}


def _paths(types: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    """Every name and its type, those near the top first."""
    inner: list[tuple[str, type]] = []
    for name, hint in types.items():
        for kind in kinds_in(hint):
            if isinstance(kind, type) and is_dataclass(kind) and fields_of(kind):
                inner.append((name, kind))
            else:
                yield name, kind
    if depth < _DEEPEST:
        for name, kind in inner:
            yield from ((f"{name}.{path}", one) for path, one in _paths(fields_of(kind), depth + 1))


def _one_of(path: str) -> str:
    """« visa » for « visas »."""
    name = path.rpartition(".")[2]
    return name[:-1] if name.endswith("s") and len(name) > 3 else "element"
