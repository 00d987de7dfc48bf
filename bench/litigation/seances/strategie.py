"""The draw: files of a session that respects the law, with every key that a clerk would write.

Any error or warning that actgen finds in one of these is a false alarm, of its or of this bench.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .annee import autre_seance, suppleer
from .assemblee import Corps, Patron, ecrire_collectivite, tirer_corps
from .deroulement import Deroulement
from .dossier import Dossier, Faits
from .groupes import ecrire_groupement
from .loi import RENOUVELLEMENT_2026, age_d_une_delegation
from .proses import CONTEXTE, ecrire_proses
from .suites import distinguer, ecrire_liste, ecrire_precedent, ecrire_proces_verbal, ecrire_suites
from .tirage import Tirage, chiffres, date_ecrite, heure_ecrite

PERIODES = (
    (3, date(2022, 8, 1), date(2025, 12, 23)), (1, date(2020, 1, 15), date(2020, 3, 23)),
    (1, date(2020, 3, 24), date(2020, 8, 30)), (1, date(2020, 8, 31), date(2020, 10, 30)),
    (2, date(2020, 10, 31), date(2021, 9, 30)), (1, date(2021, 10, 1), date(2021, 11, 9)),
    (2, date(2021, 11, 10), date(2022, 2, 22)), (1, date(2022, 2, 23), date(2022, 6, 30)),
    (1, date(2022, 7, 1), date(2022, 7, 31)), (2, date(2025, 12, 24), date(2026, 12, 31)),
    (2, date(2027, 1, 1), date(2027, 12, 31)),
)  # fmt: skip
PERIODE_DES_MODELES = (date(2022, 8, 1), date(2025, 12, 23))


def seance_tiree(graine: str, comme: Patron | None = None) -> Dossier:
    """A valid session, its files and what is known of it; the same for the same seed.

    `comme`: held in the ordinary way by such a body, in the days of the law of 2022.
    """
    t = Tirage(graine)
    installation = not comme and t.chance(5)
    jour = t.jour(*PERIODE_DES_MODELES) if comme else _jour(t, installation)
    corps = tirer_corps(t, jour, installation=installation, comme=comme)
    etat = "tenue" if installation or comme else t.pondere((24, "tenue"), (1, "a_tenir"), (1, "sans_quorum"))
    faits = _faits(t, corps, etat, installation, comme)
    seance = _ecrire(t, corps, faits)
    collectivite = ecrire_collectivite(t, corps)
    return _assembler(t, corps, faits, seance, collectivite)


def _jour(t: Tirage, installation: bool) -> date:
    if installation:
        return t.parmi(
            (
                date(2020, 5, 23),
                date(2020, 5, 28),
                *(RENOUVELLEMENT_2026 + timedelta(n) for n in (5, 6, 7, 12, 13)),
            )
        )
    debut, fin = t.pondere(*((poids, (debut, fin)) for poids, debut, fin in PERIODES))
    return t.jour(debut, fin)


def _faits(t: Tirage, corps: Corps, etat: str, installation: bool, comme: Patron | None) -> Faits:
    droit = corps.droit
    bureau = comme.bureau if comme else bool(corps.bureau) and t.chance(70)
    effectif = corps.bureau if bureau else corps.noms
    urgence = not installation and not comme and t.chance(12)
    seconde = etat == "tenue" and not installation and not urgence and t.chance(22)
    if comme:
        seconde = comme.seconde
    if urgence:
        envoi = droit.envoi_urgent_au_plus_tard() - timedelta(t.entier(0, 1))
    elif seconde and not droit.local:
        envoi = droit.jour - timedelta(4 + t.entier(0, 6))
    else:
        envoi = droit.envoi_au_plus_tard(installation=installation) - timedelta(t.entier(0, 8))
    return Faits(
        droit=droit,
        etat=etat,
        nature="installation"
        if installation
        else t.pondere((9, "ordinaire"), (0 if comme else 1, "extraordinaire")),
        bureau=bureau,
        envoi=envoi,
        urgence=urgence,
        seconde=seconde,
        effectif=effectif,
        conseil=corps.noms,
        chef=corps.chef,
        adjoints=[nom for nom in corps.adjoints if nom in effectif],
        anciens=[nom for nom, _ in corps.anciens],
    )


def _ecrire(t: Tirage, corps: Corps, faits: Faits) -> dict[str, Any]:
    """The session file but for its collectivity."""
    deroulement = Deroulement(t, corps, faits)
    deroulement.tenir()
    seance: dict[str, Any] = {
        "date": date_ecrite(t, faits.jour),
        "heure": heure_ecrite(deroulement.ouverture),
    }
    if faits.etat == "tenue":
        seance["levee"] = heure_ecrite(deroulement.levee)
    seance["lieu"] = t.parmi(("mairie", "salle du conseil", "salle polyvalente"))
    if faits.bureau:
        seance["organe"] = "bureau"
        seance["delegation_du_conseil"] = chiffres(
            faits.jour - timedelta(t.entier(0, age_d_une_delegation(faits.jour, 500)))
        )
    sur_place = any(  # art. L. 5211-11-1: no ballot, no election, and representatives are in doubt
        point.get("scrutin") == "secret" or point.get("nature") == "nomination"
        for point in deroulement.points
    )
    permis = faits.droit.a_distance and not faits.bureau and not sur_place
    if faits.droit.epci and t.chance(8) and permis:
        seance["a_distance"] = "oui"
        if t.chance(50):
            seance["moyens_a_distance"] = "visioconférence, lien envoyé la veille"
    if faits.nature != "ordinaire":
        seance["nature"] = faits.nature
    if faits.etat != "a_tenir":
        seance["presidence"] = faits.president
    if faits.secretaires:
        seance["secretaire"] = faits.secretaires[0] if len(faits.secretaires) == 1 else faits.secretaires
    if t.chance(40):
        seance["assistait"] = t.parmi(("secrétariat", "directrice générale des services"))
    fichier: dict[str, Any] = {"seance": seance, "convocation": _convocation(t, faits, deroulement)}
    if faits.etat != "a_tenir":
        if faits.etat == "tenue" and t.chance(12):
            fichier["presents"] = list(faits.presents)
        fichier["absents"] = deroulement.absents or "aucun"
        if deroulement.allees.ecrits:
            fichier["mouvements"] = deroulement.allees.ecrits
        fichier["compte"] = _compte(t, faits, deroulement.allees.lapses.difference(faits.presents))
    if deroulement.premier > 1:
        fichier["points_non_saisis"] = f"1 à {deroulement.premier - 1}" if deroulement.premier > 2 else "1"
    fichier["points"] = deroulement.points
    return fichier


def _convocation(t: Tirage, faits: Faits, deroulement: Deroulement) -> dict[str, Any]:
    droit = faits.droit
    ecrit: dict[str, Any] = {
        "envoyee_le": date_ecrite(t, faits.envoi),
        "mode": t.parmi(("courriel", "courrier")),
    }
    if ecrit["mode"] == "courrier":
        ecrit["papier_demande_par"] = t.sans_remise(faits.effectif, t.entier(1, 3))
    ecrit["auteur"] = t.parmi(("le président", faits.chef) if droit.epci else ("le maire", faits.chef))
    if t.chance(60):
        ecrit["affichee_le"] = chiffres(faits.envoi)
    if droit.seuil_3500 or t.chance(20):
        ecrit["note_de_synthese"] = "oui"
    avant = [f"{n}. Point {n}" for n in range(1, deroulement.premier)]
    ecrit["ordre_du_jour"] = avant + [f"{point['numero']}. {point['objet']}" for point in deroulement.points]
    if faits.urgence:
        ecrit["urgence"] = "oui"
        if t.chance(50):
            ecrit["urgence_motif"] = "une décision qui ne peut pas attendre"
        if faits.etat == "tenue":
            ecrit["urgence_approuvee"] = "oui"
    if faits.seconde:
        premiere = faits.envoi - timedelta(t.entier(0, 5))
        ecrit["seconde"] = {"premiere_seance": chiffres(premiere)}
        ecrit["seconde"]["ordre_du_jour"] = list(ecrit["ordre_du_jour"])
        if t.chance(40):  # the first agenda held more
            dernier = deroulement.points[-1]["numero"] + 1
            ecrit["seconde"]["ordre_du_jour"].append(f"{dernier}. Illuminations de Noël")
        if droit.local or t.chance(30):
            ecrit["seconde"]["rappel_sans_quorum"] = "oui"
    return ecrit


def _compte(t: Tirage, faits: Faits, venus: set[str]) -> dict[str, Any]:
    """What was counted on the signed sheet; who came later has signed it too."""
    presents, representes = len(faits.presents), len(faits.pouvoirs)
    tout = {
        "en_exercice": len(faits.effectif),
        "presents": presents + len(venus),
        "representes": representes,
        "votants": presents + representes,
        "quorum": faits.droit.quorum(len(faits.effectif)),
    }
    return {cle: valeur for cle, valeur in tout.items() if t.chance(80)}


def _assembler(
    t: Tirage, corps: Corps, faits: Faits, seance: dict[str, Any], collectivite: dict[str, Any]
) -> Dossier:
    """What followed, the group that was joined, and where each file is."""
    fichiers = {"seance": seance, "collectivite": collectivite}
    if "{rang}" in collectivite["numero"]:
        faits.premier = seance["seance"]["premier_numero"] = t.entier(1, 180)
    suppleer(t, faits, collectivite, seance)
    suites: dict[str, Any] = {}
    if faits.etat == "tenue" and faits.votes:
        suites = ecrire_suites(t, faits, collectivite, corps.siren)
        if suites:
            seance["suites"] = suites
            if t.chance(25):
                distinguer(t, faits, seance["points"], collectivite["publication"].get("choisi_le"))
        if t.chance(50):
            seance["liste_des_deliberations"] = ecrire_liste(t, faits, "site_internet" in collectivite)
        if t.chance(50):
            seance["proces_verbal"] = ecrire_proces_verbal(t, faits)
        if t.chance(20):
            seance["proces_verbal_precedent"] = ecrire_precedent(t, faits)
    groupe = next((point for point in faits.points if point.genre == "groupement"), None)
    if groupe is not None:
        fichiers["groupement"] = ecrire_groupement(t, faits, corps.code, groupe, suites)
    proses = ecrire_proses(t, faits, seance["points"]) if faits.etat == "tenue" else {}
    if groupe is not None:
        fichiers["groupement"]["contexte"] = "contexte.md"
        proses["groupements/contexte.md"] = CONTEXTE
    faits.a_part = t.chance(50)
    return Dossier(fichiers, faits, proses, autre_seance(t, faits))
