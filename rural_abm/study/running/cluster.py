"""A Dask cluster as an executor: its workers make the runs."""

import logging
from contextlib import contextmanager, suppress
from functools import partial

from rural_abm.engine.errors import InputError
from rural_abm.study.results.settings import seconds_for_scheduler

INSTALL = "pip install 'rural_abm[study]'"
FORM = "the address of a running scheduler, such as tcp://10.0.0.5:8786"


@contextmanager
def cluster_executor(address):
    """Yield (an Executor, its number of workers) of the cluster whose scheduler is at the address.

    All machines must share the disk, and have the same version of rural_abm. Raises InputError if no scheduler answers,
    if it has no workers, and if Dask is not installed.
    `on_every_worker(function, *arguments)` of the Executor returns {worker: result or exception}.
    """
    try:
        from distributed import Client
    except ImportError:
        raise InputError("needs the package dask[distributed]", where="--dask", allowed=INSTALL) from None
    _be_quiet()
    _check_form(address)
    try:
        client = Client(address, timeout=seconds_for_scheduler(), set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"no scheduler answers at '{address}': {str(error).splitlines()[0]}", where="--dask", allowed=FORM
        ) from None
    try:
        workers = sum(client.ncores().values())
        if not workers:
            raise InputError(
                f"the scheduler at '{address}' has no workers", where="--dask", allowed="a scheduler with workers"
            )
        executor = client.get_executor(pure=False)
        executor.on_every_worker = partial(client.run, on_error="return")
        executor.count_workers = lambda: len(client.scheduler_info(n_workers=-1)["workers"])
        yield executor, workers
    finally:
        with suppress(OSError, RuntimeError, TimeoutError):
            client.close()


def _check_form(address):
    """Raise InputError for an invalid address, for which Dask's client would print its own traceback at exit."""
    from distributed.comm.addressing import parse_address, parse_host_port
    from distributed.comm.registry import backends

    try:
        scheme, place = parse_address(address)
        is_known = scheme in backends and bool(place)
        if is_known and scheme != "inproc":
            parse_host_port(place)
    except ValueError:
        is_known = False
    if not is_known:
        raise InputError(f"'{address}' is not an address", where="--dask", allowed=FORM)


def _be_quiet():
    """Silence Dask messages that the program reports in its own words."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
