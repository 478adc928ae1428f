"""Events of single persons in a run, counted by key: from the event register to a register study."""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.records import ALIVE, ENROLLED
from rural_abm.simulation.event_register import EventLog
from rural_abm.study.insilico.registers import gp_numbers, is_gp_contact

# What is counted, and the kinds of events that count.
EVENT_COUNTS = {"admissions": ("admitted",), "emergency_visits": ("emergency",), "deaths": ("died",)}
CONTACT_COUNTS = ("gp_contacts", "usual_gp_contacts")
TOGETHER = ("admissions", "emergency_visits")


def residents_of(model, *, everywhere=False):
    """Return a DataFrame of the residents of the region's municipalities (of all if `everywhere`) alive today.

    Columns: key, row, age (years), sex, frailty, conditions, municipality, unit, band, enrolled, usual_gp (staff row,
    -1 where none), usual_gp_years (since first contact or entry on the list, NaN where none), list_gp and list_gp_years
    (of the GP on whose list they are, where lists are kept for all), person_factor.
    """
    import pandas as pd

    world, place = model.world, model.place
    residents = world.residents[: world.now["residents"][0]]
    in_region = np.array(place.tables.municipalities["in_region"]).astype(bool)
    rows = np.flatnonzero((residents["status"] == ALIVE) & (everywhere | in_region[residents["municipality"]]))
    own, day = residents[rows], int(world.now["day"][0])
    years = np.where(own["usual_gp"] >= 0, (day - own["usual_gp_since"].astype("i8")) / DAYS_A_YEAR, np.nan)
    mine = world.lists[rows]
    on_list = np.where(mine["gp"] >= 0, (day - mine["since"].astype("i8")) / DAYS_A_YEAR, np.nan)
    names = ("key", "sex", "frailty", "conditions", "municipality", "unit", "band", "person_factor")
    return pd.DataFrame({
        **{name: own[name] for name in names}, "usual_gp": np.maximum(own["usual_gp"], -1), "row": rows,
        "age": (day - own["birth_day"].astype("i8")) // DAYS_A_YEAR,
        "enrolled": own["enrolled"] == ENROLLED, "usual_gp_years": years,
        "list_gp": np.maximum(mine["gp"], -1), "list_gp_years": on_list,
    })  # fmt: skip


def run_days(model, days):
    """Run `days` days and return their (contacts, events); what was collected before and after is discarded."""
    model.log.take(model.world)
    model.log = EventLog()
    for _ in range(days):
        model.step()
    found = model.contacts(), model.events()
    model.log = EventLog()
    return found


def counts_of(model, people, contacts, events):
    """Return `people` (see `residents_of`) with a column for each of EVENT_COUNTS and CONTACT_COUNTS.

    The columns count each person's contacts and events; `acute` is admissions and emergency visits together.
    """
    found = people.copy()
    for name, kinds in EVENT_COUNTS.items():
        found[name] = _times(found["key"], events.loc[events["kind"].isin(kinds), "person"])
    with_gp = contacts[is_gp_contact(contacts, gp_numbers(model))]
    found["gp_contacts"] = _times(found["key"], with_gp["person"])
    numbers = np.asarray(model.world.staff["number"])
    usual = dict(zip(found["key"], np.where(found["usual_gp"] >= 0, numbers[found["usual_gp"]], -1), strict=True))
    is_usual = with_gp["person"].map(usual) == with_gp["staff"]
    found["usual_gp_contacts"] = _times(found["key"], with_gp.loc[is_usual, "person"])
    found["acute"] = found[list(TOGETHER)].sum(axis=1)
    return found


def _times(keys, persons):
    """Return how often each key occurs among the persons."""
    return keys.map(persons.value_counts()).fillna(0).astype(int)
