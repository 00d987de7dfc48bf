"""Receipts of the State's channel: which files lie beside a session, and what each of them says.

A receipt is a message `ARActe` of @ctes, in XML, as every platform gives it back. It comes from elsewhere:
its size is bounded, and no entity of it is ever looked at (`reading.xml_tree`).
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from actgen.diagnostics import Diagnostic, Location, Scope, Severity
from actgen.figures.actes import IDENTIFIANT
from actgen.law.nomenclature import nature
from actgen.reading.xml_tree import Element, XmlRefused, read_xml
from actgen.records import replace
from actgen.rules import rule
from actgen.sources import Source, SourceFault, Sources
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase, say

from .annees import Autour
from .kept import Kept

ACCUSE_LECTURE = rule("ACCUSE-LECTURE")
ACCUSE_ACTE = rule("ACCUSE-ACTE")
A_PART = "accuses"
"""A folder beside the sessions where receipts may be put instead of among them."""
_NOM = re.compile(rf"{IDENTIFIANT.pattern}-1-2(?:_\d+)?\.xml", re.IGNORECASE)
_NAMESPACE = "http://www.interieur.gouv.fr/ACTES#"
_RECEIPT, _ANOMALIES = "ARActe", ("AnomalieActe", "AnomalieEnveloppe")
_LIMIT = 1_000_000
_MOST = 5_000  # files of a folder: those beyond are not looked at
_OPENED = 500  # of those whose name doesn't say which act they are of
_DAY = 10  # « 2022-12-19 »: a time zone may follow
_PLATEFORME = phrase("Redemandez l'accusé de réception à votre plate-forme, puis remplacez ce fichier.")
_CLASSIFICATION = (
    phrase("c'est la classification de la préfecture, qui ne dit rien d'un acte"),
    phrase("Rangez-la ailleurs : actgen export transmission la lit avec --typologie."),
)
_AUTRES = {
    "RetourClassification": _CLASSIFICATION,
    "ReponseClassificationSansChangement": _CLASSIFICATION,
    "ARAnnulation": (
        phrase("c'est celui d'une annulation, la transmission de l'acte a été annulée"),
        phrase("Retirez ce fichier, et l'accusé de réception de cet acte s'il est là."),
    ),
}
"""Other messages of the channel that may be dropped for a receipt: what they are, what to do."""


class Recu(Struct, frozen=True):
    """What a receipt says: the identifier of the act, in pieces, and the day the State received it."""

    fichier: str
    identifiant: str
    departement: str
    siren: str
    jour: str
    numero: str
    nature: str
    recue_le: date
    lieu: Location


class Rangs(Struct, frozen=True):
    """The XML files of a folder: `actes` by SIREN and day, `autres` that are no receipts, with the reason."""

    actes: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    autres: list[tuple[str, Diagnostic]] = field(default_factory=list)


class Boite(Struct, frozen=True):
    """The files beside a session; a folder is listed once for all the sessions of a call.

    `autour`: the other sessions of the workspace, whose receipts may lie in the same folder.
    """

    sources: Sources
    kept: Kept
    dossier: Path
    autour: Autour = field(default_factory=Autour)

    def rangs(self) -> Rangs:
        """All that was put here or in the folder for receipts."""
        return self.kept.get(("accuses", self.dossier), self.sources, lambda log: _ranges(log, self.dossier))

    def read(self, nom: str, lieu: Location | None = None) -> Recu | Diagnostic:
        """The receipt of that file; `lieu` is where the session names it."""
        source = self.sources.read(nom, base=self.dossier, limit=_LIMIT)
        if isinstance(source, SourceFault):
            return replace(source.finding(lieu), scope=Scope.CERTIFICATE)
        return read_receipt(source)


def numero_du_nom(nom: str) -> str:
    """The number of the act that a file is named after; empty when its name says none."""
    lu = _NOM.fullmatch(PurePosixPath(nom).name)
    return lu["numero"] if lu else ""


def _ranges(sources: Sources, dossier: Path) -> Rangs:
    """Receipts by SIREN and day: many sessions look for theirs in one folder.

    A file is read here only when its name doesn't say whose it is: no session has it in its journal by that.
    """
    rangs, reste = Rangs(), _OPENED
    for prefixe, place in (("", dossier), (f"{A_PART}/", dossier / A_PART)):
        try:
            noms = sorted(entry.name for entry in islice(place.iterdir(), _MOST))
        except OSError:  # no such folder, or one that can't be listed: nothing was dropped there
            continue
        for nom in (f"{prefixe}{nom}" for nom in noms if nom.casefold().endswith(".xml")):
            if lu := _NOM.fullmatch(PurePosixPath(nom).name):
                rangs.actes.setdefault((lu["siren"], lu["jour"]), []).append(nom)
            elif reste > 0:
                reste -= 1
                _ouvrir(rangs, sources, dossier, nom)
    return rangs


def _ouvrir(rangs: Rangs, sources: Sources, dossier: Path, nom: str) -> None:
    """A file under another name: what it holds says whose it is, or that it is no receipt."""
    source = sources.apart().read(nom, base=dossier, limit=_LIMIT)
    if isinstance(source, SourceFault):
        rangs.autres.append((nom, replace(source.finding(), severity=Severity.WARNING)))
        return
    lu = read_receipt(source)
    if isinstance(lu, Recu):
        rangs.actes.setdefault((lu.siren, lu.jour), []).append(nom)
    elif not _est_une_classification(source):
        rangs.autres.append((nom, replace(lu, severity=Severity.WARNING)))


def _est_une_classification(source: Source) -> bool:
    """What `export transmission --typologie` reads may well be kept beside the sessions."""
    try:
        return _AUTRES.get(read_xml(source.content).name) is _CLASSIFICATION
    except XmlRefused:
        return False


def read_receipt(source: Source) -> Recu | Diagnostic:
    """What the bytes of a receipt say, or why they are none."""
    try:
        racine = read_xml(source.content)
    except XmlRefused as refus:
        return _illisible(source, f"il {refus.fault}", refus.line)
    if racine.name in _ANOMALIES:
        return _anomalie(source, racine)
    if racine.name in _AUTRES:
        pourquoi, aide = _AUTRES[racine.name]
        return _illisible(source, pourquoi, racine.line, aide)
    if racine.name != _RECEIPT or not racine.namespace.startswith(_NAMESPACE):
        return _illisible(
            source,
            phrase("ce n'est pas un accusé de réception @CTES (élément ARActe)"),
            racine.line,
            phrase("Le nom d'un accusé finit d'ordinaire par « -1-2_1.xml »."),
        )
    identifiant = racine.attributes.get("IDActe", "").strip()
    lu, recue_le = IDENTIFIANT.fullmatch(identifiant), _jour(racine.attributes.get("DateReception", ""))
    if lu is None:
        return _illisible(
            source, say("son identifiant d'acte (« {id} ») n'en est pas un", id=identifiant), racine.line
        )
    if recue_le is None:
        ecrite = racine.attributes.get("DateReception", "")
        return _illisible(
            source, say("sa date de réception (« {d} ») n'en est pas une", d=ecrite), racine.line
        )
    recu = Recu(
        fichier=source.path,
        identifiant=identifiant,
        departement=lu["departement"],
        siren=lu["siren"],
        jour=lu["jour"],
        numero=lu["numero"],
        nature=lu["nature"],
        recue_le=recue_le,
        lieu=Location(source.path, racine.line),
    )
    return _contredit(source, racine, recu) or recu


def _contredit(source: Source, racine: Element, recu: Recu) -> Diagnostic | None:
    """A receipt repeats the act that was sent: number, day and nature are those of the identifier."""
    acte = racine.child("ActeRecu")
    if acte is None:
        return _illisible(source, phrase("il ne reprend pas l'acte reçu (élément ActeRecu)"), racine.line)
    numero, jour = acte.attributes.get("NumeroInterne", ""), acte.attributes.get("Date", "")
    if autre := _autre_nature(acte, recu):
        return _illisible(source, autre, acte.line)
    if numero in ("", recu.numero) and jour[:_DAY].replace("-", "") in ("", recu.jour):
        return None
    return _illisible(
        source,
        say(
            "il se contredit : identifiant {id}, mais acte n° {numero} du {jour}",
            id=recu.identifiant,
            numero=numero or "…",
            jour=date_chiffres(lu) if (lu := _jour(jour)) else jour or "…",
        ),
        acte.line,
    )


def _autre_nature(acte: Element, recu: Recu) -> str:
    """How the act that a receipt repeats is of another nature than its identifier says."""
    code, connue = acte.attributes.get("CodeNatureActe", "").strip(), nature(recu.nature)
    if connue is None or code in ("", str(connue.numero)):
        return ""
    return say(
        "il se contredit : identifiant {id}, mais acte de nature {code} au lieu de {attendue}",
        id=recu.identifiant,
        code=code,
        attendue=connue.numero,
    )


def _jour(ecrit: str) -> date | None:
    try:
        return date.fromisoformat(ecrit.strip()[:_DAY])
    except ValueError:
        return None


def _anomalie(source: Source, racine: Element) -> Diagnostic:
    detail = racine.attributes.get("Detail", "").strip()
    return _illisible(
        source,
        phrase("c'est un avis d'anomalie, l'acte n'a pas été reçu")
        + (say(" (« {detail} »)", detail=detail) if detail else ""),
        racine.line,
        phrase("Corrigez ce que l'avis relève, transmettez de nouveau, puis retirez ce fichier."),
    )


def _illisible(source: Source, pourquoi: str, ligne: int, aide: str = _PLATEFORME) -> Diagnostic:
    return ACCUSE_LECTURE.finding(
        phrase("L'accusé de réception ne peut pas être lu : {pourquoi}.", pourquoi=pourquoi),
        Location(source.path, ligne),
        hint=aide,
    )
