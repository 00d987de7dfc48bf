"""What became of a group: the papers of `batch`, where each member stands (`status`), as screen and JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from textwrap import wrap
from typing import Any

from actgen.acts.tree.inline import Lacune
from actgen.api.report.as_json import files_report, finding_report, lacune_report
from actgen.api.report.findings import count, show_findings
from actgen.api.report.screen import Screen, Tone, cells, paragraph, show_lines
from actgen.base.diagnostics import Mender
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte, pluriel
from actgen.base.text.lists import enumeration
from actgen.base.text.numbers import nombre
from actgen.council.facts.groupement import Groupement, LigneAnnexe, Situation
from actgen.council.figures.groupements import est_rejetee
from actgen.council.figures.suivi import (
    NON_COMPTES,
    Etape,
    Suivi,
    etape_manquante,
    fait_le,
    population,
    receptions,
    situation_dite,
    taux,
    version_non_verifiee,
)
from actgen.group.batch import Batch
from actgen.group.dossier import Dossier
from actgen.group.folders import FolderResult, RefusedPapers
from actgen.group.same_text import Proof
from actgen.group.suivi import alert, au_jour, name_of_group
from actgen.session.tasks import lacking
from actgen.session.writing.journal import UnreadableJournal
from actgen.session.writing.names import BEFORE, COMMUNES, COORDONNATEUR
from actgen.session.writing.plan import Outcome, Reason, Written

_NON_REECRIT = (
    "ce fichier reste, alors que le dossier du groupement ou les modèles en donneraient maintenant un autre. "
    "Vérifiez ce qui a changé\u202f; pour voir la nouvelle version, demandez un autre dossier avec --out"
)
_RIEN = "aucun fichier écrit, les fichiers déjà produits sont intacts"
_ATTENDENT = "attendent la convention à signer, qui est un projet"
_OLD = 8  # folders told by name
_TO_TELL = (Outcome.KEPT, Outcome.NOT_REWRITTEN)


def told(result: FolderResult) -> str:
    """What became of a folder, in a few words."""
    if result.fault is not None:
        return f"{result.nom}\u00a0: non écrit"
    new = sum(written.outcome is Outcome.WRITTEN for written in result.written)
    return f"{result.nom}\u00a0: {_written_count(new)}" if new else f"{result.nom}\u00a0: inchangé"


def _written_count(number: int) -> str:
    return f"{compte(number, 'fichier')} {'écrits' if number > 1 else 'écrit'}"


def show_batch(file: Path, batch: Batch, screen: Screen) -> None:
    """Everything that became of a batch; folders that went well are told together."""
    groupement = batch.dossier.groupement
    if groupement is None:
        screen.line(f"Groupement\u00a0: {file.as_posix()}", Tone.STRONG)
        show_findings(batch.report.errors, screen, {})
        screen.line()
        screen.line(f"{count(batch.report)}\u00a0: {_RIEN}.")
        return
    if batch.results:
        new = any(
            written.outcome is Outcome.WRITTEN for result in batch.results for written in result.written
        )
        screen.line(f"{'Écrits dans' if new else 'Déjà écrits dans'} {batch.folder.as_posix()}/", Tone.STRONG)
        screen.table(list(_folders(batch)))
    _show_removed(batch, screen)
    old = batch.old_folders
    _show_old("Ne servent plus, et sont gardés", old.finis, screen)
    _show_old("Laissés tels quels, la réponse restant à vérifier", old.douteux, screen)
    for line in batch.wordings.proof.lignes:
        screen.say(line)
    _show_projets(batch, groupement.fichier, screen)
    _show_kept(batch, screen)
    _show_refused(batch, screen)
    coordinator = groupement.coordonnateur.designation
    show_findings((*batch.report.errors, *batch.report.warnings), screen, {Mender.COORDONNATEUR: coordinator})
    screen.line()
    screen.say(_closing(batch))


def in_order(batch: Batch) -> list[FolderResult]:
    """The folders by their names: they are finished in another order each time."""
    return sorted(batch.results, key=lambda result: result.folder)


def _folders(batch: Batch) -> Iterator[tuple[str, str]]:
    """The convention, what is sent to the communes, the acts of those that have met: a row each."""
    for place, noun in _PLACES.items():
        results = [
            result for result in batch.results if _place(result, batch) == place and result.fault is None
        ]
        if results:
            tally = Counter(_state(result) for result in results)
            told = ", ".join(f"{number} {_agree(state, number)}" for state, number in tally.items())
            yield place, told if len(results) > 1 or noun else told.partition(" ")[2]


_PLACES = {f"{COORDONNATEUR}/": "", f"{COMMUNES}/…/{BEFORE}/": "commune", f"{COMMUNES}/…/": "séance"}


def _place(result: FolderResult, batch: Batch) -> str:
    inner = result.folder.relative_to(batch.folder).as_posix()
    if inner.startswith(f"{COMMUNES}/"):
        return f"{COMMUNES}/…/{BEFORE}/" if result.folder.name == BEFORE else f"{COMMUNES}/…/"
    return f"{inner}/"


def _state(result: FolderResult) -> str:
    return "écrit" if any(each.outcome is Outcome.WRITTEN for each in result.written) else "inchangé"


def _agree(state: str, number: int) -> str:
    return f"{'dossiers' if number > 1 else 'dossier'} {state}{'s' if number > 1 else ''}"


def _show_projets(batch: Batch, file: str, screen: Screen) -> None:
    """The papers that can't be sent or signed as they are; a place to fill by hand is no lack."""
    rows = [(nom, _lacking(nom, manques, file)) for nom, manques in batch.projets.items()]
    if rows:
        screen.line("Projets, à compléter avant de les envoyer ou de les signer", Tone.STRONG)
        screen.table(rows)


