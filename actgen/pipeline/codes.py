"""Every code there is, for what names one: `actgen explain`, `--override`, the reasons of a session file."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import actgen
from actgen.diagnostics import Code, registry
from actgen.text.keys import nearest

_WITHOUT_CODES = ("actgen.cli", "actgen.__main__")
_LIKENESS = 0.5  # the words of codes are few: half of one is enough to guess by


def every_code() -> dict[str, Code]:
    """Every code of actgen by its name, those of modules that nothing has needed so far included.

    A code is declared beside its rule, so all modules are imported first: some tenths of a second,
    which `known_code` spares whoever names a code that a check has met.
    """
    for found in walk_packages(actgen.__path__, "actgen."):
        if not found.name.startswith(_WITHOUT_CODES):
            import_module(found.name)
    return registry()


def known_code(name: str) -> bool:
    """Whether a code bears this name; all modules are imported only when those in use hold none."""
    return name in registry() or name in every_code()


def nearest_code(name: str) -> str | None:
    """The code that an unknown name was probably meant to be, or None."""
    return nearest(name, every_code(), _LIKENESS)
