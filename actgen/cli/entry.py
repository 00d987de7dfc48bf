"""From the words of the command line to an exit code; whatever happens is said in French.

0 done; 1 something asked for was refused; 2 the command line is wrong; 3 a fault of actgen's own;
4 the machine lacks something; 130 interrupted.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from actgen import __version__
from actgen.cli.help import command_help, general_help
from actgen.cli.line import HELP, read_line, unknown_command
from actgen.errors import EnvironmentFault, UsageError
from actgen.reading.silence import silence_libraries
from actgen.report.screen import Screen

# Each command is a module of `actgen.cli.commands`, imported when it is asked for.
COMMANDS = {
    "new": "prépare un espace de travail, une collectivité, un groupement, une séance",
    "check": "relit une séance\u00a0: ce qui sera écrit, ce qui ne va pas, et qui peut le corriger",
    "render": "écrit les actes d’une séance en PDF, Word et HTML",
    "batch": "écrit tous les papiers d’un groupement, pour chacune de ses communes",
    "status": "dit où en est chaque membre d’un groupement\u00a0: voté, transmis, exécutoire, signé",
    "register": "fait le registre des délibérations d’une année, à imprimer et à relier",
    "simulate": "compare les clés de répartition d’un groupement\u00a0: ce que paierait chaque membre",
    "export": "prépare ce qui part ailleurs\u00a0: préfecture, données ouvertes, archives",
    "verify": "dit si des actes, leurs modèles et leurs sources sont restés tels qu’actgen les a écrits",
    "calendar": "donne les échéances d’une séance, avec leur article, et un fichier pour votre agenda",
    "templates": "aide à écrire les modèles d’actes\u00a0: leurs variables, leurs fichiers, leurs erreurs",
    "explain": "explique un code de contrôle, par exemple PUB-MODE",
    "schema": "écrit la description des fichiers, pour l’aide à la saisie des éditeurs",
    "guide": "écrit les guides (secrétaire, coordonnateur, rédacteur) en une page pour le navigateur",
    "doctor": "vérifie ce qui fonctionne sur cet ordinateur, et dit quoi taper pour le reste",
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
    from actgen.cli.crash import report

    screen.error(report(error, words))
    return OUR_FAULT


def _save_time() -> None:
    """The process is ours and ends with the command: what a service would need can be left out."""
    gc.set_threshold(_MANY_OBJECTS)  # a fifth of a check went into looking for cycles
    atexit.register(gc.freeze)  # what dies with the process need not be looked through first
    # no other package's plug-in has a say in how files are read; looking for some took 20 ms
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _dispatch(words: list[str], screen: Screen) -> int:
    if not words:
        screen.line(general_help(COMMANDS, screen.width))
        return USAGE
    name, *rest = words
    if name in (*HELP, "help", "aide") and not rest:
        screen.line(general_help(COMMANDS, screen.width))
        return DONE
    if name in ("--version", "-V"):
        screen.line(f"actgen {__version__}")
        return DONE
    if name in ("help", "aide"):
        name, rest = rest[0], [*rest[1:], "--help"]
    module = _module(name)
    if module.COMMAND.parts:
        if not rest:
            screen.line(command_help(module.COMMAND, screen.width))
            return USAGE
        if rest[0] not in HELP:
            module, rest = _part(name, rest[0], module), rest[1:]
    line = read_line(module.COMMAND, rest)
    if line.help:
        screen.line(command_help(module.COMMAND, screen.width))
        return DONE
    code: int = module.run(line, screen)
    return code


def _module(name: str) -> ModuleType:
    if name not in COMMANDS:
        raise unknown_command(name, list(COMMANDS))
    return import_module(f"actgen.cli.commands.{name}")


def _part(name: str, word: str, family: ModuleType) -> ModuleType:
    """The command that two words name: `templates list` is the module `templates_list`."""
    parts = [part for part, _ in family.COMMAND.parts]
    if word not in parts:
        raise unknown_command(word, parts, name)
    return import_module(f"actgen.cli.commands.{name}_{word}")


def _usage(error: UsageError, screen: Screen) -> int:
    screen.complain(str(error))
    screen.error(f"Aide\u00a0: actgen {error.command + ' ' if error.command else ''}--help")
    return USAGE
