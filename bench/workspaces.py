"""Lay down the workspaces that speed is measured on.

    python bench/workspaces.py EXAMPLE FOLDER

In FOLDER: `files/`, the example's workspace with its session copied many times; `large/`, a council of 69
members that deals with 60 items in one evening; `complete/`, the same evening where each item that is voted
gives its act, all of them sent and published since; `year/`, the same council's year: 300 deliberations.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

FILES, SOME_FILES = 1_000, 50
MEMBERS, ITEMS = 69, 60
SESSIONS, ITEMS_A_SESSION = 10, 30
SHARED = ("collectivites", "groupements")

COUNCIL = """\
commune: Toulouse
siret: "21310555400017"
publication:
  mode: électronique
membres:
"""
EVENING = """\
collectivite: conseil
seance:
  date: jeudi 14/11/2024
  heure: 18h00
  levee: 23h45
  lieu: salle du conseil
  presidence: Membre 1
  secretaire: Membre 20
convocation:
  envoyee_le: 06/11/2024
  mode: courriel
  affichee_le: 06/11/2024
  ordre_du_jour:
"""
GROUP_ITEM = 10
WRITTEN_OUT = """\
    acte: deliberation_libre
    considerant:
      - que les besoins du service ont été évalués par la commission compétente, réunie le mois dernier
      - que les crédits nécessaires sont ouverts au budget de l’exercice
    decide:
      - approuve l’opération décrite au rapport et son plan de financement
      - autorise le maire à signer les actes qui s’y rapportent, notamment avec le riverain {rank}
    donnees_privees: riverain {rank}"""
MONTHLY = """\
collectivite: conseil
seance:
  date: 14/{month:02}/2024
  heure: 18h00
  levee: 23h45
  lieu: salle du conseil
  presidence: Membre 1
  secretaire: Membre 20
convocation:
  envoyee_le: 02/{month:02}/2024
  mode: courriel
  affichee_le: 02/{month:02}/2024
absents: Membre 60, pouvoir à Membre 2 du 12/{month:02}/2024
points:
"""
VOTED = """\
  - numero: {rank}
    objet: Attribution d’un marché de travaux, lot n° {rank}
    acte: deliberation_libre
    matiere: "1.1"
    decide: attribue le marché de travaux du lot n° {rank}
    donnees_privees: riverain {rank}
    vote: 60 pour, 5 contre, 4 abstentions
"""
AFTERWARDS = """\
suites:
  transmise_le: 18/11/2024
  publiee_le: 18/11/2024
  mode_publication: électronique
  certificat_du: 19/11/2024
liste_des_deliberations:
  affichee_le: 18/11/2024
  mise_en_ligne_le: 18/11/2024
proces_verbal:
  arrete_le: 12/12/2024"""


def main(example: Path, folder: Path) -> None:
    many_files(example, folder / "files")
    large_session(example, folder / "large", complete=False)
    large_session(example, folder / "complete", complete=True)
    year(example, folder / "year")


def many_files(example: Path, folder: Path) -> None:
    """The example, as many times as an EPCI has communes and years."""
    _shared(example, folder)
    for rank in range(FILES):
        shutil.copyfile(example, folder / "seances" / f"{rank:04}.yaml")


def large_session(example: Path, folder: Path, *, complete: bool) -> None:
    """One long evening: people come and go, votes are named, some have an interest."""
    _shared(example, folder)
    _council(folder)
    (folder / "seances" / "soiree.yaml").write_text("\n".join(_evening(complete)) + "\n", "utf-8")


def year(example: Path, folder: Path) -> None:
    """A year of that council, each of its sessions with as many deliberations."""
    _shared(example, folder)
    _council(folder)
    for month in range(1, SESSIONS + 1):
        items = "".join(VOTED.format(rank=rank) for rank in range(1, ITEMS_A_SESSION + 1))
        session = MONTHLY.format(month=month) + items
        (folder / "seances" / f"conseil-2024-{month:02}.yaml").write_text(session, "utf-8")


def _council(folder: Path) -> None:
    offices = {1: "maire", **dict.fromkeys(range(2, 22), "adjoint")}
    members = [f"  - {offices.get(rank, 'conseiller')}: M. Membre {rank}" for rank in range(1, MEMBERS + 1)]
    (folder / "collectivites" / "conseil.yaml").write_text(COUNCIL + "\n".join(members) + "\n", "utf-8")


def _evening(complete: bool) -> list[str]:
    agenda = [f"    - {rank}. Objet numéro {rank}" for rank in range(1, ITEMS + 1)]
    proxies = [f"  - Membre {60 + rank}, pouvoir à Membre {2 + rank} du 13/11/2024" for rank in range(8)]
    late = [f"  - Membre {rank}" for rank in (50, 51, 52)]
    moves = [f"  - Membre {rank} arrive à 18h30, avant le point {rank - 45}" for rank in (50, 51, 52)]
    moves += [f"  - Membre {rank} part à 22h00, avant le point {rank}" for rank in range(40, 49)]
    items = [line for rank in range(1, ITEMS + 1) for line in _item(rank, complete)]
    after = [AFTERWARDS] if complete else []
    opening = [EVENING.rstrip(), *agenda, "absents:", *proxies, *late, "mouvements:", *moves]
    return [*opening, "points:", *items, *after]


def _item(rank: int, complete: bool) -> list[str]:
    head = [f"  - numero: {rank}"]
    if rank == GROUP_ITEM:
        return [*head, "    acte: adhesion_groupement", "    groupement: e_services", "    vote: unanimité"]
    head.append(f"    objet: Objet numéro {rank}")
    return [*head, *_dealt_with(rank, [WRITTEN_OUT.format(rank=rank)] if complete else [])]


def _dealt_with(rank: int, written_out: list[str]) -> list[str]:
    if rank % 7 == 0:
        return ["    interesse: Membre 30, a quitté la salle", "    vote: unanimité", *written_out]
    if rank % 5 == 0:
        return ["    non_traite: retiré par le maire"]
    if rank % 2:
        return ["    vote: unanimité", *written_out]
    return ["    vote: unanimité, 2 abstentions (Membre 31, Membre 32)", *written_out]


def _shared(example: Path, folder: Path) -> None:
    for name in SHARED:
        shutil.copytree(example.parent.parent / name, folder / name)
    (folder / "seances").mkdir()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
