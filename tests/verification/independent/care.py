"""What meets the patient: telephone nurse, reception, emergency chain, wards, home nursing (7.8, 7.10, 7.11)."""

import math
from collections import deque

from .rates import DEMENTIA, KINDS, STATES
from .resident import ENROLLED, HOUSED, OUTSIDE


class Reception:
    """Each unit's reception: a fixed number of GP slots a working day, and a queue in order of asking."""

    def __init__(self, model, slots_a_day):
        self.model = model
        self.slots_a_day = slots_a_day
        self.left = [0] * len(slots_a_day)
        self.queues = [deque() for _ in slots_a_day]
        value = model.rates.value
        self.advice, self.nurse = value("triage_advice_share"), value("triage_nurse_share")
        self.planned_nurse = value("planned_nurse_share")
        self.reserve = value("acute_reserve_share")
        self.tolerance = {
            "complaint": int(value("complaint_tolerance_days")),
            "planned": int(value("planned_tolerance_days")),
        }
        self.impatient = value("impatient_emergency_share")
        self.returns = value("return_visits") > 0
        self.settles, self.return_days = value("visit_settles_share"), int(value("return_days"))
        self.coming_back = {}

    def open_day(self):
        """Slots of the day; none at weekends."""
        self.left = list(self.slots_a_day) if self.model.is_workday else [0] * len(self.slots_a_day)
        for resident in self.coming_back.pop(self.model.day, ()):
            if resident.alive and resident.stay_ends is None:
                self.telephone(resident)

    def complain(self, resident):
        """A complaint that is new."""
        self.model.count("complaints", resident)
        self.telephone(resident)

    def telephone(self, resident):
        """The telephone nurse gives advice, a nurse's visit or a place in the GP queue."""
        model = self.model
        draw = model.random.random()
        if draw < self.advice:
            model.count("advice", resident)
        elif draw < self.advice + self.nurse:
            model.count("nurse_visits", resident)
        else:
            self.queues[resident.unit].append((resident, "complaint", model.day))

    def plan_visit(self, resident):
        """A planned visit goes to the nurse or waits for a GP."""
        model = self.model
        if model.is_workday and model.random.random() < self.planned_nurse:
            model.count("nurse_visits", resident)
        else:
            resident.planned_open = True
            self.queues[resident.unit].append((resident, "planned", model.day))

    def serve_queues(self, kept_share):
        """Serves the queues while slots are left above the share kept for acute needs; then those past tolerance."""
        for unit, queue in enumerate(self.queues):
            kept = self.slots_a_day[unit] * kept_share
            while queue and self.left[unit] - 1 >= kept:
                self.see(*queue.popleft())
            while queue and self.model.day - queue[0][2] > self.tolerance[queue[0][1]]:
                self.lose_patience(*queue.popleft())

    def see(self, resident, what, asked):
        """A visit to a GP of someone from the queue; the dead and the enrolled are passed over."""
        resident.planned_open = False
        if not resident.alive or (what == "planned" and resident.care):
            return
        self.left[resident.unit] -= 1
        self.model.count("gp_visits", resident)
        self.model.count("gp_wait_days", resident, self.model.day - asked)
        self.model.count("gp_waits", resident)
        if what == "complaint" and self.returns and self.model.random.random() >= self.settles:
            self.model.count("complaints_returned", resident)
            self.coming_back.setdefault(self.model.day + self.return_days, []).append(resident)

    def lose_patience(self, resident, what, asked):
        """Past the tolerance: emergency care or given up."""
        resident.planned_open = False
        if not resident.alive:
            return
        if self.model.random.random() < self.impatient:
            self.model.count("emergency_visits", resident)
        else:
            self.model.count("given_up", resident)

    def see_acute(self, resident):
        """True if a GP of the unit has a slot left for an acute need."""
        if self.left[resident.unit] < 1:
            return False
        self.left[resident.unit] -= 1
        self.model.count("gp_visits", resident)
        return True


