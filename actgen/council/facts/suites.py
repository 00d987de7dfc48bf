"""What followed a session: of its acts, of the list of its deliberations, of its minutes."""

from datetime import date
from types import MappingProxyType
from typing import Annotated

from msgspec import Struct

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.reading.facts import Fact, key
from actgen.reading.fields import ONE_OR_MORE, Choix, DateFr, OuiNon, Plage, Texte

from .collectivite import ModePublicite
from .references import MembreNomme
from .vote import VoteDeProcesVerbal

Jour = date  # a field named `date` would hide the type in its own class


class Accuse(Struct, frozen=True):
    """The receipt that the State's channel gave for one act: a fact read in its file, never typed."""

    identifiant: str
    recue_le: Jour
    lieu: Location


class FaitAVenir(Struct, frozen=True):
    """What is told as done on a day that had not come, seen from another; `point` None: of the session."""

    rubrique: str
    champ: str
    le: Jour
    aujourd_hui: Jour
    lieu: Location | None = None
    point: int | None = None


class Suites(Fact, frozen=True):
    """Ce qui a suivi. Une date vide veut dire « pas encore ».

    `accuse` names the files of receipts that do not bear the name of their act.
    """

    deliberation_signee_le: Annotated[
        DateFr | None,
        key("Signature de la délibération par le président et le secrétaire de la séance ; pour le suivi."),
    ] = None
    transmise_le: Annotated[DateFr | None, key("Transmission au représentant de l’État.")] = None
    recue_le: Annotated[DateFr | None, key("Réception par le représentant de l’État.")] = None
    identifiant: Annotated[Texte, key("Identifiant donné par le système de transmission.")] = ""
    accuse: Annotated[
        tuple[Texte, ...],
        ONE_OR_MORE,
        key(
            "Fichier XML de l’accusé de réception, posé à côté de la séance, s’il n’a pas gardé le nom que "
            "la plate-forme lui donne."
        ),
    ] = ()
    affichee_le: Annotated[
        DateFr | None, key("Affichage, dans les vingt-quatre heures, de l’élection du maire ou des adjoints.")
    ] = None
    publiee_le: Annotated[DateFr | None, key("Publication.")] = None
    mode_publication: Annotated[Annotated[ModePublicite, Choix()] | None, key("Mode de publication.")] = None
    retiree_le: Annotated[DateFr | None, key("Fin de la publication en ligne.")] = None
    notifiee_le: Annotated[DateFr | None, key("Notification (au coordonnateur, par exemple).")] = None
    signee_le: Annotated[DateFr | None, key("Signature de la convention par la collectivité.")] = None
    integrale: Annotated[OuiNon | None, key("L’acte a-t-il été mis en ligne en entier ?")] = None
    certificat_du: Annotated[DateFr | None, key("Date du certificat ; vide : portée à la main.")] = None
    certificat_signataire: Annotated[
        MembreNomme | None, key("Signataire du certificat, si ce n’est pas le maire.")
    ] = None

    def avec(self, accuse: Accuse) -> "Suites":
        """The same once the receipt is there: it proves what it says better than what was typed."""
        lieux = MappingProxyType({**self.lieux, "recue_le": accuse.lieu, "identifiant": accuse.lieu})
        return replace(self, recue_le=accuse.recue_le, identifiant=accuse.identifiant, lieux=lieux)


class ListeDeliberations(Fact, frozen=True):
    """La liste des délibérations examinées (avant juillet 2022 : le compte rendu de la séance)."""

    affichee_le: Annotated[DateFr | None, key("Affichage à la mairie ou au siège.")] = None
    mise_en_ligne_le: Annotated[DateFr | None, key("Mise en ligne, s’il y a un site internet.")] = None
    envoyee_aux_conseillers_le: Annotated[
        DateFr | None, key("EPCI : envoi aux conseillers municipaux qui ne siègent pas au conseil.")
    ] = None
    points: Annotated[
        Plage | None, key("Points que la liste nomme, par exemple « 1 à 9 » ; actgen dit ceux qui manquent.")
    ] = None


class ProcesVerbal(Fact, frozen=True):
    """Ce qu’est devenu le procès-verbal."""

    arrete_le: Annotated[DateFr | None, key("Séance au début de laquelle il a été arrêté.")] = None
    publie_le: Annotated[DateFr | None, key("Publication du procès-verbal.")] = None
    remarques: Annotated[Texte, key("Remarques faites lors de son arrêt.")] = ""
    envoye_aux_conseillers_le: Annotated[  # art. L. 5211-40-2
        DateFr | None, key("EPCI : envoi aux conseillers municipaux qui ne siègent pas au conseil.")
    ] = None


class ProcesVerbalPrecedent(Fact, frozen=True):
    """Le procès-verbal d’une séance antérieure, soumis au conseil avant les points de celle-ci."""

    seance: Annotated[DateFr, key("Date de la séance dont c’est le procès-verbal.")]
    remarques: Annotated[Texte, key("Remarques faites avant qu’il soit arrêté.")] = ""
    vote: Annotated[
        VoteDeProcesVerbal | None, key("Le vote, s’il y en a eu un ; sans vote, il est arrêté.")
    ] = None
