"""Signed acts dropped on « Le lendemain »: each beside its act, by its number; none replaced, none dated."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.api.workspace import Options
from actgen.reading import apart
from actgen.reading.apart import Defect
from actgen.studio.desk import address_of, key_of
from actgen.studio.gate import MOST_BYTES, MOST_OF_SCANS
from tests.delivery.exports.atelier import Atelier, pdf
from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION, WRITES, Studio

PAGE = address_of(SESSION, "lendemain")
DROP = f"/seance/{key_of(SESSION)}/signes"
SECOND = "1-deliberation-02-adhesion-groupement-SIGNE.pdf"
THIRD = "1-deliberation-03-libre-SIGNE.pdf"
SCAN = pdf(17)


@pytest.fixture
def folder(studio: Studio) -> Path:
    """The folder of the acts, which were written."""
    return Atelier(studio.root).ecrire(SESSION)


def _drop(browser: TestClient, *files: tuple[str, bytes], **form: str) -> str:
    answer = browser.post(DROP, data=form, files=[("fichiers", each) for each in files], headers=WRITES)
    assert answer.status_code == 200, answer.status_code
    told = answer.text.partition('id="signes" data-echange>')[2].partition("</section>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", told)).replace("\u00a0", " ").split())


def _signed(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("*SIGNE*"))


@pytest.mark.parametrize(
    "name",
    [
        "D2024-11-02.pdf",
        "d2024-11-02 signée.PDF",
        "Délibération 2.pdf",
        "scan_02.pdf",
        "1-deliberation-02-adhesion-groupement.pdf",
        "1-deliberation-02-adhesion-groupement-SIGNE.pdf",
    ],
)
def test_a_scan_is_paired_by_the_number_in_its_name(folder: Path, browser: TestClient, name: str) -> None:
    told = _drop(browser, (name, SCAN))
    assert told.startswith("1 pris, 0 laissé.")
    assert f"Délibération 2 : {SECOND}" in told
    assert (folder / SECOND).read_bytes() == SCAN
    assert _signed(folder) == [SECOND]


@pytest.mark.parametrize(
    "name",
    ["scan.pdf", "0002 du 20241115.pdf", "D2024-11-021.pdf", "7.pdf", "D2024-11-02 et D2024-11-03.pdf"],
)
def test_a_name_that_tells_no_act_or_two_is_not_guessed(folder: Path, browser: TestClient, name: str) -> None:
    told = _drop(browser, (name, SCAN))
    assert told.startswith("0 pris, 1 laissé.")
    assert "nommez-le par son numéro (D2024-11-02), ou choisissez-la" in told
    assert _signed(folder) == []


def test_the_act_may_be_chosen(folder: Path, browser: TestClient) -> None:
    assert _drop(browser, ("scan.pdf", SCAN), point="3").startswith("1 pris")
    assert _signed(folder) == [THIRD]
    assert "rechargez la page" in _drop(browser, ("scan.pdf", SCAN), point="77")


def test_a_copy_that_is_there_is_never_replaced(folder: Path, browser: TestClient) -> None:
    _drop(browser, ("2.pdf", SCAN))
    assert _drop(browser, ("2.pdf", SCAN)).startswith("1 pris"), "the same"
    told = _drop(browser, ("2.pdf", pdf(18)), ("3.pdf", pdf(19)))
    assert told.startswith("1 pris, 1 laissé.")
    assert f"un autre exemplaire signé de cet acte est déjà là ({SECOND})" in told
    assert (folder / SECOND).read_bytes() == SCAN
    assert _signed(folder) == [SECOND, THIRD]


def test_what_is_no_signed_act_is_told_why(folder: Path, browser: TestClient) -> None:
    written = (folder / "1-deliberation-02-adhesion-groupement.pdf").read_bytes()
    told = _drop(browser, ("2.pdf", written), ("3.pdf", b"rien"), ("3.docx", b"PK"))
    assert told.startswith("0 pris, 3 laissés.")
    assert "n’est pas signé, c’est un acte tel qu’actgen l’a écrit" in told
    assert told.count("n’est pas un PDF") == 2
    assert _signed(folder) == []


def test_nothing_is_dated_because_a_scan_is_there(studio: Studio, folder: Path, browser: TestClient) -> None:
    before = (studio.root / SESSION).read_bytes()
    _drop(browser, ("2.pdf", SCAN))
    assert (studio.root / SESSION).read_bytes() == before
    page = browser.get(PAGE).text
    (address,) = re.findall(rf'<a href="([^"]+)"[^>]*>{SECOND}</a>', page)
    assert browser.get(address).content == SCAN
    assert 'id="deliberation_signee_le-2" name="valeur" class="date" value=""' in page


def test_the_copy_is_what_exports_hand_over(studio: Studio, folder: Path, browser: TestClient) -> None:
    _drop(browser, ("2.pdf", SCAN))
    workspace = actgen.Workspace(studio.root)
    session = workspace.session(SESSION, options=Options(out=studio.root / "output", formats=("pdf",)))
    archive = session.archive()
    states = {each.nom: each.etat.value for each in archive.fichiers}
    assert states[f"actes/{SECOND}"] == "inconnu du journal"
    told = [each.message for each in session.transmission().report.findings]
    assert any(f"l’exemplaire signé {SECOND} est pris" in each for each in told), told


def test_scans_may_be_heavier_than_forms(studio: Studio, folder: Path, browser: TestClient) -> None:
    heavy = SCAN + b"\n%" + bytes(MOST_BYTES)
    assert _drop(browser, ("2.pdf", heavy)).startswith("1 pris")
    sent = {"files": [("fichiers", ("3.pdf", b"%PDF-" + bytes(MOST_OF_SCANS)))], "headers": WRITES}
    answer = browser.post(DROP, **sent)  # type: ignore[arg-type]
    assert (answer.status_code, "dépasse trente mégaoctets" in answer.text) == (413, True)
    elsewhere = f"/seance/{key_of(SESSION)}/accuses"
    assert browser.post(elsewhere, files=[("fichiers", ("2.xml", heavy))], headers=WRITES).status_code == 413


def test_what_is_looked_into_keeps_no_other_window_waiting(
    studio: Studio, folder: Path, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six hostile PDFs kept every page for a minute: each spends ten seconds, and all share them."""
    held: list[bool] = []

    def slow(_look: object, _given: object) -> Defect:
        held.append(studio.desk._lock.locked())
        spent[0] += 9.0
        return Defect.TOO_BIG

    spent = [0.0]
    monkeypatch.setattr(apart, "_asked", slow)
    monkeypatch.setattr(apart, "_processor", lambda: spent[0])
    told = _drop(browser, *((f"{rank}.pdf", SCAN) for rank in (2, 3) * 3))
    assert told.startswith("0 pris, 6 laissés.") and told.count("est démesuré") == 6
    assert held == [False, False], "the others are not opened"
    spent[0] = 0.0
    annexed = {"files": [("fichier", ("plan.pdf", SCAN))], "headers": WRITES}
    joined = {"geste": "joindre", "rang": "1", "revision": studio.revision()}
    answer = browser.post(f"/seance/{key_of(SESSION)}/annexe", data=joined, **annexed)  # type: ignore[arg-type]
    assert (answer.status_code, "est démesuré" in answer.text) == (422, True)
    assert held == [False] * 3


def test_a_session_to_be_held_has_no_signed_act(studio: Studio, browser: TestClient) -> None:
    (studio.root / SESSION).write_text(PREPARED, encoding="utf-8")
    answer = browser.post(DROP, files=[("fichiers", ("2.pdf", SCAN))], headers=WRITES)
    assert (answer.status_code, "n’a aucun acte à signer" in answer.text) == (400, True)
    assert not (studio.root / "output").exists()
