"""The law that a session follows, line by line: territory, population, quorum, each date of change."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.cli.reports.chiffres import Chiffre
from actgen.cli.reports.textes import texte_du_quorum
from actgen.figures.population import population_du_conseil
from actgen.figures.seance import FiguresSeance
from actgen.law.periods import Periode
from actgen.law.regimes import Changement, departements_de_droit_local, seuil_population, shipped_regimes
from actgen.text.dates import date_chiffres
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase
from actgen.text.numbers import nombre


def droit_applique(figures: FiguresSeance) -> tuple[Chiffre, ...]:
    """What decides on the rules of that day, in the words of data/droit/regimes.yaml."""
    return (_territoire(figures), _seuil(figures), _quorum(figures), *_bascules(figures))


def _territoire(figures: FiguresSeance) -> Chiffre:
    departement = figures.seance.collectivite.departement
    if figures.regime.alsace_moselle:
        told = phrase("droit local d'Alsace-Moselle : communes du {codes}", codes=_departements(figures))
    elif figures.seance.collectivite.est_commune:
        told = "droit commun"
    else:
        told = "droit commun des établissements publics de coopération intercommunale"
    return Chiffre("territoire", "Territoire", departement.nom, told)


def _departements(figures: FiguresSeance) -> str:
    return enumeration(departements_de_droit_local(figures.regime.jour))


def _seuil(figures: FiguresSeance) -> Chiffre:
    limit = nombre(seuil_population(figures.regime.jour))
    population = population_du_conseil(figures.seance.collectivite, figures.seance.date).population
    people = nombre(population.habitants) if population else ""
    year = phrase("population de {an} ; ", an=population.annee) if population and population.annee else ""
    if not figures.seance.collectivite.est_commune:
        told = phrase("EPCI : règles de {limite} habitants et plus", limite=limit)
    elif figures.regime.seuil_3500:
        told = phrase("règles de {limite} habitants et plus", limite=limit)
    else:
        told = phrase("règles de moins de {limite} habitants", limite=limit)
    return Chiffre("population", "Population", people, year + told)


def _quorum(figures: FiguresSeance) -> Chiffre:
    rule = figures.regime.quorum
    told = phrase(
        "{part} des membres en exercice, {pouvoirs} par membre",
        part=rule.part.dite,
        pouvoirs=compte(rule.pouvoirs, "pouvoir"),
    )
    when = _period(rule.periode) if rule.derogatoire else "règle ordinaire"
    return Chiffre("regle_de_quorum", "Quorum", when, told, texte_du_quorum(figures))


def _period(period: Periode) -> str:
    first = phrase("du {du}", du=date_chiffres(period.du)) if period.du else ""
    last = phrase("au {au}", au=date_chiffres(period.au)) if period.au else ""
    return f"{first} {last}".strip()


def _bascules(figures: FiguresSeance) -> Iterator[Chiffre]:
    for change in sorted(shipped_regimes().bascules.values(), key=lambda each: each.le):
        yield Chiffre(
            change.nom.value, date_chiffres(change.le), _state(figures, change), phrase(change.objet)
        )


def _state(figures: FiguresSeance, change: Changement) -> str:
    if getattr(figures.regime, change.nom.value):  # the regime has a field of that name
        return "appliqué"
    return "pas encore" if figures.regime.jour < change.le else "écarté par le droit local"
