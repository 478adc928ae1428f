"""The first line of a longer command: what it does and how long it takes; then compilation if it is due.

Estimates rest on measured run times (`[expected]` in study.toml) on an otherwise idle computer.
"""

from rural_abm.cli.terminal import print_lines


def begin(what, seconds, workers=1, *, is_quiet=False, is_here=False):
    """Announce what is done and about how long it takes on the given number of processes.

    `is_quiet`: print nothing, for example where the output is JSON. `is_here`: the runs are made in this process, so
    the model is compiled first if necessary; otherwise the workers compile it.
    """
    from rural_abm.study.running.executors import usable_cores
    from rural_abm.study.running.precompile import is_cold, warm
    from rural_abm.study.running.run_times import in_words, seconds_to_compile

    is_due = is_cold()
    if not is_quiet:
        where = f" on {workers} processes" if workers > 1 else ""
        lines = [f"{what}: {in_words(seconds)}{where}."]
        if is_due:
            taken = in_words(seconds_to_compile(usable_cores()))
            lines.append(f"The model is compiled first (once; the result is cached): {taken} more.")
        print_lines(lines)
    if is_due and is_here:
        warm(usable_cores())


def begin_runs(what, runs, years, workers=None, *, warm_ups=None, more_seconds=0, is_quiet=False):
    """Announce a set of runs and their expected duration.

    `more_seconds` are needed after the runs; `workers` is the number of processes (None: one per core).
    """
    from rural_abm.study.running.executors import check_workers
    from rural_abm.study.running.run_times import seconds_of_runs

    workers = check_workers(workers)
    seconds = seconds_of_runs(runs, years, workers, warm_ups=warm_ups) + more_seconds
    begin(what, seconds, min(workers, max(runs, 1)), is_quiet=is_quiet, is_here=workers == 1)


def begin_here(what, runs, years, *, warm_ups=None, is_quiet=False):
    """Announce runs that this process makes itself, one after the other."""
    from rural_abm.study.running.run_times import seconds_of_runs

    begin(what, seconds_of_runs(runs, years, warm_ups=warm_ups), is_quiet=is_quiet, is_here=True)
