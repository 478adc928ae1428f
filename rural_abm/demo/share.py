"""Opening the page to a room: a token, the addresses of this machine's network cards, and a QR code."""

import ipaddress
import secrets
import socket

TOKEN_BYTES = 16
CODE_SCALE = 6
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


def new_token():
    """A token that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def addresses():
    """[{"card", "address"}] of the network cards that are up, without those that reach this machine only."""
    import psutil

    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    return [
        {"card": card, "address": one.address}
        for card, given in psutil.net_if_addrs().items()
        for one in given
        if card in up and one.family == socket.AF_INET and is_reachable(one.address)
    ]


def is_reachable(address):
    """Whether others can reach an address: it is neither this machine's own nor one it gave itself for want of any."""
    found = ipaddress.ip_address(address)
    return not (found.is_loopback or found.is_link_local or found.is_unspecified)


def links(port, token):
    """[{"card", "address", "url"}]: the links to hand out."""
    return [{**one, "url": f"http://{one['address']}:{port}/?token={token}"} for one in addresses()]


def code_svg(text):
    """An SVG (text) of a link as a QR code."""
    import segno

    return segno.make(text, error="m").svg_inline(scale=CODE_SCALE)


def code_lines(text):
    """The same in characters, for a terminal."""
    import io

    import segno

    out = io.StringIO()
    segno.make(text, error="m").terminal(out=out, compact=True)
    return out.getvalue()
