"""Nothing of the studio answers whoever did not come in by its launch, whatever the road."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

import actgen
from actgen.studio.application import pages
from actgen.studio.desk import Desk, Identity, key_of
from actgen.studio.gate import CONTENT_TYPES, HEADERS, MOST_BYTES
from actgen.studio.keys import Keys
from actgen.studio.screens.acte import POLICY
from tests.studio.house import PORT, SESSION, WRITES, Studio, page_of

NAME = f"actgen-{PORT}"
FILLED = {"key": key_of(SESSION), "act": "deliberation-02", "name": "studio.css", "usage": "signer"}


def _roads(studio: Studio) -> list[tuple[str, str]]:
    """Every method and address that the application knows, and some that it doesn't."""
    desk = Desk(actgen.Workspace(studio.root), Identity(""))
    routes = [route for route in pages(desk, studio.lifetime).routes if isinstance(route, Route)]
    assert len(routes) > 8
    roads = [
        (method, route.path.format(**FILLED)) for route in routes for method in sorted(route.methods or ())
    ]
    return [*roads, ("GET", "/inconnue"), ("POST", "/"), ("PUT", "/"), ("OPTIONS", "/"), ("GET", "/entrer")]


def test_every_road_is_closed_without_the_cookie(studio: Studio) -> None:
    stranger = studio.stranger()
    for method, address in _roads(studio):
        answer = stranger.request(method, address, headers=WRITES)
        assert answer.status_code == 403, (method, address)
        assert "actgen\u00a0studio" in answer.text or method == "HEAD"


def test_with_the_cookie_these_roads_lead_somewhere(
    studio: Studio, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actgen.studio.browser._started", lambda command: True)  # a folder would open
    studio.lifetime.ended.set()  # else a window is waited for
    for method, address in _roads(studio):
        if address == "/entrer" or method in ("PUT", "OPTIONS"):
            continue
        headers = WRITES | {"content-type": CONTENT_TYPES[0]}
        answer = browser.request(method, address, headers=headers)
        assert answer.status_code != 403, (method, address)


@pytest.mark.parametrize(
    "host",
    [
        f"mairie.example:{PORT}",
        f"127.0.0.1.example:{PORT}",
        "127.0.0.1",
        f"127.0.0.1:{PORT + 1}",
        f"0.0.0.0:{PORT}",
        f"127.0.0.1:{PORT}@mairie.example",
        "",
    ],
)
def test_a_name_that_leads_here_from_elsewhere_is_refused(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"host": host}).status_code == 403


def test_this_machine_has_two_names(browser: TestClient, studio: Studio) -> None:
    cookie = f"{studio.keys.name}={browser.cookies[studio.keys.name]}"
    headers = {"host": f"LOCALHOST:{PORT}", "cookie": cookie}
    assert studio.stranger().get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),  # another port of this machine
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": f"http://127.0.0.1:{PORT}"}, 403),
        ({"origin": f"http://127.0.0.1:{PORT}"}, 303),
        ({"origin": f"http://127.0.0.1:{PORT + 1}"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://mairie.example"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_write(
    studio: Studio, browser: TestClient, headers: dict[str, str], status: int
) -> None:
    before = (studio.root / SESSION).read_bytes()
    form = {"texte": "seance:\n", "revision": studio.revision()}
    assert browser.post(page_of(), data=form, headers=headers).status_code == status
    assert ((studio.root / SESSION).read_bytes() == before) == (status == 403)


def test_a_page_of_another_port_reads_nothing(browser: TestClient) -> None:
    for site in ("same-site", "cross-site"):
        assert browser.get("/", headers={"sec-fetch-site": site}).status_code == 403
    assert browser.get("/", headers={"sec-fetch-site": "none"}).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "", "multipart/mixed"])
def test_a_form_is_all_that_is_read(browser: TestClient, kind: str) -> None:
    headers = WRITES | {"content-type": kind}
    assert browser.post(page_of(), content=b"texte=", headers=headers).status_code == 415


def test_a_code_serves_once(studio: Studio) -> None:
    code = studio.keys.new_code()
    first, second = studio.stranger(), studio.stranger()
    entered = first.get("/entrer", params={"code": code})
    assert entered.status_code == 200
    assert 'content="0;url=/"' in entered.text
    assert code not in entered.text
    given = entered.headers["set-cookie"]
    assert given.startswith(f"actgen-{PORT}=")
    assert given.endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert second.get("/entrer", params={"code": code}).status_code == 403
    assert "set-cookie" not in second.get("/entrer", params={"code": code}).headers
    assert first.get("/entrer", params={"code": code}).status_code == 200  # the page is loaded again
    assert (first.get("/").status_code, second.get("/").status_code) == (200, 403)


