"""The region of an experiment's runs: that of a world where it names one, else the experiment's, else the default."""

import os

from rural_abm.regions import region_folder, region_names

REGION = "region"  # a key of an experiment's file, of its options where set, and of a world


def in_region(options, world=None):
    """Return {"region": name or folder} as a Scenario takes it; {} for the default region.

    `options`: of the measure; `world`: one of its worlds (dict), if it has several.
    """
    region = (world or {}).get(REGION) or options.get(REGION)
    return {REGION: region} if region else {}


def region_name(options, world=None):
    """Return the region's name or folder, None for the default region."""
    return in_region(options, world).get(REGION)


def parameters_of(world):
    """Return the parameters {name: value} of a world, which may also name its region."""
    return {name: value for name, value in world.items() if name != REGION}


def told_apart(options):
    """Return the options with every region told by its packaged name, or by the content of its folder."""
    worlds = options.get("worlds")
    found = _identified(options)
    return found | {"worlds": {name: _identified(world) for name, world in worlds.items()}} if worlds else found


def _identified(table):
    return {**table, REGION: region_folder(table[REGION]).identity} if table.get(REGION) else table


def beside(region, folder):
    """Return a packaged region's name as it is, and a folder as seen from the folder of the file, if it is there."""
    there = folder / region
    return os.path.normpath(there) if region not in region_names() and there.is_dir() else region


def worlds_beside(options, folder):
    """Return the options with the regions of their worlds as `beside` gives them."""
    worlds = options.get("worlds")
    if not isinstance(worlds, dict):
        return options
    return options | {"worlds": {name: _beside(world, folder) for name, world in worlds.items()}}


def _beside(world, folder):
    named = isinstance(world, dict) and isinstance(world.get(REGION), str)
    return {**world, REGION: beside(world[REGION], folder)} if named else world
