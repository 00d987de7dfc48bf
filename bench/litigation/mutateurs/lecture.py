"""Slips that loading refuses: names that are nobody's, contradictions, what must be there and is not."""

from __future__ import annotations

from datetime import date
from random import Random

from ..seances.dossier import Dossier
from ..seances.tirage import JOURS, chiffres
from .outils import ABSENTS, CONVOCATION, POINTS, SEANCE, SUITES, absenter, nu, un_point
from .registre import Lieux, mutateur


@mutateur("MEMBRE-INCONNU", "un nom qui n’est celui de personne")
def inconnu(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue":
        return None
    return [absenter(dossier, "Membre 99")]


@mutateur("MEMBRE-HORS-MANDAT", "un ancien membre absent")
def ancien(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue" or not dossier.faits.anciens:
        return None
    return [absenter(dossier, alea.choice(dossier.faits.anciens))]


@mutateur("MEMBRE-HORS-MANDAT", "un délégué qui n’est pas du bureau")
def hors_bureau(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    autres = [nom for nom in faits.conseil if nom not in faits.effectif]
    if faits.etat != "tenue" or not autres:
        return None
    return [absenter(dossier, alea.choice(autres))]


@mutateur("PRESENCE-CONTRADICTOIRE", "deux fois parmi les absents")
def deux_fois_absent(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or not faits.absents:
        return None
    return [absenter(dossier, alea.choice(faits.absents)), ABSENTS]


@mutateur("PRESENCE-CONTRADICTOIRE", "présent et absent")
def present_et_absent(dossier: Dossier, alea: Random) -> Lieux:
    faits = dossier.faits
    if not nu(dossier) or not faits.absents:
        return None
    dossier.poser(("seance", "presents"), [*faits.presents, faits.absents[0]])
    return [("seance", "presents"), ABSENTS]


@mutateur("ABSENTS-REQUIS", "rien ne dit qui était absent")
def absents_tus(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue":
        return None
    dossier.oter(ABSENTS)
    return [(*SEANCE, "levee"), ("seance",)]


@mutateur("SCRUTIN-CONTRADICTOIRE", "deux modes de scrutin au même point")
def deux_scrutins(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    dossier.poser((*point.chemin, "scrutin"), "secret")
    return [
        dossier.poser((*point.chemin, "vote"), {"scrutin": "public", "pour": point.votants}),
        point.chemin,
    ]


@mutateur("POINT-SANS-OBJET", "un point sans objet")
def sans_objet(dossier: Dossier, alea: Random) -> Lieux:
    points = [point for point in dossier.faits.points if point.genre != "groupement"]
    if not points:
        return None
    point = alea.choice(points)
    dossier.oter((*point.chemin, "objet"))
    return [point.chemin]


@mutateur("ACTE-INCONNU", "une nature d’acte qui n’existe pas")
def acte_inconnu(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.points:
        return None
    point = alea.choice(dossier.faits.points)
    return [dossier.poser((*point.chemin, "acte"), "adhesion_groupemant")]


@mutateur("JOUR-SEMAINE", "le jour de la semaine n’est pas celui de la date")
def faux_jour(dossier: Dossier, alea: Random) -> Lieux:
    jour = dossier.faits.jour
    faux = JOURS[(jour.weekday() + alea.randint(1, 6)) % 7]
    return [dossier.poser((*SEANCE, "date"), f"{faux} {chiffres(jour)}")]


@mutateur("DATE-IMPOSSIBLE", "un 31 juin")
def trente_et_un_juin(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*SUITES, "publiee_le"), f"31/06/{dossier.faits.jour.year}")]


@mutateur("CLE-INCONNUE", "une rubrique mal écrite")
def rubrique_mal_ecrite(dossier: Dossier, alea: Random) -> Lieux:
    cle, faute = alea.choice(
        (("presidence", "présidense"), ("secretaire", "secrétere"), ("levee", "levé_le"))
    )
    seance = dossier.fichiers["seance"]["seance"]
    valeur = seance.pop(cle, None)
    return [dossier.poser((*SEANCE, faute), valeur or "20h")]


@mutateur("CHOIX-INCONNU", "un mode de publication qui n’existe pas")
def mode_inconnu(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*SUITES, "mode_publication"), "tambour")]


@mutateur("PHRASE-INCOMPRISE", "un vote écrit autrement")
def vote_incompris(dossier: Dossier, alea: Random) -> Lieux:
    point = un_point(dossier, alea, "main_levee", "unanimite")
    if point is None:
        return None
    return [dossier.poser((*point.chemin, "vote"), f"{point.votants} d’accord")]


@mutateur("VALEUR-A-COMPLETER", "une date laissée en XX")
def date_a_completer(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*SEANCE, "date"), "XX/XX/2023")]


@mutateur("OUI-NON", "ni oui ni non")
def ni_oui_ni_non(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser(("seance", "convocation", "note_de_synthese"), "peut-être")]


@mutateur("NOMBRE-ILLISIBLE", "un compte en lettres")
def compte_en_lettres(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser(("seance", "compte", "presents"), "onze")]


@mutateur("COMMUNE-INCONNUE", "une commune qui n’existe pas")
def commune_inconnue(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.droit.epci:
        return None
    return [dossier.poser(("collectivite", "commune"), "Trifouillis-les-Oies")]


@mutateur("EPCI-INCONNU", "un EPCI qui n’existe pas")
def epci_inconnu(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.droit.epci:
        return None
    return [dossier.poser(("collectivite", "epci"), "CC de nulle part")]


@mutateur("COLLECTIVITE-INCOMPLETE", "personne n’y siège")
def sans_membres(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.etat != "tenue" or dossier.faits.jour < date(2020, 1, 1):
        return None
    dossier.oter(("collectivite", "membres"))
    return [("collectivite",), POINTS]


# values


@mutateur("CLE-ABSENTE", "une séance sans date")
def sans_date(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.oter((*SEANCE, "date"))]


@mutateur("DATE-ILLISIBLE", "une date qui n’en est pas une")
def date_illisible(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*CONVOCATION, "envoyee_le"), "la semaine dernière")]


@mutateur("HEURE-ILLISIBLE", "une heure en toutes lettres")
def heure_illisible(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*SEANCE, "heure"), "vers le soir")]


