"""How members join: their decisions, what came back of them, and answers at fault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.acts.views.convention import empreinte_imprimee
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.messages import phrase
from actgen.checks.groupements.coordonnateur import (
    check_deux_dates,
    check_mandat,
    noms,
    noms_dates,
    sans_doute,
    tant_que_projet,
)
from actgen.council.facts.groupement import Groupement, MembreGroupement, MotifDeRemise
from actgen.council.figures.groupements import executoire
from actgen.council.figures.reponses import (
    Faute,
    autre_empreinte,
    autre_version,
    decision_remise,
    fautes,
    fautes_de_la_ligne,
)
from actgen.law.citations import cgct

# who is a party to the convention: by its own body's decision, and in time for the consultation

GC_ADHESION_TARDIVE = rule("GC-ADHESION-TARDIVE")
GC_DELIB_MEMBRE = rule("GC-DELIB-MEMBRE")
_REMISES = {
    MotifDeRemise.AJOURNEE: phrase("l'adhésion a été ajournée"),
    MotifDeRemise.RETIREE: phrase("l'adhésion a été retirée de l'ordre du jour"),
    MotifDeRemise.SANS_QUORUM: phrase("son assemblée n'a pas atteint le quorum"),
}
_DECISIONS = {"maire": "du maire", "président": "du président"}
_DELEGATION = cgct("L5211-10")


def check_adhesion(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Joining at any time, though needs are fixed at the launch, whose date is not told."""
    cadre = groupement.accord_cadre
    if cadre.lancement is None and groupement.clauses.adhesion == "a_tout_moment":
        yield GC_ADHESION_TARDIVE.tell(
            "Adhésion « à tout moment » sans date de lancement : la clause portera la limite, à confirmer.",
            cadre.lieux.get("lancement"),
            groupement.clauses.lieux.get("adhesion"),
            hint="Écrivez la date de lancement de la consultation dès qu'elle est connue.",
        )


