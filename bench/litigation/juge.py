"""The judge: gives files to actgen and counts what it finds, where. The only module here that calls it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from actgen.checks import check_group, check_session
from actgen.diagnostics import Code, Diagnostic, Severity, registry
from actgen.figures.seance import compute
from actgen.kinds.catalogue import Catalogue, search_path
from actgen.loading.session import load_groupement, load_session
from actgen.sources import Sources

from .seances.dossier import Dossier
from .seances.ecriture import Chemin, Lignes, ecrire, lignes_de

Place = tuple[str, int, int]
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Ecrits:
    """The workspace of one session: its folder, and where each key is: (file, first line, last line)."""

    dossier: Path
    seance: Path
    groupement: Path | None
    lignes: dict[str, tuple[str, Lignes, Chemin]]

    def place(self, chemin: Chemin) -> tuple[str, int, int]:
        fichier, lignes, racine = self.lignes[str(chemin[0])]
        return (fichier, *lignes_de(lignes, (*racine, *chemin[1:])))


def ecrire_dossier(dossier: Dossier, dans: Path) -> Ecrits:
    """Write the files of a session as a workspace."""
    fichiers = dossier.fichiers
    seance = dict(fichiers["seance"])
    lignes: dict[str, tuple[str, Lignes, Chemin]] = {}
    for sous in ("seances", "collectivites", "groupements"):
        (dans / sous).mkdir(parents=True, exist_ok=True)
    if dossier.faits.a_part:
        lignes["collectivite"] = (*_ecrire(dans, "collectivites/ici.yaml", fichiers["collectivite"]), ())
        seance = {"collectivite": "ici", **seance}
    else:
        seance = {"collectivite": fichiers["collectivite"], **seance}
    groupement = None
    if "groupement" in fichiers:
        lignes["groupement"] = (*_ecrire(dans, "groupements/groupe.yaml", fichiers["groupement"]), ())
        groupement = dans / "groupements/groupe.yaml"
    nom, lues = _ecrire(dans, "seances/seance.yaml", seance)
    lignes["seance"] = (nom, lues, ())
    lignes.setdefault("collectivite", (nom, lues, ("collectivite",)))
    return Ecrits(dans, dans / nom, groupement, lignes)


def _ecrire(dans: Path, nom: str, contenu: dict[str, object]) -> tuple[str, Lignes]:
    texte, lignes = ecrire(contenu)
    (dans / nom).write_text(texte, encoding="utf-8")
    return nom, lignes


@cache
def catalogue() -> Catalogue:
    return Catalogue(Sources(ROOT / "data"), search_path(ROOT / "data"))


def constats(ecrits: Ecrits, jour: date) -> tuple[Diagnostic, ...]:
    """Everything that actgen says of a session, of its group too."""
    loaded = load_session(ecrits.seance, Sources(ecrits.dossier), catalogue())
    trouves = loaded.findings
    if loaded.seance is not None:
        trouves += check_session(compute(loaded.seance, catalogue()), catalogue())
    if ecrits.groupement is not None:
        groupement, lus = load_groupement(ecrits.groupement, Sources(ecrits.dossier))
        trouves += tuple(each for each in lus if each not in trouves)
        if groupement is not None:
            trouves += check_group(groupement, jour)
    return trouves


def graves(trouves: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [each for each in trouves if each.severity is not Severity.INFO]


def juger_valide(ecrits: Ecrits, dossier: Dossier) -> list[str]:
    """What actgen has against a session that respects the law: each is a false alarm."""
    trouves = graves(constats(ecrits, dossier.faits.jour))
    return [f"{each.severity.value} {each.code} l. {_lignes(each)} {each.message}" for each in trouves]


@dataclass(frozen=True)
class Verdict:
    """Whether the code was found, and at a place where the session was changed."""

    code: bool
    lieu: bool
    dit: str


def juger(ecrits: Ecrits, dossier: Dossier, code: str, gravite: str, places: list[Place]) -> Verdict:
    trouves = graves(constats(ecrits, dossier.faits.jour))
    bons = [each for each in trouves if each.code == code and gravite in ("", each.severity.value)]
    lieu = any(_dans(place, each) for each in bons for place in places)
    dits = ", ".join(f"{each.severity.value} {each.code} l. {_lignes(each)}" for each in trouves) or "rien"
    attendu = " ou ".join(f"{fichier} {debut}-{fin}" for fichier, debut, fin in places)
    return Verdict(bool(bons), lieu, dits if lieu else f"{dits} (attendu : {gravite} en {attendu})")


def _dans(place: Place, constat: Diagnostic) -> bool:
    fichier, debut, fin = place
    return any(lieu.file == fichier and debut <= lieu.line <= fin for lieu in constat.locations)


def _lignes(constat: Diagnostic) -> str:
    return "/".join(str(lieu.line) for lieu in constat.locations)


# which codes there are

EXCEPTIONS: dict[str, str] = {
    "POUV-MEMBRE": "refusé avant : MEMBRE-HORS-MANDAT dit déjà qu’un membre n’est pas en exercice",
}
"""Codes of rules that no session can show, and why."""


def codes_sans_mutateur(eprouves: set[str]) -> list[str]:
    """Rules that warn or block and that nothing here puts to the test."""
    regles = {
        valeur.name
        for nom, module in list(sys.modules.items())
        if nom.startswith("actgen.checks.")
        for valeur in vars(module).values()
        if isinstance(valeur, Code) and valeur.severity is not Severity.INFO
    }
    assert regles <= registry().keys()
    return sorted(regles - eprouves - EXCEPTIONS.keys())
