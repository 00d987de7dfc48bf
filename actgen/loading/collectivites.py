"""A collectivity file → the model: reference facts, what the file overrides, its roster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Scope, Severity, declare
from actgen.figures.actes import MOTS_DU_NUMERO
from actgen.model.collectivite import Collectivite, Population, Publicite
from actgen.model.personne import Fonction, Membre
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.reading.wording import say
from actgen.text.grammar import Genre
from actgen.text.keys import cle

from . import territoires
from .shapes.collectivite import CollectiviteShape, MembreShape, PersonneShape

COLLECTIVITE_INCOMPLETE = declare(
    "COLLECTIVITE-INCOMPLETE",
    Severity.ERROR,
    "Une collectivité dit quelle commune ou quel EPCI elle est.",
    scope=Scope.RUN,
)
MEMBRE_FONCTION = declare(
    "MEMBRE-FONCTION",
    Severity.ERROR,
    "Chaque membre est écrit sous une fonction et une seule ; il n’y a qu’un maire ou qu’un président.",
    scope=Scope.RUN,
)
MEMBRE_DOUBLE = declare(
    "MEMBRE-DOUBLE",
    Severity.ERROR,
    "Deux membres en exercice ne portent pas exactement le même nom.",
    scope=Scope.RUN,
)
NUMERO_FORME = declare(
    "NUMERO-FORME",
    Severity.ERROR,
    "La règle de numérotation des délibérations n’emploie que les mots prévus.",
    scope=Scope.RUN,
)

Lieu = Callable[..., Location]
"""`lieu("membres", 3)`: where that value of the collectivity was written."""

_RUBRIQUES: dict[str, tuple[Fonction, Genre]] = {
    "maire": (Fonction.MAIRE, Genre.INCONNU),
    "adjoint": (Fonction.ADJOINT, Genre.MASCULIN),
    "adjointe": (Fonction.ADJOINT, Genre.FEMININ),
    "conseiller_delegue": (Fonction.CONSEILLER_DELEGUE, Genre.MASCULIN),
    "conseillere_deleguee": (Fonction.CONSEILLER_DELEGUE, Genre.FEMININ),
    "conseiller": (Fonction.CONSEILLER, Genre.MASCULIN),
    "conseillere": (Fonction.CONSEILLER, Genre.FEMININ),
    "membre": (Fonction.CONSEILLER, Genre.INCONNU),
    "president": (Fonction.PRESIDENT, Genre.MASCULIN),
    "presidente": (Fonction.PRESIDENT, Genre.FEMININ),
    "vice_president": (Fonction.VICE_PRESIDENT, Genre.MASCULIN),
    "vice_presidente": (Fonction.VICE_PRESIDENT, Genre.FEMININ),
}
_GENRES = {"M.": Genre.MASCULIN, "Mme": Genre.FEMININ}
_PARTICULES = frozenset({"de", "du", "des", "d", "la", "le", "les", "von", "van", "der", "di", "da", "den"})


@dataclass
class CollectiviteLoader:
    """Reads one collectivity; findings gather in `findings`."""

    shape: CollectiviteShape
    lieu: Lieu
    findings: list[Diagnostic]

    def charger(self) -> Collectivite | None:
        """The collectivity; None when it can't be told which one it is."""
        base = self._reference()
        if isinstance(base, Diagnostic):
            self.findings.append(base)
            return None
        self._verifier_numero()
        shape = self.shape
        population = shape.population
        return replace(
            base,
            sigle=shape.sigle or base.sigle,
            siege=shape.siege or base.siege,
            siren=shape.siren or base.siren,
            siret=shape.siret or "",
            tribunal=shape.tribunal or "",
            population=(
                Population(population.habitants, population.annee, lieu=self.lieu("population"))
                if population
                else base.population
            ),
            publicite=self._publicite(),
            numerotation=shape.numero,
            membres=self._membres(),
            lieu_membres=self.lieu("membres"),
        )

    def _reference(self) -> Collectivite | Diagnostic:
        shape = self.shape
        if shape.commune:
            return territoires.commune(shape.commune, self.lieu("commune"))
        if shape.epci:
            return territoires.epci(shape.epci, self.lieu("epci"), shape.departement or "")
        return COLLECTIVITE_INCOMPLETE.finding(
            say("Ce fichier ne dit pas de quelle commune il s'agit."),
            self.lieu(),
            hint=say("Ajoutez une ligne « commune: » avec son nom ou son code INSEE."),
        )

    def _publicite(self) -> Publicite:
        publication = self.shape.publication
        choisi, jamais = self._choix(publication.choisi_le)
        return Publicite(
            mode=publication.mode,
            choisi_le=choisi,
            jamais_choisi=jamais,
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

    def _verifier_numero(self) -> None:
        reste = self.shape.numero
        for mot in MOTS_DU_NUMERO:
            reste = reste.replace(f"{{{mot}}}", "")
        if "{" in reste or "}" in reste or "{point}" not in self.shape.numero:
            permis = ", ".join(f"{{{mot}}}" for mot in MOTS_DU_NUMERO)
            self.findings.append(
                NUMERO_FORME.finding(
                    say("La règle de numérotation « {regle} » ne convient pas.", regle=self.shape.numero),
                    self.lieu("numero"),
                    hint=say("Elle contient {{point}} et n'emploie que ces mots : ") + permis + ".",
                )
            )

    def _membres(self) -> tuple[Membre, ...]:
        membres: list[Membre] = []
        for rang, shape in enumerate(self.shape.membres, start=1):
            membre = self._membre(shape, rang, membres)
            if membre is not None:
                membres.append(membre)
        self._verifier_doubles(membres)
        return tuple(membres)

    def _membre(self, shape: MembreShape, rang: int, avant: list[Membre]) -> Membre | None:
        ecrits = [nom for nom in _RUBRIQUES if getattr(shape, nom) is not None]
        if len(ecrits) != 1:
            self.findings.append(
                MEMBRE_FONCTION.finding(
                    say("Ce membre est écrit sous {nombre} fonctions.", nombre=len(ecrits)),
                    self.lieu("membres", rang - 1),
                    hint=say("Un membre par tiret : « - adjointe: Mme Prénom NOM »."),
                )
            )
            return None
        rubrique = ecrits[0]
        fonction, genre = _RUBRIQUES[rubrique]
        personne: PersonneShape = getattr(shape, rubrique)
        prenom, nom = couper_nom(personne.nom)
        civilite = personne.civilite or ""
        return Membre(
            prenom=prenom,
            nom=nom,
            fonction=fonction,
            rang=rang,
            rang_fonction=1 + sum(autre.fonction is fonction for autre in avant),
            civilite=civilite,
            genre=_GENRES.get(civilite, genre),
            depuis=personne.depuis,
            jusqu_au=personne.jusqu_au,
            lieu=self.lieu("membres", rang - 1, rubrique),
        )

    def _verifier_doubles(self, membres: list[Membre]) -> None:
        connus: dict[str, Membre] = {}
        for membre in membres:
            autre = connus.setdefault(cle(membre.nom_complet), membre)
            if autre is not membre:
                self.findings.append(
                    MEMBRE_DOUBLE.finding(
                        say("Deux membres s'appellent {nom}.", nom=membre.nom_complet),
                        membre.lieu,
                        autre.lieu,
                        hint=say("Ajoutez à l'un des deux de quoi les distinguer (un second prénom…)."),
                    )
                )


def couper_nom(nom: str) -> tuple[str, str]:
    """First name and surname: the surname begins at the first word in capitals, particles with it.

    Without capitals the last word is the surname; a single word is a surname.
    """
    mots = nom.split()
    debut = next((i for i, mot in enumerate(mots) if len(mot) > 1 and mot.isupper()), len(mots) - 1)
    while debut > 1 and mots[debut - 1].rstrip("'’").casefold() in _PARTICULES:
        debut -= 1
    return " ".join(mots[:debut]), " ".join(mots[debut:])
