"""« Relire un fichier »: whether a file that somebody brings, or a folder, still is what was written."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actgen.api.checking import verdict
from actgen.api.recognising import folders_written
from actgen.api.workspace import Workspace
from actgen.base.errors import UsageError
from actgen.studio.desk import Desk, Files, Form, key_of, received
from actgen.studio.files import Files as Shown

_MOST = 20  # files looked at in one go


def routes(desk: Desk, shown: Shown) -> list[Route]:
    """The page, what is dropped on it, and a folder that is chosen in it."""

    def page(_request: Request) -> Response:
        return _page(desk)

    def compared(_request: Request, form: Form, sent: Files) -> Response:
        if "dossier" in form:
            return _page(desk, dossier=_of_folder(desk, form["dossier"]), choisi=form["dossier"])
        if not sent:
            return _page(desk, 422, erreur="Choisissez un fichier.")
        workspace = Workspace(desk.root)  # of its own: no screen waits for what takes long to be looked into
        with desk.looking():
            seen = workspace.recognise_all(sent[:_MOST], desk.out)
        rendus = [(each, shown.show(each.original) if each.original else None) for each in seen]
        return _page(desk, rendus=rendus, reste=len(sent) - len(seen))

    return [Route("/verifier", page), Route("/verifier", received(compared), methods=["POST"])]


def _of_folder(desk: Desk, asked: str) -> Any:
    name = next((each for each in folders_written(desk.out) if key_of(each) == asked), None)
    if name is None:
        raise UsageError("Ce dossier n’est plus là\u00a0: rechargez la page.")
    place = desk.out / name
    return name, verdict(Workspace(desk.root).verify(place), place)


def _page(desk: Desk, status: int = 200, **values: object) -> Response:
    empty = {"erreur": "", "rendus": (), "reste": 0, "dossier": None, "choisi": ""}
    folders = [(key_of(name), name.replace("/", " · ")) for name in folders_written(desk.out)]
    return desk.page("verifier.html", status, **(empty | {"dossiers": folders} | values))
