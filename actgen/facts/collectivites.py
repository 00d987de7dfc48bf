"""A collectivity file → the model: reference facts, what the file overrides, its roster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.charte import Charte
from actgen.facts.collectivite import MOTS_DU_NUMERO, Collectivite, Publicite, emploie_le_rang
from actgen.facts.personne import Membre
from actgen.facts.shapes.collectivite import CollectiviteShape
from actgen.law.natures import GenreCollectivite
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.records import dataclass
from actgen.rules import rule
from actgen.text.keys import cle
from actgen.text.messages import say

from . import territoires
from .chartes import ChartesLoader
from .membres_collectivite import BureauLoader, MembresLoader

COLLECTIVITE_INCOMPLETE = rule("COLLECTIVITE-INCOMPLETE")
NUMERO_FORME = rule("NUMERO-FORME")

Lieu = Callable[..., Location]
"""`lieu("membres", 3)`: where that value of the collectivity was written."""


@dataclass
class CollectiviteLoader:
    """Reads one collectivity; findings gather in `findings`.

    An empty roster stops a session that was held (`tenue`); before, a starter file may wait for it.
    `chartes` reads the house style; without it there is none.
    """

    shape: CollectiviteShape
    lieu: Lieu
    findings: list[Diagnostic]
    tenue: bool = True
    chartes: ChartesLoader | None = None

    def load(self) -> Collectivite | None:
        """The collectivity; None when it can't be told which one it is."""
        base = self._reference()
        if isinstance(base, Diagnostic):
            self.findings.append(base)
            return None
        self._check_numbering()
        shape = self.shape
        membres = self._membres(base.genre)
        return replace(
            base,
            sigle=shape.sigle or base.sigle,
            siege=shape.siege or base.siege,
            siren=shape.siren or base.siren,
            siret=shape.siret or "",
            prefecture=shape.prefecture or "",
            tribunal=shape.tribunal or "",
            site_internet=shape.site_internet,
            population=shape.population or base.population,
            population_totale=shape.population_totale or base.population_totale,
            population_renouvellement=shape.population_renouvellement,
            commune_nouvelle=shape.commune_nouvelle,
            publicite=self._publicite(),
            numerotation=shape.numero,
            lieux=MappingProxyType({nom: self.lieu(nom) for nom in ("tribunal", "numero", "siren")}),
            membres=membres,
            bureau=BureauLoader(shape.bureau, base.genre, membres, self.lieu, self.findings).load(),
            charte=self._charte(),
        )

    def _charte(self) -> Charte | None:
        if self.shape.charte is None or self.chartes is None:
            return None
        return self.chartes.load(self.shape.charte, partial(self.lieu, "charte"))

    def _reference(self) -> Collectivite | Diagnostic:
        shape = self.shape
        nommes = [rubrique for rubrique in ("epci", "syndicat", "commune") if getattr(shape, rubrique)]
        if len(nommes) > 1:
            return COLLECTIVITE_INCOMPLETE.finding(
                say("Ce fichier nomme à la fois une commune et un EPCI.")
                if nommes == ["epci", "commune"]
                else say("Ce fichier nomme plusieurs collectivités."),
                *map(self.lieu, nommes),
                hint=say("Gardez une seule de ces deux lignes : chacun a son propre fichier."),
            )
        if shape.commune:
            return territoires.commune(shape.commune, self.lieu("commune"), shape.departement or "")
        if shape.epci:
            return territoires.epci(shape.epci, self.lieu("epci"), shape.departement or "")
        if shape.syndicat:
            return self._syndicat(shape.syndicat)
        return COLLECTIVITE_INCOMPLETE.finding(
            say("Ce fichier ne dit pas de quelle commune, ou de quel EPCI, il s'agit."),
            self.lieu(),
            hint=say("Ajoutez une ligne « commune: » (ou « epci: ») avec son nom ou son code."),
        )

    def _syndicat(self, nom: str) -> Collectivite | Diagnostic:
        """No list that ships has them: their own file says what there is to know."""
        if self.shape.siren:
            departement, lieu = self.shape.departement or "", self.lieu("syndicat")
            return territoires.syndicat(nom, self.shape.siren, departement, lieu)
        return COLLECTIVITE_INCOMPLETE.finding(
            say("Le syndicat « {nom} » n'a pas de numéro SIREN dans ce fichier.", nom=nom),
            self.lieu("syndicat"),
            hint=say("Ajoutez une ligne « siren: » : actgen n'a pas la liste des syndicats."),
        )

    def _publicite(self) -> Publicite:
        publication = self.shape.publication
        choisi, jamais = self._choix(publication.choisi_le)
        return Publicite(
            mode=publication.mode,
            choisi_le=choisi,
            jamais_choisi=jamais,
            adresse=publication.adresse or "",
            lieu=self.lieu("publication", "mode"),
            lieu_choix=self.lieu("publication", "choisi_le"),
        )

    def _choix(self, texte: str | None) -> tuple[date | None, bool]:
        if texte is None:
            return None, False
        if cle(texte) == "jamais":
            return None, True
        lu = parse_date(texte)
        if isinstance(lu, Problem):
            self.findings.append(
                lu.code.finding(
                    lu.message,
                    self.lieu("publication", "choisi_le"),
                    hint=say("Écrivez une date, ou « jamais »."),
                )
            )
            return None, False
        return lu, False

    def _check_numbering(self) -> None:
        reste = self.shape.numero
        for mot in MOTS_DU_NUMERO:
            reste = reste.replace(f"{{{mot}}}", "")
        distingue = "{point}" in self.shape.numero or emploie_le_rang(self.shape.numero)
        if "{" in reste or "}" in reste or not distingue:
            permis = ", ".join(f"{{{mot}}}" for mot in MOTS_DU_NUMERO)
            self.findings.append(
                NUMERO_FORME.finding(
                    say("La règle de numérotation « {regle} » ne convient pas.", regle=self.shape.numero),
                    self.lieu("numero"),
                    hint=say("Elle contient {{point}} ou {{rang}} et n'emploie que ces mots : ")
                    + permis
                    + ".",
                )
            )

    def _membres(self, genre: GenreCollectivite) -> tuple[Membre, ...]:
        if not self.shape.membres:
            self.findings.append(
                COLLECTIVITE_INCOMPLETE.finding(
                    say("Ce fichier ne nomme aucun membre du conseil."),
                    self.lieu("membres"),
                    hint=say("Écrivez-les à la rubrique « membres », dans l'ordre du tableau."),
                    severity=Severity.ERROR if self.tenue else Severity.WARNING,
                )
            )
        syndicat = self.shape.syndicat is not None
        return MembresLoader(self.shape.membres, genre, self.lieu, self.findings, syndicat).load()
