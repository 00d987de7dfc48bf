"""What is to be read again of a session before it is signed: each remark, why, and how it is set aside.

A reason is written in the file of the session, where it stays; it sets aside what it names and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct

from actgen.api.editing import Change, Drop, Insert
from actgen.api.fields import Path
from actgen.api.report.check import menders
from actgen.api.session import Session
from actgen.api.wording import of_pages
from actgen.authoring.explications import fiche
from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.base.rules import code_of
from actgen.base.text.messages import say
from actgen.council.facts.seance import Derogation
from actgen.session.reasons import DEROGATION_SANS_EFFET, by_reason, liftable_finding
from actgen.session.wording import ACTE_CHANGE

_LONGEST_KEY = 12  # hexadecimal digits
_LONGEST_REASON = 600  # signs: it is printed in the report and kept in the journal
_SHORTEST_REASON = 4  # letters: « x » says nothing to who answers for it a year later


class Heap(StrEnum):
    """Where a remark is told; the values name the heaps, in the order to read them."""

    MEND = "À corriger"
    READ = "À lire avant de signer"
    ELSEWHERE = "Chez le coordonnateur"
    KNOW = "Bon à savoir"


class Lift(StrEnum):
    """What sets a remark aside."""

    NOTHING = "nothing"
    REASON = "reason"
    OVERRIDE = "override"  # a reason, and whoever answers for the law asks for it when acts are written


class Article(Struct, frozen=True):
    """A text that a remark rests on, as it was in force on the day of the session."""

    citation: str
    objet: str
    periode: str


class Why(Struct, frozen=True):
    """Why something is told, in the words of `actgen explain`."""

    explication: str
    empeche: str
    articles: tuple[Article, ...]
    reference: str
    source: str


class About(Struct, frozen=True):
    """What is told of a finding besides: who can mend it, and why it is one.

    `rectifier`: the key of the remark that « Relire » offers to correct by a deliberation.
    """

    who: str
    ours: bool
    why: Why
    rectifier: str = ""


class Remark(Struct, frozen=True):
    """A finding as it is read again, as pages say it; `waiting`: the reason that waits for an override."""

    key: str
    finding: Diagnostic
    heap: Heap
    lift: Lift
    waiting: Derogation | None


class Aside(Struct, frozen=True):
    """What a reason of the file has set aside; `rank`: which of its reasons."""

    rank: int
    finding: Diagnostic
    motif: str


class Blank(Struct, frozen=True):
    """A fact that an act waits for, and where it is to be written: in a file, below a place of it.

    `point`: the number of its item, where it is of one.
    """

    label: str
    place: Location | None
    keys: tuple[str, ...]
    point: str = ""

    @property
    def dit(self) -> str:
        """What lacks, with its item."""
        return f"{self.label} (point\u00a0{self.point})" if self.point else self.label

    def path(self, held: Path) -> Path:
        """The path of the value that lacks, `held` being that of its place."""
        keys, item = self.keys, held[:_ITEM]
        if held[:1] != _ITEMS:
            steps = range(len(keys), -1, -1)
            known = next(step for step in steps if held[len(held) - step :] == keys[:step])
            return (*held, *keys[known:])
        keys = keys[1:] if keys[:1] == _ITEMS else keys
        if held[_ITEM : _ITEM + 1] != keys[:1]:
            return (*item, *keys)
        return held if held[-1] == keys[-1] else (*held, *keys[1:])


_ITEMS: Path = ("points",)
_ITEM = 2  # steps of the path of an item


def remarks(session: Session) -> tuple[Remark, ...]:
    """All that is found, each slip once, the gravest heap first."""
    told = {_key(each): _remark(session, each) for each in session.findings}
    waiting = {each.waiting.lieu for each in told.values() if each.waiting is not None}
    kept = (each for each in told.values() if not _of_a_reason(each.finding, waiting))
    order = list(Heap)
    return tuple(sorted(kept, key=lambda each: order.index(each.heap)))


def asides(session: Session) -> tuple[Aside, ...]:
    """What the reasons of the file have set aside."""
    reasons = _reasons(session)
    return tuple(
        Aside(reasons.index(each.derogation), session.wording.of_item(each.finding), each.derogation.motif)
        for each in session.examination.set_aside
    )


def blanks(session: Session) -> tuple[Blank, ...]:
    """What the town hall has yet to write for the acts to be whole, each thing once."""
    return tuple(
        Blank(each.label, each.location, tuple(each.key.split(".")), session.wording.item_at(each.location))
        for each in session.lacking
    )


def reason(session: Session, key: str, motif: str) -> list[Change]:
    """The change that writes why a remark is set aside. Raises UsageError for one that can't be."""
    found = next((each for each in remarks(session) if each.key == key), None)
    if found is None:
        raise UsageError(say("Cette remarque n’est plus là : la page est à jour maintenant."))
    if found.lift is Lift.NOTHING:
        raise UsageError(say("Cette remarque ne s’écarte pas : corrigez ce qu’elle dit."))
    said = " ".join(motif.split())
    if sum(map(str.isalpha, said)) < _SHORTEST_REASON:
        raise UsageError(
            say("Écrivez pourquoi cette remarque est écartée : la raison est gardée au dossier.")
        )
    if len(said) > _LONGEST_REASON:
        raise UsageError(say("Cette raison est trop longue : dites-la en {n} signes.", n=_LONGEST_REASON))
    finding = found.finding
    told: dict[str, str] = {"code": finding.code, "motif": said}
    if finding.point is not None:
        told["point"] = str(finding.point)
    if finding.controle:
        told["controle"] = finding.controle
    return [Insert(("derogations",), len(_reasons(session)), told)]


