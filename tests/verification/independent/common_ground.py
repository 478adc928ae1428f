"""What both engines do alike: a scenario of the compiled engine, and the same figures out of either.

`LEVERS` and `PARAMETERS` switch off on the compiled side what this engine leaves out, each within its allowed range:

- ties act on nothing: the share of cause (chi) is 0, and knowing a patient neither saves minutes, resolves, keeps nor
  finds more;
- medicine reviews and open discharge tasks act on no episode;
- home nursing has no channel to a doctor, so an episode of the enrolled that a nurse or others find ends with the
  ambulance at once;
- cottage hospitals have neither beds nor emergency room, so every stay is in a hospital and stays there;
- hours until help comes do not kill, so roads, vehicles and weather act on no patient;
- minutes of GPs, telephone nurses, the physicians on call and beds in hospitals are plentiful.
"""

from types import SimpleNamespace

import numpy as np

from rural_abm import RuralModel, Scenario
from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR, THOUSANDTHS, WEEKS_A_YEAR
from rural_abm.regions.registers import load_register

from .rates import CONDITIONS, DEMENTIA, KINDS, STATES, Rates

UNITS = ("lycksele", "storuman", "tarnaby", "vilhelmina", "asele", "dorotea", "mala", "sorsele", "norsjo")
WARM_UP_DAYS = 120  # after so many days the raised rate after a stay is 0.3 % of what it was
# Codes of the data dictionary: `status` of a resident, `what` and `severity` of an onset, `state` of a need
ALIVE, DEAD = 0, 1
ONSET_OF_EPISODE, ONSET_MODERATE, HIDDEN = 0, 1, 1
# Planned days nearer than this say too little of the hazard behind them.
FAR_AHEAD_DAYS = 1000
WINTER, SUMMER = (11, 0, 1), (5, 6, 7)
AGE_BANDS = {"below 65": (-100, 65), "65-79": (65, 80), "80 and over": (80, 200)}


def _at_a_limit(limit, names):
    register = load_register()
    return {name: getattr(register[name], limit) for name in names}


def parameters():
    """Values of the register that differ from the usual ones, for both engines."""
    values = {
        "continuity_causal_share": 0, "known_odds_to_resolve": 1, "known_odds_to_keep": 1,
        "known_minutes_saved_share": 0, "post_discharge_task_share": 0, "case_fatality_per_hour": 0,
        "episode_tolerance_days": 0, **{f"overdue_review_ratio.{kind}": 1 for kind in KINDS},
    }  # fmt: skip
    values["found_by_known_nurse"] = load_register().value("found_by_unknown_nurse")
    plentiful = (
        "home_nurse_posts",
        "clinic_slots_a_day",
        "clinic_share",
        "on_call_active_minutes",
        "hospital_open_places.lycksele",
        "hospital_open_places.umea",
        "hospital_open_places.skelleftea",
    )
    scarce = (
        "residents_a_gp_post",
        "residents_a_clinic_nurse_post",
        "triage_call_minutes",
        "gp_visit_minutes",
        "nurse_visit_minutes",
        "planned_nurse_share",
        "gp_leaving_per_year",
        *(f"gp_start_vacancy.{unit}.{end}" for unit in UNITS for end in ("lowest", "highest")),
    )
    return values | _at_a_limit("high", plentiful) | _at_a_limit("low", scarce)


def levers():
    """Levers of the compiled engine."""
    values = {
        "channels": [],
        "on_call": {"lines": 4, "participants": "all_permanent", "compensation_minutes_a_night": 0},
        "specialists_on_video": {"mode": "none", "hours_a_week": 0, "rounds_a_week": 0, "specialties": []},
    }
    for unit in UNITS:
        values[f"{unit}.beds"] = {"places": 0, "nurse_posts": 0}
        values[f"{unit}.opening_hours.emergency_room"] = "none"
        values[f"{unit}.shared_ward"] = {"enabled": False, "municipal_places": 0}
    return values


