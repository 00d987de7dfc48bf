"""The forecast costs of annexe 2: headings, cases, services and members found by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.collectivite import Population
from actgen.facts.couts import Couts, Depense, Service
from actgen.facts.groupement import CasFinancier, CleDeRepartition, Groupement
from actgen.facts.shapes.couts import CoutsShape, DepenseShape, ServiceShape
from actgen.facts.shapes.groupement import Annexe2Shape
from actgen.text.keys import cle
from actgen.text.messages import say

from .couts_noms import Noms, choix
from .couts_repartis import non_reparties

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
    couts = _CoutsLoader(groupement, shape.couts, noms).charger()
    findings.extend(non_reparties(replace(groupement, couts=couts)))
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

    def charger(self) -> Couts:
        shape = self.shape
        if self._trop():
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

    def _trop(self) -> bool:
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
