"""Patterns are compiled when they are first asked: that each can be is seen here."""

from __future__ import annotations

import copy
import gc
import importlib
import pkgutil
import re

import actgen
from actgen.base.text.patterns import Pattern, pattern


def test_it_answers_as_the_compiled_one() -> None:
    words = pattern(r"(?P<word>\w+)", re.ASCII)
    assert [each["word"] for each in words.finditer("un deux")] == ["un", "deux"]
    assert (words.pattern, words.groupindex["word"], words.flags & re.ASCII) == (
        r"(?P<word>\w+)",
        1,
        re.ASCII,
    )
    assert words.sub("x", "un deux") == copy.copy(words).sub("x", "un deux") == "x x"


def test_every_pattern_of_the_package_compiles() -> None:
    for module in pkgutil.walk_packages(actgen.__path__, "actgen."):
        if module.name != "actgen.__main__":
            importlib.import_module(module.name)
    found = [each for each in gc.get_objects() if isinstance(each, Pattern)]
    assert len(found) > 150
    assert all(each.groups >= 0 for each in found)
