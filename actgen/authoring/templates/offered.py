"""What the door offers of the texts of acts: kinds, words that a text may use, files, trials, copies."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path, PurePath

from msgspec import Struct

from actgen.authoring import Page
from actgen.authoring.copies import (
    Copied,
    CopyFormat,
    Impossible,
    Models,
    clause_asked,
    copy,
    models_of_clause,
    models_of_kind,
)
from actgen.authoring.templates.annotated import write_annotated
from actgen.authoring.templates.checking import Checked, check_templates
from actgen.authoring.templates.expected import Expected, write_expected
from actgen.authoring.templates.origins import (
    ForWhom,
    KindLine,
    Reading,
    code_of_commune,
    kinds_by_family,
    readers_of_session,
    readings,
)
from actgen.authoring.templates.page import MARK, vocabulary_page
from actgen.authoring.templates.selection import Selection, select
from actgen.authoring.templates.strays import Owner, groups
from actgen.authoring.templates.texts import users_of
from actgen.authoring.templates.vocabulary import VocabularySheet, sheet_of
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.council.kinds.manifest import Kind
from actgen.reading.sources import Sources


class Templates(Struct, frozen=True, dict=True):
    """The texts of acts that a workspace sees: their kinds, what they may say, where they are."""

    root: Path
    folders: tuple[Path, ...] = ()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The kinds of acts."""
        return Catalogue(Sources.of(self.root, self.folders), search_path(self.root, self.folders))

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of the kinds, in the order of the alphabet."""
        return tuple(sorted(self.catalogue.kinds))

    @property
    def families(self) -> list[tuple[str, list[KindLine]]]:
        """Each family that has kinds, with them."""
        return kinds_by_family(self.catalogue)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the files that declare kinds."""
        return tuple(self.catalogue.findings)

    def kind(self, code: str) -> Kind | None:
        """The kind of that code; None for another."""
        return self.catalogue.get(code)

    def faults(self, code: str) -> tuple[Diagnostic, ...]:
        """Why a kind of that code, which is declared, is none."""
        return self.catalogue.faults(code)

    def users_of(self, clause: str) -> list[str]:
        """The codes of the kinds whose texts name a shared clause; none when there is no such clause."""
        return users_of(self.catalogue, clause)

    def commune(self, word: str) -> str | None:
        """The code of a commune by its code, its name or its file; None for another word."""
        return code_of_commune(self.catalogue.sources, word)

    def sheet(self, kind: Kind) -> VocabularySheet:
        """All that the author of a kind's texts can write, with values that its example gives."""
        return sheet_of(self.catalogue, kind)

    def page(self, sheet: VocabularySheet) -> Page:
        """The same as a page for the browser."""
        name, what = f"variables-{sheet.kind.code}.html", "une page de variables d’actgen"
        return Page(name, vocabulary_page(sheet), MARK, what)

    def readings(self, kind: Kind, commune: str = "", group: str = "") -> list[Reading]:
        """The files of a kind, as a commune and a group by their names see them."""
        return readings(self.catalogue, kind, [ForWhom(commune, group.removesuffix(".yaml"))])

    def readings_of_session(self, kind: Kind, file: Path) -> list[Reading]:
        """The same as the commune of a session, with each group that its items join. Raises UsageError."""
        readers = readers_of_session(self.catalogue, file, kind)
        if isinstance(readers, str):
            raise UsageError(readers)
        return readings(self.catalogue, kind, readers)

    def check(self, words: Sequence[str] = (), *, expected: bool = False, annotated: bool = False) -> Trial:
        """Try all texts, or those that words name: kinds, files, folders. Raises UsageError for another word.

        `expected`: the text that each example gives is kept first, in its attendu.md. `annotated`: Word files
        are copied, what is wrong in notes.
        """
        selection = select(words, self.folders)
        kept = tuple(write_expected(selection)) if expected else ()
        checked = check_templates(selection)
        found = checked.report.findings
        notes = write_annotated(selection.catalogue, selection.folders, found) if annotated else ()
        return Trial(selection, checked, kept, tuple(notes))

    def group(self, word: str) -> str | None:
        """The name of a group of the workspace by its name or its file; None for another word."""
        name = PurePath(word).name.removesuffix(".yaml")
        return name if name in groups(self.catalogue) else None

    def models(self, word: str, whose: Owner) -> Models | str | None:
        """The texts of a kind or of a clause, to copy; why they can't be; None for another word."""
        clause, kind = clause_asked(word), self.kind(word)
        try:
            if clause:
                return models_of_clause(self.catalogue, clause, whose)
            return models_of_kind(self.catalogue, kind, whose) if kind is not None else None
        except Impossible as impossible:
            return str(impossible)

    @property
    def own_folder(self) -> Path:
        """Where the workspace has its own texts."""
        return self.root.absolute() / "templates"

    def copy(self, models: Models, root: Path, whose: Owner, *, word: bool) -> tuple[CopyFormat, Copied]:
        """Copy texts into a folder of texts, as Word files or in Markdown; what is there stays."""
        wanted = CopyFormat.WORD if word else CopyFormat.MARKDOWN
        return wanted, copy(models, wanted, root, whose)


class Trial(Struct, frozen=True):
    """What was tried, what was found, the texts that were kept as expected, the copies with notes."""

    selection: Selection
    checked: Checked
    expected: tuple[Expected, ...] = ()
    annotated: tuple[Path, ...] = ()