def without_reason(session: Session, rank: int) -> list[Change]:
    """The change that takes a reason back. Raises UsageError where there is none of that rank."""
    if not 0 <= rank < len(_reasons(session)):
        raise UsageError(say("Cette raison n’est plus dans le fichier : la page est à jour maintenant."))
    return [Drop(("derogations", rank))]


def _reasons(session: Session) -> tuple[Derogation, ...]:
    seance = session.seance
    return seance.derogations if seance is not None else ()


def _key(finding: Diagnostic) -> str:
    told = (finding.code, finding.message, finding.point, finding.controle, finding.locations[:1])
    return sha256(repr(told).encode("utf-8")).hexdigest()[:_LONGEST_KEY]


def about_in(session: Session) -> Callable[[Diagnostic], About]:
    """What tells it of the findings of a session: on its day, the coordinators of its groups named."""
    seance, names = session.examination.seance, menders(session.examination)

    def told(finding: Diagnostic) -> About:
        found = about(finding, seance.date if seance is not None else None, names)
        return replace(found, rectifier=_offered(session, finding))

    return told


def may_be_rectified(session: Session, finding: Diagnostic) -> bool:
    """Whether it tells of a deliberation that left and says otherwise than its session."""
    if finding.code != ACTE_CHANGE.name or finding.point is None:
        return False
    plan = next((each for each in session.acts if each.point == finding.point and each.acquis), None)
    return plan is not None and plan.kind.famille.traits.est_votee


def _offered(session: Session, finding: Diagnostic) -> str:
    """The key of its remark, where a deliberation may correct what it tells; pages may word it otherwise."""
    told = (finding.code, finding.point, finding.locations[:1])
    same = (
        each.key
        for each in (remarks(session) if may_be_rectified(session, finding) else ())
        if (each.finding.code, each.finding.point, each.finding.locations[:1]) == told
    )
    return next(same, "")


def about(finding: Diagnostic, day: date | None, names: Mapping[Mender, str] | None = None) -> About:
    """Who can mend a finding, be it of any file, and why it is one by the law of that day."""
    mender = finding.mender
    ours = mender is Mender.SECRETAIRE
    return About(_who(mender, (names or {}).get(mender)), ours, _why(finding, day))


def _remark(session: Session, finding: Diagnostic) -> Remark:
    seance = session.examination.seance
    reasons = (each for each in _reasons(session) if each.code == finding.code)
    waiting = next((each for each in reasons if each.point in (None, finding.point)), None)
    lift = _lift(finding) if seance is not None else Lift.NOTHING
    return Remark(
        key=_key(finding),
        finding=session.wording.of_item(finding),
        heap=_heap(finding),
        lift=lift,
        waiting=waiting if lift is Lift.OVERRIDE else None,
    )


_WHO = {
    Mender.SECRETAIRE: "le secrétariat",
    Mender.COORDONNATEUR: "le coordonnateur du groupement",
    Mender.SERVICE_JURIDIQUE: "le service juridique, dans les modèles",
}


def _who(mender: Mender, name: str | None) -> str:
    """« le secrétariat », « m2A, coordonnateur du groupement »."""
    return f"{name}, {_WHO[mender].removeprefix('le ')}" if name else _WHO[mender]


def _of_a_reason(finding: Diagnostic, waiting: set[Location | None]) -> bool:
    """Whether a finding only tells that a reason waits for its override: the remark itself says so."""
    return finding.code == DEROGATION_SANS_EFFET.name and finding.location in waiting


def _heap(finding: Diagnostic) -> Heap:
    if finding.mender is Mender.COORDONNATEUR:
        return Heap.ELSEWHERE
    by_gravity = {Severity.ERROR: Heap.MEND, Severity.WARNING: Heap.READ, Severity.INFO: Heap.KNOW}
    return by_gravity[finding.severity]


def _lift(finding: Diagnostic) -> Lift:
    if finding.severity is Severity.WARNING or by_reason(finding):
        return Lift.REASON
    return Lift.OVERRIDE if liftable_finding(finding) else Lift.NOTHING


def _why(finding: Diagnostic, day: date | None) -> Why:
    told = fiche(code_of(finding.code))
    articles = tuple(
        Article(text.citation, each.objet, each.periode if each.validite.du or each.validite.au else "")
        for text in told.textes
        for each in text.redactions
        if day is None or day in each.validite
    )
    return Why(
        of_pages(told.exemple.explication if told.exemple else told.code.watches),
        told.empeche if finding.severity is Severity.ERROR else "",
        articles,
        told.reference or ("" if articles else finding.article),
        told.statut,
    )
