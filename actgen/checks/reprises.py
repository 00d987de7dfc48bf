"""Items taken up from past sessions: figures still to be written, and what is to be read again."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.rules import Rule, rule
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import shorten
from actgen.council.facts.reprise import Repris, Reprise
from actgen.council.figures.seance import FiguresPoint, FiguresSeance

REPRISE_CHIFFRE = rule("REPRISE-CHIFFRE")
REPRISE_A_RELIRE = rule("REPRISE-A-RELIRE")
_PLACES = 8  # of one finding
_VALUES = 3  # of one key


def check_chiffres(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The keys whose figures were left behind: a warning before the vote, as any blank."""
    for point, reprise in _taken_up(figures):
        yield from _told(
            REPRISE_CHIFFRE,
            point,
            reprise.blancs,
            "Point {n} : à compléter, au lieu de ce que disait {passe} : {dit}.",
            "Écrivez sous « reprend » chacune de ces rubriques, en entier, même pour redire la même chose ; "
            "une rubrique laissée vide dit qu'il n'y en a plus.",
            None if point.delibere else Severity.WARNING,
        )


def check_relectures(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What carried over and may be true no more; what the act has no place for any more."""
    for point, reprise in _taken_up(figures):
        yield from _told(
            REPRISE_A_RELIRE,
            point,
            reprise.a_relire,
            "Point {n} : repris tel que le disait {passe}, à relire : {dit}.",
            "Ce qui a changé, ou que vous confirmez, s'écrit sous « reprend » ; un fichier se copie d'abord "
            "sous un autre nom, car la séance passée garde le sien.",
        )
        yield from _told(
            REPRISE_A_RELIRE,
            point,
            reprise.perdues,
            "Point {n} : non repris de ce que disait {passe}, car l'acte ne le demande pas : {dit}.",
            "Vérifiez qu'il ne manque rien ; sinon, écrivez-le aux rubriques de l'acte.",
        )


def _taken_up(figures: FiguresSeance) -> Iterator[tuple[FiguresPoint, Reprise]]:
    for point in figures.points:
        if point.point.reprise is not None and point.point.abandon is None:
            yield point, point.point.reprise


def _told(
    code: Rule,
    point: FiguresPoint,
    values: tuple[Repris, ...],
    message: str,
    hint: str,
    severity: Severity | None = None,
) -> Iterator[Diagnostic]:
    """One finding for what is said of these values of an item: where it takes them up, where they are."""
    reprise = point.point.reprise
    if not values or reprise is None:
        return
    dits: dict[str, list[str]] = {}
    for each in values:
        dits.setdefault(each.rubrique, []).append(shorten(each.dit))
    yield code.tell(
        message,
        reprise.lieu,
        *(each.lieu for each in values[:_PLACES]),
        hint=hint,
        point=point.point.numero,
        severity=severity,
        passe=reprise.point,
        dit=enumeration(
            (f"{nom} ({_said(several)})" for nom, several in dits.items()), points_virgules=False
        ),
    )


def _said(dits: list[str]) -> str:
    """« 3,50 €, 4,20 €, 5 € et 9 autres »."""
    more = len(dits) - _VALUES
    few = enumeration(dits[:_VALUES], "", points_virgules=False)
    return f"{few} et {more} autres" if more > 1 else enumeration(dits, "", points_virgules=False)
