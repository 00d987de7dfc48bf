"""The count of the signed sheet against the list, and absences to qualify."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic
from actgen.facts.seance import SensMouvement
from actgen.figures.pouvoirs import en_trop
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase

from .outils import constatee, noms

EFFECTIF_COHERENCE = rule("EFFECTIF-COHERENCE")
ABSENCE_QUALIFIEE = rule("ABSENCE-QUALIFIEE")


def check_compte(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Members in office, present, represented and voting at the opening, as counted and as deduced.

    A difference that proxies without effect, or too many for their holder, account for is theirs to say.
    """
    if not constatee(figures):
        return
    ouverture, releve = figures.ouverture, figures.seance.compte
    presents, representes = len(ouverture.presents), len(ouverture.representes)
    permis = figures.regime.pouvoirs_par_membre
    surplus = sum(len(each.pouvoirs) - permis for each in en_trop(ouverture.representes, permis))
    jeu = range(-surplus, len(ouverture.sans_effet) + 1)
    comparaisons = (
        ("en_exercice", releve.en_exercice, len(figures.en_exercice), "membre", range(1)),
        ("presents", releve.presents, presents, "présent", range(1)),
        ("representes", releve.representes, representes, "représenté", jeu),
        ("votants", releve.votants, presents + representes, "votant", jeu),
    )
    faux = [
        (champ, compte(lu, mot), deduit)
        for champ, lu, deduit, mot, ecarts in comparaisons
        if lu is not None and lu - deduit not in ecarts
    ]
    if faux:
        ecarts_dits = enumeration(f"{lu} au lieu de {deduit}" for _, lu, deduit in faux)
        yield EFFECTIF_COHERENCE.finding(
            phrase("Le compte relevé n'est pas celui que donne la liste : ") + f"{ecarts_dits}.",
            *(releve.lieux.get(champ) for champ, _, _ in faux),
            hint=phrase(
                "Relisez les noms sur la feuille signée : tous ceux qui ne sont pas dans « absents » "
                "sont comptés présents."
            ),
        )


def check_absences(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Absent the whole session, not represented, and neither excused nor not. Late arrivals were there."""
    if not constatee(figures) or not figures.regime.alsace_moselle:
        return
    arrives = {
        mouvement.membre.nom_complet
        for mouvement in figures.seance.mouvements
        if mouvement.sens is SensMouvement.ARRIVEE
    }
    absents = {membre.nom_complet for membre in figures.ouverture.absents} - arrives
    a_dire = [
        absence
        for absence in figures.seance.absents or ()
        if absence.excuse is None
        and absence.membre.nom_complet in absents
        and not (absence.pouvoir and absence.pouvoir.sans_mandataire)
    ]
    if a_dire:
        debut = "Précisez si l'absence est excusée ou non : "
        yield ABSENCE_QUALIFIEE.finding(
            phrase(debut) + noms(absence.membre for absence in a_dire) + ".",
            *(absence.lieu for absence in a_dire),
            hint=phrase("Ajoutez « excusé » ou « non excusé » après le nom."),
        )


RULES = (check_compte, check_absences)
