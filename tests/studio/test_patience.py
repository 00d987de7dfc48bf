"""A request that never ends is closed after a while, and half of one is never taken for the whole."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import uvicorn
from starlette.types import Message

from actgen.studio.desk import address_of
from actgen.studio.launch import _bound
from actgen.studio.patience import MOST, Patience
from tests.studio.house import PORT, SESSION, WRITES, Studio
from tests.studio.test_lifetime import Clock

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n"
BEGUN = {"nothing": b"", "a head": HEAD, "a body": HEAD + b"\r\nvaleur=a"}


async def _never(_scope: object, receive: Any, _send: object) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def test_a_request_that_does_not_end_is_closed_and_no_other() -> None:
    async def tried() -> tuple[dict[str, bool], dict[str, bool], bool]:
        clock, listening = Clock(), _bound()
        server = uvicorn.Server(
            uvicorn.Config(_never, http="h11", ws="none", lifespan="off", log_config=None)
        )
        patience = Patience(clock)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        begun = {}
        for name, sent in (BEGUN | {"whole": b"GET /veille HTTP/1.1\r\nHost: localhost\r\n\r\n"}).items():
            begun[name] = await asyncio.open_connection(*listening.getsockname())
            begun[name][1].write(sent)
        connections: set[Any] = server.server_state.connections
        while len(connections) < len(begun) or sum(each.cycle is not None for each in connections) < 2:
            await asyncio.sleep(0)
        kept = []
        for seconds in (0.0, MOST - 1, 2.0):
            clock.now += seconds
            patience.look(list(connections))
            kept.append({name: not await _closed(reader) for name, (reader, _) in begun.items()})
        for _, writer in begun.values():
            writer.close()
        server.should_exit = True
        await serving
        return kept[1], kept[2], len(connections) == 0

    async def _closed(reader: asyncio.StreamReader) -> bool:
        for _ in range(20):
            await asyncio.sleep(0)
        return reader.at_eof() or reader.exception() is not None

    before, after, gone = asyncio.run(tried())
    assert before == dict.fromkeys((*BEGUN, "whole"), True)
    assert after == {**dict.fromkeys(BEGUN, False), "whole": True}
    assert gone


def test_each_request_of_a_connection_has_its_own_while() -> None:
    """A connection that is kept serves several: the time of one is no debt of the next."""

    class Kept:
        """A connection, as much of it as is looked at."""

        def __init__(self) -> None:
            self.conn = SimpleNamespace(their_state="IDLE")
            self.cycle: str | None = None
            self.closed = False
            self.transport = SimpleNamespace(abort=lambda: setattr(self, "closed", True))

    clock, each = Clock(), Kept()
    patience = Patience(clock)
    for after, state, cycle, late in (
        (0.0, "IDLE", None, False),
        (MOST - 1, "SEND_BODY", "first", False),
        (MOST - 1, "SEND_BODY", "first", False),
        (1.0, "SEND_BODY", "second", False),
        (MOST, "SEND_BODY", "second", False),
        (1.0, "SEND_BODY", "second", True),
    ):
        clock.now += after
        each.conn.their_state, each.cycle = state, cycle
        patience.look([each])
        assert each.closed is late, (after, cycle)


def test_half_a_form_is_not_taken_for_the_whole(studio: Studio) -> None:
    """A window that closed while it sent a text had its beginning saved in place of the whole."""
    before = (studio.root / SESSION).read_bytes()
    browser = studio.browser()
    form = f"chemin=seance%2Flieu&revision={studio.revision()}&retour=fichier&valeur=mai"
    (cookie,) = (f"{name}={value}" for name, value in browser.cookies.items())
    headers = WRITES | {
        "host": f"127.0.0.1:{PORT}",
        "cookie": cookie,
        "content-type": "application/x-www-form-urlencoded",
        "content-length": "400",
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": address_of(SESSION, "champ"),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    told: list[Message] = [
        {"type": "http.request", "body": form.encode(), "more_body": True},
        {"type": "http.disconnect"},
    ]
    answered: list[Message] = []

    async def receive() -> Message:
        return told.pop(0) if len(told) > 1 else told[0]

    async def send(message: Message) -> None:
        answered.append(message)

    asyncio.run(studio.app(scope, receive, send))
    assert (studio.root / SESSION).read_bytes() == before
    assert answered == []
