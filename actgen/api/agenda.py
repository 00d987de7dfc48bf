"""The items of a session being prepared, in their order: what numbers and the agenda say follows from it.

Whoever adds, moves or takes away one changes the numbers of the others, what names them elsewhere in the
file, and an agenda that said what the items said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from actgen.api.aftermath import AGENDA
from actgen.api.fields import Fields, Path
from actgen.base.errors import UsageError
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.council.facts.convocation import LigneOrdreDuJour
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.ordre_du_jour import AgendaMatch, fourre_tout
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.reading.edits import Change, Drop, Insert, Put, Swap
from actgen.reading.scalars.numbers import parse_count

POINTS: Path = ("points",)
_WITHDRAWN = "avant la séance"


class Order:
    """The items of one session as its file now tells them. What changes them is for `Workspace.edit`."""

    def __init__(self, fields: Fields, figures: FiguresSeance | None) -> None:
        self._fields, self._figures = fields, figures

    @property
    def fige(self) -> str:
        """Why they can't be moved nor taken away any more; empty while they can."""
        figures = self._figures
        if figures is None:
            return say("La séance ne se lit pas : corrigez d’abord ce qui est signalé.")
        voted = any(each.point.vote is not None for each in figures.points)
        if figures.etat is not EtatSeance.A_TENIR or voted or figures.seance.mouvements:
            return say("La soirée est commencée : l’ordre des points ne change plus ici.")
        return ""

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self._fields.several(POINTS))

    @property
    def last(self) -> int:
        """Where an item goes that is added: before those that announce no affair, at the end."""
        rank = self.size
        while rank and (found := self.counted(rank - 1)) and fourre_tout(found.objet):
            rank -= 1
        return rank

    def counted(self, rank: int) -> FiguresPoint | None:
        """What is counted of the item at a rank of the file."""
        numero = parse_count(self._fields.text((*POINTS, rank, "numero")))
        points = self._figures.points if self._figures else ()
        return next((each for each in points if each.point.numero == numero), None)

    @property
    def agenda_to_write(self) -> bool:
        """Whether an agenda is written that was not sent."""
        figures = self._figures
        if figures is None or figures.etat is not EtatSeance.A_TENIR:
            return False
        convocation = figures.seance.convocation
        return convocation.envoyee_le is None and convocation.ordre_du_jour is not None

    @property
    def agenda_is_theirs(self) -> bool:
        """Whether what the convocation announces is what they say."""
        figures = self._figures
        written: Iterable[LigneOrdreDuJour] = (figures and figures.seance.convocation.ordre_du_jour) or ()
        points = figures.points if figures else ()
        return [(each.numero, cle(each.objet)) for each in written] == [
            (each.point.numero, cle(each.objet)) for each in points
        ]

    # what is changed

    def insert(self, rank: int, item: dict[str, Any]) -> tuple[int, list[Change]]:
        """An item more at this rank, with its number. Raises UsageError."""
        if self.fige:
            raise UsageError(self.fige)
        before = self._numbers
        after = _with(before, rank, self._first_number)
        numbered = {"numero": str(after[rank])} | item
        changes: list[Change] = [Insert(POINTS, rank, numbered)]
        now = [*before[:rank], after[rank], *before[rank:]]
        return rank, [*changes, *self._renumbered(now, after), *self._agenda()]

    def announced(self, rank: int) -> bool:
        """Whether the convocation that left has a line for it: what became of it is then to be told."""
        counted, figures = self.counted(rank), self._figures
        inscrit = counted.inscription if counted is not None else None
        sent = figures is not None and figures.seance.convocation.envoyee_le is not None
        return (
            sent and inscrit is not None and inscrit.place is not AgendaMatch.ABSENTE and not inscrit.divers
        )

    def drop(self, rank: int) -> list[Change]:
        """The item of that rank taken away, and the numbers after it follow; one that was announced stays.

        The minutes give the agenda as it left: the item is told as withdrawn. Raises UsageError.
        """
        self._movable(rank)
        if self.announced(rank):
            told = (*POINTS, rank, "retire")
            return [] if self._fields.text(told) else self._fields.write(told, _WITHDRAWN)
        numbers = self._numbers
        after = _without(numbers, rank)
        changes: list[Change] = [Drop((*POINTS, rank))]
        return [*changes, *self._renumbered([*numbers[:rank], *numbers[rank + 1 :]], after), *self._agenda()]

    def move(self, rank: int, by: int) -> tuple[int, list[Change]]:
        """The item one place up (-1) or down (1): its rank then, and the changes. Raises UsageError."""
        self._movable(rank)
        other = rank + by
        if abs(by) != 1 or not 0 <= other < self.size:
            raise UsageError(say("Ce point est déjà au bout de l’ordre du jour."))
        first, numbers = min(rank, other), self._numbers
        now = list(numbers)
        now[rank], now[other] = now[other], now[rank]
        return other, [Swap((*POINTS, first)), *self._renumbered(now, numbers), *self._agenda()]

    # inside

    @property
    def _numbers(self) -> list[int | None]:
        read = (parse_count(self._fields.text((*POINTS, rank, "numero"))) for rank in range(self.size))
        return [each if isinstance(each, int) else None for each in read]

    def _movable(self, rank: int) -> None:
        if self.fige:
            raise UsageError(self.fige)
        if not 0 <= rank < self.size:
            raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))

    @property
    def _first_number(self) -> int:
        """The number of a first item: after those that the file leaves out."""
        left = self._figures.seance.points_non_saisis if self._figures else ()
        return max(left, default=0) + 1

    def _renumbered(self, now: list[int | None], wanted: list[int | None]) -> Iterator[Change]:
        """The numbers that differ, and what names an item by its number elsewhere in the file."""
        became = {}
        for rank, (old, new) in enumerate(zip(now, wanted, strict=True)):
            if old != new and new is not None:
                yield Put((*POINTS, rank, "numero"), str(new))
                became[old] = new
        for rank, each in enumerate(self._fields.several(("derogations",))):
            named = parse_count(each.get("point") or "") if isinstance(each, dict) else None
            if isinstance(named, int) and named in became:
                yield Put(("derogations", rank, "point"), str(became[named]))

    def _agenda(self) -> list[Change]:
        """What becomes of an agenda that said what the items said: they say it again."""
        return [Put(AGENDA, None)] if self.agenda_to_write and self.agenda_is_theirs else []


def _with(numbers: list[int | None], rank: int, first: int) -> list[int | None]:
    """The numbers with one more at a rank: it takes that of the item there, and the others give way."""
    known = [each for each in numbers[:rank] if each is not None]
    here = numbers[rank] if rank < len(numbers) else None
    new = here if here is not None else known[-1] + 1 if known else first
    after: list[int | None] = [*numbers[:rank], new]
    for each in numbers[rank:]:
        after.append(each if each is None or each > new else new + 1)
        new = max(new, after[-1] or 0)
    return after


def _without(numbers: list[int | None], rank: int) -> list[int | None]:
    """The numbers once an item is gone: those that followed it without a gap take the one before."""
    free, after = numbers[rank], list(numbers[:rank])
    for each in numbers[rank + 1 :]:
        follows = free is not None and each == free + 1
        after.append(free if follows else each)
        free = each if follows else None
    return after
