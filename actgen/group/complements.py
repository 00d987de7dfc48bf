"""Two states of one text: the blanks that were filled in between, told apart from words that changed.

A blank is known by what it prints, « [à compléter : label] ». Legal staff see at once whether a text that
councils approved has only been completed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, shorten, shorten_both

_BLANC = re.compile(r"\[à compléter : ([^\[\]]+)\]")
_LONGUEUR = 90
_NOMMES = 8  # blanks told by name; the rest is counted


@dataclass(frozen=True, slots=True)
class Changements:
    """What is not the same: blanks with their value, in order; other paragraphs, `premier` being told.

    `paragraphe` counts from 1 in the later state.
    """

    complements: tuple[tuple[str, str], ...] = ()
    autres: int = 0
    paragraphe: int = 0
    premier: tuple[str, str] = ("", "")

    @property
    def completes_seulement(self) -> bool:
        """Whether blanks were filled and no other word has changed."""
        return bool(self.complements) and not self.autres

    @property
    def dits(self) -> str:
        """« Seuls des blancs ont été remplis : durée (« 4 ans »). », or what else has changed, and where."""
        return " ".join(filter(None, (self._complements(), self._autres())))

    def _complements(self) -> str:
        if not self.complements:
            return ""
        noms = [
            phrase("{blanc} (« {valeur} »)", blanc=blanc, valeur=shorten(valeur, _LONGUEUR))
            for blanc, valeur in self.complements[:_NOMMES]
        ]
        reste = len(self.complements) - _NOMMES
        liste = enumeration([*noms, *([compte(reste, "autre")] if reste > 0 else [])])
        seuls = phrase("Seuls des blancs ont été remplis, aucun autre mot n'a changé")
        tete = seuls if self.completes_seulement else phrase("Blancs remplis")
        return phrase("{tete} : {liste}.", tete=tete, liste=liste)

    def _autres(self) -> str:
        if not self.autres:
            return ""
        avant, apres = shorten_both(*self.premier, _LONGUEUR)
        if not apres:
            quoi = phrase("« {avant} » n'y est plus", avant=avant)
        elif not avant:
            quoi = phrase("« {apres} » est en plus", apres=apres)
        else:
            quoi = phrase("« {apres} » au lieu de « {avant} »", apres=apres, avant=avant)
        plus = f" (et {compte(self.autres - 1, 'autre')})" if self.autres > 1 else ""
        tete = phrase("Autre changement, paragraphe") if self.complements else phrase("Paragraphe")
        return phrase("{tete} {rang} : {quoi}{plus}.", tete=tete, rang=self.paragraphe, quoi=quoi, plus=plus)


def changements(avant: tuple[str, ...], apres: tuple[str, ...]) -> Changements:
    """What has changed between two states of a text, a paragraph each."""
    remplis: dict[tuple[str, str], None] = {}
    autres, paragraphe, premier = 0, 0, ("", "")
    for ancien, nouveau, rang in _paires(avant, apres):
        complements = _remplis(ancien, nouveau)
        if complements:
            remplis |= dict.fromkeys(complements)
            continue
        autres += 1
        if autres == 1:
            paragraphe, premier = rang, (ancien, nouveau)
    return Changements(tuple(remplis), autres, paragraphe, premier)


def _paires(avant: tuple[str, ...], apres: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    """The paragraphs that differ, before and after; empty where one of the two has none."""
    matcher = SequenceMatcher(None, avant, apres, autojunk=False)
    for code, debut, fin, ici, la in matcher.get_opcodes():
        if code == "equal":
            continue
        for rang in range(max(fin - debut, la - ici)):
            ancien = avant[debut + rang] if debut + rang < fin else ""
            nouveau = apres[ici + rang] if ici + rang < la else ""
            yield ancien, nouveau, ici + rang + 1


def _remplis(ancien: str, nouveau: str) -> tuple[tuple[str, str], ...]:
    """The blanks of a paragraph and what stands in their place; empty as soon as another word differs."""
    mots, blancs = _BLANC.split(ancien)[::2], _BLANC.findall(ancien)
    if not blancs or not nouveau.startswith(mots[0]) or not nouveau.endswith(mots[-1]):
        return ()
    ici, fin, valeurs = len(mots[0]), len(nouveau) - len(mots[-1]), []
    for suite in mots[1:-1]:
        trouve = nouveau.find(suite, ici + 1, fin)
        if trouve < 0:
            return ()
        valeurs.append(nouveau[ici:trouve])
        ici = trouve + len(suite)
    valeurs.append(nouveau[ici:fin])
    if not all(valeur.strip() for valeur in valeurs):
        return ()
    paires = zip(blancs, valeurs, strict=True)
    return tuple((blanc, valeur) for blanc, valeur in paires if not _BLANC.fullmatch(valeur))
