"""The worker processes, started before the server, so that both load their modules at the same time.

This module imports nothing heavy, which would delay their start.
"""

from rural_abm import ProcessPool, usable_cores
from rural_abm.demo.settings import work


def most_workers():
    """Return the number of processes on which the page runs the model."""
    return min(work("workers"), usable_cores())


def begun_pool():
    """Return a ProcessPool whose processes are starting."""
    pool = ProcessPool(most_workers())
    for _ in range(most_workers()):
        pool.submit(load)
    return pool


def load():
    """Load the modules of the tasks in a worker; return their names (tuple)."""
    from rural_abm import RuralModel
    from rural_abm.demo import tasks

    return tasks.__name__, RuralModel.__name__
