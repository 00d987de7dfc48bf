"""The items: their numbers, what they say of themselves, the kind of their act and its declared fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.amounts import euros
from actgen.base.text.dates import Millesime, date_chiffres
from actgen.base.text.elision import elision
from actgen.base.text.grammar import compte, pluriel
from actgen.base.text.keys import cle, slug
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase, say, shorten
from actgen.base.text.numbers import nombre
from actgen.base.text.patterns import pattern
from actgen.base.text.quantites import Quantite, surely_less
from actgen.base.text.typography import typeset
from actgen.base.text.verbs import verbal_head
from actgen.council.facts.champs import Borne, Champ, ChampEcrit, Equilibre
from actgen.council.facts.seance import Abandon, Point
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.council.facts.vote import Scrutin
from actgen.council.figures.actes import desequilibres, objet
from actgen.council.figures.comptes import annees_du_titre
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.law.citations import cgct

# items: their numbers, and what was done of each

REG_NUMERO = rule("REG-NUMERO")
POINT_CONTRADICTOIRE = rule("POINT-CONTRADICTOIRE")


def check_doubles(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One number for two items: their acts would take each other's place."""
    par_numero: dict[int, list[Point]] = {}
    for point in figures.seance.points:
        par_numero.setdefault(point.numero, []).append(point)
    for numero, points in par_numero.items():
        if len(points) > 1:
            premier, second = (objet(p, catalogue.get(p.acte) if p.acte else None) for p in points[:2])
            yield REG_NUMERO.tell(
                "Le numéro {n} est porté par {combien} points : « {premier} », « {second} ».",
                *(point.lieu for point in points),
                hint="Donnez à chacun son numéro d'ordre dans la séance.",
                n=numero,
                combien=len(points),
                premier=shorten(premier),
                second=shorten(second),
            )