def _lacking(nom: str, manques: tuple[Lacune, ...], file: str) -> str:
    """What they lack; a sheet with nothing of its own to fill waits for the convention that it signs.

    What makes the convention itself a PROJET without a blank is told with the findings.
    """
    seule = "voyez ci-dessous ce qui est à vérifier" if nom.endswith("à signer") else _ATTENDENT
    return lacking(manques, file) or seule


def _show_kept(batch: Batch, screen: Screen) -> None:
    """What is left as it is; an act that many folders hold, such as the convention, is told once."""
    kept: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for result in in_order(batch):
        told = [each for each in result.written if each.outcome in _TO_TELL]
        there = {each.act for each in told if (result.folder / each.name).exists()}
        for written in told:
            here = (result.folder / written.name).exists()
            if written.reason is not Reason.EDITED_ALONE and (here or written.act not in there):
                name = PurePath(written.name)
                why = _why_kept(written) if here else written.phrase
                noms, forms = kept.setdefault((name.stem, why), ({}, {}))
                noms[result.nom] = forms[name.suffix] = None
    rows = [(_kept_name(stem, [*noms], [*forms]), phrase) for (stem, phrase), (noms, forms) in kept.items()]
    if rows:
        screen.line("Laissés tels quels", Tone.STRONG)
        screen.table(rows)


def _show_removed(batch: Batch, screen: Screen) -> None:
    """The papers of the coordinator that were due at an earlier run, and are no more."""
    names: dict[str, None] = {}
    for result in in_order(batch):
        gone = (written for written in result.written if written.outcome is Outcome.REMOVED)
        names |= {
            PurePath(written.name).stem: None for written in gone if written.reason is Reason.NO_LONGER_DUE
        }
    if names:
        told = f"Retirés, n’étant plus dus\u00a0: {enumeration(list(names))}."
        screen.say(told)


def _show_old(told: str, folders: tuple[str, ...], screen: Screen) -> None:
    """The folders that are left, and why, in one sentence."""
    more = [compte(len(folders) - _OLD, "autre")] if len(folders) > _OLD else []
    if folders:
        screen.say(f"{told}\u00a0: {enumeration([*folders[:_OLD], *more])}.")


def _kept_name(stem: str, noms: list[str], forms: list[str]) -> str:
    """« 26 dossiers : 3-convention (.docx, .pdf) », « Hanvec : 1-lettre.docx »."""
    whose = noms[0] if len(noms) == 1 else compte(len(noms), "dossier")
    told = forms[0] if len(forms) == 1 else f" ({', '.join(forms)})"
    return f"{whose}\u00a0: {stem}{told}"


