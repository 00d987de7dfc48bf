"""The roster of a collectivity → the model: each member under one office, in the order of the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.attendance import check_substitutes, suppleant_de
from actgen.facts.collectivite import SiegeAuBureau
from actgen.facts.personne import Fonction, Membre, couper_nom
from actgen.facts.phrases.presence import GENRES
from actgen.facts.shapes.collectivite import MembreShape, PersonneShape
from actgen.facts.tableau import Tableau
from actgen.law.natures import GenreCollectivite
from actgen.records import dataclass
from actgen.rules import rule
from actgen.text.grammar import Genre
from actgen.text.keys import cle
from actgen.text.messages import say

BUREAU_MEMBRES = rule("BUREAU-MEMBRES")


@dataclass(frozen=True, slots=True)
class BureauLoader:
    """Reads the seats of a Bureau; findings gather in `findings`."""

    shapes: tuple[PersonneShape, ...]
    genre: GenreCollectivite
    membres: tuple[Membre, ...]
    lieu: Callable[..., Location]
    findings: list[Diagnostic]

    def load(self) -> tuple[SiegeAuBureau, ...]:
        """The seats in the order of the file; a name that is nobody's is left out, and said."""
        if not self.shapes or not self.membres:  # without a council, one finding is enough
            return ()
        if self.genre is GenreCollectivite.COMMUNE:
            self._tell(
                say("Une commune n'a pas de bureau qui délibère."),
                self.lieu("bureau"),
                hint=say("Effacez la rubrique « bureau » : elle est faite pour les EPCI."),
            )
            return ()
        tableau = Tableau(self.membres, frozenset(membre.rang for membre in self.membres), self.findings)
        sieges: dict[str, SiegeAuBureau] = {}
        for rang, shape in enumerate(self.shapes):
            lieu = self.lieu("bureau", rang)
            membre = tableau.membre(shape.nom, self.lieu("bureau", rang, "nom", part=shape.nom))
            if membre is None:
                continue
            siege = SiegeAuBureau(membre.nom_complet, shape.depuis, shape.jusqu_au)
            if sieges.setdefault(siege.nom, siege) is not siege:
                self._tell(
                    say("{nom} est nommé deux fois au bureau.", nom=siege.nom),
                    lieu,
                    hint=say("Gardez une seule ligne par membre du bureau."),
                )
        self._check_president(frozenset(sieges))
        return tuple(sieges.values())

    def _check_president(self, noms: frozenset[str]) -> None:
        """The president sits in the Bureau by right: his absence from the list is a slip."""
        presidents = [membre for membre in self.membres if membre.fonction is Fonction.PRESIDENT]
        oublies = [membre for membre in presidents if membre.nom_complet not in noms]
        if presidents and len(oublies) == len(presidents):
            self._tell(
                say("{nom} préside l'EPCI et n'est pas au bureau.", nom=oublies[0].nom_complet),
                self.lieu("bureau"),
                oublies[0].lieu,
                hint=say("Ajoutez son nom à la rubrique « bureau »."),
            )

    def _tell(self, message: str, *lieux: Location | None, hint: str) -> None:
        self.findings.append(BUREAU_MEMBRES.finding(message, *lieux, hint=hint))


def bureau_inconnu(organe: Location, collectivite: Location | None) -> Diagnostic:
    """A Bureau meets, and nobody has said who is in it: neither the roll nor the quorum can be told."""
    return BUREAU_MEMBRES.finding(
        say("C'est une séance du bureau, mais rien ne dit qui en est membre."),
        organe,
        collectivite,
        hint=say("Écrivez leurs noms à la rubrique « bureau » du fichier de la collectivité."),
    )


MEMBRE_FONCTION = rule("MEMBRE-FONCTION")
MEMBRE_DOUBLE = rule("MEMBRE-DOUBLE")
MEMBRE_MANDAT = rule("MEMBRE-MANDAT")
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


@dataclass(frozen=True, slots=True)
class MembresLoader:
    """Reads the members of a body of this kind; findings gather in `findings`."""

    shapes: tuple[MembreShape, ...]
    genre: GenreCollectivite
    lieu: Callable[..., Location]
    findings: list[Diagnostic]
    syndicat: bool = False

    def load(self) -> tuple[Membre, ...]:
        """The members in the order of the file; one whose office can't be told is left out, and said."""
        membres: list[Membre] = []
        for rang, shape in enumerate(self.shapes, start=1):
            membre = self._membre(shape, rang, membres)
            if membre is not None:
                membres.append(membre)
                self._check_member(membre)
        self._check_doubles([*membres, *(m.suppleant for m in membres if m.suppleant)])
        if not self.syndicat:  # where substitutes are of a commune, not of a member (art. L. 5212-7)
            self.findings.extend(check_substitutes(membres, self.genre))
        self._check_head(membres)
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
        genre_dit = GENRES.get(civilite, genre)
        lieu = self.lieu("membres", rang - 1, rubrique)
        if Genre.INCONNU not in (genre, genre_dit) and genre_dit is not genre:
            self.findings.append(_discordance(personne.nom, civilite, rubrique, lieu))
        return Membre(
            prenom=prenom,
            nom=nom,
            fonction=fonction,
            rang=rang,
            rang_fonction=1 + sum(autre.fonction is fonction for autre in avant),
            civilite=civilite,
            genre=genre_dit,
            depuis=personne.depuis,
            jusqu_au=personne.jusqu_au,
            commune=personne.commune or "",
            suppleant=suppleant_de(personne, rang, self.lieu("membres", rang - 1, rubrique, "suppleant")),
            lieu=lieu,
        )

    def _check_member(self, membre: Membre) -> None:
        ailleurs = _AILLEURS[self.genre]
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

    def _check_doubles(self, membres: list[Membre]) -> None:
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

    def _check_head(self, membres: list[Membre]) -> None:
        tetes = [membre for membre in membres if membre.fonction in _TETES]
        for rang, membre in enumerate(tetes):
            autre = next((avant for avant in tetes[:rang] if _ensemble(avant, membre)), None)
            if autre is not None and autre.fonction is membre.fonction:
                self.findings.append(
                    MEMBRE_FONCTION.finding(
                        say(
                            "Deux personnes sont écrites sous « {fonction} », en même temps : {premier} et "
                            "{second}.",
                            premier=autre.nom_complet,
                            second=membre.nom_complet,
                            fonction=_TETES[membre.fonction],
                        ),
                        membre.lieu,
                        autre.lieu,
                        hint=say(
                            "Gardez la personne qui est en fonction, ou datez leurs mandats : "
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