@pytest.mark.parametrize("code", ["", "x", "é", "A" * 5000, "%00"])
def test_a_forged_code_opens_nothing(studio: Studio, code: str) -> None:
    studio.keys.new_code()
    assert studio.stranger().get(f"/entrer?code={code}").status_code == 403
    assert studio.stranger().get("/entrer").status_code == 403
    assert studio.keys.entries == 0


def test_two_codes_in_an_address_are_none(studio: Studio) -> None:
    code = studio.keys.new_code()
    assert studio.stranger().get(f"/entrer?code={code}&code=x").status_code == 403


@pytest.mark.parametrize("cookie", [f"{NAME}=", f"{NAME}=x", "actgen-1=x", "é", 'a=b; ;;="', NAME])
def test_a_forged_cookie_opens_nothing(studio: Studio, cookie: str) -> None:
    headers = {b"cookie": cookie.encode("utf-8")}
    assert studio.stranger().get("/", headers=headers).status_code == 403


def test_cookies_of_other_servers_of_this_machine_shut_nobody_out(studio: Studio) -> None:
    ours = studio.keys.cookie.partition(";")[0]
    headers = {"cookie": f'vue={{"x": "é}}; {NAME}=x; {ours}; [='.encode()}
    assert studio.stranger().get("/", headers=headers).status_code == 200  # type: ignore[arg-type]


def test_the_cookie_of_another_studio_opens_nothing(studio: Studio) -> None:
    other = Keys(PORT)
    headers = {"cookie": other.cookie.partition(";")[0]}
    assert studio.stranger().get("/", headers=headers).status_code == 403


def test_what_is_sent_is_counted_as_it_comes(studio: Studio, browser: TestClient) -> None:
    def chunks(size: int) -> Iterator[bytes]:
        yield b"texte="
        for _ in range(size // 1000):
            yield b"a" * 1000

    before = (studio.root / SESSION).read_bytes()
    headers = WRITES | {"content-type": CONTENT_TYPES[0]}
    assert browser.post(page_of(), content=chunks(MOST_BYTES), headers=headers).status_code == 413
    answer = browser.post(page_of(), content=b"a" * (MOST_BYTES + 1), headers=headers)
    assert (answer.status_code, "texte de cette page est trop long" in answer.text) == (413, True)
    lying = headers | {"content-length": "-1"}
    assert browser.post(page_of(), content=b"texte=", headers=lying).status_code == 413
    assert (studio.root / SESSION).read_bytes() == before
    assert browser.post(page_of(), content=chunks(MOST_BYTES - 2000), headers=headers).status_code == 409


def test_each_answer_tells_the_browser_what_it_must_not_do(studio: Studio, browser: TestClient) -> None:
    act = f"/seance/{key_of(SESSION)}/acte/deliberation-02"
    for client, address in [
        (studio.stranger(), "/"),
        (browser, "/"),
        (browser, page_of()),
        (browser, "/inconnue"),
        (browser, "/statique/studio.js"),
        (browser, "/statique/Spectral-Regular.ttf"),
        (browser, act),
    ]:
        told = client.get(address).headers
        for name, value in HEADERS.items():
            if name != "content-security-policy":
                assert told[name] == value, address
        assert "'none'" in told["content-security-policy"]
        assert "unsafe" not in told["content-security-policy"] or address == act
        assert not [name for name in told if name.startswith("access-control")]
        assert "server" not in told
    assert browser.get("/").headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
    )
    assert browser.get(act).headers["content-security-policy"] == POLICY
    assert "script" not in POLICY
    assert "; sandbox allow-same-origin" in POLICY


@pytest.mark.parametrize(
    "address",
    [
        "/statique/../gate.py",
        "/statique/..%2Fgate.py",
        "/statique/%2Fetc%2Fpasswd",
        "/statique/studio.css%00",
        "/seance/..%2F..%2Fmairie%2Fseances%2Fle-trehou-2024-11-14.yaml/fichier",
        "/seance/le-trehou-2024-11-14.yaml/fichier",
        f"/conseil/{key_of(SESSION)}/fichier",  # the identifier of another room
        "/seance/000000000000/fichier",
        "/seance/%00/acte/x",
    ],
)
def test_a_path_is_no_identifier(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text


def test_nothing_but_http_is_spoken(studio: Studio) -> None:
    sent: list[Any] = []

    async def asked() -> None:
        async def receive() -> Any:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await studio.app({"type": "websocket", "path": "/", "headers": []}, receive, send)

    asyncio.run(asked())
    assert [message["type"] for message in sent] == ["websocket.close"]
