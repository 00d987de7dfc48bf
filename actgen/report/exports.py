"""The screens of `export`: what was prepared, where, what is wrong; and the same as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from actgen.exports.archive import Archive
from actgen.exports.depot import BORDEREAU, Depot
from actgen.exports.opendata.file import OpenData
from actgen.exports.opendata.rows import Rangee
from actgen.exports.pieces import SIGNE
from actgen.exports.transmission import Transmission
from actgen.report.as_json import files_report, finding_report
from actgen.report.findings import count, show_findings
from actgen.report.screen import Screen, Style
from actgen.sources import french_size
from actgen.text.dates import date_chiffres
from actgen.text.grammar import compte
from actgen.text.lists import etendue
from actgen.text.messages import phrase

Export = Transmission | OpenData | Archive

_INTACT = "rien n’est écrit, les fichiers déjà produits sont intacts."


def show_export(file: Path, export: Export, screen: Screen) -> None:
    """What was prepared, act by act or in sum, then the files, what is wrong, how it ended."""
    match export:
        case Transmission():
            screen.say(phrase("Transmission : {fichier}", fichier=file.as_posix()), Style.STRONG)
            _show_depots(export, screen)
            closing = _closing_transmission(export)
        case OpenData():
            screen.say(phrase("Données ouvertes : {fichier}", fichier=file.as_posix()), Style.STRONG)
            screen.table(_seances(export))
            closing = _closing_opendata(export)
        case Archive():
            screen.say(phrase("Archive : {fichier}", fichier=file.as_posix()), Style.STRONG)
            screen.table(_dossiers(export))
            closing = _closing_archive(export)
    if export.dossier is not None:
        screen.line(f"Dans {export.dossier.as_posix()}/", Style.STRONG)
        screen.table([(each.name, each.phrase) for each in export.written])
    show_findings(export.report.findings, screen, {})
    screen.line()
    screen.say(f"{count(export.report)}\u00a0: {_INTACT}" if export.report.errors else closing)


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
        screen.say(head, Style.STRONG)
        screen.table(_fields(depot))
    if transmission.dispenses:
        points = etendue(transmission.dispenses)
        many = len(transmission.dispenses) > 1
        screen.say(phrase("Sans transmission : point{s} {points}", s="s" if many else "", points=points))
    if told := tels_quels(transmission.depots):
        screen.say(told)


def tels_quels(depots: Sequence[Depot]) -> str:
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
        "numero": depot.numero,
        "matiere": depot.code,
        "objet": depot.objet,
        "fichiers": [
            {"nom": each.nom, "type": each.type, "source": each.piece.nom, "signe": each.piece.signe}
            for each in depot.fichiers
        ],
    }


def _seances(opendata: OpenData) -> list[tuple[str, str]]:
    seances: dict[str, list[Rangee]] = {}
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
        "{combien}, au schéma national 2.1.5 : les onze contrôles sont passés.",
        combien=compte(len(opendata.rangees), "délibération"),
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
    nature = phrase("{n} ({nom})", n=depot.nature.numero, nom=depot.nature.nom)
    files = [
        (
            "Acte" if not rank else "Annexe",
            f"{each.piece.nom}, {french_size(len(each.piece.contenu))} → {each.nom}",
        )
        for rank, each in enumerate(depot.fichiers)
    ]
    return [
        ("Numéro", depot.numero),
        ("Nature", nature),
        ("Matière", f"{depot.code} {depot.matiere.nom}"),
        ("Objet", depot.objet),
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
