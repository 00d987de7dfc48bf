"""From the words of the command line to an exit code; whatever happens is said in French.

0 done; 1 something asked for was refused; 2 the command line is wrong; 3 a fault of actgen's own;
4 the machine lacks something; 130 interrupted.
"""

from __future__ import annotations

import atexit
import errno
import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from actgen.api.report.screen import Screen
from actgen.base.errors import EnvironmentFault, UsageError
from actgen.base.version import __version__
from actgen.cli.declarations import COMMANDS, SUMMARIES
from actgen.cli.line import HELP, Command, Line, command_help, general_help, read_line, unknown_command
from actgen.reading.silence import silence_libraries

# The module of `actgen.cli.commands` that each command is in, imported when it is asked for: `run_check` of
# `check`, `run_export_archive` of `export archive`.
_HOMES = {
    "batch": "group",
    "status": "group",
    "simulate": "group",
    "check": "check",
    "render": "render",
    "explain": "reference",
    "schema": "reference",
    "guide": "reference",
    "doctor": "doctor",
    "studio": "studio",
    "new": "new",
    "calendar": "exports",
    "export": "exports",
    "register": "exports",
    "verify": "exports",
}

_MANY_OBJECTS = 200_000  # some tens of MB; a check makes as many, and nearly all live to its end

DONE, REFUSED, USAGE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Never raises but for what ends the process itself."""
    if argv is None:
        _save_time()
        silence_libraries()
    words = list(sys.argv[1:] if argv is None else argv)
    screen = Screen.of_process()
    try:
        code = _dispatch(words, screen)
        screen.flush()
    except UsageError as error:
        code = _usage(error, screen)
    except EnvironmentFault as fault:
        screen.error(str(fault))
        code = fault.exit_code
    except KeyboardInterrupt as stop:
        screen.error("\n" + (str(stop) or "Interrompu\u00a0: les fichiers déjà produits sont intacts."))
        code = INTERRUPTED
    except Exception as error:
        code = _crash(error, words, screen)
    return code


def _crash(error: Exception, words: list[str], screen: Screen) -> int:
    if (
        isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG
    ):  # of a word that was typed, or pasted
        screen.error(
            "Ce nom est trop long pour être celui d’un fichier\u00a0: vérifiez-le, puis recommencez."
        )
        return USAGE
    if isinstance(error, PermissionError) and error.filename:  # in a folder that this user may not enter
        screen.error(
            f"«\u00a0{error.filename}\u00a0» vous est fermé\u00a0: demandez à qui tient ce dossier le droit "
            "d’y lire, puis recommencez."
        )
        return EnvironmentFault.exit_code
    from actgen.cli.crashes import crash_report  # hardly ever needed

    screen.error(crash_report(error, words))
    return OUR_FAULT


def _save_time() -> None:
    """The process is ours and ends with the command: what a service would need can be left out."""
    gc.set_threshold(_MANY_OBJECTS)  # a fifth of a check went into looking for cycles
    atexit.register(gc.freeze)  # what dies with the process need not be looked through first


def _dispatch(words: list[str], screen: Screen) -> int:
    if not words:
        screen.line(general_help(SUMMARIES, screen.width))
        return USAGE
    name, *rest = words
    if name in (*HELP, "help", "aide") and not rest:
        screen.line(general_help(SUMMARIES, screen.width))
        return DONE
    if name in ("--version", "-V"):
        screen.line(f"actgen {__version__}")
        return DONE
    if name in ("help", "aide"):
        name, rest = rest[0], [*rest[1:], "--help"]
    command = _command(name)
    if command.parts:
        if not rest:
            screen.line(command_help(command, screen.width))
            return USAGE
        if rest[0] not in HELP:
            command, rest = _part(command, rest[0]), rest[1:]
    line = read_line(command, rest)
    if line.help:
        screen.line(command_help(command, screen.width))
        return DONE
    try:
        return _action(command.name)(line, screen)
    except UsageError as error:
        error.command = error.command or command.name
        raise


def _command(name: str) -> Command:
    if name not in SUMMARIES:
        raise unknown_command(name, list(SUMMARIES))
    return COMMANDS[name]


def _part(family: Command, word: str) -> Command:
    """The command that two words name."""
    parts = [part for part, _ in family.parts]
    if word not in parts:
        raise unknown_command(word, parts, family.name)
    return COMMANDS[f"{family.name} {word}"]


def _action(name: str) -> Callable[[Line, Screen], int]:
    """What a command does."""
    home = import_module(f"actgen.cli.commands.{_HOMES.get(name.partition(' ')[0], 'templates')}")
    action: Callable[[Line, Screen], int] = getattr(home, f"run_{name.replace(' ', '_')}")
    return action


def _usage(error: UsageError, screen: Screen) -> int:
    screen.complain(str(error))
    screen.error(f"Aide\u00a0: actgen {error.command + ' ' if error.command else ''}--help")
    return USAGE
