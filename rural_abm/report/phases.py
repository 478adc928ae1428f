"""The order of a day and of what happens at the turn of weeks, months and years, read from the model."""

import re

LISTS = {
    "YEAR": "First day of a year, before the day",
    "WEEK": "Mondays, before the day",
    "MONTH": "First day of a month, before the day",
    "DECISIONS": "After the steps of the month",
    "DAY": "Every day",
    "YEAR_END": "After the last day of a year",
}


def steps(name):
    """[(step, part of the package it stands in, what it does in one sentence)] of one of LISTS, in order."""
    from rural_abm.simulation import model

    return [(step, _room(call), _sentence(call)) for step, call in getattr(model, name)]


def phases():
    """The phases of a day as dicts with name, room and text."""
    return [dict(zip(("name", "room", "text"), step, strict=True)) for step in steps("DAY")]


def _room(call):
    return getattr(call, "py_func", call).__module__.split(".")[1]


def _sentence(call):
    """The first sentence of a step's docstring, without the word that says when, which the heading does."""
    words = " ".join((getattr(call, "py_func", call).__doc__ or "").split("\n\n")[0].split())
    text = re.sub(r"^(?:Phase|Monthly|Yearly|Daily)[:,] ", "", words).split(".  ")[0]
    return text[:1].upper() + text[1:]
