"""Who has joined the list of members, or left it, since councils were sent the text.

Where the convention lets others join, that list is no part of what is held: annexe 1 follows it. Copies that
were sent bear the list of that day all the same, and whoever compares two of them must know why they differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from actgen.facts.groupement import Groupement

from .attendus import soumis
from .texte_garde import MEMBRES, a_cote, gardee, ouverte

_MEMBRE = re.compile(r"(.{1,199}?) \((\w{1,20})\)(?:, |$)")  # bounded: anybody may have written it


@dataclass(frozen=True, slots=True)
class Mouvements:
    """Names of members, in the order of the list: those not in it then, those in it no longer."""

    arrives: tuple[str, ...] = ()
    partis: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.arrives or self.partis)


def mouvements(groupement: Groupement, folder: Path) -> Mouvements:
    """What has changed since the list that the file of `folder` keeps, once a council has voted."""
    garde = gardee(folder) if ouverte(groupement) else None
    if garde is None or MEMBRES not in garde.a_cote or not (garde.approuve or soumis(groupement)):
        return Mouvements()
    avant, ici = _par_code(garde.a_cote[MEMBRES]), _par_code(a_cote(groupement)[MEMBRES])
    return Mouvements(
        tuple(nom for code, nom in ici.items() if code not in avant),
        tuple(nom for code, nom in avant.items() if code not in ici),
    )


def _par_code(liste: str) -> dict[str, str]:
    return {code: nom for nom, code in _MEMBRE.findall(liste)}
