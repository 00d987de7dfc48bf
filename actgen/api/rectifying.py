"""An act that left the house wrong: the deliberation that corrects it, prepared for the next session.

What the act must say is known; what it said is not (a journal keeps marks, no words): it is left to be copied
from the act that was sent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actgen.api.editing import Change
from actgen.api.preparing import Preparation
from actgen.api.remarks import may_be_rectified
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.base.text.dates import date_longue
from actgen.base.text.messages import say
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.actes import matiere, numero
from actgen.session.emptied import BLANC

if TYPE_CHECKING:
    from actgen.api.session import Session

HELP = say(
    "Une erreur matérielle se corrige par une délibération rectificative, sans retirer la première (CE, "
    "28 novembre 1990, Gérard, n° 75559 ; réponse du ministre de l’intérieur, JO Sénat du 9 avril 2015, "
    "question n° 14375). Si le conseil veut décider autre chose, il retire la première et en prend une "
    "nouvelle : voyez alors votre service juridique."
)
_SAID = re.compile(r"«\s([^«»]+)\s»\D*$")


def rectification(session: Session, finding: Diagnostic) -> tuple[str, int, list[Change]]:
    """The next session, the rank of its item that corrects an act, and the changes that add it.

    Raises UsageError where no session to be held follows, or its convocation has left with its agenda.
    """
    seance = session.seance
    if seance is None or finding.point is None or not may_be_rectified(session, finding):
        raise UsageError(say("Cette remarque n’est plus là : la page est à jour maintenant."))
    figures = session.figures
    assert figures is not None, "its session was read"
    point = figures.point(finding.point)
    named = f"n°\u00a0{numero(seance, point.point)} du {date_longue(seance.date, jour=False)}"
    told = _SAID.search(finding.message)
    words = told[1].strip(" ;.,…") if told is not None else BLANC
    item = {
        "objet": f"Délibération rectificative\u00a0: {point.objet}",
        "acte": "deliberation_libre",
        "matiere": matiere(point.point, session.catalogue.named(point.point.acte or "")),
        "vu": [f"la délibération {named}, «\u00a0{point.objet}\u00a0»"],
        "considerant": ["qu’une erreur matérielle s’est glissée dans la rédaction de cette délibération"],
        "decide": [
            f"rectifie la délibération {named}\u00a0: au lieu de «\u00a0{BLANC}\u00a0», lire "
            f"«\u00a0{words}\u00a0»",
            "dit que le reste de cette délibération est sans changement",
        ],
    }
    preparation = _next(session)
    rank, changes = preparation.order.insert(
        preparation.order.last, {key: value for key, value in item.items() if value}
    )
    return preparation.name, rank, changes


def _next(session: Session) -> Preparation:
    """The first session of the same body that is still to be held after this one."""
    seance = session.seance
    assert seance is not None, "it was asked for an item of it"
    after = sorted((each.date, each.fichier) for each in seance.annee.proches if each.date > seance.date)
    for _, name in after:
        preparation = Preparation(session.workspace, name)
        if preparation.figures is not None and preparation.figures.etat is EtatSeance.A_TENIR:
            return preparation
    raise UsageError(
        say(
            "Aucune séance à venir n’est encore préparée : préparez-la d’abord (« Mes séances », « Préparer "
            "une séance »), puis revenez ici."
        )
    )
