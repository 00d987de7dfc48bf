"""The one gate before every page: whatever is not let in here is refused, be it a file of style.

Any program of this machine, and any page of the web that a browser shows, may send requests to an address of
this machine. So a request must name this host and port (a name that leads here from elsewhere is refused),
hold the cookie that the launch gave, and not come from another site; one that writes must say that it comes
from our own pages. Nothing here knows the routes, but for those that take scans: a route that is added is
behind the gate.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actgen.studio.keys import Keys
from actgen.studio.lifetime import Lifetime

ENTRY = "/entrer"
MOST_BYTES = 1_000_000  # of what a request brings, as of a file that is read
MOST_OF_SCANS = 30_000_000  # the signed acts of one evening, as an office copier makes them
_SCANS = re.compile(r"/seance/[0-9a-f]+/signes")
CONTENT_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
_READS = ("GET", "HEAD")
_OURS = ("same-origin", "none")  # a page of ours; an address that somebody typed
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Gate:
    """Lets in who holds a key, and puts on each answer what a browser must not do with it."""

    def __init__(self, app: ASGIApp, keys: Keys, lifetime: Lifetime) -> None:
        self._app, self._keys, self._lifetime = app, keys, lifetime
        self._hosts = {f"{name}:{keys.port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it; nothing but HTTP is spoken here."""
        if scope["type"] != "http":
            await send({"type": f"{scope['type']}.close"})
            return
        send = _guarded(send)
        refused = self._refusal(scope)
        if refused is not None:
            await refused(scope, receive, send)
            return
        if scope["method"] not in _READS:
            most = MOST_OF_SCANS if _SCANS.fullmatch(scope["path"]) else MOST_BYTES
            try:
                body = await _whole(receive, Headers(scope=scope), most)
            except ClientDisconnect:  # half a form would be taken for the whole
                return
            if body is None:
                sent = Headers(scope=scope).get("content-type", "").startswith(CONTENT_TYPES[1])
                told = _TOO_MUCH.format(
                    most="un mégaoctet" if most == MOST_BYTES else "trente mégaoctets",
                    instead=_FEWER_FILES if sent else _SHORTER_TEXT,
                )
                await _page("Envoi refusé", told, 413)(scope, receive, send)
                return
            receive = _again(body, receive)
        if scope["path"] == "/veille" and scope["method"] in _READS:  # a window is not somebody who asks
            await self._app(scope, receive, send)
            return
        with self._lifetime.request():
            await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        """What to answer instead of what was asked for; None: let in."""
        headers, method = Headers(scope=scope), scope["method"]
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self._hosts:
            return _refuse(403, "Cette adresse n’est pas celle du studio.")
        if scope["path"] == ENTRY and method == "GET":
            return self._enter(scope, headers)
        if not self._holds_key(headers):
            return _refuse(403)
        site = headers.get("sec-fetch-site")
        if site is not None and site not in _OURS:
            return _refuse(403, "Cette demande vient d’une autre page que celles du studio.")
        return None if method in _READS else self._refused_write(headers, method)

    def _refused_write(self, headers: Headers, method: str) -> Response | None:
        if method != "POST":
            return _refuse(405, "Le studio ne connaît pas cette sorte de demande.")
        site, origin = headers.get("sec-fetch-site"), headers.get("origin", "")
        ours = site == "same-origin" if site is not None else origin == f"http://{headers['host'].lower()}"
        if not ours:
            return _refuse(403, "Cette demande vient d’une autre page que celles du studio.")
        if headers.get("content-type", "").partition(";")[0].strip().lower() not in CONTENT_TYPES:
            return _refuse(415, "Le studio ne lit que ses propres formulaires.")
        return None

    def _enter(self, scope: Scope, headers: Headers) -> Response:
        """The answer to who brings a code: a page that leads on to an address without it.

        A redirection would not do: the browser comes from a file, so it would not send the cookie along.
        """
        codes = parse_qs(scope["query_string"].decode("latin-1")).get("code", [])
        good = len(codes) == 1 and self._keys.spend(codes[0])
        if not good and not self._holds_key(headers):  # who is in already may load that page again
            return _refuse(403)
        page = _page("Studio", "<p>Ouverture…</p>", 200, onward=True)
        if good:
            page.headers["set-cookie"] = self._keys.cookie
        return page

    def _holds_key(self, headers: Headers) -> bool:
        cookies = headers.getlist("cookie")
        return len(cookies) == 1 and self._keys.open_with(cookies[0])


_SHEET = (
    "body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;"
    "color:#1b1f24;background:#fbfaf7}a{color:#1f4e8c}"
    "@media(prefers-color-scheme:dark){body{color:#e8e6e1;background:#16181b}a{color:#9cc3f5}}"
)
_SHEET_HASH = b64encode(sha256(_SHEET.encode()).digest()).decode()
_AGAIN = (
    "Le studio n’ouvre que par la fenêtre qu’il a lui-même ouverte. Fermez cette page, puis relancez "
    "<strong>actgen\u00a0studio</strong>."
)

_FEWER_FILES = "Revenez à la page d’avant, et choisissez moins de fichiers, ou de plus légers."
_SHORTER_TEXT = "Le texte de cette page est trop long\u00a0: gardez-en ce qui est à imprimer."
_TOO_MUCH = (
    "<h1>C’est trop gros</h1><p>Ce qui est envoyé dépasse {most}\u00a0: rien n’en a été pris. {instead}</p>"
    '<p><a href="/">Revenir à mes séances</a></p>'
)


def _refuse(status: int, why: str = "") -> Response:
    told = f"<h1>Cette page est fermée</h1><p>{escape(why)}</p><p>{_AGAIN}</p>".replace("<p></p>", "")
    return _page("Studio\u00a0: page fermée", told, status)


def _page(title: str, body: str, status: int, *, onward: bool = False) -> Response:
    """A page of the gate itself: it may ask for no file, so its sheet is inside."""
    refresh = '<meta http-equiv="refresh" content="0;url=/">' if onward else ""
    page = HTMLResponse(
        '<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width">{refresh}<title>{title}</title><style>{_SHEET}</style></head>'
        f"<body><main>{body}</main></body></html>",
        status,
    )
    policy = f"default-src 'none'; style-src 'sha256-{_SHEET_HASH}'; frame-ancestors 'none'; base-uri 'none'"
    page.headers["content-security-policy"] = policy
    return page


def _guarded(send: Send) -> Send:
    """The same, with our headers on each answer; one that has a policy of its own keeps it."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            policy = headers.get("content-security-policy", _POLICY)
            headers.update(HEADERS | {"content-security-policy": policy})
        await send(message)

    return guarded


async def _whole(receive: Receive, headers: Headers, most: int) -> bytes | None:
    """What the request brings, counted as it comes; None when it is too much.

    Raises ClientDisconnect when who sends it leaves before its end.
    """
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length[:12]) > most:
        return None
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """A way to receive that gives the body that was read already, then what comes after it."""
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
