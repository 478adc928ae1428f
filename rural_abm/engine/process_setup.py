"""What a process of the package's own, the command line or a worker, sets before anything heavy is loaded."""

import gc
import os
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder

# A run makes few objects that refer to each other in circles; looking for them at Python's usual pace (every 700
# objects) takes a tenth of the time of a short run.
OBJECTS_BETWEEN_COLLECTIONS = 100_000
# Libraries of linear algebra start as many threads as there are cores, which then wait by going round; nothing here
# is large enough to need them, and runs are shared out over processes.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# Arrow's own way to ask for memory sets aside tens of megabytes, to write tables of one.
MEMORY_OF_ARROW, SYSTEMS_OWN = "ARROW_DEFAULT_MEMORY_POOL", "system"
# Mesa loads what it tries out, and with it scipy, whether it is used or not. From the next version on it needs it.
LOADED_WHEN_USED = "mesa.experimental"
VERSION_OF_MESA = "3.3."


def prepare_process() -> None:
    """One thread for linear algebra and no memory set aside for tables, unless the environment says otherwise; rare
    collections of garbage; and what only Mesa's experiments need is not loaded until they are used.

    To be called before NumPy is loaded; workers started later inherit the threads.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")
    os.environ.setdefault(MEMORY_OF_ARROW, SYSTEMS_OWN)
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    if not any(isinstance(finder, WhenUsed) for finder in sys.meta_path):
        sys.meta_path.insert(0, WhenUsed())


class WhenUsed(MetaPathFinder):
    """Finds one module as Python does, and has it run when something in it is first asked for."""

    def find_spec(self, name, path, target=None):
        if name != LOADED_WHEN_USED or not _mesa_can_do_without():
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = RunsLater(spec.loader)
        return spec


class RunsLater(Loader):
    """Loads a module as its own loader does, but runs it only when it is asked for a name that it does not have yet.

    (`importlib.util.LazyLoader` runs it when it is asked for anything, its file for one, as `inspect` does.)
    """

    def __init__(self, loader):
        self._loader = loader

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__loader__ = module.__spec__.loader = self._loader

        def run_and_get(name):
            del module.__getattr__
            self._loader.exec_module(module)
            return getattr(module, name)

        module.__getattr__ = run_and_get


def _mesa_can_do_without():
    from importlib.metadata import version

    return version("mesa").startswith(VERSION_OF_MESA)
