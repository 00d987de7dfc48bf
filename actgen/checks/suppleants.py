"""Substitutes of an EPCI: none takes a seat where the member whom they stand in for already sits."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.seance import Mouvement, SensMouvement
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.messages import phrase

from .outils import constatee

SUPPLEANT_PRESENT = rule("SUPPLEANT-PRESENT")


def check_arrivees(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Who sits in each seat that has a substitute, from one movement to the next."""
    if not constatee(figures):
        return
    assis = {membre.siege: membre.nom_complet for membre in figures.ouverture.presents}
    for mouvement in _suivis(figures):
        membre = mouvement.membre
        if mouvement.sens is SensMouvement.DEPART:
            assis.pop(membre.siege, None)
            continue
        if membre.titulaire and assis.get(membre.siege) == membre.titulaire:
            yield SUPPLEANT_PRESENT.finding(
                phrase(
                    "{nom} arrive, alors que {titulaire}, qu'il faudrait suppléer, siège.",
                    nom=membre.nom_complet,
                    titulaire=membre.titulaire,
                ),
                mouvement.lieu,
                membre.lieu,
                hint=phrase(
                    "Effacez cette arrivée, ou écrivez avant elle le départ de {titulaire}.",
                    titulaire=membre.titulaire,
                )
                + (
                    phrase(" Dans un syndicat, écrivez aux absents qui elle ou il supplée : à confirmer.")
                    if figures.seance.collectivite.est_syndicat
                    else ""
                ),
                severity=Severity.WARNING if figures.seance.collectivite.est_syndicat else None,
            )
        assis[membre.siege] = membre.nom_complet


def _suivis(figures: FiguresSeance) -> Iterator[Mouvement]:
    for point in figures.points:
        yield from point.presence.mouvements


RULES = (check_arrivees,)
