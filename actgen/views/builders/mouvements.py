"""Who came and who left in the course of the session, in sentences of fact, with the room after them."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.facts.seance import Mouvement, Pouvoir, SensMouvement
from actgen.figures.presence import Presence
from actgen.text.dates import heure
from actgen.text.elision import elision
from actgen.views.commun import VueMouvements

from .personnes import nom_insecable


def vue_mouvements(
    mouvements: tuple[Mouvement, ...], auparavant: Presence, ensuite: Presence
) -> VueMouvements | None:
    """The movements of one moment, what they do to proxies, and the room; None when nobody moved."""
    if not mouvements:
        return None
    return VueMouvements(
        phrases=(
            *(_phrase(mouvement, auparavant) for mouvement in mouvements),
            *_pouvoirs(mouvements, auparavant, ensuite),
        ),
        nombre_presents=len(ensuite.presents),
        nombre_representes=len(ensuite.representes),
    )


def _phrase(mouvement: Mouvement, auparavant: Presence) -> str:
    nom = nom_insecable(mouvement.membre)
    a = f"À {heure(mouvement.heure)}, " if mouvement.heure else ""
    if mouvement.sens is SensMouvement.DEPART:
        pouvoir = mouvement.pouvoir
        suite = f" et donne pouvoir {elision('à', nom_insecable(pouvoir.mandataire))}" if pouvoir else ""
        return f"{a}{nom} quitte la séance{suite}."
    rendus = [r for r in auparavant.representes if r.mandant.nom_complet == mouvement.membre.nom_complet]
    suite = "".join(
        f"\u202f; le pouvoir donné {elision('à', nom_insecable(r.mandataire))} prend fin" for r in rendus
    )
    return f"{a}{nom} rejoint la séance{suite}."


def _pouvoirs(mouvements: tuple[Mouvement, ...], auparavant: Presence, ensuite: Presence) -> Iterator[str]:
    """Proxies that lose their effect because their holder has left, or that take it because he has come."""
    deja_dits = {id(mouvement.pouvoir) for mouvement in mouvements if mouvement.pouvoir}
    sans_effet = {id(pouvoir) for pouvoir in auparavant.sans_effet}
    utiles = {id(representation.pouvoir) for representation in auparavant.representes}
    for pouvoir in ensuite.sans_effet:
        if id(pouvoir) in utiles:
            yield f"Le pouvoir donné par {_entre(pouvoir)} est dès lors sans effet."
    for representation in ensuite.representes:
        if id(representation.pouvoir) in sans_effet - deja_dits:
            yield f"Le pouvoir donné par {_entre(representation.pouvoir)} prend effet."


def _entre(pouvoir: Pouvoir) -> str:
    """« A à B »."""
    return f"{nom_insecable(pouvoir.mandant)} {elision('à', nom_insecable(pouvoir.mandataire))}"
