"""Where the acts of a session go: two sessions of one day never share a folder."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from actgen.facts.seance import Seance
from actgen.writing import read_journal, session_folder


def folder_of(seance: Seance, out: Path) -> Path:
    """The folder under `out` of that session, as its file and those of the same day tell.

    The earliest session of a day has the plain name, the others "-2", "-3"… in the order of their hours. A
    folder stays with the session whose file its journal names, as long as that file is in the workspace:
    a session that is told of later, be it an earlier one, goes beside it.
    """
    autres = {
        voisine.fichier: voisine.heure or time.min
        for voisine in seance.annee.voisines
        if voisine.date == seance.date
    }
    ranks = range(1, len(autres) + 2)
    folders = {rank: out / _name(seance, rank) for rank in ranks}
    if not autres:
        return folders[1]
    owners = {rank: read_journal(folder).session for rank, folder in folders.items()}
    own = [rank for rank in ranks if owners[rank] == seance.fichier]
    free = [rank for rank in ranks if owners[rank] not in autres]
    usual = 1 + sum(heure < (seance.heure or time.min) for heure in autres.values())
    rank = own[0] if own else min(free, key=lambda each: (each < usual, each))
    return folders[rank]


def _name(seance: Seance, rank: int) -> str:
    collectivite = seance.collectivite
    return session_folder(collectivite.code, collectivite.nom, seance.date, seance.organe.value, rank)
