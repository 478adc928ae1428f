"""Options and arguments shared by several commands, each with one help text."""

import os
from typing import Annotated

import typer

from rural_abm.engine.errors import InputError

USUAL_FOLDER = "results"

Folder = Annotated[str, typer.Argument(metavar="DIR")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON (a list of objects).")]


def _named(folder):
    """Return the folder; raise InputError for an empty text, which would mean the current folder."""
    if folder == "":
        raise InputError("the name of the folder is empty", where="--out", allowed="a folder; . is the current one")
    return folder


Out = Annotated[str | None, typer.Option(help="Folder to write to.", metavar="DIR", callback=_named)]
Years = Annotated[int | None, typer.Option(help="Reported years; default 10.")]
Seeds = Annotated[int | None, typer.Option(help="Number of seeds (1, 2, ...); default 20.")]
Workers = Annotated[int | None, typer.Option(help="Number of processes; default one per core.")]
Adoption = Annotated[
    str | None,
    typer.Option(
        metavar="full|emergent", help="full: all routines from the first day; emergent: as units take them up."
    ),
]
Region = Annotated[
    str | None, typer.Option(metavar="NAME|FOLDER", help="Region (see list regions), or the folder of one's own.")
]


def usual_folder(name, region=None):
    """Return the folder in which a command keeps its results; it names the region, unless that is the default one."""
    return os.path.join(USUAL_FOLDER, name if region is None else f"{name}_{os.path.basename(os.path.abspath(region))}")


POSTERIOR = "posterior"
Draws = Annotated[
    str,
    typer.Option(
        metavar="posterior|none|FILE",
        help="Parameters: a posterior draw per seed, none (register values), or a sample of your own.",
    ),
]
StartOver = Annotated[
    bool, typer.Option("--start-over", help="Move aside results of other experiments or code in the folder.")
]
