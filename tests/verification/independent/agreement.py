"""Whether both engines give the same figures with a mechanism switched on: means over seeds, by Student's t."""

import math

import numpy as np
import regions
from scipy import stats

from rural_abm import RuralModel, Scenario

from . import PatientDay
from . import common_ground as ground

FALSE_ALARMS_IN_ALL = 0.01


def found(figures, parameters, seeds, years, share):
    """({figure: difference in standard deviations}, the bound) on a share of the region.

    `figures` take a `Tally`; `seeds` are those of the compiled and of the independent engine. With both engines alike
    some figure lies beyond the bound in FALSE_ALARMS_IN_ALL of all cases.
    """
    place, register = regions.place_of(share), ground.parameters() | parameters
    compiled, slots = [], []
    for seed in seeds[0]:
        scenario = Scenario(seed=seed, years=years, levers=ground.levers(), parameters=register, months=True)
        model = RuralModel(scenario, place=place).run()
        compiled.append(_values(figures, ground.Tally.of_compiled(model, years)))
        slots.append(ground.slots_a_day(model))
        model.close()
    usual = [round(number) for number in np.mean(slots, axis=0)]
    independent = []
    for seed in seeds[1]:
        model = PatientDay(
            seed, slots_a_day=usual, parameters=register, warm_up_days=ground.WARM_UP_DAYS, place=place
        ).run(years)
        independent.append(_values(figures, ground.Tally.of_independent(model, years)))
    compiled, independent = np.array(compiled), np.array(independent)
    difference = independent.mean(axis=0) - compiled.mean(axis=0)
    deviation = compiled.std(axis=0, ddof=1) * math.sqrt(1 / len(compiled) + 1 / len(independent))
    scaled = dict(zip(figures, (difference / deviation).round(2).tolist(), strict=True))
    print(scaled, dict(zip(figures, (difference / compiled.mean(axis=0)).round(3).tolist(), strict=True)))
    return scaled, stats.t.ppf(1 - FALSE_ALARMS_IN_ALL / len(figures) / 2, len(compiled) - 1)


def _values(figures, tally):
    return [figure(tally) for figure in figures.values()]
