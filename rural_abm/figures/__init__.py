"""Figures of results: maps, time courses, differences and payers; matplotlib is imported when the first is drawn."""

from importlib import import_module

_HOMES = {
    "write_figures": "rural_abm.figures.write",
    "draw_figure": "rural_abm.figures.write",
    "possible_figures": "rural_abm.figures.write",
    "region_map": "rural_abm.figures.map",
    "write_sensitivity": "rural_abm.figures.sensitivity",
    "write_pareto": "rural_abm.figures.pareto",
    "write_finding": "rural_abm.figures.experiment_figure",
    "write_story": "rural_abm.figures.story",
    "write_space": "rural_abm.figures.space",
    "write_experiment": "rural_abm.figures.experiment",
    "read_results": "rural_abm.figures.figure_data",
    "read_figure_manifest": "rural_abm.figures.manifest",
}
__all__ = list(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
