"""The folders that an earlier run wrote and that serve no more, told by what they were for."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.group.dossier import Anciens, anciens

ENVOI, SEANCE = "avant-le-vote", "2024-11-14-conseil"
HANVEC, DAOULAS, BREST = "29078-hanvec", "29043-daoulas", "29019-brest"
MEMBRES = {HANVEC, DAOULAS, "29078", "29043"}


def ecrits(communes: Path, *folders: str) -> None:
    for folder in folders:
        (communes / folder).mkdir(parents=True)
        (communes / folder / "journal.json").write_bytes(b"{}")


def test_each_folder_that_is_not_due_is_told_by_what_it_was_for(tmp_path: Path) -> None:
    ecrits(tmp_path, f"{HANVEC}/{ENVOI}", f"{HANVEC}/{SEANCE}", f"{DAOULAS}/{ENVOI}")
    ecrits(tmp_path, f"{BREST}/{ENVOI}", f"{BREST}/{SEANCE}")
    (tmp_path / "29086-irvillac/mes-notes").mkdir(parents=True)  # a stranger's
    (tmp_path / "29086-irvillac/mes-notes/lettre.docx").write_bytes(b"")
    dus = {tmp_path / HANVEC / SEANCE, tmp_path / DAOULAS / ENVOI}
    found = anciens(tmp_path, ENVOI, dus, MEMBRES)
    assert found == Anciens(envois=(HANVEC,), seances=(), retires=(BREST,))
    found = anciens(tmp_path, ENVOI, set(), MEMBRES)
    assert found == Anciens((DAOULAS, HANVEC), (f"{HANVEC}/{SEANCE}",), (BREST,))


def test_of_a_folder_that_cannot_be_looked_at_nothing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ecrits(tmp_path, f"{HANVEC}/{ENVOI}")

    def refuse(self: Path, pattern: str) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "glob", refuse)
    assert anciens(tmp_path, ENVOI, set(), set()) == Anciens()
