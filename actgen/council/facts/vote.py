"""The vote of an item, as it was stated: its figures, its names, its rounds, and the ballots asked for."""

from enum import StrEnum
from functools import partial
from typing import Annotated

from actgen.base.text.names import printed_name
from actgen.law.natures import SeatSharing
from actgen.reading.facts import Fact, FileContext, key
from actgen.reading.fields import (
    ONE_OR_MORE,
    As,
    Choix,
    Compte,
    Named,
    OuiNon,
    Phrase,
    Reads,
    Texte,
    Where,
    found,
)
from actgen.reading.scalars import Problem, parse_text

from .personne import Membre
from .phrases.votes import parse_demande, parse_liste, parse_voix, parse_vote
from .references import Membres, References


class Scrutin(StrEnum):
    MAIN_LEVEE = "main_levee"
    PUBLIC = "public"
    SECRET = "secret"


class Candidatures(StrEnum):
    """How many stand for a nomination: one for each seat, one list alone, or more."""

    UNE_PAR_SIEGE = "une_par_siege"
    LISTE_UNIQUE = "liste_unique"
    PLUSIEURS = "plusieurs"


class SensDuVote(StrEnum):
    POUR = "pour"
    CONTRE = "contre"
    ABSTENTION = "abstention"
    NE_PREND_PAS_PART = "ne_prend_pas_part"


SCRUTINS = (("main levée", "main_levee"), ("à main levée", "main_levee"))
"""Other words for a kind of ballot."""
_REPARTITIONS = (
    ("proportionnelle au plus fort reste", "plus_fort_reste"),
    ("proportionnelle à la plus forte moyenne", "plus_forte_moyenne"),
    ("majorité", "majorite"),
)


def _nom(text: str) -> str | Problem:
    read = parse_text(text)
    return printed_name(read) if isinstance(read, str) else read


Noms = Annotated[tuple[Annotated[str, Reads(_nom)], ...], ONE_OR_MORE]


class VoixNommee(Fact, frozen=True):
    """One member's vote, when the file gives it (never for a secret ballot)."""

    membre: Membre
    sens: SensDuVote


def _voix(sens: SensDuVote, references: References, nom: str, where: Where) -> VoixNommee | None:
    membre = references.membre(nom, where)
    return None if membre is None else VoixNommee(membre, sens, lieu=where(nom))


def _names(sens: SensDuVote) -> As:
    """How the members who voted so are read."""
    named = Annotated[VoixNommee, Named(partial(_voix, sens))]
    several = Annotated[tuple[named, ...], ONE_OR_MORE]
    return As(several, found)


class NomsDuVote(Fact, frozen=True):
    """Qui a voté quoi."""

    pour: Annotated[tuple[VoixNommee, ...], _names(SensDuVote.POUR), key("Membres ayant voté pour.")] = ()
    contre: Annotated[
        tuple[VoixNommee, ...], _names(SensDuVote.CONTRE), key("Membres ayant voté contre.")
    ] = ()
    abstentions: Annotated[
        tuple[VoixNommee, ...], _names(SensDuVote.ABSTENTION), key("Membres s’étant abstenus.")
    ] = ()
    ne_prennent_pas_part: Annotated[
        tuple[VoixNommee, ...],
        _names(SensDuVote.NE_PREND_PAS_PART),
        key("Membres n’ayant pas pris part au vote."),
    ] = ()

    def tous(self, _context: FileContext) -> tuple[VoixNommee, ...]:
        """Each member's vote."""
        return (*self.pour, *self.contre, *self.abstentions, *self.ne_prennent_pas_part)


class Candidat(Fact, frozen=True):
    """Les voix d’un candidat ou d’une liste."""

    candidat: Annotated[Texte, key("Nom du candidat ou de la liste.")]
    voix: Annotated[Compte, key("Nombre de voix.")]


def _resultats(candidats: tuple[Candidat, ...], _context: FileContext) -> tuple[tuple[str, int], ...]:
    return tuple((printed_name(each.candidat), each.voix) for each in candidats)


_CANDIDATS = As(tuple[Annotated[Candidat, Phrase(parse_voix, ("Prénom NOM, 10 voix",))], ...], _resultats)


class Tour(Fact, frozen=True):
    """Un tour de scrutin d’une élection.

    `voix`: by candidate or list, in the order of the file. `exprimes`: ballots that express a vote, when the
    file counts them. `ne_prennent_pas_part`: None where the vote as a whole tells it for all its rounds.
    """

    voix: Annotated[tuple[tuple[str, int], ...], _CANDIDATS, key("Les voix de chaque candidat ou liste.")]
    blancs: Annotated[Compte | None, key("Bulletins blancs ; sans lui, l’acte n’en dit rien.")] = None
    nuls: Annotated[Compte | None, key("Bulletins nuls ; sans lui, l’acte n’en dit rien.")] = None
    exprimes: Annotated[Compte | None, key("Suffrages exprimés, quand un bulletin porte plusieurs noms.")] = (
        None
    )
    ne_prennent_pas_part: Annotated[
        Compte | None, key("Membres qui ne prennent pas part à ce tour, s’ils changent d’un tour à l’autre.")
    ] = None

    @property
    def non_exprimes(self) -> int:
        """The ballots that express no vote, as far as they are told."""
        return (self.blancs or 0) + (self.nuls or 0)


