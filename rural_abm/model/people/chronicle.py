"""The record of what happens to persons: today's changes for agents, today's onsets for care, the event register."""

from rural_abm.engine.kernels import kernel
from rural_abm.engine.records import DAY_LIST_FULL, ONSETS_FULL
from rural_abm.model.people.records import MODERATE
from rural_abm.state.ledger import log_event

# Levels of the event register.
REGISTER_NOBODY, REGISTER_FRAIL, REGISTER_ALL = range(3)


@kernel
def note_change(world, row, what):
    """Append to today's changes; set `overflow` when there is no room."""
    now = world.now[0]
    if now.changes >= world.changes.size:
        now.overflow = DAY_LIST_FULL
        return
    change = world.changes[now.changes]
    change.key = world.residents[row].key
    change.row = row
    change.what = what
    now.changes += 1


@kernel
def note_event(world, row, minute, kind, detail, amount):
    """Append to the event register if it is kept for this resident: for all, or for the frail and enrolled."""
    level = world.now[0].register
    resident = world.residents[row]
    is_frail = resident.frailty >= MODERATE or resident.enrolled > 0
    if level == REGISTER_ALL or (level == REGISTER_FRAIL and is_frail):
        log_event(world, minute, resident.key, kind, detail, resident.settlement, amount)


@kernel
def new_onset(now, onsets, resident, row, what, number):
    """Return the record of a new onset of today, to be filled in; set `overflow` when there is no room.

    In that case the last record is returned again: a run with `overflow` is not used.
    """
    place = min(now.onsets, onsets.size - 1)
    now.overflow = ONSETS_FULL if now.onsets >= onsets.size else now.overflow
    now.onsets = place + 1
    onset = onsets[place]
    onset.key = resident.key
    onset.row = row
    onset.what = what
    onset.kind = -1
    onset.severity = 0
    onset.minute = 0
    onset.course_days = 0
    onset.number = number
    onset.settlement = resident.settlement
    onset.readmission = 0
    return onset
