"""Sessions held at a distance."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Scope, Severity, Status, Territory, declare
from actgen.figures.seance import FiguresSeance
from actgen.law.regimes import seance_a_distance
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

from .outils import cgct

EPCI_TELECONF = declare(
    "EPCI-TELECONF",
    Severity.ERROR,
    "Un conseil municipal ne tient pas séance par téléconférence, le conseil d’un EPCI à fiscalité propre le "
    "peut.",
    scope=Scope.LEGAL,
    status=Status.PARTLY,
    article=cgct("L5211-11-1"),
    territory=Territory.COMMUNES,
)


def check_distance(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Forbidden to councils of communes since the windows of 2020 to 2022 closed; a reminder to an EPCI."""
    seance = figures.seance
    if not seance.a_distance:
        return
    permise = seance_a_distance(seance.date, seance.collectivite.genre.value)
    lieu = seance.lieux.get("a_distance")
    if permise is None:
        yield EPCI_TELECONF.finding(
            phrase("Séance du {jour} tenue par téléconférence : ", jour=date_chiffres(seance.date))
            + phrase(
                "cette possibilité n'est donnée qu'aux conseils d'EPCI, pas à un conseil municipal."
                if seance.collectivite.est_commune
                else "rien ne le permettait ce jour-là."
            ),
            lieu,
            hint=phrase("Si la réunion s'est tenue en un seul lieu, retirez « a_distance »."),
            article="" if seance.collectivite.est_commune else None,
        )
        return
    epci = not seance.collectivite.est_commune
    yield EPCI_TELECONF.finding(
        phrase("Séance par téléconférence : le procès-verbal dira qui était présent, lieu par lieu.")
        if epci
        else phrase(
            "Séance par téléconférence : permise alors par les règles de l'urgence sanitaire, à confirmer."
        ),
        lieu,
        hint=phrase("Certaines élections et certains votes en sont exclus : à confirmer.") if epci else "",
        severity=Severity.INFO,
        article=permise.texte,
    )


RULES = (check_distance,)
