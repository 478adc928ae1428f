"""Expected run times, in seconds and in words, from measured values (`[expected]` in study.toml)."""

from rural_abm.engine.units import MINUTES_AN_HOUR, SECONDS_A_MINUTE
from rural_abm.study.results.settings import expected
from rural_abm.study.results.tables import counted


def seconds_of_runs(runs, years, workers=1, *, warm_ups=None):
    """Return the seconds (float) of `runs` runs of `years` years on `workers` workers that never wait for each other.

    `warm_ups`: how many warm-ups are run, where runs share them; one per run if None.
    """
    cost = expected()
    warmed = (runs if warm_ups is None else warm_ups) * cost["seconds_a_warm_up"]
    return (warmed + runs * (cost["seconds_a_run"] + years * cost["seconds_a_year"])) / max(1, min(workers, runs))


def in_words(seconds):
    """Return a duration in words: "a few seconds", "about 40 seconds", "about 3 minutes", "about 2 hours"."""
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
    """Return the seconds (float) of compiling the model, shared by two processes where there are two cores."""
    return expected()["seconds_to_compile"] / min(workers, 2)


def seconds_of_report(workers=1):
    """Return the seconds (float) of drawing a comparison's figures and report, one language per process."""
    return expected()["seconds_a_report"] / min(workers, 2)


def seconds_of_experiment(asked, seeds, workers=1):
    """Return the seconds (float) of `seeds` seeds of an in-silico Experiment.

    Its file gives the minutes on two cores.
    """
    return asked.minutes * SECONDS_A_MINUTE * (seeds / asked.seeds) * 2 / workers


def runs_of_search(asked):
    """Return the number of runs of an Experiment's search, if no point recurs."""
    return (1 + asked.search.population * asked.search.generations) * len(asked.seeds)
