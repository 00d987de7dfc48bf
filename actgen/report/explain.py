"""A code and all that is told of it, as data for other programs."""

from __future__ import annotations

from typing import Any

from actgen.authoring.fiches import Fiche, Redaction, bascule


def as_json(told: Fiche) -> dict[str, Any]:
    """The same words as the screen, with the names by which a program goes."""
    code, change = told.code, bascule(told.code)
    return {
        "code": code.name,
        "sujet": told.sujet.titre if told.sujet else None,
        "surveille": code.watches,
        "explication": told.exemple.explication if told.exemple else None,
        "gravite": code.severity.value,
        "portee": code.scope.value,
        "empeche": told.empeche or None,
        "article": code.article or None,
        "textes": [
            {"citation": text.citation, "redactions": [_redaction(each) for each in text.redactions]}
            for text in told.textes
        ],
        "reference": told.reference or None,
        "donnees": list(told.donnees.lignes) if told.donnees else None,
        "depuis": {"le": change.le.isoformat(), "objet": change.objet} if change else None,
        "territoire": code.territory.value,
        "statut": code.status.value,
        "source": told.statut,
        "a_voir_par": code.mender.value,
        "exemple": _exemple(told),
        "s_ecarte": told.s_ecarte,
        "override": told.demande_override,
        "ecarter": told.ecarter,
    }


def _redaction(each: Redaction) -> dict[str, Any]:
    return {
        "objet": each.objet,
        "periode": each.periode,
        "territoire": each.territoire or None,
        "lecture": each.lecture,
        "sources": list(each.sources),
    }


def _exemple(told: Fiche) -> dict[str, Any] | None:
    if told.exemple is None:
        return None
    return {
        "modele": told.exemple.modele,
        "lieu": told.lieu or None,
        "faux": told.exemple.faux,
        "juste": told.exemple.juste,
    }
