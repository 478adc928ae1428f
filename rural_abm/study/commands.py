"""Long jobs as the command line gives them: with a cluster where asked for, and with progress where someone looks."""

from contextlib import nullcontext

from rural_abm.engine.errors import InputError
from rural_abm.study.cluster import cluster_executor
from rural_abm.study.progress import progress_bar
from rural_abm.study.sweeps import sweep


def run_sweep(experiment, out, workers, dask, part, start_over, begin=None):
    """The Sweep (see `sweep`), on the cluster at the address `dask` if there is one; `begin()` is called once it
    answers."""
    if dask is not None and part:
        raise InputError("a cluster makes all parts", where="--part", allowed="--dask or --part, not both")
    if dask is not None and workers:
        raise InputError("a cluster has its own workers", where="--workers", allowed="--dask or --workers, not both")
    cluster = cluster_executor(dask) if dask is not None else nullcontext((None, workers))
    with cluster as (executor, count):
        if begin:
            begin()
        with progress_bar("Simulating") as progress:
            return sweep(experiment, out, count, part=part, executor=executor, start_over=start_over, progress=progress)
