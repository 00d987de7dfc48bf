"""The help of actgen and of each command, made from what the command declares."""

from __future__ import annotations

from collections.abc import Mapping

from actgen import __version__
from actgen.cli.line import Argument, Command, Option
from actgen.report.screen import paragraph, table

_INDENT = 2


def general_help(commands: Mapping[str, str], width: int) -> str:
    """What `actgen --help` shows: the commands, each with its sentence."""
    lines = [
        *paragraph(
            f"actgen {__version__}\u00a0: écrit les actes d’une séance du conseil (procès-verbal, "
            "délibérations, "
            "conventions, certificats) et les confronte au droit.",
            width,
        ),
        "",
        "Emploi\u00a0: actgen COMMANDE …",
        "",
        "Commandes",
        *table(list(commands.items()), width, _INDENT),
        "",
        "Options",
        *table([("--help", "cette aide"), ("--version", "la version d’actgen")], width, _INDENT),
        "",
        "Aide d’une commande\u00a0: actgen COMMANDE --help",
    ]
    return "\n".join(lines)


def command_help(command: Command, width: int) -> str:
    """What `actgen COMMANDE --help` shows."""
    lines = paragraph(f"Emploi\u00a0: actgen {' '.join(_usage(command))}", width)
    for text in (command.summary, *command.about):
        lines += ["", *paragraph(text, width)]
    if command.parts:
        lines += ["", "Commandes", *table(command.parts, width, _INDENT)]
    if command.arguments:
        rows = [(argument.name, _with_choices(argument)) for argument in command.arguments]
        lines += ["", "Sur la ligne", *table(rows, width, _INDENT)]
    rows = [(_form(option), _with_choices(option)) for option in command.options]
    lines += ["", "Options", *table([*rows, ("--help", "cette aide")], width, _INDENT)]
    if command.examples:
        lines += ["", "Exemples", *(" " * _INDENT + example for example in command.examples)]
    return "\n".join(lines)


def _usage(command: Command) -> list[str]:
    words = [command.name]
    for argument in command.arguments:
        name = argument.name + ("…" if argument.many else "")
        words.append(f"[{name}]" if argument.optional else name)
    if command.parts:
        words.append("COMMANDE…")
    return [*words, *(f"[{_form(option)}]".replace(" ", "\u00a0") for option in command.options)]


def _form(option: Option) -> str:
    return f"{option.name} {option.value}" if option.value else option.name


def _with_choices(part: Argument | Option) -> str:
    return f"{part.help}\u00a0: {', '.join(part.choices)}" if part.choices else part.help
