"""The screen of `status`: progress, a line a member, what is to be looked at; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from actgen.cli.layout import cells, paragraph
from actgen.cli.reports.as_json import files_report, finding_report
from actgen.cli.reports.findings import show_findings
from actgen.cli.screen import Screen, Style, show_lines
from actgen.diagnostics import Mender
from actgen.figures.groupements import est_rejetee
from actgen.figures.suivi import (
    NON_COMPTES,
    Etape,
    Suivi,
    etape_manquante,
    fait_le,
    population,
    receptions,
    taux,
)
from actgen.group.dossier import Dossier
from actgen.group.suivi import alerte, au_jour, nom_du_groupement
from actgen.model.groupement import LigneAnnexe, Situation
from actgen.text.dates import date_chiffres
from actgen.text.grammar import compte, pluriel
from actgen.text.numbers import nombre
from actgen.writing import Written

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
_STYLES = {
    Situation.PARTIE: Style.GOOD,
    Situation.EN_ATTENTE: Style.WARNING,
    Situation.REJETEE: Style.FAINT,
}


def show_status(file: Path, lu: Dossier, vu: Suivi | None, screen: Screen) -> None:
    """The whole screen; without a group, what is wrong with its file."""
    if vu is None:
        screen.line(f"Groupement\u00a0: {file.as_posix()}", Style.STRONG)
        show_findings(lu.findings, screen, {})
        return
    groupement = vu.etat.groupement
    titre = f"Groupement\u00a0: {nom_du_groupement(groupement)} · {au_jour(vu.etat)}"
    show_lines(paragraph(titre, screen.width), screen, Style.STRONG)
    if dite := alerte(groupement):
        show_lines(paragraph(dite, screen.width), screen, Style.WARNING)
    screen.line()
    for ligne in _avancement(vu):
        show_lines(paragraph(ligne, screen.width) if ligne == NON_COMPTES else [ligne], screen)
    screen.line()
    _membres(vu, screen)
    show_findings(lu.findings, screen, {Mender.COORDONNATEUR: groupement.coordonnateur.designation})


def _avancement(vu: Suivi) -> Iterator[str]:
    membres, habitants = len(vu.lignes), vu.habitants
    largeur = max(len(each.etape.value) for each in vu.avancement)
    chiffres = len(nombre(habitants.nombre))
    annee = f" ({habitants.annee})" if habitants.annee else ""
    gens = f"{nombre(habitants.nombre)} {pluriel(habitants.nombre, 'habitant', 'habitants')}"
    yield f"{compte(membres, 'membre')}, {gens}{annee}"
    parts = [taux(each.membres, membres) for each in vu.avancement]
    autres = [taux(each.habitants, habitants.nombre) for each in vu.avancement]
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


def _membres(vu: Suivi, screen: Screen) -> None:
    """A table: the days where there is room for them, else yes or no, else the missing step alone."""
    wide = screen.width >= _WIDE
    etapes = tuple(Etape) if screen.width >= _NARROW else ()
    tetes = [(each.value if wide else _COURTES[each]) for each in etapes]
    largeurs = [max(len(tete), 10 if wide else 3) for tete in tetes]
    nom, manque = _largeurs(vu, screen.width - sum(largeurs) - len(_GAP) * (len(tetes) + 1))
    tete = _GAP.join(("membre".ljust(nom), *map(_centre, tetes, largeurs), "il manque"))
    screen.line(tete.rstrip(), Style.STRONG)
    for ligne in vu.lignes:
        faits = [
            _centre(_fait(ligne, each, wide), large) for each, large in zip(etapes, largeurs, strict=True)
        ]
        lignes = _cote_a_cote(_coupe(_nom(ligne), nom), _coupe(etape_manquante(vu, ligne), manque))
        for rang, (premier, dernier) in enumerate(lignes):
            milieu = faits if rang == 0 else [" " * large for large in largeurs]
            texte = _GAP.join((premier + " " * (nom - cells(premier)), *milieu, dernier)).rstrip(" ")
            screen.line(texte, _STYLES.get(ligne.situation, Style.PLAIN))
    if wide and (recues := receptions(vu)):
        dites = ", ".join(f"{_nom(ligne)} le {date_chiffres(jour)}" for ligne, jour in recues)
        show_lines(
            paragraph(f"Reçue par le représentant de l’État un autre jour\u00a0: {dites}.", screen.width),
            screen,
        )


def _largeurs(vu: Suivi, reste: int) -> tuple[int, int]:
    """How wide are the names and the missing steps, in what the other columns leave."""
    noms = max(cells(_nom(ligne)) for ligne in vu.lignes)
    etapes = max((cells(etape_manquante(vu, ligne)) for ligne in vu.lignes), default=0)
    nom = max(_LEAST_NAME, min(noms, reste - max(_LEAST_STEP, min(etapes, reste // 2))))
    return nom, max(_LEAST_STEP, reste - nom)


def _cote_a_cote(gauche: Sequence[str], droite: Sequence[str]) -> Iterator[tuple[str, str]]:
    for rang in range(max(len(gauche), len(droite))):
        yield (
            gauche[rang] if rang < len(gauche) else "",
            droite[rang] if rang < len(droite) else "",
        )


def _coupe(text: str, width: int) -> list[str]:
    """The lines of a cell; unlike a paragraph's, they may be short."""
    return wrap(text, width) or [""]


def _centre(text: str, width: int) -> str:
    return text.center(width)


def _nom(ligne: LigneAnnexe) -> str:
    collectivite = ligne.membre.collectivite
    nom = collectivite.sigle or collectivite.nom
    return f"{nom}, coordonnateur" if ligne.est_coordonnateur else nom


def _fait(ligne: LigneAnnexe, etape: Etape, wide: bool) -> str:
    jour = fait_le(ligne, etape)
    if etape is Etape.ADOPTEE and est_rejetee(ligne.membre):
        return "rejetée" if wide else "non"
    if jour is None:
        return "-"
    return date_chiffres(jour) if wide else "oui"


def status_report(file: Path, lu: Dossier, vu: Suivi | None, written: Sequence[Written]) -> dict[str, Any]:
    """The follow-up as the JSON report gives it."""
    au = None if vu is None else vu.etat.au
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
        "membres": [] if vu is None else [_membre(ligne, etape_manquante(vu, ligne)) for ligne in vu.lignes],
        "constats": [finding_report(each) for each in lu.findings],
        "fichiers": files_report(None, written)["fichiers"],
    }


def _membre(ligne: LigneAnnexe, manque: str) -> dict[str, Any]:
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
        "situation": ligne.situation.value,
        "etape_manquante": manque or None,
    }
