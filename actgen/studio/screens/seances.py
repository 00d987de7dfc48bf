"""« Mes séances »: the newest first, each with how far it is, what it lacks and what comes next.

Above them, what is to be done this week.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actgen.api.binning import thrown
from actgen.api.duties import Moment, duties
from actgen.api.naming import groups
from actgen.api.overview import Affaire, Overview, sessions_found
from actgen.api.overview import found as items_found
from actgen.api.workspace import Workspace
from actgen.studio.desk import Banner, Desk, address_of, banner_of, capitale, key_of
from actgen.studio.screens.a_faire import tache
from actgen.studio.screens.premiers_pas import welcome
from actgen.studio.works import Work

_FIRST = 3
_BEFORE = ("à préparer", "convoquée")
_NOW = (Moment.EN_RETARD, Moment.SEMAINE)


class Ligne(Struct, frozen=True):
    """A session in the list; `jour` is None when its file doesn't tell one. `retards`: its late duties.

    `cle` is its own on the page; `adresse`: of the screen that it is at. `recue`: what follows it is for who
    sent it.
    """

    cle: str
    adresse: str
    jour: date | None
    collectivite: str
    intitule: str
    banner: Banner
    retards: int
    recue: bool


def routes(desk: Desk) -> list[Route]:
    """The first page."""

    def shown(request: Request) -> Response:
        words = request.query_params.get("cherche", "").strip()
        with desk.workspace() as workspace:
            sessions = workspace.overviews() if words else workspace.overviews(desk.enough())
            every = len(workspace.session_names())
            ecartes, groupements, jetees = workspace.asides(), _groupements(workspace), thrown(workspace)
            if not sessions and not ecartes and not jetees:
                return welcome(desk, workspace, groupements)
        plusieurs = len({each.collectivite for each in sessions if each.collectivite}) > 1
        found = duties(sessions, desk.today())
        late = Counter(each.session.name for each in found if each.en_retard)
        now = sorted(
            (each for each in found if each.moment in _NOW), key=lambda each: _NOW.index(each.moment)
        )
        return desk.page(
            "seances.html",
            lignes=_lignes(desk, sessions, late),
            ecartes=ecartes,
            plusieurs=plusieurs,
            semaine=[tache(each) for each in now[:_FIRST]],
            autres=max(0, len(now) - _FIRST),
            groupements=groupements,
            corbeille=jetees,
            jetee=next((each for each in jetees if each.key == request.query_params.get("jetee")), None),
            lecture=Work("lecture", len(sessions), every) if len(sessions) < every else None,
            cherche=words,
            seances_trouvees=_lignes(desk, sessions_found(sessions, words), late) if words else (),
            trouves=[(_act_of(*each), *each) for each in items_found(sessions, words)],
        )

    return [Route("/", shown)]


def _groupements(workspace: Workspace) -> list[tuple[str, str]]:
    """What each purchasing group is called, and where it is shown."""
    return [(capitale(words), address_of(name, "groupement")) for name, words in groups(workspace).items()]


def _act_of(session: Overview, item: Affaire) -> str:
    """Where the act of an item is read again."""
    return f"{address_of(session.name, 'relire')}?acte=deliberation-{item.point:02}"


def _lignes(desk: Desk, sessions: tuple[Overview, ...], late: Counter[str]) -> list[Ligne]:
    lignes = [
        Ligne(
            key_of(each.name),
            address_of(each.name, _screen(each, desk.today())),
            each.jour,
            each.collectivite,
            each.name,
            banner_of(desk, each),
            late[each.name],
            each.recue,
        )
        for each in sessions
    ]
    return sorted(lignes, key=lambda each: (each.jour or date.max, each.intitule), reverse=True)


def _screen(session: Overview, today: date) -> str:
    """Where what comes next of it is done: what can't be read is mended in its file."""
    if session.stage is None:
        return "fichier"
    if session.early(today):
        return "soir"
    return "preparer" if session.stage in _BEFORE else "lendemain"
