"""What the council decided was on the agenda of the convocation."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Scope, Severity, Status, declare
from actgen.figures.actes import objet
from actgen.figures.ordre_du_jour import Place, de_plein_droit
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.catalogue import Catalogue
from actgen.text.messages import phrase, shorten

from .outils import cgct, cgct_du_conseil, votes

CONV_ODJ = declare(
    "CONV-ODJ",
    Severity.ERROR,
    "Chaque question décidée figure à l’ordre du jour de la convocation, ailleurs que sous «\u00a0questions "
    "diverses\u00a0».",
    scope=Scope.LEGAL,
    status=Status.PARTLY,
    article=cgct("L2121-10"),
)


def check_ordre_du_jour(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Each item decided against the lines of the agenda; an agenda that isn't written tells nothing.

    What the law puts at every session (its secretary, the minutes of the one before) needs no line.
    """
    lignes = figures.seance.convocation.ordre_du_jour
    if lignes is None:
        return
    for point in votes(figures):
        titre = objet(point.point, catalogue.get(point.point.acte) if point.point.acte else None)
        if point.inscription is None or de_plein_droit(titre):
            continue
        if point.inscription.place is Place.ABSENTE:
            yield _absent(point, titre, figures)
        elif point.inscription.divers:
            yield _divers(point, titre, figures)


def _absent(point: FiguresPoint, titre: str, figures: FiguresSeance) -> Diagnostic:
    return CONV_ODJ.finding(
        phrase(
            "Le point {n} « {objet} » ne figure pas à l'ordre du jour de la convocation.",
            n=point.point.numero,
            objet=shorten(titre),
        ),
        point.point.lieu,
        figures.seance.lieux.get("ordre_du_jour"),
        hint=phrase(
            "Relisez la convocation envoyée : ajoutez la ligne si elle y est ; sinon, inscrivez le point "
            "à la prochaine séance."
        ),
        point=point.point.numero,
        article=_article(figures),
    )


def _divers(point: FiguresPoint, titre: str, figures: FiguresSeance) -> Diagnostic:
    ligne = point.inscription.ligne if point.inscription else None
    return CONV_ODJ.finding(
        phrase(
            "Le point {n} « {objet} » est décidé sous la ligne « {ligne} » de la convocation : les "
            "conseillers n'en étaient pas prévenus, à confirmer.",
            n=point.point.numero,
            objet=shorten(titre),
            ligne=shorten(ligne.objet) if ligne else "",
        ),
        point.point.lieu,
        ligne.lieu if ligne else None,
        hint=phrase("Sous « questions diverses », on informe ; une décision attend une prochaine séance."),
        point=point.point.numero,
        severity=Severity.WARNING,
        article=_article(figures),
    )


def _article(figures: FiguresSeance) -> str:
    return cgct("L2541-2") if figures.regime.alsace_moselle else cgct_du_conseil(figures, "L2121-10")


RULES = ()
CATALOGUE_RULES = (check_ordre_du_jour,)
