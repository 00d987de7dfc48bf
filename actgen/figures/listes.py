"""Seats shared among lists in proportion to their votes, and who takes them.

Sources: art. L. 1411-5 II CGCT and R. 123-8 CASF (highest remainder), L. 5211-6-2 CGCT and L. 289 of the
electoral code (highest average), R. 141 and R. 142 of that code for its substitutes. Equal remainders or
averages go to the list with most votes, then to the eldest candidate: ages are not known here, the file says
who was proclaimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from actgen.facts.vote import Liste
from actgen.law.natures import Repartition
from actgen.records import dataclass
from actgen.text.keys import cle


@dataclass(frozen=True, slots=True)
class SiegesListe:
    """What a list gets: its seats, and who takes them when the file tells who stood on it."""

    nom: str
    sieges: int
    titulaires: tuple[str, ...] = ()
    suppleants: tuple[str, ...] = ()
    sieges_suppleants: int = 0  # shared apart from the others

    @property
    def nommee(self) -> bool:
        """Whether there is a name for each of its seats."""
        return len(self.titulaires) == self.sieges


def est_une_liste(nom: str, listes: Sequence[Liste] = ()) -> bool:
    """Whether a list stands under that name: « Liste de Membre 2 », or one whose candidates are told."""
    return cle(nom).startswith("liste") or liste_de(nom, listes) is not None


def liste_de(nom: str, listes: Sequence[Liste]) -> Liste | None:
    """The list of that name, as the file tells who stood on it."""
    return next((each for each in listes if cle(each.nom) == cle(nom)), None)


def repartir(
    voix: Sequence[tuple[str, int]],
    sieges: int,
    mode: Repartition,
    listes: Sequence[Liste],
    proclames: Sequence[str],
) -> tuple[tuple[SiegesListe, ...], tuple[str, ...]]:
    """The seats of each list, and the lists that only age can part for the last ones.

    `proclames`: the list, or the candidate next on it, that was said to win such a seat.
    """
    exprimes = sum(nombre for _, nombre in voix)
    if not exprimes or not sieges:
        return tuple(SiegesListe(nom, 0) for nom, _ in voix), ()
    acquis = [nombre * sieges // exprimes for _, nombre in voix]
    servies = [False] * len(voix)  # a remainder is used once
    egales: tuple[str, ...] = ()
    while (restants := sieges - sum(acquis)) > 0:

        def rang(i: int) -> tuple[Fraction, int]:
            nombre = voix[i][1]
            if mode is Repartition.PLUS_FORTE_MOYENNE:
                return Fraction(nombre, acquis[i] + 1), nombre
            return Fraction(-1 if servies[i] else nombre * sieges % exprimes), nombre

        possibles = [i for i, (_, nombre) in enumerate(voix) if nombre]
        premier = max(rang(i) for i in possibles)
        gagnants = [i for i in possibles if rang(i) == premier]
        if len(gagnants) > restants:
            egales = tuple(voix[i][0] for i in gagnants)
            gagnants = [i for i in gagnants if _proclamee(voix[i][0], acquis[i], listes, proclames)]
            if len(gagnants) != restants:
                break
        for i in gagnants:
            acquis[i] += 1
            servies[i] = True
    donnees = zip(voix, acquis, strict=True)
    return tuple(_siegent(nom, nombre, listes) for (nom, _), nombre in donnees), egales


def avec_suppleants(
    partage: Sequence[SiegesListe],
    voix: Sequence[tuple[str, int]],
    sieges: int,
    mode: Repartition,
    listes: Sequence[Liste],
    proclames: Sequence[str],
) -> tuple[SiegesListe, ...]:
    """The same with seats of substitutes, shared in their turn among who comes next on each list."""
    parts, _ = repartir(voix, sieges, mode, listes, proclames)
    suivants = (_suivants(each, listes) for each in partage)
    return tuple(
        replace(each, sieges_suppleants=part.sieges, suppleants=noms[: part.sieges])
        for each, part, noms in zip(partage, parts, suivants, strict=True)
    )


def _suivants(servie: SiegesListe, listes: Sequence[Liste]) -> tuple[str, ...]:
    """Who comes on a list after those whom its seats elect."""
    liste = liste_de(servie.nom, listes) or Liste(servie.nom)
    return (*liste.candidats, *liste.suppleants)[servie.sieges :]


def _proclamee(nom: str, acquis: int, listes: Sequence[Liste], proclames: Sequence[str]) -> bool:
    """Whether that list is said to have the seat that age parts: by its name, or by its next candidate."""
    liste, dits = liste_de(nom, listes), {cle(each) for each in proclames}
    suivants = liste.candidats[acquis : acquis + 1] if liste else ()
    return cle(nom) in dits or any(cle(each) in dits for each in suivants)


def _siegent(nom: str, sieges: int, listes: Sequence[Liste]) -> SiegesListe:
    """The first candidates of a list, in its order, and as many of its substitutes."""
    liste = liste_de(nom, listes) or Liste(nom)
    return SiegesListe(nom, sieges, liste.candidats[:sieges], liste.suppleants[:sieges])
