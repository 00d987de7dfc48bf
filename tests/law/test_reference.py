import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.law.files import shipped_bytes
from actgen.law.reference import (
    Commune,
    Epci,
    NatureJuridique,
    PopulationsDgcl,
    arrondissement,
    commune,
    communes_de,
    communes_proches,
    departement,
    departements,
    departements_de,
    epci,
    epci_proches,
    key,
    split_precision,
    tous_les_epci,
)

M2A = "200066009"


def the_commune(designation: str, departement: str = "") -> Commune:
    found = commune(designation, departement)
    assert isinstance(found, Commune), designation
    return found


def the_epci(designation: str) -> Epci:
    found = epci(designation)
    assert isinstance(found, Epci), designation
    return found


def all_rows() -> list[dict[str, str]]:
    return list(csv.DictReader(shipped_bytes("reference", "communes.csv").decode("utf-8").splitlines()))


def test_the_two_series_of_population_stay_apart() -> None:
    found = the_commune("68072")
    assert found.population_municipale is not None
    assert (found.population_municipale.habitants, found.population_municipale.annee) == (1385, 2023)
    assert "2023" in found.population_municipale.source
    assert found.populations_dgcl == PopulationsDgcl(municipale=1399, totale=1453)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Dietwiller", "68072"),
        (" DIETWILLER ", "68072"),
        ("2a004", "2A004"),
        ("L'Haÿ-les-Roses", "94038"),
        ("l’hay les roses", "94038"),
        ("L'HAY-LES-ROSES", "94038"),
        ("Haÿ-les-Roses", "94038"),
        ("Saint-Étienne", "42218"),
        ("St Etienne", "42218"),
        ("ST-ÉTIENNE", "42218"),
        ("Havre", "76351"),
        ("le havre", "76351"),
        ("Brunstatt Didenheim", "68056"),
        ("Sainte-Colombe (05)", "05135"),
        ("Ste Colombe (Hautes-Alpes)", "05135"),
        ("Y", "80829"),
    ],
)
def test_a_commune_is_found_as_people_write_it(written: str, code: str) -> None:
    assert the_commune(written).code == code


def test_homonyms_come_with_their_departements() -> None:
    found = commune("Sainte-Colombe")
    assert isinstance(found, tuple)
    assert {each.nom for each in found} == {"Sainte-Colombe"}
    assert [each.departement.code for each in found] == sorted(each.departement.code for each in found)
    assert len(found) == 12
    assert the_commune("Sainte-Colombe", departement="Hautes-Alpes") in found


@pytest.mark.parametrize(
    "written",
    ["", "   ", "99999", "1001", "Dietviller", "dietwiller,68072", "Sainte-Colombe (68)", "—"],
)
def test_what_is_no_commune_gives_none(written: str) -> None:
    assert commune(written) is None


def test_overseas_communes_lack_what_the_reference_lacks() -> None:
    found = the_commune("Miquelon-Langlade")
    assert (found.departement.code, found.siren, found.arrondissement, found.type_liaison) == (
        "975",
        None,
        None,
        None,
    )
    assert found.population_municipale is not None
    assert found.population_municipale.annee is None
    mamoudzou = the_commune("Mamoudzou").population_municipale
    assert mamoudzou is not None
    assert mamoudzou.annee == 2017


def test_the_nearest_names_of_a_slip() -> None:
    assert communes_proches("Dietviller")[0].code == "68072"
    assert communes_proches("Mulouse")[0].nom == "Mulhouse"
    assert communes_proches("Tietwiller")[0].nom == "Dietwiller"
    assert communes_proches("qqqqqqqqqqqqqq") == ()
    assert communes_proches("") == ()


def test_the_thirty_nine_communes_of_m2a() -> None:
    members = communes_de(M2A)
    assert len(members) == 39
    assert {each.departement.code for each in members} == {"68"}
    assert {each.siren_epci for each in members} == {M2A}
    assert {"Mulhouse", "Dietwiller", "Illzach", "Brunstatt-Didenheim"} <= {each.nom for each in members}
    assert [each.nom for each in members if each.type_liaison == "1"] == [
        "Eschentzwiller",
        "Illzach",
        "Ottmarsheim",
        "Ungersheim",
    ]
    assert (
        sum(each.population_municipale.habitants for each in members if each.population_municipale) == 274_260
    )


def test_an_unknown_siren_has_no_commune() -> None:
    assert communes_de("000000000") == ()
    assert communes_de("Mulhouse") == ()


@pytest.mark.parametrize(
    "written",
    [
        M2A,
        "200 066 009",
        "CA Mulhouse Alsace Agglomération",
        "Mulhouse Alsace Agglomération",
        "MULHOUSE ALSACE AGGLOMERATION",
        "Mulhouse Alsace Agglomération (m2A)",
        "communauté d’agglomération Mulhouse Alsace Agglomération",
    ],
)
def test_m2a_is_found_as_people_write_it(written: str) -> None:
    found = the_epci(written)
    assert (found.siren, found.nom, found.nombre_de_communes) == (M2A, "Mulhouse Alsace Agglomération", 39)
    assert found.nature is NatureJuridique.COMMUNAUTE_D_AGGLOMERATION
    assert found.nom_complet == "communauté d’agglomération Mulhouse Alsace Agglomération"
    assert found.populations_dgcl == PopulationsDgcl(272_950, 276_825)


