"""A group file → the model: coordinator, members, framework agreement, choices of the convention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.charte import Charte
from actgen.facts.groupement import (
    AccordCadre,
    Coordonnateur,
    DeliberationCoordonnateur,
    DemandeAuxConseils,
    Groupement,
    Lot,
)
from actgen.facts.shapes.groupement import (
    ClausesShape,
    CoordonnateurShape,
    FichierGroupement,
)
from actgen.facts.texte import Prose
from actgen.sources import Source

from .chartes import ChartesLoader
from .clauses import ClausesLoader, en_mois
from .membres_groupement import MembresLoader, designee
from .rubriques import RubriquesLoader

_CAO = {"celle du coordonnateur": "coordonnateur", "mixte": "mixte"}
_ATTRIBUTION = {"un": "un seul titulaire", "plusieurs": "plusieurs titulaires"}


@dataclass
class GroupementLoader:
    """Reads one group; `chartes` reads the house style of its coordinator.

    `prose` fetches a text that its file names, `retours` the spreadsheet of what came back.
    """

    shape: FichierGroupement
    nom: str
    fichier: str
    lieu: Callable[..., Location]
    prose: Callable[[str, Location], Prose | None]
    retours: Callable[[str, Location], Source | None]
    findings: list[Diagnostic]
    chartes: ChartesLoader | None = None

    def charger(self) -> Groupement | None:
        """The group; None when its coordinator can't be told."""
        shape = self.shape
        coordonnateur = self._coordonnateur(shape.coordonnateur)
        if coordonnateur is None:
            return None
        return Groupement(
            nom=self.nom,
            fichier=self.fichier,
            objet=shape.objet,
            coordonnateur=coordonnateur,
            membres=MembresLoader(
                self.shape.membres,
                coordonnateur,
                shape.coordonnateur.departement or "",
                self.lieu,
                self.retours,
                self.findings,
            ).charger(),
            nom_d_usage=shape.nom or "",
            contexte=self.prose(shape.contexte, self.lieu("contexte")) if shape.contexte else None,
            version=shape.version or "",
            approuvee_le=shape.approuvee_le,
            accord_cadre=self._accord_cadre(),
            cao=_CAO.get(shape.cao or "", ""),
            clauses=ClausesLoader(shape.clauses, self.lieu, self.findings).charger(),
            conseils=DemandeAuxConseils(
                a_deliberer_avant=shape.conseils.a_deliberer_avant,
                lettre_du=shape.conseils.lettre_du,
                contact=shape.conseils.contact or "",
                lieux=MappingProxyType(
                    {nom: self.lieu("conseils", nom) for nom in type(shape.conseils).model_fields}
                ),
            ),
            unite=shape.annexe_2.unite,
            annee_population=shape.annexe_2.annee_population,
            annexe_1_arretee_au=shape.annexe_1.arretee_au,
            rubriques=RubriquesLoader(
                shape.annexe_2.rubriques, self.lieu, self.prose, self.findings
            ).charger(),
            tribunal=shape.tribunal or "",
            lieux=self._lieux(),
        )

    def _lieux(self) -> MappingProxyType[str, Location]:
        directes = ("objet", "contexte", "version", "approuvee_le", "cao", "tribunal", "membres")
        lieux = {nom: self.lieu(nom) for nom in directes}
        lieux |= {nom: self.lieu("clauses", nom) for nom in ClausesShape.model_fields}
        lieux["arretee_au"] = self.lieu("annexe_1", "arretee_au")
        lieux["annee_population"] = self.lieu("annexe_2", "annee_population")
        lieux["rubriques"] = self.lieu("annexe_2", "rubriques")
        return MappingProxyType(lieux)

    def _coordonnateur(self, shape: CoordonnateurShape) -> Coordonnateur | None:
        trouve = designee(shape.commune, shape.epci, shape.departement or "", self.lieu, "coordonnateur")
        if isinstance(trouve, Diagnostic):
            self.findings.append(trouve)
            return None
        nom, _, qualite = (shape.represente_par or "").partition(",")
        deliberation = shape.deliberation
        ici = ("coordonnateur", "deliberation")
        return Coordonnateur(
            collectivite=replace(
                trouve,
                nom=shape.nom or trouve.nom,
                type_liaison=None if shape.nom else trouve.type_liaison,
                sigle=shape.sigle or "",
                siege=shape.siege or trouve.siege,
                charte=self._charte(shape),
            ),
            representant=nom.strip(),
            qualite=qualite.strip(),
            a_besoin_propre=shape.a_besoin_propre,
            statuts_l5211_4_4=shape.statuts_l5211_4_4,
            a_une_cao=shape.a_une_cao,
            deliberation=DeliberationCoordonnateur(
                organe=deliberation.organe,
                mandat=deliberation.mandat or "",
                date=deliberation.date,
                delegation_du_conseil=deliberation.delegation_du_conseil,
                lieux=MappingProxyType(
                    {nom: self.lieu(*ici, nom) for nom in type(deliberation).model_fields}
                ),
            ),
            lieu=self.lieu("coordonnateur"),
            lieux=MappingProxyType(
                {nom: self.lieu("coordonnateur", nom) for nom in type(shape).model_fields}
            ),
        )

    def _charte(self, shape: CoordonnateurShape) -> Charte | None:
        if shape.charte is None or self.chartes is None:
            return None
        return self.chartes.charger(shape.charte, partial(self.lieu, "coordonnateur", "charte"))

    def _accord_cadre(self) -> AccordCadre:
        shape = self.shape.accord_cadre
        return AccordCadre(
            forme=shape.forme or "",
            objet=shape.objet or "",
            achat=shape.achat,
            entite_adjudicatrice=shape.entite_adjudicatrice,
            duree_mois=en_mois(shape.duree, self.lieu("accord_cadre", "duree"), self.findings),
            duree_justifiee=shape.duree_justifiee or "",
            minimum_ht=shape.minimum_ht,
            maximum_ht=shape.maximum_ht,
            procedure=shape.procedure or "",
            petits_lots_en_procedure_adaptee=shape.petits_lots_en_procedure_adaptee,
            attribution=_ATTRIBUTION.get(shape.titulaires or "", ""),
            lots=tuple(
                Lot(
                    lot.objet,
                    lot.montant_ht,
                    lot.procedure or "",
                    lot.achat,
                    self.lieu("accord_cadre", "lots", rang),
                )
                for rang, lot in enumerate(shape.lots)
            ),
            lancement=shape.lancement,
            transmis_le=shape.transmis_le,
            notifie_le=shape.notifie_le,
            precedent=shape.precedent or "",
            lieux=MappingProxyType({nom: self.lieu("accord_cadre", nom) for nom in type(shape).model_fields}),
        )
