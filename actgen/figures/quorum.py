"""The quorum of an item: how many must be present, who counts, whether it is reached.

Sources: art. L. 2121-17 CGCT; L. 2131-11 and L. 1111-6 II for members who withdraw; L. 2541-4 in
Alsace-Moselle; the windows of 2020 to 2022 come with the regime of the day.
"""

from __future__ import annotations

from dataclasses import dataclass

from actgen.law.quorums import Compte
from actgen.law.regimes import Regime
from actgen.model.personne import Membre
from actgen.model.seance import MotifRetrait, Point, Seance

from .presence import Presence

COMPTES = frozenset({"compte_administratif", "compte_financier_unique"})


@dataclass(frozen=True, slots=True)
class Quorum:
    """`requis` members for `base` in office; `comptes` counted. `dispense` says why none is needed."""

    requis: int
    base: int
    comptes: int
    dispense: str = ""

    @property
    def atteint(self) -> bool:
        return bool(self.dispense) or self.comptes >= self.requis


def quorum_seance(presence: Presence, regime: Regime) -> Quorum:
    """The quorum at the opening."""
    return _quorum(presence, frozenset(), presence.effectif, regime)


def quorum_point(point: Point, presence: Presence, seance: Seance, regime: Regime) -> Quorum:
    """The quorum when an item is put to discussion: proxies never count, withdrawn members neither.

    Representatives of art. L. 1111-6 II leave the base too, since 23/02/2022.
    """
    ecartes = frozenset(retrait.membre.nom_complet for retrait in point.retraits)
    base = presence.effectif
    if regime.trois_ds:
        base -= sum(r.motif is MotifRetrait.REPRESENTANT for r in point.retraits)
    if point.nature in COMPTES and (maire := chef(presence)) is not None:
        ecartes |= {maire.nom_complet}
    quorum = _quorum(presence, ecartes, base, regime)
    return _dispenser(quorum, _dispense(point, presence, seance, regime))


def chef(presence: Presence) -> Membre | None:
    """The mayor or president, when present."""
    return next((m for m in presence.presents if m.fonction in ("maire", "president")), None)


def _quorum(presence: Presence, ecartes: frozenset[str], base: int, regime: Regime) -> Quorum:
    comptes = sum(membre.nom_complet not in ecartes for membre in presence.presents)
    if regime.quorum.compte is Compte.PRESENTS_OU_REPRESENTES:
        comptes += sum(r.mandant.nom_complet not in ecartes for r in presence.representes)
    return Quorum(regime.quorum.requis(base), base, comptes)


def _dispense(point: Point, presence: Presence, seance: Seance, regime: Regime) -> str:
    personnels = sum(r.motif is MotifRetrait.PERSONNEL for r in point.retraits)
    if regime.alsace_moselle and personnels * 2 >= presence.effectif:
        return "la moitié au moins des conseillers est intéressée (art. L. 2541-4 CGCT)"
    seconde = seance.convocation.seconde
    if seconde is None or seance.convocation.urgence:
        return ""
    if regime.alsace_moselle:
        return "seconde convocation (art. L. 2541-4 CGCT)" if seconde.rappel_sans_quorum else ""
    return "seconde convocation (art. L. 2121-17 CGCT)"


def _dispenser(quorum: Quorum, dispense: str) -> Quorum:
    return Quorum(quorum.requis, quorum.base, quorum.comptes, dispense)
