"""The command that shows the model to an audience."""

from typing import Annotated

import typer

from rural_abm.cli.options import Region
from rural_abm.cli.terminal import print_lines
from rural_abm.engine.errors import InputError


def demo(
    region: Region = None,
    lang: Annotated[
        str | None, typer.Option(metavar="sv|en", help="Language of the page; default the browser's.")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port; default 8123 or the next free one.")] = None,
    share: Annotated[
        bool,
        typer.Option("--share", help="Share the page on the local network by a link with a token and its QR code."),
    ] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    export: Annotated[
        str | None, typer.Option(metavar="FILE.html", help="Write a standalone file that needs no server, and exit.")
    ] = None,
    precompute: Annotated[
        bool, typer.Option("--precompute", help="Run the standard scenarios again; resumes if interrupted.")
    ] = False,
    pairs: Annotated[int | None, typer.Option(help="Pairs of runs of each standard scenario; default 6.")] = None,
):
    """Open the workshop page: two models side by side, live in the browser, without a network."""
    from rural_abm.demo.regions import PageRegions
    from rural_abm.demo.serve import Asked, needed, serve

    if export is not None and precompute:
        raise InputError("asks for one thing", where="demo", allowed="--export or --precompute")
    if pairs is not None and not precompute:
        raise InputError("belongs to --precompute", where="--pairs")
    needed()
    region = PageRegions.of(region).first
    if precompute:
        _precompute(pairs, region)
    elif export is not None:
        _export(export, region)
    else:
        serve(Asked(lang, port, share, not no_browser, region))


def _export(path, region):
    from rural_abm.demo.export import export
    from rural_abm.demo.runs import RunStore
    from rural_abm.demo.standard import load
    from rural_abm.study.running.progress import progress_bar

    with progress_bar("Computing maps and stories") as progress:
        size = export(path, RunStore(standard=load(region)), progress, region)
    print_lines([f"Written to {path} ({size:,} bytes)"])


def _precompute(pairs, region):
    from rural_abm.demo.precompute import expected_line, precompute
    from rural_abm.study.running.progress import progress_bar

    print_lines([expected_line(pairs, region)])
    with progress_bar("Simulating") as progress:
        found = precompute(pairs, progress, region)
    print_lines(found)
