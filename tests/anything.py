"""Scenarios in which anything valid is possible: every parameter and every lever drawn over its whole range at once."""

from rural_abm import Scenario
from rural_abm.engine.errors import InputError
from rural_abm.governance import resolve
from rural_abm.governance.schema import lever_specs
from rural_abm.regions.registers import load_register

TRIES = 40
DAY_MINUTES = 24 * 60


def any_scenario(rng, **fields):
    """A Scenario with every parameter and every lever drawn; `fields` are its others, of which `parameters` are laid
    over the draw."""
    parameters = any_parameters(rng) | fields.pop("parameters", {})
    seed = fields.pop("seed", int(rng.integers(2**31)))
    return Scenario(seed=seed, parameters=parameters, levers=any_levers(rng), adoption="full", **fields)


def any_parameters(rng):
    """{name: value} of all parameters with a range, uniform in it, and one in four at an end of it."""
    found = {}
    for name, one in load_register().items():
        if one.low < one.high:
            inside = one.low + rng.random() * (one.high - one.low)
            found[name] = float(rng.choice([inside, inside, inside, rng.choice([one.low, one.high])]))
    return found


def any_levers(rng):
    """{lever: value} of all levers that act, for the whole region: valid together."""
    found = {}
    for name, spec in lever_specs().items():
        if not spec.acting:
            continue
        for _ in range(TRIES):
            value = any_value(rng, spec)
            try:
                resolve(Scenario(levers={**found, name: value}))
            except InputError:
                continue
            found[name] = value
            break
    return found


def any_value(rng, spec):
    """A value of a lever as a governance file would write it; not always valid."""
    if spec.is_single:
        return any_field(rng, spec.fields[""])
    if spec.list:
        return [_table(rng, spec) for _ in range(rng.integers(1, spec.most + 1))]
    return _table(rng, spec)


def _table(rng, spec):
    return {name: any_field(rng, field) for name, field in spec.fields.items()}


def any_field(rng, field):
    """A value within the range or options of a lever's field, in one of three the highest."""
    if field.type in ("whole", "decimal"):
        steps = round((field.high - field.low) / field.step)
        step = steps if rng.random() < 1 / 3 else int(rng.integers(steps + 1))
        value = field.low + step * field.step
        return int(value) if field.type == "whole" else round(float(value), 6)
    if field.type == "yes_no":
        return bool(rng.integers(2))
    if field.type in ("clock", "clock_or_closed"):
        minute = int(rng.integers(DAY_MINUTES // 30 + 1)) * 30
        is_closed = field.type == "clock_or_closed" and rng.random() < 1 / 4
        return "closed" if is_closed else f"{minute // 60:02}:{minute % 60:02}"
    names = list(field.known_names())
    if field.type in ("choices", "settlements"):
        return [str(name) for name in rng.permutation(names)[: rng.integers(len(names) + 1)]]
    return str(rng.choice(names))
