"""`actgen verify`: what it says of the worked example, and of what it can't compare."""

from __future__ import annotations

import json
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actgen.outputs.pdf import render_pdf
from actgen.verify.folders import verify_folder
from actgen.writing.journal import ARCHIVE, JOURNAL, stored_zip
from tests.cli.conftest import SESSION, Actgen
from tests.cli.test_screens import compare
from tests.french import typing_faults
from tests.session.acts import document
from tests.verify.tampering import opened, source, with_source

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


def test_a_folder_whose_journal_was_removed_is_never_said_to_conform(folder: Path, actgen: Actgen) -> None:
    below = folder / "archive"
    below.mkdir()
    for each in [each for each in folder.iterdir() if each.is_file()]:
        (below / each.name).write_bytes(each.read_bytes())
    (folder / JOURNAL).unlink()
    for asked in ("output", FOLDER.as_posix()):
        run = actgen("verify", asked)
        assert (run.code, run.err) == (1, "")
        told = " ".join(run.out.replace("\u00a0", " ").split())
        assert "journal absent : rien de ce dossier ne peut être comparé" in told
        assert "Rien n’a pu y être comparé." in told


def test_files_that_are_not_found_are_counted_as_the_sources_that_they_are(
    folder: Path, actgen: Actgen, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moved = tmp_path_factory.mktemp("ailleurs") / "un" / "dossier" / "loin" / "recu"
    moved.parent.mkdir(parents=True)
    folder.rename(moved)
    for place in ("collectivites", "groupements", "seances"):
        Path(place).rename(f"{place}-ailleurs")
    run = actgen("verify", moved.as_posix())
    told = " ".join(run.out.replace("\u00a0", " ").split())
    assert run.code == 0 and "7 sources pour comparer, dites où" in told
    assert "Conforme au journal : 1 fichier et" in told and "Vos fichiers, d’où viennent ces actes" in told


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


@pytest.mark.usefixtures("folder")
def test_a_journal_that_does_not_know_a_pdf_answers_for_it_in_no_way(actgen: Actgen) -> None:
    Path("recu.pdf").write_bytes(certificate())
    run = actgen("verify", "recu.pdf", "--journal", FOLDER.as_posix())
    told = " ".join(run.out.replace("\u00a0", " ").split())
    assert (run.code, run.err) == (1, "") and "Conforme" not in told
    assert "Le journal ne répond pas de ce fichier : 15 énoncés y sont imprimés tels que les données" in told


@pytest.mark.parametrize("options", [[], ["--journal", FOLDER.as_posix()]])
def test_the_journal_and_the_kept_templates_are_verified_with_their_folder(
    folder: Path, actgen: Actgen, options: list[str]
) -> None:
    for name, what in ((JOURNAL, "est le journal d’un dossier d’actes"), (ARCHIVE, "garde les modèles")):
        run = actgen("verify", (FOLDER / name).as_posix(), *options)
        assert (run.code, run.out) == (2, "")
        told = " ".join(run.err.replace("\u00a0", " ").split())
        assert what in told and f"Vérifiez le dossier entier : actgen verify {FOLDER.as_posix()}." in told
        Path(name).write_bytes((folder / name).read_bytes())
    Path(JOURNAL).unlink()
    run = actgen("verify", ARCHIVE, *options)
    told = " ".join(run.err.split())
    assert (run.code, run.out) == (2, "") and "Remettez-le dans le dossier de ces actes" in told


# ---------------------------------------------------------------- a lone PDF


@pytest.fixture
def lone(workspace: Path) -> Path:
    place = workspace / "recu.pdf"
    place.write_bytes(certificate())
    return place


def certificate_without_data() -> bytes:
    """An act of before, or rewritten by a tool that drops what it carries."""
    with opened(certificate()) as (pdf, target):
        del pdf.attachments["acte.yaml"]
    return target.getvalue()


@cache
def certificate() -> bytes:
    return render_pdf(document("dietwiller-2022-12-15", "certificat-09"), dated=date(2022, 12, 15))


def test_a_lone_pdf_conforms_then_says_what_differs(actgen: Actgen, lone: Path) -> None:
    run = actgen("verify", "recu.pdf")
    assert (run.code, run.err) == (0, "")
    assert "Conforme à ses données\u00a0: 15\u00a0énoncés, tels qu’ils sont imprimés." in run.out
    assert "seule une signature" in run.out and "authentique" not in run.out
    yaml = source(certificate()).replace(b"Christian FRANTZ", b"Membre 1")
    lone.write_bytes(with_source(certificate(), yaml))
    before = lone.read_bytes()
    run = actgen("verify", "recu.pdf")
    assert (run.code, run.err) == (1, "")
    compare("verify-seul", run.out)
    assert lone.read_bytes() == before


def test_a_lone_pdf_as_json(actgen: Actgen, lone: Path) -> None:
    run = actgen("verify", "recu.pdf", "--report", "json")
    assert run.code == 0
    (told,) = json.loads(run.out)["verifications"]
    assert (told["conforme"], told["sans_journal"]) == (True, True)
    lone.write_bytes(lone.read_bytes()[:9000])
    run = actgen("verify", "recu.pdf", "--report", "json")
    (told,) = json.loads(run.out)["verifications"]
    assert (run.code, told["conforme"], told["pieces"][0]["etat"]) == (1, False, "différent")


@pytest.mark.parametrize(
    ("content", "told", "concluded"),
    [
        (b"", "n’a pas pu être lu", "Il n’a pas pu être comparé."),
        (b"%PDF-1.7 bonjour", "n’a pas pu être lu", "Il n’a pas pu être comparé."),
        (certificate_without_data, "n’est pas un acte d’actgen", "Rien à comparer"),
    ],
)
def test_a_lone_pdf_that_cannot_be_compared(
    actgen: Actgen, lone: Path, content: Any, told: str, concluded: str
) -> None:
    lone.write_bytes(content if isinstance(content, bytes) else content())
    run = actgen("verify", "recu.pdf")
    assert (run.code, run.err) == (1, "")
    assert told in " ".join(run.out.split()) and concluded in run.out


# ---------------------------------------------------------------- a hundred changes

Change = Callable[[bytes, random.Random], bytes | None]


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _add(content: bytes, chance: random.Random) -> bytes:
    return content + bytes([chance.randrange(256)])


def _gone(_content: bytes, _chance: random.Random) -> None:
    return None


def _put(place: Path, content: bytes | None) -> None:
    if content is None:
        place.unlink()
    else:
        place.write_bytes(content)


@pytest.mark.slow
def test_a_hundred_changes_are_all_found_and_named(workspace: Path, actgen: Actgen) -> None:
    assert actgen("render", SESSION).code == 0
    folder, chance = workspace / FOLDER, random.Random(20221215)
    found = verify_folder(folder)
    assert found.conforme
    own = [p.nom for p in found.pieces if (workspace / p.nom).is_file()]
    files = sorted(path.name for path in folder.iterdir() if path.name not in (JOURNAL, ".actgen.lock"))
    places = {name: folder / name for name in files} | {name: workspace / name for name in own}
    assert len(places) > 25
    for _ in range(100):
        name = chance.choice(sorted(places))
        change: Change = chance.choice([_flip, _flip, _flip, _cut, _add, _gone])
        before = places[name].read_bytes()
        _put(places[name], change(before, chance))
        told = {piece.nom for piece in verify_folder(folder).pieces if piece.a_dire}
        assert name in told, (name, change.__name__)
        places[name].write_bytes(before)
    assert verify_folder(folder).conforme


@pytest.mark.slow
def test_each_kept_template_that_changes_is_named(workspace: Path, actgen: Actgen) -> None:
    assert actgen("render", SESSION, "--formats", "html").code == 0
    folder, chance = workspace / FOLDER, random.Random(1)
    with zipfile.ZipFile(folder / ARCHIVE) as archive:
        copies = {name: archive.read(name) for name in archive.namelist()}
    before = (folder / ARCHIVE).read_bytes()
    for name, content in copies.items():
        (folder / ARCHIVE).write_bytes(stored_zip(copies | {name: _flip(content, chance)}))
        told = {piece.nom for piece in verify_folder(folder).pieces if piece.differe}
        assert told == {ARCHIVE, name.partition("/")[2]}
    (folder / ARCHIVE).write_bytes(before)
