"""What became of the minutes: adopted at a later session, then published."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity, Status, declare
from actgen.figures.seance import FiguresSeance
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

from .outils import cgct

PV_ARRET = declare(
    "PV-ARRET",
    Severity.ERROR,
    "Le procès-verbal est arrêté au début de la séance suivante.",
    status=Status.VERIFIED,
    article=cgct("L2121-15"),
)
PV_PUBLICATION = declare(
    "PV-PUBLICATION",
    Severity.ERROR,
    "Le procès-verbal est publié après avoir été arrêté.",
    status=Status.VERIFIED,
    article=cgct("L2121-15"),
)


def check_arret(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Never before the session; since 01/07/2022 not the same day (only advice in Alsace-Moselle)."""
    arrete, jour = figures.seance.proces_verbal.arrete_le, figures.seance.date
    if arrete is None or arrete > jour or (arrete == jour and not figures.regime.regime_2022):
        return
    yield PV_ARRET.finding(
        phrase(
            "Procès-verbal arrêté le {arrete} : il ne peut l'être qu'après la séance du {jour}.",
            arrete=date_chiffres(arrete),
            jour=date_chiffres(jour),
        ),
        figures.seance.proces_verbal.lieu,
        hint=phrase("Écrivez la date de la séance au début de laquelle il a été arrêté."),
        severity=Severity.WARNING if arrete == jour and figures.regime.alsace_moselle else None,
    )


def check_publication(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Published before the session or before being adopted (the latter is a duty since 01/07/2022)."""
    suivi, jour = figures.seance.proces_verbal, figures.seance.date
    if suivi.publie_le is None:
        return
    arrete = suivi.arrete_le if figures.regime.regime_2022 else None
    limite = max(jour, arrete) if arrete is not None else jour
    if suivi.publie_le >= limite:
        return
    evenement = "son arrêt" if limite == arrete and arrete != jour else "la séance"
    yield PV_PUBLICATION.finding(
        phrase(
            "Procès-verbal publié le {publie}, avant {evenement} du {limite}.",
            publie=date_chiffres(suivi.publie_le),
            evenement=evenement,
            limite=date_chiffres(limite),
        ),
        suivi.lieu,
        hint=phrase("L'une des deux dates est fausse, ou le procès-verbal a été publié trop tôt."),
        severity=Severity.WARNING if figures.regime.alsace_moselle and suivi.publie_le >= jour else None,
    )


RULES = (check_arret, check_publication)
