"""The judge: gives files to actgen and counts what it finds, where. The only module here that calls it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.checks import check_session
from actgen.council.figures.a_venir import a_ce_jour
from actgen.council.figures.seance import compute
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.examination import examine
from actgen.session.kept import Kept
from actgen.session.load import load_session
from actgen.session.result import Options

from .fautes import ROOT, Faute, jour_de
from .seances.dossier import Dossier, Fichiers
from .seances.ecriture import Chemin, Lignes, ecrire, lignes_de

Place = tuple[str, int, int]


@dataclass(frozen=True)
class Ecrits:
    """The workspace of one session: its folder, and where each key is: (file, first line, last line)."""

    dossier: Path
    seance: Path
    lignes: dict[str, tuple[str, Lignes, Chemin]]

    def place(self, chemin: Chemin) -> Place:
        """File, first and last line of a key."""
        fichier, lignes, racine = self.lignes[str(chemin[0])]
        return (fichier, *lignes_de(lignes, (*racine, *chemin[1:])))


def ecrire_dossier(fichiers: Fichiers, dans: Path, dossier: Dossier | None = None) -> Ecrits:
    """Write the files of a session as a workspace, in the place of those of another.

    A drawn one has texts and other sessions beside, and may keep its collectivity in a file of its own.
    """
    shutil.rmtree(dans, ignore_errors=True)
    seance = dict(fichiers["seance"])
    lignes: dict[str, tuple[str, Lignes, Chemin]] = {}
    for sous in ("seances", "collectivites", "groupements"):
        (dans / sous).mkdir(parents=True, exist_ok=True)
    if dossier and dossier.faits.a_part:
        lignes["collectivite"] = (*_ecrire(dans, "collectivites/ici.yaml", fichiers["collectivite"]), ())
        seance = {"collectivite": "ici", **seance}
    else:
        seance = {"collectivite": fichiers["collectivite"], **seance}
    if "groupement" in fichiers:
        lignes["groupement"] = (*_ecrire(dans, "groupements/groupe.yaml", fichiers["groupement"]), ())
    nom, lues = _ecrire(dans, "seances/seance.yaml", seance)
    lignes["seance"] = (nom, lues, ())
    lignes.setdefault("collectivite", (nom, lues, ("collectivite",)))
    for fichier, autre in (dossier.autres if dossier else {}).items():
        _ecrire(dans, f"seances/{fichier}.yaml", {"collectivite": seance["collectivite"], **autre})
    for fichier, texte in (dossier.proses if dossier else {}).items():
        (dans / fichier).parent.mkdir(parents=True, exist_ok=True)
        (dans / fichier).write_text(texte, encoding="utf-8")
    return Ecrits(dans, dans / nom, lignes)


def _ecrire(dans: Path, nom: str, contenu: dict[str, object]) -> tuple[str, Lignes]:
    texte, lignes = ecrire(contenu)
    (dans / nom).write_text(texte, encoding="utf-8")
    return nom, lignes


@cache
def catalogue() -> Catalogue:
    return Catalogue(Sources(ROOT / "data"), search_path(ROOT / "data"))


def constats(ecrits: Ecrits, au: date | None, aujourd_hui: date | None) -> tuple[Diagnostic, ...]:
    """Everything that actgen says of a session, as of a day and seen from another if they are named."""
    loaded = load_session(ecrits.seance, Sources(ecrits.dossier), catalogue())
    trouves = loaded.findings
    if loaded.seance is not None:
        figures = compute(a_ce_jour(loaded.seance, aujourd_hui), catalogue())
        trouves += check_session(figures, catalogue(), au)
    return trouves


@cache
def textes_livres() -> Kept:
    """The shipped texts, parsed once: every session is written in the same folder as the one before."""
    return Kept(256)


def constats_du_texte(
    ecrits: Ecrits, au: date | None = None, aujourd_hui: date | None = None
) -> tuple[Diagnostic, ...]:
    """The same, and what is said of the words of its acts once they are composed."""
    siens = (ecrits.dossier / "templates").exists()
    atelier = Cache() if siens else Cache(texts=textes_livres())
    return examine(
        ecrits.seance, Options(full=True, as_of=au, aujourd_hui=aujourd_hui), atelier
    ).report.findings


def graves(trouves: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [each for each in trouves if each.severity is not Severity.INFO]


OF_OUR_TABLES = "DROIT-ANCIEN"
"""What is told of how long ago our tables were read: sessions are drawn until the end of 2027."""


def juger_valide(ecrits: Ecrits) -> list[str]:
    """What actgen has against a session that respects the law: each is a false alarm."""
    trouves = graves(constats_du_texte(ecrits))
    return [
        f"{each.severity.value} {each.code} l. {_lignes(each)} {each.message}"
        for each in trouves
        if each.code != OF_OUR_TABLES
    ]


@dataclass(frozen=True)
class Verdict:
    """Whether every code of a slip was found, and each at a place where the session was changed."""

    codes: bool
    lieux: bool
    dit: str


def juger(ecrits: Ecrits, faute: Faute, jour: date, places: list[Place], strict: bool) -> Verdict:
    """`strict`: as grave as it is told; a drawn session may soften or harden a finding."""
    ecart = jour - jour_de(faute)
    jours = [each and each + ecart for each in (faute.au, faute.aujourd_hui)]
    trouves = graves((constats_du_texte if faute.mots else constats)(ecrits, *jours))
    bons = {
        code: [each for each in trouves if each.code == code and (not strict or each.severity == gravite)]
        for gravite, code in faute.codes
    }
    lieux = all(any(_dans(place, each) for each in found for place in places) for found in bons.values())
    dits = ", ".join(f"{each.severity.value} {each.code} l. {_lignes(each)}" for each in trouves) or "rien"
    return Verdict(all(bons.values()), lieux, dits)


def _dans(place: Place, constat: Diagnostic) -> bool:
    fichier, debut, fin = place
    return any(lieu.file == fichier and debut <= lieu.line <= fin for lieu in constat.locations)


def _lignes(constat: Diagnostic) -> str:
    return "/".join(str(lieu.line) for lieu in constat.locations)
