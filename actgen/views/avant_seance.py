"""The views of the papers of before a session: convocation, proxy, explanatory note, attendance sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from actgen.document.inline import Lacune, Place
from actgen.document.nodes import Block, Signatures

from .commun import Connu, JourConnu, VueCollectivite, VueSeance
from .proces_verbal import VueLigneOrdreDuJour
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueReunion:
    """La réunion annoncée, et le droit qui s’y applique."""

    extraordinaire: Annotated[bool, Sens("Oui pour une séance extraordinaire.")]
    installation: Annotated[bool, Sens("Oui pour la séance d’installation du conseil.")]
    droit_local: Annotated[bool, Sens("Oui pour une commune d’Alsace-Moselle.")]
    pouvoirs_par_membre: Annotated[int, Sens("Nombre de pouvoirs qu’un membre peut recevoir.")]
    pouvoirs_comptes_au_quorum: Annotated[
        bool,
        Sens("Oui si les pouvoirs comptent au quorum : seulement sous les règles de l’urgence sanitaire."),
    ]
    fondement_convocation: Annotated[
        str,
        Sens(
            "Article qui règle la convocation : « article L. 2121-10 du code général… » ; "
            "vide pour le bureau d’un EPCI."
        ),
    ]
    fondement_pouvoir: Annotated[str, Sens("Article qui permet le pouvoir ; vide pour le bureau d’un EPCI.")]
    fondement_note: Annotated[
        str, Sens("Article qui exige la note de synthèse ; vide quand la loi ne l’exige pas.")
    ]


@dataclass(frozen=True, slots=True)
class VueSeconde:
    """La seconde convocation, après une séance sans quorum."""

    premiere_seance: Annotated[JourConnu, Sens("Date de la séance où le quorum a manqué.")]
    sans_quorum: Annotated[
        bool, Sens("Oui si elle dispense de quorum les points de la première convocation.")
    ]
    urgence: Annotated[bool, Sens("Oui si le quorum reste exigé parce qu’elle est faite en urgence.")]
    delai: Annotated[
        bool,
        Sens("Oui si le quorum reste exigé parce que le délai exigé ne sépare pas l’envoi de la séance."),
    ]
    jours_francs: Annotated[
        str, Sens("Délai qui dispense du quorum ce jour-là : « trois jours francs » ; vide en droit local.")
    ]
    un_point_nouveau: Annotated[bool, Sens("Oui s’il n’y a qu’un point nouveau.")]
    points_nouveaux: Annotated[
        str, Sens("Numéros des points absents de la première convocation : « 3 et 4 » ; ou vide.")
    ]
    fondement: Annotated[str, Sens("Article qui règle la seconde convocation ; ou vide.")]


@dataclass(frozen=True, slots=True)
class VueConvocation:
    """La convocation, adressée aux membres."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    seconde: VueSeconde | None
    motif_urgence: Annotated[Connu, Sens("Motif de l’urgence.")]
    fondement_urgence: Annotated[
        str, Sens("Article qui permet d’abréger le délai ; vide pour le bureau d’un EPCI.")
    ]
    ordre_du_jour: Annotated[tuple[VueLigneOrdreDuJour, ...], Sens("Lignes de l’ordre du jour.")]
    ordre_du_jour_manquant: Annotated[
        Lacune, Sens("Blanc visible, à imprimer quand l’ordre du jour n’est pas encore écrit.")
    ]
    note_jointe: Annotated[bool, Sens("Oui si une note de synthèse accompagne la convocation.")]
    envoyee_le: Annotated[JourConnu, Sens("Date d’envoi, ou la place où la porter à la main.")]
    moyen: Annotated[Connu, Sens("Moyen d’envoi : « courriel » ; ou la place où le porter à la main.")]
    a_afficher: Annotated[bool, Sens("Oui si la convocation doit être affichée ou publiée.")]
    affichee_le: Annotated[
        JourConnu, Sens("Date d’affichage ou de publication, ou la place où la porter à la main.")
    ]
    signatures: Annotated[Signatures, Sens("Place de la signature de qui convoque.")]


@dataclass(frozen=True, slots=True)
class VuePouvoir:
    """Le pouvoir, à remplir à la main."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    qualites: Annotated[str, Sens("Qualités entre lesquelles choisir : « maire, adjoint, conseiller ».")]
    lieu_de_signature: Annotated[Place, Sens("Place où porter le lieu de la signature.")]
    signe_le: Annotated[Place, Sens("Place où porter la date de la signature.")]
    recu_le: Annotated[Place, Sens("Place où porter la date et l’heure de réception.")]
    signatures: Annotated[Signatures, Sens("Place de la signature du membre empêché.")]


@dataclass(frozen=True, slots=True)
class VueAffaire:
    """Une affaire de l’ordre du jour, telle que la note l’explique."""

    numero: Annotated[int, Sens("Numéro à l’ordre du jour.")]
    objet: Annotated[str, Sens("Objet de l’affaire.")]
    rapporteur: Annotated[str, Sens("Nom et qualité du rapporteur, ou vide.")]
    sans_expose: Annotated[
        bool, Sens("Oui s’il n’y a rien à expliquer : arrêt d’un procès-verbal, questions diverses.")
    ]
    a_expliquer: Annotated[bool, Sens("Oui si l’exposé manque encore.")]
    expose_manquant: Annotated[Lacune, Sens("Blanc visible, à imprimer quand l’exposé manque.")]
    expose: Annotated[tuple[Block, ...], Sens("Exposé de l’affaire.")]
    decision: Annotated[tuple[Block, ...], Sens("Décision proposée au conseil.")]


@dataclass(frozen=True, slots=True)
class VueNoteDeSynthese:
    """La note explicative de synthèse."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    affaires: Annotated[tuple[VueAffaire, ...], Sens("Affaires de l’ordre du jour.")]
    ordre_du_jour_manquant: Annotated[
        Lacune, Sens("Blanc visible, à imprimer quand l’ordre du jour n’est pas encore écrit.")
    ]


@dataclass(frozen=True, slots=True)
class VueLigneFeuille:
    """Un membre sur la feuille de présence."""

    rang: Annotated[int, Sens("Rang dans le tableau du conseil, à partir de 1.")]
    nom: Annotated[str, Sens("Nom du membre.")]
    qualite: Annotated[str, Sens("Qualité accordée : « première adjointe ».")]
    suppleant: Annotated[str, Sens("Qui peut siéger à sa place : « suppléante : Membre 30 » ; ou vide.")]


@dataclass(frozen=True, slots=True)
class VueFeuilleDePresence:
    """La feuille de présence, à signer."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    seconde: VueSeconde | None
    envoyee_le: Annotated[
        JourConnu, Sens("Date d’envoi de la convocation, ou la place où la porter à la main.")
    ]
    membres: Annotated[tuple[VueLigneFeuille, ...], Sens("Membres en exercice, dans l’ordre du tableau.")]
    nombre_en_exercice: Annotated[int, Sens("Nombre de membres en exercice.")]
    quorum: Annotated[int, Sens("Nombre de membres qu’il faut pour délibérer.")]
    presents: Annotated[Place, Sens("Place où porter le nombre de présents.")]
    representes: Annotated[Place, Sens("Place où porter le nombre de représentés.")]
    ouverte_a: Annotated[Place, Sens("Place où porter l’heure d’ouverture.")]
    levee_a: Annotated[Place, Sens("Place où porter l’heure de la levée.")]
