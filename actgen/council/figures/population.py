"""Which population a rule goes by, how sure the side of the threshold of 3 500 is, and what hangs on it.

The working of a council goes by the municipal population in force at its last general renewal (art. R. 2151-4
CGCT), the mode of publication by that in force on the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from actgen.council.facts.collectivite import Collectivite, ModePublicite, Population
from actgen.council.facts.seance import NatureSeance, Seance
from actgen.law import reference
from actgen.law.regimes import (
    Regime,
    dernier_renouvellement,
    effectif_legal,
    effectif_repute_complet,
    fin_de_mandat,
    regime,
    seuil_population,
    shipped_regimes,
)
from actgen.law.seuils import seuil


class Doute(StrEnum):
    """Why the population of a commune may mislead. PROCHE: typed with another year than that which counts.

    CONTREDITE: typed on the other side of the threshold than that of INSEE, the years between set apart.
    """

    CONTREDITE = "contredite"
    INCONNUE = "inconnue"
    PROCHE = "proche"
    LIVREE_PROCHE = "livrée, proche"
    LIVREE = "livrée"


class Enjeu(StrEnum):
    """What the threshold decides; the values are words for a message."""

    DELAI = "le délai de convocation"
    NOTE = "la note de synthèse"
    PUBLICATION = "le mode de publication"


class PopulationDuConseil(Struct, frozen=True):
    """By which population a council works; `sure`: it is of `millesime`, the year of that of its renewal."""

    population: Population | None
    millesime: int | None
    sure: bool

    @property
    def habitants(self) -> int:
        return self.population.habitants if self.population is not None else 0


def population_du_conseil(ici: Collectivite, jour: date) -> PopulationDuConseil:
    """That of the last renewal: as written, or today's, which may be the same."""
    renouvellement = dernier_renouvellement(jour)
    millesime = None
    if renouvellement is not None:
        millesime = shipped_regimes().doute_population.millesime(renouvellement)
    population = ici.population_renouvellement or ici.population
    sure = population is not None and population.annee is not None and population.annee == millesime
    return PopulationDuConseil(population, millesime, sure)


class Vacances(Struct, frozen=True):
    """The seats of a municipal council that nobody holds, by the population of its renewal.

    `complet`: from how many members on it is deemed complete, if it was elected so. `petite`: its vacancies
    are filled by an election of their own. `fin_de_mandat`: from 1 January of the year before the renewal.
    """

    membres: int
    legal: int
    complet: int | None
    petite: bool
    fin_de_mandat: bool

    @property
    def repute_complet(self) -> bool:
        """Whether it may be: how many were elected, nobody tells."""
        return self.membres >= (self.legal if self.complet is None else self.complet)

    @property
    def a_elire(self) -> bool:
        """Whether so many seats are lost that elections are held: a third, half of them near the end.

        Of the seats of the law, and not of those that were filled (ministry of the interior, 2025).
        """
        part, reste = (2, 4) if self.fin_de_mandat else (3, 5)
        perdue = (self.legal - self.membres) * part >= self.legal
        return perdue or (self.petite and self.membres < reste)

    @property
    def tiers_perdu(self) -> bool:
        """Whether neither a mayor nor any deputy may be elected before the council is filled."""
        reste = 4 if self.fin_de_mandat else 5
        return (self.legal - self.membres) * 3 >= self.legal or self.membres < reste


def vacances(ici: Collectivite, jour: date) -> Vacances | None:
    """Of a commune whose seats are known, and not all held; None elsewhere."""
    population = population_du_conseil(ici, jour).population
    membres = len(ici.en_exercice(jour))
    if not ici.est_commune or ici.commune_nouvelle or population is None or not membres:
        return None
    legal = effectif_legal(population.habitants, jour, ici.code)
    if legal is None or membres >= legal:
        return None
    petites = seuil("elections_complementaires", jour)
    return Vacances(
        membres,
        legal,
        effectif_repute_complet(population.habitants, jour),
        petite=petites is not None and population.habitants < int(str(petites.valeur)),
        fin_de_mandat=fin_de_mandat(jour),
    )


def doute_du_conseil(seance: Seance) -> Doute | None:
    """The doubt on the population of the renewal; None for an EPCI, or when there is none."""
    found = population_du_conseil(seance.collectivite, seance.date)
    return _doute(seance, found.population, sure=found.sure)


def doute_du_jour(seance: Seance) -> Doute | None:
    """The doubt on the population of the day, which the publication of acts goes by."""
    ici = seance.collectivite
    annee = shipped_regimes().doute_population.millesime(seance.date)
    return _doute(seance, ici.population, sure=ici.population is not None and ici.population.annee == annee)


def _doute(seance: Seance, population: Population | None, *, sure: bool) -> Doute | None:
    if not seance.collectivite.est_commune:
        return None
    if population is None:
        return Doute.INCONNUE
    if _contredite(seance, population):
        return Doute.CONTREDITE
    if sure:
        return None
    proche = shipped_regimes().doute_population.proche(population.habitants, seuil_population(seance.date))
    if population.de_reference:
        return Doute.LIVREE_PROCHE if proche else Doute.LIVREE
    return Doute.PROCHE if proche else None


def population_insee(ici: Collectivite) -> reference.PopulationInsee | None:
    """What INSEE counts there, as shipped; None when it isn't known, with the year of the count."""
    found = reference.commune(ici.code)
    insee = found.population_municipale if isinstance(found, reference.Commune) else None
    return insee if insee is not None and insee.annee is not None else None


def _contredite(seance: Seance, population: Population) -> bool:
    ici, regle = seance.collectivite, shipped_regimes().doute_population
    insee = None if ici.commune_nouvelle or population.de_reference else population_insee(ici)
    if insee is None or insee.annee is None or population.annee is None:
        return False
    seuil, ans = seuil_population(seance.date), abs(insee.annee - population.annee)
    autre_cote = (population.habitants < seuil) != (insee.habitants < seuil)
    return autre_cote and regle.loin(population.habitants, insee.habitants, ans)


def enjeux(seance: Seance, du_jour: Regime) -> Iterator[Enjeu]:
    """What would be judged otherwise on the other side: a session that keeps both rules hangs on nothing.

    Nor does the model of an act, sent to a council that nobody has convened yet.
    """
    if seance.modele:
        return
    seuil = seuil_population(seance.date)
    autre = _regime(seance, seuil - 1 if du_jour.seuil_3500 else seuil)
    if _delai(seance, du_jour) != _delai(seance, autre):
        yield Enjeu.DELAI
    if seance.convocation.note_de_synthese is not True and seance.nature is not NatureSeance.INSTALLATION:
        yield Enjeu.NOTE
    mode = seance.suites.mode_publication or seance.collectivite.publicite.mode
    if du_jour.regime_2022 and mode is not ModePublicite.ELECTRONIQUE:
        yield Enjeu.PUBLICATION


def _regime(seance: Seance, habitants: int) -> Regime:
    ici: Collectivite = seance.collectivite
    return regime(seance.date, ici.genre.value, ici.departement.code, habitants)


def _delai(seance: Seance, droit: Regime) -> object:
    convocation = seance.convocation
    if convocation.envoyee_le is None or convocation.seconde is not None:
        return None
    premiere = seance.nature is NatureSeance.INSTALLATION
    delai = droit.delai_installation if premiere else droit.delai
    return delai.appreciation(convocation.envoyee_le, seance.date, urgence=convocation.urgence)
