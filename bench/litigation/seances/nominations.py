"""Nominations: renounced secret, one list, or rounds of an election."""

from __future__ import annotations

from typing import Any

from .dossier import FaitsPoint
from .points import conclure, phrase_vote, repartir
from .tirage import Tirage


def nomination_levee(t: Tirage, point: FaitsPoint) -> dict[str, Any]:
    """By show of hands, the council having renounced the secret ballot without one voice against."""
    abstentions = t.pondere((3, 0), (1, t.entier(0, point.votants // 3)))
    voix = repartir(t, point)
    conclure(point, voix)
    renonce = phrase_vote({"pour": point.votants - abstentions, "contre": 0, "abstentions": abstentions})
    return {
        "nature": "nomination",
        "renonciation_au_secret": renonce if abstentions or t.chance(50) else "unanimité",
        "vote": phrase_vote(voix),
    }


def sans_scrutin(t: Tirage) -> dict[str, Any]:
    """One list, or one name a seat: the nominations take effect at once."""
    return {"nature": "nomination", "candidatures": t.parmi(("liste unique", "une par siège"))}


def nomination(t: Tirage, point: FaitsPoint) -> dict[str, Any]:
    """An election by secret ballot: absolute majority in two rounds, then the most voices."""
    candidats = t.sans_remise(point.presents, 2)
    tours = [_sans_majorite(t, point, candidats) for _ in range(t.pondere((6, 0), (2, 1), (2, 2)))]
    if any(tour is None for tour in tours):
        tours = []
    tours.append(_decisif(t, point, candidats, relative=len(tours) == 2))
    elus = {"elus": [candidats[0]]} if t.chance(30) else {}
    return {"nature": "nomination", "scrutin": "secret", "vote": {"tours": tours, **elus}}


def _tour(candidats: list[str], voix: tuple[int, ...], blancs: int, nuls: int) -> dict[str, Any]:
    lignes = [f"{nom}, {combien} voix" for nom, combien in zip(candidats, voix, strict=False) if combien]
    return {"voix": lignes, **({"blancs": blancs} if blancs else {}), **({"nuls": nuls} if nuls else {})}


def _sans_majorite(t: Tirage, point: FaitsPoint, candidats: list[str]) -> dict[str, Any] | None:
    """A round without an absolute majority: two equal, the rest blank."""
    chacun = point.votants // 2
    return _tour(candidats, (chacun, chacun), point.votants - 2 * chacun, 0) if chacun else None


def _decisif(t: Tirage, point: FaitsPoint, candidats: list[str], *, relative: bool) -> dict[str, Any]:
    n = point.votants
    vides = t.entier(0, n // 4)
    nuls = t.entier(0, vides)
    exprimes = n - vides
    premier = t.entier(exprimes // 2 + 1, exprimes)
    second = exprimes - premier
    if relative and second > 1 and premier - 1 > second:
        premier, vides = premier - 1, vides + 1
    return _tour(candidats, (premier, second), n - premier - second - nuls, nuls)
