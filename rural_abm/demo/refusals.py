"""Errors as sent to the page: a code, words in both languages, the location, allowed values; no internals."""

import logging

from rural_abm import InputError
from rural_abm.demo.desk import BusyError
from rural_abm.demo.settings import limit

WRONG, TOO_LARGE, BUSY, FAILED = 422, 413, 429, 500
LONGEST = 400
WORDS = {
    "wrong_request": {"en": "This request is not valid.", "sv": "Frågan går inte att besvara."},
    "too_large": {"en": "The request is too large.", "sv": "Frågan eller filen är för stor."},
    "forbidden": {
        "en": "This page is open only to those who have the link.",
        "sv": "Sidan är bara öppen för den som har länken.",
    },
    "busy": {
        "en": "The server is busy. Try again in a moment.",
        "sv": "Servern är upptagen. Försök igen om en stund.",
    },
    "not_found": {"en": "Not found.", "sv": "Sidan finns inte."},
    "failed": {
        "en": "An error occurred; the server is still running.",
        "sv": "Ett fel inträffade; servern är fortfarande igång.",
    },
}


def refusal(code, status, *, what=None, where=None, allowed=None, nearest=None):
    """Return (status, {"error": ...}) of a refusal."""
    words = dict(WORDS[code])
    if what:
        words = {language: f"{text} {what}"[:LONGEST] for language, text in words.items()}
    shown = {"where": where, "allowed": allowed, "nearest": nearest}
    return status, {
        "error": {"code": code, "what": words, **{key: value and str(value)[:LONGEST] for key, value in shown.items()}}
    }


def refusal_of(error):
    """Return (status, body) of an error; an internal error is logged and its details are not shown."""
    if isinstance(error, InputError):
        return refusal(
            "wrong_request", WRONG, what=error.what, where=error.where, allowed=error.allowed, nearest=error.nearest
        )
    if isinstance(error, BusyError):
        return refusal("busy", BUSY)
    logging.getLogger(__name__).error("a request failed", exc_info=error)
    return refusal("failed", FAILED)


def headers_of(status):
    """Return the headers of a refusal."""
    return {"Retry-After": str(limit("seconds_to_retry"))} if status == BUSY else {}
