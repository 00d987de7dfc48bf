"""The operative part of a deliberation as a clerk writes it: one decision a line, its verb first.

A verb that councils use is set in capitals (« FIXE »); what a council decides without such a verb follows
« DÉCIDE »; whatever else is printed as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .elision import elision
from .keys import cle, majuscules


def _verbes(texte: str) -> frozenset[str]:
    return frozenset(map(cle, texte.split()))


_VERBES = _verbes(
    """
    abroge accepte accorde acquiert adhère admet adopte affecte ajourne annule approuve arrête
    attribue augmente autorise cède charge classe complète confie confirme constate constitue
    corrige crée décide déclare déclasse délègue demande désaffecte désigne diminue dispense dit
    donne élit émet engage exonère fixe fusionne garantit habilite homologue impute inscrit institue
    instaure invite lance loue maintient majore mandate met modifie modère nomme octroie ouvre porte
    précise prend prescrit prête prévoit proclame prolonge propose proroge ratifie rappelle recrute
    réduit refuse régularise rejette remplace renonce renouvelle répartit reprend retient retire
    revalorise révise sollicite souhaite supprime transfère valide vend verse vote
    """
)
_ARTICLE = re.compile(
    r"(?P<tete>article\s+(?:1er|\d+|premier|unique))\b\s*[:.–—-]?\s*(?P<suite>.+)", re.I | re.S
)
_NOM = re.compile(r"(?:le|la|les|un|une|des)\s|l['’]", re.I)
_DE_QUE = re.compile(r"(?:de|que)\s|(?:d|qu)['’]", re.I)
_INFINITIF = re.compile(r"(?:ne pas )?[^\W\d_]{2,}(?:er|ir|re)\b")
_POINTS = " \t.;,"


def articles(ecrits: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each decision: what stands out, the rest, and the whole as it was written.

    Semicolons between them, a full stop at the end.
    """
    textes = [texte.strip().rstrip(_POINTS) for texte in ecrits]
    for rang, texte in enumerate(textes, start=1):
        tete, suite = _couper(texte)
        fin = "." if rang == len(textes) else " ;"
        yield tete, suite + fin, texte + fin


def _couper(texte: str) -> tuple[str, str]:
    if article := _ARTICLE.fullmatch(texte):
        return f"{article['tete'][:1].upper()}{article['tete'][1:]}", article["suite"]
    premier, _, suite = texte.partition(" ")
    if suite and cle(premier) in _VERBES:
        return majuscules(premier), suite
    if suite and premier.casefold() in ("s'engage", "s’engage"):
        return "S’ENGAGE", suite
    if _DE_QUE.match(texte) or _NOM.match(texte):
        return "DÉCIDE", f"{texte[:1].lower()}{texte[1:]}"
    if texte[:1].islower() and _INFINITIF.match(texte):
        return "DÉCIDE", elision("de", texte)
    return "", texte


def clause(ecrit: str, mot: str) -> str:
    """A ground or a text cited, without the word that the act puts before it, nor its last semicolon."""
    texte = ecrit.strip().rstrip(_POINTS)
    premier, _, suite = texte.partition(" ")
    return suite.lstrip() if suite and cle(premier) == cle(mot) else texte
