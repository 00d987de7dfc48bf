"""The forecast costs of annexe 2: headings, cases, services and members found by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.collectivite import Collectivite, Population
from actgen.facts.couts import GC_COUTS, Couts, Depense, Service
from actgen.facts.groupement import CasFinancier, CleDeRepartition, Groupement, MembreGroupement
from actgen.facts.shapes.groupement import Annexe2Shape, CoutsShape, DepenseShape, ServiceShape
from actgen.facts.territoires import CONSEIL, epci_nomme
from actgen.records import dataclass
from actgen.text.keys import cle, nearest
from actgen.text.messages import enumerate_words, say

_MOST_COMPARED, _MOST_SHOWN = 200, 12
_OU = {"rubrique": "L’annexe 2", "cas": "Cette rubrique"}
_PLURIEL = {"rubrique": "rubriques", "cas": "cas"}


@dataclass(frozen=True, slots=True)
class Noms:
    """Finds what a name means; `mises_de_cote` are the headings left out for a fault of their own."""

    groupement: Groupement
    mises_de_cote: frozenset[str]
    lieu: Callable[..., Location]
    findings: list[Diagnostic]

    def ici(self, *suite: str | int) -> Location:
        """A place below « couts »."""
        return self.lieu("annexe_2", "couts", *suite)

    def faute(self, message: str, *suite: str | int, hint: str) -> None:
        """Something wrong at a place below « couts »."""
        self.findings.append(GC_COUTS.finding(message, self.ici(*suite), hint=hint))

    def membre(self, nom: str, *suite: str | int) -> str:
        """The code of the member of that name, initials or code; empty after a finding."""
        voulu = cle(nom)
        trouves = [membre for membre in self.groupement.membres if voulu in _noms(membre)]
        if len(trouves) == 1:
            return trouves[0].collectivite.code
        if trouves:
            codes = ", ".join(membre.collectivite.code for membre in trouves)
            self.faute(
                say("Plusieurs membres du groupement s'appellent « {nom} ».", nom=nom),
                *suite,
                hint=say("Écrivez le code de celui dont il s'agit : {codes}.", codes=codes),
            )
            return ""
        if (etablissement := epci_nomme(nom, self._collectivites())) is not None:
            return etablissement.code
        proche = nearest(nom, (membre.collectivite.nom for membre in self.groupement.membres))
        self.faute(
            say("Aucun membre du groupement ne s'appelle « {nom} ».", nom=nom),
            *suite,
            hint=say("Vouliez-vous dire « {proche} » ?", proche=proche)
            if proche
            else say("Corrigez ce nom, ou ajoutez ce membre à la rubrique « membres ».") + self._conseil(),
        )
        return ""

    def _collectivites(self) -> tuple[Collectivite, ...]:
        return tuple(membre.collectivite for membre in self.groupement.membres)

    def _conseil(self) -> str:
        return "" if all(each.est_commune for each in self._collectivites()) else f" {CONSEIL}"

    def service(self, nom: str | None, services: tuple[Service, ...], *ici: str | int) -> Service | None:
        """The service of that name; None without a name, or after a finding."""
        if nom is None:
            return None
        trouve = next((service for service in services if cle(service.nom) == cle(nom)), None)
        if trouve is None:
            self.faute(
                say("Aucun service de l'annexe 2 ne s'appelle « {nom} ».", nom=nom),
                *(*ici, "service"),
                hint=self._proche(nom, [service.nom for service in services], "services"),
            )
        return trouve

    def rang(self, nom: str, titres: Sequence[str], quoi: str, *ici: str | int) -> int | None:
        """The rank of the title, or of the only one that begins so."""
        cles = _cles(tuple(titres))
        exacts = [n for n, each in enumerate(cles) if each == cle(nom)]
        trouves = exacts or [n for n, each in enumerate(cles) if each.startswith(cle(nom))]
        if len(trouves) == 1:
            return trouves[0]
        if quoi == "rubrique" and cle(nom) in self.mises_de_cote:
            return None  # told where that heading is written
        self.faute(
            say("Plusieurs {quoi} commencent par « {nom} ».", quoi=_PLURIEL[quoi], nom=nom)
            if trouves
            else say("{ou} n'a pas de {quoi} « {nom} ».", ou=_OU[quoi], quoi=quoi, nom=nom),
            *(*ici, quoi),
            hint=self._proche(nom, titres, "rubriques"),
        )
        return None

    def _proche(self, nom: str, titres: Sequence[str], rubrique: str) -> str:
        if proche := nearest(nom, titres[:_MOST_COMPARED]):
            return say("Vouliez-vous dire « {proche} » ?", proche=proche)
        if any(titres) and len(titres) <= _MOST_SHOWN:
            return say("Choix possibles : {choix}.", choix=choix(titres))
        return say("Corrigez ce nom, ou ajoutez-le à « {rubrique} », dans l'annexe 2.", rubrique=rubrique)


@lru_cache(maxsize=8)
def _cles(titres: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(cle, titres))


def choix(titres: Iterable[str]) -> str:
    """The titles that a reader may choose from."""
    return enumerate_words(titre for titre in titres if titre)


def _noms(membre: MembreGroupement) -> set[str]:
    collectivite = membre.collectivite
    return {cle(nom) for nom in (collectivite.nom, collectivite.sigle, collectivite.code) if nom}


_MOST = 1_000
_TOUS = frozenset({"tous", "toutes", "touslesmembres"})


def avec_couts(
    groupement: Groupement,
    shape: Annexe2Shape,
    lieu: Callable[..., Location],
    findings: list[Diagnostic],
) -> Groupement:
    """The group with the costs that its file foresees; one that can't be shared out is a finding."""
    lues = {cle(rubrique.titre) for rubrique in groupement.rubriques}
    mises_de_cote = frozenset({cle(rubrique.titre) for rubrique in shape.rubriques} - lues)
    noms = Noms(groupement, mises_de_cote, lieu, findings)
    connus = len(findings)
    couts = _CoutsLoader(groupement, shape.couts, noms).load()
    complet = replace(groupement, couts=replace(couts, en_defaut=len(findings) > connus))
    return _avec_populations(complet)


