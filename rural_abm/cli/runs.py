"""A single run, and the compiling that any first run waits for."""

from typing import Annotated

import typer

from rural_abm.cli.options import Adoption, Out, Years
from rural_abm.cli.terminal import print_lines


def run(
    governance: Annotated[
        str | None, typer.Option(help="Governance model (see list governance), or a TOML file.")
    ] = None,
    reform: Annotated[list[str] | None, typer.Option(help="Reform to lay over it; may be repeated.")] = None,
    years: Years = None,
    seed: Annotated[int | None, typer.Option(help="Seed of chance; the same seed gives the same results.")] = None,
    draw: Annotated[
        int | None, typer.Option(metavar="I", help="Calibrated parameters from this draw of the posterior sample.")
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="[PLACE.]LEVER=VALUE", help="Set a lever; may be repeated.")
    ] = None,
    register: Annotated[
        str | None,
        typer.Option(metavar="persons|all", help="Keep single contacts and events of frail persons, or all."),
    ] = None,
    cut: Annotated[
        list[str] | None, typer.Option(help="Link of the model to cut (see list links); may be repeated.")
    ] = None,
    adoption: Adoption = None,
    out: Out = None,
):
    """One run of one model: a table of the main outcomes."""
    from rural_abm.governance import baseline_name
    from rural_abm.study import run
    from rural_abm.study.progress import progress_bar
    from rural_abm.study.requests import read_model
    from rural_abm.study.runs import NotWrittenError
    from rural_abm.study.summaries import run_summary

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
    )
    with progress_bar("Simulating") as progress:
        try:
            results = run(scenario, out, progress=progress)
        except NotWrittenError as error:
            print_lines(run_summary(error.results))
            raise
    kept = "Not written; --out DIR keeps the results." if out is None else f"Written to {out}"
    print_lines([*run_summary(results), kept])


def warm():
    """Compile everything beforehand, so that the first run does not wait for it."""
    from rural_abm.study import warm
    from rural_abm.study.executors import usable_cores
    from rural_abm.study.progress import progress_bar

    with progress_bar("Compiling"):
        seconds = warm(usable_cores())
    print_lines([f"Compiled in {seconds:.0f} s."])
