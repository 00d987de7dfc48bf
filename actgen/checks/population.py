"""What the population decides: the side of a threshold, the number of seats."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Scope, Severity, Status, Territory, declare
from actgen.figures.population import Doute, doute, enjeux
from actgen.figures.seance import FiguresSeance
from actgen.law.effectifs import effectif_legal, effectif_repute_complet
from actgen.law.regimes import seuil_population, shipped_regimes
from actgen.model.collectivite import Population
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase
from actgen.text.numbers import nombre

from .outils import cgct

POPULATION_SEUIL = declare(
    "POPULATION-SEUIL",
    Severity.WARNING,
    "La population retenue, avec son année, place à coup sûr la commune d’un côté du seuil de 3\u202f500 "
    "habitants.",
    status=Status.MEMORY,
    article=cgct("L2121-12"),
    territory=Territory.COMMUNES,
)
EFFECTIF_LEGAL = declare(
    "EFFECTIF-LEGAL",
    Severity.ERROR,
    "Un conseil municipal n’a pas plus de membres que la loi ne lui donne de sièges.",
    scope=Scope.LEGAL,
    status=Status.PARTLY,
    article=cgct("L2121-2"),
    territory=Territory.COMMUNES,
)


def check_seuil(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A population that may be on the other side, when something of the session hangs on it."""
    trouve = doute(figures.seance)
    en_jeu = tuple(enjeux(figures.seance, figures.regime)) if trouve is not None else ()
    if trouve is None or not en_jeu:
        return
    collectivite, population = figures.seance.collectivite, figures.seance.collectivite.population
    yield POPULATION_SEUIL.finding(
        _dit(trouve, figures, enumeration(en_jeu), "dépend" if len(en_jeu) == 1 else "dépendent"),
        (population.lieu if population else None) or collectivite.lieu,
        hint=_a_ecrire(trouve, figures),
        severity=Severity.INFO if trouve is Doute.LIVREE else None,
    )


def _dit(trouve: Doute, figures: FiguresSeance, en_jeu: str, depend: str) -> str:
    seuil, population = nombre(seuil_population(figures.seance.date)), figures.seance.collectivite.population
    if population is None:
        return phrase(
            "La population de la commune est inconnue : actgen la compte sous {seuil} habitants. En {depend} "
            "{en_jeu}.",
            seuil=seuil,
            en_jeu=en_jeu,
            depend=depend,
        )
    annee = f" ({population.annee})" if population.annee else ""
    habitants = compte(population.habitants, "habitant") + annee
    if trouve is Doute.LIVREE:
        return phrase(
            "Population de {habitants} reprise des données livrées avec actgen, loin du seuil de {seuil}.",
            habitants=habitants,
            seuil=seuil,
        )
    origine = phrase(", donnée livrée avec actgen," if trouve is Doute.LIVREE_PROCHE else "")
    return phrase(
        "Population de {habitants}{origine} proche du seuil de {seuil}, à confirmer. En {depend} {en_jeu}.",
        habitants=habitants,
        origine=origine,
        seuil=seuil,
        en_jeu=en_jeu,
        depend=depend,
    )


def _a_ecrire(trouve: Doute, figures: FiguresSeance) -> str:
    if trouve is Doute.LIVREE:
        return phrase("Écrivez la vôtre à la rubrique « population » si elle est autre.")
    millesime = shipped_regimes().doute_population.millesime(figures.seance.date)
    return phrase(
        "Écrivez à la rubrique « population » celle en vigueur à la date de la séance, en principe celle de "
        "{millesime}, avec cette année.",
        millesime=millesime,
    )


def check_effectif(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Members in office against the seats of the law; fewer are vacancies, or a council deemed complete.

    The seats are those of the population at the last general renewal: without it, today's can only make
    one wonder. New communes, Paris, Lyon and Marseille have other rules.
    """
    seance, ici = figures.seance, figures.seance.collectivite
    population = ici.population_renouvellement or ici.population
    if not ici.est_commune or ici.commune_nouvelle or population is None:
        return
    legal = effectif_legal(population.habitants, seance.date, ici.code)
    membres = len(ici.en_exercice(seance.date))
    if legal is None or not membres or membres == legal:
        return
    sure = ici.population_renouvellement is not None
    yield EFFECTIF_LEGAL.finding(
        phrase(
            "Le conseil compte {membres} en exercice pour un effectif légal de {legal} ({habitants}){suite}",
            membres=compte(membres, "membre"),
            legal=legal,
            habitants=compte(population.habitants, "habitant")
            + (f" en {population.annee}" if population.annee else ""),
            suite=_suite(membres, legal, population, figures, sure),
        ),
        population.lieu or ici.lieu,
        hint=_remede(membres > legal, sure),
        severity=(None if sure else Severity.WARNING) if membres > legal else Severity.INFO,
    )


def _suite(membres: int, legal: int, population: Population, figures: FiguresSeance, sure: bool) -> str:
    if membres > legal:
        doute = phrase(" C'est la population du dernier renouvellement qui compte : à confirmer.")
        return "." if sure else f".{doute}"
    vacants = phrase(", soit {vacants}", vacants=compte(legal - membres, "siège vacant", "sièges vacants"))
    complet = effectif_repute_complet(population.habitants, figures.seance.date)
    if complet is not None and membres >= complet:
        return vacants + phrase(
            ", à moins que le conseil, élu à {complet} ou plus, ne soit réputé complet ({article}).",
            complet=complet,
            article=cgct("L2121-2-1"),
        )
    return f"{vacants}."


def _remede(trop: bool, sure: bool) -> str:
    if not sure:
        return phrase(
            "Écrivez « population_renouvellement », ou « commune_nouvelle: oui », au fichier de la "
            "collectivité."
        )
    if trop:
        return phrase("Vérifiez les membres, leurs dates de mandat et la population du renouvellement.")
    return phrase("Rien à faire si des sièges sont vacants ; sinon, un membre manque au tableau.")


RULES = (check_seuil, check_effectif)
