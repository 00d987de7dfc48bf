"""A year of a collectivity through the door: what its register would hold, what it leaves aside and why."""

from __future__ import annotations

import os
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.api.wording import said
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.errors import EnvironmentFault, UsageError, quoted
from actgen.base.text.messages import say
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.seance import Organe
from actgen.delivery.exports.opendata.file import DOSSIER as OPENDATA
from actgen.delivery.register.book import inscriptions
from actgen.delivery.register.register import Register, read_register
from actgen.delivery.register.sessions import REG_HORS, REG_LECTURE, RegisterOptions
from actgen.reading.sources import SESSIONS, Source, Sources
from actgen.session.workspace import SEANCE_A_PART, left_aside, may_be_of, right_name, session_files, years_of
from actgen.session.writing.faults import machine_fault
from actgen.session.writing.journal import ARCHIVE, JOURNAL
from actgen.session.writing.names import commune_folder, register_folder
from actgen.session.writing.write import locked

if TYPE_CHECKING:  # which loads this module when a year is asked for
    from actgen.api.workspace import Workspace

__all__ = ["Aside", "Register", "Taken", "Year", "asides", "rename_aside", "years"]

_APART = (REG_HORS.name, REG_LECTURE.name, SEANCE_A_PART.name)


class Taken(Struct, frozen=True):
    """A session that the register holds, and how many deliberations of it."""

    fichier: str
    jour: date
    deliberations: int


class Aside(Struct, frozen=True):
    """A file that the register doesn't take, and why. `nom`: what it may be renamed to; empty: not here."""

    fichier: str
    pourquoi: str
    conseil: str
    nom: str = ""


class Year(Struct, frozen=True, dict=True):
    """A year, read once: nothing is drawn, nothing is written."""

    workspace: Workspace
    fichier: str
    annee: int
    organe: str = Organe.CONSEIL.value

    @cached_property
    def register(self) -> Register:
        """The register as it would be made, as far as its sessions tell."""
        today = self.workspace._aujourd_hui
        options = RegisterOptions(self.annee, Organe(self.organe), aujourd_hui=today)
        return read_register(self.workspace.root / self.fichier, options, self.workspace._cache)

    @property
    def collectivite(self) -> Collectivite | None:
        """Whose it is; None when its file can't be read."""
        return self.register.collectivite

    @property
    def prises(self) -> tuple[Taken, ...]:
        """The sessions that give deliberations, in the order of the register."""
        taken = ((each, len(inscriptions(each))) for each in self.register.sessions)
        return tuple(Taken(each.seance.fichier, each.seance.date, many) for each, many in taken if many)

    @cached_property
    def ecartees(self) -> tuple[Aside, ...]:
        """The files that are not taken: left aside by their names, unreadable, or without a deliberation.

        Of those that their names leave aside, none that tells of another year or of another collectivity.
        """
        found = (each for each in self.register.report.findings if each.code in _APART)
        return tuple(_aside(each) for each in found if self._is_of(each))

    @property
    def fautes(self) -> tuple[Diagnostic, ...]:
        """What else is wrong; an error keeps the register from being written."""
        return tuple(each for each in self.register.report.findings if each.code not in _APART)

    @property
    def empeche(self) -> bool:
        """Whether something keeps it from being written."""
        return bool(self.register.report.errors) or not self.prises

    @property
    def sans_siret(self) -> bool:
        """Whether the open data lack the number that names the collectivity."""
        return self.collectivite is None or not self.collectivite.siret

    def acts(self, out: Path) -> Path | None:
        """The folder of all that was written of this collectivity; None when it can't be told which."""
        whose = self.collectivite
        return None if whose is None else out / commune_folder(whose.code, whose.nom)

    def papers(self, out: Path) -> tuple[Path, ...]:
        """What earlier runs have written of this year besides acts: register, open data, archives."""
        whose, acts = self.collectivite, self.acts(out)
        if whose is None or acts is None:
            return ()
        register = out / register_folder(whose.code, whose.nom, self.annee, self.organe)
        places = (register, acts / f"{OPENDATA}-{self.annee}", *sorted(acts.glob(f"{self.annee}-*/archive")))
        return tuple(file for place in places for file in _files(place))

    def _is_of(self, finding: Diagnostic) -> bool:
        if finding.code != SEANCE_A_PART.name or finding.location is None:
            return True
        source = Sources(self.workspace.root).read(finding.location.file)
        return not isinstance(source, Source) or may_be_of(source, self.fichier, self.annee)


def asides(workspace: Workspace) -> tuple[Aside, ...]:
    """The sessions that their names, or the folder where they are, keep out of registers and open data."""
    links = (name for name in workspace.strays() if name.startswith(f"{SESSIONS}/"))
    return (*map(_aside, left_aside(Sources(workspace.root))), *map(_stray, links))


def _stray(name: str) -> Aside:
    return Aside(
        name,
        say("C’est un raccourci vers un fichier d’un autre dossier : il n’est pas lu."),
        say("Mettez le fichier lui-même dans « seances », à la place du raccourci."),
    )


def _aside(finding: Diagnostic) -> Aside:
    place = finding.location.file if finding.location is not None else ""
    mends = finding.code == SEANCE_A_PART.name and finding.severity is not Severity.INFO
    name = right_name(Path(place).name) if mends and place.startswith(f"{SESSIONS}/") else ""
    told = said(finding)
    return Aside(place, told.message, "" if name else told.hint, name)


def years(workspace: Workspace, fichier: str) -> tuple[int, ...]:
    """The years in which the sessions of a collectivity say that they take place, the last first."""
    sources = Sources(workspace.root)
    found = (sources.read(place) for place in session_files(sources))
    told = (year for source in found if isinstance(source, Source) for year in years_of(source, fichier))
    return tuple(sorted(set(told), reverse=True))


def rename_aside(workspace: Workspace, fichier: str) -> str:
    """Give a session that its name leaves aside the name by which it is taken; that name.

    Raises UsageError for another file, or where a file has that name: it is never replaced.
    """
    known = next((each for each in asides(workspace) if each.fichier == fichier and each.nom), None)
    place = workspace.root / (known.fichier if known is not None else "")
    if known is None or place.is_symlink():
        raise UsageError(f"{quoted(fichier)} n’est pas une séance mise à part par son nom.")
    new = place.with_name(known.nom)
    try:
        with locked(place.parent):
            if new.exists() and not new.samefile(place):
                raise UsageError(
                    f"{quoted(new.name)} existe déjà\u00a0: les deux fichiers sont laissés tels quels. "
                    "Gardez le bon, et déplacez l’autre hors du dossier «\u00a0seances\u00a0»."
                )
            _move(place, new)
    except OSError as error:
        raise machine_fault(error, place.parent) from error
    workspace.refresh()
    return new.relative_to(workspace.root).as_posix()


def _move(place: Path, new: Path) -> None:
    """Rename, but never over a file that came meanwhile: a second name is only given where there is none."""
    if new.exists():  # the same file, where capitals don't count
        place.rename(new)
        return
    try:
        os.link(place, new)
    except FileExistsError as error:
        raise EnvironmentFault(
            f"{quoted(new.name)} vient d’apparaître\u00a0: rien n’a été renommé."
        ) from error
    except OSError:  # no links here, as on FAT
        with new.open("xb") as copy:
            copy.write(place.read_bytes())
    place.unlink()


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return []
    aside = (JOURNAL, ARCHIVE)
    return [
        each for each in found if each.is_file() and each.name not in aside and not each.name.startswith(".")
    ]
