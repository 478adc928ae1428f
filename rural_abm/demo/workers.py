"""The worker processes, begun before the server itself: they load what they need while it loads its own.

Nothing heavy is imported here, or they would begin later.
"""

from rural_abm import ProcessPool, usable_cores
from rural_abm.demo.settings import work


def most_workers():
    """How many processes the page runs worlds on."""
    return min(work("workers"), usable_cores())


def begun_pool():
    """A ProcessPool whose processes are starting."""
    pool = ProcessPool(most_workers())
    for _ in range(most_workers()):
        pool.submit(load)
    return pool


def load():
    """Names (tuple) of what has been loaded, in a worker, for its tasks."""
    from rural_abm import RuralModel
    from rural_abm.demo import tasks

    return tasks.__name__, RuralModel.__name__
