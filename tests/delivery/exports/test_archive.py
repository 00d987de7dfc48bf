"""The archive: all that proves a session, the same bytes each time, nothing passed off as ours."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from actgen.delivery.exports.archive import Archive, archive_session
from tests.acts.outputs.conformity.signing import signed
from tests.council.facts.recus import NOM, accuse
from tests.delivery.exports.atelier import CONVENTION, DELIBERATION, DIETWILLER, Atelier, atelier, pdf

RACINE = "68072-dietwiller-2022-12-15-conseil"


def archive(lieu: Atelier) -> Archive:
    return archive_session(lieu.espace / DIETWILLER, lieu.options)


def contenu(told: Archive) -> dict[str, bytes]:
    """The files of the zip by their name in it."""
    assert told.dossier is not None, told.report.findings
    with zipfile.ZipFile(told.dossier / told.written[0].name) as stored:
        assert stored.testzip() is None
        return {nom.removeprefix(f"{RACINE}/"): stored.read(nom) for nom in stored.namelist()}


def test_all_that_proves_a_session(atelier: Atelier) -> None:
    (atelier.espace / "seances" / NOM).write_bytes(accuse())
    folder = atelier.ecrire()
    (folder / CONVENTION).write_bytes(pdf(17))
    atelier.transmit_session()
    told = archive(atelier)
    fichiers = contenu(told)
    assert {nom.partition("/")[0] for nom in fichiers if "/" in nom} == {"actes", "sources", "transmission"}
    assert fichiers[f"sources/seances/{NOM}"] == accuse()
    assert fichiers[f"sources/{DIETWILLER}"] == (atelier.espace / DIETWILLER).read_bytes()
    assert "actes/journal.json" in fichiers and not any(".lock" in nom for nom in fichiers)
    manifeste = json.loads(fichiers["manifeste.json"])
    dits = {each["nom"]: each for each in manifeste["fichiers"]}
    assert set(dits) == {nom for nom in fichiers if "/" in nom}
    for nom, dit in dits.items():
        assert dit["sha256"] == hashlib.sha256(fichiers[nom]).hexdigest()
        assert dit["octets"] == len(fichiers[nom])
    assert dits[f"actes/{CONVENTION}"]["etat"] == "inconnu du journal"
    assert dits[f"actes/{DELIBERATION}"]["acte"] == "deliberation-09"
    empreintes = fichiers["manifeste.sha256"].decode().splitlines()
    assert empreintes == [f"{dit['sha256']}  {nom}" for nom, dit in dits.items()]
    assert [each.code for each in told.report.findings] == ["ARCHIVE-AJOUT"]


@pytest.mark.slow
def test_the_same_files_give_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    archives = []
    for nom in ("ici", "la-bas"):
        lieu = atelier(checkout, tmp_path / nom)
        lieu.ecrire()
        told = archive(lieu)
        assert told.dossier is not None
        archives.append((told.dossier / told.written[0].name).read_bytes())
        again = archive(lieu)
        assert [each.outcome.value for each in again.written] == ["inchangé"]
    assert archives[0] == archives[1]
    with zipfile.ZipFile(io.BytesIO(archives[0])) as stored:
        assert {entry.date_time for entry in stored.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_was_rendered(atelier: Atelier) -> None:
    assert [each.code for each in archive(atelier).report.errors] == ["EXPORT-ABSENT"]
    assert not (atelier.espace / "output").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("faute", "code"), [("absent", "EXPORT-ABSENT"), ("source", "ARCHIVE-SOURCE"), ("lien", "EXPORT-PIECE")]
)
def test_what_would_prove_nothing(atelier: Atelier, faute: str, code: str) -> None:
    folder = atelier.ecrire()
    if faute == "absent":
        (folder / DELIBERATION).unlink()
    elif faute == "source":
        atelier.changer(DIETWILLER, "heure: 20h30", "heure: 20h31")
    else:
        (folder / "ailleurs.pdf").symlink_to("/etc/passwd")
    told = archive(atelier)
    assert [each.code for each in told.report.errors] == [code]
    assert not told.written and not (folder / "archive").exists()


def test_a_file_changed_by_hand_is_told(atelier: Atelier) -> None:
    folder = atelier.ecrire()
    (folder / DELIBERATION).write_bytes(pdf(9))
    told = archive(atelier)
    (ajout,) = told.report.findings
    assert ajout.code == "ARCHIVE-AJOUT"
    assert f"{DELIBERATION} (modifié depuis qu’actgen l’a écrit)" in ajout.message


def test_a_folder_of_films_is_refused_before_all_of_it_is_read(
    atelier: Atelier, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = atelier.ecrire()
    for rang in range(50):
        (folder / f"film-{rang:02}.mp4").write_bytes(b"x" * 100)
    monkeypatch.setattr("actgen.delivery.exports.archive.LIMITE", 5_000)
    told = archive(atelier)
    assert [each.code for each in told.report.errors] == ["EXPORT-TAILLE"] and not told.written
    assert len(told.fichiers) < 50


def test_a_file_signed_where_it_is_is_told(atelier: Atelier, tmp_path: Path) -> None:
    place = atelier.ecrire() / DELIBERATION
    place.write_bytes(signed(place.read_bytes(), "cachet", "Membre 1", tmp_path, own=(0, 0, 0, 0)))
    told = archive(atelier)
    (ajout,) = told.report.findings
    assert f"{DELIBERATION} (écrit par actgen, puis complété par une signature" in ajout.message
    assert told.written


def test_files_of_other_names_are_told(atelier: Atelier) -> None:
    """With an error none of them enters anything."""
    folder = atelier.ecrire()
    (folder / "scan.pdf").write_bytes(pdf(11))
    told = archive(atelier)
    (ajout,) = told.report.findings
    assert ajout.message.replace("\u00a0", " ") == "Archivé dans cet état : scan.pdf (inconnu du journal)."
    (folder / DELIBERATION).unlink()
    assert [each.code for each in archive(atelier).report.findings] == ["EXPORT-ABSENT"]


@pytest.mark.parametrize("nom", [b"a\nb.pdf", b"caf\xe9.pdf", b"a\\b.pdf"])
def test_a_name_that_no_list_could_hold(atelier: Atelier, nom: bytes) -> None:
    folder = atelier.ecrire()
    with open(os.path.join(os.fsencode(folder), nom), "wb") as file:
        file.write(b"x")
    told = archive(atelier)
    (finding,) = told.report.errors
    assert finding.code == "EXPORT-PIECE" and not told.written
    assert finding.location is not None and finding.location.file.isprintable()
