"""The formats in which an act can be had. A new one is its maker, and its row here.

A maker is a module with `make(order) -> bytes`. It is loaded for the first act that is wanted in its format:
the engines of PDF and of Word take longer to load than the other files of an act to make.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

if TYPE_CHECKING:
    from actgen.acts.outputs.house.look import Order  # the names of formats are told with every help


class _Maker(Protocol):
    def make(self, order: Order) -> bytes: ...


class Format(Struct, frozen=True):
    """A format: its name, which is the suffix of its files, and the module that makes them.

    `weight`: how long it takes beside a PDF, for the same tree. `fixed`: nobody corrects it afterwards, so
    that it may be published (art. R. 2131-1) or bound.
    """

    name: str
    maker: str
    weight: float
    fixed: bool

    def make(self, order: Order) -> bytes:
        """The file of an act. Raises EnvironmentFault for what this machine can't make."""
        return cast("_Maker", import_module(self.maker)).make(order)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("pdf", "actgen.acts.outputs.pdf", 1.0, fixed=True),  # to print, sign and keep
        Format("docx", "actgen.acts.outputs.docx.render", 0.3, fixed=False),  # to correct
        Format("html", "actgen.acts.outputs.html", 0.03, fixed=True),  # to put on line, to hear read
    )
}
"""By name, in the order in which users are told of them."""


def formats(asked: Iterable[str] = (), *, fixed: bool = False) -> tuple[str, ...]:
    """The names of formats in their order: of all, or of those asked for; `fixed`: that nobody corrects."""
    wanted = frozenset(asked) or FORMATS.keys()
    return tuple(each.name for each in FORMATS.values() if each.name in wanted and (each.fixed or not fixed))


def cheapest_first() -> tuple[str, ...]:
    """The names of formats, the quickest to make first."""
    return tuple(sorted(FORMATS, key=lambda name: FORMATS[name].weight))
