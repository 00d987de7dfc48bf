"""« Le fichier »: the text itself, for who wants to see or write it; the same findings as everywhere.

It is saved when the field is left, right or wrong. Where the file was changed meanwhile by another program,
both texts are shown and neither is lost.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actgen.api.workspace import Session, Workspace
from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.errors import ActgenError, Conflict, UsageError
from actgen.studio.desk import ROOMS, Desk, Form, address_of, banner, key_of, plain, posted

_UNREAD = "\ufffd"  # what stands for a byte that is no text
_FEW = 40  # differences shown between two texts
_GONE = "Ce fichier a été déplacé, renommé ou supprimé. Votre texte est ci-dessous\u00a0: copiez-le."
_UNREADABLE = (
    "Ce fichier contient des lettres que le studio ne sait pas lire\u00a0: il n’y touche pas. Ouvrez-le "
    "dans le Bloc-notes, puis enregistrez-le avec l’encodage UTF-8."
)


class Lieu(Struct, frozen=True):
    """A place in a text, as a field of the page counts its signs; elsewhere, the address of its file."""

    mots: str
    adresse: str
    debut: int = 0
    fin: int = 0


class Remarque(Struct, frozen=True):
    """A finding, and the places where it can be mended."""

    message: str
    conseil: str
    article: str
    lieux: tuple[Lieu, ...]


def routes(desk: Desk) -> list[Route]:
    """The file of each room, shown and saved."""
    return [route for room in ROOMS.values() for route in _of_room(desk, room)]


def _of_room(desk: Desk, room: str) -> list[Route]:
    def shown(request: Request) -> Response:
        name = desk.name_of(request, room)
        with desk.workspace() as workspace:
            text, revision = workspace.read(name)
            return _page(desk, workspace, name, text, revision, request.query_params.get("acte", ""))

    def saved(request: Request, form: Form) -> Response:
        typed, asked = plain(form.get("texte", "")), form.get("acte", "")
        try:
            name = desk.name_of(request, room)
        except HTTPException:
            return _kept(desk, "", typed, ActgenError(_GONE))
        with desk.workspace() as workspace:
            try:
                _save(workspace, name, typed, form.get("revision") or None)
            except ActgenError as error:
                return _kept(desk, name, typed, error)
        return RedirectResponse(f"{address_of(name)}?{urlencode({'acte': asked})}", 303)

    return [
        Route(f"/{room}/{{key}}/fichier", shown),
        Route(f"/{room}/{{key}}/fichier", posted(saved), methods=["POST"]),
    ]


def _save(workspace: Workspace, name: str, typed: str, revision: str | None) -> None:
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
    workspace.save(name, typed.replace("\n", "\r\n") if "\r\n" in there else typed, revision)


def _page(desk: Desk, workspace: Workspace, name: str, text: str, revision: str, asked: str) -> Response:
    values: dict[str, Any] = {
        "nom": name,
        "texte": plain(text),
        "revision": revision,
        "refus": _UNREADABLE if _UNREAD in text else "",
        "enregistre": desk.saved(name),
        "piles": (),
        "acte": "",
        "actes": (),
        "bandeau": None,
    }
    if name.startswith("seances/"):
        values |= _of_session(desk, workspace.session(name), text, asked)
    return desk.page("fichier.html", **values)


def _of_session(desk: Desk, session: Session, text: str, asked: str) -> dict[str, Any]:
    """What a session has besides its text: findings by who mends them, and its acts."""
    actes = [plan for plan in session.acts if plan.document is not None]
    keys = [plan.key for plan in actes]
    return {
        "bandeau": banner(desk, session),
        "piles": _piles(session, plain(text)),
        "actes": actes,
        "acte": asked if asked in keys else next(iter(keys), ""),
        "cadre": f"/seance/{key_of(session.name)}/acte/",
    }


_PILES = (
    ("À corriger", "erreur"),
    ("À lire avant de signer", "attention"),
    ("Bon à savoir", "info"),
    ("Chez le coordonnateur\u00a0: rien à faire pour vous", "ailleurs"),
)


def _piles(session: Session, text: str) -> list[tuple[str, str, list[Remarque]]]:
    """The findings in heaps, the gravest first; what only a coordinator can mend stands apart."""
    heaps: dict[str, list[Remarque]] = {kind: [] for _, kind in _PILES}
    starts = _starts(text)
    for finding in session.findings:
        elsewhere = finding.mender is Mender.COORDONNATEUR
        heaps["ailleurs" if elsewhere else finding.severity.value].append(
            _remarque(finding, session.name, text, starts)
        )
    return [(title, kind, heaps[kind]) for title, kind in _PILES if heaps[kind]]


def _remarque(finding: Diagnostic, name: str, text: str, starts: list[int]) -> Remarque:
    places = (_lieu(place, name, text, starts) for place in finding.locations)
    return Remarque(finding.message, finding.hint, finding.article, tuple(filter(None, places)))


def _lieu(place: Location, name: str, text: str, starts: list[int]) -> Lieu | None:
    if place.file != name:
        folder = place.file.partition("/")[0]
        if folder not in ("collectivites", "seances", "groupements") or not place.file.endswith(
            (".yaml", ".yml")
        ):
            return None
        return Lieu(f"Voir dans «\u00a0{place.file.rpartition('/')[2]}\u00a0»", address_of(place.file))
    if not 0 < place.line <= len(starts):
        return None
    begin = starts[place.line - 1] + max(place.column - 1, 0)
    length = place.length or len(text[begin:].partition("\n")[0])
    found = text[begin : begin + length].strip()
    words = (
        f"Aller à «\u00a0{found[:40]}{'…' if len(found) > 40 else ''}\u00a0»"
        if found
        else "Aller à l’endroit"
    )
    return Lieu(words, "#texte", _units(text[:begin]), _units(text[: begin + length]))


def _starts(text: str) -> list[int]:
    """Where each line begins."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


def _units(text: str) -> int:
    """The length of a text as a browser counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _kept(desk: Desk, name: str, typed: str, error: ActgenError) -> Response:
    """What was typed and could not be saved: it stays in a field, beside what the file says now."""
    conflict = error if isinstance(error, Conflict) else None
    theirs = plain(conflict.text) if conflict is not None and conflict.text is not None else None
    return desk.page(
        "conflit.html",
        409 if conflict is not None else 500 if name else 404,
        nom=name,
        message=str(error),
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
