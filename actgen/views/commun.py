"""What the views of several families share: the collectivity, the session, people, presence, a vote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from actgen.document.nodes import Block, Lacune, Place, Signatures, Stamp

Jour = date  # a field named `date` would hide the type in its own class


Connu = str | Lacune | Place
JourConnu = Jour | Lacune | Place
Nombre = int | Lacune | Place


@dataclass(frozen=True, slots=True)
class VueCollectivite:
    """La commune ou l’EPCI, avec ses formes accordées."""

    nom: str
    designation: str  # « commune de Dietwiller »
    la_designation: str  # « la commune de Dietwiller »
    de_la_designation: str  # « de la commune de Dietwiller »
    a_la_designation: str  # « à la commune de Dietwiller »
    est_commune: bool
    departement: str
    du_departement: str  # « du Haut-Rhin »
    arrondissement: str
    de_l_arrondissement: str  # « de Mulhouse »
    assemblee: str  # « conseil municipal », « conseil communautaire », « bureau »
    de_l_assemblee: str  # « du conseil municipal »
    le_chef: str  # « le maire », « la maire », « le président »
    du_chef: str  # « du maire »
    a_siege: Connu  # « à Dietwiller », « au Havre »


@dataclass(frozen=True, slots=True)
class VuePersonne:
    """Un membre du conseil : son nom tel que l’acte l’écrit et sa qualité accordée."""

    nom: str
    qualite: str  # « maire », « première adjointe »
    qualite_en_tete: str  # « Le maire », « La première adjointe »


@dataclass(frozen=True, slots=True)
class VueSeance:
    """La séance : date, heure, lieu, convocation, présidence."""

    date: Jour
    heure: time | Lacune
    ouverture_en_lettres: Connu  # « L’an deux mille vingt-deux, le quinze décembre à vingt heures trente »
    lieu: Connu
    convocation: JourConnu
    affichage_convocation: Jour | None
    du_president: Connu  # « de Christian FRANTZ, maire »
    le_president: Connu  # « Christian FRANTZ, maire, »
    secretaire: Connu
    assistance: tuple[str, ...]
    urgence: bool
    urgence_approuvee: bool  # le conseil s’est prononcé pour, à l’ouverture
    urgence_refusee: bool
    seconde_convocation: bool
    cite_la_delegation: bool  # séance du bureau, dont la délégation est connue ou reste à écrire
    delegation: JourConnu  # date de la délibération qui a donné délégation au bureau
    conseil: str  # « conseil communautaire » : l’assemblée, même quand le bureau siège


@dataclass(frozen=True, slots=True)
class VuePresence:
    """Qui est là, à ce moment de la séance. Une liste vide s’écrit « néant »."""

    presents_en_ligne: Connu
    representes_en_ligne: Connu
    excuses_en_ligne: Connu
    absents_en_ligne: Connu
    supplees_en_ligne: str  # EPCI : « Membre 3, suppléé par Membre 30 », ou vide
    nombre_supplees: int
    nombre_en_exercice: int
    nombre_presents: Nombre
    nombre_representes: Nombre
    nombre_excuses: Nombre
    nombre_absents: Nombre
    nombre_votants: Nombre
    presents_en_colonnes: tuple[Block, ...]  # quand ils sont nombreux ; sinon rien
    representes_en_colonnes: tuple[Block, ...]
    voix_ecartees: int  # membres retirés et pouvoirs qu’ils ne peuvent employer, pour ce point
    quorum: int
    base_quorum: int
    compte_quorum: Connu  # « 11 membres étant présents »
    quorum_atteint: bool
    quorum_dispense: str
    a_constater: bool  # la séance n’a pas encore eu lieu


@dataclass(frozen=True, slots=True)
class VueCandidat:
    """Un candidat ou une liste, et ses voix."""

    nom: str
    voix: int
    elu: str  # « élu », « élue », « élu(e) », ou vide


@dataclass(frozen=True, slots=True)
class VueTour:
    """Un tour de scrutin d’une élection."""

    numero: int
    voix: tuple[VueCandidat, ...]
    blancs: int
    nuls: int
    exprimes: int
    majorite: int  # la majorité absolue, ou 0 quand la majorité relative suffit
    departage: bool  # à égalité de voix, l’âge a départagé


@dataclass(frozen=True, slots=True)
class VueVote:
    """Le vote d’un point, en chiffres."""

    votants: int
    exprimes: int
    majorite: int
    pour: int
    contre: int
    abstentions: int
    blancs: int
    nuls: int
    ne_prennent_pas_part: int
    adopte: bool
    rejete: bool
    unanime: bool
    partage: bool
    secret: bool
    public: bool
    blancs_en_lettres: str  # « un bulletin blanc »
    nuls_en_lettres: str
    noms_en_ligne: str  # « Pour : A, B. Contre : C. », pour un scrutin public
    tours: tuple[VueTour, ...]
    elus_en_ligne: str  # « Membre 3 et Membre 5 », pour une élection
    sont_elus: str  # « est élue », « sont élus »
    sieges_vacants: int  # sièges que les tours n’ont pas pourvus


@dataclass(frozen=True, slots=True)
class VueVotePrealable:
    """Un vote qui précède celui des points : huis clos, renonciation au secret, procès-verbal précédent."""

    decide: bool
    unanime: bool
    voix: str  # « 12 voix pour, 1 voix contre et 2 abstentions »


@dataclass(frozen=True, slots=True)
class VueNomination:
    """Des nominations qui prennent effet sans scrutin (art. L. 2121-21)."""

    liste: bool  # une seule liste, et non une candidature par siège
    noms: str  # « Membre 3 et Membre 5 », ou vide si le fichier ne les nomme pas
    sont_nommes: str  # « est nommée », « sont nommés »


@dataclass(frozen=True, slots=True)
class VueVoteAPorter:
    """Les places où porter les chiffres d’un vote qui n’a pas encore eu lieu."""

    pour: Place
    contre: Place
    abstentions: Place
    ne_prennent_pas_part: Place


@dataclass(frozen=True, slots=True)
class VueRetrait:
    """Un membre qui n’a pas pris part au point."""

    nom: str
    interesse: str  # « intéressé », « intéressée », « intéressé(e) »
    representant: bool  # il siège dans l’organisme concerné (art. L. 1111-6 II), sans y être intéressé
    a_quitte_la_salle: bool


@dataclass(frozen=True, slots=True)
class VueMouvements:
    """Les arrivées et les départs d’un moment de la séance, et l’assemblée qui en résulte."""

    phrases: tuple[str, ...]  # « À 20 h 50, Membre 10 rejoint la séance. »
    nombre_presents: int
    nombre_representes: int


@dataclass(frozen=True, slots=True)
class VueProjet:
    """Ce qui manque pour que l’acte soit complet."""

    manques: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VueActe:
    """Ce qui se place à la main ou par la plate-forme sur l’acte imprimé."""

    signatures: Signatures
    cadre_transmission: Stamp
    tribunal: Connu  # « tribunal administratif de Strasbourg »
