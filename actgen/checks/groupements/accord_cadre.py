"""The framework agreement of a group: how long, and up to how much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic
from actgen.facts.groupement import Groupement
from actgen.figures.groupements import somme_des_lots
from actgen.law.groupements import duree_maximale, maximum_exige
from actgen.rules import rule
from actgen.text.amounts import euros
from actgen.text.messages import phrase

from .outils import tant_que_projet

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
    yield GC_DUREE.finding(
        phrase(
            "Accord-cadre de {duree} : {ans} ans ({max} mois) au plus.",
            duree=f"{mois // 12} ans" if mois % 12 == 0 else f"{mois} mois",
            ans=limite // 12,
            max=limite,
        ),
        cadre.lieux.get("duree"),
        hint=phrase(
            "Réduisez la durée, ou écrivez à « duree_justifiee » le cas exceptionnel : l'objet, ou des "
            "investissements amortis sur plus longtemps."
        )
        + (
            phrase(" Pour un réseau (eau, énergie, transports), écrivez « entite_adjudicatrice: oui ».")
            if mois <= regle.mois_entite
            else ""
        ),
    )


def check_montant(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A minimum above the maximum, or no maximum though one is required."""
    cadre = groupement.accord_cadre
    minimum, maximum = cadre.minimum_ht, cadre.maximum_ht
    if minimum is not None and maximum is not None and minimum > maximum:
        yield GC_MONTANT.finding(
            phrase(
                "Minimum de {minimum} HT, supérieur au maximum de {maximum} HT.",
                minimum=euros(minimum),
                maximum=euros(maximum),
            ),
            cadre.lieux.get("minimum_ht"),
            cadre.lieux.get("maximum_ht"),
            hint=phrase("Corrigez l'un des deux montants."),
        )
    elif maximum is None and _manque(groupement) and maximum_exige(cadre.lancement or jour):
        dit = phrase("Minimum de {minimum} HT sans maximum", minimum=euros(minimum)) if minimum else ""
        yield GC_MONTANT.finding(
            (dit or "Accord-cadre sans maximum") + phrase(" : le maximum est obligatoire."),
            cadre.lieux.get("maximum_ht"),
            hint=phrase("Écrivez le montant maximum hors taxes."),
            severity=tant_que_projet(groupement),
        )


def _manque(groupement: Groupement) -> bool:
    """A minimum alone is a choice; no amount at all is a blank of a draft."""
    return groupement.accord_cadre.minimum_ht is not None or groupement.approuvee_le is not None


def check_lots(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Lots that together exceed the maximum of the whole."""
    cadre = groupement.accord_cadre
    somme = somme_des_lots(cadre.lots)
    if somme is not None and cadre.maximum_ht is not None and somme > cadre.maximum_ht:
        yield GC_MONTANT.finding(
            phrase(
                "Les lots font ensemble {somme} HT, plus que le maximum de {maximum} HT.",
                somme=euros(somme),
                maximum=euros(cadre.maximum_ht),
            ),
            *(lot.lieu for lot in cadre.lots),
            cadre.lieux.get("maximum_ht"),
            hint=phrase("Corrigez la valeur d'un lot, ou le maximum."),
        )


RULES = (check_duree, check_montant, check_lots)
