"""The deliberations of a session: each from its item, numbered, with its extract."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.amounts import euros
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.keys import cle, nearest, slug
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase, shorten
from actgen.checks.points import POINT_CONTRADICTOIRE
from actgen.council.facts.champs import Ligne
from actgen.council.facts.personne import Membre, names_of
from actgen.council.facts.seance import Point
from actgen.council.figures import mandats
from actgen.council.figures.actes import matiere
from actgen.council.figures.mandats import Extinction
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.visas import visas_incertains
from actgen.council.kinds.catalogue import Catalogue
from actgen.law.citations import Citation, cgct, citation_courte, numero_imprime
from actgen.law.groupements import engagement_republicain
from actgen.law.regimes import campagne_ouverte
from actgen.law.seuils import seuil

# rules about one kind of deliberation alone: a kind names those that it wants in its acte.yaml

ACTE_REGLE = rule("ACTE-REGLE")
SUBVENTION_CONVENTION = rule("SUBVENTION-CONVENTION")
TARIFS_DATE = rule("TARIFS-DATE")
BUDGET_DELAI = rule("BUDGET-DELAI")
DESIGNATION_NOMS = rule("DESIGNATION-NOMS")
APPROBATION_PV = rule("APPROBATION-PV")
DELEGATION_DATES = rule("DELEGATION-DATES")
DELEGATION_ETEINTE = rule("DELEGATION-ETEINTE")

VISA_INCERTAIN = rule("VISA-INCERTAIN")
DOMAINE_AVIS = rule("DOMAINE-AVIS")
_ALIENATIONS = "3.2"  # in the national nomenclature
_DOMAINE = re.compile(r"\bdomaines?\b(?!-(?:prive|public|communal))")
_EMPRUNT = re.compile(r"\bemprunts?\b")
_LUS = 2_000  # signs of a text that are looked at

_ENGAGES = ("association", "fondation")
_PRIVES = (*_ENGAGES, "autre organisme privé")
_AJUSTEMENT = timedelta(days=21)

Regle = Callable[[FiguresSeance, FiguresPoint], Iterator[Diagnostic]]


def check_regles_propres(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """The rules that the kind of each item names."""
    for point in figures.points:
        kind = catalogue.get(point.point.acte) if point.point.acte else None
        if kind is None or point.point.abandon is not None:
            continue
        for nom in kind.regles:
            regle = REGLES.get(nom)
            if regle is None:
                proche = nearest(nom, REGLES)
                yield ACTE_REGLE.tell(
                    "L'acte « {acte} » demande la règle « {nom} », qui n'existe pas.",
                    point.point.lieux.get("acte"),
                    hint="Le nom le plus proche : {proche}." if proche else "Règles propres : {regles}.",
                    acte=shorten(kind.code),
                    nom=shorten(nom),
                    proche=proche,
                    regles=", ".join(REGLES),
                )
            else:
                yield from regle(figures, point)


def check_visas_incertains(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """An article that nobody has read in its wording of that day isn't cited: its author is told."""
    for point in figures.points:
        kind = catalogue.get(point.point.acte) if point.point.acte else None
        if kind is None or point.point.abandon is not None:
            continue
        for article in visas_incertains(figures, point, kind):
            yield VISA_INCERTAIN.tell(
                "Point {n} : l'article {numero} n'est pas visé : nul n'a vérifié sa rédaction du {jour}.",
                point.point.lieux.get("acte"),
                hint="À vérifier sur Légifrance ; s'il est en vigueur, visez-le vous-même : « vu: l'article "
                "{numero} du {code} ».",
                point=point.point.numero,
                article=citation_courte(Citation(article.code, article.numero)),
                numero=numero_imprime(article.numero),
                code=article.code.nom,
                jour=figures.seance.date,
            )


