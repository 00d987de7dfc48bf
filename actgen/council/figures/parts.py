"""The share of each member in the forecast costs of annexe 2: exact to the cent, by the declared keys.

Each cost is shared by itself, in cents, by the method of the largest remainder: everyone first pays the whole
cents of its exact share, the cents that are left go one each to the largest fractions cut off; between equal
fractions, to the larger weight, then to the first code (INSEE, SIREN). Shares therefore sum to the cost, and
neither the order of members nor the scale of weights has a say.

What a collectivity is called inside a sentence: an EPCI takes an article, a commune takes none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic
from actgen.base.text.amounts import euros
from actgen.base.text.elision import de_lieu
from actgen.base.text.grammar import Genre, compte, du, le
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, say
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.couts import GC_COUTS, Depense, Service
from actgen.council.facts.groupement import (
    CasFinancier,
    CleDeRepartition,
    Groupement,
    MembreGroupement,
    Rubrique,
)
from actgen.council.figures.groupements import est_rejetee, state_to_sign

_NATURES = ("communaute", "metropole", "agglomeration")
"""What tells in a name that it is that of an EPCI."""


def nature_et_nom(collectivite: Collectivite) -> str:
    """« communauté d’agglomération Mulhouse Alsace Agglomération », « métropole du Grand Paris »."""
    nature, nom = collectivite.nature, collectivite.nom
    if nature and nom.casefold().startswith(nature.casefold()):
        return nom[0].lower() + nom[1:]  # « communauté de communes du Ternois »: its name tells its nature
    premier = nom.split()[0].casefold()
    if nature and nature in premier:
        return nom  # « Eurométropole de Strasbourg »
    if nature.casefold().endswith(premier):  # « communauté d’agglomération de Mulhouse »
        return f"{nature[: -len(premier)]}{nom[0].lower()}{nom[1:]}"
    return f"{nature} {nom}".strip()


def en_phrase(collectivite: Collectivite) -> str:
    """« Mulhouse », « la communauté de communes de Petite Camargue », to follow « pour » or « de »."""
    if collectivite.est_commune:
        return collectivite.nom
    return le(nature_et_nom(collectivite), genre_de(collectivite))


def apres_de(collectivite: Collectivite) -> str:
    """« de Mulhouse », « du Faou », « de la communauté de communes de Petite Camargue »."""
    if collectivite.est_commune:
        return de_lieu(collectivite.nom, collectivite.type_liaison)
    return du(nature_et_nom(collectivite), genre_de(collectivite))


def genre_de(collectivite: Collectivite) -> Genre:
    """« la commune », « la communauté », « la métropole », but « le syndicat »."""
    return Genre.MASCULIN if collectivite.est_syndicat else Genre.FEMININ


def en_liste(collectivite: Collectivite) -> str:
    """As it stands alone in a list: « Metz Métropole », « Communauté de communes Grand-Figeac »."""
    nom = collectivite.nom
    if collectivite.est_commune:
        return nom
    entier = nom if any(mot in cle(nom) for mot in _NATURES) else nature_et_nom(collectivite)
    return entier[:1].upper() + entier[1:]


ENTRE_TOUS = (
    CleDeRepartition.POPULATION_ET_SERVICES,
    CleDeRepartition.POPULATION,
    CleDeRepartition.SERVICES,
    CleDeRepartition.PARTS_EGALES,
)
"""The keys that share between all members, of which one may stand for another."""

_MOST_NAMED = 5
_ZERO = Decimal("0.00")


def repartir(montant: Decimal, poids: Mapping[str, int]) -> dict[str, Decimal]:
    """The share of each in an amount of whole cents, in proportion to its weight; zero pays nothing.

    Raises ValueError when no weight is above zero, when one is negative, and for less than a cent.
    """
    total = sum(poids.values())
    if total <= 0 or min(poids.values()) < 0:
        raise ValueError("shares need weights, none of them negative")
    centimes = _centimes(montant)
    if _montant(centimes) != montant or centimes < 0:
        raise ValueError(f"not an amount in whole cents: {montant}")
    entiers = {code: centimes * part // total for code, part in poids.items()}
    restes = sorted(poids, key=lambda code: (-(centimes * poids[code] % total), -poids[code], code))
    for code in restes[: centimes - sum(entiers.values())]:
        entiers[code] += 1
    return {code: _montant(part) for code, part in entiers.items()}


def _centimes(montant: Decimal) -> int:
    return int(montant.scaleb(2))


def _montant(centimes: int) -> Decimal:
    return Decimal(centimes).scaleb(-2)


class DepenseRepartie(Struct, frozen=True):
    """A cost with its key and the share of each member, by code.

    It isn't shared, and `parts` is empty, when nobody has a weight for its key, or when the population of
    `sans_population` would be needed and is not known for the year retained.
    """

    depense: Depense
    rubrique: Rubrique
    cas: CasFinancier
    cle: CleDeRepartition
    parts: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))
    sans_population: tuple[MembreGroupement, ...] = ()

    @property
    def repartie(self) -> bool:
        return bool(self.parts)


class PartDuMembre(Struct, frozen=True):
    """What one member pays: a share for each heading that has costs, and their sum.

    `services` is the number of services that count. `population` is None when it isn't known for the year.
    """

    membre: MembreGroupement
    population: int | None
    services: int
    parts: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        return sum(self.parts, _ZERO)


class Repartition(Struct, frozen=True):
    """The forecast shared out. `rubriques` are the headings that have costs, in the order of the file.

    `sans_payeur`: the costs that none of those counted has to pay, in no total.
    """

    groupement: Groupement
    annee: int | None
    rubriques: tuple[Rubrique, ...]
    depenses: tuple[DepenseRepartie, ...]
    lignes: tuple[PartDuMembre, ...]
    services_comptes: tuple[Service, ...]
    sans_payeur: tuple[DepenseRepartie, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every cost could be shared: only then do the totals of members mean anything."""
        return all(depense.repartie for depense in self.depenses)

    @property
    def par_population(self) -> bool:
        """Whether a key of these costs uses the population."""
        return any(depense.cle in PAR_POPULATION for depense in self.depenses)

    @property
    def refus(self) -> tuple[MembreGroupement, ...]:
        """The members that refused to join, and have no share."""
        return tuple(membre for membre in self.groupement.membres if _a_refuse(membre))

    @property
    def hors_annexe_1(self) -> tuple[MembreGroupement, ...]:
        """The others that have no share: annexe 1 is closed without them."""
        comptes = {ligne.membre.collectivite.code for ligne in self.lignes}
        restent = (m for m in self.groupement.membres if m.collectivite.code not in comptes)
        return tuple(membre for membre in restent if not _a_refuse(membre))

    @property
    def annexe_1_du(self) -> date | None:
        """When the list of those who share was closed; None while all who may join do."""
        return self.groupement.annexe_1_arretee_au if _de_l_annexe_1(self.groupement) else None

    @property
    def totaux(self) -> tuple[Decimal, ...]:
        """What each heading costs, as the file has it."""
        sommes: Counter[int] = Counter()
        for depense in self.depenses:
            sommes[depense.depense.rubrique] += _centimes(depense.depense.montant)
        return tuple(_montant(sommes[rang]) for rang in sorted(sommes))

    @property
    def total(self) -> Decimal:
        return sum(self.totaux, _ZERO)


