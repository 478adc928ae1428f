"""A GP leaves: a world in which a GP of each unit of care leaves on a known day, and one in which the same GPs stay.

The patients of these GPs on that day, by their usual GP or the GP of their list, are followed in both worlds. The
difference between the two, for the same persons, is the effect of losing the GP, without selection.
"""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance import Scenario
from rural_abm.simulation.model import RuralModel
from rural_abm.study.insilico.following import counts_of, residents_of, run_days
from rural_abm.study.insilico.leaving import departures, leavers
from rural_abm.study.insilico.regional import in_region

MEASURED = ("gp_contacts", "usual_gp_contacts", "emergency_visits", "admissions", "acute", "deaths")


def measure(seed, options):
    """Return rows of successor, outcome, value: the relative change of the patients' counts when the GP leaves.

    The value is the ratio of the counts where the GP leaves to those where the GP stays, less 1. Patients and counts
    per person and year where the GP stays are included.
    """
    before = _scenario(seed, options, ())
    model = RuralModel(before)
    run_days(model, options["leave_day"])
    rows_of_gps = leavers(model)
    people = residents_of(model)
    patients = people[people[options["relation"]].isin(rows_of_gps) & (people["age"] >= options["youngest"])]
    events = {one: departures(model, rows_of_gps, options["leave_day"], one) for one in options["successors"]}
    start = model.snapshot()
    stays = _follow(model, patients, options)
    person_years = len(patients) * options["days"] / DAYS_A_YEAR or np.nan  # none where no post is held
    rows = [_row("stays", "gps", len(rows_of_gps)), _row("stays", "patients", len(patients))]
    rows += [_row("stays", name, stays[name].sum() / person_years) for name in MEASURED]
    for successor in options["successors"]:
        model = RuralModel.from_snapshot(start, _scenario(seed, options, events[successor]))
        leaves = _follow(model, patients, options)
        rows += [_row(successor, name, _ratio(leaves[name].sum(), stays[name].sum())) for name in MEASURED]
    return rows


def _scenario(seed, options, events):
    years = 1 + (options["leave_day"] + options["days"]) // DAYS_A_YEAR
    return Scenario(options["governance"], seed=seed, years=years, register="all", events=events,
                    parameters=options["parameters"], **in_region(options))  # fmt: skip


def _follow(model, patients, options):
    contacts, events = run_days(model, options["days"])
    found = counts_of(model, patients, contacts, events)
    model.close()
    return found


def _ratio(leaves, stays):
    return leaves / stays - 1 if stays else np.nan


def _row(successor, outcome, value):
    return {"successor": successor, "outcome": outcome, "value": float(value)}
