"""Findings as values: what is wrong, with its figures, where, and who can mend it.

A finding is never raised and never printed by the code that makes it. Each code is declared once,
beside the rule that uses it, with `declare`; the registry serves `actgen explain`, the catalogue
of rules and the tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


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
    NOTHING: said, and no more.
    """

    RUN = "run"
    STATED = "stated"
    LEGAL = "legal"
    CERTIFICATE = "certificate"
    CONVENTION = "convention"
    ANSWERS = "answers"
    MINUTES = "minutes"
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


@dataclass(frozen=True, slots=True, order=True)
class Location:
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


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `point` names the item it regards (None: the whole session)."""

    code: str
    severity: Severity
    message: str
    locations: tuple[Location, ...] = ()
    hint: str = ""
    article: str = ""
    mender: Mender = Mender.SECRETAIRE
    scope: Scope = Scope.NOTHING
    point: int | None = None

    @property
    def location(self) -> Location | None:
        return self.locations[0] if self.locations else None


@dataclass(frozen=True, slots=True)
class Code:
    """A declared code: what it watches (in French), how grave, what it blocks, on what authority.

    `since` names the switch of data/droit/regimes.yaml from which the rule holds ("regime_2022"); empty:
    for as long as the texts that were read. `territory`: where it holds.
    """

    name: str
    severity: Severity
    watches: str
    scope: Scope = Scope.NOTHING
    status: Status = Status.COHERENCE
    article: str = ""
    mender: Mender = Mender.SECRETAIRE
    since: str = ""
    territory: Territory = Territory.EVERYWHERE

    def finding(
        self,
        message: str,
        *locations: Location | None,
        hint: str = "",
        point: int | None = None,
        severity: Severity | None = None,
        mender: Mender | None = None,
        article: str | None = None,
    ) -> Diagnostic:
        """A finding of this code; unknown places (None) are left out."""
        return Diagnostic(
            code=self.name,
            severity=severity or self.severity,
            message=message,
            locations=tuple(place for place in locations if place is not None),
            hint=hint,
            article=self.article if article is None else article,
            mender=mender or self.mender,
            scope=self.scope if (severity or self.severity) is Severity.ERROR else Scope.NOTHING,
            point=point,
        )


_REGISTRY: dict[str, Code] = {}


def declare(
    name: str,
    severity: Severity,
    watches: str,
    *,
    scope: Scope = Scope.NOTHING,
    status: Status = Status.COHERENCE,
    article: str = "",
    mender: Mender = Mender.SECRETAIRE,
    since: str = "",
    territory: Territory = Territory.EVERYWHERE,
) -> Code:
    """Declare a code once, beside its rule; the other facts of a code are told by `Code`.

    Raises ValueError for a name that is taken, and for a legal rule whose source is not firm
    enough to block ("from memory" and "inference" rules warn at most).
    """
    if name in _REGISTRY:
        raise ValueError(f"code declared twice: {name}")
    if severity is Severity.ERROR and status in (Status.MEMORY, Status.INFERENCE):
        raise ValueError(f"{name}: a rule from memory or inference can't be an error")
    code = Code(name, severity, watches, scope, status, article, mender, since, territory)
    _REGISTRY[name] = code
    return code


def registry() -> dict[str, Code]:
    """Every code declared by the modules imported so far, by name."""
    return dict(sorted(_REGISTRY.items()))


@dataclass(frozen=True, slots=True)
class Report:
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
