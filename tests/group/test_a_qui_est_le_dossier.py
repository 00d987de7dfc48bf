"""Whose folder it is: told by the first journal of it that can be read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.group.dossier import check_owner
from actgen.reading.sources import Sources
from actgen.session.writing.journal import JOURNAL, JournalDraft
from actgen.session.writing.plan import OutputFile
from actgen.session.writing.write import write_outputs

PAPIER, CARTON = "groupements/papier.yaml", "groupements/carton.yaml"
COORDONNATEUR, HANVEC = "coordonnateur", "communes/29078-hanvec/avant-le-vote"
TEXTE = b"objet: le papier\n"


def espace(folder: Path, *fichiers: str, texte: bytes = TEXTE) -> Sources:
    """A workspace whose group files are these, all read."""
    sources = Sources(folder / "espace")
    for fichier in fichiers:
        place = folder / "espace" / fichier
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(texte)
        sources.read(place)
    return sources


def ecrit(folder: Path, inner: str, fichier: str) -> Path:
    """A folder of the group as a run leaves it that was made from this file."""
    lus = ((fichier, hashlib.sha256(TEXTE).hexdigest()),)
    files = [OutputFile("a.txt", b"a", "a")]
    write_outputs(folder / "out" / inner, files, JournalDraft(fichier, "a_tenir", {}, lus))
    return folder / "out"


def test_a_folder_that_is_new_or_its_own_is_taken(tmp_path: Path) -> None:
    sources = espace(tmp_path, PAPIER)
    check_owner(tmp_path / "out", PAPIER, sources)
    check_owner(ecrit(tmp_path, COORDONNATEUR, PAPIER), PAPIER, sources)


@pytest.mark.parametrize("inner", [COORDONNATEUR, HANVEC])
def test_that_of_another_group_is_refused_be_the_coordinators_papers_gone(tmp_path: Path, inner: str) -> None:
    out = ecrit(tmp_path, inner, CARTON)
    with pytest.raises(EnvironmentFault, match="Donnez à chacun son « nom »".replace(" ", "\\s")) as told:
        check_owner(out, PAPIER, espace(tmp_path, PAPIER, CARTON))
    assert PAPIER in str(told.value) and CARTON in str(told.value)


def test_a_journal_that_cannot_be_read_leaves_the_others_to_tell(tmp_path: Path) -> None:
    out = ecrit(tmp_path, COORDONNATEUR, CARTON)
    ecrit(tmp_path, HANVEC, CARTON)
    (out / COORDONNATEUR / "journal.json").write_bytes(b"{")
    with pytest.raises(EnvironmentFault):
        check_owner(out, PAPIER, espace(tmp_path, PAPIER, CARTON))
    (out / HANVEC / "journal.json").write_bytes(b"{")
    check_owner(out, PAPIER, espace(tmp_path, PAPIER, CARTON))  # told with the folder itself


def test_a_file_that_was_renamed_is_the_same_group_while_nothing_else_of_it_changed(tmp_path: Path) -> None:
    out = ecrit(tmp_path, COORDONNATEUR, CARTON)
    check_owner(out, PAPIER, espace(tmp_path, PAPIER))
    with pytest.raises(EnvironmentFault, match="renommé puis modifié"):
        check_owner(out, PAPIER, espace(tmp_path, PAPIER, texte=b"objet: le carton\n"))


def test_a_copy_of_a_file_that_is_still_there_is_another_group(tmp_path: Path) -> None:
    out = ecrit(tmp_path, COORDONNATEUR, CARTON)
    with pytest.raises(EnvironmentFault):
        check_owner(out, PAPIER, espace(tmp_path, PAPIER, CARTON))


# The folder of a group tells whose it is, whatever its journal names


GROUP = "groupements/papier.yaml"


def folder_of(place: Path, group: str) -> Path:
    (place / "coordonnateur").mkdir(parents=True)
    told = {"format": 1, "seance": {"fichier": group}, "fichiers": {}, "actes": {}, "sources": {group: "x"}}
    (place / "coordonnateur" / JOURNAL).write_text(json.dumps(told), encoding="utf-8")
    return place


@pytest.mark.parametrize("other", ["groupements/" + "a" * 300, "//hote/partage/x.yaml", "../x.yaml", ""])
def test_a_group_that_no_file_can_be_is_another_one(tmp_path: Path, other: str) -> None:
    (tmp_path / "x.yaml").write_text("objet: autre", encoding="utf-8")
    (tmp_path / "espace/groupements").mkdir(parents=True)
    folder, sources = folder_of(tmp_path / "out", other), Sources(tmp_path / "espace")
    if not other:
        check_owner(folder, GROUP, sources)
        return
    with pytest.raises(EnvironmentFault, match="a été renommé puis modifié"):
        check_owner(folder, GROUP, sources)