def repartition(groupement: Groupement, cle: CleDeRepartition | None = None) -> Repartition:
    """The share of each of those counted; `cle` stands for every key that shares between all of them.

    They are the members of annexe 1 once it is closed, those of the convention to be signed; until then,
    all but who refused.
    """
    poids = _Poids.du(groupement, _comptes(groupement))
    declarees = [(depense, poids.repartie(depense, None)) for depense in groupement.couts.depenses]
    sans_payeur = tuple(each for _, each in declarees if not each.repartie and not each.sans_population)
    depenses = tuple(poids.repartie(fait, cle) for fait, each in declarees if each not in sans_payeur)
    rangs = sorted({depense.depense.rubrique for depense in depenses})
    sommes: Counter[tuple[int, str]] = Counter()
    for depense in depenses:
        for code, part in depense.parts.items():
            sommes[depense.depense.rubrique, code] += _centimes(part)
    return Repartition(
        groupement,
        poids.annee,
        tuple(groupement.rubriques[rang] for rang in rangs),
        depenses,
        tuple(_part(membre, poids, rangs, sommes) for membre in poids.membres),
        poids.services,
        sans_payeur,
    )


def _comptes(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """Who shares the costs, in the order of the file."""
    nommes = _de_l_annexe_1(groupement)
    if not nommes:
        return tuple(membre for membre in groupement.membres if not _a_refuse(membre))
    return tuple(membre for membre in groupement.membres if membre.collectivite.code in nommes)


def _a_refuse(membre: MembreGroupement) -> bool:
    return est_rejetee(membre) and not membre.a_corriger


def _de_l_annexe_1(groupement: Groupement) -> frozenset[str]:
    """The codes of its members and the coordinator's; none while it is not closed, or names nobody else."""
    if groupement.avenant is not None or groupement.annexe_1_arretee_au is None:
        return frozenset()
    autres = [each for each in state_to_sign(groupement).annexe_1 if not each.est_coordonnateur]
    codes = frozenset(each.membre.collectivite.code for each in autres)
    return codes | {groupement.coordonnateur.collectivite.code} if codes else codes


def _part(
    membre: MembreGroupement, poids: _Poids, rangs: list[int], sommes: Mapping[tuple[int, str], int]
) -> PartDuMembre:
    code = membre.collectivite.code
    parts = tuple(_montant(sommes[rang, code]) for rang in rangs)
    return PartDuMembre(membre, poids.population(membre), poids.nombres[code], parts)


class _Poids(Struct, frozen=True):
    """What weighs for each member: its population of one year, the services that count."""

    groupement: Groupement
    membres: tuple[MembreGroupement, ...]
    annee: int | None
    services: tuple[Service, ...]
    nombres: Mapping[str, int]

    @classmethod
    def du(cls, groupement: Groupement, membres: tuple[MembreGroupement, ...]) -> _Poids:
        """Those of `membres`, who pay."""
        services = services_comptes(groupement)
        nombres = Counter(code for service in services for code in service.membres)
        return cls(groupement, membres, annee_retenue(groupement), services, nombres)

    def population(self, membre: MembreGroupement) -> int | None:
        """As the group's file gives it, else the reference's when it is of the same year."""
        donnee = self.groupement.couts.populations.get(membre.collectivite.code)
        if donnee is not None:
            return donnee
        connue = membre.collectivite.population
        return connue.habitants if connue and connue.annee and connue.annee == self.annee else None

    def repartie(self, depense: Depense, autre: CleDeRepartition | None) -> DepenseRepartie:
        rubrique = self.groupement.rubriques[depense.rubrique]
        cas = rubrique.cas[depense.cas]
        cle = autre if autre is not None and cas.cle in ENTRE_TOUS else cas.cle
        facteurs = self._facteurs(depense, cle)
        if cle in PAR_POPULATION:
            payeurs = [m for m in self.membres if facteurs.get(m.collectivite.code)]
            populations = {m.collectivite.code: self.population(m) for m in payeurs}
            if inconnus := tuple(m for m in payeurs if populations[m.collectivite.code] is None):
                return DepenseRepartie(depense, rubrique, cas, cle, sans_population=inconnus)
            facteurs = {code: (populations[code] or 0) * facteurs[code] for code in populations}
        if not any(facteurs.values()):
            return DepenseRepartie(depense, rubrique, cas, cle)
        parts = MappingProxyType(repartir(depense.montant, facteurs))
        return DepenseRepartie(depense, rubrique, cas, cle, parts)

    def _facteurs(self, depense: Depense, cle: CleDeRepartition) -> dict[str, int]:
        """The weight of each payer by that key, population apart."""
        codes = [membre.collectivite.code for membre in self.membres]
        match cle:
            case CleDeRepartition.POPULATION_ET_SERVICES | CleDeRepartition.SERVICES:
                return {code: self.nombres[code] for code in codes}
            case CleDeRepartition.POPULATION | CleDeRepartition.PARTS_EGALES:
                return dict.fromkeys(codes, 1)
            case CleDeRepartition.POPULATION_DEMANDEURS:
                demandeurs = depense.service.membres if depense.service else ()
                return {code: 1 for code in codes if code in demandeurs}
            case CleDeRepartition.MEMBRE_DEMANDEUR:
                return {code: 1 for code in codes if code == depense.demandeur}
            case CleDeRepartition.COORDONNATEUR:
                return {self.groupement.coordonnateur.collectivite.code: 1}


PAR_POPULATION = frozenset(
    {
        CleDeRepartition.POPULATION_ET_SERVICES,
        CleDeRepartition.POPULATION,
        CleDeRepartition.POPULATION_DEMANDEURS,
    }
)


def annee_retenue(groupement: Groupement) -> int | None:
    """The year of populations: the one that the file retains, else that of most members."""
    if groupement.annee_population:
        return groupement.annee_population
    connues = [membre.collectivite.population for membre in groupement.membres]
    annees = Counter(connue.annee for connue in connues if connue is not None and connue.annee)
    return max(annees, key=lambda annee: (annees[annee], annee), default=None)


def services_comptes(groupement: Groupement) -> tuple[Service, ...]:
    """The services that count in keys: neither set aside by their heading nor wholly the coordinator's."""
    ecartes = set()
    for depense in groupement.couts.depenses:
        rubrique = groupement.rubriques[depense.rubrique]
        entier = rubrique.cas[depense.cas].cle is CleDeRepartition.COORDONNATEUR
        if depense.service is not None and (rubrique.hors_compte or entier):
            ecartes.add(depense.service.nom)
    return tuple(service for service in groupement.couts.services if service.nom not in ecartes)


def non_reparties(groupement: Groupement) -> Iterator[Diagnostic]:
    """The costs that nobody would pay, and those whose key needs a population that isn't known."""
    if not groupement.couts.depenses:
        return
    poids = _Poids.du(groupement, groupement.membres)  # a fault of the file, whatever its members answered
    reparties = [poids.repartie(depense, None) for depense in groupement.couts.depenses]
    for each in reparties:
        if not each.repartie and not each.sans_population:
            yield _sans_poids(each)
    inconnus = dict.fromkeys(
        membre.collectivite.code for each in reparties for membre in each.sans_population
    )
    if inconnus:
        yield _sans_population(groupement, [m for m in groupement.membres if m.collectivite.code in inconnus])


def depense_dite(each: DepenseRepartie) -> str:
    """« Livraison (1 000,00 €) », to be named in a sentence."""
    return f"{each.depense.objet or each.cas.titre or each.rubrique.titre} ({euros(each.depense.montant)})"


def _sans_poids(each: DepenseRepartie) -> Diagnostic:
    return GC_COUTS.tell(
        "La dépense « {titre} » ({montant}) ne serait payée par personne : par la clé « {cle} », tous "
        "les membres ont un poids nul.",
        each.depense.lieu,
        hint="Dites quels membres utilisent quels services, ou choisissez une autre clé.",
        titre=each.depense.objet or each.cas.titre or each.rubrique.titre,
        montant=euros(each.depense.montant),
        cle=each.cle.value,
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
