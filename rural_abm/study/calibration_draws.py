"""Parameter doubt in comparisons: each seed's runs, in all scenarios, with one draw of the posterior sample.

Differences stay paired: worlds that are compared share chance and parameters. Their intervals then hold both chance and
what is not known about the calibrated parameters.
"""

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from rural_abm.errors import InputError
from rural_abm.register import load_register
from rural_abm.study import store
from rural_abm.study.calibration_register import package_data
from rural_abm.study.designs import Design
from rural_abm.study.provenance import run_id, short_hash

SHIPPED = Path("calibration") / "posterior.parquet"


@dataclass(frozen=True)
class Posterior:
    """A posterior sample: `draws` is a list of {parameter: value}, `sha256` that of its file."""

    draws: tuple
    sha256: str

    def of_seed(self, seed):
        """The draw of a seed: seeds in a row meet different draws until all have been used once."""
        import numpy as np

        from rural_abm.draws import process, uniform_array

        keys = np.arange(len(self.draws), dtype=np.uint64)
        order = np.argsort(uniform_array(np.uint64(0), process("calibration.draw"), keys, np.int64(0)))
        return self.draws[int(order[seed % len(order)])]


def read_posterior(path=None):
    """The Posterior of a Parquet file, or the one shipped with the package; an InputError where there is none, or where
    it holds unknown parameters or values outside the register's ranges."""
    if path is None and not (package_data() / SHIPPED).exists():
        raise InputError(
            "the package holds no posterior sample yet",
            where="parameter uncertainty",
            allowed="--posterior FILE, as `rural-abm calibrate` writes it",
        )
    path = Path(path) if path is not None else package_data() / SHIPPED
    frame = store.read_table(path.parent, path.name)
    if frame.empty:
        raise InputError("holds no draws", where=str(path), allowed="a posterior sample of `rural-abm calibrate`")
    draws = tuple({name: float(value) for name, value in row.items()} for row in frame.to_dict("records"))
    for draw in draws:
        load_register().with_values(draw, where=str(path))
    return Posterior(draws, hashlib.sha256(path.read_bytes()).hexdigest())


@dataclass(frozen=True)
class DoubtfulDesign(Design):
    """A Design in which the runs of a seed have the parameters of its draw; a scenario's own parameters go first."""

    posterior: Posterior = field(kw_only=True)

    @cached_property
    def experiment(self):
        """A text that is equal where runs may lie in one folder: as in a Design, and the same posterior sample."""
        return short_hash("doubtful", super().experiment, self.posterior.sha256)

    @cached_property
    def runs(self):
        """{run_id: (label, Scenario with its seed and parameters)}, by seed and then in the order of the scenarios."""
        found = {}
        for seed in self.seeds:
            draw = self.posterior.of_seed(seed)
            for label, scenario in self.definitions.items():
                seeded = replace(scenario, seed=seed, parameters={**draw, **scenario.parameters})
                found[run_id(seeded)] = (label, seeded)
        return found


def with_parameter_doubt(design, posterior):
    """The Design with the draws of a Posterior."""
    return DoubtfulDesign(design.scenarios, design.seeds, design.steps, posterior=posterior)


def doubt_entry(posterior):
    """What a manifest says of the parameter doubt (dict)."""
    return {"draws": len(posterior.draws), "parameters": sorted(posterior.draws[0]), "sha256": posterior.sha256}
