"""An evening told gesture by gesture: the file that comes of it, what is taken back, what a crash leaves."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from actgen.api import evening as door
from actgen.api.evening import Evening
from actgen.api.workspace import Workspace
from actgen.base.errors import Conflict, EnvironmentFault, UsageError
from actgen.council.figures.seance import FiguresSeance
from actgen.evening.gestures import (
    AnyGesture,
    AutresPresents,
    Debats,
    Devenir,
    Dit,
    Etat,
    HuisClos,
    Mouvement,
    NonTraites,
    Reponse,
    Rubrique,
    Sort,
    Voix,
)
from actgen.evening.log import Log
from actgen.reading.yaml_page import plain
from actgen.reading.yaml_tree import read_tree
from tests.evening.gestures import AT, CALLED, HELD, NAME, PREPARED, Tell
from tests.session.acts import ROOT


def text(workspace: Workspace) -> str:
    return (workspace.root / NAME).read_text(encoding="utf-8")


def test_nobody_is_present_before_the_roll_and_the_file_says_nothing(
    workspace: Workspace, tell: Tell
) -> None:
    evening = tell()
    assert {seat.reponse.etat for seat in evening.seats} == {Etat.SANS_REPONSE}
    assert (evening.count().presents, evening.count().atteint) == (0, False)
    evening = tell(*CALLED[:-1], Reponse("Membre 1", Etat.PRESENT))
    assert (evening.count().presents, evening.count().pouvoirs) == (1, 0), "the holder has not answered"
    assert text(workspace) == PREPARED, "who is not named as absent would be present"
    evening = tell(Reponse("Adjointe 2", Etat.PRESENT))
    assert (evening.count().presents, evening.count().pouvoirs) == (2, 1)


def test_once_the_roll_is_called_the_file_names_who_is_absent(workspace: Workspace, tell: Tell) -> None:
    count = tell(*CALLED).count()
    assert (count.presents, count.pouvoirs, count.votants, count.requis, count.marge) == (
        12,
        1,
        "13\u00a0votants",
        8,
        4,
    )
    assert (
        "absents:\n  - Membre 7, pouvoir à Adjointe 2 du 12/11/2024\n  - Membre 12\n  - Membre 14, excusée\n"
        in text(workspace)
    )


def test_an_answer_changed_after_the_roll_changes_its_line_alone(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED)
    (workspace.root / NAME).write_text(
        text(workspace).replace("- Membre 12\n", "- Membre 12   # en route\n"), encoding="utf-8"
    )
    workspace.refresh()
    tell(Reponse("Membre 14", Etat.PRESENT), Dit(Rubrique.LEVEE, "21h"))
    assert "  - Membre 12   # en route\n" in text(workspace)
    assert "Membre 14" not in text(workspace)
    tell(Reponse("Membre 7", Etat.PRESENT), Reponse("Membre 12", Etat.PRESENT))
    assert "absents: aucun" in text(workspace)
    assert "# en route" in text(workspace), "what was noted by hand is never lost"


def test_the_evening_of_the_guide_gives_its_file(workspace: Workspace, tell: Tell) -> None:
    tell(*HELD)
    session = workspace.session(NAME)
    assert [finding.message for finding in session.findings] == []
    example = Workspace(ROOT / "data").session(NAME)
    told, known = session.figures, example.figures
    assert told is not None
    assert known is not None
    assert _named(told) == _named(known)
    assert [(each.decompte and each.decompte.pour) for each in told.points] == [13, 9, 14]
    assert told.seance.levee == known.seance.levee
    assert "# celui des papiers" in text(workspace)
    beside = workspace.root / "seances" / "le-trehou-2024-11-14-point-2-debats.md"
    assert beside.read_text(encoding="utf-8") == "Le maire présente le dossier.\n"


def _named(figures: FiguresSeance) -> list[str]:
    return [each.nom_complet for each in figures.ouverture.presents]


def test_each_gesture_is_taken_back_the_last_first(workspace: Workspace, tell: Tell) -> None:
    texts = [text(workspace)]
    for gesture in HELD:
        tell(gesture)
        texts.append(text(workspace))
    for before in reversed(texts[:-1]):
        Evening(workspace, NAME).undo(AT)
        assert workspace.session(NAME).findings is not None
        assert _values(workspace) == _values_of(before)
    with pytest.raises(UsageError, match="rien à annuler"):
        Evening(workspace, NAME).undo(AT)


def _values(workspace: Workspace) -> object:
    return _values_of(text(workspace))


def _values_of(written: str) -> object:
    tree, _ = read_tree(written.encode(), NAME)
    assert tree is not None
    return plain(tree)


def test_a_lost_quorum_leaves_the_items_that_were_not_voted(workspace: Workspace, tell: Tell) -> None:
    gone = [Mouvement(f"Membre {n}", False, "20h30", 2) for n in (5, 6, 8, 9, 10)]
    evening = tell(*CALLED, Voix(1, {"unanimite": True}), *gone)
    count = evening.count(2)
    assert (count.comptes, count.requis, count.atteint, count.marge) == (7, 8, False, -1)
    evening = tell(NonTraites(2))
    assert text(workspace).count("non_traite: faute de quorum") == 2
    assert evening.current is None
    evening.undo(AT)
    assert "non_traite" not in text(workspace)


def test_a_proxy_whose_holder_leaves_is_told_at_once(tell: Tell) -> None:
    evening = tell(*CALLED)
    assert evening.without_effect == ()
    assert next(seat for seat in evening.seats if seat.nom == "Adjointe 2").porte == ("Membre 7",)
    evening = tell(Mouvement("Adjointe 2", False, "20h10", 1))
    assert evening.without_effect == ("Membre 7",)
    assert evening.count(1).pouvoirs == 0


def test_an_election_by_rounds_and_a_secret_ballot(workspace: Workspace, tell: Tell) -> None:
    rounds = [
        {"voix": [{"candidat": "Membre 5", "voix": 6}, {"candidat": "Membre 8", "voix": 6}], "blancs": 1},
        {"voix": [{"candidat": "Membre 5", "voix": 8}, {"candidat": "Membre 8", "voix": 5}]},
    ]
    tell(*CALLED, Voix(3, {"scrutin": "secret", "tours": rounds}))
    assert "    scrutin: secret\n" in text(workspace)
    assert "          - Membre 5, 8 voix\n" in text(workspace)
    tell(Voix(3, {"scrutin": "secret", "pour": 10, "contre": 2, "blancs": 1}))
    assert "    vote: 10 pour, 2 contre, 1 blanc\n" in text(workspace)


@pytest.mark.parametrize(
    ("gesture", "why"),
    [
        (Reponse("Personne 1", Etat.ABSENT), "n’est pas un membre en exercice"),
        (Reponse("Membre 7", Etat.POUVOIR, "Membre 7"), "à lui-même"),
        (Reponse("Membre 7", Etat.POUVOIR, "Adjointe 2", "31/02/2024"), "n’existe pas"),
        (Voix(9, {"unanimite": True}), "Le point 9 n’est pas dans le fichier"),
        (Dit(Rubrique.LEVEE, "25h"), "heure"),
        (Devenir(2, Sort.REPORTE), "Dites pourquoi"),
    ],
)
def test_what_cannot_be_is_refused_and_not_noted(
    gesture: AnyGesture, why: str, workspace: Workspace, tell: Tell
) -> None:
    with pytest.raises(UsageError, match=why):
        tell(gesture)
    assert text(workspace) == PREPARED
    assert Evening(workspace, NAME).log.lines == ()


@pytest.mark.parametrize(
    ("gesture", "why"),
    [
        (Voix(1, {"pour": 9, "contre": 2}), "9 pour et 2 contre font 11 voix pour 13 votants. Recomptez"),
        (Voix(1, {"unanimite": True, "abstentions": 14}), "14 abstentions font 14 voix pour 13 votants"),
        (Voix(1, {"tours": [{"voix": [{"candidat": "Membre 5", "voix": 14}]}]}), "Recomptez les bulletins"),
        (HuisClos(1, {"pour": 1}), "1 pour fait 1 voix pour 13 votants"),
    ],
)
def test_a_vote_that_does_not_sum_is_not_noted(
    gesture: AnyGesture, why: str, workspace: Workspace, tell: Tell
) -> None:
    noted = len(tell(*CALLED).log.lines)
    before = text(workspace)
    with pytest.raises(UsageError) as refused:
        tell(gesture)
    assert why in str(refused.value).replace("\u00a0", " ")
    assert text(workspace) == before
    assert len(Evening(workspace, NAME).log.lines) == noted


def test_a_crash_between_the_log_and_the_file_is_made_good(
    workspace: Workspace, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(*CALLED)
    with monkeypatch.context() as broken:
        broken.setattr(Evening, "_apply", _power_cut)
        with pytest.raises(SystemExit):
            tell(Mouvement("Membre 12", True, "20h15", 2))
    assert "Membre 12 arrive" not in text(workspace)
    for _ in range(2):  # once, and no more
        Evening(workspace, NAME)
        assert text(workspace).count("Membre 12 arrive à 20h15, avant le point 2") == 1


def _power_cut(*_: object) -> None:
    raise SystemExit


def test_a_line_cut_by_the_power_is_no_line_and_the_next_one_is_whole(
    workspace: Workspace, tell: Tell
) -> None:
    tell(*CALLED[:2])
    place = Evening(workspace, NAME).log.place
    with place.open("ab") as file:
        file.write(b'{"n":3,"geste":{"geste":"rep')
    tell(Reponse("Membre 14", Etat.EXCUSE))
    assert [line.n for line in Log(place).lines if line.geste] == [1, 2, 3]


def _typed(workspace: Workspace, *gestures: AnyGesture) -> Evening:
    """Gestures that are told while they are typed, the last as its field is left."""
    for gesture in gestures:
        Evening(workspace, NAME).tell(gesture, AT, mesure=True)
    Evening(workspace, NAME).tell(gestures[-1], AT)
    return Evening(workspace, NAME)


def test_debates_that_are_typed_are_one_gesture_and_weigh_little_in_the_log(
    workspace: Workspace, tell: Tell
) -> None:
    evening = tell(*CALLED)
    said = "Membre 5 demande le prix. " * 40
    size, lines = evening.log.place.stat().st_size, len(evening.log.lines)
    for end in range(5, len(said), 5):
        Evening(workspace, NAME).tell(Debats(1, said[:end]), AT, mesure=True)
        assert Evening(workspace, NAME).debates(1) == said[:end].strip()
    evening = _typed(workspace, Debats(1, said))
    assert len(evening.log.lines) == lines + 4, "begun and ended, each done"
    assert evening.log.place.stat().st_size - size < 2 * len(said), "not once for each key"
    assert evening.last_lines[0].geste == Debats(1, said)
    assert evening.last_lines[1].geste == CALLED[-1]
    evening.undo(AT)
    assert "debats" not in text(workspace), "as one"


def test_an_hour_that_is_typed_takes_the_place_of_its_beginning(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, Dit(Rubrique.LEVEE, "21h"))
    evening = _typed(workspace, Dit(Rubrique.LEVEE, "22h"), Dit(Rubrique.LEVEE, "22h10"))
    assert [each.geste for each in evening.last_lines[:2]] == [
        Dit(Rubrique.LEVEE, "22h10"),
        Dit(Rubrique.LEVEE, "21h"),
    ]
    evening = _typed(workspace, Dit(Rubrique.LEVEE, "22h"), Dit(Rubrique.LEVEE, "22h15"))
    evening.undo(AT)
    assert "levee: 22h10" in text(workspace), "what was left before is a gesture of its own"
    Evening(workspace, NAME).undo(AT)
    assert "levee: 21h" in text(workspace)


def test_a_crash_while_a_word_is_typed_is_made_good(
    workspace: Workspace, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(*CALLED)
    Evening(workspace, NAME).tell(Dit(Rubrique.ASSISTAIT, "le sec"), AT, mesure=True)
    with monkeypatch.context() as broken:
        broken.setattr(Evening, "_apply", _power_cut)
        with pytest.raises(SystemExit):
            Evening(workspace, NAME).tell(Dit(Rubrique.ASSISTAIT, "le secrétariat"), AT, mesure=True)
    evening = Evening(workspace, NAME)
    assert "assistait: le secrétariat\n" in text(workspace)
    evening.undo(AT)
    assert "assistait: le" not in text(workspace)


def _seen_by_the_disk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the disk, in order: « write », « sync » of a file, « name » of a folder's entries."""
    seen: list[str] = []
    write, fsync, replace = os.write, os.fsync, os.replace

    def synced(handle: int) -> None:
        seen.append("names" if stat.S_ISDIR(os.fstat(handle).st_mode) else "sync")
        fsync(handle)

    def written(handle: int, content: bytes) -> int:
        seen.append("write")
        return write(handle, content)

    def replaced(old: str, new: Path) -> None:
        seen.append(f"replace {Path(new).suffix}")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "write", written)
    monkeypatch.setattr(os, "replace", replaced)
    return seen


