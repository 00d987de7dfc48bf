"""A house style from the file of a collectivity to its acts: which style, and what the journal keeps."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html

from actgen.session.render import Rendering
from actgen.session.result import Options
from tests.acts.outputs.house.samples import letterhead, shield_png
from tests.session.acts import DIETWILLER, edit, examined, render, session_file, workspace

ARMS = "charte:\n  blason: blason.png\n  texte_du_blason: Blason de la commune\n  couleur: 1f3a5f\n"
OF_GROUP = "coordonnateur:\n  charte:\n    blason: blason.png\n    texte_du_blason: Logo du coordonnateur\n"


@pytest.fixture
def space(tmp_path: Path) -> Path:
    folder = workspace(tmp_path)
    (folder / "collectivites" / "blason.png").write_bytes(shield_png())
    (folder / "collectivites" / "papier.docx").write_bytes(letterhead())
    (folder / "groupements" / "blason.png").write_bytes(shield_png(240))
    return folder


def style(space: Path, text: str) -> None:
    file = space / "collectivites" / "dietwiller.yaml"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def rendered(space: Path, *only: str, formats: tuple[str, ...] = ("html",)) -> Rendering:
    options = Options(only=only, formats=formats, out=space / "output")
    return render(session_file(DIETWILLER, space), options)


def told(page: bytes) -> list[str]:
    """What is said of the pictures of an act; those of a PDF: tests/acts/outputs/house."""
    return [str(image.get("alt")) for image in html.fromstring(page).iter("img")]


def test_every_act_of_the_collectivity_and_the_convention_of_its_coordinator(space: Path) -> None:
    style(space, ARMS)
    edit(space / "groupements" / "e_services.yaml", "coordonnateur:\n", OF_GROUP)
    rendering = rendered(space)
    assert rendering.folder is not None and not rendering.examination.report.errors
    heads = {file.stem: told(file.read_bytes()) for file in rendering.folder.glob("*.html")}
    assert heads.pop("0-a-faire") == []
    assert heads.pop("2-convention-e-services-PROJET") == ["Logo du coordonnateur"]
    assert len(heads) == 5
    assert {tuple(head) for head in heads.values()} == {("Blason de la commune",)}


def test_a_group_without_a_style_has_the_ordinary_one(space: Path) -> None:
    style(space, ARMS)
    rendering = rendered(space, "convention")
    assert rendering.folder is not None
    (convention,) = rendering.folder.glob("*.html")
    assert told(convention.read_bytes()) == []


@pytest.mark.parametrize("text", [ARMS, "charte: papier.docx\n"])
def test_the_journal_knows_and_keeps_what_made_the_acts(space: Path, text: str) -> None:
    style(space, text)
    rendering = rendered(space, "deliberation")
    assert rendering.folder is not None
    journal = json.loads((rendering.folder / "journal.json").read_text(encoding="utf-8"))
    name = "papier.docx" if "docx" in text else "blason.png"
    content = (space / "collectivites" / name).read_bytes()
    path = f"collectivites/{name}"
    assert journal["sources"][path] == journal["modeles"][path] == sha256(content).hexdigest()
    with zipfile.ZipFile(rendering.folder / "modeles.zip") as kept:
        (copy,) = (each for each in kept.namelist() if each.endswith(name))
        assert kept.read(copy) == content


def test_a_style_at_fault_stops_every_act_at_its_line(space: Path) -> None:
    (space / "collectivites" / "blason.png").write_bytes(b"<svg/>")
    style(space, ARMS)
    examination = examined(session_file(DIETWILLER, space))
    (finding,) = examination.report.errors
    assert finding.code == "CHARTE-IMAGE" and not examination.plans
    assert [place.file for place in finding.locations] == [
        "collectivites/dietwiller.yaml",
        "collectivites/blason.png",
    ]


def test_without_a_style_acts_are_what_they_were(space: Path) -> None:
    """And what a style adds goes when it goes: the files are written again as before."""
    formats = ("pdf", "docx", "html")
    before = rendered(space, "certificat", formats=formats)
    assert before.folder is not None
    files = {file.name: file.read_bytes() for file in before.folder.glob("4-*")}
    plain = (space / "collectivites" / "dietwiller.yaml").read_text(encoding="utf-8")
    style(space, ARMS)
    rendered(space, "certificat", formats=formats)
    assert all((before.folder / name).read_bytes() != content for name, content in files.items())
    (space / "collectivites" / "dietwiller.yaml").write_text(plain, encoding="utf-8")
    rendered(space, "certificat", formats=formats)
    assert {f.name: f.read_bytes() for f in before.folder.glob("4-*")} == files


def test_images_are_looked_at_though_the_style_has_another_fault(space: Path) -> None:
    (space / "collectivites" / "blason.png").write_bytes(b"rien")
    (space / "collectivites" / "charte.yaml").write_text(
        "coleur: 1f3a5f\nblason: blason.png\ntexte_du_blason: Blason\nmarges: 1 cm\n", encoding="utf-8"
    )
    style(space, "charte: charte.yaml\n")
    examination = examined(session_file(DIETWILLER, space))
    told = {each.code for each in examination.report.errors}
    assert {"CHARTE-IMAGE", "CHARTE-MARGES"} <= told and len(told) == 3
    assert examination.plans == ()
