"""From a scenario to the levers that hold on each day at each place."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rural_abm.governance.extensions import digests
from rural_abm.governance.files import LANGUAGES, read_governance, read_reform
from rural_abm.governance.layers import Settings
from rural_abm.governance.overridden import Overridden
from rural_abm.governance.overrides import read_overrides
from rural_abm.governance.own_levers import places_with_levers
from rural_abm.governance.places import baseline_name, index, is_default
from rural_abm.parameters.parameter_draws import shipped_sample
from rural_abm.regions import region_folder

if TYPE_CHECKING:
    from rural_abm.governance.levers import Levers
    from rural_abm.governance.scenario import Scenario

OWN_VALUES = {"en": "own values", "sv": "egna värden"}


@dataclass(frozen=True)
class Plan:
    """The levers of a scenario over time.

    `change_days` are the reported days on which levers change, the first being 0; `stages` the levers that hold from
    each; `before` those of the warm-up; `titles` {"en", "sv"}; `names` of the files; `overridden` {"en", "sv"}, a
    sentence for each setting of one file that a later one overrides.
    """

    change_days: tuple[int, ...]
    stages: tuple[dict[str, Levers], ...]
    before: dict[str, Levers]
    titles: dict[str, str]
    names: tuple[str, ...]
    adopted_from_first_day: bool
    overridden: dict[str, list[str]]

    def at(self, day: int) -> dict[str, Levers]:
        """Return {place key: Levers} of the nine units on a reported day; days below 0 are the warm-up."""
        stage = bisect_right(self.change_days, day)
        return self.stages[stage - 1] if stage else self.before


def resolve(scenario: Scenario) -> Plan:
    """Return the Plan of a scenario.

    The baseline comes first, then the scenario's model, its reforms in order, its own values, and then dated changes.
    Raises InputError for an unknown name, a damaged file, a wrong value, a missing draw or a contradiction between
    levers.
    """
    if scenario.draw is not None:
        shipped_sample().values(scenario.draw)
    places = places_with_levers(scenario.region, scenario.extensions)
    settings, overridden = Settings(places), Overridden(places)
    before = _lay(settings, [read_governance(baseline_name(), places).layer])
    files = [read_governance(scenario.governance, places)]
    files += [read_reform(name, places) for name in scenario.reforms]
    own = read_overrides(scenario.levers, where="levers", places=places)
    stages = {0: _lay_files(settings, files, own, overridden, 0)}
    for change in sorted(scenario.changes, key=lambda change: change.start_day):
        reforms = [read_reform(name, places) for name in change.reforms]
        dated = read_overrides(change.levers, where=f"change on day {change.start_day}: levers", places=places)
        stages[change.start_day] = _lay_files(settings, reforms, dated, overridden, change.start_day)
        files += reforms
    has_own_values = bool(scenario.levers) or any(change.levers for change in scenario.changes)
    return Plan(
        tuple(stages),
        tuple(stages.values()),
        before,
        _titles(files, has_own_values),
        tuple(file.name for file in files),
        _adopted(scenario, files),
        overridden.sentences(),
    )


def _lay_files(settings, files, own, overridden, day):
    """Return {place: Levers} after files and then a scenario's own values, recording which setting overrides which."""
    for file in files:
        _lay(settings, [file.layer])
        # The baseline's own file overrides nothing: it lies beneath every other.
        if file.name != baseline_name():
            overridden.note(file, settings, day)
    return _lay(settings, [own])


def _lay(settings, layers):
    """Return {place: Levers} after the layers; an error for contradictions names the layer that introduces them."""
    for layer in layers:
        settings.lay(layer)
        levers = settings.levers(layer)
    return levers


def _titles(files, has_own_values):
    return {
        language: " + ".join([file.title[language] for file in files] + [OWN_VALUES[language]] * has_own_values)
        for language in LANGUAGES
    }


def _adopted(scenario, files):
    """Return whether everything counts as adopted from the first day.

    The scenario decides; without a setting, all its files must say so.
    """
    if scenario.adoption is not None:
        return scenario.adoption == "full"
    return all(file.adopted == index()["adoption"][0] for file in files)


def levers_id(stage, is_adopted):
    """Return a hash (64 hexadecimal digits) of what holds on a day.

    It covers (levers {place: Levers}, last day of joint design), and whether all is adopted.
    """
    levers, designed = stage
    values = {place: one.model_dump(mode="json") for place, one in levers.items()}
    text = json.dumps([values, designed, is_adopted], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def scenario_id(scenario: Scenario) -> str:
    """Return a hash (64 hexadecimal digits) of everything that shapes the scenario's runs except the seed.

    It is computed from the resolved levers of every day, so it changes with the content of the files that the scenario
    names, and not with the way in which values are written. What only affects output (months, register) counts too.
    """
    plan = resolve(scenario)
    rest = {
        key: value
        for key, value in scenario.to_mapping().items()
        if key in ("years", "events", "parameters", "draw", "cuts", "months", "register")
    }
    stages = {
        day: {place: levers.model_dump(mode="json") for place, levers in stage.items()}
        for day, stage in zip(plan.change_days, plan.stages, strict=True)
    }
    if scenario.extensions:
        rest["extensions"] = digests(scenario.extensions)
    if not is_default(scenario.region):
        rest["region"] = region_folder(scenario.region).identity
    rest["adopted"] = plan.adopted_from_first_day
    text = json.dumps({"names": plan.names, "stages": stages, **rest}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
