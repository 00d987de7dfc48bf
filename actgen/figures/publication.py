"""What a session has to hide in what it publishes, and the copies that its law asks for."""

from __future__ import annotations

from actgen.facts.personne import DonneePrivee
from actgen.facts.seance import Seance
from actgen.law.regimes import publication_electronique_seule, seuil_population, shipped_regimes
from actgen.law.suites import SuiteLegale, delai

from .seance import FiguresSeance


def donnees_privees(seance: Seance) -> tuple[DonneePrivee, ...]:
    """All that is declared, by the session and by its items.

    What one item declares is hidden in the acts of all: the minutes and the list tell of every item, and
    who reads two acts together must not find in one what the other hides.
    """
    des_points = (donnee for point in seance.points for donnee in point.donnees_privees)
    return (*seance.donnees_privees, *des_points)


def en_ligne_seulement(seance: Seance) -> bool | None:
    """Whether acts may only be published online; None: by the total population alone (R. 2151-2, deduced).

    A total that ships tells nothing beside a municipal population that was written, unless both are near.
    """
    ici, jour = seance.collectivite, seance.date
    if ici.est_syndicat:
        return False
    municipale, totale = (p.habitants if p else 0 for p in (ici.population, ici.population_totale))
    if publication_electronique_seule(jour, ici.genre.value, municipale):
        return True
    ecrite = ici.population is not None and not ici.population.de_reference
    if ecrite and ici.population_totale is not None and ici.population_totale.de_reference:
        doute, seuil = shipped_regimes().doute_population, seuil_population(jour)
        totale = totale if doute.proche(municipale, seuil) and doute.proche(totale, seuil) else 0
    return None if publication_electronique_seule(jour, ici.genre.value, totale) else False


def publie_le_proces_verbal(figures: FiguresSeance) -> bool:
    """Whether minutes are published: since 01/07/2022 (art. L. 2121-15; advised in 57, 67 and 68)."""
    return delai(SuiteLegale.PROCES_VERBAL, figures.seance.date) is not None
