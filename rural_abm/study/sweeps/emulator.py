"""A fast emulator of the model: predicts a pattern's value, with uncertainty, at parameters that were not run.

A Gaussian process with a linear mean, a squared exponential covariance with one length scale per parameter, and noise
of the seeds; its hyperparameters maximise the likelihood (Rasmussen and Williams 2006, chapters 2 and 5). It uses
SciPy, as a wave has at most some hundred points: a machine-learning library would add nothing that is needed.
"""

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.spatial.distance import cdist
from scipy.stats import qmc


class Emulator:
    """An emulator fitted to values [points] at points [points, axes] of the unit cube; predicts means and variances."""

    def __init__(self, points, values, bounds):
        """Fit the emulator within `bounds` (EmulatorBounds).

        Equal values give an emulator without uncertainty.
        """
        self._points = np.asarray(points, float)
        values = np.asarray(values, float)
        self._basis = _basis(self._points)
        self._trend = np.linalg.lstsq(self._basis, values, rcond=None)[0]
        rest = values - self._basis @ self._trend
        self._scale = max(float(rest.std()), float(np.finfo(float).eps) * max(1.0, float(np.abs(values).max())))
        self._rest = rest / self._scale
        self._fit(bounds)

    def _fit(self, bounds):
        """Find lengths, variance and noise of the highest likelihood."""
        axes = self._points.shape[1]
        box = np.log(
            [(bounds.shortest_length, bounds.longest_length)] * axes
            + [(bounds.shortest_length, bounds.longest_length), (bounds.smallest_noise, bounds.largest_noise)]
        )
        spread = qmc.Halton(axes + 2, scramble=False).random(bounds.starts + 1)[1:]  # the first lies in the corner
        starts = box[:, 0] + (box[:, 1] - box[:, 0]) * spread
        found = [minimize(self._cost, start, method="L-BFGS-B", jac=True, bounds=box) for start in starts]
        self._set(min(found, key=lambda one: one.fun).x)

    def _cost(self, logs):
        """Return minus the log likelihood of the standardised residuals, up to a constant, and its gradient.

        The gradient is in the logarithms.
        """
        similar, inverse = self._set(logs), cho_solve(self._factor, np.eye(len(self._points)))
        cost = self._rest @ self._weights / 2 + np.log(np.diag(self._factor[0])).sum()
        # The slope for a parameter is half the trace of this times the covariance's slope (Rasmussen and Williams 5.9).
        pull = inverse - np.outer(self._weights, self._weights)
        gaps = ((column[:, None] - column[None, :]) ** 2 for column in self._points.T)
        lengths = [(pull * similar * gap).sum() / length**2 for gap, length in zip(gaps, self._lengths, strict=True)]
        slopes = [*lengths, (pull * similar).sum(), np.exp(logs[-1]) * np.trace(pull)]
        return float(cost), np.array(slopes) / 2

    def _set(self, logs):
        """Set lengths, variance and noise (their logarithms); return the covariances [points, points] without noise."""
        *lengths, variance, noise = np.exp(logs)
        self._lengths, self._variance, self._noise = np.array(lengths), variance, noise
        similar = self._covariance(self._points, self._points)
        self._factor = cho_factor(similar + noise * np.eye(len(self._points)), lower=True)
        self._weights = cho_solve(self._factor, self._rest)
        return similar

    def _covariance(self, first, second):
        gaps = cdist(first / self._lengths, second / self._lengths, "sqeuclidean")
        return self._variance * np.exp(-gaps / 2)

    def predict(self, points):
        """Return (means, variances) [points] of the mean over seeds; the variance excludes the noise of seeds."""
        points = np.asarray(points, float)
        near = self._covariance(points, self._points)
        means = _basis(points) @ self._trend + self._scale * (near @ self._weights)
        known = (near * cho_solve(self._factor, near.T).T).sum(axis=1)
        return means, self._scale**2 * np.maximum(self._variance - known, 0)

    def draws(self, points, count, seed):
        """Return `count` functions that fit the values equally well, at points: [points, count], without noise."""
        points = np.asarray(points, float)
        near = self._covariance(points, self._points)
        spread = self._covariance(points, points) - near @ cho_solve(self._factor, near.T)
        sizes, ways = np.linalg.eigh(spread)
        chance = np.random.default_rng(seed).standard_normal((len(points), count))
        means = _basis(points) @ self._trend + self._scale * (near @ self._weights)
        return means[:, None] + self._scale * (ways * np.sqrt(np.maximum(sizes, 0))) @ chance

    def left_out_errors(self):
        """Return the leave-one-out error at each point [points] (Dubrule 1983).

        The trend is fitted again without the point; lengths, variance and noise are kept.
        """
        inverse = cho_solve(self._factor, np.eye(len(self._points)))
        spread = inverse @ self._basis
        inverse = inverse - spread @ np.linalg.solve(self._basis.T @ spread, spread.T)
        values = self._basis @ self._trend + self._scale * self._rest
        return (inverse @ values) / np.diag(inverse)


def _basis(points):
    return np.column_stack([np.ones(len(points)), points])
