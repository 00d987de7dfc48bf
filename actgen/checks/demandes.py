"""Ballots that members asked for: enough of those present bind the council."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.vote import Scrutin, Vote
from actgen.figures.demandes import DemandeComptee, demande_comptee
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.text.grammar import compte
from actgen.text.messages import phrase

from .decomptes import MODES
from .outils import noms, votes
from .scrutins import VOTE_PUBLIC, VOTE_SECRET


def check_exige(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A ballot validly asked for and not held; asked for both, the secret one prevails (from memory)."""
    for point in votes(figures):
        vote = point.point.vote
        if vote is None:
            continue
        secret, public = (_valable(quoi, point, figures) for quoi in ("secret", "public"))
        if secret is not None and vote.scrutin is not Scrutin.SECRET:
            les_deux = vote.scrutin is Scrutin.PUBLIC and public is not None
            suite = "le scrutin public l'est aussi ; le secret l'emporte, à confirmer." if les_deux else ""
            yield VOTE_SECRET.finding(
                _faits(point, secret, "secret", vote, suite),
                *_lieux(secret, vote),
                hint=phrase("Corrigez le mode de scrutin, ou la demande."),
                point=point.point.numero,
                severity=Severity.WARNING if les_deux else None,
            )
        elif public is not None and secret is None and _manque_au_public(point, vote):
            yield VOTE_PUBLIC.finding(
                _faits(point, public, "public", vote),
                *_lieux(public, vote),
                hint=phrase("Corrigez le mode de scrutin, ou la demande."),
                point=point.point.numero,
                article=VOTE_SECRET.code.article,
            )


def _manque_au_public(point: FiguresPoint, vote: Vote) -> bool:
    """Whether a public ballot that was due was not held: a show of hands with every name is one."""
    if vote.scrutin is Scrutin.SECRET:
        return point.point.nature != "nomination"
    total = point.decompte.total if point.decompte is not None else 0
    return vote.scrutin is Scrutin.MAIN_LEVEE and len(vote.noms) < total


def check_insuffisant(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A secret ballot held at the request of too few."""
    for point in votes(figures):
        vote, demande = point.point.vote, demande_comptee("secret", point.presence, figures.regime)
        if vote is None or vote.scrutin is not Scrutin.SECRET or demande is None or demande.suffit:
            continue
        if point.point.nature == "nomination":
            continue
        yield VOTE_SECRET.finding(
            phrase("Point {n} : scrutin secret demandé par ", n=point.point.numero)
            + phrase(
                "{nombre} sur {presents} ; il en fallait {requis}.",
                nombre=compte(demande.nombre, "membre présent", "membres présents"),
                presents=demande.presents,
                requis=demande.requis,
            )
            + _absents(demande),
            *_lieux(demande, vote),
            hint=phrase("Vérifiez la demande : seuls les présents comptent."),
            point=point.point.numero,
            severity=Severity.WARNING,
        )


def _valable(quoi: str, point: FiguresPoint, figures: FiguresSeance) -> DemandeComptee | None:
    demande = demande_comptee(quoi, point.presence, figures.regime)
    return demande if demande is not None and demande.suffit else None


def _faits(point: FiguresPoint, demande: DemandeComptee, quoi: str, vote: Vote, suite: str = "") -> str:
    return (
        phrase("Point {n} : scrutin {quoi} demandé par ", n=point.point.numero, quoi=quoi)
        + phrase(
            "{nombre} sur {presents} ({requis} suffisent), mais vote {mode}",
            nombre=compte(demande.nombre, "membre présent", "membres présents"),
            presents=demande.presents,
            requis=demande.requis,
            mode=MODES[vote.scrutin],
        )
        + (phrase(" : ") + phrase(suite) if suite else ".")
    )


def _absents(demande: DemandeComptee) -> str:
    """Who asked without being there."""
    if not demande.absents:
        return ""
    return phrase(" N'est pas parmi les présents : {noms}.", noms=noms(demande.absents))


def _lieux(demande: DemandeComptee, vote: Vote) -> Iterator[Location | None]:
    yield from (each.lieu for each in demande.demandes)
    yield vote.lieu


RULES = (check_exige, check_insuffisant)
