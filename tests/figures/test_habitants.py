"""The inhabitants of a list of members: communes alone, each counted once, with the year of the counts."""

from pathlib import Path

from actgen.figures.groupements import etat, habitants
from actgen.records import replace
from actgen.session.load import load_groupement
from actgen.sources import Sources

ROOT = Path(__file__).parents[2]


def test_an_epci_is_not_counted_besides_its_communes() -> None:
    groupement, _ = load_groupement(ROOT / "data/groupements/e_services.yaml", Sources(ROOT / "data"))
    assert groupement is not None
    lignes = etat(groupement).lignes
    communes = [c.population for c in (ligne.membre.collectivite for ligne in lignes) if c.est_commune]
    assert len(communes) == 39 and len(lignes) == 40
    total = habitants(lignes)
    assert total.nombre == sum(each.habitants for each in communes if each is not None)
    assert total.annee == 2023 and total.sans == ()
    assert habitants(lignes[:1]).nombre == 0  # m2A itself


def test_counts_of_several_years_have_no_year_and_unknown_ones_are_named() -> None:
    groupement, _ = load_groupement(ROOT / "data/groupements/papeterie.yaml", Sources(ROOT / "data"))
    assert groupement is not None
    premiere, seconde, *_ = etat(groupement).lignes
    ici = premiere.membre.collectivite
    assert ici.population is not None
    vieille = replace(ici, population=replace(ici.population, annee=1999))
    inconnue = replace(seconde.membre.collectivite, population=None)
    avec = [
        replace(premiere, membre=replace(premiere.membre, collectivite=collectivite))
        for collectivite in (ici, vieille, inconnue)
    ]
    total = habitants(avec)
    assert (total.nombre, total.annee, total.sans) == (2 * ici.population.habitants, None, (inconnue.nom,))
