"""A group file → the model: coordinator, members, framework agreement, choices of the convention."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity, declare
from actgen.law.reference import communes_de
from actgen.model.collectivite import Collectivite
from actgen.model.groupement import (
    AccordCadre,
    CasFinancier,
    Clauses,
    Coordonnateur,
    DeliberationCoordonnateur,
    Groupement,
    MembreGroupement,
    Rubrique,
)
from actgen.model.texte import Prose
from actgen.reading.scalars import DureeCalendaire
from actgen.reading.wording import say
from actgen.text.keys import cle

from . import territoires
from .phrases.presence import decouper_civilite
from .shapes.groupement import (
    ClausesShape,
    CoordonnateurShape,
    FichierGroupement,
    MembreGroupementShape,
    RubriqueShape,
)

GC_FICHIER = declare(
    "GC-FICHIER",
    Severity.ERROR,
    "Le dossier d’un groupement dit qui le coordonne, qui en est membre et qui paie chaque rubrique.",
    scope=Scope.RUN,
    mender=Mender.COORDONNATEUR,
)
GC_MEMBRE = declare(
    "GC-MEMBRE",
    Severity.ERROR,
    "Un membre du groupement est nommé une fois, et les faits connus sont ceux d’un membre.",
    scope=Scope.RUN,
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
            membres=self._membres(coordonnateur),
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
        trouve = self._collectivite(shape.commune, shape.epci, shape.departement or "", "coordonnateur")
        if trouve is None:
            return None
        nom, _, qualite = (shape.represente_par or "").partition(",")
        deliberation = shape.deliberation
        ici = ("coordonnateur", "deliberation")
        return Coordonnateur(
            collectivite=replace(trouve, sigle=shape.sigle or "", siege=shape.siege or trouve.siege),
            representant=nom.strip(),
            qualite=qualite.strip(),
            besoin_propre=shape.a_besoin_propre,
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

    def _collectivite(
        self, commune: str | None, epci: str | None, departement: str, *ici: str | int
    ) -> Collectivite | None:
        if commune:
            trouve = territoires.commune(commune, self.lieu(*ici, "commune"), Mender.COORDONNATEUR)
        elif epci:
            trouve = territoires.epci(epci, self.lieu(*ici, "epci"), departement, Mender.COORDONNATEUR)
        else:
            trouve = GC_FICHIER.finding(
                say("Il manque ici le nom d'une commune ou d'un EPCI."),
                self.lieu(*ici),
                hint=say("Ajoutez une ligne « commune: » ou « epci: »."),
            )
        if isinstance(trouve, Diagnostic):
            self.findings.append(trouve)
            return None
        return trouve

    def _membres(self, coordonnateur: Coordonnateur) -> tuple[MembreGroupement, ...]:
        """Coordinator first, then the communes by name; what is known of each is put in its place."""
        connus = self._connus()
        base = {coordonnateur.collectivite.code: coordonnateur.collectivite}
        base |= {c.code: c for c in sorted(self._communes(), key=lambda c: cle(c.nom))}
        for code, membre in connus.items():
            if self.shape.membres.communes_de or self.shape.membres.communes:
                if code not in base:
                    self.findings.append(_pas_membre(membre))
            else:
                base.setdefault(code, membre.collectivite)
        return tuple(
            replace(connus[code], collectivite=collectivite)
            if code in connus
            else self._sans_nouvelles(collectivite, coordonnateur)
            for code, collectivite in base.items()
        )

    def _sans_nouvelles(self, collectivite: Collectivite, coordonnateur: Coordonnateur) -> MembreGroupement:
        if collectivite.code != coordonnateur.collectivite.code:
            return MembreGroupement(collectivite, lieu=self.lieu("membres"))
        signataire = ", ".join(filter(None, (coordonnateur.representant, coordonnateur.qualite)))
        return MembreGroupement(
            collectivite,
            deliberation_le=coordonnateur.deliberation.date,
            signataire=decouper_civilite(signataire)[1],
            lieu=self.lieu("coordonnateur", "deliberation", "date"),
        )

    def _communes(self) -> list[Collectivite]:
        shape = self.shape.membres
        communes: list[Collectivite] = []
        if shape.communes_de:
            trouve = territoires.epci(
                shape.communes_de,
                self.lieu("membres", "communes_de"),
                self.shape.coordonnateur.departement or "",
                Mender.COORDONNATEUR,
            )
            if isinstance(trouve, Diagnostic):
                self.findings.append(trouve)
            else:
                lieu = self.lieu("membres", "communes_de")
                communes = [territoires.de_reference(c, lieu) for c in communes_de(trouve.siren)]
        for rang, nom in enumerate(shape.communes):
            autre = self._collectivite_nommee(nom, "communes", rang)
            if autre is not None:
                communes.append(autre)
        ecartees = {
            ecartee.code
            for rang, nom in enumerate(shape.sauf)
            if (ecartee := self._collectivite_nommee(nom, "sauf", rang)) is not None
        }
        return [commune for commune in communes if commune.code not in ecartees]

    def _collectivite_nommee(self, nom: str, rubrique: str, rang: int) -> Collectivite | None:
        trouve = territoires.commune(nom, self.lieu("membres", rubrique, rang), Mender.COORDONNATEUR)
        if isinstance(trouve, Diagnostic):
            self.findings.append(trouve)
            return None
        return trouve

    def _connus(self) -> dict[str, MembreGroupement]:
        connus: dict[str, MembreGroupement] = {}
        for rang, shape in enumerate(self.shape.membres.connus):
            ici = ("membres", "connus", rang)
            collectivite = self._collectivite(shape.commune, shape.epci, "", *ici)
            if collectivite is None:
                continue
            membre = _membre(shape, collectivite, self.lieu(*ici))
            if collectivite.code in connus:
                self.findings.append(
                    GC_MEMBRE.finding(
                        say("{nom} est écrite deux fois parmi les membres connus.", nom=collectivite.nom),
                        membre.lieu,
                        connus[collectivite.code].lieu,
                        hint=say("Gardez une seule ligne par membre."),
                    )
                )
            connus[collectivite.code] = membre
        return connus

    def _accord_cadre(self) -> AccordCadre:
        shape = self.shape.accord_cadre
        return AccordCadre(
            forme=shape.forme or "",
            objet=shape.objet or "",
            duree_mois=_mois(shape.duree),
            minimum_ht=shape.minimum_ht,
            maximum_ht=shape.maximum_ht,
            procedure=shape.procedure or "",
            procedure_adaptee="petits lots" if shape.procedure_adaptee == "petits lots seulement" else "",
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
            preavis_mois=_mois(shape.preavis) or 0,
            signature=_SIGNATURE.get(shape.signature or "", ""),
        )

    def _comite(self, texte: str | None) -> int | None:
        if texte is None:
            return None
        if cle(texte) in {"aucun", "non"}:
            return 0
        lu = re.match(r"(\d+)\s+fois\s+par\s+an", texte)
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
        lieu = self.lieu(*ici)
        cas = tuple(
            CasFinancier(c.cle, c.titre, c.motif or "", self.lieu(*ici, "cas", n))
            for n, c in enumerate(shape.cas)
        )
        if shape.cle is not None:
            cas = (CasFinancier(shape.cle, "", shape.motif or "", lieu),)
        couvre = self.prose(shape.couvre, self.lieu(*ici, "couvre")) if shape.couvre else None
        return Rubrique(shape.titre, couvre, cas, shape.hors_compte, lieu)


def _membre(shape: MembreGroupementShape, collectivite: Collectivite, lieu: Location) -> MembreGroupement:
    return MembreGroupement(
        collectivite=collectivite,
        resultat=shape.resultat or "",
        deliberation_le=shape.deliberation,
        numero=shape.numero or "",
        transmise_le=shape.transmise_le,
        recue_le=shape.recue_le,
        publiee_le=shape.publiee_le,
        notifiee_le=shape.notifiee_le,
        signee_le=shape.signee_le,
        signataire=shape.signataire or "",
        lieu=lieu,
    )


def _pas_membre(membre: MembreGroupement) -> Diagnostic:
    return GC_MEMBRE.finding(
        say("{nom} n'est pas membre du groupement.", nom=membre.collectivite.nom),
        membre.lieu,
        hint=say("Ajoutez-la à « communes », ou retirez cette ligne."),
    )


def _mois(duree: DureeCalendaire | None) -> int | None:
    """Whole months; None for a length in days, which no framework agreement has."""
    return None if duree is None or duree.jours else duree.ans * 12 + duree.mois
