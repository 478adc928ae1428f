"""Machine code kept between processes, loaded without all that numba needs to compile."""

from functools import cache


@cache
def cache_class():
    """numba's cache of one function, which loads machine code without the tables of all that can be compiled.

    numba fills them, for a third of a second and twenty megabytes, before it looks into the cache; where nothing is
    found there the compiler fills them.
    """
    from numba.core.caching import FunctionCache

    class MachineCode(FunctionCache):
        def load_overload(self, signature, target_context):
            _name_functions()
            with self._guard_against_spurious_io_errors():
                return self._load_overload(signature, target_context)

    return MachineCode


@cache
def _name_functions():
    """Tell LLVM where the functions lie by which machine code asks for memory and gives it back.

    numba does so when it compiles its own functions that count references. Those are part of the kept code.
    """
    from llvmlite import binding
    from numba.core.runtime import _nrt_python

    for name, address in _nrt_python.c_helpers.items():
        binding.add_symbol(name if name.startswith("_") else f"NRT_{name}", address)
