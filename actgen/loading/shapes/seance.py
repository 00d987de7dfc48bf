"""The session file: what happened that night, and what followed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from actgen.loading.phrases.ordre import parse_ligne
from actgen.loading.phrases.presence import parse_absence, parse_mouvement, parse_retrait
from actgen.loading.phrases.votes import parse_demande, parse_voix, parse_vote
from actgen.model.collectivite import ModePublicite
from actgen.model.seance import Moment, MotifRetrait, NatureSeance, Organe, SensMouvement
from actgen.model.vote import Scrutin, Sens
from actgen.reading.fields import (
    Choix,
    Compte,
    DateFr,
    Heure,
    OuiNon,
    Phrase,
    Plage,
    Texte,
)
from actgen.reading.shapes import Shape

from .collectivite import CollectiviteShape
from .communs import PouvoirShape, une_ou_plusieurs

Noms = Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)]


class CollectiviteNommee(CollectiviteShape):
    """Le nom d’un fichier de collectivites/, ou les rubriques d’une collectivité."""

    fichier: Texte | None = Field(None, description="Nom du fichier, sans son extension.")


def parse_reference(phrase: str) -> dict[str, object]:
    """The name of a file of the workspace."""
    return {"fichier": phrase}


class SecondeShape(Shape):
    """Seconde convocation, après une séance sans quorum."""

    premiere_seance: DateFr | None = Field(None, description="Date de la première séance, sans quorum.")
    rappel_sans_quorum: OuiNon | None = Field(
        None,
        description="La convocation rappelle-t-elle que le conseil délibérera sans condition de nombre ?",
    )


class LigneShape(Shape):
    """Une ligne de l’ordre du jour."""

    numero: Compte | None = Field(None, description="Numéro du point ; vide : celui qui suit.")
    objet: Texte = Field(description="Objet du point.")


class SeanceShape(Shape):
    """La séance elle-même."""

    date: DateFr = Field(
        description="Date de la séance ; le jour de la semaine, s’il est écrit, est vérifié."
    )
    heure: Heure | None = Field(None, description="Heure d’ouverture, par exemple 20h30.")
    levee: Heure | None = Field(None, description="Heure de la levée de la séance.")
    lieu: Texte | None = Field(None, description="Lieu de la réunion.")
    organe: Annotated[Organe, Choix()] = Field(
        Organe.CONSEIL, description="Le conseil, ou le bureau d’un EPCI."
    )
    nature: Annotated[NatureSeance, Choix()] = Field(
        NatureSeance.ORDINAIRE, description="Séance ordinaire, extraordinaire ou d’installation."
    )
    presidence: Texte | None = Field(None, description="Nom du président de séance.")
    secretaire: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (),
        description="Secrétaire(s) de séance ; hors du conseil (Alsace-Moselle) : « NOM, fonction ».",
    )
    assistait: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (),
        description="Qui assistait à la séance sans en être membre : la fonction, jamais le nom d’un agent.",
    )


class ConvocationShape(Shape):
    """La convocation."""

    envoyee_le: DateFr | None = Field(
        None, description="Date d’envoi (ni celle de la signature, ni celle de la réception)."
    )
    mode: Texte | None = Field(None, description="Courriel, courrier, remise en main propre…")
    auteur: Texte | None = Field(None, description="Qui a convoqué le conseil.")
    affichee_le: DateFr | None = Field(None, description="Date d’affichage de la convocation.")
    note_de_synthese: OuiNon | None = Field(
        None, description="Une note explicative de synthèse était-elle jointe ?"
    )
    ordre_du_jour: tuple[Annotated[LigneShape, Phrase(parse_ligne, ("9. Objet du point",))], ...] | None = (
        Field(None, description="L’ordre du jour, une ligne par point.")
    )
    urgence: OuiNon = Field(False, description="Convocation en urgence, à délai réduit.")
    urgence_approuvee: OuiNon | None = Field(
        None, description="Le conseil a-t-il approuvé l’urgence à l’ouverture de la séance ?"
    )
    seconde: SecondeShape | None = Field(
        None, description="Seconde convocation, après une séance sans quorum."
    )


class AbsenceShape(Shape):
    """Un membre absent à l’ouverture."""

    nom: Texte = Field(description="Nom du membre.")
    excuse: OuiNon | None = Field(None, description="Excusé ou non.")
    pouvoir: PouvoirShape | None = Field(None, description="Le pouvoir qu’il a donné.")


class MouvementShape(Shape):
    """Une arrivée ou un départ en cours de séance."""

    nom: Texte = Field(description="Nom du membre.")
    sens: Annotated[SensMouvement, Choix()] = Field(description="Arrivée ou départ.")
    heure: Heure | None = Field(None, description="Heure de l’arrivée ou du départ.")
    point: Compte | None = Field(None, description="Point devant lequel, ou pendant lequel, il a lieu.")
    moment: Annotated[Moment, Choix()] = Field(Moment.AVANT, description="Avant le point, ou pendant.")
    pouvoir: PouvoirShape | None = Field(None, description="Le pouvoir donné en partant.")


class CompteShape(Shape):
    """Ce qui a été compté sur la feuille signée : actgen le compare à ce qu’il déduit."""

    en_exercice: Compte | None = Field(None, description="Membres en exercice.")
    presents: Compte | None = Field(None, description="Membres présents à l’ouverture.")
    representes: Compte | None = Field(None, description="Membres représentés à l’ouverture.")
    votants: Compte | None = Field(None, description="Votants à l’ouverture.")
    quorum: Compte | None = Field(None, description="Quorum annoncé.")


class RetraitShape(Shape):
    """Un membre intéressé, qui ne prend pas part au point."""

    nom: Texte = Field(description="Nom du membre.")
    motif: Annotated[MotifRetrait, Choix()] = Field(
        MotifRetrait.PERSONNEL, description="Intérêt personnel, ou représentant d’un autre organisme."
    )
    a_quitte_la_salle: OuiNon | None = Field(None, description="A-t-il quitté la salle ?")


class CandidatShape(Shape):
    """Les voix d’un candidat ou d’une liste."""

    candidat: Texte = Field(description="Nom du candidat ou de la liste.")
    voix: Compte = Field(description="Nombre de voix.")


class TourShape(Shape):
    """Un tour de scrutin d’une élection."""

    voix: tuple[Annotated[CandidatShape, Phrase(parse_voix, ("Prénom NOM, 10 voix",))], ...] = Field(
        description="Les voix de chaque candidat ou liste."
    )
    blancs: Compte = Field(0, description="Bulletins blancs.")
    nuls: Compte = Field(0, description="Bulletins nuls.")


class NomsDuVoteShape(Shape):
    """Qui a voté quoi."""

    pour: Noms = Field((), description="Membres ayant voté pour.")
    contre: Noms = Field((), description="Membres ayant voté contre.")
    abstentions: Noms = Field((), description="Membres s’étant abstenus.")
    ne_prennent_pas_part: Noms = Field((), description="Membres n’ayant pas pris part au vote.")


class VoteShape(Shape):
    """Le vote d’un point."""

    unanimite: OuiNon = Field(False, description="Adopté à l’unanimité : actgen compte les voix.")
    scrutin: Annotated[Scrutin, Choix()] | None = Field(
        None, description="Main levée, scrutin public ou secret."
    )
    pour: Compte | None = Field(None, description="Voix pour.")
    contre: Compte | None = Field(None, description="Voix contre.")
    abstentions: Compte | None = Field(None, description="Abstentions.")
    blancs: Compte = Field(0, description="Bulletins blancs.")
    nuls: Compte = Field(0, description="Bulletins nuls.")
    ne_prennent_pas_part: Compte = Field(0, description="Membres qui refusent de prendre part au vote.")
    noms: NomsDuVoteShape | None = Field(None, description="Qui a voté quoi ; jamais pour un scrutin secret.")
    tours: tuple[TourShape, ...] = Field((), description="Les tours de scrutin d’une élection.")
    voix_du_president: Annotated[Sens, Choix()] | None = Field(
        None, description="Le vote du président de séance, prépondérant en cas de partage."
    )
    resultat: Annotated[Literal["adopté", "rejeté"], Choix()] | None = Field(
        None, description="Le résultat annoncé : actgen le compare."
    )


class DemandeShape(Shape):
    """Une demande de scrutin public, de scrutin secret ou de huis clos."""

    scrutin: Annotated[Literal["public", "secret", "huis_clos"], Choix()] = Field(
        description="Ce qui est demandé."
    )
    auteurs: Noms = Field((), description="Qui l’a demandé.")
    nombre: Compte | None = Field(
        None, description="Combien l’ont demandé, quand les noms ne sont pas notés."
    )


class SuitesShape(Shape):
    """Ce qui a suivi. Une date vide veut dire « pas encore »."""

    transmise_le: DateFr | None = Field(None, description="Transmission au représentant de l’État.")
    accuse_recu_le: DateFr | None = Field(None, description="Réception par le représentant de l’État.")
    identifiant: Texte | None = Field(None, description="Identifiant donné par le système de transmission.")
    publiee_le: DateFr | None = Field(None, description="Publication.")
    publication: Annotated[ModePublicite, Choix()] | None = Field(None, description="Mode de publication.")
    retiree_le: DateFr | None = Field(None, description="Fin de la publication en ligne.")
    notifiee_le: DateFr | None = Field(None, description="Notification (au coordonnateur, par exemple).")
    signee_le: DateFr | None = Field(None, description="Signature de la convention par la collectivité.")
    certificat_du: DateFr | None = Field(None, description="Date du certificat ; vide : portée à la main.")
    certificat_signataire: Texte | None = Field(
        None, description="Signataire du certificat, si ce n’est pas le maire."
    )


class PointShape(Shape):
    """Un point de la séance."""

    numero: Compte = Field(description="Numéro du point.")
    objet: Texte | None = Field(None, description="Objet du point ; certains actes l’écrivent d’eux-mêmes.")
    heure: Heure | None = Field(None, description="Heure à laquelle le point est abordé.")
    acte: Texte | None = Field(None, description="Nature de l’acte, par exemple adhesion_groupement.")
    groupement: Texte | None = Field(None, description="Nom du dossier du groupement de commandes.")
    texte: Texte | None = Field(None, description="Fichier Word ou Markdown du texte de la délibération.")
    rapporteur: Texte | None = Field(None, description="Nom du rapporteur.")
    presidence: Texte | None = Field(
        None, description="Qui préside ce point, si ce n’est pas le président de séance."
    )
    interesse: Annotated[
        tuple[Annotated[RetraitShape, Phrase(parse_retrait, ("Prénom NOM, a quitté la salle",))], ...],
        BeforeValidator(une_ou_plusieurs),
    ] = Field((), description="Membres intéressés, qui n’ont pas pris part au point.")
    vote: (
        Annotated[VoteShape, Phrase(parse_vote, ("unanimité", "9 pour, 1 contre, 2 abstentions"))] | None
    ) = Field(None, description="Le vote.")
    scrutin: Annotated[Scrutin, Choix()] | None = Field(
        None, description="Main levée, scrutin public ou secret."
    )
    demandes: Annotated[
        tuple[Annotated[DemandeShape, Phrase(parse_demande, ("scrutin secret demandé par 4 membres",))], ...],
        BeforeValidator(une_ou_plusieurs),
    ] = Field((), description="Demandes de scrutin public, de scrutin secret ou de huis clos.")
    huis_clos: OuiNon = Field(False, description="Le point a-t-il été traité à huis clos ?")
    nature: (
        Annotated[Literal["nomination", "compte_administratif", "compte_financier_unique"], Choix()] | None
    ) = Field(None, description="Nature du point, quand la loi lui donne des règles propres.")
    non_traite: Texte | None = Field(
        None, description="Pourquoi le point n’a pas été traité (retiré, reporté…)."
    )
    signataire: Texte | None = Field(
        None, description="Qui est autorisé à signer, par exemple « le maire ou son adjoint délégué »."
    )
    annexes: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (), description="Fichiers annexés."
    )
    suites: SuitesShape | None = Field(
        None, description="Ce qui a suivi, si ces dates diffèrent de celles de la séance."
    )


class ProcesVerbalShape(Shape):
    """Ce qu’est devenu le procès-verbal."""

    arrete_le: DateFr | None = Field(None, description="Séance au début de laquelle il a été arrêté.")
    publie_le: DateFr | None = Field(None, description="Publication du procès-verbal.")
    remarques: Texte | None = Field(None, description="Remarques faites lors de son arrêt.")


class DerogationShape(Shape):
    """Une raison d’écarter un avertissement ou, avec --override, une erreur de droit."""

    code: Texte = Field(description="Code de la règle, par exemple PUB-MODE.")
    motif: Texte = Field(description="La raison, qui sera imprimée dans le rapport.")
    point: Compte | None = Field(None, description="Point concerné ; vide : toute la séance.")


class FichierSeance(Shape):
    """Une séance : seulement ce qui s’est passé."""

    collectivite: Annotated[CollectiviteNommee, Phrase(parse_reference, ("dietwiller",))] = Field(
        description="Nom du fichier de la collectivité, ou ses rubriques."
    )
    seance: SeanceShape = Field(description="La séance elle-même.")
    convocation: ConvocationShape = Field(ConvocationShape(), description="La convocation.")
    presents: Noms | None = Field(None, description="Facultatif : la liste des présents, que actgen compare.")
    absents: (
        Annotated[
            tuple[
                Annotated[
                    AbsenceShape,
                    Phrase(
                        parse_absence,
                        ("Prénom NOM, pouvoir à Prénom NOM du 14/12/2022", "Prénom NOM, excusé"),
                    ),
                ],
                ...,
            ],
            BeforeValidator(une_ou_plusieurs),
        ]
        | None
    ) = Field(None, description="Les absents à l’ouverture, ou « aucun » ; tous les autres étaient présents.")
    mouvements: Annotated[
        tuple[
            Annotated[
                MouvementShape, Phrase(parse_mouvement, ("Prénom NOM arrive à 20h50, avant le point 3",))
            ],
            ...,
        ],
        BeforeValidator(une_ou_plusieurs),
    ] = Field((), description="Arrivées et départs en cours de séance.")
    compte: CompteShape = Field(CompteShape(), description="Ce qui a été compté sur la feuille signée.")
    points_non_saisis: Plage | None = Field(
        None, description="Points que ce fichier ne reprend pas, par exemple « 1 à 8 »."
    )
    points: tuple[PointShape, ...] = Field((), description="Les points, dans l’ordre où ils ont été traités.")
    suites: SuitesShape = Field(SuitesShape(), description="Ce qui a suivi.")
    proces_verbal: ProcesVerbalShape = Field(
        ProcesVerbalShape(), description="Ce qu’est devenu le procès-verbal."
    )
    derogations: tuple[DerogationShape, ...] = Field((), description="Raisons d’écarter une règle.")
