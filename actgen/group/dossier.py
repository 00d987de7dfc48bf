"""The dossier of a group: its file, what came back from its members, and their own session files.

Where a session file says more than the returns, it completes them; empty is no difference. A real difference
or an error keeps that member pending, with a finding that names both places, and never stops the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location, Report
from actgen.facts.groupement import Groupement
from actgen.figures.groupements import est_rejetee
from actgen.loading.session import load_collectivite, load_groupement
from actgen.session.cache import Cache
from actgen.session.looks import charter_files
from actgen.session.result import Options
from actgen.session.wording import check_characters
from actgen.sources import Source, Sources
from actgen.text.keys import cle
from actgen.text.messages import phrase, say

from .membres import GC_SEANCE, Completeur, a_voir
from .seances import SeanceDuGroupe, SeanceIllisible, SeancesFinder
from .suites import completees

Seances = Mapping[str, tuple[SeanceDuGroupe, ...]]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a group; no group as soon as its own file can't be read.

    `seances`: by the code of a member, its sessions that speak of the group, by day. `sources`: every file
    that was read. `illisibles`: whose sessions can't be read, by code; empty when it can't be told whose.
    """

    groupement: Groupement | None
    findings: tuple[Diagnostic, ...]
    sources: Sources
    seances: Seances = field(default_factory=lambda: MappingProxyType({}))
    illisibles: frozenset[str] = frozenset()


def dossier(fichier: Path, cache: Cache | None = None, options: Options | None = None) -> Dossier:
    """Read a group's file and all that completes it; every finding in one pass."""
    place, options = fichier.absolute(), options or Options()
    sources, cache = Sources.of(place, overlay=options.overlay), cache or Cache()
    groupement, findings = load_groupement(place, sources, cache.files)
    if groupement is not None:
        letterheads = charter_files([groupement.coordonnateur.collectivite.charte], sources)
        findings += check_characters(sources, frozenset(source.path for source in letterheads))
    if groupement is None or Report(findings).stops_everything:
        return Dossier(None, findings, sources)
    finder = SeancesFinder(groupement, sources, cache, options)
    seances = _par_membre(finder.seances())
    illisibles = _par_code(groupement, finder.illisibles, sources)
    completeur = Completeur(groupement, options.aujourd_hui)
    membres = tuple(
        completeur.membre(membre, seances.get(code, ()), illisibles.get(code, ()))
        for membre in groupement.membres
        for code in [membre.collectivite.code]
    )
    complet = _avec_sa_deliberation(replace(groupement, membres=membres))
    codes = {membre.collectivite.code for membre in membres}
    autres = (*_etrangeres(seances, codes), *_sans_maitre(illisibles.get("", ())))
    trouve = (*findings, *completeur.findings, *autres)
    return Dossier(complet, trouve, sources, completees(seances, membres), frozenset(illisibles))


def _par_membre(seances: tuple[SeanceDuGroupe, ...]) -> Seances:
    par_membre: dict[str, list[SeanceDuGroupe]] = {}
    for seance in seances:
        par_membre.setdefault(seance.code, []).append(seance)
    return MappingProxyType({code: tuple(siennes) for code, siennes in par_membre.items()})


def _par_code(
    groupement: Groupement, illisibles: list[SeanceIllisible], sources: Sources
) -> dict[str, list[SeanceIllisible]]:
    """The files that can't be read by the code of the member whose they are; empty: it can't be told."""
    codes = {
        cle(nom): membre.collectivite.code
        for membre in groupement.membres
        for nom in (membre.collectivite.nom, membre.collectivite.sigle, membre.collectivite.code)
        if nom
    }
    trouves: dict[str, list[SeanceIllisible]] = {}
    for illisible in illisibles:
        nom = illisible.collectivite
        code = _du_fichier(nom, sources) or codes.get(cle(nom), "")
        trouves.setdefault(code, []).append(illisible)
    return trouves


def _du_fichier(nom: str, sources: Sources) -> str:
    """The code of a collectivity by the short name of its file; empty when there is none."""
    if not nom:
        return ""
    fichier = nom if nom.endswith((".yaml", ".yml")) else f"{nom}.yaml"
    log = sources.apart()
    if not isinstance(log.read(f"collectivites/{fichier}"), Source):
        return ""
    collectivite, _ = load_collectivite(log.workspace / "collectivites" / fichier, log)
    return collectivite.code if collectivite else ""


def _avec_sa_deliberation(groupement: Groupement) -> Groupement:
    """With the day of the coordinator's own decision, where only its line or its session tells it.

    The convention names that day among the parties, and annexe 1 in its list: they can't disagree.
    """
    coordonnateur = groupement.coordonnateur
    code = coordonnateur.collectivite.code
    ligne = next((membre for membre in groupement.membres if membre.collectivite.code == code), None)
    if coordonnateur.deliberation.date is not None or ligne is None or ligne.a_corriger:
        return groupement
    if est_rejetee(ligne):  # the day of a refusal is not that of a decision to join
        return groupement
    deliberation = replace(coordonnateur.deliberation, date=ligne.deliberation_le)
    return replace(groupement, coordonnateur=replace(coordonnateur, deliberation=deliberation))


def _etrangeres(seances: Seances, codes: set[str]) -> Iterator[Diagnostic]:
    """Sessions of those that are no members."""
    for code, siennes in seances.items():
        if code not in codes:
            yield GC_SEANCE.finding(
                phrase(
                    "{nom} n'est pas membre du groupement, et sa séance en parle.",
                    nom=siennes[0].figures.seance.collectivite.nom,
                ),
                *(seance.point.point.lieu for seance in siennes),
                hint=say("Ajoutez-la aux membres du groupement, ou corrigez cette séance."),
            )


def _sans_maitre(illisibles: list[SeanceIllisible] | tuple[()]) -> Iterator[Diagnostic]:
    for illisible in (each for each in illisibles if each.nomme):
        yield GC_SEANCE.finding(
            say("Cette séance nomme le groupement, et l'on ne peut pas lire de qui elle est."),
            Location(illisible.fichier),
            hint=a_voir(illisible.fichier, illisible.erreurs),
        )
