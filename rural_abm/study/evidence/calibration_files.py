"""The stages of the calibration as data: free parameters, the patterns that determine them, and the order."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from pydantic import Field, ValidationError

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance.files import read_toml
from rural_abm.governance.scenario import input_error
from rural_abm.regions.registers import load_register
from rural_abm.study.evidence.patterns_files import Closed, Words, declared
from rural_abm.study.sweeps.emulator_bounds import EmulatorBounds

GROUP = ".*"


class Stage(Closed):
    """One stage: `free` parameters of the register, the `patterns` that determine them, and what is fixed meanwhile.

    `within` narrows the range of a free parameter where the register's range is that of experiments.
    """

    name: str = Field(min_length=1)
    title: Words
    free: tuple[str, ...] = Field(min_length=1)
    patterns: tuple[str, ...] = Field(min_length=1)
    within: dict[str, tuple[float, float]] = Field(default_factory=dict)
    fixed: dict[str, float] = Field(default_factory=dict)
    years: int | None = Field(None, ge=1)
    seeds: int | None = Field(None, ge=1)


class Usual(Closed):
    """Defaults of how much is computed."""

    waves: int = Field(ge=1)
    points_per_parameter: int = Field(ge=1)
    seeds: int = Field(ge=1)
    seed_of_design: int = Field(ge=0)


class Matching(Closed):
    """Settings of history matching: what is implausible, the search for plausible points, and what counts as known."""

    implausible_from: float = Field(gt=0)
    target_deviations: float = Field(gt=0)
    candidates: int = Field(ge=2)
    zooms: int = Field(ge=0)
    few_share: float = Field(ge=0, le=1)
    box_margin: float = Field(ge=0)
    posterior_draws: int = Field(ge=2)
    unidentified_spread: float = Field(gt=0, le=1)
    register_digits: int = Field(ge=1)
    tied_correlation: float = Field(gt=0, le=1)


class Plan(Closed):
    """The whole file."""

    usual: Usual
    matching: Matching
    emulator: EmulatorBounds
    stage: tuple[Stage, ...] = Field(min_length=1)

    @property
    def stages(self):
        """{name: Stage} in order."""
        return {stage.name: stage for stage in self.stage}

    def named(self, name):
        """Return the stage of that name; raise InputError for an unknown one."""
        if name not in self.stages:
            raise unknown_name("stage", name, self.stages, where="calibrate")
        return self.stages[name]


@lru_cache(maxsize=1)
def calibration_plan():
    """Return the packaged Plan."""
    return read_plan(Path(str(files("rural_abm") / "data" / "calibration.toml")))


def read_plan(path):
    """Read the Plan of a TOML file; raise InputError for unknown parameters and for patterns that may not calibrate."""
    path = Path(path)
    try:
        plan = Plan.model_validate(read_toml(path, path.name))
    except ValidationError as error:
        raise input_error(error, path.name, {"": list(Plan.model_fields)}) from None
    if len(plan.stages) < len(plan.stage):
        raise InputError("two stages have the same name", where=path.name)
    for stage in plan.stage:
        _check(stage, f"{path.name}, {stage.name}")
    _check_settings(plan, path.name)
    return plan


def _check_settings(plan, where):
    """Raise InputError where a stage moves a parameter that defines the setting of a pattern of any stage.

    Values found in one stage are held in all later ones.
    """
    settings = {declared().pattern(name).setting for stage in plan.stage for name in stage.patterns}
    for stage in plan.stage:
        moved = [*stage.fixed, *(one for name in stage.free for one in members(name, where))]
        for name in sorted(settings):
            declared().settings[name].check_free(moved)


def _check(stage, where):
    for name in stage.free:
        members(name, where)
    load_register().with_values(stage.fixed, where=f"{where}, fixed")
    for name, (low, high) in stage.within.items():
        if name not in stage.free:
            raise unknown_name("free parameter", name, stage.free, where=f"{where}, within")
        parameter = load_register()[name]
        if not parameter.low <= low <= parameter.value <= high <= parameter.high or low == high:
            allowed = f"between {parameter.low} and {parameter.high}, around {parameter.value}"
            raise InputError(f"{low} to {high} is not a range", where=f"{where}, within, {name}", allowed=allowed)
    for name in stage.patterns:
        pattern = declared().pattern(name)
        if pattern.role != "calibrate":
            raise InputError(f"pattern '{name}' has the role {pattern.role}", where=where, allowed="role calibrate")
        if pattern.low is None or pattern.high is None:
            raise InputError(f"the target of '{name}' is open on one side", where=where, allowed="a low and a high")


def members(name, where="calibrate", region=None):
    """Return the register names that a free name moves (list): itself, or all cells of NAME.* that are not fixed."""
    register = load_register(region)
    if not name.endswith(GROUP):
        if name not in register:
            raise unknown_name("parameter", name, register, where=where)
        found = [name]
    else:
        found = [key for key in register if key.startswith(name.removesuffix("*"))]
    found = [key for key in found if register[key].distribution != "fixed" and register[key].low < register[key].high]
    if not found:
        raise InputError(f"'{name}' has no range in the register", where=where, allowed="a parameter with low and high")
    return found
