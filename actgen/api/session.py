"""One session through the door: all that a check needs, the rest when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from actgen.acts.tree.inline import Lacune
from actgen.acts.views.plan import ActPlan
from actgen.api.report.as_json import session_report
from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.base.text.messages import say
from actgen.council.facts.seance import Seance
from actgen.council.figures.avancement import Avancement, avancement
from actgen.council.figures.echeances import prochaine
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.reading.sources import RECEIVED, Source, SourceFault
from actgen.session.examination import Context, Counted, count, prepare
from actgen.session.files import folder_of
from actgen.session.planner import A_FAIRE
from actgen.session.receipts import APART
from actgen.session.result import DEFAULT_OUT, Examination, Options
from actgen.session.retouches import Retouche
from actgen.session.surplus import ACTE_EN_TROP, Surplus
from actgen.session.texts import in_brief
from actgen.session.writing.journal import read_journal

if TYPE_CHECKING:  # each is loaded when it is asked for: a check of one session needs none of them
    from actgen.acts.tree.nodes import Document
    from actgen.api.wording import Wording
    from actgen.api.workspace import Workspace
    from actgen.council.figures.echeances_des_actes import Echeance
    from actgen.delivery.exports.archive import Archive
    from actgen.delivery.exports.transmission import ToDeposit, Transmission
    from actgen.session.jobs import Workers
    from actgen.session.places import Preview
    from actgen.session.render import Rendering


class Session(Struct, frozen=True, dict=True):
    """One session, read, counted and checked when something is first asked of it."""

    workspace: Workspace
    file: Path
    options: Options

    @property
    def received(self) -> bool:
        """Whether it came from a member of a group, wherever the command is given: its duties are theirs."""
        return f"/{RECEIVED}/" in self.file.as_posix()

    @property
    def examination(self) -> Examination:
        """All that can be told of it: what the reports print."""
        return self._context.examination

    @property
    def counted(self) -> Examination:
        """What is told of it without its acts, which take five times as long: its figures, what they show."""
        return self._counted.context.examination

    @property
    def stopping(self) -> tuple[Diagnostic, ...]:
        """What keeps it from being counted; it may have been wrong before, in what nobody touches."""
        found = self.counted.report.findings
        return tuple(each for each in found if each.scope is Scope.RUN and each.severity is Severity.ERROR)

    @property
    def uncountable(self) -> UsageError:
        """Why it can't be counted, by the first finding that stops everything."""
        why = next((self.wording(each).message for each in self.stopping), "")
        return UsageError(say("Cette séance ne peut pas être comptée. {why}", why=why).rstrip())

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong, each with its place and who can mend it; what a reason sets aside is left out."""
        return self.examination.report.findings

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """The same as pages say them: fields by their titles, no line of a file, no command."""
        return tuple(map(self.wording, self.findings))

    @cached_property
    def wording(self) -> Wording:
        """What says a finding of it as pages do."""
        from actgen.api.wording import Wording  # a check shows no page

        return Wording(self)

    @property
    def to_settle(self) -> tuple[Retouche, ...]:
        """What Word files that were corrected by hand say otherwise than its acts, less what has a reason."""
        told = {each.controle for each in self.findings}
        return tuple(each for each in self.examination.retouches if each.cle in told and not each.projet)

    @property
    def left_over(self) -> tuple[Surplus, ...]:
        """The files that stay of acts that it gives no more, less what has a reason."""
        told = {each.controle for each in self.findings if each.code == ACTE_EN_TROP.name}
        return tuple(each for each in self.examination.surplus if each.nom in told)

    @property
    def acts(self) -> tuple[ActPlan, ...]:
        """Its acts: stage, whether due, what is missing, what refuses them, what to do with them."""
        return self.examination.plans

    @property
    def figures(self) -> FiguresSeance | None:
        """Everything counted: who sits, who votes, quorum, results, dates; None when it can't be read.

        Of a session that some values of its file stop, what the others tell: it has no act meanwhile.
        """
        return self.counted.figures or self.counted.partial

    @property
    def seance(self) -> Seance | None:
        """What its file says; None when it can't be read."""
        return self.figures.seance if self.figures is not None else None

    @property
    def stage(self) -> Avancement | None:
        """How far it has come, « convoquée » or « actes exécutoires »; None when it can't be read."""
        return avancement(self.figures) if self.figures is not None else None

    @property
    def next_duty(self) -> Echeance | None:
        """The first dated duty that nothing says to be done."""
        return prochaine(self.figures) if self.figures is not None else None

    @property
    def lacking(self) -> tuple[Lacune, ...]:
        """What the town hall has yet to write for these acts to be whole, each thing of each item once.

        The blanks of a group's file are its coordinator's.
        """
        lacking = (each for plan in self.acts for each in plan.manques)
        ours = (
            each for each in lacking if not (each.location and each.location.file.startswith("groupements/"))
        )
        return tuple({(each.label, each.location): each for each in ours}.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The same in brief: what several items lack is one."""
        return in_brief(dict.fromkeys(each.label for each in self.lacking))

    @property
    def source(self) -> Source | SourceFault:
        """Its text, as it was read."""
        return self._counted.context.sources.read(self.file, anywhere=True)

    @property
    def revision(self) -> str | None:
        """The revision of its text, as it was read; None when there is no such file."""
        return None if isinstance(self.source, SourceFault) else self.source.sha256

    @property
    def catalogue(self) -> Catalogue:
        """The kinds of acts, as its commune sees them."""
        cache, seance = self.workspace._cache, self.seance
        known = cache.catalogue(self._counted.context.sources, self.options.templates)
        return cache.catalogue_of(known, seance.collectivite.code) if seance is not None else known

    def to_json(self) -> dict[str, Any]:
        """The session as `check --report json` gives it: the shape is told in `actgen.api.report.as_json`."""
        return session_report(self.name, self.examination)

    @property
    def name(self) -> str:
        """Its file as findings and the journal name it."""
        return self._counted.context.sources.name_of(self.file) or self.file.name

    def act(self, key: str) -> ActPlan:
        """The act of that key. Raises UsageError for another."""
        found = next((plan for plan in self.acts if key in (plan.key, plan.copie)), None)
        if found is None:
            known = ", ".join(plan.key for plan in self.acts) or "aucun"
            raise UsageError(f"«\u00a0{key}\u00a0» n’est pas un acte de cette séance. Actes\u00a0: {known}.")
        return found

    def html(self, key: str) -> str:
        """The page of one act, as `render` writes it. Raises UsageError for an act that has no text yet."""
        plan, document = self._composed(key)
        return self._page(plan, document)

    def preview(self, key: str) -> Preview:
        """The same page with its values marked, and where in the user's files each of them was written."""
        from actgen.session.places import Preview, placed  # of no use to a command

        if not self.options.origins:
            return replace(self, options=replace(self.options, origins=True)).preview(key)
        plan, document = self._composed(key)
        figures, texts = self.figures, self._context.texts
        assert figures is not None, "an act was composed of figures"
        assert texts is not None, "and of texts"
        marked, places = placed(document, plan, figures, texts)
        return Preview(self._page(plan, marked), places)

    def glimpse(self, key: str) -> Session:
        """The session for who is typing, as soon as can be: of its acts this one alone has a text.

        Its words are not checked, so that it may be one that the checks would refuse.
        """
        alone = replace(self, options=replace(self.options, origins=True, full=False))
        shown = "" if key == A_FAIRE else key  # that page tells of all the others
        alone.__dict__["_context"] = alone._counted.composed(words=False, shown=shown)
        return alone

    def outline(self) -> Session:
        """The session for who shows it among many: neither advice, nor copies made of its acts.

        Where the workspace has texts of its own they are: what is wrong with one is told wherever it serves.
        """
        alone = replace(self, options=replace(self.options, origins=False, full=False))
        whole = (self.workspace.root / "templates").is_dir()
        alone.__dict__["_context"] = alone._counted.composed(whole=whole)
        return alone

    def _composed(self, key: str) -> tuple[ActPlan, Document]:
        plan = self.act(key)
        if plan.document is None:
            raise UsageError(f"«\u00a0{plan.titre}\u00a0» n’a pas encore de texte.")
        return plan, plan.document

    def _page(self, plan: ActPlan, document: Document) -> str:
        from actgen.session.outputs import Orders  # a check makes no file

        seance = self.examination.seance
        assert seance is not None, "an act was composed of it"
        orders = Orders(seance, self._context.looks, ("html",))
        return orders.form("html", plan, document).decode("utf-8")

    def render(
        self,
        out: Path | str | None = None,
        formats: Sequence[str] | None = None,
        workers: Workers | None = None,
    ) -> Rendering:
        """Write the acts that are due; a file that was signed, sent or mended by hand is never replaced.

        Raises EnvironmentFault when the folder can't be written.
        """
        options = replace(
            self.options,
            out=Path(out) if out is not None else self.out,
            formats=tuple(formats) if formats is not None else self.options.formats,
        )
        from actgen.session.render import render  # a check writes nothing

        there = self if options.out == self.options.out else replace(self, options=options)
        return render(there._to_write, options, workers)

    @property
    def planned(self) -> Examination:
        """The examination that `render` writes from; it tells a name of `options.only` that no act has."""
        return self._to_write.examination

    @property
    def out(self) -> Path:
        """The folder in which each session has its own."""
        return self.options.out or DEFAULT_OUT

    @property
    def written(self) -> bool:
        """Whether acts of it were written there, to which its own are held.

        Raises EnvironmentFault where their journal can't be read: nothing was compared.
        """
        seance = self.seance
        return seance is not None and bool(read_journal(folder_of(seance, self.out)).files)

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders where a file that comes may change its acts: templates, and receipts put apart."""
        return (*self.options.templates, self.workspace.root / "templates", self.file.parent / APART)

    def transmission(self, points: Iterable[int] = (), typologie: Path | None = None) -> Transmission:
        """Write the folder to deposit for the State's representative, or say what keeps it back.

        `typologie`: the list of natures and matters that the platform gave. Raises UsageError.
        """
        from actgen.delivery.exports.transmission import (  # a check loads none of it
            classification_of,
            transmit_session,
        )

        told = classification_of(typologie) if typologie is not None else None
        return transmit_session(self.file, self.options, frozenset(points), told, self.workspace._cache)

    def to_deposit(self) -> ToDeposit:
        """What a clerk types on the platform for each act that goes to the State's representative."""
        from actgen.delivery.exports.transmission import to_deposit  # a check loads none of it

        return to_deposit(self.examination)

    def archive(self) -> Archive:
        """Write the zip of all that proves its acts, or say what keeps it from proving anything."""
        from actgen.delivery.exports.archive import archive_session  # a check loads none of it

        return archive_session(self.file, self.options, self.workspace._cache)

    @cached_property
    def _to_write(self) -> Context:
        # the words are checked whatever was asked for; advice on them is not for the journal
        return prepare(self.file, replace(self.options, full=False, origins=False), self.workspace._cache)

    @cached_property
    def _counted(self) -> Counted:
        return count(self.file, self.options, self.workspace._cache)

    @cached_property
    def _context(self) -> Context:
        return self._counted.composed(words=self.options.full)
