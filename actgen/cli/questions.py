"""Questions in French, answered at the keyboard or by a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO, TypeVar

from actgen.errors import UsageError
from actgen.report.screen import Screen, paragraph

Answer = TypeVar("Answer")
_PATIENCE = 20
_LONGEST = 500


class Misread(Exception):
    """An answer that doesn't do: `args[0]` says why, and what would."""


@dataclass
class Questions:
    """Asks one question a line; an empty answer takes the default between brackets."""

    screen: Screen
    source: TextIO
    command: str = "new"
    ended: bool = False

    @classmethod
    def of_process(cls, screen: Screen) -> Questions:
        return cls(screen, sys.stdin)

    def ask(
        self,
        question: str,
        read: Callable[[str], Answer],
        *,
        default: str | None = "",
    ) -> Answer:
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
    from actgen.text.keys import cle

    if not answer:
        return ""
    found = next((choice for choice in choices if cle(choice) == cle(answer)), None)
    if found is None:
        raise Misread(f"Répondez par l’un de ces mots\u00a0: {', '.join(choices)}.")
    return found
