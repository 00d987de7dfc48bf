"""The copies to be published, each right after the act that it is a copy of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from actgen.acts.publication import (
    VuePublication,
    vue_publication_deliberation,
    vue_publication_proces_verbal,
)
from actgen.diagnostics import Diagnostic
from actgen.document.nodes import SignaturePlace
from actgen.document.occultation import occulter
from actgen.facts.collectivite import ModePublicite
from actgen.facts.groupement import Groupement
from actgen.facts.seance import EtatSeance
from actgen.facts.suites import Suites
from actgen.figures.publication import donnees_privees, publie_le_proces_verbal
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.suites import mode_publication
from actgen.law.suites import Suite, delai
from actgen.rendering.formats import formats
from actgen.rules import rule
from actgen.session.files import COPIE
from actgen.session.plans.desk import Desk
from actgen.session.publication import Publication, VueDe, signataires
from actgen.session.result import ActPlan, Due
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase, say

OCCULTATION_ABSENTE = rule("OCCULTATION-ABSENTE")


def copie_de_la_deliberation(desk: Desk, acte: ActPlan, point: FiguresPoint) -> Iterator[ActPlan]:
    """The copy of a deliberation that was voted, adopted or rejected."""
    if not point.delibere:
        return
    plan = _plan(
        acte, f"publication-{point.point.numero:02}", f"publication {point.point.numero}", "la délibération"
    )
    consigne = _consigne(desk.figures, desk.figures.suites_de(point))
    vue_de = partial(_vue_deliberation, desk.figures, point)
    yield _copie(desk, acte, replace(plan, consigne=consigne), vue_de, point.point.groupement)


def copie_du_proces_verbal(desk: Desk, acte: ActPlan) -> Iterator[ActPlan]:
    """The copy of minutes: published once they are adopted, since 01/07/2022."""
    figures = desk.figures
    if not publie_le_proces_verbal(figures) or figures.etat is EtatSeance.A_TENIR:
        return
    plan = _plan(acte, "publication-proces-verbal", "publication du procès-verbal", "le procès-verbal")
    if figures.seance.proces_verbal.arrete_le is None:
        yield desk.not_yet(plan, "le procès-verbal n’est pas encore arrêté")
        return
    consigne = _consigne_du_proces_verbal(figures)
    yield _copie(desk, acte, replace(plan, consigne=consigne), partial(_vue_proces_verbal, figures))


def copie_de_la_convention(desk: Desk, acte: ActPlan) -> Iterator[ActPlan]:
    """The copy of an annexed convention: only when it holds what must be hidden."""
    consigne = "à publier avec la délibération qu’elle complète"
    return _masquee(desk, acte, "publication de la convention", consigne)


def copie_de_la_convocation(desk: Desk, acte: ActPlan) -> Iterator[ActPlan]:
    """The copy of a convocation to be posted: only when its agenda holds what must be hidden."""
    consigne = "à afficher ou à publier à la place de la convocation, envoyée entière aux seuls membres"
    return _masquee(desk, acte, "publication de la convocation", consigne)


def _masquee(desk: Desk, acte: ActPlan, titre: str, consigne: str) -> Iterator[ActPlan]:
    document = acte.document
    if document is None or not donnees_privees(desk.figures.seance):
        return
    publication = Publication(desk.composer)
    if not publication.prive(publication.occulte(document, acte.kind)):
        return
    plan = replace(
        acte,
        key=f"publication-{acte.key}",
        titre=titre,
        copie=COPIE,
        copie_de=acte.key,
        formats=formats(fixed=True),
        consigne=consigne,
    )
    yield desk.copied(plan, partial(publication.annexe, document, acte.kind))


def donnees_absentes(desk: Desk, plans: Sequence[ActPlan]) -> Iterator[Diagnostic]:
    """The data to hide that no act holds: told once every act is there to be read."""
    declarees = donnees_privees(desk.figures.seance)
    actes = [plan for plan in plans if not plan.copie]
    if not declarees or any(plan.document is None and plan.due is Due.REFUSED for plan in actes):
        return
    if desk.figures.etat is EtatSeance.A_TENIR:
        return
    publication = Publication(desk.composer)
    masques = publication.masques_prives("")
    trouves: set[str] = set()
    for plan in actes:
        if plan.document is not None:
            trouves |= occulter(plan.document, masques).trouves
    for point in (None, *(each.point for each in desk.figures.points)):
        donnees = desk.figures.seance.donnees_privees if point is None else point.donnees_privees
        for donnee in donnees:
            if donnee.texte not in trouves:
                yield OCCULTATION_ABSENTE.finding(
                    say("Aucun acte ne porte « {donnee} », qui est à occulter.", donnee=donnee.texte),
                    donnee.lieu,
                    hint=say(
                        "Écrivez-le comme dans l'acte, virgules comprises ; majuscules, accents et espaces "
                        "ne comptent pas. S'il n'y est plus, effacez cette ligne."
                    ),
                    point=point.numero if point is not None else None,
                )


def _plan(acte: ActPlan, key: str, titre: str, nom: str) -> ActPlan:
    """The plan of a copy; it waits for an act that is not final."""
    plan = replace(
        acte,
        key=key,
        titre=titre,
        copie=COPIE,
        copie_de=acte.key,
        formats=formats(fixed=True),
        transmis=False,
        projet=False,
        manques=(),
        refus=(),
        raisons=(),
        document=None,
    )
    if acte.document is None:
        return replace(plan, due=Due.NOT_YET, raisons=(f"{nom} n’est pas écrit{_accord(nom)}",), consigne="")
    if acte.projet:
        return replace(plan, due=Due.NOT_YET, raisons=(f"{nom} n’est encore qu’un projet",), consigne="")
    return plan


def _accord(nom: str) -> str:
    return "e" if nom.startswith("la ") else ""


def _copie(
    desk: Desk, acte: ActPlan, plan: ActPlan, vue_de: VueDe, groupement: Groupement | None = None
) -> ActPlan:
    if plan.due is not Due.WRITTEN or acte.document is None:
        return replace(plan, consigne="")
    if any(not place.name for place in signataires(acte.document)):
        return desk.not_yet(plan, "il manque le nom d’un signataire")
    publication = Publication(desk.composer, groupement)
    return desk.copied(plan, partial(publication.copie, acte.document, acte.kind, vue_de))


def _vue_deliberation(
    figures: FiguresSeance, point: FiguresPoint, places: Sequence[SignaturePlace], occulte: bool
) -> VuePublication:
    return vue_publication_deliberation(figures, point, places, occulte=occulte)


def _vue_proces_verbal(
    figures: FiguresSeance, places: Sequence[SignaturePlace], occulte: bool
) -> VuePublication:
    return vue_publication_proces_verbal(figures, places, occulte=occulte)


# What to do with a copy


def _consigne(figures: FiguresSeance, suites: Suites) -> str:
    mode, publiee = mode_publication(figures, suites), suites.publiee_le
    if mode is ModePublicite.ELECTRONIQUE:
        return _en_ligne(publiee)
    ou = lieu_public(figures)
    if mode is ModePublicite.AFFICHAGE:
        return (
            f"affichée le {date_chiffres(publiee)} {ou}"
            if publiee
            else f"à afficher {ou}, l’acte une fois signé"
        )
    if mode is ModePublicite.PAPIER:
        depuis = f" depuis le {date_chiffres(publiee)}" if publiee else ", l’acte une fois signé"
        return f"à tenir à la disposition du public, sur papier, {ou}{depuis}"
    return f"publiée le {date_chiffres(publiee)}" if publiee else "à publier, l’acte une fois signé"


def _en_ligne(publiee: date | None) -> str:
    if publiee is None:
        return "à mettre en ligne en entier, l’acte une fois signé, et à y laisser deux mois au moins"
    maintien = delai(Suite.EN_LIGNE, publiee)
    le = date_chiffres(publiee)
    if maintien is None:
        return f"mise en ligne le {le}"
    fin = date_chiffres(maintien.fin(publiee))
    return phrase("mise en ligne le {le} ; à y laisser jusqu'au {fin} au moins", le=le, fin=fin)


def _consigne_du_proces_verbal(figures: FiguresSeance) -> str:
    suivi = figures.seance.proces_verbal
    limite = delai(Suite.PROCES_VERBAL, figures.seance.date)
    if suivi.publie_le is not None:
        return phrase("publié le {le} ; à laisser en ligne en permanence", le=date_chiffres(suivi.publie_le))
    assert suivi.arrete_le is not None and limite is not None, "minutes to be published are adopted"
    conseil = ", conseillé ici" if figures.regime.alsace_moselle else ""
    site = "" if figures.seance.collectivite.site_internet is False else "en ligne s’il existe un site, et "
    return (
        f"à publier au plus tard le {date_chiffres(limite.fin(suivi.arrete_le))}{conseil}\u00a0: {site}"
        f"sur papier {lieu_public(figures)}"
    )


def lieu_public(figures: FiguresSeance) -> str:
    """Where the public comes to read: « à la mairie », « au siège »."""
    return "à la mairie" if figures.seance.collectivite.est_commune else "au siège"
