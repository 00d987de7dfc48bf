"""The rules, as lawyers write them: data/regles/*.yaml, one row a code.

Python names a rule by one line, `QUORUM_SEUIL = rule("QUORUM-SEUIL")`: what it watches, how grave it is, what
it blocks, on what authority and who mends it stand in its row alone. A row begins with these facts, one short
line each, so that they are found without reading YAML: some milliseconds at the first finding of a run. The
rest of a row (explanation, examples) is for `actgen explain` and is read by `authoring.explications`, which
checks all of it; a test holds both readings together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Protocol

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Location, Mender, Scope, Severity, Status, Territory
from actgen.base.errors import EnvironmentFault
from actgen.base.shipped import shipped
from actgen.base.text.dates import date_chiffres
from actgen.base.text.keys import nearest
from actgen.base.text.messages import phrase
from actgen.base.text.typography import typeset

FOLDER = ("data", "regles")
SCOPES = {
    "": Scope.NOTHING,
    "tous les actes": Scope.RUN,
    "les actes qui portent ce chiffre": Scope.STATED,
    "la délibération et le certificat": Scope.LEGAL,
    "le certificat": Scope.CERTIFICATE,
    "la convention": Scope.CONVENTION,
    "l’annexe 1 de la convention": Scope.ANSWERS,
    "le procès-verbal": Scope.MINUTES,
}
STATUSES = {
    "": Status.COHERENCE,
    "lu": Status.VERIFIED,
    "lu en partie": Status.PARTLY,
    "de mémoire": Status.MEMORY,
    "déduit": Status.INFERENCE,
}
MENDERS = {
    "": Mender.SECRETAIRE,
    "coordonnateur": Mender.COORDONNATEUR,
    "service juridique": Mender.SERVICE_JURIDIQUE,
}
TERRITORIES = {
    "": Territory.EVERYWHERE,
    "Alsace-Moselle": Territory.ALSACE_MOSELLE,
    "hors Alsace-Moselle": Territory.ELSEWHERE,
    "communes": Territory.COMMUNES,
    "EPCI": Territory.EPCI,
}
KEYS = ("surveille", "gravite", "empeche", "corrige", "source", "article", "depuis", "territoire")
_ROW = re.compile(rf"^  ([A-Z0-9-]+):\n((?:    (?:{'|'.join(KEYS)}): .+\n)+)", re.MULTILINE)
_LIKENESS = 0.5  # the words of codes are few: half of one is enough to guess by


class RuleRow(Struct, frozen=True):
    """The facts of a row: what it watches (in French), how grave, what it blocks, on what authority.

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

    def __post_init__(self) -> None:
        """A legal rule blocks only on a firm source: one from memory or by inference warns at most."""
        if self.severity is Severity.ERROR and self.status in (Status.MEMORY, Status.INFERENCE):
            raise ValueError(f"{self.name}: a rule from memory or inference can't be an error")


class Origin(Protocol):
    """How sure a row of data/droit is."""

    @property
    def statut(self) -> Status: ...


class DatedRow(Protocol):
    """A row of data/droit, as far as a finding asks of it."""

    @property
    def origine(self) -> Origin: ...


_DOUTES = {
    Status.MEMORY: "La ligne de droit appliquée est tenue de mémoire\u00a0: à confirmer.",
    Status.INFERENCE: "La ligne de droit appliquée est déduite, non lue\u00a0: à confirmer.",
}


def doubt(rows: Iterable[DatedRow]) -> str:
    """What is to be said of the first of these rows that nobody read in a text; "" when all were."""
    return next((_DOUTES[each.origine.statut] for each in rows if each.origine.statut in _DOUTES), "")


