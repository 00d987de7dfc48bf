"""The vote of the accounts: a president of its own, without the mayor's vote or proxies."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location, Scope, Severity, Status, declare
from actgen.figures.quorum import COMPTES, chef
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import ecarte_des_comptes, voix_du_chef
from actgen.law.scrutins import compte_financier_unique
from actgen.model.personne import Membre
from actgen.model.vote import Scrutin, Sens
from actgen.text.messages import phrase

from .decomptes import VoteCompte, votants_possibles, votes_comptes
from .outils import cgct, cgct_du_conseil, le_chef, nomme, noms, numeros, votes

PRES_CA_CFU = declare(
    "PRES-CA-CFU",
    Severity.ERROR,
    "Au vote des comptes, le conseil élit son président et le maire (le président) se retire.",
    scope=Scope.LEGAL,
    status=Status.VERIFIED,
    article=cgct("L2121-14"),
)
POUV_MAIRE_CA = declare(
    "POUV-MAIRE-CA",
    Severity.ERROR,
    "Au vote des comptes, le maire (le président) ne donne ni n’utilise aucun pouvoir.",
    scope=Scope.LEGAL,
    status=Status.VERIFIED,
    article=cgct("L2121-14"),
)


def check_presidence(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The mayor presides the vote of his own accounts."""
    for point in _comptes(figures):
        president = point.president
        if president is None or not ecarte_des_comptes(president, point.point):
            continue
        yield PRES_CA_CFU.finding(
            phrase(
                "Point {n} : {nom} préside au vote des comptes, ",
                n=point.point.numero,
                nom=president.nom_complet,
            )
            + phrase("alors que le conseil élit pour ce point un autre président."),
            point.point.lieux.get("presidence") if point.point.presidence else None,
            figures.seance.lieux.get("presidence"),
            point.point.lieu,
            hint=phrase("Écrivez à ce point, sous « presidence », qui a été élu pour le présider."),
            point=point.point.numero,
            article=_article(figures),
        )


def check_voix(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The mayor's vote, or a proxy that he holds or has given, counted in the vote of the accounts."""
    for each in votes_comptes(figures):
        point = each.point
        declares = [retrait.membre for retrait in point.point.retraits]
        lui = [
            m for m in point.votants.retires if ecarte_des_comptes(m, point.point) and not nomme(m, declares)
        ]
        absents = [m for m in lui if nomme(m, (r.mandant for r in point.presence.au_vote.representes))]
        portes = [r.mandant for r in point.votants.suspendus if ecarte_des_comptes(r.mandataire, point.point)]
        if each.vote.scrutin is not Scrutin.SECRET and each.vote.noms:
            nommes = [v for v in each.vote.noms if nomme(v.membre, (*lui, *portes)) and v.sens is not _NPPV]
            if nommes:
                faits = phrase("le vote nomme {noms}", noms=noms(v.membre for v in nommes))
                par_pouvoir = all(nomme(v.membre, (*absents, *portes)) for v in nommes)
                yield _voix(each, faits, par_pouvoir, figures, *(v.lieu for v in nommes))
                continue
        if 0 < each.exces <= voix_du_chef(point.point, point.votants):
            faits = phrase("{total} voix pour ", total=each.total) + votants_possibles(point)
            yield _voix(each, faits, bool(absents or portes), figures, each.vote.lieu)


_NPPV = Sens.NE_PREND_PAS_PART


def _voix(
    each: VoteCompte, faits: str, par_pouvoir: bool, figures: FiguresSeance, *lieux: Location | None
) -> Diagnostic:
    code = POUV_MAIRE_CA if par_pouvoir else PRES_CA_CFU
    regle = (
        "{chef} ne vote pas ses comptes, et n'y donne ni n'utilise aucun pouvoir."
        if par_pouvoir
        else "{chef} se retire au vote de ses comptes."
    )
    return code.finding(
        phrase("Point {n} : {faits} ; ", n=each.point.point.numero, faits=faits)
        + phrase(regle, chef=le_chef(figures)),
        *lieux,
        hint=phrase("Recomptez les voix sans celles-là."),
        point=each.point.point.numero,
        article=_article(figures),
    )


def check_pratique(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The president elected for the accounts keeps the chair, although the mayor is there."""
    elu = elu_et_maire(figures)
    autres = [p for p in votes(figures) if p.point.nature not in COMPTES and p.point.presidence is None]
    if elu is None or not autres:
        return
    president, maire = elu
    yield PRES_CA_CFU.finding(
        phrase("{president} préside aussi ", president=president.nom_complet)
        + _points(autres)
        + phrase(", alors que {maire} est là : la présidence élue pour les comptes ", maire=maire.nom_complet)
        + phrase("ne vaut en principe que pour eux, à confirmer auprès de la préfecture."),
        figures.seance.lieux.get("presidence"),
        hint=phrase("Écrivez à chaque point, sous « presidence », qui l'a présidé."),
        severity=Severity.WARNING,
        article=_article(figures),
    )


def elu_et_maire(figures: FiguresSeance) -> tuple[Membre, Membre] | None:
    """Who presides a session that votes the accounts in place of the mayor, who is there; and the mayor."""
    president, maire = figures.seance.presidence, chef(figures.ouverture)
    if president is None or maire is None or nomme(president, (maire,)):
        return None
    return (president, maire) if any(p.point.presidence is None for p in _comptes(figures)) else None


def check_nature(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A compte administratif voted when the compte financier unique has taken its place everywhere."""
    regle = compte_financier_unique(figures.seance.date)
    if regle is None:
        return
    for point in _comptes(figures):
        if point.point.nature == "compte_administratif":
            yield PRES_CA_CFU.finding(
                phrase(
                    "Point {n} : compte administratif ; à partir des comptes de {exercice}, "
                    "un compte financier unique le remplace.",
                    n=point.point.numero,
                    exercice=regle.exercice,
                ),
                point.point.lieux.get("nature"),
                hint=phrase("Vérifiez l'exercice, et écrivez « nature: compte_financier_unique »."),
                point=point.point.numero,
                severity=Severity.WARNING,
                article=_article(figures),
            )


def _comptes(figures: FiguresSeance) -> tuple[FiguresPoint, ...]:
    return tuple(point for point in votes(figures) if point.point.nature in COMPTES)


def _points(points: list[FiguresPoint]) -> str:
    liste = numeros(point.point.numero for point in points)
    return phrase("le point {n}", n=liste) if len(points) == 1 else phrase("les points {n}", n=liste)


def _article(figures: FiguresSeance) -> str:
    return cgct("L2541-13") if figures.regime.alsace_moselle else cgct_du_conseil(figures, "L2121-14")


RULES = (check_presidence, check_voix, check_pratique, check_nature)
