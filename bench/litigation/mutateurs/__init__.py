"""Every known way to break a valid session, by topic. Importing this package registers them all."""

from . import (
    actes,
    assemblee,
    convocation,
    derogations,
    elections,
    groupement,
    interets,
    lecture,
    modeles,
    mots,
    points,
    pouvoirs,
    presidence,
    quorum,
    suites,
    votes,
)
from .registre import Mutateur, tous

SUJETS = (
    actes, assemblee, convocation, derogations, elections, groupement, interets, lecture, modeles, mots,
    points, pouvoirs, presidence, quorum, suites, votes,
)  # fmt: skip
__all__ = ["SUJETS", "Mutateur", "tous"]
