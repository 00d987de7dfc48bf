"""A group that a commune joins at a session: the coordinator's file, in agreement with the session's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .dossier import Faits, FaitsPoint
from .loi import age_d_une_delegation
from .tirage import Tirage, chiffres

EPCI = "200039063"
AUTRES_COMMUNES = ("21205", "21394")
POPULATIONS = 2023
"""The year of the populations that are shipped (data/reference): a group counts those, but where told."""
SEUIL = 140_000
"""Below every threshold of the formalised procedure since 2020."""


def ecrire_groupement(
    t: Tirage, faits: Faits, code: str, point: FaitsPoint, suites: dict[str, Any]
) -> dict[str, Any]:
    """The file of a group whose project was sent to the councils before this session."""
    par_epci = t.chance(40)
    lancement = faits.jour + timedelta(t.entier(150, 300))
    approuvee = faits.jour - timedelta(t.entier(1, 30)) if t.chance(50) else None
    autres = t.sans_remise(AUTRES_COMMUNES, t.entier(0, 2)) or [AUTRES_COMMUNES[0]]
    contenu: dict[str, Any] = {
        "nom": "papier",
        "objet": "la fourniture de papier",
        "version": "projet du printemps",
    }
    if approuvee:
        contenu["approuvee_le"] = chiffres(approuvee)
    contenu["coordonnateur"] = _coordonnateur(t, faits, par_epci, autres)
    contenu["membres"] = {
        "communes": [code, *autres],
        "retours": _retours(t, faits, code, point, suites, autres),
    }
    contenu["accord_cadre"] = _accord_cadre(t, lancement)
    contenu["cao"] = t.parmi(("mixte", "celle du coordonnateur"))
    contenu["clauses"] = _clauses(t)
    if t.chance(40):
        contenu["annexe_1"] = {"arretee_au": chiffres(lancement)}
    contenu["annexe_2"] = {
        "annee_population": POPULATIONS,
        "rubriques": [
            {"titre": "Papier", "cle": "membre demandeur"},
            {"titre": "Livraison", "cle": "population"},
        ],
    }
    return contenu


def _coordonnateur(t: Tirage, faits: Faits, par_epci: bool, autres: list[str]) -> dict[str, Any]:
    """An EPCI with a need of its own, or another commune of the group."""
    decide = faits.jour - timedelta(t.entier(1, 40))
    deliberation: dict[str, Any] = {"date": chiffres(decide)}
    if not par_epci:
        qui = {"commune": "21136", "represente_par": "M. Membre 1, maire", "a_besoin_propre": "oui"}
        return {**qui, "a_une_cao": "oui", "deliberation": deliberation}
    if t.chance(40):
        delegation = decide - timedelta(t.entier(0, age_d_une_delegation(decide, 360)))
        deliberation |= {"organe": "bureau", "delegation_du_conseil": chiffres(delegation)}
    return {
        "epci": EPCI,
        "sigle": "CCFSS",
        "siege": "Messigny-et-Vantoux",
        "represente_par": "Mme Membre 1, présidente",
        "a_besoin_propre": "oui",
        "a_une_cao": "oui",
        "deliberation": deliberation,
    }


def _retours(
    t: Tirage, faits: Faits, code: str, point: FaitsPoint, suites: dict[str, Any], autres: list[str]
) -> list[dict[str, Any]]:
    """What came back: of this commune as its session tells, of another in good order."""
    retours = []
    if t.chance(70):
        ici = {
            "commune": code,
            "resultat": "adoptée" if point.adopte else "rejetée",
            "deliberation_du": chiffres(faits.jour),
            "signataire": "Maire 1, maire",
        }
        cles = ("transmise_le", "recue_le", "publiee_le", "notifiee_le", "signee_le")
        retours.append(ici | {cle: suites[cle] for cle in cles if cle in suites and point.adopte})
    if autres and t.chance(50):
        jours = [faits.jour + timedelta(t.entier(0, 20))]
        jours += [jours[0] + timedelta(t.entier(1, 8)), jours[0] + timedelta(t.entier(9, 30))]
        retours.append(
            {
                "commune": autres[0],
                "resultat": "adoptée",
                "deliberation_du": chiffres(jours[0]),
                "transmise_le": chiffres(jours[1]),
                "publiee_le": chiffres(jours[1]),
                "signee_le": chiffres(jours[2]),
                "signataire": "Maire 2, maire",
            }
        )
    return retours


def _accord_cadre(t: Tirage, lancement: date) -> dict[str, Any]:
    petit = t.chance(40)
    maximum = t.entier(60_001, SEUIL) if petit else t.entier(250_000, 4_000_000)
    return {
        "forme": "bons de commande",
        "objet": "la fourniture et la livraison de papier",
        "achat": "fournitures et services",
        "duree": t.parmi(("4 ans", "48 mois", "2 ans", "18 mois")),
        "minimum_ht": t.parmi(("aucun", f"{maximum // 10} €")),
        "maximum_ht": f"{maximum} €",
        "procedure": "procédure adaptée" if petit else "appel d’offres ouvert",
        "titulaires": "un",
        "lancement": chiffres(lancement),
        **({} if petit else _passe(lancement)),
    }


def _passe(lancement: date) -> dict[str, str]:
    return {
        "transmis_le": chiffres(lancement + timedelta(90)),
        "notifie_le": chiffres(lancement + timedelta(95)),
    }


def _clauses(t: Tirage) -> dict[str, Any]:
    clauses: dict[str, Any] = {
        "execution": "chaque membre pour ses bons de commande",
        "frais": "coordonnateur, sans rémunération",
        "comite_de_pilotage": "aucun",
        "adhesion": t.parmi(("avant le lancement", "fermée")),
    }
    if t.chance(25):
        clauses["retrait"] = "exclu avant l’échéance"
        clauses["effets_du_retrait"] = "sa part des dépenses communes jusqu’à l’échéance"
    else:
        clauses["retrait"] = "à chaque date anniversaire, l’année en cours restant due"
        clauses["preavis"] = "3 mois"
    clauses["signature"] = "une feuille par membre"
    if t.chance(30):
        clauses["entree_en_vigueur"] = "à la date de la dernière signature, après transmission"
    return clauses
