"""The studio ends with its last window, or after an hour without anybody; no clock is waited for."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actgen.studio.lifetime import GRACE, IDLE, Lifetime
from tests.studio.house import PORT, Studio


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def _over(lifetime: Lifetime) -> bool:
    return lifetime.over


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lifetime(clock: Clock) -> Lifetime:
    return Lifetime(clock)


def test_a_closed_window_ends_it_after_a_moment_of_grace(lifetime: Lifetime, clock: Clock) -> None:
    with lifetime.window():
        clock.now += 1000
        assert not _over(lifetime)
    clock.now += GRACE
    assert not _over(lifetime)
    clock.now += 0.1
    assert _over(lifetime)


def test_a_page_that_is_left_for_another_does_not_end_it(lifetime: Lifetime, clock: Clock) -> None:
    with lifetime.window():
        pass
    with lifetime.request():
        clock.now += 60  # a long answer
        assert not _over(lifetime)
    clock.now += GRACE
    with lifetime.window():
        clock.now += GRACE * 2
        assert not _over(lifetime)


def test_one_of_two_windows_may_be_closed(lifetime: Lifetime, clock: Clock) -> None:
    with lifetime.window():
        with lifetime.window():
            pass
        clock.now += GRACE * 2
        assert not _over(lifetime)


def test_nobody_for_an_hour_ends_it_even_with_a_window(lifetime: Lifetime, clock: Clock) -> None:
    with lifetime.window():
        with lifetime.request():
            pass
        clock.now += IDLE
        assert not _over(lifetime)
        clock.now += 0.1
        assert _over(lifetime)
        with lifetime.request():
            pass
        assert not _over(lifetime)


def test_a_window_that_has_not_come_yet_is_waited_for(lifetime: Lifetime, clock: Clock) -> None:
    clock.now += GRACE * 10
    assert not _over(lifetime)
    clock.now += IDLE
    assert _over(lifetime)


def _watched(studio: Studio, *, ended: bool) -> tuple[list[Any], list[bool]]:
    """What a window hears, and whether it counted as open; it goes, or the studio does."""
    sent: list[Any] = []
    over: list[bool] = []
    cookie = studio.keys.cookie.partition(";")[0]
    headers = [(b"host", f"127.0.0.1:{PORT}".encode()), (b"cookie", cookie.encode())]
    scope = {"type": "http", "method": "GET", "path": "/veille", "query_string": b"", "headers": headers}

    async def asked() -> None:
        gone = asyncio.Event()

        async def receive() -> Any:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)
            if len(sent) == 2:
                over.append(studio.lifetime._windows == 1)
                (studio.lifetime.ended if ended else gone).set()

        await studio.app(scope, receive, send)

    asyncio.run(asked())
    return sent, [*over, studio.lifetime._windows == 0]


@pytest.mark.parametrize("ended", [False, True])
def test_a_window_is_open_as_long_as_its_request(studio: Studio, ended: bool) -> None:
    sent, counted = _watched(studio, ended=ended)
    assert counted == [True, True]
    assert sent[0]["status"] == 200
    assert (b"content-type", b"text/event-stream; charset=utf-8") in sent[0]["headers"]
    assert sent[-1] == {"type": "http.response.body", "body": b"event: fin\ndata: \n\n" if ended else b""}
