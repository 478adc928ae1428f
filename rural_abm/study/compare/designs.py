"""The runs of a comparison: scenarios by label, seeds, and the steps between scenarios lever by lever."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import code_hash
from rural_abm.governance import ADOPTIONS, Scenario, baseline_name, place_keys, resolve, scenario_id
from rural_abm.governance.schema import lever_specs
from rural_abm.regions import region_folder
from rural_abm.study.compare.paired_draws import PairedDraws
from rural_abm.study.results.provenance import run_id, short_hash
from rural_abm.study.results.settings import chance_settings, check_count
from rural_abm.study.running.runs import as_scenario, own_agents, scenario_label

LONGEST_NAME, HASH_SHOWN = 60, 6


@dataclass(frozen=True)
class Step:
    """The baseline with one lever, by name, as in `scenario`; `label` names its runs.

    `part` is "alone", or "walk": added to all levers before it in the order of the levers.
    """

    label: str
    scenario: str
    lever: str
    definition: Scenario
    part: str = "alone"

    def entry(self):
        """Return what a manifest says of the step (dict)."""
        return {name: getattr(self, name) for name in ("label", "scenario", "lever", "part")}


@dataclass(frozen=True)
class Design:
    """Scenarios by label (the first is the baseline), seeds, steps, and draws of parameters; and all their runs.

    `draws` None: the register's own values.
    """

    scenarios: dict
    seeds: tuple
    steps: tuple
    draws: PairedDraws | None = None

    @property
    def baseline(self):
        """The label of the scenario with which the others are compared."""
        return next(iter(self.scenarios))

    @property
    def years(self):
        """The number of years that each run reports."""
        return self.scenarios[self.baseline].years

    @cached_property
    def definitions(self):
        """{label: Scenario} of scenarios and steps."""
        return {**self.scenarios, **{step.label: step.definition for step in self.steps}}

    @cached_property
    def identities(self):
        """{label: scenario_id}."""
        return {label: scenario_id(scenario) for label, scenario in self.definitions.items()}

    @cached_property
    def experiment(self):
        """A text that is equal where runs may share a folder: same scenarios, draws, code; any seeds and steps."""
        names = (f"{name}={self.identities[name]}" for name in self.scenarios)
        return short_hash("compare", code_hash(), self.draws and self.draws.sample.sha256, *names)

    @cached_property
    def runs(self):
        """{run_id: (label, Scenario with its seed and draw)}, by seed and then in the order of the scenarios."""
        found = {}
        for seed in self.seeds:
            for label, scenario in self.definitions.items():
                if self.draws is None:
                    seeded = replace(scenario, seed=seed)
                    found[run_id(seeded, self.identities[label])] = (label, seeded)
                else:
                    seeded = self.draws.seeded(scenario, seed)
                    found[run_id(seeded)] = (label, seeded)
        return found

    def jobs(self, missing, workers):
        """Return lists of (run_id, Scenario) of the missing runs; those of one job share their warm-up.

        The runs of a seed form one job; those of the last seeds are split where whole jobs would leave workers idle.
        """
        worlds = {}
        for run in missing:
            _, scenario = self.runs[run]
            world = scenario.seed, scenario.draw, json.dumps(scenario.parameters, sort_keys=True)
            worlds.setdefault(world, []).append((run, scenario))
        last = len(worlds) % workers
        whole, shared = list(worlds.values())[: len(worlds) - last], list(worlds.values())[len(worlds) - last :]
        parts = -(-workers // last) if last else 1
        return [*whole, *(part for runs in shared for part in dealt(runs, parts))]


def dealt(items, parts):
    """Deal the items out to at most `parts` lists, none of them empty."""
    return [items[start::parts] for start in range(min(parts, len(items)))]


def make_design(scenarios, seeds, years, with_steps, draws=None, agents=None):
    """Return the Design; raise InputError for fewer than two scenarios, two alike, or unusable seeds, years or draws.

    `draws`: the PairedDraws of which each seed takes one for all scenarios alike; None leaves scenarios as they are.
    `agents`: agent classes for all scenarios (see `running.runs.run`).
    """
    labelled = {label: own_agents(scenario, agents) for label, scenario in _labelled(scenarios, years).items()}
    if draws is not None:
        _check_without_draws(labelled)
    steps = _steps(labelled) if with_steps else ()
    return Design(labelled, check_seeds(seeds), steps, draws)


def _check_without_draws(labelled):
    """Raise InputError where a scenario has a draw of its own, which a draw for each seed would replace."""
    for label, scenario in labelled.items():
        if scenario.draw is not None:
            raise InputError(
                f"has draw {scenario.draw} of its own, but each seed would use another",
                where=label,
                allowed='draws "none", or scenarios without a draw',
            )


def folder_name(scenarios, draws=None):
    """Return the folder name of a comparison of the scenarios with draws, the same for equal requests."""
    names = "-".join(scenario_label(scenario) for scenario in scenarios)
    drawn = draws and draws.sample.sha256
    identity = short_hash(code_hash(), drawn, *(scenario_id(scenario) for scenario in scenarios))
    return f"{names[:LONGEST_NAME]}-{identity[:HASH_SHOWN]}"


def check_seeds(seeds):
    """Return the seeds as a tuple: 1 to `seeds` if it is a number; raise InputError unless distinct whole numbers."""
    if isinstance(seeds, int) and not isinstance(seeds, bool):
        return tuple(range(1, check_count(seeds, "seeds") + 1))
    if isinstance(seeds, str) or not hasattr(seeds, "__iter__"):
        allowed = "a whole number from 1, or a list of seeds; pass several models in one list"
        raise InputError(f"{seeds!r} is not a number of seeds", where="seeds", allowed=allowed)
    found = tuple(Scenario(seed=seed).seed for seed in seeds)
    if not found or len(set(found)) < len(found):
        raise InputError("no seeds, or a repeated seed", where="seeds", allowed="one or more different whole numbers")
    return found


def label_scenarios(scenarios, changes, *, at_least):
    """Return {label: Scenario} of Scenarios, names or a dict of these, or of a single one, with fields changed.

    Raises InputError for too few or for two alike.
    """
    if isinstance(scenarios, str | Path | Scenario):
        scenarios = [scenarios]
    if not isinstance(scenarios, Iterable):
        allowed = "Scenarios or names of models, in a list or by label in a dict"
        raise InputError(f"{scenarios!r} is not a scenario", where="scenarios", allowed=allowed)
    pairs = scenarios.items() if isinstance(scenarios, Mapping) else [(None, given) for given in scenarios]
    labelled = {}
    for label, given in pairs:
        scenario = as_scenario(given, **changes)
        label = label or scenario_label(scenario)
        if label in labelled:
            raise InputError(f"'{label}' occurs twice", where="scenarios", allowed="scenarios with different labels")
        resolve(scenario)
        labelled[label] = scenario
    if len(labelled) < at_least:
        named = f": {', '.join(labelled)}" if labelled else ""
        raise InputError(
            f"{len(labelled)} of at least {at_least} scenarios given{named}",
            where="scenarios",
            allowed=f"a list such as [{', '.join(map(repr, _example(labelled)))}]",
        )
    return labelled


def _example(labelled):
    """Return two example names of models: the given ones first, then those on which chance is measured."""
    usual = (chance_settings()["baseline"], *chance_settings()["models"])
    return [*labelled, *(name for name in usual if name not in labelled)][:2]


def _labelled(scenarios, years):
    labelled = label_scenarios(scenarios, {} if years is None else {"years": years}, at_least=2)
    for label, scenario in labelled.items():
        if scenario.register != "none":
            raise InputError("the event register is not kept in a comparison", where=label, allowed='register = "none"')
    seen = {}
    for label, scenario in labelled.items():
        other = seen.setdefault(scenario_id(scenario), label)
        if other != label:
            what = f"'{label}' is the same as '{other}'"
            raise InputError(what, where="scenarios", allowed="scenarios that differ")
    check_one_region(labelled)
    if len({scenario.years for scenario in labelled.values()}) > 1:
        raise InputError("the scenarios run for different numbers of years", where="compare", allowed="the same years")
    return labelled


def check_one_region(labelled):
    """InputError unless the scenarios {label: Scenario} are of one region: others have other people and places."""
    regions = {label: scenario.region for label, scenario in labelled.items()}
    if len(set(regions.values())) > 1:
        (first, one), *others = regions.items()
        label, other = next((label, region) for label, region in others if region != one)
        raise InputError(
            f"'{first}' is in {region_folder(one).key}, '{label}' in {region_folder(other).key}",
            where="scenarios",
            allowed="scenarios of one region; run each region by itself and compare the differences",
        )


# Steps


def _steps(scenarios):
    (baseline, base), *others = scenarios.items()
    return tuple(step for label, scenario in others for step in _steps_between(baseline, base, label, scenario))


def lever_steps(first: Scenario, second: Scenario) -> tuple[Step, ...]:
    """Return the Steps (tuple) from one Scenario to another, one per lever that differs on the first reported day."""
    return _steps_between("first", first, "second", second)


def _steps_between(baseline, base, label, scenario):
    """Return the Steps from the base to a scenario, one per lever that differs on the first reported day."""
    if _not_levers(scenario) != _not_levers(base):
        raise InputError(
            "scenarios with other dated changes, events, parameters or draws cannot be split into steps",
            where=f"steps: {label}",
            allowed=f"the same of these as {baseline}",
        )
    base = _adopting_alike(baseline, base, label, scenario)
    differing = lever_differences(base, scenario)
    alone = [
        Step(f"{baseline} with {lever} of {label}", label, lever, replace(base, levers={**base.levers, **values}))
        for lever, values in differing.items()
    ]
    return [*alone, *_walk(baseline, base, label, differing)]


def _not_levers(scenario):
    return scenario.changes, scenario.events, scenario.parameters, scenario.draw


def _adopting_alike(baseline, base, label, scenario):
    """Return the base with the scenario's adoption; a base with routines of its own must already agree."""
    adopted = [resolve(one).adopted_from_first_day for one in (base, scenario)]
    has_own = base.governance != baseline_name() or base.reforms or base.levers
    if adopted[0] != adopted[1] and has_own:
        raise InputError(
            "one is fully adopted from the first day and the other not, which no lever compensates",
            where=f"steps: {label}",
            allowed=f"--adoption full or --adoption emergent for both {baseline} and {label}",
        )
    return replace(base, adoption=ADOPTIONS[not adopted[1]])


def _walk(baseline, base, label, differing):
    """Return the Steps between the first lever, which is alone, and the last, which is the scenario itself."""
    laid, steps = dict(base.levers), []
    for lever, values in differing.items():
        laid |= values
        steps.append(Step(f"{baseline} up to {lever} of {label}", label, lever, replace(base, levers=laid), "walk"))
    return steps[1:-1]


def lever_differences(first, second):
    """Return {lever: {"place.lever" or "lever": value in the second}} of the levers that differ on the first day."""
    before, after = resolve(first).at(0), resolve(second).at(0)
    found = {}
    for name, spec in lever_specs().items():
        for place in place_keys(first.region):
            if getattr(before[place], name) != getattr(after[place], name):
                key = f"{place}.{name}" if spec.is_local else name
                found.setdefault(name, {})[key] = after[place].model_dump(mode="json")[name]
    return found
