"""Typical run times of commands for their help texts; each text continues the word "Takes"."""

AT_ONCE = "about a second"


def usual_time(command):
    """Return the typical run time of a command on this computer, in words."""
    return TIMES[command]()


def _runs(models, seeds, said, extra=0):
    """Return the time in words for the given numbers of models and seeds over the default years, on all cores."""
    from rural_abm.governance import Scenario
    from rural_abm.study.running.executors import usable_cores
    from rural_abm.study.running.run_times import in_words, seconds_of_runs

    cores, years = usable_cores(), Scenario().years
    seconds = seconds_of_runs(models * seeds, years, cores, warm_ups=seeds) + extra
    processes = f" on {cores} processes" if cores > 1 and models * seeds > 1 else ""
    return f"{in_words(seconds)} for {said}{years} years{processes}"


def _compare():
    from rural_abm.study.results.settings import usual_seeds
    from rural_abm.study.running.executors import usable_cores
    from rural_abm.study.running.run_times import seconds_of_report

    return _runs(2, usual_seeds(), f"two models, {usual_seeds()} seeds and ", seconds_of_report(usable_cores()))


def _seeds():
    from rural_abm.study.results.settings import usual_pilot

    return _runs(2, usual_pilot(), f"a pilot of {usual_pilot()} seeds and ")


def _chance():
    from rural_abm.study.results.settings import chance_settings

    models, seeds = 1 + len(chance_settings()["models"]), chance_settings()["seeds"]
    return _runs(models, seeds, f"{models} models, {seeds} seeds and ")


def _mechanisms():
    from rural_abm.study.evidence.mechanisms import worlds_of
    from rural_abm.study.results.settings import usual_seeds

    worlds = worlds_of()[1]
    return _runs(worlds, usual_seeds(), f"all loops ({worlds} worlds), {usual_seeds()} seeds and ")


def _patterns():
    from rural_abm.study.evidence.patterns import measurements_of
    from rural_abm.study.running.executors import usable_cores
    from rural_abm.study.running.run_times import in_words, seconds_of_runs

    count, years = measurements_of()
    cores = usable_cores()
    return f"{in_words(seconds_of_runs(count, years / count, cores))} for all patterns on {cores} processes"


def _calibrate():
    from rural_abm.study.evidence.calibration import planned
    from rural_abm.study.running.executors import usable_cores
    from rural_abm.study.running.run_times import in_words, seconds_of_runs

    rows, cores = planned(), usable_cores()
    count, years = (sum(row[key] for row in rows) for key in ("measurements", "years"))
    taken = in_words(seconds_of_runs(count, years / count, cores))
    return f"{taken} for all stages on {cores} processes; --dry-run reports the number of measurements"


def _warm():
    from rural_abm.study.running.executors import usable_cores
    from rural_abm.study.running.run_times import in_words, seconds_to_compile

    return f"{in_words(seconds_to_compile(usable_cores()))}, once after an installation or a change of the model"


TIMES = {
    "compare": _compare,
    "demo": lambda: "a few seconds to start; new runs arrive while the page is open",
    "story": lambda: _runs(2, 1, "two models and "),
    "figures": lambda: "a few seconds per figure",
    "list": lambda: AT_ONCE,
    "describe": lambda: AT_ONCE,
    "run": lambda: _runs(1, 1, ""),
    "check": lambda: f"{AT_ONCE}; with dated events or --drift as long as the runs take, which is reported first",
    "experiment": lambda: "one or a few minutes, reported first; `rural-abm list experiments` lists the experiments",
    "mechanisms": _mechanisms,
    "region": lambda: "a few seconds",
    "sweep": lambda: "minutes to days; --dry-run reports the time, the number of runs and the disk space",
    "status": lambda: AT_ONCE,
    "gather": lambda: "a few seconds per thousand runs",
    "analyse": lambda: "a few seconds; with an emulator up to a minute per outcome",
    "search": lambda: "minutes to hours, reported first",
    "seeds": _seeds,
    "patterns": _patterns,
    "calibrate": _calibrate,
    "chance": _chance,
    "manifest": lambda: AT_ONCE,
    "warm": _warm,
}
