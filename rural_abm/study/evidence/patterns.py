"""Measured patterns: the model's value with its interval over seeds, compared with empirical sources.

A pattern *fits* where the 95 % interval of the mean over seeds lies within its target, *does not fit* where it lies
outside, and is *undecided* where it reaches over a bound or there are fewer than two seeds. A target that is a guess
gives *no verdict*: agreement with it shows nothing. A pattern declared since is *not yet measured*.
"""

import math
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rural_abm.engine.kernels import code_hash
from rural_abm.regions import region_key
from rural_abm.study.evidence.patterns_files import declared
from rural_abm.study.evidence.patterns_work import Job, carry_out
from rural_abm.study.results import store
from rural_abm.study.results.checksums import SHA256, digests
from rural_abm.study.results.provenance import provenance, short_hash
from rural_abm.study.results.settings import check_count
from rural_abm.study.running.executors import check_workers

FITS, FAILS, UNDECIDED, NOT_SEEN, NO_VERDICT = "fits", "does not fit", "undecided", "not seen", "no verdict"
NOT_MEASURED = "not yet measured"
VERDICTS = (FITS, FAILS, UNDECIDED, NOT_SEEN, NO_VERDICT, NOT_MEASURED)
VALUES = "patterns.parquet"
GUESS = "guess"


@dataclass(frozen=True)
class Finding:
    """A pattern with the model's value: mean over seeds with its interval (NaN where undefined), and the verdict."""

    pattern: object
    mean: float
    low: float
    high: float
    seeds: int
    verdict: str


@dataclass(frozen=True)
class Measured:
    """Findings of the patterns measured; `values`: DataFrame with setting, seed, pattern, value; `manifest`: dict."""

    findings: list
    values: object
    manifest: dict

    @property
    def failed_checks(self):
        """The names of patterns with role `check` that do not fit."""
        return [one.pattern.name for one in self.findings if one.pattern.role == "check" and one.verdict == FAILS]


def measure_patterns(names=(), role=None, seeds=None, workers=None, out=None, *, region=None, progress=None):
    """Measure the patterns named, or all, of one role if given; `seeds` replaces the settings' own numbers.

    `region`: a name or a folder that has patterns; default: the default region.

    With `out`, every measurement is kept there as it ends, and the same call resumes. All patterns of a setting come
    from the same runs. Returns a Measured. Raises InputError for unknown names.
    """
    chosen = declared(region).chosen(names, role)
    if seeds is not None:
        check_count(seeds, "seeds")
    jobs = pattern_jobs({pattern.setting for pattern in chosen}, seeds, region)
    started = time.perf_counter()
    with _folder(out) as folder:
        manifest = _manifest(seeds)
        if not store.answers(store.manifest_or_none(folder) or {}, manifest):
            store.write_manifest(folder, manifest)
        kept = carry_out(jobs, folder, check_workers(workers), progress)
        values = _table(jobs, kept)
        manifest["run_seconds"] = round(time.perf_counter() - started, 2)
        store.write_table(folder / VALUES, values)
        manifest = store.settle_manifest(folder, manifest | {SHA256: digests(folder, [VALUES])})
    return Measured(findings(chosen, values), values, manifest)


def measurements_of(names=(), role=None, seeds=None, region=None):
    """Return (seeds of settings, total years) that the patterns named, or all, need; a pair runs its years twice."""
    settings = {pattern.setting for pattern in declared(region).chosen(names, role)}
    jobs = pattern_jobs(settings, seeds, region)
    lengths = {name: one.years * (1 + bool(one.other)) for name, one in declared(region).settings.items()}
    return len(jobs), sum(lengths[job.setting] for job in jobs)


def pattern_jobs(settings, seeds=None, region=None):
    """Return the Jobs of some settings by name, in file order: all their patterns, each seed from 1."""
    found, changes = declared(region), {} if region is None else {"region": region_key(region)}
    jobs = []
    for name, setting in found.settings.items():
        if name in settings:
            patterns = tuple(one.name for one in found.patterns.values() if one.setting == name)
            jobs += [Job(name, seed, patterns, changes) for seed in range(1, (seeds or setting.seeds) + 1)]
    return jobs


@contextmanager
def _folder(out):
    if out is not None:
        yield store.check_folder(out, _experiment())
    else:
        with tempfile.TemporaryDirectory(prefix="rural_abm-") as folder:
            yield Path(folder)


def _experiment():
    return short_hash("patterns", code_hash())


def _manifest(seeds):
    return {
        "kind": "patterns",
        "experiment": _experiment(),
        "seeds": seeds,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        **provenance(),
    }


def _table(jobs, kept):
    import pandas as pd

    rows = [(job.setting, job.seed, name, value) for job in jobs for name, value in kept[job.key].items()]
    return pd.DataFrame(rows, columns=["setting", "seed", "pattern", "value"])


