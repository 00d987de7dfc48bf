"""Elision: « d’Alain », « l’hôtel de ville », « le onze », « de Habsheim ».

French elides by sound, which letters tell except at three places; what is done there:

- **h** of a common word (no capital): mute, unless the word is in the short list of aspirated ones;
  **H** of a name: not elided (« de Hollande », « de Haas »: nearly all such names in acts come from
  German or Arabic), unless it is in the list of French first names and words whose h is mute;
- **y** is a consonant before a vowel (« de Yann ») and a vowel elsewhere (« d’Yves »);
- **numbers** are never elided: « le onze », « le huit », « de 11 voix ».

A name whose bearer says otherwise is written as wanted in the text itself.

Names of places after « de » and « à », by INSEE's code of article and liaison (TNCC).

The codes: 0 no article, consonant; 1 no article, vowel or mute h; 2 Le; 3 La; 4 Les; 5 L’; 6 Aux; 7 Las;
8 Los. A commune bears its article in its name (« La Rochelle ») and keeps the capital; a département
doesn't (« Meuse ») and takes it in lower case: « de La Rochelle », « de la Meuse ».

Usage may differ from the code for a few places: a caller who knows better gives another code.
"""

from __future__ import annotations

import re

from actgen.base.text.characters import APOSTROPHE
from actgen.base.text.keys import cle, sans_accents

_ELIDED = re.compile(
    r"(?:^|.*\W)(?:[cdjlmnst]e|la|que|jusque|lorsque|puisque|quoique)$", re.IGNORECASE | re.DOTALL
)
_FIRST_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ASPIRATED = _words(
    """
    hache hachage haie haies haine halage hall halle halles halte hameau hameaux handball handicap handicape
    handicapee handicapes handicapees handicaps hangar hangars hanse haras harcelement harnais hasard hausse
    hausses haut haute hautes hauts hauteur hauteurs havre herisson hernie heros hetre hetres heurt
    hierarchie hockey hollandais hollandaise homard hongrois hongroise honte hors hotte houille houle houx
    hublot huguenot huis hurlement hussard hutte
    """
)
_NOT_ELIDED = _words("onze onzieme oui ouistiti huit huitaine huitieme ululement uhlan")
_MUTE = _words(
    """
    habitat habitation hector helene heloise henri henriette herault hermine herve hilaire hippolyte
    histoire homme hommes honore honorine hopital horace hortense hospice hotel hubert hugues huguette
    humbert hyacinthe
    yeuse yeux yonne
    """
)


def elides(suite: str) -> bool:
    """Whether a word that can be elided is, before `suite`."""
    match = _FIRST_WORD.search(suite)
    if match is None:
        return False
    word = match.group()
    key = sans_accents(word).casefold()
    if key in _NOT_ELIDED:
        return False
    if key in _MUTE:
        return True
    if key[0] == "h":
        return not word[0].isupper() and key not in _ASPIRATED
    if key[0] == "y":
        return len(key) == 1 or key[1] not in "aeiou"
    return key[0] in "aeiou"


def elision(mot: str, suite: str) -> str:
    """`mot` and `suite` joined: « d’Alain », « de Claude », « l’école », « parce qu’elle ».

    `mot` may be several words, the last of which is elided; one that has no elided form stays whole.
    """
    if _ELIDED.match(mot) and elides(suite):
        return f"{mot[:-1]}{APOSTROPHE}{suite}"
    return f"{mot} {suite}"


_CODES = frozenset("012345678")
_ARTICLES = {"2": "Le", "3": "La", "4": "Les", "5": "L", "6": "Aux", "7": "Las", "8": "Los"}
_CONTRACTED = {"2": ("du", "au"), "4": ("des", "aux"), "6": ("des", "aux")}

# Overseas, INSEE's table of départements holds 0 for "not recorded"; these have an article in the law.
# So has one commune, whose own name begins with it.
_RECORDED_WITHOUT_ARTICLE = {
    cle("Terres australes et antarctiques françaises"): "4",
    cle("Polynésie française"): "3",
    cle("Nouvelle-Calédonie"): "3",
    cle("Île de Clipperton"): "5",
    cle("Le Vernet-Chaméane"): "2",
}


def nom_de_lieu(nom: str) -> str:
    """The name as printed: INSEE writes straight apostrophes, the DGCL « Coeur » and some double spaces."""
    return " ".join(nom.replace("'", APOSTROPHE).replace("Coeur", "Cœur").split())


def de_lieu(nom: str, code: str | None) -> str:
    """`nom` after « de »: « de Dietwiller », « d’Illzach », « du Havre », « de La Rochelle ».

    Also « des Lilas », « de L’Haÿ-les-Roses » and, for départements, « du Haut-Rhin », « de l’Ain ».

    Without a code (None or empty: 94 overseas communes) the article written in the name decides, then
    its first letter: a vowel elides, H doesn't (all these names come from languages that sound it),
    Y only before a consonant. Raises ValueError for what is not a code.
    """
    return _join(nom, code, 0)


def a_lieu(nom: str, code: str | None) -> str:
    """`nom` after « à »: « à Dietwiller », « au Havre », « à La Rochelle », « aux Lilas ».

    Same rules as `de_lieu`. For a département the law says « dans » or « en »: not for those.
    """
    return _join(nom, code, 1)


def _join(nom: str, code: str | None, contraction: int) -> str:
    """The preposition (0: de, 1: à), the article and the rest of the name."""
    name = nom_de_lieu(nom.strip())
    used = _code_in_use(name, code)
    preposition = ("de", "à")[contraction]
    if used == "0":
        return f"{preposition} {name}"
    if used == "1":
        return f"d{APOSTROPHE}{name}" if contraction == 0 else f"à {name}"
    article, rest = _split(name, used)
    if used in _CONTRACTED:
        return f"{_CONTRACTED[used][contraction]} {rest}"
    if used == "5":
        return f"{preposition} {article}{APOSTROPHE}{rest}"
    return f"{preposition} {article} {rest}"


def _code_in_use(name: str, code: str | None) -> str:
    if code and code not in _CODES:
        raise ValueError(f"not a code of liaison: {code}")
    if code in ("0", None, "") and cle(name) in _RECORDED_WITHOUT_ARTICLE:
        return _RECORDED_WITHOUT_ARTICLE[cle(name)]
    if code:
        return code
    for candidate in ("2", "3", "4", "5"):
        if name.startswith(_opening(candidate)):
            return candidate
    return "1" if elides(name) and name[0] not in "Hh" else "0"


def _split(name: str, code: str) -> tuple[str, str]:
    """The article as it is to be written, and the name without it."""
    opening = _opening(code)
    if name.startswith(opening):
        return _ARTICLES[code], name.removeprefix(opening)
    return _ARTICLES[code].lower(), name


def _opening(code: str) -> str:
    return _ARTICLES[code] + (APOSTROPHE if code == "5" else " ")
