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
from rural_abm.regions import region_folder, region_key
from rural_abm.study.evidence.calibration_files import calibration_plan
from rural_abm.study.evidence.patterns_files import FOLDER, declared
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
    plausible), the id of the run, and the region (name or folder, None for the default region).
    """

    stage: object
    axes: object
    targets: list
    course: dict
    sample: object
    run: str
    region: str | None = None

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


def planned(names=(), effort=None, region=None):
    """Return one dict per stage of what would be computed.

    The keys are name, title_en, title_sv, free, patterns, points, seeds, and measurements and years of runs (at most).
    """
    effort, known = effort or check_effort(), declared(region)
    rows = []
    for stage in chosen_stages(names, region):
        settings = {known.pattern(name).setting for name in stage.patterns}
        points, seeds = effort.points_of(stage), effort.seeds_of(stage)
        lengths = [stage.years or known.settings[name].years for name in settings]
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


def chosen_stages(names=(), region=None):
    """Return the Stages named, or all, in the order of the plan.

    Of a region other than the default one, a stage needs that all its patterns are among the region's own, with the
    role calibrate and a target from low to high; raise InputError where a named stage, or every stage, has none such.
    """
    plan = calibration_plan()
    named = {plan.named(name).name for name in as_list(names)} or set(plan.stages)
    stages = [stage for stage in plan.stage if stage.name in named]
    if region is None:
        return stages
    lacking = {stage.name: [name for name in stage.patterns if not _calibrates(name, region)] for stage in stages}
    found = [stage for stage in stages if not lacking[stage.name]]
    if len(found) < len(stages) and (as_list(names) or not found):
        name = next(name for name, patterns in lacking.items() if patterns)
        allowed = f"patterns with the role calibrate for {', '.join(lacking[name])}"
        raise InputError(f"the region has no patterns to calibrate the stage {name}", where=region, allowed=allowed)
    return found


def _calibrates(name, region):
    """Return whether a region has a pattern of that name that may calibrate."""
    pattern = declared(region).patterns.get(name)
    return pattern is not None and pattern.role == "calibrate" and None not in (pattern.low, pattern.high)


def calibrate(names=(), out=None, effort=None, workers=None, *, region=None, progress=None, measured=measure_named):
    """Calibrate the stages named, or all, in the folder `out`; return a list of Calibrated stages.

    It ends early at a stage for which nothing within the register's ranges is plausible. `progress(done, all)` is
    called with the measurements of a wave; `measured(setting, seed, names, **changes)` gives the values of one.
    `region`: a name or a folder; the stages are those of its own patterns (see `chosen_stages`).
    """
    if out is None:
        raise InputError("no folder to keep the measurements in", where="calibrate", allowed="--out DIR")
    region = None if region is None else region_key(region)
    effort, workers, stages = effort or check_effort(), check_workers(workers), chosen_stages(names, region)
    folder, about = store.check_folder(out, experiment(region)), _manifest(effort, region)
    if not store.answers(store.manifest_or_none(folder) or {}, about):
        store.write_manifest(folder, about)
    done = []
    for stage in stages:
        one = _calibrate(stage, folder, effort, workers, progress, measured, region)
        _keep(one, folder)
        done.append(one)
        if one.sample is None:
            break
    names = [f"{stage.name}/{name}" for stage in calibration_plan().stage for name in (*STAGE_FILES, store.MANIFEST)]
    store.settle_manifest(folder, about | {SHA256: digests(folder, (*names, POSTERIOR))})
    return done


def experiment(region=None):
    """Return a text that is equal where measurements may share a folder: same code, data and region."""
    return short_hash("calibrate", code_hash(), *([] if region is None else _content(region_folder(region))))


def _content(found):
    """Return what a region's folder is told by, its patterns among it (list of str)."""
    paths = sorted(found.file(FOLDER).glob("*.toml"))
    return [found.identity, *(path.read_text(encoding="utf-8") for path in paths)]


def _manifest(effort, region):
    return {
        "kind": "calibrate",
        "experiment": experiment(region),
        **({} if region is None else {"region": region}),
        "waves": effort.waves,
        "points": effort.points,
        "seeds": effort.seeds,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        **provenance(),
    }


def _calibrate(stage, folder, effort, workers, progress, measured, region):
    """Calibrate one stage and return it."""
    from rural_abm.study.evidence.calibration_matching import match, posterior_sample, target_of
    from rural_abm.study.evidence.calibration_priors import axes_of

    plan, axes = calibration_plan(), axes_of(stage, region)
    held = {**frozen_before(stage, folder), **stage.fixed}
    targets = [target_of(declared(region).pattern(name), plan.matching) for name in stage.patterns]

    def evaluate(points, wave):
        vectors = [{**held, **axes.parameters(point)} for point in points]
        return measure_points(stage, vectors, folder, effort.seeds_of(stage), workers, progress, measured, region)

    course = match(evaluate, targets, len(axes.names), waves=effort.waves, points=effort.points_of(stage), plan=plan)
    plausible = course["plausible"]
    sample = posterior_sample(plausible, plan.matching.posterior_draws) if len(plausible.points) else None
    run = short_hash("calibrated", experiment(region), stage.name, course["points"].tobytes(), effort.seeds_of(stage))
    return Calibrated(stage, axes, targets, course, sample, run, region)


def measure_points(stage, vectors, folder, seeds, workers, progress, measured, region=None):
    """Return values [vectors, patterns] of a stage's patterns: means over seeds, NaN where no seed defines them.

    `vectors`: a list of {parameter: value}; all vectors use the same seeds. `region`: a name or a folder.
    """
    import numpy as np

    jobs, known = {}, declared(region)
    place = {} if region is None else {"region": region}
    for number, vector in enumerate(vectors):
        for setting in dict.fromkeys(known.pattern(name).setting for name in stage.patterns):
            names = tuple(name for name in stage.patterns if known.pattern(name).setting == setting)
            changes = {"parameters": vector, **place, **({"years": stage.years} if stage.years else {})}
            for seed in range(1, seeds + 1):
                jobs[number, setting, seed] = Job(setting, seed, names, changes)
    kept = carry_out(list(jobs.values()), folder, workers, progress, measured=measured)
    found = np.full((len(vectors), len(stage.patterns), seeds), np.nan)
    for (number, _, seed), job in jobs.items():
        for name, value in kept[job.key].items():
            found[number, stage.patterns.index(name), seed - 1] = value
    is_defined = np.isfinite(found)
    counts = is_defined.sum(axis=-1)
    return np.where(is_defined, found, 0).sum(axis=-1) / np.where(counts, counts, np.nan)


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
    store.settle_manifest(own, {"kind": "calibrated", "experiment": experiment(one.region), **found})
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
