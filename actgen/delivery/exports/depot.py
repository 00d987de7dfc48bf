"""One act as the State's channel takes it: names, fields, and what a clerk types on the platform's page.

What an earlier export left in the folder to transmit, and that this one will not rewrite.

The safe writing keeps an act that was sent, and a file that somebody changed: the fields that go with them
must be those of the files that are there, never of the files that would have been written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres
from actgen.base.text.messages import phrase
from actgen.council.facts.collectivite import Collectivite
from actgen.law.nomenclature import Matiere, Nature
from actgen.reading.sources import french_size
from actgen.session.writing.fingerprint import fingerprint
from actgen.session.writing.journal import Journal
from actgen.session.writing.plan import OutputFile

from .codes import EXPORT_ABSENT, EXPORT_DEJA, EXPORT_PIECE, EXPORT_SIGNE
from .pieces import SentFile
from .signed_copy import read_bounded

FORMAT = 1
CHAMPS, BORDEREAU = "depot.json", "a-saisir.txt"


class Fichier(Struct, frozen=True):
    """A file of the deposit: the name that the channel gives it, its type, what it is."""

    nom: str
    type: str
    piece: SentFile


class Saisie(Struct, frozen=True):
    """What a clerk types for one act on the page of a platform.

    `code` is the whole code of its matter, with the levels that the prefecture adds. `jointes`: what goes
    with the act, each as the folder of the session names it. `document`: what else goes in the same sending,
    that no folder of a session holds.
    """

    point: int
    numero: str
    date: date
    nature: Nature
    code: str
    matiere: Matiere
    objet: str
    jointes: tuple[str, ...] = ()
    document: str = ""

    @property
    def lignes(self) -> tuple[tuple[str, str], ...]:
        """Each field of that page, and its words."""
        budget = (("Document budgétaire", self.document),) if self.document else ()
        return (
            ("Numéro", self.numero),
            ("Date", date_chiffres(self.date)),
            ("Nature", f"{self.nature.nom[:1].upper()}{self.nature.nom[1:]} ({self.nature.numero})"),
            ("Matière", f"{self.code} {self.matiere.domaine}, {self.matiere.nom}"),
            ("Objet", self.objet),
            *budget,
        )


class Depot(Struct, frozen=True):
    """One act to transmit, with its annexes."""

    saisie: Saisie
    cle: str
    identifiant: str
    acte: Fichier
    annexes: tuple[Fichier, ...]
    transmis: bool = False

    @property
    def point(self) -> int:
        return self.saisie.point

    @property
    def fichiers(self) -> tuple[Fichier, ...]:
        return (self.acte, *self.annexes)

    @property
    def tel_quel(self) -> bool:
        """Whether the act is as actgen wrote it: nobody has put its signed copy there."""
        return not self.acte.piece.signe

    @property
    def taille(self) -> int:
        return sum(len(fichier.piece.contenu) for fichier in self.fichiers)


def channel_names(identifiant: str, types: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    """The names of an act and its annexes, in order: « 99_DE-068-…-DE-1-1_1.pdf », « …_2.pdf »."""
    return tuple(
        f"{code}-{identifiant}-1-1_{rang}{suffixe}"
        for rang, (code, suffixe) in enumerate(zip(types, suffixes, strict=True), start=1)
    )


def files_of_deposit(collectivite: Collectivite, depots: Sequence[Depot]) -> list[OutputFile]:
    """All that is written for these acts: their files, the fields for a program, the words for a page."""
    written = []
    for depot in depots:
        for rang, fichier in enumerate(depot.fichiers, start=1):
            cle = f"transmission-{depot.cle}-{rang}"
            written.append(
                OutputFile(
                    fichier.nom, fichier.piece.contenu, cle, "acte déjà transmis" if depot.transmis else ""
                )
            )
    champs = {
        "format": FORMAT,
        "collectivite": {
            "nom": collectivite.nom,
            "siren": collectivite.siren,
            "departement": collectivite.departement.code.zfill(3),
        },
        "actes": [_fields(depot) for depot in depots],
    }
    texte = json.dumps(champs, ensure_ascii=False, indent=2) + "\n"
    written.append(OutputFile(CHAMPS, texte.encode("utf-8"), "transmission-champs"))
    # the mark of order lets every notepad of Windows read the accents
    bordereau = _bordereau(collectivite, depots)
    written.append(OutputFile(BORDEREAU, bordereau.encode("utf-8-sig"), "transmission-bordereau"))
    return written


def _fields(depot: Depot) -> dict[str, Any]:
    """Under the names that the most used platform gives to the fields of its form."""
    classification = {
        f"classif{rang}": int(niveau) for rang, niveau in enumerate(depot.saisie.code.split("."), start=1)
    }
    return {
        "identifiant": depot.identifiant,
        "nature_code": depot.saisie.nature.numero,
        **classification,
        "number": depot.saisie.numero,
        "decision_date": depot.saisie.date.isoformat(),
        "subject": depot.saisie.objet,
        "acte_pdf_file": depot.acte.nom,
        "type_acte": depot.acte.type,
        "acte_attachments": [annexe.nom for annexe in depot.annexes],
        "type_pj": [annexe.type for annexe in depot.annexes],
        "document_papier": 0,
        "fichiers": [_file(fichier) for fichier in depot.fichiers],
    }


def _file(fichier: Fichier) -> dict[str, Any]:
    """What a program looks at before it sends: the size, and that the bytes are still those."""
    contenu = fichier.piece.contenu
    return {
        "nom": fichier.nom,
        "type": fichier.type,
        "octets": len(contenu),
        "sha256": hashlib.sha256(contenu).hexdigest(),
        "source": fichier.piece.nom,
        "signe": fichier.piece.signe,
    }


def _bordereau(collectivite: Collectivite, depots: Sequence[Depot]) -> str:
    """What to copy, line by line, into the page of the platform."""
    lines = [
        phrase("{nom} : actes à transmettre au représentant de l'État", nom=collectivite.nom),
        phrase("SIREN {siren}", siren=collectivite.siren),
    ]
    for depot in depots:
        lines += [
            "",
            phrase("Point {n}", n=depot.point),
            *(phrase("  {nom} : {mots}", nom=nom, mots=mots) for nom, mots in depot.saisie.lignes),
            _piece_line("Acte", depot.acte),
        ]
        lines += [_piece_line("Annexe", annexe) for annexe in depot.annexes]
    return "\r\n".join([*lines, ""])


def _piece_line(role: str, fichier: Fichier) -> str:
    return phrase(
        "  {role} : {nom} (type {type}, {taille})",
        role=role,
        nom=fichier.nom,
        type=fichier.type,
        taille=french_size(len(fichier.piece.contenu)),
    )


_LARGEST = 5_000_000
_TAKE_BACK = phrase("Reprenez dans vos archives le fichier qui a été transmis, et remettez-le là.")


class AlreadySent(Struct, frozen=True):
    """The folder to transmit as it stands, with its journal."""

    dossier: Path
    journal: Journal

    def settle(self, depot: Depot, findings: list[Diagnostic]) -> Depot:
        """The same act with the files that the folder will hold; `findings` is told what keeps it back."""
        fichiers = tuple(self._settle_file(depot, each, findings) for each in depot.fichiers)
        return replace(depot, acte=fichiers[0], annexes=fichiers[1:])

    def _settle_file(self, depot: Depot, voulu: Fichier, findings: list[Diagnostic]) -> Fichier:
        place, entree = self.dossier / voulu.nom, self.journal.files.get(voulu.nom)
        if not (place.exists() or place.is_symlink()):
            if depot.transmis and entree is not None and entree.fingerprint.content_sha256 != _content(voulu):
                message = phrase(
                    "Point {n} : {nom}, déjà transmis, n'est plus dans ce dossier, et ce qui serait écrit à "
                    "sa place n'est plus le même.",
                    n=depot.point,
                    nom=voulu.nom,
                )
                lieu = Location(voulu.nom)
                findings.append(EXPORT_ABSENT.finding(message, lieu, hint=_TAKE_BACK, point=depot.point))
            return voulu
        present = read_bounded(place)
        if isinstance(present, str):
            message = phrase("Point {n} : {mal}.", n=depot.point, mal=present)
            lieu = Location(voulu.nom)
            findings.append(EXPORT_PIECE.finding(message, lieu, hint=_TAKE_BACK, point=depot.point))
            return voulu
        touche = entree is None or _sha256(present) != entree.fingerprint.sha256
        if present == voulu.piece.contenu or not (depot.transmis or touche):
            return voulu
        findings[:] = [
            each
            for each in findings
            if each.code != EXPORT_SIGNE.name
            or each.location is None
            or each.location.file != voulu.piece.nom
        ]
        if voulu.piece.signe and depot.transmis:
            message = phrase(
                "Point {n} : déjà transmis, l'exemplaire {nom} n'est pas pris.",
                n=depot.point,
                nom=voulu.piece.nom,
            )
            findings.append(EXPORT_DEJA.finding(message, Location(voulu.piece.nom), point=depot.point))
        return replace(voulu, piece=self._sent_file(voulu.nom, present))

    def _sent_file(self, nom: str, contenu: bytes) -> SentFile:
        """A file that is there, with what the fields of its export told of it."""
        sha256 = _sha256(contenu)
        for ecrit in self._written():
            if (ecrit.get("nom"), ecrit.get("sha256")) == (nom, sha256):
                source, signe = ecrit.get("source"), ecrit.get("signe")
                return SentFile(source if isinstance(source, str) else nom, contenu, signe is True)
        return SentFile(nom, contenu)

    def _written(self) -> Iterator[dict[str, Any]]:
        """The files that the fields of an earlier export name; none when they can't be read any more."""
        lu = read_bounded(self.dossier / CHAMPS)
        try:
            actes = json.loads(lu)["actes"] if isinstance(lu, bytes) and len(lu) <= _LARGEST else []
            yield from [ecrit for acte in actes for ecrit in acte["fichiers"] if isinstance(ecrit, dict)]
        except (ValueError, KeyError, TypeError, RecursionError):  # changed by hand
            return


def _sha256(contenu: bytes) -> str:
    return hashlib.sha256(contenu).hexdigest()


def _content(fichier: Fichier) -> str:
    return fingerprint(fichier.nom, fichier.piece.contenu).content_sha256
