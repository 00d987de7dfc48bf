"""`make litigation`: every mutator on sessions that fit it, and every valid session without a false alarm.

Sessions are drawn by lots, each with its own seed: a lot is the work of one process, and gives the same
sessions wherever it runs. A failure leaves the files of its session in a folder, ready for `actgen check`.
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
from random import Random

from .juge import ROOT, Place, codes_sans_mutateur, ecrire_dossier, juger, juger_valide
from .mutateurs import Mutateur, tous
from .seances import seance_tiree
from .seances.dossier import Dossier

SESSIONS = 2_000
MINIMUM = 20  # sessions a mutator must have been tried on
LOT = 100
PAR_LOT = 3  # sessions of a lot that a mutator takes at most
ECHECS_MONTRES = 40


@dataclass
class Compte:
    """What became of the sessions that a mutator broke."""

    sessions: int = 0
    codes: int = 0
    lieux: int = 0
    seuls: int = 0  # nothing else was found that warns or blocks


@dataclass
class Bilan:
    """The result of one or several lots."""

    valides: int = 0
    fausses_alertes: int = 0
    comptes: dict[str, Compte] = field(default_factory=dict)
    echecs: list[str] = field(default_factory=list)

    def ajouter(self, autre: Bilan) -> None:
        self.valides += autre.valides
        self.fausses_alertes += autre.fausses_alertes
        self.echecs += autre.echecs
        for cle, compte in autre.comptes.items():
            ici = self.comptes.setdefault(cle, Compte())
            ici.sessions += compte.sessions
            ici.codes += compte.codes
            ici.lieux += compte.lieux
            ici.seuls += compte.seuls

    def fautes(self, minimum: int = MINIMUM) -> list[str]:
        """Why this bench is red; empty when all is found and nothing is invented."""
        fautes = [f"{self.fausses_alertes} fausse(s) alerte(s)"] if self.fausses_alertes else []
        for cle, compte in sorted(self.comptes.items()):
            if compte.sessions < minimum:
                fautes.append(f"{cle} : {compte.sessions} séance(s) seulement")
            if compte.lieux < compte.sessions:
                fautes.append(
                    f"{cle} : {compte.codes}/{compte.sessions} trouvés, {compte.lieux} à leur place"
                )
        return fautes


def tirer(graine: int, combien: int) -> list[Dossier]:
    """Valid sessions; the same for the same seed."""
    return [seance_tiree(f"{graine}-{rang}") for rang in range(combien)]


def lot(graine: int, combien: int, par_lot: int, gardes: Path) -> Bilan:
    """Judge a lot: each session as it is, then broken by the mutators that it fits."""
    bilan = Bilan(comptes={cle(mutateur): Compte() for mutateur in tous()})
    with tempfile.TemporaryDirectory(prefix="litigation-") as nom:
        ici = Path(nom) / "dossier"
        for rang, dossier in enumerate(tirer(graine, combien)):
            bilan.valides += 1
            alertes = juger_valide(ecrire_dossier(dossier, ici), dossier)
            if alertes:
                bilan.fausses_alertes += 1
                garde = _garder(ici, gardes, f"valide-{graine}-{rang}")
                bilan.echecs.append(f"fausse alerte : {' | '.join(alertes)} → {garde}")
            for mutateur in tous():
                _muter(mutateur, dossier, f"{graine}-{rang}", par_lot, bilan, ici, gardes)
    return bilan


def _muter(
    mutateur: Mutateur, dossier: Dossier, quoi: str, par_lot: int, bilan: Bilan, ici: Path, gardes: Path
) -> None:
    """Break a session in one way, if it fits, and judge what that gives."""
    compte = bilan.comptes[cle(mutateur)]
    if compte.sessions >= par_lot:
        return
    casse = dossier.copie()
    lieux = mutateur.faire(casse, Random(f"{cle(mutateur)} {quoi}"))
    if lieux is None:
        return
    ecrits = ecrire_dossier(casse, ici)
    places: list[Place] = [ecrits.place(lieu) for lieu in lieux]
    verdict = juger(ecrits, casse, mutateur, places)
    compte.sessions += 1
    compte.codes += verdict.code
    compte.lieux += verdict.lieu
    compte.seuls += verdict.seul
    if not verdict.lieu:
        garde = _garder(ici, gardes, f"{mutateur.code}-{quoi}-{compte.sessions}")
        bilan.echecs.append(f"{cle(mutateur)} : {verdict.dit} → {garde}")


def cle(mutateur: Mutateur) -> str:
    return f"{mutateur.code} : {mutateur.nom}"


def _garder(ici: Path, gardes: Path, nom: str) -> Path:
    la = gardes / nom
    shutil.rmtree(la, ignore_errors=True)
    shutil.copytree(ici, la)
    return la / "seances" / "seance.yaml"


def banc(sessions: int, graine: int, processus: int, gardes: Path) -> Bilan:
    """The whole bench, its lots shared among processes."""
    graines = range(graine, graine - (-sessions // LOT))
    bilan = Bilan()
    with ProcessPoolExecutor(processus, mp_context=get_context("spawn")) as ouvriers:
        faits = [ouvriers.submit(lot, g, LOT, PAR_LOT, gardes) for g in graines]
        for fait in faits:
            bilan.ajouter(fait.result())
    return bilan


def tableau(bilan: Bilan) -> Iterator[str]:
    """The report, line by line."""
    large = max(map(len, bilan.comptes), default=0)
    yield f"{'Faute d’un rédacteur':{large}}  séances   code  place  seule"
    for nom, compte in sorted(bilan.comptes.items()):
        parts = "  ".join(_pour_cent(part, compte) for part in (compte.codes, compte.lieux, compte.seuls))
        yield f"{nom:{large}}  {compte.sessions:7}  {parts}"
    casses = sum(compte.sessions for compte in bilan.comptes.values())
    places = sum(compte.lieux for compte in bilan.comptes.values())
    seules = sum(compte.seuls for compte in bilan.comptes.values())
    regles = len({nom.partition(" : ")[0] for nom in bilan.comptes})
    yield ""
    yield f"{len(bilan.comptes)} fautes, {regles} codes, {casses} séances faussées"
    yield f"{places} trouvées, par le bon code et à leur place ; {seules} par ce seul code"
    yield f"{bilan.valides} séances régulières : {bilan.fausses_alertes} fausse(s) alerte(s)"


def _pour_cent(combien: int, compte: Compte) -> str:
    return f"{100 * combien // compte.sessions:3} %" if compte.sessions else "    –"


def main(arguments: list[str] | None = None) -> int:
    """0 when everything is found in its place and nothing is invented."""
    parser = argparse.ArgumentParser(description="banc de contradiction des règles")
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=ROOT / "output" / "litigation")
    choix = parser.parse_args(arguments)
    shutil.rmtree(choix.keep, ignore_errors=True)
    bilan = banc(choix.sessions, choix.seed, choix.workers, choix.keep)
    for ligne in tableau(bilan):
        print(ligne)
    for echec in bilan.echecs[:ECHECS_MONTRES]:
        print(echec)
    fautes = bilan.fautes(MINIMUM if choix.sessions >= SESSIONS else 0)  # a sample proves nothing of draws
    fautes += [
        f"{code} : aucune faute ne l’éprouve" for code in codes_sans_mutateur({m.code for m in tous()})
    ]
    for faute in fautes:
        print("✗", faute)
    return 1 if fautes else 0


if __name__ == "__main__":
    sys.exit(main())
