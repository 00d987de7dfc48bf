"""One register, start to end: the sessions of the year, what they lack, the book, its files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from actgen.diagnostics import Diagnostic, Report
from actgen.errors import EnvironmentFault
from actgen.facts.collectivite import Collectivite
from actgen.law.files import fingerprints
from actgen.loading.session import load_collectivite
from actgen.outputs.house.look import Look
from actgen.outputs.html import render_html
from actgen.outputs.sheets import REGISTER_SHEETS
from actgen.session.cache import Cache
from actgen.session.looks import charter_files, look_of
from actgen.session.result import DEFAULT_OUT
from actgen.session.texts import Texts
from actgen.session.wording import check_characters
from actgen.sources import Sources, shipped
from actgen.writing import (
    JournalDraft,
    OutputFile,
    Written,
    library_versions,
    register_folder,
    register_name,
    write_outputs,
)

from .findings import check_sheets, check_year
from .livre import KIND, Book, SessionPart
from .options import RegisterOptions
from .printing import Printed, print_book
from .sessions import Session, SessionFinder

_LOOK = ("impression.css", "page.css", *REGISTER_SHEETS)
_STATE = "registre"


@dataclass(frozen=True, slots=True)
class Register:
    """What a run found and wrote. `fault` is a format that this machine can't make."""

    report: Report
    collectivite: Collectivite | None = None
    sessions: tuple[Session, ...] = ()
    parts: tuple[SessionPart, ...] = ()
    printed: Printed | None = None
    folder: Path | None = None
    written: tuple[Written, ...] = ()
    fault: EnvironmentFault | None = None


def make_register(path: Path, options: RegisterOptions, cache: Cache | None = None) -> Register:
    """Write the register of the collectivity of a file for a year, unless something keeps it from being true.

    A register with a gap or a double that is an error isn't written at all: its sheets, once printed,
    numbered and bound, could not be put right.
    Raises EnvironmentFault when the folder can't be written.
    """
    cache = cache or Cache()
    sources = Sources.of(path, options.templates)
    collectivite, found = load_collectivite(path.absolute(), sources)
    if collectivite is None:
        return Register(Report(found))
    finder = SessionFinder(collectivite, path.name, sources, cache, options)
    sessions = finder.sessions()
    look, of_style = look_of(collectivite.charte)
    findings = (*of_style, *(f for f in finder.findings if f not in of_style), *check_year(sessions))
    book = _book(collectivite, options, sources, cache, look)
    entered = [session for session in sessions if session.plans and session.held]
    if Report(findings).errors or not entered:
        return Register(Report(findings), collectivite, sessions)
    parts = tuple(book.session(session) for session in entered)
    return _Run(path, book, sessions, parts, sources, findings).write()


def _book(
    collectivite: Collectivite, options: RegisterOptions, sources: Sources, cache: Cache, look: Look
) -> Book:
    catalogue = cache.catalogue_of(cache.catalogue(sources, options.templates), collectivite.code)
    kind = catalogue.get(KIND)
    if kind is None:
        raise EnvironmentFault(
            "L’installation d’actgen est incomplète\u00a0: le modèle du registre est introuvable. "
            "Réinstallez-le (python -m pip install --force-reinstall actgen)."
        )
    return Book(collectivite, options, kind, Texts(catalogue, cache), look)


@dataclass(frozen=True, slots=True)
class _Run:
    """A year without fault, on its way to its files."""

    path: Path
    book: Book
    sessions: tuple[Session, ...]
    parts: tuple[SessionPart, ...]
    sources: Sources
    findings: tuple[Diagnostic, ...]

    def write(self) -> Register:
        """The files, or what keeps them from being written."""
        options = self.book.options
        page = self.book.page(self.parts)  # made whatever the formats: a text that fails does so here
        self.book.back(page)
        if Report(self._all()).errors:
            return self._told(self._all())
        printed, fault = None, None
        if "pdf" in options.formats:
            try:
                printed = print_book(self.book, self.parts)
            except EnvironmentFault as found:
                fault = found
        findings = self._all()
        if printed is not None:
            findings += check_sheets(printed.sheets, options.sheets)
        if Report(findings).errors:
            return self._told(findings, printed)
        files = [self._file("pdf", printed.content)] if printed is not None else []
        if "html" in options.formats:
            files.append(self._file("html", render_html(page, replace(self.book.look, letterhead=b""))))
        if not files:
            return self._told(findings, fault=fault)
        folder = (options.out or DEFAULT_OUT) / self._folder()
        written = write_outputs(folder, files, self._journal(findings))
        return self._told(findings, printed, folder, written, fault)

    def _all(self) -> tuple[Diagnostic, ...]:
        """What was found in the sessions, and so far in the texts of the register."""
        return (*self.findings, *self.book.texts.findings, *check_characters(self.sources, self._seen))

    @property
    def _seen(self) -> frozenset[str]:
        """The files of the sessions: their characters were looked at with them."""
        return frozenset(
            source.path for source in self.sources.read_by_user() if "templates/" not in source.path
        )

    def _told(
        self,
        findings: tuple[Diagnostic, ...],
        printed: Printed | None = None,
        folder: Path | None = None,
        written: tuple[Written, ...] = (),
        fault: EnvironmentFault | None = None,
    ) -> Register:
        return Register(
            Report(findings),
            self.book.collectivite,
            self.sessions,
            self.parts,
            printed,
            folder,
            written,
            fault,
        )

    def _file(self, form: str, content: bytes) -> OutputFile:
        options = self.book.options
        name = register_name(options.year, options.organe.value)
        return OutputFile(f"{name}.{form}", content, name)

    def _folder(self) -> str:
        collectivite, options = self.book.collectivite, self.book.options
        return register_folder(collectivite.code, collectivite.nom, options.year, options.organe.value)

    def _journal(self, findings: tuple[Diagnostic, ...]) -> JournalDraft:
        for name in _LOOK:
            self.sources.read(shipped("templates", "socle", name))
        return JournalDraft(
            session=f"collectivites/{self.path.name}",
            state=_STATE,
            versions=library_versions(),
            sources=tuple(sorted({*self.sources.log, *fingerprints()})),
            templates=(
                *self.sources.templates_read(),
                *charter_files([self.book.collectivite.charte], self.sources),
            ),
            findings=findings,
        )
