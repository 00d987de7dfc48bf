"""A verb at the head of a decision: a third person of the present, known by its form and by what follows.

French writes « vend la parcelle » and « vente de la parcelle », « finance » the verb and « finance » the
noun. A word that councils use as a verb is one, unless it is a noun too: then its object tells. Any other is
one when it ends as a third person does and an article follows. When unsure the line stays as it was written:
lower case is a smaller harm than a noun in capitals. A capital typed without its accent gets it back.

The operative part of a deliberation as a clerk writes it: one decision a line, its verb first.

A verb at the head, alone or not, is set in capitals (« FIXE »); an infinitive, « de » before it or not, and
« que » follow « DÉCIDE »; whatever else, a whole sentence (« La commune versera 500 € ») or a noun first of
all, is printed as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from actgen.base.text.elision import elision
from actgen.base.text.keys import cle, majuscules
from actgen.base.text.patterns import pattern


def _words(texte: str) -> dict[str, str]:
    return {cle(mot): mot for mot in texte.split()}


_VERBES = _words(
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
    tarifie transfère transmet valide vend verse vote convoque déroge dresse abstient accède
    conclut investit encadre adhère adresse associe attend cesse clôt clôture commence consacre
    embauche exclut facture garde intègre oppose offre permet poursuit pourvoit procède promet prononce
    provisionne recourt réglemente relance remercie répond retranche salue statue stipule
    tient vire
    """
)
"""What councils do most, with the accents: enough where the sequel doesn't tell a verb from a noun."""

_OUTILS = _words(
    """
    a afin ainsi alors apres article articles au aucun aucune autre avant avec ce celle celui cent cependant
    cet cette chacune chaque comme comment contre cote dans de depuis dont du elle en ensemble
    entre envers est et etant il ils jusque jusqu la le les leur lorsque lot lots madame mademoiselle maitre
    malgre membre meme moitie monsieur nulle on ont ou outre par parce pas pendant peut plus point
    pour pourtant puisque quant quatre que quelque quiconque quoique sa sans sauf se sera seule si
    soit sont sous sur tant telle tout toute toutefois toutes une vers vingt voire
    adjointe agent commune conseillere maire me mlle mme presidente secretaire titulaire
    creche ecole eglise fete foire groupe heure lettre residence rue salle seance suite
    """
)
"""Never a verb at the head of a decision: grammatical words, how persons and places are named."""

_AUSSI_NOMS = _words(
    """
    adresse avance charge classe clôture commande complète demande dépose dispense échange embauche
    facture finance garde lance note offre passe place porte présente relance réserve signe vote
    """
)
"""Of the first, those that are nouns or adjectives too: « demande de subvention », « réserve foncière »."""

_ARTICLE_ET_NOM = {*_AUSSI_NOMS, "dit", "donne", "fait", "precise"}
"""Of the first, those that are nouns after « le », « la »."""