def _why_kept(written: Written) -> str:
    """In the words of a group: what councils were asked, what a member has signed, is never sent again."""
    figee = written.outcome is Outcome.NOT_REWRITTEN
    if figee and written.act == "convention-a-signer":
        return f"original déjà signé par un membre\u00a0: {_NON_REECRIT}"
    if figee and written.act.startswith("convention-"):
        return f"texte soumis à des conseils qui ont déjà voté\u00a0: {_NON_REECRIT}"
    if figee and written.act.startswith("signature-"):
        return f"feuille déjà signée\u00a0: {_NON_REECRIT}"
    return written.phrase


def _show_refused(batch: Batch, screen: Screen) -> None:
    rows = [(refus.nom, _why(refus)) for refus in batch.refus]
    rows += [
        (result.nom, str(fault))
        for result in in_order(batch)
        for fault in (result.fault,)
        if fault is not None
    ]
    if rows:
        screen.line("Refusés", Tone.STRONG)
        screen.table(rows)
    lost = {str(result.lost) for result in batch.results if result.lost is not None}
    for fault in sorted(lost):
        screen.error(fault)


def _why(refus: RefusedPapers) -> str:
    return " ".join(dict.fromkeys(f"{finding.message} ({finding.code})" for finding in refus.findings))


def _closing(batch: Batch) -> str:
    """How it ended; as soon as something is wrong, how many folders are there all the same."""
    refused = len(batch.refus) + len(batch.faults)
    told = f"{count(batch.report)}, {compte(refused, 'refus', 'refus')}" if refused else count(batch.report)
    if not refused and not batch.report.errors:
        return f"{told}."
    states = Counter(_state(result) for result in batch.results if result.fault is None)
    if not states:
        return f"{told}\u00a0: {_RIEN}."
    ecrits, inchanges = states["écrit"], states["inchangé"]
    parts = [f"{ecrits} {_agree('écrit', ecrits)}"] if ecrits else []
    if inchanges:
        parts.append(f"{inchanges} {_agree('inchangé', inchanges)}")
    return f"{told}\u202f; {', '.join(parts)}."


def interrupted(batch: Batch) -> str:
    """What Ctrl-C leaves."""
    done = compte(len(batch.results), "dossier")
    return (
        f"Interrompu\u00a0: {done} sur {batch.expected} "
        f"{'sont faits' if len(batch.results) > 1 else 'est fait'}, aucun fichier n’est à moitié écrit. "
        "Tapez la même commande pour faire les autres."
    )


def verdict(batch: Batch) -> int:
    """The exit code: 1 when something was refused, else that of what the machine could not do."""
    lost = [fault for result in batch.results for fault in (result.fault, result.lost) if fault is not None]
    refused = bool(batch.dossier.groupement is None or batch.refus or batch.report.errors)
    # A journal that can't be understood is a file of one folder to mend, as any other of the user's.
    codes = (1 if isinstance(fault, UnreadableJournal) else fault.exit_code for fault in lost)
    return max(int(refused), 0, *codes)


def batch_report(file: Path, batch: Batch) -> dict[str, Any]:
    """Everything that became of a batch, as data."""
    return {
        "fichier": file.as_posix(),
        "dossiers": [_issue(result) for result in in_order(batch)],
        "ne_servent_plus": list(batch.old_folders.finis),
        "a_verifier": list(batch.old_folders.douteux),
        "projets": [
            {"nom": nom, "manques": [lacune_report(each) for each in manques]}
            for nom, manques in batch.projets.items()
        ],
        "meme_texte": _proof(batch.wordings.proof),
        "refus": [
            {"nom": refus.nom, "constats": [finding_report(finding) for finding in refus.findings]}
            for refus in batch.refus
        ],
        "constats": [finding_report(finding) for finding in batch.report.findings],
    }


def _proof(preuve: Proof) -> dict[str, Any]:
    return {
        "actes": preuve.nombre,
        "modeles": preuve.modeles,
        "adoptees": preuve.adoptees,
        "non_comparees": preuve.inconnues,
        "empreinte": preuve.empreinte,
        "ecarts": [
            {"nom": nom, "paragraphe": e.paragraphe, "attendu": e.attendu, "trouve": e.trouve}
            for nom, e in preuve.ecarts
        ],
    }


def _issue(result: FolderResult) -> dict[str, Any]:
    fault = result.fault or result.lost
    found = {"nom": result.nom} | files_report(result.folder.as_posix(), result.written)
    return found | {"faute": str(fault)} if fault is not None else found


