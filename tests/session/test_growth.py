"""`check` of a session with many items: its work grows as they do, whatever the machine."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import actgen

DATA = Path(actgen.__file__).parent.parent / "data"
SESSION = "seances/le-trehou-2024-11-14.yaml"
HEAD = """\
collectivite: le_trehou
seance: {date: 14/11/2024, heure: 20h00, levee: 23h10, lieu: mairie, secretaire: Membre 6}
convocation: {envoyee_le: 07/11/2024, mode: courriel}
absents: [Membre 12]
points:
"""
ITEMS = """\
  - {numero: %d, objet: Travaux de voirie, acte: deliberation_libre, decide: [approuve ces travaux],
     debats: aucun, vote: unanimité}
  - {numero: %d, acte: tarifs, vote: unanimité}
  - {numero: %d, objet: Travaux du clocher, acte: deliberation_libre, vote: 9 pour, interesse: Membre 9}
  - {numero: %d, objet: Don d’un tableau, acte: deliberation_libre, decide: [accepte le don]}
  - {numero: %d, objet: Point d’information}
"""
TIMES = 2  # these items, then twice and three times as many
Line = tuple[str, int]


def _work(folder: Path, times: int) -> Counter[Line]:
    """How often each line of actgen is run by the check of such a session."""
    ranks = iter(range(1, 1_000))
    items = "".join(ITEMS % tuple(next(ranks) for _ in range(ITEMS.count("%d"))) for _ in range(times))
    (folder / SESSION).write_text(HEAD + items, encoding="utf-8")
    done: Counter[Line] = Counter()

    def line(frame: FrameType, event: str, _arg: Any) -> Any:
        if event == "line":
            done[frame.f_code.co_filename, frame.f_lineno] += 1
        return line

    def call(frame: FrameType, _event: str, _arg: Any) -> Any:
        return line if "/actgen/" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        codes = {each.code for each in actgen.Workspace(folder).session(SESSION).findings}
    finally:
        sys.settrace(before)
    assert codes >= {"CHAMP-ABSENT"}, codes
    return done


def test_no_line_is_run_for_each_item_of_each_item(tmp_path: Path) -> None:
    """1 000 items cost 31 s: what grows with their square is the line whose growth grows."""
    (tmp_path / "collectivites").mkdir()
    (tmp_path / "seances").mkdir()
    for place in DATA.glob("collectivites/le_trehou*"):
        shutil.copy(place, tmp_path / "collectivites")
    _work(tmp_path, 1)  # what is made once
    once, twice, thrice = (_work(tmp_path, TIMES * each) for each in (1, 2, 3))
    assert sum(thrice.values()) > 100_000
    grows = {each: thrice[each] - 2 * twice[each] + once[each] for each in thrice}
    assert {each: by for each, by in grows.items() if by > TIMES * TIMES} == {}
