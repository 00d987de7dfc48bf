"""The dossier of a group: its file, what came back from its members, and their own session files.

Where a session file says more than the returns, it completes them; empty is no difference. A real difference
or an error keeps that member pending, with a finding that names both places, and never stops the others.

The folders of communes that earlier runs wrote for this group and that serve no more.

What a commune was sent is a record of what was asked of it: nothing of it is removed. But a folder of models
for a council that has decided, or for a commune that is no member, must not pass for one to send.

The folder of a group belongs to one group file: two groups of one name would replace each other's papers.

The journals tell which: each names the group's file and the hash that it had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Report, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.text.keys import cle
from actgen.base.text.messages import phrase, say
from actgen.council.facts.groupement import Groupement, MembreGroupement
from actgen.council.facts.parties import GC_FICHIER
from actgen.council.figures.groupements import est_rejetee, submitted_state
from actgen.law.workspace import law_of
from actgen.reading.sources import Source, Sources
from actgen.session.cache import Cache
from actgen.session.files import folder_of
from actgen.session.load import load_collectivite, load_groupement
from actgen.session.looks import charter_files
from actgen.session.result import Options
from actgen.session.wording import check_characters
from actgen.session.writing.journal import JOURNAL, Journal, read_journal
from actgen.session.writing.names import BEFORE, COMMUNES, COORDONNATEUR, commune_folder, place_of

from .answers import (
    GC_SEANCE,
    SEANCE_A_VERIFIER,
    Completer,
    completed_sessions,
    held_back,
    pending_by_hand,
    what_to_do,
)
from .attendus import attendus, day_of_law
from .by_hand import of_member
from .modeles import Mailings
from .seances import SeanceDuGroupe, SeancesFinder, UnreadableSession

Seances = Mapping[str, tuple[SeanceDuGroupe, ...]]


class Dossier(Struct, frozen=True):
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
    droit = law_of(sources, options.aujourd_hui)
    groupement, findings = load_groupement(place, sources, cache.files)
    findings = (*droit, *findings)
    if groupement is not None:
        letterheads = charter_files([groupement.coordonnateur.collectivite.charte], sources)
        findings += check_characters(sources, frozenset(source.path for source in letterheads))
    if groupement is None or Report(findings).stops_everything:
        return Dossier(None, findings, sources)
    if (options.avenant or 0) > len(groupement.avenants):
        return Dossier(None, (*findings, _no_such_avenant(groupement, options.avenant or 0)), sources)
    found = _complete(groupement, sources, cache, options)
    for version in groupement.avenants[: options.avenant or 0]:
        assert found.groupement is not None, "it was read"
        found = _complete(version.suit(found.groupement), sources, cache, options)
    return replace(found, findings=(*findings, *found.findings))


def _complete(groupement: Groupement, sources: Sources, cache: Cache, options: Options) -> Dossier:
    """A version of the group with what its members' sessions tell of it; what is found on the way alone."""
    finder = SeancesFinder(groupement, sources, cache, options)
    seances = _by_member(finder.seances())
    illisibles = _by_code(groupement, finder.illisibles, sources)
    empreinte = _fingerprint_to_compare(groupement, sources, cache, options)
    completer = Completer(groupement, options.aujourd_hui, empreinte)
    membres = tuple(
        completer.complete(membre, seances.get(code, ()), illisibles.get(code, ()))
        for membre in groupement.membres
        for code in [membre.collectivite.code]
    )
    complet = _with_its_deliberation(replace(groupement, membres=membres))
    codes = {membre.collectivite.code for membre in membres}
    autres = (*_foreign(seances, codes), *_of_nobody(illisibles.get("", ())))
    completees = completed_sessions(seances, membres)
    complet, by_hand = _without_corrected(complet, completees, sources, cache, options)
    trouve = (*completer.findings, *autres, *by_hand)
    return Dossier(complet, trouve, sources, completees, frozenset(illisibles))


