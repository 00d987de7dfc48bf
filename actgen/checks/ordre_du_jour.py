"""What the council decided was on the agenda of the convocation."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.figures.actes import objet
from actgen.figures.objets import Place
from actgen.figures.ordre_du_jour import (
    Inscription,
    de_plein_droit,
    fourre_tout,
    promet_des_decisions,
)
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.catalogue import Catalogue
from actgen.rules import rule
from actgen.text.messages import phrase, shorten

from .outils import cgct, cgct_du_conseil, constatee, votes

CONV_ODJ = rule("CONV-ODJ")


_PASSER_OUTRE = "écrivez-le à « derogations », puis relancez avec --override CONV-ODJ"


def check_ordre_du_jour(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Each item decided against the lines of the agenda; an agenda that isn't written tells nothing.

    What the law puts at every session (its secretary, the minutes of the one before) needs no line.
    """
    for point in votes(figures):
        titre, inscrit = _titre(point, catalogue), point.inscription
        if inscrit is None or de_plein_droit(titre):
            continue
        if inscrit.divers:
            yield _divers(point, titre, inscrit, figures)
        elif inscrit.place is Place.ABSENTE:
            yield _absent(point, titre, inscrit, figures)
        elif inscrit.place is Place.DOUTEUSE:
            yield _douteux(point, titre, inscrit, figures)


def check_fourre_tout(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Before the session, a line that announces no affair: nothing will be decided under it.

    It is a warning where decisions are meant: the line says so, or an act is prepared under it.
    """
    if constatee(figures):
        return
    for ligne in figures.seance.convocation.ordre_du_jour or ():
        if not fourre_tout(ligne.objet):
            continue
        prepares = [
            point
            for point in figures.points
            if point.inscription is not None and point.inscription.ligne is ligne and point.point.acte
        ]
        yield CONV_ODJ.finding(
            phrase(
                "La ligne {n} « {ligne} » n'annonce aucune affaire : {rien}.",
                n=ligne.numero,
                ligne=shorten(ligne.objet),
                rien=phrase(
                    "« {objet} » ne peut pas s'y décider", objet=shorten(_titre(prepares[0], catalogue))
                )
                if prepares
                else phrase("rien ne peut s'y décider"),
            ),
            ligne.lieu,
            *(point.point.lieu for point in prepares),
            hint=_a_nommer(figures),
            severity=Severity.WARNING if prepares or promet_des_decisions(ligne.objet) else Severity.INFO,
            article=_article(figures),
        )


def _a_nommer(figures: FiguresSeance) -> str:
    if figures.seance.convocation.envoyee_le is None:
        return phrase("Nommez à la convocation chaque affaire à décider, avant de l'envoyer.")
    return phrase(
        "Une affaire à décider se nomme : envoyez une convocation complétée tant que le délai le permet, ou "
        "inscrivez l'affaire à la séance suivante."
    )


def _titre(point: FiguresPoint, catalogue: Catalogue) -> str:
    return objet(point.point, catalogue.get(point.point.acte) if point.point.acte else None)


def _absent(point: FiguresPoint, titre: str, inscrit: Inscription, figures: FiguresSeance) -> Diagnostic:
    """An item that no line announces; the line of its number is shown, for a reader may know better.

    It is a doubt as long as a line is left that may tell it in other words.
    """
    ligne, certaine = inscrit.ligne, inscrit.certaine
    return CONV_ODJ.finding(
        phrase(
            "Le point {n} « {objet} » "
            + ("ne figure pas à" if certaine else "ne se reconnaît dans aucune ligne de")
            + " l'ordre du jour de la convocation",
            n=point.point.numero,
            objet=shorten(titre),
        )
        + (
            phrase(", dont la ligne {n} est « {ligne} »", n=ligne.numero, ligne=shorten(ligne.objet))
            if ligne
            else ""
        )
        + phrase("." if certaine else " : à confirmer."),
        point.point.lieu,
        ligne.lieu if ligne else figures.seance.convocation.lieux.get("ordre_du_jour"),
        hint=phrase(
            "Relisez la convocation telle qu'elle est partie. "
            + _issue(inscrit)
            + " ; sinon, la décision est à reprendre à une séance dont la convocation l'annonce."
        ),
        point=point.point.numero,
        severity=None if certaine else Severity.WARNING,
        article=_article(figures),
    )


def _issue(inscrit: Inscription) -> str:
    if not inscrit.certaine:
        return "Si une ligne annonçait l'affaire en d'autres mots, écrivez-le à « derogations »"
    if inscrit.ligne:
        return f"Si cette ligne annonçait l'affaire, {_PASSER_OUTRE}"
    return "Si une ligne y manque ici, recopiez-la"


def _douteux(point: FiguresPoint, titre: str, inscrit: Inscription, figures: FiguresSeance) -> Diagnostic:
    """An item whose line may be of another affair, or is that of another item already."""
    ligne = inscrit.ligne
    assert ligne is not None, "a doubtful item has its line"
    deja = (
        phrase("qui annonce déjà le point {n}", n=inscrit.deja)
        if inscrit.deja is not None
        else phrase("qui annonce peut-être une autre affaire")
    )
    return CONV_ODJ.finding(
        phrase(
            "Le point {n} « {objet} » est pris pour la ligne {rang} de la convocation, « {ligne} », {deja} : "
            "à confirmer.",
            n=point.point.numero,
            objet=shorten(titre),
            rang=ligne.numero,
            ligne=shorten(ligne.objet),
            deja=deja,
        ),
        point.point.lieu,
        ligne.lieu,
        hint=phrase(
            "Si cette ligne annonçait {aussi}ce point, écrivez-le à « derogations ». Sinon, la décision est "
            "à reprendre à une séance dont la convocation l'annonce.",
            aussi="" if inscrit.deja is None else "aussi ",
        ),
        point=point.point.numero,
        severity=Severity.WARNING,
        article=_article(figures),
    )


def _divers(point: FiguresPoint, titre: str, inscrit: Inscription, figures: FiguresSeance) -> Diagnostic:
    ligne = inscrit.ligne
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
        hint=phrase("Sous une telle ligne, on informe ; une décision attend une prochaine séance."),
        point=point.point.numero,
        severity=Severity.WARNING,
        article=_article(figures),
    )


def _article(figures: FiguresSeance) -> str:
    return cgct("L2541-2") if figures.regime.alsace_moselle else cgct_du_conseil(figures, "L2121-10")


RULES = ()
CATALOGUE_RULES = (check_ordre_du_jour, check_fourre_tout)
