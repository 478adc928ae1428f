"""How long commands take as they are usually given, for their help; each text goes on after "Takes"."""

AT_ONCE = "about a second"


def usual_time(command):
    """How long a command usually takes on this computer, in words."""
    return TIMES[command]()


def _runs(models, seeds, said, extra=0):
    """Words for so many models on so many seeds over the usual years, on all cores."""
    from rural_abm.governance import Scenario
    from rural_abm.study.executors import usable_cores
    from rural_abm.study.run_times import in_words, seconds_of_runs

    cores, years = usable_cores(), Scenario().years
    seconds = seconds_of_runs(models * seeds, years, cores, warm_ups=seeds) + extra
    processes = f" on {cores} processes" if cores > 1 and models * seeds > 1 else ""
    return f"{in_words(seconds)} for {said}{years} years{processes}"


def _compare():
    from rural_abm.study.executors import usable_cores
    from rural_abm.study.run_times import seconds_of_report
    from rural_abm.study.settings import usual_seeds

    return _runs(2, usual_seeds(), f"two models, {usual_seeds()} seeds and ", seconds_of_report(usable_cores()))


def _seeds():
    from rural_abm.study.settings import usual_pilot

    return _runs(2, usual_pilot(), f"a pilot of {usual_pilot()} seeds and ")


def _chance():
    from rural_abm.study.settings import chance_settings

    models, seeds = 1 + len(chance_settings()["models"]), chance_settings()["seeds"]
    return _runs(models, seeds, f"{models} models, {seeds} seeds and ")


def _mechanisms():
    from rural_abm.study.mechanisms import worlds_of
    from rural_abm.study.settings import usual_seeds

    worlds = worlds_of()[1]
    return _runs(worlds, usual_seeds(), f"all loops ({worlds} worlds), {usual_seeds()} seeds and ")


def _patterns():
    from rural_abm.study.executors import usable_cores
    from rural_abm.study.patterns import measurements_of
    from rural_abm.study.run_times import in_words, seconds_of_runs

    count, years = measurements_of()
    cores = usable_cores()
    return f"{in_words(seconds_of_runs(count, years / count, cores))} for all patterns on {cores} processes"


def _calibrate():
    from rural_abm.study.calibration import planned
    from rural_abm.study.executors import usable_cores
    from rural_abm.study.run_times import in_words, seconds_of_runs

    rows, cores = planned(), usable_cores()
    count, years = (sum(row[key] for row in rows) for key in ("measurements", "years"))
    taken = in_words(seconds_of_runs(count, years / count, cores))
    return f"{taken} for all stages on {cores} processes; --dry-run says how many measurements"


def _warm():
    from rural_abm.study.executors import usable_cores
    from rural_abm.study.run_times import in_words, seconds_to_compile

    return f"{in_words(seconds_to_compile(usable_cores()))}, once after an installation or an edit of the model"


TIMES = {
    "compare": _compare,
    "demo": lambda: "a few seconds to start, and then as long as you like; new worlds come in while you look",
    "story": lambda: _runs(2, 1, "two models and "),
    "figures": lambda: "a few seconds a figure",
    "list": lambda: AT_ONCE,
    "describe": lambda: AT_ONCE,
    "run": lambda: _runs(1, 1, ""),
    "check": lambda: f"{AT_ONCE}; with dated events or --drift as long as the runs take, which it says first",
    "experiment": lambda: "a minute or some, which it says first; `rural-abm list experiments` shows what there is",
    "mechanisms": _mechanisms,
    "sweep": lambda: "from minutes to days; --dry-run says how long, how many runs and how much disk",
    "status": lambda: AT_ONCE,
    "gather": lambda: "a few seconds a thousand runs",
    "analyse": lambda: "a few seconds; with an emulator up to a minute for each outcome",
    "search": lambda: "minutes to hours, which it says first",
    "seeds": _seeds,
    "patterns": _patterns,
    "calibrate": _calibrate,
    "chance": _chance,
    "manifest": lambda: AT_ONCE,
    "warm": _warm,
}
