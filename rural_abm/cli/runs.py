"""Commands for a single run and for compiling the model beforehand."""

from typing import Annotated

import typer

from rural_abm.cli.opening import begin_here
from rural_abm.cli.options import Adoption, Out, Region, Years
from rural_abm.cli.terminal import print_lines


def run(
    governance: Annotated[
        str | None, typer.Option(help="Governance model (see list governance) or a TOML file.")
    ] = None,
    reform: Annotated[
        list[str] | None, typer.Option(help="Reform applied on top of the model; may be repeated.")
    ] = None,
    region: Region = None,
    years: Years = None,
    seed: Annotated[int | None, typer.Option(help="Random seed; the same seed gives the same results.")] = None,
    draw: Annotated[
        int | None, typer.Option(metavar="I", help="Use the parameters of this draw of the posterior sample.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="[PLACE.]LEVER=VALUE", help="Set a lever; may be repeated.")
    ] = None,
    register: Annotated[
        str | None,
        typer.Option(metavar="persons|all", help="Record individual contacts and events of frail persons, or of all."),
    ] = None,
    cut: Annotated[
        list[str] | None, typer.Option(help="Feedback link to cut (see list links); may be repeated.")
    ] = None,
    adoption: Adoption = None,
    out: Out = None,
):
    """Run one model once and print the main outcomes."""
    from rural_abm.governance import baseline_name
    from rural_abm.study.compare.summaries import run_summary
    from rural_abm.study.results.tables import counted
    from rural_abm.study.running.progress import progress_bar
    from rural_abm.study.running.requests import read_model
    from rural_abm.study.running.runs import FINISHED_RESULTS, NotWrittenError, run, scenario_label

    scenario = read_model(
        governance or baseline_name(),
        reforms=reform or (),
        settings=set_ or (),
        years=years,
        seed=seed,
        draw=draw,
        register=register,
        cuts=cut,
        adoption=adoption,
        region=region,
    )
    begin_here(f"One run of {scenario_label(scenario)} over {counted(scenario.years, 'year')}", 1, scenario.years)
    with progress_bar("Simulating") as progress:
        try:
            results = run(scenario, out, progress=progress)
        except NotWrittenError as error:
            print_lines(run_summary(error.results))
            raise
        except Exception as error:
            if finished := getattr(error, FINISHED_RESULTS, None):
                print_lines(run_summary(finished))
            raise
    print_lines([*run_summary(results), *_what_next(out)])


def _what_next(out):
    if out is None:
        return [
            "Not saved; use --out DIR to save the results.",
            "A single run says little; `rural-abm compare MODEL MODEL` compares models over many seeds.",
        ]
    return [f"Written to {out}", f"Look first at its figures: rural-abm figures {out}"]


def warm():
    """Compile the model beforehand, so that the first run starts at once."""
    from rural_abm.study.results.tables import counted
    from rural_abm.study.running.executors import usable_cores
    from rural_abm.study.running.precompile import is_cold, warm
    from rural_abm.study.running.run_times import in_words, seconds_of_runs, seconds_to_compile

    cores = usable_cores()
    if is_cold():
        taken = f"{in_words(seconds_to_compile(cores))} on {counted(min(cores, 2), 'core')}"
        print_lines([f"Compiling the model (once; the result is cached): {taken}."])
    else:
        print_lines([f"The model is compiled already; testing it with a short run: {in_words(seconds_of_runs(1, 1))}."])
    print_lines([f"Ready after {warm(cores):.0f} s. Next: rural-abm run"])
