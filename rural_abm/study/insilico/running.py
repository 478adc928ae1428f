"""Running an in-silico experiment: a folder says what, every seed is kept as it ends, and the rows are summed up."""

from dataclasses import dataclass, field, fields
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from rural_abm.compiled import code_hash
from rural_abm.errors import InputError, unknown_name
from rural_abm.governance.files import LANGUAGES, read_toml
from rural_abm.governance.scenario import Text, Whole, input_error
from rural_abm.study import store
from rural_abm.study.checksums import SHA256, changed, digests
from rural_abm.study.executors import check_workers
from rural_abm.study.insilico.option_checks import check_options
from rural_abm.study.insilico.options import measures, usual_options
from rural_abm.study.insilico.picture import MEASURED, read_picture
from rural_abm.study.keeping import make_missing
from rural_abm.study.provenance import provenance, short_hash
from rural_abm.study.requests import check_folder_name
from rural_abm.study.settings import check_count
from rural_abm.study.verdicts import intervals

KIND = "experiment"
FILE, ROWS, SUMMARY, PARTS = "experiment.toml", "rows.parquet", "summary.csv", "finished_seeds"


def _in_both_languages(texts):
    if set(texts) != set(LANGUAGES):
        raise ValueError(f"needs {' and '.join(LANGUAGES)}, and nothing else")
    return texts


Words = Annotated[dict[Text, Text], AfterValidator(_in_both_languages)]


@checked(frozen=True, config={"extra": "forbid"})
class Experiment:
    """What an experiment asks: `name`, `title` {"en", "sv"}, `question`, the `measure` (a module here), how many
    `seeds`, the measure's own `options`, what its `figure` shows (see `picture`; {} is none), and about how many
    `minutes` it takes on two cores."""

    name: Text
    title: Words
    question: Words
    measure: Text
    seeds: Whole
    options: dict[Text, Any] = field(default_factory=dict)
    figure: dict[Text, Any] = field(default_factory=dict)
    minutes: float = 0.0


def read_experiment(path):
    """The Experiment of a folder, or of its `experiment.toml`; InputError where it is damaged or asks for what is not
    there."""
    path = Path(path)
    path = path / FILE if path.is_dir() else path
    if not path.exists():
        raise InputError("is not there", where=str(path), allowed="a folder with an experiment.toml")
    found = read_toml(path, str(path))
    try:
        experiment = TypeAdapter(Experiment).validate_python({"name": path.absolute().parent.name, **found})
    except ValidationError as error:
        raise input_error(error, str(path), {"": [one.name for one in fields(Experiment)]}) from None
    check_folder_name(experiment.name, f"{path}: name")
    if experiment.measure not in measures():
        raise unknown_name("measure", experiment.measure, measures(), where=f"{path}: measure")
    check_count(experiment.seeds, "seeds", where=f"{path}: seeds")
    check_options(experiment.measure, experiment.options, f"{path}: options")
    if experiment.figure:
        read_picture(experiment.figure, f"{path}: figure", measure=experiment.measure)
    return experiment


def _module(experiment):
    return import_module(f"rural_abm.study.insilico.{experiment.measure}")


@dataclass
class Finding:
    """What an experiment gave: `rows` (DataFrame, a row a seed and group), `summary` (DataFrame), `folder`."""

    rows: object
    summary: object
    folder: Path


def run_experiment(experiment, out, *, seeds=None, workers=None, progress=None):
    """The Finding of an Experiment; every seed is written to the folder as it ends, and not made again.

    `seeds`: how many, instead of the experiment's own. `progress(done, all)` is called with numbers of seeds. After
    Ctrl-C a KeyboardInterrupt says how many are kept. Raises InputError where the folder holds another experiment or
    was made by other code.
    """
    import pandas as pd

    wanted = range(1, check_count(experiment.seeds if seeds is None else seeds, "seeds") + 1)
    identity = short_hash("insilico", code_hash(), experiment.name, experiment.measure, str(experiment.options))
    folder = store.check_folder(out, identity)
    asked = {"kind": KIND, "complete": True, "experiment": identity, "name": experiment.name,
             "title": experiment.title, "options": experiment.options, "figure": experiment.figure,
             "seeds": list(wanted), **provenance()}  # fmt: skip
    _begin(folder, asked)
    calls = {_part(folder, seed): (_one_seed, experiment, seed, str(folder)) for seed in wanted}
    make_missing(calls, folder, check_workers(workers), progress)
    rows = pd.concat([pd.read_parquet(_part(folder, seed)) for seed in wanted], ignore_index=True)
    store.write_table(folder / ROWS, rows)
    found = summary(rows)
    store.write_csv(folder / SUMMARY, found)
    parts = [f"{PARTS}/{_part(folder, seed).name}" for seed in wanted]
    store.settle_manifest(folder, asked | {SHA256: digests(folder, (ROWS, SUMMARY, *parts))})
    return Finding(rows, found, folder)


def _begin(folder, asked):
    """Says what the folder is for, unless it holds just that already; seeds that were changed are made anew."""
    known = store.manifest_or_none(folder)
    wrong = changed(folder, known)
    for name in wrong:
        (folder / name).unlink(missing_ok=True)
    for half in folder.rglob(f"*{store.PARTIAL}"):
        half.unlink(missing_ok=True)
    if wrong or known is None or not store.answers(known, asked):
        store.write_manifest(folder, asked | {"complete": False})


def read_summary(folder):
    """The summary (DataFrame) in a folder of results, its columns of groups as texts; InputError where it is missing or
    damaged."""
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
    return found.assign(**numbers)


def _part(folder, seed):
    return Path(folder) / PARTS / f"seed_{seed}.parquet"


def _one_seed(experiment, seed, folder):
    """Measures one seed and leaves its rows in the folder, whole or not at all."""
    import pandas as pd

    rows = pd.DataFrame(_module(experiment).measure(seed, {**usual_options(experiment.measure), **experiment.options}))
    rows.insert(0, "seed", seed)
    store.write_table(_part(folder, seed), rows)


def summary(rows):
    """A DataFrame with the mean over seeds of each `value`, its 95 % interval, the chance that its sign is right and
    how many seeds: a row for each combination of the other columns, in the order of their coming."""
    import pandas as pd

    keys = [name for name in rows.columns if name not in ("seed", "value")]
    wide = rows.set_index([*keys, "seed"])["value"].unstack("seed").reindex(
        pd.MultiIndex.from_frame(rows[keys].drop_duplicates()) if len(keys) > 1 else rows[keys[0]].drop_duplicates()
    )
    found = intervals(wide.to_numpy(float))
    table = wide.index.to_frame(index=False)
    found["mean"] = found.pop("difference")
    seeds = wide.notna().sum(axis=1).to_numpy()
    return table.assign(seeds=seeds, **{name: found[name] for name in MEASURED[1:]})
