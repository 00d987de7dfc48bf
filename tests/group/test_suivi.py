"""The follow-up of a group: its figures, and the three files that hand them on."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl import load_workbook

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.records import replace
from actgen.base.text.characters import plain
from actgen.base.text.typography import typeset
from actgen.council.facts.groupement import DemandeAuxConseils, Groupement, MembreGroupement
from actgen.council.facts.retours import MembersByName, RetoursReader, find_table
from actgen.council.figures.groupements import etat, etat_connu
from actgen.council.figures.suivi import Etape, Suivi, etape_manquante, pour_cent, suivi, taux
from actgen.group.suivi import files_of_suivi
from actgen.group.suivi.tableau import COLONNES, tableau
from actgen.reading.sources import Source, Sources
from actgen.reading.tables import read_sheets
from actgen.session.load import load_groupement

ROOT = Path(__file__).parents[2]
JOUR = date(2024, 11, 14)


def groupe() -> Groupement:
    lu, _ = load_groupement(ROOT / "data/groupements/papeterie.yaml", Sources(ROOT / "data"))
    assert lu is not None
    return lu


GROUPE = groupe()


def avec(*faits: dict[str, object]) -> Groupement:
    """The group whose members have these facts, in order; the others have none."""
    tous = [*faits, *[{}] * (len(GROUPE.membres) - len(faits))]
    membres = (
        replace(MembreGroupement(membre.collectivite), **fait)
        for membre, fait in zip(GROUPE.membres, tous, strict=True)
    )
    return replace(GROUPE, membres=tuple(membres))


def jours(combien: int, **autres: object) -> dict[str, object]:
    """The first steps of a member, a day each."""
    champs = ("deliberation_le", "transmise_le", "publiee_le", "notifiee_le", "signee_le")
    dates = {champ: JOUR + timedelta(rang) for rang, champ in enumerate(champs[:combien])}
    return {"resultat": "adoptée" if combien else "", **dates, **autres}


ETAT = etat(
    avec(
        jours(5),
        jours(3, numero="D-7", signataire="=HYPERLINK(1)"),
        jours(2, signataire="Membre 2 <b>, maire"),
        {"resultat": "rejetée", "deliberation_le": JOUR},
        jours(5, a_corriger="vérification du retour"),
    )
)
SUIVI = suivi(ETAT)
FINDING = Diagnostic(
    "X", Severity.WARNING, "Ligne <3> fausse.", (Location("r.csv", 3, 1),), hint="Corrigez & relisez."
)


def test_each_step_is_counted_by_number_and_by_population() -> None:
    populations = [c.population.habitants for c in (m.collectivite for m in GROUPE.membres) if c.population]
    comptes = {each.etape: (each.membres, each.habitants) for each in SUIVI.avancement}
    assert comptes == {
        Etape.ADOPTEE: (3, sum(populations[:3])),
        Etape.TRANSMISE: (3, sum(populations[:3])),
        Etape.PUBLIEE: (2, sum(populations[:2])),
        Etape.EXECUTOIRE: (2, sum(populations[:2])),
        Etape.NOTIFIEE: (0, 0),  # the coordinator notifies nobody
        Etape.SIGNEE: (1, populations[0]),
    }
    assert SUIVI.habitants.nombre == sum(populations)
    asked = {each.etape: (each.sur, each.habitants_sur) for each in SUIVI.avancement}
    assert asked.pop(Etape.NOTIFIEE) == (len(SUIVI.lignes) - 1, sum(populations[1:]))
    assert set(asked.values()) == {(len(SUIVI.lignes), sum(populations))}


def test_a_party_whose_notification_is_not_told_still_lacks_it() -> None:
    """Not the coordinator, who would notify itself."""
    named = {"signataire": "Mme Membre 2, maire"}
    faits = (jours(5, notifiee_le=None), jours(5, notifiee_le=None, **named), jours(5, **named), jours(5))
    signed = suivi(etat(avec(*faits)))
    missing = [etape_manquante(signed, ligne) for ligne in signed.lignes[:4]]
    assert missing == ["", "notification", "", "nom et qualité du signataire"]


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_hundred_in_a_hundred_is_all_of_it(part: int, tout: int) -> None:
    if tout and part <= tout:
        assert (pour_cent(part, tout) == 100) == (part == tout)
        assert abs(pour_cent(part, tout) - 100 * part / tout) <= (0.5 if pour_cent(part, tout) != 99 else 1)
        assert (taux(part, tout) == "0\u00a0%") == (part == 0)


def test_shares_are_rounded_to_the_nearest() -> None:
    assert [taux(*part) for part in ((1, 6), (1, 3), (996, 274_260), (0, 6), (1, 100), (0, 0))] == [
        "17\u00a0%",
        "33\u00a0%",
        "moins de 1\u00a0%",
        "0\u00a0%",
        "1\u00a0%",
        "0\u00a0%",
    ]


def test_a_decision_that_was_asked_for_is_late_as_at_a_day_after() -> None:
    demande = DemandeAuxConseils(a_deliberer_avant=JOUR)
    groupement = replace(avec(jours(1)), conseils=demande)
    for au, dit in (
        (None, "délibération"),
        (JOUR, "délibération"),
        (JOUR + timedelta(1), "délibération, en retard"),
    ):
        vu = suivi(etat_connu(groupement) if au is None else etat(groupement, au))
        assert etape_manquante(vu, vu.lignes[1]) == dit
        assert etape_manquante(vu, vu.lignes[0]) == "transmission"


def fichiers(vu: Suivi = SUIVI) -> dict[str, bytes]:
    return {Path(file.name).suffix: file.content for file in files_of_suivi(vu, [FINDING])}


def test_a_page_without_a_day_bears_that_of_the_run() -> None:
    """Printed, « avec tout ce qui est connu » said nothing of when."""
    vu = suivi(etat_connu(GROUPE))
    page, *_ = files_of_suivi(vu, jour=date(2026, 12, 2))
    assert "<p>État au 2 décembre 2026</p>" in plain(page.content.decode())
    assert "tout ce qui est connu" in files_of_suivi(vu)[0].content.decode()


def test_the_same_facts_give_the_same_bytes() -> None:
    assert fichiers() == fichiers()
    with zipfile.ZipFile(io.BytesIO(fichiers()[".xlsx"])) as package:
        dates = re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", package.read("docProps/core.xml"))
        assert dates == [b"2000-01-01T00:00:00Z"] * 2  # created, modified: what a library would date


def test_the_csv_can_be_read_back_as_the_returns() -> None:
    lu = read_sheets(Source("suivi.csv", tableau(SUIVI), ""))
    table, findings = find_table(lu)
    assert table is not None and findings == ()
    membres = MembersByName(tuple(m.collectivite for m in GROUPE.membres), lambda nom, lieu: FINDING)
    reader = RetoursReader(table, membres)
    connus = reader.read()
    assert reader.findings == []
    for ligne in ETAT.lignes:
        membre, relu = ligne.membre, connus[ligne.membre.collectivite.code]
        for champ in (
            "resultat",
            "deliberation_le",
            "transmise_le",
            "publiee_le",
            "notifiee_le",
            "signee_le",
        ):
            assert getattr(relu, champ) == getattr(membre, champ), champ
        assert relu.signataire == membre.signataire.replace("=", "'=")


def test_the_workbook_holds_dates_numbers_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(fichiers()[".xlsx"]))
    assert book.sheetnames == ["Suivi"]
    tete, *lignes = book["Suivi"].iter_rows()
    assert len(tete) == len(COLONNES) and len(lignes) == len(GROUPE.membres)
    premiere = {str(t.value): cell for t, cell in zip(tete, lignes[0], strict=True)}
    assert isinstance(premiere["Délibération"].value, datetime) and premiere["Code"].data_type == "s"
    assert all(cell.data_type != "f" for ligne in lignes for cell in ligne)
    assert lignes[1][list(COLONNES).index("signataire")].value == "=HYPERLINK(1)"
    with zipfile.ZipFile(io.BytesIO(fichiers()[".xlsx"])) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        assert all(b"<f>" not in package.read(name) for name in package.namelist())


def test_the_page_tells_each_member_and_lets_nothing_through() -> None:
    content = fichiers()[".html"].decode()
    page = html.document_fromstring(content)
    assert "<b>" not in content.split("<main", 1)[1]  # what users wrote is text
    assert not re.search(r"(?:src|href)=\"(?!#)", content) and "default-src 'none'" in content
    rows = page.xpath("//table[contains(@class, 'membres')]/tbody/tr")
    assert len(rows) == len(GROUPE.membres)
    assert [row.xpath("string(td[last()])") for row in rows][:5] == [
        "aucune",
        "notification, puis signature",
        "publication",
        "adhésion rejetée",
        "vérification du retour",
    ]
    assert "Ligne <3> fausse." in page.text_content() and "Corrigez & relisez." in page.text_content()


def test_the_page_can_be_read_without_its_bars() -> None:
    page = html.document_fromstring(fichiers()[".html"].decode())
    bars = page.xpath("//meter")
    assert bars and all(bar.get("aria-hidden") == "true" for bar in bars)
    first = page.xpath("//table[@aria-labelledby='avancement']/tbody/tr[1]")[0]
    assert [cell.text_content().strip() for cell in first][:2] == ["adoptée", "3"]
    for table in page.xpath("//table"):
        assert page.xpath("//*[@id=$name]", name=table.get("aria-labelledby"))
        assert all(cell.get("scope") for cell in table.xpath(".//th"))
    regions = page.xpath("//*[@role='region']")
    assert regions and all(region.get("tabindex") == "0" for region in regions)
    levels = [int(title.tag[1]) for title in page.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1 and levels.count(1) == 1 and max(levels) == 2


@pytest.mark.parametrize("nom", ["<script>alert(1)</script>", "a & b " * 90, "&quot;", "=1+1"])
def test_any_name_of_a_group_goes_through(nom: str) -> None:
    vu = suivi(etat(replace(GROUPE, nom_d_usage=nom)))
    page, book, _ = files_of_suivi(vu)
    title = html.document_fromstring(page.content.decode()).xpath("string(//h1)")
    assert title == f"Suivi du groupement\u00a0: {typeset(nom)}"
    assert re.fullmatch(r"suivi-[a-z0-9-]{1,40}\.html", page.name)
    entete = load_workbook(io.BytesIO(book.content))["Suivi"].oddHeader
    assert entete is not None and entete.center is not None and len(entete.center.text or "") <= 250


def test_each_cell_tells_its_column_for_a_phone() -> None:
    """On a phone a row is a card without heads: a cell that is shown there says what it is of."""
    page = html.document_fromstring(fichiers()[".html"].decode())
    tables = page.xpath("//div[contains(@class, 'fiches')]/table")
    assert len(tables) == 2, "the stages and the members"
    for table in tables:
        heads = [head.text_content() for head in table.xpath("./thead//th")]
        for row in table.xpath("./tbody/tr"):
            told = [(cell.get("data-titre"), bool(cell.text_content())) for cell in row.xpath("./td")]
            assert [
                titre if shown else head for (titre, shown), head in zip(told, heads[1:], strict=True)
            ] == heads[1:]
