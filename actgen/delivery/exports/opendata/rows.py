"""The sessions of an export: one, those of a collectivity's year, those that voted on a group.

One deliberation as a row of the schema: what it can't say is left empty, never bent.

The object is masked as in the published act; of a secret ballot there are figures and no name.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.tree.occultation import Mask, hide_text
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.messages import phrase, say
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.natures import dossier_de
from actgen.council.facts.seance import EtatSeance, Seance
from actgen.council.figures.actes import matiere, numero, objet
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind
from actgen.law.nomenclature import matiere as matiere_connue
from actgen.reading.sources import Source, SourceFault, Sources
from actgen.reading.yaml_tree import read_tree
from actgen.session.cache import Cache
from actgen.session.examination import count, counted_by_hand
from actgen.session.files import published_name
from actgen.session.load import load_collectivite, load_groupement
from actgen.session.result import Options
from actgen.session.workspace import left_aside, may_be_of, session_files

from ..codes import EXPORT_SEANCE

_OF_SEVERAL = _COLLECTIVITES, _GROUPEMENTS = "collectivites", "groupements"


class JudgedSession(Struct, frozen=True):
    """A session with what was found in it."""

    figures: FiguresSeance
    catalogue: Catalogue
    constats: tuple[Diagnostic, ...]

    def actes(self) -> Iterator[tuple[FiguresPoint, Kind]]:
        """The items that were decided and give a deliberation, with its kind."""
        for point in self.figures.points:
            kind = self.catalogue.get(point.point.acte) if point.point.acte else None
            if kind is not None and kind.famille.traits.est_votee and not point.point.abandon:
                yield point, kind


class OpenDataScope(Struct):
    """What a file asks for: `groupement` or `collectivite` narrows the sessions of its workspace.

    Sessions are read once, figures and rules alone: no act is composed. What is wrong gathers in `findings`.
    """

    path: Path
    year: int | None
    options: Options
    sources: Sources
    cache: Cache = field(default_factory=Cache)
    findings: list[Diagnostic] = field(default_factory=list)
    dossier: str = ""
    collectivite: Collectivite | None = None
    groupement: Groupement | None = None

    def seances(self) -> list[JudgedSession]:
        """The sessions, by date, then hour, then file."""
        source = self.sources.read(self.path, anywhere=True)
        if isinstance(source, SourceFault):
            self.findings.append(source.finding())
            return []
        tree, _ = read_tree(source.content, source.path)
        self.dossier = dossier_de(tree)
        if self.dossier == _COLLECTIVITES:
            self.collectivite, found = load_collectivite(self.path, self.sources)
        elif self.dossier == _GROUPEMENTS:
            self.groupement, found = load_groupement(self.path, self.sources)
        else:
            judged = self._judge(self.path)
            return [judged] if judged is not None else []
        self.findings.extend(each for each in found if each.severity is Severity.ERROR)
        if self.collectivite is None and self.groupement is None:
            return []
        self.findings.extend(left_aside(self.sources))
        judged_sessions = (self._judge(path) for path in session_files(self.sources))
        return sorted((each for each in judged_sessions if each is not None), key=_order)

    def is_asked(self, point: FiguresPoint) -> bool:
        """Whether an item is asked for."""
        groupement = point.point.groupement
        return self.groupement is None or (groupement is not None and groupement.nom == self.groupement.nom)

    def _judge(self, path: Path) -> JudgedSession | None:
        """The session of a file; None for another's, another year's, one not held, or after a finding."""
        counted = count(path, self.options, self.cache)
        context = counted.context
        told = context.examination
        if told.crashes:
            raise told.crashes[0]
        if told.seance is None or told.figures is None or told.report.stops_everything:
            self._tell_unreadable(path, context.sources, told.report.errors)
            return None
        seance = told.seance
        autre = self.collectivite is not None and seance.collectivite.code != self.collectivite.code
        if autre:
            return None
        if self.year is not None and seance.date.year != self.year:
            if self.dossier not in _OF_SEVERAL:
                self.findings.append(_other_year(seance, self.year))
            return None
        if told.figures.etat is not EtatSeance.TENUE:
            return None
        self.sources.adopt(context.sources)
        catalogue = self.cache.catalogue(context.sources, self.options.templates)
        catalogue = self.cache.catalogue_of(catalogue, seance.collectivite.code)
        found = (*told.report.findings, *counted_by_hand(counted, self.options))
        return JudgedSession(told.figures, catalogue, found)

    def _tell_unreadable(self, path: Path, log: Sources, errors: tuple[Diagnostic, ...]) -> None:
        """A session alone tells its errors; one of many is named, if it may be one of those asked for."""
        if self.collectivite is None and self.groupement is None:
            self.findings.extend(errors)
            return
        source = log.read(path, anywhere=True)
        one_year = self.collectivite is not None and self.year is not None
        if isinstance(source, Source) and one_year and not may_be_of(source, self.path.name, self.year or 0):
            return
        name = source.path if isinstance(source, Source) else path.name
        self.findings.append(
            EXPORT_SEANCE.finding(
                phrase(
                    "Cette séance ne peut pas être exportée : {erreurs} à corriger d'abord.",
                    erreurs=compte(max(len(errors), 1), "erreur"),
                ),
                Location(name),
                hint=say("Voyez lesquelles : actgen check {fichier}", fichier=name),
            )
        )


def _other_year(seance: Seance, year: int) -> Diagnostic:
    return EXPORT_SEANCE.tell(
        "La séance est du {jour} : elle n'est pas de l'année {year}, demandée par --year.",
        seance.lieux.get("date") or Location(seance.fichier),
        hint="Retirez --year, ou donnez l'année de la séance.",
        jour=date_chiffres(seance.date),
        year=year,
    )


def _order(judged: JudgedSession) -> tuple[object, ...]:
    seance = judged.figures.seance
    return seance.date, seance.heure is None, seance.heure, seance.fichier


COLONNES = (
    "COLL_NOM",
    "COLL_SIRET",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_MATIERE_CODE",
    "DELIB_MATIERE_NOM",
    "DELIB_OBJET",
    "BUDGET_ANNEE",
    "BUDGET_NOM",
    "PREF_ID",
    "PREF_DATE",
    "VOTE_EFFECTIF",
    "VOTE_REEL",
    "VOTE_POUR",
    "VOTE_CONTRE",
    "VOTE_ABSTENTION",
    "DELIB_URL",
)
VOTES = COLONNES[11:16]
_BLANKS = re.compile(r"\s+")
_FORMULA = "=+-@\t"  # what would make a spreadsheet compute the cell instead of showing it

Ligne = dict[str, str]


class OpenDataRow(Struct, frozen=True):
    """A row with what it tells of; `vote_tu`: why the figures of a vote that was held are left out."""

    valeurs: Ligne
    point: FiguresPoint
    jour: date
    code: str
    fichier: str
    vote_tu: str = ""


def row_of(figures: FiguresSeance, point: FiguresPoint, kind: Kind, masques: Sequence[Mask]) -> OpenDataRow:
    """The row of an item's act."""
    seance = figures.seance
    collectivite, suites = seance.collectivite, figures.suites_de(point)
    code = ".".join(matiere(point.point, kind).split(".")[:2])
    textes = (collectivite.nom, numero(seance, point.point), hide_text(objet(point.point, kind), masques))
    nom, sien, son_objet = map(_text, textes)
    valeurs = dict.fromkeys(COLONNES, "") | {
        "COLL_NOM": nom,
        "COLL_SIRET": collectivite.siret,
        "DELIB_ID": sien,
        "DELIB_DATE": seance.date.isoformat(),
        "DELIB_MATIERE_CODE": code,
        "DELIB_MATIERE_NOM": name_of_matiere(code),
        "DELIB_OBJET": son_objet,
        "PREF_ID": collectivite.prefecture if suites.recue_le else "",
        "PREF_DATE": suites.recue_le.isoformat() if suites.recue_le else "",
    }
    if suites.publiee_le is not None:
        valeurs["DELIB_URL"] = adresse(collectivite, valeurs, published_name(kind, point.point.numero), point)
    tu = _unsaid(point)
    valeurs |= _budget(point) | ({} if tu or not point.decide else _vote(point))
    return OpenDataRow(valeurs, point, seance.date, collectivite.code, seance.fichier, tu)


