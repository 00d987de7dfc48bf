"""What a mutator is: one slip of a clerk, the code that must be found, the place where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..seances.dossier import Dossier
from ..seances.ecriture import Chemin

Lieux = list[Chemin] | None
Geste = Callable[[Dossier, Random], Lieux]

ERREUR, ATTENTION = "erreur", "attention"


@dataclass(frozen=True)
class Mutateur:
    """`faire` breaks a session that it is given and says where; None when that session doesn't fit."""

    code: str
    nom: str
    gravite: str  # of the finding; empty: error or warning
    faire: Geste
    mots: bool = False  # told of the words of an act, once it is composed
    au: int | None = None  # told as of that many days after the session


_TOUS: dict[str, Mutateur] = {}


def mutateur(
    code: str, nom: str, gravite: str = ERREUR, *, mots: bool = False, au: int | None = None
) -> Callable[[Geste], Geste]:
    """Register a way to break a session; the name is the slip, in French."""

    def inscrire(faire: Geste) -> Geste:
        cle = f"{code} : {nom}"
        assert cle not in _TOUS, cle
        _TOUS[cle] = Mutateur(code, nom, gravite, faire, mots, au)
        return faire

    return inscrire


def tous() -> tuple[Mutateur, ...]:
    """Every mutator, by code and name."""
    return tuple(_TOUS[cle] for cle in sorted(_TOUS))
