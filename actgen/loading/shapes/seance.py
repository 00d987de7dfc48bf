"""The session file: what happened that night, and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from actgen.facts.seance import NatureSeance, Organe
from actgen.loading.phrases.ordre import parse_ligne
from actgen.loading.phrases.presence import parse_absence, parse_mouvement
from actgen.loading.phrases.votes import parse_vote
from actgen.reading.fields import Choix, Compte, DateFr, Heure, OuiNon, Phrase, Plage, Texte
from actgen.reading.shapes import Refined, Shape

from .collectivite import CollectiviteShape
from .communs import Donnees, Noms, une_ou_plusieurs
from .point import PointShape, SuitesShape
from .presence import AbsenceShape, CompteShape, MouvementShape
from .vote import VoteShape


class CollectiviteNommee(CollectiviteShape):
    """Le nom d’un fichier de collectivites/, ou les rubriques d’une collectivité."""

    fichier: Texte | None = Field(None, description="Nom du fichier, sans son extension.")


def parse_reference(phrase: str) -> dict[str, object]:
    """The name of a file of the workspace."""
    return {"fichier": phrase}


class LigneShape(Shape):
    """Une ligne de l’ordre du jour."""

    numero: Compte | None = Field(None, description="Numéro du point ; vide : celui qui suit.")
    objet: Texte = Field(description="Objet du point.")


Lignes = tuple[Annotated[LigneShape, Phrase(parse_ligne, ("9. Objet du point",))], ...]


class SecondeShape(Shape):
    """Seconde convocation, après une séance sans quorum."""

    premiere_seance: DateFr | None = Field(None, description="Date de la première séance, sans quorum.")
    rappel_sans_quorum: OuiNon | None = Field(
        None,
        description="La convocation rappelle-t-elle que le conseil délibérera sans condition de nombre ?",
    )
    ordre_du_jour: Lignes | None = Field(
        None,
        description="L’ordre du jour de la première convocation : le quorum n’est pas exigé pour ses seuls "
        "points.",
    )


class SeanceShape(Shape):
    """La séance elle-même."""

    hints: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("secretaire_adjoint", "secretaire_adjointe", "secretaires_adjoints"),
        "Qui assiste le secrétaire s'écrit sous « secretaire », un nom par tiret : "
        "« - {valeur}, secrétaire adjoint ».",
    ) | dict.fromkeys(
        ("secretaire_auxiliaire", "secretaires_auxiliaires", "auxiliaire"),
        "Qui assiste le secrétaire s'écrit sous « secretaire », un nom par tiret : "
        "« - {valeur}, fonction, secrétaire auxiliaire ».",
    )

    date: DateFr = Field(
        description="Date de la séance ; le jour de la semaine, s’il est écrit, est vérifié."
    )
    heure: Heure | None = Field(None, description="Heure d’ouverture, par exemple 20h30.")
    levee: Heure | None = Field(None, description="Heure de la levée de la séance.")
    lieu: Texte | None = Field(None, description="Lieu de la réunion.")
    organe: Annotated[Organe, Choix()] = Field(
        Organe.CONSEIL, description="Le conseil, ou le bureau d’un EPCI."
    )
    delegation_du_conseil: DateFr | None = Field(
        None, description="Bureau d’un EPCI : date de la délibération du conseil qui lui a donné délégation."
    )
    nature: Annotated[NatureSeance, Choix()] = Field(
        NatureSeance.ORDINAIRE, description="Séance ordinaire, extraordinaire ou d’installation."
    )
    a_distance: OuiNon = Field(False, description="Séance tenue par visioconférence.")
    moyens_a_distance: Texte | None = Field(
        None,
        description="Comment y prendre part, écrit sur la convocation, par exemple « visioconférence, lien "
        "envoyé la veille par courriel ».",
    )
    premier_numero: Compte | None = Field(
        None,
        description="Numéro, dans l’année, de la première délibération de la séance ({rang}) ; vide : celui "
        "qui suit la séance précédente de l’espace de travail.",
    )
    presidence: Texte | None = Field(None, description="Nom du président de séance.")
    doyen: Texte | None = Field(
        None, description="Nom du doyen d’âge des membres présents, qui préside l’élection du maire."
    )
    secretaire: Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (),
        description="Secrétaire(s) de séance ; hors du conseil (Alsace-Moselle) : « NOM, fonction » ; qui "
        "les assiste : « NOM, secrétaire adjoint » ou « NOM, fonction, secrétaire auxiliaire ».",
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
    auteur: Texte | None = Field(
        None,
        description="Qui a convoqué le conseil et signe la convocation ; vide : le maire ou le président. "
        "Un remplaçant : « Prénom NOM, en remplacement du maire ».",
    )
    affichee_le: DateFr | None = Field(None, description="Date d’affichage de la convocation.")
    note_de_synthese: OuiNon | None = Field(
        None, description="Une note explicative de synthèse était-elle jointe ?"
    )
    ordre_du_jour: Lignes | None = Field(None, description="L’ordre du jour, une ligne par point.")
    urgence: OuiNon = Field(False, description="Convocation en urgence, à délai réduit.")
    urgence_motif: Texte | None = Field(
        None, description="Pourquoi il y a urgence, écrit sur la convocation ; il vaut « urgence: oui »."
    )
    urgence_approuvee: OuiNon | None = Field(
        None, description="Le conseil a-t-il approuvé l’urgence à l’ouverture de la séance ?"
    )
    seconde: SecondeShape | None = Field(
        None, description="Seconde convocation, après une séance sans quorum."
    )
    papier_demande_par: Noms = Field((), description="Membres qui ont demandé la convocation sur papier.")


class ProcesVerbalShape(Shape):
    """Ce qu’est devenu le procès-verbal."""

    arrete_le: DateFr | None = Field(None, description="Séance au début de laquelle il a été arrêté.")
    publie_le: DateFr | None = Field(None, description="Publication du procès-verbal.")
    remarques: Texte | None = Field(None, description="Remarques faites lors de son arrêt.")
    envoye_aux_conseillers_le: DateFr | None = Field(
        None, description="EPCI : envoi aux conseillers municipaux qui ne siègent pas au conseil."
    )


class ProcesVerbalPrecedentShape(Shape):
    """Le procès-verbal d’une séance antérieure, soumis au conseil avant les points de celle-ci."""

    seance: DateFr = Field(description="Date de la séance dont c’est le procès-verbal.")
    remarques: Texte | None = Field(None, description="Remarques faites avant qu’il soit arrêté.")
    vote: Annotated[VoteShape, Phrase(parse_vote, ("unanimité", "9 pour, 1 contre"))] | None = Field(
        None, description="Le vote, s’il y en a eu un ; sans vote, il est arrêté."
    )


class ListeShape(Shape):
    """La liste des délibérations examinées (avant juillet 2022 : le compte rendu de la séance)."""

    affichee_le: DateFr | None = Field(None, description="Affichage à la mairie ou au siège.")
    mise_en_ligne_le: DateFr | None = Field(None, description="Mise en ligne, s’il y a un site internet.")
    envoyee_aux_conseillers_le: DateFr | None = Field(
        None, description="EPCI : envoi aux conseillers municipaux qui ne siègent pas au conseil."
    )
    points: Plage | None = Field(
        None, description="Points que la liste nomme, par exemple « 1 à 9 » ; actgen dit ceux qui manquent."
    )


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
    points: tuple[Annotated[PointShape, Refined()], ...] = Field(
        (), description="Les points, dans l’ordre où ils ont été traités."
    )
    suites: SuitesShape = Field(SuitesShape(), description="Ce qui a suivi.")
    liste_des_deliberations: ListeShape = Field(
        ListeShape(), description="Ce qu’est devenue la liste des délibérations."
    )
    proces_verbal: ProcesVerbalShape = Field(
        ProcesVerbalShape(), description="Ce qu’est devenu le procès-verbal."
    )
    proces_verbal_precedent: Annotated[
        tuple[ProcesVerbalPrecedentShape, ...], BeforeValidator(une_ou_plusieurs)
    ] = Field(
        (),
        description="Procès-verbal de la séance précédente, arrêté à l’ouverture de celle-ci hors des points "
        "numérotés ; une liste s’il y en a plusieurs.",
    )
    donnees_privees: Donnees = Field(
        (),
        description="Ce qu’aucune copie à publier ne doit montrer, mot pour mot, quel que soit le point.",
    )
    derogations: tuple[DerogationShape, ...] = Field((), description="Raisons d’écarter une règle.")
