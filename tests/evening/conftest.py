"""The evening of one test: a workspace, and a way to tell gestures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actgen.api.evening import Evening
from actgen.api.workspace import Workspace
from actgen.evening.gestures import AnyGesture
from tests.evening.gestures import AT, NAME, PREPARED, Tell
from tests.session.acts import ROOT


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for folder in ("collectivites", "groupements"):
        shutil.copytree(ROOT / "data" / folder, tmp_path / folder)
    (tmp_path / "seances").mkdir()
    (tmp_path / NAME).write_text(PREPARED, encoding="utf-8")
    return Workspace(tmp_path)


@pytest.fixture
def tell(workspace: Workspace) -> Tell:
    def told(*gestures: AnyGesture) -> Evening:
        for gesture in gestures:
            Evening(workspace, NAME).tell(gesture, AT)
        return Evening(workspace, NAME)

    return told
