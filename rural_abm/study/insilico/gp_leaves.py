"""A GP leaves: one world in which a GP goes on a known day, one in which the same GP stays, otherwise identical.

The patients of the GP on that day are followed in both worlds. What changes in the world where the GP goes, over what
happens to the same persons where the GP stays, is the effect of losing the GP, with no selection in it.
"""

import numpy as np

from rural_abm.governance import Event, Scenario
from rural_abm.model import RuralModel
from rural_abm.staff.records import EMPLOYED, GP, PERMANENT
from rural_abm.study.insilico.following import counts_of, residents_of, run_days

OPTIONS = {
    "governance": "call_off",
    "successors": ["permanent", "locums"],
    "leave_day": 30,  # reported day
    "days": 365,  # followed after the day
    "oldest_first": 0,  # youngest age followed
    "parameters": {},
}
MEASURED = ("gp_contacts", "usual_gp_contacts", "emergency_visits", "admissions", "acute", "deaths")


def measure(seed, options):
    """Rows successor, outcome, value: the ratio of the patients' counts where the GP leaves to where the GP stays,
    less 1; and what stands beneath, patients and the counts a person and year where the GP stays."""
    before = _scenario(seed, options, ())
    model = RuralModel(before)
    run_days(model, options["leave_day"])
    number, patients = _leaver(model, options)
    start = model.snapshot()
    stays = _follow(model, patients, options)
    years = options["days"] / np.float64(365)
    rows = [_row("stays", "patients", len(patients))]
    rows += [_row("stays", name, stays[name].sum() / len(patients) / years) for name in MEASURED]
    for successor in options["successors"]:
        event = Event(day=options["leave_day"], kind="gp_leaves", staff=number, successor=successor)
        model = RuralModel.from_snapshot(start, _scenario(seed, options, (event,)))
        leaves = _follow(model, patients, options)
        rows += [_row(successor, name, _ratio(leaves[name].sum(), stays[name].sum())) for name in MEASURED]
    return rows


def _scenario(seed, options, events):
    years = 1 + (options["leave_day"] + options["days"]) // 365
    return Scenario(options["governance"], seed=seed, years=years, register="all", events=events,
                    parameters=options["parameters"])  # fmt: skip


def _leaver(model, options):
    """(serial number, patients) of the permanent GP of the region with most patients of the age followed."""
    people = residents_of(model)
    staff = np.asarray(model.world.staff)[: model.world.now["staff"][0]]
    may_go = (staff["role"] == GP) & (staff["employment"] == PERMANENT) & (staff["status"] == EMPLOYED)
    own = people[people["usual_gp"].isin(np.flatnonzero(may_go)) & (people["age"] >= options["oldest_first"])]
    row = int(own["usual_gp"].value_counts().sort_index(kind="stable").idxmax())
    return int(staff["number"][row]), own[own["usual_gp"] == row]


def _follow(model, patients, options):
    contacts, events = run_days(model, options["days"])
    found = counts_of(model, patients, contacts, events)
    model.close()
    return found


def _ratio(leaves, stays):
    return leaves / stays - 1 if stays else np.nan


def _row(successor, outcome, value):
    return {"successor": successor, "outcome": outcome, "value": float(value)}
