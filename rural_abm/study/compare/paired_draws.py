"""Parameter draws paired with seeds: all scenarios of a seed have the same draw, so that differences stay paired.

The intervals of a comparison then include both chance and the uncertainty of the drawn parameters.
"""

from dataclasses import dataclass, replace

from rural_abm.engine.errors import unknown_name
from rural_abm.governance.files import is_path
from rural_abm.parameters.parameter_draws import Sample, read_sample, shipped_sample
from rural_abm.regions.registers import load_register

POSTERIOR, NONE = "posterior", "none"
DRAWS = (POSTERIOR, NONE)
SUFFIX = ".parquet"


@dataclass(frozen=True)
class PairedDraws:
    """The draws of a sample, one per seed; `is_shipped` says whether a scenario can name them by their number."""

    sample: Sample
    is_shipped: bool

    def seeded(self, scenario, seed):
        """Return the Scenario with a seed and the parameters of its draw.

        A scenario's own parameters take precedence.
        """
        draw = self.sample.draw_of_seed(seed)
        if self.is_shipped:
            return replace(scenario, seed=seed, draw=draw)
        return replace(scenario, seed=seed, parameters={**self.sample.values(draw), **scenario.parameters})

    def entry(self):
        """Return what a manifest says of the draws (dict): number, parameters, and the number in the register."""
        return {
            "from": POSTERIOR if self.is_shipped else "a sample of your own",
            "draws": len(self.sample.rows),
            "parameters": self.sample.parameters,
            "of": len(load_register()),
            "sha256": self.sample.sha256,
        }


def read_draws(given=POSTERIOR):
    """Return the PairedDraws of "posterior" (the shipped sample) or of a Parquet file; None for "none" or None.

    Raises InputError for any other text.
    """
    if given is None or given == NONE:
        return None
    if given == POSTERIOR:
        return PairedDraws(shipped_sample(), is_shipped=True)
    if not (is_path(str(given)) or str(given).endswith(SUFFIX)):
        raise unknown_name("draws", given, (*DRAWS, f"FILE{SUFFIX}"), where="--draws")
    return PairedDraws(read_sample(given), is_shipped=False)
