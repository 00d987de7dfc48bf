"""An EPCI among the members of a group, however it is written: it has no INSEE code to be told by."""

from __future__ import annotations

from collections.abc import Iterable

from actgen.facts.collectivite import Collectivite
from actgen.law import reference
from actgen.text.messages import say

CONSEIL = say("Pour un EPCI : son nom entier, son sigle ou son numéro SIREN.")


def epci_nomme(nom: str, membres: Iterable[Collectivite]) -> Collectivite | None:
    """The member that the official list bears under that name, its type told in full, in initials or not.

    A commune's name is the commune's, be it no member: « La Rochelle » is not its agglomération.
    """
    connus = {membre.code: membre for membre in membres if not membre.est_commune}
    if not connus or reference.commune(nom) is not None:
        return None
    trouve = reference.epci(nom)
    possibles = trouve if isinstance(trouve, tuple) else (trouve,)
    parmi = [connus[each.siren] for each in possibles if each is not None and each.siren in connus]
    return parmi[0] if len(parmi) == 1 else None
