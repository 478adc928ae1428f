"""Sensitivity indices with intervals, by the design of a sweep.

- sobol: first-order `S1` and total `ST` indices, the shares of an outcome's variance that a factor causes alone and
  with all its interactions (Saltelli et al. 2010); intervals by bootstrap.
- morris: `mu_star`, the mean absolute elementary effect, with `mu` and `sigma` (Morris 1991, Campolongo et al. 2007).
- latin_hypercube and grid: `S1` and `ST` of an emulator through the points (see `calibration_emulator`), the intervals
  being those of emulators that fit equally well; `explained` is the emulator's predictive power.
- one_at_a_time and pairs: the `difference` from the base that each value of each factor makes alone, paired by seed,
  with the interval of Student's t.

Answers are means over the seeds, of the region, over the years after the first, which is a transition. Every seed is
run at every point.
"""

import json
from pathlib import Path

from rural_abm.engine.errors import InputError, unknown_name, warn
from rural_abm.governance.values import as_list
from rural_abm.study.compare.verdicts import intervals
from rural_abm.study.results import store
from rural_abm.study.results.settings import confidence, sensitivity
from rural_abm.study.sweeps.points import MODEL, POINT, POSITION
from rural_abm.study.sweeps.responses import by_point, mean_by_point, read_asked
from rural_abm.study.sweeps.sampling import problem

COLUMNS = (MODEL, "outcome", "method", "factor", "value_of_factor", "index", "value", "low", "high", "explained")
TABLE, CSV = "sensitivity.parquet", "sensitivity.csv"
EMULATED = ("latin_hypercube", "grid")


def analyse(folder, outcomes=None, *, emulate=False):
    """Return a DataFrame of COLUMNS, one row per model, outcome, factor and index; also write it to the folder.

    `outcomes`: one name or several, default all that the sweep kept; `emulate` uses an emulator for Sobol and Morris
    designs too. Raises InputError for an unfinished sweep, one with failed runs where the design needs every point, and
    an outcome that was not kept.
    """
    import pandas as pd

    experiment, points = read_asked(folder)
    wanted = _wanted(experiment, outcomes)
    table = by_point(folder, points, wanted)
    rows = []
    for label, part in table.groupby(MODEL, sort=False):
        for outcome in wanted:
            found = list(_method(experiment.design, emulate)(experiment, part, outcome))
            if not found:
                warn(f"{outcome} does not differ between the points of {label}: no factor affects it, so it has no row")
            rows += [{MODEL: label, "outcome": outcome, **row} for row in found]
    _warn_of_few(experiment.design, emulate)
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    store.write_table(Path(folder) / TABLE, found)
    store.write_csv(Path(folder) / CSV, found)
    return found


def _warn_of_few(design, emulate):
    """Warn of a Sobol design with so few samples that its indices are mostly chance."""
    fewest = sensitivity()["fewest_samples"]
    if design.kind == "sobol" and not emulate and design.samples < fewest:
        warn(f"{design.samples} samples are too few: Sobol indices may fall outside 0 to 1; use {fewest} or more")


def _wanted(experiment, outcomes):
    wanted = as_list(outcomes or experiment.outcomes)
    for name in wanted:
        if name not in experiment.outcomes:
            raise unknown_name("outcome", name, experiment.outcomes, where=experiment.name)
    return wanted


def _method(design, emulate):
    if emulate and design.kind not in ("one_at_a_time", "pairs"):
        return _emulated
    return {
        "sobol": _sobol,
        "morris": _morris,
        "latin_hypercube": _emulated,
        "grid": _emulated,
        "one_at_a_time": _effects,
        "pairs": _effects,
    }[design.kind]


def _row(method, factor, index, value, half_width=None, *, low=None, high=None, explained=None, at=""):
    if half_width is not None:
        low, high = value - half_width, value + half_width
    nan = float("nan")
    return {
        "method": method,
        "factor": factor,
        "value_of_factor": at,
        "index": index,
        "value": float(value),
        "low": nan if low is None else float(low),
        "high": nan if high is None else float(high),
        "explained": nan if explained is None else explained,
    }


