"""What is told of each code in plain French, with a wrong and a right example: data/explications/*.yaml.

A code, its article, gravity and status are told by the registry and by data/droit, and stand nowhere here.
The examples are run by a test, so that none goes stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from actgen.diagnostics import Diagnostic, Mender, Scope, Severity, declare
from actgen.errors import EnvironmentFault
from actgen.reading.fields import Choix, Compte, DateFr, Reads, Texte
from actgen.reading.shapes import Shape
from actgen.reading.typed import Typed, read_typed
from actgen.sources import SHIPPED_LABEL, shipped
from actgen.text.messages import phrase, say
from actgen.text.typography import typeset

EXPLICATION_DOUBLE = declare(
    "EXPLICATION-DOUBLE",
    Severity.ERROR,
    "Un code n’est expliqué qu’à une place de data/explications.",
    scope=Scope.RUN,
    mender=Mender.SERVICE_JURIDIQUE,
)

EN_MOTS = "mots"
"""The kind of an example that can't be shown as a text: it is told in words."""

_FOLDER = ("data", "explications")
_MENDER = Mender.SERVICE_JURIDIQUE
Exact = Annotated[str, Reads(lambda text: text.strip("\n"))]


class ExplicationShape(Shape):
    """Ce qu’il y a à dire d’un code."""

    explication: Texte = Field(description="Ce que le contrôle surveille, pourquoi, et quoi faire.")
    modele: Texte | None = Field(None, description="D’où partent les exemples, s’il n’est celui du fichier.")
    faux: Exact = Field(description="L’exemple qui donne ce code.")
    juste: Exact = Field(description="L’exemple qui ne le donne pas.")
    donne: Annotated[Literal["erreur", "attention", "info"], Choix()] | None = Field(
        None, description="La gravité que donne l’exemple faux, s’il n’a pas celle du code."
    )
    au: DateFr | None = Field(None, description="Le jour où la séance est relue (--as-of).")
    essaye: Texte | None = Field(None, description="Le test qui l’essaie, quand l’exemple est en mots.")
    donnees: Texte | None = Field(None, description="La table de data/droit à montrer (authoring/donnees).")


class SujetShape(Shape):
    """Un fichier de data/explications."""

    titre: Texte = Field(description="Le sujet, comme titre de la liste des contrôles.")
    rang: Compte = Field(description="La place de ce sujet dans la liste.")
    modele: Texte = Field(description="D’où partent les exemples.")
    empeche: Texte | None = Field(None, description="Ce qu’empêche une erreur, quand le code ne le dit pas.")
    codes: dict[str, ExplicationShape] = Field(description="Les codes, dans l’ordre où les lire.")


@dataclass(frozen=True, slots=True)
class Explication:
    """What is told of one code. `faux` and `juste` are to the letter, except in words (`modele` EN_MOTS).

    `modele` names what the example is a part of: a model session of tests/regles, "fichier", "gabarit",
    "prose", "droit"… ; `au` is the day on which it is checked, for what is late by then; `essaye` names the
    test that tries what is only told in words; `donnees` a table of the law that the code rests on; `donne`
    the severity of its wrong example, where it is not the code's own.
    """

    code: str
    explication: str
    modele: str
    faux: str
    juste: str
    donne: str = ""
    au: date | None = None
    essaye: str = ""
    donnees: str = ""

    @property
    def en_mots(self) -> bool:
        return self.modele == EN_MOTS


@dataclass(frozen=True, slots=True)
class Sujet:
    """A topic and its codes, in the order of its file. `empeche`: what an error of these codes blocks."""

    titre: str
    rang: int
    fichier: str
    empeche: str
    codes: tuple[Explication, ...]


@cache
def sujets() -> tuple[Sujet, ...]:
    """Every topic, in the order to read them. Raises EnvironmentFault when a shipped file is at fault."""
    folder = shipped(*_FOLDER)
    try:
        files = {place.name: place.read_bytes() for place in sorted(folder.glob("*.yaml"))}
    except OSError as error:
        raise _incomplete("/".join(_FOLDER)) from error
    topics, findings = read_sujets(files)
    if findings:
        raise _faulty(findings[0])
    if not topics:
        raise _incomplete("/".join(_FOLDER))
    return topics


def explication(code: str) -> tuple[Sujet, Explication] | None:
    """The entry of a code with its topic; None when it has none."""
    return next(
        ((sujet, entry) for sujet in sujets() for entry in sujet.codes if entry.code == code),
        None,
    )


def read_sujets(files: dict[str, bytes]) -> tuple[tuple[Sujet, ...], tuple[Diagnostic, ...]]:
    """The topics of these files in their order, and every fault in one pass: a faulty file is left out."""
    read = {name: read_typed(content, _label(name), SujetShape, _MENDER) for name, content in files.items()}
    topics = [_sujet(name, typed.value) for name, typed in read.items() if typed.value is not None]
    faults = [finding for typed in read.values() for finding in typed.findings]
    return tuple(sorted(topics, key=lambda each: (each.rang, each.fichier))), (*faults, *_doubles(read))


def _sujet(name: str, shape: SujetShape) -> Sujet:
    entries = (
        Explication(
            code=code,
            explication=typeset(each.explication),
            modele=each.modele or shape.modele,
            faux=_example(each.faux, each.modele or shape.modele),
            juste=_example(each.juste, each.modele or shape.modele),
            donne=each.donne or "",
            au=each.au,
            essaye=each.essaye or "",
            donnees=each.donnees or "",
        )
        for code, each in shape.codes.items()
    )
    return Sujet(phrase(shape.titre), shape.rang, name, typeset(shape.empeche or ""), tuple(entries))


def _example(text: str, modele: str) -> str:
    return typeset(" ".join(text.split())) if modele == EN_MOTS else text


def _doubles(read: dict[str, Typed[SujetShape]]) -> Iterator[Diagnostic]:
    """A code explained in two files: which of the two is meant can't be told."""
    first: dict[str, str] = {}
    for name, typed in read.items():
        for code in _codes(typed):
            if code in first:
                yield EXPLICATION_DOUBLE.finding(
                    say(
                        "Le code {code} est déjà expliqué dans « {autre} ».",
                        code=code,
                        autre=_label(first[code]),
                    ),
                    typed.key_location("codes", code),
                    hint=say("Gardez l'une des deux explications."),
                )
            first.setdefault(code, name)


def _codes(typed: Typed[SujetShape]) -> Iterable[str]:
    return typed.value.codes if typed.value is not None else ()


def _label(name: str) -> str:
    return "/".join((SHIPPED_LABEL, *_FOLDER, name))


def _faulty(finding: Diagnostic) -> EnvironmentFault:
    place = finding.location
    where = f"{place.file}, ligne\u00a0{place.line}" if place is not None else "/".join(_FOLDER)
    return EnvironmentFault(
        f"L’explication des contrôles est abîmée ({where})\u00a0: {finding.message} "
        "Corrigez ce fichier, ou réinstallez actgen (python -m pip install --force-reinstall actgen)."
    )


def _incomplete(name: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"L’installation d’actgen est incomplète\u00a0: «\u00a0{name}\u00a0» est introuvable ou illisible. "
        "Réinstallez-le (python -m pip install --force-reinstall actgen)."
    )
