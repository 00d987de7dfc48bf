"""Amendments to the convention of a group: who joins or leaves, when, what changes, who must approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.rules import rule
from actgen.base.text.amounts import euros
from actgen.base.text.keys import cle
from actgen.base.text.lists import enumeration
from actgen.council.facts.groupement import EtatGroupement, Groupement, Situation
from actgen.council.figures.groupements import executoire_au
from actgen.council.figures.parts import apres_de, repartition

from .coordonnateur import noms, noms_dates, sans_doute

GC_AVENANT = rule("GC-AVENANT")
GC_AVENANT_DATE = rule("GC-AVENANT-DATE")
GC_AVENANT_MONTANT = rule("GC-AVENANT-MONTANT")
GC_AVENANT_PARTS = rule("GC-AVENANT-PARTS")
GC_AVENANT_SIGNATURE = rule("GC-AVENANT-SIGNATURE")
_TOUS = cle("tous les membres")


def check_mouvements(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Who joins is not in yet, who leaves is; the coordinator can't leave the group that it signs for."""
    avenant, avant = groupement.avenant, groupement.avant
    if avenant is None or avant is None:
        return
    membres = {membre.collectivite.code for membre in avant.possibles}
    for entrant in avenant.entrants:
        if entrant.code in membres:
            yield GC_AVENANT.tell(
                "L'avenant n° {numero} fait adhérer {nom}, qui est déjà membre du groupement.",
                entrant.lieu,
                hint="Effacez ce nom de « entrent », ou corrigez-le.",
                numero=avenant.numero,
                nom=entrant.nom,
            )
    for sortant in avenant.sortants:
        coordonne = sortant.code == groupement.coordonnateur.collectivite.code
        if coordonne or sortant.code not in membres:
            yield GC_AVENANT.tell(
                "L'avenant n° {numero} fait sortir {nom}, qui coordonne le groupement."
                if coordonne
                else "L'avenant n° {numero} fait sortir {nom}, qui n'est pas membre du groupement.",
                sortant.lieu,
                hint="actgen n'écrit pas d'avenant qui change de coordonnateur : rédigez celui-là vous-même."
                if coordonne
                else "Effacez ce nom de « sortent », ou corrigez-le.",
                numero=avenant.numero,
                nom=sortant.nom,
            )


