"""The session files of a workspace, and whose a file that can't be read may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.messages import phrase
from actgen.reading.nodes import Mapping, Scalar
from actgen.reading.sources import SESSIONS, YAML, Source, Sources, aside_files, yaml_files
from actgen.reading.yaml_tree import read_tree

SEANCE_A_PART = rule("SEANCE-A-PART")
_RENAME = "Renommez le fichier « {name} » (Bloc-notes : Enregistrer sous, type « Tous les fichiers »)."
_COPY = re.compile(r"~$|\.(?:bak|old|orig|save?|swp|tmp|copie)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def session_files(sources: Sources) -> list[Path]:
    """The files of the folder of sessions and of those inside it, by name."""
    return yaml_files(sources.workspace / SESSIONS)


def left_aside(sources: Sources) -> Iterator[Diagnostic]:
    """The files that are sessions by their words, not by their names or folder: none is gathered."""
    for place in aside_files(sources.workspace):
        yield from aside(place, sources)


def aside(place: Path, sources: Sources) -> Iterator[Diagnostic]:
    """What keeps a session file out of the register and of the open data: its folder, or its name."""
    folder, place = sources.workspace / SESSIONS, place.resolve()
    inside = place.is_relative_to(folder)
    if not (folder.is_dir() and place.is_file()) or (inside and place.suffix in YAML):
        return
    name = right_name(place.name)
    here = place.is_relative_to(sources.workspace)
    copie = bool(_COPY.search(place.name)) or (inside and place.with_name(name).exists())
    rename = phrase(_RENAME, name=name) if inside else phrase("Déplacez le fichier dans ce dossier.")
    yield SEANCE_A_PART.finding(
        phrase("Ni le registre ni les données ouvertes ne prennent cette séance : ")
        + phrase(
            "son nom ne finit pas par « .yaml »." if inside else "elle n'est pas dans le dossier « seances »."
        ),
        Location(place.relative_to(sources.workspace).as_posix() if here else place.name),
        hint=phrase("C'est une copie : laissez-la, ou supprimez-la.") if copie else rename,
        severity=Severity.INFO if copie else None,
    )


def right_name(name: str) -> str:
    """The name by which a session of another is taken: « x.yaml » for « x.yaml.txt »."""
    return re.sub(r"\.(?:ya?ml|txt)\b", "", name, flags=re.IGNORECASE) + ".yaml"


def may_be_of(source: Source, collectivite: str, year: int) -> bool:
    """Whether a file that can't be read may tell of a session of that collectivity and year."""
    told = _told(source)
    if told is None:
        return True
    named, years = told
    other = bool(named) and Path(named).stem != Path(collectivite).stem
    return not other and (not years or year in years)


def years_of(source: Source, collectivite: str) -> tuple[int, ...]:
    """The years that a session file tells of, where it names this collectivity."""
    named, years = _told(source) or ("", ())
    return years if named and Path(named).stem == Path(collectivite).stem else ()


def _told(source: Source) -> tuple[str, tuple[int, ...]] | None:
    """The collectivity that a file names, and the years of its day; None for what is no file of ours."""
    tree, _ = read_tree(source.content, source.path)
    if not isinstance(tree, Mapping):
        return None
    day = ""
    for key, value in tree:
        if key.text == "seance" and isinstance(value, Mapping):
            day = _text(value, "date")
    return _text(tree, "collectivite"), tuple(map(int, _YEAR.findall(day)))


def _text(mapping: Mapping, wanted: str) -> str:
    """What stands after a key, when it is one value."""
    return next(
        (value.text for key, value in mapping if key.text == wanted and isinstance(value, Scalar)), ""
    )
