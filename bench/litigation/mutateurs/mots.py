"""Slips in the words of the texts that are attached: judged once the acts are composed."""

from __future__ import annotations

from datetime import date
from random import Random

from ..seances.dossier import Dossier, FaitsPoint
from ..seances.ecriture import Chemin
from .registre import ATTENTION, Lieux, mutateur


def _ecrire(dossier: Dossier, alea: Random, phrase: str, *genres: str, groupe: bool = False) -> Lieux:
    """Add a paragraph to the text of an item that was adopted."""
    points = [point for point in dossier.faits.votes if point.adopte and _va(point, genres, groupe)]
    if not points or dossier.faits.etat != "tenue":
        return None
    point = alea.choice(points)
    nom = dossier.lire((*point.chemin, "texte")) or f"point-{point.numero}.md"
    dossier.poser((*point.chemin, "texte"), nom)
    return [_paragraphe(dossier, f"seances/{nom}", phrase)]


def _va(point: FaitsPoint, genres: tuple[str, ...], groupe: bool) -> bool:
    if groupe:
        return point.genre == "groupement"
    return point.genre in genres if genres else point.genre != "groupement"


def _paragraphe(dossier: Dossier, fichier: str, phrase: str) -> Chemin:
    avant = dossier.proses.get(fichier, "Le conseil est informé du projet.\n")
    dossier.proses[fichier] = f"{avant}\n{phrase}\n"
    return ("prose", fichier, avant.count("\n") + 2)


@mutateur("GC-PLACEHOLDER", "une date restée en croix", mots=True)
def date_en_croix(dossier: Dossier, alea: Random) -> Lieux:
    phrase = alea.choice(
        (
            "Le comité s’est réuni le XX/XX/XXXX.",
            "La participation de la commune est de ____ €.",
            "La participation de la commune est de …… €.",
            "Le coût est de A RENSEIGNER euros.",
            "Fait à Mulhouse, le",
        )
    )
    return _ecrire(dossier, alea, phrase, groupe=True)


