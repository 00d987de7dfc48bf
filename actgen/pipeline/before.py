"""The papers of before the session: they explain an item in the words that its kind will vote."""

from __future__ import annotations

from dataclasses import replace

from actgen.document.nodes import Document
from actgen.figures.seance import FiguresPoint
from actgen.kinds.manifest import Kind
from actgen.text.dates import date_longue
from actgen.text.messages import phrase
from actgen.views.builders.avant_seance import (
    Expose,
    vue_convocation,
    vue_feuille_de_presence,
    vue_note_de_synthese,
    vue_pouvoir,
)
from actgen.views.builders.commun import assemblee_de

from .compose import Composer


def convocation(composer: Composer, kind: Kind) -> Document:
    """The convocation of the session."""
    seance = composer.seance
    return _paper(
        composer,
        kind,
        vue_convocation(composer.figures),
        phrase(
            "Convocation du {assemblee} pour le {jour}",
            assemblee=assemblee_de(seance.collectivite, seance.organe),
            jour=date_longue(seance.date, jour=False),
        ),
    )


def pouvoir(composer: Composer, kind: Kind) -> Document:
    """The proxy form, blank."""
    title = f"Pouvoir pour la séance du {date_longue(composer.seance.date, jour=False)}"
    return _paper(composer, kind, vue_pouvoir(composer.figures), title)


def note_de_synthese(composer: Composer, kind: Kind) -> Document:
    """The explanatory note, item by item."""
    figures = composer.figures
    exposes = {point.point.numero: _expose(composer, point, kind) for point in figures.points}
    view = vue_note_de_synthese(figures, composer.catalogue, exposes)
    jour = date_longue(composer.seance.date, jour=False)
    return _paper(composer, kind, view, f"Note explicative de synthèse, séance du {jour}")


def feuille_de_presence(composer: Composer, kind: Kind) -> Document:
    """The attendance sheet, blank."""
    title = f"Feuille de présence, séance du {date_longue(composer.seance.date, jour=False)}"
    return _paper(composer, kind, vue_feuille_de_presence(composer.figures), title)


def _paper(composer: Composer, kind: Kind, view: object, title: str) -> Document:
    body = composer.texts.body(kind, view)
    return composer.document(body, kind, title=title, header=composer.header(), subject=title)


def _expose(composer: Composer, point: FiguresPoint, note: Kind) -> Expose:
    """The account and the decision as proposed: neither depends on how the item was voted since."""
    texts, code = composer.texts.of_group(point.point.groupement), point.point.acte
    kind = composer.catalogue.get(code) if code else None
    seen = composer.vue_deliberation(point, kind or note)
    view = replace(seen, vote=None, rejete=False, point=replace(seen.point, rapporteur=""))
    if kind is None:
        return Expose(expose=view.point.expose)
    return Expose(texts.clause(kind, "expose", view), texts.clause(kind, "dispositif", view))
