"""The second phase of checks: the words of each act once composed, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import islice
from pathlib import Path
from textwrap import shorten

from msgspec import Struct, field

from actgen.acts.tree.nodes import Block, Document
from actgen.acts.tree.words import paragraphs as printed
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import ByItem, Diagnostic, Location, Mender, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.characters import missing_characters
from actgen.base.text.dates import date_longue
from actgen.base.text.differences import around, normal
from actgen.base.text.messages import phrase
from actgen.base.text.typography import typeset
from actgen.checks import RuleCrash
from actgen.checks.textes import ActeCompose, check_acte, merged
from actgen.checks.textes.lieux import Origines, Place, etendues, is_template
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.seance import Seance
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.manifest import Famille, blocking
from actgen.reading.decoding import showable, unprintable
from actgen.reading.nodes import Scalar, scalars
from actgen.reading.sources import YAML, Source, Sources
from actgen.reading.yaml_tree import read_tree
from actgen.session.files import folder_of
from actgen.session.looks import looks_of
from actgen.session.reasons import Reasons
from actgen.session.result import Options
from actgen.session.retouches import (
    WORD,
    Making,
    Provenance,
    Retouche,
    corrected,
    left_in_draft,
    of_plan,
    retouches,
    told,
)
from actgen.session.sent import Otherwise, compare, sent_acts, sent_on_another_day
from actgen.session.surplus import Surplus, numbers_last, same_name, surplus_of, told_left
from actgen.session.texts import Texts
from actgen.session.unsettled import (
    Unsettled,
    beside,
    first_of,
    kept_back,
    no_longer_final,
    strangers,
    whose,
)
from actgen.session.values import value_of
from actgen.session.writing.departed import departed
from actgen.session.writing.journal import Journal, Said, read_journal
from actgen.session.writing.names import is_draft

ACTE_CHANGE = rule("ACTE-CHANGE")
_EXCERPT = 200
_DITE_PARTIE = "dans la version que la séance disait transmise ou publiée"
_DATE_VIDEE = phrase(
    "Cette version reste dans le dossier de la séance, sous un nom qui dit « PARTIE ». Si elle est partie, "
    "remettez sa date et ce qu'elle dit, et rectifiez-la par un autre acte ; si elle n'était pas partie, "
    "écrivez-le à « derogations »."
)


Marked = tuple[Document, Sequence[Location]]
"""An act whose values bear the rank of their place."""

Retold = Callable[[str], Marked | None]
"""Makes the act of that key again, so marked."""


class Wording(Struct, dict=True):
    """Checks the acts of one session in turn: it gives what refuses each, then all that it found.

    `folder`: where its acts are, when another than the session's own holds them: that of a group.
    """

    figures: FiguresSeance
    sources: Sources
    texts: Texts
    options: Options
    reasons: Reasons
    _found: ByItem = field(default_factory=ByItem)
    crashes: list[RuleCrash] = field(default_factory=list)
    retouches: list[Retouche] = field(default_factory=list)
    unsettled: list[Unsettled] = field(default_factory=list)
    surplus: list[Surplus] = field(default_factory=list)
    folder: Path | None = None
    retold: Retold | None = None

    def __post_init__(self) -> None:
        self._origines = Origines(partial(_files, self.sources), paragraphs, self.figures.seance.fichier)
        self._etendues = etendues({p.point.numero: p.point.lieu for p in self.figures.points})

    def refusals(
        self, plan: ActPlan, document: Document, groupement: Groupement | None
    ) -> tuple[Diagnostic, ...]:
        """Check an act; the errors that keep it from being written, reasons of the session file applied."""
        self.texts.cache.composes(plan, document)
        acte = ActeCompose(
            key=plan.key,
            nom=plan.titre,
            kind=plan.kind,
            document=document,
            point=plan.point,
            groupement=groupement,
            proses=self._proses(groupement, plan.point),
            origines=self._origines,
            etendues=self._etendues,
            full=self.options.full,
        )
        found = self.reasons.remain(self._check(acte))
        told_of = self.of_retouches(plan, document)
        by_hand = self.reasons.remain(told_of)
        self.unsettled.extend(self._unsettled(plan, told_of, _firm(by_hand)))
        # what was sent stays whatever is found; it is what tells of it that is refused, and another one of it
        # in the folder of another day
        against = self.reasons.remain(self._against_sent(plan))
        self._found.extend((*found, *against, *by_hand))
        refused = (*blocking(plan.kind.famille, plan.point, found), *_firm(by_hand))
        return refused if plan.key in self._sent else (*refused, *against)

    def of_retouches(self, plan: ActPlan, document: Document) -> tuple[Diagnostic, ...]:
        """What the Word file of an act that was corrected by hand says otherwise than the act."""
        place, enonce = self.corrected.get(plan.key), plan.enonce
        if place is None or (document.projet and not is_draft(place.name)):
            return ()  # it says less than it did: nothing of it is final any more
        trees = (document,) if enonce is None or enonce == document else (document, enonce)
        whose = of_plan(plan, place.name)
        found = retouches(whose, place, trees, self._maker(plan))
        if is_draft(place.name) and not document.projet:
            found = left_in_draft(found)
        marked = self.retold(plan.key) if found and self.retold is not None else None
        found = tuple(self._traced(plan, each, marked) for each in found)
        self.retouches.extend(found)
        aide = plan.acquis.aide if plan.acquis is not None else ""
        return tuple(told(found, self._whole(plan), aide, motive=not self.figures.seance.modele))

    def _unsettled(
        self, plan: ActPlan, told_of: Sequence[Diagnostic], remain: Sequence[Diagnostic]
    ) -> Iterator[Unsettled]:
        """The differences of an act that remain, each with what tells it: the last tells of those left."""
        found = [each for each in self.retouches if each.acte == plan.key] if remain else []
        for rank, each in enumerate(found):
            finding = told_of[min(rank, len(told_of) - 1)]
            if finding in remain:
                yield Unsettled(each, finding)

    def kept_back(self, plans: tuple[ActPlan, ...]) -> tuple[ActPlan, ...]:
        """The acts, those refused that would state the words that the Word file of another one corrects."""
        return kept_back(plans, self.unsettled, lru_cache(self._places_of))

    def _places_of(self, key: str) -> frozenset[Location]:
        marked = self.retold(key) if self.retold is not None else None
        return frozenset(marked[1]) if marked is not None else frozenset()

    def beside(self, plans: tuple[ActPlan, ...]) -> Iterator[Diagnostic]:
        """What is told of Word files that are held against no act: a final one of a PROJET, a stranger."""
        if self.options.out is None:
            return
        known = {plan.key: plan for plan in plans if not plan.copie}
        if not self.options.draft:
            for plan in known.values():
                yield from no_longer_final(plan, self.corrected.get(plan.key), self._whole(plan))
        for place in strangers(self._own_folder(self.options.out), self._journal):
            owner = known.get(whose(place.name, self._journal, known.values()))
            found = self._compared(owner, place) if owner is not None else None
            told_of = beside(place, owner, found, self._whole(owner))
            if told_of is not None:
                yield told_of

    def _own_folder(self, out: Path) -> Path | None:
        try:
            return folder_of(self.figures.seance, out)
        except EnvironmentFault:  # who writes there is told so
            return None

    def left(self, plans: tuple[ActPlan, ...], *, whole: bool) -> Iterator[Diagnostic]:
        """What is told of files that a run leaves of acts that the session gives no more."""
        if self.options.out is None:
            return
        self.surplus.extend(surplus_of(self.figures.seance, plans, self.options.out, whole=whole))
        for each in self.surplus:
            if each.reste:
                moved, found = self._moved_to(each, plans)
                yield told_left(each, self.figures, moved, first_of(found))

    def _moved_to(
        self, each: Surplus, plans: tuple[ActPlan, ...]
    ) -> tuple[ActPlan | None, tuple[Retouche, ...]]:
        """The act that has the same object under another number, and what a corrected file says otherwise.

        It is the one of that kind of which the file has the object as it is.
        """
        place = each.word if each.acte else None
        if place is None:
            return None, ()
        for plan in plans:
            if plan.document is None or plan.copie or not same_name(plan, place):
                continue
            found, subject = self._compared(plan, place), normal(plan.document.subject)
            if found is not None and not any(
                gap.illisible or subject in normal(gap.difference.ligne) for gap in found
            ):
                return plan, numbers_last(found, each, plan)
        return None, ()

    def _compared(self, plan: ActPlan, place: Path) -> tuple[Retouche, ...] | None:
        """What a stranger says otherwise than the act that it is named after; None where that is unknown."""
        trees = tuple(tree for tree in (plan.document, plan.enonce) if tree is not None)  # be it refused
        if not trees or trees[0].projet or is_draft(place.name) or place.suffix != WORD:
            return None
        return retouches(of_plan(plan, place.name), place, trees, self._maker(plan))

    def _whole(self, plan: ActPlan | None) -> Location | None:
        if plan is None or plan.point is None:
            return self.figures.seance.lieu
        return self.figures.point(plan.point).point.lieu

    def _maker(self, plan: ActPlan) -> Making:
        from actgen.session.outputs import Orders  # no file is made where none was corrected

        orders = Orders(self.figures.seance, looks_of(self.figures.seance), ("docx",))
        return partial(orders.form, "docx", plan)

    def _traced(self, plan: ActPlan, each: Retouche, marked: Marked | None) -> Retouche:
        """The same with what the words that it changes come from: a value, else words that somebody wrote."""
        gap = each.difference
        if not gap.avant:
            return each
        if marked is not None and (value := value_of(*marked, gap)) is not None:
            span = (value.debut, value.fin)
            return replace(each, lieu=value.lieu, provenance=self._provenance(value.lieu), valeur=span)
        ours = self._etendues.get(plan.point) if plan.point is not None else None
        spans = around(gap.ligne, gap.debut, gap.fin)
        found = (self._origines.lieu(gap.ligne, *span, kind=plan.kind, etendue=ours) for span in spans)
        place = next(filter(None, found), None)
        return replace(each, lieu=place, provenance=self._provenance(place))

    def _provenance(self, place: Location | None) -> Provenance:
        if place is None:
            return Provenance.CALCUL
        if is_template(place.file):
            return Provenance.MODELE
        if place.file == self.figures.seance.fichier and not self.figures.seance.modele:
            return Provenance.SEANCE
        return Provenance.FICHIER if place.file.endswith(YAML) else Provenance.TEXTE

    def _check(self, acte: ActeCompose) -> tuple[Diagnostic, ...]:
        try:
            return check_acte(acte, self.figures)
        except RuleCrash as crash:
            self.crashes.append(crash)
            return crash.findings

    @cached_property
    def _journal(self) -> Journal:
        out = self.options.out
        return sent_acts(self.figures.seance, out) if out is not None else Journal()

    @cached_property
    def corrected(self) -> Mapping[str, Path]:
        """The Word files that somebody has changed since they were written, by the key of their act."""
        if self.folder is not None:
            return corrected_in(self.folder)
        out = self.options.out
        return corrected_words(self.figures.seance, out) if out is not None else {}

    @property
    def _sent(self) -> Mapping[str, Said]:
        return self._journal.said

    @cached_property
    def _sent_on_another_day(self) -> Mapping[str, Said]:
        out = self.options.out
        return sent_on_another_day(self.figures.seance, out) if out is not None else {}

    def otherwise(self, plan: ActPlan) -> Otherwise | None:
        """What an act would say now that it doesn't say as it was written."""
        then = self._sent.get(plan.key) or self._sent_on_another_day.get(plan.key)
        return compare(then, plan.enonce) if then is not None and plan.enonce is not None else None

    def _against_sent(self, plan: ActPlan) -> Iterator[Diagnostic]:
        """An act that was signed, sent, posted, adopted changes no more: what it would say otherwise now."""
        told = self.otherwise(plan) if plan.acquis is not None else None
        whole = self._whole(plan)
        if told is not None and plan.acquis is not None:
            yield ACTE_CHANGE.finding(
                _said_otherwise(plan, plan.acquis.depuis, told),
                (moved := self._moved(plan, told)) or self._place_of_change(plan, told) or whole,
                hint=plan.acquis.aide,
                point=plan.point,
                severity=Severity.ERROR if told.figures or moved else Severity.WARNING,
            )
            return
        then = departed(self._journal, plan.key, plan.stade)
        if then is None or plan.enonce is None or (told := compare(then, plan.enonce)) is None:
            return
        yield ACTE_CHANGE.finding(
            _said_otherwise(plan, _DITE_PARTIE, told),
            self._place_of_change(plan, told) or whole,
            hint=_DATE_VIDEE,
            point=plan.point,
            severity=Severity.WARNING,
        )

    def _moved(self, plan: ActPlan, told: Otherwise) -> Location | None:
        """The day, the hour or the place of the session, be it words, where it is another than was said."""
        seance, lieux = self.figures.seance, self.figures.seance.lieux
        if plan.key not in self._sent:
            return lieux.get("date")
        if plan.kind.famille is not Famille.AVANT_SEANCE:
            return None
        for key, each in (("lieu", seance.lieu_de_reunion), ("moyens_a_distance", seance.moyens_a_distance)):
            found = told.words.find(" ".join(typeset(each).split())) if each else -1
            figures = [begin for begin, _ in told.changed]  # the day, the hour, or those of the place
            if found >= 0 and (not figures or any(found <= begin < found + len(each) for begin in figures)):
                return lieux.get(key)
        day = " ".join(typeset(date_longue(seance.date)).split())
        return lieux.get("heure") if day in told.words else None

    def _place_of_change(self, plan: ActPlan, told: Otherwise) -> Location | None:
        """Where its words stand, else where its item has the amount, the day or the name that is another."""
        spans = ((0, len(told.words)), *told.changed) if told.words else ()
        ours = self._etendues.get(plan.point) if plan.point is not None else None
        places = (self._origines.lieu(told.words, *span, kind=plan.kind, etendue=ours) for span in spans)
        if plan.point is None:  # it tells of all the items
            return next(filter(None, places), None)
        return next((each for each in places if ours is not None and each in ours), None)

    def unprintable(self, plans: Iterable[ActPlan]) -> Iterator[Diagnostic]:
        """Characters of acts that no face has, be they of a file that nobody writes by hand: a workbook."""
        composed = [(plan, plan.document) for plan in plans if plan.document is not None]
        told = {
            (finding.message, finding.locations): finding
            for plan, document in composed
            for words in printed(document.blocks)
            for finding in unprintable(words, partial(self._place, plan, words))
        }
        yield from told.values()

    def _place(self, plan: ActPlan, words: str, start: int, end: int) -> Location:
        return self._origines.lieu(words, start, end, kind=plan.kind) or Location(plan.titre)

    def of_items(self, point: int | None) -> tuple[Diagnostic, ...]:
        """What was found in the deliberation of an item, or in all: no certificate of it must be written."""
        return tuple(finding for finding in self._found.of(point) if finding.point is not None)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that was found, each slip once."""
        return merged(self._found)

    def _proses(self, groupement: Groupement | None, numero: int | None) -> dict[str, tuple[Block, ...]]:
        """The user's texts that may stand in an act, of one item or of all, by the name of their file."""
        points = [self.figures.point(numero).point] if numero is not None else self.figures.seance.points
        named = (prose for point in points for prose in (*point.proses, point.debats) if prose is not None)
        proses = {prose.fichier: self.texts.prose(prose) for prose in named}
        groups = [groupement] if groupement is not None else [p.groupement for p in points]
        for group in groups:
            if group is not None:
                proses |= self.texts.proses(group)
        return proses


