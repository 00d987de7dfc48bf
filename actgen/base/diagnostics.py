"""Findings as values: what is wrong, with its figures, where, and who can mend it.

A finding is never raised and never printed by the code that makes it. What its code says of it (gravity,
article, what it blocks) is told once, in the row that `actgen.base.rules` reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct, field


class Severity(StrEnum):
    """How grave a finding is; the values are the words shown to the user."""

    ERROR = "erreur"
    WARNING = "attention"
    INFO = "info"


class Mender(StrEnum):
    """Who can mend it: a clerk is never asked to mend the coordinator's convention."""

    SECRETAIRE = "secretaire"
    COORDONNATEUR = "coordonnateur"
    SERVICE_JURIDIQUE = "service_juridique"


class Scope(StrEnum):
    """What an error of this code keeps from being written.

    RUN: nothing at all is written (the input itself can't be trusted).
    STATED: every act that states the contradictory figure, the minutes included.
    LEGAL: the deliberation and the certificate; the minutes record what happened.
    CERTIFICATE: the certificate of executability alone.
    CONVENTION: the convention alone.
    ANSWERS: the convention whose annexe 1 lists who has answered; not the text that councils are sent.
    MINUTES: the minutes alone, by the rules that are made for them.
    CONVOCATION: the convocation alone, which is posted.
    NOTHING: said, and no more.
    """

    RUN = "run"
    STATED = "stated"
    LEGAL = "legal"
    CERTIFICATE = "certificate"
    CONVENTION = "convention"
    ANSWERS = "answers"
    MINUTES = "minutes"
    CONVOCATION = "convocation"
    NOTHING = "nothing"


class Status(StrEnum):
    """How sure the source of a rule is. Only COHERENCE, VERIFIED and PARTLY may block."""

    COHERENCE = "coherence"
    VERIFIED = "verified"
    PARTLY = "partly"
    MEMORY = "memory"
    INFERENCE = "inference"


class Territory(StrEnum):
    """Where a rule holds, or whom it regards; the values are words for a reader."""

    EVERYWHERE = "partout"
    ALSACE_MOSELLE = "communes de la Moselle, du Bas-Rhin et du Haut-Rhin"
    ELSEWHERE = "partout, sauf les communes de la Moselle, du Bas-Rhin et du Haut-Rhin"
    COMMUNES = "communes"
    EPCI = "établissements publics de coopération intercommunale"


class Location(Struct, frozen=True, order=True):
    """A place in a file as its author sees it: line and column count from 1; 0 means the whole file.

    In a Word file, `part` names the part as Word does (« corps », « en-tête », « notes de bas de page »),
    `line` counts its paragraphs and `heading` is the title above the place.
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 0
    excerpt: str = ""
    part: str = ""
    heading: str = ""

    @property
    def spot(self) -> str:
        """Enough to find it in its file: « ligne 20 », « corps, paragraphe 3 »; "" for the whole file."""
        if not self.line:
            return self.part
        return f"{self.part}, paragraphe {self.line}" if self.part else f"ligne {self.line}"

    @property
    def within(self) -> str:
        """Where in its file: « ligne 20, colonne 5 », « en-tête, paragraphe 3, sous « Article 2 » »."""
        heading = f"sous «\u00a0{self.heading}\u00a0»" if self.heading else ""
        column = f"colonne {self.column}" if self.column else ""
        return ", ".join(filter(None, (self.spot, heading if self.part else column)))


class Diagnostic(Struct, frozen=True):
    """One finding. `point` names the item it regards (None: the whole session).

    `controle`: which control of its kind, when several share one code.
    """

    code: str
    severity: Severity
    message: str
    locations: tuple[Location, ...] = ()
    hint: str = ""
    article: str = ""
    mender: Mender = Mender.SECRETAIRE
    scope: Scope = Scope.NOTHING
    point: int | None = None
    controle: str = ""

    @property
    def location(self) -> Location | None:
        return self.locations[0] if self.locations else None


class Report(Struct, frozen=True):
    """All findings of a run, in one pass."""

    findings: tuple[Diagnostic, ...] = field(default=())

    def __add__(self, other: Report) -> Report:
        return Report(self.findings + other.findings)

    def of(self, severity: Severity) -> tuple[Diagnostic, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return self.of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        return self.of(Severity.WARNING)

    @property
    def stops_everything(self) -> bool:
        return any(finding.scope is Scope.RUN for finding in self.errors)


class ByItem:
    """Findings in their order, each found by its item: an act asks for its own among those of all."""

    def __init__(self, findings: Iterable[Diagnostic] = ()) -> None:
        self._all: list[Diagnostic] = []
        self._of: dict[int | None, list[int]] = {}
        self.extend(findings)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._all)

    def extend(self, findings: Iterable[Diagnostic]) -> None:
        """Put these behind the others."""
        for each in findings:
            self._of.setdefault(each.point, []).append(len(self._all))
            self._all.append(each)

    def of(self, point: int | None) -> tuple[Diagnostic, ...]:
        """Those that regard an item, or the whole session; all of them when none is named."""
        if point is None:
            return tuple(self._all)
        ranks = sorted((*self._of.get(None, ()), *self._of.get(point, ())))
        return tuple(self._all[each] for each in ranks)
