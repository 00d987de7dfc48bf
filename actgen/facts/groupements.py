"""A group file → the model: coordinator, members, framework agreement, choices of the convention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.charte import Charte
from actgen.facts.chartes import ChartesLoader
from actgen.facts.groupement import GC_FICHIER, CasFinancier, Clauses, Coordonnateur, Groupement, Rubrique
from actgen.facts.membres_groupement import MembresLoader, designee
from actgen.facts.shapes.groupement import CoordonnateurShape, FichierGroupement, RubriqueShape
from actgen.facts.texte import Prose
from actgen.records import dataclass
from actgen.rules import rule
from actgen.sources import Source
from actgen.text.messages import say


@dataclass(frozen=True, slots=True)
class RubriquesLoader:
    """Reads the headings; `prose` fetches the text that one names; findings gather in `findings`."""

    shapes: tuple[RubriqueShape, ...]
    lieu: Callable[..., Location]
    prose: Callable[[str, Location], Prose | None]
    findings: list[Diagnostic]

    def load(self) -> tuple[Rubrique, ...]:
        """The headings in the order of the file; one without a rule of payment is left out, and said."""
        lues = (self._rubrique(shape, rang) for rang, shape in enumerate(self.shapes))
        return tuple(rubrique for rubrique in lues if rubrique is not None)

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


_CAO = {"celle du coordonnateur": "coordonnateur", "mixte": "mixte"}
GC_CLAUSE = rule("GC-CLAUSE")


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

    def load(self) -> Groupement | None:
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
            ).load(),
            nom_d_usage=shape.nom or "",
            contexte=self.prose(shape.contexte, self.lieu("contexte")) if shape.contexte else None,
            version=shape.version or "",
            approuvee_le=shape.approuvee_le,
            accord_cadre=shape.accord_cadre,
            cao=_CAO.get(shape.cao or "", ""),
            clauses=self._clauses(shape.clauses),
            conseils=shape.conseils,
            unite=shape.annexe_2.unite,
            annee_population=shape.annexe_2.annee_population,
            annexe_1_arretee_au=shape.annexe_1.arretee_au,
            rubriques=RubriquesLoader(shape.annexe_2.rubriques, self.lieu, self.prose, self.findings).load(),
            tribunal=shape.tribunal or "",
            lieux=self._lieux(),
        )

    def _lieux(self) -> MappingProxyType[str, Location]:
        directes = ("objet", "contexte", "version", "approuvee_le", "cao", "tribunal", "membres")
        lieux = {nom: self.lieu(nom) for nom in directes}
        lieux |= self.shape.clauses.lieux
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
            deliberation=shape.deliberation,
            lieu=self.lieu("coordonnateur"),
            lieux=MappingProxyType(dict(shape.lieux)),
        )

    def _charte(self, shape: CoordonnateurShape) -> Charte | None:
        if shape.charte is None or self.chartes is None:
            return None
        return self.chartes.load(shape.charte, partial(self.lieu, "coordonnateur", "charte"))

    def _clauses(self, clauses: Clauses) -> Clauses:
        """A right to leave each year calls for its notice."""
        if clauses.retrait == "annuel" and not clauses.places.said("preavis"):
            self.findings.append(
                GC_CLAUSE.finding(
                    say("Un membre peut se retirer chaque année, mais le préavis n'est pas écrit."),
                    clauses.lieux["preavis"],
                    clauses.lieux["retrait"],
                    hint=say("Ajoutez une ligne « preavis: », par exemple « 3 mois »."),
                )
            )
        return clauses
