"""How long work takes, in seconds and in words, from what was measured (`[expected]` in study.toml)."""

from rural_abm.engine.units import MINUTES_AN_HOUR, SECONDS_A_MINUTE
from rural_abm.study.results.settings import expected
from rural_abm.study.results.tables import counted


def seconds_of_runs(runs, years, workers=1, *, warm_ups=None):
    """Seconds (float) that so many runs of so many years take on so many workers, which never wait for each other.

    `warm_ups`: how many years are run before the first reported one, where runs share them; one a run if None.
    """
    cost = expected()
    warmed = (runs if warm_ups is None else warm_ups) * cost["seconds_a_warm_up"]
    return (warmed + runs * (cost["seconds_a_run"] + years * cost["seconds_a_year"])) / max(1, min(workers, runs))


def in_words(seconds):
    """About how long so many seconds are: "a few seconds", "about 40 seconds", "about 3 minutes", "about 2 hours"."""
    few, tens = expected()["a_few_seconds"], expected()["rounded_to_seconds"]
    if seconds < few:
        return "a few seconds"
    if seconds < SECONDS_A_MINUTE:
        return f"about {counted(-int(-seconds // tens) * tens, 'second')}"
    minutes = seconds / SECONDS_A_MINUTE
    if minutes < MINUTES_AN_HOUR:
        return f"about {counted(round(minutes), 'minute')}"
    return f"about {counted(round(minutes / MINUTES_AN_HOUR), 'hour')}"


def seconds_to_compile(workers=1):
    """Seconds (float) that compiling the model takes, shared by two processes where there are two cores."""
    return expected()["seconds_to_compile"] / min(workers, 2)


def seconds_of_report(workers=1):
    """Seconds (float) that drawing the figures and the report of a comparison takes, a language a process."""
    return expected()["seconds_a_report"] / min(workers, 2)


def seconds_of_experiment(asked, seeds, workers=1):
    """Seconds (float) that so many seeds of an in-silico Experiment take; its file says the minutes on two cores."""
    return asked.minutes * SECONDS_A_MINUTE * (seeds / asked.seeds) * 2 / workers


def runs_of_search(asked):
    """How many runs the search of an Experiment makes, if no point comes up twice."""
    return (1 + asked.search.population * asked.search.generations) * len(asked.seeds)
