"""The region whose names tables, figures and stories show: matters to readers only, never to a run."""

from contextlib import contextmanager
from contextvars import ContextVar

from rural_abm.regions.folders import default_region

_shown = ContextVar("shown_region", default=None)


def shown_region():
    """Name or folder of the region that is shown: the one of the innermost `showing`, else the default region."""
    return _shown.get() or default_region()


@contextmanager
def showing(region):
    """While it lasts, names are those of the region (None: as before)."""
    if region is None:
        yield
        return
    token = _shown.set(region)
    try:
        yield
    finally:
        _shown.reset(token)
