"""History matching: parameters are ruled out by empirical patterns, wave by wave (Vernon 2010 Bayesian Analysis 5:619).

A point is implausible where, for any pattern, the distance of the emulator's mean from the target, over the square root
of the target's and the emulator's variances, reaches the declared number. The next wave is run where nothing is ruled
out yet. The posterior sample is drawn from what is plausible at the end, in proportion to the likelihood of the targets
under normal errors of that size.
"""

from dataclasses import dataclass

import numpy as np

from rural_abm.engine.units import HALF
from rural_abm.study.evidence.calibration_priors import cube
from rural_abm.study.sweeps.emulator import Emulator


@dataclass(frozen=True)
class Target:
    """The target of a pattern: middle and standard deviation."""

    name: str
    middle: float
    deviation: float


def target_of(pattern, matching):
    """Return the Target of a pattern with a low and a high: its value, or their middle."""
    middle = (pattern.low + pattern.high) / 2 if pattern.value is None else pattern.value
    return Target(pattern.name, middle, (pattern.high - pattern.low) / (2 * matching.target_deviations))


@dataclass(frozen=True)
class Plausible:
    """Candidates [n, axes] that are not ruled out.

    Also holds their implausibility for each target [n, targets] and the share of the prior that they represent.
    """

    points: np.ndarray
    implausibility: np.ndarray
    share: float


def fit_emulators(points, values, targets, bounds):
    """Return {target's name: Emulator} from values [points, targets]; points with undefined values are left out."""
    emulators = {}
    for column, target in enumerate(targets):
        known = np.isfinite(values[:, column])
        emulators[target.name] = Emulator(points[known], values[known, column], bounds)
    return emulators


def implausibility(points, emulators, targets):
    """Return distances from the targets in standard deviations, float64 [points, targets]."""
    columns = []
    for target in targets:
        means, variances = emulators[target.name].predict(points)
        columns.append(np.abs(means - target.middle) / np.sqrt(variances + target.deviation**2))
    return np.column_stack(columns)


def look_for_plausible(emulators, targets, axes, wave, matching):
    """Return the Plausible candidates.

    Where few are left, their bounding box is sampled again to find narrow regions.
    """
    low, high = np.zeros(axes), np.ones(axes)
    share = 1.0
    for zoom in range(matching.zooms + 1):
        points = cube(matching.candidates, axes, [wave, zoom + 1], low=low, high=high)
        distances = implausibility(points, emulators, targets)
        kept = distances.max(axis=1) < matching.implausible_from
        found = Plausible(points[kept], distances[kept], share * float(kept.mean()))
        if not kept.any() or kept.mean() >= matching.few_share:
            break
        first = np.clip(points[kept].min(axis=0) - matching.box_margin * (high - low), low, high)
        last = np.clip(points[kept].max(axis=0) + matching.box_margin * (high - low), low, high)
        share *= float(np.prod((last - first) / (high - low)))
        low, high = first, last
    return found


def spread_out(points, count):
    """Return at most `count` points, each as far as possible from those chosen before it, beginning with the first."""
    if len(points) <= count:
        return points
    chosen = [0]
    nearest = ((points - points[0]) ** 2).sum(axis=1)
    while len(chosen) < count:
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
    return points[chosen]


def posterior_sample(plausible, count):
    """Return `count` points [count, axes] drawn systematically in proportion to their likelihood; some may repeat."""
    distances = (plausible.implausibility**2).sum(axis=1)
    weights = np.exp(-(distances - distances.min()) / 2)
    steps = (np.arange(count) + HALF) / count
    drawn = np.searchsorted(np.cumsum(weights) / weights.sum(), steps)
    return plausible.points[np.minimum(drawn, len(weights) - 1)]


def match(evaluate, targets, axes, *, waves, points, plan):
    """Run the waves of a history matching and return its course.

    A dict of `points` [n, axes] and `values` [n, targets] of all waves, `wave` [n], `shares` of the prior not ruled out
    after each wave, and the last Plausible candidates. `evaluate(points, wave)` gives values [points, targets], NaN
    where undefined; `plan` is a Plan. It ends early where nothing plausible is left.
    """
    tried = cube(points, axes, [0])
    everywhere, values, numbers, shares = np.empty((0, axes)), np.empty((0, len(targets))), [], []
    for wave in range(1, waves + 1):
        values = np.vstack([values, evaluate(tried, wave)])
        everywhere = np.vstack([everywhere, tried])
        numbers += [wave] * len(tried)
        emulators = fit_emulators(everywhere, values, targets, plan.emulator)
        plausible = look_for_plausible(emulators, targets, axes, wave, plan.matching)
        shares.append(plausible.share)
        if not len(plausible.points):
            break
        tried = spread_out(plausible.points, points)
    return {"points": everywhere, "values": values, "wave": np.array(numbers), "shares": shares, "plausible": plausible}


# What came to be known


def spreads(sample):
    """Return the standard deviation of each axis over that of a uniform distribution on the unit cube.

    A value of 1 means that nothing was learnt.
    """
    from scipy.stats import uniform

    return sample.std(axis=0) / uniform.std()


def tied_pairs(sample, least):
    """Return (first axis, second axis, correlation) of the pairs of axes correlated by at least `least` in size."""
    with np.errstate(invalid="ignore"):
        correlations = np.atleast_2d(np.corrcoef(sample, rowvar=False))
    pairs = zip(*np.triu_indices_from(correlations, 1), strict=True)
    found = [(int(one), int(other), float(correlations[one, other])) for one, other in pairs]
    return [pair for pair in found if abs(pair[-1]) >= least]
