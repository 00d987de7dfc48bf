"""From a request to its screen: the routes, the files that pages ask for, and what is said when it fails.

The application is given its workspace and who is at it; it opens no file but through the door, and answers
nothing that the gate has not let in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from actgen.api.faults import signature
from actgen.api.pages import faces
from actgen.base.errors import ActgenError, CannotEdit, Conflict, UsageError
from actgen.studio import fields
from actgen.studio.desk import HERE, Desk, in_words, posted
from actgen.studio.files import Files
from actgen.studio.gate import Gate
from actgen.studio.keys import Keys
from actgen.studio.lifetime import Lifetime
from actgen.studio.screens import (
    a_faire,
    acte,
    annee,
    commencer,
    conseil,
    corbeille,
    fichier,
    groupement,
    lendemain,
    premiers_pas,
    preparer,
    relire,
    saisies,
    seances,
    soir,
    tableau,
    verifier,
)
from actgen.studio.works import Works, reported

_TYPES = {".css": "text/css", ".js": "text/javascript", ".ttf": "font/ttf", ".svg": "image/svg+xml"}


def application(desk: Desk, keys: Keys, lifetime: Lifetime) -> Gate:
    """The studio at a desk, behind its gate."""
    return Gate(pages(desk, lifetime), keys, lifetime)


def pages(desk: Desk, lifetime: Lifetime) -> Starlette:
    """The same without the gate: what the tests that prove the gate walk through."""
    works, files = Works(desk.now), Files(desk.out, desk.root)
    routes = [
        *seances.routes(desk),
        *premiers_pas.routes(desk),
        *fichier.routes(desk),
        *acte.routes(desk, saisies.MAKERS),
        *fields.routes(desk),
        *commencer.routes(desk),
        *corbeille.routes(desk),
        *preparer.routes(desk, files),
        *soir.routes(desk),
        *lendemain.routes(desk, files),
        *a_faire.routes(desk),
        *relire.routes(desk, works, files),
        *annee.routes(desk, works, files),
        *groupement.routes(desk, works, files),
        *verifier.routes(desk, files),
        *files.routes(),
        *conseil.routes(desk, files),
        *tableau.routes(desk),
        Route("/veille", _veille(lifetime)),
        Route("/veille", posted(lambda _request, _form: Response(status_code=204)), methods=["POST"]),
        Route("/statique/{name}", _static),
    ]
    refusals = _refusals(desk)
    return Starlette(routes=routes, exception_handlers=refusals)


# what pages ask for beside themselves


@cache
def static_files() -> dict[str, Path]:
    """Every file that a page may ask for, by its name: no address names a place of the disk."""
    own = {place.name: place for place in (HERE / "static").iterdir() if place.suffix in _TYPES}
    return own | faces()


def _static(request: Request) -> Response:
    place = static_files().get(request.path_params["name"])
    if place is None:
        raise HTTPException(404)
    return Response(place.read_bytes(), media_type=_TYPES[place.suffix])


class _Window(Response):
    """An answer that lasts as long as the window that asked for it, or the studio."""

    media_type = "text/event-stream"

    def __init__(self, lifetime: Lifetime) -> None:
        super().__init__()
        del self.headers["content-length"]
        self._lifetime = lifetime

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say that the window is known, then wait for either of them to end."""
        with self._lifetime.window():
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            await send({"type": "http.response.body", "body": b": ouverte\n\n", "more_body": True})
            gone = asyncio.ensure_future(_gone(receive))
            ended = asyncio.ensure_future(self._lifetime.ended.wait())
            _, others = await asyncio.wait({gone, ended}, return_when=asyncio.FIRST_COMPLETED)
            for each in others:
                each.cancel()
        last = b"event: fin\ndata: \n\n" if self._lifetime.ended.is_set() else b""
        await send({"type": "http.response.body", "body": last})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _veille(lifetime: Lifetime) -> Callable[[Request], Awaitable[Response]]:
    async def veille(_request: Request) -> Response:
        return _Window(lifetime)

    return veille


# what is said when it fails


def _refusals(desk: Desk) -> dict[Any, Callable[[Request, Exception], Response]]:
    """The page of each fault: its own words when they are ours, never those of a library."""

    def lost(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            return desk.told(
                404, "Page introuvable", "Cette page n’existe pas, ou son fichier a été déplacé ou renommé."
            )
        return desk.told(
            error.status_code, "Demande refusée", "Le studio ne connaît pas cette sorte de demande."
        )

    def told(_request: Request, error: Exception) -> Response:
        statuses = {Conflict: 409, CannotEdit: 422, UsageError: 400}
        status = next((code for kind, code in statuses.items() if isinstance(error, kind)), 500)
        return desk.told(status, "Cela n’a pas pu être fait", in_words(error))

    reports: dict[object, str] = {}  # one of each fault: a page may ask again every second

    def failed(request: Request, error: Exception) -> Response:
        fault = signature(error)
        if fault not in reports:
            reports[fault] = reported(error, request.method, request.url.path)
        return desk.told(
            500,
            "Le studio s’est trompé",
            "Une erreur d’actgen empêche de montrer cette page. Vos fichiers ne sont pas en cause\u00a0: ils "
            f"sont restés tels qu’ils étaient. Revenez en arrière et recommencez\u202f; {reports[fault]}",
        )

    return {HTTPException: lost, ActgenError: told, Exception: failed}