def _without_corrected(
    groupement: Groupement, seances: Seances, sources: Sources, cache: Cache, options: Options
) -> tuple[Groupement, tuple[Diagnostic, ...]]:
    """The group, a member kept pending where its deliberation was corrected in Word; what is told of it."""
    etat, membres, found = submitted_state(groupement), [], list[Diagnostic]()
    for membre in groupement.membres:
        siennes = seances.get(membre.collectivite.code, ())
        decidees = (each for each in siennes if each.point.delibere and not each.erreurs)
        told = [d for each in decidees for d in of_member(each, sources, options, cache, etat, groupement)]
        found += [pending_by_hand(membre, told)] if told else []
        # a warning: the papers that say these words are refused where they are made
        found += (replace(each, severity=Severity.WARNING, scope=GC_SEANCE.code.scope) for each in told)
        membres.append(held_back(membre, SEANCE_A_VERIFIER) if told else membre)
    return replace(groupement, membres=tuple(membres)) if found else groupement, tuple(found)


def _fingerprint_to_compare(groupement: Groupement, sources: Sources, cache: Cache, options: Options) -> str:
    """That of the text which councils are sent, made only if an answer tells one; empty where it can't be."""
    if not any(each.empreinte for each in groupement.membres) or day_of_law(groupement) is None:
        return ""
    mailings = Mailings(groupement, sources, cache, options)
    return mailings.empreinte if mailings.has_text else ""


def _no_such_avenant(groupement: Groupement, numero: int) -> Diagnostic:
    return GC_FICHIER.finding(
        say("Ce groupement n'a pas d'avenant n° {numero}.", numero=numero),
        Location(groupement.fichier),
        hint=say("Ses avenants sont à la rubrique « avenants » de son dossier, dans leur ordre."),
    )


def _by_member(seances: tuple[SeanceDuGroupe, ...]) -> Seances:
    par_membre: dict[str, list[SeanceDuGroupe]] = {}
    for seance in seances:
        par_membre.setdefault(seance.code, []).append(seance)
    return MappingProxyType({code: tuple(siennes) for code, siennes in par_membre.items()})


def _by_code(
    groupement: Groupement, illisibles: list[UnreadableSession], sources: Sources
) -> dict[str, list[UnreadableSession]]:
    """The files that can't be read by the code of the member whose they are; empty: it can't be told."""
    codes = {
        cle(nom): membre.collectivite.code
        for membre in groupement.membres
        for nom in (membre.collectivite.nom, membre.collectivite.sigle, membre.collectivite.code)
        if nom
    }
    trouves: dict[str, list[UnreadableSession]] = {}
    for illisible in illisibles:
        nom = illisible.collectivite
        code = _code_of_file(nom, sources) or codes.get(cle(nom), "")
        trouves.setdefault(code, []).append(illisible)
    return trouves


def _code_of_file(nom: str, sources: Sources) -> str:
    """The code of a collectivity by the short name of its file; empty when there is none."""
    if not nom:
        return ""
    fichier = nom if nom.endswith((".yaml", ".yml")) else f"{nom}.yaml"
    log = sources.apart()
    if not isinstance(log.read(f"collectivites/{fichier}"), Source):
        return ""
    collectivite, _ = load_collectivite(log.workspace / "collectivites" / fichier, log)
    return collectivite.code if collectivite else ""


def _with_its_deliberation(groupement: Groupement) -> Groupement:
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


def _foreign(seances: Seances, codes: set[str]) -> Iterator[Diagnostic]:
    """Sessions of those that are no members."""
    for code, siennes in seances.items():
        if code not in codes:
            yield GC_SEANCE.tell(
                "{nom} n'est pas membre du groupement, et sa séance en parle.",
                *(seance.point.point.lieu for seance in siennes),
                hint="Ajoutez-la aux membres du groupement, ou corrigez cette séance.",
                nom=siennes[0].figures.seance.collectivite.nom,
            )


