"""Every known way to break a valid session, by topic. Importing this package registers them all."""

from . import (
    actes,
    annee,
    assemblee,
    convention,
    convocation,
    derogations,
    elections,
    groupement,
    heures,
    interets,
    lecture,
    modeles,
    mots,
    points,
    pouvoirs,
    presidence,
    publication,
    quorum,
    suites,
    votes,
)
from .registre import Mutateur, tous

SUJETS = (
    actes, annee, assemblee, convention, convocation, derogations, elections, groupement, heures, interets,
    lecture, modeles, mots, points, pouvoirs, presidence, publication, quorum, suites, votes,
)  # fmt: skip
__all__ = ["SUJETS", "Mutateur", "tous"]
