"""A stand-in for the model: a Gaussian process through the answers of a sweep, for questions that ask for more runs
than anyone can wait for.

The kernel is a squared exponential with a length scale a factor, plus noise (Rasmussen and Williams 2006, chapters 2
and 5). It is taken from scikit-learn, whose fitting of the scales with restarts would be long to write and to test.
"""

import warnings
from dataclasses import dataclass

from rural_abm.errors import InputError
from rural_abm.study.settings import sensitivity

INSTALL = "pip install 'rural_abm[study]'"


@dataclass(frozen=True)
class Emulator:
    """`process`: the fitted Gaussian process; `explained`: the share of the variance between points that it foretells
    of points it has not seen (cross-validated, at most 1, below 0 where it is worse than the mean)."""

    process: object
    explained: float

    def draws(self, positions, count, seed):
        """`count` functions that fit the answers equally well, at the positions [n, factors]: [n, count]."""
        with _one_thread():
            return self.process.sample_y(positions, count, random_state=seed)


def fit(positions, answers, seed):
    """The Emulator of answers [points] at positions [points, factors] in [0, 1]; InputError without scikit-learn, or
    with too few points to leave some out."""
    import numpy as np

    _scikit_learn()
    folds = sensitivity()["folds"]
    known = np.isfinite(answers)
    positions, answers = positions[known], answers[known]
    if len(answers) < folds:
        raise InputError(f"{len(answers)} points are too few", where="emulator", allowed=f"at least {folds}")
    with _one_thread():
        process = _fitted(positions, answers, seed, sensitivity()["restarts"])
        foretold = _foretold(process, positions, answers, folds, seed)
    spread = ((answers - answers.mean()) ** 2).sum()
    explained = 1 - ((answers - foretold) ** 2).sum() / spread if spread else np.nan
    return Emulator(process, float(explained))


def _foretold(process, positions, answers, folds, seed):
    """What the kernel foretells of each answer, [points], from the points of the other folds."""
    import numpy as np

    order = np.random.default_rng(seed).permutation(len(answers))
    foretold = np.empty(len(answers))
    for left_out in np.array_split(order, folds):
        kept = np.setdiff1d(order, left_out)
        foretold[left_out] = _refitted(process, positions[kept], answers[kept]).predict(positions[left_out])
    return foretold


def _one_thread():
    """Matrices this small are slower on several threads, much so where other processes want the cores too."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(1)


def _fitted(positions, answers, seed, restarts):
    gaussian, kernels = _scikit_learn()
    bounds = (sensitivity()["shortest_length"], sensitivity()["longest_length"])
    lengths = kernels.RBF([1.0] * positions.shape[1], length_scale_bounds=bounds)
    kernel = kernels.ConstantKernel() * lengths + kernels.WhiteKernel()
    process = gaussian(kernel, normalize_y=True, n_restarts_optimizer=restarts, random_state=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a length scale at its bound only means a factor without effect
        return process.fit(positions, answers)


def _refitted(process, positions, answers):
    """The same kernel through other points."""
    gaussian, _ = _scikit_learn()
    return gaussian(process.kernel_, optimizer=None, normalize_y=True).fit(positions, answers)


def _scikit_learn():
    try:
        from sklearn.gaussian_process import GaussianProcessRegressor, kernels
    except ImportError:
        raise InputError("needs the package scikit-learn", where="emulator", allowed=INSTALL) from None
    return GaussianProcessRegressor, kernels
