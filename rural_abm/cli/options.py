"""The options and arguments that several commands take, each with one help text."""

from typing import Annotated

import typer

from rural_abm.engine.errors import InputError

USUAL_FOLDER = "results"

Folder = Annotated[str, typer.Argument(metavar="DIR")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: a list of objects.")]


def _named(folder):
    """The folder; an empty text, which would be the present one, is an InputError."""
    if folder == "":
        raise InputError("an empty text names no folder", where="--out", allowed="a folder; . is the present one")
    return folder


Out = Annotated[str | None, typer.Option(help="Folder to write to.", metavar="DIR", callback=_named)]
Years = Annotated[int | None, typer.Option(help="Reported years; usually 10.")]
Seeds = Annotated[int | None, typer.Option(help="How many seeds: 1, 2, ...; usually 20.")]
Workers = Annotated[int | None, typer.Option(help="Processes; usually one a core.")]
Adoption = Annotated[
    str | None,
    typer.Option(metavar="full|emergent", help="All routines from the first day, or as places take them up."),
]
POSTERIOR = "posterior"
Draws = Annotated[
    str,
    typer.Option(
        metavar="posterior|none|FILE",
        help="Parameters: each seed a draw of the posterior sample, none (the register's), or your own sample.",
    ),
]
StartOver = Annotated[
    bool, typer.Option("--start-over", help="Set aside results of other experiments or code in the folder.")
]