_GAP = "  "
_WIDE = 112  # columns from which the days are shown
_NARROW = 80  # below which only the missing step is
_LEAST_NAME, _LEAST_STEP = 20, 16
_COURTES = {
    Etape.ADOPTEE: "vote",
    Etape.TRANSMISE: "tran.",
    Etape.PUBLIEE: "publ.",
    Etape.EXECUTOIRE: "exéc.",
    Etape.NOTIFIEE: "not.",
    Etape.SIGNEE: "sig.",
}
_STYLES = {Situation.PARTIE: Tone.GOOD, Situation.EN_ATTENTE: Tone.WARNING, Situation.REJETEE: Tone.FAINT}


def show_status(file: Path, lu: Dossier, vu: Suivi | None, screen: Screen) -> None:
    """The whole screen; without a group, what is wrong with its file."""
    if vu is None:
        screen.line(f"Groupement\u00a0: {file.as_posix()}", Tone.STRONG)
        show_findings(lu.findings, screen, {})
        return
    groupement = vu.etat.groupement
    titre = f"Groupement\u00a0: {name_of_group(groupement)} · {au_jour(vu.etat)}"
    screen.say(titre, Tone.STRONG)
    if dite := alert(groupement):
        screen.say(dite, Tone.WARNING)
    screen.line()
    for ligne in _avancement(vu):
        show_lines(paragraph(ligne, screen.width) if ligne == NON_COMPTES else [ligne], screen)
    screen.line()
    _members(vu, screen)
    if dite := version_non_verifiee(vu):
        show_lines(paragraph(dite, screen.width), screen)
    for line in _amendments(groupement, file):
        show_lines(paragraph(line, screen.width), screen)
    show_findings(lu.findings, screen, {Mender.COORDONNATEUR: groupement.coordonnateur.designation})


def _amendments(groupement: Groupement, file: Path) -> Iterator[str]:
    """Each amendment to the convention, as far as its own returns tell."""
    for version in groupement.avenants:
        if version.avenant is not None:
            told = sum(membre.deliberation_le is not None for membre in version.membres)
            nom, asked = version.nom_du_texte, f"actgen status {file.as_posix()}"
            yield (
                f"{nom[:1].upper()}{nom[1:]}\u00a0: {compte(told, 'délibération')} sur "
                f"{len(version.membres)} ({asked} --avenant {version.avenant.numero})."
            )


def _avancement(vu: Suivi) -> Iterator[str]:
    membres, habitants = len(vu.lignes), vu.habitants
    largeur = max(len(each.etape.value) for each in vu.avancement)
    chiffres = len(nombre(habitants.nombre))
    annee = f" ({habitants.annee})" if habitants.annee else ""
    gens = f"{nombre(habitants.nombre)} {pluriel(habitants.nombre, 'habitant', 'habitants')}"
    yield f"{compte(membres, 'membre')}, {gens}{annee}"
    parts = [taux(each.membres, each.sur) for each in vu.avancement]
    autres = [taux(each.habitants, each.habitants_sur) for each in vu.avancement]
    place = max(5, *map(len, parts))
    for each, part, autre in zip(vu.avancement, parts, autres, strict=True):
        yield (
            f"  {each.etape.value.ljust(largeur)}{_GAP}{str(each.membres).rjust(len(str(membres)))} "
            f"{pluriel(each.membres, 'membre', 'membres').ljust(7)} "
            f"{part.rjust(place)}{_GAP}{nombre(each.habitants).rjust(chiffres)} "
            f"{pluriel(each.habitants, 'habitant', 'habitants').ljust(9)}{_GAP}"
            f"{autre.rjust(4)}"
        )
    yield NON_COMPTES


