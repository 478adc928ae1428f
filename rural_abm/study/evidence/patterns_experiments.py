"""Settings that need more than a scenario: a city district, a departing GP, a spreading routine."""

from dataclasses import replace

import numpy as np

from rural_abm.model.people.records import ALIVE
from rural_abm.regions.place import place_of
from rural_abm.regions.place_tables import AGE_BANDS
from rural_abm.regions.population import shared_out
from rural_abm.study.insilico.leaving import departures, leavers
from rural_abm.study.insilico.registers import ACUTE, gp_numbers, is_gp_contact

FLOWS = ("births_per_year", "in_moves_per_year", "out_moves_per_year")


def city_place(residents, others_share, place=None):
    """Return the place as a city district.

    It has `residents` residents in the first municipality, all in its unit's town, and a small share of them elsewhere.
    The centres of the district count as one unit with all their physicians.
    """
    place = place_of() if place is None else place
    table = place.tables.municipalities
    columns = dict(table.columns)
    scale = residents / sum(int(columns[band][0]) for band in AGE_BANDS)
    for name in (*AGE_BANDS, *FLOWS):
        whole = columns[name]
        columns[name] = np.maximum(np.round(whole * others_share), 1).astype(whole.dtype)
        columns[name][0] = round(int(whole[0]) * scale)
    population = np.zeros_like(place.population)
    for index, total in enumerate(sum(columns[band] for band in AGE_BANDS)):
        here = np.flatnonzero(place.municipality_of_settlement == index)
        population[here] = shared_out(int(total), place.population[here])
        if index == 0:
            population[here] = 0
            population[place.settlement_of_unit[0]] = int(total)
    tables = replace(place.tables, municipalities=replace(table, columns=columns))
    return replace(place, tables=tables, population=population)


class Leaving:
    """Two runs of the same seed: in the second, one GP of each unit leaves on the first day.

    `counts` has, by kind of row, how many rows the leavers' patients had in each (acute, gp_contacts, died).
    """

    def __init__(self, model, successor):
        """Run both; `model` is at its first reported day, with a scenario that keeps everything."""
        rows = leavers(model)
        residents = model.world.residents[: model.world.now["residents"][0]]
        patients = set(residents["key"][np.isin(residents["usual_gp"], rows) & (residents["status"] == ALIVE)].tolist())
        events = departures(model, rows, 0, successor)
        snapshot, kind, place = model.snapshot(), type(model), model.place
        left = kind(replace(model.scenario, events=events), place=place, snapshot=snapshot)
        self.patients = len(patients)
        self.counts = [_counted(one, patients) for one in (model, left)]


def _counted(model, patients):
    """Run the model to its end and close it; return {kind of row: number} of the patients."""
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
    """Return the count of the leavers' patients after the departure over that where the GPs stayed."""
    stayed, left = (counts[of] for counts in leaving.counts)
    return left / stayed if stayed else float("nan")


def spread_of(setting, scenario, place=None):
    """Return the table of `spread` in the years of a scenario.

    It has full implementation support where the setting's option `support` says so.
    """
    from rural_abm.study.insilico.spread import full_support, spread

    support = full_support() if setting.options["support"] else None
    return spread(scenario.years, [scenario.seed], support, parameters=scenario.parameters, place=place)


def share_tried(table):
    """Return the share of municipalities in which the routine has been tried by the end of the last year."""
    from rural_abm.study.insilico.spread import share_of

    tried, settings = share_of(table, table["year"].max(), "tried")
    return tried / settings