@pytest.mark.parametrize(
    ("written", "complete"),
    [
        ("Grand Reims", "communauté urbaine du Grand Reims"),
        ("Communauté urbaine d'Arras", "communauté urbaine d’Arras"),
        ("Métropole de Lyon", "Métropole de Lyon"),
        ("Eurométropole de Strasbourg", "Eurométropole de Strasbourg"),
    ],
)
def test_the_full_name_of_an_epci_says_its_nature_once(written: str, complete: str) -> None:
    assert the_epci(written).nom_complet == complete


@pytest.mark.parametrize(
    "written",
    [
        "CINOR",
        "cinor",
        "CA CINOR",
        "communauté d’agglomération CINOR",
        "CA Intercommunale du Nord de la Réunion",
        "Intercommunale du Nord de la Réunion (CINOR)",
        "CA Intercommunale du Nord de la Réunion (CINOR)",
    ],
)
def test_the_initials_that_the_reference_has_are_a_name(written: str) -> None:
    assert the_epci(written).siren == "249740119"


@pytest.mark.slow
def test_every_epci_is_found_by_each_name_that_the_reference_gives_it() -> None:
    """Its own name whole, without its brackets, and what these hold; homonyms among them come together."""
    bracketed = 0
    for each in tous_les_epci():
        name, _, inside = each.nom_reference.rstrip(")").partition("(")
        bracketed += bool(inside)
        for written in filter(None, (each.nom_reference, name, inside, each.siren)):
            found = epci(written)
            assert found == each or (isinstance(found, tuple) and each in found), written
    assert bracketed > 30


def test_initials_that_the_reference_lacks_lead_to_names() -> None:
    assert epci("CUGR") is None
    assert epci_proches("CUGR")[0].nom_complet == "communauté urbaine du Grand Reims"
    assert epci_proches("zzqq") == ()


def test_a_wrong_type_is_not_passed_over() -> None:
    assert epci("CC Mulhouse Alsace Agglomération") is None


def test_homonymous_epci_are_told_apart_by_departement() -> None:
    both = epci("CC des Quatre Rivières")
    assert isinstance(both, tuple)
    assert len(both) == 2
    one = the_epci("CC des Quatre Rivières (Haute-Saône)")
    assert "70" in [each.code for each in departements_de(one.siren)]


def test_the_nearest_epci() -> None:
    assert epci("Mulhouse Agglo") is None
    assert epci_proches("Mulhouse Alsace Aglomeration")[0].siren == M2A


def test_departements_and_arrondissements() -> None:
    rhin = departement("68")
    assert rhin is not None
    assert (rhin.nom, rhin.type_liaison) == ("Haut-Rhin", "2")
    assert departement("20") is None
    sub_prefecture = arrondissement("684")
    assert sub_prefecture is not None
    assert (sub_prefecture.nom, sub_prefecture.departement) == ("Mulhouse", "68")


def test_every_key_is_the_key_of_its_name_and_no_name_looks_like_a_key() -> None:
    rows = all_rows()
    assert len(rows) == 34_969
    assert [row["code_insee"] for row in rows if row["cle"] != key(row["nom"])] == []
    assert [row["nom"] for row in rows if row["nom"][0] == row["nom"][0].lower()] == []
    assert [each.siren for each in tous_les_epci() if each.cle != key(each.nom_reference)] == []


def test_every_row_points_to_what_exists() -> None:
    rows = all_rows()
    known = {each.siren for each in tous_les_epci()}
    assert {row["siren_epci"] for row in rows if row["siren_epci"]} == known
    assert {
        row["arrondissement"]
        for row in rows
        if row["arrondissement"] and not arrondissement(row["arrondissement"])
    } == set()
    assert len(known) == 1_255
    assert all(code == each.code for code, each in departements().items())


def test_the_populations_are_those_that_insee_published_for_2023() -> None:
    def total(*departements: str) -> int:
        return sum(
            int(row["population_insee"] or 0)
            for row in all_rows()
            if row["code_insee"].startswith(departements)
        )

    assert (total("2A", "2B"), total("972"), total("973")) == (355_486, 360_630, 293_996)


def test_counts_of_members_agree_with_the_list_of_communes() -> None:
    counted: dict[str, int] = {}
    for row in all_rows():
        counted[row["siren_epci"]] = counted.get(row["siren_epci"], 0) + 1
    assert [each.nom for each in tous_les_epci() if counted[each.siren] != each.nombre_de_communes] == []


@given(st.text())
def test_a_key_is_the_key_of_itself(text: str) -> None:
    assert key(key(text)) == key(text)


@given(st.text(max_size=30))
def test_any_text_is_a_commune_several_or_none(text: str) -> None:
    found = commune(text)
    assert found is None or isinstance(found, Commune | tuple)


@pytest.mark.parametrize("head", ["cle", "nom", "siren", "code_insee"])
def test_the_head_of_a_column_is_no_commune(head: str) -> None:
    assert commune(head) is None


def test_brackets_are_split_from_a_name() -> None:
    assert split_precision("Saint-Denis (93)") == ("Saint-Denis", "93")
    assert split_precision("Saint-Denis") == ("Saint-Denis", "")