def _members(vu: Suivi, screen: Screen) -> None:
    """A table: the days where there is room for them, else yes or no, else the missing step alone."""
    wide = screen.width >= _WIDE
    etapes = tuple(Etape) if screen.width >= _NARROW else ()
    tetes = [(each.value if wide else _COURTES[each]) for each in etapes]
    largeurs = [max(len(tete), 10 if wide else 3) for tete in tetes]
    nom, manque = _widths(vu, screen.width - sum(largeurs) - len(_GAP) * (len(tetes) + 1))
    tete = _GAP.join(("membre".ljust(nom), *map(_centred, tetes, largeurs), "il manque"))
    screen.line(tete.rstrip(), Tone.STRONG)
    for ligne in vu.lignes:
        faits = [
            _centred(_done(ligne, each, wide), large) for each, large in zip(etapes, largeurs, strict=True)
        ]
        lignes = _side_by_side(_cut(_name(ligne), nom), _cut(etape_manquante(vu, ligne), manque))
        for rang, (premier, dernier) in enumerate(lignes):
            milieu = faits if rang == 0 else [" " * large for large in largeurs]
            texte = _GAP.join((premier + " " * (nom - cells(premier)), *milieu, dernier)).rstrip(" ")
            screen.line(texte, _STYLES.get(ligne.situation, Tone.PLAIN))
    if wide and (recues := receptions(vu)):
        dites = ", ".join(f"{_name(ligne)} le {date_chiffres(jour)}" for ligne, jour in recues)
        screen.say(f"Reçue par le représentant de l’État un autre jour\u00a0: {dites}.")


def _widths(vu: Suivi, reste: int) -> tuple[int, int]:
    """How wide are the names and the missing steps, in what the other columns leave."""
    noms = max(cells(_name(ligne)) for ligne in vu.lignes)
    etapes = max((cells(etape_manquante(vu, ligne)) for ligne in vu.lignes), default=0)
    nom = max(_LEAST_NAME, min(noms, reste - max(_LEAST_STEP, min(etapes, reste // 2))))
    return nom, max(_LEAST_STEP, reste - nom)


def _side_by_side(gauche: Sequence[str], droite: Sequence[str]) -> Iterator[tuple[str, str]]:
    for rang in range(max(len(gauche), len(droite))):
        yield (gauche[rang] if rang < len(gauche) else "", droite[rang] if rang < len(droite) else "")


def _cut(text: str, width: int) -> list[str]:
    """The lines of a cell; unlike a paragraph's, they may be short."""
    return wrap(text, width) or [""]


def _centred(text: str, width: int) -> str:
    return text.center(width)


def _name(ligne: LigneAnnexe) -> str:
    collectivite = ligne.membre.collectivite
    nom = collectivite.sigle or collectivite.nom
    return f"{nom}, coordonnateur" if ligne.est_coordonnateur else nom


def _done(ligne: LigneAnnexe, etape: Etape, wide: bool) -> str:
    jour = fait_le(ligne, etape)
    if etape is Etape.ADOPTEE and est_rejetee(ligne.membre):
        return "rejetée" if wide else "non"
    if jour is None:
        return "-"
    return date_chiffres(jour) if wide else "oui"


def status_report(file: Path, lu: Dossier, vu: Suivi | None, written: Sequence[Written]) -> dict[str, Any]:
    """The follow-up as the JSON report gives it."""
    au = None if vu is None else vu.etat.au
    groupement = lu.groupement
    avenant = groupement.avenant if groupement is not None else None
    return {
        "fichier": file.as_posix(),
        "au": au.isoformat() if au else None,
        "habitants": None if vu is None else {"nombre": vu.habitants.nombre, "annee": vu.habitants.annee},
        "avancement": []
        if vu is None
        else [
            {"etape": each.etape.value, "membres": each.membres, "habitants": each.habitants}
            for each in vu.avancement
        ],
        "avenant": avenant.numero if avenant is not None else None,
        "avenants": [
            {"numero": numero, "objet": each.objet}
            for numero, each in enumerate(groupement.origine.avenants_ecrits if groupement else (), start=1)
        ],
        "membres": [] if vu is None else [_member_report(vu, ligne) for ligne in vu.lignes],
        "constats": [finding_report(each) for each in lu.findings],
        "fichiers": files_report(None, written)["fichiers"],
    }


def _member_report(vu: Suivi, ligne: LigneAnnexe) -> dict[str, Any]:
    membre = ligne.membre
    jours = {each.value: fait_le(ligne, each) for each in Etape}
    return {
        "code": membre.collectivite.code,
        "nom": membre.collectivite.nom,
        "coordonnateur": ligne.est_coordonnateur,
        "habitants": population(ligne),
        "resultat": membre.resultat or None,
        "numero": membre.numero or None,
        **{etape: jour.isoformat() if jour else None for etape, jour in jours.items()},
        "reçue": membre.recue_le.isoformat() if membre.recue_le else None,
        "signataire": membre.signataire or None,
        "situation": situation_dite(ligne.situation, vu.etat.groupement),
        "etape_manquante": etape_manquante(vu, ligne) or None,
    }
