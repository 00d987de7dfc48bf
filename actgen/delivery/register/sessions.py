"""The codes of what a register may lack or hold twice.

What a run is asked for.

The session files of the workspace that belong to one body and one year, each read and composed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.grammar import compte
from actgen.base.text.messages import phrase, say
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.seance import EtatSeance, Organe, Seance
from actgen.council.figures.seance import FiguresSeance
from actgen.reading.sources import SESSIONS, Source, Sources
from actgen.session.cache import Cache
from actgen.session.examination import prepare
from actgen.session.load import load_session
from actgen.session.result import Options
from actgen.session.wording import ACTE_CHANGE
from actgen.session.workspace import left_aside, may_be_of, session_files

REG_LECTURE = rule("REG-LECTURE")
REG_SEANCE = rule("REG-SEANCE")
REG_DOUBLE = rule("REG-DOUBLE")
REG_ACTE = rule("REG-ACTE")
REG_MANQUE = rule("REG-MANQUE")
REG_FEUILLET = rule("REG-FEUILLET")
REG_SUJET = rule("REG-SUJET")
REG_HORS = rule("REG-HORS")


class RegisterOptions(Struct, frozen=True):
    """The year and the body; how the book is printed; where it goes.

    `first_sheet`: the number of the first sheet. `sheets`: how many sheets have been initialled, None
    when that is not said. `aujourd_hui`: as of `session.result.Options`.
    """

    year: int
    organe: Organe = Organe.CONSEIL
    formats: tuple[str, ...] = ("pdf",)
    first_sheet: int = 1
    sheets: int | None = None
    both_sides: bool = True
    out: Path | None = None
    templates: tuple[Path, ...] = ()
    aujourd_hui: date | None = None


class HeldSession(Struct, frozen=True):
    """A session of the year: its figures, and the plan of each of its deliberations, in order."""

    figures: FiguresSeance
    plans: tuple[ActPlan, ...]

    @property
    def seance(self) -> Seance:
        return self.figures.seance

    @property
    def etat(self) -> EtatSeance:
        return self.figures.etat

    @property
    def held(self) -> bool:
        """Whether it was held: a session to come gives models, not deliberations."""
        return self.etat is EtatSeance.TENUE


class SessionFinder(Struct):
    """Looks through the session files; what can't be read gathers in `findings`."""

    collectivite: Collectivite
    file: str
    sources: Sources
    cache: Cache
    options: RegisterOptions
    findings: list[Diagnostic] = field(default_factory=list)

    def sessions(self) -> tuple[HeldSession, ...]:
        """Those of the body and year, by date, then hour, then file."""
        self.findings.extend(left_aside(self.sources))
        found = [session for path in session_files(self.sources) if (session := self._session(path))]
        return tuple(sorted(found, key=_order))

    def _session(self, path: Path) -> HeldSession | None:
        """The session of a file, if it is one of the register's."""
        log = self.sources.apart()
        catalogue = self.cache.catalogue(log, self.options.templates)
        loaded = load_session(path, log, catalogue, self.cache.files)
        if loaded.seance is None:
            errors = [finding for finding in loaded.findings if finding.severity.value == "erreur"]
            self._unreadable(path, log, len(errors))
            return None
        return self._composed(path) if self._ours(loaded.seance) else None

    def _ours(self, seance: Seance) -> bool:
        return (
            seance.collectivite.code == self.collectivite.code
            and seance.organe is self.options.organe
            and seance.date.year == self.options.year
        )

    def _composed(self, path: Path) -> HeldSession | None:
        """The deliberations as `render` would write them, words checked."""
        asked = self.options
        options = Options(templates=asked.templates, out=asked.out, aujourd_hui=asked.aujourd_hui)
        context = prepare(path, options, self.cache)
        told = context.examination
        self.sources.adopt(context.sources)
        if told.figures is None or told.crashes or told.report.stops_everything:
            fichier = told.seance.fichier if told.seance else path.name
            self._refuse(fichier, len(told.report.errors))
            return None
        plans = [plan for plan in told.plans if plan.kind.famille.traits.est_votee and not plan.copie]
        plans = [_as_sent(plan, told.report.errors) for plan in plans]
        return HeldSession(told.figures, tuple(sorted(plans, key=lambda plan: plan.point or 0)))

    def _unreadable(self, path: Path, log: Sources, errors: int) -> None:
        """Say that a file can't be read, unless what it shows is another's session or another year's."""
        source = log.read(path, anywhere=True)
        if isinstance(source, Source) and not may_be_of(source, self.file, self.options.year):
            return
        name = source.path if isinstance(source, Source) else f"{SESSIONS}/{path.name}"
        self._refuse(name, errors)

    def _refuse(self, file: str, errors: int) -> None:
        self.findings.append(
            REG_LECTURE.finding(
                phrase(
                    "Cette séance ne peut pas entrer au registre : {erreurs} à corriger d'abord.",
                    erreurs=compte(max(errors, 1), "erreur"),
                ),
                Location(file),
                hint=say("Voyez lesquelles : actgen check {fichier}", fichier=file),
            )
        )


def _as_sent(plan: ActPlan, errors: Iterable[Diagnostic]) -> ActPlan:
    """The plan, refused where the register would say otherwise than the deliberation that was sent."""
    otherwise = tuple(each for each in errors if each.code == ACTE_CHANGE.name and each.point == plan.point)
    return replace(plan, due=Due.REFUSED, refus=otherwise) if otherwise else plan


def _order(session: HeldSession) -> tuple[object, ...]:
    seance = session.seance
    return seance.date, seance.heure is None, seance.heure, seance.fichier
