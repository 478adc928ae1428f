"""Validation of governance, reform, scenario and experiment files, and of results folders."""

from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import code_hash
from rural_abm.governance import Scenario, baseline_name, resolve
from rural_abm.governance.files import LANGUAGES, SUFFIX, parse_governance, read_toml
from rural_abm.study.evidence.region_facts import check_region, is_region, region_gaps
from rural_abm.study.insilico.running import read_in_silico
from rural_abm.study.results import checksums, store
from rural_abm.study.results.finished_years import years_missing
from rural_abm.study.results.tables import counted
from rural_abm.study.running.scenario_files import is_scenario, naming, read_scenario
from rural_abm.study.sweeps.experiments import is_experiment, is_in_silico, read_experiment

PARQUET = ".parquet"
# What a manifest's kind is called in a sentence.
KINDS = {"compare": "comparison", "sweep": "sweep", "search": "search", "experiment": "experiment"}
RESULTS = (store.RESULTS, store.RUNS)
# The tables of a kind; of other kinds those that the manifest names.
TABLES = {"run": RESULTS, "sweep": RESULTS, "search": RESULTS, "compare": (*RESULTS, store.COMPARISON)}


def check(path, progress=None):
    """Validate a file or folder and describe it.

    Return a dict of name, kind, title_en, title_sv, message, and notes_en, notes_sv (lists) on settings that override
    others, or on what of a region is assumed; raise InputError if it is invalid. A scenario with dated events is run up
    to the last of them, since only then is it known who holds a post that day; `progress(done, all)` is called with
    days.
    """
    path = Path(path)
    if not path.exists():
        raise InputError("file not found", where=str(path), allowed=f"a {SUFFIX} file or a folder of results")
    if path.is_dir() and is_region(path):
        region, said = check_region(path)
        return _finding(path, "region", region.title, said, region_gaps(path))
    return _check_results(path) if path.is_dir() else _check_file(path, progress)


def _check_file(path, progress):
    if path.suffix != SUFFIX:
        raise InputError("is not a TOML file", where=str(path), allowed=f"a {SUFFIX} file or a folder of results")
    table = read_toml(path, str(path))
    if is_experiment(table):
        experiment = read_experiment(path)
        for scenario in experiment.models.values():
            _let_events_happen(scenario, path, progress)
        return _finding(path, "experiment", experiment.title, f"valid experiment: {_asked(experiment)}")
    if is_in_silico(table):
        asked = read_in_silico(path)
        said = f"valid in-silico experiment: {asked.measure}, {counted(asked.seeds, 'seed')}"
        return _finding(path, "experiment", asked.title, said)
    if is_scenario(table):
        scenario, plan = read_scenario(path)
        _let_events_happen(scenario, path, progress)
        said = f"valid scenario: {plan.titles['en']}, {counted(scenario.years, 'year')}, seed {scenario.seed}"
        return _finding(path, "scenario", plan.titles, said, plan.overridden)
    file = parse_governance(table, str(path))
    # Fields that fit singly may contradict each other once they are laid over the present model.
    resolve(Scenario(baseline_name(), reforms=(str(path.absolute()),)))
    count = len(file.layer.region) + sum(len(leaves) for leaves in file.layer.places.values())
    said = f"valid governance model or reform: {file.title['en']}, sets {counted(count, 'value')}"
    return _finding(path, "governance", file.title, said)


def _let_events_happen(scenario, path, progress):
    """Raise InputError naming the file if an event of the scenario cannot happen on its day."""
    if not scenario.events:
        return
    from rural_abm.simulation.model import RuralModel

    days = max(event.day for event in scenario.events) + 1
    model = RuralModel(scenario)
    try:
        while model.reported_day < days:
            model.step()
            if progress:
                progress(model.reported_day, days)
    except InputError as error:
        raise naming(path, error) from None
    finally:
        model.close()


def _asked(experiment):
    task = experiment.design.kind.replace("_", " ") if experiment.design else "search"
    factors, models, seeds = len(experiment.factors), len(experiment.models), len(experiment.seeds)
    parts = [counted(factors, "factor"), counted(models, "model"), counted(seeds, "seed")]
    return f"{task}, {', '.join(parts)}, {counted(experiment.years, 'year')}"


def _finding(path, kind, titles, said, notes=None):
    notes = notes or dict.fromkeys(LANGUAGES, ())
    return {
        "name": str(path),
        "kind": kind,
        "title_en": titles["en"],
        "title_sv": titles["sv"],
        "message": f"{path}: {said}",
        **{f"notes_{language}": list(notes[language]) for language in LANGUAGES},
    }


def _check_results(folder):
    manifest = store.read_manifest(folder)
    kind = manifest.get("kind")
    if missing := years_missing(manifest):
        raise InputError(missing, where=str(folder), allowed="a run that ended; its finished years can be read")
    if manifest.get("complete") is False:
        raise InputError(
            f"holds results of a {KINDS.get(kind, kind)} that was interrupted",
            where=str(folder),
            allowed="repeat the command to resume it",
        )
    tables = [name for name in manifest.get(checksums.SHA256, {}) if name.endswith(PARQUET)]
    rows = _rows(folder, TABLES.get(kind, tables))
    same = "this code" if manifest.get("code") == code_hash() else "other code"
    known = list(manifest.get("titles", {"": manifest.get("title", dict.fromkeys(LANGUAGES, str(kind)))}).values())
    titles = {lang: " / ".join(titles[lang] for titles in known) for lang in LANGUAGES}
    held = counted(rows[store.RUNS], "run") if store.RUNS in rows else counted(len(rows), "table")
    return _finding(folder, kind, titles, f"valid results of {held}, version {manifest.get('version')}, {same}")


def _rows(folder, names):
    """Return {file: number of rows}; raise InputError for a missing, damaged or empty file."""
    import pyarrow.parquet as pq

    found = {}
    for name in names:
        path = folder / name
        try:
            with pq.ParquetFile(path) as file:
                found[name] = file.metadata.num_rows
        except (OSError, ValueError) as error:
            reason = (
                "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}".splitlines()[0]
            )
            raise InputError(reason, where=str(path), allowed="the file as it was written") from None
        if not found[name]:
            raise InputError("contains no rows", where=str(path), allowed="the file as it was written")
    return found
