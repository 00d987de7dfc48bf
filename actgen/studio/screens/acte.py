"""The page of one act, for the frame beside a form: as `render` writes it, and able to do nothing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from actgen.studio.desk import Desk

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; "
    "frame-ancestors 'self'; base-uri 'none'; sandbox allow-same-origin"
)
"""Its sheet is inside it; no script runs, and the page around it may look at it."""


def routes(desk: Desk) -> list[Route]:
    """The act of a session by its key."""

    def shown(request: Request) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            page = workspace.session(name).preview(request.path_params["act"]).html
        return HTMLResponse(page, headers={"content-security-policy": POLICY})

    return [Route("/seance/{key}/acte/{act}", shown)]
