"""The views of the year's register: opening, closing sheet of each session, tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actgen.document.nodes import Place, Signatures

from .commun import VueCollectivite, VueSeance

Jour = date  # a field named `date` would hide the type in its own class


@dataclass(frozen=True, slots=True)
class VueFeuillets:
    """Les feuillets du livre imprimé."""

    nombre: int
    premier: int
    dernier: int


@dataclass(frozen=True, slots=True)
class VueOuverture:
    """La première page du registre."""

    collectivite: VueCollectivite
    annee: str
    nombre_seances: int
    nombre_deliberations: int
    feuillets: VueFeuillets | None  # None : le livre n’est pas imprimé
    ouvert_le: Place
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class VueDeliberationPrise:
    """Une délibération, telle que la clôture et les tables la rappellent."""

    ordre: int  # numéro d’ordre dans la séance
    numero: str
    objet: str
    resultat: str  # « adoptée », « rejetée », ou vide
    date: Jour
    feuillet: str  # vide : le livre n’est pas imprimé


@dataclass(frozen=True, slots=True)
class VueSignataire:
    """Un membre présent, en regard de la place où il signe."""

    nom: str
    qualite: str


@dataclass(frozen=True, slots=True)
class VueRangDeSignatures:
    """Deux membres de front ; le second manque au dernier rang d’un nombre impair."""

    premier: VueSignataire
    second: VueSignataire | None


@dataclass(frozen=True, slots=True)
class VueCloture:
    """Le feuillet qui clôt une séance (art. R. 2121-9 du CGCT)."""

    collectivite: VueCollectivite
    seance: VueSeance
    numeros: str  # « 1 à 4 »
    deliberations: tuple[VueDeliberationPrise, ...]
    nombre_presents: int
    presents_en_ligne: str
    tous_signent: bool  # séance d’avant le 1er juillet 2022
    rangs: tuple[VueRangDeSignatures, ...]
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class VueSujet:
    """Les délibérations d’une matière."""

    titre: str
    deliberations: tuple[VueDeliberationPrise, ...]


@dataclass(frozen=True, slots=True)
class VueTables:
    """Les tables de la fin du registre."""

    annee: str
    par_date: tuple[VueDeliberationPrise, ...]
    sujets: tuple[VueSujet, ...]
    avec_feuillets: bool