def _avec_populations(groupement: Groupement) -> Groupement:
    """The communes with the inhabitants that the file gives of the year retained: annexe 1 counts those too.

    Zero is no population: it tells that a member pays nothing by such a key.
    """
    annee, donnees = groupement.annee_population, groupement.couts.populations
    lieu = groupement.couts.lieux.get("populations")
    if annee is None or not any(donnees.values()):
        return groupement
    membres = tuple(
        replace(
            membre,
            collectivite=replace(
                membre.collectivite,
                population=Population(donnees[membre.collectivite.code], annee, lieu=lieu),
            ),
        )
        if membre.collectivite.est_commune and donnees.get(membre.collectivite.code)
        else membre
        for membre in groupement.membres
    )
    return replace(groupement, membres=membres)


@dataclass(frozen=True, slots=True)
class _CoutsLoader:
    groupement: Groupement
    shape: CoutsShape
    noms: Noms

    def load(self) -> Couts:
        shape = self.shape
        if self._too_many():
            return Couts()
        services = self._services(shape.services)
        depenses = (self._depense(each, rang, services) for rang, each in enumerate(shape.depenses))
        return Couts(
            periode=shape.periode or "",
            taxes=shape.taxes or "",
            populations=self._populations(),
            services=services,
            depenses=tuple(depense for depense in depenses if depense is not None),
            lieux=MappingProxyType({nom: self.noms.ici(nom) for nom in type(shape).model_fields}),
        )

    def _too_many(self) -> bool:
        """Whether there is more than any group has: a file made to last for hours is refused at once."""
        for nom in ("populations", "services", "depenses"):
            combien = len(getattr(self.shape, nom))
            if combien > _MOST:
                self.noms.faute(
                    say(
                        "La rubrique « {nom} » a {n} lignes ; {max} au plus.",
                        n=combien,
                        nom=nom,
                        max=_MOST,
                    ),
                    nom,
                    hint=say("Réunissez celles qui se répartissent de la même façon."),
                )
                return True
        return False

    def _populations(self) -> MappingProxyType[str, int]:
        trouvees: dict[str, int] = {}
        for rang, each in enumerate(self.shape.populations):
            code = self.noms.membre(each.membre, "populations", rang, "membre")
            if code in trouvees:
                self.noms.faute(
                    say("La population de « {nom} » est donnée deux fois.", nom=each.membre),
                    *("populations", rang, "membre"),
                    hint=say("Gardez une seule de ces lignes."),
                )
            elif code:
                trouvees[code] = each.habitants
        return MappingProxyType(trouvees)

    def _services(self, shapes: tuple[ServiceShape, ...]) -> tuple[Service, ...]:
        trouves: dict[str, Service] = {}
        for rang, shape in enumerate(shapes):
            if cle(shape.nom) in trouves:
                self.noms.faute(
                    say("Le service « {nom} » est écrit deux fois.", nom=shape.nom),
                    *("services", rang, "nom"),
                    hint=say("Réunissez ses membres dans une seule de ces lignes."),
                )
                continue
            membres = self._utilisateurs(shape, rang)
            trouves[cle(shape.nom)] = Service(shape.nom, membres, self.noms.ici("services", rang))
        return tuple(trouves.values())

    def _utilisateurs(self, shape: ServiceShape, rang: int) -> tuple[str, ...]:
        ici = ("services", rang)
        tous = len(shape.membres) == 1 and cle(shape.membres[0]) in _TOUS
        if shape.sauf and not tous:
            self.noms.faute(
                say("La rubrique « sauf » va avec « membres: tous », et seulement avec lui."),
                *(*ici, "sauf"),
                hint=say("Écrivez « membres: tous », ou effacez « sauf »."),
            )
        if tous:
            ecartes = {self.noms.membre(nom, *ici, "sauf", n) for n, nom in enumerate(shape.sauf)}
            codes = [membre.collectivite.code for membre in self.groupement.membres]
            return tuple(code for code in codes if code not in ecartes)
        trouves = [self.noms.membre(nom, *ici, "membres", n) for n, nom in enumerate(shape.membres)]
        repetes = Counter(filter(None, trouves)).most_common(1)
        if repetes and repetes[0][1] > 1:
            n = max(rang for rang, code in enumerate(trouves) if code == repetes[0][0])
            self.noms.faute(
                say("Le membre « {nom} » est écrit deux fois pour ce service.", nom=shape.membres[n]),
                *(*ici, "membres", n),
                hint=say("Effacez l'une des deux mentions."),
            )
        return tuple(dict.fromkeys(filter(None, trouves)))

    def _depense(self, shape: DepenseShape, rang: int, services: tuple[Service, ...]) -> Depense | None:
        """The cost, when its heading, its case, its service and its member are those of the group."""
        connus = len(self.noms.findings)
        ici = ("depenses", rang)
        rubrique = self.noms.rang(
            shape.rubrique, [r.titre for r in self.groupement.rubriques], "rubrique", *ici
        )
        if rubrique is None:
            return None
        cas = self._cas(shape, rubrique, *ici)
        service = self.noms.service(shape.service, services, *ici)
        if cas is None or len(self.noms.findings) > connus:
            return None
        regle = self.groupement.rubriques[rubrique].cas[cas]
        demandeur = self._demandeur(shape, regle, service, *ici)
        if regle.cle is CleDeRepartition.POPULATION_DEMANDEURS and service is None:
            self.noms.faute(
                say("Cette dépense se partage entre les membres demandeurs, et rien ne dit lesquels."),
                *ici,
                hint=say("Ajoutez la ligne « service », avec le nom d'un des services de l'annexe 2."),
            )
        if len(self.noms.findings) > connus:
            return None
        return Depense(
            rubrique=rubrique,
            cas=cas,
            montant=shape.montant,
            objet=shape.objet or "",
            service=service,
            demandeur=demandeur,
            lieu=self.noms.ici(*ici),
        )

    def _cas(self, shape: DepenseShape, rubrique: int, *ici: str | int) -> int | None:
        cas = self.groupement.rubriques[rubrique].cas
        if shape.cas is not None:
            return self.noms.rang(shape.cas, [each.titre for each in cas], "cas", *ici)
        if len(cas) == 1:
            return 0
        self.noms.faute(
            say("La rubrique « {titre} » a plusieurs cas.", titre=self.groupement.rubriques[rubrique].titre),
            *ici,
            hint=say("Ajoutez la ligne « cas » : {choix}.", choix=choix(each.titre for each in cas)),
        )
        return None

    def _demandeur(
        self, shape: DepenseShape, regle: CasFinancier, service: Service | None, *ici: str | int
    ) -> str:
        """The member that pays alone, by its code; empty for another key, or after a finding."""
        if regle.cle is not CleDeRepartition.MEMBRE_DEMANDEUR:
            if shape.membre is not None:
                self.noms.faute(
                    say("Un membre est nommé ici, et la clé n'est pas « membre demandeur »."),
                    *(*ici, "membre"),
                    hint=say("Effacez cette ligne, ou changez la clé de la rubrique."),
                )
            return ""
        if shape.membre is None:
            if service is not None and len(service.membres) == 1:
                return service.membres[0]
            self.noms.faute(
                say("Cette dépense est payée par le membre qui la demande, et rien ne dit lequel."),
                *ici,
                hint=say("Ajoutez la ligne « membre », avec son nom."),
            )
            return ""
        code = self.noms.membre(shape.membre, *ici, "membre")
        if code and service is not None and code not in service.membres:
            self.noms.faute(
                say(
                    "Le membre « {membre} » paierait pour « {service} », qu'il n'utilise pas.",
                    membre=shape.membre,
                    service=service.nom,
                ),
                *(*ici, "membre"),
                hint=say("Ajoutez-le aux membres de ce service, ou corrigez cette ligne."),
            )
        return code
