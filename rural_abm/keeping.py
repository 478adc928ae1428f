"""Machine code kept between processes, loaded without all that numba needs to compile."""

from functools import cache


@cache
def cache_class():
    """numba's cache of one function, which loads machine code without the tables of all that can be compiled.

    numba fills them, for a third of a second and twenty megabytes, before it looks into the cache. Machine code needs
    only the functions that count references; where there is none the compiler fills the tables.
    """
    from numba.core.caching import FunctionCache
    from numba.core.runtime import rtsys

    class MachineCode(FunctionCache):
        def load_overload(self, signature, target_context):
            rtsys.initialize(target_context)
            with self._guard_against_spurious_io_errors():
                return self._load_overload(signature, target_context)

    return MachineCode
