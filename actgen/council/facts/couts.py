"""Annexe 2: what each heading covers and who pays it, what it should cost, who uses what.

Headings, cases, services and members are found by their names once the whole group has been read.
"""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Self

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import cle, nearest
from actgen.base.text.messages import enumerate_words, say
from actgen.council.facts.charte import Fichier
from actgen.council.facts.collectivite import CONSEIL, Collectivite, Population, epci_nomme
from actgen.council.facts.parties import GC_FICHIER, MembreGroupement, Noms
from actgen.reading.facts import Fact, FileContext, Unwritten, key
from actgen.reading.fields import Choix, Compte, Montant, OuiNon, Texte

GC_COUTS = rule("GC-COUTS")
_MOST = 1_000  # lines of a list: a file made to last for hours is refused at once
_MOST_COMPARED, _MOST_SHOWN = 200, 12
_ALL = frozenset({"tous", "toutes", "touslesmembres"})


class CleDeRepartition(StrEnum):
    """How a heading of annexe 2 is shared."""

    POPULATION_ET_SERVICES = "population × services"
    POPULATION = "population"
    POPULATION_DEMANDEURS = "population des membres demandeurs"
    SERVICES = "services"
    PARTS_EGALES = "parts égales"
    MEMBRE_DEMANDEUR = "membre demandeur"
    COORDONNATEUR = "coordonnateur"


class CasFinancier(Fact, frozen=True):
    """Un cas d’une rubrique financière.

    With the key that shares its cost.
    """

    titre: Annotated[Texte, key("Titre du cas.")]
    cle: Annotated[CleDeRepartition, Choix(), key("Clé de répartition.")]
    motif: Annotated[Texte, key("Raison de ce choix.")] = ""


class Rubrique(Fact, frozen=True):
    """Une rubrique de l’annexe 2 : ce qu’elle couvre et qui paie.

    A heading that is paid in one way has one case, without title; one that doesn't say how has none.
    """

    titre: Annotated[Texte, key("Titre de la rubrique.")]
    couvre: Annotated[Fichier | None, key("Fichier Markdown qui dit ce qu’elle couvre.")] = None
    cle: Annotated[Annotated[CleDeRepartition, Choix()] | None, key("Clé de répartition.")] = None
    motif: Annotated[Texte, key("Raison de ce choix.")] = ""
    cas: Annotated[tuple[CasFinancier, ...], key("Les cas, quand la rubrique en a plusieurs.")] = ()
    hors_compte: Annotated[OuiNon, key("Ce service ne compte pas dans les clés.")] = False

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """With its cases; none after a finding."""
        if bool(self.cle) == bool(self.cas):
            context.tell(
                GC_FICHIER.finding(
                    say("La rubrique « {titre} » ne dit pas comment elle est payée.", titre=self.titre)
                    if self.cle is None
                    else say("La rubrique « {titre} » a une clé et des cas.", titre=self.titre),
                    self.lieu,
                    hint=say("Donnez-lui soit une « cle », soit une liste de « cas »."),
                )
            )
            return replace(self, cas=())
        if self.cle is not None:
            return replace(self, cas=(CasFinancier("", self.cle, self.motif, lieu=self.lieu),))
        if self.motif:
            context.tell(
                GC_FICHIER.finding(
                    say("Le motif de la rubrique « {titre} » ne serait écrit nulle part.", titre=self.titre),
                    self.lieux["motif"],
                    hint=say("Donnez-le à celui des cas qu'il explique."),
                )
            )
        return self


class PopulationDuMembre(Fact, frozen=True):
    """La population d’un membre, quand ce n’est pas celle que connaît actgen."""

    membre: Annotated[Texte, key("Nom, sigle ou code du membre.")]
    habitants: Annotated[
        Compte, key("Nombre d’habitants ; 0 : ce membre ne paie rien par une clé de population.")
    ]


class Service(Fact, frozen=True):
    """Un service que des membres du groupement utilisent.

    Once their names were found, `membres` are the codes of all who use it.
    """

    nom: Annotated[Texte, key("Nom du service.")]
    membres: Annotated[Noms, key("Membres qui l’utilisent, ou « tous ».")] = ()
    sauf: Annotated[Noms, key("Avec « tous » : les membres qui ne l’utilisent pas.")] = ()