def compiled_model(seed, years, more=None):
    """The compiled engine's model of the common ground, before its first reported day; `more` parameters on top."""
    values = parameters() | (more or {})
    return RuralModel(Scenario(seed=seed, years=years, levers=levers(), parameters=values, months=True))


def slots_a_day(model):
    """GP slots of each unit on a working day, from the days of GPs the compiled run reports.

    A GP is in reception for `clinic_share` of the time, less leave and illness.
    """
    register = load_register().with_values(parameters())
    months = model.world.unit_counts[MONTHS_A_YEAR:]  # the first year is the warm-up
    days = (months["gp_permanent_days"] + months["gp_locum_days"]).sum(axis=0) / THOUSANDTHS
    gps = days / (int(model.world.now["reported_day"][0]) + 1)
    leave = (register.value("leave_weeks_summer") + register.value("leave_weeks_other")) / WEEKS_A_YEAR
    present = (1 - leave) * (1 - register.value("gp_illness_share"))
    minutes = register.value("clinic_slots_a_day") * register.value("clinic_slot_minutes")
    slots = gps * register.value("clinic_share") * present * minutes / register.value("gp_visit_minutes")
    return [int(round(number)) for number in slots]


class Tally:
    """What happened in one run, whichever engine made it.

    `by_state(name)` gives numbers by frailty, `years_lived` person-years by frailty, `by_month(name)` numbers by month
    since the first reported day, `deaths_by_age` numbers by age on the day before it.
    """

    def __init__(self, by_state, by_month, years_lived, ages_of_dead):
        self.by_state, self.by_month = by_state, by_month
        self.years_lived, self.ages_of_dead = years_lived, ages_of_dead

    @classmethod
    def of_compiled(cls, model, years):
        """Out of the ledger and the resident records of a finished run of the compiled engine."""
        months = np.asarray(model.world.counts)[-years * MONTHS_A_YEAR :]
        people = np.asarray(model.world.residents)[: model.world.now["residents"][0]]
        ages = (DAYS_A_YEAR - people["birth_day"]) // DAYS_A_YEAR
        return cls(
            lambda name: months[name].sum(axis=(0, 1, 3)).tolist(),
            lambda name: months[name].sum(axis=(1, 2, 3)).tolist(),
            (months["person_days"].sum(axis=(0, 1, 3)) / DAYS_A_YEAR).tolist(),
            ages[people["status"] == DEAD].tolist(),
        )

    @classmethod
    def of_independent(cls, model, years):
        """Out of the counters of a `PatientDay`."""
        span, states = range(years), range(len(STATES))
        return cls(
            lambda name: [sum(model.counts[name, year, state] for year in span) for state in states],
            lambda name: [model.months[name, month] for month in range(years * MONTHS_A_YEAR)],
            [sum(model.person_days[year, state] for year in span) / DAYS_A_YEAR for state in states],
            [age for age, number in model.deaths_by_age.items() for _ in range(number)],
        )

    def rate(self, names, states=None):
        """Events per person-year, of all or of some states."""
        states = range(len(STATES)) if states is None else states
        events = sum(self.by_state(name)[state] for name in names for state in states)
        return events / sum(self.years_lived[state] for state in states)

    def share(self, part, whole):
        """One number over another."""
        return sum(self.by_state(part)) / sum(self.by_state(whole))


def counts(more, seeds, *names):
    """How often something was counted in the compiled engine's first reported year, for each seed (array)."""
    found = []
    for seed in seeds:
        model = compiled_model(seed, 1, more).run()
        tally = Tally.of_compiled(model, 1)
        found.append(sum(sum(tally.by_state(name)) for name in names))
        model.close()
    return np.array(found)


# what the compiled engine holds of every resident, by the names of the data dictionary