def check_domaine(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A sale by a free act, which no field asks for the opinion of the Domaine: its words may tell it."""
    ici, limite = figures.seance.collectivite, seuil("domaine_cession_population", figures.seance.date)
    au_dela = limite.valeur if limite is not None and isinstance(limite.valeur, Decimal) else None
    connues = (each.habitants for each in (ici.population_totale, ici.population) if each is not None)
    if ici.est_commune and (au_dela is None or max(connues, default=0) <= au_dela):
        return
    for point in figures.points:
        item, kind = point.point, catalogue.get(point.point.acte) if point.point.acte else None
        joints = item.texte or item.dispositif
        if kind is None or item.abandon is not None or joints or "domaine_saisi_le" in item.champs:
            continue
        dits = (item.objet, *item.vus, *item.considerants, *item.decisions, item.recit)
        if matiere(item, kind).startswith(_ALIENATIONS) and not any(
            _DOMAINE.search(slug(dit, _LUS)) for dit in dits
        ):
            yield DOMAINE_AVIS.tell(
                "Point {n} : rien ne dit que le Domaine a été saisi, ni qu'il a rendu son avis.",
                item.lieux.get("objet") or item.lieu,
                hint="Au-dessus de 2 000 habitants, le conseil délibère au vu de cet avis : visez-le. "
                "L'acte « Vente d'un terrain » le demande.",
                point=item.numero,
                article=cgct("L2241-1") if ici.est_commune else cgct("L5211-37"),
            )


def _value(point: FiguresPoint, nom: str) -> object:
    """What the item writes in a declared field; None for one that the kind doesn't declare either."""
    ecrit = point.point.champs.get(nom)
    return ecrit.valeur if ecrit is not None else None


def _place(point: FiguresPoint, nom: str) -> Location | None:
    ecrit = point.point.champs.get(nom)
    return ecrit.lieu if ecrit is not None else None


def subvention_convention(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Diagnostic]:
    """More than the threshold to a private body, in the items of a session, and no convention."""
    souscrit = _value(point, "engagement_republicain") or _value(point, "reconnaissance")
    if _value(point, "forme") in _ENGAGES and engagement_republicain(figures.seance.date) and not souscrit:
        # a reminder: the commune verifies, no text asks its act to tell
        yield SUBVENTION_CONVENTION.tell(
            "Point {n} : rien ne dit que le bénéficiaire ait souscrit le contrat d'engagement républicain.",
            _place(point, "beneficiaire") or point.point.lieu,
            hint="Vérifiez-le, puis écrivez « engagement_republicain: oui », ou « reconnaissance » s'il est "
            "agréé ou reconnu d'utilité publique : l'acte le dira.",
            point=point.point.numero,
            article="loi 2000-321, art.\u00a010-1",
        )
    limite = seuil("convention_de_subvention", figures.seance.date)
    montant = _value(point, "montant")
    prive = _value(point, "forme") in _PRIVES
    if (
        limite is None
        or not isinstance(limite.valeur, Decimal)
        or not prive
        or not isinstance(montant, Decimal)
    ):
        return
    siennes = [
        autre
        for autre in figures.points
        if autre.point.acte == point.point.acte
        and autre.point.abandon is None
        and _value(autre, "exercice") == _value(point, "exercice")
        and cle(str(_value(autre, "beneficiaire"))) == cle(str(_value(point, "beneficiaire")))
    ]
    montants = [each for autre in siennes if isinstance(each := _value(autre, "montant"), Decimal)]
    if any(_value(autre, "convention") for autre in siennes) or point is not siennes[-1]:
        return
    if (montant := sum(montants, Decimal(0))) > limite.valeur:
        yield SUBVENTION_CONVENTION.tell(
            "Point {n} : {combien} de {montant} sans convention, obligatoire au-delà de {seuil}.",
            _place(point, "montant"),
            hint="Écrivez « convention: oui » si elle est approuvée ce jour.",
            point=point.point.numero,
            combien="subvention" if len(montants) == 1 else "subventions au même bénéficiaire",
            montant=euros(montant),
            seuil=euros(limite.valeur),
        )


def tarifs_date(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Diagnostic]:
    """Tariffs that would apply to what was done before they were voted."""
    jour = _value(point, "applicables_le")
    if isinstance(jour, date) and jour < figures.seance.date:
        yield TARIFS_DATE.tell(
            "Point {n} : tarifs applicables le {jour}, avant la séance du {seance} (à confirmer).",
            _place(point, "applicables_le"),
            hint="Un acte ne vaut que pour l'avenir : écrivez une date que suit sa publication.",
            point=point.point.numero,
            jour=jour,
            seance=figures.seance.date,
        )


def budget_delai(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Diagnostic]:
    """After the end of the year adjustments only; after 21 January nothing."""
    exercice, jour = _value(point, "exercice"), figures.seance.date
    if not isinstance(exercice, int) or not 1 <= exercice <= date.max.year - 1 or jour.year <= exercice:
        return
    limite = date(exercice, 12, 31) + _AJUSTEMENT
    tard = jour > limite
    fait = (
        "le budget {exercice} ne peut plus être modifié le {jour} ; le dernier jour était le {limite}."
        if tard
        else "le {jour}, le budget {exercice} n'admet plus que des ajustements, jusqu'au {limite}."
    )
    yield BUDGET_DELAI.tell(
        "Point {n} : " + fait,
        _place(point, "exercice"),
        hint="Vérifiez l'exercice."
        if tard
        else "Section de fonctionnement, dépenses engagées avant le 31 décembre, opérations d'ordre.",
        point=point.point.numero,
        severity=None if tard else Severity.WARNING,
        exercice=str(exercice),
        jour=jour,
        limite=limite,
    )


def designation_noms(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Diagnostic]:
    """Others named than those whom the rounds elect; who would stand in for himself."""
    if not point.delibere or point.resultat == "rejeté":
        return
    nommes = _members(point, "titulaires") + _members(point, "suppleants")
    election, vote = point.election, point.point.vote
    elus = election.elus if election is not None else (vote.elus if vote is not None else ())
    autres = [m for m in nommes if elus and cle(m.nom_complet) not in {cle(nom) for nom in elus}]
    if autres:
        yield DESIGNATION_NOMS.tell(
            "Point {n} : le scrutin élit {elus}, et la délibération désigne {noms}.",
            _place(point, "titulaires"),
            hint="Effacez ces noms : ceux des élus viennent des tours.",
            point=point.point.numero,
            elus=enumeration(elus),
            noms=names_of(autres),
        )
    deux_fois = [m for m in _members(point, "suppleants") if m in _members(point, "titulaires")]
    if deux_fois:
        yield DESIGNATION_NOMS.tell(
            "Point {n} : {noms}, à la fois titulaire et suppléant.",
            _place(point, "suppleants"),
            hint="Nommez un autre suppléant : personne ne se supplée.",
            point=point.point.numero,
            noms=names_of(deux_fois),
        )


def _members(point: FiguresPoint, nom: str) -> tuple[Membre, ...]:
    valeur = _value(point, nom)
    return tuple(m for m in valeur if isinstance(m, Membre)) if isinstance(valeur, tuple) else ()


def approbation_pv(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Diagnostic]:
    """Minutes of this session or of a later one; minutes that the file submits twice."""
    jour, seance = _value(point, "seance_du"), figures.seance
    if not isinstance(jour, date):
        return
    if jour >= seance.date:
        yield APPROBATION_PV.tell(
            "Point {n} : le procès-verbal du {jour} n'est pas antérieur à la séance du {seance}.",
            _place(point, "seance_du"),
            hint="Corrigez la date.",
            point=point.point.numero,
            jour=jour,
            seance=seance.date,
        )
    for precedent in seance.proces_verbaux_precedents:
        if precedent.seance == jour:
            yield APPROBATION_PV.tell(
                "Point {n} : le procès-verbal du {jour} est aussi sous « proces_verbal_precedent ».",
                _place(point, "seance_du"),
                precedent.lieu,
                hint="Gardez l'un des deux : le point s'il faut une délibération.",
                point=point.point.numero,
                jour=jour,
            )


def delegation_dates(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Diagnostic]:
    """Decisions taken before the delegation, or after the session that is told of them."""
    depuis, ecrit = _value(point, "delegation_du"), point.point.champs.get("decisions")
    for ligne in ecrit.lignes if ecrit is not None else ():
        jour = ligne.valeurs.get("date")
        if not isinstance(jour, date):
            continue
        avant = isinstance(depuis, date) and jour < depuis
        if avant or jour > figures.seance.date:
            reference = depuis if avant else figures.seance.date
            assert isinstance(reference, date)
            yield DELEGATION_DATES.tell(
                "Point {n} : décision du {jour}, {quand} {quoi} du {reference}.",
                ligne.lieux.get("date"),
                hint="Relevez les deux dates sur la décision et sur la délégation.",
                point=point.point.numero,
                jour=jour,
                quand="antérieure à" if avant else "postérieure à",
                quoi="la délégation" if avant else "la séance",
                reference=reference,
            )


def delegation_eteinte(figures: FiguresSeance, point: FiguresPoint) -> Iterator[Diagnostic]:
    """Decisions taken by a delegation that had ended with a mandate, or, of a loan, with a campaign."""
    depuis, ecrit = _value(point, "delegation_du"), point.point.champs.get("decisions")
    if not isinstance(depuis, date) or ecrit is None:
        return
    prises = [
        (jour, ligne)
        for ligne in ecrit.lignes
        if isinstance(jour := ligne.valeurs.get("date"), date) and depuis <= jour <= figures.seance.date
    ]
    ici = figures.seance.collectivite
    eteintes = [(fin, each) for each in prises if (fin := mandats.delegation_eteinte(ici, depuis, each[0]))]
    if eteintes:
        fin, (jour, ligne) = max(eteintes, key=lambda each: (each[0].sure, each[1][0]))
        yield DELEGATION_ETEINTE.finding(
            phrase(
                "Point {n} : {decisions}, sous une délégation du {depuis} : ",
                n=point.point.numero,
                decisions=phrase("décision du {jour}", jour=date_chiffres(jour))
                if len(eteintes) == 1
                else phrase(
                    "{combien}, dont celle du {jour}",
                    combien=compte(len(eteintes), "décision"),
                    jour=date_chiffres(jour),
                ),
                depuis=date_chiffres(depuis),
            )
            + pourquoi_eteinte(fin),
            point.point.champs["delegation_du"].lieu,
            ligne.lieux.get("date") or ligne.lieu,
            hint=phrase(
                "Écrivez la date de la délégation donnée depuis ; s'il n'y en a pas, ces décisions n'étaient "
                "pas de la compétence de qui les a prises : le conseil délibère lui-même."
            ),
            point=point.point.numero,
            severity=None if fin.sure else Severity.WARNING,
            article=cgct("L2122-22" if ici.est_commune else "L5211-10"),
            selon=[fin.renouvellement] if fin.renouvellement else (),
        )
    yield from _emprunt_en_campagne(point, prises, ici.est_commune)


def _emprunt_en_campagne(
    point: FiguresPoint, prises: list[tuple[date, Ligne]], commune: bool
) -> Iterator[Diagnostic]:
    """A loan taken by delegation once the campaign had opened, before the new council sat."""
    for jour, ligne in prises:
        renouvele = campagne_ouverte(jour)
        emprunt = _EMPRUNT.search(slug(str(ligne.valeurs.get("objet") or ""), _LUS))
        if renouvele is None or emprunt is None or jour > (renouvele.communes if commune else renouvele.epci):
            continue
        yield DELEGATION_ETEINTE.tell(
            "Point {n} : emprunt du {jour}, alors que la délégation d'emprunter prend fin à l'ouverture de "
            "la campagne des élections municipales, le {campagne} (à confirmer).",
            ligne.lieux.get("objet") or ligne.lieu,
            hint="Vérifiez la date et l'objet ; depuis ce jour, et jusqu'à une nouvelle délégation, le "
            "conseil décide lui-même d'un emprunt.",
            point=point.point.numero,
            severity=Severity.WARNING,
            article=cgct("L2122-22" if commune else "L5211-10"),
            jour=jour,
            campagne=renouvele.campagne,
        )


def pourquoi_eteinte(fin: Extinction) -> str:
    """What ended a delegation, as the end of a sentence."""
    if fin.renouvellement is None:
        return phrase(
            "le chef de l'exécutif ne siège que depuis le {le}, et la délégation de son prédécesseur a pris "
            "fin avec son mandat (à confirmer).",
            le=date_chiffres(fin.le),
        )
    fini = (
        phrase("elle a pris fin avec le mandat de qui l'avait reçue")
        if fin.sure
        else phrase("elle a pu prendre fin, le nouveau conseil installé")
    )
    return phrase(
        "{fini}, les conseils municipaux ayant été renouvelés le {le}.", fini=fini, le=date_chiffres(fin.le)
    )


REGLES: dict[str, Regle] = {
    SUBVENTION_CONVENTION.name: subvention_convention,
    TARIFS_DATE.name: tarifs_date,
    BUDGET_DELAI.name: budget_delai,
    DESIGNATION_NOMS.name: designation_noms,
    APPROBATION_PV.name: approbation_pv,
    DELEGATION_DATES.name: delegation_dates,
    DELEGATION_ETEINTE.name: delegation_eteinte,
}


# each decision has its deliberation in the register: what was voted, and gives none, is told once

DELIB_ABSENTE = rule("DELIB-ABSENTE")

_D_ORDRE = re.compile(
    r"procesverba(l|ux)|compterendu(dela(derniere|precedente)?(seance|reunion)|du(lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|conseil)?\d|$)|secretaires?de(la)?seance"
    r"|ordredujour|huisclos|caracteredurgence|suspensionde(la)?seance"
)
"""Objects of votes on how the session itself goes: the minutes tell them, and no deliberation is made."""


def d_ordre(objet: str) -> bool:
    """Whether a vote on this is on how the session itself goes."""
    return _D_ORDRE.search(cle(objet)) is not None


def sans_extrait(point: Point) -> bool:
    """Whether a vote on this item leaves nothing in the register of deliberations but the minutes."""
    return point.sans_acte or d_ordre(point.objet)


def check_extraits(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """All the items concerned in one finding: it is one slip, or one habit."""
    manquants = [point for point in figures.points if _missing(point)]
    if not manquants:
        return
    un = len(manquants) == 1
    dit = (
        "Le point {points} a été voté, mais ne donne aucune délibération."
        if un
        else "Les points {points} ont été votés, mais ne donnent aucune délibération."
    )
    yield DELIB_ABSENTE.tell(
        dit,
        *(point.point.lieu for point in manquants),
        hint="Ajoutez « acte: deliberation_libre » et « decide: », ou « sans_acte: oui » si rien n'est à "
        "écrire au registre.",
        point=manquants[0].point.numero if un else None,
        points=etendue(point.point.numero for point in manquants),
    )


def _missing(point: FiguresPoint) -> bool:
    if point.point.acte or point.point.abandon or sans_extrait(point.point):
        return False
    return point.decide and not point.vote_sans_quorum  # such a vote is to be held again, not written down


def check_sans_acte(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An act is asked for, and refused in the next line."""
    for point in figures.seance.points:
        if point.sans_acte and point.acte:
            yield POINT_CONTRADICTOIRE.tell(
                "Point {n} : demande un acte, et dit qu'il n'en donne pas.",
                point.lieux.get("sans_acte"),
                point.lieux.get("acte"),
                hint="Gardez « acte » ou « sans_acte », pas les deux.",
                point=point.numero,
            )