class Depense(Fact, frozen=True, kw_only=True):
    """Une dépense prévue, dans une rubrique de l’annexe 2.

    `rubrique` and `cas` are ranks among the headings of the group and the cases of that one; `service` is
    what it pays for, if it is one; `demandeur` the code of the member that asked for it alone.
    """

    rubrique: Annotated[int, Unwritten()] = 0
    cas: Annotated[int, Unwritten()] = 0
    service: Annotated[Service | None, Unwritten()] = None
    demandeur: Annotated[str, Unwritten()] = ""
    titre_rubrique: Annotated[Texte, key("Titre de la rubrique, ou ses premiers mots.", name="rubrique")]
    titre_cas: Annotated[
        Texte, key("Titre du cas, ou ses premiers mots, quand la rubrique en a plusieurs.", name="cas")
    ] = ""
    nom_service: Annotated[Texte, key("Service payé, nommé à la rubrique « services ».", name="service")] = ""
    membre: Annotated[
        Texte,
        key(
            "Membre qui la demande pour lui seul, avec la clé « membre demandeur » ; sinon celui qui est "
            "seul à utiliser le service."
        ),
    ] = ""
    objet: Annotated[Texte, key("Ce qu’elle paie, si la rubrique ne le dit pas.")] = ""
    montant: Annotated[Montant, key("Montant prévu.")]


_TAXES = ("hors taxes", "toutes taxes comprises")


class Couts(Fact, frozen=True):
    """Les coûts prévus, pour calculer la part de chaque membre.

    `populations` are those that the file gives itself, by code, of the year that the group retains.
    `en_defaut`: something of it could not be read or shared out, so that no total of it may be printed.
    """

    periode: Annotated[Texte, key("Ce que couvrent ces montants, par exemple « année 2024 ».")] = ""
    taxes: Annotated[
        str, Choix(parmi=_TAXES), key("Les montants sont-ils hors taxes, ou toutes taxes comprises ?")
    ] = ""
    populations: Annotated[Mapping[str, int], Unwritten()] = field(
        default_factory=lambda: MappingProxyType({})
    )
    populations_ecrites: Annotated[
        tuple[PopulationDuMembre, ...],
        key("Populations de l’année retenue qu’actgen ne connaît pas.", name="populations"),
    ] = ()
    services: Annotated[tuple[Service, ...], key("Les services et les membres qui les utilisent.")] = ()
    depenses: Annotated[tuple[Depense, ...], key("Les dépenses prévues.")] = ()
    en_defaut: Annotated[bool, Unwritten()] = False


