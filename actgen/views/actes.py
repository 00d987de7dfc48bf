"""The views of a deliberation and of its certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from actgen.document.inline import Inline, Lacune
from actgen.document.nodes import Block

from .champs import VueChamps
from .commun import (
    Connu,
    JourConnu,
    Nombre,
    VueActe,
    VueCollectivite,
    VueNomination,
    VuePersonne,
    VuePresence,
    VueRetrait,
    VueSeance,
    VueVote,
    VueVoteAPorter,
    VueVotePrealable,
)
from .groupement import VueGroupement
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueVisa:
    """Un texte visé : le code et ses articles en vigueur ce jour-là, dans ce département."""

    code: Annotated[str, Sens("Code ou loi visés : « code général des collectivités territoriales ».")]
    articles_en_ligne: Annotated[
        str, Sens("Articles en vigueur au jour de la séance : « ses articles L. 2541-12 et L. 2541-19 ».")
    ]


@dataclass(frozen=True, slots=True)
class VueDecision:
    """Un article de ce que le conseil décide : son verbe, mis en valeur, et la suite, ponctuée."""

    verbe: Annotated[
        str,
        Sens("Verbe qui ouvre l’article, en majuscules : « FIXE », « DÉCIDE », « Article 1er » ; ou vide."),
    ]
    suite: Annotated[str, Sens("Suite de l’article, avec sa ponctuation : « le tarif à 90 € la journée ; ».")]
    texte: Annotated[
        str, Sens("Article entier, tel que le point l’écrit : « fixe le tarif à 90 € la journée ; ».")
    ]


@dataclass(frozen=True, slots=True)
class VuePoint:
    """Un point de la séance, tel que la délibération le raconte."""

    numero: Annotated[Nombre, Sens("Numéro du point à l’ordre du jour.")]
    rapporteur: Annotated[
        str, Sens("Nom et qualité du rapporteur : « Membre 2, premier adjoint » ; ou vide.")
    ]
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
    expose: Annotated[
        tuple[Block, ...],
        Sens("Exposé joint par la collectivité (fichier « texte » du point), s’il y en a un."),
    ]
    vus: Annotated[tuple[str, ...], Sens("Textes visés par ce point, sans « Vu ».")]
    considerants: Annotated[tuple[str, ...], Sens("Motifs de ce point, sans « Considérant ».")]
    decisions: Annotated[tuple[VueDecision, ...], Sens("Ce qui est décidé, article par article.")]
    dispositif: Annotated[
        tuple[Block, ...],
        Sens("Dispositif joint par la collectivité, quand un fichier le donne à la place des articles."),
    ]
    retraits: Annotated[tuple[VueRetrait, ...], Sens("Membres qui n’ont pas pris part au point.")]
    chef_retire: Annotated[
        str,
        Sens("« Membre 1, maire, s’est retirée », quand des comptes ont été votés sans elle ; ou vide."),
    ]
    pouvoirs_inutilises: Annotated[
        tuple[str, ...],
        Sens(
            "Pouvoirs sans effet au vote des comptes, donnés à qui s’en retire, ou par lui : « donné par "
            "Membre 15 à Membre 1 »."
        ),
    ]
    fondement_designation: Annotated[
        str, Sens("Article qui règle le scrutin d’une désignation : « article L. 2121-21 du code général… ».")
    ]
    nomination: Annotated[VueNomination | None, Sens("Nominations sans scrutin, quand le point en fait.")]
    elit_l_executif: Annotated[
        bool, Sens("Oui si le point élit le maire, les adjoints ou, dans un EPCI, le président et le bureau.")
    ]
    elit_des_representants: Annotated[
        bool, Sens("Oui pour une commission d’appel d’offres ou des délégués à un EPCI ou à un syndicat.")
    ]
    elit_des_delegues_senatoriaux: Annotated[bool, Sens("Oui pour l’élection des délégués sénatoriaux.")]
    delai_de_recours: Annotated[
        str, Sens("Délai de recours contre l’acte, à la date de la séance : « deux mois », « cinq jours ».")
    ]
    delai_du_silence: Annotated[
        str, Sens("Temps de silence qui vaut rejet d’un recours gracieux, à la date de la séance.")
    ]
    differe_du_recours: Annotated[
        str, Sens("Temps après lequel ce délai commence : « vingt-quatre heures » ; ou vide.")
    ]
    sans_acte: Annotated[
        bool, Sens("Oui si le point ne donne aucun acte à part : l’arrêt d’un procès-verbal, par exemple.")
    ]
    designe: Annotated[bool, Sens("Oui si le point nomme ou désigne des personnes.")]
    prend_acte: Annotated[bool, Sens("Oui si le conseil prend acte, sans voter.")]
    renonciation: Annotated[
        VueVotePrealable | None,
        Sens("Vote par lequel le conseil a renoncé au scrutin secret, s’il y en a eu un."),
    ]


@dataclass(frozen=True, slots=True)
class VueDeliberation:
    """Une délibération, telle que le registre la garde : un point de la séance."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: Annotated[
        VuePresence, Sens("Membres présents, représentés, excusés et absents au moment du vote de ce point.")
    ]
    point: Annotated[VuePoint, Sens("Le point de l’ordre du jour que la délibération règle.")]
    champs: VueChamps
    numero: Annotated[Connu, Sens("Numéro de la délibération, selon la numérotation de la collectivité.")]
    objet: Annotated[str, Sens("Objet de la délibération.")]
    vote: Annotated[VueVote | None, Sens("Vote du point, en chiffres ; manque avant la séance.")]
    vote_a_porter: Annotated[
        VueVoteAPorter, Sens("Places où porter à la main les chiffres d’un vote qui n’a pas encore eu lieu.")
    ]
    rejete: Annotated[bool, Sens("Oui si le conseil n’a pas adopté le point.")]
    visas: Annotated[
        tuple[VueVisa, ...], Sens("Textes que cette nature d’acte vise, en vigueur au jour de la séance.")
    ]
    groupement: Annotated[
        VueGroupement | None, Sens("Groupement de commandes que le point rejoint, s’il y en a un.")
    ]
    version_convention: Annotated[
        Connu, Sens("Version de la convention approuvée, dans les mots du groupement ; vide sans groupement.")
    ]
    empreinte_convention: Annotated[
        Connu,
        Sens("Empreinte du texte de la convention, par groupes de quatre signes ; vide sans groupement."),
    ]
    signataire: Annotated[str, Sens("Qui est autorisé à signer : « le maire ou son adjoint délégué ».")]
    acte: VueActe


