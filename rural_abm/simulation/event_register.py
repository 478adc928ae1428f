"""The event register: single contacts and events, collected from the day's arrays and returned as tables."""

import numpy as np

from rural_abm.engine.units import HALF
from rural_abm.model.care.records import NEED_CLASSES, WAYS
from rural_abm.model.ties.records import CONTACT_MODES
from rural_abm.state.happenings import EVENT_KINDS
from rural_abm.state.ledger import CONTACT, EVENT


class EventLog:
    """The events collected so far: copies of contact and event rows, in order of time."""

    def __init__(self):
        self._contacts, self._events = [], []

    def collect(self, world):
        """Move the rows out of the world's arrays when these are half full."""
        now = world.now[0]
        if now.contacts > HALF * world.contacts.size or now.events > HALF * world.events.size:
            self.take(world)

    def take(self, world):
        """Move all rows out of the world's arrays."""
        now = world.now[0]
        self._contacts.append(np.array(world.contacts[: now.contacts]))
        self._events.append(np.array(world.events[: now.events]))
        now.contacts = 0
        now.events = 0

    def contacts(self, world, place):
        """Return a DataFrame of contacts.

        The columns are day (reported), minute, person, staff, kind, channel, mode, place, minutes, metres and result.
        """
        self.take(world)
        return self._contact_table(world, place)

    def _contact_table(self, world, place):
        frame = _frame(self._contacts, CONTACT)
        kinds = ("home_nursing", *NEED_CLASSES)
        frame["kind"] = [kinds[code + 1] for code in frame["kind"]]
        frame["channel"] = [channel_name(code) for code in frame["channel"]]
        frame["mode"] = [CONTACT_MODES[code] for code in frame["mode"]]
        return _dated(frame, world, place)

    def events(self, world, place):
        """Return a DataFrame of events: day (reported), minute, person, kind, detail, place, amount."""
        self.take(world)
        return self._event_table(world, place)

    def _event_table(self, world, place):
        frame = _frame(self._events, EVENT)
        frame["kind"] = [EVENT_KINDS[code] for code in frame["kind"]]
        return _dated(frame, world, place)

    def of_person(self, world, place, key):
        """Return (contacts, events) of one person from the first reported day on, as `contacts` and `events` do."""
        self.take(world)
        start = int(world.parameters["warm_up_days"][0])
        found = []
        for parts in (self._contacts, self._events):
            mine = [rows[(rows["person"] == key) & (rows["day"] >= start)] for rows in parts]
            found.append(mine)
        alone = EventLog()
        alone._contacts, alone._events = found
        return alone._contact_table(world, place), alone._event_table(world, place)


def channel_name(code):
    """Return the name of how a contact came about: a kind of channel, or a way that needs none."""
    from rural_abm.governance import channel_kinds

    return list(channel_kinds())[code] if code >= 0 else WAYS[-1 - code]


def _frame(parts, dtype):
    import pandas as pd

    rows = np.concatenate(parts) if parts else np.zeros(0, dtype)
    return pd.DataFrame({name: rows[name] for name in rows.dtype.names})


def _dated(frame, world, place):
    frame["day"] = frame["day"] - int(world.parameters["warm_up_days"][0])
    frame["place"] = [place.settlement_keys[code] if code >= 0 else "" for code in frame["place"]]
    return frame