@mutateur("GC-BASE", "un article abrogé", mots=True)
def article_abroge(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.jour < date(2021, 4, 2):
        return None
    article = alea.choice(("R. 2123-8", "R. 2123-3"))
    phrase = f"La procédure suit l’article {article} du code de la commande publique."
    return _ecrire(dossier, alea, phrase, groupe=True)


@mutateur("GC-BASE", "une plage qui cache des articles abrogés", ATTENTION, mots=True)
def plage(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.jour < date(2021, 4, 2):
        return None
    phrase = "La consultation suit les articles R. 2123-1 à R. 2123-8 du code de la commande publique."
    return _ecrire(dossier, alea, phrase)


@mutateur("ARTICLE-ABROGE", "un article du CGCT abrogé", mots=True)
def article_du_cgct(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.faits.jour < date(2022, 7, 1):
        return None
    phrase = "Le compte rendu suit l’article R. 2121-11 du code général des collectivités territoriales."
    return _ecrire(dossier, alea, phrase, groupe=True)


@mutateur("ARTICLE-SUIVANTS", "« et suivants » après le seul article de son chapitre", ATTENTION, mots=True)
def suivants(dossier: Dossier, alea: Random) -> Lieux:
    phrase = "L’accord-cadre suit les articles L. 2125-1 et suivants du code de la commande publique."
    return _ecrire(dossier, alea, phrase)


@mutateur("ARTICLE-GRAPHIE", "deux façons d’écrire les numéros", ATTENTION, mots=True)
def graphie(dossier: Dossier, alea: Random) -> Lieux:
    phrase = "Le code de la commande publique, en son article R2162-1, définit l’accord-cadre."
    return _ecrire(dossier, alea, phrase, groupe=True)


@mutateur("DELIB-VISA-LOCAL", "un article écarté en Alsace et en Moselle", ATTENTION, mots=True)
def visa_general(dossier: Dossier, alea: Random) -> Lieux:
    if not dossier.faits.droit.local:
        return None
    article = alea.choice(("L. 2121-29", "L. 2121-15", "L. 2121-10", "L. 2121-1"))
    return _ecrire(dossier, alea, f"Vu l’article {article} du code général des collectivités territoriales ;")


@mutateur("DP-PUBLICATION", "le domicile d’une personne privée", mots=True)
def domicile(dossier: Dossier, alea: Random) -> Lieux:
    phrase = alea.choice(
        (
            "Le terrain est vendu à M. Durand, demeurant 12 rue des Lilas à Dijon.",
            "Mme Durand, née le 12 mars 1980, est recrutée.",
            "Il est proposé d’accorder à Mme Durand un secours d’urgence de 300 €.",
        )
    )
    return _ecrire(dossier, alea, phrase, groupe=True)


@mutateur("DP-PUBLICATION", "un téléphone", ATTENTION, mots=True)
def telephone(dossier: Dossier, alea: Random) -> Lieux:
    return _ecrire(dossier, alea, "Renseignements au 06 12 34 56 78.")


@mutateur("ACC-RGAA", "un titre qui saute un niveau", ATTENTION, mots=True)
def niveau_saute(dossier: Dossier, alea: Random) -> Lieux:
    lieux = _ecrire(dossier, alea, "# Contexte\n\nLe papier manque.\n\n### Prix\n\nIl monte.")
    if lieux is None:
        return None
    _, fichier, ligne = lieux[0]
    return [("prose", fichier, int(ligne) + saut) for saut in (0, 4)]


@mutateur("VOTE-TEXTE", "« à l’unanimité » d’un vote qui ne l’est pas", mots=True)
def unanimite_dite(dossier: Dossier, alea: Random) -> Lieux:
    lieux = _ecrire(dossier, alea, "La proposition est adoptée à l’unanimité.", "unanimite", "main_levee")
    if lieux is None:
        return None
    fichier = str(lieux[0][1])
    if dossier.proses[fichier].count("unanimité") > 1:
        return None
    for point in dossier.faits.votes:
        if f"seances/{dossier.lire((*point.chemin, 'texte'))}" == fichier:
            if point.votants < 3:
                return None
            vote = f"{point.votants - 1} pour, 1 contre"
            dossier.poser((*point.chemin, "vote"), vote)
            dossier.oter((*point.chemin, "vote_huis_clos"))
    return lieux


@mutateur("SOMME-TEXTE", "une somme en chiffres, une autre en lettres", mots=True)
def somme_en_lettres(dossier: Dossier, alea: Random) -> Lieux:
    phrase = alea.choice(
        (
            "Le loyer est de 1 500 € (mille quatre cents euros).",
            "Le loyer est de quatre-vingt-dix euros (80 €).",
        )
    )
    return _ecrire(dossier, alea, phrase)


@mutateur("SOMME-TEXTE", "un total qui n’est pas celui des lignes", mots=True)
def total_faux(dossier: Dossier, alea: Random) -> Lieux:
    lignes = (alea.randint(100, 900), alea.randint(100, 900))
    total = sum(lignes) + alea.choice((-10, 1, 100))
    tableau = "".join(f"| Lot {n} | {montant} € |\n" for n, montant in enumerate(lignes, start=1))
    lieux = _ecrire(dossier, alea, f"| Lot | Montant |\n|---|---:|\n{tableau}| Total | {total} € |")
    return None if lieux is None else [(*lieux[0][:-1], int(lieux[0][-1]) + 4)]


@mutateur("TEXTE-TERME", "un coordinateur", ATTENTION, mots=True)
def coordinateur(dossier: Dossier, alea: Random) -> Lieux:
    phrase = alea.choice(
        (
            "Le coordinateur réunit les besoins.",
            "Un accord cadre est passé.",
            "Des bons de commandes suivent.",
        )
    )
    return _ecrire(dossier, alea, phrase, groupe=True)


@mutateur("TEXTE-SIGLE", "le nom entier après son sigle", ATTENTION, mots=True)
def nom_apres_sigle(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.lire(("groupement", "coordonnateur", "epci")) is None:
        return None
    nom = "Communauté de communes Forêts, Seine et Suzon"
    debut = dossier.proses["groupements/contexte.md"].count("\n")
    dossier.proses["groupements/contexte.md"] += (
        f"\n{nom} (CCFSS) achète du papier.\n\nDepuis 2016, {nom} en prête.\n"
    )
    return [("prose", "groupements/contexte.md", debut + ligne) for ligne in (2, 4)]


@mutateur("GC-PROCEDURE-TEXTE", "la procédure adaptée laissée au choix", ATTENTION, mots=True)
def procedure_au_choix(dossier: Dossier, alea: Random) -> Lieux:
    if dossier.lire(("groupement", "accord_cadre", "transmis_le")) is None:
        return None
    annee = int(dossier.lire(("groupement", "accord_cadre", "lancement"))[6:])
    if not 2022 <= annee <= 2027:
        return None
    phrase = "La consultation est menée par appel d’offres ouvert ou par procédure adaptée le cas échéant."
    return _ecrire(dossier, alea, phrase, groupe=True)
