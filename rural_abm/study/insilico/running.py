"""Running an in-silico experiment: its folder defines it, every seed is kept as it ends, and rows are summarised."""

from dataclasses import dataclass, field, fields, replace
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.engine.kernels import code_hash
from rural_abm.governance.files import LANGUAGES, read_toml
from rural_abm.governance.scenario import Text, Whole, input_error
from rural_abm.regions import region_key
from rural_abm.study.compare.paired_draws import DRAWS, NONE, POSTERIOR, read_draws
from rural_abm.study.compare.verdicts import intervals
from rural_abm.study.insilico.figure_spec import MEASURED, read_picture
from rural_abm.study.insilico.option_checks import check_options
from rural_abm.study.insilico.options import is_judged, measures, usual_options
from rural_abm.study.insilico.regional import REGION, beside, in_region, told_apart, worlds_beside
from rural_abm.study.insilico.shares import with_share_intervals
from rural_abm.study.results import store
from rural_abm.study.results.checksums import SHA256, changed, digests
from rural_abm.study.results.freshness import STAMP, stamp_of_measure
from rural_abm.study.results.provenance import provenance, short_hash
from rural_abm.study.results.settings import check_count
from rural_abm.study.running.checkpoint import make_missing
from rural_abm.study.running.executors import check_workers
from rural_abm.study.running.requests import check_folder_name

KIND = "experiment"
FILE, ROWS, SUMMARY, PARTS = "experiment.toml", "rows.parquet", "summary.csv", "finished_seeds"
CHANCE, CHANCE_ROWS = "chance_", "chance.parquet"
FITTED = "intervals_fit_shares"  # a column of the summary


def _in_both_languages(texts):
    if set(texts) != set(LANGUAGES):
        raise ValueError(f"needs {' and '.join(LANGUAGES)}, and nothing else")
    return texts


Words = Annotated[dict[Text, Text], AfterValidator(_in_both_languages)]
WordsIfAny = Annotated[dict[Text, Text], AfterValidator(lambda texts: texts and _in_both_languages(texts))]


@checked(frozen=True, config={"extra": "forbid"})
class InSilicoExperiment:
    """The definition of an in-silico experiment.

    `name`, `title` {"en", "sv"}, `question`, the `measure` (a module here), how many `seeds`, the measure's own
    `options`, the content of its `figure` (see `figure_spec`; {} is none), about how many `minutes` it takes on two
    cores, how many `worlds` are simulated for each seed, and its `draws`: "posterior", so that each seed has the draw
    of parameters of its number, or "none", with the reason under `no_draws_because` {"en", "sv"}. `region` is the name
    or folder of the region of all runs, None for the default one; it then stands among the options too.
    """

    name: Text
    title: Words
    question: Words
    measure: Text
    seeds: Whole
    options: dict[Text, Any] = field(default_factory=dict)
    figure: dict[Text, Any] = field(default_factory=dict)
    minutes: float = 0.0
    worlds: Annotated[Whole, Field(ge=1)] = 1
    draws: Literal[DRAWS] = POSTERIOR  # type: ignore[valid-type]
    no_draws_because: WordsIfAny = field(default_factory=dict)
    region: Text | None = None


def read_in_silico(path, region=None):
    """Read the InSilicoExperiment of a folder, or of its file; raise InputError if it is damaged or invalid.

    `region`: the name or folder of a region in place of the file's own.
    """
    path = Path(path)
    path = path / FILE if path.is_dir() else path
    if not path.exists():
        raise InputError("does not exist", where=str(path), allowed="a folder with an experiment.toml")
    found = read_toml(path, str(path))
    try:
        experiment = TypeAdapter(InSilicoExperiment).validate_python({"name": path.absolute().parent.name, **found})
    except ValidationError as error:
        raise input_error(error, str(path), {"": [one.name for one in fields(InSilicoExperiment)]}) from None
    check_folder_name(experiment.name, f"{path}: name")
    if experiment.measure not in measures():
        raise unknown_name("measure", experiment.measure, measures(), where=f"{path}: measure")
    check_count(experiment.seeds, "seeds", where=f"{path}: seeds")
    _check_draws(experiment, path)
    experiment = _placed(experiment, path.parent, region)
    if experiment.figure:
        read_picture(experiment.figure, f"{path}: figure", measure=experiment.measure)
    return experiment


def _placed(experiment, folder, region):
    """Return a checked experiment with its region, or the one given, among its options."""
    options = worlds_beside(experiment.options, folder)
    if region is not None:
        region = region_key(region)
        named = [name for name, world in options.get("worlds", {}).items() if REGION in world]
        if named:
            where = f"{folder / FILE}: options.worlds.{named[0]}"
            raise InputError("names its own region", where=where, allowed="no --region for this experiment")
    elif experiment.region is not None:
        region = beside(experiment.region, folder)
    check_options(experiment.measure, options, f"{folder / FILE}: options", region)
    return replace(experiment, options=options | ({} if region is None else {REGION: region}), region=region)


