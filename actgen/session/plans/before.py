"""The papers of before the session: due until it is held; afterwards, when they are asked for by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from actgen.acts.avant_seance import (
    Expose,
    note_jointe,
    vue_convocation,
    vue_feuille_de_presence,
    vue_note_de_synthese,
    vue_pouvoir,
)
from actgen.acts.seance import assemblee_de
from actgen.document.nodes import Document
from actgen.facts.seance import EtatSeance
from actgen.figures.echeance import Devoir
from actgen.figures.echeances import echeances
from actgen.figures.execution import Stade
from actgen.figures.seance import FiguresPoint
from actgen.kinds.manifest import Famille, Kind
from actgen.session.compose import Composer
from actgen.session.plans.desk import Desk
from actgen.session.plans.publications import copie_de_la_convocation
from actgen.session.result import ActPlan, Due
from actgen.text.dates import date_chiffres, date_longue
from actgen.text.lists import enumeration
from actgen.text.messages import phrase


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


_PAPERS: tuple[tuple[str, str, Callable[[Composer, Kind], Document]], ...] = (
    ("convocation", "convocation", convocation),
    ("pouvoir", "pouvoir à remplir", pouvoir),
    ("note_de_synthese", "note de synthèse", note_de_synthese),
    ("feuille_de_presence", "feuille de présence", feuille_de_presence),
)

_AVANT = Famille.AVANT_SEANCE.value
ON_REQUEST = (_AVANT, *(code.replace("_", "-") for code, _, _ in _PAPERS))

"""What `--only` may name although no plan of a session that was held does."""


def plan_before(desk: Desk) -> Iterator[ActPlan]:
    """Each paper of before the session that is due, or asked for."""
    for code, titre, compose in _PAPERS:
        kind = desk.catalogue.get(code)
        if kind is not None and _wanted(desk, code):
            plan = ActPlan(
                key=code.replace("_", "-"),
                kind=kind,
                point=None,
                titre=titre,
                stade=Stade.ADOPTE,  # the whole text, to sign or to fill: nobody votes on it
                due=Due.WRITTEN,
                consigne=_consigne(desk, code),
            )
            paper = desk.written(plan, partial(compose, desk.composer, kind))
            copies = tuple(copie_de_la_convocation(desk, paper)) if code == "convocation" else ()
            yield paper if copies or code != "convocation" else _to_post(desk, paper)
            yield from copies


def _wanted(desk: Desk, code: str) -> bool:
    """A note that the law does not ask for is made where the file says that it is enclosed."""
    if desk.only & {code, code.replace("_", "-"), _AVANT}:
        return True
    due = desk.figures.etat is EtatSeance.A_TENIR
    return due and (code != "note_de_synthese" or note_jointe(desk.figures))


def _consigne(desk: Desk, code: str) -> str:
    if code == "convocation":
        return _to_send(desk)
    if code == "feuille_de_presence":
        return "à imprimer et à faire signer à l’entrée en séance"
    return "à joindre à la convocation"


def _to_send(desk: Desk) -> str:
    convocation = desk.figures.seance.convocation
    if convocation.envoyee_le is not None:
        le = date_chiffres(convocation.envoyee_le)
        told = f"à signer et à envoyer à chaque membre le {le}"
        if desk.figures.etat is not EtatSeance.A_TENIR:
            told = phrase("à signer ; envoi du {le}", le=le)
    else:
        limite = next(each.le for each in echeances(desk.figures) if each.devoir is Devoir.CONVOCATION)
        assert limite is not None, "a convocation has a last day"
        told = f"à signer et à envoyer au plus tard le {date_chiffres(limite)}"
    papier = enumeration(membre.nom_complet for membre in convocation.papier_demande_par)
    return f"{told} (sur papier à {papier})" if papier else told


def _to_post(desk: Desk, convocation: ActPlan) -> ActPlan:
    """It is put up too, once it was sent; where it holds what must be hidden, its copy is, and says so."""
    held = desk.figures.etat is not EtatSeance.A_TENIR
    if held or convocation.due is not Due.WRITTEN or desk.figures.seance.convocation.affichee_le is not None:
        return convocation
    return replace(convocation, consigne=f"{convocation.consigne}, puis à afficher ou à publier")
