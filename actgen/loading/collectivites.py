"""A collectivity file → the model: reference facts, what the file overrides, its roster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Scope, Severity, declare
from actgen.figures.actes import MOTS_DU_NUMERO
from actgen.model.collectivite import Collectivite, GenreCollectivite, Population, Publicite
from actgen.model.personne import Fonction, Membre
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.text.grammar import Genre
from actgen.text.keys import cle
from actgen.text.messages import say

from . import territoires
from .noms import couper_nom
from .shapes.collectivite import CollectiviteShape, MembreShape, PersonneShape

COLLECTIVITE_INCOMPLETE = declare(
    "COLLECTIVITE-INCOMPLETE",
    Severity.ERROR,
    "Une collectivité dit quelle commune ou quel EPCI elle est, et qui y siège.",
    scope=Scope.RUN,
)
MEMBRE_FONCTION = declare(
    "MEMBRE-FONCTION",
    Severity.ERROR,
    "Chaque membre est écrit sous une fonction et une seule\u202f; il n’y a qu’un maire ou qu’un président.",
    scope=Scope.RUN,
)
MEMBRE_DOUBLE = declare(
    "MEMBRE-DOUBLE",
    Severity.ERROR,
    "Deux membres en exercice ne portent pas exactement le même nom.",
    scope=Scope.RUN,
)
MEMBRE_MANDAT = declare(
    "MEMBRE-MANDAT",
    Severity.ERROR,
    "Le mandat d’un membre ne finit pas avant d’avoir commencé.",
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
_TETES = {Fonction.MAIRE: "maire", Fonction.PRESIDENT: "président"}
_GENRES = {"M.": Genre.MASCULIN, "Mme": Genre.FEMININ}


@dataclass(frozen=True, slots=True)
class _Ailleurs:
    """Offices that this kind of body doesn't have."""

    fonctions: frozenset[Fonction]
    message: str
    hint: str


