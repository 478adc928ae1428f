"""Errors for users: what is wrong, where, what is allowed, and the nearest known name."""

from __future__ import annotations

import difflib
import re
import warnings
from collections.abc import Iterable

# Control characters but tab and line feed, halves of pairs, marks that turn the direction of writing, and what is no
# character: a terminal acts on them, XML must not hold them, and readers do not see them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def plain_text(text):
    r"""Return the text with control characters, and those that XML forbids, written as escapes such as \x1b."""
    return UNSEEN.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


# Attribute of an error that own rules raised: the part of the traceback that lies in the user's files (str).
OWN_TRACEBACK = "own_traceback"


class InputError(ValueError):
    """A mistake in the user's input; prints as at most three lines and ends the command with exit code 2.

    `what` states the problem in one sentence, `where` names file and key, `allowed` what is accepted, `nearest` the
    nearest known name, if any.
    """

    def __init__(
        self, what: str, *, where: str | None = None, allowed: str | None = None, nearest: str | None = None
    ) -> None:
        self.what, self.where, self.allowed, self.nearest = what, where, allowed, nearest
        super().__init__(str(self))

    def __str__(self) -> str:
        first = f"{self.where}: {self.what}" if self.where else self.what
        lines = [first]
        if self.allowed:
            lines.append(f"Allowed: {self.allowed}.")
        if self.nearest:
            lines.append(f"Did you mean '{self.nearest}'?")
        return "\n".join(plain_text(" ".join(line.split())) for line in lines)

    def __reduce__(self):
        # Exceptions cross process borders in sweeps; keyword-only arguments need this to survive pickling.
        return _rebuild, (self.what, self.where, self.allowed, self.nearest)


class CapacityError(RuntimeError):
    """A record array was full: extreme settings, or a bug in the model; the run cannot go on."""


class InputWarning(UserWarning):
    """Something that the user should know and that does not stop the work; the command line prints it as one line."""


def warn_left_out(error):
    """Warn that the subject of an InputError is left out."""
    reason = f"{error.where}: {error.what}" if error.where else error.what
    warn(f"left out: {' '.join(reason.split())}")


def warn(text):
    """Warn of something that does not stop the work; the command line prints it as one line."""
    warnings.warn(text, InputWarning, stacklevel=2)


def _rebuild(what, where, allowed, nearest):
    return InputError(what, where=where, allowed=allowed, nearest=nearest)


def nearest_name(name: object, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, or None where none is near."""
    found = difflib.get_close_matches(str(name), [str(k) for k in known], n=1)
    return found[0] if found else None


def unknown_name(kind: str, name: object, known: Iterable[str], *, where: str | None = None) -> InputError:
    """Return an InputError for a name that is not among `known`."""
    names = sorted(str(k) for k in known)
    return InputError(f"unknown {kind} '{name}'", where=where, allowed=listed(names), nearest=nearest_name(name, names))


def listed(names):
    """Return the first names of a sequence and, where there are more, how many there are."""
    shown = ", ".join(map(str, names[:12]))
    return f"{shown}, ... ({len(names)} in all)" if len(names) > 12 else shown