@mutateur("HEURE-IMPOSSIBLE", "vingt-cinq heures")
def heure_impossible(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*SEANCE, "heure"), "25h30")]


@mutateur("PLAGE-ILLISIBLE", "des numéros de points en lettres")
def plage_illisible(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser(("seance", "points_non_saisis"), "les premiers")]


@mutateur("SIREN-FAUX", "un chiffre faux dans le SIREN")
def siren_faux(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser(("collectivite", "siren"), "212102718")]


@mutateur("NUMERO-FORME", "une règle de numérotation inconnue")
def numero_forme(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser(("collectivite", "numero"), "{date}-{ordre}")]


@mutateur("VALEUR-FORME", "une liste à la place d’une date")
def liste_pour_date(dossier: Dossier, alea: Random) -> Lieux:
    return [dossier.poser((*CONVOCATION, "envoyee_le"), ["01/02/2023", "02/02/2023"])]


@mutateur("FICHIER-ABSENT", "un texte qui n’existe pas")
def texte_absent(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.points:
        return None
    point = alea.choice(dossier.faits.points)
    return [dossier.poser((*point.chemin, "texte"), "oublie.md")]


@mutateur("FICHIER-HORS-ESPACE", "un texte pris hors de l’espace de travail")
def texte_dehors(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.points:
        return None
    point = alea.choice(dossier.faits.points)
    return [dossier.poser((*point.chemin, "texte"), "../../../ailleurs.md")]


@mutateur("MONTANT-ILLISIBLE", "un montant en lettres")
def montant_illisible(dossier: Dossier, alea: Random) -> Lieux:
    if "groupement" not in dossier.fichiers:
        return None
    return [dossier.poser(("groupement", "accord_cadre", "maximum_ht"), "un million")]


@mutateur("MONTANT-NEGATIF", "un montant négatif")
def montant_negatif(dossier: Dossier, alea: Random) -> Lieux:
    if "groupement" not in dossier.fichiers:
        return None
    return [dossier.poser(("groupement", "accord_cadre", "maximum_ht"), "-100 000 €")]


@mutateur("DUREE-ILLISIBLE", "une durée sans unité")
def duree_illisible(dossier: Dossier, alea: Random) -> Lieux:
    if "groupement" not in dossier.fichiers:
        return None
    return [dossier.poser(("groupement", "accord_cadre", "duree"), "assez longtemps")]


@mutateur("GC-FICHIER", "un coordonnateur qui est deux collectivités")
def deux_coordonnateurs(dossier: Dossier, alea: Random) -> Lieux:
    if "groupement" not in dossier.fichiers:
        return None
    dossier.poser(("groupement", "coordonnateur", "epci"), "200039063")
    return [
        dossier.poser(("groupement", "coordonnateur", "commune"), "21136"),
        ("groupement", "coordonnateur"),
    ]


@mutateur("PROSE-VIDE", "un texte vide", "", mots=True)
def prose_vide(dossier: Dossier, alea: Random) -> Lieux:
    proses = sorted(nom for nom in dossier.proses if nom.startswith("seances/point"))
    if not proses:
        return None
    nom = alea.choice(proses)
    dossier.proses[nom] = "\n"
    return [("prose", nom, ligne) for ligne in (0, 1)] + [("seance", "points")]


@mutateur("ACTE-BLANC", "un acte adopté à qui manque un fait", mots=True)
def acte_blanc(dossier: Dossier, alea: Random) -> Lieux:
    if "groupement" not in dossier.fichiers or not any(p.genre == "groupement" for p in dossier.faits.votes):
        return None
    dossier.oter(("groupement", "contexte"))
    return [("groupement",)]
