"""The page of one act, for the frame beside a form: able to do nothing, it follows what is being typed.

Each value in it bears where it is written: the field of the page around it that has it, else the address of
the screen that does.
"""

from __future__ import annotations

import re
from asyncio import Lock as AsyncLock
from collections.abc import Mapping
from contextlib import suppress
from html import escape
from threading import Lock
from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from actgen.api.fields import Fields
from actgen.api.live import Live, Spot, live, typed
from actgen.api.workspace import Session, Workspace
from actgen.base.errors import CannotEdit, UsageError
from actgen.studio.desk import Desk, Form, address_of, capitale, posted, room_of
from actgen.studio.fields import Maker, as_it_is, path_in, written
from actgen.studio.homes import Homes
from actgen.studio.places import Texte, rank_in

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; "
    "frame-ancestors 'self'; base-uri 'none'; sandbox allow-same-origin"
)
"""Its sheet is inside it; no script runs, and the page around it may look at it."""

_SHEET = (
    "<style>@media (max-width:48rem){.cadre th,.cadre td{padding:.3rem .35rem .3rem 0}"
    ".cadre table{font-size:.8rem;line-height:1.3}}"
    "[data-adresse]{cursor:pointer;border-radius:2px}[data-adresse]:hover{background:#e3ecf8}"
    ".ici,.ici:hover{background:#ffe9a8;box-shadow:0 0 0 2px #ffe9a8}"
    ".change{position:relative}.change::before{content:'';position:absolute;inset:0 auto 0 -12px;width:3px;"
    "background:#1f4e8c}</style>"
)
_EMPTY = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Aucun acte</title></head>'
    "<body><p>Aucun acte ne peut être montré.</p></body></html>"
)
_MARK = re.compile(r'<span data-lieu="(\d+)">')


class Choix(Struct, frozen=True):
    """An act that may be shown."""

    cle: str
    titre: str


class Apercu(Struct, frozen=True):
    """The frame of a page: where its act comes from, which one was asked for, which may be.

    `acte` is empty for the act of the item that is being worked on; then `montre` is shown at first.
    `gardes`: acts that stay as they were signed or sent, and that would say something else now.
    """

    adresse: str
    acte: str
    montre: str
    choix: tuple[Choix, ...]
    gardes: tuple[str, ...] = ()

    @property
    def premier(self) -> str:
        """The address of what it shows at first."""
        return f"{self.adresse}?{urlencode({'acte': self.acte, 'montre': self.montre})}"

    def voisin(self, pas: int) -> Choix | None:
        """The act so many places after the one that is shown."""
        keys = [each.cle for each in self.choix]
        rank = keys.index(self.montre) + pas if self.montre in keys else -1
        return self.choix[rank] if 0 <= rank < len(keys) else None


def apercu(session: Session, asked: str) -> Apercu:
    """The frame of a page that shows an act of this session."""
    choix = tuple(
        Choix(plan.key, f"{plan.titre}{' (projet)' if plan.projet else ''}")
        for plan in session.acts
        if plan.document is not None
    )
    known = {each.cle for each in choix}
    first = next((each.cle for each in choix), "")
    kept = asked if asked in known else ""
    gardes = tuple(
        f"{capitale(plan.titre)}, {plan.acquis.depuis}"
        for plan in session.acts
        if plan.acquis is not None and plan.contredit and not plan.copie
    )
    return Apercu(address_of(session.name, "vivant"), kept, kept or first, choix, gardes)


def routes(desk: Desk, makers: Mapping[str, Maker]) -> list[Route]:
    """The act of a session by its key, and the one that follows what is typed.

    `makers`: the sheets whose fields are no plain value, by the last word of where they are saved.
    """
    typing, lock = Workspace(desk.root), Lock()  # its own: whoever types waits for no other page

    def shown(request: Request) -> Response:
        name = desk.name_of(request, "seance")
        with desk.workspace() as workspace:
            html = workspace.session(name).html(request.path_params["act"])
        return HTMLResponse(html, headers={"content-security-policy": POLICY})

    def first(request: Request) -> Response:
        return _answered(desk.name_of(request, "seance"), dict(request.query_params))

    def followed(request: Request, form: Form) -> Response:
        return _answered(desk.name_of(request, "seance"), form)

    def _answered(name: str, form: Form) -> Response:
        with lock:
            typing.seen_on(desk.today())
            typing.refresh()
            html = page(typing, name, form, makers)
        return HTMLResponse(html, headers={"content-security-policy": POLICY})

    return [
        Route("/seance/{key}/acte/{act}", shown),
        Route("/seance/{key}/vivant", first),
        Route("/seance/{key}/vivant", posted(followed, turn=AsyncLock()), methods=["POST"]),
    ]


def page(workspace: Workspace, name: str, form: Form, makers: Mapping[str, Maker]) -> str:
    """The page of an act with what a form holds: a whole text, or one value of the file."""
    path = path_in(form["chemin"]) if form.get("chemin") else ()
    text = form.get("texte")
    if path and "valeur" in form:
        sheet = makers.get(form.get("sorte", ""), as_it_is)(workspace, name, "")
        with suppress(CannotEdit, UsageError):  # its page tells so, once it is left
            text = typed(workspace, name, sheet.change(path, form["valeur"].rstrip()))
    held = Texte(name, workspace.read(name)[0] if text is None else text)
    cursor = form.get("curseur", "")
    found = live(
        workspace,
        name,
        held.text,
        asked=form.get("acte", ""),
        path=path,
        spot=held.at(rank_in(cursor)) if cursor else None,
        shown=form.get("montre", ""),
    )
    return _marked(found, held)


def _marked(found: Live, page: Texte) -> str:
    """The page of an act, its values bearing where each is written; of an act without any, why."""
    told = f' data-acte="{escape(found.act)}" data-refus="{escape(" ".join(found.why))}"'
    html = found.html or _EMPTY
    homes = Homes(found.session)
    marked = _MARK.sub(lambda mark: _mark(found.spots[int(mark[1])], found.fields, homes, page), html)
    return marked.replace("<body", f"<body{told}", 1).replace("</head>", f"{_SHEET}</head>", 1)


def _mark(spot: Spot, fields: Fields, homes: Homes, page: Texte) -> str:
    lieu = page.lieu(spot.place)
    if lieu is None:
        return "<span>"
    if spot.place.file != page.name:
        council = room_of(spot.place.file) == "conseil"
        elsewhere = address_of(spot.place.file, "conseil") if council else lieu.adresse
        return f'<span data-adresse="{escape(elsewhere)}">'
    home = escape(homes.of(fields, spot.path, lieu))
    chemin = escape(written(spot.path))
    return (
        f'<span data-chemin="{chemin}" data-debut="{lieu.debut}" data-fin="{lieu.fin}" data-adresse="{home}">'
    )
