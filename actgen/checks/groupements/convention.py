"""What the convention has to hold, and how the contract is passed: clauses, amounts, procedure, committee."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from actgen.base.diagnostics import Diagnostic, Location, Severity, Status
from actgen.base.rules import doubt, rule
from actgen.base.text.amounts import euros
from actgen.base.text.dates import date_chiffres
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase, shorten
from actgen.checks.citations import ccp
from actgen.checks.groupements.coordonnateur import tant_que_projet
from actgen.council.facts.couts import CleDeRepartition
from actgen.council.facts.groupement import Groupement, Lot
from actgen.council.figures.groupements import (
    Consultation,
    consultation,
    dispense_de_concurrence,
    limite_de_petit_lot,
    lots_adaptes,
    somme_des_lots,
    sujets_regles,
)
from actgen.council.figures.parts import PAR_POPULATION, repartition
from actgen.law.groupements import (
    Marche,
    PetitsLots,
    Procedure,
    Sujet,
    SujetExige,
    duree_maximale,
    maximum_exige,
    petits_lots,
    seuil_europeen,
    seuil_transmission,
    seuils_europeens,
    sujets_exiges,
)

# who pays for the notices: one answer in the convention and its annexe 2

GC_FRAIS = rule("GC-FRAIS")
_DES_AVIS = re.compile(
    r"publicite|avis(?:d|de)?(?:appel|marche|attribution|publicite)|publication(?:de|des)?avis|fraisdugroupement"
)
_SELON = {
    "coordonnateur": (CleDeRepartition.COORDONNATEUR, "le coordonnateur les prend à sa charge"),
    "partages": (CleDeRepartition.PARTS_EGALES, "ils sont partagés par parts égales"),
}


def check_frais(groupement: Groupement, _jour: date) -> Iterator[Diagnostic]:
    """A heading of annexe 2 that shares the costs of notices otherwise than the clause on costs."""
    attendue = _SELON.get(groupement.clauses.frais)
    if attendue is None:
        return
    for rubrique in groupement.rubriques:
        for cas in rubrique.cas:
            if cas.cle is attendue[0] or _DES_AVIS.search(cle(f"{rubrique.titre} {cas.titre}")) is None:
                continue
            lieux = (cas.lieux.get("cle") or cas.lieu, groupement.clauses.lieux.get("frais"))
            yield GC_FRAIS.tell(
                "L'annexe 2 répartit « {titre} » ainsi : « {cle} » ; selon la convention, {convention}.",
                *(lieu for lieu in lieux if lieu is not None),
                hint="Mettez « {attendue} » à l'annexe 2, ou changez « frais » : les deux doivent dire la "
                "même chose de la publication des avis.",
                titre=rubrique.titre,
                cle=cas.cle.value,
                convention=attendue[1],
                attendue=attendue[0].value,
            )


# what the convention of a group settles: its subjects, leaving it, the day it takes force

GC_CONTENU = rule("GC-CONTENU")
GC_RETRAIT = rule("GC-RETRAIT")
GC_ENTREE_VIGUEUR = rule("GC-ENTREE-VIGUEUR")
_DERNIERE = re.compile(r"derniere?s?(signature|signataire)|dernier(des)?(signataire|membre)")
_UNE_DATE = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{1,2}(?:er)?\s+\w+\s+[0-9]{4}")


def check_contenu(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Subjects without a choice: one finding for what an approved text can't lack, one for the rest."""
    regles = sujets_regles(groupement)
    manques = [each for each in sujets_exiges(jour) if each.sujet not in regles]
    manques = [each for each in manques if not _told_elsewhere(each.sujet, groupement, jour)]
    essentiels = [each for each in manques if each.essentiel and not doubt([each])]
    autres = [each for each in manques if each not in essentiels]
    if essentiels:
        yield _missing(groupement, essentiels, tant_que_projet(groupement))
    if autres:
        yield _missing(groupement, autres, Severity.WARNING)


