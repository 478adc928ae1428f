"""Births, moves in and out, and birthdays (section 7.2)."""

import math

import numpy as np

from .people import mover_in, new_conditions, newborn
from .rates import AGE_GROUPS, STATES
from .resident import Resident


class Demography:
    """Yearly levels of the municipality tables, spread over the days."""

    def __init__(self, model, people):
        self.model = model
        rates, table = model.rates, model.place.tables.municipalities
        self.births = np.array(table["births_per_year"], float)
        self.in_moves = np.array(table["in_moves_per_year"], float)
        self.trends = rates.value("birth_trend_per_year"), rates.value("in_move_trend_per_year")
        self.alone = table["one_person_household_share"]
        self.weight = rates.table("out_move_weight", AGE_GROUPS)
        self.ratio = rates.table("out_move_frailty_ratio", STATES)
        total = np.zeros(len(self.births))
        for person in people:
            total[person.municipality] += self.relative(person)
        self.scale = np.array(table["out_moves_per_year"], float) / total
        homes = model.place.population.astype(float)
        self.homes = []
        for municipality in range(len(self.births)):
            weights = np.where(model.place.municipality_of_settlement == municipality, homes, 0)
            self.homes.append(weights / weights.sum())

    def relative(self, person):
        """Tendency to move out by age and frailty."""
        rates = self.model.rates
        return self.weight[rates.group_of_age[min(person.age, rates.oldest)]] * self.ratio[person.frailty]

    def move_rate(self, resident):
        """Moves out a year."""
        return float(self.scale[resident.municipality] * self.relative(resident))

    def arrivals(self):
        """The day's births and moves into the area become residents."""
        model = self.model
        birth_trend, move_trend = self.trends
        for levels, trend, kind in ((self.births, birth_trend, "births"), (self.in_moves, move_trend, "moved_in")):
            means = levels * math.exp(trend * model.year) / model.days_a_year
            for municipality, number in enumerate(model.rng.poisson(means)):
                for _ in range(number):
                    self.arrive(kind, municipality)

    def arrive(self, kind, municipality):
        model = self.model
        home = int(model.rng.choice(len(self.homes[municipality]), p=self.homes[municipality]))
        if kind == "births":
            person = newborn(municipality, home, model.rates, model.rng)
        else:
            person = mover_in(municipality, home, self.alone[municipality], model.rates, model.rng)
        model.count(kind, Resident(model, person, newcomer=True))

    def birthdays(self):
        """1 January: everybody is a year older in the rates; conditions may come."""
        model = self.model
        for resident in list(model.agents):
            resident.age += 1
            if resident.age > resident.first_age + model.year:
                before = resident.age - 1, resident.illness_frailty
                resident.conditions = new_conditions(resident, *before, model.rates, model.rng)
            resident.plan()
