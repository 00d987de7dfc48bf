"""The report as JSON, for other programs: a stable shape with French keys, complete.

    {"actgen": version, "forme": 1, "seances": [{
        "fichier", "seance": {…} | null, "relecture": {…} | null,
        "droit": [détail],
        "constats": [{"code", "gravite", "message", "aide", "article", "a_voir_par", "portee", "point",
                      "lieux": [{"fichier", "ligne", "colonne", "longueur", "extrait"}],
                      "ecarte": motif | null}],
        "actes": [{"cle", "titre", "nature", "famille", "point", "stade", "etat", "projet",
                   "manques": [{"rubrique", "libelle", "lieu"}], "raisons", "consigne"}],
        "retouches": [{"acte", "fichier", "controle", "sorte", "acte_dit", "word_dit", "ligne", "provenance",
                       "lieu", "paragraphe", "modifications_suivies"}],
        "bilan": {"erreurs", "avertissements", "informations", "ecartes"},
        "panne": [rules of actgen that failed],
        "dossier", "fichiers": [{"nom", "acte", "sort", "detail"}]        (render alone)
    }], "bilan": {…}                                                      (check alone)
    }

« détail »: {"cle", "libelle", "valeur", "calcul", "texte"}, each figure with the text that gives it. What a
reason of the file has set aside keeps its gravity, bears the reason in « ecarte » and counts in « ecartes ».
« retouches »: what Word files that were corrected by hand say otherwise than their acts, be it set aside.
From version 0.1.0 on, keys may be added; none is renamed or removed while « forme » is 1. Dates are ISO 8601.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct, field

from actgen.acts.tree.inline import Lacune
from actgen.acts.views.plan import ActPlan, Due
from actgen.acts.views.seance import assemblee_de
from actgen.api.report.figures import Chiffre, chiffres_de_seance, chiffres_du_point, droit_applique
from actgen.api.report.reading_back import heading, room
from actgen.api.report.screen import Screen, encodable
from actgen.base.diagnostics import Diagnostic, Location, Report, Severity
from actgen.base.version import __version__
from actgen.council.facts.seance import Seance
from actgen.council.figures.actes import objet
from actgen.council.figures.quorum import Quorum
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.session.result import Examination
from actgen.session.retouches import Retouche

if TYPE_CHECKING:
    from actgen.session.writing.plan import Written

FORME = 1


class JsonReport:
    """The document on sessions, written when all are known."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._sessions: list[dict[str, Any]] = []

    def add(self, session: dict[str, Any]) -> None:
        """The next session."""
        self._sessions.append(session)

    def close(self, totals: dict[str, Any] | None = None) -> None:
        """Write it, with the totals of all sessions if there are any."""
        show_report({"seances": self._sessions} | (totals or {}), self.screen)


def show_json(sessions: Iterable[dict[str, Any]], screen: Screen) -> None:
    """Print the report on these sessions."""
    report = JsonReport(screen)
    for session in sessions:
        report.add(session)
    report.close()


def show_report(content: dict[str, Any], screen: Screen) -> None:
    """Print a report; where the output lacks a character of it, as JSON escapes."""
    told = {"actgen": __version__, "forme": FORME} | content
    text = json.dumps(told, ensure_ascii=False, indent=2)
    if not encodable(text, getattr(screen.out, "encoding", None) or "utf-8"):
        text = json.dumps(told, indent=2)
    screen.raw(text + "\n")


_GRAVE = (Severity.ERROR, Severity.WARNING)


class SessionCount(Struct, frozen=True):
    """What one session comes to: its findings by gravity, its acts by where they stand.

    `read`: False when its facts can't be read. `crashed`: a fault of actgen's own was met.
    """

    file: Path
    read: bool
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    crashed: bool = False


class Tally(Struct):
    """Counts, and nothing of the sessions themselves: a thousand files take the room of a thousand lines.

    `codes`: in how many files each code was found, errors and warnings alone.
    """

    lines: list[SessionCount] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    codes: Counter[tuple[Severity, str]] = field(default_factory=Counter)

    def add(self, file: Path, examination: Examination) -> None:
        """Count a session in."""
        counts = Counter(_counts(examination))
        counts.update(_state(plan) for plan in examination.plans if plan.kind.famille.traits.est_acte)
        self.counts += counts
        crashed, found = bool(examination.crashes), examination.report.findings
        self.lines.append(SessionCount(file, examination.seance is not None, counts, crashed))
        self.codes.update({(each.severity, each.code) for each in found if each.severity in _GRAVE})

    def fail(self, file: Path) -> None:
        """Count in a file that a fault of actgen's own kept from being examined."""
        self.lines.append(SessionCount(file, read=False, crashed=True))

    @property
    def wrong(self) -> int:
        """How many files are to be mended."""
        return sum(line.counts["erreurs"] > 0 or line.crashed for line in self.lines)


def _state(plan: ActPlan) -> str:
    if plan.due is Due.WRITTEN:
        return "projets" if plan.projet else "prets"
    return "a_venir" if plan.due is Due.NOT_YET else "refuses"


