"""How the contract is passed: its procedure against the thresholds of the day, its committee, the State."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from actgen.checks.groupements.coordonnateur import tant_que_projet
from actgen.checks.outils import ccp
from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.groupement import Groupement, Lot
from actgen.figures.groupements import (
    Consultation,
    consultation,
    dispense_de_concurrence,
    limite_de_petit_lot,
    lots_adaptes,
)
from actgen.law.groupements import (
    Marche,
    PetitsLots,
    Procedure,
    petits_lots,
    seuil_europeen,
    seuil_transmission,
)
from actgen.rules import rule
from actgen.text.amounts import euros
from actgen.text.dates import date_chiffres
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, shorten

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
        procedure=shorten(cadre.procedure),
        valeur=euros(consultee.valeur or Decimal(0)),
        seuil=euros(Decimal(consultee.seuil or 0)),
        achat=consultee.achat.value,
        jour=_jour(groupement, consultee),
        remede=_remede(consultee, au_choix),
    )


def _jour(groupement: Groupement, consultee: Consultation) -> str:
    mot = "lancement" if groupement.accord_cadre.lancement else "seuil"
    return f"{mot} du {date_chiffres(consultee.jour)}"


def _remede(consultee: Consultation, au_choix: bool) -> str:
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
            jour=_jour(groupement, consultee),
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
