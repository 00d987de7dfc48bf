"""The screens of `calendar`, `export` and `register`: duties, papers, what is wrong; and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from actgen.acts.views.seance import assemblee_de, designation_de
from actgen.api.report.as_json import files_report, finding_report, session_report
from actgen.api.report.check import menders
from actgen.api.report.findings import count, show_findings
from actgen.api.report.reading_back import heading
from actgen.api.report.screen import Screen, Tone
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte, du
from actgen.base.text.lists import etendue
from actgen.base.text.messages import phrase
from actgen.council.facts.seance import EtatSeance, Organe
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Borne, Echeance, Statut
from actgen.delivery.exports.archive import Archive
from actgen.delivery.exports.depot import BORDEREAU, Depot
from actgen.delivery.exports.opendata.file import OpenData
from actgen.delivery.exports.opendata.rows import OpenDataRow
from actgen.delivery.exports.pieces import SIGNE
from actgen.delivery.exports.transmission import Transmission
from actgen.delivery.register.register import Register
from actgen.delivery.register.sessions import RegisterOptions
from actgen.reading.sources import french_size
from actgen.session.result import Examination

_ETATS = {
    EtatSeance.A_TENIR: "Séance à tenir",
    EtatSeance.TENUE: "Séance tenue",
    EtatSeance.SANS_QUORUM: "Séance sans quorum",
}
_AVANT = {
    Borne.AU_PLUS_TARD: "au plus tard le",
    Borne.AU_PLUS_TOT: "pas avant le",
    Borne.JUSQU_AU: "jusqu’au",
    Borne.INDICATION: "vers le",
}
_PRUDENCE = phrase(
    "Les dates indicatives sont celles de droits d'autrui : elles ne s'impriment dans aucun acte."
)


def show_calendar(
    file: Path, examination: Examination, au: date | None, screen: Screen, *, received: bool = False
) -> None:
    """Each duty with its date, who answers for it, its article and where it stands.

    `received`: the session came from a member of a group, whose duties these are.
    """
    figures = examination.figures
    if figures is None:
        screen.line(f"Séance\u00a0: {file.as_posix()}", Tone.STRONG)
        show_findings(examination.report.errors, screen, menders(examination))
        return
    screen.say(heading(figures)[0], Tone.STRONG)
    a_venir = au is not None and au < figures.seance.date
    etat = "Séance à venir" if a_venir else _ETATS[figures.etat]
    etat += f"\u202f; état au {date_chiffres(au)}" if au else ""
    screen.say(etat)
    if received:
        nom = figures.seance.collectivite.nom
        screen.say(phrase("Séance reçue : ces échéances sont celles de {nom}, non les vôtres.", nom=nom))
    screen.line()
    lignes = echeances(figures)
    rows = [(_when(each), [_what(each, au), _details(each)]) for each in lignes]
    screen.table(rows)
    if any(each.statut is Statut.INDICATIF for each in lignes):
        screen.line()
        screen.say(_PRUDENCE)


def _when(ligne: Echeance) -> str:
    return f"{_AVANT[ligne.sens]} {date_chiffres(ligne.le)}" if ligne.le else "sans date"


def _what(ligne: Echeance, au: date | None) -> str:
    return phrase("{quoi} : {sort}", quoi=ligne.libelle, sort=_outcome(ligne, au))


def _outcome(ligne: Echeance, au: date | None) -> str:
    if ligne.fait_le is not None:
        tard = ", après cette date" if ligne.fait_trop_tard else ""
        return f"c’est fait, le {date_chiffres(ligne.fait_le)}{tard}"
    if ligne.statut is Statut.INDICATIF:
        if ligne.le is None:
            return "pas encore ouvert"
        return "à titre indicatif" if au is None else "ouvert" if au <= ligne.le else "fermé"
    if au is not None and ligne.en_retard(au):
        return "EN RETARD"
    if ligne.revolu:
        return "non indiqué"
    return "conseillé" if ligne.conseille else "à faire"


def _details(ligne: Echeance) -> str:
    return " · ".join(part for part in (ligne.qui, ligne.article, ligne.precision) if part)


def calendar_report(file: str, examination: Examination, au: date | None) -> dict[str, Any]:
    """One session as the JSON report gives it: its findings as `check` does, and its calendar."""
    whole = session_report(file, examination)
    figures = examination.figures
    lignes = echeances(figures) if figures is not None else ()
    return {
        **{key: whole[key] for key in ("fichier", "seance", "constats")},
        "au": au.isoformat() if au else None,
        "echeances": [_row(each, au) for each in lignes],
    }


def _row(ligne: Echeance, au: date | None) -> dict[str, Any]:
    return {
        "cle": ligne.devoir.value,
        "libelle": ligne.libelle,
        "points": list(ligne.points),
        "qui": ligne.qui,
        "article": ligne.article,
        "regle": ligne.code,
        "date": ligne.le.isoformat() if ligne.le else None,
        "sens": ligne.sens.value,
        "statut": ligne.statut.value,
        "fait_le": ligne.fait_le.isoformat() if ligne.fait_le else None,
        "conseille": ligne.conseille,
        "en_retard": ligne.en_retard(au) if au else None,
        "precision": ligne.precision,
    }


Export = Transmission | OpenData | Archive

_INTACT = "rien n’est écrit, les fichiers déjà produits sont intacts."


def show_export(file: Path, export: Export, screen: Screen) -> None:
    """What was prepared, act by act or in sum, then the files, what is wrong, how it ended."""
    match export:
        case Transmission():
            screen.say(phrase("Transmission : {fichier}", fichier=file.as_posix()), Tone.STRONG)
            _show_depots(export, screen)
        case OpenData():
            screen.say(phrase("Données ouvertes : {fichier}", fichier=file.as_posix()), Tone.STRONG)
            screen.table(_seances(export))
        case Archive():
            screen.say(phrase("Archive : {fichier}", fichier=file.as_posix()), Tone.STRONG)
            screen.table(_dossiers(export))
    if export.dossier is not None:
        screen.line(f"Dans {export.dossier.as_posix()}/", Tone.STRONG)
        screen.table([(each.name, each.phrase) for each in export.written])
    show_findings(export.report.findings, screen, {})
    screen.line()
    screen.say(ending(export))


def ending(export: Export | Register) -> str:
    """How it ended, in a sentence."""
    if export.report.errors and not isinstance(export, Register):
        return f"{count(export.report)}\u00a0: {_INTACT}"
    match export:
        case Transmission():
            return _closing_transmission(export)
        case OpenData():
            return _closing_opendata(export)
        case Archive():
            return _closing_archive(export)
        case Register():
            return _closing(export)


def export_report(file: Path, export: Export) -> dict[str, Any]:
    """The same for other programs."""
    content: dict[str, Any]
    match export:
        case Transmission(depots=depots, dispenses=dispenses):
            content = {"actes": list(map(_depot, depots)), "sans_transmission": list(dispenses)}
        case OpenData(rangees=rangees):
            content = {"lignes": [dict(each.valeurs) for each in rangees]}
        case Archive(fichiers=fichiers):
            told = [
                {"nom": each.nom, "octets": len(each.contenu), "sha256": each.sha256, "etat": each.etat.value}
                for each in fichiers
            ]
            content = {"contenu": told}
    return {
        "fichier": file.as_posix(),
        "constats": [finding_report(finding) for finding in export.report.findings],
        **content,
        **files_report(export.dossier.as_posix() if export.dossier else None, export.written),
    }


def _show_depots(transmission: Transmission, screen: Screen) -> None:
    """Each act with what a clerk types for it."""
    for depot in transmission.depots:
        head = phrase("Point {n} · {identifiant}", n=depot.point, identifiant=depot.identifiant)
        screen.say(head, Tone.STRONG)
        screen.table(_fields(depot))
    if transmission.dispenses:
        points = etendue(transmission.dispenses)
        many = len(transmission.dispenses) > 1
        screen.say(phrase("Sans transmission : point{s} {points}", s="s" if many else "", points=points))
    if told := as_written(transmission.depots):
        screen.say(told)


def as_written(depots: Sequence[Depot]) -> str:
    """The acts that nobody has put the signed copy of, and the name to give it; those that are sent stay."""
    trouves = [each for each in depots if each.tel_quel]
    if not trouves:
        return ""
    plusieurs = len(trouves) > 1
    told = phrase(
        "Point{s} {points} : aucun exemplaire signé sous le nom attendu ; {pris}.",
        s="s" if plusieurs else "",
        points=etendue(tuple(each.point for each in trouves)),
        pris="les actes non signés sont pris" if plusieurs else phrase("l'acte non signé est pris"),
    )
    a_deposer = next((each for each in trouves if not each.transmis), None)
    if a_deposer is None:
        return told
    return told + phrase(
        " Si vous transmettez l'exemplaire numérisé, nommez-le « {nom} », puis recommencez.",
        nom=f"{PurePath(a_deposer.acte.piece.nom).stem}{SIGNE}.pdf",
    )


def _depot(depot: Depot) -> dict[str, Any]:
    return {
        "point": depot.point,
        "identifiant": depot.identifiant,
        "numero": depot.saisie.numero,
        "matiere": depot.saisie.code,
        "objet": depot.saisie.objet,
        "fichiers": [
            {"nom": each.nom, "type": each.type, "source": each.piece.nom, "signe": each.piece.signe}
            for each in depot.fichiers
        ],
    }


def _seances(opendata: OpenData) -> list[tuple[str, str]]:
    seances: dict[str, list[OpenDataRow]] = {}
    for each in opendata.rangees:
        seances.setdefault(each.fichier, []).append(each)
    return [
        (date_chiffres(rangees[0].jour), f"{compte(len(rangees), 'délibération')} ({fichier})")
        for fichier, rangees in seances.items()
    ]


def _closing_opendata(opendata: OpenData) -> str:
    if not opendata.rangees:
        en = f" en {opendata.year}" if opendata.year is not None else ""
        return phrase("Aucune délibération votée{en} à exporter : rien n'est écrit.", en=en)
    return phrase(
        "{combien}, au schéma national 2.1.5.", combien=compte(len(opendata.rangees), "délibération")
    )


def _dossiers(archive: Archive) -> list[tuple[str, str]]:
    tailles: dict[str, list[int]] = {}
    for each in archive.fichiers:
        tailles.setdefault(each.nom.partition("/")[0], []).append(len(each.contenu))
    return [
        (nom, f"{compte(len(octets), 'fichier')}, {french_size(sum(octets))}")
        for nom, octets in tailles.items()
    ]


def _closing_archive(archive: Archive) -> str:
    return phrase(
        "{combien} et leurs empreintes. Les sources y sont entières : cette archive n'est pas à publier.",
        combien=compte(len(archive.fichiers), "fichier"),
    )


def _fields(depot: Depot) -> list[tuple[str, str]]:
    nature = phrase("{n} ({nom})", n=depot.saisie.nature.numero, nom=depot.saisie.nature.nom)
    files = [
        (
            "Acte" if not rank else "Annexe",
            f"{each.piece.nom}, {french_size(len(each.piece.contenu))} → {each.nom}",
        )
        for rank, each in enumerate(depot.fichiers)
    ]
    return [
        ("Numéro", depot.saisie.numero),
        ("Nature", nature),
        ("Matière", f"{depot.saisie.code} {depot.saisie.matiere.nom}"),
        ("Objet", depot.saisie.objet),
        *files,
    ]


def _closing_transmission(transmission: Transmission) -> str:
    if not transmission.depots:
        return phrase("Aucune délibération à transmettre : rien n'est écrit.")
    if all(depot.transmis for depot in transmission.depots):
        return phrase("Déjà transmis : ce dossier garde les fichiers tels qu'ils se déposent.")
    return phrase(
        "{actes}. Déposez ces fichiers sur votre plate-forme, en recopiant {bordereau} ; quand l'accusé de "
        "réception arrive, enregistrez-le à côté de la séance, sans changer son nom.",
        actes=compte(len(transmission.depots), "acte à transmettre", "actes à transmettre"),
        bordereau=BORDEREAU,
    )


def show_register(file: Path, register: Register, screen: Screen) -> None:
    """Everything that became of the register of a year."""
    screen.say(_title(file, register), Tone.STRONG)
    if register.folder is not None:
        screen.line(f"Dans {register.folder.as_posix()}/", Tone.STRONG)
        rows = [(each.name, each.phrase) for each in register.written]
        screen.table(rows)
    if register.printed is not None and register.written:
        screen.line("Feuillets", Tone.STRONG)
        screen.table(sheets(register))
    show_findings(register.report.findings, screen, {})
    screen.line()
    screen.say(ending(register))


def register_report(file: Path, register: Register) -> dict[str, Any]:
    """The same for other programs; sheets are first and last."""
    printed, options = register.printed, register.options
    return {
        "fichier": file.as_posix(),
        "annee": options.year,
        "organe": options.organe.value,
        "constats": [finding_report(finding) for finding in register.report.findings],
        "seances": [
            {
                "fichier": part.inscrites[0].figures.seance.fichier,
                "date": part.inscrites[0].figures.seance.date.isoformat(),
                "deliberations": [each.numero for each in part.inscrites],
            }
            for part in register.parts
        ],
        "feuillets": [
            {"partie": each.titre, "premier": each.sheets[0], "dernier": each.sheets[-1]}
            for each in (printed.ranges if printed else ())
        ],
        **files_report(register.folder.as_posix() if register.folder else None, register.written),
    }


def _title(file: Path, register: Register) -> str:
    collectivite, options = register.collectivite, register.options
    if collectivite is None:
        return f"Collectivité\u00a0: {file.as_posix()}"
    assemblee = assemblee_de(collectivite, options.organe)
    return f"Registre des délibérations {du(assemblee)}, {designation_de(collectivite)}, année {options.year}"


def sheets(register: Register) -> list[tuple[str, str]]:
    """The sheets of each part of a printed book: « 2 à 5 », then what they hold."""
    assert register.printed is not None, "only a printed book has sheets"
    acts = {part.titre: len(part.inscrites) for part in register.parts}
    rows = []
    for each in register.printed.ranges:
        first, last = each.sheets[0], each.sheets[-1]
        number = f"{first}" if first == last else f"{first} à {last}"
        told = f"\u00a0: {compte(acts[each.titre], 'délibération')}" if each.titre in acts else ""
        rows.append((number, f"{each.titre}{told}"))
    return rows


def _closing(register: Register) -> str:
    report = register.report
    if report.errors:
        return f"{count(report)}\u00a0: le registre n’est pas écrit, les fichiers déjà produits sont intacts."
    if not register.parts:
        return _none(register)
    acts = sum(len(part.inscrites) for part in register.parts)
    told = f"{compte(len(register.parts), 'séance')}, {compte(acts, 'délibération')}"
    if register.printed is not None and register.written:
        told += f", {compte(len(register.printed.sheets), 'feuillet')}. {_advice(register.options)}"
    return told if told.endswith(".") else f"{told}."


def _none(register: Register) -> str:
    options = register.options
    quoi = "du bureau " if options.organe is Organe.BUREAU else ""
    if register.sessions:
        return phrase("Aucune délibération de {annee} à inscrire : rien n'est écrit.", annee=options.year)
    return phrase(
        "Le dossier « seances » ne contient aucune séance {quoi}de cette collectivité en {annee} : rien "
        "n'est écrit.",
        quoi=quoi,
        annee=options.year,
    )


def _advice(options: RegisterOptions) -> str:
    how = "des deux côtés (bord long)" if options.both_sides else "au recto seulement"
    return f"À imprimer {how} sur papier permanent, à l’échelle 100\u00a0%, puis à signer et à relier."
