"""The view of the minutes of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from actgen.document.inline import Inline, Lacune
from actgen.document.nodes import Block

from .commun import (
    VueActe,
    VueCollectivite,
    VueMouvements,
    VuePresence,
    VueSeance,
    VueVotePrealable,
)
from .sens import Sens

Jour = date  # a field named `date` would hide the type in its own class


@dataclass(frozen=True, slots=True)
class VueLigneOrdreDuJour:
    """Une ligne de l’ordre du jour."""

    numero: Annotated[int, Sens("Numéro à l’ordre du jour.")]
    objet: Annotated[str, Sens("Objet, tel que la convocation l’annonce.")]


@dataclass(frozen=True, slots=True)
class VuePointsNonSaisis:
    """Les points de la séance que le fichier ne reprend pas."""

    numeros: Annotated[str, Sens("Numéros de ces points : « 1 à 8 ».")]
    lacune: Annotated[Lacune, Sens("Blanc visible qui tient leur place.")]


@dataclass(frozen=True, slots=True)
class VueProcesVerbalPrecedent:
    """Le procès-verbal d’une séance antérieure, soumis au conseil à l’ouverture de celle-ci."""

    date: Annotated[Jour, Sens("Date de la séance dont c’est le procès-verbal.")]
    arrete: Annotated[bool, Sens("Oui si le conseil l’a arrêté.")]
    remarques: Annotated[str, Sens("Remarques faites, ou vide.")]
    vote: Annotated[VueVotePrealable | None, Sens("Vote de l’arrêt, s’il est connu.")]


@dataclass(frozen=True, slots=True)
class VuePointDuProcesVerbal:
    """Un point, tel que le procès-verbal le rapporte."""

    numero: Annotated[int, Sens("Numéro du point.")]
    objet: Annotated[str, Sens("Objet du point.")]
    hors_ordre_du_jour: Annotated[bool, Sens("Oui si la convocation ne l’annonçait pas.")]
    abandonne: Annotated[
        bool, Sens("Oui s’il a été retiré, reporté ou laissé : l’un des trois champs qui suivent le dit.")
    ]
    retire: Annotated[
        str,
        Sens(
            "Suite de « a été retiré » : « par la maire », précédé d’une espace, ou « : le "
            "devis manque » ; vide s’il ne l’est pas."
        ),
    ]
    reporte: Annotated[str, Sens("Suite de « a été reporté », de même ; vide s’il ne l’est pas.")]
    non_traite: Annotated[str, Sens("Raison pour laquelle il n’a pas été traité ; vide s’il l’a été.")]
    presidence: Annotated[
        str,
        Sens(
            "Nom et qualité de qui préside ce point ; vide quand le président de la séance le préside aussi."
        ),
    ]
    doyen_a_dire: Annotated[
        tuple[Lacune, ...],
        Sens("Doyen d’âge, qui préside l’élection du maire : un blanc tant que le fichier ne le nomme pas."),
    ]
    prend_la_presidence: Annotated[
        str, Sens("« Membre 1, élue maire, », quand elle préside à partir de ce point ; sinon vide.")
    ]
    mouvements: Annotated[VueMouvements | None, Sens("Arrivées et départs avant le point.")]
    quorum: Annotated[int, Sens("Nombre de membres qu’il faut pour délibérer sur ce point.")]
    quorum_atteint: Annotated[bool, Sens("Oui si le quorum est atteint.")]
    quorum_dispense: Annotated[bool, Sens("Oui si le quorum n’est pas requis.")]
    sans_quorum: Annotated[
        str,
        Sens(
            "Présents et quorum, si le vote a eu lieu sans lui : « 5 présents pour un quorum de 6 » ; ou "
            "vide."
        ),
    ]
    mouvements_pendant: Annotated[VueMouvements | None, Sens("Arrivées et départs pendant le point.")]
    demandes: Annotated[
        tuple[str, ...], Sens("Phrases toutes faites : « Le scrutin secret est demandé par A, B et C. ».")
    ]
    huis_clos: Annotated[bool, Sens("Oui si le point a été examiné à huis clos.")]
    vote_huis_clos: Annotated[VueVotePrealable | None, Sens("Vote sur le huis clos, s’il y en a eu un.")]
    renonciation: Annotated[
        VueVotePrealable | None,
        Sens("Vote par lequel le conseil renonce au scrutin secret, s’il y en a eu un."),
    ]
    retraits_en_clair: Annotated[
        tuple[Block, ...],
        Sens("Phrases sur les membres qui n’ont pas pris part au point (clause « retraits »)."),
    ]
    expose: Annotated[tuple[Block, ...], Sens("Exposé de l’affaire.")]
    debats: Annotated[tuple[Block, ...], Sens("Teneur des discussions, si un fichier la donne.")]
    dispositif: Annotated[tuple[Block, ...], Sens("Ce que le conseil décide.")]
    vote_en_clair: Annotated[tuple[Block, ...], Sens("Vote, en phrases et en tableau (clause « vote »).")]
    sans_vote: Annotated[bool, Sens("Oui si rien n’a été mis aux voix : une information, un débat.")]
    numero_acte: Annotated[str, Sens("Numéro de la délibération ; vide si le point n’en donne pas.")]


@dataclass(frozen=True, slots=True)
class VueProcesVerbal:
    """Le procès-verbal de la séance."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: Annotated[VuePresence, Sens("Membres présents, représentés, excusés et absents à l’ouverture.")]
    sans_quorum: Annotated[bool, Sens("Oui si la séance n’a pu se tenir, faute de quorum.")]
    ordre_du_jour: Annotated[tuple[VueLigneOrdreDuJour, ...], Sens("Lignes de l’ordre du jour.")]
    ordre_du_jour_manquant: Annotated[
        Lacune, Sens("Blanc visible, à imprimer quand l’ordre du jour n’est pas encore écrit.")
    ]
    ordre_de_traitement: Annotated[
        str,
        Sens(
            "Ordre dans lequel les points ont été traités : « 1 à 3, 5, 4 et 6 » ; vide "
            "quand c’est celui des numéros."
        ),
    ]
    precedents: Annotated[
        tuple[VueProcesVerbalPrecedent, ...],
        Sens("Procès-verbaux antérieurs, soumis au conseil à l’ouverture."),
    ]
    points: Annotated[
        tuple[VuePointDuProcesVerbal, ...], Sens("Points, dans l’ordre où ils ont été traités.")
    ]
    points_non_saisis: Annotated[
        VuePointsNonSaisis | None, Sens("Points que le fichier ne reprend pas, s’il y en a.")
    ]
    mouvements_finaux: Annotated[VueMouvements | None, Sens("Arrivées et départs après le dernier point.")]
    levee: Annotated[Inline, Sens("Heure de la levée, ou la place où la porter à la main.")]
    arrete_le: Annotated[
        Inline | date, Sens("Date de la séance qui l’a arrêté, ou la place où la porter à la main.")
    ]
    remarques: Annotated[str, Sens("Remarques faites à cette séance, ou vide.")]
    acte: VueActe
