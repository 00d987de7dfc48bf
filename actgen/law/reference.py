"""Facts of reference: communes, EPCI, départements, arrondissements (data/reference, INSEE and DGCL)."""

from __future__ import annotations

from actgen.law.communes import (
    Commune,
    Population,
    PopulationsDgcl,
    commune,
    communes_de,
    communes_proches,
)
from actgen.law.intercommunalites import (
    Epci,
    NatureJuridique,
    departements_de,
    epci,
    epci_proches,
    tous_les_epci,
)
from actgen.law.places import Arrondissement, Departement, arrondissement, departement, departements

__all__ = [
    "Arrondissement",
    "Commune",
    "Departement",
    "Epci",
    "NatureJuridique",
    "Population",
    "PopulationsDgcl",
    "arrondissement",
    "commune",
    "communes_de",
    "communes_proches",
    "departement",
    "departements",
    "departements_de",
    "epci",
    "epci_proches",
    "tous_les_epci",
]