def _of_nobody(illisibles: list[UnreadableSession] | tuple[()]) -> Iterator[Diagnostic]:
    for illisible in (each for each in illisibles if each.nomme):
        yield GC_SEANCE.finding(
            say("Cette séance nomme le groupement, et l'on ne peut pas lire de qui elle est."),
            Location(illisible.fichier),
            hint=what_to_do(illisible.fichier, illisible.erreurs),
        )


def folder_of_member(communes: Path, membre: MembreGroupement) -> Path:
    """The folder of that member in the folder of communes."""
    return communes / commune_folder(membre.collectivite.code, membre.collectivite.nom)


class OldFolders(Struct, frozen=True):
    """What runs wrote in the folder of communes and is not written now, « 29078-hanvec/avant-le-vote ».

    `finis` is due no more. `douteux` waits: the answer or the session of its commune is to be mended, and
    nobody can tell yet whether it is due.
    """

    finis: tuple[str, ...] = ()
    douteux: tuple[str, ...] = ()


def old_folders(lu: Dossier, communes: Path, envoi: str, au: date | None = None) -> OldFolders:
    """Both, in order. `envoi` is the name of the folder of models in each, `au` the day it is seen from."""
    if lu.groupement is None:
        return OldFolders()
    membres = lu.groupement.membres
    try:
        dus = {folder_of_member(communes, membre) / envoi for membre in attendus(lu.groupement, au)}
        dus |= {folder_of(e.figures.seance, communes) for siennes in lu.seances.values() for e in siennes}
        ecrits = sorted(journal.parent for journal in communes.glob(f"*/*/{JOURNAL}"))
    except (EnvironmentFault, OSError):  # told with its own folder; of what can't be looked at, nothing is
        return OldFolders()
    douteux = lu.illisibles | {membre.collectivite.code for membre in membres if membre.a_corriger}
    finis: list[str] = []
    attendent: list[str] = []
    for folder in ecrits:
        code = folder.parent.name.partition("-")[0]  # a name may be respelt
        waits = code in douteux or (folder.name != envoi and "" in douteux)
        if folder not in dus:
            (attendent if waits else finis).append(f"{folder.parent.name}/{folder.name}")
    return OldFolders(tuple(finis), tuple(attendent))


def check_owner(folder: Path, fichier: str, sources: Sources) -> None:
    """Raise EnvironmentFault when an earlier run has written this folder from another group's file.

    A file that was renamed and is otherwise the same is the same group; `fichier` is its name in the
    workspace.
    """
    journal = _journal(folder)
    maitre = journal.session if journal is not None else ""
    if journal is None or maitre in ("", fichier):
        return
    la = place_of(maitre, sources.workspace) is not None
    if not la and journal.sources.get(maitre) == dict(sources.log).get(fichier):
        return
    raise EnvironmentFault(
        phrase(
            "« {folder} » contient les actes d'un autre groupement, celui de « {maitre} » : ceux de "
            "« {fichier} » les remplaceraient. Rien n'a été touché. {suite}",
            folder=folder,
            maitre=maitre,
            fichier=fichier,
            suite=_two_groups() if la else _renamed(maitre),
        )
    )


def _two_groups() -> str:
    return phrase("Donnez à chacun son « nom », dans son dossier, ou demandez un autre dossier avec --out.")


def _renamed(maitre: str) -> str:
    return phrase(
        "Si c'est le même groupement, dont le fichier a été renommé puis modifié, rendez-lui son nom "
        "(« {maitre} »). Sinon, donnez-lui un autre « nom », ou demandez un autre dossier avec --out.",
        maitre=maitre,
    )


def _journal(folder: Path) -> Journal | None:
    """The first journal of what is made before the votes: one that can't be read tells nothing."""
    places = chain([folder / COORDONNATEUR], sorted(folder.glob(f"{COMMUNES}/*/{BEFORE}")))
    for place in places:
        if (place / JOURNAL).is_file():
            try:
                return read_journal(place)
            except EnvironmentFault:
                continue
    return None
