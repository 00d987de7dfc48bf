"""A group file → the model: coordinator, members, framework agreement, choices of the convention."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity, declare
from actgen.model.groupement import (
    AccordCadre,
    CasFinancier,
    Clauses,
    Coordonnateur,
    DeliberationCoordonnateur,
    Groupement,
    Rubrique,
)
from actgen.model.texte import Prose
from actgen.reading.scalars import DureeCalendaire
from actgen.text.keys import cle
from actgen.text.messages import say

from .membres_groupement import GC_FICHIER, MembresLoader, designee
from .shapes.groupement import (
    ClausesShape,
    CoordonnateurShape,
    FichierGroupement,
    RubriqueShape,
)

GC_CLAUSE = declare(
    "GC-CLAUSE",
    Severity.ERROR,
    "Un choix de la convention qui en appelle un autre ne va pas sans lui (le retrait, son préavis).",
    scope=Scope.CONVENTION,
    mender=Mender.COORDONNATEUR,
)
_EXECUTION = {
    "chaque membre pour ses bons de commande": "membres",
    "coordonnateur pour tous les membres": "coordonnateur",
}
_ADHESION = {"à tout moment": "a_tout_moment", "avant le lancement": "avant_lancement", "fermée": "fermee"}
_RETRAIT = {"exclu avant l’échéance": "exclu", "à chaque date anniversaire": "annuel"}
_SIGNATURE = {"une feuille par membre": "feuille_par_membre", "original unique": "original_unique"}
_CAO = {"celle du coordonnateur": "coordonnateur", "mixte": "mixte"}
_ATTRIBUTION = {"un": "un seul titulaire", "plusieurs": "plusieurs titulaires"}


@dataclass
class GroupementLoader:
    """Reads one group; `prose` fetches a file named by it; findings gather in `findings`."""

    shape: FichierGroupement
    nom: str
    fichier: str
    lieu: Callable[..., Location]
    prose: Callable[[str, Location], Prose | None]
    findings: list[Diagnostic]

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
                self.findings,
            ).charger(),
            nom_d_usage=shape.nom or "",
            contexte=self.prose(shape.contexte, self.lieu("contexte")) if shape.contexte else None,
            version=shape.version or "",
            approuvee_le=shape.approuvee_le,
            accord_cadre=self._accord_cadre(),
            cao=_CAO.get(shape.cao or "", ""),
            clauses=self._clauses(shape.clauses),
            unite=shape.annexe_2.unite,
            annee_population=shape.annexe_2.annee_population,
            annexe_1_arretee_au=shape.annexe_1.arretee_au,
            rubriques=tuple(
                rubrique
                for rang, ecrite in enumerate(shape.annexe_2.rubriques)
                if (rubrique := self._rubrique(ecrite, rang)) is not None
            ),
            tribunal=shape.tribunal or "",
            lieux=self._lieux(),
        )

    def _lieux(self) -> MappingProxyType[str, Location]:
        directes = ("objet", "contexte", "version", "cao", "tribunal")
        lieux = {nom: self.lieu(nom) for nom in directes}
        lieux |= {nom: self.lieu("clauses", nom) for nom in ClausesShape.model_fields}
        lieux["arretee_au"] = self.lieu("annexe_1", "arretee_au")
        lieux["annee_population"] = self.lieu("annexe_2", "annee_population")
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
            collectivite=replace(trouve, sigle=shape.sigle or "", siege=shape.siege or trouve.siege),
            representant=nom.strip(),
            qualite=qualite.strip(),
            deliberation=DeliberationCoordonnateur(
                organe=deliberation.organe,
                date=deliberation.date,
                delegation_du_conseil=deliberation.delegation_du_conseil,
                lieux=MappingProxyType(
                    {nom: self.lieu(*ici, nom) for nom in ("date", "delegation_du_conseil")}
                ),
            ),
            lieu=self.lieu("coordonnateur"),
        )

    def _accord_cadre(self) -> AccordCadre:
        shape = self.shape.accord_cadre
        return AccordCadre(
            forme=shape.forme or "",
            objet=shape.objet or "",
            duree_mois=self._mois(shape.duree, "accord_cadre", "duree"),
            minimum_ht=shape.minimum_ht,
            maximum_ht=shape.maximum_ht,
            procedure=shape.procedure or "",
            petits_lots_en_procedure_adaptee=shape.petits_lots_en_procedure_adaptee,
            attribution=_ATTRIBUTION.get(shape.titulaires or "", ""),
            lancement=shape.lancement,
            precedent=shape.precedent or "",
            lieux=MappingProxyType({nom: self.lieu("accord_cadre", nom) for nom in type(shape).model_fields}),
        )

    def _clauses(self, shape: ClausesShape) -> Clauses:
        frais, _, remuneration = (shape.frais or "").partition(", ")
        return Clauses(
            execution=_EXECUTION.get(shape.execution or "", ""),
            frais={"coordonnateur": "coordonnateur", "partagés": "partages"}.get(frais, ""),
            remuneration={"avec rémunération": True, "sans rémunération": False}.get(remuneration),
            comite_par_an=self._comite(shape.comite_de_pilotage),
            adhesion=_ADHESION.get(shape.adhesion or "", ""),
            retrait=_RETRAIT.get(shape.retrait or "", ""),
            preavis_mois=self._preavis(shape),
            signature=_SIGNATURE.get(shape.signature or "", ""),
        )

    def _preavis(self, shape: ClausesShape) -> int:
        if shape.preavis is None and _RETRAIT.get(shape.retrait or "") == "annuel":
            self.findings.append(
                GC_CLAUSE.finding(
                    say("Un membre peut se retirer chaque année, mais le préavis n'est pas écrit."),
                    self.lieu("clauses", "preavis"),
                    self.lieu("clauses", "retrait"),
                    hint=say("Ajoutez une ligne « preavis: », par exemple « 3 mois »."),
                )
            )
        return self._mois(shape.preavis, "clauses", "preavis") or 0

    def _mois(self, duree: DureeCalendaire | None, *ici: str) -> int | None:
        """Whole months, as the convention writes them."""
        if duree is None or not duree.jours:
            return None if duree is None else duree.ans * 12 + duree.mois
        self.findings.append(
            GC_FICHIER.finding(
                say("Cette durée est écrite en jours ou en semaines ; la convention compte en mois."),
                self.lieu(*ici),
                hint=say("Écrivez-la en mois ou en années : 3 mois, 4 ans."),
            )
        )
        return None

    def _comite(self, texte: str | None) -> int | None:
        if texte is None:
            return None
        if cle(texte) in {"aucun", "non"}:
            return 0
        lu = re.fullmatch(
            r"([0-9]{1,2})\s+fois\s+par\s+an(?:\s+au\s+(?:moins|minimum))?", texte, re.IGNORECASE
        )
        if lu:
            return int(lu[1])
        self.findings.append(
            GC_FICHIER.finding(
                say("« {texte} » ne dit pas combien de fois le comité se réunit.", texte=texte),
                self.lieu("clauses", "comite_de_pilotage"),
                hint=say("Écrivez par exemple « 2 fois par an », ou « aucun »."),
            )
        )
        return None

    def _rubrique(self, shape: RubriqueShape, rang: int) -> Rubrique | None:
        ici = ("annexe_2", "rubriques", rang)
        if bool(shape.cle) == bool(shape.cas):
            self.findings.append(
                GC_FICHIER.finding(
                    say("La rubrique « {titre} » ne dit pas comment elle est payée.", titre=shape.titre)
                    if shape.cle is None
                    else say("La rubrique « {titre} » a une clé et des cas.", titre=shape.titre),
                    self.lieu(*ici),
                    hint=say("Donnez-lui soit une « cle », soit une liste de « cas »."),
                )
            )
            return None
        if shape.cas and shape.motif:
            self.findings.append(
                GC_FICHIER.finding(
                    say("Le motif de la rubrique « {titre} » ne serait écrit nulle part.", titre=shape.titre),
                    self.lieu(*ici, "motif"),
                    hint=say("Donnez-le à celui des cas qu'il explique."),
                )
            )
        lieu = self.lieu(*ici)
        cas = tuple(
            CasFinancier(c.cle, c.titre, c.motif or "", self.lieu(*ici, "cas", n))
            for n, c in enumerate(shape.cas)
        )
        if shape.cle is not None:
            cas = (CasFinancier(shape.cle, "", shape.motif or "", lieu),)
        couvre = self.prose(shape.couvre, self.lieu(*ici, "couvre")) if shape.couvre else None
        return Rubrique(shape.titre, couvre, cas, shape.hors_compte, lieu)
