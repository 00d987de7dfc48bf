"""Which acts go to the State's representative, and whether they went."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Mender, Severity
from actgen.figures.seance import FiguresSeance
from actgen.figures.suites import SuitesDecidees, suites_recues
from actgen.kinds.catalogue import Catalogue
from actgen.law.suites import dispense_de_transmission, dispenses
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.messages import enumerate_words, phrase, say, shorten

TRANS_SOUMIS = rule("TRANS-SOUMIS")
EXEC_LOCAL = rule("EXEC-LOCAL")


def check_transmise(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Published and never sent: not executory, unless a dated certificate says so already."""
    for suites in suites_recues(figures):
        dates = suites.suites
        if (
            dates.publiee_le is None
            or dates.transmise_le is not None
            or dates.recue_le is not None
            or dates.certificat_du is not None
            or not suites.a_transmettre
        ):
            continue
        yield TRANS_SOUMIS.finding(
            phrase(
                "{acte} le {le}, mais rien ne dit {transmission} : {exec} tant que ce n'est pas fait.",
                **_accords(suites),
                le=date_chiffres(dates.publiee_le),
            ),
            suites.lieu("transmise_le"),
            hint=phrase(
                "Transmettez-{les}, puis écrivez la date à « transmise_le ».",
                les="les" if len(suites.a_transmettre) > 1 else "la",
            ),
            severity=Severity.WARNING,
            point=suites.point,
        )
        if figures.regime.alsace_moselle:
            yield EXEC_LOCAL.finding(
                phrase("Le droit local ne dispense pas de cette transmission."),
                suites.lieu("transmise_le"),
                point=suites.point,
            )


def _accords(suites: SuitesDecidees) -> dict[str, str]:
    if len(suites.a_transmettre) > 1:
        return {
            "acte": "Délibérations publiées",
            "transmission": "qu’elles ont été transmises au représentant de l’État",
            "exec": "elles ne sont pas exécutoires",
        }
    return {
        "acte": "Délibération publiée",
        "transmission": "qu’elle a été transmise au représentant de l’État",
        "exec": "elle n’est pas exécutoire",
    }


def check_dispense(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An item said to be exempt on a ground that the law doesn't know."""
    for point in figures.seance.points:
        dispense = point.dispense_de_transmission
        if dispense and dispense_de_transmission(dispense, figures.seance.date) is None:
            yield TRANS_SOUMIS.finding(
                phrase(
                    "Point {n} : « {dispense} » n'est pas un objet que la loi dispense de transmission.",
                    n=point.numero,
                    dispense=shorten(dispense),
                ),
                point.lieux.get("dispense_de_transmission"),
                hint=_objets(figures),
                point=point.numero,
            )


def check_modele(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A kind of deliberation that isn't sent says by which exception of the law."""
    for point in figures.seance.points:
        kind = catalogue.get(point.acte) if point.acte else None
        if kind is None or kind.transmissible or not kind.famille.est_votee:
            continue
        if dispense_de_transmission(kind.dispense_de_transmission, figures.seance.date) is None:
            yield TRANS_SOUMIS.finding(
                say(
                    "Le modèle « {modele} » dit ses délibérations dispensées de transmission, sans "
                    "nommer une exception de la loi.",
                    modele=kind.code,
                ),
                point.lieux.get("acte"),
                hint=phrase("Écrivez « dispense_de_transmission » dans acte.yaml. ") + _objets(figures),
                point=point.numero,
                mender=Mender.SERVICE_JURIDIQUE,
            )


def _objets(figures: FiguresSeance) -> str:
    objets = enumerate_words((each.objet for each in dispenses(figures.seance.date)), "et")
    return phrase("Seuls en sont dispensés : {objets}.", objets=objets)


RULES = (check_transmise, check_dispense)
CATALOGUE_RULES = (check_modele,)
