"""For which sessions a proxy holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic
from actgen.facts.seance import Pouvoir
from actgen.figures.pouvoirs import (
    autre_seance,
    pouvoirs_ecrits,
    rang_de_seance,
    trop_de_seances,
)
from actgen.figures.seance import FiguresSeance
from actgen.law.scrutins import duree_des_pouvoirs
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.elision import elision
from actgen.text.lists import enumeration
from actgen.text.messages import phrase

from .outils import cgct, cgct_du_conseil

_L2121_20 = cgct("L2121-20")

POUV_SEANCE = rule("POUV-SEANCE")
POUV_TROIS_SEANCES = rule("POUV-TROIS-SEANCES")


def check_seances(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A proxy that names other sessions. At a second convocation, that is its rule's to say."""
    jour = figures.seance.date
    if figures.seance.convocation.seconde is not None:
        return
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if autre_seance(pouvoir, jour):
            yield POUV_SEANCE.finding(
                _mandant(pouvoir)
                + phrase(
                    " désigne {seances}, pas celle du {jour}.",
                    seances=_seances(pouvoir.seances),
                    jour=date_chiffres(jour),
                ),
                pouvoir.lieu,
                hint=phrase(
                    "Relisez sur le pouvoir signé les séances qu'il désigne ; s'il ne désigne pas celle-ci, "
                    "son auteur est absent."
                ),
                article=cgct_du_conseil(figures, "L2121-20"),
            )


def check_duree(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The same proxy at a fourth consecutive session, without illness."""
    for pouvoir in pouvoirs_ecrits(figures.seance):
        if not trop_de_seances(pouvoir, figures.seance.date):
            continue
        yield POUV_TROIS_SEANCES.finding(
            _mandant(pouvoir)
            + phrase(
                " sert à une {rang}e séance de suite ; {limite} au plus, sauf maladie dûment constatée.",
                rang=rang_de_seance(pouvoir, figures.seance.date),
                limite=duree_des_pouvoirs(figures.seance.date).seances,
            ),
            pouvoir.lieu,
            hint=phrase(
                "Sans un nouveau pouvoir, son auteur est absent ; si sa maladie est dûment constatée, "
                "écrivez « maladie: oui »."
            ),
            article=cgct_du_conseil(figures, "L2121-20"),
        )


def _mandant(pouvoir: Pouvoir) -> str:
    return phrase(
        "Le pouvoir {mandant} à {mandataire}",
        mandant=elision("de", pouvoir.mandant.nom_complet),
        mandataire=pouvoir.mandataire.nom_complet,
    )


def _seances(jours: tuple[date, ...]) -> str:
    mot = "la séance du" if len(jours) == 1 else "les séances des"
    return f"{mot} {enumeration(date_chiffres(jour) for jour in sorted(jours))}"


RULES = (check_seances, check_duree)
