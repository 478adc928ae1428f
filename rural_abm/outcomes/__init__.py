"""Outcomes: what is computed from the ledger, declared as data, and its computation.

Reading the catalogue imports nothing heavy; the computation is imported on first use.
"""

from importlib import import_module

_HOMES = {
    "Outcome": "rural_abm.outcomes.entries",
    "catalogue": "rural_abm.outcomes.entries",
    "concerns": "rural_abm.outcomes.entries",
    "labels": "rural_abm.outcomes.entries",
    "outcome": "rural_abm.outcomes.entries",
    "own_outcome": "rural_abm.outcomes.own",
    "read_catalogue": "rural_abm.outcomes.entries",
    "outcome_table": "rural_abm.outcomes.document",
    "write_outcome_table": "rural_abm.outcomes.document",
    "check_formulas": "rural_abm.outcomes.plan",
    "outcomes": "rural_abm.outcomes.compute",
    "values": "rural_abm.outcomes.value",
    "concentration": "rural_abm.outcomes.special",
    "median_stays": "rural_abm.outcomes.special",
    "median_stay_days": "rural_abm.outcomes.special",
    "top_share": "rural_abm.outcomes.special",
}
__all__ = list(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module 'rural_abm.outcomes' has no attribute '{name}'; it has {', '.join(__all__)}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__})
