"""Own rules, handed to the model without touching the package.

An extension is a Python file of the user's (see `governance.extensions` for how it is named). It may hold:

- subclasses of the agent classes `FrailElder`, `GP`, `Nurse`, `HealthCentre`, `CottageHospital`, `Hospital`,
  `Municipality`, `Region` (from `rural_abm.simulation.agents`): they take the place of the packaged ones. Methods that
  decide are documented there; one that is not overridden stays as fast as it was;
- functions `every_day(model)`, `every_week(model)`, `every_month(model)`, `every_year(model)`: called in the evening of
  every reported day, of the last day of every week, month and year, once all else of the day has happened;
  `model.reported_day` is then the day to come;
- functions decorated with `own_outcome` (from `rural_abm.outcomes`): outcomes that stand in the results like any other.

The warm-up, which all scenarios share, knows no extensions. What an extension raises ends the run as it is.
"""

import inspect
import sys
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.engine.units import DAYS_A_WEEK, DAYS_A_YEAR, FIRST_DAYS
from rural_abm.governance.extensions import WHERE, find_source
from rural_abm.outcomes import catalogue
from rural_abm.outcomes.own import OwnOutcome
from rural_abm.simulation.agents.organisations import CottageHospital, HealthCentre, Hospital, Municipality, Region
from rural_abm.simulation.agents.persons import GP, FrailElder, Nurse

KINDS = {
    kind.__name__: kind
    for kind in (FrailElder, GP, Nurse, HealthCentre, CottageHospital, Hospital, Municipality, Region)
}
STEPS = ("every_day", "every_week", "every_month", "every_year")


@dataclass(frozen=True)
class OwnRules:
    """Agent classes {name of the packaged class: class}, steps {name of STEPS: functions}, and own outcomes by name."""

    kinds: MappingProxyType = field(default_factory=lambda: MappingProxyType(KINDS))
    steps: MappingProxyType = field(default_factory=lambda: MappingProxyType(dict.fromkeys(STEPS, ())))
    outcomes: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self):
        return dict(self.kinds) != KINDS or any(self.steps.values()) or bool(self.outcomes)

    @property
    def catalogue(self):
        """The outcomes of a model with these rules (tuple), the packaged ones first."""
        return (*catalogue, *self.own_entries)

    @property
    def own_entries(self):
        """The entries of own outcomes (tuple)."""
        return tuple(own.entry for own in self.outcomes.values())


def own_rules(extensions=(), agents=None):
    """Return the OwnRules of extensions (texts) and of agent classes handed over by hand, {name: class}.

    InputError for an extension that cannot be found or holds nothing, for two classes of one kind, and for a class that
    is no subclass of its kind.
    """
    kinds, steps, outcomes = dict(KINDS), {name: [] for name in STEPS}, {}
    for text in extensions:
        found, functions, declared = _parts(find_source(text))
        for name, kind in found.items():
            _take(kinds, name, kind, text)
        for name, function in functions.items():
            steps[name].append(function)
        for name in declared.keys() & outcomes.keys():
            raise InputError(f"two outcomes are called {name}", where=text, allowed="a name of its own for each")
        outcomes |= declared
    for name, kind in (agents or {}).items():
        _take(kinds, name, kind, "agents")
    steps = MappingProxyType({name: tuple(some) for name, some in steps.items()})
    return OwnRules(MappingProxyType(kinds), steps, MappingProxyType(outcomes))


def with_agents(scenario, agents):
    """Return the scenario with the files of agent classes {name: class} among its extensions.

    Other processes import the classes from there, so each must stand in a file of its own, outside the script that is
    run; InputError where it does not.
    """
    own_rules(agents=agents)
    texts = tuple(_text_of(kind) for kind in (agents or {}).values())
    return replace(scenario, extensions=(*scenario.extensions, *texts))


def _text_of(kind):
    module = sys.modules.get(kind.__module__)
    path = getattr(module, "__file__", None) or ""
    if kind.__module__ == "__main__" or not path.endswith(".py") or "." in kind.__qualname__:
        raise InputError(
            f"{kind.__qualname__} cannot be imported by other processes",
            where="agents",
            allowed=f"a file of its own, as in: from my_rules import {kind.__name__}",
        )
    return f"{path}:{kind.__name__}"


def _parts(source):
    """({kind: class}, {step: function}, {name: own outcome}) that a module defines itself."""
    module = source.module()
    classes = {name: one for name, one in vars(module).items()
               if inspect.isclass(one) and one.__module__ == module.__name__ and _kind_of(one)}  # fmt: skip
    for name in source.names:
        if name not in classes:
            raise unknown_name("agent class", name, classes, where=f"{WHERE}: {source.text}")
    chosen = {name: one for name, one in classes.items() if not source.names or name in source.names}
    functions = {name: vars(module)[name] for name in STEPS if callable(vars(module).get(name))}
    outcomes = {one.entry.name: one for one in vars(module).values()
                if isinstance(one, OwnOutcome) and one.function.__module__ == module.__name__}  # fmt: skip
    if not chosen and not functions and not outcomes:
        allowed = f"a subclass of {', '.join(KINDS)}, a function {', '.join(STEPS)}, or an own_outcome"
        raise InputError("contains no rules", where=f"{WHERE}: {source.text}", allowed=allowed)
    found = {}
    for name, one in chosen.items():
        kind = _kind_of(one)
        if kind in found:
            both = f"{found[kind].__name__} and {name}"
            raise InputError(
                f"{both} both stand for {kind}", where=f"{WHERE}: {source.text}", allowed=f"FILE.py:{name}"
            )
        found[kind] = one
    return found, functions, outcomes


def _kind_of(kind):
    """Name of the packaged class that a class is a subclass of, or None."""
    return next((name for name, base in KINDS.items() if issubclass(kind, base) and kind is not base), None)


def _take(kinds, name, kind, where):
    if name not in KINDS:
        raise unknown_name("agent class", name, KINDS, where=where)
    if not inspect.isclass(kind) or not issubclass(kind, KINDS[name]):
        raise InputError(f"{kind!r} is no subclass of {name}", where=where, allowed=f"class MyRule({name})")
    if kinds[name] is not KINDS[name] and kinds[name] is not kind:
        raise InputError(f"two classes stand for {name}", where=where, allowed="one class of each kind")
    kinds[name] = kind


def call_steps(model):
    """Call the own steps that are due in the evening of the day just run."""
    steps, day = model.rules.steps, model.reported_day
    if not any(steps.values()):
        return
    for function in steps["every_day"]:
        function(model)
    day_of_year = day % DAYS_A_YEAR
    for name, is_due in (
        ("every_week", day % DAYS_A_WEEK == 0),
        ("every_month", day_of_year in FIRST_DAYS),
        ("every_year", day_of_year == 0),
    ):
        for function in steps[name] if is_due else ():
            function(model)


def is_overridden(kind, method):
    """Whether a class defines a method of its own in place of the packaged one."""
    base = next(base for base in KINDS.values() if issubclass(kind, base))
    return getattr(kind, method) is not getattr(base, method)
