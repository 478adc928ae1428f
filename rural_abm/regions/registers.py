"""The register of a region: the packaged parameters with the region's own laid over them."""

from __future__ import annotations

from functools import cache

from rural_abm.parameters.register import Register, common_register, read_register
from rural_abm.regions.folders import region_folder

REGION_FILE = "parameters.csv"


def load_register(region: str | None = None) -> Register:
    """Return the register of a region (a packaged name or a folder; default: the default region).

    It is the packaged register with the region's `parameters.csv` laid over it: values of its units and hospitals, and
    its own values of what the packaged register has for all.
    """
    found = region_folder(region)
    return _register_of(found.file(REGION_FILE), found.digest)


@cache
def _register_of(path, _digest):
    return Register(common_register() | read_register([path]))


def forget_registers():
    """Read the registers again when they are next asked for: their files have been written to."""
    common_register.cache_clear()
    _register_of.cache_clear()
