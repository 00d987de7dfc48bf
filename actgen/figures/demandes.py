"""Who asked for a ballot or a closed session, and whether they were enough.

Sources: art. L. 2121-21 and L. 2121-18 CGCT, L. 5211-11 for an EPCI. Only members present count.
"""

from __future__ import annotations

from actgen.facts.personne import Fonction, Membre
from actgen.facts.vote import Demande
from actgen.law.regimes import Regime
from actgen.law.scrutins import demandeurs_requis, huis_clos
from actgen.records import dataclass

from .presence import PresencePoint

HUIS_CLOS = "huis_clos"
_CHEFS = (Fonction.MAIRE, Fonction.PRESIDENT)


@dataclass(frozen=True, slots=True)
class DemandeComptee:
    """All the requests for one thing at one item: who asked and was there, and how many must ask.

    `par_le_chef`: the mayor or president asked for a closed session, which is enough.
    """

    demandes: tuple[Demande, ...]
    nombre: int
    requis: int
    presents: int
    absents: tuple[Membre, ...]
    par_le_chef: bool

    @property
    def suffit(self) -> bool:
        return self.par_le_chef or self.nombre >= self.requis


def demande_comptee(quoi: str, suivi: PresencePoint, regime: Regime) -> DemandeComptee | None:
    """The requests for « public », « secret » or « huis_clos » at an item; None without any."""
    demandes = tuple(each for each in suivi.point.demandes if each.scrutin == quoi)
    if not demandes:
        return None
    la = {m.nom_complet for salle in (suivi.au_debut, suivi.au_vote) for m in salle.presents}
    auteurs = {m.nom_complet: m for each in demandes for m in each.auteurs}
    presents = [m for m in auteurs.values() if m.nom_complet in la]
    anonymes = sum(each.nombre or 0 for each in demandes if not each.auteurs)
    clos = quoi == HUIS_CLOS
    salle = len(suivi.au_vote.presents)
    return DemandeComptee(
        demandes=demandes,
        nombre=len(presents) + anonymes,
        requis=huis_clos(regime.genre, regime.jour).membres
        if clos
        else demandeurs_requis(quoi, salle, regime.jour),
        presents=salle,
        absents=tuple(m for m in auteurs.values() if m.nom_complet not in la),
        par_le_chef=clos and any(m.fonction in _CHEFS for m in presents),
    )
