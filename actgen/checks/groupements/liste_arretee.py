"""Whom annexe 1 leaves out on the day of its list, and what is not made to be signed because of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.groupement import Groupement
from actgen.figures.groupements import hors_annexe_1, listes, pas_executoires
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

from .annexe_1 import ANNEXE_1
from .outils import noms, noms_dates


def check_arretee(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Members that have decided to join after the day at which the list stands: they are left out of it.

    Where no other than the coordinator is left on it, or the coordinator itself is not, what is made of the
    list to be signed is not made, or is a PROJET: that is told here, with its reason.
    """
    plus_tard = [(m, m.deliberation_le) for m in hors_annexe_1(groupement) if m.deliberation_le is not None]
    arretee = groupement.annexe_1_arretee_au
    if not plus_tard or arretee is None:
        return
    yield ANNEXE_1.finding(
        phrase(
            "Annexe 1 arrêtée au {arretee} : des membres ont délibéré ensuite et n'y sont pas, "
            "{noms}.{suite}",
            arretee=date_chiffres(arretee),
            noms=noms_dates(plus_tard),
            suite=_suite_pour_la_signature(groupement),
        ),
        groupement.lieux.get("arretee_au"),
        *(membre.lieu for membre, _ in plus_tard),
        hint=phrase(
            "Arrêtez la liste à une date plus tardive pour les y mettre, ou corrigez celles de ces membres."
        ),
        severity=Severity.WARNING,
    )


def trop_tot_pour_signer(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Members that the list to be signed leaves out: nothing says that they may sign on its day.

    It is told with what is made to be signed: a council that approves the text has nothing to do about it.
    """
    coordonnateur, arretee = groupement.coordonnateur.collectivite.code, groupement.annexe_1_arretee_au
    trop_tot = [m for m in pas_executoires(groupement) if m.collectivite.code != coordonnateur]
    if not trop_tot or arretee is None:
        return
    yield ANNEXE_1.finding(
        phrase(
            "Annexe 1 arrêtée au {arretee} : la convention à signer n'y nomme pas {noms}, dont rien ne dit "
            "que la délibération est exécutoire à cette date.{suite}",
            arretee=date_chiffres(arretee),
            noms=noms(trop_tot),
            suite="" if hors_annexe_1(groupement) else _suite_pour_la_signature(groupement),
        ),
        groupement.lieux.get("arretee_au"),
        *(membre.lieu for membre in trop_tot),
        hint=phrase(
            "Écrivez leur transmission et leur publication, ou arrêtez la liste à une date plus tardive : "
            "une signature donnée plus tôt serait à refaire."
        ),
        severity=Severity.WARNING,
    )


def _suite_pour_la_signature(groupement: Groupement) -> str:
    hors = {membre.collectivite.code for membre in hors_annexe_1(groupement)}
    trop_tot = {membre.collectivite.code for membre in pas_executoires(groupement)}
    dedans = {membre.collectivite.code for membre in listes(groupement)} - hors - trop_tot
    coordonnateur = groupement.coordonnateur.collectivite.code
    if not dedans - {coordonnateur}:
        return phrase(
            " Sans autre membre que le coordonnateur, la convention à signer et ses feuilles ne sont pas "
            "faites."
        )
    if coordonnateur in hors:
        return phrase(
            " Le coordonnateur n'y est pas : la convention à signer et ses feuilles restent des projets."
        )
    return ""


RULES = (check_arretee,)
