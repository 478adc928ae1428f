"""What studies take for granted, from `data/study.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from rural_abm.engine.errors import InputError


@lru_cache
def _settings():
    return tomllib.loads((files("rural_abm") / "data" / "study.toml").read_text(encoding="utf-8"))


def usual_seeds():
    """How many seeds a comparison has if nobody says."""
    return _settings()["usual_seeds"]


def confidence():
    """The confidence of intervals and verdicts, a share."""
    return _settings()["confidence"]


def usual_levels():
    """How many values of a range a design takes if nobody says."""
    return _settings()["usual_levels"]


def most_runs_a_job():
    """How many runs at most share one warm-up in one process before the next job is given out."""
    return _settings()["most_runs_a_job"]


def runs_a_row_group():
    """How many runs of a sweep share a row group of the gathered results."""
    return _settings()["runs_a_row_group"]


def seconds_between_looks():
    """How long to wait between looks at what workers have finished."""
    return _settings()["seconds_between_looks"]


def attempts():
    """How often a run is tried before it is noted as failed."""
    return _settings()["attempts"]


def expected():
    """What a run is expected to take (dict): core seconds of a year and of a warm-up, bytes of a row of results."""
    return _settings()["expected"]


def seconds_for_scheduler():
    """How long to wait for a scheduler's answer."""
    return _settings()["seconds_for_scheduler"]


def seconds_without_workers():
    """How long to wait for workers of a cluster to come back before giving up."""
    return _settings()["seconds_without_workers"]


def full_support_values():
    """Implementation support in full, as values of the lever `support`."""
    return _settings()["support"]


def sensitivity():
    """How sensitivity is computed (dict): see the table in the file."""
    return _settings()["sensitivity"]


def usual_pilot():
    """How many seeds a pilot has if nobody says."""
    return _settings()["usual_pilot"]


def drift_settings():
    """{seeds, outcomes, frail}: how a drift of the unchanged baseline is looked for."""
    return _settings()["drift"]


def most(what):
    """The highest number that is taken of something, one of those under `[most]`."""
    return _settings()["most"][what]


def check_count(value, what, *, where=None, lowest=1):
    """The whole number from `lowest` to `most(what)`; anything else is an InputError."""
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= most(what):
        allowed = f"a whole number from {lowest} to {most(what)}"
        raise InputError(f"{value!r} is not allowed", where=where or what, allowed=allowed)
    return value


def points_checked():
    """Up to how many points a dry run makes every scenario."""
    return _settings()["dry_run"]["checked"]


def chance_settings():
    """{baseline, models, adoption, seeds, years}: the comparison on which chance alone is measured."""
    return _settings()["chance"]