def name_of_matiere(code: str) -> str:
    """« commande publique/actes spéciaux et divers »: lower case, no comma, no parenthesis."""
    connue = matiere_connue(code)
    if connue is None:
        return ""
    noms = (connue.domaine, connue.nom)
    return "/".join(re.sub(r"[,()/]", "", nom).replace("’", "'").lower() for nom in noms)


def adresse(collectivite: Collectivite, valeurs: Ligne, fichier: str, point: FiguresPoint) -> str:
    """Where the deliberation is read on line; empty as long as the collectivity doesn't say."""
    mots = {
        "date": valeurs["DELIB_DATE"],
        "annee": valeurs["DELIB_DATE"][:4],
        "point": f"{point.point.numero:02}",
        "numero": valeurs["DELIB_ID"],
        "fichier": fichier,
    }
    texte = collectivite.publicite.adresse
    for mot, valeur in mots.items():
        texte = texte.replace(f"{{{mot}}}", urllib.parse.quote(valeur, safe=""))
    return texte


def _text(texte: str) -> str:
    """One line with ordinary spaces, that no spreadsheet takes for a formula."""
    return _BLANKS.sub(" ", texte).strip().lstrip(_FORMULA).strip()


def _budget(point: FiguresPoint) -> Ligne:
    """The year and the name of the budget: both, or none."""
    champs = point.point.champs
    annee, nom = champs.get("exercice"), champs.get("budget")
    if annee is None or nom is None or not annee.valeur or not nom.valeur:
        return {}
    return {"BUDGET_ANNEE": str(annee.valeur), "BUDGET_NOM": _text(str(nom.valeur))}


def _unsaid(point: FiguresPoint) -> str:
    """Why the five figures of a vote can't tell it; empty when they can, or when there was no vote."""
    chiffres = point.decompte
    if point.election is not None:
        return "une élection ne se dit pas en voix pour et contre"
    if chiffres is not None and chiffres.blancs + chiffres.nuls:
        return "le schéma n’a pas de colonne pour les bulletins blancs et nuls"
    return ""


def _vote(point: FiguresPoint) -> Ligne:
    chiffres = point.decompte
    assert chiffres is not None, "only the figures of a vote that was held"
    # of the members in office who could vote, those who did: neither the absent nor who took no part
    reel = chiffres.exprimes + chiffres.abstentions
    nombres = (point.effectif, reel, chiffres.pour, chiffres.contre, chiffres.abstentions)
    return dict(zip(VOTES, map(str, nombres), strict=True))