def _answers(part, outcome):
    """Return (positions, answers) of every point; raise InputError if a run is missing."""
    import numpy as np

    positions, answers = mean_by_point(part, outcome)
    if not np.isfinite(answers).all():
        raise InputError(
            f"{outcome} is missing at {int((~np.isfinite(answers)).sum())} points",
            where="analyse",
            allowed="a sweep without failed runs, or --emulate",
        )
    return positions, answers


# By design


def _sobol(experiment, part, outcome):
    from SALib.analyze import sobol

    _, answers = _answers(part, outcome)
    design = experiment.design
    if not answers.std():
        return
    found = sobol.analyze(
        problem(experiment.factors),
        answers,
        calc_second_order=design.second_order,
        num_resamples=sensitivity()["resamples"],
        conf_level=confidence(),
        seed=design.seed,
    )
    for number, factor in enumerate(experiment.factors):
        for index in ("S1", "ST"):
            yield _row("sobol", factor.name, index, found[index][number], found[f"{index}_conf"][number])


def _morris(experiment, part, outcome):
    import numpy as np
    from SALib.analyze import morris

    positions, answers = _answers(part, outcome)
    found = morris.analyze(
        problem(experiment.factors),
        positions,
        answers,
        num_levels=experiment.design.levels,
        num_resamples=sensitivity()["resamples"],
        conf_level=confidence(),
        seed=experiment.design.seed,
    )
    for number, factor in enumerate(experiment.factors):
        half_width = found["mu_star_conf"][number]
        yield _row("morris", factor.name, "mu_star", found["mu_star"][number], half_width)
        for index in ("mu", "sigma"):
            yield _row("morris", factor.name, index, np.asarray(found[index])[number])


def _emulated(experiment, part, outcome):
    import numpy as np
    from SALib.analyze import sobol
    from SALib.sample import sobol as sampler

    positions, answers = mean_by_point(part, outcome)
    known = np.isfinite(answers)
    if not known.any() or not answers[known].std():
        return
    stand_in, explained = fitted(positions[known], answers[known])
    asked, settings = problem(experiment.factors), sensitivity()
    rows = sampler.sample(asked, settings["emulated_samples"], calc_second_order=False, seed=1)
    draws = stand_in.draws(rows, settings["emulator_draws"], seed=1)
    found = [sobol.analyze(asked, draw, calc_second_order=False, num_resamples=2, seed=1) for draw in draws.T]
    ends = [(1 - confidence()) / 2, (1 + confidence()) / 2]
    for number, factor in enumerate(experiment.factors):
        for index in ("S1", "ST"):
            values = np.array([one[index][number] for one in found])
            low, high = np.quantile(values, ends)
            yield _row("emulator", factor.name, index, values.mean(), low=low, high=high, explained=explained)


def fitted(positions, answers):
    """Return an Emulator of answers [points] at positions [points, factors] in [0, 1], and its predictive power.

    The latter is the share of the variance between points predicted for points left out, at most 1, below 0 where it is
    worse than the mean. Raises InputError with too few points.
    """
    from rural_abm.study.sweeps.emulator import Emulator
    from rural_abm.study.sweeps.emulator_bounds import EmulatorBounds

    fewest = max(sensitivity()["fewest_points"], positions.shape[1] + 2)
    if len(answers) < fewest:
        raise InputError(f"{len(answers)} points are too few", where="emulator", allowed=f"at least {fewest}")
    stand_in = Emulator(positions, answers, EmulatorBounds(**sensitivity()["emulator"]))
    spread = ((answers - answers.mean()) ** 2).sum()
    return stand_in, float(1 - (stand_in.left_out_errors() ** 2).sum() / spread)


def _effects(experiment, part, outcome):
    """Return differences from the base of every value of every factor alone."""
    import numpy as np

    names = [POSITION + factor.name for factor in experiment.factors]
    moved = part[names].notna().sum(axis=1)
    base = part[moved == 0].set_index("seed")[outcome]
    for factor, name in zip(experiment.factors, names, strict=True):
        alone = part[(moved == 1) & part[name].notna()]
        for _, rows in alone.groupby(POINT, sort=True):
            differences = rows.set_index("seed")[outcome] - base
            found = intervals(differences.to_numpy(float)[None, :])
            value, low, high = (np.asarray(found[column])[0] for column in ("difference", "low", "high"))
            at = json.dumps(factor.at(rows[name].iloc[0]))
            yield _row("effect", factor.name, "difference", value, low=low, high=high, at=at)
