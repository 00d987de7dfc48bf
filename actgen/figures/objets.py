"""What two objects say, and whether they are of one affair: words compared by what they say.

The words are those of data/droit/ordre_du_jour.yaml.
"""

from __future__ import annotations

import re
from enum import IntEnum

from actgen.law.ordre_du_jour import vocabulaire
from actgen.records import dataclass
from actgen.text.keys import radicaux

_DETAIL = re.compile(r"\s*[:;,+]\s*|\s[–—-]\s|\set\s")  # after it, another object may be named
_COLLE = re.compile(r"(?<=[^\W\d_]{2})(?=\d)")  # « DM2 », « AB12 »
_ANNEE = re.compile(r"(?:19|20)\d\d")


class Place(IntEnum):
    """How an item is found on an agenda: not, on a line that may be of another affair, or on its own."""

    ABSENTE = 0
    DOUTEUSE = 1
    OBJET = 2


@dataclass(frozen=True, slots=True)
class Mots:
    """What an object is made of: stems that say something, those among them that tell one affair, marks.

    `annees` and `reperes` (« lot 2 », « parcelle AB 12 », « salle B ») tell two affairs apart but no affair
    by themselves. `operations`: what is done (a sale, a tariff); `sens`: whether that ends, changes,
    begins or asks for it; `detail`: what a colon adds; `suite`: the stems that say something, in their order.
    """

    tous: frozenset[str]
    propres: frozenset[str]
    reperes: frozenset[str]
    annees: frozenset[str]
    operations: frozenset[str]
    sens: frozenset[str]
    detail: frozenset[str]
    suite: tuple[str, ...]


def lus(objet: str) -> Mots:
    """What an object says."""
    dits = vocabulaire()
    objet = _COLLE.sub(" ", objet)
    suite = f"-{'-'.join(radicaux(objet))}-"
    for autre, mot in dits.memes:
        suite = suite.replace(f"-{autre}-", f"-{mot}-")
    radicaux_dits = suite.strip("-").split("-")
    mots = frozenset(radicaux_dits) - dits.vides - {""}
    annees = frozenset(mot for mot in mots if _ANNEE.fullmatch(mot))
    reperes = frozenset(mot for mot in mots - annees if mot.isdigit() or len(mot) == 1)
    tous = mots - reperes - annees
    _, *suivants = _DETAIL.split(objet, maxsplit=1)
    return Mots(
        tous,
        tous - dits.de_sorte,
        reperes,
        annees,
        operations=frozenset(dits.operations[mot] for mot in tous if mot in dits.operations),
        sens=frozenset(dits.sens[mot] for mot in radicaux_dits if mot in dits.sens),
        detail=lus(suivants[0]).tous if suivants else frozenset(),
        suite=tuple(mot for mot in radicaux_dits if mot in tous),
    )


def place_de(objet: Mots, ligne: Mots) -> Place:
    """One within the other, or half of the words of the shorter, two of their own at least.

    A mark against another (« parcelle AB 12 », « AB 14 »), a sort of affair against another (« tarifs »,
    « travaux »), one word shared beside others that differ leave a doubt.
    """
    communs = objet.tous & ligne.tous
    if not communs:
        return Place.ABSENTE
    reste, autre, propres = objet.tous - ligne.tous, ligne.tous - objet.tous, communs & objet.propres
    plus_de_reperes = objet.tous == ligne.tous and _ajoute(objet, ligne)
    autre_affaire = plus_de_reperes or _contredit(objet, ligne) or _autre_sens(objet, ligne)
    if not (reste and autre):
        return Place.DOUTEUSE if autre_affaire else Place.OBJET
    if not propres:
        return Place.ABSENTE
    moitie = 2 * len(communs) >= min(len(objet.tous), len(ligne.tous))
    d_une_autre_sorte = reste - objet.propres and autre - ligne.propres
    if moitie and len(propres) > 1 and not d_une_autre_sorte and not autre_affaire:
        return Place.OBJET
    return Place.DOUTEUSE if moitie or not d_une_autre_sorte else Place.ABSENTE


def _contredit(objet: Mots, ligne: Mots) -> bool:
    """Whether each bears a year, or a mark, that the other has not."""
    paires = ((objet.annees, ligne.annees), (objet.reperes, ligne.reperes))
    return any(a - b and b - a for a, b in paires)


def _ajoute(objet: Mots, ligne: Mots) -> bool:
    """Whether the item is of more marks than the line: « AB 12 et 13 », « AB 12 »."""
    return bool(ligne.reperes and objet.reperes - ligne.reperes)


def _autre_sens(objet: Mots, ligne: Mots) -> bool:
    """Whether one ends what the other doesn't, changes what the other begins, or the item asks for money.

    To ask is no other affair than a line that names what for: « Subvention pour l’école ».
    """
    paires = ((objet, ligne), (ligne, objet))
    finit = any("fin" in a.sens and b.sens.isdisjoint({"fin", "changement"}) for a, b in paires)
    change = any("changement" in a.sens - b.sens and "début" in b.sens for a, b in paires)
    demande = "demande" in objet.sens - ligne.sens and objet.propres.isdisjoint(ligne.tous)
    return finit or change or demande


def meme_affaire(objet: Mots, ligne: Mots) -> bool:
    """Whether two objects are surely one affair: the same words, or the same beginning and what completes it.

    A complement is no operation, and nothing that a colon or a comma adds; one general word is no beginning.
    Any other word more leaves a doubt.
    """
    if objet.reperes != ligne.reperes or _contredit(objet, ligne) or not objet.sens ^ ligne.sens <= {"début"}:
        return False
    ignores = vocabulaire().de_repere if objet.reperes else frozenset()
    if objet.tous - ignores == ligne.tous - ignores:
        return True
    court, long = sorted((objet, ligne), key=lambda each: len(each.suite))
    debut = len(court.suite)
    return (
        bool(court.propres)
        and (debut > 1 or bool(court.operations))
        and court.suite == long.suite[:debut]
        and long.detail <= court.tous
        and vocabulaire().agissants.isdisjoint(long.suite[debut:])
    )
