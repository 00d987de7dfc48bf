"""The list of deliberations examined; before 01/07/2022, the account of the session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from actgen.acts.liste import vue_liste
from actgen.document.nodes import Document
from actgen.facts.seance import EtatSeance
from actgen.figures.execution import Stade
from actgen.figures.seance import FiguresSeance
from actgen.figures.suites import examinees
from actgen.kinds.manifest import Kind
from actgen.law.suites import Suite, delai
from actgen.session.compose import Composer
from actgen.session.plans.desk import Desk
from actgen.session.plans.publications import lieu_public
from actgen.session.publication import Publication
from actgen.session.result import ActPlan, Due
from actgen.text.dates import date_chiffres, date_longue
from actgen.text.messages import phrase


def plan_lists(desk: Desk) -> Iterator[ActPlan]:
    """One of the two, by the law of the day, once something was examined."""
    figures = desk.figures
    nouvelle = figures.regime.regime_2022
    code = "liste_des_deliberations" if nouvelle else "compte_rendu"
    kind = desk.catalogue.get(code)
    if kind is None or figures.etat is EtatSeance.SANS_QUORUM:
        return
    plan = ActPlan(
        key=code.replace("_", "-"),
        kind=kind,
        point=None,
        titre="liste des délibérations" if nouvelle else "compte rendu",
        stade=Stade.ADOPTE,
        due=Due.WRITTEN,
        consigne=_consigne(figures),
    )
    if figures.etat is EtatSeance.A_TENIR:
        yield desk.not_yet(plan, "la séance ne s’est pas encore tenue")
    elif examinees(figures):
        yield desk.written(plan, partial(liste, desk.composer, kind))


def _consigne(figures: FiguresSeance) -> str:
    limite = delai(Suite.LISTE, figures.seance.date)
    fin = f" au plus tard le {date_chiffres(limite.fin(figures.seance.date))}" if limite else ""
    suivi = figures.seance.liste
    if suivi.affichee_le is not None:
        return (
            phrase("affichée le {le}", le=date_chiffres(suivi.affichee_le))
            if figures.regime.regime_2022
            else (phrase("affiché le {le}", le=date_chiffres(suivi.affichee_le)))
        )
    if not figures.regime.regime_2022:
        porte = "à la porte de la mairie" if figures.seance.collectivite.est_commune else "au siège"
        return f"à afficher {porte}{fin}\u202f; personne ne le signe"
    site = (
        ""
        if figures.seance.collectivite.site_internet is False
        else " et à mettre en ligne s’il existe un site,"
    )
    virgule = "" if site else ","
    return f"à afficher {lieu_public(figures)}{virgule or site}{fin}\u202f; personne ne la signe"


def liste(composer: Composer, kind: Kind) -> Document:
    """It is made to be posted: there is no whole copy of it, the minutes and the register are whole."""
    title = f"{kind.titre}, séance du {date_longue(composer.seance.date, jour=False)}"
    document = composer.document(
        composer.texts.body(kind, vue_liste(composer.figures, composer.catalogue)),
        kind,
        title=title,
        header=composer.header(),
        subject=title,
    )
    publication = Publication(composer)
    occultation = publication.occulte(document, kind)
    if not publication.prive(occultation):
        return occultation.document
    mention = publication.mention(kind)
    return replace(occultation.document, blocks=(*occultation.document.blocks, *mention))
