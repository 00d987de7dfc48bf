"""Around a session: another one of the same year, and the substitute of a member of an EPCI."""

from __future__ import annotations

from datetime import date
from typing import Any

from .dossier import Faits
from .tirage import Tirage, chiffres

_MANDAT, _RENOUVELES = 6, 2026 % 6  # years


def autre_seance(t: Tirage, faits: Faits) -> dict[str, dict[str, Any]]:
    """Another session of the year in its own file, in another month, without any act."""
    mois = faits.jour.month % 12 + 1
    if not t.chance(15):
        return {}
    jour = date(faits.jour.year, mois, t.entier(1, 28))
    if mois == 1 and faits.jour.year % _MANDAT == _RENOUVELES:
        return {}  # that council is renewed in between, in March
    seance: dict[str, Any] = {"date": chiffres(jour), "heure": "20h"}
    if faits.bureau:
        seance["organe"] = "bureau"
    return {"autre": {"seance": seance, "points": [{"numero": 1, "objet": "Informations"}]}}


def suppleer(t: Tirage, faits: Faits, collectivite: dict[str, Any], seance: dict[str, Any]) -> None:
    """Make a member who was there the substitute of one who was not: nothing else of the session changes."""
    if not faits.droit.epci or faits.bureau or faits.etat != "tenue" or not t.chance(40):
        return
    # who gives or holds a proxy, from the opening or on leaving, stays a member: the law isn't sure of others
    pris = {*collectivite.get("bureau", ()), faits.president, *faits.pouvoirs.values()}
    pris |= {nom for point in faits.points for paire in point.pouvoirs.items() for nom in paire}
    membres = collectivite["membres"]
    choix = [
        (rang, cle, ecrit)
        for rang, ligne in enumerate(membres)
        for cle, ecrit in ligne.items()
        if cle in ("conseiller", "conseillere")
        and ecrit.removeprefix("M. ").removeprefix("Mme ") in faits.presents
    ]
    libres = [(rang, cle, ecrit) for rang, cle, ecrit in choix if ecrit.partition(" ")[2] not in pris]
    if not libres:
        return
    rang, cle, ecrit = t.parmi(libres)
    civilite, _, nom = ecrit.partition(" ")
    titulaire = f"Titulaire {rang + 1}"
    faits.supplee, faits.suppleant = titulaire, nom
    mot = "suppléante" if civilite == "Mme" else "suppléant"
    membres[rang] = {cle: f"{civilite} {titulaire}, commune de Saint-Seine, {mot} {civilite} {nom}"}
    absents = seance["absents"] if isinstance(seance["absents"], list) else []
    seance["absents"] = [*absents, f"{titulaire}, suppléé par {nom}"]