_FORME = pattern(
    r"[^\W\d_]*(?:[^\W\d_é]e|met|it|oît|aît|fait|trait|clut|out|eut|vaut|ient|oint|eint|aint|ourt|ert|sort|"
    r"sent|[eo]nd|[eo]rd|vainc)|[^\W\d_]{3,}ent"
)
_PLURIEL = pattern(r"(?<!i)(?<!ons)(?<!ess)ent$")
_NOM = pattern(
    r"(?:(?<!fin)ance|ence|ture|dure|esse|ette|ude|ade|isme|iste|erie|able|ible|ière|ienne|ment|(?<!p)ique)$"
)
_DETERMINANTS = (
    r"les?|la|une?|son|sa|ses|leurs?|cet?|cette|ces|notre|nos|chaque|aucune?|tou(?:te|tes|s|t)|plusieurs|"
    r"certaine?s"
)
_NOMBRES = r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
_ARTICLE = pattern(
    rf"(?:(?:{_DETERMINANTS}) |l'|qu(?:e |'))(?!\d|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)"
    r"(?![A-ZÀ-Þ](?!gence|ommun|épartement|onseil|tat\b|aire\b|réf|résident|égion))"
)
"""What makes any word that ends so a verb: an article, but neither a date's nor a name's (« les Lilas »)."""
_PRONOMS = r"(?:(?:ne|[sn]'(?:y|en)|y|en|se|les?|la|lui|leur) |[sl]')?"
_INFINITIF = pattern(
    rf"(?:ne (?:pas|plus|jamais) )?(?P<pronom>{_PRONOMS})(?P<verbe>[^\W\d_]+)\b(?! ?:)(?: (?P<suite>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_EN_R = pattern(
    r"[^\W\d_]*(?:[^\W\d_]{2}(?:er|(?<!o)ir)|dre|ttre|[ou]ivre|uire|faire|raire|[lrd]ire|clure|aître|rompre|"
    r"cevoir|ourvoir|révoir|evoir|seoir)"
)
_IRREGULIER = pattern(r".+(?:er|[^vfrn]ir|[^t]enir)$")
_NOMS_EN_R = _words(
    """
    affaire atelier avenir berger boucher boulanger cadre cahier calendrier cèdre cellier cendre chantier
    cher clocher conseiller courrier cuir cuivre cylindre danger dernier désir désordre devenir dossier
    dîner déjeuner escalier étranger évier février fer financier foncier foudre foyer fumier gendre gibier
    greffier grenier hiver huissier immobilier janvier lettre levier loisir loyer maître mer métier mobilier
    officier ordre ouvrier palier panier papier particulier pilier plaisir plancher policier pompier poudre
    premier quartier régulier rocher sanglier sentier souvenir sourire terrier tir verger
    """
)
"""Nouns and adjectives that end as an infinitive does."""
_OBJET = pattern(
    rf"(?:(?:{_DETERMINANTS}|{_NOMBRES}) (?!\d)|l'|que |qu'|à l'unanimité,? (?:les?|la|une?|de) |"
    r"à [\d .,]+(?:€|euros?|%) (?:les? |la |l')|à hauteur |avec satisfaction|dans le domaine |"
    r"\d[\d .,]*(?:€|euros?\b|%|[^\W\d_]+[sx]\b)|(?:M\.|MM\.|Mmes?|Mlles?|monsieur|madame) |"
    r"[A-ZÀ-Þ]\w+ [\w ]+ d(?:e |')\w+[ei]r\b)"
)
_AVIS = pattern(r"(?:dé)?favorable|opposé|d'avis")
_DE = pattern(r"de |d['’]", re.IGNORECASE)
_TETE = pattern(
    r"(?P<avant>(?:ne |n')?(?:(?:se |s')?(?:en |y )|se |s'|lui |leur |les? |la |l')?|ne |n')"
    r"(?P<verbe>[^\W\d_]+)(?P<negation> (?:pas|plus|jamais))?(?P<virgule>,?)(?: (?P<suite>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_PRONOM = pattern(r"(?:n')?(?:en |y )|(?:ne )?(?:lui |leur |les? |la |l')", re.IGNORECASE)
_LIAISON = pattern(
    r"(?P<liaison>(?:(?:(?:(?:le conseil|le comité|l'assemblée|le bureau)(?: (?:municipal|communautaire|"
    r"métropolitain|syndical|délibérante|d'administration))?|par ailleurs|par conséquent|"
    r"en (?:outre|conséquence)|de plus|de même|d'(?:autre|une) part|également|enfin|ensuite|puis|et|"
    r"à (?:l'unanimité|la majorité)(?: des (?:membres )?(?:présents|votants|suffrages exprimés)"
    r"(?: et représentés)?)?|après en avoir délibéré|à (?:cet effet|ce titre)|d[eè]s lors)(?:,| :)? )|"
    r"(?P<libre>(?:sur|suite|après|conformément|compte tenu|en application|vu|au vu|ouï|entendu)"
    r" [^,;:]{3,120}, )){1,8})"
    r"(?P<reste>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""What may stand before the verb: the council itself, the link with the line before, on whose proposal."""
_SIMPLE = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " "})
_LONG = 2000
"""Beyond, no second verb is looked for."""
_RESTITUES = {
    cle(mot): mot
    for mot in ("après", "délibéré", "unanimité", "majorité", "comité", "métropolitain", "délibérante",
                "conséquence", "conséquent", "même", "également", "présents", "représentés", "exprimés",
                "assemblée")
}  # fmt: skip


