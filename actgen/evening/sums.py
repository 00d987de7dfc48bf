"""A vote whose figures do not sum to those who may vote is refused as it is told, while all are still there.

What sums is for the rules to say: several totals may be defended where the texts leave a doubt on a proxy.
"""

from __future__ import annotations

from actgen.checks.elections import check_bulletins
from actgen.checks.votes import check_prealables, check_total
from actgen.diagnostics import Severity
from actgen.errors import UsageError
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Decompte, VotePrealable
from actgen.text.grammar import compte, pluriel
from actgen.text.lists import enumeration
from actgen.text.messages import say

from .gestures import HuisClos, Renonciation, Voix


def refuse_sum(figures: FiguresSeance, gesture: Voix | HuisClos | Renonciation) -> None:
    """Raise UsageError, with the figures, for a vote that no count of voters allows."""
    if gesture.vote is None:
        return
    item = figures.point(gesture.point)
    before = {HuisClos: item.huis_clos, Renonciation: item.renonciation}.get(type(gesture))
    checks = (check_prealables,) if before is not None else (check_total, check_bulletins)
    found = (each for check in checks for each in check(figures) if each.point == gesture.point)
    wrong = next((each for each in found if each.severity is Severity.ERROR), None)
    if wrong is None:
        return
    if before is None and item.election is not None:
        raise UsageError(f"{wrong.message} {say('Recomptez les bulletins.')}")
    raise UsageError(_told(item, before))


def _told(item: FiguresPoint, before: VotePrealable | None) -> str:
    """« 10 pour, 2 contre et 2 abstentions font 14 voix pour 13 votants. »."""
    counted, able = item.decompte, item.votants.defendables
    if before is not None:
        counted, able = before.decompte, before.defendables
    assert counted is not None, "it was counted to be found wrong"
    voices = sum(number for number, _, _ in _parts(counted))
    told = [compte(number, *words) for number, *words in _parts(counted) if number or "pour" in words]
    return say(
        "{voix} {font} {total} pour {votants}. Recomptez, ou notez d’abord qui arrive, qui part, ou qui ne "
        "prend pas part.",
        voix=enumeration(told),
        font=pluriel(voices, "fait", "font"),
        total=compte(voices, "voix", "voix"),
        votants=enumeration([str(each) for each in sorted(able)], "ou")
        + f"\u00a0{pluriel(max(able), 'votant', 'votants')}",
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
