"""« Le fichier »: the text itself, for who wants to see or write it; the same findings as everywhere.

It is saved when the field is left, right or wrong. Where the file was changed meanwhile by another program,
both texts are shown and neither is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.remarks import about_in
from actgen.api.workspace import Session, Workspace
from actgen.base.diagnostics import Mender
from actgen.base.errors import ActgenError, Conflict, UsageError
from actgen.studio.constats import Constat, Pile
from actgen.studio.desk import ROOMS, Desk, Form, address_of, banner, in_words, plain, posted, room_of
from actgen.studio.places import Texte, rank_in
from actgen.studio.screens.acte import apercu

_UNREAD = "\ufffd"  # what stands for a byte that is no text
_FEW = 40  # differences shown between two texts
_GONE = "Ce fichier a été déplacé, renommé ou supprimé. Votre texte est ci-dessous\u00a0: copiez-le."
_UNREADABLE = (
    "Ce fichier contient des lettres que le studio ne sait pas lire\u00a0: il n’y touche pas. Ouvrez-le "
    "dans le Bloc-notes, puis enregistrez-le avec l’encodage UTF-8."
)


def routes(desk: Desk) -> list[Route]:
    """The file of each room, shown and saved."""
    return [route for room in ROOMS.values() for route in _of_room(desk, room)]


def _of_room(desk: Desk, room: str) -> list[Route]:
    def shown(request: Request) -> Response:
        name = desk.name_of(request, room)
        with desk.workspace() as workspace:
            return _page(desk, workspace, name, request.query_params)

    def saved(request: Request, form: Form) -> Response:
        typed, asked = form.get("texte", ""), form.get("acte", "")
        try:
            name = desk.name_of(request, room)
        except HTTPException:
            return _kept(desk, "", typed, ActgenError(_GONE))
        with desk.workspace() as workspace:
            try:
                _save(desk, workspace, name, typed, form.get("revision") or None)
            except ActgenError as error:
                return _kept(desk, name, typed, error)
        return RedirectResponse(f"{address_of(name)}?{urlencode({'acte': asked})}", 303)

    return [
        Route(f"/{room}/{{key}}/fichier", shown),
        Route(f"/{room}/{{key}}/fichier", posted(saved), methods=["POST"]),
    ]


def _save(desk: Desk, workspace: Workspace, name: str, typed: str, revision: str | None) -> None:
    """Save what was typed, unless it is what stands there: a browser changes all ends of lines.

    Raises ActgenError when it can't be saved, Conflict when the file is no longer that of the page.
    """
    try:
        there, current = workspace.read(name)
    except UsageError:  # gone meanwhile: saving says so
        there, current = "", ""
    if current and plain(there) == typed:
        return
    if _UNREAD in there and current == revision:
        raise UsageError(_UNREADABLE)
    whole = typed.replace("\n", "\r\n") if "\r\n" in there else typed
    desk.save(workspace, name, whole, revision, there)


def _page(desk: Desk, workspace: Workspace, name: str, asked: Mapping[str, str]) -> Response:
    """The page of a file; `asked`: the act beside it, and the place in the text that is led to."""
    text, revision = workspace.read(name)
    debut, fin = (rank_in(asked.get(key, "")) for key in ("debut", "fin"))
    values: dict[str, Any] = {
        "nom": name,
        "texte": plain(text),
        "revision": revision,
        "refus": _UNREADABLE if _UNREAD in text else "",
        "enregistre": desk.saved(name),
        "debut": debut,
        "fin": fin,
        "piles": (),
        "titres": _TITRES,
        "vue": None,
        "bandeau": None,
        "conseil_du_fichier": address_of(name, "conseil") if room_of(name) == "conseil" else "",
    }
    if name.startswith("seances/"):
        values |= _of_session(desk, workspace.session(name), text, asked.get("acte", ""))
    return desk.page("fichier.html", **values)


def _of_session(desk: Desk, session: Session, text: str, asked: str) -> dict[str, Any]:
    """What a session has besides its text: findings by who mends them, and its acts."""
    return {
        "bandeau": banner(desk, session),
        "piles": _piles(session, text),
        "vue": apercu(session, asked),
    }


_TITRES = {
    "erreur": "À corriger",
    "attention": "À lire avant de signer",
    "info": "Bon à savoir",
    "ailleurs": "Chez le coordonnateur\u00a0: rien à faire pour vous",
}


def _piles(session: Session, text: str) -> list[Pile]:
    """The findings in heaps, the gravest first; what only a coordinator can mend stands apart."""
    heaps: dict[str, list[Constat]] = {kind: [] for kind in _TITRES}
    page, about = Texte(session.name, text), about_in(session)
    for finding in session.findings:
        elsewhere = finding.mender is Mender.COORDONNATEUR
        heaps["ailleurs" if elsewhere else finding.severity.value].append(
            Constat(finding, tuple(filter(None, map(page.lieu, finding.locations))), about(finding))
        )
    return [Pile(kind, tuple(found), len(found)) for kind, found in heaps.items() if found]


def _kept(desk: Desk, name: str, typed: str, error: ActgenError) -> Response:
    """What was typed and could not be saved: it stays in a field, beside what the file says now."""
    conflict = error if isinstance(error, Conflict) else None
    theirs = plain(conflict.text) if conflict is not None and conflict.text is not None else None
    return desk.page(
        "conflit.html",
        409 if conflict is not None else 500 if name else 404,
        nom=name,
        message=in_words(error),
        texte=typed,
        autre=theirs,
        conflit=conflict is not None,
        revision=(conflict.revision if conflict is not None else None) or "",
        differences=_differences(typed, theirs) if theirs is not None else [],
        adresse=address_of(name) if name else "",
    )


def _differences(ours: str, theirs: str) -> list[tuple[str, str]]:
    """The lines that are not the same, those typed here beside those of the file."""
    mine, other = ours.split("\n"), theirs.split("\n")
    steps = SequenceMatcher(None, mine, other).get_opcodes()
    return [("\n".join(mine[a:b]), "\n".join(other[c:d])) for kind, a, b, c, d in steps if kind != "equal"][
        :_FEW
    ]