def _restore(texte: str) -> str:
    """The link typed without its accents, or in capitals: « A L'UNANIMITE » gives « à l'unanimité »."""

    def mot(trouve: re.Match[str]) -> str:
        connu = _RESTITUES.get(trouve[0].lower(), trouve[0])
        return connu.capitalize() if trouve[0].istitle() else connu

    lu = texte.lower() if texte.isupper() else texte
    lu = re.sub(
        r"\b(a|(A)) (?=l'unanimit|la majorit|cet effet|ce titre)", lambda a: "À " if a[2] else "à ", lu
    )
    return re.sub(r"\b[a-zA-Z]{3,}\b", mot, lu)


def verbal_head(texte: str) -> tuple[str, str] | None:
    """The verb that heads a decision, in capitals, and the rest; None when no verb does.

    « n'approuve pas la vente » gives « N’APPROUVE PAS », « approuve et autorise » both verbs, « en outre,
    autorise » « En outre, AUTORISE ». The rest is empty after a verb alone.
    """
    simple = texte.translate(_SIMPLE)
    if lie := _LIAISON.fullmatch(_restore(simple)):
        lu = texte if lie["libre"] and texte.isupper() else _restore(simple)
        liaison = lu[: lie.start("reste")].replace("'", "’")
        verbe = _tete(texte[lie.start("reste") :])
        return (f"{liaison[:1].upper()}{liaison[1:]}{verbe[0]}", verbe[1]) if verbe else None
    return _tete(texte)


def _tete(texte: str) -> tuple[str, str] | None:
    tete = _TETE.fullmatch(texte.translate(_SIMPLE))
    if tete is None:
        return None
    avant, negation, suite = tete["avant"], tete["negation"] or "", tete["suite"] or ""
    verbe_seul = tete["verbe"]
    if _PRONOM.fullmatch(avant):
        est_un_verbe = _follows_pronoun(avant, verbe_seul, "" if tete["virgule"] else suite)
    else:
        est_un_verbe = _is_verb(verbe_seul, suite, seul=not avant and not negation)
    if not est_un_verbe:
        return None
    mots = majuscules(f"{avant}{_accented(verbe_seul)}{negation}".replace("'", "’")) + tete["virgule"]
    suite = texte[tete.start("suite") :] if suite else ""
    if suite.startswith("et ") and len(suite) < _LONG and (autre := _tete(suite[3:])):
        return f"{mots} ET {autre[0]}", autre[1]
    return mots, suite


def _follows_pronoun(pronom: str, ecrit: str, suite: str) -> bool:
    """« en fixe le tarif », « les charge de »: a verb of councils; « en place », « le fait »: none."""
    nom, article = cle(ecrit), pronom.lower()
    if _VERBES.get(nom) != ecrit.lower() and not (ecrit.isupper() and nom in _VERBES):
        return False
    if article == "les ":
        return True
    if article in ("le ", "la ", "l'"):
        return nom not in _ARTICLE_ET_NOM or (nom == "charge" and _de_infinitif(suite))
    return nom not in _AUSSI_NOMS or _OBJET.match(suite) is not None


def _is_verb(ecrit: str, suite: str, *, seul: bool) -> bool:
    """Whether the word is a third person. Not `seul`: « ne » or « se » stands before it."""
    mot, nom = ecrit.lower(), cle(ecrit)
    lu = suite.lower() if ecrit.isupper() else suite
    if nom == "est":
        return _AVIS.match(lu) is not None
    if nom in _OUTILS or mot.endswith("é"):
        return False
    if nom in _AUSSI_NOMS and seul:
        vers = nom in ("demande", "passe", "signe") and re.match("aux? |à l|avec ", lu)
        return bool(vers or _OBJET.match(lu) or _de_infinitif(lu))
    if nom in _VERBES:
        return True
    if not _FORME.fullmatch(mot) or _EN_R.fullmatch(mot):
        return False
    if _PLURIEL.search(mot):
        return cle(mot[:-2]) in _VERBES or (not mot.endswith("ment") and _ARTICLE.match(lu) is not None)
    return not seul or (_ARTICLE.match(lu) is not None and not _NOM.search(mot))


def _de_infinitif(suite: str) -> bool:
    de = _DE.match(suite)
    return de is not None and begins_with_infinitive(suite[de.end() :], apres_de=True)


