"""What the clerk does during a session: one value a gesture, as its log keeps it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct

from actgen.council.facts.vote import Candidatures

JSON = str | int | bool | None | list[Any] | dict[str, Any]


class Etat(StrEnum):
    """What a member answers when the roll is called."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSE = "excuse"
    POUVOIR = "pouvoir"
    SUPPLEE = "supplee"
    SANS_REPONSE = "sans_reponse"


class Sort(StrEnum):
    """What becomes of an item."""

    A_VOTER = "a_voter"
    SANS_VOTE = "sans_vote"
    REPORTE = "reporte"
    RETIRE = "retire"
    NON_TRAITE = "non_traite"


class Rubrique(StrEnum):
    """What is told once of the session itself."""

    HEURE = "heure"
    LEVEE = "levee"
    PRESIDENCE = "presidence"
    DOYEN = "doyen"
    SECRETAIRE = "secretaire"
    ASSISTAIT = "assistait"
    OUVERTE_PAR = "ouverte_par"


class Gesture(Struct, frozen=True, tag_field="geste", omit_defaults=True, forbid_unknown_fields=True):
    """The base of every gesture; its tag is its French name in the log."""


class Reponse(Gesture, frozen=True, tag="reponse"):
    """A member is there, absent, excused, replaced, or has given a proxy: `du` is the day that it bears.

    `mandataire`: who holds the proxy, or the substitute who sits instead.
    """

    membre: str
    etat: Etat
    mandataire: str = ""
    du: str = ""


class AutresPresents(Gesture, frozen=True, tag="autres_presents"):
    """All those who have not answered are there."""


class Dit(Gesture, frozen=True, tag="dit"):
    """When it opens and closes, who presides, writes and attends; an empty value: not known yet."""

    rubrique: Rubrique
    valeur: str


class Mouvement(Gesture, frozen=True, tag="mouvement"):
    """A member comes or leaves, before or during an item; after the last one, `point` is None."""

    membre: str
    arrive: bool
    heure: str = ""
    point: int | None = None
    pendant: bool = False
    mandataire: str = ""
    du: str = ""


class MouvementCorrige(Gesture, frozen=True, tag="mouvement_corrige"):
    """A movement that was noted, by its rank in the file, fell at another hour; `retire`: it never was."""

    rang: int
    membre: str
    heure: str = ""
    retire: bool = False


class Suspend(Gesture, frozen=True, tag="suspension"):
    """The session is suspended, before or during an item (None: after the last one), at whose request.

    An empty `reprise`: it has not gone on yet.
    """

    heure: str
    reprise: str = ""
    point: int | None = None
    pendant: bool = False
    par: str = ""


class Reprend(Gesture, frozen=True, tag="reprise"):
    """When a suspension, by its rank in the file, came to its end; `retire`: it never was."""

    rang: int
    heure: str = ""
    retire: bool = False


class Ajoute(Gesture, frozen=True, tag="ajout"):
    """An item more, at the end: a question or an information, which nothing is voted of, or an affair."""

    objet: str
    information: bool


class Aborde(Gesture, frozen=True, tag="aborde"):
    """The hour at which an item is taken up; empty: not noted."""

    point: int
    heure: str


class Interesse(Gesture, frozen=True, tag="interesse"):
    """A member takes no part in an item; `retire`: he does, after all."""

    point: int
    membre: str
    a_quitte: bool | None = None
    retire: bool = False


class Devenir(Gesture, frozen=True, tag="devenir"):
    """An item is put to the vote, told without vote, put off, taken off or left, and why."""

    point: int
    sort: Sort
    motif: str = ""


class NonTraites(Gesture, frozen=True, tag="non_traites"):
    """The quorum is lost: this item and all those after it that were not voted are left."""

    point: int
    motif: str = "faute de quorum"


class Voix(Gesture, frozen=True, tag="vote"):
    """The vote of an item, in the words of its keys (`council.facts.vote.Vote`); None: not voted yet."""

    point: int
    vote: dict[str, JSON] | None


class Demande(Gesture, frozen=True, tag="demande"):
    """So many members, or these, ask for a public ballot, a secret one or a closed session.

    `retire`: all that was asked of the item is taken back.
    """

    point: int
    scrutin: str = ""
    auteurs: tuple[str, ...] = ()
    nombre: int | None = None
    retire: bool = False


class HuisClos(Gesture, frozen=True, tag="huis_clos"):
    """The council closes its doors for an item, by this vote; None: it does not."""

    point: int
    vote: dict[str, JSON] | None


class Renonciation(Gesture, frozen=True, tag="renonciation"):
    """The council gives up the secret ballot of a nomination, by this vote; None: it does not."""

    point: int
    vote: dict[str, JSON] | None


class Candidats(Gesture, frozen=True, tag="candidatures"):
    """How many stand for a nomination; None: not noted."""

    point: int
    combien: Candidatures | None


class Preside(Gesture, frozen=True, tag="preside"):
    """Somebody else presides an item; an empty name: whoever presides the session."""

    point: int
    membre: str


class Remarques(Gesture, frozen=True, tag="remarques"):
    """What was said of earlier minutes; None: nothing, which they tell; empty: not known yet."""

    point: int
    texte: str | None


class Debats(Gesture, frozen=True, tag="debats"):
    """What was said, for the minutes; None: the item was not discussed; empty: nothing is told yet."""

    point: int
    texte: str | None


class Compte(Gesture, frozen=True, tag="compte"):
    """What was counted on the signed sheet."""

    presents: int | None = None
    representes: int | None = None


AnyGesture = (
    Reponse
    | AutresPresents
    | Dit
    | Mouvement
    | MouvementCorrige
    | Suspend
    | Reprend
    | Ajoute
    | Aborde
    | Interesse
    | Devenir
    | NonTraites
    | Voix
    | Demande
    | HuisClos
    | Renonciation
    | Candidats
    | Preside
    | Remarques
    | Debats
    | Compte
)
