"""Every field of every view has a meaning in French, which authors read."""

from __future__ import annotations

import importlib
import pkgutil
import re

import actgen.acts.views
from actgen.authoring.templates.vocabulary import fields_of
from actgen.base.records import is_record
from tests.rows import every

VIEWS = sorted(
    (
        view
        for module in pkgutil.iter_modules(actgen.acts.views.__path__)
        if not module.ispkg
        for view in vars(importlib.import_module(f"actgen.acts.views.{module.name}")).values()
        if is_record(view)
        and isinstance(view, type)
        and view.__module__ == f"actgen.acts.views.{module.name}"
        and view.__name__.startswith("Vue")
    ),
    key=lambda view: (view.__module__, view.__name__),
)


def test_there_are_views() -> None:
    assert len(VIEWS) > 40


@every("view", VIEWS)
def test_every_field_has_a_meaning(view: type) -> None:
    for field in fields_of(view):
        assert field.meaning, (
            f"{view.__name__}.{field.name}: write Annotated[…, Sens(…)] in {view.__module__}"
        )
        assert field.meaning.endswith("."), f"{view.__name__}.{field.name} is no sentence: {field.meaning}"
        assert not re.search(r"['\"]|\b(?:the|of|when)\b", field.meaning), field.meaning


def test_a_yes_or_no_says_when_it_is_yes() -> None:
    for view in VIEWS:
        for field in fields_of(view):
            if field.hint is bool:
                assert field.meaning.startswith("Oui "), f"{view.__name__}.{field.name}: {field.meaning}"


def test_annotations_stay_texts() -> None:
    """Nothing is resolved when a view is imported: a run pays nothing for the meanings."""
    for view in VIEWS:
        assert all(isinstance(hint, str) for hint in vars(view).get("__annotations__", {}).values()), view
