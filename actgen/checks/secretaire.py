"""The secretary of the session: one of the members, but in Alsace-Moselle."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.personne import Membre
from actgen.facts.seance import EtatSeance
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.messages import phrase

from .outils import cgct, nomme

SEC_DESIGNE = rule("SEC-DESIGNE")
SEC_MEMBRE = rule("SEC-MEMBRE")


def check_designe(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A secretary is named; local law knows one only."""
    if figures.etat is not EtatSeance.TENUE:
        return
    nombre = len(figures.seance.secretaires)
    if nombre == 0:
        yield SEC_DESIGNE.finding(
            phrase("Le secrétaire de séance n'est pas indiqué."),
            figures.seance.lieux.get("secretaire"),
            hint=phrase("Écrivez son nom à la rubrique « secretaire » de la séance."),
            severity=_gravite(figures),
            article=_article(figures),
        )
    elif nombre > 1 and figures.regime.alsace_moselle:
        yield SEC_DESIGNE.finding(
            phrase("Le droit local ne connaît qu'un secrétaire de séance : {n} sont nommés.", n=nombre),
            *(secretaire.lieu for secretaire in figures.seance.secretaires),
            hint=phrase("Gardez celui que le conseil a désigné."),
            severity=Severity.WARNING,
            article=_article(figures),
        )


def check_membre(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Someone from outside the council, where the general law applies."""
    if figures.etat is not EtatSeance.TENUE or figures.regime.alsace_moselle:
        return
    for secretaire in figures.seance.secretaires:
        if secretaire.membre is None:
            yield SEC_MEMBRE.finding(
                phrase(
                    "{nom} n'est pas membre du {organe}, où le secrétaire de séance est choisi.",
                    nom=secretaire.nom,
                    organe=figures.seance.organe.value,
                ),
                secretaire.lieu,
                hint=phrase("Un agent peut l'assister, sans être secrétaire : nommez le membre désigné."),
            )


def check_present(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A secretary who was never there; or, where he is named at the start, who came later."""
    if figures.etat is not EtatSeance.TENUE:
        return
    for secretaire in figures.seance.secretaires:
        membre = secretaire.membre
        if membre is None or nomme(membre, figures.ouverture.presents):
            continue
        if not _vient(membre, figures):
            yield SEC_DESIGNE.finding(
                phrase("{nom}, secrétaire de séance, est parmi les absents.", nom=secretaire.nom),
                secretaire.lieu,
                hint=phrase("Corrigez le nom du secrétaire, ou les absents."),
                severity=_gravite(figures),
                article=_article(figures),
            )
        elif not figures.regime.alsace_moselle:
            yield SEC_MEMBRE.finding(
                phrase("{nom}, secrétaire de séance, n'était pas là à l'ouverture.", nom=secretaire.nom),
                secretaire.lieu,
                hint=phrase("Il est nommé au début de la séance : vérifiez qui l'a été."),
                severity=Severity.WARNING,
            )


def _gravite(figures: FiguresSeance) -> Severity | None:
    """No secretary annuls nothing by itself; since 01/07/2022 acts lack a signature (art. L. 2121-23)."""
    return None if figures.regime.regime_2022 else Severity.WARNING


def _vient(membre: Membre, figures: FiguresSeance) -> bool:
    return any(nomme(membre, point.presence.au_vote.presents) for point in figures.points)


def _article(figures: FiguresSeance) -> str:
    return cgct("L2541-6") if figures.regime.alsace_moselle else cgct("L2121-15")


RULES = (check_designe, check_membre, check_present)
