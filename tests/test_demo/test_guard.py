"""Requests that the server answers: by host name, link and limits; and the headers it sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from rural_abm.demo import guard, share
from rural_abm.demo.settings import limit

ROOM, GUEST, TOKEN = "192.168.1.4", "192.168.1.77", "secret-token"


def client(address, token=None, host=ROOM):
    async def hello(request):
        return PlainTextResponse("hello")

    app = Starlette(routes=[Route("/", hello), Route("/api/start", hello)])
    app.add_middleware(guard.Guard, hosts=[ROOM, "127.0.0.1"], token=token)
    return TestClient(app, base_url=f"http://{host}:8123", client=(address, 1), follow_redirects=False)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil", "[::1", "192.168.1.4@x"]
)
def test_a_foreign_name_that_points_here_is_refused(host):
    answer = client("127.0.0.1").get("/", headers={"host": host})
    assert answer.status_code == 403 and "hello" not in answer.text


def test_a_page_elsewhere_may_not_ask():
    here = client("127.0.0.1", host="127.0.0.1")
    assert here.get("/", headers={"origin": "https://evil.example"}).status_code == 403
    assert here.get("/", headers={"origin": "null"}).status_code == 403
    assert here.get("/", headers={"origin": "http://127.0.0.1:8123"}).status_code == 200


def test_a_guest_needs_the_link_and_then_its_cookie():
    guest = client(GUEST, TOKEN)
    assert guest.get("/").status_code == 403
    assert guest.get("/?token=wrong").status_code == 403
    assert guest.get("/", headers={"cookie": "rural_abm=wrong"}).status_code == 403
    let_in = guest.get(f"/?token={TOKEN}&lang=sv")
    assert let_in.status_code == 303 and let_in.headers["location"] == "/?lang=sv"
    cookie = let_in.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert guest.get("/").text == "hello"


def test_the_link_leads_nowhere_else():
    answer = client(GUEST, TOKEN).get(f"//evil.example/?token={TOKEN}")
    assert not answer.headers.get("location", "/").startswith("//")


def test_this_machine_needs_no_token():
    assert client("127.0.0.1", TOKEN, "127.0.0.1").get("/").text == "hello"


def test_a_guest_who_asks_too_often_is_told_to_wait():
    guest = client(GUEST, TOKEN)
    guest.get(f"/?token={TOKEN}")
    answers = [guest.get("/").status_code for _ in range(limit("requests_a_minute"))]
    assert answers[0] == 200 and answers[-1] == 429
    assert "retry-after" in guest.get("/").headers


@given(st.binary(max_size=30), st.binary(max_size=30))
def test_any_cookie_and_query_are_refused_and_not_stumbled_over(cookie, query):
    scope = {
        "type": "http", "path": "/", "query_string": query, "client": (GUEST, 1),
        "headers": [(b"host", ROOM.encode()), (b"cookie", cookie)],
    }  # fmt: skip
    assert guard.Guard(None, [ROOM], TOKEN)._refused(scope).status_code == 403


def test_every_answer_has_the_headers():
    for answer in (client("127.0.0.1").get("/"), client("127.0.0.1").get("/", headers={"host": "x"})):
        for name, value in guard.HEADERS.items():
            assert answer.headers[name] == value
        assert "server" not in answer.headers
    policy = guard.HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and "http" not in policy


def test_tokens_are_long_and_links_name_the_cards():
    assert share.new_token() != share.new_token() and len(share.new_token()) > 20
    for link in share.links(8123, "t"):
        assert link["url"] == f"http://{link['address']}:8123/?token=t" and link["card"]
    assert not any(share.is_reachable(address) for address in ("127.0.0.1", "169.254.3.4", "0.0.0.0"))
    assert share.is_reachable(ROOM)


def test_the_code_holds_the_link():
    assert share.code_svg("http://192.168.1.4:8123/?token=x").startswith("<svg")
    assert len(share.code_lines("http://192.168.1.4:8123/?token=x").splitlines()) > 10
