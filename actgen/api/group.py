"""A purchasing group through the door: what is found of it, where each member stands, its papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from actgen.diagnostics import Diagnostic
from actgen.errors import UsageError, quoted
from actgen.figures.groupements import etat, etat_connu
from actgen.figures.parts import ENTRE_TOUS
from actgen.figures.suivi import Suivi, suivi
from actgen.group.batch import Batch, prepare_batch
from actgen.group.dossier import Dossier
from actgen.group.dossier import dossier as open_dossier
from actgen.group.suivi import files_of_suivi, with_annexe_1
from actgen.report.group import status_report
from actgen.report.simulate import Simulation
from actgen.session.load import load_groupement
from actgen.session.result import Options
from actgen.sources import Sources
from actgen.text.keys import slug
from actgen.writing.fingerprint import library_versions
from actgen.writing.journal import JournalDraft
from actgen.writing.plan import Written
from actgen.writing.write import write_outputs

if TYPE_CHECKING:  # which loads this module when a group is asked for
    from actgen.api.workspace import Workspace


class Group(Struct, frozen=True, dict=True):
    """A purchasing group: its file, what came back from its members, and their own sessions."""

    workspace: Workspace
    file: Path
    options: Options

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong in its file, in the returns, or between them and the sessions."""
        return self.dossier.findings

    @cached_property
    def dossier(self) -> Dossier:
        """Everything that is known of it; no `groupement` as soon as its own file can't be read."""
        return with_annexe_1(open_dossier(self.file, self.workspace._cache, self.options))

    def status(self, day: date | None = None) -> Suivi | None:
        """Where each member stood on that day, else where each stands by all that is known."""
        groupement = self.dossier.groupement
        if groupement is None:
            return None
        return suivi(etat(groupement, day) if day else etat_connu(groupement))

    def to_json(self, day: date | None = None) -> dict[str, Any]:
        """The follow-up as `status --report json` gives it."""
        return status_report(Path(self.name), self.dossier, self.status(day), ())

    @property
    def name(self) -> str:
        """Its file as findings name it."""
        return self.dossier.sources.name_of(self.file) or self.file.name

    def write_status(self, out: Path | str, day: date | None = None) -> tuple[Written, ...]:
        """Write the follow-up: a page, a workbook, a table. Nothing without a group that can be read."""
        seen, known = self.status(day), self.dossier
        if seen is None:
            return ()
        journal = JournalDraft(
            session=seen.etat.groupement.fichier,
            state="",
            versions=library_versions(),
            sources=known.sources.log,
            findings=known.findings,
        )
        return write_outputs(Path(out), files_of_suivi(seen, known.findings), journal)

    def batch(self) -> Batch:
        """All its papers: iterate `run(workers)` to have each folder written in turn."""
        return prepare_batch(self.file, self.options)

    def simulate(self, cles: Sequence[str] = ()) -> Simulation:
        """What each member would pay of the forecast costs, by its own keys, then by each of these.

        They are named « population-services », « population », « services », « parts-egales »; none: all.
        """
        sources = Sources.of(self.file, overlay=self.options.overlay)
        groupement, found = load_groupement(self.file, sources)
        if groupement is not None and groupement.couts.en_defaut:
            groupement = None  # a part of the costs would be shared as if it were the whole
        known = {slug(cle.value): cle for cle in ENTRE_TOUS}
        if unknown := [name for name in cles if name not in known]:
            raise UsageError(f"{quoted(unknown[0])} n’est pas une clé. Clés\u00a0: {', '.join(known)}.")
        asked = [known[name] for name in dict.fromkeys(cles)]
        return Simulation.of(groupement, found, asked or ENTRE_TOUS)
