"""What a command line may say, its help, and reading it, in French from end to end.

The standard parser's words are English, differ from one Python to the next and can't be translated
without reaching into it; a clerk reads only what stands here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from actgen.api.report.screen import paragraph, table
from actgen.base.errors import UsageError, quoted
from actgen.base.text.messages import say
from actgen.base.version import __version__

HELP = ("-h", "--help", "--aide")


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """An option. `value` names what it takes (empty: a flag); `many`: several, repeated or with commas."""

    name: str
    help: str
    value: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False


class Argument(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands without an option: one, or several when `many`."""

    name: str
    help: str
    many: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()


class Command(Struct, frozen=True, forbid_unknown_fields=True):
    """A command as its help and its reader know it; `about` and `examples` are paragraphs of help.

    `parts` are the words that must follow it, each with its sentence: a command of its own, `templates list`,
    which the general help doesn't list.
    """

    name: str
    summary: str
    listed: str = ""
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    about: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

    def option(self, name: str) -> Option | None:
        return next((option for option in self.options if option.name == name), None)


class Line(Struct):
    """A command line that was read."""

    arguments: dict[str, list[str]] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    help: bool = False

    def all(self, name: str) -> tuple[str, ...]:
        """The values of an argument or an option, in order."""
        return tuple(self.arguments.get(name, self.options.get(name, [])))

    def one(self, name: str, default: str = "") -> str:
        """The last value given, or `default`."""
        return next(reversed(self.all(name)), default)

    def has(self, name: str) -> bool:
        """Whether a flag was given."""
        return name in self.options


def read_line(command: Command, words: Sequence[str]) -> Line:
    """What the words after the command's name say. Raises UsageError."""
    line = Line()
    loose: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in HELP:
            line.help = True
            return line
        if word == "--":
            loose.extend(rest)
        elif word.startswith("-") and word != "-":
            _read_option(command, word, rest, line)
        else:
            loose.append(word)
    _read_arguments(command, loose, line)
    return line


def _read_option(command: Command, word: str, rest: Iterator[str], line: Line) -> None:
    name, equals, inline = word.partition("=")
    option = command.option(name)
    if option is None:
        raise UsageError(_unknown("option", name, [each.name for each in command.options]), command.name)
    if not option.value:
        if equals:
            raise UsageError(f"L’option {name} ne prend pas de valeur.", command.name)
        line.options.setdefault(name, [])
        return
    value = inline if equals else next(rest, "")
    if not value or (not equals and value.startswith("--")):
        raise UsageError(
            f"Il manque la valeur de l’option {name}\u00a0: {name} {option.value}.", command.name
        )
    values = [part.strip() for part in value.split(",") if part.strip()] if option.many else [value]
    for each in values:
        _check_choice(f"l’option {name}", each, option.choices, command)
    line.options.setdefault(name, []).extend(values)


def _read_arguments(command: Command, loose: list[str], line: Line) -> None:
    for argument in command.arguments:
        count = len(loose) if argument.many else 1
        given, loose = loose[:count], loose[count:]
        if not given and not argument.optional:
            raise UsageError(_lacking(argument), command.name)
        if (whole := " ".join(given)) not in given and os.path.isfile(whole):
            raise UsageError(
                f'Ce nom de fichier a des espaces\u00a0: écrivez-le entre guillemets, "{whole}".',
                command.name,
            )
        for each in given:
            _check_choice(argument.name, each, argument.choices, command)
        line.arguments[argument.name] = given
    if loose:
        raise UsageError(f"Mot en trop sur la ligne\u00a0: {quoted(loose[0])}.", command.name)


def _lacking(argument: Argument) -> str:
    choices = f" ({', '.join(argument.choices)})" if argument.choices else ""
    return f"Il manque {argument.name} sur la ligne{choices}."


def _check_choice(where: str, value: str, choices: tuple[str, ...], command: Command) -> None:
    if choices and value not in choices:
        raise UsageError(not_a_choice(where, value, choices), command.name)


def not_a_choice(where: str, value: str, choices: Sequence[str]) -> str:
    """What to say of a value outside a closed list."""
    close = near(value, choices)
    advice = f" Vouliez-vous dire {quoted(close)}\u202f?" if close else ""
    return (
        f"{quoted(value)} ne convient pas pour {where}. Choix possibles\u00a0: {', '.join(choices)}.{advice}"
    )


def unknown_command(word: str, names: Sequence[str], command: str = "") -> UsageError:
    """A command that doesn't exist, or a word that can't follow `command`."""
    return UsageError(_unknown("commande", f"{command} {word}".strip(), _whole(names, command)), command)


def _whole(names: Sequence[str], command: str) -> list[str]:
    return [f"{command} {name}".strip() for name in names]


def _unknown(what: str, word: str, names: Sequence[str]) -> str:
    close = near(word, names)
    advice = f" Vouliez-vous dire {quoted(close)}\u202f?" if close else ""
    return f"{what.capitalize()} inconnue\u00a0: {quoted(word)}.{advice}"


def near(word: str, names: Sequence[str]) -> str:
    """The name most like the word; empty when none is."""
    from difflib import get_close_matches  # 5 ms that a good line needn't spend

    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.5)
    return folded[close[0]] if close else ""


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
        *table(_said(commands.items()), width, _INDENT),
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
        lines += ["", *paragraph(say(text), width)]
    if command.parts:
        lines += ["", "Commandes", *table(_said(command.parts), width, _INDENT)]
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


def _said(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, say(sentence)) for name, sentence in rows]


def _with_choices(part: Argument | Option) -> str:
    told = say(part.help)
    return f"{told}\u00a0: {', '.join(part.choices)}" if part.choices else told