def _told_elsewhere(sujet: Sujet, groupement: Groupement, jour: date) -> bool:
    """The committee: GC-CAO asks for it in a formalised procedure, an adapted one doesn't need it."""
    consultee = consultation(groupement, jour)
    return sujet is Sujet.CAO and (
        consultee.formalisee or consultee.procedures == frozenset({Procedure.ADAPTEE})
    )


def _missing(groupement: Groupement, sujets: list[SujetExige], gravite: Severity | None) -> Diagnostic:
    """`conseil`: none of these subjects is asked for by the code itself."""
    conseil = all(sujet.origine.statut is Status.INFERENCE for sujet in sujets)
    mot = "ce sujet" if len(sujets) == 1 else "ces sujets"
    return GC_CONTENU.tell(
        "La convention ne règle pas {mot} : {sujets}{suite}.",
        *(_place(groupement, sujet.cle) for sujet in sujets),
        hint="Complétez {cles} dans le dossier du groupement.",
        severity=gravite,
        suite=phrase(" (recommandé par la direction des affaires juridiques)") if conseil else "",
        mot=mot,
        sujets=enumeration(sujet.libelle for sujet in sujets),
        cles=enumeration(f"«\u00a0{sujet.cle}\u00a0»" for sujet in sujets),
    )


def _place(groupement: Groupement, key: str) -> Location | None:
    """Where a key of the group's file is, or would be."""
    nom = key.rpartition(".")[2]
    if "accord_cadre" in key:
        return groupement.accord_cadre.lieux.get(nom)
    return groupement.lieux.get(nom) or groupement.clauses.lieux.get(nom)


