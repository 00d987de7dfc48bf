"""Courts, sizes of councils, thresholds, @ctes codes; and the shipped files as a whole."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.diagnostics import Diagnostic, Location, Scope, Status
from actgen.base.errors import EnvironmentFault
from actgen.checks.runner import run
from actgen.law import tables, verification
from actgen.law.articles import Articles
from actgen.law.files import LAW_FILES, REFERENCE_FILES, fingerprints
from actgen.law.groupements import (
    seuil_europeen,
    seuil_transmission,
)
from actgen.law.nomenclature import Nomenclature, matiere, nature, shipped_nomenclature
from actgen.law.reference import departements
from actgen.law.regimes import Effectifs, effectif_legal, effectif_repute_complet
from actgen.law.scrutins import nominations
from actgen.law.suites import Tribunaux, tribunal
from actgen.law.tables import Content, Origine
from actgen.law.textes import Textes
from actgen.law.verification import check_sources, read_sources, verify
from actgen.reading.sources import shipped

RENEWAL = date(2026, 3, 22)


@pytest.mark.parametrize(
    ("departement", "nom"),
    [
        ("68", "tribunal administratif de Strasbourg"),
        ("67", "tribunal administratif de Strasbourg"),
        ("57", "tribunal administratif de Strasbourg"),
        ("02", "tribunal administratif d’Amiens"),
        ("45", "tribunal administratif d’Orléans"),
        ("2A", "tribunal administratif de Bastia"),
        ("88", "tribunal administratif de Nancy"),
        ("93", "tribunal administratif de Montreuil"),
        ("92", "tribunal administratif de Cergy-Pontoise"),
    ],
)
def test_the_court_of_a_departement(departement: str, nom: str) -> None:
    found = tribunal(departement, RENEWAL)
    assert found is not None
    assert found.nom == nom


def test_all_metropolitan_departements_have_a_court_and_overseas_is_asked_for() -> None:
    metropolitan = [each for each in departements() if len(each) == 2]
    assert len(metropolitan) == 96
    assert [each for each in metropolitan if tribunal(each, RENEWAL) is None] == []
    assert [each for each in departements() if len(each) == 3 and tribunal(each, RENEWAL)] == []


@pytest.mark.parametrize(
    ("population", "membres"),
    [
        (99, 7),
        (100, 11),
        (499, 11),
        (500, 15),
        (299_999, 65),
        (300_000, 69),
    ],
)
def test_the_legal_size_of_a_council(population: int, membres: int) -> None:
    assert effectif_legal(population, date(2022, 12, 15)) == membres


def test_sizes_that_the_table_does_not_give() -> None:
    assert effectif_legal(2_000_000, date(2022, 12, 15), "75056") is None
    assert effectif_legal(1417, date(2010, 1, 1)) is None


@given(st.integers(0, 3_000_000), st.integers(0, 3_000_000))
def test_a_larger_commune_never_has_a_smaller_council(one: int, other: int) -> None:
    small, large = (effectif_legal(each, RENEWAL) for each in sorted((one, other)))
    assert small is not None
    assert large is not None
    assert small <= large


def test_a_council_deemed_complete() -> None:
    before, after = date(2022, 12, 15), RENEWAL
    assert [effectif_repute_complet(each, before) for each in (99, 480, 980)] == [5, 9, None]
    assert [effectif_repute_complet(each, after) for each in (99, 480, 980, 1000)] == [5, 9, 13, None]
    assert effectif_repute_complet(99, date(2015, 1, 1)) is None


def test_periods_without_a_known_threshold() -> None:
    assert seuil_europeen(date(2028, 1, 1), "collectivites") is None
    assert seuil_transmission(date(2019, 12, 31)) is None


def test_codes_of_actes() -> None:
    deliberation = nature("DE")
    assert deliberation is not None
    assert (deliberation.numero, deliberation.nom) == (1, "délibérations")
    assert nature("XX") is None
    found = matiere("1.7")
    assert found is not None
    assert (found.nom, found.domaine) == ("actes spéciaux et divers", "Commande publique")
    assert matiere("1.9") is None
    codes = shipped_nomenclature().matieres
    fields = [sum(1 for code in codes if code.startswith(f"{field}.")) for field in range(1, 10)]
    assert fields == [7, 3, 6, 5, 8, 5, 10, 9, 4]
    assert {code: each.code for code, each in codes.items()} == {code: code for code in codes}


def test_the_shipped_law_is_sound() -> None:
    assert [(each.message, each.location) for each in verify()] == []


def test_every_file_of_law_and_reference_has_its_fingerprint() -> None:
    names = [name.rpartition("/")[2] for name, _ in fingerprints()]
    on_disk = [
        each.name
        for folder in ("droit", "reference")
        for each in sorted(shipped("data", folder).iterdir())
        if each.suffix in (".yaml", ".csv")
    ]
    assert sorted(names) == sorted([*LAW_FILES, *REFERENCE_FILES]) == sorted(on_disk)
    assert list(fingerprints()) == sorted(fingerprints())


def the_one(findings: tuple[Diagnostic, ...]) -> tuple[str, str, int]:
    assert len(findings) == 1, findings
    place = findings[0].location
    assert place is not None
    assert findings[0].scope is Scope.RUN
    return findings[0].code, findings[0].message, place.line


COURTS = "verifie_le: 2026-04-30\nstatut: verifie\nsources: [S46]\ntribunaux:\n"
COURT = "  - ville: Dijon\n    nom: tribunal administratif de Dijon\n    departements: [21, {}]\n"


def test_a_departement_has_one_court() -> None:
    courts, findings = Tribunaux.read((COURTS + COURT.format("58") + COURT.format("71")).encode(), "t.yaml")
    assert the_one(findings)[::2] == ("LOI-DEPARTEMENT", 8)
    assert set(courts.tribunaux) == {"21", "58", "71"}


def test_brackets_of_population_go_up() -> None:
    text = (
        "verifie_le: 2026-04-30\neffectifs:\n  - du: 2014-03-23\n    article: L2121-2\n    statut: memoire\n"
        "    tranches:\n      - {moins_de: 500, membres: 7}\n      - {moins_de: 100, membres: 11}\n"
        "reputes_complets: []\n"
    )
    table, findings = Effectifs.read(text.encode(), "effectifs.yaml")
    assert the_one(findings)[0] == "LOI-FORME"
    assert table.effectifs == ()


def test_a_code_given_twice_is_refused() -> None:
    text = (
        "verifie_le: 2026-04-30\nstatut: memoire\nmatieres: []\npieces: []\nnatures:\n"
        "  - {numero: 1, code: DE, nom: délibérations}\n  - {numero: 2, code: DE, nom: décisions}\n"
    )
    found, findings = Nomenclature.read(text.encode(), "nomenclature.yaml")
    assert the_one(findings)[::2] == ("LOI-FORME", 7)
    assert found.natures["DE"].nom == "délibérations"


def test_a_fact_without_source_or_with_an_unknown_one_is_refused() -> None:
    keys, faults = read_sources("sources:\n  S01: Sénat\n".encode(), "sources.yaml")
    assert (keys, faults) == ({"S01": "Sénat"}, ())
    place = Location("articles.yaml", 3)

    def codes(statut: Status, *sources: str) -> list[str]:
        return [
            each.code for each in check_sources([Origine(statut, sources, date(2026, 4, 30), place)], keys)
        ]

    assert codes(Status.VERIFIED, "S01") == []
    assert codes(Status.MEMORY) == []
    assert codes(Status.VERIFIED) == ["LOI-SOURCE"]
    assert codes(Status.INFERENCE, "S99") == ["LOI-SOURCE"]


@given(st.binary(max_size=200))
def test_no_bytes_make_a_table_raise(content: bytes) -> None:
    tables: tuple[type[Content], ...] = verification.TABLES
    for hostile in (content, b"- a\n- b\n", b"contenu: {}\nexclusions: x\neuropeens: [1]\n"):
        assert all(table.read(hostile, "droit.yaml")[1] for table in tables)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "    exclus: [alinéa 2]",
            "    exclus: [al. 2]",
            "«\u00a0al. 2\u00a0» n’est pas une partie d’article",
        ),
        (
            "    par: [L2541-12, L2541-14, L2541-16]",
            "    par: [L9999-9]",
            "l’article inconnu «\u00a0L9999-9\u00a0»",
        ),
    ],
)
def test_a_part_of_an_article_is_written_as_citations_name_it(old: str, new: str, told: str) -> None:
    text = shipped("data", "droit", "articles.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    _, (finding,) = Articles.read(text.replace(old, new).encode(), "a.yaml")
    assert told in finding.message
    assert finding.location and finding.location.line > 0


def test_a_source_named_once_for_many_rows_is_told_once() -> None:
    place = Location("t.yaml", 7, 12)
    rows = [
        Origine(Status.VERIFIED, ("S999",), RENEWAL, Location("t.yaml", line), lieu_sources=place)
        for line in (9, 12)
    ]
    (finding,) = check_sources(rows, {})
    assert finding.location == place


def test_the_patterns_for_words_name_known_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shipped("data", "droit", "textes.yaml").read_text(encoding="utf-8")
    broken = text.replace("[S53]", "[S999]", 1)
    read = Content.read.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Textes, "read", classmethod(lambda table, *_: read(table, broken.encode(), "t.yaml")))
    assert {each.code for each in verify()} == {"LOI-SOURCE"}


def test_a_faulty_table_stops_whoever_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shipped("data", "droit", "votes.yaml").read_text(encoding="utf-8").replace("tours: 3", "tours: x")
    monkeypatch.setattr(tables, "shipped_bytes", lambda *_: text.encode())
    tables._loaded.cache_clear()
    told = r"votes\.yaml, ligne 38\s: LOI-FORME\s: «\sx\s» n’est pas un nombre entier"
    try:
        with pytest.raises(EnvironmentFault, match=told):
            run([("votes", lambda: iter([nominations(date(2022, 12, 15))]))])  # type: ignore[list-item]
    finally:
        tables._loaded.cache_clear()


@pytest.mark.parametrize(
    ("jour", "collectivites", "entites", "travaux"),
    [
        (date(2020, 1, 1), 214_000, 428_000, 5_350_000),
        (date(2021, 12, 31), 214_000, 428_000, 5_350_000),
        (date(2022, 1, 1), 215_000, 431_000, 5_382_000),
        (date(2023, 12, 31), 215_000, 431_000, 5_382_000),
        (date(2024, 1, 1), 221_000, 443_000, 5_538_000),
        (date(2026, 1, 1), 216_000, 432_000, 5_404_000),
        (date(2027, 12, 31), 216_000, 432_000, 5_404_000),
    ],
)
def test_european_thresholds(jour: date, collectivites: int, entites: int, travaux: int) -> None:
    kinds = ("collectivites", "entites_adjudicatrices", "travaux")
    assert tuple(seuil_europeen(jour, kind) for kind in kinds) == (collectivites, entites, travaux)
    assert seuil_transmission(jour) == collectivites