def rates_of_residents(model):
    """{rate: (held, expected, age group)}, arrays over residents: yearly rates on the first reported day.

    Ceilings of episodes and complaints are over the peak of the season. The hazards of death and of a change of frailty
    are what is left of the threshold over the days until it is used up.
    """
    rates = Rates(load_register().with_values(parameters()))
    people = np.asarray(model.world.residents)[: model.world.now["residents"][0]]
    people = people[(people["status"] == ALIVE) & (people["birth_day"] < 0) & (people["enrolled"] == 0)]
    persons = [_person(row) for row in people]
    ages = np.array([person.age for person in persons])
    group = rates.group_of_age[ages]
    peak = [1 + rates.value(f"{name}_season_amplitude") for name in ("acute", "complaint")]
    change = np.array(rates.background_worsening)[ages, people["frailty"]] + rates.recovery[people["frailty"]]
    death = np.array(rates.background_death)[people["sex"], ages, people["frailty"]]
    episodes = np.array([rates.severe_rate(person)[0] for person in persons]) * rates.all_per_severe
    complaints, planned = _each(rates.complaint_rate, persons), _each(rates.follow_up_rate, persons)
    found = {
        "episodes": (people["episode_ceiling"] * DAYS_A_YEAR / peak[0], episodes, group),
        "complaints": (people["complaint_ceiling"] * DAYS_A_YEAR / peak[1], complaints, group),
        "planned visits": (people["follow_up_hazard"] * DAYS_A_YEAR, planned, group),
    }
    for name, expected in (("death", death), ("frailty", change)):
        days = (people[f"{name}_day"].astype(np.int64) - people["hazard_day"]).astype(float)
        far = (days > FAR_AHEAD_DAYS) & (days < np.iinfo(np.int32).max // 2)
        found[name] = (people[f"{name}_left"][far] / days[far] * DAYS_A_YEAR, expected[far], group[far])
    return found


def _each(rate, persons):
    return np.array([rate(person) for person in persons])


def _person(row):
    """What the independent tables ask of somebody, out of a resident record."""
    conditions = tuple(index for index in range(len(CONDITIONS)) if row["conditions"] >> index & 1)
    age = (DAYS_A_YEAR + DAYS_A_YEAR // 2 - int(row["birth_day"])) // DAYS_A_YEAR
    return SimpleNamespace(
        age=age,
        sex=int(row["sex"]),
        frailty=int(row["frailty"]),
        illness_frailty=int(row["frailty"]) - int(row["dying_steps"]),
        conditions=conditions,
        factor=float(row["person_factor"]),
    )


def first_days_of_declines(seed):
    """(whether found the next day, described hazard) of each hidden decline of a reported year.

    Only of those who live alone, outside home nursing, whose course is longer than a day, and who are alive then.
    """
    rates = Rates(load_register())
    self_reports = rates.value("self_reports_per_day"), rates.value("self_reports_per_day_dementia")
    relatives = rates.value("relatives_find_per_day")
    model = compiled_model(seed, 1)
    yesterday = {}
    for _ in range(DAYS_A_YEAR):
        model.step()
        people, hidden = model.world.residents, _hidden(model)
        for row, hazard in yesterday.items():
            if people[row]["status"] == ALIVE:
                yield row not in hidden, hazard
        yesterday = {}
        for row in _new_declines(model):
            person = people[row]
            if row in hidden and person["lives_alone"] and not person["enrolled"]:
                dementia = int(person["conditions"]) >> DEMENTIA & 1
                yesterday[row] = self_reports[dementia] + relatives * int(person["relatives_near"])
    model.close()


def _hidden(model):
    """Rows of residents with a hidden decline this evening."""
    needs = np.asarray(model.world.needs)[: model.world.now["needs"][0]]
    return set(needs["resident"][needs["state"] == HIDDEN].tolist())


def _new_declines(model):
    """Rows of residents in whom a moderate episode began today that will last more than a day."""
    onsets = np.asarray(model.world.onsets)[: model.world.now["onsets"][0]]
    begun = (onsets["what"] == ONSET_OF_EPISODE) & (onsets["severity"] == ONSET_MODERATE) & (onsets["row"] >= 0)
    return onsets["row"][begun & (onsets["course_days"] > 1)].tolist()
