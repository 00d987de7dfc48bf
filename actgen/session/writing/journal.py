"""journal.json: what the acts of a folder were made from, and the hash that proves each of them.

The journal serves two ends. It lets an act be proved years later; and it tells a file that actgen
wrote from one that a person signed, scanned or corrected, which is never overwritten.
Nothing in it depends on the day, the machine or the folder: the same run gives the same bytes.

Beside it, `modeles.zip` keeps every template used: an act can be explained after its wording has moved on.
It is a zip without compression, so that its bytes depend on nothing but the templates, and it only grows:
an act made last month, transmitted since, keeps the wording that it was made with.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.errors import EnvironmentFault
from actgen.reading.sources import SHIPPED_LABEL, Source, french_size
from actgen.session.writing.faults import machine_fault
from actgen.session.writing.fingerprint import Fingerprint
from actgen.session.writing.names import is_safe

JOURNAL = "journal.json"
FORMAT = 1
LARGEST = 10_000_000  # bytes: that of a group of five hundred communes has a tenth of them


class Override(Struct, frozen=True):
    """A reason written in the session file, and the findings that it has set aside, gravity and all."""

    code: str
    reason: str
    point: int | None = None
    lifted: tuple[Diagnostic, ...] = ()


class Said(Struct, frozen=True):
    """What an act stated when its file was written: by which actgen, and a mark of each of its sentences."""

    version: str
    marks: tuple[str, ...]


class JournalDraft(Struct, frozen=True):
    """What a run knows of itself, before its files are written.

    `session`: the session file's name in the workspace. `state`: a_tenir, tenue, sans_quorum.
    `versions`: actgen and the libraries that the bytes depend on. `sources`: the log of `Sources`.
    `templates`: the templates used; a copy of each is kept. `stages`: act → stage in its life; `said`: what
    it states.
    """

    session: str
    state: str
    versions: Mapping[str, str]
    sources: tuple[tuple[str, str], ...]
    templates: tuple[Source, ...] = ()
    stages: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()
    overrides: tuple[Override, ...] = ()


class Entry(Struct, frozen=True):
    """A file that actgen wrote: the act it is a form of, its hashes as written, and what it was made from.

    `made_from` is empty where the run didn't tell: the file is then made again whenever it is due.
    `earlier`: the hash of each of the user's files, by name, that was another one when this file was made,
    where later runs kept it or weren't asked for it.
    """

    act: str
    fingerprint: Fingerprint
    made_from: str = ""
    earlier: Mapping[str, str] = field(default_factory=dict)


class Journal(Struct, frozen=True):
    """What an earlier run left word of: its files by name, the stage of each act, the file of the session.

    `said`: what the files of an act state, as far as a run that wrote them told. `sources`: the hash of each
    file that the last run read, by name; `templates`: those of them that are kept. `versions`: actgen and its
    libraries, as they were then.
    """

    files: Mapping[str, Entry] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    session: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)


class UnreadableJournal(EnvironmentFault):
    """A journal that is there and that can't be understood."""


def render_journal(
    draft: JournalDraft,
    files: Mapping[str, Entry],
    previous: Journal,
    confirmed: frozenset[str] = frozenset(),
) -> bytes:
    """The journal as it is written: UTF-8, keys sorted, no date.

    `confirmed`: the files that this run's data give; any other one keeps what it was made from.

    `files` are all the files that actgen answers for in the folder; an act that this run was not
    asked for keeps the stage of the earlier run as long as one of its files is there.
    """
    kept = {entry.act for entry in files.values()}
    stages = {act: stage for act, stage in previous.stages.items() if act in kept} | dict(draft.stages)
    given = {entry.act for name, entry in files.items() if name in confirmed}
    said = {**previous.said, **{act: each for act, each in draft.said.items() if act in given}}
    document = {
        "format": FORMAT,
        "versions": dict(draft.versions),
        "seance": {"fichier": draft.session, "etat": draft.state},
        "sources": dict(draft.sources),
        "modeles": {template.path: template.sha256 for template in draft.templates},
        "actes": {act: {"stade": stage} | _said_entry(said.get(act)) for act, stage in stages.items()},
        "fichiers": {
            name: _file_entry(entry, {} if name in confirmed else _earlier(entry, draft, previous))
            for name, entry in files.items()
        },
        "constats": _sorted(_finding(finding) for finding in draft.findings),
        "derogations": _sorted(_override(override) for override in draft.overrides),
    }
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def read_journal(folder: Path) -> Journal:
    """The journal of a folder; an empty one where there is none.

    Raises EnvironmentFault for a journal that can't be read or understood (UnreadableJournal): without it
    no file could be told from a stranger's, and guessing might overwrite a signed act.
    """
    path = folder / JOURNAL
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(folder, f"il pèse plus de {french_size(LARGEST)}")
        content = path.read_bytes()
    except FileNotFoundError:
        return Journal()
    except OSError as error:
        raise machine_fault(error, folder) from error
    known = stored(content, _FORM)
    if known is None or known["format"] != FORMAT or not all(is_safe(name) for name in known["fichiers"]):
        raise _unreadable(folder)
    return Journal(
        {name: _entry(each) for name, each in known["fichiers"].items()},
        {act: each["stade"] for act, each in known["actes"].items()},
        known["seance"]["fichier"],
        known.get("sources", {}),
        known.get("modeles", {}),
        known.get("versions", {}),
        {
            act: Said(each["version"], tuple(each["enonces"]))
            for act, each in known["actes"].items()
            if "version" in each and "enonces" in each
        },
    )


