"""The page of an act while somebody is typing: as it would be, each value leading to where it is written.

The act of the item that is worked on is shown unless another is asked for. Nothing is saved, and the words of
the act are not checked: that is for the file, once it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from actgen.acts.views.plan import ActPlan, Due, without_line
from actgen.api.editing import Change, changed
from actgen.api.fields import Fields, Path, fields_of
from actgen.api.session import Session
from actgen.api.wording import of_pages
from actgen.api.workspace import Workspace
from actgen.base.diagnostics import Location
from actgen.reading.decoding import text_of
from actgen.reading.sources import Sources

_FIRST = ("convocation", "proces-verbal")  # what is looked at where nothing tells which act
_FEW = 2


class Spot(Struct, frozen=True):
    """Where a value of an act was written; `path`: in the file of the session, which value it is."""

    place: Location
    path: Path = ()


class Live(Struct, frozen=True):
    """The page of an act, the value in `<span data-lieu="3">` being that of `spots[3]`.

    Of an act that has no page, `why` tells the reasons; `refused`: it is in fault, and not merely to come.
    `fields`: the values of the file as it was typed, `session`: what was read there.
    """

    fields: Fields
    session: Session
    act: str = ""
    html: str = ""
    spots: tuple[Spot, ...] = ()
    why: tuple[str, ...] = ()
    refused: bool = False


def typed(workspace: Workspace, name: str, changes: Iterable[Change]) -> str:
    """The text that a session would have after these changes. Raises CannotEdit for what it can't hold."""
    content = workspace.read(name)[0].encode("utf-8")
    catalogue = workspace._cache.catalogue(Sources(workspace.root), ())
    return text_of(changed(content, name, changes, catalogue))


def live(
    workspace: Workspace,
    name: str,
    text: str | None = None,
    *,
    asked: str = "",
    path: Path = (),
    spot: Location | None = None,
    shown: str = "",
) -> Live:
    """The act that somebody works on, from what is typed (`text`), else from what is saved.

    `asked`: the key of an act that is wanted whatever is typed; `path`, or `spot`: where the cursor is;
    `shown`: the act that is in sight, kept where the cursor is in no item that has one. An item whose act is
    refused has one: why is told, where another act would pass for it.
    """
    text = workspace.read(name)[0] if text is None else text
    fields, session = _fields(name, text), workspace.session(name, text)
    if spot is not None:
        path = fields.path_of(spot)
    untold: Live | None = None
    own = _act_of(fields, path)
    for key in dict.fromkeys(filter(None, (asked, own, shown, *_FIRST))):
        found = _shown(session.glimpse(key), key, fields)
        if found is not None and (found.html or key == asked or (key == own and found.refused)):
            return found
        untold = untold or found
    return untold or Live(fields, session, why=("Cette séance n’a encore aucun acte à montrer.",))


def _fields(name: str, text: str) -> Fields:
    return fields_of(name, text.encode("utf-8"), "", tuple)


def _act_of(fields: Fields, path: Path) -> str:
    """The deliberation of the item that holds a value."""
    match path:
        case ("points", int(rank), *_):
            numero = fields.text(("points", rank, "numero"))
            return f"deliberation-{int(numero):02}" if numero.isascii() and numero.isdigit() else ""
    return ""


def _shown(session: Session, key: str, fields: Fields) -> Live | None:
    """The page of an act, or why it has none; None where the session has no such act."""
    plan = next((each for each in session.acts if each.key == key), None)
    if plan is None:
        errors = session.examination.report.errors
        return (
            None
            if session.acts or not errors
            else Live(fields, session, why=_messages(session.wording(each).message for each in errors))
        )
    if plan.document is None:
        refused = plan.due is Due.REFUSED
        return Live(fields, session, key, why=_messages(_reasons(session, plan)), refused=refused)
    page = session.preview(key)
    return Live(fields, session, key, page.html, tuple(_spot(place, fields) for place in page.places))


def _spot(place: Location, fields: Fields) -> Spot:
    return Spot(place, fields.path_of(place) if place.file == fields.name else ())


def _reasons(session: Session, plan: ActPlan) -> Iterator[str]:
    if plan.due is Due.REFUSED:
        yield from (session.wording(each).message for each in plan.refus)
    yield from (of_pages(without_line(raison)) for raison in plan.raisons)


def _messages(told: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told))[:_FEW]
