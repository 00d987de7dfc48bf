"""A purchasing group through the door: what is found of it, where each member stands, its papers."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from actgen.api.report.group import status_report
from actgen.api.report.simulate import Simulation
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError, quoted
from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres
from actgen.base.text.keys import slug
from actgen.council.facts.groupement import LigneAnnexe
from actgen.council.figures.groupements import est_rejetee, etat, etat_connu
from actgen.council.figures.parts import ENTRE_TOUS
from actgen.council.figures.suivi import Etape, Suivi, etape_manquante, fait_le, situation_dite, suivi, taux
from actgen.group.batch import Batch, prepare_batch
from actgen.group.dossier import Dossier
from actgen.group.dossier import dossier as open_dossier
from actgen.group.suivi import files_of_suivi, with_annexe_1
from actgen.reading.sources import Sources
from actgen.session.load import load_groupement
from actgen.session.result import Options
from actgen.session.writing.fingerprint import library_versions
from actgen.session.writing.journal import JournalDraft
from actgen.session.writing.plan import Written
from actgen.session.writing.write import write_outputs

if TYPE_CHECKING:  # which loads this module when a group is asked for
    from actgen.api.receiving import Received
    from actgen.api.returns import Returns, Told
    from actgen.api.workspace import Workspace


class Member(Struct, frozen=True):
    """A member as a list shows it: `jours`, each step with its day; `verifie`: its answer is to be mended."""

    code: str
    nom: str
    coordonnateur: bool
    situation: str
    jours: tuple[tuple[str, str], ...]
    manque: str
    retard: bool
    verifie: bool
    refus: bool


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
        read = open_dossier(self.file, self.workspace._cache, self.options)
        seen = with_annexe_1(read, self.options.as_of or self.options.aujourd_hui)
        by_hand = Batch(read, self.options, self.workspace._cache).by_hand
        known = {(each.code, each.message) for each in seen.findings}
        new = (each for each in by_hand if (each.code, each.message) not in known)
        return replace(seen, findings=(*seen.findings, *new))

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
        return write_outputs(
            Path(out), files_of_suivi(seen, known.findings, self.options.aujourd_hui), journal
        )

    def batch(self) -> Batch:
        """All its papers: iterate `run(workers)` to have each folder written in turn."""
        return prepare_batch(self.file, self.options)

    # what a coordinator's page shows

    @property
    def amendments(self) -> tuple[str, ...]:
        """What each amendment to the convention is about, in their order; `Options.avenant` asks for one."""
        known = self.dossier.groupement
        made = known.origine.avenants if known is not None else ()
        return tuple(each.avenant.objet if each.avenant else "" for each in made)

    @property
    def deadline(self) -> date | None:
        """The day before which councils are asked to decide."""
        known = self.dossier.groupement
        return known.conseils.a_deliberer_avant if known is not None else None

    def members(self, day: date | None = None) -> tuple[Member, ...]:
        """Each member on that day, in the order of the file: what it did, what is missing, if it is late."""
        seen = self.status(day)
        return () if seen is None else tuple(_member(seen, ligne) for ligne in seen.lignes)

    def counts(self, day: date | None = None) -> tuple[tuple[str, int, int, str], ...]:
        """Each step: how many members have done it, of how many, and the share of the inhabitants."""
        seen = self.status(day)
        if seen is None:
            return ()
        return tuple(
            (each.etape.value, each.membres, each.sur, taux(each.habitants, each.habitants_sur))
            for each in seen.avancement
        )

    def annexe_1(self, day: date) -> str:
        """The page of annexe 1 as it would be signed on that day; empty where none can be made."""
        from actgen.group.annexe import annexe_1  # a status makes no page

        return annexe_1(self.dossier, day, self.workspace._cache)

    # what comes back

    @property
    def returns(self) -> Returns:
        """Where the answers of its members are told, and whether they can be from here."""
        from actgen.api.returns import returns_of  # a status writes none

        return returns_of(self)

    def begin_returns(self) -> Path:
        """Write the table of returns that its file names, with the members' names. Raises UsageError."""
        from actgen.api.returns import begin_returns  # a status writes none

        return begin_returns(self)

    def told(self, code: str) -> dict[str, str]:
        """What its file or its table says of a member, by the headings of a table. Raises UsageError."""
        from actgen.api.returns import told_of  # a status writes none

        return told_of(self, code)

    def faults(self, code: str) -> dict[str, tuple[str, ...]]:
        """What is wrong with each of these answers, by the same headings; under "", with its whole line."""
        from actgen.api.returns import faults_of  # a status writes none

        return faults_of(self, code)

    def member_at(self, finding: Diagnostic) -> tuple[str, str] | None:
        """The code and name of the one member whose answers a finding points at; None where it is no such."""
        from actgen.api.returns import member_at  # a status writes none

        return member_at(self, finding)

    def tell(self, code: str, values: Mapping[str, str], shown: Mapping[str, str]) -> Told | None:
        """Write what is known of a member where its file has it; `shown`: what a page had shown of it.

        None: it was all written. Raises UsageError, CannotEdit, Conflict: then nothing is written.
        """
        from actgen.api.returns import tell  # a status writes none

        return tell(self, code, values, shown)

    def can_take_back(self, told: Told) -> bool:
        """Whether nothing has changed the file since."""
        from actgen.api.returns import can_take_back  # a status writes none

        return can_take_back(self, told)

    def take_back(self, told: Told) -> None:
        """Make the file that was changed again what it was. Raises Conflict when it was changed since."""
        from actgen.api.returns import take_back  # a status writes none

        take_back(self, told)

    def receive(self, nom: str, content: bytes) -> Received:
        """Take a table of returns or the session of a member that was sent. Raises UsageError for another.

        A table that says otherwise than what is recorded is not taken: what it would change is told.
        """
        from actgen.api.receiving import receive  # a status writes none

        return receive(self, nom, content)

    def receive_table(self, nom: str, content: bytes, members: Container[str]) -> Received:
        """Take such a table: what it adds and, of the members of these codes, what it says otherwise."""
        from actgen.api.receiving import receive_table  # a status writes none

        return receive_table(self, nom, content, members)

    def simulate(self, cles: Sequence[str] = ()) -> Simulation:
        """What each member would pay of the forecast costs, by its own keys, then by each of these.

        They are named « population-services », « population », « services », « parts-egales »; none: all.
        """
        sources = Sources.of(self.file, overlay=self.options.overlay)
        groupement, found = load_groupement(self.file, sources)
        if groupement is not None and groupement.couts.en_defaut:
            groupement = None  # a part of the costs would be shared as if it were the whole
        elif groupement is not None:  # with what sessions tell, which make parties too
            groupement = self.dossier.groupement or groupement
        known = {slug(cle.value): cle for cle in ENTRE_TOUS}
        if unknown := [name for name in cles if name not in known]:
            raise UsageError(f"{quoted(unknown[0])} n’est pas une clé. Clés\u00a0: {', '.join(known)}.")
        asked = [known[name] for name in dict.fromkeys(cles)]
        return Simulation.of(groupement, found, asked or ENTRE_TOUS)


def _member(seen: Suivi, ligne: LigneAnnexe) -> Member:
    membre, manque = ligne.membre, etape_manquante(seen, ligne)
    refus = est_rejetee(membre)
    return Member(
        membre.collectivite.code,
        membre.collectivite.nom,
        ligne.est_coordonnateur,
        situation_dite(ligne.situation, seen.etat.groupement),
        tuple((each.value, _day(ligne, each, refus=refus)) for each in Etape),
        manque,
        manque.endswith("en retard"),
        bool(membre.a_corriger),
        refus,
    )


def _day(ligne: LigneAnnexe, etape: Etape, *, refus: bool) -> str:
    jour = fait_le(ligne, etape)
    told = date_chiffres(jour) if jour else ""
    return f"rejetée {told}".strip() if refus and etape is Etape.ADOPTEE else told