class Rule(Struct, frozen=True):
    """A code as the rule that finds it names it; its row is looked up when something is found."""

    name: str

    @property
    def code(self) -> RuleRow:
        return code_of(self.name)

    def finding(
        self,
        message: str,
        *locations: Location | None,
        hint: str = "",
        point: int | None = None,
        severity: Severity | None = None,
        mender: Mender | None = None,
        article: str | None = None,
        selon: Iterable[DatedRow] = (),
    ) -> Diagnostic:
        """A finding of this code; unknown places (None) are left out.

        `selon`: the rows of law of that day on which it rests. One that nobody read warns and never blocks.
        """
        code = self.code
        given = severity or code.severity
        if given is Severity.ERROR and (doute := doubt(selon)):
            given, hint = Severity.WARNING, f"{hint} {doute}".lstrip()
        return Diagnostic(
            code=code.name,
            severity=given,
            message=message,
            locations=tuple(place for place in locations if place is not None),
            hint=hint,
            article=code.article if article is None else article,
            mender=mender or code.mender,
            scope=code.scope if given is Severity.ERROR else Scope.NOTHING,
            point=point,
        )

    def tell(
        self,
        message: str,
        *locations: Location | None,
        hint: str = "",
        point: int | None = None,
        severity: Severity | None = None,
        mender: Mender | None = None,
        article: str | None = None,
        selon: Iterable[DatedRow] = (),
        **values: object,
    ) -> Diagnostic:
        """A finding told by templates: `values` fill the message and the hint, days as 14/11/2024.

        `n` is the number of the item unless it is given.
        """
        filled = filled_in(values, n=point)
        return self.finding(
            phrase(message, **filled),
            *locations,
            hint=phrase(hint, **filled),
            point=point,
            severity=severity,
            mender=mender,
            article=article,
            selon=selon,
        )


def filled_in(values: Mapping[str, object], n: int | None) -> dict[str, object]:
    """The values of a message as it prints them."""
    printed = {name: date_chiffres(each) if isinstance(each, date) else each for name, each in values.items()}
    return {"n": n} | printed


def rule(name: str) -> Rule:
    """The rule of this code: the one line by which Python names a row."""
    return Rule(name)


@cache
def _rows() -> Mapping[str, str]:
    """The lines of facts of every row, by code. Raises EnvironmentFault when the shipped rows are lost."""
    try:
        texts = [place.read_text(encoding="utf-8") for place in shipped(*FOLDER).glob("*.yaml")]
    except OSError as error:
        raise _spoilt(str(error)) from error
    found = dict(sorted(row for text in texts for row in _ROW.findall(text)))
    if not found:
        raise _spoilt("le dossier est vide")
    return found


def facts_of(name: str) -> dict[str, str]:
    """The facts of a row as they are written. Raises KeyError for a name that no row bears."""
    told = (line.strip().split(": ", 1) for line in _rows()[name].splitlines())
    return {key: value.strip('"') for key, value in told}


@cache
def code_of(name: str) -> RuleRow:
    """The facts of a row. Raises KeyError for a name that no row bears, EnvironmentFault for a spoilt row."""
    facts = facts_of(name)
    try:
        return RuleRow(
            name=name,
            severity=Severity(facts["gravite"]),
            watches=typeset(facts["surveille"]),
            scope=SCOPES[facts.get("empeche", "")],
            status=STATUSES[facts.get("source", "")],
            article=typeset(facts.get("article", "")),
            mender=MENDERS[facts.get("corrige", "")],
            since=facts.get("depuis", ""),
            territory=TERRITORIES[facts.get("territoire", "")],
        )
    except (KeyError, ValueError) as error:
        raise _spoilt(f"{name}, {error}") from error


def every_code() -> dict[str, RuleRow]:
    """Every code by its name, in the order of names."""
    return {name: code_of(name) for name in _rows()}


def known_code(name: str) -> bool:
    """Whether a row bears this name."""
    return name in _rows()


def nearest_code(name: str) -> str | None:
    """The code that an unknown name was probably meant to be, or None."""
    return nearest(name, _rows(), _LIKENESS)


def _spoilt(what: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"L’installation d’actgen est incomplète\u00a0: ses règles ({'/'.join(FOLDER)}) ne se lisent pas, "
        f"{what}. Réinstallez-le (python -m pip install --force-reinstall actgen)."
    )