class Names(Struct, frozen=True):
    """Finds what a name of the costs means; `set_aside`: the headings left out for their own fault."""

    membres: tuple[MembreGroupement, ...]
    rubriques: tuple[Rubrique, ...]
    set_aside: frozenset[str]
    findings: list[Diagnostic]

    def costs(self, written: Couts) -> Couts:
        """The costs that can be shared out; of the others, a finding."""
        known = len(self.findings)
        if self._too_many(written):
            return Couts(en_defaut=True)
        services = self._services(written.services)
        depenses = (self._cost(each, services) for each in written.depenses)
        populations = self._populations(written.populations_ecrites)
        return replace(
            written,
            services=services,
            depenses=tuple(each for each in depenses if each is not None),
            populations=populations,
            en_defaut=len(self.findings) > known,
        )

    def _fault(self, message: str, lieu: Location | None, hint: str) -> None:
        self.findings.append(GC_COUTS.finding(message, lieu, hint=hint))

    def _too_many(self, written: Couts) -> bool:
        lists = {
            "populations": written.populations_ecrites,
            "services": written.services,
            "depenses": written.depenses,
        }
        long = next((nom for nom, lines in lists.items() if len(lines) > _MOST), None)
        if long is not None:
            self._fault(
                say(
                    "La rubrique « {nom} » a {n} lignes ; {max} au plus.",
                    n=len(lists[long]),
                    nom=long,
                    max=_MOST,
                ),
                written.lieux[long],
                say("Réunissez celles qui se répartissent de la même façon."),
            )
        return long is not None

    def _populations(self, written: tuple[PopulationDuMembre, ...]) -> MappingProxyType[str, int]:
        found: dict[str, int] = {}
        for each in written:
            code = self._member(each.membre, each.lieux["membre"])
            if code in found:
                self._fault(
                    say("La population de « {nom} » est donnée deux fois.", nom=each.membre),
                    each.lieux["membre"],
                    say("Gardez une seule de ces lignes."),
                )
            elif code:
                found[code] = each.habitants
        return MappingProxyType(found)

    def _services(self, written: tuple[Service, ...]) -> tuple[Service, ...]:
        found: dict[str, Service] = {}
        for each in written:
            if cle(each.nom) in found:
                self._fault(
                    say("Le service « {nom} » est écrit deux fois.", nom=each.nom),
                    each.lieux["nom"],
                    say("Réunissez ses membres dans une seule de ces lignes."),
                )
                continue
            found[cle(each.nom)] = replace(each, membres=self._users(each))
        return tuple(found.values())

    def _users(self, service: Service) -> tuple[str, ...]:
        everyone = len(service.membres) == 1 and cle(service.membres[0]) in _ALL
        if service.sauf and not everyone:
            self._fault(
                say("La rubrique « sauf » va avec « membres: tous », et seulement avec lui."),
                service.lieux["sauf"],
                say("Écrivez « membres: tous », ou effacez « sauf »."),
            )
        if everyone:
            left_out = {self._member(nom, service.places.at("sauf", n)) for n, nom in enumerate(service.sauf)}
            codes = [membre.collectivite.code for membre in self.membres]
            return tuple(code for code in codes if code not in left_out)
        found = [self._member(nom, service.places.at("membres", n)) for n, nom in enumerate(service.membres)]
        twice = next((code for code, times in Counter(filter(None, found)).most_common(1) if times > 1), None)
        if twice is not None:
            n = max(rank for rank, code in enumerate(found) if code == twice)
            self._fault(
                say("Le membre « {nom} » est écrit deux fois pour ce service.", nom=service.membres[n]),
                service.places.at("membres", n),
                say("Effacez l'une des deux mentions."),
            )
        return tuple(dict.fromkeys(filter(None, found)))

    def _cost(self, written: Depense, services: tuple[Service, ...]) -> Depense | None:
        """The cost, when its heading, its case, its service and its member are those of the group."""
        known = len(self.findings)
        titles = [rubrique.titre for rubrique in self.rubriques]
        rank = self._rank(written.titre_rubrique, titles, "rubrique", written)
        if rank is None:
            return None
        case = self._case(written, self.rubriques[rank])
        service = self._service(written, services) if written.nom_service else None
        if case is None or len(self.findings) > known:
            return None
        rule_of = self.rubriques[rank].cas[case].cle
        asks = self._asker(written, rule_of, service)
        if rule_of is CleDeRepartition.POPULATION_DEMANDEURS and service is None:
            self._fault(
                say("Cette dépense se partage entre les membres demandeurs, et rien ne dit lesquels."),
                written.lieu,
                say("Ajoutez la ligne « service », avec le nom d'un des services de l'annexe 2."),
            )
        if len(self.findings) > known:
            return None
        return replace(written, rubrique=rank, cas=case, service=service, demandeur=asks)

    def _case(self, written: Depense, rubrique: Rubrique) -> int | None:
        titles = [each.titre for each in rubrique.cas]
        if written.titre_cas:
            return self._rank(written.titre_cas, titles, "cas", written)
        if len(titles) == 1:
            return 0
        self._fault(
            say("La rubrique « {titre} » a plusieurs cas.", titre=rubrique.titre),
            written.lieu,
            say("Ajoutez la ligne « cas » : {choix}.", choix=_choices(titles)),
        )
        return None

    def _asker(self, written: Depense, rule_of: CleDeRepartition, service: Service | None) -> str:
        """The member that pays alone, by its code; empty for another key, or after a finding."""
        if rule_of is not CleDeRepartition.MEMBRE_DEMANDEUR:
            if written.membre:
                self._fault(
                    say("Un membre est nommé ici, et la clé n'est pas « membre demandeur »."),
                    written.lieux["membre"],
                    say("Effacez cette ligne, ou changez la clé de la rubrique."),
                )
            return ""
        if not written.membre:
            if service is not None and len(service.membres) == 1:
                return service.membres[0]
            self._fault(
                say("Cette dépense est payée par le membre qui la demande, et rien ne dit lequel."),
                written.lieu,
                say("Ajoutez la ligne « membre », avec son nom."),
            )
            return ""
        code = self._member(written.membre, written.lieux["membre"])
        if code and service is not None and code not in service.membres:
            self._fault(
                say(
                    "Le membre « {membre} » paierait pour « {service} », qu'il n'utilise pas.",
                    membre=written.membre,
                    service=service.nom,
                ),
                written.lieux["membre"],
                say("Ajoutez-le aux membres de ce service, ou corrigez cette ligne."),
            )
        return code

    def _member(self, nom: str, lieu: Location) -> str:
        """The code of the member of that name, initials or code; empty after a finding."""
        found = [each for each in self.membres if cle(nom) in _names(each.collectivite)]
        if len(found) == 1:
            return found[0].collectivite.code
        if found:
            codes = ", ".join(each.collectivite.code for each in found)
            self._fault(
                say("Plusieurs membres du groupement s'appellent « {nom} ».", nom=nom),
                lieu,
                say("Écrivez le code de celui dont il s'agit : {codes}.", codes=codes),
            )
            return ""
        collectivites = tuple(each.collectivite for each in self.membres)
        if (etablissement := epci_nomme(nom, collectivites)) is not None:
            return etablissement.code
        near = nearest(nom, (each.nom for each in collectivites))
        of_epci = "" if all(each.est_commune for each in collectivites) else f" {CONSEIL}"
        self._fault(
            say("Aucun membre du groupement ne s'appelle « {nom} ».", nom=nom),
            lieu,
            say("Vouliez-vous dire « {proche} » ?", proche=near)
            if near
            else say("Corrigez ce nom, ou ajoutez ce membre à la rubrique « membres ».") + of_epci,
        )
        return ""

    def _service(self, written: Depense, services: tuple[Service, ...]) -> Service | None:
        """The service that a cost names; None after a finding."""
        nom = written.nom_service
        found = next((each for each in services if cle(each.nom) == cle(nom)), None)
        if found is None:
            self._fault(
                say("Aucun service de l'annexe 2 ne s'appelle « {nom} ».", nom=nom),
                written.lieux["service"],
                _near(nom, [each.nom for each in services], "services"),
            )
        return found

    def _rank(self, nom: str, titles: Sequence[str], what: str, written: Depense) -> int | None:
        """The rank of the title, or of the only one that begins so."""
        keys = _keys(tuple(titles))
        exact = [rank for rank, each in enumerate(keys) if each == cle(nom)]
        found = exact or [rank for rank, each in enumerate(keys) if each.startswith(cle(nom))]
        if len(found) == 1:
            return found[0]
        if what == "rubrique" and cle(nom) in self.set_aside:
            return None  # told where that heading is written
        self._fault(
            say("Plusieurs {quoi} commencent par « {nom} ».", quoi=_PLURAL[what], nom=nom)
            if found
            else say("{ou} n'a pas de {quoi} « {nom} ».", ou=_WHERE[what], quoi=what, nom=nom),
            written.lieux[what],
            _near(nom, titles, "rubriques"),
        )
        return None


