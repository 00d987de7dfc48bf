"""The arithmetic of a vote, its result, and the word « unanimité »."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Scope, Severity, Status, declare
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Decompte, voix_du_president
from actgen.model.vote import Scrutin, Sens, Vote
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase

from .outils import cgct, votes

VOTE_TOTAL = declare(
    "VOTE-TOTAL",
    Severity.ERROR,
    "Le total des voix d’un point est celui des membres qui pouvaient voter.",
    scope=Scope.STATED,
    status=Status.VERIFIED,
    article=cgct("L2121-20"),
)
VOTE_MAJORITE = declare(
    "VOTE-MAJORITE",
    Severity.ERROR,
    "Le résultat annoncé est celui que donnent les suffrages exprimés.",
    scope=Scope.STATED,
    status=Status.VERIFIED,
    article=cgct("L2121-20"),
)
VOTE_PREPONDERANTE = declare(
    "VOTE-PREPONDERANTE",
    Severity.ERROR,
    "En cas de partage des voix, le vote du président est connu\u00a0: il l’emporte, sauf scrutin secret.",
    scope=Scope.STATED,
    status=Status.VERIFIED,
    article=cgct("L2121-20"),
)
VOTE_UNANIMITE = declare(
    "VOTE-UNANIMITE",
    Severity.ERROR,
    "«\u00a0À l’unanimité\u00a0» ne s’écrit que sans voix contre\u202f; avec des abstentions, "
    "c’est celle des exprimés.",
    scope=Scope.STATED,
    status=Status.VERIFIED,
    article=cgct("L2121-20"),
)


def check_total(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A total that no defensible count of voters gives. Votes of a round may go to several seats each."""
    for point in votes(figures):
        vote, chiffres = point.point.vote, point.decompte
        if vote is None or chiffres is None:
            continue
        if vote.tours:
            yield from _tours(point, vote)
        elif chiffres.pour < 0:
            total = chiffres.total - chiffres.pour
            yield _total(point, vote, total)
        elif chiffres.total not in point.votants.defendables | point.votants.contestes:
            yield _total(point, vote, chiffres.total)


def _total(point: FiguresPoint, vote: Vote, total: int) -> Diagnostic:
    return VOTE_TOTAL.finding(
        phrase("Point {n} : {total} voix pour ", n=point.point.numero, total=total) + f"{_possibles(point)}.",
        vote.lieu,
        hint=phrase(
            "Recomptez les voix ; une arrivée, un départ ou un membre intéressé s'écrit dans "
            "« mouvements » ou « interesse »."
        ),
        point=point.point.numero,
    )


def _possibles(point: FiguresPoint) -> str:
    """« 13 votants possibles (11 présents + 2 pouvoirs) »."""
    salle = point.presence.au_vote
    parts = [compte(len(salle.presents), "présent")]
    if salle.representes:
        parts.append(compte(len(salle.representes), "pouvoir"))
    somme = " + ".join(parts)
    if ecartes := len(salle.presents) + len(salle.representes) - point.votants.nombre:
        somme += f" − {compte(ecartes, 'voix écartée', 'voix écartées')}"
    autres = sorted(point.votants.defendables - {point.votants.nombre})
    nombres = enumeration([str(n) for n in (*autres, point.votants.nombre)], "ou")
    mot = "votant possible" if point.votants.nombre < 2 else "votants possibles"
    return f"{nombres}\u00a0{mot} ({somme})"


def _tours(point: FiguresPoint, vote: Vote) -> Iterator[Diagnostic]:
    plafond = max(point.votants.defendables | point.votants.contestes)
    for rang, tour in enumerate(vote.tours, start=1):
        plus_haut = max((voix for _, voix in tour.voix), default=0) + tour.blancs + tour.nuls
        if plus_haut > plafond:
            yield VOTE_TOTAL.finding(
                phrase(
                    "Point {n}, tour {rang} : {total} voix pour ",
                    n=point.point.numero,
                    rang=rang,
                    total=plus_haut,
                )
                + f"{_possibles(point)}.",
                tour.lieu,
                hint=phrase("Recomptez les bulletins de ce tour."),
                point=point.point.numero,
            )


def check_majorite(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A stated result that the figures contradict."""
    for point in votes(figures):
        vote, chiffres = point.point.vote, point.decompte
        if vote is None or chiffres is None or point.resultat is None or not vote.resultat:
            continue
        if vote.resultat != point.resultat.value:
            yield VOTE_MAJORITE.finding(
                phrase(
                    "Point {n} : « {annonce} », contraire au décompte ({decompte}), qui donne « {calcule} ».",
                    n=point.point.numero,
                    annonce=vote.resultat,
                    decompte=_pour_contre(chiffres),
                    calcule=point.resultat.value,
                ),
                vote.lieu,
                hint=phrase("Corrigez le résultat, ou les voix. Les abstentions ne comptent pas."),
                point=point.point.numero,
            )


def check_preponderante(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A tie: the file must tell how the item's president voted; an abstention rejects, says no text."""
    for point in votes(figures):
        vote, chiffres = point.point.vote, point.decompte
        if vote is None or chiffres is None or not chiffres.partage or chiffres.scrutin is Scrutin.SECRET:
            continue
        voix = voix_du_president(vote, point.president)
        if voix is None:
            yield VOTE_PREPONDERANTE.finding(
                phrase(
                    "Point {n} : partage égal des voix ({decompte}) ; le vote du président, qui l'emporte, "
                    "n'est pas indiqué.",
                    n=point.point.numero,
                    decompte=_pour_contre(chiffres),
                ),
                vote.lieu,
                hint=phrase(
                    "Ajoutez « voix_du_president » (pour ou contre) au vote. Cette voix ne s'ajoute pas."
                ),
                point=point.point.numero,
            )
        elif voix not in (Sens.POUR, Sens.CONTRE):
            yield VOTE_PREPONDERANTE.finding(
                phrase(
                    "Point {n} : partage égal des voix ({decompte}) et le président n'a pas départagé : "
                    "la proposition est tenue pour rejetée, à confirmer.",
                    n=point.point.numero,
                    decompte=_pour_contre(chiffres),
                ),
                vote.lieu,
                point=point.point.numero,
                severity=Severity.WARNING,
            )


def check_unanimite(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The word with a vote against, or with nobody for; with abstentions it needs its complement."""
    for point in votes(figures):
        vote, chiffres = point.point.vote, point.decompte
        if vote is None or chiffres is None or not vote.unanimite or chiffres.pour < 0:
            continue
        n = point.point.numero
        if not chiffres.unanime:
            yield VOTE_UNANIMITE.finding(
                phrase("Point {n} : « unanimité » avec {faits}.", n=n, faits=_pour_contre(chiffres)),
                vote.lieu,
                hint=phrase("Écrivez les voix : « 12 pour, 1 contre »."),
                point=n,
            )
        elif chiffres.abstentions:
            yield VOTE_UNANIMITE.finding(
                phrase(
                    "Point {n} : {abstentions} ; l'unanimité est celle « des suffrages exprimés ».",
                    n=n,
                    abstentions=compte(chiffres.abstentions, "abstention"),
                ),
                vote.lieu,
                hint=phrase("Rien à corriger si les abstentions sont exactes : l'acte l'écrira ainsi."),
                point=n,
                severity=Severity.WARNING,
            )


def _pour_contre(chiffres: Decompte) -> str:
    return f"{chiffres.pour} pour, {chiffres.contre} contre"


RULES = (check_total, check_majorite, check_preponderante, check_unanimite)
