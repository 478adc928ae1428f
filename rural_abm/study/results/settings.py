"""Defaults and settings of studies, from `data/study.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from rural_abm.engine.errors import InputError


@lru_cache
def _settings():
    return tomllib.loads((files("rural_abm") / "data" / "study.toml").read_text(encoding="utf-8"))


def usual_seeds():
    """Return the default number of seeds of a comparison."""
    return _settings()["usual_seeds"]


def confidence():
    """Return the confidence of intervals and verdicts, a share."""
    return _settings()["confidence"]


def usual_levels():
    """Return the default number of values that a design takes of a range."""
    return _settings()["usual_levels"]


def most_runs_a_job():
    """Return the maximum number of runs that share one warm-up in one process before the next job is submitted."""
    return _settings()["most_runs_a_job"]


def runs_a_row_group():
    """Return the number of runs of a sweep that share a row group of the gathered results."""
    return _settings()["runs_a_row_group"]


def seconds_between_looks():
    """Return the seconds between checks of what workers have finished."""
    return _settings()["seconds_between_looks"]


def attempts():
    """Return how often a run is tried before it is recorded as failed."""
    return _settings()["attempts"]


def expected():
    """Return the expected cost of a run (dict): core seconds of a year and of a warm-up, bytes of a row of results."""
    return _settings()["expected"]


def seconds_for_scheduler():
    """Return the seconds to wait for a scheduler's answer."""
    return _settings()["seconds_for_scheduler"]


def seconds_without_workers():
    """Return the seconds to wait for a cluster's workers to come back before giving up."""
    return _settings()["seconds_without_workers"]


def full_support_values():
    """Return full implementation support, as values of the lever `support`."""
    return _settings()["support"]


def sensitivity():
    """Return the settings of the sensitivity analysis (dict): see the table in the file."""
    return _settings()["sensitivity"]


def usual_pilot():
    """Return the default number of seeds of a pilot."""
    return _settings()["usual_pilot"]


def drift_settings():
    """Return {seeds, outcomes, frail}: the settings of the drift test."""
    return _settings()["drift"]


def most(what):
    """Return the highest accepted number of something, one of those under `[most]`."""
    return _settings()["most"][what]


def check_count(value, what, *, where=None, lowest=1):
    """Return the whole number from `lowest` to `most(what)`; raise InputError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= most(what):
        allowed = f"a whole number from {lowest} to {most(what)}"
        raise InputError(f"{value!r} is not allowed", where=where or what, allowed=allowed)
    return value


def points_checked():
    """Return up to how many points a dry run makes every scenario."""
    return _settings()["dry_run"]["checked"]


def chance_settings():
    """Return {baseline, models, adoption, seeds, years}: the comparison on which chance is measured."""
    return _settings()["chance"]
