"""Remedies: the right court, and the time they last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Severity
from actgen.figures.echeance import Devoir
from actgen.figures.echeances import echeances
from actgen.figures.recours import actes_par_juge
from actgen.figures.seance import FiguresSeance
from actgen.law.suites import Suite, delai
from actgen.law.territories import tribunal, tribunal_nomme
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase, say

REC_TA = rule("REC-TA")
REC_DELAI = rule("REC-DELAI")


def check_tribunal(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What the file of the collectivity says against the table; overseas there is no table."""
    collectivite = figures.seance.collectivite
    jour, lieu = figures.seance.date, collectivite.lieux.get("tribunal")
    attendu, ecrit = tribunal(collectivite.departement.code, jour), collectivite.tribunal
    if attendu is None:
        if not ecrit:
            yield REC_TA.finding(
                phrase(
                    "Département {code} : actgen n'a pas relevé les tribunaux d'outre-mer.",
                    code=collectivite.departement.code,
                ),
                lieu or collectivite.lieu,
                hint=phrase("Écrivez « tribunal: » dans le fichier de la collectivité."),
                severity=Severity.INFO,
            )
    elif ecrit and ((nomme := tribunal_nomme(ecrit, jour)) is None or nomme.nom != attendu.nom):
        yield REC_TA.finding(
            say(
                "Le tribunal compétent pour {nom} ({code}) est le {attendu}, non « {ecrit} ».",
                nom=collectivite.nom,
                code=collectivite.departement.code,
                attendu=attendu.nom,
                ecrit=ecrit,
            ),
            lieu or collectivite.lieu,
            hint=phrase("Effacez cette ligne : actgen connaît le tribunal de ce département."),
        )


def check_retrait_du_site(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Taken offline after the two months that the law asks for, while a remedy may still be open.

    Never against an election, contested within days.
    """
    departement = figures.seance.collectivite.departement.code
    for voie, suites in actes_par_juge(figures):
        publiee, retiree = suites.suites.publiee_le, suites.suites.retiree_le
        recours = delai(Suite.RECOURS, figures.seance.date)
        ligne = delai(Suite.EN_LIGNE, figures.seance.date)
        if (
            publiee is None
            or retiree is None
            or recours is None
            or ligne is None
            or voie is not Suite.RECOURS
        ):
            continue
        fin = recours.fin(publiee, departement)
        if ligne.fin(publiee) <= retiree <= fin:
            yield REC_DELAI.finding(
                phrase(
                    "Retirée du site le {retiree}, alors qu'un recours reste possible jusqu'au {fin}, "
                    "à titre indicatif.",
                    retiree=date_chiffres(retiree),
                    fin=date_chiffres(fin),
                ),
                suites.lieu("retiree_le"),
                hint=phrase("Par prudence, laissez l'acte en ligne quelques jours de plus."),
                point=suites.point,
            )


def check_encore_ouvert(figures: FiguresSeance, au: date) -> Iterator[Diagnostic]:
    """On that day, the remedies that are still open."""
    for echeance in echeances(figures):
        ouvert = echeance.le is not None and figures.seance.date <= au <= echeance.le
        if echeance.devoir is Devoir.RECOURS and echeance.le is not None and ouvert:
            yield REC_DELAI.finding(
                phrase(
                    "{recours} encore possible jusqu'au {fin}, à titre indicatif.",
                    recours=echeance.libelle,
                    fin=date_chiffres(echeance.le),
                ),
                echeance.lieu,
                article=echeance.article,
            )


RULES = (check_tribunal, check_retrait_du_site)
DATED_RULES = (check_encore_ouvert,)
