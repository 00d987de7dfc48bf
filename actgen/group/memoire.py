"""What the folders of a group were composed from and what composing them showed, kept from run to run.

A folder whose inputs are the same, and whose files are there, is not composed again: what it holds, what was
found, what makes a paper a PROJET, its wording are told as they were. The file is no proof of anything: the
journals are. One that lacks, or that can't be understood, costs the time of composing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from actgen.diagnostics import Diagnostic
from actgen.errors import EnvironmentFault
from actgen.law.files import all_read
from actgen.sources import Source
from actgen.writing import JournalDraft, OutputFile, fresh, library_versions
from actgen.writing.names import is_safe

from .lots import Lot
from .releve import Releve

FILE = ".actgen-memoire.jsonl"
_LARGEST = 100_000_000  # bytes
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file of a folder: made from `mark`, or ready as it was, of that hash."""

    name: str
    act: str
    transmis: bool
    mark: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Souvenir:
    """A folder as it was composed: its files, its journal, what it showed.

    `entrees` is the hash of what it was composed from, `due` names all its acts. `textes` names the files
    that its journal keeps, `lieux` gives the hash of those that its findings name.
    """

    entrees: str
    session: str
    state: str
    fichiers: tuple[Fichier, ...]
    due: tuple[str, ...] | None
    textes: tuple[str, ...]
    stages: dict[str, str]
    constats: tuple[Diagnostic, ...]
    releve: Releve
    lieux: dict[str, str]


@dataclass
class Memoire:
    """The memory of the group whose folder this is, by the hash of what each folder is composed from.

    `source` gives a file by its name, as it is now. What could not be written is remembered for nothing: its
    files, as the journal knows them, are others.
    """

    folder: Path
    source: Callable[[str], Source | None]
    souvenirs: dict[str, Souvenir] = field(default_factory=dict)
    nouveaux: dict[str, Souvenir] = field(default_factory=dict)
    _values: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.souvenirs = _read(self.folder / FILE)

    @property
    def empreintes(self) -> tuple[str, ...]:
        """The fingerprints of the text that councils are sent, as earlier runs have seen it."""
        found = (souvenir.releve.empreinte for souvenir in self.souvenirs.values())
        return tuple(dict.fromkeys(filter(None, found)))

    def rappel(self, nom: str, folder: Path, entrees: str, log: Log) -> tuple[Lot, Releve] | None:
        """A folder that need not be composed, ready to be written; `log` is what was read for it anew."""
        souvenir = self.souvenirs.get(entrees)
        if souvenir is None:
            return None
        files, textes = _there(folder, souvenir), tuple(map(self.source, souvenir.textes))
        moved = any(self._hash(name) != sha256 for name, sha256 in souvenir.lieux.items())
        if files is None or moved or not all(textes):
            return None
        self.nouveaux[entrees] = souvenir
        templates = tuple(texte for texte in textes if texte is not None)
        lot = Lot(nom, folder, (), _journal(souvenir, templates, log), files, souvenir.due)
        return lot, souvenir.releve

    def retenir(self, lot: Lot, entrees: str, releve: Releve) -> None:
        """Remember a folder that was composed, unless reasons of a session's file have set findings aside."""
        journal = lot.journal
        if not entrees or journal.overrides:
            return
        acts = (
            Fichier(f"{acte.stem}.{form}", acte.key, acte.fige, acte.mark, "")
            for acte in lot.actes
            for form in acte.order.forms
        )
        ready = (
            Fichier(file.name, file.act, file.transmis, "", hashlib.sha256(file.content).hexdigest())
            for file in lot.files
        )
        souvenir = Souvenir(
            entrees,
            journal.session,
            journal.state,
            (*acts, *ready),
            lot.due,
            self._once(tuple(template.path for template in journal.templates)),
            dict(journal.stages),
            self._once(journal.findings),
            Releve(
                self._once(releve.findings),
                self._once(releve.projets),
                self._once(releve.texte),
                releve.empreinte,
            ),
            {},
        )
        lieux = {name: self._hash(name) for name in sorted(_lieux(souvenir))}
        self.nouveaux[entrees] = replace(souvenir, lieux=lieux)

    def garder(self, *, whole: bool) -> None:
        """Keep what this run knows, and what an earlier one did unless it saw the `whole` of the folders.

        The fingerprint of the text stays until there is a newer one. Where that can't be written, the next
        one composes.
        """
        known = {**self._anciens(whole), **self.nouveaux}
        if known == self.souvenirs:
            return
        place = self.folder / FILE
        try:
            part = place.with_suffix(".part")
            with part.open("wb") as file:
                file.writelines(_adapter().dump_json(souvenir) + b"\n" for souvenir in known.values())
            os.replace(part, place)
        except (OSError, ValueError):  # no room; a text that JSON can't hold
            return

    def _anciens(self, whole: bool) -> dict[str, Souvenir]:
        if not whole:
            return self.souvenirs
        if any(souvenir.releve.empreinte for souvenir in self.nouveaux.values()):
            return {}
        return {cle: souvenir for cle, souvenir in self.souvenirs.items() if souvenir.releve.empreinte}

    def _once(self, value: T) -> T:
        """Equal values as one: what is found, or worded, is the same for most of five hundred communes."""
        kept: T = self._values.setdefault(value, value)
        return kept

    def _hash(self, name: str) -> str:
        source = self.source(name)
        return source.sha256 if source is not None else ""


