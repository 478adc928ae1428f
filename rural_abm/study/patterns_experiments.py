"""Two settings that a scenario alone cannot give: the region made into a city, and a GP who leaves.

A city district has several centres within minutes, and its patients are listed with doctors of all of them: roads are
shortened, and on the first reported day the usual GPs of the residents are dealt out anew over all units of care.
"""

from dataclasses import replace

import numpy as np

from rural_abm.draws import process, uniform_array
from rural_abm.governance import Event
from rural_abm.people.records import ALIVE
from rural_abm.place import load_place
from rural_abm.staff.records import EMPLOYED, GP, PERMANENT, ROTATING
from rural_abm.study.patterns_followed import ACUTE, gp_numbers, is_gp_contact

DEALT_OUT = process("patterns.city_lists")
USUAL_FIELDS = ("usual_gp", "usual_gp_since", "usual_gp_last")


def city_place(roads_shorter, place=None):
    """The place with all ways so many times shorter in minutes and metres, at least one minute and metre."""
    place = load_place() if place is None else place
    shorter = {
        name: np.where(table > 0, np.maximum(table // roads_shorter, 1), 0).astype(table.dtype)
        for name in ("metres", "summer_minutes", "winter_minutes")
        for table in (getattr(place.travel, name),)
    }
    return replace(place, travel=replace(place.travel, **shorter))


def deal_out_lists(model):
    """Gives each resident of the region with a usual GP that of another such resident, with its years; list sizes
    stay."""
    residents = np.asarray(model.world.residents)[: model.world.now["residents"][0]]
    inside = np.array(model.place.tables.municipalities["in_region"]).astype(bool)[residents["municipality"]]
    rows = np.flatnonzero((residents["status"] == ALIVE) & (residents["usual_gp"] >= 0) & inside)
    keys = residents["key"][rows]
    by_key = rows[np.argsort(keys)]
    order = np.argsort(uniform_array(np.uint64(model.scenario.seed), DEALT_OUT, np.sort(keys), np.int64(0)))
    for name in USUAL_FIELDS:
        residents[name][by_key] = residents[name][by_key[order]]


def leavers(model):
    """Rows of one GP of each unit of care of the region: the permanent one with most residents; none where none is."""
    staff = np.asarray(model.world.staff)[: model.world.now["staff"][0]]
    can_leave = (staff["role"] == GP) & (staff["status"] == EMPLOYED) & (staff["post"] >= 0)
    can_leave &= np.isin(staff["employment"], (PERMANENT, ROTATING)) & (staff["panel"] > 0)
    rows = []
    for unit in np.flatnonzero(model.world.units["in_region"] == 1):
        here = np.flatnonzero(can_leave & (staff["unit"] == unit))
        if here.size:
            rows.append(int(here[np.lexsort((here, -staff["panel"][here]))[0]]))
    return rows


class Leaving:
    """Two runs of the same seed: in the second, one GP of each unit leaves on the first day. `counts` has, by kind of
    row, how many rows the leavers' patients had in each (acute, gp_contacts, died)."""

    def __init__(self, model, successor):
        """Runs both; `model` stands at its first reported day, with a scenario that keeps everything."""
        rows = leavers(model)
        residents = np.asarray(model.world.residents)[: model.world.now["residents"][0]]
        patients = set(residents["key"][np.isin(residents["usual_gp"], rows) & (residents["status"] == ALIVE)].tolist())
        numbers = [int(model.world.staff["number"][row]) for row in rows]
        events = tuple(Event(day=0, kind="gp_leaves", staff=number, successor=successor) for number in numbers)
        snapshot, kind, place = model.snapshot(), type(model), model.place
        left = kind(replace(model.scenario, events=events), place=place, snapshot=snapshot)
        self.patients = len(patients)
        self.counts = [_counted(one, patients) for one in (model, left)]


def _counted(model, patients):
    """{kind of row: number} of the patients in a model run to its end, which is closed."""
    model.run()
    contacts, events = model.contacts(), model.events()
    contacts = contacts[contacts["person"].isin(patients)]
    events = events[events["person"].isin(patients)]
    found = {
        "gp_contacts": int(is_gp_contact(contacts, gp_numbers(model)).sum()),
        "acute": int(events["kind"].isin(ACUTE).sum()),
        "died": int((events["kind"] == "died").sum()),
    }
    model.close()
    return found


def leaving_ratio(leaving, of):
    """What the leavers' patients had after they left over what they had where they stayed."""
    stayed, left = (counts[of] for counts in leaving.counts)
    return left / stayed if stayed else float("nan")