def test_a_gesture_is_on_the_disk_before_it_is_said_to_be(
    workspace: Workspace, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _seen_by_the_disk(monkeypatch)
    logged, saved = ["write", "sync"], ["sync", "replace .yaml", "names"]
    tell(Reponse("Membre 12", Etat.ABSENT))
    assert seen == [*logged, "names", *logged], "of a new log its name too; the file is not touched yet"
    seen.clear()
    tell(AutresPresents())
    assert seen == [*logged, *saved, *logged], "first the log, then the file, then that it is done"
    Evening(workspace, NAME).tell(Debats(1, "Le maire"), AT, mesure=True)
    seen.clear()
    Evening(workspace, NAME).tell(Debats(1, "Le maire présente"), AT, mesure=True)
    assert seen == ["sync", "replace .md", "names"]


def test_a_line_that_the_disk_takes_in_part_is_told(
    workspace: Workspace, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    with monkeypatch.context() as disk:
        disk.setattr("actgen.evening.log.os.write", lambda handle, told: write(handle, told[:20]))
        with pytest.raises(EnvironmentFault, match="rien de ce que vous venez de"):
            tell(*CALLED)
    assert Evening(workspace, NAME).log.lines == ()
    assert len(tell(*CALLED).log.lines) == 2 * len(CALLED)


def test_what_another_program_wrote_meanwhile_is_kept(workspace: Workspace, tell: Tell) -> None:
    evening = tell(*CALLED)
    count = evening.count()
    (workspace.root / NAME).write_text(
        text(workspace).replace("salle du conseil", "salle des fêtes"), encoding="utf-8"
    )
    with pytest.raises(Conflict):
        evening.tell(Dit(Rubrique.LEVEE, "21h10"), AT)  # by a sheet that has not seen it
    assert tell(Dit(Rubrique.LEVEE, "21h10")).count() == count
    assert "salle des fêtes" in text(workspace)
    assert "levee: 21h10" in text(workspace)


def test_a_full_disk_is_told_and_nothing_is_half_done(
    workspace: Workspace, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("actgen.evening.log.os.write", full)
        with pytest.raises(EnvironmentFault, match="rien de ce que vous venez de"):
            tell(*CALLED)
    assert text(workspace) == PREPARED
    assert door.Evening(workspace, NAME).log.lines == ()
