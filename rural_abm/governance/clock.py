"""Times of day in lever files: "HH:MM", from 00:00 to 24:00."""

from rural_abm.engine.units import minute_from_clock

CLOSED = "closed"
CLOCK_FORM = "HH:MM"


def minute_of_day(text):
    """Return the minute of the day, 0 to 1440, of a time "HH:MM"; raise ValueError for anything else."""
    if not (isinstance(text, str) and text.isascii() and len(text) == len(CLOCK_FORM)):
        raise ValueError(f"{text!r} is not a time of day such as 08:30")
    return minute_from_clock(text)