def _check_draws(experiment, path):
    """Raise InputError where an experiment has no draws without a reason, or a reason with draws."""
    if (experiment.draws == NONE) == bool(experiment.no_draws_because):
        return
    what = "is missing" if experiment.draws == NONE else "is given for an experiment with draws"
    raise InputError(what, where=f"{path}: no_draws_because", allowed='the reason, only with draws = "none"')


def _module(experiment):
    return import_module(f"rural_abm.study.insilico.{experiment.measure}")


@dataclass
class Finding:
    """The results of an experiment.

    `rows` (DataFrame, one row per seed and group), `summary` (DataFrame), `folder`, and `draws` (dict, from the
    manifest; None where all parameters are the register's).
    """

    rows: object
    summary: object
    folder: Path
    draws: dict | None = None


def run_experiment(experiment, out, *, seeds=None, workers=None, draws=None, progress=None):
    """Run an InSilicoExperiment and return its Finding; a seed is written to the folder as it ends, and not run again.

    `seeds` (how many) and `draws` ("posterior", "none" or a Parquet file of draws) replace the experiment's own. With
    draws, each seed is also measured with the register's values, which separates chance from parameter uncertainty,
    unless the measure judges by the shipped chance variances. `progress(done, all)` is called with numbers of
    measurements. After Ctrl-C a KeyboardInterrupt says how many are kept. Raises InputError where the folder holds
    another experiment or was made by other code.
    """
    wanted = range(1, check_count(experiment.seeds if seeds is None else seeds, "seeds") + 1)
    paired = read_draws(experiment.draws if draws is None else draws)
    told = str(told_apart(experiment.options))
    identity = short_hash("insilico", code_hash(), experiment.name, experiment.measure, told,
                          paired and paired.sample.sha256)  # fmt: skip
    folder = store.check_folder(out, identity)
    asked = {"kind": KIND, "complete": True, "experiment": identity, "name": experiment.name,
             "title": experiment.title, "options": experiment.options, "figure": experiment.figure,
             "seeds": list(wanted), "draws": paired and paired.entry(), **_reason(experiment, paired),
             **in_region(experiment.options),
             STAMP: stamp(experiment, len(wanted), paired), **provenance()}  # fmt: skip
    _begin(folder, asked)
    calls = _calls(experiment, wanted, folder, paired)
    make_missing(calls, folder, check_workers(workers), progress)
    rows = _gathered(folder, wanted, "", ROWS)
    chance = _gathered(folder, wanted, CHANCE, CHANCE_ROWS) if _measures_chance(experiment, paired) else None
    found = with_share_intervals(_summary(experiment, rows, chance, is_drawn=paired is not None))
    store.write_csv(folder / SUMMARY, found.assign(**{FITTED: True}))
    parts = [f"{PARTS}/{path.name}" for path in calls]
    names = (ROWS, SUMMARY, *([] if chance is None else [CHANCE_ROWS]), *parts)
    store.settle_manifest(folder, asked | {SHA256: digests(folder, names)})
    return Finding(rows, found, folder, asked["draws"])


def _reason(experiment, paired):
    """Return the manifest's reason for the absence of draws (dict), if the experiment's file gives one."""
    said = experiment.no_draws_because
    return {"no_draws_because": dict(said)} if said and paired is None else {}


def _calls(experiment, seeds, folder, paired):
    """Return {path: call} of all measurements: each seed with its draw, and, where there are draws, without one."""
    drawn = {seed: paired.sample.values(paired.sample.draw_of_seed(seed)) if paired else {} for seed in seeds}
    calls = {path: (_one_seed, experiment, seed, str(path), drawn[seed])
             for seed in seeds for path in [_part(folder, seed)]}  # fmt: skip
    if _measures_chance(experiment, paired):
        calls |= {path: (_one_seed, experiment, seed, str(path), {})
                  for seed in seeds for path in [_part(folder, seed, CHANCE)]}  # fmt: skip
    return calls


def _measures_chance(experiment, paired):
    """Return whether each seed is also measured without a draw.

    It is where there are draws, and the measure does not judge by the shipped chance variances.
    """
    return paired is not None and not is_judged(experiment.measure)


def _summary(experiment, rows, chance, *, is_drawn):
    """Return the summary of rows; measures that judge make it themselves."""
    if not is_judged(experiment.measure):
        return summary(rows, chance)
    options = {**usual_options(experiment.measure), **experiment.options}
    return _module(experiment).summarise(rows, options, is_drawn=is_drawn)


