"""The first steps in an empty folder: which commune, how it publishes, who is mayor; its file is written."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.starting import MODES, Body, bodies_named, modes, near_names, start
from actgen.api.workspace import Workspace
from actgen.studio.desk import Desk, Form, address_of, posted, room_of

_MOST = 12


def welcome(desk: Desk, workspace: Workspace, groupements: list[tuple[str, str]]) -> Response:
    """The page of a workspace without a session: to choose a commune, then what comes next.

    `groupements`: the purchasing groups that are there already, whose coordinator may have been quicker.
    """
    councils = [name for name in workspace.files() if room_of(name) == "conseil"]
    return _page(desk, prets=[_begun(workspace, name) for name in councils], groupements=groupements)


class Fiche(Struct, frozen=True):
    """A council that was begun: what it is called, where it is shown, how many members it has."""

    nom: str
    adresse: str
    membres: int

    @property
    def remplie(self) -> bool:
        """Whether others than its head are written."""
        return self.membres > 1


def _begun(workspace: Workspace, name: str) -> Fiche:
    fields = workspace.fields(name)
    called = fields.text(("commune",)) or fields.text(("epci",)) or fields.text(("syndicat",))
    nom = called if called and not called.isdigit() else name.rpartition("/")[2].rpartition(".")[0]
    return Fiche(nom, address_of(name, "conseil"), len(fields.several(("membres",))))


def routes(desk: Desk) -> list[Route]:
    """What the page sends: a name, then the answers about the one that bears it."""

    def answered(_request: Request, form: Form) -> Response:
        nom = form.get("nom", "").strip()
        bodies = bodies_named(nom)
        if not bodies:
            return _page(desk, 422, nom=nom, erreur=_unknown(nom))
        chosen = next((each for each in bodies if each.code == form.get("code")), None)
        if chosen is not None and (mode := _mode(chosen, form, desk.today())):
            with desk.workspace() as workspace:
                start(workspace.root, chosen, mode, form.get("chef", "").strip(), desk.today())
            return RedirectResponse("/", 303)
        missing = "" if "etape" not in form else "Choisissez une réponse."
        return _page(desk, 422 if missing else 200, nom=nom, erreur=missing, **_choice(desk, bodies, form))

    return [Route("/premiers-pas", posted(answered), methods=["POST"])]


def _mode(body: Body, form: Form, today: date) -> str:
    """How it publishes: by law, else as was answered; empty without an answer."""
    if body.online_only(today):
        return MODES[-1]
    return form.get("mode", "") if form.get("mode") in MODES else ""


def _page(desk: Desk, status: int = 200, **values: object) -> Response:
    empty = {
        "nom": "",
        "erreur": "",
        "choix": (),
        "autres": 0,
        "modes": {},
        "code": "",
        "mode": "",
        "chef": "",
        "prets": (),
        "groupements": (),
    }
    return desk.page("premiers_pas.html", status, **(empty | values))


def _choice(desk: Desk, bodies: tuple[Body, ...], form: Form) -> dict[str, object]:
    """Those that bear the name, and what is asked of the one that is chosen."""
    free = not all(body.online_only(desk.today()) for body in bodies)
    return {
        "choix": bodies[:_MOST],
        "autres": max(len(bodies) - _MOST, 0),
        "modes": dict(modes(True)) if free else {},  # an EPCI has no choice
        "code": form.get("code", ""),
        "mode": form.get("mode", ""),
        "chef": form.get("chef", ""),
    }


def _unknown(nom: str) -> str:
    if not nom:
        return "Écrivez le nom de la commune."
    near = near_names(nom)
    advice = f" Noms proches\u00a0: {', '.join(near)}." if near else ""
    return f"Aucune commune ni aucun EPCI ne s’appelle «\u00a0{nom}\u00a0».{advice}"
