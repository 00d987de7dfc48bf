"""What a run hands over to be written, and what became of each file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from actgen.records import dataclass
from actgen.writing.fingerprint import Fingerprint


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One form of one act, ready to be written.

    `act` is the document's own key, the same from run to run ("deliberation-09"); its forms differ
    by suffix alone, so that a file under a new name is known to replace the one under the old name.
    `transmis`: the act has been sent to the State's representative and may no longer change. `copie_de`:
    the act that this one is a copy of, which it must not contradict. `made_from` stands for all that the
    bytes follow from; with `known`, they were not made again, since the journal tells that an earlier run
    made them from the same: `content` is then empty.
    """

    name: str
    content: bytes
    act: str
    transmis: bool = False
    copie_de: str = ""
    made_from: str = ""
    known: Fingerprint | None = None

    @property
    def form(self) -> tuple[str, str]:
        return form_of(self.act, self.name)


class Outcome(StrEnum):
    """What became of a file; the values are the words shown to the user."""

    WRITTEN = "écrit"
    UNCHANGED = "inchangé"
    KEPT = "gardé"  # changed by hand, or never ours
    NOT_REWRITTEN = "non réécrit"  # the act is already transmitted
    REMOVED = "retiré"  # replaced by this run under another name


class Reason(StrEnum):
    """Why, where whoever tells of many files tells some of them otherwise."""

    EDITED_ALONE = "edited, with no new version"
    NO_LONGER_DUE = "no longer due"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a file, and a French phrase that says so (to follow its name and « : »)."""

    name: str
    act: str
    outcome: Outcome
    phrase: str
    reason: Reason | None = None


def form_of(act: str, name: str) -> tuple[str, str]:
    """The act and the format of a file: what it is a form of."""
    return act, PurePath(name).suffix