class Liste(Fact, frozen=True):
    """Une liste de candidats, dans son ordre."""

    nom: Annotated[Texte, key("Nom de la liste, comme dans les tours.", name="liste")]
    candidats: Annotated[Noms, key("Candidats, dans l’ordre de la liste.")] = ()
    suppleants: Annotated[Noms, key("Candidats suppléants, dans l’ordre (commission d’appel d’offres).")] = ()


class Demande(Fact, frozen=True):
    """Une demande de scrutin public, de scrutin secret ou de huis clos."""

    scrutin: Annotated[str, Choix(parmi=("public", "secret", "huis_clos")), key("Ce qui est demandé.")]
    auteurs: Annotated[Membres, key("Qui l’a demandé.")] = ()
    nombre: Annotated[Compte | None, key("Combien l’ont demandé, quand les noms ne sont pas notés.")] = None


DemandePhrase = Annotated[Demande, Phrase(parse_demande, ("scrutin secret demandé par 4 membres",))]


class Vote(Fact, frozen=True):
    """Le vote d’un point.

    `unanimite`: only the word was written, figures are to be computed from the voters. `pour`, `contre`...
    are None when the file does not state them; a stated figure is compared, never trusted. `blancs` and
    `nuls` belong to secret ballots; `sieges` and `elus` (who was said to be elected, in the words of the
    rounds) to elections, as `bureau_electoral`, `repartition` (only where the file says how seats are shared)
    and `listes` (only where it says who stood on them).
    """

    scrutin: Annotated[Scrutin, Choix(SCRUTINS), key("Main levée, scrutin public ou secret.", told=False)] = (
        Scrutin.MAIN_LEVEE
    )
    unanimite: Annotated[OuiNon, key("Adopté à l’unanimité : actgen compte les voix.")] = False
    pour: Annotated[Compte | None, key("Voix pour.")] = None
    contre: Annotated[Compte | None, key("Voix contre.")] = None
    abstentions: Annotated[Compte | None, key("Abstentions.")] = None
    blancs: Annotated[Compte | None, key("Bulletins blancs ; sans lui, l’acte n’en dit rien.")] = None
    nuls: Annotated[Compte | None, key("Bulletins nuls ; sans lui, l’acte n’en dit rien.")] = None
    ne_prennent_pas_part: Annotated[Compte, key("Membres qui refusent de prendre part au vote.")] = 0
    noms: Annotated[
        tuple[VoixNommee, ...],
        As(NomsDuVote, NomsDuVote.tous),
        key("Qui a voté quoi ; jamais pour un scrutin secret."),
    ] = ()
    tours: Annotated[tuple[Tour, ...], key("Les tours de scrutin d’une élection.")] = ()
    sieges: Annotated[Compte | None, key("Nombre de sièges à pourvoir par cette élection.")] = None
    sieges_suppleants: Annotated[
        Compte | None, key("Nombre de sièges de suppléants, pour des délégués sénatoriaux.")
    ] = None
    repartition: Annotated[
        Annotated[SeatSharing, Choix(_REPARTITIONS)] | None,
        key(
            "Comment les sièges se répartissent entre les listes, si la loi ne l’impose pas pour cette "
            "élection."
        ),
    ] = None
    listes: Annotated[
        tuple[Annotated[Liste, Phrase(parse_liste, ("Liste A (Prénom NOM, Prénom NOM)",))], ...],
        key("Les candidats de chaque liste : actgen nomme ceux qui sont élus."),
    ] = ()
    bureau_electoral: Annotated[Noms, key("Membres du bureau électoral (délégués sénatoriaux).")] = ()
    elus: Annotated[Noms, key("Qui a été proclamé élu, nommé comme dans les tours : actgen le compare.")] = ()
    voix_du_president: Annotated[
        Annotated[SensDuVote, Choix()] | None,
        key("Le vote du président de séance, prépondérant en cas de partage."),
    ] = None
    resultat: Annotated[
        str, Choix(parmi=("adopté", "rejeté")), key("Le résultat annoncé : actgen le compare.")
    ] = ""

    @property
    def muet(self) -> bool:
        """Whether its rounds were begun, and neither they nor anything else tell how it ended."""
        chiffres = (self.pour, self.contre, self.abstentions, self.blancs, self.nuls)
        return self.places.written("tours") and not (
            self.tours
            or self.unanimite
            or self.noms
            or self.elus
            or self.resultat
            or any(each is not None for each in chiffres)
        )


_CHIFFRES = "9 pour, 1 contre, 2 abstentions"
VotePhrase = Annotated[Vote, Phrase(parse_vote, ("unanimité", _CHIFFRES))]
VoteDePoint = Annotated[
    Vote, Phrase(parse_vote, ("unanimité", _CHIFFRES, "6 pour, 6 contre, voix du président pour"))
]
VoteDeProcesVerbal = Annotated[Vote, Phrase(parse_vote, ("unanimité", "9 pour, 1 contre"))]
