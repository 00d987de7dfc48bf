"""The inhabitants that a convention counts: annexe 1 prints them, the keys of annexe 2 weigh them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic
from actgen.facts.groupement import Groupement
from actgen.figures.parts import PAR_POPULATION, repartition
from actgen.rules import rule
from actgen.text.lists import enumeration
from actgen.text.messages import phrase

GC_POPULATION = rule("GC-POPULATION")


def check_annees(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Annexe 1 adds up inhabitants of another year than that of the keys: a reader can't check a share.

    Nothing is lost by it, since each annexe says its year: it only warns. Costs that can't be shared out for
    want of that year's populations are told as such, and once.
    """
    retenue = groupement.annee_population
    if retenue is None or not _par_population(groupement) or _couts_en_attente(groupement):
        return
    donnees = groupement.couts.populations  # those of the year retained; 0 for one that no key weighs
    communes = (m.collectivite for m in groupement.membres if m.collectivite.est_commune)
    populations = (commune.population for commune in communes if commune.code not in donnees)
    annees = {p.annee for p in populations if p is not None and p.annee is not None} - {retenue}
    if not annees:
        return
    autres = [str(annee) for annee in sorted(annees)]
    yield GC_POPULATION.finding(
        phrase(
            "L'annexe 1 compte les habitants de {autres}, les clés de l'annexe 2 ceux de {retenue}.",
            autres=enumeration(autres),
            retenue=retenue,
        ),
        groupement.lieux.get("annee_population"),
        hint=phrase(
            "Écrivez « annee_population: {connue} », année des populations qu'actgen connaît, ou donnez "
            "celles de {retenue} à la rubrique « populations » des coûts : l'annexe 1 les prendra.",
            connue=autres[-1],
            retenue=retenue,
        ),
    )


def _par_population(groupement: Groupement) -> bool:
    return any(cas.cle in PAR_POPULATION for rubrique in groupement.rubriques for cas in rubrique.cas)


def _couts_en_attente(groupement: Groupement) -> bool:
    return any(each.sans_population for each in repartition(groupement).depenses)


RULES = (check_annees,)
