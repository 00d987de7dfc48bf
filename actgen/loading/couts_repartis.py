"""Costs of annexe 2 that can't be shared out: nobody has a weight, or a population isn't known."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.figures.designations import en_phrase
from actgen.figures.parts import DepenseRepartie, annee_retenue, repartition
from actgen.text.amounts import euros
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

from .couts_noms import GC_COUTS

_MOST_NAMED = 5


def non_reparties(groupement: Groupement) -> Iterator[Diagnostic]:
    """The costs that nobody would pay, and those whose key needs a population that isn't known."""
    if not groupement.couts.depenses:
        return
    reparties = repartition(groupement)
    for each in reparties.depenses:
        if each.sans_population:
            continue
        if not each.repartie:
            yield _sans_poids(each)
    inconnus = dict.fromkeys(
        membre.collectivite.code for each in reparties.depenses for membre in each.sans_population
    )
    if inconnus:
        yield _sans_population(groupement, [m for m in groupement.membres if m.collectivite.code in inconnus])


def _sans_poids(each: DepenseRepartie) -> Diagnostic:
    return GC_COUTS.finding(
        phrase(
            "La dépense « {titre} » ({montant}) ne serait payée par personne : par la clé « {cle} », tous "
            "les membres ont un poids nul.",
            titre=each.depense.objet or each.cas.titre or each.rubrique.titre,
            montant=euros(each.depense.montant),
            cle=each.cle.value,
        ),
        each.depense.lieu,
        hint=say("Dites quels membres utilisent quels services, ou choisissez une autre clé."),
    )


def _sans_population(groupement: Groupement, membres: list[MembreGroupement]) -> Diagnostic:
    noms = [en_phrase(membre.collectivite) for membre in membres]
    autres = len(noms) - _MOST_NAMED
    if autres > 1:
        noms = [*noms[:_MOST_NAMED], compte(autres, "autre membre", "autres membres")]
    connues = {
        m.collectivite.population.annee for m in groupement.membres if m.collectivite.population is not None
    } - {None, groupement.annee_population}
    autre_annee = len(connues) == 1 and len(membres) > 1 and groupement.annee_population is not None
    return GC_COUTS.finding(
        phrase(
            "Une clé a besoin de la population de {annee} de {noms}, qu'actgen ne connaît pas.",
            annee=annee_retenue(groupement) or "référence",
            noms=enumeration(noms),
        ),
        groupement.lieux.get("annee_population"),
        groupement.couts.lieux.get("depenses"),
        hint=phrase(
            "Écrivez « annee_population: {annee} », année des populations qu'actgen connaît, ou donnez "
            "celles-ci à la rubrique « populations » des coûts.",
            annee=connues.pop(),
        )
        if autre_annee
        else say(
            "Donnez-la à la rubrique « populations » des coûts ; 0 si ce membre ne paie rien par cette clé."
        ),
    )
