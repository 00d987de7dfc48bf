"""`--override`: the legal errors that somebody takes upon himself to lift."""

from __future__ import annotations

from actgen.cli.line import Line, Option
from actgen.errors import UsageError

OVERRIDE = Option(
    "--override",
    "lève une erreur de droit dont la raison est écrite dans la séance (derogations)",
    "CODE,…",
    many=True,
)


def overrides(line: Line, command: str) -> frozenset[str]:
    """The codes of `--override`. Raises UsageError for one that doesn't exist: it would lift nothing."""
    codes = frozenset(code.upper() for code in line.all("--override"))
    if codes:
        from actgen.cli.commands.explain import unknown_code
        from actgen.rules import known_code

        for code in sorted(codes):
            if not known_code(code):
                raise UsageError(unknown_code(code), command)
    return codes