def check_retrait(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A total ban on leaving is lawful if wanted; what it costs to leave all the same must be said."""
    if groupement.clauses.retrait == "exclu" and not groupement.clauses.effets_du_retrait:
        yield GC_RETRAIT.tell(
            "Retrait exclu, sans règle sur ses conséquences financières.",
            groupement.clauses.lieux.get("retrait"),
            hint="Dites à « effets_du_retrait » ce que doit celui qui part, ou choisissez un retrait annuel.",
        )


def check_entree_en_vigueur(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Own words that several signatures make ambiguous: neither the last of them, nor a day."""
    texte = groupement.clauses.entree_en_vigueur
    signataires = len(groupement.membres)
    if not texte or signataires < 2:
        return
    if _DERNIERE.search(cle(texte)) or _UNE_DATE.search(texte):
        return
    yield GC_ENTREE_VIGUEUR.tell(
        "Entrée en vigueur « {texte} », avec {signataires} signataires : aucune date unique n'en résulte "
        "(à confirmer).",
        groupement.clauses.lieux.get("entree_en_vigueur"),
        hint="Écrivez « à la date de la dernière signature, après transmission », ou effacez la ligne.",
        texte=shorten(texte),
        signataires=signataires,
    )


# the framework agreement of a group: how long, and up to how much

GC_DUREE = rule("GC-DUREE")
GC_MONTANT = rule("GC-MONTANT")


def check_duree(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Four years, eight for a network, save an exception that the file justifies."""
    cadre = groupement.accord_cadre
    regle = duree_maximale(cadre.lancement or jour)
    mois = cadre.duree_mois
    if regle is None or mois is None or cadre.duree_justifiee:
        return
    limite = regle.mois_entite if cadre.entite_adjudicatrice else regle.mois
    if mois <= limite:
        return
    yield GC_DUREE.tell(
        "Accord-cadre de {duree} : {ans} ans ({max} mois) au plus.",
        cadre.lieux.get("duree"),
        hint=(
            "Réduisez la durée, ou écrivez à « duree_justifiee » le cas exceptionnel : l'objet, ou "
            "des investissements amortis sur plus longtemps."
            + (
                " Pour un réseau (eau, énergie, transports), écrivez « entite_adjudicatrice: oui »."
                if mois <= regle.mois_entite
                else ""
            )
        ),
        selon=[regle],
        duree=f"{mois // 12} ans" if mois % 12 == 0 else f"{mois} mois",
        ans=limite // 12,
        max=limite,
    )


def check_montant(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A minimum above the maximum, or no maximum though one is required."""
    cadre = groupement.accord_cadre
    minimum, maximum, exige = cadre.minimum_ht, cadre.maximum_ht, maximum_exige(cadre.lancement or jour)
    if minimum is not None and maximum is not None and minimum > maximum:
        yield GC_MONTANT.tell(
            "Minimum de {minimum} HT, supérieur au maximum de {maximum} HT.",
            cadre.lieux.get("minimum_ht"),
            cadre.lieux.get("maximum_ht"),
            hint="Corrigez l'un des deux montants.",
            minimum=euros(minimum),
            maximum=euros(maximum),
        )
    elif maximum is None and _manque_accord_cadre(groupement) and exige is not None:
        dit = phrase("Minimum de {minimum} HT sans maximum", minimum=euros(minimum)) if minimum else ""
        yield GC_MONTANT.finding(
            (dit or "Accord-cadre sans maximum") + phrase(" : le maximum est obligatoire."),
            cadre.lieux.get("maximum_ht"),
            hint=phrase("Écrivez le montant maximum hors taxes."),
            severity=tant_que_projet(groupement),
            selon=[exige],
        )


def _manque_accord_cadre(groupement: Groupement) -> bool:
    """A minimum alone is a choice; no amount at all is a blank of a draft."""
    return groupement.accord_cadre.minimum_ht is not None or groupement.approuvee_le is not None


def check_lots(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Lots that together exceed the maximum of the whole."""
    cadre = groupement.accord_cadre
    somme = somme_des_lots(cadre.lots)
    if somme is not None and cadre.maximum_ht is not None and somme > cadre.maximum_ht:
        yield GC_MONTANT.tell(
            "Les lots font ensemble {somme} HT, plus que le maximum de {maximum} HT.",
            *(lot.lieu for lot in cadre.lots),
            cadre.lieux.get("maximum_ht"),
            hint="Corrigez la valeur d'un lot, ou le maximum.",
            somme=euros(somme),
            maximum=euros(cadre.maximum_ht),
        )


# the inhabitants that a convention counts: annexe 1 prints them, the keys of annexe 2 weigh them

GC_POPULATION = rule("GC-POPULATION")


def check_annees(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Annexe 1 adds up inhabitants of another year than that of the keys: a reader can't check a share.

    Nothing is lost by it, since each annexe says its year: it only warns. Costs that can't be shared out for
    want of that year's populations are told as such, and once.
    """
    retenue = groupement.annee_population
    if retenue is None or not _par_population(groupement) or _couts_en_attente(groupement):
        return
    donnees = groupement.couts.populations  # those of the year retained; 0 for one that no key weighs
    communes = (m.collectivite for m in groupement.membres if m.collectivite.est_commune)
    populations = (commune.population for commune in communes if commune.code not in donnees)
    annees = {p.annee for p in populations if p is not None and p.annee is not None} - {retenue}
    if not annees:
        return
    autres = [str(annee) for annee in sorted(annees)]
    yield GC_POPULATION.tell(
        "L'annexe 1 compte les habitants de {autres}, les clés de l'annexe 2 ceux de {retenue}.",
        groupement.lieux.get("annee_population"),
        hint="Écrivez « annee_population: {connue} », année des populations qu'actgen connaît, ou donnez "
        "celles de {retenue} à la rubrique « populations » des coûts : l'annexe 1 les prendra.",
        autres=enumeration(autres),
        retenue=retenue,
        connue=autres[-1],
    )


def _par_population(groupement: Groupement) -> bool:
    return any(cas.cle in PAR_POPULATION for rubrique in groupement.rubriques for cas in rubrique.cas)


def _couts_en_attente(groupement: Groupement) -> bool:
    return any(each.sans_population for each in repartition(groupement).depenses)


GC_PROCEDURE_SEUIL = rule("GC-PROCEDURE-SEUIL")
GC_CAO = rule("GC-CAO")
TRANS_MARCHE = rule("TRANS-MARCHE")
_PETITS_LOTS = ccp("R2123-1")
_SANS_CONCURRENCE = ccp("R2122-8")


def check_procedure(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """An adapted procedure at or above the threshold of the formalised one, for all or as a free choice."""
    consultee = consultation(groupement, jour)
    cadre = groupement.accord_cadre
    inconnus = cadre.lancement and seuil_europeen(cadre.lancement, Marche.COLLECTIVITES) is None
    if inconnus and Procedure.ADAPTEE in consultee.procedures:
        yield GC_PROCEDURE_SEUIL.tell(
            "Les seuils européens en vigueur au {jour} ne sont pas connus d'actgen : la procédure n'est "
            "pas vérifiée.",
            cadre.lieux.get("procedure"),
            cadre.lieux.get("lancement"),
            hint="Vérifiez-la vous-même d'après les seuils de cette date.",
            severity=Severity.INFO,
            jour=consultee.jour,
        )
    if not consultee.au_seuil or Procedure.ADAPTEE not in consultee.procedures:
        return
    au_choix = Procedure.FORMALISEE in consultee.procedures
    if au_choix and cadre.petits_lots_en_procedure_adaptee:
        return
    yield GC_PROCEDURE_SEUIL.tell(
        "Procédure « {procedure} » pour une valeur de {valeur} HT : à partir de {seuil} HT, la procédure "
        "formalisée est obligatoire ({achat}, {jour}).",
        cadre.lieux.get("procedure"),
        cadre.lieux.get("maximum_ht"),
        hint="{remede}",
        severity=None if consultee.achat_dit else Severity.WARNING,
        selon=[seuils] if (seuils := seuils_europeens(consultee.jour)) else (),
        procedure=shorten(cadre.procedure),
        valeur=euros(consultee.valeur or Decimal(0)),
        seuil=euros(Decimal(consultee.seuil or 0)),
        achat=consultee.achat.value,
        jour=_day(groupement, consultee),
        remede=_remedy(consultee, au_choix),
    )


def _day(groupement: Groupement, consultee: Consultation) -> str:
    mot = "lancement" if groupement.accord_cadre.lancement else "seuil"
    return f"{mot} du {date_chiffres(consultee.jour)}"


def _remedy(consultee: Consultation, au_choix: bool) -> str:
    if au_choix:
        return phrase(
            "Gardez l'appel d'offres ; « petits_lots_en_procedure_adaptee: oui » dit ce que la loi permet."
        )
    if consultee.achat_dit:
        return phrase("À « procedure », écrivez « appel d'offres ouvert » ; ou corrigez le maximum.")
    return phrase(
        "Écrivez « achat » (travaux, services sociaux…) s'il ne s'agit pas de fournitures ou services ; "
        "sinon, corrigez le maximum, ou écrivez « appel d'offres ouvert » à « procedure »."
    )


def check_petits_lots(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Lots in adapted procedure of a formalised consultation: each small, together a small part."""
    consultee = consultation(groupement, jour)
    cadre = groupement.accord_cadre
    regle = petits_lots(consultee.jour)
    adaptes = lots_adaptes(cadre)
    deja_dit = consultee.procedures == frozenset({Procedure.ADAPTEE})
    if not consultee.au_seuil or regle is None or deja_dit or not adaptes:
        return
    trop_grands = [lot for lot in adaptes if not _petit(lot, groupement, regle)]
    if trop_grands:
        yield GC_PROCEDURE_SEUIL.tell(
            "Procédure adaptée pour {lots} : un petit lot reste en dessous de {fournitures} HT ({travaux} "
            "HT pour des travaux).",
            *(lot.lieu for lot in trop_grands),
            hint="Passez ces lots par la procédure formalisée, comme les autres.",
            article=_PETITS_LOTS,
            selon=[regle],
            lots=enumeration(_lot(lot) for lot in trop_grands),
            fournitures=euros(Decimal(min(regle.montants.values()))),
            travaux=euros(Decimal(max(regle.montants.values()))),
        )
        return
    somme = sum((lot.montant_ht or Decimal(0) for lot in adaptes), Decimal(0))
    valeur = consultee.valeur or Decimal(0)
    if somme * 100 > valeur * regle.pourcentage:
        yield GC_PROCEDURE_SEUIL.tell(
            "Les lots en procédure adaptée font ensemble {somme} HT, plus de {part} % des {valeur} HT.",
            *(lot.lieu for lot in adaptes),
            hint="Passez certains de ces lots par la procédure formalisée.",
            article=_PETITS_LOTS,
            selon=[regle],
            somme=euros(somme),
            part=regle.pourcentage,
            valeur=euros(valeur),
        )


def _petit(lot: Lot, groupement: Groupement, regle: PetitsLots) -> bool:
    """Not said, or not under the rule of small lots: nothing to say."""
    limite = limite_de_petit_lot(lot, groupement.accord_cadre, regle)
    return limite is None or lot.montant_ht is None or lot.montant_ht < limite


def _lot(lot: Lot) -> str:
    return f"«\u00a0{shorten(lot.objet)}\u00a0» ({euros(lot.montant_ht or Decimal(0))})"


def check_sans_concurrence(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """No competition at a value that asks for it: only another ground of the law allows it."""
    consultee = consultation(groupement, jour)
    limite = dispense_de_concurrence(consultee)
    if Procedure.SANS_CONCURRENCE not in consultee.procedures or limite is None or consultee.valeur is None:
        return
    if consultee.valeur >= limite:
        cadre = groupement.accord_cadre
        yield GC_PROCEDURE_SEUIL.tell(
            "Ni publicité ni mise en concurrence pour {valeur} HT : elles sont exigées à partir de "
            "{limite} HT ({jour}).",
            cadre.lieux.get("procedure"),
            cadre.lieux.get("maximum_ht"),
            hint="Choisissez une procédure adaptée, ou vérifiez quel autre cas de la loi le permet.",
            severity=Severity.WARNING,
            article=_SANS_CONCURRENCE,
            valeur=euros(consultee.valeur),
            limite=euros(Decimal(limite)),
            jour=_day(groupement, consultee),
        )


def check_cao(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Which committee awards, when the procedure is a formalised one; and that it exists."""
    consultee = consultation(groupement, jour)
    formalisee = consultee.formalisee
    if formalisee and not groupement.cao:
        procedure = groupement.accord_cadre.procedure
        yield GC_CAO.tell(
            "{procedure} : la commission d'appel d'offres n'est pas désignée.",
            groupement.lieux.get("cao"),
            hint="Écrivez « cao: celle du coordonnateur » ou « cao: mixte ».",
            severity=tant_que_projet(groupement),
            procedure=f"Procédure «\u00a0{shorten(procedure)}\u00a0»"
            if procedure
            else "Procédure formalisée",
        )
    elif groupement.cao == "coordonnateur" and groupement.coordonnateur.a_une_cao is False:
        yield GC_CAO.tell(
            "La commission compétente est celle du coordonnateur, et {nom} n'en a pas.",
            groupement.lieux.get("cao"),
            groupement.coordonnateur.lieux.get("a_une_cao"),
            hint="Le coordonnateur élit la sienne, ou bien écrivez « cao: mixte ».",
            severity=None if formalisee else Severity.WARNING,
            nom=groupement.coordonnateur.collectivite.nom,
        )


def check_transmission(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """The contract goes to the State from a value on: a reminder; a warning once it is notified without."""
    consultee = consultation(groupement, jour)
    seuil = seuil_transmission(consultee.jour)
    cadre = groupement.accord_cadre
    if seuil is None or consultee.valeur is None or consultee.valeur < seuil or cadre.transmis_le is not None:
        return
    debut = phrase("Accord-cadre de {valeur} HT au plus", valeur=euros(consultee.valeur))
    if cadre.notifie_le is not None:
        debut += phrase(", notifié le {le} sans date de transmission", le=date_chiffres(cadre.notifie_le))
    yield TRANS_MARCHE.tell(
        "{debut} : à partir de {seuil} HT, il est à transmettre au représentant de l'État.",
        cadre.lieux.get("notifie_le") if cadre.notifie_le is not None else None,
        cadre.lieux.get("maximum_ht"),
        hint="Écrivez « transmis_le » quand c'est fait.",
        severity=Severity.INFO if cadre.notifie_le is None else None,
        debut=debut,
        seuil=euros(Decimal(seuil)),
    )
