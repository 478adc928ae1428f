"""Sharing the page on the local network: a token, the addresses of this machine and a QR code."""

import ipaddress
import secrets
import socket

TOKEN_BYTES = 16
CODE_SCALE = 6
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")


def new_token():
    """Return a random token that cannot be guessed."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def addresses():
    """Return [{"card", "address"}] of the active network cards, without loopback ones."""
    import psutil

    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    return [
        {"card": card, "address": one.address}
        for card, given in psutil.net_if_addrs().items()
        for one in given
        if card in up and one.family == socket.AF_INET and is_reachable(one.address)
    ]


def is_reachable(address):
    """Return whether others can reach an address, that is, it is neither loopback nor link-local."""
    found = ipaddress.ip_address(address)
    return not (found.is_loopback or found.is_link_local or found.is_unspecified)


def links(port, token):
    """Return [{"card", "address", "url"}]: the links to hand out."""
    return [{**one, "url": f"http://{one['address']}:{port}/?token={token}"} for one in addresses()]


def code_svg(text):
    """Return an SVG (text) of a link as a QR code."""
    import segno

    return segno.make(text, error="m").svg_inline(scale=CODE_SCALE)


def code_lines(text):
    """Return the QR code in characters, for a terminal."""
    import io

    import segno

    out = io.StringIO()
    segno.make(text, error="m").terminal(out=out, compact=True)
    return out.getvalue()
