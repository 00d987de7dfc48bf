"""Private persons in the words of an act: who is named, and whether it is somebody who must be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from actgen.figures.seance import FiguresSeance
from actgen.text.keys import cle

from .acte import ActeCompose

_FONCTIONS = frozenset(
    {
        "maire",
        "président",
        "présidente",
        "préfet",
        "préfète",
        "adjoint",
        "adjointe",
        "conseiller",
        "conseillère",
    }
    | {"ministre", "trésorier", "trésorière", "directeur", "directrice", "sous-préfet", "député", "sénateur"}
)
"""What follows a title of civility and is no name: « Monsieur Le Maire »."""
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'-]+"


@cache
def _personne() -> re.Pattern[str]:
    """« M. Martin », « Madame Anne DUPONT », « Mme DURAND »; never « M. le maire »."""
    return re.compile(
        rf"(?<!\w)(?:MM?\.|M(?:me|lle|r)s?\.?|Monsieur|Madame|Mademoiselle|Mesdames|Messieurs) "
        rf"(?P<nom>(?:(?:de|du|des|d'|et) ?)?{_NAME}"
        rf"(?: (?:(?:(?:de|du|des|d'|dit|le|la) ?)?{_NAME}|\d{{1,3}}(?!\d))){{0,3}})"
    )


def personnes_privees(texte: str, connus: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Each person named with a title of civility who is none of the known: place and name."""
    for match in _personne().finditer(texte):
        if not _known(match["nom"], connus) and not _FONCTIONS.intersection(match["nom"].lower().split()):
            yield match.start(), match.end(), match["nom"]


def _known(nom: str, connus: frozenset[str]) -> bool:
    words = {cle(word) for word in nom.split()}
    return cle(nom) in connus or bool(words & connus)


def noms_publics(acte: ActeCompose, figures: FiguresSeance) -> frozenset[str]:
    """The members of the council and those who act for the group: their names may be published.

    Family names alone too, as people are named in discussions (CRPA D. 312-1-3, 6°).
    """
    membres = figures.seance.collectivite.membres
    noms = {cle(membre.nom) for membre in membres} | {cle(membre.nom_complet) for membre in membres}
    noms |= {cle(each.nom) for each in (*figures.seance.secretaires, *figures.seance.auxiliaires)}
    groupement = acte.groupement
    if groupement is not None:
        said = [groupement.coordonnateur.representant, *(m.signataire for m in groupement.membres)]
        for each in said:
            name = each.partition(",")[0]
            noms.add(cle(re.sub(r"^(?:M\.|Mme|Mlle) ?", "", name)))
            noms |= {cle(word) for word in name.split() if word.isupper() and len(word) > 2}
    return frozenset(noms - {""})


_FONCTION = re.compile(
    r"(?i)\b(?:secr[ée]taire|secr[ée]tariat|direct\w+|dgs|dga|responsable|chef|cheffe|agents?|service|comptable|"
    r"tr[ée]sori\w+|charg[ée]e?s?|attach[ée]e?|r[ée]dact\w+|stagiaire|assistant\w*|archiviste|technicien\w*|policier\w*|"
    r"garde|presse|public|mairie|communication)\b"
)
_NOM_PROPRE = re.compile(
    rf"(?<!\w)(?:(?:MM?\.|M(?:me|lle)|Monsieur|Madame|Mademoiselle) {_NAME}"
    r"|[A-ZÀ-Þ][a-zà-ÿ'-]+ [A-ZÀ-Þ][A-ZÀ-Þ'-]+|[A-ZÀ-Þ][a-zà-ÿ'-]+ [A-ZÀ-Þ][a-zà-ÿ'-]+)(?!\w)"
)


def nom_d_agent(fonction: str) -> str:
    """The name of a person in what was said of those who attended; "" when only functions are told."""
    for match in _NOM_PROPRE.finditer(fonction):
        if not _FONCTION.search(match[0]):
            return match[0]
    return ""
