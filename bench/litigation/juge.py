"""The judge: gives files to actgen and counts what it finds, where. The only module here that calls it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from actgen.checks import check_group, check_session
from actgen.diagnostics import Diagnostic, Severity
from actgen.figures.seance import compute
from actgen.kinds.catalogue import Catalogue, search_path
from actgen.loading.kept import Kept
from actgen.loading.session import load_groupement, load_session
from actgen.rules import every_code
from actgen.session.cache import Cache
from actgen.session.examination import examine
from actgen.session.result import Options
from actgen.sources import Sources

from .mutateurs import Mutateur
from .seances.dossier import Dossier
from .seances.ecriture import Chemin, Lignes, ecrire, lignes_de

ROOT = Path(__file__).resolve().parent.parent.parent


Place = tuple[str, int, int]


@dataclass(frozen=True)
class Ecrits:
    """The workspace of one session: its folder, and where each key is: (file, first line, last line)."""

    dossier: Path
    seance: Path
    groupement: Path | None
    lignes: dict[str, tuple[str, Lignes, Chemin]]

    def place(self, chemin: Chemin) -> Place:
        """File, first and last line of a key, or of a line of a text."""
        if chemin[0] == "prose":
            ligne = int(chemin[2]) if len(chemin) > 2 else 0
            return (str(chemin[1]), ligne, ligne if len(chemin) > 2 else sys.maxsize)
        fichier, lignes, racine = self.lignes[str(chemin[0])]
        return (fichier, *lignes_de(lignes, (*racine, *chemin[1:])))


def ecrire_dossier(dossier: Dossier, dans: Path) -> Ecrits:
    """Write the files of a session as a workspace, in the place of those of another."""
    shutil.rmtree(dans, ignore_errors=True)
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
    for fichier, autre in dossier.autres.items():
        _ecrire(dans, f"seances/{fichier}.yaml", {"collectivite": seance["collectivite"], **autre})
    for fichier, texte in dossier.proses.items():
        (dans / fichier).parent.mkdir(parents=True, exist_ok=True)
        (dans / fichier).write_text(texte, encoding="utf-8")
    return Ecrits(dans, dans / nom, groupement, lignes)


def _ecrire(dans: Path, nom: str, contenu: dict[str, object]) -> tuple[str, Lignes]:
    texte, lignes = ecrire(contenu)
    (dans / nom).write_text(texte, encoding="utf-8")
    return nom, lignes


@cache
def catalogue() -> Catalogue:
    return Catalogue(Sources(ROOT / "data"), search_path(ROOT / "data"))


def constats(ecrits: Ecrits, jour: date, au: date | None = None) -> tuple[Diagnostic, ...]:
    """Everything that actgen says of a session, of its group too; as of a day, if one is named."""
    loaded = load_session(ecrits.seance, Sources(ecrits.dossier), catalogue())
    trouves = loaded.findings
    if loaded.seance is not None:
        trouves += check_session(compute(loaded.seance, catalogue()), catalogue(), au)
    if ecrits.groupement is not None:
        groupement, lus = load_groupement(ecrits.groupement, Sources(ecrits.dossier))
        trouves += tuple(each for each in lus if each not in trouves)
        if groupement is not None:
            trouves += check_group(groupement, jour)
    return trouves


@cache
def textes_livres() -> Kept:
    """The shipped texts, parsed once: every session is written in the same folder as the one before."""
    return Kept(256)


def constats_du_texte(ecrits: Ecrits) -> tuple[Diagnostic, ...]:
    """The same, and what is said of the words of its acts once they are composed."""
    siens = (ecrits.dossier / "templates").exists()
    atelier = Cache() if siens else Cache(texts=textes_livres())
    return examine(ecrits.seance, Options(full=True), atelier).report.findings


def graves(trouves: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [each for each in trouves if each.severity is not Severity.INFO]


def juger_valide(ecrits: Ecrits, dossier: Dossier) -> list[str]:
    """What actgen has against a session that respects the law: each is a false alarm."""
    trouves = graves(constats_du_texte(ecrits))
    return [f"{each.severity.value} {each.code} l. {_lignes(each)} {each.message}" for each in trouves]


@dataclass(frozen=True)
class Verdict:
    """Whether the code was found, and at a place where the session was changed."""

    code: bool
    lieu: bool
    seul: bool  # one slip gave one code
    dit: str


def juger(ecrits: Ecrits, dossier: Dossier, mutateur: Mutateur, places: list[Place]) -> Verdict:
    """Whether the code was found, as grave as it should be, on the lines where the session was broken."""
    code, gravite = mutateur.code, mutateur.gravite
    jour = dossier.faits.jour
    au = None if mutateur.au is None else jour + timedelta(mutateur.au)
    trouves = graves(constats_du_texte(ecrits) if mutateur.mots else constats(ecrits, jour, au))
    bons = [each for each in trouves if each.code == code and gravite in ("", each.severity.value)]
    lieu = any(_dans(place, each) for each in bons for place in places)
    dits = ", ".join(f"{each.severity.value} {each.code} l. {_lignes(each)}" for each in trouves) or "rien"
    attendu = " ou ".join(f"{fichier} {debut}-{fin}" for fichier, debut, fin in places)
    seul = {each.code for each in trouves} == {code}
    return Verdict(bool(bons), lieu, seul, dits if lieu else f"{dits} (attendu : {gravite} en {attendu})")


def _dans(place: Place, constat: Diagnostic) -> bool:
    fichier, debut, fin = place
    return any(lieu.file == fichier and debut <= lieu.line <= fin for lieu in constat.locations)


def _lignes(constat: Diagnostic) -> str:
    return "/".join(str(lieu.line) for lieu in constat.locations)


# which codes there are

EXCEPTIONS = {
    "ACCUSE-": "accusés de réception, qu’aucune séance du banc n’a : tests/loading/test_receptions.py",
    "MEMBRE-AMBIGU": "les membres du banc ont chacun leur nom : tests/loading",
    "DEPARTEMENT-INCONNU": "les communes et les EPCI du banc sont tous dans data/reference : tests/loading",
    "ARTICLE-INCONNU": "une information : tests/regles/textes/articles.yaml",
    "CARACTERE-": "signes invisibles et sans police : tests/reading, tests/hostile",
    "CLE-": "écriture de YAML (rubrique double, complexe) : tests/reading, tests/hostile",
    **dict.fromkeys(
        (
            "ACTE-REGLE",
            "APPROBATION-PV",
            "BUDGET-DELAI",
            "CHAMP-",
            "DELEGATION-DATES",
            "DESIGNATION-NOMS",
            "SUBVENTION-CONVENTION",
            "TARIFS-DATE",
        ),
        "le banc vote des délibérations libres : tests/regles/natures.yaml, tests/loading/test_champs.py",
    ),
    "CHARTE-": "charte graphique, qu’aucune séance du banc n’a : tests/loading, tests/outputs/house",
    **dict.fromkeys(
        ("ARCHIVE-", "EXPORT-", "OUVERT-"),
        "actes écrits puis exportés, quand le banc juge des faits : tests/exports",
    ),
    "COMPTES-BUDGET": "aucun budget ne se vote au banc : tests/regles/comptes.yaml",
    "SEANCE-A-PART": "nom du fichier, quand le banc change ce qu’il dit : tests/session/test_left_aside.py",
    "PREFECTURE-FAUSSE": "rubrique dont le banc ne se sert pas : tests/reading",
    "CODE-INSEE-FAUX": "COMMUNE-INCONNUE le dit d’une commune nommée par son code : tests/reading",
    "ADRESSE-WEB": "aucune rubrique d’une séance n’est l’adresse d’une page",
    "CODE-POSTAL-FAUX": "aucune rubrique d’une séance n’est un code postal",
    "ENTETE-": "papier à en-tête : tests/outputs",
    "EXPLICATION-": "écriture de data/regles : tests/authoring",
    "FICHIER-": "fichiers illisibles, ou d’une autre sorte : tests/test_sources.py, tests/loading",
    "GABARIT-": "écriture des modèles : tests/outputs, tests/authoring",
    "LOI-": "écriture de data/droit : tests/law",
    "MODELE-": "modèles absents : tests/session",
    "PROSE-": "textes Word et Markdown : tests/outputs",
    **dict.fromkeys(
        ("GC-RETOUR-TABLEAU", "GC-RETOUR-LIGNE", "GC-RETOUR-COLONNE"),
        "tableau des retours, que le dossier du banc n’a pas : tests/loading/test_retours.py",
    ),
    "GC-TEXTE-CHANGE": "le texte soumis aux conseils, que garde actgen batch : tests/group",
    "GC-MEME-TEXTE": "les délibérations de plusieurs communes, le banc en juge une : tests/group",
    "GC-CONSEILS": "les modèles du groupement, le banc juge des séances : tests/group",
    "GC-SEANCE": "le dossier réunit les séances des membres, le banc en juge une : tests/group",
    "TABLEAU-": "reprise d’un tableur par actgen new : tests/authoring/test_rosters.py",
    **dict.fromkeys(
        ("REG-LECTURE", "REG-SEANCE", "REG-DOUBLE", "REG-ACTE", "REG-MANQUE", "REG-FEUILLET", "REG-SUJET"),
        "le registre réunit les séances d’une année, le banc en juge une : tests/register",
    ),
    "VALEUR-": "valeurs démesurées ou refusées : tests/reading",
    "YAML-": "écriture de YAML : tests/reading, tests/hostile",
}
"""Codes, or beginnings of codes, that no session of this bench can show, and why; where they are tried."""


def codes_sans_mutateur(eprouves: set[str]) -> list[str]:
    """Codes that warn or block, of all of actgen, and that nothing here puts to the test."""
    graves = {code.name for code in every_code().values() if code.severity is not Severity.INFO}
    return sorted(code for code in graves - eprouves if not code.startswith(tuple(EXCEPTIONS)))
