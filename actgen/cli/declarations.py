"""Every command as `commandes.toml` tells it to its help and its reader. What it does is elsewhere.

`actgen COMMANDE --help` loads this and no more.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from msgspec import convert

from actgen.acts.outputs.formats import formats
from actgen.cli.line import Command


def _read() -> dict[str, Command]:
    told = tomllib.loads(Path(__file__).with_name("commandes.toml").read_text(encoding="utf-8"))
    shared = told.pop("shared")
    shared["formats"]["choices"] = formats()
    return {name: convert({"name": name, **_whole(each, shared)}, Command) for name, each in told.items()}


def _whole(told: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """A command with the options that it shares written out."""
    options = told.get("options", [])
    return told | {"options": [shared[each] if isinstance(each, str) else each for each in options]}


COMMANDS = _read()
SUMMARIES = {name: command.listed for name, command in COMMANDS.items() if command.listed}
"""The commands in the order of the general help, each with its sentence."""
