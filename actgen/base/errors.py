"""What is raised: one tree, for who calls actgen from a program as for its own command line.

What is wrong in a session, a template or a roster is a `Diagnostic`, a value that is gathered and never
raised. Raised is only what no edit of a user's file can mend, what a caller asked for wrongly, what somebody
else has saved meanwhile, and what is a fault of actgen's own.
"""

from __future__ import annotations


class ActgenError(Exception):
    """Whatever actgen raises on purpose; `args[0]` is a French sentence, `exit_code` that of a command."""

    exit_code = 3


class UsageError(ActgenError):
    """What was asked for can't be: a file that is no group, an act that a session doesn't have.

    `command` is the one whose help is worth a look, where a command line is at fault.
    """

    exit_code = 2

    def __init__(self, message: str, command: str = "") -> None:
        super().__init__(message)
        self.command = command


class EnvironmentFault(ActgenError):
    """The machine can't do what was asked: no library, a full disk, a folder that another run holds."""

    exit_code = 4


class Conflict(ActgenError):
    """A file is no longer the one that a text was made from; `revision` and `text` are those of the disk.

    Nothing was written. Both texts are then there to be shown: neither is lost.
    """

    exit_code = 1

    def __init__(self, message: str, name: str, revision: str | None, text: str | None) -> None:
        super().__init__(message)
        self.name, self.revision, self.text = name, revision, text


class CannotEdit(ActgenError):
    """A change that can't be made without touching more of the file than what it is about.

    Nothing was changed. `line`, counted from 1, is where the file is to be mended as a text; 0: anywhere.
    """

    exit_code = 2

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class NotOurs(ActgenError):
    """The file that is there was not made here: it is left as it is."""

    exit_code = 2


class InternalError(ActgenError):
    """A fault of actgen's own: the user's files are not in question."""

    exit_code = 3


def quoted(word: str) -> str:
    """« word », cut when it is long, without signs that would disturb the screen."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in word)
    return f"«\u00a0{plain[:60] + '…' if len(plain) > 60 else plain}\u00a0»"
