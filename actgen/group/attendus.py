"""Where each council stands: awaited, by which law, or for the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic
from actgen.facts.groupement import Groupement, MembreGroupement
from actgen.rules import rule
from actgen.text.messages import say

GC_CONSEILS = rule("GC-CONSEILS")


def attendus(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """The members whose council has not decided yet."""
    return tuple(
        membre
        for membre in _conseils(groupement)
        if membre.collectivite.est_commune
        and membre.deliberation_le is None
        and not membre.resultat
        and not membre.a_corriger
    )


def approbateurs(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """Those whose council has approved the text."""
    return tuple(
        membre
        for membre in _conseils(groupement)
        if membre.deliberation_le is not None and membre.resultat != "rejetée"
    )


def soumis(groupement: Groupement) -> bool:
    """Whether a council has approved the text, is said to, or may have: an answer can't be read."""
    douteuse = any(membre.a_corriger for membre in _conseils(groupement))
    return groupement.approuvee_le is not None or bool(approbateurs(groupement)) or douteuse


def approuve(groupement: Groupement) -> bool:
    """Whether a council is told to have approved the text, without a doubt."""
    sures = (membre for membre in approbateurs(groupement) if not membre.a_corriger)
    return groupement.approuvee_le is not None or any(sures)


def _conseils(groupement: Groupement) -> Iterator[MembreGroupement]:
    """All but the coordinator, whose own decision is another text."""
    coordonnateur = groupement.coordonnateur.collectivite.code
    return (membre for membre in groupement.membres if membre.collectivite.code != coordonnateur)


def day_of_law(groupement: Groupement) -> date | None:
    """The day whose law the models follow: the one asked of the councils, else that of their answers."""
    demande = groupement.conseils.a_deliberer_avant
    votes = [membre.deliberation_le for membre in groupement.membres if membre.deliberation_le is not None]
    return demande or (None if attendus(groupement) else max(votes, default=groupement.approuvee_le))


def sans_date(groupement: Groupement) -> Diagnostic | None:
    """Why no model can be made: nobody knows whose law it follows."""
    demande = groupement.conseils
    if day_of_law(groupement) is not None:
        return None
    return GC_CONSEILS.finding(
        say("Il n'est pas dit avant quelle date les conseils délibèrent : aucun modèle ne peut être fait."),
        demande.lieux.get("a_deliberer_avant"),
        hint=say("Complétez « a_deliberer_avant » à la rubrique « conseils »."),
    )
