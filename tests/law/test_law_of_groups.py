"""Groups, delegations and thresholds as data: what they say, and what is refused at loading, at its line."""

from collections.abc import Callable
from datetime import date

import pytest

from actgen.base.diagnostics import Diagnostic, Location, Mender, Scope, Status
from actgen.law import articles, groupements, nomenclature, regimes, scrutins, suites
from actgen.law.files import shipped_bytes
from actgen.law.groupements import (
    DroitDesGroupements,
    Procedure,
    duree_maximale,
    maximum_exige,
    procedures,
)
from actgen.law.nomenclature import Delegations
from actgen.law.tables import Origine
from actgen.law.verification import check_articles

Reader = Callable[[bytes, str], tuple[object, tuple[Diagnostic, ...]]]
READERS: dict[str, Reader] = {
    "articles.yaml": articles.Articles.read,
    "delegations.yaml": nomenclature.Delegations.read,
    "effectifs.yaml": regimes.Effectifs.read,
    "elections.yaml": scrutins.Elections.read,
    "groupements.yaml": groupements.DroitDesGroupements.read,
    "regimes.yaml": regimes.Regimes.read,
    "seuils.yaml": groupements.Seuils.read,
    "subventions.yaml": groupements.Subventions.read,
    "tribunaux.yaml": suites.Tribunaux.read,
}
JOUR = date(2023, 6, 15)
SECOND_WAIVER = "- achat: fournitures_et_services\n    du: 2026-04-01"
ACCOUNTS = "natures: [compte_administratif]"
FIRST_WORDING = "du: 2019-04-01\n    au: 2021-08-25"
SECOND_WORDING = '- code: CCP\n    numero: R2162-4\n    objet: "accords-cadres : maximum obligatoire'


def _shipped(name: str) -> str:
    return shipped_bytes("droit", name).decode()


def _line(text: str, words: str) -> int:
    assert text.count(words) == 1, f"{text.count(words)} times: {words}"
    return text[: text.index(words)].count("\n") + 1


def _fault(name: str, old: str, new: str) -> tuple[str, int]:
    """The code and line of the one finding that this change of a shipped file gives."""
    text = _shipped(name)
    assert text.count(old) == 1, f"{text.count(old)} times: {old}"
    _, findings = READERS[name](text.replace(old, new).encode(), name)
    assert len(findings) == 1, findings
    (finding,) = findings
    assert finding.location is not None and finding.location.file == name
    assert (finding.mender, finding.scope) == (Mender.SERVICE_JURIDIQUE, Scope.RUN)
    return finding.code, finding.location.line


@pytest.mark.parametrize("name", READERS)
def test_a_shipped_file_is_sound_and_an_unknown_key_is_refused_at_its_line(name: str) -> None:
    text = _shipped(name)
    assert READERS[name](text.encode(), name)[1] == ()
    _, (finding,) = READERS[name](f"{text}\nrubrique_de_trop: oui\n".encode(), name)
    assert finding.location is not None
    assert (finding.code, finding.location.line) == ("LOI-FORME", text.count("\n") + 2)


