"""What the views of several families share: the collectivity, the session, people, presence, a vote.

A meaning stands in the annotation of its field, `nom: Annotated[str, Sens("Nom seul.")]`: one home, beside
what it explains. Annotations stay texts until `actgen templates` resolves them, so that no run pays for it.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Lacune, Place
from actgen.acts.tree.nodes import Block, Signatures, Stamp
from actgen.base.text.grammar import Genre

Jour = date  # a field named `date` would hide the type in its own class

Connu = str | Lacune | Place

JourConnu = Jour | Lacune | Place

Nombre = int | Lacune | Place


class VueCollectivite(Struct, frozen=True):
    """La commune ou l’EPCI, avec ses formes accordées."""

    nom: Annotated[str, Sens("Nom seul : « Dietwiller ».")]
    designation: Annotated[str, Sens("Désignation : « commune de Dietwiller ».")]
    la_designation: Annotated[str, Sens("Désignation avec son article : « la commune de Dietwiller ».")]
    de_la_designation: Annotated[str, Sens("Désignation après « de » : « de la commune de Dietwiller ».")]
    a_la_designation: Annotated[str, Sens("Désignation après « à » : « à la commune de Dietwiller ».")]
    est_commune: Annotated[bool, Sens("Oui pour une commune, non pour un EPCI.")]
    departement: Annotated[str, Sens("Département : « Haut-Rhin ».")]
    du_departement: Annotated[str, Sens("Département après « de » : « du Haut-Rhin » ; vide ailleurs.")]
    arrondissement: Annotated[str, Sens("Arrondissement : « Mulhouse » ; ou vide.")]
    de_l_arrondissement: Annotated[str, Sens("Arrondissement après « de » : « de Mulhouse » ; ou vide.")]
    assemblee: Annotated[
        str, Sens("Assemblée qui siège : « conseil municipal », « conseil communautaire », « bureau ».")
    ]
    de_l_assemblee: Annotated[str, Sens("Assemblée après « de » : « du conseil municipal ».")]
    le_chef: Annotated[
        str, Sens("Chef de l’exécutif, accordé : « le maire », « la maire », « le président ».")
    ]
    du_chef: Annotated[str, Sens("Chef de l’exécutif après « de » : « du maire », « de la maire ».")]
    a_siege: Annotated[Connu, Sens("Siège après « à » : « à Dietwiller », « au Havre ».")]
    au_representant_de_l_etat: Annotated[
        str, Sens("À qui ses actes sont transmis : « à la sous-préfecture », « au représentant de l’État ».")
    ]


class VuePersonne(Struct, frozen=True):
    """Un membre du conseil : son nom tel que l’acte l’écrit et sa qualité accordée."""

    nom: Annotated[str, Sens("Nom tel que l’acte l’écrit.")]
    qualite: Annotated[str, Sens("Qualité accordée : « maire », « première adjointe ».")]
    qualite_en_tete: Annotated[
        str, Sens("Qualité en début de phrase ou de signature : « Le maire », « La première adjointe ».")
    ]
    genre: Annotated[Genre, Sens("Genre, pour le filtre « accord ».")]


class VueSeance(Struct, frozen=True):
    """La séance : date, heure, lieu, convocation, présidence."""

    a_fixer: Annotated[bool, Sens("Oui pour un modèle envoyé à un conseil qui n’est pas encore convoqué.")]
    date: Annotated[JourConnu, Sens("Date de la séance.")]
    heure: Annotated[time | Lacune | Place, Sens("Heure prévue ou d’ouverture.")]
    ouverture_en_lettres: Annotated[
        Connu,
        Sens(
            "Début de la phrase d’ouverture : « L’an deux mille vingt-deux, le quinze "
            "décembre à vingt heures trente »."
        ),
    ]
    lieu: Annotated[Connu, Sens("Lieu de la réunion.")]
    a_distance: Annotated[bool, Sens("Oui si la séance se tient par visioconférence.")]
    moyens_a_distance: Annotated[
        Connu, Sens("Moyens de siéger à distance : « visioconférence, lien envoyé la veille par courriel ».")
    ]
    fondement_a_distance: Annotated[
        str,
        Sens("Article qui permet à un EPCI la visioconférence : « article L. 5211-11-1 du code général… »."),
    ]
    convocation: Annotated[JourConnu, Sens("Date d’envoi de la convocation.")]
    affichage_convocation: Annotated[Jour | None, Sens("Date d’affichage de la convocation ; peut manquer.")]
    du_president: Annotated[Connu, Sens("Président de la séance après « de » : « de Membre 1, maire ».")]
    le_president: Annotated[Connu, Sens("Président de la séance, en apposition : « Membre 1, maire, ».")]
    ouverte_par: Annotated[
        str, Sens("Qui ouvre la séance sans la présider : « M. Membre 9, maire sortant » ; ou vide.")
    ]
    secretaire: Annotated[
        Connu, Sens("Secrétaire de séance, nom et qualité ; peut être vide avant juillet 2022.")
    ]
    assistance: Annotated[tuple[str, ...], Sens("Personnes qui assistent à la séance sans être membres.")]
    publique: Annotated[
        bool,
        Sens(
            "Oui pour un conseil réuni sur place ; non pour un bureau, à distance, ou quand l’état d’urgence "
            "sanitaire permettait de siéger sans public."
        ),
    ]
    urgence: Annotated[bool, Sens("Oui si la convocation est faite en urgence.")]
    urgence_approuvee: Annotated[
        bool, Sens("Oui si le conseil s’est prononcé pour l’urgence, à l’ouverture.")
    ]
    urgence_refusee: Annotated[
        bool, Sens("Oui si le conseil s’est prononcé contre l’urgence, à l’ouverture.")
    ]
    seconde_convocation: Annotated[bool, Sens("Oui si la séance se tient sur seconde convocation.")]
    arrete_les_proces_verbaux: Annotated[
        bool,
        Sens(
            "Oui si la loi dit le procès-verbal « arrêté » (droit commun, depuis juillet 2022) ; sinon, il "
            "est approuvé."
        ),
    ]
    cite_la_delegation: Annotated[
        bool, Sens("Oui pour une séance du bureau dont la délégation est connue ou reste à écrire.")
    ]
    delegation: Annotated[JourConnu, Sens("Date de la délibération qui a donné délégation au bureau.")]
    conseil: Annotated[
        str, Sens("L’assemblée plénière, même quand le bureau siège : « conseil communautaire ».")
    ]


class VuePresence(Struct, frozen=True):
    """Qui est là, à ce moment de la séance. Une liste vide s’écrit « néant »."""

    presents_en_ligne: Annotated[
        Connu, Sens("Noms des présents, par fonction ; « néant » s’il n’y en a pas.")
    ]
    representes_en_ligne: Annotated[
        Connu, Sens("Noms des représentés et de leurs mandataires ; « néant » s’il n’y en a pas.")
    ]
    excuses_en_ligne: Annotated[Connu, Sens("Noms des excusés ; « néant » s’il n’y en a pas.")]
    absents_en_ligne: Annotated[Connu, Sens("Noms des absents non excusés ; « néant » s’il n’y en a pas.")]
    supplees_en_ligne: Annotated[str, Sens("EPCI : « Membre 3, suppléé par Membre 30 » ; ou vide.")]
    nombre_supplees: Annotated[int, Sens("Nombre de titulaires suppléés (EPCI).")]
    nombre_en_exercice: Annotated[Nombre, Sens("Nombre de membres en exercice.")]
    nombre_presents: Annotated[Nombre, Sens("Nombre de présents.")]
    nombre_representes: Annotated[Nombre, Sens("Nombre de représentés.")]
    nombre_excuses: Annotated[Nombre, Sens("Nombre d’excusés.")]
    nombre_absents: Annotated[Nombre, Sens("Nombre d’absents non excusés.")]
    nombre_votants: Annotated[
        Nombre,
        Sens("Nombre de votants : présents et représentés, moins ceux qui ne prennent pas part au vote."),
    ]
    mouvements_a_placer: Annotated[
        tuple[Lacune, ...],
        Sens("Un blanc visible par arrivée ou départ dont le fichier ne dit pas à quel point il a lieu."),
    ]
    presents_en_colonnes: Annotated[
        tuple[Block, ...], Sens("Noms des présents en colonnes, quand ils sont nombreux ; sinon rien.")
    ]
    representes_en_colonnes: Annotated[
        tuple[Block, ...], Sens("Noms des représentés en colonnes, quand ils sont nombreux ; sinon rien.")
    ]
    voix_ecartees: Annotated[
        int,
        Sens(
            "Nombre de voix qui ne prennent pas part au vote : membres retirés, pouvoirs qu’ils ne peuvent "
            "employer, refus de voter."
        ),
    ]
    quorum: Annotated[Nombre, Sens("Nombre de membres qu’il faut pour délibérer.")]
    base_quorum: Annotated[Nombre, Sens("Nombre de membres sur lequel le quorum se calcule.")]
    compte_quorum: Annotated[Connu, Sens("Qui compte au quorum : « 11 membres étant présents ».")]
    quorum_atteint: Annotated[bool, Sens("Oui si le quorum est atteint.")]
    quorum_dispense: Annotated[str, Sens("Pourquoi le quorum n’est pas requis ; vide quand il l’est.")]
    a_constater: Annotated[bool, Sens("Oui tant que la séance n’a pas eu lieu.")]


class VueCandidat(Struct, frozen=True):
    """Un candidat ou une liste, et ses voix."""

    nom: Annotated[str, Sens("Nom du candidat ou de la liste.")]
    voix: Annotated[int, Sens("Nombre de voix.")]
    elu: Annotated[str, Sens("« élu », « élue », « élu(e) » ; ou vide.")]
    sieges: Annotated[
        str, Sens("Sièges de la liste, à la proportionnelle : « 4 sièges » ; vide pour une autre élection.")
    ]


class VueTour(Struct, frozen=True):
    """Un tour de scrutin d’une élection."""

    numero: Annotated[int, Sens("Numéro du tour, à partir de 1.")]
    voix: Annotated[tuple[VueCandidat, ...], Sens("Candidats ou listes, et leurs voix.")]
    votants: Annotated[int, Sens("Nombre de votants à ce tour : les bulletins.")]
    ne_prennent_pas_part: Annotated[int, Sens("Nombre de membres qui n’ont pas pris part à ce tour.")]
    blancs: Annotated[int | None, Sens("Nombre de bulletins blancs ; peut manquer.")]
    nuls: Annotated[int | None, Sens("Nombre de bulletins nuls ; peut manquer.")]
    exprimes: Annotated[int, Sens("Nombre de suffrages exprimés.")]
    majorite: Annotated[
        int, Sens("Majorité absolue, en voix ; 0 quand la majorité relative suffit, ou à la proportionnelle.")
    ]
    repartition: Annotated[
        str,
        Sens("« à la représentation proportionnelle, au plus fort reste » ; vide quand la majorité élit."),
    ]
    departage: Annotated[bool, Sens("Oui si, à égalité de voix, l’âge a départagé.")]
    listes: Annotated[bool, Sens("Oui si ce sont des listes qui se présentent.")]


class VueProclamation(Struct, frozen=True):
    """Ce que le décompte des tours permet de proclamer."""

    phrase: Annotated[
        str,
        Sens(
            "Suite de « proclame » : « Membre 1 élue maire », « élus adjoints au maire » si des noms suivent."
        ),
    ]
    lignes: Annotated[
        tuple[Connu, ...],
        Sens("Élus un par un, avec leur rang ou leur liste, quand la phrase ne les nomme pas tous."),
    ]
    suppleants: Annotated[tuple[Connu, ...], Sens("Suppléants élus sur les mêmes listes.")]


class VueVote(Struct, frozen=True):
    """Le vote d’un point, en chiffres."""

    votants: Annotated[int, Sens("Nombre de membres qui ont voté.")]
    exprimes: Annotated[int, Sens("Nombre de suffrages exprimés.")]
    majorite: Annotated[int, Sens("Majorité absolue des suffrages exprimés, en voix.")]
    pour: Annotated[int, Sens("Nombre de voix pour.")]
    contre: Annotated[int, Sens("Nombre de voix contre.")]
    abstentions: Annotated[int, Sens("Nombre d’abstentions.")]
    blancs: Annotated[int, Sens("Nombre de bulletins blancs.")]
    nuls: Annotated[int, Sens("Nombre de bulletins nuls.")]
    ne_prennent_pas_part: Annotated[
        int, Sens("Nombre de voix qui ne prennent pas part au vote : membres retirés, refus de voter.")
    ]
    refus: Annotated[int, Sens("Parmi elles, celles de membres qui pouvaient voter et ne l’ont pas voulu.")]
    adopte: Annotated[bool, Sens("Oui si le point est adopté.")]
    rejete: Annotated[bool, Sens("Oui si le point est rejeté.")]
    adoption: Annotated[
        str,
        Sens(
            "Ce qui se dit d’un vote favorable : « Délibération adoptée », ou « Rejet décidé » s’il rejette."
        ),
    ]
    sans_quorum: Annotated[
        bool, Sens("Oui si le vote a eu lieu sans quorum : il n’est dit ni adopté ni rejeté.")
    ]
    unanime: Annotated[bool, Sens("Oui si tous les suffrages exprimés sont pour.")]
    d_une_voix: Annotated[
        bool, Sens("Oui si toutes les voix sont pour, sans scrutin ni nom à dire : une ligne suffit.")
    ]
    partage: Annotated[bool, Sens("Oui si les voix sont partagées également.")]
    sauf_majorite_contre: Annotated[
        bool, Sens("Oui pour des comptes, que seule une majorité des voix contre rejette (L. 1612-12).")
    ]
    preponderante: Annotated[
        str, Sens("Voix du président qui a départagé un partage : « pour » ou « contre » ; sinon vide.")
    ]
    du_president: Annotated[str, Sens("« du président de séance », « de la présidente de séance ».")]
    secret: Annotated[bool, Sens("Oui pour un scrutin secret.")]
    public: Annotated[bool, Sens("Oui pour un scrutin public.")]
    demande: Annotated[
        str,
        Sens(
            "Pourquoi ce scrutin : « , à la demande de 4 des 11 membres présents » ; pour une nomination, "
            "« , comme l’exige l’article L. 2121-21… » ; ou vide."
        ),
    ]
    blancs_en_lettres: Annotated[
        str, Sens("Bulletins blancs en lettres : « un bulletin blanc », « aucun bulletin blanc » ; ou vide.")
    ]
    nuls_en_lettres: Annotated[
        str, Sens("Bulletins nuls en lettres : « un bulletin nul », « aucun bulletin nul » ; ou vide.")
    ]
    noms_en_ligne: Annotated[
        str, Sens("Voix nommées : « Pour : A, B. Contre : C. » ; vide quand le vote n’en nomme pas.")
    ]
    tours: Annotated[tuple[VueTour, ...], Sens("Tours de scrutin, pour une élection ; sinon aucun.")]
    elus_en_ligne: Annotated[str, Sens("Noms des élus : « Membre 3 et Membre 5 » ; ou vide.")]
    sont_elus: Annotated[str, Sens("Verbe accordé aux élus : « est élue », « sont élus ».")]
    sieges_vacants: Annotated[int, Sens("Nombre de sièges que les tours n’ont pas pourvus.")]
    elus_a_dire: Annotated[
        tuple[Lacune, ...], Sens("Ce qui manque pour dire qui est élu, ou tranche un partage.")
    ]
    partage_en_ligne: Annotated[
        str, Sens("Sièges de chaque liste : « liste A : 4 sièges ; liste B : 1 siège » ; ou vide.")
    ]
    proclamation: Annotated[VueProclamation | None, Sens("Élus à proclamer, quand les tours en donnent.")]
    bureau_electoral: Annotated[str, Sens("Noms des membres du bureau électoral ; ou vide.")]


class VueVotePrealable(Struct, frozen=True):
    """Un vote qui précède celui des points : huis clos, renonciation au secret, procès-verbal précédent."""

    decide: Annotated[bool, Sens("Oui si le vote suffit à décider ce sur quoi il porte.")]
    unanime: Annotated[bool, Sens("Oui si toutes les voix sont pour.")]
    voix: Annotated[str, Sens("Chiffres du vote : « 12 voix pour, 1 voix contre et 2 abstentions ».")]


class VueNomination(Struct, frozen=True):
    """Des nominations qui prennent effet sans scrutin (art. L. 2121-21)."""

    liste: Annotated[bool, Sens("Oui s’il y a une seule liste, et non une candidature par siège.")]
    noms: Annotated[
        str,
        Sens("Noms des personnes nommées : « Membre 3 et Membre 5 » ; vide si le fichier ne les nomme pas."),
    ]
    sont_nommes: Annotated[
        str, Sens("Verbe accordé aux personnes nommées : « est nommée », « sont nommés ».")
    ]


class VueVoteAPorter(Struct, frozen=True):
    """Les places où porter les chiffres d’un vote qui n’a pas encore eu lieu."""

    pour: Annotated[Place, Sens("Place où porter le nombre de voix pour.")]
    contre: Annotated[Place, Sens("Place où porter le nombre de voix contre.")]
    abstentions: Annotated[Place, Sens("Place où porter le nombre d’abstentions.")]
    ne_prennent_pas_part: Annotated[
        Place, Sens("Place où porter le nombre de membres qui ne prennent pas part au vote.")
    ]
    elus: Annotated[Place, Sens("Place des noms de ceux que le scrutin désigne, pour une désignation.")]
    exprimes: Annotated[Place, Sens("Place du nombre de suffrages exprimés, pour une désignation.")]
    voix: Annotated[Place, Sens("Place des voix obtenues par chaque candidat, pour une désignation.")]


class VueRetrait(Struct, frozen=True):
    """Un membre qui n’a pas pris part au point."""

    nom: Annotated[str, Sens("Nom du membre.")]
    interesse: Annotated[str, Sens("Mot accordé : « intéressé », « intéressée », « intéressé(e) ».")]
    representant: Annotated[
        bool, Sens("Oui s’il siège dans l’organisme concerné (art. L. 1111-6 II), sans y être intéressé.")
    ]
    a_quitte_la_salle: Annotated[bool, Sens("Oui s’il a quitté la salle.")]
    a_venir: Annotated[
        bool, Sens("Oui avant la séance : ce qui n’a pas encore eu lieu ne se dit pas au passé.")
    ]


class VueMouvements(Struct, frozen=True):
    """Les arrivées, départs et suspensions d’un moment de la séance, et l’assemblée qui en résulte."""

    phrases: Annotated[
        tuple[Connu, ...],
        Sens(
            "Phrases toutes faites : « À 20 h 50, Membre 10 rejoint la séance. » ; un blanc pour l’heure à "
            "laquelle une séance suspendue reprend, tant qu’elle n’est pas écrite."
        ),
    ]
    nombre_presents: Annotated[int, Sens("Nombre de présents ensuite.")]
    nombre_representes: Annotated[int, Sens("Nombre de représentés ensuite.")]


class VueProjet(Struct, frozen=True):
    """Ce qui manque pour que l’acte soit complet."""

    manques: Annotated[tuple[str, ...], Sens("Ce qui manque à l’acte, dans l’ordre où il y paraît.")]


class VueActe(Struct, frozen=True):
    """Ce qui se place à la main ou par la plate-forme sur l’acte imprimé."""

    signatures: Annotated[Signatures, Sens("Places des signatures.")]
    cadre_transmission: Annotated[Stamp, Sens("Cadre réservé à la transmission et à la publication.")]
    tribunal: Annotated[Connu, Sens("Tribunal compétent : « tribunal administratif de Strasbourg ».")]


class Sens(Struct, frozen=True):
    """The meaning of a field. Its spaces are plain: whoever shows it sets them as French wants."""

    texte: str


class VueCourante(Struct, frozen=True):
    """Ce que l’en-tête et le pied de page d’un modèle Word peuvent dire, en plus des variables du texte."""

    entete: Annotated[str, Sens("Collectivité et séance, en une ligne.")]
    titre: Annotated[str, Sens("Titre de l’acte, avec son numéro.")]
    objet: Annotated[str, Sens("Objet de l’acte.")]
    auteur: Annotated[str, Sens("Collectivité de qui est l’acte.")]
    projet: Annotated[bool, Sens("Oui si l’acte est un PROJET.")]
