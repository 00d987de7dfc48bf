"""The calendar of a session on the screen and as JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from actgen.facts.seance import EtatSeance
from actgen.figures.echeance import Borne, Echeance, Statut
from actgen.figures.echeances import echeances
from actgen.report.as_json import session_report
from actgen.report.check import menders
from actgen.report.findings import show_findings
from actgen.report.reading_back import heading
from actgen.report.screen import Screen, Style
from actgen.session.result import Examination
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

_ETATS = {
    EtatSeance.A_TENIR: "Séance à tenir",
    EtatSeance.TENUE: "Séance tenue",
    EtatSeance.SANS_QUORUM: "Séance sans quorum",
}
_AVANT = {
    Borne.AU_PLUS_TARD: "au plus tard le",
    Borne.AU_PLUS_TOT: "pas avant le",
    Borne.JUSQU_AU: "jusqu’au",
    Borne.INDICATION: "vers le",
}
_PRUDENCE = phrase(
    "Les dates indicatives sont celles de droits d'autrui : elles ne s'impriment dans aucun acte."
)


def show_calendar(file: Path, examination: Examination, au: date | None, screen: Screen) -> None:
    """Each duty with its date, who answers for it, its article and where it stands."""
    figures = examination.figures
    if figures is None:
        screen.line(f"Séance\u00a0: {file.as_posix()}", Style.STRONG)
        show_findings(examination.report.errors, screen, menders(examination))
        return
    screen.say(heading(figures)[0], Style.STRONG)
    a_venir = au is not None and au < figures.seance.date
    etat = "Séance à venir" if a_venir else _ETATS[figures.etat]
    etat += f"\u202f; état au {date_chiffres(au)}" if au else ""
    screen.say(etat)
    screen.line()
    lignes = echeances(figures)
    rows = [(_quand(each), [_quoi(each, au), _details(each)]) for each in lignes]
    screen.table(rows)
    if any(each.statut is Statut.INDICATIF for each in lignes):
        screen.line()
        screen.say(_PRUDENCE)


def _quand(ligne: Echeance) -> str:
    return f"{_AVANT[ligne.sens]} {date_chiffres(ligne.le)}" if ligne.le else "sans date"


def _quoi(ligne: Echeance, au: date | None) -> str:
    return phrase("{quoi} : {sort}", quoi=ligne.libelle, sort=_sort(ligne, au))


def _sort(ligne: Echeance, au: date | None) -> str:
    if ligne.fait_le is not None:
        tard = ", après cette date" if ligne.fait_trop_tard else ""
        return f"c’est fait, le {date_chiffres(ligne.fait_le)}{tard}"
    if ligne.statut is Statut.INDICATIF:
        if ligne.le is None:
            return "pas encore ouvert"
        return "à titre indicatif" if au is None else "ouvert" if au <= ligne.le else "fermé"
    if au is not None and ligne.en_retard(au):
        return "EN RETARD"
    if ligne.revolu:
        return "non indiqué"
    return "conseillé" if ligne.conseille else "à faire"


def _details(ligne: Echeance) -> str:
    return " · ".join(part for part in (ligne.qui, ligne.article, ligne.precision) if part)


def calendar_report(file: str, examination: Examination, au: date | None) -> dict[str, Any]:
    """One session as the JSON report gives it: its findings as `check` does, and its calendar."""
    whole = session_report(file, examination)
    figures = examination.figures
    lignes = echeances(figures) if figures is not None else ()
    return {
        **{key: whole[key] for key in ("fichier", "seance", "constats")},
        "au": au.isoformat() if au else None,
        "echeances": [_ligne(each, au) for each in lignes],
    }


def _ligne(ligne: Echeance, au: date | None) -> dict[str, Any]:
    return {
        "cle": ligne.devoir.value,
        "libelle": ligne.libelle,
        "points": list(ligne.points),
        "qui": ligne.qui,
        "article": ligne.article,
        "regle": ligne.code,
        "date": ligne.le.isoformat() if ligne.le else None,
        "sens": ligne.sens.value,
        "statut": ligne.statut.value,
        "fait_le": ligne.fait_le.isoformat() if ligne.fait_le else None,
        "conseille": ligne.conseille,
        "en_retard": ligne.en_retard(au) if au else None,
        "precision": ligne.precision,
    }