def findings(patterns, values):
    """Return a Finding of each pattern, from a DataFrame with pattern, seed and value."""
    by_name = {name: rows["value"].to_numpy(float) for name, rows in values.groupby("pattern")}
    return [finding(pattern, by_name.get(pattern.name, [])) for pattern in patterns]


def finding(pattern, values):
    """Return the Finding of a pattern with the values of its seeds (array; NaN where a run does not define it)."""
    import numpy as np

    from rural_abm.study.compare.verdicts import intervals

    values = np.asarray(values, float)
    values = values[np.isfinite(values)]
    mean = float(values.mean()) if values.size else np.nan
    low = high = np.nan
    if values.size > 1:
        made = intervals(values[None, :])
        low, high = float(made["low"][0]), float(made["high"][0])
    return Finding(pattern, mean, low, high, int(values.size), _told(pattern, mean, low, high))


def findings_of_rows(rows):
    """Return a Finding of every declared pattern from the rows of `finding_rows`, against the targets of today.

    A pattern without a row is not yet measured.
    """
    known = {row["name"]: row for row in rows}
    return [_finding_of_row(pattern, known.get(pattern.name)) for pattern in declared().patterns.values()]


def _finding_of_row(pattern, row):
    if row is None:
        return Finding(pattern, math.nan, math.nan, math.nan, 0, NOT_MEASURED)
    mean, low, high = (math.nan if row[key] is None else row[key] for key in ("value", "low", "high"))
    return Finding(pattern, mean, low, high, row["seeds"], _told(pattern, mean, low, high))


def _told(pattern, mean, low, high):
    told = verdict(pattern.bounds, mean, low, high)
    return NO_VERDICT if pattern.evidence == GUESS and told != NOT_SEEN else told


def verdict(bounds, mean, low, high):
    """Return the verdict on a mean with its interval against (lowest, highest) of the target."""
    if mean != mean:
        return NOT_SEEN
    if low != low:
        return UNDECIDED
    if bounds[0] <= low and high <= bounds[1]:
        return FITS
    return FAILS if high < bounds[0] or low > bounds[1] else UNDECIDED


# In words


def shown(number):
    """Format a number with three significant digits, whole from a hundred on; empty where there is none."""
    if number is None or number != number or abs(number) == float("inf"):
        return ""
    return f"{number:,.0f}" if len(str(int(abs(number)))) > 2 else f"{number:.3g}"


def target_text(pattern):
    """Format the target: "0.55 (0.5 to 0.61)", "at least 1.5", "at most 0.9"."""
    if pattern.low is None or pattern.high is None:
        side, bound = ("at most", pattern.high) if pattern.low is None else ("at least", pattern.low)
        return f"{side} {shown(bound)}"
    between = f"{shown(pattern.low)} to {shown(pattern.high)}"
    return between if pattern.value is None else f"{shown(pattern.value)} ({between})"


def interval_text(finding):
    """Format the interval: "0.53 to 0.56", empty with fewer than two seeds."""
    return f"{shown(finding.low)} to {shown(finding.high)}" if finding.low == finding.low else ""


def verdict_counts(found):
    """Return the number of findings of each role and verdict, one sentence per role (list)."""
    lines = []
    for role in dict.fromkeys(one.pattern.role for one in found):
        own = [one.verdict for one in found if one.pattern.role == role]
        counts = ", ".join(f"{own.count(verdict)} {verdict}" for verdict in VERDICTS if verdict in own)
        lines.append(f"{role.replace('_', ' ')}: {counts}.")
    return lines


def pattern_lines(measured):
    """Return lines of a table of the measurements, and how many of each role fit."""
    from rural_abm.study.results.tables import text_table

    rows = [
        [one.pattern.name, one.pattern.scale, one.pattern.role.replace("_", " "), shown(one.mean), interval_text(one),
         target_text(one.pattern), one.verdict]
        for one in measured.findings
    ]  # fmt: skip
    headers = ["pattern", "scale", "role", "model", "95 % interval", "target", "verdict"]
    return [*text_table(headers, rows, right=(headers.index("model"),)), "", *verdict_counts(measured.findings)]


def finding_rows(measured):
    """Return one dict per finding, for JSON: name, titles, role, scale, value, interval, target, verdict, seeds."""
    return [
        {
            "name": one.pattern.name,
            "title_en": one.pattern.title.en,
            "title_sv": one.pattern.title.sv,
            "role": one.pattern.role,
            "scale": one.pattern.scale,
            "value": _defined(one.mean),
            "low": _defined(one.low),
            "high": _defined(one.high),
            "target": one.pattern.value,
            "target_low": one.pattern.low,
            "target_high": one.pattern.high,
            "verdict": one.verdict,
            "seeds": one.seeds,
        }
        for one in measured.findings
    ]


def _defined(number):
    return number if number == number else None
