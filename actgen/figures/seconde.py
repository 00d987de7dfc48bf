"""What a second convocation is worth: whether it lets the council deliberate without quorum, on what items.

Sources: art. L. 2121-17 al. 2 CGCT and CE 16/06/1997, Pfister, n° 142691; art. L. 2541-4 1° in
Alsace-Moselle. Both hold for the items of the first convocation only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from actgen.facts.convocation import LigneOrdreDuJour
from actgen.facts.seance import Seance
from actgen.law.calendar import jours_francs
from actgen.law.citations import Citation, Code, citation_courte
from actgen.law.regimes import ConditionSeconde, Regime
from actgen.records import dataclass

from .objets import Place
from .ordre_du_jour import Inscription, Libelle, inscriptions


class Obstacle(StrEnum):
    """Why it spares no quorum."""

    URGENCE = "urgence"
    DELAI = "delai"
    RAPPEL = "rappel"
    POINT_NOUVEAU = "point nouveau"


_SES_CODES = ("QUORUM-2E-CONV", "QUORUM-2E-CONV-LOCAL")


class Reserve(StrEnum):
    """Why it spares the quorum subject to confirmation: no text, or nothing that was written, settles it."""

    URGENCE_LOCALE = "urgence en droit local"
    ORDRE_DU_JOUR_INCONNU = "ordre du jour inconnu"
    AFFAIRE_DOUTEUSE = "affaire douteuse"
    DEROGATION = "dérogation en droit local"


@dataclass(frozen=True, slots=True)
class Seconde:
    """A second convocation, for the session or for one item; at most one of `obstacle` and `reserve`.

    `jours_francs`: clear days from dispatch to session, None when the dispatch is not dated;
    `requis`: those that the law asks for. `ligne`: the line of the first agenda that may be of
    the same affair; `confirmee`: the file answers for it in writing.
    """

    article: str
    jours_francs: int | None = None
    requis: int = 0
    obstacle: Obstacle | None = None
    reserve: Reserve | None = None
    ligne: LigneOrdreDuJour | None = None
    confirmee: bool = False

    @property
    def affaire_douteuse(self) -> bool:
        """Whether nothing says for sure that the first convocation announced this affair."""
        des_affaires = (Reserve.AFFAIRE_DOUTEUSE, Reserve.ORDRE_DU_JOUR_INCONNU)
        return self.reserve in des_affaires and not self.confirmee

    @property
    def dispense(self) -> str:
        """Why no quorum is needed, for the minutes; empty when it is."""
        return "" if self.obstacle else f"seconde convocation ({self.article})"


def seconde_convocation(seance: Seance, regime: Regime) -> Seconde | None:
    """What the second convocation of a session is worth by itself; None when it had none."""
    convocation, regle = seance.convocation, regime.seconde
    if convocation.seconde is None:
        return None
    envoi = convocation.envoyee_le
    seconde = Seconde(
        article=citation_courte(Citation(Code("CGCT", ""), regle.article)),
        jours_francs=None if envoi is None else jours_francs(envoi, seance.date),
        requis=regle.jours_francs,
    )
    if regle.condition is ConditionSeconde.RAPPEL:
        if convocation.seconde.rappel_sans_quorum is not True:
            if _deroge(seconde, regime) and not convocation.urgence:
                return replace(seconde, reserve=Reserve.DEROGATION)
            return replace(seconde, obstacle=Obstacle.RAPPEL)
        return replace(seconde, reserve=Reserve.URGENCE_LOCALE) if convocation.urgence else seconde
    if convocation.urgence:
        return replace(seconde, obstacle=Obstacle.URGENCE)
    if seconde.jours_francs is not None and seconde.jours_francs < regle.jours_francs:
        return replace(seconde, obstacle=Obstacle.DELAI)
    return seconde


def _deroge(seconde: Seconde, regime: Regime) -> bool:
    """Whether the exception of 2020 to 2022, which doesn't name local law, spares the quorum by its delay."""
    exige = regime.quorum.seconde_jours_francs
    return bool(exige) and seconde.jours_francs is not None and seconde.jours_francs >= exige


def premieres_inscriptions(seance: Seance, libelles: Sequence[Libelle]) -> tuple[Inscription | None, ...]:
    """Where each item stands on the agenda of the first convocation; None when that is not written."""
    seconde = seance.convocation.seconde
    if seconde is None or seconde.ordre_du_jour is None:
        return (None,) * len(libelles)
    return inscriptions(libelles, seconde.ordre_du_jour, meme_seance=False)


Places = tuple[Inscription | None, Inscription | None]
"""Where an item stands on the agenda, and on that of a first convocation; None for one not written."""


def places(seance: Seance, libelles: Sequence[Libelle]) -> Iterable[Places]:
    """The places of each item, in the same order."""
    lignes = seance.convocation.ordre_du_jour
    ici: Iterable[Inscription | None] = (None,) * len(libelles)
    if lignes is not None:
        ici = inscriptions(libelles, lignes, non_saisis=seance.points_non_saisis)
    return zip(ici, premieres_inscriptions(seance, libelles), strict=True)


def nouvelle(premiere: Inscription) -> bool:
    """Whether the first convocation did not announce this affair; a line of « divers » announces none."""
    return premiere.place is Place.ABSENTE or premiere.divers


def au_point(seconde: Seconde, premiere: Inscription | None, seance: Seance, numero: int) -> Seconde:
    """The same at one item: spared only if the first convocation had it on its agenda."""
    if seconde.obstacle:
        return seconde
    if premiere is None:
        sue = _confirmee(seance, None)
        return replace(seconde, reserve=Reserve.ORDRE_DU_JOUR_INCONNU, confirmee=sue)
    if nouvelle(premiere):
        return replace(seconde, obstacle=Obstacle.POINT_NOUVEAU, reserve=None)
    if premiere.place is Place.DOUTEUSE:
        sue, ligne = _confirmee(seance, numero), premiere.ligne
        return replace(seconde, reserve=Reserve.AFFAIRE_DOUTEUSE, ligne=ligne, confirmee=sue)
    return seconde


def _confirmee(seance: Seance, numero: int | None) -> bool:
    return any(each.code in _SES_CODES and each.point in (None, numero) for each in seance.derogations)
