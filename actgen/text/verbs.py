"""A verb at the head of a decision: a third person of the present, known by its form and by what follows.

French writes « vend la parcelle » and « vente de la parcelle », « finance » the verb and « finance » the
noun. Three things tell: how the word ends; what follows it (an article, « de » and an infinitive, « que », an
amount: a verb); and, where neither settles, words that councils use often. A capital typed without its
accent gets it back.
"""

from __future__ import annotations

import re

from .keys import cle, majuscules


def _mots(texte: str) -> dict[str, str]:
    return {cle(mot): mot for mot in texte.split()}


_VERBES = _mots(
    """
    abroge accepte accorde achète acquiert actualise admet adopte affecte agrée ajourne ajoute alloue
    annule appelle applique apporte approuve arrête assure attribue augmente autorise avance cède
    célèbre charge classe commande communique complète confie confirme consent constate constitue contracte
    convient corrige crée décerne décide déclare déclasse décline dédie délègue délibère délivre
    demande déménage dénomme dénonce dépose désaffecte désapprouve désigne destine détermine diminue dispense
    dissout dit donne échange élit émet emprunte encourage engage enjoint entérine envisage étend
    exonère fait félicite finance fixe fusionne garantit gère habilite homologue impute indemnise inscrit
    institue instaure invite lance lève loue maintient majore mandate mène met missionne modère modifie
    négocie nomme note octroie opte ouvre participe passe place porte préconise précise préempte prélève
    prend prescrit présente prête prévoit proclame prolonge propose proroge ratifie rappelle réaffirme
    réalise récompense reconduit recrute rectifie réduit refuse régularise rejette rémunère rend renonce
    renouvelle répartit reporte reprend réserve résilie retient retire rétrocède revalorise révise
    sécurise signe sollicite souhaite soumet souscrit soutient subventionne supprime sursoit suspend
    tarifie transfère transmet valide vend verse vote
    """
)
"""What councils do most, with the accents: enough where the sequel doesn't tell a verb from a noun."""

_OUTILS = _mots(
    """
    a afin ainsi alors apres article articles au aucun aucune autre avant avec ce celle celui cent cependant
    cet cette chacune chaque comme comment contre cote dans de depuis dont du elle en ensemble
    entre envers est et etant il ils jusque jusqu la le les leur lorsque lot lots madame mademoiselle maitre
    malgre membre meme moitie monsieur nulle on ont ou outre par parce pas pendant peut plus point
    pour pourtant puisque quant quatre que quelque quiconque quoique sa sans sauf se sera seule si
    soit sont sous sur tant telle tout toute toutefois toutes une vers vingt voire
    adjointe agent commune conseillere maire presidente secretaire titulaire
    """
)
"""Never a verb at the head of a decision: grammatical words, and how persons are named."""

_NOMS = _mots(
    """
    accord acte aide annexe attente audit avenue banque base benefice bord bourse branche buste cadre
    caisse campagne carte cause centre chambre charte chute circuit client code coefficient colonne
    comite compte concert conduit conflit conjoint consigne conte contexte contrainte couronne credit
    crise date debit decompte deficit delit depense desert differend droit edifice edit eglise endroit
    enquete enseigne ensemble entreprise epreuve espace etape exemple exercice expert expertise exploit
    ferme fete fond forfait forme formule franchise fruit gare gite grange groupe guide habit halte
    heure hypotheque immeuble imprimante joint ligne ligue limite livre maitrise marche masse melange
    mise mode module montagne moyenne nombre nord norme notice oeuvre offre ordre patient pente periode
    personne perte phase piece plafond planche plateforme poste prime prise produit profit programme
    quote recipient recit record reforme regime regle remise rencontre rente reprise requete reste
    retrait revue rond route rue second site solde somme source surface surtaxe tache taxe terme terre
    texte titre toit trait trame tranche transfert transit tribune trimestre troupe vente verbe vert
    vigne visite voie vue zone
    """
)
"""Nouns that end as a third person does, met at the head of lines."""

_AUSSI_NOMS = _mots("avance charge classe commande demande échange finance note passe place porte signe vote")
"""Of the first, those that are nouns before « de »: « demande de subvention »."""

