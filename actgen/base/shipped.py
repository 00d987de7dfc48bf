"""Where what ships with actgen is: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from actgen.base.errors import EnvironmentFault

SHIPPED_LABEL = "actgen"


def shipped(*parts: str) -> Path:
    """The place of a file or folder that ships with actgen: `shipped("templates", "socle")`.

    Raises EnvironmentFault when the installation has lost its templates and data.
    """
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_shipped", package.parent):  # a wheel; a checkout
        if (root / "templates").is_dir() and (root / "data").is_dir():
            return root
    raise EnvironmentFault(
        "L’installation d’actgen est incomplète\u00a0: ses modèles et ses données sont introuvables. "
        "Réinstallez-le (python -m pip install --force-reinstall actgen)."
    )
