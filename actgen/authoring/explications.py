"""The rows of data/regles/*.yaml whole: explanation, wrong and right example, with the facts of each code.

The facts alone are what a run needs, and `actgen.rules` finds them without YAML. Here a row is read as any
other file, so that a slip in it is told with its line. The examples are run by a test: none goes stale.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from actgen.diagnostics import Diagnostic, Mender
from actgen.errors import EnvironmentFault
from actgen.reading.fields import Choix, Compte, DateFr, Reads, Texte
from actgen.reading.shapes import Shape
from actgen.reading.typed import read_typed
from actgen.records import dataclass
from actgen.rules import FOLDER
from actgen.sources import SHIPPED_LABEL, shipped
from actgen.text.messages import phrase
from actgen.text.typography import typeset

EN_MOTS = "mots"
"""The kind of an example that can't be shown as a text: it is told in words."""

_MENDER = Mender.SERVICE_JURIDIQUE
Exact = Annotated[str, Reads(lambda text: text.strip("\n"))]


class ExplicationShape(Shape):
    """Ce qu’il y a à dire d’un code\u00a0: d’abord ses données, une ligne chacune, dans cet ordre."""

    surveille: Texte = Field(description="Ce que le contrôle surveille, en une phrase.")
    gravite: Texte = Field(description="Ce que dit le constat, sauf cas particulier.")
    empeche: Texte | None = Field(None, description="Ce qu’empêche une erreur.")
    corrige: Texte | None = Field(None, description="Qui peut corriger.")
    source: Texte | None = Field(None, description="Comment le texte est connu.")
    article: Texte | None = Field(None, description="Le texte dont vient la règle.")
    depuis: Texte | None = Field(None, description="La bascule de data/droit/regimes.yaml d’où elle part.")
    territoire: Texte | None = Field(None, description="Où elle vaut.")
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
    """Un fichier de data/regles."""

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
    folder = shipped(*FOLDER)
    try:
        files = {place.name: place.read_bytes() for place in sorted(folder.glob("*.yaml"))}
    except OSError as error:
        raise _incomplete("/".join(FOLDER)) from error
    topics, findings = read_sujets(files)
    if findings:
        raise _faulty(findings[0])
    if not topics:
        raise _incomplete("/".join(FOLDER))
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
    return tuple(sorted(topics, key=lambda each: (each.rang, each.fichier))), tuple(faults)


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


def _label(name: str) -> str:
    return "/".join((SHIPPED_LABEL, *FOLDER, name))


def _faulty(finding: Diagnostic) -> EnvironmentFault:
    place = finding.location
    where = f"{place.file}, ligne\u00a0{place.line}" if place is not None else "/".join(FOLDER)
    return EnvironmentFault(
        f"L’explication des contrôles est abîmée ({where})\u00a0: {finding.message} "
        "Corrigez ce fichier, ou réinstallez actgen (python -m pip install --force-reinstall actgen)."
    )


def _incomplete(name: str) -> EnvironmentFault:
    return EnvironmentFault(
        f"L’installation d’actgen est incomplète\u00a0: «\u00a0{name}\u00a0» est introuvable ou illisible. "
        "Réinstallez-le (python -m pip install --force-reinstall actgen)."
    )
