"""The regional model: it builds the parts and runs the days, each in the order that `simulation/phases.py` lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from rural_abm.engine.errors import InputError, listed
from rural_abm.engine.kernels import bound_to
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, FIRST_DAYS, MONTHS_A_YEAR
from rural_abm.governance import Scenario, effective_levers, levers_id, resolve
from rural_abm.model.care.channels.adoption import adopted_routines, want_routines
from rural_abm.model.care.clock import set_clock
from rural_abm.model.care.levers import apply_levers as apply_to_care
from rural_abm.model.organisations.books import is_first_of_quarter
from rural_abm.model.organisations.levers import respond_to_levers, stages_in_force
from rural_abm.model.organisations.log import decisions_of
from rural_abm.model.staff.posts.establishment import apply_levers as establish_posts
from rural_abm.model.staff.posts.turnover import leave
from rural_abm.model.staff.records import EMPLOYED, GP
from rural_abm.outcomes.person_outcomes import close_persons, new_extras
from rural_abm.parameters.parameter_draws import parameters_in_force
from rural_abm.regions.place import place_of
from rural_abm.regions.registers import load_register
from rural_abm.simulation import phases
from rural_abm.simulation.agents.bridge import free_model, fresh_seed, start_model
from rural_abm.simulation.agents.peopled import PeopledModel
from rural_abm.simulation.capacity import Room, make_room
from rural_abm.simulation.event_register import EventLog
from rural_abm.simulation.extensions import call_steps, own_rules
from rural_abm.simulation.initial_world import new_world
from rural_abm.simulation.own_faults import mark_fault
from rural_abm.simulation.own_figures import note_figures, with_own
from rural_abm.simulation.results import headlines_of
from rural_abm.state.feedback_links import LINKS
from rural_abm.state.snapshot import Snapshot
from rural_abm.state.world import copy_world

if TYPE_CHECKING:
    import pandas as pd

    from rural_abm.regions.place import Place


class RuralModel(PeopledModel):
    """The region under a scenario; `step()` is a day, day 0 is 1 January 2024, after a warm-up under the baseline.

    `RuralModel(scenario)`, or keywords that make one: `RuralModel(governance=..., seed=..., reforms=..., years=...,
    **levers)`. All state lives in `world` (record arrays); agents are views of it. `finished_days` counts the reported
    days that are over: where a day has raised an error, those before it.
    """

    def __init__(
        self,
        scenario: Scenario | str | None = None,
        *,
        place: Place | None = None,
        snapshot: Snapshot | None = None,
        agents: dict[str, type] | None = None,
        **keywords: Any,
    ) -> None:
        scenario = _scenario(scenario, keywords)
        self.rules = own_rules(scenario.extensions, agents)
        start_model(self, scenario.seed)
        self.scenario = scenario
        self.place = place_of(scenario.region) if place is None else place
        self.register = load_register(scenario.region).with_values(parameters_in_force(self.scenario))
        self._warm_up_days = int(self.register.value("warm_up_days"))
        self.plan = resolve(self.scenario)
        self._stages = stages_in_force(self.plan, self.register.value("design_delay_days"))
        self.log = EventLog()
        self._elders, self._staff_agents, self._employed = {}, {}, np.zeros(0, bool)
        self._change_days = frozenset(day for day, _, _ in self._stages)
        self._calls = None, (), []
        self._room = None
        self._in_force = self.plan.before
        if snapshot is None:
            self._begin()
            self._warm_up()
        else:
            self._restore(snapshot)
        self.finished_days = self.reported_day
        self._make_agents()

    # building and restoring

    def _begin(self):
        periods = self._periods(1 + self.scenario.years)
        months = MONTHS_A_YEAR * (1 + self.scenario.years)
        levers = self.plan.at(-1)
        self.world = new_world(self.place, self.register, self.scenario.seed, levers, periods, months)
        self.world.now["by_month"] = self.scenario.months
        municipalities = len(self.place.municipality_keys)
        self.extras = with_own(new_extras(1 + self.scenario.years, municipalities), self.rules, municipalities)
        self.next_day = 0

    def _periods(self, years):
        return years * (MONTHS_A_YEAR if self.scenario.months else 1)

    def _warm_up(self):
        """Run the warm-up under the baseline's levers; the event register stays off."""
        while self.next_day < self.warm_up_days:
            self._day()

    def _restore(self, snapshot):
        self.world = copy_world(snapshot.world)
        extras = {name: array.copy() for name, array in snapshot.extras.items()}
        self.extras = with_own(extras, self.rules, len(self.place.municipality_keys))
        self.next_day = int(snapshot.facts["next_day"])
        if int(self.world.now["seed"][0]) != self.scenario.seed:
            raise InputError(
                f"snapshot has seed {int(self.world.now['seed'][0])}, the scenario {self.scenario.seed}",
                where="snapshot",
            )
        if snapshot.facts.get("parameters", {}) != parameters_in_force(self.scenario):
            raise InputError("snapshot was made with other parameters than the scenario's", where="snapshot")
        if snapshot.facts.get("region", self.place.region.identity) != self.place.region.identity:
            raise InputError(
                "snapshot was made in another region", where="snapshot", allowed=f"one of {self.place.region.key}"
            )
        self.world.now["by_month"] = self.scenario.months
        started = self.next_day > self.warm_up_days
        if started and snapshot.facts.get("levers") != self._levers_in_force():
            self._apply_levers()
        elif started:
            self._in_force = self._with_adopted(self._stage_on(self.reported_day - 1)[1])
            self._apply_options()

    @classmethod
    def from_snapshot(cls, snapshot: Snapshot, scenario: Scenario) -> Self:
        """Return a model that continues from a snapshot under a scenario with the same seed.

        Its levers act from the next day.
        """
        return cls(scenario, snapshot=snapshot)

    @classmethod
    def warmed(cls, scenario: Scenario) -> Self:
        """Return a model at the first reported day: the warm-up depends on seed, place and parameters only."""
        return cls(scenario)

    def snapshot(self) -> Snapshot:
        """Return a copy of all state."""
        facts = {"next_day": self.next_day, "levers": self._levers_in_force(), "seed": self.scenario.seed}
        facts["parameters"] = parameters_in_force(self.scenario)
        facts["region"] = self.place.region.identity
        extras = {name: array.copy() for name, array in self.extras.items()}
        return Snapshot(copy_world(self.world), extras, facts)

    # time

    @property
    def warm_up_days(self) -> int:
        """Days before the first reported day."""
        return self._warm_up_days

    @property
    def reported_day(self) -> int:
        """The next day to be run, counted from 1 January 2024."""
        return self.next_day - self.warm_up_days

    def step(self) -> None:
        """Run one day.

        After the scenario's last day Mesa's `running` is False, and the collector has the headline outcomes.
        """
        try:
            self._day()
            self._sync_changes()
            call_steps(self)
            note_figures(self)
        except Exception as error:
            mark_fault(error, self.rules)
            raise
        self.finished_days = self.reported_day
        self.running = self.reported_day < DAYS_A_YEAR * self.scenario.years
        if not self.running:
            self.headlines = headlines_of(self)
        self.datacollector.collect(self)

    def run(self, years: int | None = None, progress: Callable[[int, int], object] | None = None) -> Self:
        """Run until `years` reported years are over (default: the scenario's); return the model.

        `progress(done_days, all_days)` is called once a month.
        """
        days = DAYS_A_YEAR * (self.scenario.years if years is None else years)
        while self.reported_day < days:
            self.step()
            if progress is not None and self.reported_day % (DAYS_A_YEAR // MONTHS_A_YEAR) == 0:
                progress(self.reported_day, days)
        return self

    def _day(self):
        day, reported_day = self.next_day, self.reported_day
        day_of_year = reported_day % DAYS_A_YEAR
        is_first_of_month, changes_levers = day == 0 or day_of_year in FIRST_DAYS, reported_day in self._change_days
        if is_first_of_month or changes_levers or self._room_of_today().is_short():
            self._make_room()
        world = self.world
        begin_day, *calls = self._calls_of_day()
        world.now["day"] = day
        begin_day()
        if day_of_year == 0 and day:
            self._each(phases.YEAR)
        if changes_levers:
            self._apply_levers()
        self._happen()
        if is_first_of_month:
            self._month()
        if reported_day % DAYS_A_WEEK == 0:
            self._each(phases.WEEK)
            self._sync_staff()
        for call in calls:
            call()
        if day_of_year == DAYS_A_YEAR - 1:
            self._close_year()
        self._room_of_today().check()
        if self.scenario.register != "none":
            self.log.collect(world)
        self.next_day += 1

    def _calls_of_day(self):
        """Return the clock and the phases of DAY as calls on today's world, rebuilt for a world with other arrays."""
        world, day, calls = self._calls
        if world is not self.world or day is not phases.DAY:
            steps = (set_clock, *(phase for _, phase in phases.DAY))
            calls = [bound_to(self.world, step) for step in steps]
            self._calls = self.world, phases.DAY, calls
        return calls

    def _each(self, steps):
        for _, step in steps:
            step(self.world)

    def _month(self):
        self._each(phases.MONTH)
        if is_first_of_quarter(self.world.now[0]):
            self._each(phases.QUARTER)
        self._sync_staff()
        for _, decide in phases.DECISIONS:
            decide(self)
        self._sync_staff()

    def _close_year(self):
        self._each(phases.YEAR_END)
        close_persons(self.world, self.extras, self.place)

    def _room_of_today(self):
        """Return the Room of the current world, made again when its arrays have been replaced."""
        if self._room is None or self._room.world is not self.world:
            self._room = Room(self.world)
        return self._room

    def _make_room(self):
        self.world, self.extras = make_room(self.world, self.extras, self.next_day, self.scenario.months)

    def _apply_levers(self):
        """Write the levers in effect from today into units, channels and posts, and the scenario's other settings.

        Where a routine is not adopted the baseline's levers are in effect; while a change is being designed, the
        previous ones.
        """
        _, wanted, designed = self._stage_on(max(self.reported_day, 0))
        keys = self.place.unit_keys
        want_routines(self.world, wanted, self.plan.before, keys, self.plan.adopted_from_first_day)
        self._in_force = self._with_adopted(wanted)
        apply_to_care(self.world, self._in_force, keys, self.place.settlement_keys)
        respond_to_levers(self.world, self.warm_up_days + designed if designed >= 0 else 0)
        establish_posts(self.world)
        self._apply_options()

    def _with_adopted(self, wanted):
        """Return {unit key: Levers} of the levers wanted, the baseline's where a routine is not adopted."""
        present, units = self.plan.before, enumerate(self.place.unit_keys)
        return {key: effective_levers(wanted[key], present[key], adopted_routines(self.world, u)) for u, key in units}

    def _levers_in_force(self):
        """Return a hash of the levers in force on the last day run.

        If equal, continuing needs nothing written again.
        """
        return levers_id(self._stage_on(self.reported_day - 1)[1:], self.plan.adopted_from_first_day)

    def _stage_on(self, day):
        """Return the stage in force on a reported day.

        The stage is (first reported day, levers by place, last day of joint design or -1).
        """
        stages = [stage for stage in self._stages if stage[0] <= day]
        return stages[-1] if stages else (-1, self.plan.before, -1)

    def _apply_options(self):
        """Cut the links that the scenario names; switch the event register on."""
        self.world.now["cut"][0] = [name in self.scenario.cuts for name in LINKS]
        self.world.now["register"] = ("none", "persons", "all").index(self.scenario.register)

    def _happen(self):
        """Carry out the scenario's dated events."""
        for event in self.scenario.events:
            if event.day == self.reported_day:
                leave(self.world, self._staff_row(event.staff), event.successor)

    def _staff_row(self, number):
        """Return the row of the GP with the serial number, who must hold a post today."""
        staff = self.world.staff[: self.world.now["staff"][0]]
        rows = np.flatnonzero((staff["role"] == GP) & (staff["status"] == EMPLOYED) & (staff["post"] >= 0))
        rows = rows[self.world.posts["holder"][staff["post"][rows]] == rows]
        found = rows[staff["number"][rows] == number]
        if found.size == 0:
            raise InputError(
                f"no GP with number {number} holds a post on day {self.reported_day}",
                where="event gp_leaves",
                allowed=listed(np.sort(staff["number"][rows])),
            )
        return int(found[0])

    # results

    def outcomes(self, names: str | Iterable[str] | None = None) -> pd.DataFrame:
        """Return a DataFrame of outcomes in the results format: numerators and denominators by period, place, group."""
        from rural_abm.simulation.results import outcomes_of

        return outcomes_of(self, names)

    def contacts(self) -> pd.DataFrame:
        """Return a DataFrame of the contact register so far (empty where it is off)."""
        return self.log.contacts(self.world, self.place)

    def events(self) -> pd.DataFrame:
        """Return a DataFrame of the event register so far (empty where it is off)."""
        return self.log.events(self.world, self.place)

    def decisions(self) -> pd.DataFrame:
        """Return a DataFrame of the decisions of organisations so far.

        The columns are day, organisation, decision, unit, municipality, amount, the figures seen, and the reason in
        words.
        """
        return decisions_of(self.world, self.place)

    def close(self) -> None:
        """Release agents and arrays, which are then unavailable, for programs that run many models."""
        free_model(self)
        # Mesa ties a model in circles, which Python collects late: nothing is left for it to wait for.
        self.__dict__.clear()


def _scenario(scenario: Scenario | str | None, keywords: dict[str, Any]) -> Scenario:
    """Return the scenario given, or one made of keywords.

    Unknown keywords are levers; `rng` is Mesa's word for the seed. As in Mesa, `rng=None` asks for a random seed if
    none is given, so that iterations of Mesa's batch runner differ.
    """
    is_asked = "rng" in keywords and "seed" not in keywords and scenario is None
    rng = keywords.pop("rng", None)
    rng = fresh_seed() if rng is None and is_asked else rng
    if rng is not None and "seed" in keywords:
        raise InputError("give one of seed and rng", where="RuralModel", allowed="the seed, by either name")
    if rng is not None:
        keywords["seed"] = rng
    if scenario is not None and keywords:
        raise InputError("give a scenario or keywords, not both", where="RuralModel", allowed=", ".join(keywords))
    if isinstance(scenario, str):
        return Scenario(scenario)
    if scenario is not None:
        return scenario
    known = {name: keywords.pop(name) for name in list(keywords) if name in Scenario.__dataclass_fields__}
    levers = {**dict(known.pop("levers", {})), **keywords}
    return Scenario(**known, levers=levers)
