"""A test double of the model: outcomes follow from seed and scenario at once, so that studies can be tried fast."""

import sys
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from rural_abm.governance import resolve

OUTCOMES = ("coc", "deaths", "emergency_visits")
PLACES = (("region", "region"), ("municipality", "sorsele"))
FIRST_YEAR = 2024


class ModelDouble:
    """Answers like RuralModel. Beds at Sorsele act on `deaths`, the daily slot on `coc`, and together once more."""

    warm_ups = []
    fails_for = None
    closed = 0

    def __init__(self, scenario):
        self.scenario = scenario
        self.days = 0

    @classmethod
    def warmed(cls, scenario):
        cls.warm_ups.append(scenario.seed)
        return cls(scenario)

    @property
    def finished_days(self):
        return self.days

    def snapshot(self):
        return self.scenario.seed

    @classmethod
    def from_snapshot(cls, snapshot, scenario):
        assert snapshot == scenario.seed
        return cls(scenario)

    def run(self, years=None, progress=None):
        if self.fails_for and self.fails_for(self.scenario):
            raise RuntimeError("stopped on purpose")
        self.days = 365 * (years or self.scenario.years)
        for day in range(30, self.days + 1, 30):
            if progress:
                progress(day, self.days)

    def outcomes(self, names=None):
        levers = resolve(self.scenario).at(0)["sorsele"]
        beds, slot = levers.beds.places, levers.daily_slot.enabled
        noise = np.random.default_rng(self.scenario.seed).integers(0, 50, (self.scenario.years, len(PLACES)))
        rows = []
        for year in range(self.scenario.years):
            for number, (kind, place) in enumerate(PLACES):
                shared = int(noise[year, number])
                values = {
                    "coc": 100 + 5 * slot + shared,
                    "deaths": 300 + 10 * beds + 3 * beds * slot + shared,
                    "emergency_visits": 70 + shared,
                }
                where = (str(FIRST_YEAR + year), kind, place, "all", "all")
                rows += [(*where, name, values[name], 1000) for name in OUTCOMES]
        columns = ["period", "place_kind", "place", "dimension", "group", "outcome", "numerator", "denominator"]
        frame = pd.DataFrame(rows, columns=columns)
        if names is not None:
            frame = frame[frame["outcome"].isin(names)]
        # As the model gives them: texts as categories, among them some that no row has.
        texts = {name: pd.CategoricalDtype([*dict.fromkeys(frame[name]), "unused"]) for name in columns[:6]}
        return frame.astype(texts)

    def close(self):
        type(self).closed += 1

    def contacts(self):
        return pd.DataFrame({"day": [3], "person": [7]})

    def events(self):
        return pd.DataFrame({"day": [4], "person": [7]})


@pytest.fixture
def model_double(monkeypatch):
    """Puts the double in the place of the model for this process; the class."""
    module = ModuleType("rural_abm.simulation.model")
    double = type("RuralModel", (ModelDouble,), {"warm_ups": [], "fails_for": None})
    module.RuralModel = double
    monkeypatch.setitem(sys.modules, "rural_abm.simulation.model", module)
    monkeypatch.setattr("rural_abm.study.running.precompile.is_cold", lambda: False)  # there is nothing to compile
    return double
