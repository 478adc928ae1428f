"""Calibration: free parameters are fitted, stage by stage, to the patterns with role `calibrate`.

A folder keeps every measurement as it ends, so that the same call resumes; each stage's points and posterior sample;
and `posterior.parquet`, which joins the samples of all finished stages. A stage begins with the parameters of the
earlier stages at the draw nearest to the middle of their samples.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import code_hash
from rural_abm.governance.values import as_list
from rural_abm.study.evidence.calibration_files import calibration_plan
from rural_abm.study.evidence.patterns_files import declared
from rural_abm.study.evidence.patterns_runs import measure_named
from rural_abm.study.evidence.patterns_work import Job, carry_out
from rural_abm.study.results import store
from rural_abm.study.results.checksums import SHA256, digests
from rural_abm.study.results.provenance import provenance, short_hash
from rural_abm.study.results.settings import check_count
from rural_abm.study.running.executors import check_workers

POINTS, SAMPLE, POSTERIOR = "points.parquet", "sample.parquet", "posterior.parquet"
STAGE_FILES = (POINTS, SAMPLE)


@dataclass(frozen=True)
class Effort:
    """How much is computed for each stage.

    `waves`; points of a wave (None: by the number of parameters); seeds (None: the stage's own).
    """

    waves: int
    points: int | None
    seeds: int | None

    def points_of(self, stage):
        """Return the number of points in a wave of a stage."""
        return self.points or calibration_plan().usual.points_per_parameter * len(stage.free)

    def seeds_of(self, stage):
        """Return the number of seeds of each point of a stage."""
        return self.seeds or stage.seeds or calibration_plan().usual.seeds


@dataclass(frozen=True)
class Calibrated:
    """One finished stage: the Stage, its Axes and Targets, and the result of the matching.

    The course of the matching (dict, see `match`), its `sample` [draws, axes] in the unit cube (None if nothing was
    plausible), and the id of the run.
    """

    stage: object
    axes: object
    targets: list
    course: dict
    sample: object
    run: str

    @property
    def centre(self):
        """{parameter: value} of the draw nearest to the middle of the sample."""
        gaps = ((self.sample - self.sample.mean(axis=0)) ** 2).sum(axis=1)
        return self.axes.parameters(self.sample[int(gaps.argmin())])


def check_effort(waves=None, points=None, seeds=None):
    """Return the Effort; raise InputError for anything but whole numbers from 1."""
    for name, value in (("waves", waves), ("points", points), ("seeds", seeds)):
        if value is not None:
            check_count(value, name)
    return Effort(waves or calibration_plan().usual.waves, points, seeds)


def planned(names=(), effort=None):
    """Return one dict per stage of what would be computed.

    The keys are name, title_en, title_sv, free, patterns, points, seeds, and measurements and years of runs (at most).
    """
    effort = effort or check_effort()
    rows = []
    for stage in chosen_stages(names):
        settings = {declared().pattern(name).setting for name in stage.patterns}
        points, seeds = effort.points_of(stage), effort.seeds_of(stage)
        lengths = [stage.years or declared().settings[name].years for name in settings]
        rows.append(
            {
                "name": stage.name,
                "title_en": stage.title.en,
                "title_sv": stage.title.sv,
                "free": list(stage.free),
                "patterns": list(stage.patterns),
                "points": points,
                "seeds": seeds,
                "measurements": effort.waves * points * seeds * len(settings),
                "years": effort.waves * points * seeds * sum(lengths),
            }
        )
    return rows


def chosen_stages(names=()):
    """Return the Stages named, or all, in the order of the plan."""
    plan = calibration_plan()
    named = {plan.named(name).name for name in as_list(names)} or set(plan.stages)
    return [stage for stage in plan.stage if stage.name in named]


def calibrate(names=(), out=None, effort=None, workers=None, *, progress=None, measured=measure_named):
    """Calibrate the stages named, or all, in the folder `out`; return a list of Calibrated stages.

    It ends early at a stage for which nothing within the register's ranges is plausible. `progress(done, all)` is
    called with the measurements of a wave; `measured(setting, seed, names, **changes)` gives the values of one.
    """
    if out is None:
        raise InputError("no folder to keep the measurements in", where="calibrate", allowed="--out DIR")
    effort, workers, stages = effort or check_effort(), check_workers(workers), chosen_stages(names)
    folder = store.check_folder(out, experiment())
    if not store.answers(store.manifest_or_none(folder) or {}, _manifest(effort)):
        store.write_manifest(folder, _manifest(effort))
    done = []
    for stage in stages:
        one = _calibrate(stage, folder, effort, workers, progress, measured)
        _keep(one, folder)
        done.append(one)
        if one.sample is None:
            break
    names = [f"{stage.name}/{name}" for stage in calibration_plan().stage for name in (*STAGE_FILES, store.MANIFEST)]
    store.settle_manifest(folder, _manifest(effort) | {SHA256: digests(folder, (*names, POSTERIOR))})
    return done


def experiment():
    """Return a text that is equal where measurements may share a folder: same code and data."""
    return short_hash("calibrate", code_hash())


def _manifest(effort):
    return {
        "kind": "calibrate",
        "experiment": experiment(),
        "waves": effort.waves,
        "points": effort.points,
        "seeds": effort.seeds,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        **provenance(),
    }


def _calibrate(stage, folder, effort, workers, progress, measured):
    """Calibrate one stage and return it."""
    from rural_abm.study.evidence.calibration_matching import match, posterior_sample, target_of
    from rural_abm.study.evidence.calibration_priors import axes_of

    plan, axes = calibration_plan(), axes_of(stage)
    held = {**frozen_before(stage, folder), **stage.fixed}
    targets = [target_of(declared().pattern(name), plan.matching) for name in stage.patterns]

    def evaluate(points, wave):
        vectors = [{**held, **axes.parameters(point)} for point in points]
        return measure_points(stage, vectors, folder, effort.seeds_of(stage), workers, progress, measured)

    course = match(evaluate, targets, len(axes.names), waves=effort.waves, points=effort.points_of(stage), plan=plan)
    plausible = course["plausible"]
    sample = posterior_sample(plausible, plan.matching.posterior_draws) if len(plausible.points) else None
    run = short_hash("calibrated", experiment(), stage.name, course["points"].tobytes(), effort.seeds_of(stage))
    return Calibrated(stage, axes, targets, course, sample, run)


def measure_points(stage, vectors, folder, seeds, workers, progress, measured):
    """Return values [vectors, patterns] of a stage's patterns: means over seeds, NaN where no seed defines them.

    `vectors`: a list of {parameter: value}; all vectors use the same seeds.
    """
    import numpy as np

    jobs = {}
    for number, vector in enumerate(vectors):
        for setting in dict.fromkeys(declared().pattern(name).setting for name in stage.patterns):
            names = tuple(name for name in stage.patterns if declared().pattern(name).setting == setting)
            changes = {"parameters": vector, **({"years": stage.years} if stage.years else {})}
            for seed in range(1, seeds + 1):
                jobs[number, setting, seed] = Job(setting, seed, names, changes)
    kept = carry_out(list(jobs.values()), folder, workers, progress, measured=measured)
    found = np.full((len(vectors), len(stage.patterns), seeds), np.nan)
    for (number, _, seed), job in jobs.items():
        for name, value in kept[job.key].items():
            found[number, stage.patterns.index(name), seed - 1] = value
    known = np.isfinite(found)
    counts = known.sum(axis=-1)
    return np.where(known, found, 0).sum(axis=-1) / np.where(counts, counts, np.nan)


def frozen_before(stage, folder):
    """Return {parameter: value} of the earlier stages that are finished in the folder."""
    values = {}
    for earlier in calibration_plan().stage:
        if earlier.name == stage.name:
            return values
        path = Path(folder) / earlier.name / SAMPLE
        if path.exists():
            store.read_manifest(path.parent)
            frame = store.read_table(path.parent, path.name)
            row = frame[frame["is_centre"]].iloc[0]
            values |= {name: float(row[name]) for name in frame.columns if name not in ("draw", "is_centre")}
    return values


# Keeping


def _keep(one, folder):
    """Write a stage's points and sample, and join the samples of all finished stages."""
    import pandas as pd

    own = Path(folder) / one.stage.name
    own.mkdir(exist_ok=True)
    course = one.course
    points = pd.DataFrame([one.axes.parameters(point) for point in course["points"]])
    points.insert(0, "wave", course["wave"])
    for column, target in enumerate(one.targets):
        points[f"pattern {target.name}"] = course["values"][:, column]
    store.write_table(own / POINTS, points)
    if one.sample is None:
        (own / SAMPLE).unlink(missing_ok=True)
        return
    sample = pd.DataFrame([one.axes.parameters(point) for point in one.sample])
    is_centre = (sample == pd.Series(one.centre)[sample.columns]).all(axis=1)
    sample.insert(0, "draw", range(len(sample)))
    sample.insert(1, "is_centre", is_centre & ~is_centre.duplicated())
    store.write_table(own / SAMPLE, sample)
    found = {"stage": one.stage.name, "run": one.run, "left_open": left_open(one)}
    found |= {SHA256: digests(own, STAGE_FILES)}
    store.settle_manifest(own, {"kind": "calibrated", "experiment": experiment(), **found})
    joined = joined_samples(folder)
    store.write_table(Path(folder) / POSTERIOR, joined)


def left_open(one):
    """Return the parameters (list) of a Calibrated stage that its patterns leave undetermined, alone or jointly."""
    from rural_abm.study.evidence.calibration_words import UNIDENTIFIED, parameter_rows

    open_axes = [axis for axis, row in enumerate(parameter_rows(one)) if row["known"] == UNIDENTIFIED]
    return [parameter.name for axis in open_axes for parameter in one.axes.moved[axis]]


def joined_samples(folder):
    """Return a DataFrame with one row per draw and one column per parameter of all finished stages in the folder.

    Samples of different stages are joined draw by draw after a separate shuffle of each, so that coincidence of order
    does not create a correlation.
    """
    import numpy as np
    import pandas as pd

    from rural_abm.engine.random_numbers import process, uniform_array

    shuffle, parts = process("calibration.join"), []
    for number, stage in enumerate(calibration_plan().stage):
        path = Path(folder) / stage.name / SAMPLE
        if path.exists():
            frame = store.read_table(path.parent, path.name).drop(columns=["draw", "is_centre"])
            keys = np.arange(len(frame), dtype=np.uint64)
            order = np.argsort(uniform_array(np.uint64(number), shuffle, keys, np.int64(0)))
            parts.append(frame.iloc[order].reset_index(drop=True))
    return pd.concat(parts, axis=1)
