"""What is told as done on a day that has not come."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Scope
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.council.facts.suites import FaitAVenir
from actgen.council.figures.seance import FiguresSeance

DATE_A_VENIR = rule("DATE-A-VENIR")
_DES_ACTES = "suites"
_DITS = {
    (_DES_ACTES, "deliberation_signee_le"): "La signature de la délibération est datée",
    (_DES_ACTES, "transmise_le"): "La transmission est datée",
    (_DES_ACTES, "recue_le"): "La réception par le représentant de l’État est datée",
    (_DES_ACTES, "affichee_le"): "L’affichage de l’élection est daté",
    (_DES_ACTES, "publiee_le"): "La publication est datée",
    (_DES_ACTES, "notifiee_le"): "La notification est datée",
    (_DES_ACTES, "signee_le"): "La signature de la convention est datée",
    (_DES_ACTES, "certificat_du"): "Le certificat est daté",
    ("liste_des_deliberations", "affichee_le"): "L’affichage {de_la_liste} est daté",
    ("liste_des_deliberations", "mise_en_ligne_le"): "La mise en ligne {de_la_liste} est datée",
    ("liste_des_deliberations", "envoyee_aux_conseillers_le"): "L’envoi {de_la_liste} est daté",
    ("proces_verbal", "arrete_le"): "La séance qui a arrêté le procès-verbal est datée",
    ("proces_verbal", "publie_le"): "La publication du procès-verbal est datée",
    ("proces_verbal", "envoye_aux_conseillers_le"): "L’envoi du procès-verbal est daté",
}


def check_a_venir(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Each such date of this file; the minutes that a later session adopts are told by that one."""
    for fait in figures.seance.a_venir:
        if fait.lieu is None or fait.champ != "arrete_le" or fait.lieu.file == figures.seance.fichier:
            trouve = _tell(figures, fait)
            yield trouve if fait.rubrique == _DES_ACTES else replace(trouve, scope=Scope.NOTHING)


def _tell(figures: FiguresSeance, fait: FaitAVenir) -> Diagnostic:
    liste = "de la liste des délibérations" if figures.regime.regime_2022 else "du compte rendu"
    return DATE_A_VENIR.tell(
        _DITS[fait.rubrique, fait.champ] + " du {le}, après aujourd'hui ({au}) : vérifiez l'année.",
        fait.lieu,
        hint="Écrivez le jour où cela a été fait ; si ce n'est pas fait, videz cette date. D'ici là, elle ne "
        "compte pas et aucun acte ne la porte.",
        point=fait.point,
        le=fait.le,
        au=fait.aujourd_hui,
        de_la_liste=liste,
    )
