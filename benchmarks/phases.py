"""One run in this process, then the same with a clock around every phase; prints a JSON object of processor seconds.

Started by speed.py in a fresh process, so that imports are measured too: `phases.py YEARS FOLDER`.
"""

import json
import resource
import sys
import time

STEPS = ("DAY", "WEEK", "MONTH", "QUARTER", "DECISIONS", "YEAR", "YEAR_END")


def main():
    years, folder = int(sys.argv[1]), sys.argv[2]
    seconds = {}
    clock = time.process_time()

    def lap(name):
        nonlocal clock
        now = time.process_time()
        seconds[name] = now - clock
        clock = now

    from rural_abm import RuralModel, Scenario
    from rural_abm.governance import baseline_name
    from rural_abm.regions.place import load_place
    from rural_abm.simulation import model, phases

    lap("import")
    compile_all(RuralModel(Scenario(baseline_name(), seed=1, years=1)), folder)
    lap("load machine code (one year)")
    place = load_place()
    scenario = Scenario(baseline_name(), seed=1, years=years)
    lap("read place and scenario")
    warm_up = model.RuralModel._warm_up
    model.RuralModel._warm_up = lambda self: lap("set up the world") or warm_up(self)
    one = RuralModel(scenario, place=place)
    lap("warm-up year")
    one.run()
    lap("reported years")
    results = one.outcomes()
    lap("outcomes")
    write(results, folder)
    lap("write results")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    facts = {"residents": count_living(one), "years": years, "peak": peak}
    one.close()
    whole, steps = watched_run(phases, RuralModel(scenario, place=place))
    print(json.dumps({"stages": seconds, "watched": whole, "steps": steps, **facts}))


def compile_all(one, folder):
    """Run a year, so that all code is loaded before anything is measured."""
    one.run()
    write(one.outcomes(), folder)
    one.close()


def watched_run(phases, one):
    """(processor seconds of the reported years, {list of steps: {step: seconds}}) of a run with clocks in it."""
    spent = watch_steps(phases)
    start = time.process_time()
    one.run()
    return time.process_time() - start, spent


def count_living(one):
    """Residents who live in the region or in Norsjö on the last day."""
    from rural_abm.model.people.records import ALIVE

    return int((one.world.residents["status"][: one.world.now["residents"][0]] == ALIVE).sum())


def write(results, folder):
    """Write the results as `rural-abm run --out` does."""
    from pathlib import Path

    from rural_abm.study.results import store

    store.write_table(Path(folder) / store.RESULTS, results)


def watch_steps(phases):
    """{list of steps: {step: processor seconds}}, filled while the model runs: its lists are replaced by timed ones."""
    spent = {}
    for steps in STEPS:
        spent[steps] = {name: 0.0 for name, _ in getattr(phases, steps)}
        setattr(phases, steps, tuple((name, timed(spent[steps], name, step)) for name, step in getattr(phases, steps)))
    return spent


def timed(spent, name, step):
    """The step with its processor time added to `spent[name]`."""

    def run(world):
        start = time.process_time()
        step(world)
        spent[name] += time.process_time() - start

    return run


if __name__ == "__main__":
    from rural_abm.engine.process_setup import prepare_process

    prepare_process()
    main()