class Emergency:
    """The acute requests of the day, in order of minute and key."""

    def __init__(self, model):
        self.model = model
        value, table = model.rates.value, model.rates.table
        self.resolved_at_clinic = table("resolve", KINDS, ["clinic"])[:, 0].tolist()
        self.resolved_by_phone = table("resolve", KINDS, ["phone"])[:, 0].tolist()
        self.admits = {
            "severe": value("hospital_admits_severe_share"),
            "moderate": value("hospital_admits_moderate_share"),
        }
        self.own_car = {"moderate": value("own_car_share"), "severe": value("own_car_severe_share")}
        self.left_at_home = value("left_at_home_share")
        self.seen_again = value("seen_again_share") if value("return_visits") > 0 else 0.0
        self.tomorrow = []
        self.fatality = value("case_fatality_fit_80"), value("case_fatality_age_growth")
        self.fatality_ratio = (table("death_ratio", STATES) / table("episode_ratio", STATES)).tolist()

    def meet(self, resident, kind, severity, minute):
        """One request: a GP or the physician on call may settle a moderate one; the rest goes to the hospital."""
        if not resident.alive:
            return
        seen_by_gp = settled = False
        if severity == "moderate" and self.can_come(resident):
            seen_by_gp, settled = self.near_home(resident, kind, minute)
        if seen_by_gp and not settled and self.model.random.random() < self.seen_again:
            self.model.count("seen_next_day", resident)
            self.tomorrow.append((minute, resident.unique_id, resident, kind, severity))
            return
        resident.waiting = False
        self.model.count("acute_needs", resident)
        if settled or (self.left_by_ambulance(resident, severity) and not seen_by_gp):
            return
        self.at_hospital(resident, severity)

    def take_up(self):
        """Today's list begins with those who are seen again; a day untreated may have made them severe."""
        model, again = self.model, []
        for minute, key, resident, kind, severity in self.tomorrow:
            if resident.alive and model.random.random() < 1 / model.course_days[kind]:
                severity = "severe"
                if model.random.random() < model.unmet_worsens_share:
                    resident.change_frailty(1, by_care=True)
            again.append((minute, key, resident, kind, severity))
        self.tomorrow = []
        return again

    def can_come(self, resident):
        """Whether reception and the physician on call are for them: all but the enrolled, who need a channel."""
        return resident.care == OUTSIDE

    def near_home(self, resident, kind, minute):
        """(whether a GP has seen the patient, whether the need is settled): reception, else the physician on call."""
        model = self.model
        if model.in_opening_hours(minute) and model.reception.see_acute(resident):
            return True, model.random.random() < self.resolved_at_clinic[kind]
        model.count("on_call_contacts", resident)
        return False, model.random.random() < self.resolved_by_phone[kind]

    def left_by_ambulance(self, resident, severity):
        """Whether an ambulance comes, rather than the own car, and would leave the patient at home."""
        draw = self.model.random.random
        if resident.care == OUTSIDE and draw() < self.own_car[severity]:
            return False
        self.model.count("ambulance_trips", resident)
        return severity == "moderate" and draw() < self.left_at_home

    def at_hospital(self, resident, severity):
        """The emergency department, perhaps a bed; a severe episode may kill, on the day or at the end of the stay."""
        model = self.model
        model.count("emergency_visits", resident)
        fatal = severity == "severe" and not model.warming_up and model.random.random() < self.fatality_of(resident)
        if model.random.random() < self.admits[severity]:
            model.wards.admit(resident, fatal)
        elif fatal:
            resident.die(by_episode=True)

    def fatality_of(self, resident):
        base, growth = self.fatality
        age = min(resident.age, self.model.rates.oldest)
        older = age - self.model.rates.value("death_reference_age_years")
        return base * math.exp(growth * older) * self.fatality_ratio[resident.illness_frailty]


class Wards:
    """Stays in hospital, beds without limit."""

    def __init__(self, model):
        self.model = model
        value = model.rates.value
        self.mean_days = [value("hospital_stay_days") * ratio for ratio in model.rates.table("stay_ratio", STATES)]
        self.worsens = value("stay_worsens_per_day")
        self.ready_share, self.ready_days = value("ready_wait_share"), value("ready_wait_days")
        self.windows = {
            f"readmissions_{days}": days
            for days in (int(value(f"readmission_{name}_days")) for name in ("first", "early", "window"))
        }

    def admit(self, resident, fatal):
        """A stay begins; counted as a readmission if a discharge lies within the windows."""
        model = self.model
        model.count("admissions_hospital", resident)
        if resident.last_discharge is not None:
            for name, days in self.windows.items():
                if model.day - resident.last_discharge <= days:
                    model.count(name, resident)
        draw = model.random.expovariate
        days = (draw(1) + draw(1)) / 2 * self.mean_days[resident.frailty]
        days = max(1, round(days))
        if resident.care and model.random.random() < self.ready_share:
            days += max(1, round(draw(1) * self.ready_days))
        resident.hidden = None
        resident.stay_ends, resident.stay_fatal = model.day + days, fatal
        resident.in_care_today = True

    def day_of(self, resident):
        """A day in bed with its harm, and perhaps the last."""
        model = self.model
        model.count("bed_days_hospital", resident)
        if model.random.random() < self.worsens:
            resident.change_frailty(1, by_care=True)
        if model.day >= resident.stay_ends:
            self.discharge(resident)

    def discharge(self, resident):
        model = self.model
        resident.stay_ends = None
        if resident.stay_fatal:
            resident.die(by_episode=True)
            return
        model.count("discharges", resident)
        resident.discharged = resident.last_discharge = model.day
        model.home_nursing.review(resident)


