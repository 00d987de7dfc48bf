"""Who presides, at each item."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.personne import Membre
from actgen.facts.seance import EtatSeance, NatureSeance
from actgen.facts.vote import NatureElection
from actgen.figures.presidence import premier_adjoint_present
from actgen.figures.quorum import chef
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.rules import rule
from actgen.text.messages import phrase

from .comptes import elu_et_maire
from .outils import cgct, nomme, portee, votes

PRES_PRESIDENT = rule("PRES-PRESIDENT")


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
    """The president of an item is in the room when it is voted. At the accounts the mayor must not be."""
    for point in votes(figures):
        president = point.president
        if president is None or point.votants.ecarte(president):
            continue
        if not nomme(president, point.presence.au_vote.presents):
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
    """Someone else presides although the mayor is there; the eldest may, while a mayor is elected."""
    president, maire = figures.seance.presidence, chef(figures.ouverture)
    if figures.etat is not EtatSeance.TENUE or figures.seance.nature is NatureSeance.INSTALLATION:
        return
    if president is None or maire is None or nomme(president, (maire,)) or elu_et_maire(figures):
        return
    if all(_cede(figures, point, maire) for point in votes(figures)):
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


def _cede(figures: FiguresSeance, point: FiguresPoint, maire: Membre) -> bool:
    """Whether another has the chair of that item: told there, for an interest, or as the eldest."""
    interesse = nomme(maire, (retrait.membre for retrait in point.point.retraits))
    doyen = point.nature_election is NatureElection.MAIRE and point.president == figures.seance.doyen
    return point.point.presidence is not None or interesse or doyen


def check_remplacant(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The mayor is out, and another than the first deputy presides. An EPCI has no deputies."""
    if figures.seance.nature is NatureSeance.INSTALLATION:
        return
    trouves: dict[tuple[str, str], list[FiguresPoint]] = {}
    for point in votes(figures):
        president, attendu = point.president, _remplacant(point)
        if president is None or attendu is None or nomme(president, (attendu,)):
            continue
        interesse = nomme(president, (retrait.membre for retrait in point.point.retraits))
        if nomme(president, point.presence.au_vote.presents) and not interesse:
            trouves.setdefault((president.nom_complet, attendu.nom_complet), []).append(point)
    for (president_dit, attendu_dit), points in trouves.items():
        for numero in portee(figures, points):
            yield PRES_PRESIDENT.finding(
                (phrase("Point {n} : ", n=numero) if numero is not None else "")
                + phrase(
                    "{president} préside, alors que {adjoint}, ", president=president_dit, adjoint=attendu_dit
                )
                + phrase("qui remplace le maire avant les autres, est là : à confirmer."),
                points[0].point.lieux.get("presidence") if points[0].point.presidence else None,
                figures.seance.lieux.get("presidence"),
                hint=phrase("Le maire empêché est remplacé par un adjoint, dans l'ordre des nominations."),
                point=numero,
                severity=Severity.WARNING,
                article=cgct("L2122-17"),
            )


def _remplacant(point: FiguresPoint) -> Membre | None:
    """The deputy who presides for an absent or interested mayor; None where that is another matter."""
    salle, retires = point.presence.au_vote, tuple(retrait.membre for retrait in point.point.retraits)
    maire = chef(salle)
    if point.ordonnateur is not None or (maire is not None and not nomme(maire, retires)):
        return None
    return premier_adjoint_present(salle, retires)


RULES = (check_president, check_president_present, check_chef_present, check_remplacant)
