"""`PatientDay`: a plain Mesa model of the patient day, one agent a resident, one `step` a day."""

import math
from collections import Counter

import mesa
import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_A_DAY, MONTHS_A_YEAR, SATURDAY, day_of_week, minute_from_clock
from rural_abm.regions.place import load_place
from rural_abm.regions.registers import load_register

from .care import Emergency, HomeNursing, Reception, Wards
from .demography import Demography
from .minor import MinorEmergencies
from .people import first_people
from .rates import DEMENTIA, KINDS, SEVERITIES, Rates
from .resident import ENROLLED, HOUSED, Resident

HOURS_OF_EPISODES = ("00_04", "04_08", "08_12", "12_16", "16_20", "20_24")
OPENS, CLOSES = minute_from_clock("08:00"), minute_from_clock("17:00")
NEGLIGIBLE_DECAYS = 8  # after so many decay times the period after a stay is over
DAYS_OF_CARE = {ENROLLED: "enrolled_days", HOUSED: "housing_days"}


class PatientDay(mesa.Model):
    """The patient day of the area.

    `slots_a_day` are the GP slots of each unit on a working day, `parameters` replaces values of the register,
    `warm_up_days` come before reported day 0; `counts[name, year, frailty]`
    holds what happened, `person_days[year, frailty]` the days lived, `months[name, month]` what happened by month,
    `deaths_by_age[age]` deaths by the age on the day before the first reported one.
    """

    def __init__(self, seed, *, slots_a_day, parameters=None, warm_up_days=DAYS_A_YEAR, place=None):
        super().__init__(seed=seed)
        self.rng = np.random.default_rng(seed)
        self.place = place or load_place()
        self.rates = Rates(load_register().with_values(parameters or {}))
        self.days_a_year = DAYS_A_YEAR
        self.day, self.year = -warm_up_days, 0
        self.counts, self.months, self.person_days = Counter(), Counter(), Counter()
        self.deaths_by_age = Counter()
        self.acute = []
        self._read_numbers()
        self.reception, self.emergency = Reception(self, slots_a_day), Emergency(self)
        self.minor = MinorEmergencies(self)
        self.wards, self.home_nursing = Wards(self), HomeNursing(self)
        people = first_people(self.place, self.rates, self.rng)
        self.demography = Demography(self, people)
        self._set_clock()
        for person in people:
            Resident(self, person)
        self.home_nursing.start(list(self.agents))

    def _read_numbers(self):
        value, table = self.rates.value, self.rates.table
        self.old_age = int(value("old_age_years"))
        self.episode_amplitude = value("acute_season_amplitude")
        self.complaint_amplitude = value("complaint_season_amplitude")
        self.peak_day = value("season_peak_day")
        self.onset_amplitude = value("terminal_onset_amplitude")
        self.respiratory_amplitude = self.rates.last_phase.is_on * value("respiratory_severity_amplitude")
        self.course_days = table("moderate_course_days", KINDS).tolist()
        self.unmet_worsens_share = value("unmet_worsens_share")
        task_share = value("post_discharge_task_share")
        if task_share:
            raise ValueError("discharge tasks are not in this engine: post_discharge_task_share must be 0")
        self.post_discharge_excess = value("post_discharge_excess")
        self.post_discharge_decay = value("post_discharge_decay_days")
        self.post_discharge_ends = NEGLIGIBLE_DECAYS * self.post_discharge_decay
        hours = table("episode_hours", HOURS_OF_EPISODES)
        self.hour_weights = hours.tolist()
        names = ("self_reports", "self_reports_dementia", "relatives_find", "home_help_find", "housing_staff_find")
        self.finding = {name: value(f"{name}_per_day") for name in names if name != "self_reports_dementia"}
        self.finding["self_reports_dementia"] = value("self_reports_per_day_dementia")

    # the day

    def step(self):
        """One day: clock, arrivals, everybody's day, reception, acute requests, the rest of the queues."""
        self._set_clock()
        if self.day >= 0 and self.day % DAYS_A_YEAR == 0:
            self.year = self.day // DAYS_A_YEAR
            self.demography.birthdays()
        if not self.warming_up:
            self.demography.arrivals()
        if self.is_month_start:
            self.home_nursing.review_all(list(self.agents))
        self._count_lives()
        self.acute[:] = self.emergency.take_up()
        self.reception.open_day()
        self.agents.do("step")
        self.reception.serve_queues(self.reception.reserve)
        for minute, _, resident, kind, severity in sorted(self.acute, key=lambda request: request[:2]):
            self.emergency.meet(resident, kind, severity, minute)
        self.minor.meet_all()
        self.reception.serve_queues(0)
        self.day += 1

    def run_days(self, days):
        """Runs so many days; returns the model."""
        for _ in range(days):
            self.step()
        return self

    def run(self, years):
        """The warm-up, if it lies ahead, and so many reported years."""
        return self.run_days(years * DAYS_A_YEAR - self.day)

    def _set_clock(self):
        self.weekday = day_of_week(self.day)
        self.weekday_is_weekend = self.weekday >= SATURDAY
        self.is_workday = not self.weekday_is_weekend
        self.warming_up = self.day < 0
        self.month = math.floor(self.day * MONTHS_A_YEAR / DAYS_A_YEAR)
        self.is_month_start = self.month != math.floor((self.day - 1) * MONTHS_A_YEAR / DAYS_A_YEAR)
        self.wave = math.cos(2 * math.pi * (self.day - self.peak_day) / DAYS_A_YEAR)

    def season_allows(self, amplitude):
        """Whether a candidate at the peak's rate is one today."""
        return self.random.random() * (1 + amplitude) < 1 + amplitude * self.wave

    # draws

    def draw_severity(self, kind):
        """Of infections and COPD more are severe in winter, and as many over the year as of other kinds."""
        severe, *milder = self.rates.per_severe
        if KINDS[kind] in ("infection", "copd"):
            share = severe / (severe + sum(milder)) * (1 + self.respiratory_amplitude * self.wave)
            share /= 1 + self.respiratory_amplitude * self.episode_amplitude / 2
            severe = sum(milder) * share / (1 - share)
        return self.random.choices(SEVERITIES, [severe, *milder])[0]

    def geometric(self, mean_days):
        """Whole days, at least 1, with the mean given."""
        if mean_days <= 1:
            return 1
        return 1 + int(math.log(1 - self.random.random()) / math.log(1 - 1 / mean_days))

    def finding_hazard(self, resident):
        """Hazard per day that a hidden decline is found by someone other than a nurse."""
        finding = self.finding
        hazard = finding["self_reports_dementia" if DEMENTIA in resident.conditions else "self_reports"]
        if resident.relatives_near:
            hazard += finding["relatives_find"]
        if resident.care == HOUSED:
            hazard += finding["housing_staff_find"]
        elif resident.care:
            hazard += finding["home_help_find"]
        return hazard

    def ask_acute(self, resident, kind, severity):
        """Puts a request on the day's list, at a minute drawn by the hours of episodes."""
        self.acute.append((self.minute_by(self.hour_weights), resident.unique_id, resident, kind, severity))

    def minute_by(self, weights):
        """A minute of the day, by the weights of its equal parts."""
        width = MINUTES_A_DAY // len(weights)
        part = self.random.choices(range(len(weights)), weights)[0]
        return part * width + int(self.random.random() * width)

    def in_opening_hours(self, minute):
        return self.is_workday and OPENS <= minute < CLOSES

    # place

    def unit_of(self, settlement):
        return int(self.place.unit_of_settlement[settlement])

    def minutes_to_unit(self, resident):
        seat = self.place.settlement_of_unit[resident.unit]
        return int(self.place.travel.summer_minutes[resident.settlement, seat])

    # counting

    def count(self, name, resident, number=1):
        """Adds to the year's and the month's count of the resident's state of frailty; nothing in the warm-up."""
        if self.warming_up:
            return
        self.counts[name, self.year, resident.frailty] += number
        self.months[name, self.month] += number

    def count_death_by_age(self, resident):
        if not self.warming_up:
            self.deaths_by_age[resident.first_age] += 1

    def _count_lives(self):
        if self.warming_up or not self.is_month_start:
            return
        days = math.ceil((self.month + 1) * DAYS_A_YEAR / MONTHS_A_YEAR) - self.day
        for resident in self.agents:
            self.person_days[self.year, resident.frailty] += days
            if resident.care:
                self.counts[DAYS_OF_CARE[resident.care], self.year, resident.frailty] += days

    def total(self, name, year=None, frailty=None):
        """Sum of a count over years and states, or over those given."""
        return sum(
            number
            for (what, when, state), number in self.counts.items()
            if what == name and (year is None or when == year) and (frailty is None or state == frailty)
        )
