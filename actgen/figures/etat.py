"""Who is party to the convention, who is still awaited, and for what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from actgen.facts.groupement import (
    EtatGroupement,
    Groupement,
    LigneAnnexe,
    MembreGroupement,
    Remise,
    Situation,
)
from actgen.figures.groupements import est_rejetee, executoire_au
from actgen.text.dates import date_chiffres

_ADHERENTS = (Situation.PARTIE, Situation.EXECUTOIRE, Situation.ADOPTEE)


def etat(groupement: Groupement, au: date | None = None) -> EtatGroupement:
    """The group as at `au`, else as at the day on which its file closes annexe 1: later facts are left out.

    While that day isn't written, with all that is known.
    """
    return _etat(groupement, au or groupement.annexe_1_arretee_au)


def etat_connu(groupement: Groupement) -> EtatGroupement:
    """The group with all that is known of it, annexe 1 closed or not."""
    return _etat(groupement, None)


def _etat(groupement: Groupement, au: date | None) -> EtatGroupement:
    lignes = [_ligne(groupement, membre, au) for membre in groupement.membres]
    listes = (_ADHERENTS, (Situation.EN_ATTENTE,), (Situation.REJETEE,))
    rangees = [ligne for liste in listes for ligne in _par_rang(lignes, liste)]

    def de(situation: Situation) -> tuple[LigneAnnexe, ...]:
        return tuple(ligne for ligne in rangees if ligne.situation is situation)

    return EtatGroupement(
        groupement,
        au,
        parties=de(Situation.PARTIE),
        executoires=de(Situation.EXECUTOIRE),
        adoptees=de(Situation.ADOPTEE),
        en_attente=de(Situation.EN_ATTENTE),
        rejetees=de(Situation.REJETEE),
    )


def _par_rang(lignes: list[LigneAnnexe], liste: tuple[Situation, ...]) -> Iterator[LigneAnnexe]:
    """The lines of a list, numbered: the coordinator, then the nearest to the signature first."""
    retenues = (ligne for ligne in lignes if ligne.situation in liste)
    rangees = sorted(retenues, key=lambda each: (not each.est_coordonnateur, liste.index(each.situation)))
    return (replace(ligne, rang=rang) for rang, ligne in enumerate(rangees, start=1))


def _ligne(groupement: Groupement, membre: MembreGroupement, au: date | None) -> LigneAnnexe:
    connu, depuis = a_cette_date(membre, au), executoire_au(membre, au)
    est_coordonnateur = membre.collectivite.code == groupement.coordonnateur.collectivite.code
    return LigneAnnexe(0, connu, est_coordonnateur, depuis, _situation(connu, depuis), _etape(connu, depuis))


def a_cette_date(membre: MembreGroupement, au: date | None) -> MembreGroupement:
    """The member as it was known that day; None: with all that is known."""
    if au is None:
        return membre

    def connu(jour: date | None) -> date | None:
        return jour if jour is not None and jour <= au else None

    deliberation = connu(membre.deliberation_le)
    return replace(
        membre,
        resultat=membre.resultat if deliberation else "",
        deliberation_le=deliberation,
        numero=membre.numero if deliberation else "",
        transmise_le=connu(membre.transmise_le),
        recue_le=connu(membre.recue_le),
        publiee_le=connu(membre.publiee_le),
        notifiee_le=connu(membre.notifiee_le),
        signee_le=connu(membre.signee_le),
        remise=_remise_connue(membre, au),
    )


def _remise_connue(membre: MembreGroupement, au: date) -> Remise | None:
    remise = membre.remise
    return remise if remise is None or remise.le is None or remise.le <= au else None


def _situation(membre: MembreGroupement, depuis: date | None) -> Situation:
    if membre.a_corriger:
        return Situation.EN_ATTENTE
    if est_rejetee(membre):
        return Situation.REJETEE
    if membre.deliberation_le is None:
        return Situation.EN_ATTENTE
    if depuis is None:
        return Situation.ADOPTEE
    return Situation.EXECUTOIRE if membre.signee_le is None else Situation.PARTIE


def _etape(membre: MembreGroupement, depuis: date | None) -> str:
    """The first step that is missing before the member is party to the convention."""
    if membre.a_corriger:
        return membre.a_corriger
    if est_rejetee(membre):
        return Situation.REJETEE.value
    if membre.deliberation_le is None:
        return f"délibération ({_remise(membre.remise)})" if membre.remise else "délibération"
    if membre.transmise_le is None and membre.recue_le is None:
        return "transmission"
    if membre.publiee_le is None:
        return "publication"
    if depuis is None:  # sent and published: its receipt, told in the file, is still to come
        return "réception par le représentant de l’État"
    return "signature" if membre.signee_le is None else ""


def _remise(remise: Remise) -> str:
    """« ajournée le 14/12/2022 »: a council that met and decided nothing is not a silent one."""
    return f"{remise.motif.value} le {date_chiffres(remise.le)}" if remise.le else remise.motif.value
