"""`make litigation`: no false alarm in valid sessions, and every slip told by cases and rows found again.

Valid sessions are drawn by lots, each with its own seed: a lot is the work of one process, and gives the same
sessions wherever it runs. A slip breaks its model session, then drawn ones that are like it. A failure leaves
the files of its session in a folder, ready for `actgen check`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from .fautes import ROOT, Faute, casser, fautes, jour_de, modele, patron, poser, transposable
from .juge import ecrire_dossier, juger, juger_valide
from .seances import seance_tiree
from .seances.dossier import Dossier, Fichiers

SESSIONS = 2_000
LOT = 100
TIREES = 2  # drawn sessions that a slip is tried on
PLACES = 95  # of a hundred slips found, those that must be at a line that was changed
ECHECS_MONTRES = 40


@dataclass
class Bilan:
    """The result of one or several lots."""

    valides: int = 0
    fausses_alertes: int = 0
    fautes: int = 0
    codes: set[str] = field(default_factory=set)
    cassees: int = 0
    trouvees: int = 0
    en_place: int = 0
    echecs: list[str] = field(default_factory=list)

    def ajouter(self, autre: Bilan) -> None:
        self.valides += autre.valides
        self.fausses_alertes += autre.fausses_alertes
        self.fautes += autre.fautes
        self.codes |= autre.codes
        self.cassees += autre.cassees
        self.trouvees += autre.trouvees
        self.en_place += autre.en_place
        self.echecs += autre.echecs

    def rouge(self) -> Iterator[str]:
        """Why this bench is red; nothing when all is found and nothing is invented."""
        if self.fausses_alertes:
            yield f"{self.fausses_alertes} fausse(s) alerte(s)"
        if self.trouvees < self.cassees:
            yield f"{self.cassees - self.trouvees} faute(s) non trouvée(s)"
        if 100 * self.en_place < PLACES * self.trouvees:
            yield f"{self.en_place} en place sur {self.trouvees}"


def tirer(graine: int, combien: int) -> list[Dossier]:
    """Valid sessions; the same for the same seed."""
    return [seance_tiree(f"{graine}-{rang}") for rang in range(combien)]


def lot(graine: int, combien: int, gardes: Path) -> Bilan:
    """Valid sessions, each judged as it is."""
    bilan = Bilan()
    with tempfile.TemporaryDirectory(prefix="litigation-") as nom:
        ici = Path(nom) / "dossier"
        for rang, dossier in enumerate(tirer(graine, combien)):
            bilan.valides += 1
            alertes = juger_valide(ecrire_dossier(dossier.fichiers, ici, dossier))
            if alertes:
                bilan.fausses_alertes += 1
                garde = _garder(ici, gardes, f"valide-{graine}-{rang}")
                bilan.echecs.append(f"fausse alerte : {' | '.join(alertes)} → {garde}")
    return bilan


def casses(choisies: tuple[Faute, ...], graine: int, gardes: Path) -> Bilan:
    """Slips, each in its model session and in drawn ones where it is one too."""
    bilan = Bilan(fautes=len(choisies), codes={code for faute in choisies for _, code in faute.codes})
    with tempfile.TemporaryDirectory(prefix="litigation-") as nom:
        ici = Path(nom) / "dossier"
        for rang, faute in enumerate(choisies):
            _casser(faute, None, f"{graine}-{rang}-modele", bilan, ici, gardes)
            for tiree in range(TIREES if transposable(faute) else 0):
                quoi = f"{graine}-{rang}-{tiree}"
                _casser(faute, seance_tiree(quoi, patron(faute.modele)), quoi, bilan, ici, gardes)
    return bilan


def _casser(faute: Faute, dossier: Dossier | None, quoi: str, bilan: Bilan, ici: Path, gardes: Path) -> None:
    fichiers: Fichiers
    if dossier is None:
        corps = dict(modele(faute.modele))
        fichiers = {"collectivite": corps.pop("collectivite"), "seance": corps}
        lieux, jour = casser(fichiers, dict(faute.change)), jour_de(faute)
    else:
        lieux, jour, fichiers = poser(faute, dossier), dossier.faits.jour, dossier.fichiers
    ecrits = ecrire_dossier(fichiers, ici, dossier)
    places = [ecrits.place(lieu) for lieu in lieux]
    verdict = juger(ecrits, faute, jour, places, strict=dossier is None)
    bilan.cassees += 1
    bilan.trouvees += verdict.codes
    bilan.en_place += verdict.codes and verdict.lieux
    if not verdict.codes:
        garde = _garder(ici, gardes, f"faute-{quoi}")
        attendus = ", ".join(f"{gravite} {code}" for gravite, code in faute.codes)
        bilan.echecs.append(f"{faute.nom} : {attendus} ; trouvé : {verdict.dit} → {garde}")


def _garder(ici: Path, gardes: Path, nom: str) -> Path:
    la = gardes / nom
    shutil.rmtree(la, ignore_errors=True)
    shutil.copytree(ici, la)
    return la / "seances" / "seance.yaml"


def banc(sessions: int, graine: int, processus: int, gardes: Path) -> Bilan:
    """The whole bench, its lots shared among processes."""
    bilan, toutes = Bilan(), fautes()
    with ProcessPoolExecutor(processus, mp_context=get_context("spawn")) as ouvriers:
        faits = [ouvriers.submit(lot, g, LOT, gardes) for g in range(graine, graine - (-sessions // LOT))]
        for debut in range(0, len(toutes), LOT):
            faits.append(ouvriers.submit(casses, toutes[debut : debut + LOT], graine + debut, gardes))
        for fait in faits:
            bilan.ajouter(fait.result())
    return bilan


def score(bilan: Bilan) -> Iterator[str]:
    """The report, line by line."""
    yield f"{bilan.valides} séances régulières : {bilan.fausses_alertes} fausse(s) alerte(s)"
    yield f"{bilan.fautes} fautes, {len(bilan.codes)} codes, {bilan.cassees} séances faussées"
    yield f"{bilan.trouvees} trouvées par le bon code, {bilan.en_place} à une ligne changée"


def main(arguments: list[str] | None = None) -> int:
    """0 when everything is found and nothing is invented."""
    parser = argparse.ArgumentParser(description="banc de contradiction des règles")
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=ROOT / "output" / "litigation")
    choix = parser.parse_args(arguments)
    shutil.rmtree(choix.keep, ignore_errors=True)
    bilan = banc(choix.sessions, choix.seed, choix.workers, choix.keep)
    fautifs = [*bilan.echecs[:ECHECS_MONTRES], *(f"✗ {faute}" for faute in bilan.rouge())]
    print(*score(bilan), *fautifs, sep="\n")
    return 1 if fautifs else 0


if __name__ == "__main__":
    sys.exit(main())
