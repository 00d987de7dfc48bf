"""The minutes: what the kind of each item tells stands in them and in its deliberation alike."""

from __future__ import annotations

from actgen.document.nodes import Document
from actgen.figures.seance import FiguresPoint
from actgen.kinds.manifest import Kind
from actgen.text.dates import date_longue
from actgen.views.builders.proces_verbal import Recit, vue_proces_verbal

from .compose import Composer


def proces_verbal(composer: Composer, kind: Kind) -> Document:
    """The minutes of the whole session."""
    figures = composer.figures
    recits = {point.point.numero: _recit(composer, point, kind) for point in figures.points}
    view = vue_proces_verbal(figures, composer.catalogue, recits)
    title = f"Procès-verbal de la séance du {date_longue(composer.seance.date, jour=False)}"
    return composer.document(
        composer.texts.body(kind, view), kind, title=title, header=composer.header(), subject=title
    )


def _recit(composer: Composer, point: FiguresPoint, minutes: Kind) -> Recit:
    texts = composer.texts.of_group(point.point.groupement)
    code = point.point.acte
    kind = composer.catalogue.get(code) if code else None
    view = composer.vue_deliberation(point, kind or minutes)
    retraits = texts.clause(minutes, "retraits", view)
    vote = texts.clause(minutes, "vote", view) if point.decide or view.point.nomination else ()
    debats = texts.prose(point.point.debats) if point.point.debats else ()
    if kind is None:
        return Recit(retraits=retraits, expose=view.point.expose, debats=debats, vote=vote)
    return Recit(
        retraits=retraits,
        expose=texts.clause(kind, "expose", view),
        debats=debats,
        dispositif=texts.clause(kind, "dispositif", view) if _a_decide(point) else (),
        vote=vote,
    )


def _a_decide(point: FiguresPoint) -> bool:
    """Whether the council decided what the act says: without quorum, it only voted on it."""
    return point.delibere and not point.vote_sans_quorum
