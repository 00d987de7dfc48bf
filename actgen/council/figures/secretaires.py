"""Whom an item of the session designates as its secretary, in its own words or by its ballot."""

from __future__ import annotations

import re

from actgen.base.text.characters import plain
from actgen.base.text.keys import cle, sans_accents
from actgen.base.text.patterns import pattern
from actgen.council.figures.ordre_du_jour import de_plein_droit, designe_le_secretaire
from actgen.council.figures.seance import FiguresPoint, FiguresSeance

_VERBE = (
    r"(?<!avait )(?<!avaient )(?<!ayant )"
    r"\b(?:designe|nomme|elit|proclame|choisit|designation|nomination|election)(?:e?s|e|nt)?\b"
)
_ENTRE = r"(?P<avant>[^.;:\n]{0,120}?)"
# of this session, and not who assists, nor the secretary of another body or of another day
_AUTRE = r"(?! (?:auxiliaire|adjoint|suppleant|precedent|dernier|du (?!conseil municipal)|de l))"
_DE_SEANCE = pattern(
    rf"{_VERBE}{_ENTRE}\bsecretaire(?P<s>s?) de (?:la |cette )?seance\b{_AUTRE}"
    r"(?P<apres>(?: ?:)?[^.;:,\n]{0,120})"
)
_AU_POINT = pattern(rf"{_VERBE}(?P<avant>)(?P<apres>[^.;:\n]{{0,120}})(?P<s>)")
_POUR_UN_AUTRE = pattern(
    r"\b(?:sur|a la) (?:la )?proposition d[^,;]*|\b(?:en remplacement|a la place|a la suite) d[^,;]*"
)
_ANNONCE = pattern(r"(?:comme|pour|en qualite de|en tant que|d'|du|de|des|le|la|les|son|sa|ses|un|une| )*")
_ARTICLE = pattern(r"\b(?:le|la|les|au|aux|du|des|son|sa|avec|par|et)$")
_AIDE = pattern(r"\b(?:auxiliaire|assist|aupres|aider|adjoint[es]* a)")
_AUTRE_CHARGE = pattern(
    r"\b(?:secretaires? (?:de mairie|general|du|d')|scrutat|assesse|auxiliaire|adjoint|assist)"
)


def secretaires_designes(figures: FiguresSeance, point: FiguresPoint) -> tuple[str, ...]:
    """Who is made secretary of this very session by an item; nobody where it was not adopted."""
    item = point.point
    pourvu = point.election is not None and not point.sans_elu
    if item.abandon is not None or not (point.adopte or pourvu or item.vote is None):
        return ()
    du_point = designe_le_secretaire(item.objet)
    if not du_point and de_plein_droit(item.objet):  # minutes of the session before, which had its own
        return ()
    secretaires = {each.nom for each in figures.seance.secretaires}
    nommes: list[str] = []
    for texte in (item.objet, item.recit, *item.decisions):
        for dits, plusieurs in _dits(figures, sans_accents(plain(texte)).casefold(), du_point=du_point):
            # « désigne B, A l'ayant proposé » : of several names, the one who keeps the minutes is meant
            siens = [nom for nom in dits if nom in secretaires]
            nommes += siens if siens and not plusieurs else dits
    if du_point and point.election is not None:
        elus = set(map(cle, point.election.elus))
        nommes += [nom for nom in _connus(figures) if cle(nom) in elus]
    return tuple(dict.fromkeys(nommes))


def _dits(figures: FiguresSeance, texte: str, *, du_point: bool) -> list[tuple[list[str], bool]]:
    """The names in each sentence that designates, and whether it designates several."""
    trouves = list(_DE_SEANCE.finditer(texte))
    if not trouves and du_point and not _AUTRE_CHARGE.search(texte):
        trouves = list(_AU_POINT.finditer(texte))
    lus = (
        (_nommes(figures, _du_cote_du_nom(trouve)), bool(trouve["s"]))
        for trouve in trouves
        if not _AIDE.search(trouve["avant"])
    )
    return [(noms, plusieurs) for noms, plusieurs in lus if noms]


def _du_cote_du_nom(trouve: re.Match[str]) -> str:
    """« A secrétaire », or « le secrétaire … A »; « A délégué et charge le secrétaire » designates none."""
    avant, apres = trouve["avant"].strip(), trouve["apres"]
    if _ANNONCE.fullmatch(avant):
        return "" if apres.startswith(" et ") else apres
    return "" if _ARTICLE.search(avant) else avant


def _nommes(figures: FiguresSeance, texte: str) -> list[str]:
    texte = _POUR_UN_AUTRE.sub("", texte)
    return [
        nom
        for nom in _connus(figures)
        if re.search(rf"(?<!\w){re.escape(sans_accents(plain(nom)).casefold())}(?![\w-])", texte)
    ]


def _connus(figures: FiguresSeance) -> tuple[str, ...]:
    """Members, and the secretary that local law lets come from outside."""
    seance = figures.seance
    noms = [*(m.nom_complet for m in seance.collectivite.membres), *(s.nom for s in seance.secretaires)]
    return tuple(dict.fromkeys(noms))
