"""A session that is taken away goes to the bin of its workspace, from where it may come back.

With it go what bears its name and the acts that were written of it. One whose acts were signed, sent or
published stays: its file is what proves them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from actgen.api.renaming import companions, journals
from actgen.base.errors import EnvironmentFault, UsageError
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import say
from actgen.council.figures.execution import Stade
from actgen.delivery.exports.pieces import SIGNE
from actgen.reading.scalars.dates import parse_date
from actgen.reading.sources import BIN, SESSIONS, YAML
from actgen.session.result import DEFAULT_OUT
from actgen.session.writing.faults import machine_fault
from actgen.session.writing.journal import LARGEST, read_journal, stored
from actgen.session.writing.replace import file_state
from actgen.session.writing.write import conflict, locked

if TYPE_CHECKING:
    from actgen.api.session import Session
    from actgen.api.workspace import Workspace

__all__ = ["Farewell", "Thrown", "farewell", "take_back", "throw_away", "thrown"]

_TOLD = "origine.json"
_FORM = {"seance": str, "jour": str, "dossiers": [str]}
_GONE_OUT = (Stade.TRANSMIS, Stade.PUBLIE, Stade.EXECUTOIRE)
_MOST = 200  # of the bin that are listed


class Farewell(Struct, frozen=True):
    """What goes with a session: the files of its acts, and what is lost with it; `retient`: why it stays."""

    fichiers: tuple[str, ...]
    perd: tuple[str, ...]
    retient: tuple[str, ...]


class Thrown(Struct, frozen=True):
    """A session of the bin: its folder there, the file that it was, its day where that is known."""

    key: str
    fichier: str
    jour: date | None


def farewell(workspace: Workspace, name: str) -> Farewell:
    """What taking a session away would do. Nothing is written."""
    session, folders = workspace.session(name), _folders(workspace, name)
    files = tuple(
        sorted(each.name for folder in folders for each in folder.iterdir() if each.suffix == ".pdf")
    )
    return Farewell(files, tuple(_lost(session)), tuple(_holding(session, folders)))


def throw_away(workspace: Workspace, name: str, revision: str) -> str:
    """Put a session in the bin; the name of its folder there.

    Raises UsageError for one that stays, Conflict when it is of another revision, EnvironmentFault.
    """
    if retient := farewell(workspace, name).retient:
        raise UsageError(" ".join(retient))
    place, folders = workspace.root / name, _folders(workspace, name)
    told = workspace.session(name).seance
    target = _free(_bin(workspace), place.stem)
    origin = {
        "seance": name,
        "jour": told.date.isoformat() if told is not None else "",
        "dossiers": [each.relative_to(workspace.root).as_posix() for each in folders],
    }
    try:
        target.mkdir(parents=True)
        (target / _TOLD).write_text(json.dumps(origin, ensure_ascii=False), "utf-8")
        with locked(place.parent):
            if (now := file_state(place)) != revision:
                raise conflict(place, name, now)
            moves = [(each, target / each.name) for each in (place, *companions(place))]
            moves += [(each, target / f"actes-{rank}") for rank, each in enumerate(folders)]
            _move(moves)
    except OSError as error:
        raise machine_fault(error, target) from error
    finally:
        _clear(target)
    workspace.refresh()
    return target.name


def thrown(workspace: Workspace) -> tuple[Thrown, ...]:
    """The sessions of the bin, the last thrown first."""
    found = []
    for folder in _bin(workspace).glob("*") if _bin(workspace).is_dir() else ():
        if (told := _origin(folder)) is not None:
            jour = parse_date(told["jour"])
            found.append(Thrown(folder.name, told["seance"], jour if isinstance(jour, date) else None))
    found.sort(key=lambda each: (_bin(workspace) / each.key / _TOLD).stat().st_mtime, reverse=True)
    return tuple(found[:_MOST])


def take_back(workspace: Workspace, key: str) -> str:
    """Put a session of the bin where it was, with all that went with it; its name.

    Raises UsageError for what is not there, or where another file has its name meanwhile; EnvironmentFault.
    """
    if key not in {each.key for each in thrown(workspace)}:
        raise UsageError(say("Cette séance n’est plus dans la corbeille : rechargez la page."))
    folder = _bin(workspace) / key
    told = _origin(folder)
    assert told is not None, "it was listed"
    place = workspace._place(told["seance"])
    acts = [workspace._place(each) for each in told["dossiers"]]
    files = sorted(each for each in folder.iterdir() if each.is_file() and each.name != _TOLD)
    moves = [(each, place.parent / each.name) for each in files]
    moves += [(folder / f"actes-{rank}", each) for rank, each in enumerate(acts)]
    moves = [(old, new) for old, new in moves if old.exists()]
    if there := [new.name for _, new in moves if new.exists()]:
        raise UsageError(
            say(
                "Cette séance ne peut pas revenir : {noms} est déjà à sa place. Renommez d’abord ce qui s’y "
                "trouve.",
                noms=enumeration(f"«\u00a0{each}\u00a0»" for each in there[:1]),
            )
        )
    try:
        with locked(place.parent):
            _move(moves)
        (folder / _TOLD).unlink()
        _clear(folder)
    except OSError as error:
        raise machine_fault(error, place.parent) from error
    workspace.refresh()
    return str(told["seance"])


def _holding(session: Session, folders: Iterable[Path]) -> Iterator[str]:
    """What of its acts left the house, or was signed."""
    out: dict[str, None] = {}
    signed = {each.name: None for folder in folders for each in folder.glob(f"*{SIGNE}.pdf")}
    for plan in session.acts:
        if plan.stade in _GONE_OUT and plan.kind.famille.traits.est_votee and not plan.copie:
            out[f"{plan.titre} ({plan.stade.value})"] = None
    if session.figures is None:
        for folder in folders:
            stages = read_journal(folder).stages.items()
            out |= {f"{act} ({stage})": None for act, stage in stages if stage in set(map(str, _GONE_OUT))}
    seance = session.seance
    dated = (
        [each.numero for each in seance.points if seance.suites_de(each).deliberation_signee_le]
        if seance
        else []
    )
    signed |= {say("délibération {n}", n=each): None for each in dated}
    if out:
        yield say(
            "Des actes de cette séance ont été transmis ou publiés : {liste}. Son fichier est ce qui les "
            "prouve : elle reste.",
            liste=enumeration(out),
        )
    if signed:
        yield say("Des actes en sont signés : {liste}. Elle reste.", liste=enumeration(signed))


def _lost(session: Session) -> Iterator[str]:
    """What others tell of it, and what its file alone tells."""
    figures = session.figures
    if figures is None:
        return
    seance = figures.seance
    if figures.etat.value != "a_tenir":
        yield say(
            "Cette séance s’est tenue : sa feuille de présence et ses votes ne sont que dans ce fichier."
        )
    for each in seance.annee.proches:
        if any(told.seance == seance.date for told in each.soumis):
            yield say("Son procès-verbal est arrêté par la séance du {jour}.", jour=each.date)


def _folders(workspace: Workspace, name: str) -> list[Path]:
    """The folders of the acts that were written of a session."""
    found = []
    for place in journals(workspace):
        try:
            if read_journal(place.parent).session == name and not place.parent.is_symlink():
                found.append(place.parent)
        except EnvironmentFault:  # whoever writes there is told so
            continue
    return found


def _bin(workspace: Workspace) -> Path:
    place = workspace.root / BIN
    if place.is_symlink():
        raise UsageError(say("« {nom} » est un lien : renommez-le, puis recommencez.", nom=BIN))
    return place


def _free(folder: Path, stem: str) -> Path:
    names = (stem if rank == 1 else f"{stem}-{rank}" for rank in count(1))
    return next(folder / each for each in names if not (folder / each).exists())


def _origin(folder: Path) -> dict[str, Any] | None:
    """What a folder of the bin says that it was; None for one that we did not make."""
    try:
        with (folder / _TOLD).open("rb") as file:
            told = stored(file.read(LARGEST), _FORM)
    except OSError:
        return None
    known = told is not None and told["seance"].startswith(f"{SESSIONS}/") and told["seance"].endswith(YAML)
    ours = known and all(each.startswith(f"{DEFAULT_OUT.as_posix()}/") for each in told["dossiers"])
    return told if ours else None


def _move(moves: list[tuple[Path, Path]]) -> None:
    """All or nothing: what was moved goes back where one can't be."""
    done: list[tuple[Path, Path]] = []
    try:
        for old, new in moves:
            new.parent.mkdir(parents=True, exist_ok=True)
            os.rename(old, new)
            done.append((old, new))
    except OSError:
        for old, new in reversed(done):
            os.rename(new, old)
        raise


def _clear(folder: Path) -> None:
    """Remove a folder of the bin that holds no session."""
    left = {each.name for each in folder.iterdir()} if folder.is_dir() else {""}
    if left <= {_TOLD}:
        (folder / _TOLD).unlink(missing_ok=True)
        folder.rmdir()