_ARTICLE_ET_NOM = {*_AUSSI_NOMS, "dit", "fait", "lance", "reserve"}
"""Of the first, those that are nouns after « le », « la »."""

_FORME = re.compile(
    r"[^\W\d_]*(?:[^\W\d_é]e|met|it|oît|aît|fait|trait|clut|out|eut|vaut|ient|oint|eint|aint|ourt|ert|sort|"
    r"sent|[eo]nd|[eo]rd|vainc)|[^\W\d_]{3,}ent"
)
_PLURIEL = re.compile(r"(?<!i)(?<!ons)(?<!ess)ent$")
_NOM = re.compile(
    r"(?:ance|ence|ture|dure|age|aire|oire|isme|iste|esse|ette|ude|ade|erie|elle|alle|ille|ique|ière|ienne|"
    r"ogue|able|ible|ement|tie|rie|gie|mie|nie|ine|ale|ile|ole|ème|phe|ogne)$"
)
_CERTAIN = re.compile(r"(?:ifie|[nlrt]ise|[bt]ue|ède|[^i]ère|oie|crit|met|[eo]nd|ient|ourt|duit|clut|sout)$")
_DETERMINANTS = (
    r"les?|la|une?|son|sa|ses|leurs?|cet?|cette|ces|notre|nos|chaque|aucune?|tou(?:te|tes|s|t)|plusieurs|"
    r"certaine?s|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
)
_PRONOMS = r"(?:(?:ne|n'y|n'en|y|en|se|les?|la|lui|leur) |[sl]')?"
_OBJET = re.compile(
    rf"(?:(?:{_DETERMINANTS}) (?!\d)|l'|que |qu'|(?:de |d')(?:ne (?:pas|plus) )?{_PRONOMS}"
    r"[^\W\d_]+(?:(?<![aeéiouy])er|(?<=[uéfg])er|ir|dre|ttre|uire|faire|rire|clure|soudre)\b|à l'unanimité|"
    r"à la majorité|\d[\d .,]*(?:€|euros?\b|%|[^\W\d_]+[sx]\b)|(?:M\.|MM\.|Mmes?|Mlles?|monsieur|madame) )"
)
_DE = re.compile(r"d(?:e|u|es) |d'", re.IGNORECASE)
_TETE = re.compile(
    r"(?P<avant>(?:ne |n')?(?:(?:se |s')?(?:en |y )|se |s'|lui |leur |les? |la |l')?|ne |n')"
    r"(?P<verbe>[^\W\d_]+)(?P<negation> (?:pas|plus|jamais))?(?P<virgule>,?)(?: (?P<suite>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_PRONOM = re.compile(r"(?:n')?(?:en |y )|(?:ne )?(?:lui |leur |les? |la |l')", re.IGNORECASE)
_LIAISON = re.compile(
    r"(?P<liaison>(?:(?:(?:le conseil|le comité|l'assemblée|le bureau)(?: (?:municipal|communautaire|"
    r"métropolitain|syndical|délibérante|d'administration))?|par ailleurs|par conséquent|"
    r"en (?:outre|conséquence)|de plus|de même|d'(?:autre|une) part|également|enfin|ensuite|puis|et|"
    r"à l'unanimité|à la majorité|après en avoir délibéré|à (?:cet effet|ce titre)|dès lors),? )+)"
    r"(?P<reste>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""What may stand before the verb: the council itself, or the link with the line before."""
_SIMPLE = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})


