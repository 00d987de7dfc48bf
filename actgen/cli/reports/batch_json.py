"""What became of a batch, as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actgen.cli.reports.as_json import files_report, finding_report, lacune_report
from actgen.cli.reports.batch import in_order
from actgen.group.anciens import Anciens
from actgen.group.batch import Batch
from actgen.group.lots import Issue
from actgen.group.meme_texte import Ecart, Preuve


def batch_report(file: Path, batch: Batch) -> dict[str, Any]:
    """Everything that became of a batch, as data."""
    return {
        "fichier": file.as_posix(),
        "dossiers": [_issue(issue) for issue in in_order(batch)],
        "ne_servent_plus": _anciens(batch.anciens),
        "liste_des_membres": {
            "arrives": list(batch.mouvements.arrives),
            "partis": list(batch.mouvements.partis),
        },
        "projets": [
            {"nom": nom, "manques": [lacune_report(each) for each in manques]}
            for nom, manques in batch.projets.items()
        ],
        "meme_texte": _preuve(batch.temoin.preuve),
        "refus": [
            {"nom": refus.nom, "constats": [finding_report(finding) for finding in refus.findings]}
            for refus in batch.refus
        ],
        "constats": [finding_report(finding) for finding in batch.report.findings],
    }


def _anciens(anciens: Anciens) -> dict[str, Any]:
    return {
        "envois": list(anciens.envois),
        "seances": list(anciens.seances),
        "communes_non_membres": list(anciens.retires),
        "communes_renommees": list(anciens.renommes),
    }


def _preuve(preuve: Preuve) -> dict[str, Any]:
    return {
        "actes": preuve.nombre,
        "modeles": preuve.modeles,
        "adoptees": preuve.adoptees,
        "non_comparees": preuve.inconnues,
        "empreinte": preuve.empreinte,
        "ecarts": [_ecart(ecart) for ecart in preuve.ecarts],
        "circonstances": [_ecart(ecart) for ecart in preuve.circonstances],
    }


def _ecart(ecart: Ecart) -> dict[str, Any]:
    return {
        "nom": ecart.nom,
        "paragraphe": ecart.paragraphe,
        "attendu": ecart.attendu,
        "trouve": ecart.trouve,
    }


def _issue(issue: Issue) -> dict[str, Any]:
    fault = issue.fault or issue.lost
    found = {"nom": issue.nom} | files_report(issue.folder.as_posix(), issue.written)
    return found | {"faute": str(fault)} if fault is not None else found
