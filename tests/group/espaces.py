"""A workspace with a group of six communes, for batches: the coordinator is one of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from actgen.group.batch import Batch, prepare_batch
from actgen.group.folders import FolderResult
from actgen.session.jobs import Workers
from actgen.session.result import Options

COMMUNES = ("Daoulas", "Hanvec", "Irvillac", "Le Tréhou", "Logonna-Daoulas")
GROUPE = """objet: l’achat de papier
contexte: papier-contexte.md
version: version 1 du 2 septembre 2024
coordonnateur:
  commune: Le Faou
  represente_par: Mme Membre 1, maire
membres:
  communes: [Le Faou, {communes}]
{retours}
conseils:
  a_deliberer_avant: 31/12/2024
  contact: service de la commande publique
accord_cadre:
  forme: bons de commande
  objet: la fourniture de papier
  duree: 3 ans
  minimum_ht: aucun
  maximum_ht: 90 000 €
  procedure: procédure adaptée
  titulaires: un
  lancement: 06/01/2025
cao: celle du coordonnateur
clauses:
  execution: chaque membre pour ses bons de commande
  frais: coordonnateur, sans rémunération
  comite_de_pilotage: aucun
  adhesion: fermée
  retrait: à chaque date anniversaire, l’année en cours restant due
  preavis: 3 mois
  signature: une feuille par membre
annexe_2:
  annee_population: 2023
  rubriques:
    - titre: Papier
      cle: membre demandeur
"""
SEANCE = """collectivite:
  commune: {commune}
  population: 900 en 2021
  publication:
    mode: affichage
    choisi_le: 10/09/2020
  membres:
    - maire: Mme Membre 1
{membres}
seance:
  date: {date}
  heure: 20h
  levee: 21h
  lieu: salle du conseil
  presidence: Membre 1
  secretaire: Membre 2
convocation:
  envoyee_le: 04/11/2024
absents: {absents}
compte:
  presents: {presents}
points:
  - numero: 1
    acte: adhesion_groupement
    groupement: papier
    vote: {vote}
suites:
  transmise_le: {transmise}
  publiee_le: {publiee}
"""


def espace(folder: Path, retours: str = "", communes: Iterable[str] = COMMUNES) -> Path:
    """The group's file in a new workspace."""
    for nom in ("collectivites", "groupements", "seances"):
        (folder / nom).mkdir(parents=True, exist_ok=True)
    lignes = f"  retours:\n{retours}" if retours else ""
    (folder / "groupements/papier-contexte.md").write_text("Six communes voisines.\n", encoding="utf-8")
    file = folder / "groupements/papier.yaml"
    file.write_text(GROUPE.format(communes=", ".join(communes), retours=lignes), encoding="utf-8")
    return file


def seance(
    commune: str,
    vote: str = "unanimité",
    transmise: str = "18/11/2024",
    publiee: str = "19/11/2024",
    absents: str = "aucun",
    presents: int = 11,
    date: str = "14/11/2024",
) -> str:
    """A session of a council of eleven that decides on the group."""
    membres = "\n".join(f"    - conseiller: M. Membre {rang}" for rang in range(2, 12))
    return SEANCE.format(
        commune=commune,
        membres=membres,
        vote=vote,
        transmise=transmise,
        publiee=publiee,
        absents=absents,
        presents=presents,
        date=date,
    )


def lance(
    file: Path, out: Path, formats: tuple[str, ...] = ("html",), jobs: int = 1
) -> tuple[Batch, list[FolderResult]]:
    """A whole batch, in this process unless it is asked otherwise."""
    batch = prepare_batch(file, Options(formats=formats, out=out))
    with Workers(jobs) as workers:
        return batch, list(batch.run(workers))


def contenus(out: Path) -> dict[str, bytes]:
    """Every file that was written, by its place; locks are no files of the user's."""
    return {
        place.relative_to(out).as_posix(): place.read_bytes()
        for place in sorted(out.rglob("*"))
        if place.is_file() and not place.name.startswith(".")
    }
