"""A vote that no count of voters allows is refused as it is told, while all are still there.

What sums is for the rules to say: several totals may be defended where the texts leave a doubt on a proxy.
Here such a total is taken, and the sheet tells the doubt; one that only a member who must not vote explains,
or a proxy whose holder has left, is refused with who that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.errors import UsageError
from actgen.base.text.elision import elision
from actgen.base.text.grammar import compte, pluriel
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.checks.elections import (
    bulletins_au_moins,
    bulletins_connus,
    check_bulletins,
    check_elus,
    check_sieges,
)
from actgen.checks.scrutins import check_noms
from actgen.checks.votes import (
    check_prealables,
    check_preponderante,
    pour_contre,
    votants_possibles,
    votes_comptes,
)
from actgen.council.facts.personne import names_of
from actgen.council.figures.elections import Election
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.votes import Decompte

from .gestures import HuisClos, Renonciation, Voix

_Check = Callable[[FiguresSeance], Iterator[Diagnostic]]


def refuse_sum(figures: FiguresSeance, gesture: Voix | HuisClos | Renonciation) -> None:
    """Raise UsageError, with the figures, for a vote that no count of voters allows."""
    if gesture.vote is None:
        return
    item = figures.point(gesture.point)
    before = {HuisClos: item.huis_clos, Renonciation: item.renonciation}.get(type(gesture))
    if before is not None:
        if _first(figures, item, check_prealables):
            raise UsageError(_told(before.decompte, sorted(before.defendables)))
    elif item.election is not None:
        _refuse_rounds(figures, item, item.election)
    else:
        _refuse_voices(figures, item)


def _first(figures: FiguresSeance, item: FiguresPoint, *checks: _Check) -> Diagnostic | None:
    """The first error that these rules find of an item."""
    found = (each for check in checks for each in check(figures))
    numero = item.point.numero
    return next((each for each in found if each.point == numero and each.severity is Severity.ERROR), None)


def _refuse_voices(figures: FiguresSeance, item: FiguresPoint) -> None:
    able, numero = item.votants, item.point.numero
    counted = next((each for each in votes_comptes(figures) if each.point.point.numero == numero), None)
    if counted is None:
        return
    if counted.chiffres.pour < 0 or counted.total not in able.defendables:
        raise UsageError(_told(counted.chiffres, sorted(able.defendables), _why(item, counted.total)))
    if wrong := _first(figures, item, check_noms):
        raise UsageError(f"{wrong.message} {wrong.hint}")
    if _first(figures, item, check_preponderante):
        raise UsageError(
            phrase(
                "Partage égal des voix ({decompte}) : le vote du président l’emporte. Dites comment il a "
                "voté, à « Voix du président ».",
                decompte=pour_contre(counted.chiffres),
            )
        )


def _refuse_rounds(figures: FiguresSeance, item: FiguresPoint, election: Election) -> None:
    """Ballots that are not those of the voters, votes that no seats allow, someone whom nothing elects."""
    able = item.votants.defendables
    for tour in election.tours:
        ballots = bulletins_au_moins(election, tour) + tour.hors_du_vote
        if ballots < min(able) and bulletins_connus(election, tour):
            raise UsageError(
                phrase(
                    "Tour {rang} : {ballots} {notes} pour {votants}. Recomptez, ou notez les bulletins "
                    "blancs ou nuls, et qui ne prend pas part.",
                    rang=tour.rang,
                    ballots=compte(ballots, "voix ou bulletin", "voix et bulletins"),
                    notes=pluriel(ballots, "noté", "notés"),
                    votants=votants_dits(sorted(able)),
                )
            )
        if ballots > max(able):
            raise UsageError(
                phrase(
                    "Tour {rang} : {ballots} voix pour {votants}. {why}Recomptez les bulletins.",
                    rang=tour.rang,
                    ballots=ballots,
                    votants=votants_possibles(item),
                    why=_why(item, ballots),
                )
            )
    if wrong := _first(figures, item, check_sieges):
        seats = phrase("Recomptez les bulletins, ou écrivez combien de sièges sont à pourvoir.")
        raise UsageError(f"{wrong.message} {seats}")
    if wrong := _first(figures, item, check_bulletins, check_elus):
        raise UsageError(f"{wrong.message} {phrase('Recomptez les bulletins.')}")


def _told(counted: Decompte, able: list[int], why: str = "") -> str:
    """« 10 pour, 2 contre et 2 abstentions font 14 voix pour 13 votants. »."""
    voices = sum(number for number, _, _ in _parts(counted))
    told = [compte(number, *words) for number, *words in _parts(counted) if number or "pour" in words]
    return phrase(
        "{voix} {font} {total} pour {votants}. {why}Recomptez, ou notez d’abord qui arrive, qui part, ou "
        "qui ne prend pas part.",
        voix=enumeration(told),
        font=pluriel(voices, "fait", "font"),
        total=compte(voices, "voix", "voix"),
        votants=votants_dits(able),
        why=why,
    )


def votants_dits(able: list[int]) -> str:
    """« 7 ou 8 votants »."""
    return f"{enumeration(list(map(str, able)), 'ou')}\u00a0{pluriel(max(able), 'votant', 'votants')}"


def _why(item: FiguresPoint, total: int) -> str:
    """Whose votes a total that is too high may hold, before what is to be done of it."""
    able = item.votants
    if total in able.avec_retires and able.retires:
        return phrase(
            "{noms} ne {prend} pas part à ce point. ",
            noms=names_of(able.retires),
            prend=pluriel(len(able.retires), "prend", "prennent"),
        )
    if total in able.contestes:
        gone = tuple(each.mandant for each in item.presence.au_vote.sans_effet)
        return phrase(
            "{le_pouvoir} {noms} ne {peut} plus servir : qui le portait n’est pas là. ",
            le_pouvoir=pluriel(len(gone), "Le pouvoir", "Les pouvoirs"),
            noms=elision("de", names_of(gone)),
            peut=pluriel(len(gone), "peut", "peuvent"),
        )
    return doubt(item)


def doubt(item: FiguresPoint) -> str:
    """What makes several totals possible at an item, the texts being silent; empty where one alone is."""
    able = item.votants
    if len(able.defendables) == 1:
        return ""
    held = [
        phrase(
            "le pouvoir {mandant}, que porte {mandataire}, qui ne prend pas part",
            mandant=elision("de", each.mandant.nom_complet),
            mandataire=each.mandataire.nom_complet,
        )
        for each in able.suspendus
        if not able.ecarte(each.mandataire)
    ]
    what = enumeration(held) or phrase("un pouvoir en trop, ou qui ne vaut peut-être pas")
    return phrase(
        "Les textes laissent un doute sur {what} : {least} votants sans lui, {most} avec. ",
        what=what,
        least=min(able.defendables),
        most=max(able.defendables),
    )


def _parts(counted: Decompte) -> tuple[tuple[int, str, str], ...]:
    return (
        (max(counted.pour, 0), "pour", "pour"),
        (counted.contre, "contre", "contre"),
        (counted.abstentions, "abstention", "abstentions"),
        (counted.blancs, "blanc", "blancs"),
        (counted.nuls, "nul", "nuls"),
        (counted.ne_prennent_pas_part, "refus de prendre part", "refus de prendre part"),
    )
