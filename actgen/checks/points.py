"""Items: their numbers, and what was done of each."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.seance import Abandon, Point
from actgen.figures.actes import objet
from actgen.figures.seance import FiguresSeance
from actgen.kinds.catalogue import Catalogue
from actgen.rules import rule
from actgen.text.grammar import compte
from actgen.text.lists import enumeration, etendue
from actgen.text.messages import phrase, shorten

from .outils import constatee

REG_NUMERO = rule("REG-NUMERO")
POINT_CONTRADICTOIRE = rule("POINT-CONTRADICTOIRE")


def check_doubles(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One number for two items: their acts would take each other's place."""
    par_numero: dict[int, list[Point]] = {}
    for point in figures.seance.points:
        par_numero.setdefault(point.numero, []).append(point)
    for numero, points in par_numero.items():
        if len(points) > 1:
            premier, second = (objet(p, catalogue.get(p.acte) if p.acte else None) for p in points[:2])
            yield REG_NUMERO.finding(
                phrase(
                    "Le numéro {n} est porté par {combien} points : « {premier} », « {second} ».",
                    n=numero,
                    combien=len(points),
                    premier=shorten(premier),
                    second=shorten(second),
                ),
                *(point.lieu for point in points),
                hint=phrase("Donnez à chacun son numéro d'ordre dans la séance."),
            )


def check_non_saisis(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An item of the file is not among those that it leaves out."""
    saisis = [p for p in figures.seance.points if p.numero in figures.seance.points_non_saisis]
    if saisis:
        un = len(saisis) == 1
        yield REG_NUMERO.finding(
            phrase(
                "Ce fichier écrit {points} {numeros}, qu'il dit {saisis}.",
                points="le point" if un else "les points",
                numeros=etendue(point.numero for point in saisis),
                saisis="non saisi" if un else "non saisis",
            ),
            figures.seance.lieux.get("points_non_saisis"),
            *(point.lieu for point in saisis),
            hint=phrase("Corrigez la rubrique « points_non_saisis »."),
        )


def check_lacunes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Numbers that nothing bears, from 1 to the last."""
    seance = figures.seance
    presents = {*(point.numero for point in seance.points), *seance.points_non_saisis}
    manquants = sorted(set(range(1, max(presents, default=0))) - presents)
    if manquants:
        mot = "le point" if len(manquants) == 1 else "les points"
        yield REG_NUMERO.finding(
            phrase("Il manque {mot} {numeros}.", mot=mot, numeros=etendue(manquants)),
            seance.points[0].lieu if seance.points else seance.lieux.get("points_non_saisis"),
            hint=phrase(
                "Ajoutez-{le}, ou nommez-{le} à la rubrique « points_non_saisis ».",
                le="le" if len(manquants) == 1 else "les",
            ),
            severity=Severity.WARNING,
        )


def check_non_traites(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Both set aside and voted, or set aside in two ways."""
    for point in figures.seance.points:
        ecrits = [abandon for abandon in Abandon if getattr(point, abandon.value)]
        if ecrits and point.vote is not None:
            yield POINT_CONTRADICTOIRE.finding(
                phrase(
                    "Point {n} : dit {sort} (« {motif} »), mais voté.",
                    n=point.numero,
                    sort=ecrits[0].mot,
                    motif=shorten(point.motif_abandon),
                ),
                point.lieux.get(ecrits[0].value),
                point.vote.lieu,
                hint=phrase("Gardez « {cle} » ou « vote », pas les deux.", cle=ecrits[0].value),
                point=point.numero,
            )
        if len(ecrits) > 1:
            yield POINT_CONTRADICTOIRE.finding(
                phrase(
                    "Point {n} : dit {sorts}, ce qui ne peut être à la fois.",
                    n=point.numero,
                    sorts=enumeration(abandon.mot for abandon in ecrits),
                ),
                *(point.lieux.get(abandon.value) for abandon in ecrits),
                hint=phrase("Gardez une seule de ces rubriques."),
                point=point.numero,
            )


def check_faute_de_quorum(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Set aside for want of a quorum that the attendance gives. Without it, that is what the law asks."""
    for point in figures.points:
        if not constatee(figures) or not point.faute_de_quorum or point.point.vote is not None:
            continue
        quorum, salle = point.quorum, point.presence.au_vote
        if quorum.comptes >= quorum.requis and len(salle.presents) >= quorum.requis:
            yield POINT_CONTRADICTOIRE.finding(
                phrase(
                    "Point {n} : dit non traité faute de quorum, avec {presents} pour un quorum de {requis}.",
                    n=point.point.numero,
                    presents=compte(quorum.comptes, "présent"),
                    requis=quorum.requis,
                ),
                point.point.lieux.get(point.point.abandon or ""),
                hint=phrase("Écrivez les départs sous « mouvements », ou corrigez la raison."),
                point=point.point.numero,
            )


RULES = (check_non_saisis, check_lacunes, check_non_traites, check_faute_de_quorum)
CATALOGUE_RULES = (check_doubles,)
