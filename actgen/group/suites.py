"""What the group's file tells of what followed a member's decision, and its own session leaves empty.

Annexe 1 and the follow-up put the two together; the certificate that a batch makes for that commune states
the same days, or it would belie them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from actgen.facts.groupement import MembreGroupement
from actgen.facts.suites import Suites

from .decisives import SUITES, decisive, doublons
from .seances import SeanceDuGroupe


def completees(
    seances: Mapping[str, tuple[SeanceDuGroupe, ...]], membres: Sequence[MembreGroupement]
) -> Mapping[str, tuple[SeanceDuGroupe, ...]]:
    """The sessions of each member; the one that decided knows the later dates of its member.

    A member that is kept pending leaves its sessions to themselves: what it sent back is in doubt.
    """
    connus = {membre.collectivite.code: membre for membre in membres if not membre.a_corriger}
    return MappingProxyType(
        {
            code: _completees(siennes, connus[code]) if code in connus else siennes
            for code, siennes in seances.items()
        }
    )


def _completees(seances: tuple[SeanceDuGroupe, ...], membre: MembreGroupement) -> tuple[SeanceDuGroupe, ...]:
    celle = decisive(seances)
    if not celle.point.delibere:
        return seances
    memes = next((memes for memes in doublons(seances) if celle in memes), (celle,))
    return tuple(replace(each, suites=_suites(each, membre)) if each in memes else each for each in seances)


def _suites(seance: SeanceDuGroupe, membre: MembreGroupement) -> Suites | None:
    """Its later dates with those that only the member tells, each at its place; None: there are none."""
    tenue, point = seance.figures.seance, seance.point.point
    connues, ecrites = tenue.suites_de(point), point.suites or tenue.suites
    dites = {
        champ: dit
        for champ in SUITES
        if getattr(connues, champ) is None and (dit := getattr(membre, champ)) is not None
    }
    if not dites:
        return None
    lieux = {champ: membre.lieux.get(champ) or membre.lieu for champ in dites}
    connus = {champ: lieu for champ, lieu in lieux.items() if lieu is not None}
    return replace(ecrites, **dites, lieux=MappingProxyType({**ecrites.lieux, **connus}))