@pytest.mark.parametrize("name", READERS)
def test_a_date_that_is_none_is_refused(name: str) -> None:
    text = _shipped(name)
    checked = next(line for line in text.splitlines() if line.startswith("verifie_le:"))
    found = READERS[name](text.replace(checked, "verifie_le: 2026-04-31").encode(), name)[1]
    assert {finding.code for finding in found} == {"LOI-FORME"}
    assert {finding.location.line for finding in found if finding.location} == {_line(text, checked)}


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "where"),
    [
        # periods reversed, or over one another
        ("seuils.yaml", "au: 2023-12-31", "au: 2021-12-31", "LOI-PERIODE", "du: 2022-01-01"),
        ("seuils.yaml", "au: 2023-12-31", "au: 2024-01-01", "LOI-PERIODE", "du: 2024-01-01"),
        ("seuils.yaml", "au: 2026-03-31", "au: 2026-04-01", "LOI-PERIODE", SECOND_WAIVER),
        ("articles.yaml", "au: 2021-08-25", "au: 2021-08-26", "LOI-PERIODE", SECOND_WORDING),
        ("articles.yaml", "au: 2021-08-25", "au: 2019-03-31", "LOI-PERIODE", FIRST_WORDING),
        ("regimes.yaml", "au: 2021-09-30", "au: 2021-11-10", "LOI-PERIODE", "du: 2021-11-10"),
        # thresholds that can't be
        ("seuils.yaml", "collectivites: 221000", "collectivites: 5621000", "LOI-FORME", "du: 2024-01-01"),
        ("seuils.yaml", "travaux: 5538000", "travaux: 55380", "LOI-FORME", "du: 2024-01-01"),
        ("seuils.yaml", "montant: 60000", "montant: 0", "LOI-FORME", "montant: 60000"),
        ("seuils.yaml", "montant: 60000", "montant: 60 000 €", "LOI-FORME", "montant: 60000"),
        ("seuils.yaml", "pourcentage: 20", "pourcentage: 100", "LOI-FORME", "pourcentage: 20"),
        # départements and articles that nobody knows
        ("regimes.yaml", "[57, 67, 68]", "[57, 67, 99]", "LOI-DEPARTEMENT", "[57, 67, 68]"),
        ("articles.yaml", "numero: L2113-6", "numero: sixième", "LOI-FORME", "numero: L2113-6"),
        # groups and delegations
        ("groupements.yaml", "mois: 48", "mois: 0", "LOI-FORME", "mois: 48"),
        ("groupements.yaml", "mois: 48", "mois: quatre ans", "LOI-FORME", "mois: 48"),
        ("groupements.yaml", "sujet: retrait", "sujet: départ", "LOI-FORME", "sujet: retrait"),
        ("groupements.yaml", "sujet: retrait", "sujet: adhesion", "LOI-PERIODE", "sujet: retrait"),
        ("groupements.yaml", ", MAPA]", ", gré à gré]", "LOI-FORME", ", MAPA]"),
        ("groupements.yaml", "[procédure adaptée, MAPA]", "[]", "LOI-FORME", "[procédure adaptée, MAPA]"),
        ("delegations.yaml", '["7.1"]', '["7.11"]', "LOI-FORME", '["7.1"]'),
        ("delegations.yaml", ACCOUNTS, "nature: [x]", "LOI-FORME", ACCOUNTS),
        ("delegations.yaml", "statut: deduction", "statut: certain", "LOI-FORME", "statut: deduction"),
    ],
)  # fmt: skip
def test_bad_law_is_refused_at_its_line(name: str, old: str, new: str, code: str, where: str) -> None:
    assert _fault(name, old, new) == (code, _line(_shipped(name), where))


def test_a_subject_without_a_row_is_refused() -> None:
    text = _shipped("groupements.yaml")
    cut = text.index("  - sujet: retrait")
    _, (finding,) = DroitDesGroupements.read(text[:cut].encode(), "groupements.yaml")
    assert finding.code == "LOI-FORME" and "retrait" in finding.message


def test_a_matter_without_any_clue_is_refused() -> None:
    row = "  - objet: le reste\n    statut: memoire\n"
    _, (finding,) = Delegations.read(
        f"verifie_le: 2026-04-30\nexclusions:\n{row}attributions_du_maire: []\n".encode(), "delegations.yaml"
    )
    assert finding.location is not None and (finding.code, finding.location.line) == ("LOI-FORME", 3)


def test_an_article_that_articles_yaml_lacks_is_told_where_it_is_named() -> None:
    place = Location("groupements.yaml", 9)
    origin = Origine(Status.VERIFIED, ("S48",), JOUR, place)
    known, unknown = ("CCP", "L2125-1", origin), ("CCP", "L2125-9", origin)
    assert [(each.code, each.location) for each in check_articles([known, unknown])] == [
        ("LOI-ARTICLE", place)
    ]


def test_an_unknown_article_is_told_at_its_own_line() -> None:
    written = _shipped("groupements.yaml").replace("article: L2125-1", "article: L2125-9")
    limits, _ = DroitDesGroupements.read(written.encode(), "groupements.yaml")
    (found,) = check_articles(("CCP", each.article, each.origine) for each in limits.durees)
    assert found.location is not None
    assert written.splitlines()[found.location.line - 1].strip() == "article: L2125-9"


def test_the_limits_of_a_framework_agreement_by_date() -> None:
    found = duree_maximale(JOUR)
    assert found is not None and (found.mois, found.article) == (48, "L2125-1")
    assert duree_maximale(date(2019, 3, 31)) is None
    assert maximum_exige(date(2021, 12, 31)) is None
    assert maximum_exige(date(2022, 1, 1)) is not None


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("appel d'offres ouvert", {Procedure.FORMALISEE}),
        ("Appel d’offres restreint", {Procedure.FORMALISEE}),
        ("dialogue compétitif", {Procedure.FORMALISEE}),
        ("procédure adaptée (MAPA)", {Procedure.ADAPTEE}),
        ("appel d’offres, procédure adaptée le cas échéant", {Procedure.FORMALISEE, Procedure.ADAPTEE}),
        ("sans publicité ni mise en concurrence", {Procedure.SANS_CONCURRENCE}),
        ("au mieux", set()),
        ("", set()),
    ],
)
def test_the_procedure_that_words_name(words: str, kinds: set[Procedure]) -> None:
    assert procedures(words) == kinds
