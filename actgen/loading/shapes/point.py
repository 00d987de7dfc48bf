"""An item of the session: what was decided, who withdrew, and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from actgen.facts.collectivite import ModePublicite
from actgen.facts.organisme import Avantage, NatureOrganisme
from actgen.facts.seance import MotifRetrait
from actgen.facts.vote import Candidatures, NatureElection, Scrutin
from actgen.loading.phrases.presence import parse_retrait
from actgen.loading.phrases.votes import parse_demande, parse_vote
from actgen.reading.fields import Choix, Compte, DateFr, Heure, OuiNon, Phrase, Raison, Texte
from actgen.reading.shapes import Shape

from .communs import Donnees, Noms, une_ou_plusieurs
from .vote import SCRUTINS, DemandeShape, VoteShape

_PARTAGE = "6 pour, 6 contre, voix du président pour"

_ELECTIONS = (
    ("président ou bureau d’un EPCI", "executif_epci"),
    ("délégués sénatoriaux", "delegues_senatoriaux"),
    ("délégués à un syndicat", "delegues_syndicat"),
    ("commission d’appel d’offres", "commission_appel_offres"),
    ("commission de délégation de service public", "delegation_service_public"),
)

_AVANTAGES = (
    ("subvention", "aide"),
    ("dépense obligatoire", "depense_obligatoire"),
    ("rémunération", "designation"),
)
_NATURES = (
    ("syndicat", "groupement de collectivités"),
    ("EPCI", "groupement de collectivités"),
    ("centre communal d’action sociale", "CCAS"),
)


class RetraitShape(Shape):
    """Un membre intéressé, qui ne prend pas part au point."""

    nom: Texte = Field(description="Nom du membre.")
    motif: Annotated[MotifRetrait, Choix((("représentant", "representant"),))] = Field(
        MotifRetrait.PERSONNEL, description="Intérêt personnel, ou représentant d’un autre organisme."
    )
    a_quitte_la_salle: OuiNon | None = Field(None, description="A-t-il quitté la salle ?")


class OrganismeShape(Shape):
    """Un organisme où la collectivité est représentée, et que le point concerne."""

    nom: Texte = Field(description="Nom de l’organisme.")
    nature: Annotated[NatureOrganisme, Choix(_NATURES)] | None = Field(
        None,
        description="Dans un groupement de collectivités (syndicat, EPCI), un CCAS ou une caisse des écoles, "
        "le retrait n’est pas exigé.",
    )
    representants: Noms = Field((), description="Membres qui y représentent la collectivité.")
    designes_par_la_loi: OuiNon | None = Field(
        None, description="Y sont-ils désignés en application de la loi ?"
    )
    remuneres: OuiNon | None = Field(
        None, description="Y reçoivent-ils une rémunération ou un avantage particulier ?"
    )
    recoit: Annotated[Avantage, Choix(_AVANTAGES)] | None = Field(
        None,
        description="Ce que la décision lui donne ; « designation » : la désignation ou la rémunération de "
        "ses représentants.",
    )


class SuitesShape(Shape):
    """Ce qui a suivi. Une date vide veut dire « pas encore »."""

    transmise_le: DateFr | None = Field(None, description="Transmission au représentant de l’État.")
    recue_le: DateFr | None = Field(None, description="Réception par le représentant de l’État.")
    identifiant: Texte | None = Field(None, description="Identifiant donné par le système de transmission.")
    accuse: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (),
        description="Fichier XML de l’accusé de réception, posé à côté de la séance, s’il n’a pas gardé le "
        "nom que la plate-forme lui donne.",
    )
    affichee_le: DateFr | None = Field(
        None,
        description="Affichage, dans les vingt-quatre heures, de l’élection du maire ou des adjoints.",
    )
    publiee_le: DateFr | None = Field(None, description="Publication.")
    mode_publication: Annotated[ModePublicite, Choix()] | None = Field(
        None, description="Mode de publication."
    )
    retiree_le: DateFr | None = Field(None, description="Fin de la publication en ligne.")
    notifiee_le: DateFr | None = Field(None, description="Notification (au coordonnateur, par exemple).")
    signee_le: DateFr | None = Field(None, description="Signature de la convention par la collectivité.")
    integrale: OuiNon | None = Field(None, description="L’acte a-t-il été mis en ligne en entier ?")
    certificat_du: DateFr | None = Field(None, description="Date du certificat ; vide : portée à la main.")
    certificat_signataire: Texte | None = Field(
        None, description="Signataire du certificat, si ce n’est pas le maire."
    )


class PointShape(Shape):
    """Un point de la séance."""

    hints: ClassVar[Mapping[str, str]] = {
        "expose": "L'exposé s'écrit dans un fichier Word ou Markdown, que nomme « texte » : "
        "« texte: point-3.docx ». De courts motifs s'écrivent à « considerant », un par tiret.",
    }

    numero: Compte = Field(description="Numéro du point.")
    objet: Texte | None = Field(None, description="Objet du point ; certains actes l’écrivent d’eux-mêmes.")
    heure: Heure | None = Field(None, description="Heure à laquelle le point est abordé.")
    acte: Texte | None = Field(
        None,
        description="Nature de l’acte : deliberation_libre convient à tout objet ; d’autres ont leurs "
        "propres rubriques (subvention, tarifs, adhesion_groupement…).",
    )
    groupement: Texte | None = Field(None, description="Nom du dossier du groupement de commandes.")
    sans_acte: OuiNon = Field(
        False,
        description="« oui » : ce point voté ne donne aucune délibération à garder (question d’ordre, vœu…).",
    )
    vu: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (), description="Textes que la délibération vise, un par tiret, « Vu » étant ajouté."
    )
    considerant: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (), description="Motifs de la délibération, un par tiret, « Considérant » étant ajouté."
    )
    decide: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] | None = Field(
        None,
        description="Ce que le conseil décide, un article par tiret, le verbe en tête (« fixe le tarif à "
        "90 € »), ou le nom d’un fichier Word ou Markdown.",
    )
    texte: Texte | None = Field(None, description="Fichier Word ou Markdown du texte de la délibération.")
    debats: Texte | None = Field(
        None,
        description="Fichier Word ou Markdown de la teneur des discussions, écrite au seul procès-verbal.",
    )
    rapporteur: Texte | None = Field(None, description="Nom du rapporteur.")
    presidence: Texte | None = Field(
        None, description="Qui préside ce point, si ce n’est pas le président de séance."
    )
    ordonnateur: Texte | None = Field(
        None,
        description="Pour un vote des comptes : qui était maire (président) le 31 décembre de l’exercice "
        "jugé, s’il ne l’est plus ; « Prénom NOM, ancien maire » s’il ne siège plus au conseil.",
    )
    interesse: Annotated[
        tuple[Annotated[RetraitShape, Phrase(parse_retrait, ("Prénom NOM, a quitté la salle",))], ...],
        BeforeValidator(une_ou_plusieurs),
    ] = Field((), description="Membres intéressés, qui n’ont pas pris part au point.")
    vote: (
        Annotated[VoteShape, Phrase(parse_vote, ("unanimité", "9 pour, 1 contre, 2 abstentions", _PARTAGE))]
        | None
    ) = Field(None, description="Le vote.")
    scrutin: Annotated[Scrutin, Choix(SCRUTINS)] | None = Field(
        None, description="Main levée, scrutin public ou secret."
    )
    demandes: Annotated[
        tuple[Annotated[DemandeShape, Phrase(parse_demande, ("scrutin secret demandé par 4 membres",))], ...],
        BeforeValidator(une_ou_plusieurs),
    ] = Field((), description="Demandes de scrutin public, de scrutin secret ou de huis clos.")
    huis_clos: OuiNon = Field(False, description="Le point a-t-il été traité à huis clos ?")
    vote_huis_clos: (
        Annotated[VoteShape, Phrase(parse_vote, ("unanimité", "9 pour, 1 contre, 2 abstentions"))] | None
    ) = Field(None, description="Le vote, sans débat, qui a décidé le huis clos.")
    renonciation_au_secret: (
        Annotated[VoteShape, Phrase(parse_vote, ("unanimité", "9 pour, 1 contre, 2 abstentions"))] | None
    ) = Field(None, description="Le vote par lequel le conseil a renoncé au scrutin secret d’une nomination.")
    secret_impose: OuiNon = Field(
        False, description="Un texte impose-t-il le scrutin secret (élection du maire et des adjoints) ?"
    )
    candidatures: Annotated[Candidatures, Choix((("une par siège", "une_par_siege"),))] | None = Field(
        None, description="Pour une nomination : une candidature par siège, une liste unique, ou plusieurs."
    )
    election: Annotated[NatureElection, Choix(_ELECTIONS)] | None = Field(
        None,
        description="Ce qu’on élit, si l’objet ne le dit pas : la répartition des sièges, le scrutin secret "
        "et les recours en dépendent.",
    )
    organisme: OrganismeShape | None = Field(
        None, description="L’organisme que le point concerne, si la collectivité y est représentée."
    )
    nature: (
        Annotated[Literal["nomination", "compte_administratif", "compte_financier_unique"], Choix()] | None
    ) = Field(None, description="Nature du point, quand la loi lui donne des règles propres.")
    retire: Raison | None = Field(
        None, description="Pourquoi, ou par qui, le point a été retiré de l’ordre du jour : « par le maire »."
    )
    reporte: Raison | None = Field(
        None, description="Pourquoi, ou à quand, le point a été reporté : « à la prochaine séance »."
    )
    non_traite: Raison | None = Field(
        None, description="Pourquoi le point n’a pas été traité (faute de quorum, par exemple)."
    )
    signataire: Texte | None = Field(
        None, description="Qui est autorisé à signer, par exemple « le maire ou son adjoint délégué »."
    )
    annexes: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (), description="Fichiers annexés."
    )
    donnees_privees: Donnees = Field(
        (),
        description="Ce que la copie à publier ne doit pas montrer, mot pour mot : un nom, une adresse, un "
        "montant ; l’acte du registre reste entier.",
    )
    matiere: Texte | None = Field(
        None, description="Matière pour la transmission @CTES, par exemple 1.7, si ce n’est celle de l’acte."
    )
    dispense_de_transmission: Texte | None = Field(
        None,
        description="Ce que l’acte fixe, quand la loi le dispense de transmission, par exemple « tarifs de "
        "stationnement ».",
    )
    suites: SuitesShape | None = Field(
        None, description="Ce qui a suivi, si ces dates diffèrent de celles de la séance."
    )
