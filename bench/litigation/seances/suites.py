"""What followed a session: transmission, publication, certificate, minutes, list of deliberations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .dossier import Faits
from .loi import plus_deux_mois, plus_un_mois
from .tirage import Tirage, chiffres


def ecrire_suites(t: Tirage, faits: Faits, collectivite: dict[str, Any], siren: str) -> dict[str, Any]:
    """As far as things have gone: not yet, transmitted, published, received, certified, signed."""
    etape = t.pondere((1, 0), (1, 1), (3, 2), (3, 3), (4, 4))
    if etape == 0:
        return {}
    mode, choisi_le = collectivite["publication"]["mode"], collectivite["publication"].get("choisi_le")
    transmise = faits.jour + timedelta(t.entier(0, 12))
    faits.transmise = transmise
    suites: dict[str, Any] = {"transmise_le": chiffres(transmise)}
    if len(faits.votes) == 1 and t.chance(60):
        suites["identifiant"] = identifiant(faits, siren, collectivite["numero"])
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
    adopte = any(point.adopte for point in faits.votes)
    if etape >= 4 and adopte:
        suites["certificat_du"] = chiffres(connue + timedelta(t.entier(0, 10)))
    if etape >= 3 and any(point.adopte for point in faits.points if point.genre == "groupement"):
        suites["notifiee_le"] = chiffres(connue + timedelta(t.entier(0, 9)))
        suites["signee_le"] = chiffres(connue + timedelta(t.entier(0, 60)))
    return suites


def identifiant(faits: Faits, siren: str, modele: str) -> str:
    """The identifier that the platform of transmission gives: DDD-SIREN-AAAAMMJJ-NUMERO-DE."""
    departement, jour = faits.droit.departement.zfill(3), faits.jour.strftime("%Y%m%d")
    return f"{departement}-{siren}-{jour}-{numero(faits, modele, faits.votes[0].numero)}-DE"


def numero(faits: Faits, modele: str, point: int) -> str:
    """The number of a deliberation."""
    annee, mois, jour = faits.jour.strftime("%Y-%m-%d").split("-")
    rang = f"{faits.premier:03d}"  # of the only act, where one identifier is written
    return modele.format(annee=annee, mois=mois, jour=jour, point=f"{point:02d}", rang=rang)


def _mise_en_ligne(t: Tirage, suites: dict[str, Any], publiee: date) -> None:
    if t.chance(50):
        suites["integrale"] = "oui"
    if t.chance(20):
        suites["retiree_le"] = chiffres(plus_deux_mois(publiee) + timedelta(t.entier(0, 400)))


def _lire(jour: str) -> date:
    return date(int(jour[6:]), int(jour[3:5]), int(jour[:2]))


def ecrire_proces_verbal(t: Tirage, faits: Faits) -> dict[str, Any]:
    """Adopted at a later session, published within the week; sent to the councillors of the communes."""
    arrete = faits.jour + timedelta(t.entier(7, 120))
    ecrit: dict[str, Any] = {"arrete_le": chiffres(arrete)}
    if t.chance(70):
        ecrit["publie_le"] = chiffres(arrete + timedelta(t.entier(0, 7)))
    if faits.droit.epci and faits.droit.reforme_2022:
        ecrit["envoye_aux_conseillers_le"] = chiffres(arrete + timedelta(t.entier(0, 28)))
    return ecrit


def ecrire_precedent(t: Tirage, faits: Faits) -> dict[str, Any]:
    """The minutes of an earlier session, with remarks or a vote at times."""
    ecrit: dict[str, Any] = {"seance": chiffres(faits.jour - timedelta(t.entier(7, 90)))}
    if t.chance(30):
        ecrit["remarques"] = "le montant du point 2 est de 1 200 €"
    if t.chance(60):
        ecrit["vote"] = t.parmi(("unanimité", f"{len(faits.presents) + len(faits.pouvoirs)} pour"))
    return ecrit


def ecrire_liste(t: Tirage, faits: Faits, site: bool) -> dict[str, Any]:
    """All that was examined, posted within the week, on line too where there is a site."""
    limite = faits.jour + timedelta(7)
    ecrit: dict[str, Any] = {"affichee_le": chiffres(t.jour(faits.jour, limite))}
    if site and faits.droit.reforme_2022:
        ecrit["mise_en_ligne_le"] = chiffres(t.jour(faits.jour, limite))
    if faits.droit.epci and faits.droit.reforme_2022:
        ecrit["envoyee_aux_conseillers_le"] = chiffres(t.jour(faits.jour, plus_un_mois(faits.jour)))
    if t.chance(60):
        dernier = faits.points[-1].numero
        ecrit["points"] = f"1 à {dernier}" if dernier > 1 else "1"
    return ecrit


def distinguer(t: Tirage, faits: Faits, points: list[dict[str, Any]], choisi_le: str | None) -> None:
    """One item has later dates of its own, or need not be sent; others keep those of the session."""
    communs = [point for point in faits.votes if point.adopte and point.genre in ("main_levee", "unanimite")]
    if len(communs) < 3:
        return
    a_part = t.parmi(communs)
    if t.chance(50):
        points[a_part.rang]["dispense_de_transmission"] = "stationnement"
        return
    transmise = faits.jour + timedelta(t.entier(0, 15))
    publiee = faits.jour + timedelta(t.entier(0, 15))
    if choisi_le:
        publiee = max(publiee, _lire(choisi_le))
    dates = {"transmise_le": transmise, "publiee_le": publiee, "certificat_du": max(transmise, publiee)}
    points[a_part.rang]["suites"] = {cle: chiffres(date) for cle, date in dates.items()}