def _gathered(folder, seeds, kind, name):
    """Return the rows (DataFrame) of all seeds, and write them to a file of this name."""
    import pandas as pd

    rows = pd.concat([pd.read_parquet(_part(folder, seed, kind)) for seed in seeds], ignore_index=True)
    store.write_table(folder / name, rows)
    return rows


def stamp(experiment, seeds, paired):
    """Return the hashes that show whether results with these seeds and PairedDraws (or None) are up to date."""
    options = told_apart(usual_options(experiment.measure) | experiment.options)
    return stamp_of_measure(experiment.measure, options, seeds, paired and paired.sample.sha256)


def stamp_of(experiment):
    """Return the `stamp` of an InSilicoExperiment with its own seeds and draws."""
    return stamp(experiment, experiment.seeds, read_draws(experiment.draws))


def runs_of(experiment):
    """Return the number of runs of an InSilicoExperiment."""
    return experiment.seeds * experiment.worlds * (1 + _measures_chance(experiment, read_draws(experiment.draws)))


def _begin(folder, asked):
    """Write the purpose of the folder, unless it already holds exactly that; changed seeds are run again."""
    known = store.manifest_or_none(folder)
    wrong = changed(folder, known)
    for name in wrong:
        (folder / name).unlink(missing_ok=True)
    for half in folder.rglob(f"*{store.PARTIAL}"):
        half.unlink(missing_ok=True)
    if wrong or known is None or not store.answers(known, asked):
        store.write_manifest(folder, asked | {"complete": False})


def read_summary(folder):
    """Return the summary (DataFrame) in a folder of results, its group columns as texts.

    Raises InputError if it is missing or damaged.
    """
    import pandas as pd

    path = Path(folder) / SUMMARY
    store.read_manifest(folder)
    try:
        found = pd.read_csv(path, dtype=str, keep_default_na=False)
        numbers = {name: pd.to_numeric(found[name], errors="raise") for name in MEASURED}
    except FileNotFoundError:
        raise InputError("is missing", where=str(path), allowed="a folder of `rural-abm experiment`") from None
    except (OSError, ValueError, KeyError) as error:
        what = f"cannot be read: {str(error).splitlines()[0]}"
        raise InputError(what, where=str(path), allowed="the file as it was written") from None
    if FITTED in found:
        return found.assign(**numbers).drop(columns=FITTED)
    return with_share_intervals(found.assign(**numbers))  # of a version that gave shares intervals as it gave others


def _part(folder, seed, kind=""):
    return Path(folder) / PARTS / f"{kind}seed_{seed}.parquet"


def _one_seed(experiment, seed, path, drawn):
    """Measure one seed with the parameters drawn and write its rows to the file atomically."""
    import pandas as pd

    options = {**usual_options(experiment.measure), **experiment.options}
    rows = pd.DataFrame(_module(experiment).measure(seed, with_drawn(options, drawn)))
    rows.insert(0, "seed", seed)
    store.write_table(Path(path), rows)


def with_drawn(options, drawn):
    """Return the options of a measure with drawn parameters {name: value}.

    Parameters stated in the options take precedence, in every world where they name several.
    """
    if "worlds" in options:
        return {**options, "worlds": {name: {**drawn, **own} for name, own in options["worlds"].items()}}
    return {**options, "parameters": {**drawn, **options["parameters"]}}


def summary(rows, chance=None):
    """Return a DataFrame of means over seeds, one row per combination of the other columns, in order of occurrence.

    Each `value` has its mean, 95 % interval, the chance that its sign is right, and the number of seeds. `chance`: rows
    of the same measurements with the register's values, where parameters differ between the seeds of `rows`: the
    variation beyond these is parameter uncertainty, which more seeds do not reduce (see `verdicts`).
    """
    table, values = by_group(rows)
    variances = None if chance is None else _by_seed(chance).reindex(_by_seed(rows).index).var(axis=1).to_numpy(float)
    found = intervals(values, variances)
    found["mean"] = found.pop("difference")
    return table.assign(seeds=found["worlds"], **{name: found[name] for name in MEASURED[1:]})


def by_group(rows):
    """Return the groups and their values, float64 [rows, seeds], nan where undefined.

    The groups are a DataFrame with one row per combination of the columns other than seed and value, in order of
    occurrence.
    """
    wide = _by_seed(rows)
    return wide.index.to_frame(index=False), wide.to_numpy(float)


def _by_seed(rows):
    """Return the values (DataFrame) with one row per group and one column per seed."""
    import pandas as pd

    keys = [name for name in rows.columns if name not in ("seed", "value")]
    groups = rows[keys].drop_duplicates()
    order = pd.MultiIndex.from_frame(groups) if len(keys) > 1 else groups[keys[0]]
    return rows.set_index([*keys, "seed"])["value"].unstack("seed").reindex(order)
