"""A field of a page is one value of a file: how it is named, shown, saved when it is left, and taken back.

Its name is its path, « points/2/objet ». A sheet of fields tells how a value is shown and written back: as it
is, unless a screen has another for lists or for the cells of a table. Where the file was changed meanwhile, a
value that is still what the page showed is saved all the same; else both are shown and neither is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.editing import Change, Put
from actgen.api.fields import Fields, Path
from actgen.api.wording import rubrique
from actgen.api.workspace import Workspace
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.studio.desk import ROOMS, Desk, Form, address_of, in_words, posted

_STEP = re.compile(r"[a-z0-9_]{1,60}", re.ASCII)
_SCREEN = re.compile(r"[a-z-]{1,20}", re.ASCII)
_DEEPEST = 12


class Champ(Struct, frozen=True):
    """A field: where it is saved, what the file says there, what is wrong with it.

    `ailleurs`: the file holds there what a field can't; it is shown, and can be written anew from here.
    """

    chemin: str
    valeur: str
    fautes: tuple[Diagnostic, ...]
    ailleurs: bool
    feuille: Feuille

    @property
    def id(self) -> str:
        """Its name in the page: « points-2-objet »."""
        return self.chemin.replace("/", "-")

    @property
    def dit(self) -> str:
        """What the file says there, in words, when a field can't hold it."""
        return _said(self.feuille.fields.raw(path_in(self.chemin)))


class Feuille(Struct, frozen=True):
    """The fields of a file on one screen, by their paths: what a page calls to have each of them."""

    fields: Fields
    ecran: str
    ROUTE: ClassVar[str] = "champ"

    def shown(self, path: Path) -> str | None:
        """What a field shows of a value; None for one that it can't hold."""
        return self.fields.text(path) if self.fields.holds(path) else None

    def change(self, path: Path, text: str) -> list[Change]:
        """What saves a field. Raises CannotEdit for a value that it can't hold."""
        return self.fields.write(path, text)

    def faults(self, path: Path) -> tuple[Diagnostic, ...]:
        """What is wrong with what a field shows."""
        return self.fields.of(path)

    @property
    def adresse(self) -> str:
        """Where its fields are sent."""
        return address_of(self.fields.name, self.ROUTE)

    @property
    def fichier(self) -> str:
        """Where the file itself is shown."""
        return address_of(self.fields.name)

    @property
    def revision(self) -> str:
        """The revision that the page was made from."""
        return self.fields.revision

    def __call__(self, chemin: str | Path) -> Champ:
        """The field of a path."""
        path = path_in(chemin) if isinstance(chemin, str) else chemin
        shown = self.shown(path)
        return Champ(written(path), shown or "", self.faults(path), shown is None, self)


def _said(found: object) -> str:
    if isinstance(found, dict):
        return ", ".join(f"{rubrique(str(key))}\u00a0: {_said(each)}" for key, each in found.items())
    return "\u202f; ".join(map(_said, found)) if isinstance(found, list) else str(found or "")


Maker = Callable[[Workspace, str, str], Feuille]
"""The sheet of a file for a screen: from the workspace, the names of the file and of the screen."""


def written(path: Path) -> str:
    """A path as pages write it."""
    return "/".join(map(str, path))


def path_in(chemin: str) -> Path:
    """The path that a page wrote. Raises UsageError for what is none."""
    steps = chemin.split("/")
    if len(steps) > _DEEPEST or not all(map(_STEP.fullmatch, steps)):
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return tuple(int(step) if step.isdigit() else step for step in steps)


def back_to(name: str, form: Form) -> str:
    """The screen that a form came from, at the place that it says (`vers`)."""
    asked, vers = form.get("retour", ""), form.get("vers")
    page = address_of(name, asked if _SCREEN.fullmatch(asked) else "fichier")
    return f"{page}?{urlencode({'vers': vers})}" if vers else page


def routes(desk: Desk) -> list[Route]:
    """What fields send, in each room."""
    return [
        route for room in ROOMS.values() for route in (saving(desk, room, as_it_is), _taken_back(desk, room))
    ]


def as_it_is(workspace: Workspace, name: str, screen: str) -> Feuille:
    """The plain values of a file."""
    return Feuille(workspace.fields(name), screen)


Refuser = Callable[[Workspace, str, Path, str, str], Response]
"""The page that says why a field is not saved: the file, the path, what was typed, the reason."""


def saving(
    desk: Desk, room: str, make: Maker, route: str = Feuille.ROUTE, refused: Refuser | None = None
) -> Route:
    """What the fields of such sheets send, in a room; `refused`: where a sheet may save nothing."""

    def told(request: Request, form: Form) -> Response:
        name, path = desk.name_of(request, room), path_in(form.get("chemin", ""))
        typed = form.get("valeur", "").rstrip()
        with desk.workspace() as workspace:
            sheet = make(workspace, name, form.get("retour", ""))
            if sheet.revision != form.get("revision") and not _same(desk, sheet, path, form):
                return both(desk, sheet, path, typed, form)
            try:
                changes = _emptied(sheet, path) if form.get("vider") else sheet.change(path, typed)
            except UsageError as error:
                if refused is None:
                    raise
                return refused(workspace, name, path, typed, in_words(error))
            desk.edit(workspace, name, changes, sheet.revision, in_place=bool(typed))
        return RedirectResponse(back_to(name, form), 303)

    return Route(f"/{room}/{{key}}/{route}", posted(told), methods=["POST"])


def _emptied(sheet: Feuille, path: Path) -> list[Change]:
    """What leaves room for what the file says in a form that no field holds. Raises UsageError."""
    if len(path) == 1 or isinstance(path[-1], int) or not sheet.fields.raw(path):
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return [Put(path, None)]


def _taken_back(desk: Desk, room: str) -> Route:
    def taken_back(request: Request, form: Form) -> Response:
        name = desk.name_of(request, room)
        with desk.workspace() as workspace:
            desk.undo(workspace, name)
        return RedirectResponse(back_to(name, form), 303)

    return Route(f"/{room}/{{key}}/annuler", posted(taken_back), methods=["POST"])


def _same(desk: Desk, sheet: Feuille, path: Path, form: Form) -> bool:
    """Whether the file, changed meanwhile, still says there what the page showed.

    Never told of an item of a list that may have moved: only fields, each at its place, were saved since. So
    what a page sends all at once as it is closed is kept.
    """
    before = form.get("avant")
    if before is None or sheet.shown(path) != before:
        return False
    listed = any(isinstance(step, int) for step in path)
    return not listed or desk.steady(sheet.fields.name, form.get("revision", ""), sheet.revision)


def both(desk: Desk, sheet: Feuille, path: Path, typed: str, form: Form) -> Response:
    """What was typed beside what the file says now."""
    listed = any(isinstance(step, int) for step in path)
    steady = path[0] != "membres" and desk.steady(sheet.fields.name, form.get("revision", ""), sheet.revision)
    moved = listed and not steady
    vers = form.get("vers") or f"champ-{written(path)}".replace("/", "-")
    return desk.page(
        "deux_valeurs.html",
        409,
        chemin=written(path),
        champ="" if listed and path[0] != "membres" else rubrique(str(path[-1])),
        texte=typed,
        autre=None if moved else sheet.shown(path),
        revision=sheet.revision,
        adresse=sheet.adresse,
        retour=form.get("retour", ""),
        vers=vers,
        page=back_to(sheet.fields.name, form | {"vers": vers}),
    )
