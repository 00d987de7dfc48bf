"""A screen of one council, asked for by its name alone: that of the only one, else which one is meant."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actgen.api.naming import councils
from actgen.studio.desk import Desk, address_of


def which(desk: Desk, screen: str, title: str) -> Callable[[Request], Response]:
    """The endpoint that leads to this screen of a council."""

    def endpoint(_request: Request) -> Response:
        with desk.workspace() as workspace:
            named = councils(workspace)
        places = [(words, address_of(name, screen)) for name, words in named.items()]
        if len(places) == 1:
            return RedirectResponse(places[0][1], 303)
        return desk.page("conseils.html", ici=screen, titre=title, conseils=places)

    return endpoint
