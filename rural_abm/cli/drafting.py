"""The command that drafts the folder of a region."""

from typing import Annotated

import typer

from rural_abm.cli.terminal import print_lines
from rural_abm.engine.errors import unknown_name

DRAFT = "draft"


def region(
    what: Annotated[str, typer.Argument(metavar=DRAFT, help="Draft a folder from a gazetteer.")],
    country: Annotated[str, typer.Option(help="Country, in two letters: SE, NO, FI.", metavar="CODE")],
    places: Annotated[str, typer.Option(help="Places with a unit of care each, by commas; the hub first.")],
    out: Annotated[str, typer.Option(help="Folder to write; new or empty.", metavar="DIR")],
    villages: Annotated[str, typer.Option(help="Other places, by commas; each belongs to the nearest unit.")] = "",
    hospital: Annotated[str | None, typer.Option(help="Place of the hospital; default the hub.")] = None,
    title: Annotated[str | None, typer.Option(help="Name of the region; default that of the hub.")] = None,
):
    """Draft the folder of your own region from a gazetteer: places and distances, all else assumed and marked."""
    from rural_abm.regions.draft import draft_region

    if what != DRAFT:
        raise unknown_name("word", what, [DRAFT], where="region")
    named, others = ([name.strip() for name in text.split(",") if name.strip()] for text in (places, villages))
    folder = draft_region(country, named, out, villages=others, hospital=hospital, title=title)
    print_lines([
        f"Written to {folder}: places from GeoNames (CC BY 4.0), distances estimated, the rest assumed.",
        f"What to fill in: rural-abm check {folder}",
        f"To try it: rural-abm run --region {folder} --years 1",
    ])  # fmt: skip
