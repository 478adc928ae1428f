"""The public names of the package. Written by rural_abm.report.type_stubs (`make docs`); not to be edited."""

from rural_abm.engine.equal_results import results_hash as results_hash
from rural_abm.engine.errors import InputError as InputError
from rural_abm.engine.errors import nearest_name as nearest_name
from rural_abm.engine.errors import unknown_name as unknown_name
from rural_abm.engine.kernels import cache_root as cache_root
from rural_abm.engine.kernels import code_hash as code_hash
from rural_abm.engine.kernels import model_hash as model_hash
from rural_abm.engine.process_setup import prepare_process as prepare_process
from rural_abm.governance import resolve as resolve
from rural_abm.governance import Scenario as Scenario
from rural_abm.governance import scenario_id as scenario_id
from rural_abm.parameters.parameter_draws import parameters_in_force as parameters_in_force
from rural_abm.regions import region_folder as region_folder
from rural_abm.regions import region_key as region_key
from rural_abm.regions import region_names as region_names
from rural_abm.regions.registers import load_register as load_register
from rural_abm.simulation.model import RuralModel as RuralModel
from rural_abm.study.compare.comparison import compare as compare
from rural_abm.study.compare.designs import lever_steps as lever_steps
from rural_abm.study.compare.lives import find_someone as find_someone
from rural_abm.study.compare.lives import live as live
from rural_abm.study.compare.lives import side_by_side as side_by_side
from rural_abm.study.compare.monthly_events import monthly_events as monthly_events
from rural_abm.study.compare.pairwise import compare_worlds as compare_worlds
from rural_abm.study.compare.pairwise import later_values as later_values
from rural_abm.study.compare.pairwise import of_seed as of_seed
from rural_abm.study.compare.pairwise import run_world as run_world
from rural_abm.study.compare.pairwise import WarmStarts as WarmStarts
from rural_abm.study.compare.pairwise import WorldRun as WorldRun
from rural_abm.study.compare.verdicts import intervals as intervals
from rural_abm.study.compare.verdicts import judge as judge
from rural_abm.study.compare.verdicts import verdict as verdict
from rural_abm.study.compare.vocabulary import person_words as person_words
from rural_abm.study.evidence.loop_strengths import loop_strengths as loop_strengths
from rural_abm.study.evidence.mechanisms import feedback_loops as feedback_loops
from rural_abm.study.inventory import catalogue as catalogue
from rural_abm.study.inventory import describe as describe
from rural_abm.study.results.map_data import map_data as map_data
from rural_abm.study.results.map_data import shortest_path as shortest_path
from rural_abm.study.results.provenance import provenance as provenance
from rural_abm.study.results.store import load as load
from rural_abm.study.running.executors import ProcessPool as ProcessPool
from rural_abm.study.running.executors import usable_cores as usable_cores
from rural_abm.study.running.precompile import is_warm as is_warm
from rural_abm.study.running.precompile import warm_in as warm_in
from rural_abm.study.running.progress import progress_bar as progress_bar
from rural_abm.study.running.runs import run as run
from rural_abm.study.running.scenario_files import read_scenario_text as read_scenario_text
from rural_abm.study.running.scenario_files import scenario_text as scenario_text
from rural_abm.study.sweeps.sweeps import sweep as sweep

__version__: str
__all__ = [
    "__version__",
    "RuralModel",
    "Scenario",
    "run",
    "compare",
    "load",
    "sweep",
    "InputError",
    "ProcessPool",
    "WarmStarts",
    "WorldRun",
    "cache_root",
    "catalogue",
    "code_hash",
    "compare_worlds",
    "describe",
    "feedback_loops",
    "find_someone",
    "monthly_events",
    "intervals",
    "is_warm",
    "judge",
    "later_values",
    "lever_steps",
    "loop_strengths",
    "live",
    "load_register",
    "model_hash",
    "nearest_name",
    "of_seed",
    "parameters_in_force",
    "person_words",
    "prepare_process",
    "progress_bar",
    "provenance",
    "read_scenario_text",
    "region_folder",
    "region_key",
    "region_names",
    "map_data",
    "resolve",
    "results_hash",
    "run_world",
    "scenario_id",
    "scenario_text",
    "shortest_path",
    "side_by_side",
    "unknown_name",
    "usable_cores",
    "verdict",
    "warm_in",
]