def _firm(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is an error: words of a PROJET are told, and keep nothing from being written."""
    return tuple(each for each in found if each.severity is Severity.ERROR)


def corrected_words(seance: Seance, out: Path) -> Mapping[str, Path]:
    """The Word files of a session that somebody has changed since they were written, by their act."""
    journal = sent_acts(seance, out)
    return corrected(folder_of(seance, out), journal) if journal.files else {}


def corrected_in(folder: Path) -> Mapping[str, Path]:
    """The same of a folder; one whose journal can't be read tells nothing: who writes there is told so."""
    try:
        journal = read_journal(folder)
    except EnvironmentFault:
        return {}
    return corrected(folder, journal)


def _said_otherwise(plan: ActPlan, depuis: str, told: Otherwise) -> str:
    masculin = plan.titre.startswith(("procès", "compte", "certificat"))
    nom = f"{'Le' if masculin else 'La'} {plan.titre}, {depuis},"
    if not told.words:
        return phrase("{nom} dit ce que la séance ne dit plus.", nom=nom)
    return phrase(
        "{nom} ne dit pas : « {mots} ».", nom=nom, mots=shorten(told.words, _EXCERPT, placeholder="…")
    )


def origines_in(files: Callable[[], Iterable[Source]]) -> Origines:
    """The places of what stands in these files, asked for at the first question."""
    return Origines(files, paragraphs)


def paragraphs(source: Source) -> Iterable[tuple[Place, str]]:
    """The paragraphs of a Word file."""
    from actgen.acts.templating.word.reading import paragraphs_of  # Word is read only where there is some

    return paragraphs_of(source.content, source.path)


def _files(sources: Sources) -> tuple[Source, ...]:
    """Each once: a workspace's own templates are the user's too."""
    every = {source.path: source for source in (*sources.read_by_user(), *sources.templates_read())}
    return tuple(every.values())


_FINDINGS_OF_A_FILE = 20

_MENDERS = {
    "groupements/": Mender.COORDONNATEUR,
    "templates/": Mender.SERVICE_JURIDIQUE,
    "modeles-": Mender.SERVICE_JURIDIQUE,
}


def check_characters(sources: Sources, seen: frozenset[str] = frozenset()) -> tuple[Diagnostic, ...]:
    """A finding for each word of the session's files that can't be printed, the first ones of a file.

    `seen` are names of files that were looked at before, or that are looked at elsewhere.
    """
    own = (source for source in sources.read_by_user() if source.path not in seen)
    return tuple(finding for source in own for finding in _found_in(source))


@lru_cache(maxsize=256)
def _found_in(source: Source) -> tuple[Diagnostic, ...]:
    return tuple(islice(_in(source), _FINDINGS_OF_A_FILE))


def _in(source: Source) -> Iterator[Diagnostic]:
    mender = next(
        (who for start, who in _MENDERS.items() if source.path.startswith(start)), Mender.SECRETAIRE
    )
    for place, text in _texts(source):
        yield from unprintable(text, place, mender)


def _texts(source: Source) -> Iterator[tuple[Place, str]]:
    """The words of a file that is written by hand, each with what tells the place of some of them."""
    if source.path.endswith(".docx"):
        from actgen.acts.templating.word.reading import printed_of  # Word is read only where there is some

        yield from printed_of(source.content, source.path)
        return
    text = source.content.decode("utf-8", "ignore") if source.path.endswith((".yaml", ".yml", ".md")) else ""
    if not missing_characters(text):
        return
    if source.path.endswith(".md"):
        for number, line in enumerate(text.splitlines(), start=1):
            yield partial(_on_line, source.path, number, line), line
        return
    tree, _ = read_tree(source.content, source.path)
    for scalar in scalars(tree, keys=True):
        yield partial(_within, scalar), scalar.text


def _on_line(file: str, number: int, line: str, start: int, end: int) -> Location:
    return Location(file, number, start + 1, end - start, showable(line))


def _within(scalar: Scalar, start: int, end: int) -> Location:
    return scalar.within(start, end - start)
