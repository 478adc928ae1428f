"""The command that shows the model to people in a room."""

from typing import Annotated

import typer

from rural_abm.cli.terminal import print_lines
from rural_abm.engine.errors import InputError


def demo(
    lang: Annotated[str | None, typer.Option(metavar="sv|en", help="Language of the page; else the browser's.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; usually 8123, or the next that is free.")] = None,
    share: Annotated[
        bool, typer.Option("--share", help="Let the room in: a link with a token, and its QR code.")
    ] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    export: Annotated[
        str | None, typer.Option(metavar="FILE.html", help="Write one file that needs no server, and serve nothing.")
    ] = None,
    precompute: Annotated[
        bool, typer.Option("--precompute", help="Run the standard scenarios anew; goes on by itself.")
    ] = False,
    pairs: Annotated[int | None, typer.Option(help="Pairs of worlds of each standard scenario; usually 6.")] = None,
):
    """Open the workshop page: two worlds side by side, live, in the browser, without any network."""
    from rural_abm.demo.serve import Asked, needed, serve

    if export is not None and precompute:
        raise InputError("asks for one thing", where="demo", allowed="--export or --precompute")
    if pairs is not None and not precompute:
        raise InputError("belongs to --precompute", where="--pairs")
    needed()
    if precompute:
        _precompute(pairs)
    elif export is not None:
        _export(export)
    else:
        serve(Asked(lang, port, share, not no_browser))


def _export(path):
    from rural_abm.demo.export import export
    from rural_abm.demo.runs import RunStore
    from rural_abm.demo.standard import load
    from rural_abm.study.progress import progress_bar

    with progress_bar("Running maps and stories") as progress:
        size = export(path, RunStore(standard=load()), progress)
    print_lines([f"Written to {path} ({size:,} bytes)"])


def _precompute(pairs):
    from rural_abm.demo.precompute import expected_line, precompute
    from rural_abm.study.progress import progress_bar

    print_lines([expected_line(pairs)])
    with progress_bar("Simulating") as progress:
        found = precompute(pairs, progress)
    print_lines(found)