Log = Iterable[tuple[str, str]]
"""Name and hash of files that were read."""


def _there(folder: Path, souvenir: Souvenir) -> tuple[OutputFile, ...] | None:
    """The files of a folder as its own journal knows them; None when one is gone, or is another."""
    try:
        there = fresh(folder)
    except EnvironmentFault:
        return None
    files = []
    for fichier in souvenir.fichiers:
        entry = there.journal.files.get(fichier.name)
        if entry is None or not is_safe(fichier.name) or not (folder / fichier.name).is_file():
            return None
        same = entry.made_from == fichier.mark if fichier.mark else entry.fingerprint.sha256 == fichier.sha256
        if not same or entry.act != fichier.act:
            return None
        files.append(
            OutputFile(
                fichier.name,
                b"",
                fichier.act,
                fichier.transmis,
                made_from=fichier.mark,
                known=entry.fingerprint,
            )
        )
    return tuple(files)


def _journal(souvenir: Souvenir, templates: tuple[Source, ...], log: Log) -> JournalDraft:
    """The journal as composing would have it, with the files as they are now."""
    return JournalDraft(
        session=souvenir.session,
        state=souvenir.state,
        versions=library_versions(),
        sources=all_read((*log, *((texte.path, texte.sha256) for texte in templates))),
        templates=templates,
        stages=souvenir.stages,
        findings=souvenir.constats,
    )


def _lieux(souvenir: Souvenir) -> set[str]:
    """The files that are named with what was found or lacks: their lines are those of these very files."""
    found = (*souvenir.constats, *souvenir.releve.findings)
    places = [place for finding in found for place in finding.locations]
    lacking = (lacune.location for _, lacunes in souvenir.releve.projets for lacune in lacunes)
    return {place.file for place in (*places, *lacking) if place is not None}


def _read(place: Path) -> dict[str, Souvenir]:
    """What is remembered, a line a folder; nothing when a line can't be understood."""
    try:
        with place.open("rb") as file:
            lines = file.read(_LARGEST).splitlines()
        souvenirs = [_adapter().validate_json(line) for line in lines]
    except (OSError, ValidationError):
        return {}
    return {souvenir.entrees: souvenir for souvenir in souvenirs}


@cache
def _adapter() -> TypeAdapter[Souvenir]:
    return TypeAdapter(Souvenir)
