"""Simulation of healthcare for a sparsely populated region: frail elders, their GPs and nurses, and who governs them.

The public names below are loaded when first used, so that `import rural_abm` costs nothing.
"""

from importlib import import_module

__version__ = "0.1.0"

# What each name is, and where it lives; the first part is for studies, the second for programs that show the model.
_HOMES = {
    "RuralModel": "rural_abm.simulation.model",
    "Scenario": "rural_abm.governance",
    "run": "rural_abm.study.running.runs",
    "compare": "rural_abm.study.compare.comparison",
    "load": "rural_abm.study.results.store",
    "sweep": "rural_abm.study.sweeps.sweeps",
    "InputError": "rural_abm.engine.errors",
    "ProcessPool": "rural_abm.study.running.executors",
    "WarmStarts": "rural_abm.study.compare.pairwise",
    "WorldRun": "rural_abm.study.compare.pairwise",
    "cache_root": "rural_abm.engine.kernels",
    "catalogue": "rural_abm.study.inventory",
    "code_hash": "rural_abm.engine.kernels",
    "compare_worlds": "rural_abm.study.compare.pairwise",
    "describe": "rural_abm.study.inventory",
    "feedback_loops": "rural_abm.study.evidence.mechanisms",
    "find_someone": "rural_abm.study.compare.lives",
    "monthly_events": "rural_abm.study.compare.monthly_events",
    "intervals": "rural_abm.study.compare.verdicts",
    "is_warm": "rural_abm.study.running.precompile",
    "judge": "rural_abm.study.compare.verdicts",
    "later_values": "rural_abm.study.compare.pairwise",
    "lever_steps": "rural_abm.study.compare.designs",
    "loop_strengths": "rural_abm.study.evidence.loop_strengths",
    "live": "rural_abm.study.compare.lives",
    "load_register": "rural_abm.regions.registers",
    "model_hash": "rural_abm.engine.kernels",
    "nearest_name": "rural_abm.engine.errors",
    "of_seed": "rural_abm.study.compare.pairwise",
    "parameters_in_force": "rural_abm.parameters.parameter_draws",
    "person_words": "rural_abm.study.compare.vocabulary",
    "prepare_process": "rural_abm.engine.process_setup",
    "progress_bar": "rural_abm.study.running.progress",
    "provenance": "rural_abm.study.results.provenance",
    "read_scenario_text": "rural_abm.study.running.scenario_files",
    "region_folder": "rural_abm.regions",
    "region_key": "rural_abm.regions",
    "region_names": "rural_abm.regions",
    "map_data": "rural_abm.study.results.map_data",
    "resolve": "rural_abm.governance",
    "results_hash": "rural_abm.engine.equal_results",
    "run_world": "rural_abm.study.compare.pairwise",
    "scenario_id": "rural_abm.governance",
    "scenario_text": "rural_abm.study.running.scenario_files",
    "shortest_path": "rural_abm.study.results.map_data",
    "side_by_side": "rural_abm.study.compare.lives",
    "unknown_name": "rural_abm.engine.errors",
    "usable_cores": "rural_abm.study.running.executors",
    "verdict": "rural_abm.study.compare.verdicts",
    "warm_in": "rural_abm.study.running.precompile",
}
__all__ = ["__version__"]
__all__ += list(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module 'rural_abm' has no attribute '{name}'; it has {', '.join(__all__)}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__})