_AILLEURS = {
    GenreCollectivite.COMMUNE: _Ailleurs(
        frozenset({Fonction.PRESIDENT, Fonction.VICE_PRESIDENT}),
        "{nom} : une commune n'a ni président ni vice-président.",
        "Écrivez « maire », « adjoint » ou « adjointe ».",
    ),
    GenreCollectivite.EPCI: _Ailleurs(
        frozenset({Fonction.MAIRE, Fonction.ADJOINT}),
        "{nom} : un EPCI n'a ni maire ni adjoint.",
        "Écrivez « president » ou « vice_president » (au féminin : « presidente », « vice_presidente »).",
    ),
}


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
            membres=self._membres(base.genre),
        )

    def _reference(self) -> Collectivite | Diagnostic:
        shape = self.shape
        if shape.commune and shape.epci:
            return COLLECTIVITE_INCOMPLETE.finding(
                say("Ce fichier nomme à la fois une commune et un EPCI."),
                self.lieu("epci"),
                self.lieu("commune"),
                hint=say("Gardez une seule de ces deux lignes : chacun a son propre fichier."),
            )
        if shape.commune:
            return territoires.commune(shape.commune, self.lieu("commune"), shape.departement or "")
        if shape.epci:
            return territoires.epci(shape.epci, self.lieu("epci"), shape.departement or "")
        return COLLECTIVITE_INCOMPLETE.finding(
            say("Ce fichier ne dit pas de quelle commune, ou de quel EPCI, il s'agit."),
            self.lieu(),
            hint=say("Ajoutez une ligne « commune: » (ou « epci: ») avec son nom ou son code."),
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

    def _membres(self, genre: GenreCollectivite) -> tuple[Membre, ...]:
        if not self.shape.membres:
            self.findings.append(
                COLLECTIVITE_INCOMPLETE.finding(
                    say("Ce fichier ne nomme aucun membre du conseil."),
                    self.lieu("membres"),
                    hint=say("Écrivez-les à la rubrique « membres », dans l'ordre du tableau."),
                )
            )
        membres: list[Membre] = []
        for rang, shape in enumerate(self.shape.membres, start=1):
            membre = self._membre(shape, rang, membres)
            if membre is not None:
                membres.append(membre)
                self._verifier_membre(membre, genre)
        self._verifier_doubles(membres)
        self._verifier_tete(membres)
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
        lieu = self.lieu("membres", rang - 1, rubrique)
        if (
            Genre.INCONNU not in (genre, _GENRES.get(civilite, genre))
            and _GENRES.get(civilite, genre) is not genre
        ):
            self.findings.append(_discordance(personne.nom, civilite, rubrique, lieu))
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
            lieu=lieu,
        )

    def _verifier_membre(self, membre: Membre, genre: GenreCollectivite) -> None:
        ailleurs = _AILLEURS[genre]
        if membre.fonction in ailleurs.fonctions:
            self.findings.append(
                MEMBRE_FONCTION.finding(
                    say(ailleurs.message, nom=membre.nom_complet),
                    membre.lieu,
                    hint=say(ailleurs.hint),
                )
            )
        if membre.depuis and membre.jusqu_au and membre.depuis > membre.jusqu_au:
            self.findings.append(
                MEMBRE_MANDAT.finding(
                    say(
                        "{nom} : le mandat finit le {fin}, avant d'avoir commencé le {debut}.",
                        nom=membre.nom_complet,
                        fin=f"{membre.jusqu_au:%d/%m/%Y}",
                        debut=f"{membre.depuis:%d/%m/%Y}",
                    ),
                    membre.lieu,
                    hint=say("Corrigez l'une des deux dates."),
                )
            )

    def _verifier_doubles(self, membres: list[Membre]) -> None:
        """One name twice is one person only when the mandates follow each other (a change of office)."""
        connus: dict[str, list[Membre]] = {}
        for membre in membres:
            avant = connus.setdefault(cle(membre.nom_complet), [])
            autre = next((a for a in avant if _ensemble(a, membre)), None)
            avant.append(membre)
            if autre is not None:
                self.findings.append(
                    MEMBRE_DOUBLE.finding(
                        say("Deux membres s'appellent {nom}.", nom=membre.nom_complet),
                        membre.lieu,
                        autre.lieu,
                        hint=say(
                            "Ajoutez à l'un des deux de quoi les distinguer (un second prénom…) ; si c'est "
                            "la même personne, effacez une ligne ou datez ses deux fonctions."
                        ),
                    )
                )

    def _verifier_tete(self, membres: list[Membre]) -> None:
        tetes = [membre for membre in membres if membre.fonction in _TETES]
        for rang, membre in enumerate(tetes):
            autre = next((avant for avant in tetes[:rang] if _ensemble(avant, membre)), None)
            if autre is not None and autre.fonction is membre.fonction:
                self.findings.append(
                    MEMBRE_FONCTION.finding(
                        say(
                            "{premier} et {second} sont tous deux écrits sous « {fonction} », en même temps.",
                            premier=autre.nom_complet,
                            second=membre.nom_complet,
                            fonction=_TETES[membre.fonction],
                        ),
                        membre.lieu,
                        autre.lieu,
                        hint=say(
                            "Gardez celui qui est en fonction, ou datez leurs mandats : "
                            "« jusqu'au 03/05/2021 », puis « depuis le 04/05/2021 »."
                        ),
                    )
                )


def _ensemble(un: Membre, autre: Membre) -> bool:
    """Whether there is a day on which both are in office."""
    debut = max(un.depuis or date.min, autre.depuis or date.min)
    fin = min(un.jusqu_au or date.max, autre.jusqu_au or date.max)
    return debut <= fin


def _discordance(nom: str, civilite: str, rubrique: str, lieu: Location) -> Diagnostic:
    """The civility wins: an office may be written in the masculine out of habit."""
    return MEMBRE_FONCTION.finding(
        say(
            "{nom} est écrit sous « {rubrique} » et sous « {civilite} ».",
            nom=nom,
            rubrique=rubrique,
            civilite=civilite,
        ),
        lieu,
        hint=say("actgen suit « {civilite} » ; corrigez l'un des deux.", civilite=civilite),
        severity=Severity.WARNING,
    )
