"""Places in arrays as kernels mean them: counted from the front, never from the end.

numba reads a place below zero as one counted from the end, and asks at every access which of the two it is. Kernels
never count from the end: a place below zero there is a mistake (an age of -1 would silently be the oldest age). So
compiled kernels do not ask, and with bounds checks a place below zero stops them like one beyond the end.
"""

from functools import cache

PACKAGE_NAME = __name__.partition(".")[0]


@cache
def places_from_the_front():
    """[(owner, attribute, function from numba's reading of an index to ours)], for `standing_in`: accesses in functions
    of this package are compiled without the question; functions of numba's own, which may count from the end, stay as
    they are."""
    from numba.np import arrayobj

    return [(arrayobj, "fix_integer_index", _without_the_question)]


@cache
def _without_the_question(ask):
    """numba's function that makes an index a machine word, without the look below zero where the package's own code is
    being compiled."""
    from numba import types

    own = f"{len(PACKAGE_NAME)}{PACKAGE_NAME}"  # as the symbols of functions spell it

    def fix_integer_index(context, builder, kind, index, size):
        if own in builder.function.name and kind.signed:
            return context.cast(builder, index, kind, types.intp)
        return ask(context, builder, kind, index, size)

    return fix_integer_index
