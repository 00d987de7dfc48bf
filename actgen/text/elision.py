"""Elision: « d’Alain », « l’hôtel de ville », « le onze », « de Habsheim ».

French elides by sound, which letters tell except at three places; what is done there:

- **h** of a common word (no capital): mute, unless the word is in the short list of aspirated ones;
  **H** of a name: not elided (« de Hollande », « de Haas »: nearly all such names in acts come from
  German or Arabic), unless it is in the list of French first names and words whose h is mute;
- **y** is a consonant before a vowel (« de Yann ») and a vowel elsewhere (« d’Yves »);
- **numbers** are never elided: « le onze », « le huit », « de 11 voix ».

A name whose bearer says otherwise is written as wanted in the text itself.
"""

from __future__ import annotations

import re

from actgen.text.characters import APOSTROPHE
from actgen.text.keys import sans_accents

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
