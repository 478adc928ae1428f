"""Studies: single runs, paired comparisons, stories of single persons, and the folders their results are kept in."""

from rural_abm.study.comparison import Comparison, compare
from rural_abm.study.runs import Results, run, warm
from rural_abm.study.store import load

__all__ = ["Comparison", "Results", "compare", "load", "run", "warm"]
