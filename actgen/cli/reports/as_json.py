"""The report as JSON, for other programs: a stable shape with French keys, complete.

    {"actgen": version, "forme": 1, "seances": [{
        "fichier", "seance": {…} | null, "relecture": {…} | null,
        "constats": [{"code", "gravite", "message", "aide", "article", "a_voir_par", "portee", "point",
                      "lieux": [{"fichier", "ligne", "colonne", "longueur", "extrait"}]}],
        "actes": [{"cle", "titre", "nature", "famille", "point", "stade", "etat", "projet",
                   "manques": [{"rubrique", "libelle", "lieu"}], "raisons", "consigne"}],
        "bilan": {"erreurs", "avertissements", "informations"},
        "dossier", "fichiers": [{"nom", "acte", "sort", "detail"}]        (render alone)
    }]}

Keys may be added; none is renamed or removed while « forme » is 1. Dates are ISO 8601.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from actgen import __version__
from actgen.cli.reports.relecture import heading, room
from actgen.cli.screen import Screen, encodable
from actgen.diagnostics import Diagnostic, Location, Report, Severity
from actgen.figures.actes import objet
from actgen.figures.quorum import Quorum
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.model.seance import Seance
from actgen.pipeline.options import ActPlan, Examination
from actgen.views.builders.commun import assemblee_de

if TYPE_CHECKING:
    from actgen.writing.outputs import Written  # a check writes nothing, and need not load what does

FORME = 1


def show_json(sessions: Sequence[dict[str, Any]], screen: Screen) -> None:
    """Print the report on these sessions."""
    show_report({"seances": list(sessions)}, screen)


def show_report(content: dict[str, Any], screen: Screen) -> None:
    """Print a whole report; where the output lacks a character, as JSON escapes."""
    report = {"actgen": __version__, "forme": FORME, **content}
    text = json.dumps(report, ensure_ascii=False, indent=2)
    if not encodable(text, getattr(screen.out, "encoding", None) or "utf-8"):
        text = json.dumps(report, ensure_ascii=True, indent=2)
    screen.raw(text + "\n")


def session_report(file: str, examination: Examination) -> dict[str, Any]:
    """What is known of one session."""
    seance, figures = examination.seance, examination.figures
    return {
        "fichier": file,
        "seance": _seance(seance, figures) if seance and figures else None,
        "relecture": _relecture(figures) if figures else None,
        "constats": [_finding(finding) for finding in examination.report.findings],
        "actes": [_act(plan) for plan in examination.plans],
        "bilan": _counts(examination.report),
    }


def files_report(folder: str | None, written: Sequence[Written]) -> dict[str, Any]:
    """What was written, to be added to the report of a session that was rendered."""
    return {
        "dossier": folder,
        "fichiers": [
            {"nom": each.name, "acte": each.act, "sort": each.outcome.value, "detail": each.phrase}
            for each in written
        ],
    }


def _seance(seance: Seance, figures: FiguresSeance) -> dict[str, Any]:
    collectivite = seance.collectivite
    population = collectivite.population
    return {
        "intitule": heading(figures)[0],
        "collectivite": {
            "genre": collectivite.genre.value,
            "code": collectivite.code,
            "nom": collectivite.nom,
            "departement": collectivite.departement.code,
            "population": population.habitants if population else None,
            "annee_population": population.annee if population else None,
        },
        "organe": assemblee_de(collectivite, seance.organe),
        "date": seance.date.isoformat(),
        "heure": seance.heure.strftime("%H:%M") if seance.heure else None,
        "etat": figures.etat.value,
        "droit_local": figures.regime.alsace_moselle,
    }


def _relecture(figures: FiguresSeance) -> dict[str, Any]:
    seance = figures.seance
    sent = seance.convocation.envoyee_le
    return {
        "en_exercice": len(figures.en_exercice),
        "ouverture": room(figures.ouverture) if seance.absents is not None else None,
        "quorum": _quorum(figures.quorum),
        "presidence": seance.presidence.nom_complet if seance.presidence else None,
        "secretaires": [secretary.nom for secretary in seance.secretaires],
        "convocation": sent.isoformat() if sent else None,
        "points": [_point(point) for point in figures.points],
        "points_non_saisis": list(seance.points_non_saisis),
        "tribunal": figures.tribunal,
    }


def _quorum(quorum: Quorum) -> dict[str, Any]:
    return {
        "requis": quorum.requis,
        "base": quorum.base,
        "comptes": quorum.comptes,
        "atteint": quorum.atteint,
        "dispense": quorum.dispense,
    }


def _point(point: FiguresPoint) -> dict[str, Any]:
    counted = point.decompte
    vote = None
    if counted is not None:
        vote = {
            "scrutin": counted.scrutin.value,
            "pour": counted.pour,
            "contre": counted.contre,
            "abstentions": counted.abstentions,
            "blancs": counted.blancs,
            "nuls": counted.nuls,
            "ne_prennent_pas_part": counted.ne_prennent_pas_part,
            "exprimes": counted.exprimes,
            "unanimite": counted.unanime,
        }
    return {
        "numero": point.point.numero,
        "objet": objet(point.point, None),
        "acte": point.point.acte,
        "non_traite": point.point.non_traite,
        "au_vote": room(point.presence.au_vote),
        "quorum": _quorum(point.quorum),
        "votants": point.votants.nombre,
        "retires": [member.nom_complet for member in point.votants.retires],
        "vote": vote,
        "resultat": point.resultat.value if point.resultat else None,
        "stade": point.stade.value,
        "executoire_le": point.executoire_le.isoformat() if point.executoire_le else None,
    }


def _finding(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "gravite": finding.severity.value,
        "message": finding.message,
        "aide": finding.hint,
        "article": finding.article,
        "a_voir_par": finding.mender.value,
        "portee": finding.scope.value,
        "point": finding.point,
        "lieux": [_place(location) for location in finding.locations],
    }


def _place(location: Location) -> dict[str, Any]:
    return {
        "fichier": location.file,
        "ligne": location.line or None,
        "colonne": location.column or None,
        "longueur": location.length,
        "extrait": location.excerpt,
    }


def _act(plan: ActPlan) -> dict[str, Any]:
    return {
        "cle": plan.key,
        "titre": plan.titre,
        "nature": plan.kind.code,
        "famille": plan.kind.famille.value,
        "point": plan.point,
        "stade": plan.stade.value,
        "etat": plan.due.value,
        "projet": plan.projet,
        "manques": [
            {
                "rubrique": lacune.key,
                "libelle": lacune.label,
                "lieu": _place(lacune.location) if lacune.location else None,
            }
            for lacune in plan.manques
        ],
        "raisons": [*plan.raisons, *dict.fromkeys(finding.code for finding in plan.refus)],
        "consigne": plan.consigne,
    }


def _counts(report: Report) -> dict[str, int]:
    return {
        "erreurs": len(report.errors),
        "avertissements": len(report.warnings),
        "informations": len(report.of(Severity.INFO)),
    }
