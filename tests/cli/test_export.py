"""The screens of `export`, word for word, and what the command line may say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import SESSION, Actgen, edit
from tests.cli.test_screens import compare
from tests.council.facts.recus import NOM, accuse
from tests.delivery.exports.atelier import CONVENTION, SIRETS, Atelier, pdf

COUNCIL = Path("collectivites/dietwiller.yaml")
FOLDER = Path("output/68072-dietwiller/2022-12-15-conseil")


def sizes(screen: str) -> str:
    """A screen without what depends on the makers of files."""
    return re.sub(r"\d+(?:,\d)?[\u00a0 ](?:octets|[km]o)", "N ko", screen, flags=re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
def test_from_a_session_to_what_leaves_the_town_hall(actgen: Actgen) -> None:
    """As a clerk does it: render, sign, send, receive, publish, keep."""
    assert actgen("render", SESSION, "--formats", "pdf").code == 0
    refused = actgen("export", "transmission", SESSION)
    assert (refused.code, refused.err) == (1, "")
    (FOLDER / CONVENTION).write_bytes((FOLDER / CONVENTION.replace("SIGNE", "PROJET")).read_bytes())
    unsigned = actgen("export", "transmission", SESSION)
    assert unsigned.code == 1 and "n’est pas signé" in re.sub(r"\s+", " ", unsigned.out)
    (FOLDER / CONVENTION).write_bytes(pdf(17))
    sent = actgen("export", "transmission", SESSION)
    assert (sent.code, sent.err) == (0, "")
    tel_quel = "Point 9 : aucun exemplaire signé sous le nom attendu ; l’acte non signé est pris."
    assert tel_quel in re.sub(r"\s+", " ", sent.out)
    (Path("seances") / NOM).write_bytes(accuse())
    checked = actgen("check", SESSION)
    assert "reçue le 20/12/2022 d’après l’accusé de réception" in re.sub(r"\s+", " ", checked.out)
    assert "accusé de réception lu : point 9" in re.sub(r"\s+", " ", checked.out)
    rendered = actgen("render", SESSION, "--formats", "pdf")
    assert rendered.code == 0
    assert "Accusé de réception lu : point 9" in re.sub(r"\s+", " ", rendered.out)
    edit(COUNCIL, "publication:", f"siret: {SIRETS['dietwiller']}\npublication:")
    opened = actgen("export", "opendata", COUNCIL.as_posix(), "--year", "2022")
    assert (opened.code, opened.err) == (0, "")
    changed = actgen("export", "archive", SESSION)
    assert changed.code == 1 and "ARCHIVE-SOURCE" in changed.out
    assert actgen("render", SESSION, "--formats", "pdf").code == 0
    kept = actgen("export", "archive", SESSION)
    assert (kept.code, kept.err) == (0, "")
    compare("export", "\n".join(sizes(run.out) for run in (refused, sent, opened, changed, kept)))


@pytest.mark.usefixtures("workspace")
def test_the_reports_for_other_programs(actgen: Actgen) -> None:
    edit(COUNCIL, "publication:", f"siret: {SIRETS['dietwiller']}\npublication:")
    folder = Atelier(Path.cwd()).ecrire()
    (folder / CONVENTION).write_bytes(pdf(17))
    told = json.loads(actgen("export", "transmission", SESSION, "--report", "json").out)["transmission"]
    assert told["actes"][0]["numero"] == "2022_12_15_09"
    assert [each["signe"] for each in told["actes"][0]["fichiers"]] == [False, True]
    told = json.loads(actgen("export", "opendata", SESSION, "--report", "json").out)["opendata"]
    assert told["lignes"][0]["DELIB_ID"] == "2022-12-15-09"
    told = json.loads(actgen("export", "archive", SESSION, "--report", "json").out)["archive"]
    assert {each["etat"] for each in told["contenu"]} >= {"conforme au journal", "inconnu du journal"}


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("transmission",), "FICHIER"),
        (("transmission", SESSION, "--only", "neuf"), "--only attend des numéros de points"),
        (("transmission", SESSION, "--typologie", "nulle-part.yaml"), "est introuvable"),
        (("transmission", SESSION, "--typologie", SESSION), "Rubrique inconnue"),
        (("transmission", SESSION, "--typologie", "recu.xml"), "« recu.xml » : c’est l’accusé de réception"),
        (("transmission", SESSION, "--override", "POUV-UNIQ"), "POUV-UNIQUE"),
        (("archive", SESSION, "--templates", "nulle-part"), "est introuvable"),
        (("opendata", COUNCIL.as_posix()), "dites l’année à exporter"),
        (("opendata", COUNCIL.as_posix(), "--year", "22"), "--year attend une année en quatre chiffres"),
        (("archiv", SESSION), "export archive"),
    ],
)
def test_a_line_that_is_wrong(actgen: Actgen, words: tuple[str, ...], said: str) -> None:
    Path("recu.xml").write_bytes(accuse())
    run = actgen("export", *words)
    assert (run.code, run.out) == (2, "")
    assert said in run.err.replace("\u00a0", " ")


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("part", ["transmission", "opendata", "archive"])
def test_a_file_that_is_not_there(actgen: Actgen, part: str) -> None:
    run = actgen("export", part, "seances/nulle-part.yaml")
    assert run.code == 1 and "FICHIER-ABSENT" in run.out
    assert not Path("output").exists()
