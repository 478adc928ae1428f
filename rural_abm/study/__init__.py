"""Studies: single runs, paired comparisons, sweeps, stories of single persons, and the folders results are kept in."""

from rural_abm.study.comparison import Comparison, compare
from rural_abm.study.runs import Results, run
from rural_abm.study.store import load
from rural_abm.study.sweeps import Sweep, sweep
from rural_abm.study.warming import warm

__all__ = ["Comparison", "Results", "Sweep", "compare", "load", "run", "sweep", "warm"]
