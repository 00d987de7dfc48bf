"""How sure the side of the threshold of 3 500 inhabitants is, and what of a session hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from actgen.law.regimes import Regime, regime, seuil_population, shipped_regimes
from actgen.model.collectivite import Collectivite, ModePublicite
from actgen.model.seance import NatureSeance, Seance


class Doute(StrEnum):
    """Why the population of a commune may mislead. PROCHE: typed with another year than that in force."""

    INCONNUE = "inconnue"
    PROCHE = "proche"
    LIVREE_PROCHE = "livrée, proche"
    LIVREE = "livrée"


class Enjeu(StrEnum):
    """What the threshold decides; the values are words for a message."""

    DELAI = "le délai de convocation"
    NOTE = "la note de synthèse"
    PUBLICATION = "le mode de publication"


def doute(seance: Seance) -> Doute | None:
    """The doubt on the population of that session's commune; None for an EPCI, or when there is none."""
    collectivite, regle = seance.collectivite, shipped_regimes().doute_population
    if not collectivite.est_commune:
        return None
    population = collectivite.population
    if population is None:
        return Doute.INCONNUE
    proche = regle.proche(population.habitants, seuil_population(seance.date))
    if population.de_reference:
        return Doute.LIVREE_PROCHE if proche else Doute.LIVREE
    en_vigueur = population.annee == regle.millesime(seance.date)
    return Doute.PROCHE if proche and not en_vigueur else None


def enjeux(seance: Seance, du_jour: Regime) -> Iterator[Enjeu]:
    """What would be judged otherwise on the other side: a session that keeps both rules hangs on nothing.

    Nor does the model of an act, sent to a council that nobody has convened yet.
    """
    if seance.modele:
        return
    seuil = seuil_population(seance.date)
    autre = _regime(seance, seuil - 1 if du_jour.seuil_3500 else seuil)
    if _delai(seance, du_jour) != _delai(seance, autre):
        yield Enjeu.DELAI
    if seance.convocation.note_de_synthese is not True and seance.nature is not NatureSeance.INSTALLATION:
        yield Enjeu.NOTE
    mode = seance.suites.mode_publication or seance.collectivite.publicite.mode
    if du_jour.regime_2022 and mode is not ModePublicite.ELECTRONIQUE:
        yield Enjeu.PUBLICATION


def _regime(seance: Seance, habitants: int) -> Regime:
    ici: Collectivite = seance.collectivite
    return regime(seance.date, ici.genre.value, ici.departement.code, habitants)


def _delai(seance: Seance, droit: Regime) -> object:
    convocation = seance.convocation
    if convocation.envoyee_le is None or convocation.seconde is not None:
        return None
    premiere = seance.nature is NatureSeance.INSTALLATION
    delai = droit.delai_installation if premiere else droit.delai
    return delai.appreciation(convocation.envoyee_le, seance.date, urgence=convocation.urgence)
