"""The quorum: announced against computed, at the opening and at each item that was voted."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity, Status
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.citations import numero
from actgen.rules import rule
from actgen.text.grammar import compte
from actgen.text.messages import phrase

from .outils import cgct, constatee, le_chef, votes

QUORUM_SEUIL = rule("QUORUM-SEUIL")
QUORUM_OUVERTURE = rule("QUORUM-OUVERTURE")
QUORUM_POINT = rule("QUORUM-POINT")
QUORUM_INTERESSES = rule("QUORUM-INTERESSES")
QUORUM_LOCAL_INTERESSES = rule("QUORUM-LOCAL-INTERESSES")
QUORUM_COVID = rule("QUORUM-COVID")
_REMEDE = (
    "Vérifiez les arrivées et les départs. Si le vote n'a pas eu lieu, écrivez « non_traite: faute de "
    "quorum » à la place de « vote ». S'il a eu lieu, gardez-le : le procès-verbal et la liste le disent "
    "tenu sans quorum, et le point est à reprendre sur une nouvelle convocation."
)


def check_seuil(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The announced quorum. In an exception, rounding up a part is our deduction: a warning."""
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
        article=_article(figures),
    )


def check_ouverture(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Below the quorum from the start: an error when nothing was voted with it, else a warning."""
    decides = votes(figures)
    if figures.quorum.atteint or not decides or not constatee(figures):
        return
    if any(point.quorum.refuse_a_la_seconde for point in decides):
        return  # QUORUM-2E-CONV tells why
    reste = [point for point in decides if point.quorum.atteint or point.quorum.douteux]
    suite = (
        phrase(" Le quorum n'est atteint qu'à partir du point {point}.", point=reste[0].point.numero)
        if reste
        else phrase(" Aucun vote de la séance n'est valable.")
    )
    yield QUORUM_OUVERTURE.finding(
        phrase("À l'ouverture, le quorum n'est pas atteint : {faits}.", faits=figures.quorum.faits)
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
        elif not (point.quorum.atteint or point.quorum.refuse_a_la_seconde or dit):
            yield _manquant(point, figures)


def _manquant(point: FiguresPoint, figures: FiguresSeance) -> Diagnostic:
    return QUORUM_POINT.finding(
        phrase("Point {n} : {faits}.", n=point.point.numero, faits=point.quorum.faits)
        + _sans_les_pouvoirs(figures),
        point.point.lieu,
        *(mouvement.lieu for mouvement in point.presence.mouvements),
        hint=phrase(_REMEDE),
        point=point.point.numero,
        article=_article(figures),
    )


def _l_ordonnateur(point: FiguresPoint, figures: FiguresSeance) -> str:
    """« le maire », or the name of whoever managed that year before."""
    juge = point.ordonnateur
    return juge.nom if juge is not None and juge.chef else le_chef(figures)


def _douteux(point: FiguresPoint, figures: FiguresSeance) -> Diagnostic:
    return QUORUM_POINT.finding(
        phrase(
            "Point {n} : quorum douteux, {faits} sans compter {lui}, qui se retire pour ce vote.",
            n=point.point.numero,
            faits=point.quorum.faits,
            lui=_l_ordonnateur(point, figures),
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
            faits=point.quorum.faits,
        ),
        *(retrait.lieu for retrait in point.point.retraits),
        hint=phrase("Un membre intéressé ne compte pas dans le quorum, même resté dans la salle. ")
        + phrase(_REMEDE),
        point=point.point.numero,
    )


def check_moitie_interessee(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Local law asks for no quorum at that item, and the minutes must say so."""
    for point in votes(figures):
        if point.quorum.moitie_interessee:
            yield QUORUM_LOCAL_INTERESSES.finding(
                phrase(
                    "Point {n} : {interesses} sur {base} en exercice, la moitié au moins : aucun quorum "
                    "n'est exigé.",
                    n=point.point.numero,
                    interesses=compte(len(point.point.retraits), "membre intéressé", "membres intéressés"),
                    base=len(figures.en_exercice),
                ),
                *(retrait.lieu for retrait in point.point.retraits),
                hint=phrase("Le procès-verbal le dira."),
                point=point.point.numero,
            )


def check_derogations(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Which exception governs a session, of 2020 to 2022 or of later."""
    regle = figures.regime.quorum
    if not regle.derogatoire:
        return
    comptes = "présents ou représentés" if figures.quorum.representes_comptent else "présents"
    doute = phrase(" Les dates de cette période sont à confirmer.")
    yield QUORUM_COVID.finding(
        phrase(
            "Règles dérogatoires à cette date : pour le quorum, {part} des membres en exercice, {comptes}, "
            "soit {requis} sur {base}, et {pouvoirs} par membre.",
            part=regle.part.dite,
            comptes=comptes,
            requis=figures.quorum.requis,
            base=figures.quorum.base,
            pouvoirs=compte(regle.pouvoirs, "pouvoir"),
        )
        + (doute if regle.origine.statut is not Status.VERIFIED else ""),
        figures.seance.lieux.get("date"),
        article=regle.texte,
    )


def _sans_les_pouvoirs(figures: FiguresSeance) -> str:
    return "" if figures.quorum.representes_comptent else phrase(" Les pouvoirs ne comptent pas.")


def _article(figures: FiguresSeance) -> str:
    """What the rule of that day comes from: an article, or the law of an exception."""
    texte = figures.regime.quorum.texte
    return cgct(texte) if numero(texte) else texte


RULES = (check_seuil, check_ouverture, check_points, check_moitie_interessee, check_derogations)
