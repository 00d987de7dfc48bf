"""A session that was suspended, and when it went on."""

from typing import Annotated

from actgen.reading.facts import Fact, key
from actgen.reading.fields import Choix, Heure, Phrase, Texte
from actgen.reading.fields import Compte as Nombre

from .phrases.suspensions import parse_suspension
from .presence import Moment


class Suspension(Fact, frozen=True):
    """Une suspension de séance.

    `reprise` None: not known yet. Without an item it falls where its hour says.
    """

    heure: Annotated[Heure, key("Heure à laquelle la séance est suspendue.")]
    reprise: Annotated[Heure | None, key("Heure à laquelle la séance reprend.")] = None
    point: Annotated[Nombre | None, key("Point devant lequel, ou pendant lequel, elle a lieu.")] = None
    moment: Annotated[Moment, Choix(), key("Avant le point, ou pendant.")] = Moment.AVANT
    demandee_par: Annotated[Texte, key("À la demande de qui, par exemple « la maire », « Membre 5 ».")] = ""


SuspensionPhrase = Annotated[
    Suspension,
    Phrase(parse_suspension, ("de 20h30 à 20h45, avant le point 3, demandée par Prénom NOM",)),
]