def begins_with_infinitive(texte: str, *, apres_de: bool = False) -> bool:
    """Whether a text surely begins with an infinitive: « vendre la parcelle », never « loyer de 400 € ».

    After « de » a looser look will do: « de signer ».
    """
    tete = _INFINITIF.fullmatch(texte.translate(_SIMPLE))
    if tete is None:
        return False
    verbe, suite = tete["verbe"], tete["suite"] or ""
    mot, nom = verbe.lower(), cle(verbe)
    if nom in _NOMS_EN_R or not _EN_R.fullmatch(mot):
        return False
    connu = nom[:-1] in _VERBES or f"{nom[:-1]}t" in _VERBES
    if verbe.istitle() and (tete["pronom"] or (nom.endswith("ier") and not connu)):
        return False
    if (apres_de and not verbe.istitle()) or connu or not _IRREGULIER.fullmatch(nom):
        return True
    lu = suite.lower() if verbe.isupper() else suite
    return _ARTICLE.match(lu) is not None or re.match("des |(?:aux?|à|avec) ", lu) is not None


_ACCENTS = tuple(
    (pattern(motif), mis)
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


def _accented(verbe: str) -> str:
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


_ARTICLE_DECISIONS = pattern(
    r"(?P<tete>art(?:icle|\.)?\s+(?:1er|\d+|premier|unique))\b\s*[:.–—-]?\s*(?P<suite>.+)", re.I | re.S
)
_PUCE = pattern(r"[-–—•*]\s+")
_NUMERO = pattern(r"(\d{1,2}\s?[)°.]|[a-z]\))\s+(?=[^\W\d_]{2})")
_DEUX_FOIS = pattern(r"^d[eé]cide\s+(?=d[eé]cide\b)", re.I)
_DE_QUE = pattern(r"(?P<de>de\s|d['’])|que\s|qu['’]", re.I)
_REJET = pattern(r"\b(?:REJETTE|REFUSE|DÉSAPPROUVE)\b|N’(?:APPROUVE|ADOPTE|ACCEPTE) PAS")
_POINTS = " \t.;,"


def articles(ecrits: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each decision: what stands out, the rest, and the whole as it was written, capitals with their accents.

    Semicolons between them, a full stop at the end.
    """
    textes = [_cleaned(texte) for texte in ecrits]
    for rang, texte in enumerate(textes, start=1):
        tete, suite = _cut(texte)
        fin = "" if texte.endswith(":") else "." if rang == len(textes) else " ;"
        cite = f"{tete} {suite}".rstrip() if tete and texte.split()[0].isupper() else texte
        yield (tete, suite + fin, cite + fin) if suite else (tete + fin, "", cite + fin)


def _cleaned(texte: str) -> str:
    """Without the dash of a list, the stop, nor « décide » typed twice."""
    return _DEUX_FOIS.sub("", _PUCE.sub("", texte.strip(), 1)).rstrip(_POINTS)


def _cut(texte: str) -> tuple[str, str]:
    if article := _ARTICLE_DECISIONS.fullmatch(texte):
        suite = " ".join(verbal_head(article["suite"]) or (article["suite"],)).strip()
        return f"{article['tete'][:1].upper()}{article['tete'][1:]}", suite
    if numero := _NUMERO.match(texte):
        tete, suite = _cut(texte[numero.end() :])
        return (f"{numero[1]} {tete}", suite) if tete else ("", texte)
    if verbe := verbal_head(texte):
        return verbe
    mot = _DE_QUE.match(texte)
    if mot and (not mot["de"] or begins_with_infinitive(texte[mot.end() :], apres_de=True)):
        return "DÉCIDE", f"{mot[0].lower()}{texte[mot.end() :]}"
    if begins_with_infinitive(texte):
        return "DÉCIDE", elision("de", texte if texte[:2].isupper() else f"{texte[:1].lower()}{texte[1:]}")
    return "", f"{texte[:1].upper()}{texte[1:]}"


def rejettent(ecrits: Iterable[str]) -> bool:
    """Whether the first decision says no to what was asked: « rejette la demande », « n'approuve pas »."""
    tete, _ = next((_cut(_cleaned(texte)) for texte in ecrits), ("", ""))
    return _REJET.search(tete) is not None


def clause(ecrit: str, mot: str) -> str:
    """A ground or a text cited, without the word that the act puts before it, nor its last semicolon."""
    texte = ecrit.strip().rstrip(_POINTS)
    premier, _, suite = texte.partition(" ")
    return suite.lstrip() if suite and cle(premier) == cle(mot) else texte
