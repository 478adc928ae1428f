"""The protection between the network and the page: hosts, request limits and headers."""

import hmac
import ipaddress
import time
from collections import Counter, deque
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse

from rural_abm.demo.refusals import BUSY, headers_of, refusal, refusal_of
from rural_abm.demo.settings import limit

FORBIDDEN, SECONDS_A_MINUTE, MOST_GUESTS = 403, 60, 4096
COOKIE, TOKEN = "rural_abm", "token"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Middleware that checks host names, the token of a shared page and request limits, and sets headers.

    Only known host names are accepted, so that a page elsewhere cannot point its own name here.
    """

    def __init__(self, app, hosts, token=None):
        """Wrap an application.

        `hosts`: names and addresses (lower case, without port) by which the page is reached; `token`: the one in the
        link.
        """
        self.app, self.hosts, self.token = app, frozenset(hosts), token
        self.asked, self.streams = {}, Counter()

    async def __call__(self, scope, receive, send):
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refused(scope)
        sent = with_headers(send)
        if answer is not None:
            await answer(scope, receive, sent)
            return
        guest, is_stream = guest_of(scope), scope["path"].endswith(STREAMS)
        if is_stream and guest and self.streams[guest] >= limit("streams_a_guest"):
            await refused("busy", BUSY)(scope, receive, sent)
            return
        self.streams[guest] += is_stream
        try:
            await self._answered(scope, receive, sent)
        finally:
            self.streams[guest] -= is_stream

    async def _answered(self, scope, receive, send):
        """Return the application's response; errors are logged and their details are not shown."""
        begun = False

        async def noted(message):
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            status, body = refusal_of(error)
            if begun:  # the answer is cut off where it is; the log has the fault
                raise
            await JSONResponse(body, status)(scope, receive, send)

    def _refused(self, scope):
        """Return the response to a refused request, or None."""
        headers = Headers(scope=scope)
        if host_name(headers.get("host", "")) not in self.hosts:
            return refused("forbidden", FORBIDDEN)
        origin = headers.get("origin")
        if origin is not None and host_name(origin.partition("://")[2]) not in self.hosts:
            return refused("forbidden", FORBIDDEN)
        if self._asks_too_often(scope):
            return refused("busy", BUSY)
        return self._without_token(scope, headers)

    def _asks_too_often(self, scope):
        guest = guest_of(scope)
        if guest is None:
            return False
        if len(self.asked) > MOST_GUESTS:
            self.asked.clear()
        now, times = time.monotonic(), self.asked.setdefault(guest, deque())
        while times and times[0] < now - SECONDS_A_MINUTE:
            times.popleft()
        times.append(now)
        return len(times) > limit("requests_a_minute")

    def _without_token(self, scope, headers):
        """Check the token of a shared page, which guests send once in the link and then in a cookie."""
        if self.token is None or guest_of(scope) is None:
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=len(HEADERS))
        given = query.get(TOKEN, [""])[0]
        if self._is_token(given):
            rest = urlencode([(key, value) for key, values in query.items() for value in values if key != TOKEN])
            answer = RedirectResponse(
                f"{scope['path'].lstrip('/') and '/' + scope['path'].lstrip('/') or '/'}{'?' if rest else ''}{rest}",
                303,
            )
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            return answer
        return None if self._is_token(cookie_of(headers)) else refused("forbidden", FORBIDDEN)

    def _is_token(self, given):
        return hmac.compare_digest(given.encode(), self.token.encode())


STREAMS = ("/compare", "/why")


def refused(code, status):
    """Return the response of a refusal."""
    status, body = refusal(code, status)
    return JSONResponse(body, status, headers=headers_of(status))


def with_headers(send):
    """Return a `send` that adds the headers to the start of each response."""

    async def sent(message):
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sent


def host_name(text):
    """Return the lower-case host of a Host header or Origin without the port, or "" if there is none."""
    text = text.lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.rpartition(":")[0] if ":" in text else text


def guest_of(scope):
    """Return the address of a request's sender; None for this machine."""
    client = scope.get("client")
    if not client:
        return None
    try:
        return None if ipaddress.ip_address(client[0]).is_loopback else client[0]
    except ValueError:
        return client[0]


def cookie_of(headers):
    """Return the token in the cookie, or ""."""
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return ""
