"""`actgen verify`: what it says of the worked example, and of what it can't compare."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from actgen.acts.outputs.pdf import render_pdf
from actgen.session.writing.journal import ARCHIVE, JOURNAL
from tests.cli.conftest import SESSION, Actgen
from tests.cli.test_screens import compare
from tests.delivery.verify.tampering import source, with_source
from tests.french import typing_faults
from tests.session.acts import document

FOLDER = Path("output/68072-dietwiller/2022-12-15-conseil")
CERTIFICATE = "4-certificat-09.html"


@pytest.fixture
def folder(workspace: Path, actgen: Actgen) -> Path:
    assert actgen("render", SESSION, "--formats", "html", "--only", "certificat").code == 0
    return workspace / FOLDER


@pytest.mark.usefixtures("folder")
def test_a_folder_conforms_then_doesnt(actgen: Actgen) -> None:
    run = actgen("verify", "output")
    assert (run.code, run.err) == (0, "")
    told = " ".join(run.out.replace("\u00a0", " ").split())
    counted = r"Conforme à ses données, d’après le journal : 1 fichier, (\d+) modèles gardés "
    found = re.search(counted + r"et (\d+) sources \((\d+) à vous et (\d+) d’actgen\)\.", told)
    assert found is not None, told
    _, sources, own, ships = map(int, found.groups())
    assert sources == own + ships and own == 7
    assert "seule une signature" in run.out
    assert "authentique" not in run.out
    (FOLDER / CERTIFICATE).write_text("autre", encoding="utf-8")
    run = actgen("verify", FOLDER.as_posix())
    assert (run.code, run.err) == (1, "")
    assert f"{CERTIFICATE}  modifié depuis qu’actgen l’a écrit" in run.out
    assert "1\u00a0différence avec le journal." in run.out
    assert [
        fault for line in run.out.splitlines() for fault in typing_faults(line.strip().split("  ")[-1])
    ] == []


@pytest.mark.usefixtures("folder")
def test_several_acts_as_json(actgen: Actgen) -> None:
    Path("recu.html").write_bytes((FOLDER / CERTIFICATE).read_bytes())
    run = actgen("verify", "recu.html", "--journal", FOLDER.as_posix(), "--report", "json")
    assert run.code == 0
    (told,) = json.loads(run.out)["verifications"]
    assert told["conforme"] is True
    assert told["pieces"][0]["detail"] == f"identique à «\u00a0{CERTIFICATE}\u00a0» du journal"


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["seances"], "n’a pas de journal"),
        (["nulle-part.pdf"], "n’existe pas"),
        ([SESSION], "Il n’y a pas de journal"),
        ([SESSION, "--journal", "nulle-part"], "--journal attend un dossier"),
        (["a\0b"], "n’est pas un nom de fichier"),
    ],
)
def test_what_cannot_be_compared(actgen: Actgen, words: list[str], told: str) -> None:
    run = actgen("verify", *words)
    assert (run.code, run.out) == (2, "")
    assert told in run.err


@pytest.mark.parametrize("options", [[], ["--journal", FOLDER.as_posix()]])
def test_the_journal_and_the_kept_templates_are_verified_with_their_folder(
    folder: Path, actgen: Actgen, options: list[str]
) -> None:
    for name in (JOURNAL, ARCHIVE):
        run = actgen("verify", (FOLDER / name).as_posix(), *options)
        assert (run.code, run.out) == (2, "")
        told = " ".join(run.err.replace("\u00a0", " ").split())
        assert f"se vérifie avec lui : actgen verify {FOLDER.as_posix()}" in told


# ---------------------------------------------------------------- a lone PDF


@pytest.fixture
def lone(workspace: Path) -> Path:
    place = workspace / "recu.pdf"
    place.write_bytes(certificate())
    return place


@cache
def certificate() -> bytes:
    return render_pdf(document("dietwiller-2022-12-15", "certificat-09"), dated=date(2022, 12, 15))


def test_a_lone_pdf_conforms_then_says_what_differs(actgen: Actgen, lone: Path) -> None:
    run = actgen("verify", "recu.pdf")
    assert (run.code, run.err) == (0, "")
    assert "Conforme à ses données\u00a0: 13\u00a0énoncés, tels qu’ils sont imprimés." in run.out
    assert "seule une signature" in run.out and "authentique" not in run.out
    yaml = source(certificate()).replace(b"Christian FRANTZ", b"Membre 1")
    lone.write_bytes(with_source(certificate(), yaml))
    before = lone.read_bytes()
    run = actgen("verify", "recu.pdf")
    assert (run.code, run.err) == (1, "")
    compare("verify-seul", run.out)
    assert lone.read_bytes() == before


# ---------------------------------------------------------------- a hundred changes