def check_parties(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Who decided to join and is not told to have signed is no party yet: the amendment leaves it out."""
    avenant, avant = groupement.avenant, groupement.avant
    if avenant is None or avant is None:
        return
    parties = {membre.collectivite.code for membre in avant.membres_ensuite}
    partis = {sortant.code for sortant in avenant.sortants}
    hors = [
        m
        for m in avant.possibles
        if m.collectivite.code not in parties | partis and (m.deliberation_le or m.resultat)
    ]
    if hors:
        yield GC_AVENANT.tell(
            "L'avenant n° {numero} ne compte pas {noms} : la signature de la convention n'est pas notée, ou "
            "la réponse est à corriger.",
            *(membre.lieu for membre in hors),
            hint="Seuls ses signataires sont parties à la convention : notez les signatures données.",
            severity=Severity.WARNING,
            numero=avenant.numero,
            noms=noms(hors),
        )


def check_objet(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """An amendment changes something."""
    avenant, avant = groupement.avenant, groupement.avant
    if avenant is None or avant is None or avenant.entrants or avenant.sortants or avenant.articles:
        return
    choix = ("accord_cadre", "cao", "clauses", "rubriques", "annee_population")
    if all(getattr(groupement, nom) == getattr(avant, nom) for nom in choix):
        yield GC_AVENANT.tell(
            "L'avenant n° {numero} ne change rien à la convention.",
            avenant.lieu,
            hint="Écrivez ce qui change : « entrent », « sortent », « clauses », « annexe_2 », « articles »…",
            numero=avenant.numero,
        )


def check_dates(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Approved after the text that it amends, by those who had joined; in force once all have signed."""
    avenant, avant = groupement.avenant, groupement.avant
    if avenant is None or avant is None:
        return
    if groupement.approuvee_le and avant.approuvee_le and groupement.approuvee_le < avant.approuvee_le:
        yield GC_AVENANT_DATE.tell(
            "L'avenant n° {numero} est approuvé le {le}, avant le texte qu'il modifie, approuvé le {avant}.",
            groupement.lieux.get("approuvee_le"),
            avant.lieux.get("approuvee_le"),
            hint="Vérifiez ces deux dates.",
            numero=avenant.numero,
            le=groupement.approuvee_le,
            avant=avant.approuvee_le,
        )
    adhesions = {m.collectivite.code: m.deliberation_le for m in avant.membres_ensuite}
    tot = [
        (membre, vote)
        for membre in groupement.membres
        if (vote := membre.deliberation_le) is not None
        and (adhesion := adhesions.get(membre.collectivite.code)) is not None
        and vote < adhesion
    ]
    if tot:
        yield GC_AVENANT_DATE.tell(
            "Des membres ont délibéré sur l'avenant n° {numero} avant d'adhérer au groupement : {noms}.",
            *(membre.lieux.get("deliberation_du") or membre.lieu for membre, _ in tot),
            hint="Vérifiez ces dates : l'une des deux est sans doute mal tapée.",
            numero=avenant.numero,
            noms=noms_dates(tot),
        )
    signatures = [membre.signee_le for membre in groupement.membres if membre.signee_le is not None]
    if avenant.effet is not None and signatures and avenant.effet < max(signatures):
        yield GC_AVENANT_DATE.tell(
            "L'avenant n° {numero} prendrait effet le {effet}, avant sa dernière signature, le {signature} : "
            "il n'entre en vigueur que ce jour-là.",
            avenant.lieux.get("effet"),
            hint="Un effet antérieur à la signature serait rétroactif : choisissez une date plus tardive.",
            severity=Severity.WARNING,
            numero=avenant.numero,
            effet=avenant.effet,
            signature=max(signatures),
        )


def check_montants(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """The maximum of a framework agreement was published with its consultation."""
    avenant, avant = groupement.avenant, groupement.avant
    if avenant is None or avant is None:
        return
    lancement, maximum = groupement.accord_cadre.lancement, groupement.accord_cadre.maximum_ht
    if lancement is not None and maximum != avant.accord_cadre.maximum_ht:
        yield GC_AVENANT_MONTANT.tell(
            "L'avenant n° {numero} change le maximum de l'accord-cadre, dont la consultation est lancée le "
            "{lancement} : à confirmer.",
            avenant.lieux.get("accord_cadre"),
            groupement.accord_cadre.lieux.get("lancement"),
            hint="Le maximum d'un marché en cours ne se change que par une modification de ce marché.",
            numero=avenant.numero,
            lancement=lancement,
        )


def check_parts(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Costs that are not shared again as members move, or fall on who is denied what they pay."""
    avenant, avant = groupement.avenant, groupement.avant
    if avenant is None or avant is None or not (avenant.entrants or avenant.sortants):
        return
    if avant.couts.depenses and not groupement.couts.depenses:
        yield GC_AVENANT_PARTS.tell(
            "L'avenant n° {numero} change les membres, sans répartir de nouveau entre eux les coûts prévus : "
            "à confirmer.",
            avenant.lieux.get("entrent") or avenant.lieu,
            hint="Écrivez « couts » à l'« annexe_2 » de l'avenant, avec ses services et ses dépenses.",
            numero=avenant.numero,
        )
    lancement, entrants = groupement.accord_cadre.lancement, {each.code for each in avenant.entrants}
    if lancement is None or (avenant.effet or groupement.approuvee_le or jour) <= lancement:
        return
    for ligne in repartition(groupement).lignes:
        if ligne.total and ligne.membre.collectivite.code in entrants:
            yield GC_AVENANT_PARTS.tell(
                "L'avenant n° {numero} compte {part} à {nom}, qu'il écarte du marché dont la consultation "
                "est lancée le {lancement} : à confirmer.",
                groupement.couts.lieu,
                groupement.accord_cadre.lieux.get("lancement"),
                hint="Si ces coûts sont ceux de ce marché, écartez-en ce membre : il n'utilise aucun de ses "
                "services, ou compte pour 0 habitant (« populations », dans « couts »).",
                numero=avenant.numero,
                part=euros(ligne.total),
                nom=ligne.membre.collectivite.nom,
                lancement=lancement,
            )


def check_signataires(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A convention that all have signed is amended by all, unless it says otherwise."""
    avenant, avant = groupement.avenant, groupement.avant
    if avenant is None or avant is None or avenant.par_tous:
        return
    clause = avant.clauses.modification
    if clause and _TOUS not in cle(clause):
        return
    yield GC_AVENANT_SIGNATURE.tell(
        "L'avenant n° {numero} n'est approuvé et signé que des membres concernés, alors que la convention "
        "{dit} : à confirmer.",
        avenant.lieux.get("signataires"),
        avant.clauses.lieux.get("modification"),
        hint="Faites-le approuver et signer par tous les membres : « signataires: tous les membres ».",
        numero=avenant.numero,
        dit=f"veut qu’il soit {clause}" if clause else "ne dit pas qui approuve un avenant",
    )


def check_accords(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Signed while one of those who adopt it had not: what was signed then could still be refused."""
    avenant = groupement.avenant
    if avenant is None:
        return
    depuis = {membre.collectivite.code: executoire_au(membre, None) for membre in groupement.membres}
    for membre in sans_doute(groupement):
        signee = membre.signee_le
        autres = (each for each in groupement.membres if each is not membre)
        manquent = [
            autre
            for autre in autres
            if signee and ((le := depuis[autre.collectivite.code]) is None or le > signee)
        ]
        if manquent:
            yield GC_AVENANT_SIGNATURE.tell(
                "{nom} : avenant n° {numero} signé le {signee} ; il manquait l'acte exécutoire {noms}.",
                membre.lieux.get("signee_le") or membre.lieu,
                hint="Vérifiez cette date ; si elle est juste, l'avenant est à signer de nouveau une fois "
                "toutes les délibérations exécutoires, à confirmer.",
                nom=membre.collectivite.nom,
                numero=avenant.numero,
                signee=signee,
                noms=enumeration(apres_de(each.collectivite) for each in manquent),
            )


def decisions_attendues(etat: EtatGroupement) -> Iterator[Diagnostic]:
    """Those without whose decision an amendment binds nobody: what is made to be signed is a PROJET."""
    avenant, decidees = etat.groupement.avenant, (Situation.PARTIE, Situation.EXECUTOIRE)
    manquent = [ligne.membre for ligne in etat.lignes if ligne.situation not in decidees]
    if avenant is None or not manquent:
        return
    yield GC_AVENANT_SIGNATURE.tell(
        "L'avenant n° {numero} à signer reste un projet : ceux qui l'approuvent ne l'ont pas tous fait par "
        "un acte exécutoire, il manque {noms}.",
        avenant.lieu,
        *(membre.lieu for membre in manquent),
        hint="Relancez ces conseils, ou notez leur délibération, sa transmission et sa publication.",
        severity=Severity.WARNING,
        numero=avenant.numero,
        noms=noms(manquent),
    )
