"""What an earlier export left in the folder to transmit, and that this one will not rewrite.

The safe writing keeps an act that was sent, and a file that somebody changed: the fields that go with them
must be those of the files that are there, never of the files that would have been written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from actgen.diagnostics import Diagnostic, Location
from actgen.text.messages import phrase
from actgen.writing import Journal, fingerprint

from .codes import EXPORT_ABSENT, EXPORT_DEJA, EXPORT_PIECE, EXPORT_SIGNE
from .depot import CHAMPS, Depot, Fichier
from .lecture import lire
from .pieces import Piece

_LARGEST = 5_000_000
_REPRENDRE = phrase("Reprenez dans vos archives le fichier qui a été transmis, et remettez-le là.")


@dataclass(frozen=True, slots=True)
class Partis:
    """The folder to transmit as it stands, with its journal."""

    dossier: Path
    journal: Journal

    def depot(self, depot: Depot, findings: list[Diagnostic]) -> Depot:
        """The same act with the files that the folder will hold; `findings` is told what keeps it back."""
        fichiers = tuple(self._fichier(depot, each, findings) for each in depot.fichiers)
        return replace(depot, acte=fichiers[0], annexes=fichiers[1:])

    def _fichier(self, depot: Depot, voulu: Fichier, findings: list[Diagnostic]) -> Fichier:
        place, entree = self.dossier / voulu.nom, self.journal.files.get(voulu.nom)
        if not (place.exists() or place.is_symlink()):
            if depot.transmis and entree is not None and entree.fingerprint.content_sha256 != _texte(voulu):
                message = phrase(
                    "Point {n} : {nom}, déjà transmis, n'est plus dans ce dossier, et ce qui serait écrit à "
                    "sa place n'est plus le même.",
                    n=depot.point,
                    nom=voulu.nom,
                )
                lieu = Location(voulu.nom)
                findings.append(EXPORT_ABSENT.finding(message, lieu, hint=_REPRENDRE, point=depot.point))
            return voulu
        present = lire(place)
        if isinstance(present, str):
            message = phrase("Point {n} : {mal}.", n=depot.point, mal=present)
            lieu = Location(voulu.nom)
            findings.append(EXPORT_PIECE.finding(message, lieu, hint=_REPRENDRE, point=depot.point))
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
        return replace(voulu, piece=self._piece(voulu.nom, present))

    def _piece(self, nom: str, contenu: bytes) -> Piece:
        """A file that is there, with what the fields of its export told of it."""
        sha256 = _sha256(contenu)
        for ecrit in self._ecrits():
            if (ecrit.get("nom"), ecrit.get("sha256")) == (nom, sha256):
                source, signe = ecrit.get("source"), ecrit.get("signe")
                return Piece(source if isinstance(source, str) else nom, contenu, signe is True)
        return Piece(nom, contenu)

    def _ecrits(self) -> Iterator[dict[str, Any]]:
        """The files that the fields of an earlier export name; none when they can't be read any more."""
        lu = lire(self.dossier / CHAMPS)
        try:
            actes = json.loads(lu)["actes"] if isinstance(lu, bytes) and len(lu) <= _LARGEST else []
            yield from [ecrit for acte in actes for ecrit in acte["fichiers"] if isinstance(ecrit, dict)]
        except (ValueError, KeyError, TypeError, RecursionError):  # changed by hand
            return


def _sha256(contenu: bytes) -> str:
    return hashlib.sha256(contenu).hexdigest()


def _texte(fichier: Fichier) -> str:
    return fingerprint(fichier.nom, fichier.piece.contenu).content_sha256
