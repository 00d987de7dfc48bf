"""The list of deliberations: shown within a week, whole. Before 01/07/2022 it was the "compte rendu"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Severity
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.suites import examinees
from actgen.figures.votes import Resultat
from actgen.law.suites import Suite, delai
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.lists import enumeration, etendue
from actgen.text.messages import phrase

from .outils import constatee

LISTE_DELIB = rule("LISTE-DELIB")
_FAITS = {"affichee_le": "affichage", "mise_en_ligne_le": "mise en ligne"}


def check_delai(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Shown after the session, and within its week."""
    liste, jour = figures.seance.liste, figures.seance.date
    limite = delai(Suite.LISTE, jour)
    faits = {champ: le for champ in _FAITS if (le := getattr(liste, champ)) is not None}
    if limite is None or not faits:
        return
    trop_tot = {champ: le for champ, le in faits.items() if le < jour}
    if trop_tot:
        yield LISTE_DELIB.finding(
            phrase(
                "{quoi} : {faits}, avant la séance du {jour}.",
                quoi=_nom(figures),
                faits=_dits(trop_tot),
                jour=date_chiffres(jour),
            ),
            *(liste.lieux.get(champ) for champ in trop_tot),
            hint=phrase("Relevez la date sur la liste affichée ou mise en ligne, et celle de la séance."),
            severity=Severity.ERROR,
        )
    en_retard = {champ: le for champ, le in faits.items() if limite.depasse(jour, le)}
    if en_retard:
        yield LISTE_DELIB.finding(
            phrase(
                "{quoi} : {faits} ; c'était à faire au plus tard le {limite}.",
                quoi=_nom(figures),
                faits=_dits(en_retard),
                limite=date_chiffres(limite.fin(jour)),
            ),
            *(liste.lieux.get(champ) for champ in en_retard),
            hint=phrase(
                "Si la date est juste, gardez-la : ce n'est pas la liste qui rend les actes exécutoires."
            ),
        )


def check_deux_lieux(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Since 01/07/2022: at the town hall, and on the site of whoever has one."""
    liste = figures.seance.liste
    if not figures.regime.regime_2022:
        return
    if liste.mise_en_ligne_le is not None and liste.affichee_le is None:
        yield LISTE_DELIB.finding(
            phrase("Liste des délibérations mise en ligne, mais rien ne dit qu'elle a été affichée."),
            liste.lieux.get("affichee_le"),
            hint=phrase("Affichez-la aussi, et écrivez la date à « affichee_le »."),
        )
    elif (
        liste.affichee_le is not None
        and liste.mise_en_ligne_le is None
        and figures.seance.collectivite.site_internet
    ):
        yield LISTE_DELIB.finding(
            phrase("Liste des délibérations affichée, mais rien ne dit qu'elle est en ligne."),
            liste.lieux.get("mise_en_ligne_le"),
            hint=phrase("La collectivité a un site internet : mettez-la en ligne et écrivez-en la date."),
        )


def check_points(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Every item that was examined, whatever became of it; and none that the session doesn't have."""
    liste, seance = figures.seance.liste, figures.seance
    if liste.points is None or not constatee(figures):
        return
    connus = {*(point.numero for point in seance.points), *seance.points_non_saisis}
    inconnus = [numero for numero in liste.points if numero not in connus]
    if inconnus:
        yield LISTE_DELIB.finding(
            phrase(
                "La liste des délibérations nomme {points}, que la séance n'a pas.",
                points=_points(inconnus),
            ),
            liste.lieux.get("points"),
            hint=phrase("Corrigez « points », ou ajoutez ce point à la séance."),
        )
    manquants = [point for point in examinees(figures) if point.point.numero not in liste.points]
    if manquants:
        yield LISTE_DELIB.finding(
            phrase(
                "La liste des délibérations ne nomme pas {points} : elle porte tout ce qui a été examiné, "
                "adopté, rejeté ou reporté.",
                points=enumeration(f"le point {_sort(point)}" for point in manquants),
            ),
            liste.lieux.get("points"),
            hint=phrase("Complétez la liste affichée, puis « points »."),
        )


def _nom(figures: FiguresSeance) -> str:
    return "Liste des délibérations" if figures.regime.regime_2022 else "Compte rendu de la séance"


def _dits(faits: dict[str, date]) -> str:
    return enumeration(f"{_FAITS[champ]} le {date_chiffres(le)}" for champ, le in faits.items())


def _points(valeurs: list[int]) -> str:
    return f"{'le point' if len(valeurs) == 1 else 'les points'} {etendue(valeurs)}"


def _sort(point: FiguresPoint) -> str:
    if point.point.abandon:
        return f"{point.point.numero} (reporté)"
    if point.vote_sans_quorum:
        return f"{point.point.numero} (voté sans quorum)"
    sort = point.resultat if point.resultat is Resultat.REJETE else Resultat.ADOPTE
    return f"{point.point.numero} ({sort})" if point.resultat is not None else str(point.point.numero)


RULES = (check_delai, check_deux_lieux, check_points)
