"""The Bureau of an EPCI: it decides by delegation of the council, and not on everything."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity, Status
from actgen.facts.seance import EtatSeance, Organe
from actgen.figures.actes import objet
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.catalogue import Catalogue
from actgen.law.delegations import Exclusion, exclusions
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase, shorten

from .outils import votes

EPCI_BUREAU = rule("EPCI-BUREAU")
_A_CONFIRMER = (Status.MEMORY, Status.INFERENCE)


def check_commune(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Only an EPCI has a Bureau that decides."""
    seance = figures.seance
    if seance.organe is Organe.BUREAU and seance.collectivite.est_commune:
        yield EPCI_BUREAU.finding(
            phrase("Une commune n'a pas de bureau qui délibère."),
            seance.lieux.get("organe"),
            hint=phrase("Effacez la ligne « organe: bureau » : c'est le conseil municipal qui décide."),
        )


def check_delegation(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The council's delegation is told, and older than what the Bureau decided by it."""
    if not _au_bureau(figures):
        return
    seance = figures.seance
    delegation = seance.delegation_du_conseil
    if delegation is not None and delegation > seance.date:
        yield EPCI_BUREAU.finding(
            phrase(
                "Le bureau s'est réuni le {jour} ; le conseil ne lui a donné délégation que le {delegation}.",
                jour=date_chiffres(seance.date),
                delegation=date_chiffres(delegation),
            ),
            seance.lieux.get("delegation_du_conseil"),
            seance.lieux.get("date"),
            hint=phrase("Relevez les deux dates ; si elles sont justes, le conseil doit délibérer lui-même."),
        )
    elif delegation is None and (votes(figures) or figures.etat is EtatSeance.A_TENIR):
        yield EPCI_BUREAU.finding(
            phrase("Délibération du bureau sans la délibération du conseil qui lui a donné délégation."),
            seance.lieux.get("delegation_du_conseil"),
            seance.lieux.get("organe"),
            hint=phrase("Écrivez sa date à la rubrique « delegation_du_conseil » de la séance."),
            severity=Severity.WARNING if figures.etat is EtatSeance.A_TENIR else None,
        )


def check_exclusions(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """What the council can't delegate: sure by the nature of an item, to be verified by its words."""
    if not _au_bureau(figures):
        return
    gardees = exclusions(figures.seance.date)
    for point in figures.points:
        if point.point.abandon:
            continue
        kind = catalogue.get(point.point.acte) if point.point.acte else None
        dit = objet(point.point, kind)
        matiere = point.point.matiere or (kind.matiere if kind else "")
        certaine = next((each for each in gardees if each.certaine(point.point.nature)), None)
        probable = next((each for each in gardees if each.probable(matiere, dit)), None)
        if certaine is not None:
            yield _exclue(point, certaine)
        elif probable is not None:
            yield _a_verifier(point, probable, dit)


def _au_bureau(figures: FiguresSeance) -> bool:
    return figures.seance.organe is Organe.BUREAU and not figures.seance.collectivite.est_commune


def _exclue(point: FiguresPoint, exclusion: Exclusion) -> Diagnostic:
    doute = exclusion.origine.statut in _A_CONFIRMER
    return EPCI_BUREAU.finding(
        phrase(
            "Point {n} : le conseil ne peut pas déléguer au bureau {objet}{doute}.",
            n=point.point.numero,
            objet=exclusion.objet,
            doute=" (à confirmer)" if doute else "",
        ),
        point.point.lieux.get("nature"),
        point.point.lieu,
        hint=phrase("Ce point relève du conseil : inscrivez-le à sa prochaine séance."),
        severity=Severity.WARNING if doute else None,
        point=point.point.numero,
    )


def _a_verifier(point: FiguresPoint, exclusion: Exclusion, dit: str) -> Diagnostic:
    return EPCI_BUREAU.finding(
        phrase(
            "Point {n} : « {dit} » paraît relever de ce que le conseil ne peut pas déléguer ({objet}).",
            n=point.point.numero,
            dit=shorten(dit),
            objet=exclusion.objet,
        ),
        point.point.lieu,
        hint=phrase("Vérifiez la délégation ; dans le doute, le conseil délibère lui-même."),
        severity=Severity.WARNING,
        point=point.point.numero,
    )


RULES = (check_commune, check_delegation)
CATALOGUE_RULES = (check_exclusions,)
