"""Each remark leads to where it is mended: the part of a screen that its address names is there."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.api.remarks import blanks, remarks
from actgen.studio.desk import address_of
from actgen.studio.ways import Ways
from tests.regles.cases import Case, every_case, lay
from tests.studio.house import DATA, SESSION, Studio

CASE = "seances/seance.yaml"


def _led(studio: Studio, name: str) -> Iterator[tuple[str, str]]:
    """What is told of a session, and the address that it leads to."""
    session = actgen.Workspace(studio.root).session(name)
    found = Ways(session)
    for finding in session.findings:
        yield from ((f"{finding.code} {each.mots}", each.adresse) for each in found.of(finding))
    yield from ((each.label, found.to_blank(each)) for each in blanks(session))


def _lost(browser: TestClient, led: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those whose address names no part of its page."""
    pages: dict[str, str] = {}
    lost = []
    for told, address in led:
        page, _, anchor = address.partition("#")
        if page and page not in pages:
            answer = browser.get(page)
            pages[page] = answer.text if answer.status_code == 200 else ""
        if page and (f'id="{anchor}"' not in pages[page] if anchor else not pages[page]):
            lost.append((told, address))
    return lost


def _one_of_each_code() -> list[Case]:
    known: set[str] = set()
    cases = []
    for case in every_case():
        if case.modele != "groupement" and not case.codes <= known:
            known |= case.codes
            cases.append(case)
    return cases


@pytest.mark.parametrize("name", sorted(each.name for each in DATA.glob("seances/*.yaml")))
def test_what_is_told_of_a_worked_example_is_reached(tmp_path: Path, name: str) -> None:
    studio = Studio(tmp_path / "mairie", everything=True)
    assert _lost(studio.browser(), _led(studio, f"seances/{name}")) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", _one_of_each_code(), ids=lambda case: f"{case.file}: {case.situation}")
def test_what_each_rule_tells_is_reached(tmp_path: Path, case: Case) -> None:
    studio = Studio(tmp_path / "mairie", bare=True)
    lay(case, studio.root)
    assert _lost(studio.browser(), _led(studio, CASE)) == []


def _situation(words: str) -> Case:
    return next(each for each in every_case() if each.situation == words)


@pytest.mark.parametrize(
    ("situation", "code", "asked"),
    [
        (
            "onze présents, quatre demandent le scrutin secret, le vote est à main levée",
            "VOTE-SECRET",
            "soir?point=1&vers=ds-1#ds-1",
        ),
        (
            "six contre six, le vote du président n’est pas dit",
            "VOTE-PREPONDERANTE",
            "soir?point=1&vers=president-1#president-1",
        ),
        ("un point voté, sans acte", "DELIB-ABSENTE", "preparer?ouvre=0#carte-0"),
        ("EPCI, sans note", "CONV-NOTE-SYNTHESE", "preparer#champ-convocation-note_de_synthese"),
        ("une cellule obligatoire manque", "CHAMP-ABSENT", "preparer#champ-points-0-tarifs-0-prestation"),
        ("deux points numérotés 2", "REG-NUMERO", "fichier"),
        ("un mouvement à un point qui n’existe pas", "MOUVEMENT-PLACE", "soir#mouvement-0"),
        ("une seule lettre", "OCCULTATION-COURTE", "relire#masques"),
        ("deux séances disent deux dates", "PV-ARRET", "lendemain#proces_verbal-arrete_le"),
        (
            "une nomination à main levée, une voix contre la renonciation",
            "VOTE-NOMINATION",
            "soir?point=1&vers=renonce-pour-1#renonce-pour-1",
        ),
        (
            "une désignation à main levée sans renonciation : la nature de l’acte suffit à la dire "
            "nomination",
            "VOTE-NOMINATION",
            "soir?point=1&vers=renonce-pour-1#renonce-pour-1",
        ),
    ],
)
def test_a_remark_leads_to_the_screen_that_it_is_about(
    tmp_path: Path, situation: str, code: str, asked: str
) -> None:
    studio = Studio(tmp_path / "mairie", bare=True)
    lay(_situation(situation), studio.root)
    led = [address for told, address in _led(studio, CASE) if told.startswith(code)]
    assert any(each.startswith(address_of(CASE, "") + asked) for each in led), led


def test_a_total_that_lacks_leads_to_the_table_that_it_is_counted_from(studio: Studio) -> None:
    """« Emplois avant » led to the raw file: no field has it, the table does."""
    place = studio.root / SESSION
    item = "  - {numero: 4, acte: creation_emploi, vote: unanimité}\n\nsuites:"
    place.write_text(place.read_text("utf-8").replace("suites:", item, 1), "utf-8")
    led = {
        told: address for told, address in _led(studio, SESSION) if told in ("emplois avant", "emplois après")
    }
    table = f"{address_of(SESSION, 'preparer')}#champ-points-3-tableau-0-grade"
    assert led
    assert set(led.values()) == {table}, led


def test_what_lacks_of_two_items_is_told_of_each(studio: Studio) -> None:
    place = studio.root / SESSION
    items = "".join(f"  - {{numero: {n}, acte: subvention, vote: unanimité}}\n" for n in (4, 5))
    place.write_text(place.read_text("utf-8").replace("suites:", f"{items}\nsuites:", 1), "utf-8")
    told = [
        each.dit for each in blanks(actgen.Workspace(studio.root).session(SESSION)) if "montant" in each.label
    ]
    assert [each.replace("\u00a0", " ") for each in told] == [
        "montant de la subvention (point 4)",
        "montant de la subvention (point 5)",
    ]


def test_a_remark_among_others_says_its_item_once(studio: Studio) -> None:
    place = studio.root / SESSION
    text = place.read_text("utf-8").replace("fixe ce tarif", "accorde à Mme Durand, née le 12 mars 1980,")
    place.write_text(text, "utf-8")
    session = actgen.Workspace(studio.root).session(SESSION)
    told = [each.finding.message.replace("\u00a0", " ") for each in remarks(session)]
    assert any(each.startswith("Point 3 : donnée personnelle à ne pas publier : ") for each in told), told
    assert not [each for each in told if each.startswith("Point") and each.lower().count("point ") > 1]


def test_a_date_of_an_act_leads_to_its_cell(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    dated = text.replace("  transmise_le: 18/11/2024", "  transmise_le: 13/11/2024")
    assert dated != text
    place.write_text(dated, encoding="utf-8")
    led = list(_led(studio, SESSION))
    assert f"{address_of(SESSION, 'lendemain')}#transmise_le-2" in [address for _, address in led]
    assert _lost(browser, iter(led)) == []


def test_a_mayor_who_has_an_interest_leads_to_who_signs(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    changed = text.replace("interesse: Membre 9,", "presidence: Adjointe 2\n    interesse: Membre 1,")
    assert changed != text
    place.write_text(changed, encoding="utf-8")
    led = list(_led(studio, SESSION))
    asked = f"{address_of(SESSION, 'preparer')}#champ-points-1-signataire"
    assert next(address for told, address in led if told.startswith("INT-SIGNATAIRE")) == asked
    assert _lost(browser, iter(led)) == []


def test_an_agenda_that_was_never_written_is_written_on_its_page(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    before, _, after = text.partition("  ordre_du_jour:\n")
    rest = after[after.index("\n\n") :] if "\n\n" in after else after
    place.write_text(before + rest, encoding="utf-8")
    led = dict(_led(studio, SESSION))
    assert led["ordre du jour"] == f"{address_of(SESSION, 'preparer')}#points"
    assert "Il annonçait les points ci-dessous" in html.unescape(browser.get(led["ordre du jour"]).text)
