"""Priors of free parameters: a point of the unit cube maps to a vector of parameters through their own priors.

The prior of a parameter is the register's distribution between its low and high: uniform, triangular with its mode at
the value, or lognormal with the value as median and low and high as 2.5 and 97.5 % points, truncated at these.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from rural_abm.regions.registers import load_register
from rural_abm.study.evidence.calibration_files import calibration_plan, members
from rural_abm.study.results.settings import confidence

LOGNORMAL, TRIANGULAR = "lognormal", "triangular"


@dataclass(frozen=True)
class Axes:
    """The free names of a stage and the parameters each moves (Parameters of the register)."""

    names: tuple
    moved: tuple

    def parameters(self, point):
        """Return {parameter: value} of a point [axes] of the unit cube."""
        return {
            parameter.name: prior_value(parameter, float(place))
            for place, moved in zip(point, self.moved, strict=True)
            for parameter in moved
        }

    def shown(self, axis, place):
        """Return the value of the first parameter that an axis moves, at a place between 0 and 1."""
        return prior_value(self.moved[axis][0], float(place))


def axes_of(stage, region=None):
    """Return the Axes of a stage in the register of a region (name or folder)."""
    register = load_register(region)
    names = [members(name, region=region) for name in stage.free]
    return Axes(tuple(stage.free), tuple(tuple(_narrowed(register[key], stage.within) for key in own) for own in names))


def _narrowed(parameter, within):
    low, high = within.get(parameter.name, (parameter.low, parameter.high))
    return replace(parameter, low=low, high=high)


def prior_value(parameter, place):
    """Return the quantile of a parameter's prior at `place`, within its low and high."""
    low, high = parameter.low, parameter.high
    if parameter.distribution == TRIANGULAR:
        value = _triangular(low, parameter.value, high, place)
    elif parameter.distribution == LOGNORMAL:
        value = _lognormal(low, parameter.value, high, place)
    else:
        value = low + (high - low) * place
    return min(max(value, low), high)


def _triangular(low, top, high, place):
    left = (top - low) / (high - low)
    if place < left:
        return low + math.sqrt(place * (high - low) * (top - low))
    return high - math.sqrt((1 - place) * (high - low) * (high - top))


def _lognormal(low, median, high, place):
    from scipy.special import ndtr, ndtri

    spread = math.log(high / low) / (2 * ndtri((1 + confidence()) / 2))
    ends = [float(ndtr(math.log(end / median) / spread)) for end in (low, high)]
    return median * math.exp(spread * float(ndtri(ends[0] + (ends[1] - ends[0]) * place)))


def prior_place(parameter, value):
    """Return the share of the prior below a value: the inverse of `prior_value`, by bisection to float precision."""
    below, above = 0.0, 1.0
    while True:
        middle = (below + above) / 2
        if middle in (below, above):
            return middle
        if prior_value(parameter, middle) < value:
            below = middle
        else:
            above = middle


def cube(count, axes, address, *, low=None, high=None):
    """Return a Latin hypercube of `count` points [count, axes] in the unit cube, or in the box [low, high] in it.

    The same `address` (whole numbers) gives the same points.
    """
    from scipy.stats import qmc

    design = qmc.LatinHypercube(axes, rng=np.random.default_rng([calibration_plan().usual.seed_of_design, *address]))
    points = design.random(count)
    return points if low is None else low + points * (high - low)
