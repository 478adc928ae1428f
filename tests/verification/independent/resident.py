"""One resident: a Mesa agent who every day draws what happens to them, and remembers what is open."""

import math

import mesa

from .people import new_conditions
from .rates import DEMENTIA, FIT, KINDS, MODERATE, SEVERE

DEATH, WORSENING, RECOVERY, MOVE, EPISODE, COMPLAINT, FOLLOW_UP, LAST_PHASE, MINOR = range(9)
FROZEN_IN_WARM_UP = (DEATH, WORSENING, RECOVERY, MOVE, LAST_PHASE)
OUTSIDE, ENROLLED, HOUSED = range(3)


class Resident(mesa.Agent):
    """Somebody who lives in the area.

    `model` is a `PatientDay`; `age` is that in the middle of the year, by which all rates go.  What may happen comes at
    constant rates between changes of state: a day is quiet with the chance `quiet`; else so many things happen as a
    Poisson count above 0 says, each of one kind by its share.
    """

    def __init__(self, model, person, newcomer=False):
        super().__init__(model)
        for name in ("age", "sex", "municipality", "settlement", "lives_alone", "relatives_near"):
            setattr(self, name, getattr(person, name))
        self.frailty, self.conditions, self.factor = person.frailty, person.conditions, person.factor
        self.unit = model.unit_of(self.settlement)
        self.first_age = self.age - model.year
        chance = model.random.random
        if not newcomer and chance() < 1 / 2:
            self.age = max(self.age - 1, 0)  # the birthday lies after the middle of the year
        self.enrolment_level, self.housing_level = chance(), chance()
        self.visits_level = -math.log(1 - chance())
        self.care = OUTSIDE
        self.housing_asked = None
        self.visit_day = None
        self.stay_ends = self.stay_fatal = None
        self.discharged = self.last_discharge = None
        self.hidden = None
        self.waiting = False
        self.planned_open = False
        self.in_care_today = False
        self.dies, self.dying_steps = None, 0
        self.meet_last_phase()
        self.plan()

    # the last phase of life

    @property
    def illness_frailty(self):
        """The state by which they fall ill: without the steps that dying has added to needs."""
        return self.frailty - self.dying_steps

    def meet_last_phase(self):
        """Somebody new may be in the last phase already; its days begin to pass with the first reported day."""
        phase = self.model.rates.last_phase
        chance = phase.inside[min(self.age, self.model.rates.oldest), self.frailty, self.sex]
        if self.model.random.random() < chance:
            self.dies = max(self.model.day, 0) + phase.rest(self.model.rng)
            self.dying_steps = min(phase.steps(self.model.random.random), SEVERE - self.frailty)
            self.frailty += self.dying_steps

    def begin_last_phase(self):
        """From today on nothing but an episode kills before its end; needs of care go up."""
        phase = self.model.rates.last_phase
        self.dies = self.model.day + phase.length(self.model.rng)
        self.dying_steps = min(phase.steps(self.model.random.random), SEVERE - self.frailty)
        if self.dying_steps:
            self.model.count("worsened", self)
            self.frailty += self.dying_steps
        if self.care:
            self.model.home_nursing.raise_visits(self)
        self.plan()

    def near_death(self):
        """What nearness of death makes of the rate of episodes; its days stand still in the warm-up."""
        if self.dies is None:
            return 1.0
        return self.model.rates.last_phase.near_death(max(self.dies - max(self.model.day, 0), 0))

    # rates

    def plan(self):
        """Sets today's rates anew; needed after every change of age, frailty, conditions or care."""
        model, rates = self.model, self.model.rates
        age = min(self.age, rates.oldest)
        severe, weights = rates.severe_rate(self)
        self.severe_a_day = severe / model.days_a_year
        self.kind_weights = weights.tolist()
        lives_on = self.dies is None
        self.most_near_death = 1 if lives_on else rates.last_phase.near_death(0)
        yearly = (
            lives_on * rates.background_death[self.sex][age][self.frailty],
            lives_on * rates.background_worsening[age][self.frailty],
            lives_on * float(rates.recovery[self.frailty]),
            model.demography.move_rate(self),
            severe * rates.all_per_severe * (1 + model.episode_amplitude) * self.most_near_death,
            rates.complaint_rate(self) * (1 + model.complaint_amplitude),
            0.0 if self.care else rates.follow_up_rate(self),
            lives_on * rates.onset[self.sex][age][self.frailty] * (1 + model.onset_amplitude),
            rates.minor_rate(self) * (1 + model.complaint_amplitude),
        )
        self.total = sum(yearly) / model.days_a_year
        self.shares = [rate / model.days_a_year / self.total for rate in yearly]
        self.quiet = math.exp(-self.total)

    # a day

    def step(self):
        """What begins today; care comes afterwards, for all residents together."""
        if self.dies is not None and self.dies <= self.model.day:
            self.die(by_episode=False)
            return
        draw = self.model.random.random()
        if draw > self.quiet:
            for what in self.happenings(draw):
                self.begin(what)
        if self.in_care_today:
            self.continue_care()

    def happenings(self, draw):
        """What happens today, codes; `draw` lies evenly above `quiet`, and so gives a Poisson count of at least 1."""
        count, chance = 1, self.quiet * self.total
        reached = self.quiet + chance
        while draw > reached and chance:
            count += 1
            chance *= self.total / count
            reached += chance
        return self.model.random.choices(range(len(self.shares)), self.shares, k=count)

    def begin(self, what):
        """Lets one thing happen, unless someone dead, in a ward or frozen in the warm-up cannot have it."""
        model = self.model
        if not self.alive or (model.warming_up and what in FROZEN_IN_WARM_UP):
            return
        if what == EPISODE:
            near = model.random.random() * self.most_near_death < self.near_death()
            if near and model.season_allows(model.episode_amplitude):
                kind = model.random.choices(range(len(KINDS)), self.kind_weights)[0]
                self.fall_ill(model.draw_severity(kind), kind)
        elif what == LAST_PHASE:
            if self.dies is None and model.season_allows(model.onset_amplitude):
                self.begin_last_phase()
        elif what == DEATH:
            self.die(by_episode=False)
        elif what in (WORSENING, RECOVERY):
            self.change_frailty(1 if what == WORSENING else -1)
        elif what == MOVE:
            self.move_out()
        elif what == MINOR:
            if model.season_allows(model.complaint_amplitude):
                model.minor.arises(self)
        elif what == COMPLAINT:
            if self.stay_ends is None and model.season_allows(model.complaint_amplitude):
                self.complain()
        elif self.stay_ends is None and not self.planned_open:
            model.reception.plan_visit(self)

    @property
    def alive(self):
        """True until death or a move out of the region."""
        return self.quiet > 0

    def leave(self):
        """Out of the world for good."""
        self.quiet = 0.0
        self.remove()

    def die(self, by_episode):
        self.model.count("deaths", self)
        if by_episode:
            self.model.count("deaths_by_episode", self)
        self.model.count_death_by_age(self)
        self.leave()

    def move_out(self):
        if self.stay_ends is None and self.hidden is None:
            self.model.count("moved_out", self)
            self.leave()

    def change_frailty(self, step, by_care=False):
        """To the next worse (1) or better (-1) state; nothing beyond the ends."""
        if self.model.warming_up or not FIT <= self.frailty + step <= SEVERE:
            return
        self.model.count("worsened" if step > 0 else "improved", self)
        if by_care:
            self.model.count("worsened_by_care", self)
        before = self.illness_frailty
        self.frailty += step
        self.conditions = new_conditions(self, self.age, before, self.model.rates, self.model.rng)
        self.plan()

    # illness

    def fall_ill(self, severity, kind=None):
        """An acute episode begins, unless in a ward or ill already: hidden, a complaint, or a call for help."""
        model = self.model
        if self.stay_ends is not None or self.hidden is not None or self.waiting:
            return
        if kind is None:
            kind = model.random.choices(range(len(KINDS)), self.kind_weights)[0]
        if severity == "mild":
            self.complain()  # the season of episodes has allowed it; that of complaints does not ask again
        elif severity == "severe":
            model.count("episodes_severe", self)
            self.ask_help(kind, "severe")
        else:
            model.count("episodes_moderate", self)
            if self.frailty >= MODERATE or DEMENTIA in self.conditions:
                course = model.geometric(model.course_days[kind])
                self.hidden = (kind, model.day, model.day + course)
                self.in_care_today = True
            else:
                self.ask_help(kind, "moderate")

    def ask_help(self, kind, severity):
        """The need joins the acute requests of the day."""
        self.hidden = None
        self.waiting = True
        self.model.ask_acute(self, kind, severity)

    def collapse(self):
        """An unmet decline becomes a severe episode, and may worsen frailty."""
        model = self.model
        model.count("episodes_collapsed", self)
        kind = self.hidden[0]
        if model.random.random() < model.unmet_worsens_share:
            self.change_frailty(1, by_care=True)
        self.ask_help(kind, "severe")

    def found(self):
        """A hidden decline is found in time."""
        kind, began, _ = self.hidden
        self.model.count("episodes_found", self)
        self.model.count("episodes_hidden_days", self, self.model.day - began)
        self.ask_help(kind, "moderate")

    # what goes on from day to day

    def continue_care(self):
        """Hidden decline, period after a stay, home-nursing visit, end of a stay."""
        model = self.model
        if not self.alive:
            return
        if self.stay_ends is not None:
            model.wards.day_of(self)
            return
        if self.discharged is not None:
            self.after_discharge()
        if self.hidden is not None:
            self.decline()
        if self.visit_day is not None and self.visit_day <= model.day:
            model.home_nursing.visit(self)
        self.in_care_today = bool(self.hidden or self.discharged is not None or self.visit_day is not None)

    def after_discharge(self):
        """Extra severe episodes, fewer by the day, until they are of no account."""
        model = self.model
        days = model.day - self.discharged - 1 / 2  # the middle of the day that ends today
        if days > model.post_discharge_ends:
            self.discharged = None
            return
        extra = self.severe_a_day * model.post_discharge_excess * math.exp(-days / model.post_discharge_decay)
        if model.random.random() < 1 - math.exp(-extra):
            self.fall_ill("severe")

    def decline(self):
        """A hidden decline: first whether it collapses today, else whether anyone but a nurse finds it."""
        model = self.model
        _, began, worsens = self.hidden
        if model.day >= worsens:
            self.collapse()
        elif model.day > began and model.random.random() < 1 - math.exp(-model.finding_hazard(self)):
            self.found()

    def complain(self):
        """A complaint goes to the telephone nurse; those in home nursing tell their nurse."""
        if not self.care:
            self.model.reception.complain(self)
