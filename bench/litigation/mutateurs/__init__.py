"""Every known way to break a valid session, by topic. Importing this package registers them all."""

from . import convocation, points, pouvoirs, presidence, quorum, suites, votes
from .registre import Mutateur, tous

__all__ = ["Mutateur", "tous"]
_SUJETS = (convocation, points, pouvoirs, presidence, quorum, suites, votes)
