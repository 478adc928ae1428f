"""Settings of the package's own processes (command line and workers), made before anything heavy is loaded."""

import gc
import os

# A run makes few objects that refer to each other in circles; looking for them at Python's usual pace (every 700
# objects) takes a tenth of the time of a short run.
OBJECTS_BETWEEN_COLLECTIONS = 100_000
# Libraries of linear algebra start as many threads as there are cores, which then wait by going round; nothing here
# is large enough to need them, and runs are shared out over processes.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# Arrow's own way to ask for memory sets aside tens of megabytes, to write tables of one.
MEMORY_OF_ARROW, SYSTEMS_OWN = "ARROW_DEFAULT_MEMORY_POOL", "system"


def prepare_process() -> None:
    """Use one thread for linear algebra, reserve no memory for tables, and collect garbage rarely.

    The environment takes precedence. Call this before NumPy is loaded; workers started later inherit the threads.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")
    os.environ.setdefault(MEMORY_OF_ARROW, SYSTEMS_OWN)
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
