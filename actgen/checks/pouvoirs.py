"""Proxies as they are used: one for each holder, who must be there."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.personne import Membre
from actgen.facts.seance import Pouvoir
from actgen.figures.pouvoirs import en_trop
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.rules import rule
from actgen.text.elision import elision
from actgen.text.grammar import compte
from actgen.text.lists import enumeration_avec, etendue
from actgen.text.messages import phrase
from actgen.text.numbers import cardinal

from .outils import cgct, noms, portee, votes

_L2121_20 = cgct("L2121-20")

POUV_UNIQUE = rule("POUV-UNIQUE")
POUV_CHAINE = rule("POUV-CHAINE")


def check_unique(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A holder with more proxies than he may carry, at the opening or at an item that was voted."""
    permis = figures.regime.pouvoirs_par_membre
    trouves: dict[tuple[str, tuple[Pouvoir, ...]], tuple[Membre, list[FiguresPoint]]] = {
        (each.mandataire.nom_complet, each.pouvoirs): (each.mandataire, [])
        for each in en_trop(figures.ouverture.representes, permis)
    }
    for point in votes(figures):
        for detention in en_trop(point.presence.au_vote.representes, permis):
            cle = (detention.mandataire.nom_complet, detention.pouvoirs)
            trouves.setdefault(cle, (detention.mandataire, []))[1].append(point)
    for (_, pouvoirs), (mandataire, points) in trouves.items():
        for point_vise in portee(figures, points):
            yield _unique(mandataire, pouvoirs, permis, figures, point_vise)


def _unique(
    mandataire: Membre,
    pouvoirs: tuple[Pouvoir, ...],
    permis: int,
    figures: FiguresSeance,
    point: int | None,
) -> Diagnostic:
    debut = phrase("Point {n} : ", n=point) if point is not None else ""
    droit = "un seul est permis" if permis == 1 else f"{cardinal(permis)} sont permis"
    return POUV_UNIQUE.finding(
        debut
        + phrase(
            "{nom} détient {combien} ",
            nom=mandataire.nom_complet,
            combien=compte(len(pouvoirs), "pouvoir"),
        )
        + f"({noms(pouvoir.mandant for pouvoir in pouvoirs)})"
        + phrase(" ; {droit}.", droit=droit),
        *(pouvoir.lieu for pouvoir in pouvoirs),
        hint=phrase("Si un pouvoir a été écarté en séance, retirez-le du fichier : son auteur est absent."),
        point=point,
        article=figures.regime.quorum.texte if figures.regime.quorum.derogatoire else None,
    )


def check_sans_effet(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy whose holder isn't there: said in any case, an error where a stated figure needs it."""
    comptes = [point for point in votes(figures) if _compte_au_vote(point)]
    a_l_ouverture = _releve_gonfle(figures)
    deja_dits: set[Pouvoir] = set()
    for point in comptes:
        pouvoirs = _reels(point.presence.au_vote.sans_effet)
        if pouvoirs:
            deja_dits.update(pouvoirs)
            yield _compte(pouvoirs, point, point.point.vote.lieu if point.point.vote else None)
    if a_l_ouverture is not None and (pouvoirs := _reels(figures.ouverture.sans_effet)):
        deja_dits.update(pouvoirs)
        yield _compte(pouvoirs, None, a_l_ouverture)
    for pouvoir, points in _sans_effet(figures).items():
        if pouvoir not in deja_dits:
            yield _inutile(pouvoir, points, partout=len(points) == len(figures.points) > 0)


def _compte_au_vote(point: FiguresPoint) -> bool:
    """Whether the total of the vote is reached only with proxies without effect."""
    return point.decompte is not None and point.decompte.total in point.votants.contestes


def _releve_gonfle(figures: FiguresSeance) -> Location | None:
    """The place of a count of the opening that holds proxies without effect."""
    ouverture, releve = figures.ouverture, figures.seance.compte
    gonfle = range(1, len(ouverture.sans_effet) + 1)
    representes = len(ouverture.representes)
    comparaisons = (
        ("representes", releve.representes, representes),
        ("votants", releve.votants, len(ouverture.presents) + representes),
    )
    for champ, lu, deduit in comparaisons:
        if lu is not None and lu - deduit in gonfle:
            return releve.lieux.get(champ)
    return None


def _reels(pouvoirs: tuple[Pouvoir, ...]) -> tuple[Pouvoir, ...]:
    """Without those that someone gave to himself, which have their own rule."""
    return tuple(p for p in pouvoirs if p.mandant.nom_complet != p.mandataire.nom_complet)


def _sans_effet(figures: FiguresSeance) -> dict[Pouvoir, list[int]]:
    """The proxies without effect, each with the items where it is so; none: at the opening only."""
    trouves: dict[Pouvoir, list[int]] = {p: [] for p in _reels(figures.ouverture.sans_effet)}
    for point in figures.points:
        for pouvoir in _reels(point.presence.au_vote.sans_effet):
            trouves.setdefault(pouvoir, []).append(point.point.numero)
    return trouves


def _compte(pouvoirs: tuple[Pouvoir, ...], point: FiguresPoint | None, lieu: Location | None) -> Diagnostic:
    ou = phrase("Point {n} : ", n=point.point.numero) if point is not None else phrase("À l'ouverture : ")
    mandataires = {p.mandataire.nom_complet: p.mandataire for p in pouvoirs}.values()
    la = "qui n’est pas là" if len(mandataires) == 1 else "qui ne sont pas là"
    return POUV_CHAINE.finding(
        ou
        + phrase(
            "les chiffres écrits comptent {combien} sans effet, {mandants} à {mandataires}, {la}.",
            combien=compte(len(pouvoirs), "pouvoir"),
            mandants=enumeration_avec("de", (p.mandant.nom_complet for p in pouvoirs)),
            mandataires=noms(mandataires),
            la=la,
        ),
        *(p.lieu for p in pouvoirs),
        lieu,
        hint=phrase("Un pouvoir que personne ne porte ne vote pas : recomptez sans lui."),
        point=point.point.numero if point is not None else None,
    )


def _inutile(pouvoir: Pouvoir, points: list[int], *, partout: bool) -> Diagnostic:
    return POUV_CHAINE.finding(
        phrase("Le pouvoir {mandant} est sans effet ", mandant=elision("de", pouvoir.mandant.nom_complet))
        + (_aux_points(points) if points else phrase("à l'ouverture"))
        + phrase(" : {mandataire} n'y est pas.", mandataire=pouvoir.mandataire.nom_complet),
        pouvoir.lieu,
        hint=phrase(
            "Vérifiez le nom du mandataire ; sinon, retirez le pouvoir. Tant qu'il ne peut pas servir, son "
            "auteur est compté parmi les absents."
        )
        if partout
        else phrase(
            "Vérifiez le nom du mandataire et les « mouvements » ; s'ils sont exacts, rien à corriger : son "
            "auteur est alors compté parmi les absents."
        ),
        severity=Severity.WARNING,
    )


def _aux_points(points: list[int]) -> str:
    return f"au point {points[0]}" if len(points) == 1 else f"aux points {etendue(points)}"


RULES = (check_unique, check_sans_effet)
