"""What followed a session: transmission, publication, certificate, minutes, list of deliberations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .dossier import Faits
from .loi import plus_deux_mois
from .tirage import Tirage, chiffres


def ecrire_suites(t: Tirage, faits: Faits, mode: str, choisi_le: str | None) -> dict[str, Any]:
    """As far as things have gone: not yet, transmitted, published, received, certified."""
    etape = t.pondere((1, 0), (1, 1), (3, 2), (3, 3), (4, 4))
    if etape == 0:
        return {}
    transmise = faits.jour + timedelta(t.entier(0, 12))
    faits.transmise = transmise
    suites: dict[str, Any] = {"transmise_le": chiffres(transmise)}
    connue = transmise
    if etape >= 3 and t.chance(60):
        connue = transmise + timedelta(t.entier(0, 2))
        suites["recue_le"] = chiffres(connue)
    if etape >= 2:
        publiee = faits.jour + timedelta(t.entier(0, 12))
        if mode in ("affichage", "papier") and choisi_le:
            publiee = max(publiee, _lire(choisi_le))
        faits.publiee = publiee
        suites["publiee_le"] = chiffres(publiee)
        connue = max(connue, publiee)
        if t.chance(50):
            suites["mode_publication"] = mode
        if mode == "électronique" and faits.droit.reforme_2022:
            _mise_en_ligne(t, suites, publiee)
    if etape >= 4 and any(point.adopte for point in faits.votes):
        suites["certificat_du"] = chiffres(connue + timedelta(t.entier(0, 10)))
    return suites


def _mise_en_ligne(t: Tirage, suites: dict[str, Any], publiee: date) -> None:
    if t.chance(20):
        suites["retiree_le"] = chiffres(plus_deux_mois(publiee) + timedelta(t.entier(0, 400)))


def _lire(jour: str) -> date:
    return date(int(jour[6:]), int(jour[3:5]), int(jour[:2]))


def ecrire_proces_verbal(t: Tirage, faits: Faits) -> dict[str, Any]:
    """Adopted at a later session, published within the week."""
    arrete = faits.jour + timedelta(t.entier(7, 120))
    ecrit: dict[str, Any] = {"arrete_le": chiffres(arrete)}
    if t.chance(70):
        ecrit["publie_le"] = chiffres(arrete + timedelta(t.entier(0, 7)))
    return ecrit