def tete_verbale(texte: str) -> tuple[str, str] | None:
    """The verb that heads a decision, in capitals, and the rest; None when no verb does.

    « n'approuve pas la vente » gives « N’APPROUVE PAS », « approuve et autorise » both verbs, « en outre,
    autorise » « En outre, AUTORISE ». The rest is empty after a verb alone.
    """
    simple = texte.translate(_SIMPLE)
    if lie := _LIAISON.fullmatch(simple):
        liaison = texte[: lie.start("reste")].replace("'", "’")
        verbe = tete_verbale(texte[lie.start("reste") :])
        return (f"{liaison[:1].upper()}{liaison[1:]}{verbe[0]}", verbe[1]) if verbe else ("", texte)
    tete = _TETE.fullmatch(simple)
    if tete is None:
        return None
    avant, negation, suite = tete["avant"], tete["negation"] or "", tete["suite"] or ""
    verbe_seul = tete["verbe"]
    if _PRONOM.fullmatch(avant):
        est_un_verbe = _suit_un_pronom(avant, verbe_seul, "" if tete["virgule"] else suite)
    else:
        est_un_verbe = _est_un_verbe(verbe_seul, suite, seul=not avant and not negation)
    if not est_un_verbe:
        return None
    mots = majuscules(f"{avant}{_accentue(verbe_seul)}{negation}".replace("'", "’")) + tete["virgule"]
    suite = texte[tete.start("suite") :] if suite else ""
    if suite.startswith("et ") and (autre := tete_verbale(suite[3:])):
        return f"{mots} ET {autre[0]}", autre[1]
    return mots, suite


def _suit_un_pronom(pronom: str, ecrit: str, suite: str) -> bool:
    """« en fixe le tarif », « les approuve »: a verb of councils; « en place », « le fait »: none."""
    nom = cle(ecrit)
    if _VERBES.get(nom) != ecrit.lower():
        return False
    if pronom.lower() in ("le ", "la ", "les ", "l'"):
        return nom not in _ARTICLE_ET_NOM
    return nom not in _AUSSI_NOMS or _OBJET.match(suite) is not None


def _est_un_verbe(ecrit: str, suite: str, *, seul: bool) -> bool:
    """Whether the word is a third person. Not `seul`: « ne » or « se » stands before it."""
    mot, nom = ecrit.lower(), cle(ecrit)
    if nom in _OUTILS or mot.endswith("é"):
        return False
    if nom in _VERBES:
        objet = _OBJET.match(suite) is not None
        return nom not in _AUSSI_NOMS or objet or (suite != "" and not _DE.match(suite))
    if not suite or not _FORME.fullmatch(mot):
        return False
    if _PLURIEL.search(mot):
        return cle(mot[:-2]) in _VERBES or (not mot.endswith("ement") and _OBJET.match(suite) is not None)
    if not seul or _OBJET.match(suite.lower() if ecrit.isupper() else suite):
        return True
    if nom in _NOMS or _NOM.search(mot):
        return False
    return not ecrit.istitle() or _CERTAIN.search(mot) is not None


_ACCENTS = tuple(
    (re.compile(motif), mis)
    for motif, mis in (
        (r"ee(?=$|nt$)", "ée"),
        (r"(?<=nn|ar)ait$", "aît"),
        (r"(?<=cro)it$", "ît"),
        (r"(?<=[rp]r)ete(?=$|nt$)", "ête"),
        (r"e(?=(?:[bcdfgklmnprstv]|[bcdfgptv][lr]|[cgq][hnu])e(?:nt)?$)", "è"),
        (r"^e(?=[bcdfgpqtv][aeiouyhlr]|[lmn][aeiouy])", "é"),
        (r"^de(?=(?:[bcdfgjlmnpqrt][aeiouhlr]|s[aeiou]|velop|voil))(?!mand|meur)", "dé"),
        (r"^pre(?=[cdflmpsv]?[aeiou])", "pré"),
        (r"^re(?=[aeiouh]|alis|cla|comp|dig|duit|fer|form|gle|gul|par|pon|pub|quis|serv|sili|sol|sou|tabl|"
         r"tro|un|vis|voq)", "ré"),
    )
)  # fmt: skip


def _accentue(verbe: str) -> str:
    """The verb with the accents that capitals, or haste, left out: « DECIDE » gives « décide »."""
    mot = verbe.lower()
    if not mot.isascii():
        return mot
    singulier = mot.removesuffix("nt")
    if connu := _VERBES.get(mot) or _VERBES.get(singulier):
        return connu if mot in _VERBES else f"{connu}nt"
    for motif, mis in _ACCENTS:
        mot = motif.sub(mis, mot, count=1)
    return mot