def session_report(file: str, examination: Examination) -> dict[str, Any]:
    """What is known of one session."""
    seance, figures = examination.seance, examination.figures
    return {
        "fichier": file,
        "seance": _seance(seance, figures) if seance and figures else None,
        "relecture": _relecture(figures) if figures else None,
        "droit": [_figure(each) for each in droit_applique(figures)] if figures else None,
        "constats": [
            *(finding_report(finding) for finding in examination.report.findings),
            *(finding_report(each.finding, each.derogation.motif) for each in examination.set_aside),
        ],
        "actes": [_act(plan) for plan in examination.plans],
        "retouches": [_retouche(each) for each in examination.retouches],
        "bilan": _counts(examination),
        "panne": [rule for crash in examination.crashes for rule in crash.rules],
    }


def _retouche(each: Retouche) -> dict[str, Any]:
    return {
        "acte": each.acte,
        "fichier": each.fichier,
        "controle": each.cle,
        "sorte": "illisible" if each.illisible else each.difference.sorte.value,
        "acte_dit": each.difference.avant,
        "word_dit": each.difference.apres,
        "ligne": each.difference.ligne,
        "provenance": each.provenance.value,
        "lieu": _place(each.lieu) if each.lieu is not None else None,
        "paragraphe": each.paragraphe.spot if each.paragraphe is not None else None,
        "modifications_suivies": each.suivie,
    }


def crashed_report(file: str) -> dict[str, Any]:
    """A session that a fault of actgen's own, other than a rule's, kept from being examined."""
    return session_report(file, Examination(None, None, Report())) | {"panne": ["actgen"]}


def summary(tally: Tally) -> dict[str, Any]:
    """The totals of all sessions, and in how many files each code was found."""
    of_acts = ("prets", "projets", "a_venir", "refuses")
    return {
        "fichiers": len(tally.lines),
        "a_corriger": tally.wrong,
        **{name: tally.counts[name] for name in _BILAN},
        "actes": {name: tally.counts[name] for name in of_acts},
        "codes": [
            {"code": code, "gravite": severity.value, "fichiers": files}
            for (severity, code), files in sorted(tally.codes.items(), key=lambda item: item[0][1])
        ],
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
        "details": [_figure(each) for each in chiffres_de_seance(figures)],
        "points": [_point(figures, point) for point in figures.points],
        "points_non_saisis": list(seance.points_non_saisis),
        "tribunal": figures.tribunal,
    }


def _of(value: object, *names: str) -> dict[str, Any]:
    """Fields of a value that bear the same names in the report."""
    return {name: getattr(value, name) for name in names}


def _quorum(quorum: Quorum) -> dict[str, Any]:
    return _of(quorum, "requis", "base", "comptes", "atteint", "dispense")


def _point(figures: FiguresSeance, point: FiguresPoint) -> dict[str, Any]:
    counted = point.decompte
    vote = None
    if counted is not None:
        stated = _of(counted, "pour", "contre", "abstentions", "blancs", "nuls", "ne_prennent_pas_part")
        vote = {"scrutin": counted.scrutin.value, **stated}
        vote |= {"exprimes": counted.exprimes, "unanimite": counted.unanime}
    return {
        "numero": point.point.numero,
        "objet": objet(point.point, None),
        "acte": point.point.acte,
        "abandon": point.point.abandon.value if point.point.abandon else None,
        "non_traite": point.point.motif_abandon,
        "au_vote": room(point.presence.au_vote),
        "quorum": _quorum(point.quorum),
        "votants": point.votants.nombre,
        "retires": [member.nom_complet for member in point.votants.retires],
        "vote": vote,
        "resultat": point.resultat.value if point.resultat and not point.vote_sans_quorum else None,
        "stade": point.stade.value,
        "executoire_le": point.executoire_le.isoformat() if point.executoire_le else None,
        "details": [_figure(each) for each in chiffres_du_point(figures, point)],
    }


def finding_report(finding: Diagnostic, reason: str | None = None) -> dict[str, Any]:
    """A finding, and the reason that has set it aside if one did."""
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
        "ecarte": reason,
    }


def _figure(figure: Chiffre) -> dict[str, Any]:
    return _of(figure, "cle", "libelle", "valeur", "calcul", "texte")


def _place(location: Location) -> dict[str, Any]:
    return {
        "fichier": location.file,
        "ligne": location.line or None,
        "colonne": location.column or None,
        "longueur": location.length,
        "extrait": location.excerpt,
        "partie": location.part or None,
        "titre": location.heading or None,
    }


def lacune_report(lacune: Lacune) -> dict[str, Any]:
    """A fact that an act lacks."""
    return {
        "rubrique": lacune.key,
        "libelle": lacune.label,
        "lieu": _place(lacune.location) if lacune.location else None,
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
        "manques": [lacune_report(lacune) for lacune in plan.manques],
        "raisons": [*plan.raisons, *dict.fromkeys(finding.code for finding in plan.refus)],
        "consigne": plan.consigne,
    }


_BILAN = ("erreurs", "avertissements", "informations", "ecartes")


def _counts(examination: Examination) -> dict[str, int]:
    report = examination.report
    found = (report.errors, report.warnings, report.of(Severity.INFO), examination.set_aside)
    return {name: len(each) for name, each in zip(_BILAN, found, strict=True)}
