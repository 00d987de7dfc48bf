"""Who was there: absences, proxies, arrivals and departures, what the signed sheet counts."""

from collections.abc import Container
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from actgen.base.records import replace
from actgen.reading.facts import Fact, FileContext, Unwritten, key
from actgen.reading.fields import (
    FOUND,
    ONE_OR_MORE,
    Choix,
    DateFr,
    Heure,
    Named,
    OuiNon,
    Phrase,
    Texte,
    Where,
)
from actgen.reading.fields import Compte as Nombre

from .personne import Membre
from .phrases.presence import parse_absence, parse_mouvement, parse_retrait
from .references import MembreNomme, References

Jour = date  # a field named `date` would hide the type in its own class


class Pouvoir(Fact, frozen=True):
    """Un pouvoir, écrit et donné à un membre présent.

    It is for one session unless `seances` names more. `sans_mandataire`: the file does not say to whom it was
    given; its giver stands for the holder, so that it is of no effect.
    """

    hints: ClassVar[dict[str, str]] = {
        "a": "Qui reçoit le pouvoir s'écrit à « mandataire » : « mandataire: {valeur} »."
    }

    mandant: Annotated[Membre, Unwritten()]
    mandataire: Annotated[
        Annotated[Membre, Named(References.membre, last=True)],
        key("Nom du membre qui reçoit le pouvoir.", default=None),
    ]
    date: Annotated[DateFr | None, key("Date du pouvoir.", name="du")] = None
    seances: Annotated[
        tuple[DateFr, ...], ONE_OR_MORE, key("Séances pour lesquelles il vaut, s’il en nomme plusieurs.")
    ] = ()
    maladie: Annotated[OuiNon, key("Donné pour maladie dûment constatée.")] = False
    sans_mandataire: Annotated[bool, Unwritten()] = False

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """Whether it says to whom it was given."""
        return replace(self, sans_mandataire="mandataire" not in keys)

    def de(self, fait: "Absence | Mouvement") -> "Pouvoir | None":
        """The same, given by who is absent or leaves; None when its holder was not found."""
        mandataire: Membre | None = fait.membre if self.sans_mandataire else self.mandataire
        if mandataire is None:
            return None
        return replace(self, mandant=fait.membre, mandataire=mandataire, lieu=fait.lieu)


class Absence(Fact, frozen=True):
    """Un membre absent à l’ouverture.

    `excuse` None: not said (a proxy is not in itself an excuse). `suppleant`: who sits instead, so that the
    seat is not empty, once it is known that he may.
    """

    of: ClassVar[str] = "membre"

    membre: Annotated[MembreNomme, key("Nom du membre.", name="nom")]
    excuse: Annotated[OuiNon | None, key("Excusé ou non.")] = None
    pouvoir: Annotated[Pouvoir | None, key("Le pouvoir qu’il a donné.")] = None
    suppleant: Annotated[Membre | None, Unwritten()] = None
    suppleant_nomme: Annotated[Texte, key("EPCI : le suppléant qui siège à sa place.", name="suppleant")] = ""

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """With the proxy that he gave."""
        return self if self.pouvoir is None else replace(self, pouvoir=self.pouvoir.de(self))


class SensMouvement(StrEnum):
    ARRIVEE = "arrivee"
    DEPART = "depart"


class Moment(StrEnum):
    """Where a movement falls: before the item is put to discussion, or once discussion has begun."""

    AVANT = "avant"
    PENDANT = "pendant"


class Mouvement(Fact, frozen=True):
    """Une arrivée ou un départ en cours de séance."""

    of: ClassVar[str] = "membre"

    membre: Annotated[MembreNomme, key("Nom du membre.", name="nom")]
    sens: Annotated[
        SensMouvement, Choix((("arrivée", "arrivee"), ("départ", "depart"))), key("Arrivée ou départ.")
    ]
    heure: Annotated[Heure | None, key("Heure de l’arrivée ou du départ.")] = None
    point: Annotated[Nombre | None, key("Point devant lequel, ou pendant lequel, il a lieu.")] = None
    moment: Annotated[Moment, Choix(), key("Avant le point, ou pendant.")] = Moment.AVANT
    pouvoir: Annotated[Pouvoir | None, key("Le pouvoir donné en partant.")] = None

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """With the proxy that he gave."""
        return self if self.pouvoir is None else replace(self, pouvoir=self.pouvoir.de(self))


class MotifRetrait(StrEnum):
    """Ground of a withdrawal: a personal interest, or a seat in another body (art. L. 1111-6 II)."""

    PERSONNEL = "personnel"
    REPRESENTANT = "representant"


class Retrait(Fact, frozen=True):
    """Un membre intéressé, qui ne prend pas part au point."""

    of: ClassVar[str] = "membre"

    membre: Annotated[MembreNomme, key("Nom du membre.", name="nom")]
    motif: Annotated[
        MotifRetrait,
        Choix((("représentant", "representant"),)),
        key("Intérêt personnel, ou représentant d’un autre organisme."),
    ] = MotifRetrait.PERSONNEL
    a_quitte_la_salle: Annotated[OuiNon | None, key("A-t-il quitté la salle ?")] = None


class Present(Fact, frozen=True):
    """A member who was there, where the file lists them."""

    membre: Membre


def _present(references: References, nom: str, where: Where) -> Present | None:
    membre = references.membre(nom, where)
    return None if membre is None else Present(membre, lieu=where(""))


Presents = Annotated[tuple[Annotated[Present, Named(_present)], ...], ONE_OR_MORE, FOUND]


class Compte(Fact, frozen=True):
    """Ce qui a été compté sur la feuille signée : actgen le compare à ce qu’il déduit."""

    en_exercice: Annotated[Nombre | None, key("Membres en exercice.")] = None
    presents: Annotated[
        Nombre | None,
        key(
            "Les signatures de la feuille, ceux qui sont arrivés en cours de séance compris ; le compte de "
            "l’ouverture est admis, mais questionné."
        ),
    ] = None
    representes: Annotated[Nombre | None, key("Membres représentés à l’ouverture.")] = None
    votants: Annotated[Nombre | None, key("Votants à l’ouverture.")] = None
    quorum: Annotated[Nombre | None, key("Quorum annoncé.")] = None


AbsencePhrase = Annotated[
    Absence, Phrase(parse_absence, ("Prénom NOM, pouvoir à Prénom NOM du 14/12/2022", "Prénom NOM, excusé"))
]
MouvementPhrase = Annotated[
    Mouvement, Phrase(parse_mouvement, ("Prénom NOM arrive à 20h50, avant le point 3",))
]
RetraitPhrase = Annotated[Retrait, Phrase(parse_retrait, ("Prénom NOM, a quitté la salle",))]
