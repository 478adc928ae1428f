"""The order of a day and of the turns of weeks, months, quarters and years, read from the model."""

import re

from rural_abm.report.imports import room_of

LISTS = {
    "YEAR": "First day of a year, before the day",
    "MONTH": "First day of a month, before the day",
    "QUARTER": "First day of a quarter, after the steps of the month",
    "DECISIONS": "After the steps of the month and the quarter",
    "WEEK": "Mondays, before the day",
    "DAY": "Every day",
    "YEAR_END": "After the last day of a year",
}


def steps(name):
    """Return [(step, part of the package that contains it, its summary)] of one of LISTS, in order."""
    from rural_abm.simulation import phases

    return [(step, _room(call), _sentence(call)) for step, call in getattr(phases, name)]


def parts(name):
    """Return [(title, names of its steps)] of one of LISTS; a list without parts is one part without a title."""
    from rural_abm.simulation.phases import PARTS

    if name not in PARTS:
        return [("", [step for step, _, _ in steps(name)])]
    return [(part.title, [step for step, _ in part.steps]) for part in PARTS[name]]


def phases():
    """Return the phases of a day as dicts with name, room and text."""
    return [dict(zip(("name", "room", "text"), step, strict=True)) for step in steps("DAY")]


def _room(call):
    return room_of(getattr(call, "py_func", call).__module__.split(".")[1:])


def _sentence(call):
    """Return the first sentence of a step's docstring, without the time, which the heading states."""
    words = " ".join((getattr(call, "py_func", call).__doc__ or "").split("\n\n")[0].split())
    text = re.sub(r"^(?:Phase|Monthly|Yearly|Daily)[:,] ", "", words).split(".  ")[0]
    return text[:1].upper() + text[1:]
