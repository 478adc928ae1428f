"""Which built-in function an operation means is looked for once for each list of types, not at every line.

For every operation in a kernel numba goes through all it knows about the operator, tens of templates each time. While a
kernel is compiled, what was found is kept; the machine code is the same, and a third of the compiling time is spared.
"""

from functools import cache


@cache
def resolved_once():
    """[(owner, attribute, function from numba's way to one with a memory)], for `standing_in`."""
    from numba.core.targetconfig import TargetConfig
    from numba.core.types.functions import BaseFunction

    return [(BaseFunction, "get_call_type", _remembering), (TargetConfig, "__eq__", _same_first)]


@cache
def _remembering(look):
    """The search with a memory."""
    found = {}

    def get_call_type(self, context, args, kws):
        key = (self, id(context), args, tuple(kws.items()))
        signature = found.get(key)
        if signature is None:
            signature = found[key] = look(self, context, args, kws)
        return signature

    return get_call_type


def _same_first(compare):
    """The comparison of settings with a look whether both are one."""
    return lambda self, other: self is other or compare(self, other)
