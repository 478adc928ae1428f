"""What studies take for granted, from `data/study.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache
def _settings():
    return tomllib.loads((files("rural_abm") / "data" / "study.toml").read_text(encoding="utf-8"))


def usual_seeds():
    """How many seeds a comparison has if nobody says."""
    return _settings()["usual_seeds"]


def confidence():
    """The confidence of intervals and verdicts, a share."""
    return _settings()["confidence"]


def drift_settings():
    """{seeds, outcomes, frail}: how a drift of the unchanged baseline is looked for."""
    return _settings()["drift"]