class HomeNursing:
    """Who is enrolled or lives in special housing, and the visits at which nurses find declines."""

    def __init__(self, model):
        self.model = model
        value, table = model.rates.value, model.rates.table
        self.enrolled_share, self.wanted_share = table("enrolled_share", STATES), table("housing_wanted_share", STATES)
        self.odds = {name: value(f"enrolled_odds_{name}") for name in ("alone", "dementia", "far")}
        self.housing_odds = {name: value(f"housing_odds_{name}") for name in ("alone", "dementia")}
        self.far_minutes = value("far_from_centre_minutes")
        self.visits = value("visits_least"), value("visits_above_least"), table("visits_ratio", STATES)
        self.housing_visits = value("housing_visits_per_year")
        self.dying_odds, self.dying_visits = value("terminal_housing_odds"), value("terminal_visits_ratio")
        self.weekend_from = value("weekend_visits_from")
        self.finds = value("found_by_unknown_nurse")
        self.places_share = value("housing_places_per_old_resident")
        self.places = None

    def start(self, residents):
        """The first day: enrolment by threshold; special housing filled by those who qualify, up to its places."""
        old_here = [0] * len(self.model.place.unit_keys)
        for resident in residents:
            if resident.age >= self.model.old_age:
                old_here[resident.unit] += 1
        self.places = [round(count * self.places_share) for count in old_here]
        for resident in residents:
            self.review(resident)
        self.review_all(residents)

    def review_all(self, residents):
        """Monthly: enrolment begins and ends; the enrolled apply for special housing, longest queued first."""
        for resident in residents:
            self.review(resident)
            self.apply(resident)
        for unit, places in enumerate(self.places):
            here = [r for r in residents if r.unit == unit and r.alive]
            free = places - sum(r.care == HOUSED for r in here)
            waiting = (resident for resident in here if resident.housing_asked is not None)
            queue = sorted(waiting, key=lambda resident: (resident.housing_asked, resident.unique_id))
            for resident in queue[: max(free, 0)]:
                self.move_in(resident)

    def apply(self, resident):
        if resident.care != ENROLLED or not resident.alive:
            resident.housing_asked = None
            return
        share = self.with_odds(self.wanted_share[resident.frailty], resident, self.housing_odds)
        if resident.dies is not None:
            share = self.dying_odds * share / (1 - share + self.dying_odds * share)
        if resident.housing_level < share:
            resident.housing_asked = self.model.day if resident.housing_asked is None else resident.housing_asked
        else:
            resident.housing_asked = None

    def move_in(self, resident):
        model = self.model
        model.count("housing_moves", resident)
        resident.housing_asked = None
        resident.care = HOUSED
        resident.lives_alone = False
        resident.settlement = model.place.settlement_of_unit[resident.unit]
        self.grant_visits(resident, self.housing_visits)
        resident.plan()

    def review(self, resident):
        """Enrolment of one person by the threshold; special housing is for good."""
        if resident.care == HOUSED or resident.age < self.model.old_age:
            return
        below = resident.enrolment_level < self.with_odds(self.enrolled_share[resident.frailty], resident, self.odds)
        if below == (resident.care == ENROLLED):
            return
        if below:
            least, above, ratio = self.visits
            self.model.count("enrolments", resident)
            resident.care = ENROLLED
            self.grant_visits(resident, least + above * ratio[resident.frailty] * resident.visits_level)
        else:
            resident.care, resident.visit_day = OUTSIDE, None
        resident.plan()

    def with_odds(self, share, resident, odds):
        """The share after odds ratios for living alone, dementia and distance."""
        value = share / (1 - share)
        if resident.lives_alone:
            value *= odds["alone"]
        if DEMENTIA in resident.conditions:
            value *= odds["dementia"]
        if "far" in odds and self.model.minutes_to_unit(resident) > self.far_minutes:
            value *= odds["far"]
        return value / (1 + value)

    def grant_visits(self, resident, visits_a_year):
        model = self.model
        resident.visits_a_year = visits_a_year
        if resident.dies is not None:
            self.raise_visits(resident)
        interval = model.days_a_year / resident.visits_a_year
        resident.visit_day = model.day + 1 + int(model.random.random() * interval)
        resident.in_care_today = True

    def raise_visits(self, resident):
        """The last phase of life multiplies the visits granted, to one a day at most."""
        resident.visits_a_year = min(resident.visits_a_year * self.dying_visits, self.model.days_a_year)

    def visit(self, resident):
        """A nurse's visit, which may find a decline; at weekends only to those with many visits."""
        model = self.model
        if model.weekday_is_weekend and resident.visits_a_year < self.weekend_from:
            return
        model.count("housing_visits" if resident.care == HOUSED else "home_nurse_visits", resident)
        resident.visit_day = model.day + max(1, round(model.days_a_year / resident.visits_a_year))
        if resident.hidden is not None and model.random.random() < self.finds:
            resident.found()
