"""Which built-in function an operation means is looked for once for each list of types, not at every line.

For every operation in a kernel numba goes through all it knows about the operator, tens of templates each time. While a
kernel is compiled, what was found is kept; the machine code is the same, and a third of the compiling time is spared.
"""

from contextlib import contextmanager
from functools import cache


@contextmanager
def each_resolved_once():
    """While it holds, numba keeps what it finds out about built-in functions. Held again within, it changes nothing."""
    from numba.core.targetconfig import TargetConfig
    from numba.core.types.functions import BaseFunction

    before = BaseFunction.get_call_type, TargetConfig.__eq__
    if before[0].__module__ == __name__:
        yield
        return
    BaseFunction.get_call_type, TargetConfig.__eq__ = _remembering(*before)
    try:
        yield
    finally:
        BaseFunction.get_call_type, TargetConfig.__eq__ = before


@cache
def _remembering(look, compare):
    """(the search with a memory, the comparison of settings with a look whether both are one)."""
    found = {}

    def get_call_type(self, context, args, kws):
        key = (self, id(context), args, tuple(kws.items()))
        signature = found.get(key)
        if signature is None:
            signature = found[key] = look(self, context, args, kws)
        return signature

    def is_equal(self, other):
        return self is other or compare(self, other)

    return get_call_type, is_equal
