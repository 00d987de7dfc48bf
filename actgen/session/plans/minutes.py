"""The minutes of the session."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from actgen.acts.proces_verbal import Recit, vue_proces_verbal
from actgen.document.nodes import Document
from actgen.facts.seance import EtatSeance
from actgen.facts.suites import ProcesVerbal
from actgen.figures.execution import Stade
from actgen.figures.seance import FiguresPoint
from actgen.kinds.manifest import Kind
from actgen.session.compose import Composer
from actgen.session.plans.desk import Desk, signataires
from actgen.session.plans.publications import copie_du_proces_verbal
from actgen.session.result import ActPlan, Due
from actgen.text.dates import date_chiffres, date_longue


def plan_minutes(desk: Desk) -> Iterator[ActPlan]:
    """The minutes, once the session was held or found without quorum."""
    kind = desk.catalogue.get("proces_verbal")
    if kind is None:
        return
    plan = ActPlan(
        key="proces-verbal",
        kind=kind,
        point=None,
        titre="procès-verbal",
        stade=Stade.ADOPTE,
        due=Due.WRITTEN,
        consigne=f"{_arret(desk.figures.seance.proces_verbal)} ({signataires(desk.figures)})",
    )
    if desk.figures.etat is EtatSeance.A_TENIR:
        yield desk.not_yet(plan, "la séance ne s’est pas encore tenue")
    else:
        acte = desk.written(plan, partial(proces_verbal, desk.composer, kind))
        yield acte
        yield from copie_du_proces_verbal(desk, acte)


def _arret(suivi: ProcesVerbal) -> str:
    """What is left to do with it: nobody adopts minutes a second time."""
    if suivi.arrete_le is None:
        return "à arrêter au début de la prochaine séance, puis à signer"
    return f"arrêté le {date_chiffres(suivi.arrete_le)}\u00a0: à signer"


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
