"""« Mes séances »: the newest first, each with how far it is, what it lacks and what comes next."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actgen.api.workspace import Options, Workspace
from actgen.studio.desk import Banner, Desk, banner, room_of
from actgen.studio.screens.premiers_pas import welcome

_QUICK = Options()  # the figures and their checks: the words of acts are for the screens of one session


class Ligne(Struct, frozen=True):
    """A session in the list; `jour` is None when its file doesn't tell one."""

    jour: date | None
    collectivite: str
    intitule: str
    banner: Banner


def routes(desk: Desk) -> list[Route]:
    """The first page."""

    def shown(_request: Request) -> Response:
        with desk.workspace() as workspace:
            lignes = _lignes(desk, workspace)
            ecartes = workspace.asides()
            if not lignes and not ecartes:
                return welcome(desk, workspace)
        plusieurs = len({each.collectivite for each in lignes if each.collectivite}) > 1
        return desk.page("seances.html", lignes=lignes, ecartes=ecartes, plusieurs=plusieurs)

    return [Route("/", shown)]


def _lignes(desk: Desk, workspace: Workspace) -> list[Ligne]:
    names = [name for name in workspace.files() if room_of(name) == "seance"]
    lignes = [_ligne(desk, workspace, name) for name in names]
    return sorted(lignes, key=lambda each: (each.jour or date.max, each.intitule), reverse=True)


def _ligne(desk: Desk, workspace: Workspace, name: str) -> Ligne:
    session = workspace.session(name, options=_QUICK)
    seance = session.figures.seance if session.figures is not None else None
    if seance is None:
        return Ligne(None, "", name.rpartition("/")[2], banner(desk, session))
    return Ligne(seance.date, seance.collectivite.nom, name, banner(desk, session))
