"""« Le groupement »: where each member stands, what came back, annexe 1 as of today, the papers of communes.

What is told of a member is written where the group's file has it; a file that is dropped, where it looks.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from actgen.api.group import Group
from actgen.api.mailing import Mailed, mailed
from actgen.api.making import workers
from actgen.api.workspace import Options, Workspace
from actgen.errors import ActgenError, UsageError
from actgen.studio.constats import Pile, piles
from actgen.studio.desk import Desk, Form, address_of, key_of, posted, received
from actgen.studio.desk import Files as Sent
from actgen.studio.files import Fichier, Files
from actgen.studio.screens.acte import POLICY
from actgen.studio.works import Work, Works

_ROOM = "groupement"
_NO_ANNEXE = (
    '<!doctype html><html lang="fr"><title>Annexe 1</title>'
    "<p>L’annexe\u00a01 ne peut pas encore être faite.</p></html>"
)
_BEFORE = "avant-"  # how the field is called that says what the page showed
LIBELLES = {
    "vote": "Vote",
    "deliberation": "Date de la délibération",
    "numero": "Numéro",
    "transmise": "Transmise à la préfecture le",
    "recue_prefecture": "Reçue par la préfecture le",
    "publiee": "Publiée le",
    "notifiee_coordonnateur": "Reçue par vous le",
    "signee": "Convention signée le",
    "signataire": "Signataire",
}


class Envoi(Struct, frozen=True):
    """What became of a batch, its files as a page opens them."""

    fait: Mailed
    dossiers: tuple[tuple[str, tuple[Fichier, ...]], ...]
    piles: tuple[Pile, ...]


def routes(desk: Desk, works: Works, files: Files) -> list[Route]:
    """A coordinator's page, and what it asks for."""
    screen = Screen(desk, works, files)
    return [
        Route(f"/{_ROOM}/{{key}}/groupement", screen.shown),
        Route(f"/{_ROOM}/{{key}}/annexe-1", screen.annexe),
        Route(f"/{_ROOM}/{{key}}/membre", posted(screen.told), methods=["POST"]),
        Route(f"/{_ROOM}/{{key}}/retours", received(screen.dropped), methods=["POST"]),
        Route(f"/{_ROOM}/{{key}}/actes", posted(screen.mailed), methods=["POST"]),
    ]


class Screen:
    """The screen of a workspace."""

    def __init__(self, desk: Desk, works: Works, files: Files) -> None:
        self._desk, self._works, self._files = desk, works, files

    # what is answered

    def shown(self, request: Request) -> Response:
        """The group, and one member of it where the address says so."""
        return self._page(self._desk.name_of(request, _ROOM), request.query_params.get("membre", ""))

    def annexe(self, request: Request) -> Response:
        """Annexe 1 as it would be signed today, for a frame."""
        name = self._desk.name_of(request, _ROOM)
        with self._desk.workspace() as workspace:
            page = self._group(workspace, name).annexe_1(self._desk.today())
        return HTMLResponse(page or _NO_ANNEXE, headers={"content-security-policy": POLICY})

    def told(self, request: Request, form: Form) -> Response:
        """Write what is told of a member; where it can't be, say why beside what was typed."""
        name, code = self._desk.name_of(request, _ROOM), form.get("membre", "")
        values = {each: form.get(each, "") for each in LIBELLES}
        shown = {each: form[f"{_BEFORE}{each}"] for each in LIBELLES if f"{_BEFORE}{each}" in form}
        try:
            with self._desk.workspace() as workspace:
                self._group(workspace, name).tell(code, values, shown)
        except ActgenError as error:
            return self._page(name, code, 422, typed=values, refus=str(error))
        return RedirectResponse(f"{_address(name, code)}#note", 303)

    def dropped(self, request: Request, _form: Form, sent: Sent) -> Response:
        """Take each file that was sent; what is refused stands beside what was taken."""
        name = self._desk.name_of(request, _ROOM)
        recus: list[tuple[str, bool]] = []
        for nom, content in sent:
            try:
                with self._desk.workspace() as workspace:
                    recus.append((self._group(workspace, name).receive(nom, content).phrase, True))
            except ActgenError as error:
                recus.append((str(error), False))
        if not recus:
            recus = [("Choisissez un fichier.", False)]
        return self._page(name, "", 200 if all(taken for _, taken in recus) else 422, recus=recus)

    def mailed(self, request: Request, _form: Form) -> Response:
        """Have all the papers of the group written, beside the pages."""
        name = self._desk.name_of(request, _ROOM)
        self._works.begin(("envoi", name), "envoi", lambda work: self._batch(name, work))
        return RedirectResponse(f"{_address(name)}#envoi", 303)

    # what is made, beside the pages

    def _batch(self, name: str, work: Work) -> Envoi:
        batch = self._group(Workspace(self._desk.root), name).batch()
        work.expect(batch.expected, 0)
        with workers() as makers:
            for _ in batch.run(makers):
                work.done()
                work.expect(batch.expected, 0)
        fait = mailed(batch)
        shown = tuple((nom, tuple(map(self._files.show, places))) for nom, places in fait.dossiers)
        return Envoi(fait, shown, piles(fait.constats))

    # what is shown

    def _group(self, workspace: Workspace, name: str) -> Group:
        options = Options(out=self._desk.out, aujourd_hui=self._desk.today())
        return workspace.group(name, options=options)

    def _page(self, name: str, code: str, status: int = 200, **more: object) -> Response:
        today = self._desk.today()
        with self._desk.workspace() as workspace:
            group = self._group(workspace, name)
            members = group.members(today)
            returns = group.returns if members else None
            asked = next((each for each in members if each.code == code), None)
            told = group.told(code) if asked is not None else {}
            values: dict[str, Any] = {
                "nom": self._named(group),
                "membres": members,
                "comptes": group.counts(today),
                "retards": [each for each in members if each.retard],
                "a_verifier": [each for each in members if each.verifie],
                "retours": returns,
                "piles": piles(group.findings),
            }
        if code and asked is None and members:
            raise UsageError("Ce membre n’est pas dans le groupement.")
        values |= {
            "jour": today,
            "adresse": _address(name),
            "base": address_of(name, "")[:-1],
            "fichier": address_of(name),
            "cle": key_of(name),
            "membre": asked,
            "dits": told,
            "typed": told,
            "libelles": LIBELLES,
            "avant": _BEFORE,
            "refus": "",
            "recus": (),
            "envoi": self._works.of(("envoi", name)),
        }
        return self._desk.page("groupement.html", status, **(values | more))

    def _named(self, group: Group) -> str:
        known = group.dossier.groupement
        return (known.nom_d_usage or known.objet) if known is not None else group.name.rpartition("/")[2]


def _address(name: str, code: str = "") -> str:
    asked = f"?{urlencode({'membre': code})}" if code else ""
    return f"{address_of(name, 'groupement')}{asked}"
