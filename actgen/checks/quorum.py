"""The quorum: announced against computed, at the opening and at each item that was voted."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Scope, Severity, Status, declare
from actgen.figures.quorum import Quorum
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.quorums import Compte
from actgen.text.grammar import compte
from actgen.text.messages import phrase

from .outils import cgct, constatee, votes

QUORUM_SEUIL = declare(
    "QUORUM-SEUIL",
    Severity.ERROR,
    "Le quorum annoncé est celui que donne le nombre de membres en exercice.",
    scope=Scope.STATED,
    status=Status.VERIFIED,
    article=cgct("L2121-17"),
)
QUORUM_OUVERTURE = declare(
    "QUORUM-OUVERTURE",
    Severity.ERROR,
    "Le quorum est atteint à l’ouverture de la séance, sans compter les pouvoirs.",
    scope=Scope.LEGAL,
    status=Status.VERIFIED,
    article=cgct("L2121-17"),
)
QUORUM_POINT = declare(
    "QUORUM-POINT",
    Severity.ERROR,
    "Le quorum est atteint quand chaque point voté est mis en discussion, sans compter les pouvoirs.",
    scope=Scope.LEGAL,
    status=Status.VERIFIED,
    article=cgct("L2121-17"),
)
QUORUM_INTERESSES = declare(
    "QUORUM-INTERESSES",
    Severity.ERROR,
    "Le quorum d’un point reste atteint sans les membres qui n’y prennent pas part.",
    scope=Scope.LEGAL,
    status=Status.VERIFIED,
    article=cgct("L2121-17"),
)
_REMEDE = (
    "Vérifiez les arrivées et les départs. Si le conseil n'était pas en nombre, le point ne pouvait "
    "pas être voté : il est à reprendre sur une nouvelle convocation."
)


def check_seuil(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The announced quorum. In the windows of 2020 to 2022 the third is our deduction: a warning."""
    releve, regle = figures.seance.compte, figures.regime.quorum
    if not constatee(figures) or releve.quorum in (None, figures.quorum.requis):
        return
    yield QUORUM_SEUIL.finding(
        phrase(
            "Quorum annoncé : {annonce} ; calculé : {calcule}, pour {base} en exercice.",
            annonce=releve.quorum,
            calcule=figures.quorum.requis,
            base=compte(figures.quorum.base, "membre"),
        ),
        releve.lieux.get("quorum"),
        hint=phrase("Corrigez le quorum annoncé, ou la liste des membres en exercice ce jour-là."),
        severity=Severity.WARNING if regle.derogatoire else None,
        article=regle.texte if regle.derogatoire else None,
    )


def check_ouverture(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Below the quorum from the start: an error when nothing was voted with it, else a warning."""
    decides = votes(figures)
    if figures.quorum.atteint or not decides or not constatee(figures):
        return
    reste = [point for point in decides if point.quorum.atteint or point.quorum.douteux]
    suite = (
        phrase(" Le quorum n'est atteint qu'à partir du point {point}.", point=reste[0].point.numero)
        if reste
        else phrase(" Aucun vote de la séance n'est valable.")
    )
    yield QUORUM_OUVERTURE.finding(
        phrase("À l'ouverture, le quorum n'est pas atteint : {faits}.", faits=_faits(figures.quorum, figures))
        + _sans_les_pouvoirs(figures)
        + suite,
        figures.seance.lieux.get("absents"),
        hint=phrase(_REMEDE),
        severity=Severity.WARNING if reste else None,
        article=_article(figures),
    )


def check_points(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Each item voted below its quorum. When no item of the session had it, the opening says so once."""
    decides = votes(figures)
    dit = not figures.quorum.atteint and not any(p.quorum.atteint or p.quorum.douteux for p in decides)
    for point in decides:
        if point.quorum.douteux:
            yield _douteux(point, figures)
        elif point.quorum.perdu_par_interet:
            yield _interesses(point, figures)
        elif not point.quorum.atteint and not dit:
            yield _manquant(point, figures)


def _manquant(point: FiguresPoint, figures: FiguresSeance) -> Diagnostic:
    return QUORUM_POINT.finding(
        phrase("Point {n} : {faits}.", n=point.point.numero, faits=_faits(point.quorum, figures))
        + _sans_les_pouvoirs(figures),
        point.point.lieu,
        *(mouvement.lieu for mouvement in point.presence.mouvements),
        hint=phrase(_REMEDE),
        point=point.point.numero,
        article=_article(figures),
    )


def _douteux(point: FiguresPoint, figures: FiguresSeance) -> Diagnostic:
    chef = "le maire" if figures.seance.collectivite.est_commune else "le président"
    return QUORUM_POINT.finding(
        phrase(
            "Point {n} : quorum douteux, {faits} sans compter {chef}, qui se retire pour ce vote.",
            n=point.point.numero,
            faits=_faits(point.quorum, figures),
            chef=chef,
        ),
        point.point.lieu,
        hint=phrase("Aucun texte ne tranche : à confirmer auprès de la préfecture."),
        point=point.point.numero,
        severity=Severity.WARNING,
    )


def _interesses(point: FiguresPoint, figures: FiguresSeance) -> Diagnostic:
    return QUORUM_INTERESSES.finding(
        phrase(
            "Point {n} : sans {retires}, {faits}.",
            n=point.point.numero,
            retires=compte(point.quorum.interesses, "membre intéressé", "membres intéressés"),
            faits=_faits(point.quorum, figures),
        ),
        *(retrait.lieu for retrait in point.point.retraits),
        hint=phrase("Un membre intéressé ne compte pas dans le quorum, même resté dans la salle. ")
        + phrase(_REMEDE),
        point=point.point.numero,
    )


def _faits(quorum: Quorum, figures: FiguresSeance) -> str:
    """« 7 présents pour un quorum de 8 »; in one window of 2020 those represented counted too."""
    if _representes_comptent(figures):
        comptes = compte(quorum.comptes, "présent ou représenté", "présents ou représentés")
    else:
        comptes = compte(quorum.comptes, "présent")
    return phrase("{comptes} pour un quorum de {requis}", comptes=comptes, requis=quorum.requis)


def _sans_les_pouvoirs(figures: FiguresSeance) -> str:
    return "" if _representes_comptent(figures) else phrase(" Les pouvoirs ne comptent pas.")


def _representes_comptent(figures: FiguresSeance) -> bool:
    return figures.regime.quorum.compte is Compte.PRESENTS_OU_REPRESENTES


def _article(figures: FiguresSeance) -> str | None:
    return figures.regime.quorum.texte if figures.regime.quorum.derogatoire else None


RULES = (check_seuil, check_ouverture, check_points)
