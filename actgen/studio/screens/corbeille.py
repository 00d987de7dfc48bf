"""A session is taken away after what goes with it was read, and brought back from the bin."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.binning import farewell, take_back, throw_away
from actgen.api.overview import overview_of
from actgen.api.workspace import Workspace
from actgen.base.errors import UsageError
from actgen.studio.desk import Desk, Form, address_of, in_words, posted


def routes(desk: Desk) -> list[Route]:
    """The page that tells, and both gestures."""

    def page(workspace: Workspace, name: str, refus: str = "") -> Response:
        seen = overview_of(workspace.session(name))
        return desk.page(
            "supprimer.html",
            422 if refus else 200,
            seance=seen,
            depart=farewell(workspace, name),
            revision=workspace.read(name)[1],
            retour=address_of(name, "lendemain" if seen.held else "preparer"),
            lendemain=address_of(name, "lendemain"),
            refus=refus,
        )

    def shown(request: Request) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            return page(workspace, name)

    def thrown_away(request: Request, form: Form) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            try:
                key = throw_away(workspace, name, form.get("revision", ""))
            except UsageError as error:
                return page(workspace, name, in_words(error))
        return RedirectResponse(f"/?{urlencode({'jetee': key})}", 303)

    def taken_back(_request: Request, form: Form) -> Response:
        with desk.workspace() as workspace:
            name = take_back(workspace, form.get("seance", ""))
        return RedirectResponse(address_of(name, "preparer"), 303)

    return [
        Route("/seance/{key}/supprimer", shown),
        Route("/seance/{key}/supprimer", posted(thrown_away), methods=["POST"]),
        Route("/corbeille", posted(taken_back), methods=["POST"]),
    ]
