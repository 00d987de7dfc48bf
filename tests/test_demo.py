"""`make demo` shows the product: what is real stays as it is known, the example is whole, and says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from tools import demo

ROOT = demo.ROOT
REAL = "68072-dietwiller"
GROUP = "data/groupements/exemple_complet"
SESSION = "data/seances/treguennec-2025-10-16.yaml"
pytestmark = pytest.mark.slow
DATE = re.compile(r"\d\d/\d\d/\d{4}")
INSEE_OR_SIREN = re.compile(r"\((\d{5}|\d{9})\)")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    assert demo.write(folder, "--formats", "pdf,html", "--jobs", "1") == 0
    return folder


def page(file: Path) -> html.HtmlElement:
    (body,) = html.fromstring(file.read_text(encoding="utf-8")).iter("body")
    return body


def words(part: html.HtmlElement) -> str:
    return " ".join(part.text_content().split())


def test_only_what_is_real_and_not_known_is_a_draft(out: Path) -> None:
    drafts = {file.relative_to(out).parts[0] for file in out.rglob("*-PROJET.*")}
    assert drafts == {REAL}
    assert list(out.rglob("2-convention-e-services-PROJET.pdf"))
    for file in out.rglob("*.html"):
        if REAL not in file.parts:
            assert "PROJET" not in words(page(file)), file


def test_the_whole_chain_of_acts_is_there(out: Path) -> None:
    written = {file.stem for file in out.rglob("*.pdf") if REAL not in file.parts}
    assert written >= {
        "1-deliberation-02-adhesion-groupement",
        "3-proces-verbal",
        "4-certificat-02",
        "2-convention-a-signer",
        "3-signature-29292-treguennec",
    }


def test_annex_1_has_each_member_with_its_three_dates(out: Path) -> None:
    convention = page(out / demo.CONVENTION.replace(".pdf", ".html"))
    assert "Liste arrêtée au 15 décembre 2025" in words(convention)
    lines = [line for line in map(words, convention.iter("tr")) if INSEE_OR_SIREN.search(line)]
    assert len(lines) == 13
    assert all(len(DATE.findall(line)) == 3 for line in lines), lines


def test_the_pages_to_open_exist_and_annex_1_is_on_the_one_that_is_told(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.tell(out)
    said = re.findall(r"^  (\S+\.pdf)(?:, page (\d+))?$", capsys.readouterr().out, re.M)
    assert [Path(name).is_file() for name, _ in said] == [True] * 3
    assert Path(said[0][0]).stem == "2-convention-a-signer" and int(said[0][1]) > 1


def test_the_example_says_what_it_is_wherever_it_could_be_taken_for_real(out: Path) -> None:
    for name in (f"{GROUP}.yaml", SESSION):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert text.splitlines()[1].startswith("# EXEMPLE"), name
        people = re.findall(r"(?:M\.|Mme) (\S+ \S+)", text)
        assert people and all(re.fullmatch(r"Membre \d+,?", person) for person in people), (name, people)
    returns = (ROOT / f"{GROUP}-retours.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert all(re.search(r";(?:M\.|Mme) Membre \d+, (?:maire|présidente)$", line) for line in returns)
    for kind in ("1-deliberation-*", "2-convention-*", "3-proces-verbal*", "3-signature-*"):
        files = [file for file in out.rglob(f"{kind}.html") if REAL not in file.parts]
        assert files and all("exemple" in words(page(file)) for file in files), kind
