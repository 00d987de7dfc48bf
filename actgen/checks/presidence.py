"""Who presides, at each item."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Scope, Severity, Status, declare
from actgen.figures.quorum import chef
from actgen.figures.seance import FiguresSeance
from actgen.model.seance import EtatSeance, NatureSeance
from actgen.text.messages import phrase

from .outils import cgct, nomme, portee, votes

PRES_PRESIDENT = declare(
    "PRES-PRESIDENT",
    Severity.ERROR,
    "Chaque point voté a un président, qui est là\u00a0: le maire (le président) ou celui qui le remplace.",
    scope=Scope.LEGAL,
    status=Status.VERIFIED,
    article=cgct("L2121-14"),
)


def check_president(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Nobody is named as president of what was voted."""
    sans = [point for point in votes(figures) if point.president is None]
    for point in portee(figures, sans) if sans else ():
        debut = phrase("Point {n} : ", n=point) if point is not None else ""
        yield PRES_PRESIDENT.finding(
            debut
            + phrase(
                "le président de séance n'est pas indiqué."
                if debut
                else "Le président de séance n'est pas indiqué."
            ),
            figures.seance.lieux.get("presidence"),
            hint=phrase("Écrivez son nom à la rubrique « presidence » de la séance."),
            point=point,
        )


def check_president_present(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The president of an item is in the room when it is voted."""
    for point in votes(figures):
        president = point.president
        if president is not None and not nomme(president, point.presence.au_vote.presents):
            yield PRES_PRESIDENT.finding(
                phrase(
                    "Point {n} : {nom} préside, mais n'est pas parmi les présents.",
                    n=point.point.numero,
                    nom=president.nom_complet,
                ),
                point.point.lieux.get("presidence") if point.point.presidence else None,
                figures.seance.lieux.get("presidence"),
                hint=phrase(
                    "Écrivez à ce point, sous « presidence », qui l'a présidé, ou corrigez les présences."
                ),
                point=point.point.numero,
            )


def check_chef_present(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Someone else presides although the mayor is there. The first session of a council is the eldest's."""
    president, maire = figures.seance.presidence, chef(figures.ouverture)
    if figures.etat is not EtatSeance.TENUE or figures.seance.nature is NatureSeance.INSTALLATION:
        return
    if president is None or maire is None or nomme(president, (maire,)):
        return
    yield PRES_PRESIDENT.finding(
        phrase(
            "{president} préside la séance, alors que {maire} est là dès l'ouverture.",
            president=president.nom_complet,
            maire=maire.nom_complet,
        ),
        figures.seance.lieux.get("presidence"),
        hint=phrase("Vérifiez qui a présidé ; pour quelques points seulement, écrivez-le à ces points."),
        severity=Severity.WARNING,
    )


RULES = (check_president, check_president_present, check_chef_present)
