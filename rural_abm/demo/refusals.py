"""What the page is told when something is wrong: a code, words in both languages, where, what is allowed; no more."""

import logging

from rural_abm import InputError
from rural_abm.demo.desk import BusyError
from rural_abm.demo.settings import limit

WRONG, TOO_LARGE, BUSY, FAILED = 422, 413, 429, 500
LONGEST = 400
WORDS = {
    "wrong_request": {"en": "That cannot be asked for.", "sv": "Det går inte att fråga så."},
    "too_large": {"en": "That is too large.", "sv": "Det är för stort."},
    "forbidden": {"en": "This page is for those who have the link.", "sv": "Sidan är för dem som har länken."},
    "busy": {
        "en": "Many are asking just now. Try again in a moment.",
        "sv": "Många frågar just nu. Försök igen om en stund.",
    },
    "not_found": {"en": "There is nothing there.", "sv": "Det finns inget där."},
    "failed": {"en": "Something went wrong here; the server goes on.", "sv": "Något gick fel här; servern fortsätter."},
}


def refusal(code, status, *, what=None, where=None, allowed=None, nearest=None):
    """(status, {"error": ...}): what is said where something is refused."""
    words = dict(WORDS[code])
    if what:
        words = {language: f"{text} {what}"[:LONGEST] for language, text in words.items()}
    shown = {"where": where, "allowed": allowed, "nearest": nearest}
    return status, {
        "error": {"code": code, "what": words, **{key: value and str(value)[:LONGEST] for key, value in shown.items()}}
    }


def refusal_of(error):
    """(status, body) of an error; what is not the asker's mistake is written to the log and not shown."""
    if isinstance(error, InputError):
        return refusal(
            "wrong_request", WRONG, what=error.what, where=error.where, allowed=error.allowed, nearest=error.nearest
        )
    if isinstance(error, BusyError):
        return refusal("busy", BUSY)
    logging.getLogger(__name__).error("a request failed", exc_info=error)
    return refusal("failed", FAILED)


def headers_of(status):
    """Headers that belong to a refusal."""
    return {"Retry-After": str(limit("seconds_to_retry"))} if status == BUSY else {}
