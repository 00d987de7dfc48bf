"""A closed session: who asked for it, and the vote that decided it."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic
from actgen.facts.seance import Point
from actgen.figures.demandes import HUIS_CLOS, DemandeComptee, demande_comptee
from actgen.figures.prealables import VotePrealable
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.scrutins import huis_clos
from actgen.rules import rule
from actgen.text.grammar import compte
from actgen.text.messages import phrase

from .outils import cgct, constatee, le_chef, noms

VOTE_HUIS_CLOS = rule("VOTE-HUIS-CLOS")


def check_huis_clos(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """All that a closed item lacks, in one finding; what was decided holds until an item is public."""
    if not constatee(figures):
        return
    decide_avant = False
    for figures_point in figures.points:
        point = figures_point.point
        demande = demande_comptee(HUIS_CLOS, figures_point.presence, figures.regime)
        decide = figures_point.huis_clos
        if decide_avant and point.huis_clos and demande is None and decide is None:
            continue
        decide_avant = (point.huis_clos and _decide(decide)) or _en_est_l_objet(figures_point)
        manques = [*_demande(demande, figures), *_vote(decide)] if point.huis_clos else _contraire(decide)
        if manques:
            yield VOTE_HUIS_CLOS.finding(
                phrase("Point {n}, huis clos : ", n=point.numero) + phrase(" ; ").join(manques) + ".",
                point.lieux.get("huis_clos") if point.huis_clos else None,
                *(each.lieu for each in (demande.demandes if demande else ())),
                decide.vote.lieu if decide else None,
                hint=_remede(point, demande, decide),
                point=point.numero,
                article=cgct(huis_clos(figures.regime.genre, figures.regime.jour).article),
            )


def _decide(vote: VotePrealable | None) -> bool:
    return vote is not None and vote.decide_par_les_membres


def _en_est_l_objet(figures_point: FiguresPoint) -> bool:
    """« Huis clos », put to the vote as an item: the council decides it for its session."""
    vote = figures_point.decompte
    voulu = "huis clos" in figures_point.point.objet.casefold()
    return voulu and vote is not None and vote.pour > figures_point.votants.nombre // 2


def _remede(point: Point, demande: DemandeComptee | None, decide: VotePrealable | None) -> str:
    """What to write, and what to correct of what is written."""
    if not point.huis_clos:
        return phrase("Écrivez « huis_clos: oui » au point, ou corrigez « vote_huis_clos ».")
    a_ecrire = [
        *(["la demande sous « demandes »"] if demande is None else ()),
        *(["le vote sous « vote_huis_clos »"] if decide is None else ()),
    ]
    a_corriger = [
        *(["la demande"] if demande is not None and not demande.suffit else ()),
        *(["« vote_huis_clos »"] if decide is not None and not decide.decide_par_les_membres else ()),
    ]
    parts = [
        *([phrase("écrivez {quoi}", quoi=phrase(" et ".join(a_ecrire)))] if a_ecrire else ()),
        *(
            [phrase("corrigez {quoi} si c'est une erreur de saisie", quoi=phrase(" ou ".join(a_corriger)))]
            if a_corriger
            else ()
        ),
    ]
    dit = phrase(" ; ").join(parts)
    return f"{dit[0].upper()}{dit[1:]}."


def _demande(demande: DemandeComptee | None, figures: FiguresSeance) -> Iterator[str]:
    if demande is None:
        yield phrase("la demande n'est pas indiquée")
    elif not demande.suffit:
        faits = phrase(
            "demandé par {nombre}, quand il en faut {requis}, ou {chef}",
            nombre=compte(demande.nombre, "membre présent", "membres présents"),
            requis=demande.requis,
            chef=le_chef(figures),
        )
        absents = phrase(" (absents : {noms})", noms=noms(demande.absents)) if demande.absents else ""
        yield faits + absents


def _vote(decide: VotePrealable | None) -> Iterator[str]:
    if decide is None:
        yield phrase("le vote qui l'a décidé n'est pas indiqué")
    elif not decide.decide_par_les_membres:
        yield phrase(
            "décidé par {pour}, quand la majorité absolue des {membres} membres présents ou représentés "
            "est de {majorite}",
            pour=compte(decide.decompte.pour, "voix", "voix"),
            membres=decide.membres,
            majorite=decide.majorite_des_membres,
        )


def _contraire(decide: VotePrealable | None) -> list[str]:
    """Decided, and the item isn't told to have been closed."""
    if decide is None or not decide.decide_par_les_membres:
        return []
    return [
        phrase(
            "décidé par {pour}, mais le point n'est pas dit traité à huis clos",
            pour=compte(decide.decompte.pour, "voix", "voix"),
        )
    ]


RULES = (check_huis_clos,)
