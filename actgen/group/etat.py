"""Who is in annexe 1, who is still awaited, and for what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actgen.figures.execution import executoire_le
from actgen.model.groupement import EtatGroupement, Groupement, LigneAnnexe, MembreGroupement


def etat(groupement: Groupement, au: date | None = None) -> EtatGroupement:
    """The group as at `au`: what happened later is not known yet. None: with all that is known.

    The coordinator is a member like the others: it heads the list that its own decision puts it in.
    """
    lignes = [_ligne(groupement, membre, au) for membre in groupement.membres]
    adherents = [ligne for ligne in lignes if _a_decide(ligne)]
    en_attente = [ligne for ligne in lignes if not _a_decide(ligne)]
    return EtatGroupement(groupement, au, _numeroter(adherents), _numeroter(en_attente))


def _a_decide(ligne: LigneAnnexe) -> bool:
    membre = ligne.membre
    return membre.deliberation_le is not None and membre.resultat != "rejetée"


def _numeroter(lignes: list[LigneAnnexe]) -> tuple[LigneAnnexe, ...]:
    return tuple(
        LigneAnnexe(rang, ligne.membre, ligne.est_coordonnateur, ligne.executoire_le, ligne.etape_manquante)
        for rang, ligne in enumerate(lignes, start=1)
    )


def _ligne(groupement: Groupement, membre: MembreGroupement, au: date | None) -> LigneAnnexe:
    connu = _a_cette_date(membre, au)
    executoire = executoire_le(transmise=connu.transmise_le, recue=connu.recue_le, publiee=connu.publiee_le)
    est_coordonnateur = membre.collectivite.code == groupement.coordonnateur.collectivite.code
    return LigneAnnexe(0, connu, est_coordonnateur, executoire, _etape(connu, executoire))


def _a_cette_date(membre: MembreGroupement, au: date | None) -> MembreGroupement:
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
    )


def _etape(membre: MembreGroupement, executoire: date | None) -> str:
    """The first step that is missing before the member is party to the convention."""
    if membre.resultat == "rejetée":
        return "adhésion rejetée"
    if membre.deliberation_le is None:
        return "délibération"
    if membre.transmise_le is None and membre.recue_le is None:
        return "transmission"
    if executoire is None:
        return "publication"
    if membre.signee_le is None:
        return "signature"
    return ""
