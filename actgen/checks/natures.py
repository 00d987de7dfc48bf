"""Items whose words announce rules of their own, and that do not say that they follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic
from actgen.facts.seance import Point
from actgen.facts.vote import Scrutin
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.keys import slug
from actgen.text.messages import phrase, shorten

from .outils import le_chef, votes

POINT_NATURE = rule("POINT-NATURE")
_LONGUEUR = 200
_COMPTES = re.compile(r"\bcomptes?-(?:administratif|financier-unique)s?\b")
_AUTRE_AFFAIRE = re.compile(r"\b(?:affectation|resultats?|presidence|president|presidente|seance|report)\b")
_NOMINATION = re.compile(
    r"^(?:election|designation|nomination)s?-(?:et-\w+-)?d(?:u|e|es|-une?)?-.*"
    r"\b(?:maire|adjoint|delegue|representant|membre|commission)(?:e?s)?\b"
)
_SANS_SCRUTIN_SECRET = re.compile(r"\b(?:secretaire|seance|agent)s?\b")


def check_comptes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The account that the mayor has kept, by its name: without its nature, nobody looks at who votes it."""
    for voted in votes(figures):
        point = voted.point
        mots = slug(point.objet, _LONGUEUR)
        if point.nature or not _COMPTES.search(mots) or _AUTRE_AFFAIRE.search(mots):
            continue
        unique = "financier-unique" in mots
        yield _sans_nature(
            point,
            "un vote des comptes",
            phrase("ni la présidence, ni le retrait {chef} au vote ne sont vérifiés", chef=_du_chef(figures)),
            "compte financier unique" if unique else "compte administratif",
        )


def check_nominations(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An election by its name, not by secret ballot: nothing is said of why."""
    for voted in votes(figures):
        point = voted.point
        mots = slug(point.objet, _LONGUEUR)
        if point.nature or not _NOMINATION.search(mots) or _SANS_SCRUTIN_SECRET.search(mots):
            continue
        if _parle_du_scrutin(point):
            continue
        yield _sans_nature(
            point,
            "une nomination",
            phrase("le scrutin secret n'est pas vérifié"),
            "nomination",
        )


def _sans_nature(point: Point, quoi: str, effet: str, nature: str) -> Diagnostic:
    return POINT_NATURE.finding(
        phrase(
            "Point {n} : « {objet} » semble {quoi}, et sa nature n'est pas écrite : {effet}.",
            n=point.numero,
            objet=shorten(point.objet),
            quoi=quoi,
            effet=effet,
        ),
        point.lieux.get("objet") or point.lieu,
        hint=phrase("Si c'est le cas, ajoutez à ce point « nature: {nature} ».", nature=nature),
        point=point.numero,
    )


def _parle_du_scrutin(point: Point) -> bool:
    secret = point.vote is not None and point.vote.scrutin is Scrutin.SECRET
    return secret or point.secret_impose or bool(point.renonciation_au_secret or point.candidatures)


def _du_chef(figures: FiguresSeance) -> str:
    return le_chef(figures).replace("le ", "du ")


RULES = (check_comptes, check_nominations)