_WHERE = {"rubrique": "L’annexe 2", "cas": "Cette rubrique"}
_PLURAL = {"rubrique": "rubriques", "cas": "cas"}


def _near(nom: str, titles: Sequence[str], rubrique: str) -> str:
    if near := nearest(nom, titles[:_MOST_COMPARED]):
        return say("Vouliez-vous dire « {proche} » ?", proche=near)
    if any(titles) and len(titles) <= _MOST_SHOWN:
        return say("Choix possibles : {choix}.", choix=_choices(titles))
    return say("Corrigez ce nom, ou ajoutez-le à « {rubrique} », dans l'annexe 2.", rubrique=rubrique)


def _choices(titles: Sequence[str]) -> str:
    """The titles that a reader may choose from."""
    return enumerate_words(title for title in titles if title)


@lru_cache(maxsize=8)
def _keys(titles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(cle, titles))


def _names(collectivite: Collectivite) -> set[str]:
    return {cle(nom) for nom in (collectivite.nom, collectivite.sigle, collectivite.code) if nom}


def with_populations(
    membres: tuple[MembreGroupement, ...], couts: Couts, annee: int | None
) -> tuple[MembreGroupement, ...]:
    """The communes with the inhabitants that the file gives of the year retained: annexe 1 counts those too.

    Zero is no population: it tells that a member pays nothing by such a key.
    """
    given, lieu = couts.populations, couts.lieux.get("populations")
    if annee is None or not any(given.values()):
        return membres
    return tuple(
        replace(
            membre,
            collectivite=replace(
                membre.collectivite, population=Population(given[membre.collectivite.code], annee, lieu=lieu)
            ),
        )
        if membre.collectivite.est_commune and given.get(membre.collectivite.code)
        else membre
        for membre in membres
    )