def renamed(content: bytes, names: Mapping[str, str]) -> bytes | None:
    """A journal that names these files by their new names; None for one that can't be read."""
    known = stored(content, _FORM)
    if known is None:
        return None
    text = json.dumps(_renamed(known, names), ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


_FILE = {"acte": str, "sha256": str, "contenu_sha256": str, "fait_de?": str, "sources_alors?": {"*": str}}
_FORM = {
    "format": int,
    "seance": {"fichier": str},
    "fichiers": {"*": _FILE},
    "actes": {"*": {"stade": str, "version?": str, "enonces?": [str]}},
    "sources?": {"*": str},
    "modeles?": {"*": str},
    "versions?": {"*": str},
}


def _entry(stored: Mapping[str, Any]) -> Entry:
    mark = Fingerprint(stored["sha256"], stored["contenu_sha256"])
    return Entry(stored["acte"], mark, stored.get("fait_de", ""), stored.get("sources_alors", {}))


def stored(content: bytes, form: object) -> Any:
    """What a file of ours holds in JSON; None when it isn't of that form, whoever changed it."""
    try:
        value = json.loads(content)
        json.dumps(value, ensure_ascii=False).encode()  # half a character is no text
    except (ValueError, RecursionError):
        return None
    return value if _is(value, form) else None


def _is(value: Any, form: Any) -> bool:
    """Whether a value is of a form: a type, or one of several; a list; keys, of which « x? » may lack."""
    if isinstance(form, tuple):
        return any(_is(value, each) for each in form)
    if isinstance(form, list):
        return isinstance(value, list) and all(_is(each, form[0]) for each in value)
    if not isinstance(form, dict):
        return type(value) is form
    if not isinstance(value, dict):
        return False
    if "*" in form:
        return all(_is(each, form["*"]) for each in value.values())
    return all(
        _is(value[name.removesuffix("?")], inner) if name.removesuffix("?") in value else name.endswith("?")
        for name, inner in form.items()
    )


def _unreadable(
    folder: Path, why: str = "il a été vidé ou modifié, ou écrit par une autre version d’actgen"
) -> UnreadableJournal:
    return UnreadableJournal(
        f"Le journal «\u00a0{folder / JOURNAL}\u00a0» est illisible\u00a0: {why}. Aucun fichier n’a été "
        "touché. Rétablissez-le depuis une sauvegarde. Sinon, supprimez-le et recommencez\u00a0: il est "
        "refait, et les fichiers que cette commande donnerait à l’identique sont reconnus\u202f; un fichier "
        "différent est gardé tel quel."
    )


def _earlier(entry: Entry, draft: JournalDraft, previous: Journal) -> dict[str, str]:
    """What a file was made from that this run has read otherwise, or not at all.

    What ships with actgen moves on with it, and says nothing of the user's data.
    """
    then, now = {**previous.sources, **entry.earlier}, dict(draft.sources)
    return {
        name: sha256
        for name, sha256 in then.items()
        if now.get(name) != sha256 and not name.startswith(f"{SHIPPED_LABEL}/")
    }


def _file_entry(entry: Entry, earlier: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "acte": entry.act,
        "sha256": entry.fingerprint.sha256,
        "contenu_sha256": entry.fingerprint.content_sha256,
    }
    if entry.made_from:
        told["fait_de"] = entry.made_from
    return told | {"sources_alors": dict(earlier)} if earlier else told


def _said_entry(said: Said | None) -> dict[str, Any]:
    return {} if said is None else {"version": said.version, "enonces": list(said.marks)}


def _finding(finding: Diagnostic) -> dict[str, Any]:
    place = finding.location
    told: dict[str, Any] = {
        "code": finding.code,
        "severite": finding.severity.value,
        "message": finding.message,
    }
    if finding.point is not None:
        told["point"] = finding.point
    if place is not None:
        told["lieu"] = _place(place)
    return told


def _place(place: Location) -> dict[str, Any]:
    """A line of a text file, or a paragraph of a part of a Word file under its title."""
    if not place.part:
        return {"fichier": place.file, "ligne": place.line, "colonne": place.column}
    told = {"fichier": place.file, "partie": place.part, "paragraphe": place.line, "titre": place.heading}
    return {key: value for key, value in told.items() if value}


def _override(override: Override) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": override.code,
        "motif": override.reason,
        "ecarte": _sorted(_finding(finding) for finding in override.lifted),
    }
    return told if override.point is None else told | {"point": override.point}


def _sorted(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Equal runs may find the same things in another order; the journal has one order."""
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


ARCHIVE = "modeles.zip"
PREFIX = 16  # signs of its hash that a copy stands under
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell
_PLAIN_FILE = 0o100644 << 16


def template_archive(templates: Iterable[Source], previous: bytes | None) -> bytes:
    """A zip of all the templates of this run and of earlier ones, each under the start of its hash."""
    used = {f"{template.sha256[:PREFIX]}/{template.path}": template.content for template in templates}
    if previous is None:
        return _new_archive(tuple(used.items()))
    with zipfile.ZipFile(io.BytesIO(previous)) as kept:
        if used.keys() <= set(kept.namelist()):
            return previous
    return stored_zip(_copies(previous) | used)


@lru_cache(maxsize=4)
def _new_archive(copies: tuple[tuple[str, bytes], ...]) -> bytes:
    """Kept: the forty folders of a group have the same."""
    return stored_zip(dict(copies))


def stored_zip(files: Mapping[str, bytes]) -> bytes:
    """A zip without compression: its bytes depend on these names and contents, and on nothing else."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # the same on Windows
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, content)
    return target.getvalue()


def _copies(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as stored:
        return {name: stored.read(name) for name in stored.namelist()}
