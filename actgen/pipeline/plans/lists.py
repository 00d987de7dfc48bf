"""The list of deliberations examined; before 01/07/2022, the account of the session."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from actgen.facts.seance import EtatSeance
from actgen.figures.execution import Stade
from actgen.figures.seance import FiguresSeance
from actgen.figures.suites import examinees
from actgen.law.suites import Suite, delai
from actgen.pipeline.liste import liste
from actgen.pipeline.options import ActPlan, Due
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

from .desk import Desk
from .publications import lieu_public


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
