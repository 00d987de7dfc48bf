"""The first meeting after a general renewal."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.seance import NatureSeance
from actgen.figures.seance import FiguresSeance
from actgen.law.convocations import Appreciation
from actgen.law.regimes import premiere_reunion
from actgen.rules import rule
from actgen.text.dates import JOURS, date_longue
from actgen.text.grammar import compte
from actgen.text.messages import phrase

from .outils import cgct

CONV_INSTALLATION = rule("CONV-INSTALLATION")


def check_delai(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """When the notice would be too short for any other session: why it isn't for this one."""
    seance, regime = figures.seance, figures.regime
    envoi = seance.convocation.envoyee_le
    if not _installation(figures) or envoi is None or seance.convocation.urgence:
        return
    ordinaire, premiere = regime.delai, regime.delai_installation
    suffit = premiere.appreciation(envoi, seance.date) is Appreciation.CONFORME
    if suffit and ordinaire.appreciation(envoi, seance.date) is not Appreciation.CONFORME:
        yield CONV_INSTALLATION.finding(
            phrase(
                "Séance d'installation : {n} suffisent pour une commune, au lieu de {ordinaire}.",
                n=compte(premiere.jours_francs, "jour franc", "jours francs"),
                ordinaire=ordinaire.jours_francs,
            ),
            seance.convocation.lieu_envoi,
            article=cgct(premiere.article),
        )


def check_jour(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A day of the week on which the law holds no first meeting."""
    seance, regle = figures.seance, premiere_reunion(figures.seance.date)
    if not _installation(figures) or regle.permet(seance.date):
        return
    yield CONV_INSTALLATION.finding(
        phrase(
            "Séance d'installation du {jour} : après le renouvellement général, elle se tient du {premier} "
            "au {dernier} qui suivent le tour de scrutin décisif.",
            jour=date_longue(seance.date),
            premier=JOURS[regle.premier_jour - 1],
            dernier=JOURS[regle.dernier_jour - 1],
        ),
        seance.lieux.get("date"),
        hint=phrase("Vérifiez la date ; une élection partielle suit d'autres règles."),
        severity=Severity.INFO,
        article=cgct(regle.article),
    )


def _installation(figures: FiguresSeance) -> bool:
    seance = figures.seance
    return seance.nature is NatureSeance.INSTALLATION and seance.collectivite.est_commune


RULES = (check_delai, check_jour)