@dataclass(frozen=True, slots=True)
class VueCertificat:
    """Le certificat du caractère exécutoire d’une délibération."""

    collectivite: VueCollectivite
    numero: Annotated[str, Sens("Numéro de la délibération certifiée.")]
    objet: Annotated[str, Sens("Objet de la délibération certifiée.")]
    date_seance: Annotated[date, Sens("Date de la séance qui a adopté la délibération.")]
    transmise_le: Annotated[
        JourConnu | None,
        Sens("Date de transmission au représentant de l’État ; manque quand la loi en dispense l’acte."),
    ]
    dispensee: Annotated[bool, Sens("Oui si la loi dispense la délibération de transmission.")]
    recue_le: Annotated[date | None, Sens("Date de l’accusé de réception ; peut manquer.")]
    identifiant: Annotated[str, Sens("Identifiant de l’acte sur la plate-forme de transmission, ou vide.")]
    publiee_le: Annotated[JourConnu, Sens("Date de publication.")]
    mode_publicite: Annotated[
        Connu,
        Sens("Manière de publier : « affichage », « mise en ligne », « mise à disposition sur papier »."),
    ]
    executoire_le: Annotated[JourConnu, Sens("Date à laquelle la délibération est exécutoire.")]
    certifie_le: Annotated[Inline | date, Sens("Date du certificat, ou la place où la porter à la main.")]
    signataire: Annotated[VuePersonne, Sens("Qui signe le certificat.")]
    par_delegation: Annotated[bool, Sens("Oui si le signataire n’est pas le chef de l’exécutif lui-même.")]
    acte: VueActe
