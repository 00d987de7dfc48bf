"""The views of the year's register: opening, closing sheet of each session, tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from actgen.document.inline import Place
from actgen.document.nodes import Signatures

from .commun import VueCollectivite, VueSeance
from .sens import Sens

Jour = date  # a field named `date` would hide the type in its own class


@dataclass(frozen=True, slots=True)
class VueFeuillets:
    """Les feuillets du livre imprimé."""

    nombre: Annotated[int, Sens("Nombre de feuillets.")]
    premier: Annotated[int, Sens("Numéro du premier feuillet.")]
    dernier: Annotated[int, Sens("Numéro du dernier feuillet.")]


@dataclass(frozen=True, slots=True)
class VueOuverture:
    """La première page du registre."""

    collectivite: VueCollectivite
    annee: Annotated[str, Sens("Année du registre.")]
    nombre_seances: Annotated[int, Sens("Nombre de séances de l’année.")]
    nombre_deliberations: Annotated[int, Sens("Nombre de délibérations de l’année.")]
    feuillets: Annotated[
        VueFeuillets | None, Sens("Feuillets du livre ; manque quand le livre n’est pas imprimé.")
    ]
    ouvert_le: Annotated[Place, Sens("Place où porter la date d’ouverture du registre.")]
    signatures: Annotated[Signatures, Sens("Place de la signature du chef de l’exécutif.")]


@dataclass(frozen=True, slots=True)
class VueDeliberationPrise:
    """Une délibération, telle que la clôture et les tables la rappellent."""

    ordre: Annotated[int, Sens("Numéro d’ordre dans la séance.")]
    numero: Annotated[str, Sens("Numéro de la délibération.")]
    objet: Annotated[str, Sens("Objet de la délibération.")]
    resultat: Annotated[str, Sens("Résultat : « adoptée », « rejetée », « rejet décidé » ; ou vide.")]
    date: Annotated[Jour, Sens("Date de la séance.")]
    feuillet: Annotated[str, Sens("Feuillet où elle commence ; vide quand le livre n’est pas imprimé.")]


@dataclass(frozen=True, slots=True)
class VueSignataire:
    """Un membre présent, en regard de la place où il signe."""

    nom: Annotated[str, Sens("Nom du membre.")]
    qualite: Annotated[str, Sens("Qualité accordée.")]


@dataclass(frozen=True, slots=True)
class VueRangDeSignatures:
    """Deux membres de front ; le second manque au dernier rang d’un nombre impair."""

    premier: Annotated[VueSignataire, Sens("Membre de gauche.")]
    second: Annotated[
        VueSignataire | None, Sens("Membre de droite ; manque au dernier rang d’un nombre impair.")
    ]


@dataclass(frozen=True, slots=True)
class VueCloture:
    """Le feuillet qui clôt une séance (art. R. 2121-9 du CGCT)."""

    collectivite: VueCollectivite
    seance: VueSeance
    numeros: Annotated[str, Sens("Numéros des délibérations de la séance : « 1 à 4 ».")]
    deliberations: Annotated[tuple[VueDeliberationPrise, ...], Sens("Délibérations de la séance.")]
    nombre_presents: Annotated[int, Sens("Nombre de membres présents à un moment au moins.")]
    presents_en_ligne: Annotated[str, Sens("Noms des présents, par fonction.")]
    tous_signent: Annotated[
        bool, Sens("Oui pour une séance d’avant le 1er juillet 2022, que tous les présents signent.")
    ]
    rangs: Annotated[
        tuple[VueRangDeSignatures, ...],
        Sens("Membres présents, deux de front, en regard de la place où ils signent."),
    ]
    signatures: Annotated[Signatures, Sens("Places des signatures.")]


@dataclass(frozen=True, slots=True)
class VueSujet:
    """Les délibérations d’une matière."""

    titre: Annotated[str, Sens("Matière : « 1.7 Commande publique, actes spéciaux et divers ».")]
    deliberations: Annotated[tuple[VueDeliberationPrise, ...], Sens("Délibérations de cette matière.")]


@dataclass(frozen=True, slots=True)
class VueTables:
    """Les tables de la fin du registre."""

    annee: Annotated[str, Sens("Année du registre.")]
    par_date: Annotated[tuple[VueDeliberationPrise, ...], Sens("Toutes les délibérations, par date.")]
    sujets: Annotated[tuple[VueSujet, ...], Sens("Délibérations, matière par matière.")]
    avec_feuillets: Annotated[
        bool, Sens("Oui si le livre est imprimé, et que chaque ligne dit son feuillet.")
    ]
