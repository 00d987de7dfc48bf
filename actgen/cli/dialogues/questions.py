"""Questions asked in French, their answers read, and files that are never written over."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE
from typing import TextIO, TypeVar

from msgspec import Struct

from actgen.api.report.screen import Screen, paragraph
from actgen.authoring.starters.files import write_new, write_workspace
from actgen.base.errors import EnvironmentFault, UsageError, quoted
from actgen.base.text.keys import cle
from actgen.reading.sources import workspace_of

Answer = TypeVar("Answer")
_PATIENCE = 20
_LONGEST = 500


class Misread(Exception):
    """An answer that doesn't do: `args[0]` says why, and what would."""


class Questions(Struct):
    """Asks one question a line; an empty answer takes the default between brackets."""

    screen: Screen
    source: TextIO
    command: str = "new"
    ended: bool = False

    @classmethod
    def of_process(cls, screen: Screen) -> Questions:
        return cls(screen, sys.stdin)

    def ask(self, question: str, read: Callable[[str], Answer], *, default: str | None = "") -> Answer:
        """The answer as `read` understands it, asked again while it raises Misread.

        `default` None: an answer is needed. Raises UsageError when the answers end before that.
        """
        shown = f" [{default}]" if default else ""
        for _ in range(_PATIENCE):
            self.screen.raw(f"{question}{shown}\u00a0: ")
            self.screen.flush()
            answer = self._next() or default
            if answer is None:
                if self.ended:
                    raise UsageError(f"Il manque une réponse\u00a0: {question}.", self.command)
                self.screen.line("Une réponse est nécessaire.")
                continue
            try:
                return read(answer)
            except Misread as why:
                self.say(str(why))
                if self.ended:
                    break
        raise UsageError(f"Aucune réponse comprise à la question\u00a0: {question}.", self.command)

    def say(self, text: str) -> None:
        """A remark between two questions, cut to the width of the screen."""
        for line in paragraph(text, self.screen.width):
            self.screen.line(line)

    def text(self, question: str, *, default: str | None = "") -> str:
        """A line of text, as it is."""
        return self.ask(question, lambda answer: answer, default=default)

    def choice(self, question: str, choices: tuple[str, ...], default: str = "") -> str:
        """One of the choices, or empty when there is no default."""
        return self.ask(
            f"{question} ({', '.join(choices)})", lambda answer: _among(answer, choices), default=default
        )

    def _next(self) -> str:
        if self.ended:
            self.screen.line()
            return ""
        try:
            line = self.source.readline()
        except UnicodeDecodeError as error:
            raise UsageError("Les réponses ne sont pas du texte lisible (UTF-8).", self.command) from error
        if not line.endswith("\n"):
            self.ended = True
        if not self.source.isatty():
            self.screen.line(line.strip())  # so that the exchange reads as it would at the keyboard
        return " ".join("".join(sign if sign.isprintable() else " " for sign in line[:_LONGEST]).split())


def _among(answer: str, choices: tuple[str, ...]) -> str:
    if not answer:
        return ""
    found = next((choice for choice in choices if cle(choice) == cle(answer)), None)
    if found is None:
        raise Misread(f"Répondez par l’un de ces mots\u00a0: {', '.join(choices)}.")
    return found


def save(place: Path, text: str | bytes, screen: Screen, *, private: bool = True) -> None:
    """Write a starter, which its owner alone reads if `private`.

    Raises UsageError when the file exists: it is never replaced.
    """
    if not write_new(place, text, private=private):
        raise _there(place)
    screen.line(f"Écrit\u00a0: {shown(place)}")


def complete(place: Path, text: str, screen: Screen) -> None:
    """Put a fuller text in the place of a starter that nobody has changed: the whole of it, or nothing."""
    part = place.with_name(f".{place.name}.nouveau")
    try:
        part.touch(0o600)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.chmod(S_IMODE(place.stat().st_mode))
        os.replace(part, place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentFault(
            f"«\u00a0{shown(place)}\u00a0» ne peut pas être complété. Vérifiez que vous avez le droit d’y "
            "écrire, et qu’il n’est pas ouvert dans un autre logiciel."
        ) from error
    screen.line(f"Complété\u00a0: {shown(place)}, tel qu’il avait été préparé.")


def refuse_existing(place: Path) -> None:
    """Raises UsageError when a file already has this name, before its author is asked for its content."""
    if place.exists():
        raise _there(place)


def _there(place: Path) -> UsageError:
    return UsageError(
        f"Le fichier {quoted(shown(place))} existe déjà\u00a0: il est laissé tel quel. Complétez-le, ou "
        "renommez-le avant d’en préparer un autre.",
        "new",
    )


def prepare(workspace: Path, screen: Screen, *, aloud: bool = False) -> None:
    """The folders and schemas that a workspace lacks; files that are there stay as they are."""
    for place, new in write_workspace(workspace):
        if aloud:
            screen.line(f"{'Écrit' if new else 'Déjà là, laissé tel quel'}\u00a0: {shown(place)}")


def new_command(what: str, workspace: Path) -> str:
    """« actgen new session mairie »: the line to type here to add to a workspace; alone inside it."""
    line = f"actgen new {what}"
    if workspace_of(Path()) == workspace.absolute():
        return line
    place = shown(workspace)
    return f'{line} "{place}"' if " " in place else f"{line} {place}"


def shown(place: Path) -> str:
    """A path as short as it can be told from the current folder."""
    try:
        relative = os.path.relpath(place)
    except ValueError:  # another drive, on Windows
        return place.as_posix()
    return place.as_posix() if relative.startswith("..") else Path(relative).as_posix()
