"""Names in a vote: never for a secret ballot, all of them for a public one, each once and rightly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.vote import Scrutin, Sens, VoixNommee, Vote
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Decompte
from actgen.law.regimes import Regime
from actgen.rules import rule
from actgen.text.grammar import compte
from actgen.text.messages import phrase

from .outils import cgct, nomme, votes

VOTE_SECRET = rule("VOTE-SECRET")
VOTE_PUBLIC = rule("VOTE-PUBLIC")
VOTE_NOMS = rule("VOTE-NOMS")


def check_secret(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Names, or the president's own vote, given for a secret ballot: they are never printed."""
    for point in votes(figures):
        vote = point.point.vote
        if vote is None or vote.scrutin is not Scrutin.SECRET:
            continue
        if not vote.noms and vote.voix_du_president is None:
            continue
        yield VOTE_SECRET.finding(
            phrase(
                "Point {n} : le scrutin est secret, mais le fichier dit qui a voté quoi.",
                n=point.point.numero,
            ),
            *(voix.lieu for voix in vote.noms),
            vote.lieu,
            hint=phrase("Retirez les noms et la voix du président, ou corrigez le mode de scrutin."),
            point=point.point.numero,
        )


def check_public(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A public ballot with names missing.

    Since 01/07/2022 the duty is in an article set aside in Alsace-Moselle: only a warning there.
    """
    regime = figures.regime
    for point in votes(figures):
        vote, chiffres = point.point.vote, point.decompte
        if vote is None or chiffres is None or vote.scrutin is not Scrutin.PUBLIC or vote.tours:
            continue
        if len(vote.noms) >= chiffres.total:
            continue
        yield VOTE_PUBLIC.finding(
            phrase(
                "Point {n} : scrutin public, mais {noms} pour {voix} voix.",
                n=point.point.numero,
                noms=compte(len(vote.noms), "nom"),
                voix=chiffres.total,
            )
            + (
                phrase(" Aucun texte lu ne les impose ici : à confirmer.")
                if regime.alsace_moselle and regime.regime_2022
                else ""
            ),
            vote.lieu,
            hint=phrase("Donnez tous les noms : « 2 pour (Prénom NOM, Prénom NOM), 1 contre (Prénom NOM) »."),
            point=point.point.numero,
            severity=Severity.WARNING if regime.alsace_moselle and regime.regime_2022 else None,
            article=_article_du_scrutin_public(regime),
        )


def _article_du_scrutin_public(regime: Regime) -> str | None:
    """None: the article of the code's declaration; none is cited where local law sets it aside."""
    if not regime.regime_2022:
        return cgct("L2121-21")
    return "" if regime.alsace_moselle else None


def check_noms(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A name of someone who was not there, a name twice, more names than votes, a president who votes twice.

    Those who were there and had to keep out are the matter of interests and accounts.
    """
    for point in votes(figures):
        vote, chiffres = point.point.vote, point.decompte
        if vote is None or chiffres is None or vote.scrutin is Scrutin.SECRET or chiffres.pour < 0:
            continue
        yield from _president(point, vote)
        yield from _absents(point, vote.noms)
        yield from _doubles(point, vote.noms)
        yield from _trop_de_noms(point, vote.noms, chiffres)


def _president(point: FiguresPoint, vote: Vote) -> Iterator[Diagnostic]:
    """The president's vote told twice, and otherwise."""
    president, dite = point.president, vote.voix_du_president
    if president is None or dite is None:
        return
    for voix in vote.noms:
        if nomme(voix.membre, (president,)) and voix.sens is not dite:
            yield VOTE_NOMS.finding(
                phrase("Point {n} : {nom}, qui préside, ", n=point.point.numero, nom=president.nom_complet)
                + phrase("est parmi les noms d'un autre vote que sa voix de président."),
                voix.lieu,
                vote.lieu,
                hint=phrase("Corrigez les noms, ou « voix_du_president »."),
                point=point.point.numero,
            )


def _absents(point: FiguresPoint, noms: tuple[VoixNommee, ...]) -> Iterator[Diagnostic]:
    salle = point.presence.au_vote
    possibles = (*salle.presents, *(r.mandant for r in salle.representes))
    for voix in noms:
        nom = voix.membre.nom_complet
        if nomme(voix.membre, possibles):
            continue
        yield VOTE_NOMS.finding(
            phrase("Point {n} : le vote nomme ", n=point.point.numero)
            + phrase("{nom}, qui n'y vote ni en personne ni par pouvoir.", nom=nom),
            voix.lieu,
            hint=phrase("Corrigez le nom, ou les présences à ce point."),
            point=point.point.numero,
        )


def _doubles(point: FiguresPoint, noms: tuple[VoixNommee, ...]) -> Iterator[Diagnostic]:
    for nom, fois in Counter(voix.membre.nom_complet for voix in noms).items():
        if fois > 1:
            yield VOTE_NOMS.finding(
                phrase(
                    "Point {n} : le vote nomme {fois} fois {nom}.", n=point.point.numero, fois=fois, nom=nom
                ),
                *(voix.lieu for voix in noms if voix.membre.nom_complet == nom),
                hint=phrase("Gardez un seul sens de vote pour chaque membre."),
                point=point.point.numero,
            )


def _trop_de_noms(
    point: FiguresPoint, noms: tuple[VoixNommee, ...], chiffres: Decompte
) -> Iterator[Diagnostic]:
    comptes = {
        Sens.POUR: ("pour", chiffres.pour),
        Sens.CONTRE: ("contre", chiffres.contre),
        Sens.ABSTENTION: ("abstention", chiffres.abstentions),
        Sens.NE_PREND_PAS_PART: ("ne prend pas part", chiffres.ne_prennent_pas_part),
    }
    for sens, (mot, voix) in comptes.items():
        nommees = [each for each in noms if each.sens is sens]
        if len(nommees) > voix:
            yield VOTE_NOMS.finding(
                phrase(
                    "Point {n} : {noms} pour {voix} voix « {mot} ».",
                    n=point.point.numero,
                    noms=compte(len(nommees), "nom"),
                    voix=voix,
                    mot=mot,
                ),
                *(each.lieu for each in nommees),
                hint=phrase("Corrigez le nombre de voix, ou retirez un nom."),
                point=point.point.numero,
            )


RULES = (check_secret, check_public, check_noms)
