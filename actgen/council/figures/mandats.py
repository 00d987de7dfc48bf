"""What the end of a mandate ends: the delegations that its holder had received."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.personne import CHEFS
from actgen.law.regimes import Renouvellement, renouvele_entre


class Extinction(Struct, frozen=True):
    """Why a delegation had ended on a day.

    `renouvellement`: the councils that came after the one which gave it. None: only its holder changed, on
    `le` at the latest. `sure`: nobody of before could still act that day.
    """

    le: date
    sure: bool
    renouvellement: Renouvellement | None = None


def delegation_eteinte(
    ici: Collectivite, donnee_le: date, jour: date, *, au_chef: bool = True
) -> Extinction | None:
    """How a delegation of the council had ended on a day; None: nothing tells that it had.

    It is given for the length of a mandate. The former council and its head remain until the new one is
    installed: before the last day of that, it may have ended. `au_chef`: given to the mayor or president.
    """
    renouvele = renouvele_entre(donnee_le, jour)
    if renouvele is not None:
        return Extinction(renouvele.le, jour > renouvele.installes(ici.genre), renouvele)
    chef = next((each for each in ici.en_exercice(jour) if each.fonction in CHEFS), None)
    if au_chef and chef is not None and chef.depuis is not None and chef.depuis > donnee_le:
        return Extinction(chef.depuis, sure=False)
    return None
