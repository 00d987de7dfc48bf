"""The quorum of an item: how many must be present, who counts, whether it is reached.

Sources: art. L. 2121-17 CGCT; L. 2131-11 and L. 1111-6 II for members who withdraw; L. 2541-4 in
Alsace-Moselle; the windows of 2020 to 2022 come with the regime of the day.
"""

from __future__ import annotations

from dataclasses import dataclass

from actgen.law.calendar import jours_francs
from actgen.law.quorums import Compte
from actgen.law.regimes import Regime
from actgen.model.personne import Membre
from actgen.model.seance import MotifRetrait, Point, Seance

from .presence import Presence

COMPTES = frozenset({"compte_administratif", "compte_financier_unique"})
_JOURS_D_INTERVALLE = 3  # clear days before the second meeting (CE 16/06/1997, Pfister, n° 142691)


@dataclass(frozen=True, slots=True)
class Quorum:
    """`requis` members for `base` in office; `comptes` counted. `dispense` says why none is needed.

    `interesses`: members who would have counted, had they not withdrawn. `sans_le_chef`: the mayor or
    president is left out at the vote of the accounts, a prudent reading that no text imposes.
    """

    requis: int
    base: int
    comptes: int
    dispense: str = ""
    interesses: int = 0
    sans_le_chef: bool = False

    @property
    def atteint(self) -> bool:
        return bool(self.dispense) or self.comptes >= self.requis

    @property
    def douteux(self) -> bool:
        """Whether only the mayor or president, left out by prudence, is missing."""
        return not self.atteint and self.sans_le_chef and self.comptes + 1 >= self.requis

    @property
    def perdu_par_interet(self) -> bool:
        """Whether it would be reached, had nobody withdrawn."""
        tous = self.comptes + self.interesses + self.sans_le_chef
        return not self.atteint and not self.douteux and tous >= self.requis


def quorum_seance(presence: Presence, regime: Regime, dispense: str = "") -> Quorum:
    """The quorum at the opening."""
    comptes = _compter(presence, frozenset(), regime)
    return Quorum(regime.quorum.requis(presence.effectif), presence.effectif, comptes, dispense)


def quorum_point(point: Point, presence: Presence, seance: Seance, regime: Regime) -> Quorum:
    """The quorum when an item is put to discussion: proxies never count, withdrawn members neither.

    Representatives of art. L. 1111-6 II leave the base too, since 23/02/2022.
    """
    interesses = frozenset(retrait.membre.nom_complet for retrait in point.retraits)
    maire = chef(presence) if point.nature in COMPTES else None
    sans_le_chef = maire is not None and maire.nom_complet not in interesses
    base = presence.effectif
    if regime.trois_ds:
        base -= sum(r.motif is MotifRetrait.REPRESENTANT for r in point.retraits)
    comptes = _compter(presence, interesses, regime)
    return Quorum(
        requis=regime.quorum.requis(base),
        base=base,
        comptes=comptes - sans_le_chef,
        dispense=_dispense(point, presence, seance, regime),
        interesses=_compter(presence, frozenset(), regime) - comptes,
        sans_le_chef=sans_le_chef,
    )


def dispense_de_seconde_convocation(seance: Seance, regime: Regime) -> str:
    """Why a second convocation spares the quorum; empty when it doesn't, or when there is none."""
    convocation = seance.convocation
    if convocation.seconde is None or convocation.urgence:
        return ""
    if regime.alsace_moselle:
        rappel = convocation.seconde.rappel_sans_quorum
        return "seconde convocation (art. L. 2541-4 CGCT)" if rappel else ""
    envoi = convocation.envoyee_le
    if envoi is not None and jours_francs(envoi, seance.date) < _JOURS_D_INTERVALLE:
        return ""
    return "seconde convocation (art. L. 2121-17 CGCT)"


def chef(presence: Presence) -> Membre | None:
    """The mayor or president, when present."""
    return next((m for m in presence.presents if m.fonction in ("maire", "president")), None)


def _compter(presence: Presence, ecartes: frozenset[str], regime: Regime) -> int:
    comptes = sum(membre.nom_complet not in ecartes for membre in presence.presents)
    if regime.quorum.compte is Compte.PRESENTS_OU_REPRESENTES:
        comptes += sum(r.mandant.nom_complet not in ecartes for r in presence.representes)
    return comptes


def _dispense(point: Point, presence: Presence, seance: Seance, regime: Regime) -> str:
    personnels = sum(r.motif is MotifRetrait.PERSONNEL for r in point.retraits)
    if regime.alsace_moselle and personnels * 2 >= presence.effectif:
        return "la moitié au moins des conseillers est intéressée (art. L. 2541-4 CGCT)"
    return dispense_de_seconde_convocation(seance, regime)
