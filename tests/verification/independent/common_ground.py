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

from rural_abm.register import load_register
from rural_abm.units import DAYS_A_YEAR, MONTHS_A_YEAR, THOUSANDTHS, WEEKS_A_YEAR

from .rates import KINDS, STATES

UNITS = ("lycksele", "storuman", "tarnaby", "vilhelmina", "asele", "dorotea", "mala", "sorsele", "norsjo")
WARM_UP_DAYS = 120  # after so many days the raised rate after a stay is 0.3 % of what it was
DEAD = 1  # `status` of a resident in the data dictionary
WINTER, SUMMER = (11, 0, 1), (5, 6, 7)
AGE_BANDS = {"below 65": (-100, 65), "65-79": (65, 80), "80 and above": (80, 200)}


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
    plentiful = ("home_nurse_posts", "clinic_slots_a_day", "clinic_share", "on_call_active_minutes",
                 "hospital_open_places.lycksele", "hospital_open_places.umea", "hospital_open_places.skelleftea")
    scarce = ("residents_a_gp_post", "residents_a_clinic_nurse_post", "triage_call_minutes", "gp_visit_minutes",
              "nurse_visit_minutes", "planned_nurse_share", "gp_leaving_per_year",
              *(f"gp_start_vacancy.{unit}.{end}" for unit in UNITS for end in ("lowest", "highest")))
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


def compiled_model(seed, years):
    """The compiled engine's model of the common ground, before its first reported day."""
    from rural_abm import RuralModel, Scenario

    return RuralModel(Scenario(seed=seed, years=years, levers=levers(), parameters=parameters(), months=True))


def slots_a_day(model):
    """GP slots of each unit on a working day, from the days of GPs the compiled run reports.

    A GP is in reception for `clinic_share` of the time, less leave and illness.
    """
    register = load_register().with_values(parameters())
    months = model.world.unit_counts[MONTHS_A_YEAR:]  # the first year is the warm-up
    days = (months["gp_permanent_days"] + months["gp_locum_days"]).sum(axis=0) / THOUSANDTHS
    gps = days / (len(months) * DAYS_A_YEAR / MONTHS_A_YEAR)
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
        import numpy as np

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
