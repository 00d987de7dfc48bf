"""One act as the State's channel takes it: names, fields, and what a clerk types on the platform's page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actgen.facts.collectivite import Collectivite
from actgen.law.nomenclature import Matiere, Nature
from actgen.sources import french_size
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase
from actgen.writing import OutputFile

from .pieces import Piece

FORMAT = 1
CHAMPS, BORDEREAU = "depot.json", "a-saisir.txt"


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file of the deposit: the name that the channel gives it, its type, what it is."""

    nom: str
    type: str
    piece: Piece


@dataclass(frozen=True, slots=True)
class Depot:
    """One act to transmit, with its annexes.

    `code` is the whole code of its matter, with the levels that the prefecture adds.
    """

    point: int
    cle: str
    identifiant: str
    numero: str
    date: date
    nature: Nature
    code: str
    matiere: Matiere
    objet: str
    acte: Fichier
    annexes: tuple[Fichier, ...]
    transmis: bool = False

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


def noms(identifiant: str, types: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    """The names of an act and its annexes, in order: « 99_DE-068-…-DE-1-1_1.pdf », « …_2.pdf »."""
    return tuple(
        f"{code}-{identifiant}-1-1_{rang}{suffixe}"
        for rang, (code, suffixe) in enumerate(zip(types, suffixes, strict=True), start=1)
    )


def fichiers_du_depot(collectivite: Collectivite, depots: Sequence[Depot]) -> list[OutputFile]:
    """All that is written for these acts: their files, the fields for a program, the words for a page."""
    written = []
    for depot in depots:
        for rang, fichier in enumerate(depot.fichiers, start=1):
            cle = f"transmission-{depot.cle}-{rang}"
            written.append(OutputFile(fichier.nom, fichier.piece.contenu, cle, depot.transmis))
    champs = {
        "format": FORMAT,
        "collectivite": {
            "nom": collectivite.nom,
            "siren": collectivite.siren,
            "departement": collectivite.departement.code.zfill(3),
        },
        "actes": [_champs(depot) for depot in depots],
    }
    texte = json.dumps(champs, ensure_ascii=False, indent=2) + "\n"
    written.append(OutputFile(CHAMPS, texte.encode("utf-8"), "transmission-champs"))
    # the mark of order lets every notepad of Windows read the accents
    bordereau = _bordereau(collectivite, depots)
    written.append(OutputFile(BORDEREAU, bordereau.encode("utf-8-sig"), "transmission-bordereau"))
    return written


def _champs(depot: Depot) -> dict[str, Any]:
    """Under the names that the most used platform gives to the fields of its form."""
    classification = {
        f"classif{rang}": int(niveau) for rang, niveau in enumerate(depot.code.split("."), start=1)
    }
    return {
        "identifiant": depot.identifiant,
        "nature_code": depot.nature.numero,
        **classification,
        "number": depot.numero,
        "decision_date": depot.date.isoformat(),
        "subject": depot.objet,
        "acte_pdf_file": depot.acte.nom,
        "type_acte": depot.acte.type,
        "acte_attachments": [annexe.nom for annexe in depot.annexes],
        "type_pj": [annexe.type for annexe in depot.annexes],
        "document_papier": 0,
        "fichiers": [_fichier(fichier) for fichier in depot.fichiers],
    }


def _fichier(fichier: Fichier) -> dict[str, Any]:
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
        matiere = f"{depot.code} {depot.matiere.domaine}, {depot.matiere.nom}"
        lines += [
            "",
            phrase("Point {n}", n=depot.point),
            phrase("  Numéro : {numero}", numero=depot.numero),
            phrase("  Date : {jour}", jour=date_chiffres(depot.date)),
            phrase("  Nature : {n} {nom}", n=depot.nature.numero, nom=depot.nature.nom),
            phrase("  Matière : {matiere}", matiere=matiere),
            phrase("  Objet : {objet}", objet=depot.objet),
            _piece("Acte", depot.acte),
        ]
        lines += [_piece("Annexe", annexe) for annexe in depot.annexes]
    return "\r\n".join([*lines, ""])


def _piece(role: str, fichier: Fichier) -> str:
    return phrase(
        "  {role} : {nom} (type {type}, {taille})",
        role=role,
        nom=fichier.nom,
        type=fichier.type,
        taille=french_size(len(fichier.piece.contenu)),
    )