def check_non_saisis(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An item of the file is not among those that it leaves out."""
    saisis = [p for p in figures.seance.points if p.numero in figures.seance.points_non_saisis]
    if saisis:
        un = len(saisis) == 1
        yield REG_NUMERO.tell(
            "Ce fichier écrit {points} {numeros}, qu'il dit {saisis}.",
            figures.seance.lieux.get("points_non_saisis"),
            *(point.lieu for point in saisis),
            hint="Corrigez la rubrique « points_non_saisis ».",
            points="le point" if un else "les points",
            numeros=etendue(point.numero for point in saisis),
            saisis="non saisi" if un else "non saisis",
        )


def check_lacunes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Numbers that nothing bears, from 1 to the last."""
    seance = figures.seance
    presents = {*(point.numero for point in seance.points), *seance.points_non_saisis}
    manquants = sorted(set(range(1, max(presents, default=0))) - presents)
    if manquants:
        mot = "le point" if len(manquants) == 1 else "les points"
        yield REG_NUMERO.tell(
            "Il manque {mot} {numeros}.",
            seance.points[0].lieu if seance.points else seance.lieux.get("points_non_saisis"),
            hint="Ajoutez-{le}, ou nommez-{le} à la rubrique « points_non_saisis ».",
            severity=Severity.WARNING,
            mot=mot,
            numeros=etendue(manquants),
            le="le" if len(manquants) == 1 else "les",
        )


def check_non_traites(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Both set aside and voted, or set aside in two ways."""
    for point in figures.seance.points:
        ecrits = [abandon for abandon in Abandon if getattr(point, abandon.value)]
        if ecrits and point.vote is not None:
            yield POINT_CONTRADICTOIRE.tell(
                "Point {n} : dit {sort} (« {motif} »), mais voté.",
                point.lieux.get(ecrits[0].value),
                point.vote.lieu,
                hint="Gardez « {cle} » ou « vote », pas les deux.",
                point=point.numero,
                sort=ecrits[0].mot,
                motif=shorten(point.motif_abandon),
                cle=ecrits[0].value,
            )
        if len(ecrits) > 1:
            yield POINT_CONTRADICTOIRE.tell(
                "Point {n} : dit {sorts}, ce qui ne peut être à la fois.",
                *(point.lieux.get(abandon.value) for abandon in ecrits),
                hint="Gardez une seule de ces rubriques.",
                point=point.numero,
                sorts=enumeration(abandon.mot for abandon in ecrits),
            )


def check_faute_de_quorum(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Set aside for want of a quorum that the attendance gives. Without it, that is what the law asks."""
    for point in figures.points:
        if not figures.constatee or not point.faute_de_quorum or point.point.vote is not None:
            continue
        quorum, salle = point.quorum, point.presence.au_vote
        if quorum.comptes >= quorum.requis and len(salle.presents) >= quorum.requis:
            yield POINT_CONTRADICTOIRE.tell(
                "Point {n} : dit non traité faute de quorum, avec {presents} pour un quorum de {requis}.",
                point.point.lieux.get(point.point.abandon or ""),
                hint="Écrivez les départs sous « mouvements », ou corrigez la raison.",
                point=point.point.numero,
                presents=compte(quorum.comptes, "présent"),
                requis=quorum.requis,
            )


# items whose words announce rules of their own, and that do not say that they follow them

POINT_NATURE = rule("POINT-NATURE")
_LONGUEUR = 200
_COMPTES = re.compile(r"\bcomptes?-(?:administratif|financier-unique)s?\b")
_AUTRE_AFFAIRE = re.compile(r"\b(?:affectation|resultats?|presidence|president|presidente|seance|report)\b")
_NOMINATION = re.compile(
    r"^(?:election|designation|nomination)s?-(?:et-\w+-)?d(?:u|e|es|-une?)?-.*"
    r"\b(?:maire|adjoint|delegue|representant|membre|commission)(?:e?s)?\b"
)
_SANS_SCRUTIN_SECRET = re.compile(r"\b(?:secretaire|seance|agent)s?\b")


def check_comptes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The account that the mayor has kept, by its name: without its nature, nobody looks at who votes it."""
    for voted in figures.votes:
        point = voted.point
        mots = slug(point.objet, _LONGUEUR)
        if point.nature or not _COMPTES.search(mots) or _AUTRE_AFFAIRE.search(mots):
            continue
        unique = "financier-unique" in mots
        yield _sans_nature(
            point,
            "un vote des comptes",
            phrase("ni la présidence, ni le retrait {chef} au vote ne sont vérifiés", chef=_du_chef(figures)),
            "compte financier unique" if unique else "compte administratif",
        )


def check_nominations(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An election by its name, not by secret ballot: nothing is said of why."""
    for voted in figures.votes:
        point = voted.point
        if point.nature or not semble_nommer(point) or _speaks_of_ballot(point):
            continue
        yield _sans_nature(
            point, "une nomination", phrase("le scrutin secret n'est pas vérifié"), "nomination"
        )


def semble_nommer(point: Point) -> bool:
    """Whether the object of an item is, by its words, to elect or to appoint somebody in a secret ballot."""
    mots = slug(point.objet, _LONGUEUR)
    return bool(_NOMINATION.search(mots)) and not _SANS_SCRUTIN_SECRET.search(mots)


def _sans_nature(point: Point, quoi: str, effet: str, nature: str) -> Diagnostic:
    return POINT_NATURE.tell(
        "Point {n} : « {objet} » semble {quoi}, et sa nature n'est pas écrite : {effet}.",
        point.lieux.get("objet") or point.lieu,
        hint="Si c'est le cas, ajoutez à ce point « nature: {nature} ».",
        point=point.numero,
        objet=shorten(point.objet),
        quoi=quoi,
        effet=effet,
        nature=nature,
    )


def _speaks_of_ballot(point: Point) -> bool:
    secret = point.vote is not None and point.vote.scrutin is Scrutin.SECRET
    return secret or point.secret_impose or bool(point.renonciation_au_secret or point.candidatures)


def _du_chef(figures: FiguresSeance) -> str:
    return figures.le_chef.replace("le ", "du ")


# the fields that the kind of an item's act declares: written, within bounds, and adding up

CHAMP_ABSENT = rule("CHAMP-ABSENT")
CHAMP_BORNES = rule("CHAMP-BORNES")
CHAMP_EQUILIBRE = rule("CHAMP-EQUILIBRE")
CHAMP_REDITE = rule("CHAMP-REDITE")
DECISION_VERBE = rule("DECISION-VERBE")
_SUJETS = frozenset(
    ["le", "la", "les", "l", "un", "une", "ce", "cet", "cette", "ces", "il", "elle", "ils", "elles"]
)
_APRES = pattern(r"[Ss]e lit après (?P<mots>«\s[^»]+\s»(?: ou «\s[^»]+\s»)*)")
_CITES = pattern(r"«\s([^»]+)\s»")
_ARTICLES = ("le", "la", "les", "l")
_REDITS = {
    "que": ("que", "qu"),
    "de": ("de", "d", "du", "des"),
    "a": ("a", "au", "aux"),
    "au": ("au", "aux", *_ARTICLES),
    "du": ("du", "de", "d", "des", *_ARTICLES),
}
"""The words that can't follow that one, where it is not that word alone."""
_DECONTRACTES = {"du": "le ", "au": "le ", "des": "les ", "aux": "les "}
_PREMIER = pattern(r"[^\W\d_]+[’'\s]\s*")
_DIT_DE_LUI_MEME = ("CESSE", "COMMENCE")  # « que cesse le bruit » is good French


def _fields(figures: FiguresSeance) -> Iterator[tuple[FiguresPoint, ChampEcrit]]:
    """The declared fields of every item that was not put aside."""
    for point in figures.points:
        if point.point.abandon is None:
            for ecrit in point.point.champs.values():
                yield point, ecrit


def check_obligatoires(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What is needed and not written: a warning before the vote, when a blank may still be printed."""
    for point, ecrit in _fields(figures):
        reprise = point.point.reprise
        if reprise is not None and reprise.est_en_blanc(ecrit.champ.nom):
            continue  # REPRISE-CHIFFRE tells it, with what it was
        severity, illisibles = None if point.delibere else Severity.WARNING, point.point.illisibles
        if ecrit.champ.obligatoire and ecrit.manque and ecrit.lieu not in illisibles:
            yield _absent(point, ecrit.champ, ecrit.champ.nom, "", ecrit.lieu, severity)
        for rang, ligne in enumerate(ecrit.lignes, start=1):
            for colonne in ecrit.champ.colonnes:
                manque = ligne.valeurs.get(colonne.nom) is None
                if colonne.obligatoire and manque and ligne.lieux.get(colonne.nom) not in illisibles:
                    ou = phrase(", ligne {rang} de « {nom} »", rang=rang, nom=ecrit.champ.nom)
                    yield _absent(point, colonne, colonne.nom, ou, ligne.lieu, severity)


def check_redites(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What can't follow the words that it is read after: « pour pour la fête », « que demande »."""
    for point, ecrit in _fields(figures):
        apres = _APRES.search(ecrit.champ.aide)
        valeur = ecrit.valeur
        if apres is None or not isinstance(valeur, str):
            continue
        for mots in _CITES.findall(apres["mots"]):
            if conseil := _mal_enchaine(mots, valeur, ecrit.champ):
                yield CHAMP_REDITE.tell(
                    "Point {n} : « {nom} » se lit après « {mots} » : l'acte dirait « {dirait} ».",
                    ecrit.lieu,
                    hint=conseil,
                    point=point.point.numero,
                    nom=ecrit.champ.nom,
                    mots=mots,
                    dirait=shorten(elision(mots, valeur)),
                )
                break


def _mal_enchaine(mots: str, valeur: str, champ: Champ) -> str:
    """What to write instead of a value that doesn't follow those words; empty when it does."""
    dernier = slug(mots, _LONGUEUR).split("-")[-1]
    premier = slug(valeur, _LONGUEUR).split("-")[0]
    if premier in _REDITS.get(dernier, (dernier,)) and (dit := _PREMIER.match(valeur)):
        article = _DECONTRACTES.get(premier, "") if dernier in ("de", "a") else ""
        return say("Écrivez « {dit} ».", dit=shorten(article + valeur[dit.end() :]))
    verbe = verbal_head(valeur) if dernier == "que" else None
    if verbe is None or verbe[0] in _DIT_DE_LUI_MEME:
        return ""
    if verbe[1].startswith(("que ", "qu’", "qu'")):
        return _mal_enchaine(mots, verbe[1], champ)
    exemple = "".join(champ.exemple[:1])
    return say("Dites qui fait quoi, après « que » : « {exemple} », par exemple.", exemple=exemple)


OBJET_CONTRAIRE = rule("OBJET-CONTRAIRE")
_DIT_NON = pattern(r"^(?:rejet|refus|ajournement|abandon|opposition)\b")
_DIT_OUI = frozenset(["subvention", "fonds_de_concours", "demande_de_subvention", "emprunt", "bail"])


def check_objet(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An object that says no, of an act whose own words grant, sell or buy."""
    for point in figures.points:
        item, dit = point.point, slug(point.objet, 200)
        accorde = item.acte in _DIT_OUI or (item.acte or "").endswith("_terrain")
        if accorde and item.abandon is None and _DIT_NON.search(dit):
            yield OBJET_CONTRAIRE.tell(
                "Point {n} : l'objet dit « {objet} », et l'acte décide le contraire.",
                item.lieux.get("objet") or item.lieu,
                hint="Corrigez l'objet ; pour un refus, prenez l'acte « deliberation_libre », et écrivez "
                "ce qui est décidé.",
                point=item.numero,
                objet=shorten(point.objet),
            )


def check_annee_du_titre(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A title that somebody typed names a year, and the field of the kind's own title says another."""
    for item in (each.point for each in figures.points if each.point.abandon is None):
        dites, kind = annees_du_titre(item.objet), catalogue.get(item.acte) if item.acte else None
        if not dites or kind is None:
            continue
        for nom, ecrit in item.champs.items():
            annee = ecrit.valeur
            if not isinstance(annee, Millesime) or annee in dites or f"{{{nom}}}" not in kind.objet:
                continue
            yield OBJET_CONTRAIRE.tell(
                "Point {n} : l'objet dit {dites}, et « {nom} » {annee}.",
                item.lieux.get("objet") or item.lieu,
                hint="Corrigez l'une des deux années, ou effacez l'objet : l'acte l'écrit de lui-même.",
                point=item.numero,
                dites=enumeration(str(each) for each in sorted(dites)),
                nom=nom,
                annee=annee,
            )


DELIB_SIGNATAIRE = rule("DELIB-SIGNATAIRE")
_ELU_QUI_SIGNE = pattern(
    r"\b(?:maires?|presidente?s?|vice-presidente?s?|adjointe?s?|conseill\w+|elue?s?|representante?)\b"
)


def check_signataire(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Who is to sign and to carry out is the head, or a member: an agent does so by delegation of theirs."""
    membres = [cle(membre.nom_complet) for membre in figures.seance.collectivite.membres]
    for point in figures.points:
        dit = point.point.signataire
        if not dit or _ELU_QUI_SIGNE.search(slug(dit, 200)) or any(nom in cle(dit) for nom in membres):
            continue
        yield DELIB_SIGNATAIRE.tell(
            "Point {n} : « {dit} » n'est ni {chef} ni un membre du conseil.",
            point.point.lieux.get("signataire") or point.point.lieu,
            hint="C'est {chef} qui exécute les délibérations et signe, ou un élu qu'il délègue ; un agent ne "
            "signe que par sa délégation (à confirmer). Effacez « signataire », ou nommez l'élu.",
            point=point.point.numero,
            dit=shorten(dit),
            chef=figures.le_chef,
        )


def check_verbe(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What is decided begins with no verb: « le conseil municipal : La convention est renouvelée »."""
    for point in figures.points:
        premiere = next(iter(point.point.decisions), "")
        if not premiere or not point.point.acte or point.point.abandon is not None:
            continue
        if slug(premiere, _LONGUEUR).split("-")[0] in _SUJETS and not verbal_head(premiere):
            yield DECISION_VERBE.tell(
                "Point {n} : « {dit} » ne commence pas par un verbe : après « le conseil », on ne lit pas ce "
                "qu'il décide.",
                point.point.lieux.get("decide") or point.point.lieu,
                hint="Commencez par le verbe : « approuve la convention », « fixe le tarif à 90 € ».",
                point=point.point.numero,
                dit=shorten(premiere),
            )


def check_decisions(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An act that is made of what its item decides, when nothing tells it: neither articles nor account."""
    for point in figures.points:
        if point.decision_a_ecrire:
            yield CHAMP_ABSENT.tell(
                "Point {n} : il manque la rubrique « decide » (ce que le conseil décide).",
                point.point.lieu,
                hint="Écrivez, par exemple, « decide: fixe le tarif à 90 € la journée ».",
                point=point.point.numero,
                severity=None if point.delibere else Severity.WARNING,
            )


def _absent(
    point: FiguresPoint, champ: Champ, nom: str, ou: str, lieu: Location | None, severity: Severity | None
) -> Diagnostic:
    exemple = champ.exemple[0] if champ.exemple and champ.type is not TypeChamp.LIGNES else "…"
    return CHAMP_ABSENT.tell(
        "Point {n}{ou} : il manque la rubrique « {nom} » ({quoi}).",
        lieu,
        hint="Écrivez, par exemple, « {ligne} ».",
        point=point.point.numero,
        severity=severity,
        ou=ou,
        nom=nom,
        quoi=typeset(champ.question or champ.titre),
        ligne=f"{nom}: {exemple}",
    )


def check_bornes(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Amounts, numbers and dates out of bounds; texts too long; too few or too many elements."""
    for point, ecrit in _fields(figures):
        if ecrit.manque:
            continue
        yield from _bound(point, ecrit.champ, ecrit.champ.nom, ecrit.valeur, ecrit.lieu)
        for ligne in ecrit.lignes:
            for colonne in ecrit.champ.colonnes:
                lieu = ligne.lieux.get(colonne.nom)
                yield from _bound(point, colonne, colonne.nom, ligne.valeurs.get(colonne.nom), lieu)


def _bound(
    point: FiguresPoint, champ: Champ, nom: str, valeur: object, lieu: Location | None
) -> Iterator[Diagnostic]:
    mesure = _measure(valeur)
    if mesure is None:
        return
    trop_peu = champ.minimum is not None and surely_less(mesure, champ.minimum)
    trop = champ.maximum is not None and surely_less(champ.maximum, mesure)
    if trop_peu or trop:
        yield CHAMP_BORNES.tell(
            "Point {n} : « {nom} » vaut {valeur} ; il faut {borne} {mot}.",
            lieu,
            hint="Corrigez la valeur ; la borne est celle que fixe la nature de l'acte.",
            point=point.point.numero,
            nom=nom,
            valeur=_told(champ, mesure),
            borne=_told(champ, champ.minimum if trop_peu else champ.maximum),
            mot="au moins" if trop_peu else "au plus",
        )


def _measure(valeur: object) -> Borne | None:
    """What is bounded of a value: itself, or how many signs or elements it has."""
    if isinstance(valeur, bool):
        return None
    if isinstance(valeur, Decimal | date | Quantite):
        return valeur
    if isinstance(valeur, int):
        return Decimal(valeur)
    return Decimal(len(valeur)) if isinstance(valeur, str | tuple) else None


def _told(champ: Champ, mesure: Borne | None) -> str:
    assert mesure is not None
    if isinstance(mesure, date):
        return f"le {date_chiffres(mesure)}"
    genre = TYPES[champ.type]
    if genre.compte is not None and isinstance(mesure, Decimal):
        return f"{nombre(mesure)} {pluriel(mesure, *genre.compte)}"
    assert genre.dit is not None, "what is bounded is said"
    return genre.dit(mesure)


def check_equilibres(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Two totals of a table that should be the same, for each group of rows."""
    for point, ecrit in _fields(figures):
        for ecart in desequilibres(ecrit):
            regle = ecrit.champ.equilibre
            assert regle is not None
            groupe = f", {ecart.groupe}" if ecart.groupe else ""
            difference = Decimal(ecart.gauche) - Decimal(ecart.droite)
            permis = regle.excedent == (regle.gauche if difference > 0 else regle.droite)
            yield CHAMP_EQUILIBRE.tell(
                "Point {n}{groupe} : {gauche} de {a} pour {droite} de {b}, soit {ecart} {mot}.",
                *(lieu for ligne in ecart.lignes if (lieu := ligne.lieu) is not None),
                hint="{aide}",
                point=point.point.numero,
                severity=Severity.WARNING if permis else None,
                article=f"{cgct('L1612-6')} ; {cgct('L1612-7')}" if permis else None,
                groupe=groupe,
                gauche=euros(Decimal(ecart.gauche)),
                a=_column(ecrit.champ, regle.gauche),
                droite=euros(Decimal(ecart.droite)),
                b=_column(ecrit.champ, regle.droite),
                ecart=euros(abs(difference)),
                mot=say("d'excédent, à confirmer" if permis else "d'écart"),
                aide=_hint(regle, permis=permis),
            )


def _hint(regle: Equilibre, *, permis: bool) -> str:
    """What the law of budgets looks at is the whole budget, once amended: the file doesn't hold it."""
    if permis:
        return phrase(
            "C'est le budget ainsi modifié qui est jugé : le fonctionnement peut être en excédent si "
            "l'investissement est en équilibre réel, résultats repris ; une commune peut aussi voter un "
            "investissement en excédent. Sinon, corrigez les montants."
        )
    couvert = " Si la section, votée en excédent, reste couverte, donnez ce motif sous « derogations »."
    return phrase(
        "Corrigez les montants, ou ajoutez la ligne qui manque." + (couvert if regle.excedent else "")
    )


def _column(champ: Champ, nom: str) -> str:
    """« dépenses »."""
    titre = next(colonne.titre for colonne in champ.colonnes if colonne.nom == nom)
    return titre[:1].lower() + titre[1:]