def check_tardifs(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Members that joined after the launch; in a closed group they may not be members at all."""
    cadre = groupement.accord_cadre
    if cadre.lancement is None:
        return
    jours = ((m, _adhere_le(groupement, m)) for m in _adherents(groupement))
    tardifs = [(m, le) for m, le in jours if le is not None and le > cadre.lancement]
    if tardifs:
        ferme = groupement.clauses.adhesion == "fermee"
        yield GC_ADHESION_TARDIVE.finding(
            f"{noms_dates(tardifs)} {_too_late(cadre.lancement, un=len(tardifs) == 1, ferme=ferme)}",
            *(membre.lieu for membre, _ in tardifs),
            cadre.lieux.get("lancement"),
            groupement.clauses.lieux.get("adhesion") if ferme else None,
            hint=phrase("Vérifiez ces dates ; la convention n'admet aucun nouveau membre.")
            if ferme
            else phrase("Vérifiez ces dates ; un nouveau membre n'entre que pour le marché suivant."),
        )


def _too_late(lancement: date, *, un: bool, ferme: bool) -> str:
    return phrase(
        "{verbe} après le lancement du {lancement}, alors que le groupement est fermé (« adhesion: "
        "fermée »), à confirmer."
        if ferme
        else "{verbe} après le lancement du {lancement} et {effet} bénéficier de l'accord-cadre en cours, à "
        "confirmer.",
        verbe="adhère" if un else "adhèrent",
        lancement=date_chiffres(lancement),
        effet="ne peut" if un else "ne peuvent",
    )


def _adherents(groupement: Groupement) -> Iterator[MembreGroupement]:
    """Those who join by this text: of an amendment, not those who were in before."""
    for membre in sans_doute(groupement):
        if groupement.avenant is None or groupement.fait_entrer(membre.collectivite.code):
            yield membre


def _adhere_le(groupement: Groupement, membre: MembreGroupement) -> date | None:
    """The day a member joined: by signing, else by deciding to.

    Where members join at any time, annexe 1 says who has no part in the contract by the day on which each
    decision became executory.
    """
    if membre.resultat == "rejetée":
        return None
    a_tout_moment = groupement.clauses.adhesion == "a_tout_moment"
    depuis = executoire(membre) if a_tout_moment else None
    return membre.signee_le or depuis or membre.deliberation_le


def check_deliberations(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Parties without a dated decision: one finding for all, since one letter asks for them."""
    sans = _en_faute(groupement, Faute.SANS_DATE)
    if sans:
        signes = all(membre.signee_le is not None for membre in sans)
        yield GC_DELIB_MEMBRE.tell(
            "{faits} sans date de délibération : {noms}.",
            *(membre.lieux.get("deliberation_du") or membre.lieu for membre in sans),
            hint="Demandez sa délibération à chaque membre, puis écrivez sa date.",
            severity=None if any(m.signee_le for m in sans) else tant_que_projet(groupement),
            faits="Convention signée" if signes else "Adhésion dite acquise",
            noms=noms(sans),
        )


def check_remises(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Signed, though its council has put the decision off: a date is there, and it is no decision's."""
    for membre in _en_faute(groupement, Faute.REMISE_SIGNEE):
        remise = decision_remise(membre)
        assert remise is not None, "it is what makes the fault"
        le = f" le {date_chiffres(remise.le)}" if remise.le else ""
        yield GC_DELIB_MEMBRE.tell(
            "{nom} a signé la convention le {signee}, alors que {remise}{le}.",
            membre.lieux.get("signee_le"),
            membre.lieux.get("resultat") or membre.lieu,
            hint="Écrivez le vote qui a suivi et sa date, ou retirez cette signature.",
            nom=membre.collectivite.nom,
            signee=membre.signee_le,
            remise=_REMISES[remise.motif],
            le=le,
        )


def _en_faute(groupement: Groupement, faute: Faute) -> list[MembreGroupement]:
    return [membre for membre in groupement.membres if faute in fautes(groupement, membre)]


def check_rejets(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """Signed, though its council said no."""
    for membre in _en_faute(groupement, Faute.REJET_SIGNE):
        yield GC_DELIB_MEMBRE.tell(
            "{nom} a signé la convention le {le}, alors que son assemblée a rejeté l'adhésion.",
            membre.lieux.get("signee_le"),
            membre.lieux.get("resultat"),
            hint="Corrigez le résultat du vote, ou retirez cette signature.",
            nom=membre.collectivite.nom,
            le=membre.signee_le,
        )


def check_organes(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A decision of the mayor, or of a Bureau that a commune doesn't have, doesn't make a party.

    The president of an EPCI may hold a standing delegation of its council, as its Bureau may.
    """
    for membre in sans_doute(groupement):
        lieu = membre.lieux.get("organe") or groupement.coordonnateur.deliberation.lieux.get("organe")
        if membre.organe == "président" and not membre.collectivite.est_commune:
            yield from _par_son_president(membre, groupement, lieu)
        elif Faute.PAS_L_ASSEMBLEE not in fautes(groupement, membre):
            continue
        elif membre.organe in _DECISIONS:
            yield GC_DELIB_MEMBRE.tell(
                "{nom} adhère par une décision {de} : la délégation des marchés n'y suffit pas.",
                lieu,
                hint="Son assemblée doit délibérer ; écrivez ensuite la date de cette délibération.",
                nom=membre.collectivite.nom,
                de=_DECISIONS[membre.organe],
            )
        else:
            yield GC_DELIB_MEMBRE.tell(
                "{nom} adhère par son bureau : une commune n'en a pas.",
                lieu,
                hint="Écrivez « organe: conseil » si c'est le conseil municipal qui a délibéré.",
                nom=membre.collectivite.nom,
            )


def _par_son_president(
    membre: MembreGroupement, groupement: Groupement, lieu: Location | None
) -> Iterator[Diagnostic]:
    """The only EPCI among members is the coordinator; a dated delegation is held against its decision."""
    if groupement.coordonnateur.deliberation.delegation_du_conseil is not None:
        return
    yield GC_DELIB_MEMBRE.tell(
        "{nom} adhère par une décision de son président : il y faut une délégation de son conseil, à "
        "confirmer.",
        lieu,
        hint="Écrivez sa date à « delegation_du_conseil », rubrique « coordonnateur ».",
        severity=Severity.WARNING,
        article=_DELEGATION,
        nom=membre.collectivite.nom,
    )


def check_textes(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """An answer given on another text binds nobody to this one."""
    for membre in sans_doute(groupement):
        if (told := autre_texte(groupement, membre)) is not None:
            yield told


def autre_texte(groupement: Groupement, membre: MembreGroupement, empreinte: str = "") -> Diagnostic | None:
    """That the answer of that member was given on another text, with what both say; None if nothing does.

    `empreinte`: that of the text, where it is known.
    """
    if autre_version(groupement, membre):
        champ, dite, notre = "version", membre.version, groupement.version
    elif autre_empreinte(membre, empreinte):
        champ, dite, notre = "empreinte", membre.empreinte, empreinte_imprimee(empreinte)
    else:
        return None
    return GC_DELIB_MEMBRE.tell(
        "{nom} a répondu sur un autre texte : {champ} « {dite} », alors que celle du texte soumis aux "
        "conseils est « {notre} » ; sa réponse reste en attente.",
        membre.lieux.get(champ) or membre.lieu,
        groupement.lieux.get("version") if champ == "version" else None,
        hint="Si c'est une erreur de saisie, corrigez-la ; sinon, envoyez le bon texte à {nom}, qui doit "
        "délibérer de nouveau, puis écrivez cette nouvelle délibération.",
        nom=membre.collectivite.nom,
        champ=champ,
        dite=dite,
        notre=notre,
    )


# what the answer of one member shows wrong: it keeps that member apart, and never stops the others

_RULES = {
    Faute.SANS_DATE: check_deliberations,
    Faute.REMISE_SIGNEE: check_remises,
    Faute.REJET_SIGNE: check_rejets,
    Faute.PAS_L_ASSEMBLEE: check_organes,
    Faute.MANDAT: check_mandat,
    Faute.DEUX_DATES: check_deux_dates,
}


def fautes_de_la_reponse(groupement: Groupement, membre: MembreGroupement) -> tuple[Diagnostic, ...]:
    """The errors of that member's answer, as if it were alone in the group."""
    seul = replace(groupement, membres=(membre,))
    jour = date.max  # no rule on an answer depends on the day
    return tuple(
        told for faute in fautes_de_la_ligne(groupement, membre) for told in _RULES[faute](seul, jour)
    )
