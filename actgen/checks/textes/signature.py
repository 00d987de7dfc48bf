"""Whom an act sends to sign: not the head of the executive whose interests are against those of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic
from actgen.base.rules import rule
from actgen.base.text.patterns import pattern
from actgen.checks.textes.acte import ActeCompose
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.figures.seance import FiguresSeance
from actgen.council.figures.votes import Resultat
from actgen.council.kinds.manifest import Famille

INT_SIGNATAIRE = rule("INT-SIGNATAIRE")
_CHEFS = (Fonction.MAIRE, Fonction.PRESIDENT)
_AUTORISE = pattern(
    r"\b(?:autorise|habilite|mandate|charge|donne (?:tout )?(?:pouvoirs?|mandat)|designe|désigne)(?:nt)?\s"
    r"(?P<qui>[^;]{1,200}?)\s(?:à|de|pour) [^;]{0,200}?\b(?:signer|représenter|conclure)\b",
    re.IGNORECASE,
)
_LE_CHEF = pattern(
    r"(?<!adjointe )(?<!adjoint )(?<!adjointe à )\b(?:le|la|au) (?:maire|présidente?)\b", re.IGNORECASE
)


def check_signataire(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The head who has an interest is sent to sign all the same, by the words of the deliberation."""
    if acte.famille is not Famille.DELIBERATION:
        return
    point = figures.point(acte.point) if acte.point is not None else None
    if point is None or point.resultat is Resultat.REJETE:
        return
    for retrait in point.point.retraits:
        if retrait.membre.fonction in _CHEFS and _sends(acte, retrait.membre):
            yield acte.tell(
                INT_SIGNATAIRE,
                "Point {n} : {nom} y a un intérêt, et la délibération l'autorise à signer : à confirmer.",
                *filter(None, (retrait.lieu,)),
                hint="Le conseil désigne un autre de ses membres : écrivez son nom et sa fonction à la "
                "rubrique « signataire », ou dans ce qu'il décide.",
                nom=retrait.membre.nom_complet,
            )


def _sends(acte: ActeCompose, chef: Membre) -> bool:
    return any(
        _LE_CHEF.search(found["qui"]) or chef.nom_complet.casefold() in found["qui"].casefold()
        for _, found in acte.trouve(_AUTORISE)
    )
